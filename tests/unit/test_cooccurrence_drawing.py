"""The map of cells and the picture of neighbours: within their bounds, nothing over anything, at any size."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from qualcode.analysis.ordering import by_strength, clustered
from qualcode.model.network import Cooccurrence, Question
from qualcode.tui.sheets.cooccurrence import ego, heat
from qualcode.tui.sheets.cooccurrence.heat import Ink, Window
from qualcode.tui.sheets.cooccurrence.scales import amount, bounds, figure, nearest_step, steps
from qualcode.tui.sheets.cooccurrence.table import Table, table

names = st.text(st.sampled_from("ab é/[]漢👩\\'"), min_size=1, max_size=40)


@st.composite
def networks(draw: st.DrawFn) -> Cooccurrence:
    size = draw(st.integers(0, 12))
    matrix = np.zeros((size, size), np.int64)
    for row in range(size):
        for column in range(row):
            matrix[row, column] = matrix[column, row] = draw(st.integers(0, 4)) ** 3
    codes = tuple(f"{draw(names)}{at}" for at in range(size))
    measure = draw(st.sampled_from(["count", "jaccard"]))
    values = matrix.astype(np.float64) if measure == "count" else matrix / 100
    return Cooccurrence(Question(measure=measure), codes, matrix.sum(axis=1) + 1, matrix, values)


def said(line: list[Ink]) -> str:
    return "".join(ink.text for ink in line)


@given(networks(), st.sampled_from(["codebook", "strength", "cluster"]), st.booleans(), st.data())
def test_the_map_fills_its_room_and_shows_the_cursor(
    network: Cooccurrence, order: str, empty: bool, data: st.DataObject
) -> None:
    least = data.draw(st.sampled_from([0.0, 1.0, 0.08, 8.0]))
    found = table(network, least, order, empty=empty)
    if not len(found):
        return
    width, height = data.draw(st.integers(40, 200)), data.draw(st.integers(8, 60))
    row, column = (data.draw(st.integers(0, len(found) - 1)) for _axis in "xy")
    shape = heat.frame(found, width, height, narrow=data.draw(st.sampled_from([None, True, False])))
    window = heat.follow(shape, len(found), row, column, Window(data.draw(st.integers(0, 9)), 0))
    lines = heat.draw(found, shape, window, row, column)
    assert len(lines) <= height
    assert all(cell_len(said(line)) == width for line in lines)
    cursors = [(y, x) for y, line in enumerate(lines) for x, ink in enumerate(line) if ink.part == "cursor"]
    assert len(cursors) == 1
    y, place = cursors[0]
    x = sum(cell_len(ink.text) for ink in lines[y][:place])
    assert heat.cell_at(shape, window, len(found), x, y) == (row, column)


@given(networks(), st.sampled_from([0.0, 1.0, 27.0]), st.booleans())
def test_a_cell_never_speaks_by_colour_alone(network: Cooccurrence, least: float, narrow: bool) -> None:
    found = table(network, least, "codebook", empty=True)
    if not len(found):
        return
    shape = heat.frame(found, 200, 60, narrow=narrow)
    lines = heat.draw(found, shape, Window(), 0, 0)
    for row, line in enumerate(lines[shape.head :]):
        for column, ink in enumerate(line[1 : 1 + len(found)]):
            if row == column:
                continue
            level = found.levels[row][column]
            assert bool(level) == found.shown(row, column)
            text = ink.text.strip()
            if not level:
                assert text == "·"
            elif shape.figures:
                assert any(letter.isdigit() for letter in text)
            else:
                assert set(text) == {heat.SHADES[level]}


@given(networks())
def test_orders_hold_each_code_once(network: Cooccurrence) -> None:
    every = list(range(len(network.codes)))
    assert sorted(by_strength(network.values)) == every
    assert sorted(clustered(network.values)) == every
    for least in (0.0, 1.0, 8.0):
        found = table(network, least, "cluster", empty=False)
        assert all(found.ties(row) for row in range(len(found)))
        assert found.pairs()[0] == sum(len(found.ties(row)) for row in range(len(found))) / 2


def test_what_goes_together_stands_together() -> None:
    values = np.zeros((6, 6))
    for one, other, strength in ((0, 3, 5), (3, 5, 4), (1, 4, 3)):
        values[one, other] = values[other, one] = strength
    assert clustered(values) == [0, 3, 5, 1, 4, 2]
    assert by_strength(values) == [3, 0, 5, 1, 4, 2]


def of_values(measure: str, values: list[float]) -> Table:
    """A code that goes with others, as strongly as that."""
    matrix = np.zeros((len(values) + 1, len(values) + 1))
    matrix[0, 1:] = matrix[1:, 0] = values
    codes = tuple(str(at) for at in range(len(matrix)))
    met = np.zeros(matrix.shape, np.int64)
    met[0, 1:] = met[1:, 0] = 1
    network = Cooccurrence(Question("turn", measure), codes, met.sum(axis=0), met, matrix)
    return table(network, 0.0, "codebook", empty=True)


def test_levels_and_their_bounds_agree() -> None:
    for top in (1.0, 14.0, 250.0, 0.4):
        steps_of = list(bounds(top))
        found = of_values("jaccard", [*steps_of, *(0.98 * bound for bound in steps_of)])
        assert found.levels[0] == [0, 2, 3, 4, 1, 2, 3]


def test_a_probability_is_stronger_the_smaller_it_is() -> None:
    found = of_values("fisher_p", [0.2, 0.05, 0.01, 0.001, 0.0, 1.0])
    assert found.levels[0] == [0, 1, 2, 3, 4, 4, 0]
    assert [tie.row for tie in found.ties(0)] == [5, 4, 3, 2, 1]
    assert found.strongest() == (0, 5)
    assert found.pairs() == (5, 6)
    assert found.value(0, 5) == 0.0
    assert [figure("fisher_p", p, 1) for p in (0.0, 0.0009, 0.001, 0.034, 1.0)] == ["***", "***", ".001", ".034", "1"]
    assert [amount("fisher_p", -math.log10(p)) for p in (0.05, 0.005, 1e-6)] == ["≤ 0.05", "≤ 0.005", "≤ 1e-6"]


def test_what_is_below_chance_is_not_drawn() -> None:
    found = of_values("npmi", [-0.5, 0.0, 0.4])
    assert found.levels[0] == [0, 0, 0, 4]
    assert found.pairs() == (1, 3)
    assert found.value(0, 1) == -0.5


def test_the_row_is_the_condition() -> None:
    values = np.array([[0.0, 0.9], [0.1, 0.0]])
    met = np.array([[0, 1], [1, 0]])
    network = Cooccurrence(Question("turn", "p_target"), ("a", "b"), np.array([1, 9]), met, values)
    found = table(network, 0.5, "cluster", empty=False)
    assert (found.value(0, 1), found.value(1, 0)) == (0.9, 0.1)
    assert found.shown(0, 1)
    assert not found.shown(1, 0)
    assert found.pairs() == (1, 1)


def test_codes_of_a_community_stand_together() -> None:
    found = of_values("jaccard", [0.1, 0.2, 0.3])
    groups = {"0": 2, "1": 1, "2": 2, "3": 1}
    grouped = table(found.network, 0.0, "cluster", empty=True, groups=groups)
    assert [grouped.group(row) for row in range(4)] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("measure", "top"),
    [("count", 1), ("count", 14), ("count", 4217), ("jaccard", 0.33), ("fisher_p", 12.5), ("lift", 17.0)],
)
def test_the_threshold_goes_from_all_to_the_strongest(measure: str, top: float) -> None:
    scale = steps(measure, top)
    assert list(scale) == sorted(set(scale))
    assert scale[0] == (1 if measure == "count" else 0)
    assert top / 2 < scale[-1] <= top or len(scale) == 1
    assert [nearest_step(scale, step) for step in scale] == list(range(len(scale)))


spokes = st.lists(
    st.builds(ego.Spoke, names, st.sampled_from(["1", "1,204", "0.42"]), st.integers(1, 3), st.booleans()), max_size=14
)


@given(names, spokes, st.integers(60, 200), st.integers(6, 60), st.integers(-1, 13))
def test_names_of_neighbours_never_meet(
    name: str, drawn: list[ego.Spoke], width: int, height: int, chosen: int
) -> None:
    picture = ego.picture(name, "n = 36", drawn, width, height, chosen)
    assert len(picture.lines) == height
    assert all(cell_len(said(line)) == width for line in picture.lines)
    assert len(picture.spots) == min(len(drawn), ego.room_for(height))
    for at, one in enumerate(picture.spots):
        assert 0 <= one.row < height
        assert one.start >= 0
        assert one.start + one.width <= width
        for other in picture.spots[at + 1 :]:
            apart = one.start + one.width <= other.start or other.start + other.width <= one.start
            assert one.row != other.row or apart
    boxed = [cell_len(ink.text) for line in picture.lines for ink in line if ink.part == "center"]
    assert len(boxed) == 2


@given(names, spokes, st.integers(70, 200), st.integers(8, 60))
def test_every_neighbour_says_its_figure_and_has_a_line(
    name: str, drawn: list[ego.Spoke], width: int, height: int
) -> None:
    picture = ego.picture(name, "n = 36", drawn, width, height)
    for spoke, spot in zip(drawn, picture.spots, strict=False):
        line = picture.lines[spot.row]
        texts = [ink.text for ink in line if ink.part in ("name", "marked")]
        assert any(spoke.figure in text for text in texts)
        assert any(ink.part == "line" and ego.LINES[spoke.weight] * ego._SHORTEST in ink.text for ink in line)


def test_at_80_by_24_twelve_neighbours_are_readable() -> None:
    codes = "mots de passe;renvoi;effet ping-pong;délégation;orientation;attente;tri;honte;saisie;cœur;exit;voice"
    drawn = [ego.Spoke(code, str(40 - at), 3 - at // 4) for at, code in enumerate(codes.split(";"))]
    picture = ego.picture("transfert tacite", "n = 36", drawn, 78, 16)
    text = "\n".join(said(line) for line in picture.lines)
    assert all(spoke.name in text for spoke in drawn)
    assert all(sign in text for sign in "─━═")


def test_arrows_lead_from_neighbour_to_neighbour() -> None:
    drawn = [ego.Spoke(str(at), "1", 1) for at in range(7)]
    spots = ego.picture("x", "n", drawn, 80, 20).spots
    assert [ego.neighbour(spots, at, "down") for at in range(4)] == [1, 2, 3, 3]
    assert ego.neighbour(spots, 0, "up") == 0
    assert spots[ego.neighbour(spots, 0, "left")].side == -1
    assert ego.neighbour(spots, ego.neighbour(spots, 1, "left"), "right") in (0, 1, 2)
