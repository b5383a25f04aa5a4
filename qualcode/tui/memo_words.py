"""How the screen names what memos are about. Names and quotations are text, never markup."""

from __future__ import annotations

from rich.text import Text

from qualcode.i18n import _
from qualcode.model.memo import Subject, subject_of
from qualcode.model.text import clean_text
from qualcode.storage.memos import Entry
from qualcode.tui.session import Session
from qualcode.tui.widgets.codings import code_line
from qualcode.tui.widgets.transcript.skin import Ground

#: Characters of a passage that stand above a memo on it.
_QUOTE = 600


def kind_word(kind: str) -> str:
    """What a kind of memo is called: by what it is about."""
    return {
        "passage": _("passage"),
        "coding": _("coding"),
        "code": _("code"),
        "document": _("document"),
        "case": _("case"),
        "project": _("project"),
        "note": _("note of the file"),
    }.get(kind, kind)


def kind_of(entry: Entry) -> str:
    """The kind of a memo: one of MEMO_KINDS."""
    return subject_of(entry.memo).kind if entry.memo.kind == "memo" else "note"


def heading(kind: str) -> str:
    """What stands above a memo on a thing of a kind."""
    return {
        "passage": _("Memo on the passage"),
        "coding": _("Memo on the coding"),
        "code": _("Memo on the code"),
        "document": _("Memo on the document"),
        "case": _("Memo on the case"),
        "note": _("Note that came with the file"),
    }.get(kind, _("Memo on the project"))


def subject_line(session: Session, subject: Subject, ground: Ground, room: int = 1 << 16) -> Text:
    """What a memo is about, on one line: the code, the document, the case; nothing for the project.

    Beyond `room` cells the parents of a code give way to its name.
    """
    project = session.project
    names = {document.id: document.name for document in project.documents()}
    if subject.kind == "coding":
        coding = project.coding_by_id(subject.id)
        if coding is None:
            return Text("?")
        line = code_line(project.codebook(), coding.code, ground, room)
        return line.append(f"  ·  {_line(names.get(coding.document, '?'))}", ground.dim)
    if subject.kind == "code":
        book = project.codebook()
        return code_line(book, subject.id, ground, room) if subject.id in book else Text("?")
    if subject.kind == "case":
        return Text(_line(next((case.name for case in project.cases() if case.id == subject.id), "?")))
    return Text(_line(names.get(subject.id, "?")) if subject.kind in ("passage", "document") else "")


def quotation(session: Session, subject: Subject, most: int = _QUOTE) -> str:
    """The words a memo is about, on one line, cut after `most` characters; nothing where it is about no words."""
    project = session.project
    words = ""
    if subject.kind == "coding":
        coding = project.coding_by_id(subject.id)
        words = coding.quote if coding else ""
    elif subject.span is not None and any(document.id == subject.id for document in project.documents()):
        words = project.text(subject.id)[subject.span.start : subject.span.end]
    words = _line(words)
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _line(text: str) -> str:
    return " ".join(clean_text(text).split())
