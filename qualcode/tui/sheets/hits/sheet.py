"""The hits sheet: search, look at each passage, tick, code all that is ticked in one step.

A search of one document is done at once; one of a large project, or by the forms of words, runs beside the screen. What
is ticked belongs to the person: it stays when the list is made anew, unless the passage has been coded meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from qualcode.i18n import _, ngettext, number
from qualcode.model.coding import Coding
from qualcode.model.retrieval import Hit
from qualcode.project import Project
from qualcode.project.hits import Proposed, Search
from qualcode.tui.commands import Command
from qualcode.tui.jobs import Report
from qualcode.tui.offer import offer, pin
from qualcode.tui.screens.picker import CodePicker, Picked
from qualcode.tui.session import Session
from qualcode.tui.sheets.hits.listing import TickRows, drawn
from qualcode.tui.sheets.hits.shelf import PARTING, Shelf, View, how_name, next_scope, scope_name
from qualcode.tui.sheets.retrieval.around import Around
from qualcode.tui.sheets.sheet import About, Sheet
from qualcode.tui.widgets.codings import paths_in
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.rows import Rows

#: Characters that are searched at once; more are searched beside the screen.
_AT_ONCE = 2_000_000
#: Seconds until a search is tried again that waits for another one to stop.
_AGAIN = 0.1
#: Seconds the cursor rests before the text around a hit is shown.
_REST = 0.05
#: Cells of the status line beside the codes that were applied.
_BESIDE = 60


class HitsSheet(Sheet):
    """Ticks and codes."""

    NAME = "hits"
    CSS_PATH = Path(__file__).parent / "hits.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (116, "-wide")]
    AUTO_FOCUS = ""

    def __init__(self, session: Session, about: About) -> None:
        super().__init__(session, about)
        kept = session.sheets.get(self.NAME)
        self._view = kept if isinstance(kept, View) else View()
        if about.words and about.words != self._view.words:
            self._view = replace(self._view, words=about.words, code=0, how="part")
        self._shelf = Shelf()
        self._asked: tuple[Search, tuple[int, ...]] | None = None
        self._searching = False

    def body(self) -> ComposeResult:
        """The words, how they are sought, the hits, the text around one."""
        yield Input(self._view.words, placeholder=_("Words; “;” parts several searches"), id="words")
        yield Plain(id="how", grows=True)
        with Horizontal(id="both"):
            yield TickRows(self._tick, id="hits")
            yield Around(id="around")

    def on_mount(self) -> None:
        """Begin with the hits of a search; else in the line, its words selected: what one types takes their place."""
        self.query_one("#around", Around).show_ground(self.ground)
        (self._rows if self.about.typed else self.query_one("#words")).focus()

    @property
    def _rows(self) -> TickRows:
        return self.query_one("#hits", TickRows)

    # Showing

    def sync(self) -> None:
        """Show the hits as they are now; search first when something else is sought."""
        known = {document.id for document in self.session.project.documents()}
        self._shelf.without({hit.document for hit in self._shelf.hits} - known)
        self._shelf.mark(self._coded(self._shelf.hits))
        self._search()
        self._show()
        self._look(anew=True)

    def dress(self) -> None:
        self.query_one("#around", Around).show_ground(self.ground)
        self._show()

    def _show(self) -> None:
        book = self.session.project.codebook()
        named = self._view.everywhere

        def draw(place: int, width: int) -> Sequence[Text]:
            shelf = self._shelf
            hit, ticked = shelf.hits[place], shelf.is_ticked(place)
            return drawn(hit, ticked, shelf.codes[place], book, self.ground, width, named)

        self._rows.fill(len(self._shelf.hits), draw, self._rows.cursor)
        self._say_how()
        self._say_title()
        self.show_keys()

    def _say_title(self) -> None:
        n, ticked, already = len(self._shelf.hits), len(self._shelf.chosen()), self._shelf.already
        said = [
            ngettext("{n} passage", "{n} passages", n).format(n=number(n)),
            ngettext("{n} ticked", "{n} ticked", ticked).format(n=number(ticked)),
        ]
        if already:
            said.append(ngettext("{n} coded already", "{n} coded already", already).format(n=number(already)))
        self.show_title(_("Hits"), " · ".join(said) if self._asked else "")

    def _say_how(self) -> None:
        view, book = self._view, self.session.project.codebook()
        where = _("all documents") if view.everywhere else self._open_document()
        code = book.path(view.code) if view.code in book else _("any")
        parts = [
            _("d: {where}").format(where=where),
            _("s: {passage}").format(passage=scope_name(view.scope)),
            _("l: {form}").format(form=how_name(view.how)),
            _("c: code {code}").format(code=code),
        ]
        self.query_one("#how", Plain).say(Text("   ".join(parts)))

    def _open_document(self) -> str:
        return self.session.page.document.name if self.session.page else ""

    def status(self) -> tuple[list[str], list[str]]:
        """What was said last, the coder."""
        return [self.said], [_("✓ saved"), self.session.project.coder]

    def able(self, command: Command) -> bool:
        """What needs hits waits for some."""
        if command.action in ("tick", "tick_all(True)", "tick_all(False)", "visit"):
            return bool(self._shelf.hits)
        if command.action == "code_ticked":
            return bool(self._shelf.ticked)
        return super().able(command)

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Show the text around it, once the cursor rests."""
        self.set_timer(_REST, partial(self._look, event.place))

    def _look(self, place: int | None = None, *, anew: bool = False) -> None:
        around = self.query_one("#around", Around)
        if not self._shelf.hits or not around.display or place not in (None, self._rows.cursor):
            return
        hit = self._shelf.hits[self._rows.cursor]
        around.show_hit(
            self.session, Hit(0, hit.document, self._view.code, None, hit.span.start, hit.span.end), anew=anew
        )

    # Searching

    def _search(self) -> None:
        """Search what is asked for, unless that is what is shown."""
        search, page = self._view.search(), self.session.page
        every = self.session.project.documents()
        chosen = [d for d in every if self._view.everywhere or (page is not None and d.id == page.document.id)]
        asked = (search, tuple(document.id for document in chosen)) if search else None
        if asked == self._asked:
            return
        if self._searching:
            self.jobs.cancel()
            self.set_timer(_AGAIN, self._search)
            return
        if asked is None or search is None:
            self._asked = None
            self._take([])
            return
        if not search.lemmas and sum(document.length for document in chosen) <= _AT_ONCE:
            self._asked = asked
            self._take(self.session.project.search_hits(search, asked[1]))
            return
        self._beside(asked)

    def _beside(self, asked: tuple[Search, tuple[int, ...]]) -> None:
        def work(project: Project, report: Report) -> list[Proposed]:
            return project.search_hits(*asked, report)

        def finish(found: list[Proposed]) -> None:
            self._searching = False
            if self.is_attached:
                self._take(found)

        title = _("Language analysis") if asked[0].lemmas else _("Search")
        if self.jobs.start(title, work, finish):
            self._asked, self._searching = asked, True
            self._take([])

    def show_job(self) -> None:
        """Notice the end of a search that was stopped."""
        super().show_job()
        if self._searching and self.jobs.current is None:
            self._searching = False

    def _take(self, hits: Sequence[Proposed]) -> None:
        self._shelf.fill(hits, self._coded(hits))
        self._show()
        self._look()
        if self._asked and not self._searching:
            self.say("" if hits else self._nothing())

    def _nothing(self) -> str:
        words = self._view.words
        if self._view.everywhere:
            return _("“{words}” is not there.").format(words=words)
        return _("“{words}” is not in this document; d searches in all.").format(words=words)

    def _coded(self, hits: Sequence[Proposed]) -> dict[int, list[tuple[int, int, int]]]:
        documents = list(dict.fromkeys(hit.document for hit in hits))
        return dict(self.session.project.coded_at(documents, self._view.code or None)) if documents else {}

    def _change(self, view: View) -> None:
        self._view = view
        self.session.sheets[self.NAME] = view
        with self.guarded():
            self._shelf.mark(self._coded(self._shelf.hits))
            self._search()
        self._show()

    # What one does

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Search these words."""
        self.set_focus(self._rows)
        self._change(replace(self._view, words=event.value.strip()))

    def action_write(self) -> None:
        """Write other words."""
        self.set_focus(self.query_one("#words"))

    def action_leave(self) -> None:
        """Out of the line to the hits, out of the hits to the text."""
        if self.query_one("#words").has_focus and self._shelf.hits:
            self.set_focus(self._rows)
        else:
            if self._searching:
                self.jobs.cancel()
            super().action_leave()

    def action_everywhere(self) -> None:
        """In all documents, or in the open one."""
        self._change(replace(self._view, everywhere=not self._view.everywhere))

    def action_scope(self) -> None:
        """Take a larger passage for each hit."""
        self._change(next_scope(self._view))

    def action_how(self) -> None:
        """Find words as typed, as whole words, in any form."""
        order = ("part", "whole", "lemmas")
        self._change(replace(self._view, how=order[(order.index(self._view.how) + 1) % len(order)]))

    def action_tick(self) -> None:
        """Tick the hit under the cursor, and go on to the next."""
        if self._shelf.hits:
            self._tick(self._rows.cursor)
            self._rows.action_step(1)

    def action_tick_all(self, on: bool) -> None:
        """Tick all hits, or none."""
        self._shelf.tick_all(on)
        self._show()

    def _tick(self, place: int) -> None:
        self._shelf.tick(place)
        self._rows.refresh()
        self._say_title()
        self.show_keys()

    def action_visit(self) -> None:
        """Leave for the place in the text."""
        if self._shelf.hits:
            hit = self._shelf.hits[self._rows.cursor]
            self.go_to(hit.document, hit.span)

    def action_target(self) -> None:
        """Say which code the hits are for; again with none: for any."""

        def answer(picked: Picked | None) -> None:
            known = self.session.project.codebook().find(picked.path) if picked else None
            if known or (picked and self._made(picked)):
                code = known or self.session.project.codebook().find(picked.path if picked else "")
                self._for_code(code.id if code else 0)

        if self._view.code:
            self._for_code(0)
        else:
            self._pick(_("the code these hits are for"), answer)

    def _for_code(self, code: int) -> None:
        self._view = replace(self._view, code=code)
        self.session.sheets[self.NAME] = self._view
        # What is coded with something else is wanted again.
        self._shelf.fill(self._shelf.hits, self._coded(self._shelf.hits))
        self._show()

    def _made(self, picked: Picked) -> bool:
        with self.guarded():
            self.session.project.add_code(picked.path, parents=True)
            return True
        return False

    def action_cues(self) -> None:
        """Search for all cues of a code, for that code."""

        def answer(picked: Picked | None) -> None:
            code = self.session.project.codebook().find(picked.path) if picked else None
            if picked and code and code.cues:
                words = f" {PARTING} ".join(" ".join(cue.split()) for cue in code.cues)
                self.query_one("#words", Input).value = words
                how = "whole" if self._view.how == "part" else self._view.how
                self._view = replace(self._view, code=code.id)
                self._change(replace(self._view, words=words, how=how))
                self.set_focus(self._rows)
            elif picked:
                self.say(_("{path} has no cue; cues are written in the codebook (K).").format(path=picked.path))

        self._pick(_("the code whose cues are searched"), answer)

    def action_code_ticked(self) -> None:
        """Code all that is ticked: with the code the hits are for, else with one that is picked."""
        n = len(self._shelf.chosen())
        book = self.session.project.codebook()
        if self._searching or not n:
            self.say(_("The search goes on.") if self._searching else _("Nothing is ticked."))
        elif self._view.code in book:
            self._code(Picked(book.path(self._view.code)))
        else:
            title = ngettext("{n} passage", "{n} passages", n).format(n=number(n))

            def answer(picked: Picked | None) -> None:
                if picked:
                    self._code(picked)

            self._pick(title, answer, many=True)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Enter in the list."""
        self.action_code_ticked()

    def _code(self, picked: Picked) -> None:
        chosen = self._shelf.chosen()
        with self.guarded():
            before = self.session.project.coded_many(chosen, picked.paths)
            made = self.session.project.code_many(chosen, picked.paths, create=picked.create)
            self.session.used([coding.code for coding in made])
            self.sync()
            self._report(made, before, picked)

    def _report(self, made: Sequence[Coding], before: int, picked: Picked) -> None:
        new = len(made) - before
        counted = ngettext("{n} passage", "{n} passages", new).format(n=number(new))
        said = _("Coded: {path}").format(path=paths_in(self.size.width - _BESIDE, picked.paths)) + f" ({counted})"
        if before:
            said += " · " + ngettext("{n} was there", "{n} were there", before).format(n=number(before))
        self.say(said + " · " + _("u takes it back"))

    def _pick(self, title: str, answer: Callable[[Picked | None], None], *, many: bool = False) -> None:
        session = self.session

        def pinned(figure: int, code: int) -> str:
            path = session.project.codebook().path(code)
            on = pin(session, figure, code)
            return (
                _("{figure} codes with {path} from now on.") if on else _("{path} is no longer on {figure}.")
            ).format(figure=figure, path=path)

        picker = CodePicker(
            session.project.codebook(), session.recent, title, look=lambda: offer(session), many=many, pin=pinned
        )
        self.app.push_screen(picker, answer)
