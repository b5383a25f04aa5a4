"""What one does to codings that are there: another code, a weight, other bounds. Each is one call to the project.

Bounds change in three ways: the selection becomes those of a coding it meets; a coding is taken up, its passage
becomes the selection and whatever moves a selection moves its bounds until Enter; or an edge goes by a word at once.
"""

from __future__ import annotations

from collections.abc import Callable

from qualcode.analysis.edges import Side, moved
from qualcode.analysis.find import trim
from qualcode.i18n import _, ngettext, number
from qualcode.model.coding import Coding
from qualcode.model.span import Span
from qualcode.model.text import count_words
from qualcode.tui.offer import Offer, offer
from qualcode.tui.screens.coding_actions import CodingActions, ends
from qualcode.tui.screens.picker import CodePicker, Picked
from qualcode.tui.screens.weight import Weight
from qualcode.tui.widgets.codings import paths_in
from qualcode.tui.widgets.transcript.view import Transcript

#: Cells of the status line beside the two paths of a recoding.
_AROUND = 36


class RecodingActions(CodingActions):
    """The actions of the coding screen that change codings."""

    #: The coding whose bounds are being changed (by its UUID: an id may be another's by then), others' that may be.
    _held = ""
    _allowed: frozenset[str] = frozenset()
    #: The coding whose edge was moved last, and where the caret was.
    _edged = ("", -1)

    # Code and weight

    def action_recode(self) -> None:
        """Give a coding at the caret another code."""
        self._with_coding(_("Recode which coding?"), self._recode)

    def _recode(self, coding: Coding) -> None:
        path = self.session.path_of(coding)

        def look() -> Offer:
            return offer(self.session, coding.span)

        def answer(picked: Picked | None) -> None:
            if picked:
                self._if_mine(coding, _("Recode it?"), lambda: recode(picked))

        def recode(picked: Picked) -> None:
            with self.guarded():
                after = self.session.project.recode([coding.id], picked.path, create=picked.create)
                self.session.used([kept.code for kept in after])
                self.sync()
                if not after:
                    self._gone()
                elif after[0].code == coding.code:
                    self.say_paths(_("Already coded: {path}"), [path])
                else:
                    now = self.session.path_of(after[0])
                    joined = "" if after[0].id == coding.id else " · " + _("joined with the coding that was there")
                    room = (self.size.width - _AROUND) // 2
                    said = _("Recoded: {before} → {after}")
                    self.say(said.format(before=paths_in(room, [path]), after=paths_in(room, [now])) + joined)

        title = _("another code instead of {path}").format(path=path)
        book = self.session.project.codebook()
        self.app.push_screen(CodePicker(book, self.session.recent, title, look=look, pin=self.pin), answer)

    def action_weigh(self) -> None:
        """Give a coding at the caret a weight, or take it away."""
        self._with_coding(_("Weigh which coding?"), self._weigh)

    def _weigh(self, coding: Coding) -> None:
        path = self.session.path_of(coding)

        def answer(said: str | None) -> None:
            if said is not None:
                self._if_mine(coding, _("Weigh it?"), lambda: weigh(int(said) if said else None))

        def weigh(weight: int | None) -> None:
            with self.guarded():
                after = self.session.project.weigh([coding.id], weight)
                self.sync()
                if not after:
                    self._gone()
                elif weight is None:
                    self.say(_("No weight any more: {path}").format(path=path))
                else:
                    self.say_paths(_("Weight {weight}: {path}").replace("{weight}", str(weight)), [path])

        self.app.push_screen(Weight(path, coding.weight), answer)

    # Bounds

    def action_resize(self) -> None:
        """Give the bounds of the selection to a coding it meets; without a selection, take one up."""
        selection = self._passage()
        if self._held:
            self.action_settle()
        elif selection:
            found = [coding for coding in self.session.codings_at(selection) if coding.span != selection]
            if found:
                self._choose(
                    self.session.mine_first(found),
                    _("Which coding takes the bounds of the selection?"),
                    lambda coding: self._resize(coding, selection),
                )
            else:
                self.say(_("The selection meets no coding with other bounds."))
        else:
            self._with_coding(_("Change the bounds of which coding?"), self._take_up)

    def action_settle(self) -> None:
        """Give the selection to the coding that was taken up."""
        coding = self._coding(self._held)
        selection = self._passage()
        if not self._held:
            return
        self._held = ""
        if coding is None:
            self._gone()
        elif selection:
            self._resize(coding, selection)

    def on_transcript_caret_moved(self, event: Transcript.CaretMoved) -> None:
        """Say whose bounds are being changed; whoever drops the selection leaves them as they were."""
        coding = self._coding(self._held)
        if coding is None:
            return
        selection = self._passage()
        if selection is None:
            self._held = ""
            self.say(_("The bounds of {code} stay as they were.").format(code=self._called(coding)))
        else:
            self._say_held(coding, selection)

    def action_edge(self, side: Side, way: int) -> None:
        """Move an edge of a coding by a word: the one moved last, else the shortest of one's own at the caret."""
        coding, page = self._edge_of(), self.session.page
        if coding is None or page is None:
            self.say(_("There is no coding here."))
            return
        after = moved(page.text, page.layout.turns, coding.span, side, way)
        if after == coding.span:
            self.say(_("This edge of {code} goes no further.").format(code=self._called(coding)))
        else:
            self._resize(coding, after)

    def _edge_of(self) -> Coding | None:
        last, caret = self._edged
        if caret == self.transcript.caret and (coding := self._coding(last)):
            return coding
        return next(iter(self.session.mine_first(self.session.codings_at(self.transcript.selection))), None)

    def _take_up(self, coding: Coding) -> None:
        self._held = coding.uuid
        self.transcript.select(coding.span)
        self._say_held(coding, coding.span)

    def _say_held(self, coding: Coding, selection: Span) -> None:
        said = _("Bounds of {code}: {words} · Shift moves them · Enter keeps them · Esc leaves")
        self.say(said.format(code=self._called(coding), words=self._counted(selection)))

    def _resize(self, coding: Coding, span: Span) -> None:
        def resize() -> None:
            self._allowed |= {coding.uuid}
            with self.guarded():
                after = self.session.project.resize(coding.id, span.start, span.end)
                self.sync()
                if after is None:
                    self._gone()
                    return
                self._edged = (after.uuid, self.transcript.caret)
                joined = "" if after.id == coding.id else " · " + _("joined with the coding that was there")
                said = _("New bounds of {code}: {passage} ({words})").format(
                    code=self._called(after), passage=ends(after.quote), words=self._counted(after.span)
                )
                self.say(said + joined)

        if coding.uuid in self._allowed and self.session.project.coding(coding.id) == coding:
            resize()
        else:
            self._if_mine(coding, _("Change its bounds?"), resize)

    # What is meant

    def _with_coding(self, question: str, answer: Callable[[Coding], None]) -> None:
        here = self.session.mine_first(self.session.codings_at(self.transcript.selection))
        if here:
            self._choose(here, question, answer)
        else:
            self.say(_("There is no coding here."))

    def _coding(self, uuid: str) -> Coding | None:
        return next((coding for coding in self.session.codings if coding.uuid == uuid), None) if uuid else None

    def _passage(self) -> Span | None:
        page = self.session.page
        return trim(page.text, self.transcript.selection) if page else None

    def _counted(self, span: Span) -> str:
        page = self.session.page
        words = count_words(page.text[span.start : span.end]) if page else 0
        return ngettext("{n} word", "{n} words", words).format(n=number(words))

    def _called(self, coding: Coding) -> str:
        return " ".join(self.session.project.codebook()[coding.code].name.split())
