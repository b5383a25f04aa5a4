"""What a segment meets, node by node; words in a text."""

from __future__ import annotations

import re
from dataclasses import replace
from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.query.parse import parse
from qualcode.model.coding import Segment
from qualcode.model.corpus import Corpus
from qualcode.model.query import Everything, Not
from qualcode.model.query_shared import Shared, cutting
from qualcode.model.query_units import ByUnit
from qualcode.model.span import Span
from qualcode.model.text import strip_accents
from qualcode.model.words import contains, fold_words, search_key

SEGMENT = Segment(
    id=1,
    document="Entretien 01 – Delmas",
    kind="entretien",
    start=10,
    end=60,
    quote="C'est pas mon cœur de métier, le non‑recours ; médiateur·rice, c’est…",
    code="dirty work/délégation/faire pour \\/ à la place",
    coder="Camille",
    speaker="Mme Delmas",
    memo="À rapprocher de l’autre",
    created="",
    attributes={"role": "AS", "site": "CCAS de Vitré", "Tranche d'âge": "45-54"},
    cases=("Delmas", "MDS"),
    label="AS1",
)


@pytest.mark.parametrize(
    "query",
    [
        "*",
        'code:"dirty work"',
        "code:délégation",
        "code:DELEGATION",
        'code:"dirty-work/délégation"',
        'code:="faire pour \\/ à la place"',
        'code:"/dirty work"',
        "code:délég*",
        "code:*gation",
        "code:dirty*/délé*",
        "code:*",
        'document:"entretien 01 delmas"',
        "document:*delmas",
        "kind:Entretien",
        "kind:notes|entretien",
        'speaker:"mme delmas"',
        "speaker:as1",
        "case:mds",
        "coder:CAMILLE",
        "role:as",
        'site:"ccas de vitre"',
        "site:ccas*",
        "site:*vitré",
        "site:c*v*",
        "role:*",
        '"tranche d\'age":45-54',
        'text:"coeur de metier"',
        "text:cœur",
        "non-recours",
        '"non recours"',
        "médiateur",
        "rice",
        "méd*",
        "*recours",
        '"coeur * métier"',
        '"métier le non"',
        "memo:lautre|autre",
        "memo:*",
        "NOT role:directrice",
        "role:directrice OR kind:entretien",
    ],
)
def test_a_segment_meets(query: str) -> None:
    assert parse(query).matches(SEGMENT)


@pytest.mark.parametrize(
    "query",
    [
        "NOT *",
        'code:="dirty work"',
        "code:work",
        "code:/délégation",
        'code:"/Dirty work"',
        'code:"faire pour"',
        "document:delmas",
        "kind:entret",
        "case:CAF",
        "role:A",
        "rôles:AS",
        "age:45-54",
        "text:metie",
        '"metier de coeur"',
        '"coeur * * métier"',
        "memo:cœur",
        "role:AS kind:notes",
    ],
)
def test_a_segment_does_not_meet(query: str) -> None:
    assert not parse(query).matches(SEGMENT)


def test_a_segment_without_speaker_memo_or_cases_meets_none_of_these() -> None:
    silent = Segment(1, "d", "notes", 0, 1, "…", "c", "w", None, "", "")
    assert not any(parse(query).matches(silent) for query in ("speaker:*", "memo:*", "case:*", "role:*", "text:*"))


FRENCH = st.text(st.sampled_from(list("abéÀçœŒæß’'-–_… .·\u202f\u2011\u00a0\u00ad«»9½ª²ÿŁλ漢😀")), max_size=30)


@given(st.one_of(FRENCH, st.text(max_size=30)))
def test_the_quick_way_to_fold_gives_the_words_of_the_slow_one(text: str) -> None:
    slow = re.sub(r"[\W_]+", " ", strip_accents(text)).encode("utf-8", "replace").split()
    assert fold_words(text).split(b" ") == [b"", *fold_words(text).split(b" ")[1:-1], b""]
    assert fold_words(text).split() == slow


@given(st.lists(FRENCH, min_size=1, max_size=4), st.data())
def test_words_are_found_where_they_were_put(parts: list[str], data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(parts))
    key = search_key([chosen])
    assert contains(" | ".join(parts), key) is bool(key)
    assert contains("", key) is False


@pytest.mark.parametrize("name", ["role", "text"])
def test_many_stars_cost_no_more_than_one(name: str) -> None:
    segment = replace(SEGMENT, quote="a" * 5_000, attributes={"role": "a" * 5_000})
    assert parse(f"{name}:{'a*' * 500}a").matches(segment)
    assert not parse(f"{name}:{'a*' * 500}b").matches(segment)
    assert not parse(f"{name}:{'*a' * 500}b*").matches(segment)


@given(st.lists(st.text("ab", max_size=3), min_size=2, max_size=4), st.text("ab", max_size=8))
def test_stars_mean_what_a_shell_means_by_them(parts: list[str], word: str) -> None:
    glob = re.sub(r"\*+", "*", "*".join(parts))
    expected = fnmatchcase(word, glob)
    assert parse(f"role:{glob}").matches(replace(SEGMENT, attributes={"role": word})) is expected
    assert parse(f"text:{glob}").matches(replace(SEGMENT, quote=f"… {word} !")) is (expected and word != "")


@pytest.mark.parametrize("query", ["guichet & *", "* BY case", "guichet WITHIN *"])
def test_what_segments_stand_beside_is_asked_of_a_corpus(query: str) -> None:
    tree = parse(query)
    with pytest.raises(ValueError, match="in a corpus"):
        tree.matches(SEGMENT)


def test_a_segment_shares_text_with_others_only() -> None:
    one, other, beside = (replace(SEGMENT, id=at, start=start, end=end) for at, start, end in PLACES)
    corpus = Corpus([one, other, beside])
    shared = Shared(Everything(), Everything())
    assert [shared.matches(segment, corpus) for segment in (one, other, beside)] == [True, True, False]
    assert list(shared.ranges(one, corpus)) == [Span(15, 20)]
    assert not Shared(shared, Everything()).matches(one, corpus)
    assert [str(cut) for cut in map(cutting, map(parse, CUT))] == ["text:a & text:b"] * len(CUT)
    assert [cutting(parse(query)) for query in WHOLE] == [None] * len(WHOLE)


#: Half-open: the second and the third only touch.
PLACES = ((1, 10, 20), (2, 15, 25), (3, 25, 30))
CUT = ("a & b", "role:AS (a & b)", "a & b NOT c", "a & b WITHIN c", "(a & b) c")
WHOLE = ("a", "a OVERLAPS b", "NOT (a & b)", "a & b OR c", "(a & b) (c & d)", "c WITHIN (a & b)")


def test_a_unit_is_asked_condition_by_condition() -> None:
    said = replace(SEGMENT, code="a", attributes={"role": "AS"})
    other = replace(SEGMENT, id=2, code="b", attributes={"role": "usager"})
    asked = {
        "code:a code:b BY case": True,
        "code:b role:AS BY case": True,
        "(code:b role:AS) BY case": False,
        "(code:a role:AS) BY case": True,
        "code:a NOT code:c BY case": True,
        "code:a NOT code:b BY case": False,
        "code:c OR code:a code:b BY case": True,
        "NOT (code:b role:AS) BY case": True,
        "NOT code:c BY case": True,
    }
    for query, answer in asked.items():
        question = parse(query)
        assert isinstance(question, ByUnit)
        assert question.holds([said, other]) == answer, query
    assert parse("NOT code:c BY case") == ByUnit(Not(parse("code:c")), "case")
