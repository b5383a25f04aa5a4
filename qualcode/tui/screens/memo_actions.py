"""Memos written from the text: on the coding at the caret, on the passage, wherever one chooses.

A memo goes to one's own coding at once only where nothing narrower could be meant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from rich.text import Text

from qualcode.i18n import _, ngettext, number
from qualcode.model.coding import Coding, Memo
from qualcode.model.memo import Subject, subject_of
from qualcode.tui.drafts import every_draft
from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.coding_actions import CodingActions
from qualcode.tui.screens.memo_writing import MemoWriting
from qualcode.tui.widgets.codings import code_line


@dataclass(frozen=True, slots=True)
class _Offer:
    """Something at the caret to write on."""

    line: Text
    write: Callable[[], None]


class MemoActions(CodingActions, MemoWriting[None]):
    """The actions of the coding screen that write memos."""

    def on_mount(self) -> None:
        """Say what was written the last time and not saved."""
        self.call_after_refresh(self._say_drafts)

    def _say_drafts(self) -> None:
        n = len(every_draft(self.session.uuid, self.session.project.coder))
        if n:
            said = ngettext(
                "{n} memo was not saved the last time: M shows it.",
                "{n} memos were not saved the last time: M shows them.",
                n,
            )
            self.say(said.format(n=number(n)))

    def action_memo(self) -> None:
        """Write on one's own coding at the caret, else on the passage; one chooses where another place may be meant."""
        offers = self._offers()
        if len(offers) == 1:
            offers[0].write()
        elif offers:

            def chosen(place: int | None) -> None:
                if place is not None:
                    offers[place].write()

            self.app.push_screen(Choose(_("Memo on what?"), [offer.line for offer in offers]), chosen)

    def _offers(self) -> list[_Offer]:
        selection = self.transcript.selection
        here = self.session.mine_first(self.session.codings_at(selection))
        mine = [coding for coding in here if self.session.is_mine(coding)]
        selected = len(selection) > 0 and all(coding.span != selection for coding in here)
        if len(mine) == 1 and not selected:
            # Another's narrower coding may be meant; a wider one is not, since one's own is nearer.
            here = [coding for coding in here if coding is mine[0] or len(coding.span) < len(mine[0].span)]
        codings = [_Offer(self._coding_line(coding), partial(self._on_coding, coding)) for coding in here]
        written = [memo for memo in self.session.passages_at(selection) if memo.kind == "memo"]
        if len(codings) == 1 and not selected:
            return codings
        passages = [_Offer(self._memo_line(memo), partial(self._on_memo, memo)) for memo in written]
        target = self._target()
        if target and self.session.page and not (written and not here and not selected):
            subject = Subject("passage", self.session.page.document.id, target[0])
            new = _Offer(Text(_("Memo on {what}").format(what=target[1])), partial(self.write_memo, subject))
            return [new, *codings, *passages] if selected else [*codings, *passages, new]
        return [*codings, *passages]

    def _on_coding(self, coding: Coding) -> None:
        self.write_memo(Subject("coding", coding.id))

    def _on_memo(self, memo: Memo) -> None:
        self.edit_memo(subject_of(memo), memo)

    def _coding_line(self, coding: Coding) -> Text:
        line = code_line(self.session.project.codebook(), coding.code, self.ground)
        if self.session.memos.get(coding.id):
            line.append("  ✎")
        coder = self.session.coder_name(coding.coder)
        mine = self.session.is_mine(coding)
        line.append("\n  " + (_("{coder} (you)").format(coder=coder) if mine else coder), "bold" if mine else "")
        return line.append(f" · « {_short(coding.quote)} »", self.ground.dim)

    def _memo_line(self, memo: Memo) -> Text:
        who = self._author(memo) or _("{coder} (you)").format(coder=self.session.project.coder)
        return Text(f"✎ {_short(memo.text)}").append(f"\n  {who}", self.ground.dim)


def _short(text: str, most: int = 60) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1] + "…"
