"""The language: what is read, and that what is printed reads back."""

from __future__ import annotations

import pytest
from hypothesis import given

from qualcode.analysis.query.parse import MAX_CONDITIONS, MAX_DEPTH, parse
from qualcode.errors import QueryError
from qualcode.model.query import And, CodeIs, Everything, HasAttribute, HasWords, Named, Node, Not, Or, Pattern
from tests.unit.query.trees import TEXT, WORDY, conditions, trees


def code(*names: str, alone: bool = False) -> CodeIs:
    return CodeIs(tuple(Pattern((name,)) for name in names), alone)


def text(*words: str) -> HasWords:
    return HasWords("text", tuple(Pattern(tuple(word.split("*"))) for word in words))


def attribute(name: str, *values: str) -> HasAttribute:
    return HasAttribute(name, tuple(Pattern(tuple(value.split("*"))) for value in values))


A, B, C = text("a"), text("b"), text("c")


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", Everything()),
        ("  \n ", Everything()),
        ("*", Everything()),
        ('code:"dirty work" role:AS', And((code("dirty work"), attribute("role", "AS")))),
        ("code:« dirty work »", code("dirty work")),
        ("code:«\u00a0dirty work\u202f»", code("dirty work")),
        ("code:“dirty work”", code("dirty work")),
        ("code : délégation", code("délégation")),
        ("code:a|b | c", code("a", "b", "c")),
        ("code:=a", code("a", alone=True)),
        ('code="a"', code("a", alone=True)),
        ("CODE:a", code("a")),
        ("doc:x", Named("document", (Pattern(("x",)),))),
        ("coder:Camille", Named("coder", (Pattern(("Camille",)),))),
        ("site=CCAS", attribute("site", "CCAS")),
        ("age:45-54", attribute("age", "45-54")),
        ("age:-5", attribute("age", "-5")),
        ("h:12:30", attribute("h", "12:30")),
        ("site:CCAS*", attribute("site", "CCAS*")),
        ('site:"CCAS de*"', attribute("site", "CCAS de*")),
        (r"site:\*", HasAttribute("site", (Pattern(("*",)),))),
        (r'site:"a\"b"', attribute("site", 'a"b')),
        (r'code:"faire pour \/ à la place"', code(r"faire pour \/ à la place")),
        ('"tranche d\'âge":45', attribute("tranche d'âge", "45")),
        ('"code":x', attribute("code", "x")),
        ("guichet", text("guichet")),
        ("non-recours", text("non-recours")),
        ("guich*", text("guich*")),
        ('"sale boulot"', text("sale boulot")),
        ("role:AND", attribute("role", "AND")),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a ET b", And((A, B))),
        ("a OU b", Or((A, B))),
        ("a OR b c", Or((A, And((B, C))))),
        ("a b OR c", Or((And((A, B)), C))),
        ("(a OR b) c", And((Or((A, B)), C))),
        ("a (b c)", And((A, And((B, C))))),
        ("NOT a b", And((Not(A), B))),
        ("-a b", And((Not(A), B))),
        ("a SAUF b", And((A, Not(B)))),
        ("a AND NOT (b OR c)", And((A, Not(Or((B, C)))))),
        ("a ET SAUF b OU NON c", Or((And((A, Not(B))), Not(C)))),
        ("NOT NOT a", Not(Not(A))),
        ("((a))", A),
    ],
)
def test_what_is_read(query: str, tree: Node) -> None:
    assert parse(query) == tree
    assert parse(str(tree)) == tree


@given(trees(conditions(WORDY, TEXT.filter(str.strip))))
def test_a_tree_prints_as_a_query_that_reads_back(tree: Node) -> None:
    assert parse(str(tree)) == tree


@pytest.mark.parametrize(
    ("query", "said", "place"),
    [
        ("()", "nothing between the parentheses", 1),
        ("a ()", "nothing between the parentheses", 3),
        ('code:"dirty', 'is not closed: " is missing', 5),
        ("code:« dirty", "is not closed: » is missing", 5),
        ("a “b", "is not closed: ” is missing", 2),
        ("a »", "never opened", 2),
        ("(a OR b", "parenthesis is not closed", 0),
        ('(a (b "c)")', "parenthesis is not closed", 0),
        ("a)", "parenthesis was never opened", 1),
        ("a AND", "expected after AND", 5),
        ("a ET )", "expected after ET", 5),
        ("a OR OR b", "expected after OR", 5),
        ("AND a", "expected before AND", 0),
        ("a NOT", "expected after NOT", 5),
        ("a -", "expected after -", 3),
        ("code:", "A value is expected after “:”", 5),
        ("code: role:AS AND", "", 17),
        ("code: AND b", "A value is expected after “:”", 6),
        ("code:a|", "A value is expected after “|”", 7),
        ("code:|a", "A value is expected after “:”", 5),
        ("code:==a", "A value is expected after “=”", 6),
        (":a", "A name is expected before “:”", 0),
        ("a|b", "A name is expected before “|”", 1),
        ("age>=50", "is no comparison here", 3),
        ("@nom", "“@” has no meaning here", 0),
        ("a & b", "“&” has no meaning here", 2),
        ('role:""', "nothing between the quotation marks", 5),
        ('a "  "', "nothing between the quotation marks", 2),
        ("text:!!", "no word to look for", 5),
        ("a and b", "written in capitals: AND", 2),
        ("a ou b", "written in capitals: OU", 2),
        ("a NEAR b", "NEAR is kept", 2),
        ("code:a\x00", "control character", 6),
        ("code:\x1b[31m", "control character", 5),
        ("code:a\udcff", "control character", 6),
    ],
)
def test_what_is_refused_shows_the_place(query: str, said: str, place: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert said in caught.value.message
    line, caret = caught.value.hint.split("\n")
    assert caret == " " * (2 + place) + "^"
    assert line.startswith("  ")
    assert len(line) == len(query) + 2


def test_the_caret_counts_the_cells_of_wide_and_combining_characters() -> None:
    with pytest.raises(QueryError) as caught:
        parse("漢字e\u0301 AND")
    assert caught.value.hint == f"  漢字e\u0301 AND\n  {' ' * 9}^"


def test_a_long_query_is_shown_around_the_place() -> None:
    with pytest.raises(QueryError) as caught:
        parse(f"{'mot ' * 200}AND AND {'mot ' * 200}")
    line, caret = caught.value.hint.split("\n")
    assert len(line) <= 80
    assert line[len(caret) - 1 :].startswith("AND mot")
    assert line.startswith("  …")
    assert line.endswith("…")


@pytest.mark.parametrize(
    "query",
    [
        "(" * 10_000 + "a" + ")" * 10_000,
        "(" * 5_000 + "a" + ")" * 5_000,
        "(" * 9_000,
        "NOT " * 4_000 + "a",
        "-" * 15_000 + "a",
        "a " * 9_000,
        "a OR " * 3_900 + "b",
        "(a OR b " * 60 + ")" * 60,
        "x" * 100_000,
        '"' * 19_999,
        "(" + '"' * 9_999,
        "\\" * 10_000,
        "code: " * 3_000,
        "|" * 5_000,
    ],
    ids=range(14),
)
def test_hostile_queries_get_a_message(query: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert len(str(caught.value).splitlines()) <= 3


def test_what_is_large_and_not_hostile_is_read() -> None:
    assert len(parse("a " * MAX_CONDITIONS).children()) == MAX_CONDITIONS
    deep = "(" * 99 + "a" + ")" * 99
    assert parse(deep) == A
    nested = "a"
    for _level in range(MAX_DEPTH // 2):
        nested = f"NOT (b {nested})"
    assert max(depth for _node, depth in parse(nested).walk()) == MAX_DEPTH + 1
    with pytest.raises(QueryError):
        parse(f"NOT ({nested})")


@given(TEXT)
def test_whatever_is_typed_is_read_or_refused(query: str) -> None:
    try:
        tree = parse(query)
    except QueryError:
        return
    assert parse(str(tree)) == tree
