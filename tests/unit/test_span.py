"""Half-open ranges: what touches does not overlap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.span import Span

spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: Span(min(pair), max(pair)))


def characters(span: Span) -> set[int]:
    return set(range(span.start, span.end))


@given(spans, spans)
def test_the_algebra_is_that_of_sets_of_characters(a: Span, b: Span) -> None:
    shared = characters(a) & characters(b)
    assert a.overlaps(b) == b.overlaps(a) == bool(shared)
    clipped = a.clip(b)
    assert (characters(clipped) if clipped else set()) == shared
    if len(a):
        assert a.within(b) == (characters(a) <= characters(b))
        assert b.encloses(a) == a.within(b)
    assert (a.gap(b) == 0) or not shared


def test_touching_spans_share_nothing_and_have_no_gap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 3).clip(Span(3, 5)) is None
    assert Span(0, 3).gap(Span(3, 5)) == 0
    assert Span(0, 3).gap(Span(5, 6)) == 2


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_what_is_no_range_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)
