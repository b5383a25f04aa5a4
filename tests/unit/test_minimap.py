"""The map counts what lies where, and a change leads where counting anew would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.tui.widgets.minimap import Overview
from qualcode.tui.widgets.transcript.lanes import Bar, Mark


def bar(first: int, last: int, code: int = 1, at: int = 1) -> Bar:
    return Bar(Mark(at, code, first, last, f"c{code}", "#cc0000"), first, last, 0)


bars = st.lists(
    st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(1, 4)).map(
        lambda made: bar(min(made[:2]), max(made[:2]), made[2])
    ),
    max_size=20,
)


@given(bars, bars, st.integers(1, 60))
def test_a_change_counts_as_a_fresh_start_does(gone: list[Bar], new: list[Bar], cells: int) -> None:
    changed, fresh = Overview(gone, 100, cells), Overview(new, 100, cells)
    changed.change(gone, new)
    assert [changed.codes(half) for half in range(2 * cells)] == [fresh.codes(half) for half in range(2 * cells)]


@given(st.integers(1, 5000), st.integers(1, 80))
def test_every_row_has_a_cell_and_every_cell_a_row(rows: int, cells: int) -> None:
    overview = Overview((), rows, cells)
    places = [overview.cell(row) for row in range(rows)]
    assert places == sorted(places)
    assert set(places) == set(range((min(rows, 2 * cells) + 1) // 2))
    for cell in set(places):
        assert overview.cell(overview.row(cell)) == cell
    assert overview.row(cells + 10) < rows


def test_a_short_document_does_not_fill_the_column() -> None:
    overview = Overview([bar(9, 9)], 10, 40)
    assert overview.cell(9) == 4
    assert overview.codes(9) == [1]
    assert overview.codes(10) == []


def test_the_most_frequent_code_comes_first() -> None:
    overview = Overview([bar(0, 0, 2, 1), bar(0, 0, 3, 2), bar(1, 1, 3, 3)], 100, 5)
    assert overview.codes(0) == [3, 2]
