"""What one does to the text: code, uncode. Each is one call to the project."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len

from qualcode.analysis.find import trim
from qualcode.i18n import _, ngettext, number
from qualcode.model.codebook import split_path
from qualcode.model.coding import Coding
from qualcode.model.span import Span
from qualcode.model.text import count_words
from qualcode.project.recoding import LONGEST_IN_VIVO
from qualcode.tui.offer import offer
from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.history_actions import HistoryActions
from qualcode.tui.screens.picker import CodePicker, Picked
from qualcode.tui.screens.pin_actions import PinActions
from qualcode.tui.screens.search_actions import SearchActions
from qualcode.tui.widgets.codings import code_line, paths_in
from qualcode.tui.widgets.transcript import motion

#: Cells of the status line that what is said leaves to "saved".
_SAVED = 20
#: Characters of a word where a passage is named by its words.
_WORD = 24


class CodingActions(PinActions, HistoryActions[None], SearchActions):
    """The actions of the coding screen that put codes on the text; the screen shows what came of them."""

    def action_code(self) -> None:
        """Pick codes for the selection, else for the sentence at the caret."""
        target = self._target()
        if target:
            self._pick(*target)

    def _pick(self, span: Span, what: str, query: str = "") -> None:
        book = self.session.project.codebook()

        def put(picked: Picked | None) -> bool:
            return picked is not None and self._put(span, picked.paths, create=picked.create)

        def answer(picked: Picked | None) -> None:
            put(picked)

        page = self.session.page
        quote = ends(page.text[span.start : span.end], 4) if page else ""
        picker = CodePicker(
            book,
            self.session.recent,
            f"{what} · {quote}",
            look=lambda: offer(self.session, span),
            query=query,
            many=True,
            stay=put,
            pin=self.pin,
        )
        self.app.push_screen(picker, answer)

    def apply(self, path: str) -> None:
        """Put a code on the selection, else on the sentence at the caret."""
        target = self._target()
        if target:
            self._put(target[0], [path])

    def action_repeat(self) -> None:
        """The code used last in this session, again."""
        last = self.session.last_code()
        if last:
            self.apply(self.session.project.codebook().path(last.id))
        else:
            self.say(_("No code used yet in this session."))

    def action_in_vivo(self) -> None:
        """Make a code named by the selected words and put it on them; longer words are cut down first."""
        page = self.session.page
        span = trim(page.text, self.transcript.selection) if page else None
        if page is None or span is None:
            self.say(_("Select the words that shall be the code's name first."))
            return
        path = self.session.project.in_vivo_path(page.text[span.start : span.end])
        if not path:
            self.say(_("No word is selected."))
        elif len(split_path(path)[-1]) > LONGEST_IN_VIVO:
            shorter = path[: len(path) - len(split_path(path)[-1]) + LONGEST_IN_VIVO].rsplit(" ", 1)[0]
            self._pick(span, _("a shorter name for these words"), shorter)
        else:
            self._put(span, [path], create=True)

    def _put(self, span: Span, paths: Sequence[str], *, create: bool = False) -> bool:
        """Put codes on a passage; whether it could be done."""
        page = self.session.page
        with self.guarded():
            if page and all(page.document.id != known.id for known in self.session.project.documents()):
                self.sync()
                # What is told here is not told again, in fewer words, when one next looks around.
                self.session.project.changed_elsewhere()
                self.say(_("Another program has deleted {name}.").format(name=page.document.name))
                return False
            was_there = {coding.id for coding in self.session.codings}
            known = set(self.session.project.codebook())
            made = self.session.apply([span], paths, create=create)
            # What was selected stays, for another code; moving on does not add to it any more.
            self.transcript.anchored = False
            self.sync()
            book = self.session.project.codebook()
            new = [coding for coding in made if coding.id not in was_there]
            words = count_words(page.text[span.start : span.end]) if page else 0
            done = _("Coded: {path}") if new else _("Already coded: {path}")
            if any(coding.code not in known for coding in new):
                done = _("Coded with a new code: {path}")
            counted = ngettext("{n} word", "{n} words", words).format(n=number(words))
            self.say_paths(f"{done} ({counted})", [book.path(coding.code) for coding in new or made])
            return True
        return False

    def action_uncode(self) -> None:
        """Remove a coding at the caret; of several, one chooses; another coder's only after a question."""
        here = self.session.mine_first(self.session.codings_at(self.transcript.selection))
        if not here:
            self.say(_("There is no coding here."))
            return
        self._choose(here, _("Remove which coding?"), self._remove)

    def _remove(self, coding: Coding) -> None:
        path = self.session.path_of(coding)

        def remove() -> None:
            with self.guarded():
                self.session.project.uncode([coding.id])
                self.sync()
                self.say_paths(_("Removed: {path}"), [path])

        self._if_mine(coding, _("Remove it?"), remove)

    def _if_mine(self, coding: Coding, question: str, do: Callable[[], None]) -> None:
        """Do something to a coding that is still what it was shown as; to another coder's only after a question."""

        def act() -> None:
            if self._still(coding):
                do()

        def answer(yes: bool | None) -> None:
            if yes:
                act()

        if self.session.is_mine(coding):
            act()
        else:
            said = _("This coding is {coder}'s: {path}.").format(
                coder=self.session.coder_name(coding.coder), path=self.session.path_of(coding)
            )
            self.app.push_screen(Confirm(f"{said} {question}"), answer)

    def _still(self, coding: Coding) -> bool:
        """Whether a coding is what it was when it was shown; otherwise how things stand is shown, and said."""
        now = self.session.project.coding(coding.id)
        if now is None or now.uuid != coding.uuid:
            self._gone()
        elif now != coding:
            self.overtaken()
        return now == coding

    def _gone(self) -> None:
        self.catch_up()
        self.say(_("Another program has removed this coding."))

    def say_paths(self, words: str, paths: Sequence[str]) -> None:
        """Say something of codes: `{path}` stands for as much of their paths as there is room for."""
        room = self.size.width - cell_len(words.replace("{path}", "")) - _SAVED
        self.say(words.replace("{path}", paths_in(room, paths)))

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


def ends(quote: str, most: int = 3) -> str:
    """How a passage begins and ends, in that many words each."""
    words = [word if len(word) <= _WORD else word[: _WORD - 1] + "…" for word in quote.split()]
    if len(words) > 2 * most:
        words = [*words[:most], "…", *words[-most:]]
    return f"« {' '.join(words)} »"
