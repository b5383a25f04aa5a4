"""Picking a code by typing: paths, names, cues, definitions; the definition below; a path that is new can be made.

What is under the cursor when one has typed is never a guess: where no code surely is meant, it is the row that makes
the new one. Nothing in the dialog changes its size while one types, so nothing jumps and a key costs one repaint.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input, Static

from qualcode.analysis.pick import Candidate, Match, matches
from qualcode.i18n import _, ngettext, number
from qualcode.model.codebook import Code, Codebook, join_path, split_path
from qualcode.tui.net import Dialog
from qualcode.tui.offer import Offer
from qualcode.tui.themes import ground
from qualcode.tui.widgets.codings import code_line
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.rows import Rows
from qualcode.tui.widgets.statusline import key_lines

#: Rows listed at most; whoever wants more types a letter more.
_MOST = 100
#: Cells of a line before the dialog has been laid out.
_ROOM = 70
#: The figures, and what their keys give on a French keyboard without Shift.
_FIGURES = [
    *("1,ampersand", "2,é", "3,quotation_mark", "4,apostrophe", "5,left_parenthesis"),
    *("6,minus", "7,è", "8,underscore", "9,ç"),
]


@dataclass(frozen=True, slots=True)
class Picked:
    """What was chosen: a path, and whether codes are to be made; `also` are further paths, ticked before."""

    path: str
    create: bool = False
    also: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """All that was chosen, in order."""
        return tuple(dict.fromkeys((*self.also, self.path)))


class _Line(Input):
    """The line to type in; while a figure is asked for, figures are not typed.

    What it holds is used before the frame that shows it, so that a letter and what it finds appear together.
    """

    asked = False
    #: What the line holds changes nothing about where things stand in the dialog.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, value: str, placeholder: str, use: Callable[[], None]) -> None:
        self._use = use
        super().__init__(value, placeholder, id="query", select_on_focus=False)

    def watch_value(self, value: str) -> None:
        """Use it."""
        self._use()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Leave all keys to the dialog while it asks."""
        return not self.asked and super().check_consume_key(key, character)


class CodePicker(Dialog[Picked | None]):
    """Type, choose with the arrows (round the ends), Enter applies.

    With `stay`, Tab applies through it and goes on; with `many`, Ctrl+T ticks codes for Enter to apply together; with
    `pin`, Ctrl+P and a figure pin the code under the cursor (it answers with what it did).
    """

    TYPES_AHEAD = True
    CSS_PATH = Path(__file__).parent / "picker.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (20, "-short"), (30, "-tall"), (44, "-towering")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]

    BINDINGS = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        # Few terminals tell Ctrl+Enter from Enter; those that do send one of the last two.
        Binding("ctrl+n,ctrl+enter,ctrl+j", "make", show=False, priority=True),
        Binding("tab", "stay", show=False, priority=True),
        Binding("ctrl+t", "tick", show=False, priority=True),
        Binding("ctrl+p", "ask_figure", show=False, priority=True),
        *(Binding(keys, f"pin({n})", show=False, priority=True) for n, keys in enumerate(_FIGURES, start=1)),
    ]

    def __init__(
        self,
        book: Codebook,
        recent: Sequence[int],
        target: str,
        *,
        look: Callable[[], Offer] | None = None,
        query: str = "",
        many: bool = False,
        stay: Callable[[Picked], bool] | None = None,
        pin: Callable[[int, int], str] | None = None,
    ) -> None:
        super().__init__()
        self._look = look or (lambda: Offer(book, recent))
        self._target = target
        self._query = query
        self._many = many
        self._stay = stay
        self._pin = pin
        self._ticked: dict[str, bool] = {}
        self._applied: list[str] = []
        self._entries: list[Match | None] = []
        self._offer = self._look()
        self._candidates = _candidates(self._offer.book)

    def compose(self) -> ComposeResult:
        """The line to type in, what was done, the list, the definition."""
        with Vertical(classes="dialog"):
            yield Static(self._target, classes="dialog-title", markup=False)
            yield _Line(self._query, _("Type a code, a part of its path, a cue; a new path makes a code"), self._fill)
            yield Plain(id="chosen")
            yield Rows(id="codes")
            yield Plain(id="definition")
            yield Static(self._keys(), classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        """Start with the codes one is likely to want; read the others while the hand moves."""
        self._rows.can_focus = False
        self.query_one("#query").focus()
        self.call_after_refresh(self._fill)
        self.run_worker(lambda: matches("…zzz", self._candidates), thread=True, group="warm")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Figures, and what their keys give without Shift, are typed unless one is asked for."""
        # Textual would ask the line whether it takes the key, but knows no character for the names of some (`minus`).
        return action != "pin" or self._line.asked

    @property
    def _rows(self) -> Rows:
        return self.query_one("#codes", Rows)

    @property
    def _line(self) -> _Line:
        return self.query_one("#query", _Line)

    @property
    def _typed(self) -> str:
        return join_path(split_path(self._line.value))

    # What one does

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the code under the cursor, with those that are ticked; the list may not have been painted yet."""
        if not self._entries:
            self._fill()
        picked = self._picked()
        if picked:
            self.dismiss(picked)

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Show what the code means."""
        self._describe()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Take the code that was clicked."""
        picked = self._picked(clicked=True)
        if picked:
            self.dismiss(picked)

    def action_step(self, by: int) -> None:
        """Move in the list, round its ends."""
        if self._entries:
            self._rows.move((self._rows.cursor + by) % len(self._entries))

    def action_page(self, way: int) -> None:
        """Move in the list by what is seen of it."""
        self._rows.action_page(way)

    def action_make(self) -> None:
        """Make the code that is typed; one that is there already is applied."""
        path = self._typed
        if path:
            known = self._offer.book.find(path)
            self.dismiss(self._with_ticked(self._offer.book.path(known.id) if known else path, create=not known))

    def action_stay(self) -> None:
        """Apply, and go on picking for the same passage."""
        picked = self._picked()
        if picked is None or self._stay is None:
            if picked:
                self.dismiss(picked)
            return
        if not self._stay(picked):
            return
        self._applied += [path for path in picked.paths if path not in self._applied]
        self._ticked.clear()
        self._offer = self._look()
        self._candidates = _candidates(self._offer.book)
        self._clear()

    def action_tick(self) -> None:
        """Tick the code under the cursor, to be applied together with others; again: untick it."""
        entry = self._under_cursor()
        if not self._many or entry is None:
            return
        path, create = entry
        if self._ticked.pop(path, None) is None:
            self._ticked[path] = create
        if self._typed:
            self._clear()
        else:
            self._rows.refresh()
            self._show_chosen()
            self.action_step(1)

    def action_ask_figure(self) -> None:
        """Ask for the figure to pin to."""
        entry = self._under_cursor()
        if self._pin is None or entry is None:
            return
        self._line.asked = not entry[1]
        if self._line.asked:
            self._show_chosen()
        else:
            self._say(_("A new code can be pinned once it is made (Tab)."))

    def action_pin(self, figure: int) -> None:
        """Pin the code under the cursor to a figure, or take it off."""
        entry = self._under_cursor()
        self._line.asked = False
        known = self._offer.book.find(entry[0]) if entry else None
        if known is None or self._pin is None:
            return
        said = self._pin(figure, known.id)
        self._offer = self._look()
        self._rows.refresh()
        self._say(said)

    def action_leave(self) -> None:
        """Leave; out of the question for a figure first."""
        if self._line.asked:
            self._line.asked = False
            self._show_chosen()
        else:
            self.dismiss(None)

    # What is meant

    def _picked(self, *, clicked: bool = False) -> Picked | None:
        """The ticked codes, with the one under the cursor if it was pointed at: typed for, clicked, or alone."""
        entry = self._under_cursor()
        if self._ticked and not (clicked or self._typed):
            *others, last = self._ticked
            return Picked(last, any(self._ticked.values()), tuple(others))
        return self._with_ticked(entry[0], create=entry[1]) if entry else None

    def _with_ticked(self, path: str, *, create: bool) -> Picked:
        return Picked(path, create or any(self._ticked.values()), tuple(p for p in self._ticked if p != path))

    def _under_cursor(self) -> tuple[str, bool] | None:
        """The path under the cursor, and whether it is to be made."""
        if not self._entries:
            return None
        match = self._entries[self._rows.cursor]
        return (self._offer.book.path(match.id), False) if match else (self._typed, True)

    # Showing

    def _clear(self) -> None:
        line = self._line
        if line.value:
            line.value = ""
        else:
            self._fill()

    def _fill(self) -> None:
        if not self.is_mounted:
            return
        query = self._line.value
        found: list[Match | None] = [*matches(query, self._candidates, self._offer.first, _MOST)]
        path = self._typed
        if path and self._offer.book.find(path) is None:
            sure = bool(found) and found[0] is not None and found[0].sure
            found.insert(len(found) if sure else 0, None)
        self._entries = found
        self._line.asked = False
        self._rows.fill(len(found), self._draw)
        self._describe()
        self._show_chosen()

    def _draw(self, place: int, width: int) -> Sequence[Text]:
        colors, match = ground(self.app.theme), self._entries[place]
        if match is None:
            return [Text(_("+ create “{path}”").format(path=self._typed), colors.text)]
        said = self._remarks(match)
        cue = "  " + _("“{words}”").format(words=" ".join(match.cue.split())) if match.cue else ""
        room = width - (cell_len(said) + 2 if said else 0)
        line = Text("✓ ", "bold") if self._offer.book.path(match.id) in self._ticked else Text()
        head = line.cell_len
        line.append_text(code_line(self._offer.book, match.id, colors, room - head - min(cell_len(cue), room // 2)))
        line.append(cue, colors.dim)
        if said:
            line.truncate(room, overflow="ellipsis")
            line.append(" " * (width - line.cell_len - cell_len(said)))
            line.append(said, colors.dim)
        return [line]

    def _remarks(self, match: Match) -> str:
        """The figure a code is pinned to, or why it is listed where it is."""
        offer = self._offer
        why = ""
        if match.id in offer.here:
            why = _("there already")
        elif not self._typed:
            why = _("recent") if match.id in offer.recent else _("goes with it") if match.id in offer.near else ""
        return "  ".join(filter(None, (why, str(offer.pins.get(match.id, "")))))

    def _describe(self) -> None:
        place, entries = self._rows.cursor, self._entries
        match = entries[place] if place < len(entries) else None
        if match:
            text = about(self._offer.book[match.id], ground(self.app.theme).dim)
        else:
            text = Text(_("A new code; missing parents are made too.") if entries else "")
        box = self.query_one("#definition", Plain)
        lines = text.wrap(self.app.console, max(1, box.size.width or _ROOM))
        if 0 < box.size.height < len(lines):
            last = lines[box.size.height - 1]
            last.rstrip()
            last.append(" …")
            text = Text("\n").join(lines[: box.size.height])
        box.say(text)

    def _show_chosen(self) -> None:
        """What was applied, what is ticked, or the question for a figure."""
        line = Text(no_wrap=True, overflow="ellipsis")
        if self._line.asked:
            line.append(_("Pin to which figure, 1 to 9? Again: take it off."), "bold")
        elif self._ticked:
            n = len(self._ticked)
            line.append(ngettext("{n} ticked:", "{n} ticked:", n).format(n=number(n)) + " ", "bold")
            line.append(" · ".join(_last_name(path) for path in reversed(self._ticked)))
        elif self._applied:
            line.append(_("Applied:") + " ", "bold")
            line.append(" · ".join(_last_name(path) for path in reversed(self._applied)))
        self.query_one("#chosen", Plain).say(line)

    def _say(self, said: str) -> None:
        self.query_one("#chosen", Plain).say(Text(said, no_wrap=True, overflow="ellipsis"))

    def _keys(self) -> str:
        parts = [
            _("Enter applies"),
            _("Tab applies and stays") if self._stay else "",
            _("Ctrl+T ticks") if self._many else "",
            _("Ctrl+N creates what is typed"),
            _("Ctrl+P pins") if self._pin else "",
            _("Esc leaves"),
        ]
        width = self.app.size.width
        return key_lines(parts, 91 if width >= 110 else min(71, 96 * width // 100 - 5))


def about(code: Code, dim: str) -> Text:
    """Definition, when to use it, when not."""
    text = Text(code.definition or _("No definition yet."))
    for name, value in ((_("Include:"), code.include), (_("Exclude:"), code.exclude)):
        if value:
            text.append(f"\n{name} ", f"bold {dim}")
            text.append(value, dim)
    if code.reference:
        text.append(f"\n{code.reference}", f"italic {dim}")
    return text


def _candidates(book: Codebook) -> list[Candidate]:
    return [Candidate(c.id, book.path(c.id), c.name, c.cues, c.definition) for c in book.values()]


def _last_name(path: str) -> str:
    return " ".join(split_path(path)[-1].split())
