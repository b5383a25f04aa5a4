"""What stands in the documents panel, line by line: groups with their documents, how far each is coded.

Pure: a shelf of documents in, rows out; the widget only paints them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from qualcode.i18n import _, number
from qualcode.model.document import CASE_KINDS, KINDS, Document
from qualcode.model.text import fold
from qualcode.project.grouping import BY_ATTRIBUTE
from qualcode.project.progress import Progress

#: From this width on a share is written in percent; below it is a bar one cell wide.
_WITH_PERCENT = 25
_BARS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Documents as they are to be listed: the groups of each, and the folded words it is found by, by its id."""

    documents: Sequence[Document] = ()
    grouping: str = "kind"
    groups: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """A line: a document in a group, or (without a document) the heading of a group with its documents."""

    group: str
    document: Document | None = None
    members: tuple[Document, ...] = ()
    #: What the names of the group have in common at the start, and the cells of the longest of them.
    prefix: str = ""
    longest: int = 0


def kind_name(kind: str) -> str:
    """What a kind of document is called, for a heading; an unknown kind is shown as it is."""
    return {
        "entretien": _("Interviews"),
        "focus-group": _("Focus groups"),
        "notes": _("Field notes"),
        "observation": _("Observations"),
        "questionnaire": _("Questionnaires"),
        "document": _("Documents"),
    }.get(kind, kind)


def grouping_name(grouping: str) -> str:
    """What a way of grouping is called."""
    named = {"kind": _("kind"), "site": _("site"), "institution": _("institution"), "person": _("person")}
    return named.get(grouping) or grouping.removeprefix(BY_ATTRIBUTE)


def common_prefix(names: Sequence[str]) -> str:
    """What all of several names begin with, up to a separator: `entretien-` of `entretien-01-a` and `entretien-02-b`.

    A slash stays: it parts a questionnaire from its answers. Nothing for a name alone.
    """
    if len(names) < 2:
        return ""
    shared = os.path.commonprefix(list(names))
    return shared[: max(shared.rfind(sign) for sign in "-_ .") + 1]


def rows(shelf: Shelf, wanted: str = "") -> list[Row]:
    """The lines of a shelf; with `wanted`, only documents that have each of its words, case and accents aside.

    Where some have the words as they were typed, side by side, only these: `notes-02` is one name.
    """
    parts = fold(wanted).split()
    typed = " ".join(parts)
    if any(typed in words for words in shelf.words.values()):
        parts = [typed] if typed else []
    groups: dict[str, list[Document]] = {}
    for document in shelf.documents:
        if parts and not all(part in shelf.words.get(document.id, "") for part in parts):
            continue
        for group in shelf.groups.get(document.id) or ("",):
            groups.setdefault(group, []).append(document)
    found = []
    for group in sorted(groups, key=lambda group: _place(shelf.grouping, group)):
        members = tuple(groups[group])
        names = [document.name for document in members]
        prefix, longest = common_prefix(names), max(map(cell_len, names))
        found.append(Row(group, None, members))
        found += (Row(group, document, (), prefix, longest) for document in members)
    return found


def heading(row: Row, grouping: str, progress: Mapping[int, Progress], width: int) -> Text:
    """`Interviews 8      61 %`: the group, how many documents it has, how much of them is coded."""
    name = (kind_name(row.group) if _by_kind(grouping) else row.group) or _("elsewhere")
    known = [progress[document.id] for document in row.members if document.id in progress]
    whole = Progress(sum(p.covered for p in known), sum(p.whole for p in known))
    count, share = number(len(row.members)), _share(whole, width)
    room = max(4, width - cell_len(count) - cell_len(share) - 2)
    name = cut(name, room)
    gap = " " * (width - cell_len(name) - 1 - cell_len(count) - cell_len(share))
    return Text.assemble(f"{name} ", (count, "not italic"), gap, (share, "not italic"), no_wrap=True)


def entry(row: Row, progress: Mapping[int, Progress], opened: bool, width: int, figures: int = 4) -> Text:
    """`▸ 01-delmas      85 %  126`: a document, the share of it that is coded, its codings in so many figures."""
    assert row.document is not None
    held = progress.get(row.document.id, Progress())
    count = number(held.codings) if held.codings else ""
    tail = f"{_share(held, width)} {count:>{figures}}"
    room = max(6, width - 2 - cell_len(tail) - 1)
    # Names are cut short alike in a group, and only where one of them has no room.
    name = row.document.name.removeprefix(row.prefix) if row.longest > room else row.document.name
    name = " ".join(name.split())
    if cell_len(name) > room and "/" in name:
        # Answers of one questionnaire differ in what stands behind the slash.
        name = "…/" + name.rsplit("/", 1)[1]
    name = cut(name, room)
    line = Text("▸ " if opened else "  ", no_wrap=True)
    line.append(name, "bold" if opened else "")
    line.append(" " * max(1, width - 2 - cell_len(name) - cell_len(tail)))
    line.append(tail, "dim")
    return line


def cut(name: str, room: int) -> str:
    """A name on one line in so many cells."""
    name = " ".join(name.split())
    return name if cell_len(name) <= room else set_cell_size(name, max(0, room - 1)) + "…"


def percent(progress: Progress) -> str:
    """`42 %`; nothing where there is nothing to code."""
    return _("{share} %").format(share=progress.percent) if progress.whole else ""


def _share(progress: Progress, width: int) -> str:
    if width >= _WITH_PERCENT:
        return f"{percent(progress):>6}"
    if not progress.covered or not progress.whole:
        return "·" if progress.whole else " "
    return _BARS[min(len(_BARS) - 1, int(progress.share * len(_BARS)))]


def _by_kind(grouping: str) -> bool:
    return grouping not in CASE_KINDS and not grouping.startswith(BY_ATTRIBUTE)


def _place(grouping: str, group: str) -> tuple[bool, int, str]:
    """Kinds in their order, other groups by name; what belongs to none last."""
    at = KINDS.index(group) if _by_kind(grouping) and group in KINDS else len(KINDS)
    return not group, at, fold(group)
