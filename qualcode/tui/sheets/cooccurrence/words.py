"""What the sheet says in words about a network: title, pair, threshold, neighbours; and how it is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from qualcode.analysis.cooccurrence import Progress
from qualcode.i18n import _, ngettext, number
from qualcode.model.codebook import join_path, split_path
from qualcode.model.network import Cooccurrence, Question
from qualcode.project import Project
from qualcode.tui.sheets.cooccurrence.ego import Spoke
from qualcode.tui.sheets.cooccurrence.heat import SHADES, short_name
from qualcode.tui.sheets.cooccurrence.memory import Remembered
from qualcode.tui.sheets.cooccurrence.table import Table, Tie, bounds, nearest_step, steps
from qualcode.tui.widgets.transcript.skin import Ground

#: Cells of the slider.
_RAIL = 24


def unit_name(unit: str) -> str:
    """What two codes share, in a word; an unknown unit is shown as it is."""
    return {
        "overlap": _("overlapping"),
        "sentence": _("in a sentence"),
        "turn": _("in a turn"),
        "paragraph": _("in a paragraph"),
        "document": _("in a document"),
        "case": _("in a case"),
        "speaker": _("by a speaker"),
    }.get(unit, unit)


def where_together(question: Question) -> str:
    """What two codes share to be together, with the window: « in a turn × 3 »."""
    name = unit_name(question.unit)
    return name if question.window == 1 else f"{name} × {number(question.window)}"


def measure_name(measure: str) -> str:
    """How strength is told; an unknown measure is shown as it is."""
    return {"count": _("count"), "jaccard": "Jaccard", "cosine": _("cosine"), "inclusion": _("inclusion")}.get(
        measure, measure
    )


def stale_in_short(reason: str) -> str:
    """Why a saved network no longer holds, in a few words."""
    return {
        "named": _("a named query has changed since"),
        "broken": _("its query can no longer be asked"),
    }.get(reason, _("codings have changed since"))


def order_name(order: str) -> str:
    """In which order codes stand."""
    return {
        "codebook": _("as in the codebook"),
        "strength": _("strongest first"),
        "cluster": _("neighbours together"),
    }[order]


def counted(project: Project, question: Question, progress: Progress | None = None) -> Cooccurrence:
    """The answer to a question, counted now; raises QueryError and UnknownName."""
    return project.cooccurrence(
        question.query,
        unit=question.unit,
        level=question.level,
        measure=question.measure,
        window=question.window,
        population=question.population,
        codes=question.codes,
        progress=progress,
    )


def nothing(question: Question) -> Cooccurrence:
    """A network without codes."""
    import numpy as np

    none = np.zeros(0, np.int64)
    return Cooccurrence(question, (), none, none.reshape(0, 0), np.zeros((0, 0)))


def row_near(table: Table, path: str) -> int | None:
    """The row of a code, else of the code above it, else of the first under it: other levels have other rows."""
    if not path:
        return None
    best: tuple[int, int] | None = None
    for row in range(len(table)):
        other = table.path(row)
        if path == other:
            return row
        if path.startswith(f"{other}/"):
            best = max(best or (0, 0), (len(other), -row))
    if best:
        return -best[1]
    return next((row for row in range(len(table)) if table.path(row).startswith(f"{path}/")), None)


def title(memory: Remembered, table: Table | None, *, counting: bool, stale: bool) -> str:
    """The question in words; `stale` says that a saved network no longer is what would be counted."""
    question = table.network.question if table else memory.question
    parts = [where_together(question), measure_name(question.measure)]
    parts.append(_("all levels") if question.level is None else _("level {n}").format(n=question.level))
    if question.query:
        parts.append(" ".join(question.query.split()))
    if memory.saved:
        mark = _("⚠ codings have changed since") if stale else _("as it is now")
        parts.insert(0, _("saved: {name} ({state})").format(name=memory.saved, state=mark))
    if counting:
        parts.insert(0, _("counting…"))
    elif table is not None:
        parts.append(ngettext("{n} code", "{n} codes", len(table)).format(n=number(len(table))))
        parts.append(order_name(memory.order))
    return " · ".join(parts)


def pair(table: Table, row: int, column: int, width: int, ground: Ground) -> Text:
    """The cell under the cursor: both codes by their paths, how often they were met, alone and together."""
    text = Text(no_wrap=True, overflow="ellipsis")
    one, other = (" ".join(table.path(at).split()) for at in (row, column))
    if row != column and cell_len(one) + cell_len(other) + 5 > width:
        half = (width - 5) // 2
        one = short_path(one, max(half, width - 5 - cell_len(other)))
        other = short_path(other, max(half, width - 5 - cell_len(one)))
    text.append(one, "bold")
    said = ngettext("met {n} time", "met {n} times", table.total(row)).format(n=number(table.total(row)))
    if row == column:
        text.append(f"\n{said}", ground.dim)
        return text
    text.append("  ×  ", ground.dim).append(other, "bold")
    count = table.count(row, column)
    together = ngettext("together {n} time", "together {n} times", count).format(n=number(count))
    measure = table.network.question.measure
    told = "" if measure == "count" else f" · {measure_name(measure)} {number(table.value(row, column), 3)}"
    alone = f" · n = {number(table.total(row))} × {number(table.total(column))}"
    hidden = "" if table.shown(row, column) or not count else " · " + _("below the threshold")
    text.append(f"\n{together}{told}", "bold").append(f"{alone}{hidden}", ground.dim)
    return text


def short_path(path: str, room: int) -> str:
    """A path without as many of its first names as it takes to fit a room; `…` stands for them."""
    names = list(split_path(path))
    while len(names) > 1 and cell_len(join_path(names)) + 2 * (join_path(names) != path) > room:
        names.pop(0)
    short = join_path(names)
    return short if short == path else f"…/{short}"


def slider(table: Table | None, drawn: bool, width: int, ground: Ground) -> Text:
    """The threshold on its rail, and what the shades or the lines mean."""
    text = Text(no_wrap=True)
    if table is None:
        return text
    measure = table.network.question.measure
    scale = steps(measure, table.top)
    at = nearest_step(scale, table.least)
    rail = min(_RAIL, max(6, width // 5))
    knob = round(at * (rail - 1) / max(1, len(scale) - 1))
    text.append(" < ", f"bold {ground.text}").append("─" * knob, ground.dim).append("●", f"bold {ground.caret}")
    text.append("─" * (rail - 1 - knob), ground.dim).append(" > ", f"bold {ground.text}")
    least = _("from {least} on").format(least=_amount(measure, table.least))
    text.append(least if at else _("all pairs"), "bold")
    if drawn:
        text.append("   ─ ━ ═ " + _("weak, middle, strong") + "   ∘ " + _("goes with the chosen one, too"), ground.dim)
    elif table.top > 0:
        text.append("   ")
        for level, bound in enumerate((0.0, *bounds(table.top)), start=1):
            said = _amount(measure, max(bound, 1.0 if measure == "count" else 0.0))
            text.append(f"{SHADES[level]} {said}  ", ground.dim)
    return text


def spokes(table: Table, ties: Sequence[Tie], chosen: int) -> list[Spoke]:
    """The neighbours as they are drawn; those are marked that go with the chosen one, too."""
    measure = table.network.question.measure
    top = ties[0].value if ties else 0.0
    at = ties[chosen].row if 0 <= chosen < len(ties) else -1
    return [
        Spoke(
            short_name(table, tie.row),
            _strength(measure, tie),
            1 + (tie.value > top / 3) + (tie.value > 2 * top / 3),
            at not in (-1, tie.row) and table.shown(at, tie.row),
        )
        for tie in ties
    ]


def neighbours(table: Table, ties: Sequence[Tie], chosen: int, ground: Ground) -> Text:
    """The neighbours as a list, the strongest first, by their paths."""
    measure = table.network.question.measure
    text = Text(no_wrap=True, overflow="ellipsis")
    for at, tie in enumerate(ties):
        mark = "▸" if at == chosen else " "
        parents = join_path(split_path(table.path(tie.row))[:-1])
        text.append(f"{mark}{_strength(measure, tie).rjust(5)}  ", "bold" if at == chosen else ground.dim)
        text.append(short_name(table, tie.row), "bold" if at == chosen else "")
        text.append(f"  {parents}\n" if parents else "\n", ground.dim)
    return text


def _strength(measure: str, tie: Tie) -> str:
    return number(tie.times) if measure == "count" else number(tie.value, 2)


def _amount(measure: str, value: float) -> str:
    return number(-(-value // 1)) if measure == "count" else number(value, 2)
