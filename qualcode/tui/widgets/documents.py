"""The documents panel: a list in groups with the share of each text that is coded, and a line that narrows it.

A coding repaints the lines of its document and of its group, nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input

from qualcode.i18n import _, ngettext, number
from qualcode.model.document import Document
from qualcode.project.progress import Progress
from qualcode.tui.commands import bindings
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.shelf import (
    Row,
    Shelf,
    common_prefix,
    entry,
    grouping_name,
    heading,
    kind_name,
    percent,
    rows,
)

__all__ = ["DocumentList", "DocumentsPanel", "common_prefix", "kind_name"]


class DocumentList(ScrollView, can_focus=True, inherit_bindings=False):
    """The list; Enter opens a document. Headings are passed over."""

    #: Whose commands apply while it has the focus (`Command.where`).
    where = "list"
    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"documents--heading", "documents--cursor"}
    DEFAULT_CSS = """
    DocumentList > .documents--heading { color: $quiet; text-style: italic; }
    DocumentList > .documents--cursor {
        background: $block-cursor-blurred-background; color: $block-cursor-blurred-foreground;
    }
    DocumentList:focus > .documents--cursor, DocumentsPanel:focus-within .documents--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground;
    }
    """

    class Chosen(Message):
        """A document was chosen."""

        def __init__(self, document: int) -> None:
            super().__init__()
            self.document = document

    class Highlighted(Message):
        """The cursor came to a document while someone works here; `name` is the whole name, and what is known of it."""

        def __init__(self, document: int, name: str) -> None:
            super().__init__()
            self.document = document
            self.name = name

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._bindings = bindings("list")
        self.shelf = Shelf()
        self.rows: list[Row] = []
        self.cursor = -1
        self.wanted = ""
        self._progress: Mapping[int, Progress] = {}
        self._open = 0
        self._figures = 3

    def show(self, shelf: Shelf, progress: Mapping[int, Progress], open_document: int) -> None:
        """List these documents, the open one marked."""
        before, moved = self._progress, open_document != self._open
        self._progress, self._open = progress, open_document
        figures = max(2, len(number(max((held.codings for held in progress.values()), default=0))))
        if figures != self._figures:
            self._figures = figures
            self.refresh()
        if shelf != self.shelf or moved:
            self.shelf = shelf
            self._fill(open_document if moved else self.document_here)
            return
        for at, row in enumerate(self.rows):
            shown = [row.document] if row.document else row.members
            if any(before.get(document.id) != progress.get(document.id) for document in shown):
                self.refresh_line(at)

    def narrow(self, wanted: str) -> None:
        """Show only documents that have all of some words."""
        if wanted != self.wanted:
            self.wanted = wanted
            self._fill(self.document_here or self._open)
            self._tell()

    @property
    def document_here(self) -> int:
        """The document under the cursor; 0 where there is none."""
        row = self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None
        return row.document.id if row and row.document else 0

    @property
    def listed(self) -> list[Document]:
        """The documents that are shown, each once."""
        return list({row.document.id: row.document for row in self.rows if row.document}.values())

    # What a person does

    def action_step(self, by: int) -> None:
        """Move over documents; stop at the ends."""
        places = [at for at, row in enumerate(self.rows) if row.document]
        if places:
            here = places.index(self.cursor) if self.cursor in places else 0
            self._move(places[min(max(here + by, 0), len(places) - 1)])

    def action_page(self, pages: int) -> None:
        """Move by a page."""
        self.action_step(pages * max(1, self.size.height - 1))

    def action_choose(self) -> None:
        """Open the document under the cursor."""
        if self.document_here:
            self.post_message(self.Chosen(self.document_here))

    def action_filter(self) -> None:
        """Go to the line that narrows the list."""
        self.post_message(FilterLine.Asked())

    def action_unfilter(self) -> None:
        """Show all documents again."""
        self.post_message(FilterLine.Left())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape drops a filter; where there is none, it leaves the panel."""
        return bool(self.wanted) if action == "unfilter" else True

    def on_click(self, event: events.Click) -> None:
        """Open the document that was clicked."""
        at = event.y - self.gutter.top + self.scroll_offset.y
        if 0 <= at < len(self.rows) and self.rows[at].document:
            self._move(at)
            self.action_choose()

    def on_resize(self, event: events.Resize) -> None:
        """Cut the names to the new width."""
        self._measure()
        self._reveal()

    # Showing

    def render_line(self, y: int) -> Strip:
        """A line of the list."""
        width, at = self.scrollable_content_region.width, y + self.scroll_offset.y
        style = self.rich_style
        if not 0 <= at < len(self.rows):
            words = _("No document matches.") if self.wanted and not self.rows and y == 0 else ""
            return Strip([Segment(words[:width].ljust(width), style)], width)
        row = self.rows[at]
        if row.document:
            text = entry(row, self._progress, row.document.id == self._open, width, self._figures)
            here = self.get_component_rich_style("documents--cursor") if at == self.cursor else Style()
        else:
            text = heading(row, self.shelf.grouping, self._progress, width)
            here = self.get_component_rich_style("documents--heading", partial=True)
        strip = Strip(text.render(self.app.console)).adjust_cell_length(width)
        return strip.apply_style(style + here)

    def line(self, at: int) -> str:
        """What a line says."""
        return self.render_line(at - self.scroll_offset.y).text

    def _fill(self, document: int) -> None:
        self.rows = rows(self.shelf, self.wanted)
        places = [at for at, row in enumerate(self.rows) if row.document]
        held = next((at for at in places if self.rows[at].document.id == document), None)  # type: ignore[union-attr]  # places have documents
        self.cursor = held if held is not None else next(iter(places), -1)
        self._measure()
        self._reveal()

    def _measure(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.rows))
        self.refresh()

    def _move(self, at: int) -> None:
        if at != self.cursor:
            old, self.cursor = self.cursor, at
            self.refresh_line(old)
            self.refresh_line(at)
            self._reveal()
            self._tell()

    def _reveal(self) -> None:
        """Scroll to the cursor; to the heading above it, where it is the first of its group."""
        if self.cursor >= 0:
            heading_above = self.cursor > 0 and self.rows[self.cursor - 1].document is None
            top = self.cursor - 1 if heading_above else self.cursor
            self.scroll_to_region(Region(0, top, 1, self.cursor - top + 1), animate=False, force=True)

    def _tell(self) -> None:
        row = self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None
        if row and row.document and (self.has_focus or self.wanted):
            self.post_message(self.Highlighted(row.document.id, self._about(row.document)))

    def _about(self, document: Document) -> str:
        held = self._progress.get(document.id, Progress())
        parts = [
            document.name,
            _("{share} coded").format(share=percent(held)) if held.whole else "",
            ngettext("{n} coding", "{n} codings", held.codings).format(n=number(held.codings)),
            ngettext("{n} word", "{n} words", document.words).format(n=number(document.words)),
        ]
        return "  ·  ".join(part for part in parts if part)


class FilterLine(Input):
    """The line under the list; the arrows move in the list, Enter opens, Escape shows all again."""

    class Asked(Message):
        """Someone wants to type."""

    class Left(Message):
        """Someone wants all documents again."""

    class Stepped(Message):
        """Someone moves in the list; `by` documents."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("down", "list_step(1)", show=False),
        Binding("up", "list_step(-1)", show=False),
        Binding("pagedown", "list_step(10)", show=False),
        Binding("pageup", "list_step(-10)", show=False),
    ]
    where = "filter"

    def action_leave(self) -> None:
        """Back to the whole list."""
        self.post_message(self.Left())

    def action_list_step(self, by: int) -> None:
        """Move in the list."""
        self.post_message(self.Stepped(by))


class DocumentsPanel(Vertical):
    """Title, list, filter."""

    DEFAULT_CSS = """
    DocumentsPanel FilterLine { display: none; border: none; height: 1; padding: 0 1; background: $panel; }
    DocumentsPanel FilterLine.-open { display: block; }
    DocumentsPanel FilterLine:focus { border: none; }
    """

    def compose(self) -> ComposeResult:
        """A title that says how the list is grouped and how far it is narrowed."""
        yield Plain(id="documents-title", classes="title")
        yield DocumentList(id="documents")
        yield FilterLine(placeholder=_("Name, case, attribute…"), id="documents-filter")

    @property
    def listing(self) -> DocumentList:
        """The list."""
        return self.query_one(DocumentList)

    def show(self, shelf: Shelf, progress: Mapping[int, Progress], open_document: int) -> None:
        """Show these documents."""
        self.listing.show(shelf, progress, open_document)
        self._title()

    def on_filter_line_asked(self, event: FilterLine.Asked) -> None:
        """Open the line."""
        event.stop()
        line = self.query_one(FilterLine)
        line.add_class("-open")
        self.screen.set_focus(line)

    def on_filter_line_left(self, event: FilterLine.Left) -> None:
        """All documents again."""
        event.stop()
        line = self.query_one(FilterLine)
        line.value = ""
        line.remove_class("-open")
        self.listing.narrow("")
        self._title()
        self.screen.set_focus(self.listing)

    def on_filter_line_stepped(self, event: FilterLine.Stepped) -> None:
        """Move in the list."""
        event.stop()
        self._tell_list(self.listing.action_step, event.by)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow while one types."""
        event.stop()
        self._tell_list(self.listing.narrow, event.value)
        self._tell_list(self._title)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open what the cursor is on; the list stays narrow."""
        event.stop()
        self._tell_list(self.listing.action_choose)

    def _tell_list(self, what: Callable[..., None], *said: object) -> None:
        """Have the list do something by itself: what it posts while the panel acts would not get beyond the panel."""
        self.listing.call_next(what, *said)

    def _title(self) -> None:
        shown, title = self.listing, _("Documents")
        if shown.wanted:
            title = f"{title} {number(len(shown.listed))}/{number(len(shown.shelf.documents))}"
        elif shown.shelf.grouping != "kind":
            title = _("Documents by {what}").format(what=grouping_name(shown.shelf.grouping))
        self.query_one("#documents-title", Plain).say(Text(title, no_wrap=True, overflow="ellipsis"))
