"""A query as people type it, read into the tree of `model.query`.

Whatever is wrong with a query is said in a sentence, with the place under a caret; hostile input (endless nesting,
control characters, 100 KB) is refused before the parser sees it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from qualcode.analysis.query.conditions import Misused, condition, expression, pattern, words
from qualcode.analysis.query.explain import caret, explain
from qualcode.analysis.query.grouping import grouped, ungrouped
from qualcode.analysis.query.relation_words import Misspelled, in_capitals, relation, spellings
from qualcode.analysis.query.unit_words import no_unit, unit_named
from qualcode.errors import QueryError
from qualcode.i18n import _, number
from qualcode.model.query import And, Everything, Node, Not, Or
from qualcode.model.query_named import NamedQuery
from qualcode.model.query_relations import Related
from qualcode.model.query_shared import Shared
from qualcode.model.query_units import ByUnit
from qualcode.model.relation import Relation
from qualcode.model.text import clean_line

if TYPE_CHECKING:
    from lark import Lark, Token

    from qualcode.analysis.query.conditions import Value

#: How much a query may be: characters, conditions, relations, levels of NOT, AND, OR and relations in one another.
#: SQLite's own parser gives up on deeper or longer expressions; each relation reads its two sides by itself.
MAX_LENGTH = 20_000
MAX_CONDITIONS = 500
MAX_RELATIONS = 50
MAX_DEPTH = 20
MAX_PARENTHESES = 100

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|«(?:[^»\\]|\\.)*»|“(?:[^”\\]|\\.)*”', re.DOTALL)
_OPERATORS = {word.lower(): word for word in ("AND", "ET", "OR", "OU", "NOT", "SAUF", "NON", "BY", "PAR")}
#: An & that was meant to stand between two conditions, and became a part of a value.
_CLINGING = re.compile(r"&(?:[^\W\d_][\w.’'-]*[:=<>!].*)?\Z", re.DOTALL)


def parse(text: str) -> Node:
    """The tree of a query; Everything for an empty one. Raises QueryError with a caret under the place."""
    _refuse_hostile(text)
    if not text.strip():
        return Everything()
    from lark.exceptions import UnexpectedInput

    try:
        node: Node = _parser().parse(text)  # type: ignore[assignment]  # the transformer returns nodes
    except UnexpectedInput as error:
        raise explain(text, error) from None
    except Misused as error:
        raise QueryError(error.message, caret(text, error.position)) from None
    _measure(node)
    return node


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return reader(_Actions())


def reader(actions: object | None) -> Lark:
    """The parser, with what each rule does; without, it gives the plain tree of what was written."""
    from lark import Lark

    grammar = files(__package__).joinpath("grammar.lark").read_text("utf-8").replace("RELATIONS", "|".join(spellings()))
    return Lark(grammar, parser="lalr", lexer="contextual", transformer=actions, maybe_placeholders=False)


class _Actions:
    """What each rule of the grammar makes of its parts; the parser calls them as it goes, without recursion."""

    def start(self, parts: list[Any]) -> Node:
        node = next((part for part in parts if isinstance(part, Node)), Everything())
        unit = next((part for part in parts if isinstance(part, str)), None)
        return ByUnit(node, unit) if unit else ungrouped(node)  # type: ignore[arg-type]  # `by` gives units only

    def by(self, parts: list[Token]) -> str:
        unit = unit_named(parts[1].value)
        if unit is None:
            raise Misused(no_unit(parts[1].value), parts[1].start_pos or 0)
        return unit

    def any(self, parts: list[Any]) -> Node:
        nodes = tuple(part for part in parts if isinstance(part, Node))
        return nodes[0] if len(nodes) == 1 else Or(nodes)

    def all(self, parts: list[Any]) -> Node:
        nodes = tuple(part for part in parts if isinstance(part, Node))
        return nodes[0] if len(nodes) == 1 else And(nodes)

    def related(self, parts: list[Any]) -> Node:
        node: Node = parts[0]
        written: list[Token] = []
        for part in parts[1:]:
            if isinstance(part, Node):
                left, right = ungrouped(node), ungrouped(part)
                shared = written[0].type == "SHARE"
                node = Shared(left, right) if shared else Related(left, _relation(written), right)
                written = []
            else:
                written.append(part)
        return node

    def negation(self, parts: list[Any]) -> Node:
        return Not(parts[-1])

    def group(self, parts: list[Any]) -> Node:
        return grouped(parts[1])

    def name(self, parts: list[Token]) -> Token:
        return parts[0]

    def value(self, parts: list[Token]) -> Value:
        looked_for = pattern(parts[0])
        clinging = _CLINGING.search(parts[0].value) if parts[0].type == "VALUE" else None
        if clinging:
            raise Misused(
                _("A space is missing before or after &. A value that ends with & stands between quotation marks."),
                (parts[0].start_pos or 0) + clinging.start(),
            )
        if looked_for.text is not None and not looked_for.text.strip():
            raise Misused(_("There is nothing between the quotation marks."), parts[0].start_pos or 0)
        return parts[0], looked_for

    def values(self, parts: list[Any]) -> list[Value]:
        return [part for part in parts if isinstance(part, tuple)]

    def condition(self, parts: list[Any]) -> Node:
        return grouped(condition(parts[0], ":", parts[-1]))

    def exactly(self, parts: list[Any]) -> Node:
        first = parts[-1][0][0]
        if first.type == "VALUE" and first.value[0] in "<>" and first.value[1:]:
            sign = first.value[0]
            raise Misused(
                _("“={sign}” is written {sign}=, as in age{sign}=50.").format(sign=sign), (first.start_pos or 1) - 1
            )
        return grouped(condition(parts[0], ":=", parts[-1]))

    def comparison(self, parts: list[Any]) -> Node:
        return grouped(condition(parts[0], parts[1].value, parts[-1]))

    def expression(self, parts: list[Token]) -> Node:
        return expression(parts[0])

    def named(self, parts: list[Token]) -> Node:
        name = clean_line(query_name(parts[0].value))
        if not name:
            raise Misused(_("There is nothing between the quotation marks."), (parts[0].start_pos or 0) + 1)
        return NamedQuery(name)

    def phrase(self, parts: list[Token]) -> Node:
        return words("text", [self.value(parts)])

    def word(self, parts: list[Token]) -> Node:
        token = parts[0]
        if token.value == "*":
            return Everything()
        capitals = _OPERATORS.get(token.value.lower()) or in_capitals(token.value)
        if capitals:
            raise Misused(
                _("Operators are written in capitals: {operator}. To look for the word, write text:{word}.").format(
                    operator=capitals, word=token.value.partition("/")[0]
                ),
                token.start_pos or 0,
            )
        return words("text", [(token, pattern(token))])


def _relation(written: list[Token]) -> Relation:
    """The relation of a word, a distance and a unit; raises Misused under the one that is wrong."""
    word, distance, unit = (*written, None, None)[:3]
    assert word is not None
    try:
        return relation(word.value, distance and distance.value, unit and unit.value)
    except Misspelled as error:
        wrong = {"distance": distance, "unit": unit}.get(error.part) or word
        raise Misused(error.message, wrong.start_pos or 0) from None


def _refuse_hostile(text: str) -> None:
    if len(text) > MAX_LENGTH:
        raise QueryError(
            _("The query is too long: {length} characters, at most {limit}.").format(
                length=number(len(text)), limit=number(MAX_LENGTH)
            )
        )
    for position, letter in enumerate(text):
        if unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\t\n\r":
            raise QueryError(_("There is a control character in the query."), caret(text, position))
    depth = 0
    for position, letter in enumerate(_QUOTED.sub(lambda found: " " * len(found[0]), text)):
        depth += (letter == "(") - (letter == ")")
        if depth > MAX_PARENTHESES:
            raise QueryError(_("There are too many parentheses in one another."), caret(text, position))


def _measure(node: Node) -> None:
    conditions = relations = depth = 0
    for part, level in node.walk():
        conditions += not part.children()
        relations += isinstance(part, (Related, Shared))
        depth = max(depth, level)
    refuse_excess(conditions, relations, depth)


def query_name(written: str) -> str:
    """The name in a mention of a named query, `@sale-boulot` or `@"sale boulot"`."""
    name = written[1:]
    return name[1:-1] if name[:1] in ('"', "«", "“") else name


def refuse_excess(conditions: int, relations: int, depth: int) -> None:
    """Raise QueryError for a tree with more conditions or relations, or of more levels, than can be answered."""
    if depth > MAX_DEPTH + 1:
        raise QueryError(_("The query is nested too deeply."))
    if conditions > MAX_CONDITIONS:
        raise QueryError(
            _("The query has too many conditions: {count}, at most {limit}.").format(
                count=number(conditions), limit=number(MAX_CONDITIONS)
            ),
            _("Several values of one condition are written role:a|b|c."),
        )
    if relations > MAX_RELATIONS:
        raise QueryError(
            _("The query has too many relations: {count}, at most {limit}.").format(
                count=number(relations), limit=number(MAX_RELATIONS)
            )
        )
