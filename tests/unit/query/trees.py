"""Random query trees: for the round trip through text, and for SQL against memory."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

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


def conditions(texts: st.SearchStrategy[str], names: st.SearchStrategy[str]) -> st.SearchStrategy[Node]:
    """Every kind of condition; `names` are those of attributes."""
    wordy = patterns(texts).filter(lambda values: all(HasWords("text", values).key.split("\n")))
    return st.one_of(
        st.just(Everything()),
        st.builds(CodeIs, patterns(texts), st.booleans()),
        st.builds(Named, st.sampled_from(NAME_FIELDS), patterns(texts)),
        st.builds(HasWords, st.sampled_from(WORD_FIELDS), wordy),
        st.builds(HasAttribute, names, patterns(texts)),
    )


def trees(leaves: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Conditions joined by AND, OR and NOT."""

    def joined(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.one_of(st.builds(And, several), st.builds(Or, several), st.builds(Not, inner))

    return st.recursive(leaves, joined, max_leaves=8)


def spelled(words: Sequence[str]) -> st.SearchStrategy[str]:
    """These words, or parts of them, in other spellings that mean the same."""
    return st.builds(
        lambda word, start, change: change(word[start:] or word),
        st.sampled_from(list(words)),
        st.sampled_from([0, 0, 0, 1, 3]),
        st.sampled_from([str, str.upper, lambda word: word.replace("é", "e").replace("-", " ")]),
    )
