"""From nodes to codes: every mistake of a codebook file with its line, and the tree as far as it can be read.

A code is a mapping; the codes under it stand in its `codes`, or, in a flat file, name it as their `parent` (see
`codebook_parents`). All mistakes are collected, so that a person mends a file in one go.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from qualcode.i18n import _
from qualcode.interchange.codebook_nodes import Mistake, kind_of, line_of
from qualcode.interchange.codebook_parents import Entry, attach
from qualcode.model.codebook import CODE_FIELDS
from qualcode.model.text import fold

#: What may stand at the top of a file, and in a code.
FILE_KEYS = ("codebook", "language", "description", "references", "codes")
CODE_KEYS = ("name", *CODE_FIELDS, "parent", "codes")
#: More codes than any codebook has, fewer than a handful of YAML aliases can make.
MAX_CODES = 5_000
#: More levels than any codebook has.
MAX_DEPTH = 20
MAX_MISTAKES = 200

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Reader:
    """Reads one file's nodes; `roots` are its top codes, `header` its other keys, `mistakes` what is wrong."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []
        self.header: dict[str, Any] = {}
        self.roots: list[Entry] = []
        self._read = 0

    def read(self, root: Any | None) -> None:
        """Read the root node of a file."""
        if root is None or kind_of(root) == "nothing":
            self._say(1, _("The file holds no codebook: “codes:” is missing."))
            return
        if kind_of(root) != "mapping":
            self._say(line_of(root), _("A codebook is a mapping with “codes:”; this is something else."))
            return
        keys = dict(self._keys(root, FILE_KEYS))
        for name in ("codebook", "language", "description"):
            if name in keys:
                self.header[name] = self._text(name, keys[name][1])
        if "references" in keys:
            self.header["references"] = self._texts("references", keys["references"][1])
        if "codes" not in keys:
            self._say(line_of(root), _("The file holds no codebook: “codes:” is missing."))
            return
        entries = self._codes(keys["codes"][1], line_of(keys["codes"][0]), ())
        self.roots, mistakes = attach(entries)
        self.mistakes += mistakes
        self._unique(self.roots)
        self.mistakes.sort()

    def _say(self, line: int, message: str, *, fatal: bool = True) -> None:
        if len(self.mistakes) < MAX_MISTAKES:
            self.mistakes.append(Mistake(line, message, fatal))

    def _keys(self, node: Any, allowed: Sequence[str]) -> Iterator[tuple[str, tuple[Any, Any]]]:
        """The known keys of a mapping with their nodes; what is wrong with the others is said."""
        seen: dict[str, int] = {}
        for key, value in node.value:
            name = str(key.value) if key.id == "scalar" else "?"
            if name in seen:
                self._say(
                    line_of(key),
                    _("“{key}” stands twice in one place (first in line {line}).").format(key=name, line=seen[name]),
                )
            elif name in allowed:
                seen[name] = line_of(key)
                yield name, (key, value)
            else:
                near = difflib.get_close_matches(name.casefold(), allowed, 1, 0.5)
                said = _("“{key}” is not a key of a codebook.").format(key=name)
                hint = _("Did you mean: {names}?").format(names="".join(near[:1]))
                self._say(line_of(key), f"{said} {hint}" if near else said)

    def _codes(self, node: Any, line: int, above: tuple[Any, ...]) -> list[Entry]:
        if kind_of(node) == "nothing":
            return []
        if kind_of(node) != "list":
            self._say(line, _("“codes” must be a list."))
            return []
        if len(above) >= MAX_DEPTH:
            self._say(line, _("This is nested too deeply: more than {n} levels.").format(n=MAX_DEPTH))
            return []
        entries = []
        for item in node.value:
            self._read += 1
            if self._read > MAX_CODES:
                if self._read == MAX_CODES + 1:
                    self._say(line, _("There are more than {n} codes here.").format(n=MAX_CODES))
                break
            if any(item is ancestor for ancestor in above):
                said = _("A cycle: this list holds the code that it belongs to (line {n}).")
                self._say(line, said.format(n=line_of(item)))
            elif kind_of(item) != "mapping":
                self._say(line_of(item), _("A code is a mapping with “name” and “definition”; this is not."))
            else:
                entry = self._code(item, above)
                if entry:
                    entries.append(entry)
        return entries

    def _code(self, node: Any, above: tuple[Any, ...]) -> Entry | None:
        keys = dict(self._keys(node, CODE_KEYS))
        line = line_of(node)
        name = self._name(keys.get("name"), line)
        entry = Entry(name, line, node)
        if "parent" in keys:
            self._parent(entry, keys["parent"], nested=bool(above))
        for key in ("definition", "include", "exclude", "example", "reference"):
            if key in keys:
                text = self._text(key, keys[key][1])
                if text is not None:
                    entry.fields[key] = text
        if not entry.fields.get("definition") and not self._said_on(keys.get("definition")):
            where = line_of(keys["definition"][0]) if "definition" in keys else line
            self._say(where, _("The code “{name}” has no definition.").format(name=name or "?"), fatal=False)
        if "color" in keys:
            self._color(entry, *keys["color"])
        if "cues" in keys:
            entry.fields["cues"] = tuple(self._texts("cues", keys["cues"][1]))
        if "codes" in keys:
            entry.children = self._codes(keys["codes"][1], line_of(keys["codes"][0]), (*above, node))
        return entry if name else None

    def _said_on(self, pair: tuple[Any, Any] | None) -> bool:
        """True when the value of a key has already been found wrong."""
        return pair is not None and kind_of(pair[1]) not in ("text", "nothing")

    def _name(self, pair: tuple[Any, Any] | None, line: int) -> str:
        name = self._text("name", pair[1]) if pair else ""
        if not name and not self._said_on(pair):
            self._say(line_of(pair[0]) if pair else line, _("A code has no name."))
        if name and "\n" in name:
            assert pair is not None
            self._say(line_of(pair[0]), _("The name of a code stands on one line."))
            return ""
        return name or ""

    def _parent(self, entry: Entry, pair: tuple[Any, Any], *, nested: bool) -> None:
        entry.parent_line = line_of(pair[0])
        if nested:
            self._say(entry.parent_line, _("“parent” is for codes at the top: this one has its place already."))
            return
        entry.parent = self._text("parent", pair[1]) or None

    def _color(self, entry: Entry, key: Any, value: Any) -> None:
        if kind_of(value) == "nothing":
            said = _('The colour is empty: # begins a comment, so write it in quotes: "#aabbcc".')
            self._say(line_of(key), said)
        elif value.id != "scalar" or not _COLOR.fullmatch(str(value.value)):
            shown = str(value.value)[:40] if value.id == "scalar" else "…"
            said = _("“{color}” is not a colour: write “#” and six hexadecimal digits, in quotes.")
            self._say(line_of(value), said.format(color=shown))
        else:
            entry.fields["color"] = str(value.value)

    def _text(self, key: str, node: Any) -> str | None:
        kind = kind_of(node)
        if kind == "nothing":
            return ""
        if kind != "text":
            shown = str(node.value)[:40] if node.id == "scalar" else ""
            said = _("“{key}” must be a text: put “{value}” in quotes.") if shown else _("“{key}” must be a text.")
            self._say(line_of(node), said.format(key=key, value=shown))
            return None
        text = unicodedata.normalize("NFC", str(node.value)).strip()
        if _CONTROL.search(text):
            self._say(line_of(node), _("“{key}” holds a control character.").format(key=key))
            return None
        return text

    def _texts(self, key: str, node: Any) -> list[str]:
        if kind_of(node) == "nothing":
            return []
        if kind_of(node) != "list":
            self._say(line_of(node), _("“{key}” must be a list of texts.").format(key=key))
            return []
        found = []
        for item in node.value[:1000]:
            text = self._text(key, item)
            if text:
                found.append(text)
            elif text is not None:
                self._say(line_of(item), _("“{key}” holds an empty text.").format(key=key))
        return found

    def _unique(self, roots: list[Entry]) -> None:
        """Say of every two siblings that bear one name."""
        stack = [roots]
        while stack:
            siblings = stack.pop()
            first: dict[str, Entry] = {}
            for entry in siblings:
                twin = first.setdefault(fold(entry.name), entry)
                if twin is not entry:
                    self._say(
                        entry.line,
                        _("“{name}” stands beside a code of the same name (line {line}).").format(
                            name=entry.name, line=twin.line
                        ),
                    )
                stack.append(entry.children)
