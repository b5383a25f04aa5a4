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

from qualcode.analysis.query.explain import caret, explain
from qualcode.errors import QueryError
from qualcode.i18n import _, number
from qualcode.model.query import (
    ALIASES,
    NAME_FIELDS,
    WORD_FIELDS,
    And,
    CodeIs,
    Everything,
    HasAttribute,
    HasWords,
    Named,
    Node,
    Not,
    Or,
    Pattern,
)

if TYPE_CHECKING:
    from lark import Lark, Token

    Value = tuple[Token, Pattern]

#: How much a query may be: characters, conditions, levels of NOT, AND and OR in one another. SQLite's own parser gives
#: up on deeper or longer expressions.
MAX_LENGTH = 20_000
MAX_CONDITIONS = 500
MAX_DEPTH = 20
MAX_PARENTHESES = 100

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|«(?:[^»\\]|\\.)*»|“(?:[^”\\]|\\.)*”', re.DOTALL)
_OPERATORS = {"and": "AND", "et": "ET", "or": "OR", "ou": "OU", "not": "NOT", "sauf": "SAUF", "non": "NON"}
#: Words in capitals that relations between segments will use; they are no search today.
_KEPT = ("WITHIN", "ENCLOSES", "OVERLAPS", "EQUALS", "COOCCURS", "NEAR", "BEFORE", "AFTER", "BY", "PAR")


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
    except _Misused as error:
        raise QueryError(error.message, caret(text, error.position)) from None
    _refuse_excess(node)
    return node


class _Misused(Exception):
    """A query that the grammar allows and the language does not, with the place."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


@lru_cache(maxsize=1)
def _parser() -> Lark:
    from lark import Lark

    grammar = files(__package__).joinpath("grammar.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", transformer=_Actions(), maybe_placeholders=False)


class _Actions:
    """What each rule of the grammar makes of its parts; the parser calls them as it goes, without recursion."""

    def start(self, parts: list[Any]) -> Node:
        return parts[0] if parts else Everything()

    def any(self, parts: list[Any]) -> Node:
        nodes = tuple(part for part in parts if isinstance(part, Node))
        return nodes[0] if len(nodes) == 1 else Or(nodes)

    def all(self, parts: list[Any]) -> Node:
        nodes = tuple(part for part in parts if isinstance(part, Node))
        return nodes[0] if len(nodes) == 1 else And(nodes)

    def negation(self, parts: list[Any]) -> Node:
        return Not(parts[-1])

    def group(self, parts: list[Any]) -> Node:
        node: Node = parts[1]
        return node

    def name(self, parts: list[Token]) -> Token:
        return parts[0]

    def value(self, parts: list[Token]) -> Value:
        pattern = _pattern(parts[0])
        if pattern.text is not None and not pattern.text.strip():
            raise _Misused(_("There is nothing between the quotation marks."), parts[0].start_pos or 0)
        return parts[0], pattern

    def values(self, parts: list[Any]) -> list[Value]:
        return [part for part in parts if isinstance(part, tuple)]

    def condition(self, parts: list[Any]) -> Node:
        return _condition(parts[0], parts[-1], exactly=False)

    def exactly(self, parts: list[Any]) -> Node:
        return _condition(parts[0], parts[-1], exactly=True)

    def phrase(self, parts: list[Token]) -> Node:
        return _words("text", [self.value(parts)])

    def word(self, parts: list[Token]) -> Node:
        token = parts[0]
        if token.value == "*":
            return Everything()
        capitals = _OPERATORS.get(token.value.lower())
        if capitals:
            raise _Misused(
                _("Operators are written in capitals: {operator}. To look for the word, write text:{word}.").format(
                    operator=capitals, word=token.value
                ),
                token.start_pos or 0,
            )
        if token.value in _KEPT:
            raise _Misused(
                _("{word} is kept for relations between segments. To look for the word, write text:{word}.").format(
                    word=token.value
                ),
                token.start_pos or 0,
            )
        return _words("text", [(token, _pattern(token))])


def _condition(name: Token, values: list[Value], *, exactly: bool) -> Node:
    patterns = tuple(pattern for _token, pattern in values)
    if name.type == "QUOTED":
        return HasAttribute(_unquoted(name).replace("\\*", "*"), patterns)
    field = ALIASES.get(name.value.casefold(), name.value.casefold())
    if field == "code":
        return CodeIs(patterns, exactly)
    for word_field in WORD_FIELDS:
        if field == word_field:
            return _words(word_field, values)
    for name_field in NAME_FIELDS:
        if field == name_field:
            return Named(name_field, patterns)
    return HasAttribute(name.value, patterns)


def _words(field: Any, values: list[Value]) -> HasWords:
    node = HasWords(field, tuple(pattern for _token, pattern in values))
    for (token, _pattern), key in zip(values, node.key.split("\n"), strict=True):
        if not key:
            raise _Misused(_("There is no word to look for: a letter or a digit is needed."), token.start_pos or 0)
    return node


def _unquoted(token: Token) -> str:
    """What stands between the quotation marks, escaped stars and backslashes as they are; spaces in « … » fall."""
    inner = token.value[1:-1]
    inner = inner if token.value[0] == '"' else inner.strip()
    return re.sub(r'\\(["«»“”])', r"\1", inner)


def _pattern(token: Token) -> Pattern:
    raw = _unquoted(token) if token.type == "QUOTED" else token.value
    pieces = re.split(r"(?<!\\)((?:\\\\)*)\*+", raw)
    # The even count of backslashes before a star belongs to the piece on its left.
    joined = ["".join(pair) for pair in zip(pieces[::2], [*pieces[1::2], ""], strict=True)]
    return Pattern(tuple(re.sub(r"\\([\\*])", r"\1", piece) for piece in joined))


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


def _refuse_excess(node: Node) -> None:
    conditions = depth = 0
    for part, level in node.walk():
        conditions += not part.children()
        depth = max(depth, level)
    if depth > MAX_DEPTH + 1:
        raise QueryError(_("The query is nested too deeply."))
    if conditions > MAX_CONDITIONS:
        raise QueryError(
            _("The query has too many conditions: {count}, at most {limit}.").format(
                count=number(conditions), limit=number(MAX_CONDITIONS)
            ),
            _("Several values of one condition are written role:a|b|c."),
        )
