"""What one does with segments: go there, recode, uncode, write on them, copy them, write them to a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from qualcode.errors import QualcodeError
from qualcode.i18n import _, ngettext, number
from qualcode.model import memo
from qualcode.model.coding import Coding
from qualcode.model.retrieval import Hit
from qualcode.project import Project
from qualcode.tui.jobs import Report
from qualcode.tui.screens.ask import AskLine
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.memo_writing import MemoWriting
from qualcode.tui.screens.picker import CodePicker, Picked
from qualcode.tui.sheets.retrieval.subject import ORDERS, Remembered, Subject
from qualcode.tui.sheets.sheet import Place, Sheet

if TYPE_CHECKING:
    from qualcode.tui.sheets.retrieval.listing import PassageList
    from qualcode.tui.widgets.query_line import QueryLine

T = TypeVar("T")

#: Names that a question lists; codings that are changed while one waits.
_NAMED, _AT_ONCE = 3, 300


class RetrievalActions(Sheet, MemoWriting[Place | None]):
    """The actions of the sheet of segments; the sheet shows what came of them."""

    subject: Subject
    memory: Remembered

    if TYPE_CHECKING:

        @property
        def passages(self) -> PassageList: ...
        @property
        def line(self) -> QueryLine: ...
        def show_hits(self) -> None: ...
        def show_subject(self, subject: Subject) -> None: ...
        def show_text(self, shown: bool) -> None: ...
        def leave_for(self, hit: Hit) -> None: ...

    # Moving

    def action_step(self, by: int) -> None:
        """Move the cursor by so many segments."""
        self.passages.move_to(self.passages.cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by a screenful."""
        self.passages.move_to(self.passages.cursor + by * self.passages.page())

    def action_end(self, by: int) -> None:
        """Go to the first or the last segment."""
        self.passages.move_to(0 if by < 0 else len(self.passages.hits) - 1)

    def action_group(self, by: int) -> None:
        """Go to the next or the previous group."""
        self.passages.move_to(self.passages.group_start(by))

    def action_go(self) -> None:
        """Leave for the place in the text."""
        if self.passages.current is not None:
            self.leave_for(self.passages.current)

    # Asking

    def action_ask(self) -> None:
        """Write a query, starting from the one that asks for what is shown."""
        self.line.open(self.subject.as_query(self.session.project), self.memory.asked, self.ground)

    def ask(self, query: str) -> None:
        """Show what a query finds; what is wrong with it stays under the line."""
        try:
            self.show_subject(Subject(query=query))
        except QualcodeError as error:
            self.line.refuse(str(error))
            return
        self.memory.ask(query)
        self.line.close()
        self.set_focus(self.passages)

    def action_leave(self) -> None:
        """Out of the line of the query, else back to where one came from."""
        if self.line.opened:
            self.line.close()
            self.set_focus(self.passages)
        else:
            super().action_leave()

    def action_alone(self) -> None:
        """With or without the codes under it."""
        if not self.subject.code:
            self.say(_("Only the segments of one code can be shown with or without the codes under it."))
            return
        with self.guarded():
            self.show_subject(replace(self.subject, alone=not self.subject.alone))

    def action_sort(self) -> None:
        """Group by document, by code, by speaker."""
        self.memory.order = ORDERS[(ORDERS.index(self.memory.order) + 1) % len(ORDERS)]
        self.said = ""
        self.show_hits()

    def action_text(self) -> None:
        """Show the text around the segment, or not."""
        self.show_text(not self.has_class("-beside"))

    # Ticking

    def action_tick(self) -> None:
        """Tick the segment, and go on to the next one."""
        if self.passages.current is not None:
            self.passages.tick([self.passages.current.id])
            self.passages.move_to(self.passages.cursor + 1)
            self.show_status()

    def action_tick_all(self) -> None:
        """Tick all, or none when all are."""
        self.passages.tick(hit.id for hit in self.passages.hits)
        self.show_status()

    @property
    def chosen(self) -> list[int]:
        """The ids of the segments an action is about, in the order of the list: those ticked, else the one at hand."""
        if self.passages.ticked:
            return [hit.id for hit in self.passages.hits if hit.id in self.passages.ticked]
        return [self.passages.current.id] if self.passages.current else []

    # Changing

    def action_recode(self) -> None:
        """Give the segments another code."""
        ids = self.chosen
        if not ids:
            return
        title = ngettext("Another code for the segment", "Another code for {n} segments", len(ids))

        still = self._still(ids)

        def picked(choice: Picked | None) -> None:
            if choice:
                question = _("{others} Recode all the same?")
                self._unless_refused(
                    ids, question, lambda: still(lambda: self._recode(ids, choice.path, choice.create))
                )

        book = self.session.project.codebook()
        self.app.push_screen(CodePicker(book, self.session.recent, title.format(n=number(len(ids)))), picked)

    def _recode(self, ids: list[int], path: str, create: bool) -> None:
        def done(kept: list[Coding]) -> None:
            said = ngettext("Recoded: {path}", "{n} segments recoded: {path}", len(kept))
            self._done(said.format(n=number(len(kept)), path=path))

        self._change(ids, _("Recoding"), lambda project: project.recode(ids, path, create=create), done)

    def action_uncode(self) -> None:
        """Remove the codings; undo brings them back."""
        ids = self.chosen
        if not ids:
            return
        still = self._still(ids)
        if len(ids) == 1:
            self._unless_refused(ids, _("{others} Remove it?"), lambda: still(lambda: self._uncode(ids)))
            return
        counted = ngettext("Remove {n} coding?", "Remove {n} codings?", len(ids)).format(n=number(len(ids)))
        question = f"{self._others(ids)} {counted}".strip()
        self.app.push_screen(Confirm(question), lambda yes: still(lambda: self._uncode(ids)) if yes else None)

    def _uncode(self, ids: list[int]) -> None:
        def done(count: int) -> None:
            self._done(ngettext("{n} coding removed.", "{n} codings removed.", count).format(n=number(count)))

        self._change(ids, _("Removing codings"), lambda project: project.uncode(ids), done)

    def _change(self, ids: list[int], title: str, work: Callable[[Project], T], done: Callable[[T], None]) -> None:
        """Change codings; a great many of them beside the screen."""
        if len(ids) > _AT_ONCE:

            def beside(project: Project, report: Report) -> T:
                report(0, len(ids), "")
                return work(project)

            self.jobs.start(title, beside, lambda result: done(result) if self.is_attached else None)
            return
        with self.guarded():
            done(work(self.session.project))

    def action_memo(self) -> None:
        """Write on the coding at hand."""
        if self.passages.current is not None:
            self.write_memo(memo.Subject("coding", self.passages.current.id))

    def _done(self, said: str) -> None:
        self.passages.ticked = set()
        self.sync()
        self.say(said)

    def _still(self, ids: list[int]) -> Callable[[Callable[[], None]], None]:
        """What does something to codings if they are then what they are now, and else says that they are not."""
        project = self.session.project
        before = project.codings_with_ids(ids)

        def still(then: Callable[[], None]) -> None:
            if project.codings_with_ids(ids) == before:
                then()
            else:
                self.overtaken()

        return still

    def _unless_refused(self, ids: list[int], question: str, then: Callable[[], None]) -> None:
        """Do something to codings; when others made some of them, after a question."""
        others = self._others(ids)
        if not others:
            then()
            return
        self.app.push_screen(Confirm(question.format(others=others)), lambda yes: then() if yes else None)

    def _others(self, ids: list[int]) -> str:
        """A sentence on the codings among these that other coders made; nothing when there are none."""
        project = self.session.project
        theirs = {name: count for name, count in project.made_by(ids).items() if name != project.coder}
        if not theirs:
            return ""
        named = ", ".join(list(theirs)[:_NAMED]) + (", …" if len(theirs) > _NAMED else "")
        count = sum(theirs.values())
        said = ngettext("{n} coding is by {names}.", "{n} codings are by {names}.", count)
        return said.format(n=number(count), names=named)

    # Taking along

    def action_copy(self) -> None:
        """Copy the quotations, each with who says it."""
        ids = self.chosen
        if ids:
            self.app.copy_to_clipboard(self.session.project.quotations(ids))
            said = ngettext("{n} quotation copied.", "{n} quotations copied.", len(ids))
            self.say(said.format(n=number(len(ids))))

    def action_write(self) -> None:
        """Write what is shown, or what is ticked, to a file."""
        ids = [hit.id for hit in self.passages.hits if not self.passages.ticked or hit.id in self.passages.ticked]
        if not ids:
            return
        counted = ngettext("Write {n} segment to a file", "Write {n} segments to a file", len(ids))
        title = counted.format(n=number(len(ids)))
        title += "\n" + _(".csv: a table for a spreadsheet · .md: quotations to read")
        before = self.memory.file or str(self.session.project.path.with_name("segments.csv"))
        self.app.push_screen(AskLine(title, before), lambda path: self._write(ids, path) if path else None)

    def _write(self, ids: list[int], path: str, *, force: bool = False) -> None:
        target = Path(path).expanduser()
        if target.exists() and not force:
            question = _("{path} exists already. Overwrite it?").format(path=target)
            self.app.push_screen(Confirm(question), lambda yes: self._write(ids, path, force=True) if yes else None)
            return
        with self.guarded():
            project = self.session.project
            done = project.write_segments(ids, target, title=self.subject.name(project), force=force)
            self.memory.file = str(done)
            said = ngettext("{n} segment written to {path}", "{n} segments written to {path}", len(ids))
            self.say(said.format(n=number(len(ids)), path=done))
