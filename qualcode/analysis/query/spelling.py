"""Where a query spells the names of codes, documents, speakers, cases, attributes and other queries.

So a rename can mend the names, and nothing else: the person finds the query as they wrote it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from qualcode.analysis.query.conditions import pattern
from qualcode.analysis.query.parse import parse, query_name, reader
from qualcode.errors import QueryError
from qualcode.model.query import ALIASES, BUILT_IN, Pattern, attribute_label
from qualcode.model.query_named import spelled
from qualcode.model.text import clean_line

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

Field = Literal["attribute", "case", "code", "document", "query", "speaker"]
_VALUES: dict[str, Field] = {"code": "code", "document": "document", "speaker": "speaker", "case": "case"}


class Spot(NamedTuple):
    """A name at `[start, end)` of a query; that of a code is a path, or the end of one, as it is spelled."""

    start: int
    end: int
    field: Field
    name: str
    quoted: bool


def spots(text: str) -> list[Spot]:
    """The names of things of the project in a query, in order, without those that hold a star.

    Nothing for a query that cannot be read.
    """
    try:
        parse(text)
    except QueryError:
        return []
    if not text.strip():
        return []
    return sorted(spot for part in _reader().parse(text).iter_subtrees() for spot in _of(part))


def respelled(text: str, other: Callable[[Spot], str | None]) -> str:
    """A query with the names for which `other` gives another one; None leaves a name as it is."""
    for spot in reversed(spots(text)):
        name = other(spot)
        if name is not None:
            text = text[: spot.start] + _written(spot, name) + text[spot.end :]
    return text


@lru_cache(maxsize=1)
def _reader() -> Lark:
    return reader(None)


def _of(part: Tree[Token]) -> list[Spot]:
    if part.data == "named":
        token: Token = part.children[0]  # type: ignore[assignment]  # the rule has one child, a token
        name = clean_line(query_name(token.value))
        return [Spot(token.start_pos or 0, token.end_pos or 0, "query", name, token.value[1:2] in ('"', "«", "“"))]
    if part.data not in ("condition", "exactly", "comparison"):
        return []
    name_tree, values = part.children[0], part.children[-1]
    field: Token = name_tree.children[0]  # type: ignore[union-attr, assignment]  # a name is one token
    written = field.value.casefold()
    meaning = ALIASES.get(written, written)
    if field.type == "QUOTED" or meaning not in BUILT_IN:
        called = pattern(field).text if field.type == "QUOTED" else field.value
        place = (field.start_pos or 0, field.end_pos or 0)
        return [Spot(*place, "attribute", called, field.type == "QUOTED")] if called else []
    if meaning not in _VALUES:
        return []
    found = []
    for value in values.find_data("value"):  # type: ignore[union-attr]  # values are a tree of trees
        token = value.children[0]  # type: ignore[assignment]  # a value is one token
        path = pattern(token).text
        if path is not None and token.value != "?":
            found.append(Spot(token.start_pos or 0, token.end_pos or 0, _VALUES[meaning], path, token.type == "QUOTED"))
    return found


def _written(spot: Spot, name: str) -> str:
    """A name as it can stand where another one stood: within quotation marks if that one did."""
    if spot.field == "attribute":
        text = attribute_label(name)
    else:
        text = spelled(name) if spot.field == "query" else str(Pattern((name,)))
    if not spot.quoted or text.endswith('"'):
        return text
    return f'@"{name}"' if spot.field == "query" else f'"{text}"'
