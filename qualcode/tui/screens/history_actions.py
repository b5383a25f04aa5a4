"""Undo and redo in the screen: immediate for one's own small steps, after a question for all else.

Before a step the key bar names it; after it the status line does, and the text shows the place that it changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qualcode.i18n import _
from qualcode.project.history import described, described_shortly
from qualcode.storage.journal import Action
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.desk import Desk, T


class HistoryActions(Desk[T]):
    """The actions that go back and forth in the history; the status line says what was done."""

    def hints(self) -> Mapping[str, str]:
        """What undo and redo would do now."""
        project = self.session.project
        steps = {
            "undo": (_("undo: {action}"), project.next_undo()),
            "redo": (_("redo: {action}"), project.next_redo()),
        }
        return {
            name: said.format(action=described_shortly(step))
            for name, (said, step) in steps.items()
            if step is not None
        }

    def action_undo(self) -> None:
        """Take back the last action."""
        project = self.session.project
        step = project.next_undo()
        question = project.question_before_undo(step) if step else ""
        if not question:
            self._undo()
            return

        def answer(yes: bool | None) -> None:
            if not yes:
                return
            # What was asked about is what is undone: another program may have gone on meanwhile.
            if project.next_undo() == step:
                self._undo()
            else:
                self.action_undo()

        self.app.push_screen(Confirm(question), answer)

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._step(self.session.project.redo, _("Redone: {action}"))

    def _undo(self) -> None:
        self._step(self.session.project.undo, _("Undone: {action}"))

    def _step(self, step: Callable[[], Action], message: str) -> None:
        with self.guarded():
            done = step()
            self.sync()
            said = message.format(action=described(done))
            if self.show_change(self.session.project.places_of(done)):
                self.lasting = said
            self.say(said)
