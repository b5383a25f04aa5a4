"""Opening memos to write in them, from the text or from a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text

from qualcode.i18n import _
from qualcode.model.coding import Memo
from qualcode.model.memo import Subject
from qualcode.tui.drafts import MemoDraft
from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.desk import Desk, T

if TYPE_CHECKING:
    from qualcode.tui.screens.memo import Edited


class MemoWriting(Desk[T]):
    """What every screen that writes memos has in common."""

    def write_memo(self, subject: Subject) -> None:
        """Open the memo on a thing; of several, or where there is another coder's, one chooses, or writes a new one."""
        known = self.session.project.memos_on(subject)
        if not known:
            self.edit_memo(subject)
        elif len(known) == 1 and not self._author(known[0]):
            self.edit_memo(subject, known[0])
        else:
            self._choose_memo(subject, known)

    def edit_memo(self, subject: Subject, memo: Memo | None = None, draft: MemoDraft | None = None) -> None:
        """Open the editor on a memo, for None on a new one; with what was not saved the last time, if it is known."""
        # A text editor takes a while to load, and not everyone writes a memo today.
        from qualcode.tui.screens.memo import MemoEditor

        author = self._author(memo) if memo else ""
        editor = MemoEditor(self.session, subject, memo, author=author, draft=draft)
        self.app.push_screen(editor, partial(self._edited, subject))

    def memo_saved(self, memo: int) -> None:
        """A memo (by its id) was written; the project is about to be shown again."""

    def _edited(self, subject: Subject, edited: Edited | None) -> None:
        if edited is None:
            return
        with self.guarded():
            if edited.memo is not None:
                self.memo_saved(edited.memo)
            self.sync()
            if edited.said:
                self.say(edited.said)
            if edited.again:
                self.edit_memo(subject)

    def _choose_memo(self, subject: Subject, known: Sequence[Memo]) -> None:
        lines = []
        for memo in known:
            who = self._author(memo) or _("{coder} (you)").format(coder=self.session.project.coder)
            line = Text(no_wrap=True, overflow="ellipsis").append(" ".join(memo.text.split())[:200])
            lines.append(line.append(f"\n  {who}", self.ground.dim))
        lines.append(Text("+ " + _("a new memo")))

        def chosen(place: int | None) -> None:
            if place is not None:
                self.edit_memo(subject, known[place] if place < len(known) else None)

        self.app.push_screen(Choose(_("Which memo?"), lines), chosen)

    def _author(self, memo: Memo) -> str:
        """Who wrote a memo, if somebody else; never empty for a note from a file."""
        project = self.session.project
        name = next((coder.name for coder in project.coders() if coder.id == memo.coder), "")
        if memo.kind != "memo":
            return name or _("The author of the file")
        return "" if name in ("", project.coder) else name
