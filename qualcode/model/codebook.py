"""The codebook: a forest of codes, named by their path.

A path joins names with `/`; a slash that belongs to a name is written `\\/`. Paths are looked up as people mean them
(see `text.fold`), an exact spelling winning over a folded one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qualcode.errors import Gone
from qualcode.i18n import _
from qualcode.model.rows import Tabular
from qualcode.model.text import fold

if TYPE_CHECKING:
    from qualcode.model.table import Table


@dataclass(frozen=True, slots=True)
class Code:
    """A notion to code with. `color` is `#rrggbb`; `cues` often announce it; `position` orders siblings."""

    id: int
    name: str
    parent: int | None = None
    definition: str = ""
    include: str = ""
    exclude: str = ""
    example: str = ""
    reference: str = ""
    color: str = "#888888"
    cues: tuple[str, ...] = ()
    position: int = 0
    uuid: str = ""
    created: str = ""


#: The fields of a code that a codebook file holds, in the order it writes them.
CODE_FIELDS = ("definition", "include", "exclude", "example", "reference", "color", "cues")


def split_path(path: str) -> tuple[str, ...]:
    """The names of a path: `dirty work/faire pour \\/ à la place` → two names; empty parts are dropped."""
    parts = re.split(r"(?<!\\)/", path)
    names = (part.replace("\\/", "/").strip() for part in parts)
    return tuple(name for name in names if name)


def join_path(names: Iterable[str]) -> str:
    """The path of these names, root first; slashes inside names are escaped."""
    return "/".join(name.replace("/", "\\/") for name in names)


class Codebook(Mapping[int, Code], Tabular):
    """Codes by id, in tree order (parents first, siblings by position then name).

    Raises ValueError when a parent is missing or the parents form a cycle. A code that is not there raises Gone.
    """

    def __init__(self, codes: Iterable[Code]) -> None:
        unordered = {code.id: code for code in codes}
        self._children: dict[int | None, list[Code]] = {}
        for code in unordered.values():
            if code.parent is not None and code.parent not in unordered:
                raise ValueError(f"code {code.id} has no parent {code.parent}")
            self._children.setdefault(code.parent, []).append(code)
        for siblings in self._children.values():
            siblings.sort(key=lambda c: (c.position, fold(c.name), c.id))
        self._codes = {code.id: code for code in self._walk(None)}
        if len(self._codes) != len(unordered):
            raise ValueError("the parents of the codes form a cycle")

    def __getitem__(self, code_id: int) -> Code:
        try:
            return self._codes[code_id]
        except KeyError:
            raise _gone() from None

    def __contains__(self, code_id: object) -> bool:
        return code_id in self._codes

    def __iter__(self) -> Iterator[int]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

    def _walk(self, parent: int | None) -> Iterator[Code]:
        stack = list(reversed(self._children.get(parent, [])))
        while stack:
            code = stack.pop()
            yield code
            stack.extend(reversed(self._children.get(code.id, [])))

    def __repr__(self) -> str:
        return f"<Codebook: {len(self)} codes>"

    def table(self) -> Table:
        """The codes in the order of the tree, with their definitions."""
        from qualcode.model.tables import codebook_table

        return codebook_table(self)

    def children(self, parent: int | None = None) -> tuple[Code, ...]:
        """The codes directly under one, in order; the roots for None."""
        return tuple(self._children.get(parent, ()))

    def subtree(self, code_id: int) -> tuple[int, ...]:
        """The id of a code and of all codes under it, in tree order."""
        return (code_id, *(code.id for code in self._walk(code_id)))

    def ancestors(self, code_id: int) -> tuple[int, ...]:
        """The ids from the root down to the code itself."""
        line = [code_id]
        while (parent := self[line[-1]].parent) is not None:
            line.append(parent)
        return tuple(reversed(line))

    def depth(self, code_id: int) -> int:
        """1 for a root, 2 for its children, and so on."""
        return len(self.ancestors(code_id))

    def at_level(self, code_id: int, level: int) -> int:
        """The ancestor at that depth (1 = root), or the code itself when it lies higher."""
        line = self.ancestors(code_id)
        return line[min(level, len(line)) - 1]

    @cached_property
    def paths(self) -> dict[int, str]:
        """The path of every code, in tree order."""
        found: dict[int, str] = {}
        for code in self._codes.values():
            own = join_path((code.name,))
            found[code.id] = own if code.parent is None else f"{found[code.parent]}/{own}"
        return found

    def path(self, code_id: int) -> str:
        """The path of one code; raises Gone."""
        try:
            return self.paths[code_id]
        except KeyError:
            raise _gone() from None

    @cached_property
    def _by_path(self) -> dict[str, int]:
        return {path: code_id for code_id, path in self.paths.items()}

    @cached_property
    def _by_folded(self) -> dict[tuple[str, ...], list[int]]:
        found: dict[tuple[str, ...], list[int]] = {}
        for code_id, path in self.paths.items():
            key = tuple(fold(name) for name in split_path(path))
            found.setdefault(key, []).append(code_id)
        return found

    def find(self, path: str) -> Code | None:
        """The code at a full path, spelled exactly or nearly (case, accents, hyphens); None when there is none."""
        names = split_path(path)
        exact = self._by_path.get(join_path(names))
        if exact is not None:
            return self._codes[exact]
        near = self._by_folded.get(tuple(fold(name) for name in names), [])
        return self._codes[near[0]] if len(near) == 1 else None

    def ending(self, path: str) -> tuple[Code, ...]:
        """The codes whose path ends with these names: `délégation` finds `dirty work/délégation`."""
        key = tuple(fold(name) for name in split_path(path))
        if not key:
            return ()
        return tuple(
            self._codes[code_id]
            for folded, ids in self._by_folded.items()
            if folded[-len(key) :] == key
            for code_id in ids
        )


def _gone() -> Gone:
    return Gone(_("This code is not there any more."))
