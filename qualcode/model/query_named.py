"""A query that the project keeps under a name, and that name as a part of other queries: `@sale-boulot`.

A name in a query stands for what the project keeps under it, as if that were written between parentheses. Names are
held equal as people mean them (case, accents, hyphens aside); one that is not a single word stands between quotation
marks: `@"sale boulot des agents"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from qualcode.model.coding import Segment
from qualcode.model.corpus import Corpus
from qualcode.model.query import Node
from qualcode.model.text import fold

#: How long a name may be, in characters.
LONGEST_NAME = 100
#: What cannot stand in a name, even between quotation marks.
UNFIT = '@"«»“”\\*'
_BARE = re.compile(r"\w[\w.·’'‐‑–-]*")


def spelled(name: str) -> str:
    """A name as a query mentions it, between quotation marks where it is not one word."""
    return f"@{name}" if _BARE.fullmatch(name) else f'@"{name}"'


def meant(name: str, names: Iterable[str]) -> str | None:
    """The one of some names that is meant: spelled so, else spelled nearly so; None when there is none."""
    every = list(names)
    return name if name in every else next((known for known in every if fold(known) == fold(name)), None)


@dataclass(frozen=True, slots=True)
class NamedQuery(Node):
    """Segments that the query kept under a name finds; `content` is its tree, once the name was looked up."""

    name: str
    content: Node | None = None

    closed: ClassVar[bool] = True

    def matches(self, segment: Segment, corpus: Corpus | None = None) -> bool:
        if self.content is None:
            raise ValueError("the name of a query was not looked up")
        return self.content.matches(segment, corpus)

    def children(self) -> tuple[Node, ...]:
        return () if self.content is None else (self.content,)

    @property
    def label(self) -> str:
        return str(self)

    def __str__(self) -> str:
        return spelled(self.name)


def written_out(node: Node) -> Node:
    """A query that is nothing but the name of another is that one."""
    while isinstance(node, NamedQuery) and node.content is not None:
        node = node.content
    return node


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query with the name the project keeps it under. `coder` made it; `created` is when, in UTC.

    `uses` and `used_by` are the names it mentions and of those that mention it. `broken` says in a sentence why it
    cannot be asked now (a code in it was renamed, say), with a `hint`; empty when it can.
    """

    id: int
    name: str
    query: str
    note: str
    coder: str
    created: str
    uses: tuple[str, ...] = field(default=())
    used_by: tuple[str, ...] = field(default=())
    broken: str = ""
    hint: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The published fields: what `qualcode queries list --format json` prints."""
        return {
            "name": self.name,
            "query": self.query,
            "note": self.note,
            "coder": self.coder,
            "created": self.created,
            "uses": list(self.uses),
            "used_by": list(self.used_by),
            "broken": self.broken,
        }


@dataclass(frozen=True, slots=True)
class QueryVersion:
    """What a named query said from a moment on. `change` is `saved`, `changed`, `renamed` or `deleted`.

    `action` is the id of the action in the history that made it so, `coder` who did it (empty: not known).
    """

    action: int
    created: str
    coder: str
    change: str
    name: str
    query: str
    note: str

    def as_dict(self) -> dict[str, Any]:
        """The published fields: what `qualcode queries versions --format json` prints."""
        return {name: getattr(self, name) for name in ("created", "coder", "change", "name", "query", "note", "action")}
