"""The coding screen: documents, transcript, codebook and codings; it owns the session, its widgets show it.

Widgets post what the person did; the screen asks the project and shows what came of it. Whatever was done is on disk
before it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from qualcode.i18n import _, ngettext, number
from qualcode.model.span import Span
from qualcode.model.text import count_words
from qualcode.tui.commands import Command, commands
from qualcode.tui.counting import Counting
from qualcode.tui.screens.document_actions import DocumentActions
from qualcode.tui.screens.help import KeySheet
from qualcode.tui.screens.memo_actions import MemoActions
from qualcode.tui.screens.moving_actions import MovingActions
from qualcode.tui.screens.reading_actions import ReadingActions
from qualcode.tui.screens.recoding_actions import RecodingActions
from qualcode.tui.screens.sheet_actions import SheetActions
from qualcode.tui.session import Session
from qualcode.tui.sheets.sheet import Place
from qualcode.tui.widgets.codebook import CodebookTree
from qualcode.tui.widgets.codings import CodingsHere
from qualcode.tui.widgets.documents import DocumentList, DocumentsPanel
from qualcode.tui.widgets.minimap import Minimap
from qualcode.tui.widgets.notice import Notice
from qualcode.tui.widgets.pins import PinsLine
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.statusline import KeyBar, StatusLine
from qualcode.tui.widgets.transcript.moves import UNNOTED
from qualcode.tui.widgets.transcript.view import Transcript

#: From these widths on, the panels stand beside the text; below, they open over it when asked for.
_WITH_CODEBOOK, _WITH_BOTH = 100, 132
#: From these on they are wider.
_ROOMY_LEFT, _ROOMY = 140, 150
#: What one can do in a project that holds no document.
_WITHOUT_TEXT = ("sheet('importing')", "sheet('codebook')", "undo", "help", "leave")
#: Seconds after which the caret rests; after which widgets that have something else to show have said so.
_REST, _MOMENT = 0.05, 0.01


class CodingScreen(
    MovingActions, ReadingActions, RecodingActions, MemoActions, SheetActions, DocumentActions, Counting[None]
):
    """Read, select, code."""

    AUTO_FOCUS = "Transcript"
    PLACES = ("screen",)
    BINDINGS = [Binding("escape", "back", show=False)]

    def __init__(self, session: Session, document: str | None = None) -> None:
        super().__init__(session)
        self._first = document
        self._hidden = False
        self._resting: Timer | None = None
        self._panels_due = False
        self._loss = ""

    def compose(self) -> ComposeResult:
        """Three columns over two lines."""
        # Before its parts are there: each of them is dressed once.
        self._arrange(self.app.size.width)
        with Horizontal(id="desk"):
            yield DocumentsPanel(id="left", classes="panel")
            with Vertical(id="middle"):
                yield Notice(id="shown")
                with Horizontal(id="page"):
                    yield Transcript(id="text")
                    yield Minimap(id="map")
                yield Static(self._empty_page(), id="empty", markup=False)
                yield Input(placeholder=_("Search in the document"), id="search")
                yield Input(placeholder=_("Turn (41), paragraph (p12), share (50 %), time (12:33)"), id="jump")
            with Vertical(id="right", classes="panel"):
                yield Static(_("Codebook"), classes="title", markup=False)
                yield CodebookTree(id="codebook")
                yield Static(_("Here"), classes="title", markup=False)
                with VerticalScroll(id="here-box", can_focus=False):
                    yield CodingsHere(id="here")
        yield Plain(id="glance")
        yield Plain(id="job")
        yield PinsLine(id="pins")
        yield StatusLine(id="status")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Open the document asked for, else the one that was open last, else the first."""
        self.transcript.show_ground(self.ground)
        self.transcript.trail = self.session.trail
        with self.guarded():
            self.session.open(self._first)
        if self.session.page is None and self.session.project.documents():
            self.session.open()
        self.call_after_refresh(self.show_page)

    def on_unmount(self) -> None:
        """Remember where one stopped."""
        self.session.keep_places()

    # Parts

    @property
    def transcript(self) -> Transcript:
        """The text."""
        return self.query_one("#text", Transcript)

    # Showing

    def show_page(self) -> None:
        """Show the open document where one left it, or the page that says how to import one."""
        page = self.session.page
        self.query_one("#page").display = page is not None
        self.query_one("#empty").display = page is None
        self.transcript.load(page, self.session.marks() if page else (), self.session.caret())
        self.show_status()
        self._panels_later()
        if page is not None:
            self.transcript.focus()

    def show_panels(self) -> None:
        """Show documents and codes with their counts, and what lies at the caret."""
        self._panels_due, project = False, self.session.project
        self.show_documents()
        self.query_one(CodebookTree).show(project.codebook(), self.use_of_codes())
        self.show_pins()
        self.show_here()

    def show_here(self) -> None:
        """Show the codings at the caret, the place, the keys that apply."""
        here = self.transcript.selection
        codings = self.session.codings_at(here) if self.session.page else []
        passages = self.session.passages_at(here) if self.session.page else []
        self.query_one(CodingsHere).show(self.session, codings, passages, self.ground)
        self.query_one("#glance", Plain).say(self._glance([coding.code for coding in codings]))
        self.show_status()
        self.show_keys()

    def sync(self) -> None:
        """Show the project as it is now; when the open document is gone, another one."""
        before, self._loss = self.session.page, ""
        if self.session.reload() or not (before or self.session.project.documents()):
            self.transcript.show_marks(self.session.marks())
            self._panels_later()
            return
        self.session.open()
        self.show_page()
        if before:
            self._loss = _("Another program has deleted {name}.").format(name=before.document.name)

    def _panels_later(self) -> None:
        """The text first: counting in the panels waits for the frame that shows it, and several times are one."""
        if not self._panels_due:
            self._panels_due = True
            # Only a moment later is it known that there is a frame to wait for.
            self.set_timer(_MOMENT, lambda: self.call_after_refresh(self.show_panels))

    def noticed(self) -> None:
        """Say that another program was at work; the caret stayed where it was."""
        self.say(self._loss or _("Another program has changed the project; this is how it stands now."))

    def open_document(self, document: int) -> None:
        """Open a document where one left it, unless it is open."""
        if self.session.page is None or self.session.page.document.id != document:
            self.note_leaving()
            with self.guarded():
                self.session.open(document)
            self.show_page()
        self.transcript.focus()

    def visit(self, place: Place) -> None:
        """Show a place in the text, its passage selected."""
        page = self.session.page
        jump = "visit" if page and page.document.id == place.document else UNNOTED
        self.open_document(place.document)
        if place.span is not None:
            self.call_after_refresh(self.transcript.select, place.span, jump=jump)

    def open_speaker(self, document: int, speaker: int) -> None:
        """Go to the first words of a speaker."""
        turns = self.session.project.layout(document).turns
        first = next((turn for turn in turns if turn.speaker == speaker), None)
        self.visit(Place(document, Span(first.body, first.end) if first else None))

    def perform(self, command: Command) -> None:
        """Do what a command of the list does, as if its key had been pressed."""
        target: Widget | Screen[None] = self.transcript if command.where == "text" else self
        self.call_next(self.app.run_action, command.action, target)

    # What the widgets say

    def on_transcript_caret_moved(self, event: Transcript.CaretMoved) -> None:
        """Show where it is, and what lies there once it rests: a key held down must not wait for the panel."""
        self.said, self.lasting = self.lasting or self.arrived(), ""
        self.session.keep_caret(self.transcript.caret)
        self.show_status()
        if self._resting:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self.show_here)

    def on_document_list_chosen(self, event: DocumentList.Chosen) -> None:
        """Open it."""
        self.open_document(event.document)

    def on_document_list_highlighted(self, event: DocumentList.Highlighted) -> None:
        """Its whole name: the list may have cut it."""
        self.say(event.name)

    def on_codebook_tree_chosen(self, event: CodebookTree.Chosen) -> None:
        """Code with it."""
        self.apply(self.session.project.codebook().path(event.code))

    def on_codebook_tree_highlighted(self, event: CodebookTree.Highlighted) -> None:
        """Let its passages stand out."""
        self.transcript.show_active(event.code)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Where there is no room, a panel goes when one leaves it."""
        if isinstance(event.widget, DocumentList):
            self.say("")
        self.call_after_refresh(self._close_panels)

    def on_resize(self, event: events.Resize) -> None:
        """Give the panels the room there is."""
        self._arrange(event.size.width)
        self.call_after_refresh(self.show_here)

    # Panels

    def action_documents(self) -> None:
        """Go to the documents."""
        self._open_panel("left", self.query_one(DocumentList))

    def action_codebook(self) -> None:
        """Go to the codebook."""
        self._open_panel("right", self.query_one(CodebookTree))

    def action_panel(self, step: int) -> None:
        """Go to the next panel: text, codebook, documents."""
        here = self.focused
        if here is self.transcript:
            self.action_codebook()
        elif here is self.query_one(CodebookTree):
            self.action_documents()
        else:
            self.transcript.focus()

    def action_panels(self) -> None:
        """Give the whole width to the text, or take it back."""
        self._hidden = not self._hidden
        self._arrange(self.app.size.width)

    def action_help(self) -> None:
        """Show the key sheet."""
        self.app.push_screen(KeySheet("screen", "text"))

    def action_palette(self) -> None:
        """Everything by name."""
        self.app.action_command_palette()

    def action_back(self) -> None:
        """From anywhere back to the text; out of the search line, without its highlights."""
        if self.focused is self.query_one("#search"):
            self.close_search()
        self.close_jump()
        self.transcript.show_active(0)
        self.transcript.focus()

    def _open_panel(self, side: str, widget: Widget) -> None:
        if not widget.is_on_screen:
            self.add_class(f"-{side}")
        self.set_focus(widget)
        self.call_after_refresh(self.set_focus, widget)

    def _close_panels(self) -> None:
        focused = self.focused
        for side in ("left", "right"):
            inside = focused is not None and any(node.id == side for node in focused.ancestors)
            if not inside:
                self.remove_class(f"-{side}")

    def _arrange(self, width: int) -> None:
        self.update_classes(
            {
                "-with-documents": not self._hidden and width >= _WITH_BOTH,
                "-with-codebook": not self._hidden and width >= _WITH_CODEBOOK,
                "-roomy-left": width >= _ROOMY_LEFT,
                "-roomy": width >= _ROOMY,
            }
        )

    def dress(self) -> None:
        self.transcript.show_ground(self.ground)
        self.dress_map()
        self.show_panels()

    # Lines

    def _glance(self, codes: list[int]) -> Text:
        book = self.session.project.codebook()
        text = Text(no_wrap=True, overflow="ellipsis")
        for code in dict.fromkeys(codes):
            text.append("■ ", book[code].color)
            text.append(" ".join(book[code].name.split()) + "   ")
        return text

    def able(self, command: Command) -> bool:
        """What the caret, the search and the history allow now."""
        if self.session.page is None:
            return command.action in _WITHOUT_TEXT and super().able(command)
        if command.action in ("uncode", "repeat", "hit(1)"):
            can = {
                "uncode": bool(self.session.codings_at(self.transcript.selection)),
                "repeat": self.session.last_code() is not None,
                "hit(1)": bool(self.transcript.hits),
            }
            return can[command.action]
        return super().able(command)

    def offered(self) -> tuple[Command, ...]:
        """In the text, its commands among those of the screen."""
        return commands("screen", "text") if self.focused is self.transcript else super().offered()

    def hints(self) -> Mapping[str, str]:
        """Which code would be repeated; what would be undone."""
        last = self.session.last_code()
        return {**super().hints(), **({"repeat": last.name} if last else {})}

    def status(self) -> tuple[list[str], list[str]]:
        """The document, the place in it, what is selected; what has just been said goes before."""
        page = self.session.page
        coder = self.session.project.coder
        if page is None:
            return [self.said or self.session.project.path.name], [coder]
        here = self.transcript.selection
        left = [self.said] if self.said else [page.document.name, *self._place(here)]
        return left, [_("✓ saved"), coder, self._selected(here)]

    def _place(self, here: Span) -> list[str]:
        page = self.session.page
        assert page is not None
        row = self.transcript.rows.rows[self.transcript.rows.row_at(self.transcript.caret)]
        turns = page.layout.turns
        if row.turn < 0 or not turns:
            last = self.transcript.rows.shown(len(page.text))
            share = 100 * self.transcript.caret // max(1, last)
            return [_("{share} %").format(share=share)]
        turn = turns[row.turn]
        place = _("turn {n}/{all}").format(n=number(row.turn + 1), all=number(len(turns)))
        return [place, page.names.get(turn.speaker or 0, "")]

    def _selected(self, here: Span) -> str:
        hits = self.transcript.hits
        if hits and (here in hits):
            return _("hit {n}/{all}").format(n=number(hits.index(here) + 1), all=number(len(hits)))
        if not len(here) or self.session.page is None:
            return _("selecting") if self.transcript.anchored else ""
        words = count_words(self.session.page.text[here.start : here.end])
        return ngettext("{n} word selected", "{n} words selected", words).format(n=number(words))

    def _empty_page(self) -> Text:
        name = self.session.project.path.name
        return Text.assemble(
            (_("This project holds no document yet."), "bold"),
            "\n\n",
            (" I ", "reverse bold"),
            "  ",
            _("import files: interviews, notes, subtitles, tables, a whole study"),
            "\n",
            (" ? ", "reverse bold"),
            "  ",
            _("all keys"),
            "\n\n",
            _("From the command line:"),
            "\n\n",
            f"  qualcode import {name} entretien.docx\n",
        )
