"""What is hidden cannot be found: every table that a reader could not tell from the true one is tried."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from qualcode.analysis.suppression import suppressed

Lines = list[list[int]]


def with_totals(cells: Lines) -> Lines:
    """A table whose lines add up."""
    lines = [[*row, sum(row)] for row in cells]
    return [*lines, [sum(column) for column in zip(*lines, strict=True)]]


def under(lines: Lines, minimum: int) -> list[list[bool]]:
    return [[0 < value < minimum for value in line] for line in lines]


def possible(lines: Lines, hidden: tuple[tuple[bool, ...], ...], most: int) -> dict[tuple[int, int], set[int]]:
    """What each hidden number could be: all fillings of the hidden cells by 1 to `most` that give the totals shown."""
    rows, columns = len(lines) - 1, len(lines[0]) - 1
    unknown = [(i, j) for i in range(rows) for j in range(columns) if hidden[i][j]]
    found: dict[tuple[int, int], set[int]] = {}
    for values in product(range(1, most + 1), repeat=len(unknown)):
        cells = [line[:-1] for line in lines[:-1]]
        for (i, j), value in zip(unknown, values, strict=True):
            cells[i][j] = value
        filled = with_totals(cells)
        shown = ((i, j) for i in range(rows + 1) for j in range(columns + 1) if not hidden[i][j])
        if all(filled[i][j] == lines[i][j] for i, j in shown):
            for i, j in product(range(rows + 1), range(columns + 1)):
                if hidden[i][j]:
                    found.setdefault((i, j), set()).add(filled[i][j])
    return found


@settings(max_examples=100)
@given(
    cells=st.integers(2, 3).flatmap(
        lambda width: st.lists(st.lists(st.integers(0, 4), min_size=width, max_size=width), min_size=2, max_size=3)
    )
)
def test_no_hidden_number_can_be_worked_out(cells: Lines) -> None:
    """Small cells and small totals are hidden, and each hidden number has at least two values that fit."""
    lines = with_totals(cells)
    small = under(lines, 3)
    hidden = suppressed([lines], small)
    for i, line in enumerate(small):
        assert all(hidden[i][j] for j, flag in enumerate(line) if flag)
    assert not any(hidden[i][j] and not value for i, line in enumerate(lines) for j, value in enumerate(line))
    if sum(flag for row in hidden[:-1] for flag in row[:-1]) > 7:
        return
    for values in possible(lines, hidden, 5).values():
        assert len(values) > 1


def test_a_single_small_cell_takes_three_more() -> None:
    """The least that does: a rectangle, of the smallest cells."""
    lines = with_totals([[2, 20, 30], [10, 40, 50], [60, 70, 80]])
    assert suppressed([lines], under(lines, 3)) == (
        (True, True, False, False),
        (True, True, False, False),
        (False, False, False, False),
        (False, False, False, False),
    )


def test_ones_that_add_up_to_their_number_take_the_totals() -> None:
    """Three hidden cells, all others 0, a total of 3: each would be 1. The total has to go, and another with it."""
    lines = with_totals([[1, 1, 1], [9, 9, 9]])
    hidden = suppressed([lines], under(lines, 3))
    assert hidden[0][3]
    assert safe(lines, hidden)


def test_nothing_small_hides_nothing() -> None:
    lines = with_totals([[3, 4], [0, 5]])
    assert not any(map(any, suppressed([lines], under(lines, 3))))


def test_totals_that_are_no_sums_hold_nothing_together() -> None:
    """Persons who stand in several cells: a small cell in open lines is not the difference of anything."""
    lines = [[2, 9, 10], [8, 9, 12], [9, 11, 15]]
    assert sum(map(sum, suppressed([lines], under(lines, 3)))) == 1


@pytest.mark.parametrize("where", [(0, 0), (1, 1)])
def test_both_measures_are_kept_safe(where: tuple[int, int]) -> None:
    """What segments allow, respondents may forbid: the numbers hidden serve both."""
    segments = with_totals([[5, 9, 7], [8, 6, 9], [7, 8, 9]])
    people = with_totals([[2 if where == (0, 0) else 5, 1, 4], [6, 2 if where == (1, 1) else 4, 5], [4, 5, 6]])
    hidden = suppressed([segments, people], under(people, 3))
    assert safe(people, hidden)


def bounds(lines: Lines, hidden: tuple[tuple[bool, ...], ...], place: tuple[int, int]) -> tuple[float, float]:
    """The least and the most that a hidden number can be, by integer programming over the lines that add up."""
    unknown = [(i, j) for i, row in enumerate(hidden) for j, flag in enumerate(row) if flag]
    at = {cell: n for n, cell in enumerate(unknown)}
    rows, columns = len(lines), len(lines[0])
    groups = [[(i, j) for j in range(columns)] for i in range(rows)] + [
        [(i, j) for i in range(rows)] for j in range(columns)
    ]
    matrix, sides = [], []
    for group in groups:
        *parts, whole = group
        signs = [*((part, 1) for part in parts), (whole, -1)]
        # Where a total is not the sum of its cells, a reader has nothing to reckon with.
        if sum(sign * lines[i][j] for (i, j), sign in signs) == 0 and any(cell in at for cell in group):
            line = [0.0] * len(unknown)
            for cell, sign in signs:
                if cell in at:
                    line[at[cell]] = sign
            matrix.append(line)
            sides.append(-sum(sign * lines[i][j] for (i, j), sign in signs if (i, j) not in at))
    found = []
    for sign in (1, -1):
        aim = [0.0] * len(unknown)
        aim[at[place]] = sign
        limits = [LinearConstraint(np.array(matrix), sides, sides)] if matrix else []
        # Far above every number: what reaches it has no bound.
        done = milp(aim, constraints=limits, integrality=[1] * len(unknown), bounds=Bounds(1, 500))
        assert done.status == 0
        found.append(sign * done.fun)
    return found[0], found[1]


def safe(lines: Lines, hidden: tuple[tuple[bool, ...], ...]) -> bool:
    """No hidden number has its bounds in one place."""
    places = ((i, j) for i, row in enumerate(hidden) for j, flag in enumerate(row) if flag)
    return all(least < most for least, most in (bounds(lines, hidden, place) for place in places))


TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 7), min_size=width, max_size=width), min_size=2, max_size=5)
)


@settings(max_examples=80)
@given(people=TABLES, more=st.integers(0, 3), chance=st.randoms(use_true_random=False))
def test_two_measures_are_safe_each_by_itself(people: Lines, more: int, chance: Random) -> None:
    """Segments add up; persons stand in several cells, so that some of their totals are sums and some are not."""
    segments = with_totals([[n * (1 + more) + (n and chance.randint(0, 2)) for n in row] for row in people])
    lines = with_totals(people)
    for i, row in enumerate(people):
        lines[i][-1] = chance.choice((sum(row), max(row)))
    for j, column in enumerate(zip(*people, strict=True)):
        lines[-1][j] = chance.choice((sum(column), max(column)))
    lines[-1][-1] = max(max(row) for row in lines)
    both = suppressed([segments, lines], under(lines, 3))
    assert safe(segments, both)
    assert safe(lines, both)
    assert safe(lines, suppressed([lines], under(lines, 3)))


@pytest.mark.parametrize(
    "lines",
    [
        [[3, 1, 4], [0, 1, 1], [0, 2, 2], [3, 4, 4]],
        [[3, 1, 4], [0, 3, 3], [3, 3, 4]],
        [[0, 2, 2], [4, 1, 4], [4, 3, 4]],
        [[3, 0, 3], [3, 1, 4], [3, 1, 4]],
    ],
)
def test_a_total_that_is_no_sum_still_says_something(lines: Lines) -> None:
    """It is no less than any of its cells, and no more than all of them: by that alone these numbers could be known."""
    hidden = suppressed([lines], under(lines, 3))
    cells = [(i, j) for i, row in enumerate(lines[:-1]) for j, n in enumerate(row[:-1]) if n and hidden[i][j]]
    for place in cells:
        assert len(fillings(lines, hidden, place)) > 1


def fillings(lines: Lines, hidden: Sequence[Sequence[bool]], place: tuple[int, int]) -> set[int]:
    """Which numbers a hidden one can be, by trying all; which totals are sums is known."""
    places = [(i, j) for i, row in enumerate(hidden) for j, flag in enumerate(row) if flag]
    found = set()
    for numbers in product(range(1, 6), repeat=len(places)):
        table = [list(row) for row in lines]
        for (i, j), number in zip(places, numbers, strict=True):
            table[i][j] = number
        true, tried = ([*rows, *map(list, zip(*rows, strict=True))] for rows in (lines, table))
        if all(
            sum(line[:-1]) == line[-1] if sum(known[:-1]) == known[-1] else max(line[:-1]) <= line[-1] <= sum(line[:-1])
            for known, line in zip(true, tried, strict=True)
        ):
            found.add(table[place[0]][place[1]])
    return found


def test_a_large_table_is_safe() -> None:
    """Sixty codes by sixty documents, mostly ones, so that nearly all is hidden; a few of them are looked at."""
    chance = Random(5)
    lines = with_totals([[chance.choice((0, 0, 0, 1, 1, 2, 5)) for _j in range(60)] for _i in range(60)])
    hidden = suppressed([lines], under(lines, 3))
    places = [(i, j) for i, row in enumerate(hidden) for j, flag in enumerate(row) if flag]
    for place in chance.sample(places, 4):
        least, most = bounds(lines, hidden, place)
        assert least < most
