"""Where codes stand in a picture: no name on another, all on the page, the same each time; and what they are called."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.report.figures import marks
from qualcode.report.figures.layout import Link, arranged
from qualcode.report.figures.legend import round_steps
from qualcode.report.figures.names import lines_within, short_names, text_width
from tests.unit.networks import HOSTILE

Box = tuple[float, float]


@st.composite
def drawings(draw: st.DrawFn) -> tuple[list[Box], list[Link]]:
    """Up to thirty boxes of any size that a name can have, and any links."""
    sides = st.floats(1, 120), st.floats(1, 60)
    boxes = draw(st.lists(st.tuples(*sides), min_size=1, max_size=30))
    every = list(combinations(range(len(boxes)), 2))
    chosen = draw(st.lists(st.sampled_from(every), max_size=60, unique=True)) if every else []
    return boxes, [(one, other, draw(st.floats(0.01, 1))) for one, other in chosen]


@given(drawings())
@settings(max_examples=60, deadline=None)
def test_no_box_lies_on_another_and_all_are_on_the_page(drawing: tuple[list[Box], list[Link]]) -> None:
    boxes, links = drawing
    page = arranged(boxes, links, 200.0)
    assert page.width >= 200
    placed = list(zip(boxes, page.centres, strict=True))
    for (width, height), (x, y) in placed:
        assert width / 2 - 1e-6 <= x <= page.width - width / 2 + 1e-6
        assert height / 2 - 1e-6 <= y <= page.height - height / 2 + 1e-6
    for ((width, height), (x, y)), ((other_width, other_height), (other_x, other_y)) in combinations(placed, 2):
        assert abs(x - other_x) >= (width + other_width) / 2 or abs(y - other_y) >= (height + other_height) / 2


def test_the_same_network_is_drawn_the_same() -> None:
    boxes = [(40.0 + at, 20.0) for at in range(12)]
    links = [(at, (at * 5 + 1) % 12, 0.5) for at in range(12) if at != (at * 5 + 1) % 12]
    assert arranged(boxes, links) == arranged(boxes, links)


def test_codes_that_go_together_stand_nearer_than_others() -> None:
    clusters = [(one, other, 1.0) for group in ((0, 1, 2, 3), (4, 5, 6, 7)) for one, other in combinations(group, 2)]
    page = arranged([(20.0, 10.0)] * 8, [*clusters, (0, 4, 0.1)])

    def apart(one: int, other: int) -> float:
        (x, y), (other_x, other_y) = page.centres[one], page.centres[other]
        return ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5

    inside = [apart(one, other) for one, other, _strength in clusters]
    across = [apart(one, other) for one in range(4) for other in range(4, 8)]
    assert sum(inside) / len(inside) < sum(across) / len(across)


def test_a_name_is_the_last_part_and_more_where_that_is_not_enough() -> None:
    names = short_names(["a/urgence", "b/urgence", "a/c/refus", "b/c/refus", "seul", "x/autre"])
    assert names == {
        "a/urgence": "urgence (a)",
        "b/urgence": "urgence (b)",
        "a/c/refus": "refus (a/c)",
        "b/c/refus": "refus (b/c)",
        "seul": "seul",
        "x/autre": "autre",
    }


def test_names_that_cannot_be_told_apart_end_the_search() -> None:
    assert short_names(["a\x00", "a\x01"]) == {"a\x00": "a", "a\x01": "a"}


@given(st.text(max_size=80), st.floats(12, 200), st.integers(1, 4))
@settings(deadline=None)
def test_lines_fit_their_width(text: str, width: float, most: int) -> None:
    lines = lines_within(text, width, 8.0, most)
    assert 1 <= len(lines) <= most
    # A single letter may be wider than the line.
    assert all(text_width(line, 8.0) <= width or len(line.rstrip("…")) <= 1 for line in lines)


def test_words_are_wrapped_and_what_is_left_over_is_cut() -> None:
    assert lines_within("temporalités de l'accompagnement", 98, 8.0) == ["temporalités de", "l'accompagnement"]
    assert lines_within("un deux trois quatre", 40, 8.0, 2) == ["un deux", "trois…"]


def test_no_line_breaks_within_a_number() -> None:
    said = "voici 1\u202f071"
    assert lines_within(said, text_width(said, 8.0) - 1, 8.0) == ["voici", "1\u202f071"]
    assert short_names(["a\u00a0: b"]) == {"a\u00a0: b": "a\u00a0: b"}


def test_widths_follow_the_font() -> None:
    # DejaVu Sans: an `i` has 569 units of 2048, an `m` 1995.
    assert text_width("i", 2048) == pytest.approx(569, abs=2)
    assert text_width("m", 2048) == pytest.approx(1995, abs=2)
    assert text_width("漢", 10) == 10


@pytest.mark.parametrize("name", marks.SHAPES)
def test_every_shape_has_the_area_of_the_circle(name: str) -> None:
    corners = marks.outline(name)
    pairs = zip(corners, (*corners[1:], corners[0]), strict=True)
    area = abs(sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in pairs)) / 2
    assert area == pytest.approx(3.14159, rel=1e-4)


def test_communities_differ_in_colour_and_shape() -> None:
    signs = {(marks.colour(group), marks.shape(group)) for group in range(72)}
    assert len(signs) == 72
    assert len({marks.shape(group) for group in range(8)}) == len({marks.colour(group) for group in range(8)}) == 8


@pytest.mark.parametrize(
    ("most", "steps"), [(73, [50, 20, 10]), (102, [100, 50, 20]), (1, [1]), (2, [2, 1]), (0.83, [0.5, 0.2, 0.1])]
)
def test_a_legend_has_round_numbers(most: float, steps: list[float]) -> None:
    assert round_steps(most) == steps


def test_hostile_names_stay_on_one_line() -> None:
    for name in short_names(HOSTILE).values():
        assert name.isprintable(), repr(name)
