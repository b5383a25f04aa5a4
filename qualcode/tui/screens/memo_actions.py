"""Memos written from the text: on the coding at the caret, else on the passage."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text

from qualcode.i18n import _
from qualcode.model.coding import Coding
from qualcode.tui.screens.coding_actions import CodingActions
from qualcode.tui.screens.memo import MemoEditor
from qualcode.tui.widgets.codings import code_line


class MemoActions(CodingActions):
    """The actions of the coding screen that write memos."""

    def action_memo(self) -> None:
        """Write on the coding at the caret; where there is none, on the passage."""
        here = self.session.mine_first(self.session.codings_at(self.transcript.selection))
        if here:
            only_mine = sum(self.session.is_mine(coding) for coding in here) == 1
            self._choose(here[:1] if only_mine else here, _("Memo on which coding?"), self._memo_on)
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

    def _memo_on(self, coding: Coding) -> None:
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
