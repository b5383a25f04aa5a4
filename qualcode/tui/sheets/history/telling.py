"""Actions in words, for a line of the list and for the side: states by a sign as well as by their look."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from qualcode.i18n import _, mark, ngettext, number
from qualcode.model.codebook import join_path, split_path
from qualcode.model.text import clean_text
from qualcode.project.history import DETAILS, ON_CODES, action_name, state_name
from qualcode.project.history_details import Detail
from qualcode.storage.journal import Action
from qualcode.tui.dates import when
from qualcode.tui.widgets.transcript.skin import Ground

#: Done; undone, can be redone; undone for good.
SIGNS = {"done": "✓", "undone": "↶", "abandoned": "✗"}
#: Cells for the moment and for the coder; from this width on both are shown.
_WHEN, _WHO, _ROOMY = 12, 11, 60


def line(step: Action, size: str, width: int, ground: Ground) -> Text:
    """An action on one line: state, moment, coder, words, how much it changed."""
    dim = "" if step.state == "done" else ground.dim
    text = Text(f"{SIGNS.get(step.state, '?')} ", dim, no_wrap=True)
    text.append(_cells(when(step.created), _WHEN), ground.dim)
    if width >= _ROOMY:
        text.append(_cells(step.coder or "", _WHO), ground.dim)
    end = f"  {size}" if size else ""
    room = max(8, width - text.cell_len - cell_len(end))
    said = Text(action_name(step.kind), dim)
    if step.detail:
        said.append(f" · {_detail(step, room - said.cell_len - 3)}", dim)
    said.truncate(room, overflow="ellipsis", pad=True)
    return text.append_text(said).append(end, ground.dim)


def whole(step: Action, size: str, details: Sequence[Detail], documents: dict[int, str], ground: Ground) -> Text:
    """An action with all that it changed."""
    dim = ground.dim
    text = Text().append(action_name(step.kind), "bold")
    if step.detail:
        text.append(f"  {_line(step.detail)}")
    state = state_name(step.state) or _("done")
    parts = (f"{SIGNS.get(step.state, '?')} {state}", step.coder, when(step.created, whole=True), size)
    text.append("\n" + " · ".join(part for part in parts if part) + "\n", dim)
    above = ""
    for detail in details:
        if detail.text != above or not detail.field:
            text.append(f"\n{detail.sign} ", "bold")
            text.append(detail.text)
            if detail.place is not None and documents.get(detail.place[0], "") not in detail.text:
                text.append(f" · {documents[detail.place[0]]}", dim)
        above = detail.text
        if detail.field:
            _field(text, detail, dim)
    if not details:
        text.append("\n" + _("Nothing is known of what it changed."), dim)
    if step.changes > DETAILS:
        more = ngettext("and {n} more change", "and {n} more changes", step.changes - DETAILS)
        text.append("\n\n" + more.format(n=number(step.changes - DETAILS)), dim)
    return text


def _field(text: Text, detail: Detail, dim: str) -> None:
    text.append(f"\n    {detail.field}{mark(':')}", dim)
    long = "\n" in detail.before + detail.after or len(detail.before) + len(detail.after) > 60
    text.append(detail.before or _("nothing"), "" if detail.before else dim)
    text.append("\n    → " if long else " → ", dim)
    text.append(detail.after or _("nothing"), "" if detail.after else dim)


def _detail(step: Action, room: int) -> str:
    """What it was done on; of the path of a code the end, where it says most."""
    detail = _line(step.detail)
    if step.kind in ON_CODES:
        names = list(split_path(detail))
        while len(names) > 1 and cell_len(detail) > room:
            names.pop(0)
            detail = "…/" + join_path(names)
    return detail


def _cells(text: str, width: int) -> str:
    text = _line(text)
    return set_cell_size(text if cell_len(text) < width else set_cell_size(text, width - 2) + "…", width)


def _line(text: str) -> str:
    return " ".join(clean_text(text).split())
