"""How the text is read: which codings it shows, how long its lines are, the map of the whole beside it.

What is not shown is said above the text, all the time, so that nobody believes there are no codings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.text import Text
from textual import events

from qualcode.config import keep_setting, load_settings
from qualcode.i18n import _, ngettext, number
from qualcode.tui.screens.desk import TextDesk
from qualcode.tui.screens.lane_filter import LaneFilter
from qualcode.tui.widgets.codebook import CodebookTree
from qualcode.tui.widgets.minimap import Here, Minimap
from qualcode.tui.widgets.notice import Notice
from qualcode.tui.widgets.transcript.choice import ALL, Choice, Filter
from qualcode.tui.widgets.transcript.geometry import FULL, MEASURE, MEASURES
from qualcode.tui.widgets.transcript.skin import visible
from qualcode.tui.widgets.transcript.view import Transcript

#: Which codings are shown, in the order of the key that goes through them.
MARKS = ("all", "active", "none")
#: From these widths of the screen on, the cells that the map takes.
_MAP = ((170, 4), (140, 3), (90, 2), (0, 0))
#: Names that the line above the text says before it counts.
_NAMED = 3
_FILTER = "lanes"


class ReadingActions(TextDesk):
    """The actions of the coding screen that change how the text looks, and nothing else."""

    _marks = "all"
    #: The code that was active last: the one that is shown while only the active code is.
    _lit = 0
    #: Whether the map is shown: as there is room, unless someone has asked.
    _map: bool | None = None
    _unseen = 0
    _hits: frozenset[int] = frozenset()

    def on_mount(self) -> None:
        """Read as the last time."""
        settings = load_settings()
        self._marks = settings.marks if settings.marks in MARKS else MARKS[0]
        self.transcript.numbers = settings.numbers
        self.transcript.measure = settings.measure if settings.measure in MEASURES else MEASURE
        self._map = None if settings.minimap else False
        self.transcript.show_only(self._choice())
        self.dress_map()
        self.watch(self.transcript, "scroll_y", lambda: self.show_on_map(), init=False)

    def on_resize(self, event: events.Resize) -> None:
        """Give the map the room there is."""
        self._arrange_map(event.size.width)

    # Which codings

    def action_marks(self) -> None:
        """Show the codings of all codes, of the active one, or none."""
        self._marks = MARKS[(MARKS.index(self._marks) + 1) % len(MARKS)]
        if self._marks == "active":
            self._lit = self._code_here() or self._lit or self._code_at_hand()
        keep_setting(marks=self._marks)
        self._choose_codings()

    def action_lanes(self) -> None:
        """Choose the codes and the coders whose codings are shown."""
        codings = self.session.codings
        codes, people = Counter(coding.code for coding in codings), Counter(coding.coder for coding in codings)

        def chosen(choice: Filter | None) -> None:
            if choice is not None:
                self.session.sheets[_FILTER] = choice
                self._choose_codings()

        project = self.session.project
        coders = [coder for coder in project.coders() if coder.id in people or coder.id in self._filter().coders]
        screen = LaneFilter(project.codebook(), coders, codes, people, self._filter(), self.ground)
        self.app.push_screen(screen, chosen)

    def on_codebook_tree_highlighted(self, event: CodebookTree.Highlighted) -> None:
        """The code under the cursor is the active one."""
        self._lit = event.code
        if self._marks == "active":
            self._choose_codings()

    def _choose_codings(self) -> None:
        self._unseen = 0
        self.transcript.show_only(self._choice())

    def _code_here(self) -> int:
        here = self.session.codings_at(self.transcript.selection) if self.session.page else []
        return self.transcript.active or (here[0].code if here else 0)

    def _code_at_hand(self) -> int:
        """Where no code is active: the one used last, else the one under the cursor of the codebook."""
        last, node = self.session.last_code(), self.query_one(CodebookTree).cursor_node
        return last.id if last else (node.data or 0) if node else 0

    def _filter(self) -> Filter:
        kept = self.session.sheets.get(_FILTER)
        project = self.session.project
        known = (coder.id for coder in project.coders())
        return kept.known(project.codebook(), known) if isinstance(kept, Filter) else Filter()

    def _choice(self) -> Choice:
        if self._marks == "none":
            return Choice(frozenset())
        book = self.session.project.codebook()
        choice = self._filter().choice(book)
        if self._marks == "active":
            active = frozenset(book.subtree(self._lit)) if self._lit in book else frozenset()
            choice = choice._replace(codes=active if choice.codes is None else active & choice.codes)
        return choice

    # Above the text

    def _show_notice(self) -> None:
        self.query_one(Notice).tell(self._notice())

    def _notice(self) -> Text:
        text = Text(no_wrap=True, overflow="ellipsis")
        if self.transcript.choice == ALL or self.session.page is None:
            return text
        shown, every = map(number, self.transcript.shown())
        text.append("◇ ", self.ground.text)
        if self._marks == "none":
            text.append(_("Codings hidden: {all}").format(all=every), "bold")
        else:
            text.append(_("Codings {n}/{all}: ").format(n=shown, all=every), "bold")
            text.append_text(Text(", ").join(self._kept()))
        if self._unseen:
            words = ngettext(
                "{n} coding that is not shown was added or removed",
                "{n} codings that are not shown were added or removed",
                self._unseen,
            )
            text.append("  ! " + words.format(n=number(self._unseen)), "bold reverse")
        keys = _("l changes, L filters") if self._marks != "all" else _("L changes")
        text.append(f"  ·  {keys}", self.ground.dim)
        return text

    def _kept(self) -> Iterator[Text]:
        """What is shown, in words: the active code, then codes and coders of the filter."""
        book, chosen = self.session.project.codebook(), self._filter()
        if self._marks == "active":
            yield self._named(self._lit) if self._lit in book else Text(_("no active code"))
        codes = [code for code in book if code in chosen.alone or code in chosen.below]
        for code in codes[:_NAMED]:
            yield self._named(code, below=code in chosen.below)
        if len(codes) > _NAMED:
            yield Text("+" + number(len(codes) - _NAMED))
        for coder in self.session.project.coders():
            if coder.id in chosen.coders:
                yield Text(coder.name)

    def _named(self, code: int, *, below: bool = True) -> Text:
        book = self.session.project.codebook()
        text = Text("■ ", visible(book[code].color, self.ground))
        text.append(" ".join(book[code].name.split()), self.ground.text)
        if below and book.children(code):
            text.append(" " + _("and below"), self.ground.dim)
        return text

    # Lines

    def action_measure(self, step: int) -> None:
        """Take the next longer or shorter lines that there is room for."""
        measure = self.transcript.next_measure(step)
        if measure is None:
            self.say(_("Lines cannot be longer here.") if step > 0 else _("Lines cannot be shorter here."))
            return
        self.transcript.read(measure=measure)
        keep_setting(measure=measure)
        length = self.transcript.geometry.body
        words = _("Lines of {n} characters") if measure != FULL else _("Lines as long as there is room: {n} characters")
        self.say(words.format(n=number(length)))

    def action_numbers(self) -> None:
        """Show or hide the numbers of turns and paragraphs, and the times."""
        self.transcript.read(numbers=not self.transcript.numbers)
        keep_setting(numbers=self.transcript.numbers)
        self.say(_("Numbers and times are shown.") if self.transcript.numbers else _("Numbers and times are hidden."))

    # The map

    def action_minimap(self) -> None:
        """Show or hide the map of the document."""
        self._map = not self.query_one(Minimap).display
        keep_setting(minimap=self._map)
        self._arrange_map(self.app.size.width)

    def on_minimap_asked(self, event: Minimap.Asked) -> None:
        """Go to a row, and show it in the middle."""
        text = self.transcript
        row = min(event.row, len(text.rows) - 1)
        text.place_caret(text.rows.rows[row].first, reveal=False, jump="map")
        height = text.scrollable_content_region.height
        text.scroll_to(y=max(0, row - height // 2), animate=False, force=True)
        text.focus()

    def on_transcript_caret_moved(self, event: Transcript.CaretMoved) -> None:
        """Show it on the map."""
        self.show_on_map()

    def on_transcript_relaid(self, event: Transcript.Relaid) -> None:
        """Show it on the map, and what of it is not shown."""
        text, column = self.transcript, self.query_one(Minimap)
        if event.unseen is not None or event.change is None:
            self._unseen = event.unseen or 0
        if event.change and event.change.before is column.lanes:
            column.show_change(event.change)
        elif column.lanes is not text.lanes:
            column.show(text.lanes, len(text.rows))
        choice = self._choice()
        if choice != text.choice:
            # Codes have come, gone or moved under those that are shown.
            text.show_only(choice)
            return
        self._hits = frozenset(text.rows.row_at(hit.start) for hit in text.hits)
        column.show_active(text.active or (self._lit if self._marks == "active" else 0))
        self.show_on_map()
        self._show_notice()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Bookmarks may have gone meanwhile."""
        self.show_on_map()

    def show_on_map(self) -> None:
        """Show where one is, and the bookmarks."""
        text, page = self.transcript, self.session.page
        if page is None:
            return
        top = int(text.scroll_offset.y)
        marked = tuple(
            (text.rows.row_at(spot.position), letter)
            for letter, spot in sorted(self.session.places.bookmarks.items(), reverse=True)
            if spot.document == page.document.uuid
        )
        last = top + max(0, text.scrollable_content_region.height - 1)
        here = Here(text.rows.row_at(text.caret), top, last, marked, self._hits)
        self.query_one(Minimap).show_here(here)

    def _arrange_map(self, width: int) -> None:
        cells = next(cells for least, cells in _MAP if width >= least)
        shown = bool(cells) if self._map is None else self._map
        column = self.query_one(Minimap)
        column.display = shown
        column.styles.width = max(2, cells)
        # The map says what the bar of the view would say, and takes its place.
        self.transcript.styles.scrollbar_size_vertical = 0 if shown else 1

    def dress_map(self) -> None:
        """Take the colours of the theme."""
        self.query_one(Minimap).show_ground(self.ground)
        self._show_notice()
