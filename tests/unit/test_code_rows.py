"""Each code that is shown stands in one row, below the code it belongs to, in the order asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.code_tally import CodeStatistics
from qualcode.model.codebook import Code, Codebook
from qualcode.model.text import fold
from qualcode.tui.sheets.codebook.rows import arranged, closed_below, found, levels
from qualcode.tui.widgets.code_order import SORTINGS


@st.composite
def books(draw: st.DrawFn) -> Codebook:
    """Any forest."""
    size = draw(st.integers(0, 15))
    codes = []
    for id_ in range(1, size + 1):
        parent = draw(st.none() | st.integers(1, id_ - 1)) if id_ > 1 else None
        codes.append(Code(id_, draw(st.sampled_from("éabZ")) + str(id_), parent, position=draw(st.integers(0, 3))))
    return Codebook(codes)


@given(books(), st.sampled_from(SORTINGS), st.data())
def test_rows_are_the_tree_without_what_lies_in_closed_branches(
    book: Codebook, sorting: str, data: st.DataObject
) -> None:
    closed = data.draw(st.sets(st.sampled_from([*book]))) if book else set()
    counts = {code: CodeStatistics(codings_total=data.draw(st.integers(0, 3))) for code in book}
    rows = arranged(book, sorting, counts, closed)
    shown = [row.code for row in rows]
    assert set(shown) == {code for code in book if not closed & set(book.ancestors(code)[:-1])}
    assert len(shown) == len(set(shown))
    for place, row in enumerate(rows):
        assert row.depth == book.depth(row.code) - 1
        assert row.branch == bool(book.children(row.code))
        assert row.open == (row.branch and row.code not in closed)
        parent = book[row.code].parent
        if parent is not None:
            above = next(r for r in reversed(rows[:place]) if r.depth < row.depth)
            assert above.code == parent
    for code in [None, *shown]:
        siblings = [row.code for row in rows if book[row.code].parent == code]
        if sorting == "tree":
            assert siblings == [child.id for child in book.children(code) if child.id in shown]
        elif sorting == "name":
            assert siblings == sorted(siblings, key=lambda id_: (fold(book[id_].name), id_))
        else:
            assert siblings == sorted(siblings, key=lambda id_: -counts[id_].codings_total)


@given(books(), st.integers(1, 6))
def test_levels_are_closed_below(book: Codebook, level: int) -> None:
    rows = arranged(book, "tree", {}, closed_below(book, level))
    assert max((row.depth + 1 for row in rows), default=0) == min(level, levels(book))


def test_names_are_found_before_the_texts_that_use_the_word() -> None:
    book = Codebook(
        [
            Code(1, "Délégation"),
            Code(2, "tri", 1, definition="Une delegation du courrier.", cues=("je trie",)),
            Code(3, "renvoi", definition="Sans rapport"),
        ]
    )
    assert found(book, "delegation") == [1]
    assert found(book, "DÉLÉG") == [1]
    assert found(book, "je trie") == [2]
    assert found(book, "rapport") == [3]
    assert found(book, "  ") == found(book, "rien") == []
