"""The language: what is read, and that what is printed reads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.query.parse import MAX_CONDITIONS, MAX_DEPTH, parse
from qualcode.errors import QueryError
from qualcode.model.bounds import Bound, Bounds
from qualcode.model.query import And, CodeIs, Everything, HasAttribute, HasWords, Named, Node, Not, Or, Pattern
from qualcode.model.query_expression import MAX_LENGTH as LONGEST_EXPRESSION
from qualcode.model.query_expression import FitsExpression
from qualcode.model.query_ranges import AttributeIn, CreatedIn, WeightIn
from qualcode.model.query_relations import Related
from qualcode.model.query_shared import Shared
from qualcode.model.query_units import ByUnit, OneSegment
from qualcode.model.relation import Kind, Relation, Unit
from tests.unit.query.trees import TEXT, WORDY, conditions, questions, trees


def code(*names: str, alone: bool = False) -> CodeIs:
    return CodeIs(tuple(Pattern((name,)) for name in names), alone)


def text(*words: str) -> HasWords:
    return HasWords("text", tuple(Pattern(tuple(word.split("*"))) for word in words))


def attribute(name: str, *values: str) -> HasAttribute:
    return HasAttribute(name, tuple(Pattern(tuple(value.split("*"))) for value in values))


def related(left: Node, right: Node, kind: Kind, distance: int | None = None, unit: Unit = "character") -> Related:
    return Related(left, Relation(kind, distance, unit), right)


A, B, C = text("a"), text("b"), text("c")
LEAVES = conditions(WORDY, TEXT.filter(str.strip))
GROUP, OTHER = OneSegment(And((A, B))), OneSegment(Or((C, Not(text("d")))))


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
        ("a WITHIN b", related(A, B, "within")),
        ("a DANS b", related(A, B, "within")),
        ("a CONTIENT b", related(A, B, "encloses")),
        ("a CHEVAUCHE b", related(A, B, "overlaps")),
        ("a ÉGALE b", related(A, B, "equals")),
        ("a EGALE b", related(A, B, "equals")),
        ("a E\u0301GALE b", related(A, B, "equals")),
        ("a AVEC b", related(A, B, "cooccurs")),
        ("a NEAR/3 turns b", related(A, B, "near", 3, "turn")),
        ("a PRÈS/1 tour b", related(A, B, "near", 1, "turn")),
        ("a PRES / 0 caractères b", related(A, B, "near", 0, "character")),
        ("a BEFORE b", related(A, B, "before")),
        ("a AVANT/1 paragraphe b", related(A, B, "before", 1, "paragraph")),
        ("a APRÈS/2 phrases b", related(A, B, "after", 2, "sentence")),
        ("a AFTER/20 MOTS b", related(A, B, "after", 20, "word")),
        ("a WITHIN b OVERLAPS c", related(related(A, B, "within"), C, "overlaps")),
        ("a WITHIN (b OVERLAPS c)", related(A, related(B, C, "overlaps"), "within")),
        ("a WITHIN b c", And((related(A, B, "within"), C))),
        ("a OR b WITHIN c", Or((A, related(B, C, "within")))),
        ("NOT a WITHIN -b", related(Not(A), Not(B), "within")),
        ("NOT (a WITHIN b)", Not(related(A, B, "within"))),
        ("(a b) WITHIN (b OR c)", related(And((A, B)), Or((B, C)), "within")),
        ("a & b", Shared(A, B)),
        ("a & b & c", Shared(Shared(A, B), C)),
        ("a & (b & c)", Shared(A, Shared(B, C))),
        ("(a b) & c d", And((Shared(And((A, B)), C), text("d")))),
        ("a & b WITHIN c", related(Shared(A, B), C, "within")),
        ("a WITHIN b & c", Shared(related(A, B, "within"), C)),
        ("NOT a & b", Shared(Not(A), B)),
        ("NOT (a & b)", Not(Shared(A, B))),
        ("site:R&D", attribute("site", "R&D")),
        ("a BY case", ByUnit(A, "case")),
        ("BY case", ByUnit(Everything(), "case")),
        ("a b SAUF c PAR cas", ByUnit(And((A, B, Not(C))), "case")),
        ("a OR b c BY turns", ByUnit(Or((A, And((B, C)))), "turn")),
        ("(a b) NOT (c OR NOT d) PAR locutrice", ByUnit(And((GROUP, Not(OTHER))), "speaker")),
        ("((a b)) PAR phrase", ByUnit(GROUP, "sentence")),
        ("((a)) (b WITHIN c) BY paragraph", ByUnit(And((A, related(B, C, "within"))), "paragraph")),
        ("(a (b c)) & b BY document", ByUnit(Shared(And((A, And((B, C)))), B), "document")),
        ("role!=AS BY case", ByUnit(OneSegment(And((attribute("role", "*"), Not(attribute("role", "AS"))))), "case")),
        ("NOT age:? BY case", ByUnit(Not(OneSegment(Not(attribute("age", "*")))), "case")),
        ("(NOT a) BY case", ByUnit(OneSegment(Not(A)), "case")),
        ("NOT NOT a BY case", ByUnit(Not(Not(A)), "case")),
        ("age>=50", AttributeIn("age", Bounds(Bound("50"), None))),
        ("age ≥ 50", AttributeIn("age", Bounds(Bound("50"), None))),
        ("age<50,5", AttributeIn("age", Bounds(None, Bound("50,5"), strict=True))),
        ('date>"12 mars 2019"', AttributeIn("date", Bounds(Bound("12 mars 2019"), None, strict=True))),
        ("age:30..50", AttributeIn("age", Bounds(Bound("30"), Bound("50")))),
        ("age:30..", AttributeIn("age", Bounds(Bound("30"), None))),
        ("age=..-5", AttributeIn("age", Bounds(None, Bound("-5")))),
        ('"code"<5', AttributeIn("code", Bounds(None, Bound("5"), strict=True))),
        ("date:2019-05..07/2019", AttributeIn("date", Bounds(Bound("2019-05"), Bound("07/2019")))),
        ("age:20|30..40", Or((attribute("age", "20"), AttributeIn("age", Bounds(Bound("30"), Bound("40")))))),
        ("site:a..b", attribute("site", "a..b")),
        ('age:"30..50"', attribute("age", "30..50")),
        ("age:?", Not(attribute("age", "*"))),
        ('age:"?"', attribute("age", "?")),
        ("NOT age:?", Not(Not(attribute("age", "*")))),
        ("role!=AS|usager", And((attribute("role", "*"), Not(attribute("role", "AS", "usager"))))),
        ("code!=a", Not(code("a", alone=True))),
        ("memo:?", Not(HasWords("memo", (Pattern(("", "")),)))),
        ("weight>50", WeightIn(Bounds(Bound("50"), None, strict=True))),
        ("weight:20..60", WeightIn(Bounds(Bound("20"), Bound("60")))),
        ("weight:50", WeightIn(Bounds(Bound("50"), Bound("50")))),
        ("weight:?", Not(WeightIn(Bounds(Bound("0"), Bound("100"))))),
        ("created>=2024-01", CreatedIn(Bounds(Bound("2024-01"), None))),
        ("created:03/2024", CreatedIn(Bounds(Bound("03/2024"), Bound("03/2024")))),
        ("re:/gui.*t/", FitsExpression("gui.*t")),
        (r"re:/a (b|c)\/ \"x/i d", And((FitsExpression(r"a (b|c)\/ \"x", True), text("d")))),
        ("re", text("re")),
    ],
)
def test_what_is_read(query: str, tree: Node) -> None:
    assert parse(query) == tree
    assert parse(str(tree)) == tree


@given(st.one_of(trees(LEAVES), questions(LEAVES)))
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
        ("@", "A name is expected after @", 0),
        ('role:AS @""', "nothing between the quotation marks", 9),
        ("a &", "A condition is expected after &", 3),
        ("& a", "A condition is expected before &", 0),
        ("a & & b", "A condition is expected after &", 4),
        ("code: & b", "A value is expected after “:”", 6),
        ("code:a& code:b", "A space is missing before or after &", 6),
        ("code:a&code:b", "A space is missing before or after &", 6),
        ('role:""', "nothing between the quotation marks", 5),
        ('a "  "', "nothing between the quotation marks", 2),
        ("text:!!", "no word to look for", 5),
        ("a and b", "written in capitals: AND", 2),
        ("a ou b", "written in capitals: OU", 2),
        ("a by case", "written in capitals: BY", 2),
        ("a BY", "A unit is expected after BY: turn, paragraph", 4),
        ("a PAR (b)", "A unit is expected after PAR", 6),
        ("a BY turns b", "Nothing can follow the unit", 11),
        ("a BY case BY turn", "Nothing can follow the unit", 10),
        ("a BY case)", "Nothing can follow the unit", 9),
        ("(a BY case)", "BY and its unit stand once, at the end of the query, outside", 3),
        ("a AND BY case", "A condition is expected after AND", 6),
        ("NOT PAR cas", "A condition is expected after NOT", 4),
        ("a BY trun", "“trun” is no unit. Did you mean turn?", 5),
        ("a BY word", "“word” is no unit: turn, paragraph, sentence, speaker, document or case.", 5),
        ("role: BY case", "A value is expected after “:”", 6),
        ("a NEAR b", "NEAR needs a distance, as in NEAR/3 turns.", 2),
        ("a PRÈS b AND", "PRÈS needs a distance", 2),
        ("a NEAR/ b", "“b” is no distance: a whole number is expected, as in NEAR/3 turns.", 6),
        ("a NEAR/ ", "A whole number is expected after the slash", 6),
        ("a NEAR/x turns b", "“x” is no distance", 6),
        ("a NEAR/-1 turns b", "“-1” is no distance", 6),
        ("a NEAR/²3 turns b", "“²3” is no distance", 6),
        (f"a NEAR/{'9' * 20} turns b", "at most 10,000,000", 6),
        ("a NEAR/10000001 turns b", "at most 10,000,000", 6),
        ("a NEAR/3 tunrs b", "“tunrs” is no unit. Did you mean turns?", 9),
        ("a NEAR/3 b", "“b” is no unit: characters, words, sentences, turns or paragraphs.", 9),
        ("a NEAR/3 code:b", "“code:b” is no unit", 9),
        ("a NEAR/3", "A unit is expected after NEAR/3", 8),
        ("a NEAR/3 (b)", "A unit is expected after NEAR/3", 9),
        ("a NEAR/3 turns", "A condition is expected after NEAR/3 turns", 14),
        ("a NEAR/3 turns OR b", "A condition is expected after NEAR/3 turns", 15),
        ("a WITHIN", "A condition is expected after WITHIN", 8),
        ("WITHIN a", "A condition is expected before WITHIN", 0),
        ("a WITHIN WITHIN b", "A condition is expected after WITHIN", 9),
        ("a WITHIN/3 turns b", "WITHIN takes no distance; NEAR/3 turns does.", 8),
        ("code: NEAR/3 turns b", "A value is expected after “:”", 6),
        ("a near b", "written in capitals: NEAR", 2),
        ("a près/3 tours b", "written in capitals: PRÈS/3", 2),
        ("age>", "A value is expected after “>”", 4),
        (">50", "A name is expected before “>”", 0),
        ("age>= OR b", "A value is expected after “>=”", 6),
        ("age=>50", "“=>” is written >=", 3),
        ("age>abc", "“abc” is neither a number nor a date", 4),
        ("age>45-54", "“45-54” is neither a number nor a date", 4),
        ("date>31/02/2019", "is neither a number nor a date", 5),
        ("age:30..abc", "“abc” is neither a number nor a date", 8),
        ("age:50..30", "ends before it begins: 30..50?", 4),
        ("age:30..2019-05", "are not of one kind", 4),
        ("age>50|60", "One value is expected after >.", 7),
        ("code>5", "only attributes, weight and created are compared", 0),
        ("weight:200", "between 0 and 100", 7),
        ("weight>2019-05", "A weight is a number", 7),
        ("created:50", "A day, a month or a year is expected", 8),
        ("created:..", "A range has two ends", 8),
        ("code:?", "every segment has one", 5),
        ("role!=?", "write role:*", 6),
        ("re:guichet", "stands between slashes, as in re:/guichets?/i", 3),
        ("re:/a", "stands between slashes", 3),
        ("re://", "nothing between the slashes", 4),
        ("re:/a/x", "only i may stand", 6),
        ("re:/(a/", "no regular expression: missing )", 6),
        ("re:/*/", "no regular expression: nothing to repeat", 4),
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
        "a WITHIN " * 2_000 + "a",
        "a WITHIN (" * 90 + "a" + ")" * 90,
        "(a WITHIN b) OR " * 60 + "a",
        "a & " * 4_000 + "a",
        "a & (" * 90 + "a" + ")" * 90,
        "NOT " * 4_000 + "a BY case",
        "(NOT " * 90 + "a" + ")" * 90 + " PAR tour",
        "a BY " * 3_000,
        f"a NEAR/{'9' * 19_000} turns b",
        f"age>{'9' * 19_000}x",
        f"re:/{'(' * 400}/",
        f"re:/{'a' * (LONGEST_EXPRESSION + 1)}/",
        f"re:/{'(?:' * 160}{')*' * 9}/",
    ],
    ids=range(27),
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


@pytest.mark.parametrize("query", ["a NEAR/3 {} b", "a NEAR/{} turns b", "age>{}x", "weight:{}..5", "age:5..{}y"])
def test_a_message_repeats_no_more_than_it_has_room_for(query: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query.format("9" * 15_000))
    assert all(len(line) < 140 for line in str(caught.value).splitlines())
