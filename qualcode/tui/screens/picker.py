"""Picking a code by typing: paths, names and cues, folded; the definition beside; a path that is new can be made.

What is under the cursor when one has typed is never a guess: where no code surely is meant, it is the row that makes
the new one.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qualcode.analysis.pick import Candidate, Match, matches
from qualcode.i18n import _
from qualcode.model.codebook import Code, Codebook, join_path, split_path
from qualcode.tui.themes import ground
from qualcode.tui.widgets.codings import code_line
from qualcode.tui.widgets.transcript.skin import Ground

_NEW = "new"
#: Cells of a row before the list has been laid out.
_ROOM = 66


@dataclass(frozen=True, slots=True)
class Picked:
    """What was chosen: a path, and whether the code is to be made."""

    path: str
    create: bool = False


class CodePicker(ModalScreen[Picked | None]):
    """Type, choose with the arrows (round the ends), Enter applies, Ctrl+N makes what is typed, Escape leaves."""

    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (20, "-short"), (30, "-tall")]

    BINDINGS = [
        Binding("escape", "dismiss", show=False),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
        # Few terminals tell Ctrl+Enter from Enter; those that do send one of the last two.
        Binding("ctrl+n,ctrl+enter,ctrl+j", "make", show=False, priority=True),
        Binding("pagedown", "step(8)", show=False, priority=True),
        Binding("pageup", "step(-8)", show=False, priority=True),
    ]

    def __init__(self, book: Codebook, recent: list[int], target: str) -> None:
        super().__init__()
        self._book = book
        self._recent = recent
        self._target = target
        self._candidates = [Candidate(c.id, book.path(c.id), c.name, c.cues) for c in book.values()]

    def compose(self) -> ComposeResult:
        """The line to type in, the list, the definition."""
        with Vertical(classes="dialog"):
            yield Static(self._target, classes="dialog-title", markup=False)
            yield Input(placeholder=_("Type a code, a part of its path, a cue; a new path makes a code"), id="query")
            yield OptionList(id="codes", markup=False)
            with VerticalScroll(id="definition-box", can_focus=False):
                yield Static("", id="definition", markup=False)
            yield Static(
                _("Enter applies · ↑ ↓ choose · Ctrl+N creates what is typed · Esc leaves"),
                classes="dialog-keys",
                markup=False,
            )

    def on_mount(self) -> None:
        """Start with the codes used last."""
        self.query_one("#codes", OptionList).can_focus = False
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the code under the cursor."""
        self._take()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the code that was clicked."""
        self._take()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what the code means."""
        self.query_one("#definition", Static).update(self._about(event.option_id))

    def action_step(self, by: int) -> None:
        """Move in the list; a single step goes round its ends."""
        codes = self.query_one("#codes", OptionList)
        if codes.option_count:
            target = (codes.highlighted or 0) + by
            last = codes.option_count - 1
            codes.highlighted = target % (last + 1) if abs(by) == 1 else min(max(target, 0), last)

    def action_make(self) -> None:
        """Make the code that is typed; one that is there already is applied."""
        path = self._typed()
        if path:
            known = self._book.find(path)
            self.dismiss(Picked(self._book.path(known.id)) if known else Picked(path, create=True))

    def _typed(self) -> str:
        return join_path(split_path(self.query_one("#query", Input).value))

    def _fill(self, query: str) -> None:
        codes = self.query_one("#codes", OptionList)
        codes.clear_options()
        colors = ground(self.app.theme)
        found = matches(query, self._candidates, self._recent)
        options = [self._option(match, colors) for match in found]
        path = self._typed()
        if path and self._book.find(path) is None:
            new = Text(_("+ create “{path}”").format(path=path), colors.text)
            options.insert(len(options) if found and found[0].sure else 0, Option(new, id=_NEW))
        codes.add_options(options)
        if options:
            codes.highlighted = 0
        else:
            self.query_one("#definition", Static).update("")

    def _option(self, match: Match, colors: Ground) -> Option:
        cue = "  " + _("“{words}”").format(words=" ".join(match.cue.split())) if match.cue else ""
        room = self.query_one("#codes").scrollable_content_region.width or _ROOM
        line = code_line(self._book, match.id, colors, room - min(cell_len(cue), room // 2))
        line.append(cue, colors.dim)
        return Option(line, id=str(match.id))

    def _take(self) -> None:
        option = self.query_one("#codes", OptionList).highlighted_option
        if option is None:
            return
        if option.id == _NEW:
            self.action_make()
        else:
            self.dismiss(Picked(self._book.path(int(option.id or 0))))

    def _about(self, option_id: str | None) -> Text:
        if option_id is None or option_id == _NEW:
            return Text(_("A new code; missing parents are made too.") if option_id else "")
        return about(self._book[int(option_id)], ground(self.app.theme).dim)


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
