"""A new memo from the sheet: on what one was at, on a case, on the project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from rich.text import Text

from qualcode.i18n import _
from qualcode.model.memo import Subject
from qualcode.model.text import fold
from qualcode.tui.memo_words import kind_word, quotation, subject_line
from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.find_one import FindOne
from qualcode.tui.screens.memo_writing import MemoWriting
from qualcode.tui.sheets.listing import ListSheet
from qualcode.tui.sheets.sheet import Place


class Adding(ListSheet, MemoWriting[Place | None]):
    """The part of the sheet that begins memos."""

    def action_add(self) -> None:
        """Ask on what, then write."""
        offers: list[tuple[Text, Callable[[], None]]] = []
        for subject in self._at_hand():
            offers.append((self._offer(subject), partial(self.edit_memo, subject)))
        cases = self.session.project.cases()
        if cases:
            offers.append((Text(_("a case…")), self._on_case))
        offers.append((Text(_("the project")), partial(self.edit_memo, Subject())))

        def answer(place: int | None) -> None:
            if place is not None:
                offers[place][1]()

        self.app.push_screen(Choose(_("A new memo on what?"), [line for line, _write in offers]), answer)

    def _at_hand(self) -> Sequence[Subject]:
        page, book = self.session.page, self.session.project.codebook()
        found: list[Subject] = []
        coding = self.session.project.coding_by_id(self.about.coding) if self.about.coding else None
        if page is not None and self.about.span is not None and self.about.span.end <= len(page.text):
            found.append(Subject("passage", page.document.id, self.about.span))
        if coding is not None:
            found.append(Subject("coding", coding.id))
        if page is not None:
            found.append(Subject("document", page.document.id))
        if self.about.code in book:
            found.append(Subject("code", self.about.code))
        return found

    def _offer(self, subject: Subject) -> Text:
        line = Text().append(kind_word(subject.kind) + "  ", self.ground.dim)
        line.append_text(subject_line(self.session, subject, self.ground))
        words = quotation(self.session, subject)
        if words:
            line.append(f"\n  « {words[:60]}{'…' if len(words) > 60 else ''} »", self.ground.dim)
        return line

    def _on_case(self) -> None:
        cases = sorted(self.session.project.cases(), key=lambda case: fold(case.name))

        def answer(place: int | None) -> None:
            if place is not None:
                self.edit_memo(Subject("case", cases[place].id))

        self.app.push_screen(FindOne(_("A memo on which case?"), [case.name for case in cases]), answer)
