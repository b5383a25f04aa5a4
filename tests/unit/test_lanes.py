"""Lanes that follow a change are those that would be laid afresh."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.tui.widgets.transcript.lanes import Lanes, Mark
from qualcode.tui.widgets.transcript.layout import TextLayout

TEXT = " ".join(f"mot{at:02}" for at in range(60))
LAYOUT = TextLayout(TEXT, width=6)

places = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 60), st.integers(1, 3))
marks = st.lists(places, max_size=30, unique=True).map(
    lambda made: [
        Mark(at, code, start, start + size, "x" * size, "#cc0000") for at, (start, size, code) in enumerate(made)
    ]
)


@given(marks, marks, st.integers(0, 5), st.integers(0, 30))
def test_a_change_leads_where_a_fresh_start_would(before: list[Mark], after: list[Mark], limit: int, room: int) -> None:
    old = Lanes(before, LAYOUT, limit, room)
    list(map(old.names, range(0, len(LAYOUT), 7)))
    change, fresh = old.changed(after), Lanes(after, LAYOUT, limit, room)
    assert change.lanes.bars == fresh.bars
    assert {*change.new} == {*fresh.bars} - {*old.bars}
    assert {*change.gone} == {*old.bars} - {*fresh.bars}
    for row in range(len(LAYOUT)):
        assert change.lanes.at(row) == fresh.at(row)
        assert change.lanes.names(row) == fresh.names(row)


@given(marks, st.data())
def test_one_coding_more_then_one_less(before: list[Mark], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 2))
    extra = Mark(999, 9, start, data.draw(st.integers(start + 1, len(TEXT))), "neuf", "#0000cc")
    old = Lanes(before, LAYOUT, 4)
    more = old.changed([extra, *before]).lanes
    assert more.bars == Lanes([*before, extra], LAYOUT, 4).bars
    assert more.changed(before).lanes.bars == old.bars


def test_nothing_new_is_no_change() -> None:
    lanes = Lanes([Mark(1, 7, 0, 20, "x", "#cc0000")], LAYOUT, 4)
    change = lanes.changed([Mark(1, 7, 0, 20, "x", "#cc0000")])
    assert change.lanes is lanes
    assert (*change.gone, *change.new) == ()


def test_a_coding_is_named_once_and_only_beside_its_rows() -> None:
    lanes = Lanes([Mark(at, 7, at * 6, at * 6 + 40, f"c{at}", "#cc0000") for at in range(40)], LAYOUT, 8, 20)
    named = [(row, bar) for row in range(len(LAYOUT)) for bar in lanes.names(row)]
    assert len({bar.mark.id for _row, bar in named}) == len(named) > 30
    assert all(bar.first <= row <= bar.last for row, bar in named)
