"""What a query that is being typed could go on with; whatever is offered reads as a query."""

from __future__ import annotations

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


def test_nothing_is_offered_for_nothing() -> None:
    assert offered("") == []
    assert offered("zzz") == []
    assert offered("code:zzz") == []
    assert offered("text:gui") == []


@given(st.text(st.sampled_from("codel:=|()\"«» -rAS'é/\\*")), st.integers(0, 30))
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
