"""Proof that a project is whole: the file itself, its references, every quotation, the texts, the tree, the history.

Each check stands alone and yields one message per thing that is wrong; a file too damaged for a check to finish is
itself a problem and stops no other check. Nothing is repaired here: what is wrong is named, so that a person decides.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from qualcode.i18n import _, ngettext, number
from qualcode.model.text import count_words
from qualcode.storage import verify_journal, verify_networks
from qualcode.storage.documents import text_hash
from qualcode.storage.migrations import SPEAKER_OF_CODING, migrations

#: How many messages of one kind are spelled out before the rest is only counted.
SPELLED_OUT = 20

Check = Callable[[sqlite3.Connection], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `kind` is one of the keys of CHECKS, `message` a sentence in the user's language."""

    kind: str
    message: str


def verify(db: sqlite3.Connection) -> list[Problem]:
    """Everything that is wrong with a project, in the order of CHECKS; an empty list means that it is whole."""
    found: list[Problem] = []
    for kind, check in CHECKS.items():
        messages = list(_guarded(check, db))
        found += [Problem(kind, message) for message in messages[:SPELLED_OUT]]
        more = len(messages) - SPELLED_OUT
        if more > 0:
            said = ngettext("… and {n} more of this kind.", "… and {n} more of this kind.", more)
            found.append(Problem(kind, said.format(n=number(more))))
    return found


def _guarded(check: Check, db: sqlite3.Connection) -> Iterator[str]:
    try:
        yield from check(db)
    except (sqlite3.Error, ValueError, TypeError, OverflowError, AttributeError) as error:
        yield _("The check could not be finished: {error}").format(error=" ".join(str(error).split())[:200])


def _file(db: sqlite3.Connection) -> Iterator[str]:
    for (said,) in db.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield _("SQLite says: {said}").format(said=" ".join(str(said).split()))


def _schema(db: sqlite3.Connection) -> Iterator[str]:
    fresh = Database(memory=True, execute_plugins=False)
    try:
        migrations.apply(fresh)
        made, found = _parts(fresh.conn), _parts(db)
    finally:
        fresh.close()
    for (kind, name), sql in sorted(made.items()):
        if (kind, name) not in found:
            yield _("The {kind} {name} is missing.").format(kind=kind, name=name)
        elif found[kind, name] != sql:
            yield _("The {kind} {name} is not the one that qualcode made.").format(kind=kind, name=name)
    # Other tables and views do no harm; a trigger changes what is written.
    for kind, name in sorted(found.keys() - made.keys()):
        if kind == "trigger":
            yield _("The trigger {name} does not belong to qualcode.").format(name=name)
    if db.execute("SELECT count(*) FROM project").fetchone() != (1,):
        yield _("The row that names the project is missing.")


def _parts(db: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """The statements that tables, indices, triggers and views were made by."""
    rows = db.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    return {(kind, name): sql for kind, name, sql in rows}


def _references(db: sqlite3.Connection) -> Iterator[str]:
    for table, row, parent, _key in db.execute("PRAGMA foreign_key_check"):
        yield _("Row {row} of {table} points to a row of {parent} that does not exist.").format(
            row=row, table=table, parent=parent
        )


def _texts(db: sqlite3.Connection) -> Iterator[str]:
    for (document_id,) in db.execute("SELECT id FROM documents ORDER BY id").fetchall():
        try:
            row = db.execute("SELECT name, text, sha256, length, words FROM documents WHERE id = ?", (document_id,))
            name, text, sha256, length, words = row.fetchone()
        except sqlite3.Error as error:
            yield _("Document {id} cannot be read: {error}").format(id=document_id, error=error)
            continue
        if text_hash(text) != sha256:
            yield _("{document}: the text is not the one that was imported (its SHA-256 differs).").format(
                document=name
            )
        if len(text) != length:
            yield _("{document}: the text has {found} characters, not {said}.").format(
                document=name, found=number(len(text)), said=number(length)
            )
        if count_words(text) != words:
            yield _("{document}: the text has {found} words, not {said}.").format(
                document=name, found=number(count_words(text)), said=number(words)
            )


def _quotations(db: sqlite3.Connection) -> Iterator[str]:
    for document_id, name, text in db.execute("SELECT id, name, text FROM documents ORDER BY id"):
        rows = db.execute(
            "SELECT id, start, end, quote FROM codings WHERE document_id = ? ORDER BY start, id", (document_id,)
        )
        for coding, start, end, quote in rows:
            if not 0 <= start < end <= len(text):
                yield _("{document}: coding {id} covers [{start}, {end}), outside the text.").format(
                    document=name, id=coding, start=start, end=end
                )
            elif text[start:end] != quote:
                yield _("{document}: coding {id} quotes “{quote}”, but “{text}” stands there.").format(
                    document=name, id=coding, quote=_short(quote), text=_short(text[start:end])
                )


def _layout(db: sqlite3.Connection) -> Iterator[str]:
    rows = db.execute("SELECT id, name, length, paragraphs, sentences, timestamps FROM documents ORDER BY id")
    for document_id, name, length, *lists in rows:
        for what, ranges in zip(("paragraphs", "sentences", "timestamps"), lists, strict=True):
            if not _in_order(ranges, length, may_be_empty=what == "timestamps"):
                yield _("{document}: the {what} are not ranges of its text, in order.").format(document=name, what=what)
        turns = db.execute("SELECT id, start, end FROM turns WHERE document_id = ? ORDER BY start", (document_id,))
        reach = 0
        for turn, start, end in turns:
            if start < reach:
                yield _("{document}: turn {id} begins before the one before it ends.").format(document=name, id=turn)
            if end > length:
                yield _("{document}: turn {id} ends after the text.").format(document=name, id=turn)
            reach = end


def _in_order(ranges: str, length: int, *, may_be_empty: bool) -> bool:
    reach = 0
    try:
        parsed: Any = json.loads(ranges)
    except ValueError:
        return False
    for part in parsed if isinstance(parsed, list) else [None]:
        if not isinstance(part, list) or len(part) < 2 or not all(isinstance(x, int) for x in part[:2]):
            return False
        start, end = part[:2]
        if not reach <= start <= end <= length or (start == end and not may_be_empty and length > 0 and len(part) < 3):
            return False
        reach = start if may_be_empty else end
    return True


def _memos(db: sqlite3.Connection) -> Iterator[str]:
    rows = db.execute(
        "SELECT m.id, d.name FROM memos AS m JOIN documents AS d ON d.id = m.document_id WHERE m.end > d.length"
    )
    for memo, name in rows:
        yield _("{document}: memo {id} is on a passage outside the text.").format(document=name, id=memo)


def _codebook(db: sqlite3.Connection) -> Iterator[str]:
    rows = db.execute("SELECT id, parent_id, name, cues FROM codes ORDER BY id").fetchall()
    parents = {code: parent for code, parent, _name, _cues in rows}
    names = {code: name for code, _parent, name, _cues in rows}
    reaches_root: set[int] = set()
    for code in parents:
        line: list[int] = []
        at: int | None = code
        while at is not None and at in parents and at not in reaches_root and at not in line:
            line.append(at)
            at = parents[at]
        if at is not None and at in line:
            yield _("Code {id} (“{name}”) stands under itself: the codebook is not a forest.").format(
                id=code, name=_short(names[code])
            )
        else:
            reaches_root.update(line)
    for code, _parent, name, cues in rows:
        try:
            parsed = json.loads(cues)
        except ValueError:
            parsed = None
        if not isinstance(parsed, list) or not all(isinstance(cue, str) for cue in parsed):
            yield _("The cues of code {id} (“{name}”) are not a list of words.").format(id=code, name=_short(name))


def _speakers(db: sqlite3.Connection) -> Iterator[str]:
    rows = db.execute(
        f"""SELECT d.name, c.id FROM codings AS c JOIN documents AS d ON d.id = c.document_id
            LEFT JOIN coding_speakers AS kept ON kept.coding_id = c.id
            WHERE kept.coding_id IS NULL OR kept.speaker_id IS NOT {SPEAKER_OF_CODING}"""
    )
    for name, coding in rows:
        yield _("{document}: the speaker kept for coding {id} is not who speaks there.").format(
            document=name, id=coding
        )


def _short(text: str) -> str:
    one_line = " ".join(str(text).split())
    return one_line if len(one_line) <= 60 else one_line[:59] + "…"


#: The checks by kind of problem, from the file up to its meaning.
CHECKS: dict[str, Check] = {
    "file": _file,
    "schema": _schema,
    "reference": _references,
    "text": _texts,
    "quotation": _quotations,
    "layout": _layout,
    "memo": _memos,
    "codebook": _codebook,
    "speaker": _speakers,
    "network": verify_networks.problems,
    "journal": verify_journal.problems,
}
