"""What one condition of a query becomes: a name, a sign and values made into a node, or a sentence on what is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from qualcode.analysis.query.relation_words import brief
from qualcode.i18n import _, number
from qualcode.model.bounds import Bound, Bounds, Kind
from qualcode.model.query import (
    ALIASES,
    BUILT_IN,
    NAME_FIELDS,
    WORD_FIELDS,
    And,
    CodeIs,
    HasAttribute,
    HasWords,
    Named,
    Node,
    Not,
    Or,
    Pattern,
)
from qualcode.model.query_expression import MAX_LENGTH, FitsExpression, compiled
from qualcode.model.query_ranges import HEAVIEST, LIGHTEST, AttributeIn, CreatedIn, WeightIn

if TYPE_CHECKING:
    from lark import Token

    Value = tuple[Token, Pattern]

Sign = Literal[":", ":=", "<", "<=", ">", ">=", "!="]

#: Other ways to write a sign.
_SIGNS: dict[str, Sign] = {"≥": ">=", "≤": "<=", "≠": "!=", "<>": "!="}
#: What every segment has.
_ALWAYS = ("code", "document", "kind", "coder", "text", "created")
_ANY = Pattern(("", ""))
_MISSING = "?"
_EVERY_WEIGHT = Bounds(Bound(str(LIGHTEST)), Bound(str(HEAVIEST)))


class Misused(Exception):
    """A query that the grammar allows and the language does not, with the place."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


def condition(name: Token, sign: str, values: list[Value]) -> Node:
    """The node for a condition; raises Misused."""
    meant: Any = _SIGNS.get(sign, sign)
    if meant in (":", ":="):
        nodes = [_one(name, meant, value) for value in values]
        return _together(nodes)
    if meant == "!=":
        return _other_than(name, values)
    if len(values) > 1:
        raise Misused(_("One value is expected after {sign}.").format(sign=sign), _place(values[1]))
    return _in(name, _bounds(name, values[0], meant), values[0])


def words(field: Any, values: list[Value]) -> HasWords:
    """The node for words; raises Misused when there is none."""
    node = HasWords(field, tuple(pattern for _token, pattern in values))
    for value, key in zip(values, node.key.split("\n"), strict=True):
        if not key:
            raise Misused(_("There is no word to look for: a letter or a digit is needed."), _place(value))
    return node


def expression(token: Token) -> FitsExpression:
    """The node for `re:/…/`; raises Misused when it is no regular expression."""
    import regex

    start = token.value.index("/") + 1
    inner, _slash, flags = token.value[start:].rpartition("/")
    place = (token.start_pos or 0) + start
    if not inner:
        raise Misused(_("There is nothing between the slashes."), place)
    if flags not in ("", "i"):
        raise Misused(
            _("After the last slash only i may stand, for capitals and small letters alike."), place + len(inner) + 1
        )
    if len(inner) > MAX_LENGTH:
        raise Misused(
            _("The expression is too long: {length} characters, at most {limit}.").format(
                length=number(len(inner)), limit=number(MAX_LENGTH)
            ),
            place,
        )
    try:
        compiled(inner, bool(flags))
    except (regex.error, RecursionError, OverflowError, MemoryError) as error:
        reason = getattr(error, "msg", "") or type(error).__name__
        raise Misused(
            _("This is no regular expression: {reason}.").format(reason=reason),
            place + min(getattr(error, "pos", None) or 0, len(inner)),
        ) from None
    return FitsExpression(inner, bool(flags))


def unquoted(token: Token) -> str:
    """What stands between the quotation marks, escaped stars and backslashes as they are; spaces in « … » fall."""
    inner = token.value[1:-1]
    inner = inner if token.value[0] == '"' else inner.strip()
    return re.sub(r'\\(["«»“”])', r"\1", inner)


def pattern(token: Token) -> Pattern:
    """What a value looks for, its stars apart."""
    raw = unquoted(token) if token.type == "QUOTED" else token.value
    pieces = re.split(r"(?<!\\)((?:\\\\)*)\*+", raw)
    # The even count of backslashes before a star belongs to the piece on its left.
    joined = ["".join(pair) for pair in zip(pieces[::2], [*pieces[1::2], ""], strict=True)]
    return Pattern(tuple(re.sub(r"\\([\\*])", r"\1", piece) for piece in joined))


def _one(name: Token, sign: Sign, value: Value) -> Node:
    """The node for one value, after a colon."""
    field, token = _field(name), value[0]
    if field == "re":
        raise Misused(_("A regular expression stands between slashes, as in re:/guichets?/i."), _place(value))
    if token.value == _MISSING:
        if field in _ALWAYS:
            raise Misused(
                _("“{name}:?” asks for what has none, and every segment has one.").format(name=name.value),
                _place(value),
            )
        return Not(_plain(name, sign, (token, _ANY)))
    if field == "weight" and value[1] == _ANY:
        return WeightIn(_EVERY_WEIGHT)
    if field in ("weight", "created"):
        return _in(name, _bounds(name, value, ".."), value)
    if field is None and token.type == "VALUE" and ".." in token.value and _readable(token.value):
        return _in(name, _bounds(name, value, ".."), value)
    return _plain(name, sign, value)


def _plain(name: Token, sign: Sign, value: Value) -> Node:
    field = _field(name)
    if field == "weight":
        return WeightIn(_EVERY_WEIGHT)
    if field == "code":
        return CodeIs((value[1],), sign == ":=")
    for word_field in WORD_FIELDS:
        if field == word_field:
            return words(word_field, [value]) if value[1] != _ANY else HasWords(word_field, (_ANY,))
    for name_field in NAME_FIELDS:
        if field == name_field:
            return Named(name_field, (value[1],))
    return HasAttribute(_attribute(name), (value[1],))


def _together(nodes: list[Node]) -> Node:
    """Nodes of one condition as one node: those that take several values take them all."""
    first = nodes[0]
    if len(nodes) == 1:
        return first
    if all(type(node) is type(first) for node in nodes) and isinstance(first, (CodeIs, Named, HasWords, HasAttribute)):
        values = tuple(value for node in nodes for value in node.values)  # type: ignore[attr-defined]  # all have them
        if isinstance(first, CodeIs):
            return CodeIs(values, first.alone)
        if isinstance(first, Named):
            return Named(first.field, values)
        return HasWords(first.field, values) if isinstance(first, HasWords) else HasAttribute(first.name, values)
    return Or(tuple(nodes))


def _other_than(name: Token, values: list[Value]) -> Node:
    """Segments that have one, and another one than these."""
    for value in values:
        if value[0].value == _MISSING and value[0].type == "VALUE":
            raise Misused(_("To ask for those that have one, write {name}:*.").format(name=name.value), _place(value))
    field = _field(name)
    these = Not(condition(name, ":=" if field == "code" else ":", values))
    if field in _ALWAYS:
        return these
    return And((_plain(name, ":", (values[0][0], _ANY)), these))


def _bounds(name: Token, value: Value, sign: str) -> Bounds:
    """What `sign` and a value set; `..` for a range, or for one number or date as a range. Raises Misused."""
    token = value[0]
    text = unquoted(token) if token.type == "QUOTED" else token.value
    if sign != "..":
        low, high = (text, "") if sign[0] == ">" else ("", text)
    elif ".." in text and token.type != "QUOTED":
        low, _dots, high = text.partition("..")
    else:
        low = high = text
    for end in filter(None, (low, high)):
        if not Bound(end).kinds:
            raise Misused(
                _("“{value}” is neither a number nor a date, as in 50, 2019-05 or 12/03/2019.").format(
                    value=brief(end)
                ),
                _place(value) + text.find(end),
            )
    try:
        return Bounds(Bound(low) if low else None, Bound(high) if high else None, sign in ("<", ">"))
    except ValueError:
        raise Misused(_wrong_range(low, high), _place(value)) from None


def _wrong_range(low: str, high: str) -> str:
    if not low and not high:
        return _("A range has two ends, as in 30..50 or 2019-05..2019-07.")
    if Bound(low).kinds & Bound(high).kinds:
        return _("The range ends before it begins: {high}..{low}?").format(low=brief(low), high=brief(high))
    return _("“{low}” and “{high}” are not of one kind: two numbers or two dates make a range.").format(
        low=brief(low), high=brief(high)
    )


def _in(name: Token, bounds: Bounds, value: Value) -> Node:
    field = _field(name)
    if field is None:
        return AttributeIn(_attribute(name), bounds)
    needed: dict[str, Kind] = {"weight": "number", "created": "date"}
    if field not in needed:
        raise Misused(
            _("{name} is no number and no date: only attributes, weight and created are compared.").format(name=field),
            name.start_pos or 0,
        )
    if needed[field] not in bounds.kinds:
        raise Misused(
            _("A weight is a number, as in weight>50.")
            if field == "weight"
            else _("A day, a month or a year is expected, as in created>=2024-01."),
            _place(value),
        )
    if field == "created":
        return CreatedIn(bounds)
    weights = [end.number for end in (bounds.low, bounds.high) if end is not None and end.number is not None]
    if not all(LIGHTEST <= weight <= HEAVIEST for weight in weights):
        raise Misused(_("A weight is between {low} and {high}.").format(low=LIGHTEST, high=HEAVIEST), _place(value))
    return WeightIn(bounds)


def _readable(text: str) -> bool:
    """True when a text with two points is meant as a range: one of its ends can be compared."""
    low, _dots, high = text.partition("..")
    return any(Bound(end).kinds for end in (low, high))


def _field(name: Token) -> str | None:
    """The name that the language gives a meaning; None for an attribute."""
    if name.type == "QUOTED":
        return None
    field = ALIASES.get(name.value.casefold(), name.value.casefold())
    return field if field in BUILT_IN else None


def _attribute(name: Token) -> str:
    return re.sub(r"\\([\\*])", r"\1", unquoted(name)) if name.type == "QUOTED" else name.value


def _place(value: Value) -> int:
    return value[0].start_pos or 0
