"""Numbers and dates as people write them, and what is held against them."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.query.parse import parse
from qualcode.errors import QueryError
from qualcode.model import query_expression
from qualcode.model.bounds import Bound, Bounds, number
from qualcode.model.coding import Segment
from qualcode.model.dates import period

SEGMENT = Segment(1, "d", "notes", 0, 9, "Au guichet", "c", "w", None, "", "2024-02-29T12:00:00.000Z")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-05", date(2019, 5, 1), date(2019, 5, 31)),
        ("2019-5", date(2019, 5, 1), date(2019, 5, 31)),
        ("02/2020", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-05-12", date(2019, 5, 12), date(2019, 5, 12)),
        ("2019-05-12T23:59:59Z", date(2019, 5, 12), date(2019, 5, 12)),
        ("12/03/2019", date(2019, 3, 12), date(2019, 3, 12)),
        (" 1.3.2019 ", date(2019, 3, 1), date(2019, 3, 1)),
        ("1er mars 2019", date(2019, 3, 1), date(2019, 3, 1)),
        ("12 févr. 2019", date(2019, 2, 12), date(2019, 2, 12)),
        ("Août\u00a02019", date(2019, 8, 1), date(2019, 8, 31)),
    ],
)
def test_dates_in_french_and_iso(written: str, first: date, last: date) -> None:
    found = period(written)
    assert found is not None
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    "written",
    ["", "45-54", "31/02/2019", "29/02/2019", "2019-13", "12/03/19", "0999", "3000", "2019-", "le 2", "9" * 99],
)
def test_what_is_no_date(written: str) -> None:
    assert period(written) is None


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("50", "50"),
        ("50 ans", "50"),
        ("45-54", "45"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("12,5 km", "12.5"),
        ("12.5", "12.5"),
        ("1 200", "1200"),
        ("1\u202f200,5", "1200.5"),
        ("2019", "2019"),
        ("1000-1500", "1000"),
        ("9" * 500, "9" * 500),
    ],
)
def test_a_value_is_the_number_it_begins_with(value: str, read: str) -> None:
    assert number(value) == Decimal(read)


@pytest.mark.parametrize("value", ["", "plus de 60", "12/03/2019", "12/03/19", "10:30", "1.2.3", "2019-05", "<25", "²"])
def test_a_value_that_is_no_number(value: str) -> None:
    assert number(value) is None


@pytest.mark.parametrize(
    ("query", "fitting", "others"),
    [
        ("x>=50", ["50", "50,0", "55-64", "1 000"], ["49,9", "45-54", "inconnu", "", "12/03/2051"]),
        ("x>50", ["50,1", "51"], ["50", "50,0"]),
        ("x<=54", ["45-54", "54", "-1"], ["54,1", "?"]),
        ("x<45", ["44,9", "25-34"], ["45-54"]),
        ("x:30..50", ["30", "50", "45-54"], ["29,9", "50,1", "55-64"]),
        ("x!=50", ["51", "AS"], ["50"]),
        (
            "x:2019-05..2019-07",
            ["2019-05-01", "31/07/2019", "06/2019", "mai 2019"],
            ["30/04/2019", "2019-08-01", "2019"],
        ),
        ("x:..2019", ["2019", "31/12/2019", "2018"], ["2020", "01/01/2020"]),
        ("x>2019", ["2020", "01/01/2020"], ["2019", "31/12/2019", "50"]),
        ("x<2019-05-12", ["11/05/2019", "2019-05", "2019"], ["12/05/2019", "06/2019"]),
        ("x:2019-05", ["2019-05", "2019-05-31", "12/05/2019"], ["2019", "2019-06-01"]),
        ("x:2019", ["2019", "05/2019", "1er mai 2019"], ["2020", "2019 bis"]),
        ("x!=2019", ["2020", "AS"], ["2019", "05/2019"]),
    ],
)
def test_which_values_are_within(query: str, fitting: list[str], others: list[str]) -> None:
    tree = parse(query)
    assert [value for value in fitting if not tree.matches(replace(SEGMENT, attributes={"x": value}))] == []
    assert [value for value in others if tree.matches(replace(SEGMENT, attributes={"x": value}))] == []


@given(st.integers(-300, 300), st.integers(-300, 300))
def test_every_number_is_below_equal_or_above(value: int, bound: int) -> None:
    segment = replace(SEGMENT, attributes={"x": str(value)})
    signs = {sign: parse(f"x{sign}{bound}").matches(segment) for sign in ("<", "<=", ">", ">=", "!=", "=")}
    assert signs == {
        "<": value < bound,
        "<=": value <= bound,
        ">": value > bound,
        ">=": value >= bound,
        "!=": value != bound,
        "=": value == bound,
    }


def test_what_is_missing() -> None:
    silent = replace(SEGMENT, attributes={"role": "AS"})
    assert parse("age:? speaker:? memo:? weight:? case:?").matches(silent)
    assert not parse("role:?").matches(silent)
    assert not parse("age!=50 OR age<50 OR age>=50 OR weight:* OR weight!=5").matches(silent)


@pytest.mark.parametrize(
    ("query", "weights"),
    [
        ("weight>50", [51, 100]),
        ("weight>=49,5", [50, 51, 100]),
        ("weight<50,5", [0, 49, 50]),
        ("weight:49..50", [49, 50]),
        ("weight:50", [50]),
        ("weight!=50", [0, 49, 51, 100]),
        ("weight:*", [0, 49, 50, 51, 100]),
    ],
)
def test_weights(query: str, weights: list[int]) -> None:
    every = [None, 0, 49, 50, 51, 100]
    assert [weight for weight in every if parse(query).matches(replace(SEGMENT, weight=weight))] == weights


def test_days_are_those_of_the_person_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    late = replace(SEGMENT, created="2024-02-29T23:30:00.000Z")
    assert parse("created:29/02/2024 created:2024-02 created<2024-03 created>2024-02-28").matches(late)
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    try:
        assert parse("created:01/03/2024 created>=2024-03 created>2024-02").matches(late)
        assert not parse("created:..29/02/2024").matches(late)
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()


@pytest.mark.parametrize("ends", [(None, None), ("5", "4"), ("5", "2019-05"), ("x", None), ("", "5")])
def test_bounds_that_are_none_are_refused(ends: tuple[str | None, str | None]) -> None:
    low, high = (None if end is None else Bound(end) for end in ends)
    with pytest.raises(ValueError, match="bound"):
        Bounds(low, high)


def test_expressions() -> None:
    assert parse("re:/^Au gui\\w+$/").matches(SEGMENT)
    assert not parse("re:/GUICHET/").matches(SEGMENT)
    assert parse("re:/GUICHET/i -re:/x/").matches(SEGMENT)
    assert not parse(r"re:/\//").matches(SEGMENT)


def test_an_expression_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query_expression, "SECONDS", 0.2)
    segment = replace(SEGMENT, quote="a" * 60 + "b")
    with pytest.raises(QueryError, match="takes too long"):
        parse(r"re:/^(a|aa|a?a)+$/").matches(segment)
