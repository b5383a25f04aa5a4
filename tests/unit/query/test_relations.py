"""Relations in arrays are what their definitions say of each pair."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.query.parse import parse
from qualcode.analysis.relations import related
from qualcode.analysis.word_units import word_pieces
from qualcode.model.arrays import CodingArrays, Pieces
from qualcode.model.coding import Segment
from qualcode.model.corpus import Corpus
from qualcode.model.relation import KINDS, Relation
from qualcode.model.span import Span
from qualcode.model.text import count_words

#: Two documents of 30 characters; units with gaps between them, so that some ranges touch none.
UNITS = {1: [(0, 4), (5, 9), (9, 10), (14, 20), (21, 30)], 2: [(2, 8), (8, 28)]}
Row = tuple[int, int, int, int]

rows = st.lists(
    st.tuples(st.sampled_from((1, 2)), st.integers(0, 29), st.integers(1, 12)), min_size=0, max_size=14
).map(lambda found: [(at, document, start, min(30, start + size)) for at, (document, start, size) in enumerate(found)])
relations = st.builds(
    lambda kind, distance: Relation(
        kind, distance if kind == "near" or (kind in ("before", "after") and distance < 4) else None, "turn"
    ),
    st.sampled_from(KINDS),
    st.integers(0, 5),
)


def arrays(found: list[Row]) -> CodingArrays:
    ordered = sorted(found, key=lambda row: row[1:])
    columns = [np.array([row[at] for row in ordered], np.int64) for at in range(4)]
    return CodingArrays(columns[0], columns[1], columns[2], columns[3], np.zeros(len(ordered), np.int64))


def pieces() -> Pieces:
    listed = [(document, start, end) for document, spans in UNITS.items() for start, end in spans]
    return Pieces(*(np.array(column, np.int64) for column in zip(*listed, strict=True)))


def holds(relation: Relation, row: Row, twin: Row, in_units: bool) -> bool:
    one, other = Span(*row[2:]), Span(*twin[2:])
    return relation.holds(one, other, (lambda span: touched(row[1], span)) if in_units else None)


def touched(document: int, span: Span) -> tuple[int, int] | None:
    met = [at for at, (start, end) in enumerate(UNITS[document]) if start < span.end and span.start < end]
    return (met[0], met[-1]) if met else None


@given(rows, st.data(), relations, st.booleans())
def test_arrays_and_definition_agree(found: list[Row], data: st.DataObject, relation: Relation, in_units: bool) -> None:
    chosen = st.lists(st.sampled_from(found), unique=True) if found else st.just([])
    one, other = data.draw(chosen), data.draw(chosen)
    marks = related(arrays(one), arrays(other), relation, pieces() if in_units else None)
    expected = {
        row[0]
        for row in one
        if any(row[0] != twin[0] and row[1] == twin[1] and holds(relation, row, twin, in_units) for twin in other)
    }
    assert set(arrays(one).id[marks].tolist()) == expected


@pytest.mark.parametrize(
    ("relation", "other", "holds"),
    [
        (Relation("overlaps"), (9, 12), True),
        (Relation("overlaps"), (10, 12), False),
        (Relation("within"), (5, 10), True),
        (Relation("within"), (6, 10), False),
        (Relation("encloses"), (5, 10), True),
        (Relation("encloses"), (4, 10), False),
        (Relation("equals"), (5, 10), True),
        (Relation("equals"), (5, 11), False),
        (Relation("cooccurs"), (4, 6), True),
        (Relation("near", 0), (9, 11), True),
        (Relation("near", 0), (10, 11), False),
        (Relation("near", 1), (10, 11), True),
        (Relation("near", 2), (12, 13), False),
        (Relation("near", 3), (12, 13), True),
        (Relation("before"), (10, 11), True),
        (Relation("before"), (9, 11), False),
        (Relation("before", 1), (11, 12), False),
        (Relation("after"), (0, 5), True),
        (Relation("after"), (0, 6), False),
        (Relation("after", 2), (0, 4), True),
    ],
)
def test_edges_of_half_open_ranges(relation: Relation, other: tuple[int, int], holds: bool) -> None:
    assert relation.holds(Span(5, 10), Span(*other)) is holds


@pytest.mark.parametrize("wrong", [("near", None), ("within", 2), ("before", -1)])
def test_a_relation_that_is_none_is_refused(wrong: tuple[str, int | None]) -> None:
    with pytest.raises(ValueError, match="distance"):
        Relation(*wrong)  # type: ignore[arg-type]  # on purpose


def test_a_relation_asks_for_the_corpus() -> None:
    with pytest.raises(ValueError, match="corpus"):
        parse("a WITHIN b").matches(Segment(1, "d", "notes", 0, 1, "a", "c", "w", None, "", ""))


def test_no_coding_is_its_own_partner() -> None:
    alone = Segment(1, "d", "notes", 0, 1, "a", "c", "w", None, "", "")
    twin = replace(alone, id=2)
    elsewhere = replace(alone, id=3, document_id=9)
    assert not parse("* EQUALS *").matches(alone, Corpus([alone, elsewhere]))
    assert parse("* EQUALS *").matches(alone, Corpus([alone, twin]))


@given(
    st.lists(
        st.text(st.one_of(st.sampled_from(list("ab é’-–_…·  \n\u00a0\u202f\u2009œ😀𝐀漢½")), st.characters())),
        max_size=4,
    )
)
def test_words_as_arrays_are_the_words_of_the_texts(texts: list[str]) -> None:
    found = word_pieces(list(enumerate(texts)))
    rows = list(zip(found.document.tolist(), found.start.tolist(), found.end.tolist(), strict=True))
    assert rows == [
        (document, *word.span())
        for document, text in enumerate(texts)
        for word in re.finditer(r"\S+", text)
        if re.search(r"\w", word[0])
    ]
    assert len(rows) == sum(count_words(text) for text in texts)
