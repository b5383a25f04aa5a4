"""The columns of the transcript fit its width, whatever is asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.tui.widgets.transcript.geometry import FULL, MEASURE, MEASURES, fit


@given(st.integers(1, 300), st.integers(2, 40), st.sampled_from(MEASURES))
def test_the_columns_fit_the_width(width: int, gutter: int, measure: int) -> None:
    shared = fit(width, gutter, measure)
    assert shared.body >= 1
    assert measure == FULL or shared.body <= measure
    assert shared.gutter + shared.body + 1 + shared.lanes + shared.names <= max(width, 2)


@given(st.integers(24, 300), st.integers(2, 40))
def test_a_longer_line_is_never_shorter(width: int, gutter: int) -> None:
    bodies = [fit(width, gutter, measure).body for measure in MEASURES]
    assert bodies == sorted(bodies)


def test_words_keep_their_room_where_there_is_little() -> None:
    assert fit(78, 12).body == 58
    assert fit(40, 30).body >= 24


def test_a_wide_screen_has_room_for_names() -> None:
    shared = fit(150, 14)
    assert (shared.body, shared.lanes) == (MEASURE, 10)
    assert shared.names >= 40
