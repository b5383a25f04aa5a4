"""Names of queries within queries: looked up, and refused where they lead back to themselves or to too much.

What is kept under a name is text. It is read each time it is asked for, so that it always says what it says now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from qualcode.analysis.query.parse import MAX_DEPTH, parse, refuse_excess
from qualcode.analysis.suggest import nearest
from qualcode.errors import QueryError, UnknownName
from qualcode.i18n import _
from qualcode.model.query import Node
from qualcode.model.query_named import NamedQuery, meant, spelled
from qualcode.model.query_relations import Related
from qualcode.model.query_shared import Shared

#: How many names are listed when none is near.
LISTED = 8


@dataclass(slots=True)
class _Size:
    """How much a query holds once its names are written out."""

    conditions: int = 0
    relations: int = 0
    depth: int = 0


def mentioned(text: str) -> tuple[str, ...]:
    """The names in a query as they are spelled there, each once; none where it cannot be read."""
    try:
        parts = tree(text).walk()
    except QueryError:
        return ()
    return tuple(dict.fromkeys(part.name for part, _level in parts if isinstance(part, NamedQuery)))


def refuse_circles(node: Node, queries: Mapping[str, str], above: tuple[str, ...] = ()) -> None:
    """Raise QueryError where a name leads back to itself, or where all that the names stand for is too much.

    `queries` is what is kept, by name; `above` are the names that the tree itself goes by.
    """
    size = _size(node, queries, above, {})
    refuse_excess(size.conditions, size.relations, size.depth)


def found(name: str, queries: Mapping[str, str]) -> str:
    """The name that is meant, as it is kept; raises UnknownName with the nearest ones."""
    known = meant(name, queries)
    if known is None:
        raise UnknownName(_("There is no named query “{name}”.").format(name=name), _hint(name, queries))
    return known


@contextmanager
def within(name: str) -> Iterator[None]:
    """Say of what is wrong in the query kept under a name that it is in there."""
    try:
        yield
    except (QueryError, UnknownName) as error:
        message = _("In {name}: {message}").format(name=spelled(name), message=error.message)
        raise type(error)(message, error.hint) from error


@lru_cache(maxsize=512)
def tree(text: str) -> Node:
    """The tree of a query, kept: those that have a name are read again and again. Raises QueryError."""
    return parse(text)


def _size(node: Node, queries: Mapping[str, str], above: tuple[str, ...], known: dict[str, _Size]) -> _Size:
    if len(above) > MAX_DEPTH:
        raise QueryError(_("Names of queries are nested too deeply: {chain}").format(chain=_chain(above)))
    size = _Size()
    for part, level in node.walk():
        size.relations += isinstance(part, (Related, Shared))
        size.depth = max(size.depth, level)
        name = meant(part.name, queries) if isinstance(part, NamedQuery) else None
        if name is None:
            size.conditions += not part.children()
            continue
        if name in above:
            raise QueryError(
                _("A named query cannot be a part of itself: {chain}").format(
                    chain=_chain((*above[above.index(name) :], name))
                )
            )
        if name not in known:
            with within(name):
                content = tree(queries[name])
            known[name] = _size(content, queries, (*above, name), known)
        inner = known[name]
        size.conditions += inner.conditions
        size.relations += inner.relations
        size.depth = max(size.depth, level + inner.depth)
    return size


def _chain(names: tuple[str, ...]) -> str:
    return " → ".join(spelled(name) for name in names)


def _hint(name: str, queries: Mapping[str, str]) -> str:
    near = nearest(name, queries)
    if near:
        return _("Did you mean: {names}?").format(names=", ".join(spelled(one) for one in near))
    if not queries:
        return _("The project keeps no queries yet: qualcode queries save P NAME QUERY.")
    listed = ", ".join(spelled(one) for one in list(queries)[:LISTED])
    return _("Known: {names}").format(names=listed + ("…" if len(queries) > LISTED else ""))
