"""What an action changed, in words: each coding with its passage, each field of a code before and after.

Rows that are gone are called by the name they had last; whatever comes from the file is text and nothing else.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qualcode.i18n import _, ngettext, number
from qualcode.model.codebook import Codebook
from qualcode.model.span import Span
from qualcode.model.text import clean_text
from qualcode.storage import history
from qualcode.storage.history import Change

#: Characters of a quotation, and of a value before or after.
_QUOTE, _VALUE = 160, 2_000
#: Columns that say nothing to a reader, or that follow from others.
_MUTE = {"id", "uuid", "created", "sha256", "length", "words", "paragraphs", "sentences", "timestamps", "digest"}
#: Rows of these tables are counted, not listed.
_COUNTED = ("turns", "network_nodes", "network_edges", "case_documents", "case_speakers")

#: What says most of the size of an action, first.
_TELLING = (
    *("documents", "codings", "codes", "memos", "cases", "speakers", "turns", "attributes"),
    *("case_documents", "case_speakers", "networks", "queries"),
)


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that an action did: `sign` is `+`, `−` or `~`; for a field of a row, its value before and after.

    `place` is the document (its id) and the passage where it was, if it was in a text.
    """

    sign: str
    text: str
    field: str = ""
    before: str = ""
    after: str = ""
    place: tuple[int, Span] | None = None


def counted(table: str, n: int) -> str:
    """So many rows of a table, as a person calls them."""
    words: dict[str, Callable[[], str]] = {
        "codings": lambda: ngettext("{n} coding", "{n} codings", n),
        "codes": lambda: ngettext("{n} code", "{n} codes", n),
        "memos": lambda: ngettext("{n} memo", "{n} memos", n),
        "documents": lambda: ngettext("{n} document", "{n} documents", n),
        "speakers": lambda: ngettext("{n} speaker", "{n} speakers", n),
        "turns": lambda: ngettext("{n} turn", "{n} turns", n),
        "cases": lambda: ngettext("{n} case", "{n} cases", n),
        "attributes": lambda: ngettext("{n} attribute", "{n} attributes", n),
        "case_documents": lambda: ngettext("{n} document of a case", "{n} documents of cases", n),
        "case_speakers": lambda: ngettext("{n} speaker of a case", "{n} speakers of cases", n),
        "networks": lambda: ngettext("{n} network", "{n} networks", n),
        "queries": lambda: ngettext("{n} named query", "{n} named queries", n),
    }
    said = words.get(table, lambda: ngettext("{n} row", "{n} rows", n))()
    return said.format(n=number(n))


def size(tables: Mapping[str, int]) -> str:
    """How much an action changed, by the most telling of what it changed; nothing for a single thing."""
    table = next((table for table in _TELLING if tables.get(table, 0) > 1), "")
    return counted(table, tables[table]) if table else ""


class Telling:
    """Tells changes in words, with the names of a project."""

    def __init__(self, db: sqlite3.Connection, book: Codebook, names: Mapping[str, Mapping[int, str]]) -> None:
        self._db = db
        self._book = book
        self._names = names

    def details(self, changes: Sequence[Change]) -> Iterator[Detail]:
        """What these changes did; what comes in crowds is counted."""
        crowd = Counter((change.table, change.operation) for change in changes if change.table in _COUNTED)
        born = {(change.table, change.row) for change in changes if change.operation == "insert"}
        for change in changes:
            key = (change.table, change.operation)
            # What is made and then filled in was made.
            if change.table == "coders" or (change.operation == "update" and (change.table, change.row) in born):
                continue
            if change.table not in _COUNTED or (change.table == "turns" and crowd[key] == 1):
                yield from self._of(change)
        for (table, operation), n in crowd.items():
            if table != "turns" or n > 1:
                yield Detail(_SIGNS[operation], counted(table, n))

    def _of(self, change: Change) -> Iterator[Detail]:
        place, text = history.place_of(self._db, change), self._text(change)
        if change.operation != "update":
            yield Detail(_SIGNS[change.operation], text, place=place)
            return
        fields = [name for name in change.new if name not in _MUTE]
        if "start" in fields or "end" in fields:
            before = change.old.get("quote", "")
            yield Detail("~", text, _("passage"), _value(before), _value(change.new.get("quote", "")), place)
            fields = [name for name in fields if name not in ("start", "end", "quote", "body")]
        for name in fields:
            before, after = (self._shown(change.table, name, values.get(name)) for values in (change.old, change.new))
            yield Detail("~", text, _label(name), before, after, place)

    def _text(self, change: Change) -> str:
        values = {**self._known(change.table, change.row), **change.values}
        if change.table == "codings":
            return self._coding(values)
        if change.table == "codes":
            return _("code {name}").format(name=self._code(change.row, values))
        if change.table == "memos":
            words = "" if change.operation == "update" else _first(values.get("text"))
            return _("memo on {what}").format(what=self._about(values)) + words
        if change.table == "attributes":
            owner = self._owner(values)
            return f"{owner} · {_line(values.get('name'))}" + (
                f" = {_line(values.get('value'))}" if change.operation != "update" else ""
            )
        if change.table == "turns":
            return _("a turn of {document}").format(document=self.name("documents", values.get("document_id")))
        kind = {
            "documents": _("document {name}"),
            "cases": _("case {name}"),
            "networks": _("network {name}"),
            "queries": _("named query {name}"),
            "speakers": _("speaker {name}"),
            "project": _("project {name}"),
        }.get(change.table, "{name}")
        return kind.format(name=_line(values.get("name") or values.get("label") or change.table))

    def name(self, table: str, row: object) -> str:
        """What a row is called, or was last."""
        if not isinstance(row, int):
            return ""
        known = self._names.get(table, {}).get(row)
        return _line(known if known is not None else history.last_values(self._db, table, row).get("name") or "?")

    def _known(self, table: str, row: int) -> dict[str, Any]:
        if table == "codings":
            standing = history.coding_values(self._db, row)
            return standing or history.last_values(self._db, table, row)
        return history.last_values(self._db, table, row)

    def _coding(self, values: Mapping[str, Any]) -> str:
        quote = _line(values.get("quote"))
        quote = quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1].rstrip() + "…"
        parts = (
            f"« {quote} »",
            self._code(values.get("code_id"), {}),
            self.name("documents", values.get("document_id")),
        )
        return " · ".join(part for part in parts if part)

    def _code(self, code: object, values: Mapping[str, Any]) -> str:
        if isinstance(code, int) and code in self._book:
            return _line(self._book.path(code))
        return _line(values.get("name") or self.name("codes", code))

    def _about(self, values: Mapping[str, Any]) -> str:
        if isinstance(values.get("coding_id"), int):
            known = self._known("codings", values["coding_id"])
            return self._coding(known) if known else _("a coding")
        if values.get("code_id") is not None:
            return self._code(values["code_id"], {})
        if values.get("case_id") is not None:
            return self.name("cases", values["case_id"])
        if values.get("document_id") is not None:
            return self.name("documents", values["document_id"])
        return _("the project")

    def _owner(self, values: Mapping[str, Any]) -> str:
        for table, column in (("documents", "document_id"), ("cases", "case_id"), ("speakers", "speaker_id")):
            if values.get(column) is not None:
                return self.name(table, values[column])
        return ""

    def _shown(self, table: str, name: str, value: object) -> str:
        if name == "parent_id":
            return self._code(value, {}) if value is not None else _("the root")
        if name == "code_id":
            return self._code(value, {})
        if name.endswith("_id"):
            return self.name({"case_id": "cases"}.get(name, name[:-3] + "s"), value)
        if name == "cues" and isinstance(value, str):
            return _cues(value)
        if table == "speakers" and name == "interviewer":
            return _("yes") if value else _("no")
        return _value(value)


_SIGNS = {"insert": "+", "delete": "−", "update": "~"}


def _label(column: str) -> str:
    return {
        "name": _("name"),
        "parent_id": _("under"),
        "position": _("order"),
        "definition": _("definition"),
        "include": _("include"),
        "exclude": _("exclude"),
        "example": _("example"),
        "reference": _("reference"),
        "color": _("colour"),
        "cues": _("cues"),
        "code_id": _("code"),
        "weight": _("weight"),
        "coder_id": _("coder"),
        "coding_id": _("coding"),
        "document_id": _("document"),
        "case_id": _("case"),
        "speaker_id": _("speaker"),
        "text": _("text"),
        "kind": _("kind"),
        "value": _("value"),
        "label": _("label"),
        "interviewer": _("interviewer"),
        "query": _("query"),
        "note": _("note"),
    }.get(column, column)


def _cues(value: str) -> str:
    try:
        cues = json.loads(value)
    except ValueError:
        return _value(value)
    return ", ".join(_line(cue) for cue in cues) if isinstance(cues, list) else _value(value)


def _first(text: object) -> str:
    words = _line(text)
    return f": {words[:_QUOTE]}{'…' if len(words) > _QUOTE else ''}" if words else ""


def _line(value: object) -> str:
    return " ".join(clean_text(str(value if value is not None else "")).split())


def _value(value: object) -> str:
    text = clean_text(str(value if value is not None else ""))
    return text if len(text) <= _VALUE else text[: _VALUE - 1] + "…"
