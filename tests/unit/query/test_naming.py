"""Names of queries: how they are written, read, and found in a query; names that lead back to themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.query.naming import found, mentioned, refuse_circles
from qualcode.analysis.query.parse import parse
from qualcode.analysis.query.spelling import respelled, spots
from qualcode.errors import QueryError, UnknownName
from qualcode.model.query import And, Not
from qualcode.model.query_named import UNFIT, NamedQuery, spelled
from qualcode.model.text import clean_line

NAMES = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters=UNFIT), min_size=1)
    .map(clean_line)
    .filter(bool)
)


@given(NAMES)
def test_a_name_reads_back_whatever_it_holds(name: str) -> None:
    node = NamedQuery(name)
    assert parse(str(node)) == node
    assert parse(f"(NOT {node})role:AS") == And((Not(node), parse("role:AS")))
    assert mentioned(f"* {node} OR {node}") == (name,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("@sale-boulot", "sale-boulot"),
        ("@« sale boulot »", "sale boulot"),
        ("@“ sale boulot ”", "sale boulot"),
        ("@l'accueil", "l'accueil"),
        ("@médiateur·rice·s", "médiateur·rice·s"),
        ("@2e", "2e"),
        ("@AND", "AND"),
        ("@BY", "BY"),
    ],
)
def test_how_a_name_is_written(text: str, name: str) -> None:
    assert parse(text) == NamedQuery(name)


def test_an_at_within_a_word_or_a_value_is_no_name() -> None:
    assert mentioned("camille@mds speaker:@x") == ()
    assert mentioned('"@x" text:"a @y" re:/@z/') == ()


@given(NAMES, NAMES, st.sampled_from(["{}", "NOT ({})", "{} OR code:a", 'x {} "y"', "role:AS & {}", "{} BY case"]))
def test_another_name_changes_nothing_else(old: str, new: str, around: str) -> None:
    text = around.format(spelled(old))
    assert respelled(text, lambda _spot: None) == text
    changed = respelled(text, lambda spot: new if spot.field == "query" else None)
    assert parse(changed) == parse(around.format(spelled(new)))
    assert respelled(changed, lambda spot: old if spot.field == "query" else None).replace('"', "") == text.replace(
        '"', ""
    )


def test_codes_are_found_where_they_are_spelled_and_stars_are_left_alone() -> None:
    text = (
        'code:a|"b c" NOT code:=/d/e\\/f code:l* code:? "code":x coder:z Code="g" code!=h text:code NEAR/2 turns code:i'
    )
    assert [(spot.name, text[spot.start : spot.end]) for spot in spots(text.replace(" code:?", ""))][:2] == [
        ("a", "a"),
        ("b c", '"b c"'),
    ]
    found = spots(text.replace(" code:?", ""))
    assert [spot.name for spot in found if spot.field == "code"] == ["a", "b c", "/d/e\\/f", "g", "h", "i"]
    assert [spot.name for spot in found if spot.field == "attribute"] == ["code"]
    assert spots("code:(") == spots("") == spots("   ") == []


def test_a_code_that_is_put_in_cannot_be_read_otherwise() -> None:
    assert respelled('code:"a"role:AS', lambda spot: "b" * (spot.name == "a") or None) == 'code:"b"role:AS'
    assert respelled('"x y">=5 doc:a', lambda spot: "kind") == '"kind">=5 doc:kind'
    assert respelled("code:a|x", lambda spot: 'é "q" *' if spot.name == "a" else None) == 'code:"é \\"q\\" \\*"|x'


@pytest.mark.parametrize(
    ("queries", "chain"),
    [
        ({"a": "@a"}, "@a → @a"),
        ({"a": "NOT @B", "b": "x OR (y @c)", "c": "@A NEAR/2 turns z"}, "@a → @b → @c → @a"),
        ({"a": "@b", "b": "@c", "c": "@b"}, "@b → @c → @b"),
    ],
)
def test_circles_are_told_with_their_chain(queries: dict[str, str], chain: str) -> None:
    with pytest.raises(QueryError) as caught:
        refuse_circles(parse("role:AS @a"), queries)
    assert caught.value.message.endswith(chain)


def test_what_is_kept_counts_against_the_limits() -> None:
    many = " OR ".join(["x"] * 400)
    refuse_circles(parse("@a OR y"), {"a": many})
    with pytest.raises(QueryError, match="too many conditions: 800"):
        refuse_circles(parse("@a OR @a"), {"a": many})
    with pytest.raises(QueryError, match="too many relations"):
        refuse_circles(parse("@a OR @a"), {"a": " OR ".join(["x WITHIN y"] * 26)})


def test_the_nearest_name_or_how_to_keep_one() -> None:
    assert found("Sale Boulot", {"sale-boulot": "x", "Sale Boulot": "y"}) == "Sale Boulot"
    with pytest.raises(UnknownName) as caught:
        found("x", {})
    assert "qualcode queries save" in caught.value.hint
