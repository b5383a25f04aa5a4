"""The sheet itself: what it shows, where the cursor is, searching, sorting, opening and closing."""

from __future__ import annotations

from importlib import import_module

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer
from textual.widgets import Input, Static

from qualcode.config import load_settings
from qualcode.i18n import _, ngettext, number
from qualcode.model.memo import Subject
from qualcode.tui.commands import Command
from qualcode.tui.offer import pin, pinned
from qualcode.tui.session import Session
from qualcode.tui.sheets.codebook.card import CodeCard
from qualcode.tui.sheets.codebook.detail import About as Known
from qualcode.tui.sheets.codebook.detail import described
from qualcode.tui.sheets.codebook.filing import Filing
from qualcode.tui.sheets.codebook.merging import Merging
from qualcode.tui.sheets.codebook.moving import Moving
from qualcode.tui.sheets.codebook.naming import NameLine, Naming
from qualcode.tui.sheets.codebook.rows import arranged, closed_below, found, levels
from qualcode.tui.sheets.codebook.table import CodeTable, Shown
from qualcode.tui.sheets.sheet import About, Place
from qualcode.tui.widgets.code_order import sorting_name
from qualcode.tui.widgets.plain import Plain

#: From this width on, the detail stands beside the tree.
_BESIDE = 100
#: A codebook of at most so many codes is shown whole the first time.
_WHOLE = 80
#: Seconds after which the cursor rests and the detail follows.
_REST = 0.04


class CodebookSheet(Naming, Moving, Merging, Filing):
    """The codebook, to work on."""

    CSS_PATH = "codebook.tcss"
    AUTO_FOCUS = "CodeTable"

    def __init__(self, session: Session, about: About) -> None:
        super().__init__(session, about)
        self._resting: Timer | None = None
        self._looking = False
        #: Where a search began: the code under the cursor, the branches that were closed.
        self._sought_from: int | None = None
        self._shut_before: frozenset[int] | None = None
        self._asked_for: int | None = about.code or self.kept.code

    def body(self) -> ComposeResult:
        """The tree under its heading, the detail."""
        with Horizontal(id="codes-and-card"):
            with Vertical(id="codes"):
                yield Plain(id="heading")
                with Vertical(id="page"):
                    yield CodeTable(id="tree")
                    yield NameLine(id="name", compact=True)
                    yield Static(_("There are no codes yet: a makes one, L loads a codebook file."), id="no-codes")
                yield Input(placeholder=_("Search in names, then in paths and texts"), id="find")
            with VerticalScroll(id="detail"):
                yield Plain(id="detail-text", grows=True)

    # Showing

    def sync(self) -> None:
        """Show the project as it is now; after undo or redo, with the cursor on what has come back."""
        if self.naming:
            # The row that is being named would go from under the hand.
            return
        known = {row.code for row in self.table.shown.rows}
        new = [code for code in self.book if code not in known] if known and not self._looking else []
        closed = self.kept.closed or set()
        fresh = [code for code in new if not closed & set(self.book.ancestors(code)[:-1])]
        self.show_codes(self._asked_for if not known else fresh[0] if fresh else None)

    def look_around(self) -> None:
        """What another program did shows; the cursor stays where it is."""
        self._looking = True
        super().look_around()
        self._looking = False

    def show_codes(self, code: int | None = None) -> None:
        """Show the codes with the cursor on one, its branch opened."""
        book, kept = self.book, self.kept
        if kept.closed is None:
            kept.closed = set() if len(book) <= _WHOLE else closed_below(book, 2)
        kept.closed &= set(book)
        kept.ticked &= set(book)
        kept.cut = [cut for cut in kept.cut if cut in book]
        self.hits = [hit for hit in self.hits if hit in book]
        if code in book and code is not None:
            kept.closed -= set(book.ancestors(code)[:-1])
        use = self.use_of_codes()
        self.sorting = load_settings().sorting
        rows = arranged(book, self.sorting, use, kept.closed)
        cut = {below for top in kept.cut for below in book.subtree(top)}
        pins = {pinned_code.id: figure for figure, pinned_code in pinned(self.session).items()}
        shown = Shown(book, rows, use, kept.ticked, cut, set(self.hits), pins, counting=self.counting)
        self.table.show(shown, code)
        self.set_class(not book, "-empty")
        self.query_one("#heading", Plain).say(self.table.heading())
        self._show_title()
        self.show_detail()

    def show_detail(self) -> None:
        """Show what is known of the code under the cursor, and the keys."""
        here, project = self.here, self.session.project
        text = Text()
        if here is not None:
            self.kept.code = here.id
            known = Known(project.code_author(here.id), project.memos_on(Subject("code", here.id)))
            use = self.table.shown.use
            text = described(self.book, here, use, known, self.ground, counting=self.counting)
        self.query_one("#detail-text", Plain).say(text)
        self.show_status()
        self.show_keys()

    def _show_title(self) -> None:
        n = len(self.book)
        use = self.table.shown.use
        codings = sum(one.codings for one in use.values())
        parts = [
            ngettext("{n} code", "{n} codes", n).format(n=number(n)),
            ngettext("{n} coding", "{n} codings", codings).format(n=number(codings)),
            sorting_name(self.sorting),
        ]
        self.show_title(_("Codebook"), "  ·  ".join(parts))

    def status(self) -> tuple[list[str], list[str]]:
        """The path of the code; what is ticked or taken."""
        here = self.here
        left = self.said or (self.book.path(here.id) if here else "")
        ticked, cut = len(self.kept.ticked), len(self.kept.cut)
        marks = [
            ngettext("✓ {n} ticked", "✓ {n} ticked", ticked).format(n=number(ticked)) if ticked else "",
            ngettext("✂ {n} taken", "✂ {n} taken", cut).format(n=number(cut)) if cut else "",
        ]
        return [left], [self.session.project.coder, *marks]

    def able(self, command: Command) -> bool:
        """What the codes allow now."""
        if command.action in ("paste", "paste_behind"):
            return bool(self.kept.cut)
        if command.where == self.NAME and command.action not in ("add", "load"):
            return self.here is not None
        return super().able(command)

    # What the widgets say

    def on_code_table_moved(self) -> None:
        """Another code: its detail, once the cursor rests."""
        self.said = ""
        self.show_status()
        if self._resting:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self.show_detail)

    def on_code_table_opened(self) -> None:
        """Two clicks open the card."""
        self.action_edit()

    def on_code_table_toggled(self, event: CodeTable.Toggled) -> None:
        """Open or close a branch."""
        self._close_or_open(event.code)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while one types."""
        if event.input.id != "find" or not event.input.has_class("-open"):
            return
        self.hits = found(self.book, event.value)
        # From where one began, whatever the letters before this one have found and opened.
        begun, shut = self._sought_from, self._shut_before
        self.kept.closed = None if shut is None else set(shut)
        self.show_codes(begun if begun in self.hits else next(iter(self.hits), begun))
        hits = ngettext("{n} code found", "{n} codes found", len(self.hits)).format(n=number(len(self.hits)))
        self.say(hits if event.value.strip() else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to what was found; take a name."""
        if event.input.id == "name":
            self.name_given(event.value)
        elif event.input.id == "find":
            event.input.remove_class("-open")
            self.set_focus(self.table)

    def on_resize(self, event: events.Resize) -> None:
        """The detail stands beside where there is room."""
        self.set_class(event.size.width < _BESIDE, "-narrow")
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        self.query_one("#heading", Plain).say(self.table.heading())
        self.place_name_line()

    # Actions

    def action_edit(self) -> None:
        """Open the card of the code under the cursor."""
        here = self.here
        if here is None:
            return

        def answer(said: str | None) -> None:
            if said:
                self.show_codes(here.id)
                self.say(said)

        self.app.push_screen(CodeCard(self.session, here), answer)

    def action_memo(self) -> None:
        """Write a memo on the code under the cursor."""
        if self.here is not None:
            self.write_memo(Subject("code", self.here.id))

    def action_segments(self) -> None:
        """Show the segments of the code under the cursor; a place chosen there is gone to."""
        if self.here is None:
            return

        def answer(place: Place | None) -> None:
            if place is not None:
                self.dismiss(place)
            else:
                self.sync()

        sheet = import_module("qualcode.tui.sheets.retrieval").SHEET
        self.app.push_screen(sheet(self.session, About(code=self.here.id)), answer)

    def action_tick(self) -> None:
        """Tick the code under the cursor, and go on."""
        if self.here is not None:
            self.kept.ticked ^= {self.here.id}
            self.table.touch(self.table.shown)
            self.table.action_move(1)
            self.show_status()

    def action_pin(self, figure: int) -> None:
        """Pin the code under the cursor to a figure, or take it off."""
        if self.here is None:
            return
        pins = pin(self.session, figure, self.here.id)
        self.show_codes()
        said = _("{code} is pinned to {n}.") if pins else _("{code} is no longer pinned.")
        self.say(said.format(code=self.name_of([self.here.id]), n=figure))

    def action_read(self) -> None:
        """Go to the detail and back; where it is narrow, it takes the place of the tree."""
        if self.has_class("-narrow"):
            self.toggle_class("-reading")
        detail = self.query_one("#detail")
        self.set_focus(self.table if self.focused is detail else detail)

    def action_open(self, step: int) -> None:
        """Into the branch, or out of it: opens or closes it first."""
        if not self.table.shown.rows:
            return
        row = self.table.shown.rows[self.table.at]
        if row.branch and row.open != (step > 0):
            self._close_or_open(row.code)
        elif step > 0 and row.branch:
            self.table.action_move(1)
        elif step < 0 and (here := self.here) is not None and here.parent is not None:
            self.table.go(here.parent)

    def action_level(self, step: int) -> None:
        """Show one level more or less of all branches."""
        book = self.book
        deepest = max((row.depth for row in self.table.shown.rows), default=0) + 1
        level = min(max(1, deepest + step), max(1, levels(book)))
        here = self.here
        self.kept.closed = closed_below(book, level)
        self.show_codes(book.at_level(here.id, level) if here else None)

    def action_find(self) -> None:
        """Open the line to search with."""
        self._sought_from, self._shut_before = self.table.code, frozenset(self.kept.closed or ())
        line = self.query_one("#find", Input)
        line.add_class("-open")
        line.action_select_all()
        self.set_focus(line)

    def action_hit(self, step: int) -> None:
        """The next or the previous code that was found."""
        if not self.hits:
            self.say(_("Nothing was searched for: / searches."))
            return
        order = [row.code for row in arranged(self.book, self.sorting, self.table.shown.use, ())]
        hits = [code for code in order if code in self.hits]
        here = order.index(self.table.code) if self.table.code in order else 0
        after = [code for code in hits if (order.index(code) - here) * step > 0]
        target = (after or hits)[0 if step > 0 else -1]
        self.show_codes(target)
        place = _("found {n}/{all}").format(n=number(hits.index(target) + 1), all=number(len(hits)))
        self.say(f"{place}  ·  {self.book.path(target)}")

    def action_paste_behind(self) -> None:
        """Put what was cut behind the code under the cursor."""
        self.action_paste(behind=True)

    def action_leave(self) -> None:
        """One step back: out of the search, the detail, what was taken or ticked; then to the text."""
        find = self.query_one("#find", Input)
        if self.focused is find or self.hits:
            self.hits = []
            find.value = ""
            find.remove_class("-open")
            self.set_focus(self.table)
            self.show_codes()
            self.say("")
        elif self.has_class("-reading") or self.focused is self.query_one("#detail"):
            self.remove_class("-reading")
            self.set_focus(self.table)
        elif self.kept.cut or self.kept.ticked:
            self.kept.cut, self.kept.ticked = [], set()
            self.show_codes()
            self.say("")
        else:
            self.dismiss(None)

    def _close_or_open(self, code: int) -> None:
        self.kept.closed = (self.kept.closed or set()) ^ {code}
        held = self.table.code
        hidden = held is not None and code in self.book.ancestors(held) and code in self.kept.closed
        self.show_codes(code if hidden else None)
