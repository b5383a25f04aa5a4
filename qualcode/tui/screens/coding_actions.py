"""What one does to the text: code, uncode. Each is one call to the project."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qualcode.analysis.find import trim
from qualcode.i18n import _, ngettext, number
from qualcode.model.coding import Coding
from qualcode.model.span import Span
from qualcode.model.text import count_words
from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.history_actions import HistoryActions
from qualcode.tui.screens.picker import CodePicker, Picked
from qualcode.tui.screens.search_actions import SearchActions
from qualcode.tui.widgets.codings import code_line
from qualcode.tui.widgets.transcript import motion


class CodingActions(HistoryActions[None], SearchActions):
    """The actions of the coding screen that change the project; the screen shows what came of them."""

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
        """The code used last in this session, again."""
        last = self.session.last_code()
        if last:
            self.apply(self.session.project.codebook().path(last.id))
        else:
            self.say(_("No code used yet in this session."))

    def action_recent(self, place: int) -> None:
        """One of the codes used last, 1 being the latest."""
        recent = self.session.recent_codes()
        if place <= len(recent):
            self.apply(self.session.project.codebook().path(recent[place - 1].id))

    def _put(self, span: Span, path: str, *, create: bool = False) -> None:
        page = self.session.page
        with self.guarded():
            if page and all(page.document.id != known.id for known in self.session.project.documents()):
                self.sync()
                self.say(_("Another program has deleted {name}.").format(name=page.document.name))
                return
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
        """Remove a coding at the caret; of several, one chooses; another coder's only after a question."""
        here = self.session.mine_first(self.session.codings_at(self.transcript.selection))
        if not here:
            self.say(_("There is no coding here."))
            return
        self._choose(here, _("Remove which coding?"), self._remove)

    def _remove(self, coding: Coding) -> None:
        path = self.session.path_of(coding)

        def answer(yes: bool | None) -> None:
            if yes:
                with self.guarded():
                    self.session.project.uncode([coding.id])
                    self.sync()
                    self.say(_("Removed: {path}").format(path=path))

        if self.session.is_mine(coding):
            answer(True)
        else:
            coder = self.session.coder_name(coding.coder)
            question = _("This coding is {coder}'s: {path}. Remove it?").format(coder=coder, path=path)
            self.app.push_screen(Confirm(question), answer)

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

    def _choose(self, codings: Sequence[Coding], question: str, answer: Callable[[Coding], None]) -> None:
        if len(codings) == 1:
            answer(codings[0])
            return
        lines = []
        for coding in codings:
            line = code_line(self.session.project.codebook(), coding.code, self.ground)
            quote = " ".join(coding.quote.split())
            coder = self.session.coder_name(coding.coder)
            line.append("\n  ")
            if self.session.is_mine(coding):
                line.append(_("{coder} (you)").format(coder=coder), "bold")
            else:
                line.append(coder, self.ground.dim)
            line.append(f" · « {quote[:60]}{'…' if len(quote) > 60 else ''} »")
            lines.append(line)

        def chosen(place: int | None) -> None:
            if place is not None:
                answer(codings[place])

        self.app.push_screen(Choose(question, lines), chosen)
