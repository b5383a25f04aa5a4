"""What one does to the text: code, uncode, write a memo, undo, search. Each is one call to the project."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.text import Text
from textual.screen import Screen
from textual.widgets import Input

from qualcode.analysis.find import trim
from qualcode.errors import QualcodeError
from qualcode.i18n import _, ngettext, number
from qualcode.model.coding import Coding
from qualcode.model.span import Span
from qualcode.model.text import count_words
from qualcode.project.history import action_name
from qualcode.storage.journal import Action
from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.memo import MemoEditor
from qualcode.tui.screens.picker import CodePicker, Picked
from qualcode.tui.session import Session
from qualcode.tui.widgets.codings import code_line
from qualcode.tui.widgets.transcript import motion
from qualcode.tui.widgets.transcript.skin import Ground
from qualcode.tui.widgets.transcript.view import Transcript


class CodingActions(Screen[None]):
    """The actions of the coding screen that change the project; the screen shows what came of them."""

    session: Session

    if TYPE_CHECKING:

        @property
        def transcript(self) -> Transcript: ...
        @property
        def ground(self) -> Ground: ...
        def say(self, message: str) -> None: ...
        def sync(self) -> None: ...
        def show_here(self) -> None: ...

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Say what cannot be done instead of failing."""
        try:
            yield
        except QualcodeError as error:
            self.app.notify(str(error), severity="error", markup=False)

    # Codes

    def action_code(self) -> None:
        """Pick a code for the selection, else for the sentence at the caret."""
        target = self._target()
        if target is None:
            return
        span, what = target
        book = self.session.project.codebook()
        self.app.push_screen(CodePicker(book, self.session.recent, what), self._picked(span))

    def _picked(self, span: Span) -> Callable[[Picked | None], None]:
        def answer(picked: Picked | None) -> None:
            if picked:
                self._put(span, picked.path, create=picked.create)

        return answer

    def apply(self, path: str) -> None:
        """Put a code on the selection, else on the sentence at the caret."""
        target = self._target()
        if target:
            self._put(target[0], path)

    def action_repeat(self) -> None:
        """The code used last, again."""
        self.action_recent(1)

    def action_recent(self, place: int) -> None:
        """One of the codes used last, 1 being the latest."""
        recent = self.session.recent_codes()
        if place <= len(recent):
            self.apply(self.session.project.codebook().path(recent[place - 1].id))

    def _put(self, span: Span, path: str, *, create: bool = False) -> None:
        with self.guarded():
            was_there = {coding.id for coding in self.session.codings}
            code = self.session.apply([span], path, create=create)
            self.sync()
            new = [coding for coding in self.session.codings if coding.id not in was_there]
            shown = self.session.project.codebook().path(code.id)
            words = count_words(self.session.page.text[span.start : span.end]) if self.session.page else 0
            done = _("Coded: {path}") if new else _("Already coded: {path}")
            counted = ngettext("{n} word", "{n} words", words).format(n=number(words))
            self.say(f"{done.format(path=shown)} ({counted})")

    def action_uncode(self) -> None:
        """Remove a coding at the caret; of several, one chooses."""
        here = self.session.codings_at(self.transcript.selection)
        if not here:
            self.say(_("There is no coding here."))
            return

        def remove(place: int | None) -> None:
            if place is None:
                return
            path = self.session.path_of(here[place])
            with self.guarded():
                self.session.project.uncode([here[place].id])
                self.sync()
                self.say(_("Removed: {path}").format(path=path))

        self._choose(here, _("Remove which coding?"), remove)

    # Memos

    def action_memo(self) -> None:
        """Write on the coding at the caret; where there is none, on the passage."""
        here = self.session.codings_at(self.transcript.selection)
        if here:
            self._choose(here, _("Memo on which coding?"), lambda place: self._memo_on(here, place))
            return
        memos = [memo for memo in self.session.passages_at(self.transcript.selection) if memo.kind == "memo"]
        target = self._target()
        if memos:
            known = memos[0]
            title = Text(_("Memo on the passage"))
            self._edit(title, known.text, lambda text: self.session.project.edit_memo(known.id, text))
        elif target and self.session.page:
            document = self.session.page.document.id
            self._edit(
                Text(_("Memo on {what}").format(what=target[1])),
                "",
                lambda text: self.session.project.add_memo(text, document=document, span=target[0]),
            )

    def _memo_on(self, codings: Sequence[Coding], place: int | None) -> None:
        if place is None:
            return
        coding = codings[place]
        known = self.session.memos.get(coding.id, [])
        title = Text(_("Memo on the coding") + "  ")
        title.append_text(code_line(self.session.project.codebook(), coding.code, self.ground))
        if known:
            self._edit(title, known[0].text, lambda text: self.session.project.edit_memo(known[0].id, text))
        else:
            self._edit(title, "", lambda text: self.session.project.add_memo(text, coding=coding.id))

    def _edit(self, title: Text, before: str, save: Callable[[str], object]) -> None:
        def answer(text: str | None) -> None:
            if text is None or text == before or (not text.strip() and not before):
                return
            with self.guarded():
                save(text)
                self.sync()
                self.say(_("Memo saved.") if text.strip() else _("Memo removed."))

        self.app.push_screen(MemoEditor(title, before), answer)

    # History

    def action_undo(self) -> None:
        """Take back the last action."""
        self._step(self.session.project.undo, _("Undone: {action} {detail}"))

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._step(self.session.project.redo, _("Redone: {action} {detail}"))

    def _step(self, step: Callable[[], Action], message: str) -> None:
        with self.guarded():
            done = step()
            self.sync()
            self.app.notify(
                message.format(action=action_name(done.kind), detail=done.detail).strip(), timeout=3, markup=False
            )

    # Search

    def action_search(self) -> None:
        """Open the line to search with."""
        if self.session.page is None:
            return
        line = self.query_one("#search", Input)
        line.add_class("-open")
        line.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Highlight while one types."""
        if event.input.id != "search" or self.session.page is None:
            return
        hits = self.session.project.find_in(self.session.page.document.id, event.value) if event.value else []
        self.transcript.show_hits(hits)
        found = ngettext("{n} hit", "{n} hits", len(hits)).format(n=number(len(hits)))
        self.say(found if event.value.strip() else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the first hit from the caret on."""
        if event.input.id == "search":
            event.input.remove_class("-open")
            self.transcript.focus()
            if self.transcript.hits:
                self.transcript.action_hit(1)
            elif event.value.strip():
                self.say(_("“{words}” is not in this document.").format(words=event.value))

    def close_search(self) -> None:
        """Leave the search line and its highlights."""
        line = self.query_one("#search", Input)
        line.value = ""
        line.remove_class("-open")
        self.transcript.show_hits([])
        self.transcript.focus()
        self.show_here()

    # What is meant

    def _target(self) -> tuple[Span, str] | None:
        """The passage an action is about, and its name: the selection, else the sentence at the caret."""
        page = self.session.page
        if page is None:
            return None
        selected = trim(page.text, self.transcript.selection)
        if selected:
            words = count_words(page.text[selected.start : selected.end])
            return selected, ngettext("the {n} word selected", "the {n} words selected", words).format(n=number(words))
        found = motion.unit_at(self.transcript.units("sentence"), self.transcript.caret)
        return (found, _("the sentence at the caret")) if found else None

    def _choose(self, codings: Sequence[Coding], question: str, answer: Callable[[int | None], None]) -> None:
        if len(codings) == 1:
            answer(0)
            return
        lines = []
        for coding in codings:
            line = code_line(self.session.project.codebook(), coding.code, self.ground)
            quote = " ".join(coding.quote.split())
            line.append(
                f"\n  {self.session.coder_name(coding.coder)} · « {quote[:60]}{'…' if len(quote) > 60 else ''} »"
            )
            lines.append(line)
        self.app.push_screen(Choose(question, lines), answer)
