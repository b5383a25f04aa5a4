"""Every segment of a code, of a query or of two codes: a list, and the text around the one under the cursor."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.timer import Timer

from qualcode.errors import QualcodeError
from qualcode.i18n import _, number
from qualcode.model.retrieval import Hit
from qualcode.model.span import Span
from qualcode.tui.commands import Command
from qualcode.tui.session import Session
from qualcode.tui.sheets.retrieval.around import Around
from qualcode.tui.sheets.retrieval.keeping import KeepingActions
from qualcode.tui.sheets.retrieval.listing import PassageList
from qualcode.tui.sheets.retrieval.ordering import arranged
from qualcode.tui.sheets.retrieval.subject import Subject, opening, remembered
from qualcode.tui.sheets.sheet import About
from qualcode.tui.widgets.codings import paths_in
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.query_line import QueryLine
from qualcode.tui.widgets.shelf import cut

#: From this width on the text stands beside the list.
_WIDE = 110
#: Lines of the quotation under the cursor, with its text beside it and without.
_WITH_TEXT, _ALONE = 6, 1 << 10
#: Cells that are left in any case of the name of what is shown.
_NAME = 12
#: Seconds after which the cursor rests: a key held down must not wait for the text.
_REST = 0.04


class RetrievalSheet(KeepingActions):
    """The sheet of segments. `subject` opens it on what no `About` can say: two codes that go together."""

    NAME = "retrieval"
    CSS_PATH = "retrieval.tcss"
    AUTO_FOCUS = "#passages"

    def __init__(self, session: Session, about: About, subject: Subject | None = None) -> None:
        super().__init__(session, about)
        self.memory = remembered(session)
        self.subject = subject or opening(session, about.code, about.query)
        self._hits: list[Hit] = []
        self._cursor = self.memory.cursors.get(self.subject, 0)
        self._fresh = True
        self._resting: Timer | None = None

    def body(self) -> ComposeResult:
        """The line of the query, the list, the text."""
        yield QueryLine(self.session.project.vocabulary, id="query-line")
        with Container(id="passages-and-text"):
            yield PassageList(self.session.project.found, id="passages")
            yield Around(id="around")
        yield Plain(id="nothing")

    def on_mount(self) -> None:
        """Show the segments at once: the first page is ready before the first frame."""
        self.passages.show_ground(self.ground)
        self.text.show_ground(self.ground)
        self._arrange(self.app.size.width)

    # Parts

    @property
    def passages(self) -> PassageList:
        """The segments."""
        return self.query_one("#passages", PassageList)

    @property
    def text(self) -> Around:
        """The text around the one under the cursor."""
        return self.query_one("#around", Around)

    @property
    def line(self) -> QueryLine:
        """The line in which a query is written."""
        return self.query_one(QueryLine)

    # Showing

    def sync(self) -> None:
        """Ask again; the cursor stays on its segment, or where that was."""
        try:
            self._hits = self.subject.hits(self.session.project)
        except QualcodeError as error:
            self._hits = []
            self.app.notify(str(error), severity="error", markup=False)
        self.show_hits()

    def show_hits(self) -> None:
        """Show the segments in the order asked for."""
        known = self.session.project.vocabulary()
        held = self.passages.current
        self._cursor = held.id if held and not self._fresh else self._cursor
        self._fresh = False
        hits, groups, colors = arranged(self._hits, self.memory.order, known)
        at = next((at for at, hit in enumerate(hits) if hit.id == self._cursor), self.passages.cursor)
        self.passages.show(hits, groups, colors, self.memory.order, known.codebook, at)
        self._show_title()
        self._show_around(anew=True)
        self._keep_cursor()
        self.show_status()
        self.show_keys()

    def _show_title(self) -> None:
        order = {"document": _("by document"), "code": _("by code"), "speaker": _("by speaker")}[self.memory.order]
        counted = self.session.project.counted_in_words(self._hits)
        answers = self.subject.answers(self.session.project)
        title, told = _("Segments"), " · ".join(part for part in (answers, counted, order) if part)
        # Figures and order are read whole; what was asked for can be looked up (/).
        room = self.query_one("#sheet-title").size.width - cell_len(title) - cell_len(told) - 6
        name, room = self.subject.name(self.session.project), max(_NAME, room)
        self.show_title(title, f"{cut(paths_in(room, [name]) if self.subject.code else name, room)}   {told}")
        nothing = self.query_one("#nothing", Plain)
        nothing.display = not self._hits
        nothing.say(Text(_("No segment. / asks for others, Esc goes back to the text."), self.ground.dim))

    def _show_around(self, *, anew: bool = False) -> None:
        hit = self.passages.current
        if self.has_class("-beside") and hit is not None:
            with self.guarded():
                self.text.show_hit(self.session, hit, anew=anew)

    def dress(self) -> None:
        """Take the colours of another theme."""
        self.passages.show_ground(self.ground)
        self.text.show_ground(self.ground)
        self.show_hits()

    def status(self) -> tuple[list[str], list[str]]:
        """Which segment of how many, in which document; how many are ticked."""
        hit, place = self.passages.current, ""
        left = [self.said]
        if hit is not None:
            place = f"{number(self.passages.cursor + 1)}/{number(len(self.passages.hits))}"
            left = [self.said] if self.said else [self.session.project.vocabulary().documents[hit.document].name]
            found = self.passages.found(self.passages.cursor)
            left += [part for part in (found.place, found.segment.code) if part] if found and not self.said else []
        ticked = _("{n} ticked").format(n=number(len(self.passages.ticked))) if self.passages.ticked else ""
        return left, [place, self.session.project.coder, ticked]

    def able(self, command: Command) -> bool:
        """Without segments there is nothing to go to."""
        needs = ("go", "recode", "uncode", "memo", "tick", "copy", "write", "sort")
        if command.action == "alone" and not self.subject.code:
            return False
        return super().able(command) and (bool(self._hits) or command.action not in needs)

    # What the widgets say

    def on_passage_list_moved(self, event: PassageList.Moved) -> None:
        """Say where the cursor is; show the text around it once it rests."""
        self.said = ""
        self._keep_cursor()
        self.show_status()
        if self._resting:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self._show_around)

    def on_passage_list_opened(self, event: PassageList.Opened) -> None:
        """Go there."""
        self.action_go()

    def on_query_line_asked(self, event: QueryLine.Asked) -> None:
        """Show what the query finds, or what is wrong with it."""
        self.ask(event.query)

    def on_resize(self, event: events.Resize) -> None:
        """Use the room there is."""
        self._arrange(event.size.width)
        self.call_after_refresh(self._show_around)

    def _arrange(self, width: int) -> None:
        wide = width >= _WIDE
        self.set_class(wide, "-wide")
        shown = self.memory.beside if wide else self.memory.below
        self.set_class(shown, "-beside")
        # With the text beside it, the list need not say all of it again.
        self.passages.show_lines(_WITH_TEXT if shown and wide else _ALONE)

    def show_text(self, shown: bool) -> None:
        """Show the text around the segment, or not; remembered for this width."""
        if self.has_class("-wide"):
            self.memory.beside = shown
        else:
            self.memory.below = shown
        self._arrange(self.app.size.width)
        self.call_after_refresh(self._show_around)

    def show_subject(self, subject: Subject) -> None:
        """Show the segments of something else."""
        hits = subject.hits(self.session.project)
        self._keep_cursor()
        self.subject, self._hits = subject, hits
        self.passages.ticked = set()
        self._cursor = self.memory.cursors.get(subject, 0)
        self._fresh = True
        self.passages.cursor = 0
        self.said = ""
        self.show_hits()

    def _keep_cursor(self) -> None:
        current = self.passages.current
        self.memory.keep(self.subject, current.id if current else self._cursor)
        if not self.subject.pair:
            self.memory.subject = self.subject

    def leave_for(self, hit: Hit) -> None:
        """Go to a segment in the text, and remember from where."""
        self._keep_cursor()
        self.memory.went = (hit.document, hit.start, hit.end)
        self.memory.subject = self.subject
        self.go_to(hit.document, Span(hit.start, hit.end))
