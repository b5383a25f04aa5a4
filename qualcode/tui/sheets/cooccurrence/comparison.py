"""Two sub-corpora pair by pair: how often, how strongly, whether the difference may be chance; and the passages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from qualcode.i18n import _, mark, ngettext, number
from qualcode.model.comparison import Contrast, Side
from qualcode.model.retrieval import Pair
from qualcode.project.network_writing import COMPARISON_SUFFIXES, write_comparison
from qualcode.tui.session import Session
from qualcode.tui.sheets.cooccurrence import words
from qualcode.tui.sheets.cooccurrence.heat import cut, last_name
from qualcode.tui.sheets.cooccurrence.measure_words import measure_name
from qualcode.tui.sheets.cooccurrence.memory import Compared
from qualcode.tui.sheets.cooccurrence.scales import chance, told
from qualcode.tui.sheets.sheet import About, Place, Sheet
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.rows import Rows

#: Cells of the columns behind the pair: both counts, the difference, p, q.
_COLUMNS = (6, 6, 8, 8, 8)
#: In which order pairs stand.
_ORDERS: tuple[Callable[[Contrast], float], ...] = (
    lambda _edge: 0.0,
    lambda edge: -edge.difference,
    lambda edge: edge.difference,
)


class ComparisonSheet(Sheet):
    """The pairs of both sides; one comes to it from the map and goes back there."""

    NAME = "comparison"
    CSS_PATH = "comparison.tcss"
    AUTO_FOCUS = "#pairs"

    def __init__(self, session: Session, compared: Compared) -> None:
        super().__init__(session, About())
        self.compared = compared
        self._edges: list[Contrast] = []

    def body(self) -> ComposeResult:
        """The sides and what must be said of them, the pairs, all that is known of the one at the cursor."""
        yield Plain(id="sides", grows=True)
        heads = ("n a", "n b", "a − b", "p", "q")
        columns = "".join(name.rjust(taken) for name, taken in zip(heads, _COLUMNS, strict=True))
        yield Static(columns, id="columns", markup=False)
        yield Rows(id="pairs")
        yield Plain(id="contrast")

    @property
    def rows(self) -> Rows:
        """The list of pairs."""
        return self.query_one(Rows)

    # Showing

    def sync(self) -> None:
        """Show the comparison, as it was made."""
        compared = self.compared
        found, question = compared.comparison, compared.question
        self._edges = sorted(found.edges, key=_ORDERS[compared.order])
        parts = [words.where_together(question), measure_name(question.measure)]
        parts.append(_("all levels") if question.level is None else _("level {n}").format(n=question.level))
        parts.append(ngettext("{n} pair", "{n} pairs", len(self._edges)).format(n=number(len(self._edges))))
        parts.append((_("surest first"), _("more in a first"), _("more in b first"))[compared.order])
        if self.session.project.counted_from() != compared.state:
            parts.insert(0, _("⚠ codings have changed since"))
        self.show_title(_("Comparison"), " · ".join(parts))
        self.query_one("#sides", Plain).say(self._sides())
        self.rows.fill(len(self._edges), self._line, compared.at)
        self._show_pair()

    def _sides(self) -> Text:
        text = Text(overflow="ellipsis")
        for name, side in zip("ab", self.compared.comparison.sides, strict=True):
            text.append(f"{name}  ", "bold").append(" ".join(side.query.split()) or _("everything"))
            text.append(f"  {self._extent(side)}\n", self.ground.dim)
        for warning in self.compared.comparison.warnings():
            text.append(f"⚠ {warning}\n")
        text.right_crop(1)
        return text

    def _extent(self, side: Side) -> str:
        codings = ngettext("{n} coding", "{n} codings", side.codings).format(n=number(side.codings))
        unit, n = self.compared.question.unit, side.blocks
        if unit == "case":
            blocks = ngettext("{n} case", "{n} cases", n)
        elif unit == "speaker":
            blocks = ngettext("{n} speaker", "{n} speakers", n)
        else:
            blocks = ngettext("{n} document", "{n} documents", n)
        return f"{codings} · {blocks.format(n=number(n))}"

    @property
    def _permuted(self) -> bool:
        """Whether the sides could be dealt out anew."""
        return any(edge.permutation_p is not None for edge in self._edges)

    def _line(self, place: int, width: int) -> list[Text]:
        edge = self._edges[place]
        p, q = (edge.permutation_p, edge.permutation_q) if self._permuted else (edge.fisher_p, edge.fisher_q)
        sign = "+" if edge.difference > 0 else "−" if edge.difference < 0 else ""
        cells = (
            number(edge.count_a),
            number(edge.count_b),
            sign + number(abs(edge.difference), 2),
            *("–" if value is None else chance(value).removeprefix("= ") for value in (p, q)),
        )
        room = max(10, width - sum(_COLUMNS))
        names = [last_name(path) for path in (edge.source, edge.target)]
        half = (room - 3) // 2
        first = cut(names[0], min(cell_len(names[0]), max(half, room - 3 - cell_len(names[1]))))
        text = Text(cut(f"{first} × {names[1]}", room), no_wrap=True)
        for cell, taken in zip(cells, _COLUMNS, strict=True):
            text.append(cell.rjust(taken), "" if cell == cells[2] else self.ground.dim)
        return [text]

    def _show_pair(self) -> None:
        self.query_one("#contrast", Plain).say(self._contrast())
        self.show_status()
        self.show_keys()

    def _contrast(self) -> Text:
        """All that is known of the pair at the cursor."""
        text = Text(no_wrap=True, overflow="ellipsis")
        if not self._edges:
            return text.append(_("No two codes go together here."), self.ground.dim)
        edge = self._edges[self.rows.cursor]
        measure = self.compared.question.measure
        source, target = words.both_paths(edge.source, edge.target, self.app.size.width - 2)
        text.append(source, "bold").append("  ×  ", self.ground.dim).append(target, "bold")
        sides = (("a", edge.count_a, edge.value_a), ("b", edge.count_b, edge.value_b))
        for name, count, value in sides:
            together = ngettext("together {n} time", "together {n} times", count).format(n=number(count))
            text.append("\n" if name == "a" else "   ")
            text.append(f"{name}{mark(':')}{together} · {measure_name(measure)} {told(measure, value)}")
        tests = [f"{measure_name('fisher_p')} {chance(edge.fisher_p)} · q {chance(edge.fisher_q)}"]
        if edge.permutation_p is not None and edge.permutation_q is not None:
            said = f"{measure_name('permutation_p')} {chance(edge.permutation_p)} · q {chance(edge.permutation_q)}"
            tests.insert(0, said)
        return text.append("\n" + "   ".join(tests), self.ground.dim)

    def status(self) -> tuple[list[str], list[str]]:
        """Which test p and q are of."""
        test = _("p, q: permutation of what is compared") if self._permuted else _("p, q: Fisher’s test")
        return [self.said or test], [self.session.project.coder]

    def dress(self) -> None:
        """Take the colours of another theme."""
        self.sync()

    # What one does

    def action_order(self) -> None:
        """The surest differences first, then those of each side."""
        self.compared = self._keep(replace(self.compared, order=(self.compared.order + 1) % len(_ORDERS), at=0))
        self.sync()

    def action_passages(self, side: int) -> None:
        """The passages of the pair on one side."""
        if not self._edges:
            return
        from qualcode.tui.sheets.retrieval.sheet import RetrievalSheet
        from qualcode.tui.sheets.retrieval.subject import Subject

        edge = self._edges[self.rows.cursor]
        if not (edge.count_a, edge.count_b)[side]:
            self.say(_("These two codes never go together on side {side}.").format(side="ab"[side]))
            return
        query = self.compared.comparison.sides[side].query
        question = replace(self.compared.question, query=query, measure="count", minimum=1)
        subject = Subject(pair=Pair(edge.source, edge.target), question=question)
        self.app.push_screen(RetrievalSheet(self.session, About(), subject), self._come_back)

    def action_export(self) -> None:
        """Write the comparison to a file."""
        from qualcode.tui.sheets.cooccurrence.exporting import ask_file, write_beside

        found = self.compared.comparison
        path = self.session.project.path
        default = str(path.with_name(_("{name}-comparison.xlsx").format(name=path.stem)))

        def write(target: Path) -> None:
            def written() -> str:
                write_comparison(target, found)
                return _("Wrote {path}.").format(path=target)

            write_beside(self, target, written)

        ask_file(self, _("Write the comparison to which file?"), default, COMPARISON_SUFFIXES, write)

    def _come_back(self, place: Place | None) -> None:
        if place is not None:
            self.dismiss(place)
        else:
            self.sync()

    def _keep(self, compared: Compared) -> Compared:
        known = self.session.sheets.get("cooccurrence")
        if known is not None:
            known.compared = compared  # type: ignore[attr-defined]  # what the map remembers
        return compared

    # What the widgets say

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Tell of another pair."""
        self.said = ""
        self.compared = self._keep(replace(self.compared, at=event.place))
        self._show_pair()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Its passages on side a; where there are none, on side b."""
        edge = self._edges[event.place]
        self.action_passages(0 if edge.count_a else 1)

    def on_resize(self, event: events.Resize) -> None:
        """Use the room there is."""
        self.call_after_refresh(self._show_pair)
