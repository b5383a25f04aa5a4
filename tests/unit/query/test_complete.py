"""What a query that is being typed could go on with; whatever is offered reads as a query."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.query.complete import short_path, suggestions
from qualcode.analysis.query.parse import parse
from qualcode.errors import QueryError
from qualcode.model.codebook import Code, Codebook
from qualcode.model.vocabulary import DocumentName, Vocabulary, Voice

BOOK = Codebook(
    [
        Code(1, "dirty work"),
        Code(2, "délégation", 1),
        Code(3, "territoires"),
        Code(4, "délégation", 3),
        Code(5, 'faire pour / "à la place"', 1),
    ]
)
KNOWN = Vocabulary(
    BOOK,
    {1: DocumentName(1, "entretien-01", "entretien")},
    {1: Voice(1, 1, "Mme D.", "Mme D.")},
    {1: "Delmas"},
    {1: "Camille"},
    {"role": frozenset({"AS", "agent d'accueil"}), "tranche d'âge": frozenset({"45-54"})},
    {"boulot-as": "role:AS", "sale boulot": "code:x"},
)


def offered(query: str, at: int | None = None) -> list[str]:
    at = len(query) if at is None else at
    return [query[: one.start] + one.text + query[one.end :] for one in suggestions(query, at, KNOWN)]


def test_names_of_conditions_come_first() -> None:
    assert offered("co")[:2] == ["code:", "coder:"]
    assert offered("ro") == ["role:"]
    assert offered("tranche")[0] == '"tranche d\'âge":'


def test_values_of_a_condition_are_offered_at_once() -> None:
    assert offered("role:") == ["role:AS", 'role:"agent d\'accueil"']
    assert offered("role:AS|ag") == ['role:AS|"agent d\'accueil"']
    assert offered("role:AS co")[0] == "role:AS code:"
    assert offered("kind:focus") == ["kind:focus-group"]
    assert offered('speaker:"Mme') == ['speaker:"Mme D."']


def test_codes_are_named_by_the_shortest_end_that_is_theirs() -> None:
    assert offered("code:=deleg") == ['code:="dirty work/délégation"', "code:=territoires/délégation"]
    assert offered("-terri") == ["-code:territoires"]
    assert short_path(BOOK, 1) == "dirty work"
    assert short_path(BOOK, 4) == "territoires/délégation"


def test_named_queries_are_offered_after_an_at_or_by_their_beginning() -> None:
    assert offered("@") == ["@boulot-as", '@"sale boulot"']
    assert offered("NOT (@Boul") == ["NOT (@boulot-as", 'NOT (@"sale boulot"']
    assert offered('role:AS @"sale b') == ['role:AS @"sale boulot"']
    assert offered("SAUF bou") == ["SAUF @boulot-as"]
    assert offered("@zzz") == []
    assert offered("code:@") == []


def test_nothing_is_offered_for_nothing() -> None:
    assert offered("") == []
    assert offered("zzz") == []
    assert offered("code:zzz") == []
    assert offered("text:gui") == []


def test_a_word_in_capitals_after_a_condition_may_be_a_relation() -> None:
    assert offered("code:délégation N")[0] == "code:délégation NEAR/3 turns"
    assert offered("boulot PR") == ["boulot PRÈS/3 tours"]
    assert offered("boulot W")[:2] == ["boulot WITHIN", "boulot weight:"]
    assert offered("boulot A") == [f"boulot {word}" for word in ("AVEC", "AVANT", "AFTER", "APRÈS")]
    assert offered("boulot NEAR/")[:2] == ["boulot NEAR/3 characters", "boulot NEAR/3 words"]
    assert offered("boulot PRÈS/2") == [
        f"boulot PRÈS/2 {unit}" for unit in ("caractères", "mots", "phrases", "tours", "paragraphes")
    ]
    assert offered("boulot NEAR/2 p") == [f"boulot NEAR/2 {unit}" for unit in ("phrases", "paragraphs", "paragraphes")]
    assert offered("boulot NEAR/2 ")[3] == "boulot NEAR/2 turns"
    for nowhere in ("N", "a AND N", "(N", "a WITHIN N", "a NEAR/2 turns N", "a WITHIN/2"):
        assert not any("NEAR" in one or "turns" in one[len(nowhere) :] for one in offered(nowhere))


def test_units_are_offered_after_by_and_par() -> None:
    assert offered("boulot B") == ["boulot BEFORE", "boulot BY"]
    assert offered("boulot PA") == ["boulot PAR"]
    assert offered("boulot BY ") == [
        f"boulot BY {unit}" for unit in ("turn", "paragraph", "sentence", "speaker", "document", "case")
    ]
    assert offered("boulot PAR c") == ["boulot PAR cas"]
    assert offered("boulot PAR loc") == ["boulot PAR locuteur"]
    assert offered("B") == []
    assert not any("BY" in one for one in offered("a AND B") + offered("a & B"))


def test_what_is_compared_is_a_number_or_a_date() -> None:
    known = replace(KNOWN, attributes={"age": frozenset({"50", "45-54", "inconnu"}), "date": frozenset({"2019-05-12"})})
    assert [one.text for one in suggestions("age>=", 5, known)] == ["50"]
    assert [one.text for one in suggestions("date:2018..", 11, known)] == ["2019-05-12"]
    assert [one.text for one in suggestions("age!=4", 6, known)] == ["45-54"]
    assert suggestions("re:/co a", 8, known) == []


@given(st.text(st.sampled_from("codel:=|()\"«» -rAS'é/\\*<>!.NEAR2")), st.integers(0, 30))
def test_whatever_is_typed_there_is_an_answer(query: str, at: int) -> None:
    for one in suggestions(query, min(at, len(query)), KNOWN):
        assert 0 <= one.start <= one.end <= len(query)


def test_every_offer_of_a_whole_condition_reads_back() -> None:
    for typed in ("code:", "role:", "speaker:", "document:", "case:", "coder:", "kind:", "del", "AS"):
        for query in offered(typed):
            if not query.endswith(":"):
                try:
                    parse(query)
                except QueryError as error:  # pragma: no cover
                    raise AssertionError(query) from error
