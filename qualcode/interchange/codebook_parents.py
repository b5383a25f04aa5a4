"""Codes that name their parent instead of standing under it: a flat file becomes a tree, or has a cycle.

`parent` is the path of a code of the same file, or the end of one if it is the only such.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from qualcode.i18n import _
from qualcode.interchange.codebook_nodes import Mistake
from qualcode.model.codebook import split_path
from qualcode.model.text import fold


@dataclass(slots=True, eq=False)
class Entry:
    """A code as a file has it. `fields` holds what is given, `node` is its mapping, `parent` the path it names."""

    name: str
    line: int
    node: Any
    fields: dict[str, Any] = field(default_factory=dict)
    children: list[Entry] = field(default_factory=list)
    parent: str | None = None
    parent_line: int = 0


def attach(entries: list[Entry]) -> tuple[list[Entry], list[Mistake]]:
    """The roots of the tree after every top entry that names a parent went under it, and what was wrong."""
    if not any(entry.parent for entry in entries):
        return entries, []
    tree = _Tree(entries)
    mistakes = tree.resolve()
    roots = []
    for entry in entries:
        above = tree.above.get(entry)
        if above is None:
            roots.append(entry)
        elif entry in (line := tree.line(above)):
            names = " → ".join(step.name for step in [entry, *line[: line.index(entry) + 1]])
            mistakes.append(Mistake(entry.parent_line, _("A cycle of parents: {names}.").format(names=names)))
        else:
            above.children.append(entry)
    return roots, mistakes


class _Tree:
    def __init__(self, entries: list[Entry]) -> None:
        self.tops = entries
        self.above: dict[Entry, Entry] = {}
        self.by_name: dict[str, list[Entry]] = {}
        stack = list(reversed(entries))
        while stack:
            entry = stack.pop()
            self.by_name.setdefault(fold(entry.name), []).append(entry)
            for child in reversed(entry.children):
                self.above[child] = entry
                stack.append(child)

    def resolve(self) -> list[Mistake]:
        """Find the parents that are named; a name may need another to be found first, so go round while it helps."""
        waiting = [entry for entry in self.tops if entry.parent]
        found = True
        while waiting and found:
            found = False
            for entry in list(waiting):
                candidates = self._candidates(entry)
                if len(candidates) == 1:
                    self.above[entry] = candidates[0]
                    waiting.remove(entry)
                    found = True
        return [Mistake(entry.parent_line, self._missing(entry)) for entry in waiting]

    def line(self, entry: Entry) -> list[Entry]:
        """An entry and those above it, nearest first; it stops where it would come round again."""
        line: list[Entry] = []
        at: Entry | None = entry
        while at is not None and at not in line:
            line.append(at)
            at = self.above.get(at)
        return line

    def _candidates(self, entry: Entry) -> list[Entry]:
        wanted = [fold(name) for name in reversed(split_path(entry.parent or ""))]
        if not wanted:
            return []
        lines = [(found, self.line(found)) for found in self.by_name.get(wanted[0], []) if found is not entry]
        if len(wanted) == 1 and fold(entry.name) == wanted[0] and not lines:
            return [entry]
        ending = [(found, line) for found, line in lines if [fold(e.name) for e in line[: len(wanted)]] == wanted]
        exact = [found for found, line in ending if len(line) == len(wanted) and not (line[-1].parent)]
        return exact if len(exact) == 1 else [found for found, _line in ending]

    def _missing(self, entry: Entry) -> str:
        if self._candidates(entry):
            return _("Several codes of this file are called “{path}”.").format(path=entry.parent)
        return _("There is no code “{path}” in this file.").format(path=entry.parent)
