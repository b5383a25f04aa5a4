"""The rows of a long list: whatever the groups and the opened entry, each row says one line of one entry, in order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from qualcode.tui.sheets.retrieval.shelf import Line, Shelf, fitted, grouped, wrapped

sizes = st.lists(st.integers(1, 9), max_size=8)


@given(sizes, st.integers(1, 4), st.data())
def test_rows_tile_the_list(groups: list[int], tall: int, data: st.DataObject) -> None:
    count = sum(groups)
    opened = data.draw(st.integers(-1, count - 1)) if count else -1
    height = data.draw(st.integers(1, 12))
    shelf = Shelf(groups, tall, opened, height)
    expected: list[Line] = []
    entry = 0
    for group, size in enumerate(groups):
        expected.append(Line(group, -1, 0))
        for _nth in range(size):
            expected += [Line(group, entry, line) for line in range(max(tall, height) if entry == opened else tall)]
            entry += 1
    assert [shelf.at(row) for row in range(len(shelf))] == expected
    assert shelf.at(len(shelf)) is None
    assert shelf.at(-1) is None
    for place in range(count):
        assert shelf.at(shelf.row_of(place)) == Line(shelf.group_of(place), place, 0)
        assert shelf.at(shelf.row_of(place) + shelf.height_of(place) - 1) == Line(
            shelf.group_of(place), place, shelf.height_of(place) - 1
        )


def test_runs_become_groups() -> None:
    found = grouped("aabbba", str)
    assert found.names == ("a", "b", "a")
    assert found.sizes == (2, 3, 1)


texts = st.text(st.sampled_from("ab é\t\n\x1b\u202e漢👩‍👩‍👧e\u0301 -"), max_size=120)


@given(texts, st.integers(2, 20), st.integers(1, 5))
def test_a_wrapped_quotation_keeps_to_its_room(text: str, width: int, most: int) -> None:
    lines = wrapped(text, width, most)
    assert 1 <= len(lines) <= most
    for line in lines:
        assert cell_len(line) <= width + 1
        assert not any(sign in line for sign in "\n\t\x1b\u202e")


@given(texts, st.integers(0, 20))
def test_what_is_fitted_fits(text: str, width: int) -> None:
    assert cell_len(fitted(text, width)) <= max(width, 0)


def test_a_quotation_that_is_cut_says_so() -> None:
    assert wrapped("un deux trois quatre cinq", 8, 2) == ["un deux", "trois…"]
    assert wrapped("un deux", 20, 2) == ["un deux"]
