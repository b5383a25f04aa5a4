"""What the sheet says in words about a network: title, pair, threshold, neighbours; and how it is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from qualcode.analysis.cooccurrence import Progress
from qualcode.analysis.measures import allowed
from qualcode.i18n import _, ngettext, number
from qualcode.model.codebook import join_path, split_path
from qualcode.model.network import OF_PERMUTATION, OF_POPULATION, PROBABILITIES, Cooccurrence, Question
from qualcode.project import Project
from qualcode.tui.sheets.cooccurrence.ego import Spoke
from qualcode.tui.sheets.cooccurrence.heat import SHADES, short_name
from qualcode.tui.sheets.cooccurrence.measure_words import beside, measure_name, short_measure
from qualcode.tui.sheets.cooccurrence.memory import Remembered
from qualcode.tui.sheets.cooccurrence.scales import BOTH_WAYS, amount, bounds, chance, nearest_step, steps, told
from qualcode.tui.sheets.cooccurrence.table import Table, Tie
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
    """What two codes share to be together, with the window: « within 3 turns »."""
    n = question.window
    if n == 1:
        return unit_name(question.unit)
    counted = {
        "sentence": ngettext("within {n} sentence", "within {n} sentences", n),
        "turn": ngettext("within {n} turn", "within {n} turns", n),
        "paragraph": ngettext("within {n} paragraph", "within {n} paragraphs", n),
    }
    return counted.get(question.unit, "{unit} × {n}").format(n=number(n), unit=unit_name(question.unit))


def needs_population(question: Question) -> bool:
    """Whether it matters which units there are."""
    return question.measure in OF_POPULATION or (question.measure in OF_PERMUTATION and question.unit != "overlap")


def population_name(population: str) -> str:
    """Which units there are."""
    return _("of coded units") if population == "coded" else _("of all units")


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
    """The answer to a question, counted now; raises QueryError and UnknownName.

    What is said of a pair beside its measure is worked out as well: it may take as long.
    """
    tested = question.measure in OF_PERMUTATION
    found = project.cooccurrence(
        question.query,
        unit=question.unit,
        level=question.level,
        measure=question.measure,
        measures=[name for name in beside(question.measure) if name in allowed(question.unit)],
        window=question.window,
        population=question.population,
        codes=question.codes,
        rounds=question.rounds if tested else 0,
        seed=question.seed,
        progress=progress,
    )
    for name in found.carried:
        found.measure(name)
    return found


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
    if needs_population(question):
        parts.append(population_name(question.population))
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
    one, other = table.path(row), table.path(column)
    if row != column:
        one, other = both_paths(one, other, width)
    text.append(" ".join(one.split()), "bold")
    said = ngettext("met {n} time", "met {n} times", table.total(row)).format(n=number(table.total(row)))
    if row == column:
        text.append(f"\n{said}", ground.dim)
        return text
    text.append("  ×  ", ground.dim).append(other, "bold")
    count = table.count(row, column)
    together = ngettext("together {n} time", "together {n} times", count).format(n=number(count))
    alone = f" · n = {number(table.total(row))} × {number(table.total(column))}"
    hidden = "" if table.shown(row, column) or not count else " · " + _("below the threshold")
    said = f"{together}{_told(table, row, column)}"
    text.append(f"\n{said}", "bold").append(f"{alone}{hidden}{_grouped(table, row, column)}", ground.dim)
    return text


def _told(table: Table, row: int, column: int) -> str:
    """The value of a pair by the measure and by those that are said beside it; nothing for the count."""
    measure = table.network.question.measure
    if measure == "count":
        return ""
    said = [f"{measure_name(measure)} {told(measure, table.value(row, column))}"]
    for name in beside(measure):
        value = table.other_value(name, row, column)
        if value is not None:
            said.append(f"{short_measure(name)} {told(name, value)}")
    return " · " + " · ".join(said)


def _grouped(table: Table, row: int, column: int) -> str:
    """The communities of a pair, where they are known."""
    one, other = table.group(row), table.group(column)
    if not one or not other:
        return ""
    if one == other:
        return " · " + _("both in community {n}").format(n=number(one))
    return " · " + _("communities {n} and {other}").format(n=number(one), other=number(other))


def both_paths(one: str, other: str, width: int) -> tuple[str, str]:
    """Two paths, shortened where they do not fit beside each other with five cells between them."""
    one, other = (" ".join(path.split()) for path in (one, other))
    if cell_len(one) + cell_len(other) + 5 > width:
        half = (width - 5) // 2
        one = short_path(one, max(half, width - 5 - cell_len(other)))
        other = short_path(other, max(half, width - 5 - cell_len(one)))
    return one, other


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
    text.append(_from(measure, table.least) if at else _above_chance(measure), "bold")
    if drawn:
        text.append("   ─ ━ ═ " + _("weak, middle, strong") + "   ∘ " + _("goes with the chosen one, too"), ground.dim)
    elif table.top > 0:
        text.append("   ")
        for level, bound in enumerate((0.0, *bounds(table.top, measure)), start=1):
            said = amount(measure, max(bound, 1.0 if measure == "count" else 0.0))
            text.append(f"{SHADES[level]} {said}  ", ground.dim)
        if measure in PROBABILITIES:
            text.append(f" *** {chance(0.0)}", ground.dim)
    return text


def _from(measure: str, least: float) -> str:
    said = amount(measure, least)
    return said if measure in PROBABILITIES else _("from {least} on").format(least=said)


def _above_chance(measure: str) -> str:
    return _("all above chance") if measure in BOTH_WAYS else _("all pairs")


def spokes(table: Table, ties: Sequence[Tie], chosen: int) -> list[Spoke]:
    """The neighbours as they are drawn; those are marked that go with the chosen one, too."""
    measure = table.network.question.measure
    top = ties[0].strength if ties else 0.0
    at = ties[chosen].row if 0 <= chosen < len(ties) else -1
    return [
        Spoke(
            short_name(table, tie.row),
            _strength(measure, tie),
            1 + (tie.strength > top / 3) + (tie.strength > 2 * top / 3),
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
        text.append(f"{mark}{_strength(measure, tie).rjust(7)}  ", "bold" if at == chosen else ground.dim)
        text.append(short_name(table, tie.row), "bold" if at == chosen else "")
        group = f" [{table.group(tie.row)}]" if table.group(tie.row) else ""
        text.append(group).append(f"  {parents}\n" if parents else "\n", ground.dim)
    return text


def _strength(measure: str, tie: Tie) -> str:
    return number(tie.times) if measure == "count" else told(measure, tie.value).removeprefix("= ")
