"""Editing a codebook file as text: which characters to replace so that the file says what the codebook says.

Nothing is written here and nothing trusted: `codebook_export` reads the outcome again. Positions are indices into the
text; an edit replaces `[start, end)`, edits do not overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from qualcode.interchange.codebook_check import CODE_KEYS, Reader
from qualcode.interchange.codebook_nodes import compose
from qualcode.interchange.codebook_parents import Entry
from qualcode.interchange.codebook_render import render_code, render_field
from qualcode.model.codebook import CODE_FIELDS, Code, Codebook, join_path
from qualcode.model.text import fold

Key = tuple[str, ...]
#: What a code has when its file does not say.
DEFAULTS = {name: getattr(Code(0, ""), name) for name in CODE_FIELDS}

_BLOCK_HEADER = re.compile(r"[|>][+\-0-9]*")


class NotEditable(Exception):
    """The file is written in a way that leaves no place for an edit."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The new text, and the paths of the codes added, changed and removed."""

    text: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def edited(text: str, wanted: Codebook, *, prune: bool) -> Edited:
    """The text of a codebook file brought up to date; raises NotEditable. The file must be free of fatal mistakes."""
    root, _mistake = compose(text)
    reader = Reader()
    reader.read(root)
    return _Editor(text, root, reader.roots, wanted).run(prune=prune)


@dataclass
class _Editor:
    text: str
    root: Any
    roots: list[Entry]
    wanted: Codebook
    entries: dict[Key, Entry] = field(default_factory=dict)
    edits: list[tuple[int, int, str]] = field(default_factory=list)

    def run(self, *, prune: bool) -> Edited:
        self.entries = dict(_keyed(self.roots))
        codes = {_key(self.wanted, code): code for code in self.wanted.values()}
        changed = [
            self.wanted.path(code.id)
            for key, code in codes.items()
            if key in self.entries and self._update(self.entries[key], code)
        ]
        missing: dict[Key, list[Code]] = {}
        for key, code in codes.items():
            if key not in self.entries and (not key[:-1] or key[:-1] in self.entries):
                missing.setdefault(key[:-1], []).append(code)
        # The deepest first: where two insertions meet, what belongs inside a code stands before its next sibling.
        for above in sorted(missing, key=len, reverse=True):
            self._insert(above, missing[above])
        gone = [key for key in self.entries if key not in codes] if prune else []
        for key in gone:
            if key[:-1] not in gone:
                self._remove(self.entries[key])
        added = tuple(self.wanted.path(code.id) for key, code in codes.items() if key not in self.entries)
        return Edited(self._apply(), added, tuple(changed), tuple(self._path(key) for key in gone))

    def _apply(self) -> str:
        text = self.text
        for _place, (start, end, new) in sorted(enumerate(self.edits), key=lambda e: (e[1][0], e[0]), reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def _update(self, entry: Entry, code: Code) -> bool:
        wanted = {"name": code.name, **{name: getattr(code, name) for name in CODE_FIELDS}}
        said = {**DEFAULTS, "name": entry.name, **entry.fields}
        changes = {name: value for name, value in wanted.items() if said[name] != value}
        for name, value in changes.items():
            pair = _pairs(entry.node).get(name)
            if pair:
                self._replace(*pair, name, value)
            else:
                self._add_field(entry, name, value)
        return bool(changes)

    def _replace(self, key: Any, value: Any, name: str, new: Any) -> None:
        column = key.start_mark.column
        end = self._end(key, value)
        lines = render_field(name, new, column)
        stop = self._line_end(end)
        comment = self.text[end:stop]
        if getattr(value, "style", None) in ("|", ">"):
            header = self.text[value.start_mark.index : self._line_end(value.start_mark.index)]
            comment = _BLOCK_HEADER.sub("", header, count=1)
        if comment.strip() and not comment.strip().startswith("#"):
            raise NotEditable
        lines[0] += comment.rstrip()
        self.edits.append((key.start_mark.index, stop, "\n".join(lines)))

    def _add_field(self, entry: Entry, name: str, value: Any) -> None:
        pairs = _pairs(entry.node)
        before = [key for key in CODE_KEYS[: CODE_KEYS.index(name)] if key in pairs]
        key, last = pairs[before[-1] if before else "name"]
        column = key.start_mark.column
        first, *rest = render_field(name, value, column)
        self._insert_lines(self._end(key, last), [" " * column + first, *rest])

    def _insert(self, above: Key, codes: list[Code]) -> None:
        """Put new codes under one that the file has, or at the top; each after the sibling that goes before it."""
        mapping = self.entries[above].node if above else self.root
        pairs = _pairs(mapping)
        key, value = pairs.get("codes", (None, None))
        if value is not None and value.id == "sequence" and value.value:
            for code in codes:
                anchor = self._sibling_before(code, above, value.value) or value.value[-1]
                self._insert_lines(
                    self._end_of_mapping(anchor), render_code(self.wanted, code, value.start_mark.column)
                )
            return
        column = mapping.start_mark.column
        lines = [line for code in codes for line in render_code(self.wanted, code, column + 2)]
        if key is None:
            self._insert_lines(self._end_of_mapping(mapping), [" " * column + "codes:", *lines])
        else:
            start, stop = key.start_mark.index, self._line_end(self._end(key, value))
            self.edits.append((start, stop, "\n".join(["codes:", *lines])))

    def _insert_lines(self, after: int, lines: list[str]) -> None:
        place = self._line_end(after)
        self.edits.append((place, place, "".join(f"\n{line}" for line in lines)))

    def _remove(self, entry: Entry) -> None:
        start = self.text.rfind("\n", 0, entry.node.start_mark.index)
        lead = self.text[start + 1 : entry.node.start_mark.index]
        if start < 0 or lead.strip() != "-":
            raise NotEditable
        self.edits.append((start, self._line_end(self._end_of_mapping(entry.node)), ""))

    def _sibling_before(self, code: Code, above: Key, items: list[Any]) -> Any | None:
        """The node in this list of the nearest sibling that stands before a code in the codebook."""
        found = None
        for sibling in self.wanted.children(code.parent):
            if sibling.id == code.id:
                break
            entry = self.entries.get((*above, fold(sibling.name)))
            if entry and any(entry.node is item for item in items):
                found = entry.node
        return found

    def _path(self, key: Key) -> str:
        return join_path(self.entries[key[:end]].name for end in range(1, len(key) + 1))

    def _end(self, key: Any, value: Any) -> int:
        """The index after the last character of a key's value."""
        if value.start_mark.index < key.start_mark.index:
            raise NotEditable  # an alias: its text stands elsewhere
        if value.id == "mapping":
            return self._end_of_mapping(value)
        if value.id == "sequence" and not value.flow_style:
            return max((self._end(item, item) for item in value.value), default=int(value.end_mark.index))
        if value.id == "scalar" and value.style in ("|", ">"):
            return self._end_of_block(key, value)
        return int(value.end_mark.index)

    def _end_of_mapping(self, node: Any) -> int:
        if node.flow_style:
            return int(node.end_mark.index)
        return max(self._end(key, value) for key, value in node.value)

    def _end_of_block(self, key: Any, value: Any) -> int:
        """A block of text ends with its last line that is not blank and is indented deeper than its key."""
        end = self._line_end(value.start_mark.index)
        at = end
        while at < len(self.text):
            stop = self._line_end(at + 1)
            line = self.text[at + 1 : stop]
            if line.strip():
                if len(line) - len(line.lstrip(" ")) <= key.start_mark.column:
                    break
                end = stop
            at = stop
        return end

    def _line_end(self, index: int) -> int:
        found = self.text.find("\n", index)
        if found < 0:
            return len(self.text)
        return found - 1 if self.text[found - 1 : found] == "\r" and found > index else found


def _pairs(mapping: Any) -> dict[str, tuple[Any, Any]]:
    return {str(key.value): (key, value) for key, value in mapping.value}


def _keyed(roots: list[Entry]) -> Iterator[tuple[Key, Entry]]:
    stack: list[tuple[Key, Entry]] = [((), entry) for entry in reversed(roots)]
    while stack:
        above, entry = stack.pop()
        key = (*above, fold(entry.name))
        yield key, entry
        stack.extend((key, child) for child in reversed(entry.children))


def _key(book: Codebook, code: Code) -> Key:
    return tuple(fold(book[id_].name) for id_ in book.ancestors(code.id))
