"""Other codes on a passage, held against the definition."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.coding import Coding
from qualcode.report.overlaps import other_codes


@st.composite
def some_codings(draw: st.DrawFn) -> list[Coding]:
    rows = draw(
        st.lists(st.tuples(st.integers(1, 2), st.integers(1, 4), st.integers(0, 20), st.integers(1, 8)), max_size=25)
    )
    return [Coding(i, str(i), doc, code, 1, start, start + size, "") for i, (doc, code, start, size) in enumerate(rows)]


@given(some_codings(), st.data())
def test_the_sweep_says_what_the_definition_says(codings: list[Coding], data: st.DataObject) -> None:
    wanted = data.draw(st.sets(st.sampled_from([c.id for c in codings])) if codings else st.just(set()))
    expected = {}
    for one in codings:
        codes = {
            two.code
            for two in codings
            if two.document == one.document and two.code != one.code and one.span.overlaps(two.span)
        }
        if codes and one.id in wanted:
            expected[one.id] = frozenset(codes)
    assert other_codes(codings, wanted) == expected


def test_codings_that_touch_do_not_overlap() -> None:
    codings = [Coding(1, "1", 1, 1, 1, 0, 5, ""), Coding(2, "2", 1, 2, 1, 5, 9, "")]
    assert other_codes(codings, (1, 2)) == {}
