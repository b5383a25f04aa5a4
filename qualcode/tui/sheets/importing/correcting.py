"""What one says against what was found, of documents and of who speaks in them; each is a step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.text import Text

from qualcode.i18n import _, ngettext, number
from qualcode.model.document import KINDS
from qualcode.model.text import clean_line
from qualcode.project.drafts import Correction
from qualcode.tui.screens.ask import AskLine
from qualcode.tui.screens.choose import Choose
from qualcode.tui.sheets.importing.found import Found, Voice, kind_word
from qualcode.tui.sheets.sheet import Sheet

if TYPE_CHECKING:
    from qualcode.tui.widgets.rows import Rows


class Correcting(Sheet):
    """The corrections of the import sheet; the sheet shows what came of them."""

    found: Found

    if TYPE_CHECKING:

        @property
        def documents(self) -> Rows: ...
        def show_found(self) -> None: ...
        def voice_at(self) -> Voice | None: ...

    # Steps

    def action_undo(self) -> None:
        """Take back the last tick or correction; while files are chosen, the last action."""
        if not self.found:
            super().action_undo()
        else:
            self._stepped(self.found.step_back(), _("Taken back."), _("Nothing was said against what was found."))

    def action_redo(self) -> None:
        """Do again what was taken back."""
        if not self.found:
            super().action_redo()
        else:
            self._stepped(self.found.step_on(), _("Done again."), _("There is nothing to redo."))

    def _stepped(self, done: bool, message: str, nothing: str) -> None:
        if done:
            self.show_found()
        self.say(message if done else nothing)

    # Documents

    def action_tick(self) -> None:
        """Tick the file, or take the tick off; the next one."""
        if self.found.here is None:
            return
        self.found.tick([self.found.cursor])
        self.show_found()
        self.documents.action_step(1)

    def action_tick_all(self) -> None:
        """Tick all, or none."""
        self.found.tick(range(len(self.found.files)))
        self.show_found()

    def action_kind(self) -> None:
        """The kind of the document."""
        self._choose_kind([self.found.cursor])

    def action_kind_of_all(self) -> None:
        """The kind of all documents that are ticked."""
        self._choose_kind(sorted(self.found.ticked))

    def action_rename(self) -> None:
        """The name of the document."""
        at = self.found.cursor
        if not self._can_correct(at):
            return

        def answer(name: str | None) -> None:
            if name:
                self._correct([at], lambda said: replace(said, name=name))

        self.app.push_screen(AskLine(_("Name of the document"), self.found.draft(at).name, self._name_taken), answer)

    def action_attribute(self) -> None:
        """An attribute of the document."""
        self._ask_attribute([self.found.cursor])

    def action_attribute_of_all(self) -> None:
        """An attribute of all documents that are ticked."""
        self._ask_attribute(sorted(self.found.ticked))

    def action_no_turns(self) -> None:
        """Nobody speaks in this document; or as it was found."""
        at = self.found.cursor
        if not self._can_correct(at):
            return
        original = self.found.files[at].drafts[0]
        if not original.turns:
            self.say(_("No turns were found in this document."))
            return
        without = not self.found.correction(at).no_turns
        talks = self.found.draft(at).kind in ("entretien", "focus-group")

        def change(said: Correction) -> Correction:
            # What has no turns is no interview; what has them again is what it was taken for.
            kind = "notes" if without and talks else "" if not without and said.kind == "notes" else said.kind
            return replace(said, no_turns=without, kind=kind)

        self._correct([at], change)

    # Speakers

    def action_name_speaker(self) -> None:
        """The name of the speaker."""
        voice = self._voice()
        if voice is None:
            return
        at, label = self.found.cursor, voice.label

        def answer(name: str | None) -> None:
            if name:
                self._correct([at], lambda said: replace(said, names={**said.names, label: name}))

        known = voice.name if voice.name != label else ""
        self.app.push_screen(AskLine(_("Who is “{label}”?").format(label=clean_line(label)), known), answer)

    def action_interviewer(self) -> None:
        """Interviewer, or not."""
        voice = self._voice()
        if voice is not None:
            label, leads = voice.label, not voice.interviewer
            change = _with_interviewer(label, leads)
            self._correct([self.found.cursor], change)

    def action_same(self) -> None:
        """The same person as another label."""
        voice = self.voice_at()
        if voice is None or not self._can_correct(self.found.cursor):
            return
        at, label = self.found.cursor, voice.label
        others = [v for v in self.found.voices(at) if v.label != label and not v.same and not v.nobody]
        choices = [
            Text(f"{clean_line(other.label)}  {other.name if other.name != other.label else ''}") for other in others
        ]

        def answer(chosen: int | None) -> None:
            if chosen is not None:
                target = others[chosen].label if chosen < len(others) else ""
                self._correct([at], _with_same(label, target))

        title = _("“{label}” is the same person as").format(label=clean_line(label))
        self.app.push_screen(Choose(title, [*choices, Text(_("nobody else"), "italic")]), answer)

    def action_nobody(self) -> None:
        """No speaker: its turns join the ones before; or a speaker after all."""
        voice = self.voice_at()
        if voice is not None and self._can_correct(self.found.cursor):
            self._correct([self.found.cursor], _with_nobody(voice.label))

    # What is common

    def _voice(self) -> Voice | None:
        """The speaker under the cursor, where something can be said of them."""
        voice = self.voice_at()
        if voice is None or not self._can_correct(self.found.cursor):
            return None
        if voice.nobody or voice.same:
            self.say(_("“{label}” is no speaker of its own now.").format(label=clean_line(voice.label)))
            return None
        return voice

    def _can_correct(self, at: int) -> bool:
        if self.found.can_correct(at):
            return True
        if at < len(self.found.files):
            self.say(_("A table and a study say themselves what their documents are."))
        return False

    def _choose_kind(self, places: Iterable[int]) -> None:
        wanted = [at for at in places if self.found.can_correct(at)]
        if not wanted:
            self._can_correct(self.found.cursor)
            return

        def answer(chosen: int | None) -> None:
            if chosen is not None:
                self._correct(wanted, lambda said: replace(said, kind=KINDS[chosen]))

        title = _("What is it?")
        if len(wanted) > 1:
            title = ngettext("What is {n} document?", "What are {n} documents?", len(wanted)).format(
                n=number(len(wanted))
            )
        self.app.push_screen(Choose(title, [Text(kind_word(kind)) for kind in KINDS]), answer)

    def _ask_attribute(self, places: Iterable[int]) -> None:
        wanted = [at for at in places if self.found.can_correct(at)]
        if not wanted:
            self._can_correct(self.found.cursor)
            return

        def answer(line: str | None) -> None:
            if line:
                name, _sign, value = (part.strip() for part in line.partition("="))
                self._correct(wanted, lambda said: replace(said, attributes={**said.attributes, name: value}))

        title = _("Attribute of this document: name = value (no value takes it away)")
        if len(wanted) > 1:
            title = ngettext(
                "Attribute of {n} document: name = value (no value takes it away)",
                "Attribute of {n} documents: name = value (no value takes it away)",
                len(wanted),
            ).format(n=number(len(wanted)))
        self.app.push_screen(AskLine(title, "", _is_pair), answer)

    def _correct(self, places: Iterable[int], change: Callable[[Correction], Correction]) -> None:
        with self.guarded():
            self.said = ""
            self.found.correct(places, change)
            self.show_found()

    def _name_taken(self, name: str) -> str:
        others = {self.found.draft(at).name for at in self.found.ticked if at != self.found.cursor}
        others |= {document.name for document in self.session.project.documents()}
        return _("There is already a document “{name}”.").format(name=name) if name in others else ""


def _is_pair(line: str) -> str:
    name, sign, _value = line.partition("=")
    return "" if sign and name.strip() else _("Write it as: name = value")


def _with_interviewer(label: str, leads: bool) -> Callable[[Correction], Correction]:
    return lambda said: replace(said, interviewers={**said.interviewers, label: leads})


def _with_same(label: str, target: str) -> Callable[[Correction], Correction]:
    """Say that a label is another (empty: itself); labels that were the same as it follow."""

    def change(said: Correction) -> Correction:
        same: Mapping[str, str] = {known: other for known, other in said.same.items() if known != label}
        return replace(said, same={**same, label: target} if target else same, nobody=said.nobody - {label})

    return change


def _with_nobody(label: str) -> Callable[[Correction], Correction]:
    """Say that a label is no speaker, or one after all; then nothing is the same as it."""

    def change(said: Correction) -> Correction:
        same = {known: other for known, other in said.same.items() if label not in (known, other)}
        return replace(said, nobody=said.nobody ^ {label}, same=same)

    return change
