"""Random query trees: for the round trip through text, and for SQL against memory."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from qualcode.model.bounds import Bound, Bounds
from qualcode.model.query import (
    NAME_FIELDS,
    WORD_FIELDS,
    And,
    CodeIs,
    Everything,
    HasAttribute,
    HasWords,
    Named,
    Node,
    Not,
    Or,
    Pattern,
)
from qualcode.model.query_expression import FitsExpression
from qualcode.model.query_ranges import AttributeIn, CreatedIn, WeightIn
from qualcode.model.query_relations import Related
from qualcode.model.query_shared import Shared
from qualcode.model.query_units import UNIT_KINDS, ByUnit, OneSegment
from qualcode.model.relation import KINDS, UNITS, Relation
from tests.unit.query.naive import BOUNDS

#: What a query may hold: anything but control characters and halves of surrogate pairs.
TEXT = st.text(
    st.one_of(
        st.sampled_from(list("abéÉœ09 -_*\\\"'’«»“”()|:=/.,;&@<>!~^\u00a0\u202f\n漢😀")),
        st.characters(exclude_categories=("Cs", "Cc")),
    ),
    min_size=1,
    max_size=8,
)
#: A word in it, whatever stands around.
WORDY = TEXT.map(lambda text: f"{text}a")


def patterns(texts: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Pattern, ...]]:
    """One to three values, some with stars."""
    plain = texts.filter(str.strip).map(lambda text: (text,))
    end = st.one_of(st.just(""), texts)
    starred = st.builds(lambda first, middle, last: (first, *middle, last), end, st.lists(texts, max_size=2), end)
    return st.lists(st.one_of(plain, plain, starred).map(Pattern), min_size=1, max_size=3).map(tuple)


def _ranges(texts: Sequence[str], kind: str) -> st.SearchStrategy[Bounds]:
    """Bounds of one kind, open and closed, from these numbers and dates."""
    ends = st.sampled_from([Bound(text) for text in texts if kind in Bound(text).kinds])
    ordered = st.tuples(ends, ends).filter(lambda pair: not pair[1].below(pair[0].text) and " " not in str(pair))
    return st.one_of(
        st.builds(lambda end, strict: Bounds(end, None, strict), ends, st.booleans()),
        st.builds(lambda end, strict: Bounds(None, end, strict), ends, st.booleans()),
        ordered.map(lambda pair: Bounds(*pair)),
    )


EXPRESSIONS = ("gui.*t", "^C'est", "(sale|cœur) boulot", r"\bS\w+\/?", "É", "[éè]t?", r"a{1,2}.$")

compared = st.one_of(
    st.builds(WeightIn, _ranges(("0", "20", "49,5", "50", "100"), "number")),
    st.builds(CreatedIn, _ranges(BOUNDS, "date")),
    st.builds(FitsExpression, st.sampled_from(EXPRESSIONS), st.booleans()),
)
relations = st.builds(
    lambda kind, distance, unit: (
        Relation(kind, distance, unit)
        if kind == "near" or (kind in ("before", "after") and distance)
        else Relation(kind)
    ),
    st.sampled_from(KINDS),
    st.integers(0, 3),
    st.sampled_from(UNITS),
)


def conditions(texts: st.SearchStrategy[str], names: st.SearchStrategy[str]) -> st.SearchStrategy[Node]:
    """Every kind of condition; `names` are those of attributes."""
    wordy = patterns(texts).filter(lambda values: all(HasWords("text", values).key.split("\n")))
    return st.one_of(
        st.just(Everything()),
        st.builds(CodeIs, patterns(texts), st.booleans()),
        st.builds(Named, st.sampled_from(NAME_FIELDS), patterns(texts)),
        st.builds(HasWords, st.sampled_from(WORD_FIELDS), wordy),
        st.builds(HasAttribute, names, patterns(texts)),
        st.builds(AttributeIn, names, st.one_of(_ranges(BOUNDS, "number"), _ranges(BOUNDS, "date"))),
        compared,
    )


def trees(leaves: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Conditions joined by relations, &, AND, OR and NOT."""

    def joined(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        related = st.builds(Related, inner, relations, inner)
        shared = st.builds(Shared, inner, inner)
        return st.one_of(
            st.builds(And, several), st.builds(Or, several), st.builds(Not, inner), related, related, shared
        )

    return st.recursive(leaves, joined, max_leaves=8)


def questions(leaves: st.SearchStrategy[Node]) -> st.SearchStrategy[ByUnit]:
    """Questions about units: OR of AND of NOT, as it is written without parentheses, of conditions and groups."""
    grouped = trees(leaves).map(lambda tree: OneSegment(tree) if isinstance(tree, (And, Or, Not)) else tree)
    asked = st.one_of(leaves, grouped).flatmap(lambda leaf: st.sampled_from([leaf, leaf, Not(leaf), Not(Not(leaf))]))
    together = st.lists(asked, min_size=1, max_size=3).map(lambda parts: And(tuple(parts)) if parts[1:] else parts[0])
    either = st.lists(together, min_size=1, max_size=3).map(lambda parts: Or(tuple(parts)) if parts[1:] else parts[0])
    return st.builds(ByUnit, either, st.sampled_from(UNIT_KINDS))


def spelled(words: Sequence[str]) -> st.SearchStrategy[str]:
    """These words, or parts of them, in other spellings that mean the same."""
    return st.builds(
        lambda word, start, change: change(word[start:] or word),
        st.sampled_from(list(words)),
        st.sampled_from([0, 0, 0, 1, 3]),
        st.sampled_from([str, str.upper, lambda word: word.replace("é", "e").replace("-", " ")]),
    )
