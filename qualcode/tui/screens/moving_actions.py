"""Going far: from coding to coding, to what is not coded, to a number, back to where one was, to bookmarks.

What is said about a place stands in the status line as long as the caret is there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from textual import events
from textual.widgets import Input

from qualcode.i18n import _, ngettext, number
from qualcode.model.span import Span
from qualcode.tui.coded import Uncoded
from qualcode.tui.goal import Nowhere, position_of
from qualcode.tui.places import Spot, is_letter
from qualcode.tui.screens.bookmarks import Bookmarks, Listed
from qualcode.tui.screens.desk import TextDesk
from qualcode.tui.widgets.transcript.moves import UNNOTED
from qualcode.tui.widgets.transcript.view import Transcript

#: Letters of the text that tell a place.
_CONTEXT = 90


class MovingActions(TextDesk):
    """The actions of the coding screen that move far, and those that lead back."""

    #: What is said about a place, and where that is.
    _arrival: tuple[Spot | None, str] = (None, "")
    #: The code that is followed, as long as the caret is where that has led.
    _followed: tuple[Spot | None, int] = (None, 0)
    _uncoded: tuple[object, Uncoded] | None = None

    def arrived(self) -> str:
        """What there is to say about the place of the caret."""
        spot, words = self._arrival
        return words if spot is not None and spot == self.transcript.spot() else ""

    def _arrive(self, words: str) -> None:
        self._arrival = (self.transcript.spot(), words)
        self.say(words)

    # Codings

    def action_to_coding(self, step: int) -> None:
        """Go to the next or previous coding, round the end."""
        places = self.session.coded.places()
        if not places:
            self.say(_("Nothing is coded in this document yet."))
            return
        self.transcript.go(_beside(places, self.transcript.caret, step), jump="coding")

    def action_to_same_code(self, step: int) -> None:
        """Go to the next or previous coding of the code at the caret, or of that under the cursor of the codebook."""
        code = self._code_to_follow()
        if self.session.page is None:
            return
        if not code:
            self.say(_("No code here: go to a coding, or to a code in the codebook."))
            return
        book = self.session.project.codebook()
        path = book.path(code)
        places = self.session.coded.places(frozenset((code,))) or self.session.coded.places(
            frozenset(book.subtree(code))
        )
        if not places:
            self.say(_("{path}: no coding in this document.").format(path=path))
            return
        self.transcript.go(_beside(places, self.transcript.caret, step), jump="code")
        self._followed = (self.transcript.spot(), code)
        at = places.index(min(places, key=lambda place: abs(place - self.transcript.caret)))
        self._arrive(_("{path}: {n}/{all}").format(path=path, n=number(at + 1), all=number(len(places))))

    def action_select_coding(self) -> None:
        """Select the passage of the shortest coding at the caret; again: of the next larger one."""
        here = self.transcript.selection
        around = self.session.coded.around(here if len(here) else Span(here.start, here.start))
        if around:
            self.transcript.select(around[0].span)

    def _code_to_follow(self) -> int:
        spot, code = self._followed
        if self.transcript.active:
            return self.transcript.active
        if spot is not None and spot == self.transcript.spot():
            return code
        here = self.session.coded.at(self.transcript.selection)
        return here[0].code if here else code

    # What is not coded

    def action_to_uncoded(self, step: int) -> None:
        """Put the caret at the start of the next or previous stretch that no coding touches, round the end."""
        page = self.session.page
        if page is None:
            return
        stretches, caret = self._stretches(), self.transcript.caret
        if step > 0:
            found = stretches.next(caret)
            round_the_end = found is None
            found = stretches.next(-1) if found is None else found
        else:
            found = stretches.previous(caret)
            round_the_end = found is None
            found = stretches.previous(len(page.text) + 1) if found is None else found
        if found is None:
            self.say(_("All of this document is coded."))
            return
        self.transcript.go(found, jump="uncoded")
        # One goes there to code: the figures are pinned codes there, in the codebook they would be pinned.
        self.set_focus(self.transcript)
        words = stretches.words(found)
        said = ngettext("{n} word not coded", "{n} words not coded", words).format(n=number(words))
        if found == caret:
            said = _("{words}; nothing else").format(words=said)
        elif round_the_end:
            said = (
                _("{words}, from the start again").format(words=said)
                if step > 0
                else _("{words}, from the end again").format(words=said)
            )
        self._arrive(said)

    def _stretches(self) -> Uncoded:
        page, coded = self.session.page, self.session.coded
        assert page is not None
        if self._uncoded is None or self._uncoded[0] is not coded:
            interviewers = frozenset(speaker for speaker, rank in page.ranks.items() if rank == 0)
            sentences = self.transcript.units("sentence")
            self._uncoded = (coded, Uncoded(coded, page.text, page.layout, sentences, interviewers))
        return self._uncoded[1]

    # A place by its number

    def action_jump(self) -> None:
        """Open the line that takes a number, a share or a time."""
        if self.session.page is None:
            return
        line = self.query_one("#jump", Input)
        line.value = ""
        line.add_class("-open")
        self.set_focus(line)

    def close_jump(self) -> None:
        """Close that line, with what it said."""
        line = self.query_one("#jump", Input)
        if line.has_class("-open"):
            line.remove_class("-open")
            self.say("")
            self.set_focus(self.transcript)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the words that stand where one would go."""
        page = self.session.page
        if event.input.id != "jump" or page is None:
            return
        try:
            self.say(self._words_at(position_of(event.value, page.layout, len(page.text)), page.text))
        except Nowhere:
            self.say("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go there, or say what is understood."""
        page = self.session.page
        if event.input.id != "jump" or page is None:
            return
        if not event.value.strip():
            self.close_jump()
            return
        try:
            position = position_of(event.value, page.layout, len(page.text))
        except Nowhere as error:
            self.say(str(error))
            return
        self.close_jump()
        self.transcript.go(position, jump="jump")

    # Back

    def note_leaving(self) -> None:
        """Remember where one is, before another document opens."""
        here = self.transcript.spot()
        if here is not None:
            self.session.trail.leave(here, Spot("", 0))

    def action_go_back(self) -> None:
        """Go back to where one was before the last jump; from there, back here."""
        here = self.transcript.spot()
        known = {document.uuid for document in self.session.project.documents()}
        spot = self.session.trail.back(here, known) if here else None
        if spot is None:
            self.say(_("There is no place to go back to yet."))
        else:
            self.go_to_spot(spot)

    def go_to_spot(self, spot: Spot) -> None:
        """Show a place, in whatever document."""
        page = self.session.page
        if page is not None and page.document.uuid == spot.document:
            self.transcript.place_caret(spot.position, jump=UNNOTED)
            self.set_focus(self.transcript)
            return
        document = next((d for d in self.session.project.documents() if d.uuid == spot.document), None)
        if document is None:
            self.say(_("The document of this place is no longer there."))
            return
        with self.guarded():
            self.session.open(document.id)
            self.session.keep_caret(spot.position)
            self.show_page()
            self.say("")

    # Bookmarks

    def on_pairs_asked(self, event: Transcript.Asked) -> None:
        """Say which key is waited for."""
        if event.what == "set":
            self.say(_("Bookmark: its letter (Esc: none)"))
            return
        letters = " ".join(sorted(self.session.places.bookmarks))
        self.say(
            _("' back · ? list · bookmark: {letters}").format(letters=letters)
            if letters
            else _("' back · ? list · no bookmark yet")
        )

    def on_pairs_answered(self, event: Transcript.Answered) -> None:
        """Set a bookmark, go to one, or go back."""
        self.say("")
        if not event.letter or self.session.page is None:
            return
        if event.what == "set":
            self._set_bookmark(event.letter)
        elif event.letter == "'":
            self.action_go_back()
        else:
            self._go_to_bookmark(event.letter)

    def _set_bookmark(self, letter: str) -> None:
        here = self.transcript.spot()
        if not is_letter(letter):
            self.say(_("A bookmark is called by a letter or a figure."))
        elif here is not None:
            moved = letter in self.session.places.bookmarks
            self.session.places.bookmarks[letter] = here
            self.session.keep_places()
            self.show_on_map()
            self._arrive(
                _("Bookmark {letter} moved here.").format(letter=letter)
                if moved
                else _("Bookmark {letter} set here.").format(letter=letter)
            )

    def _go_to_bookmark(self, letter: str) -> None:
        spot = self.session.places.bookmarks.get(letter)
        if spot is None:
            self.action_bookmarks()
            return
        here = self.transcript.spot()
        if here is not None:
            self.session.trail.leave(here, spot)
        self.go_to_spot(spot)

    def action_bookmarks(self) -> None:
        """List the bookmarks and the places left last, with the words that stand there."""
        listed = self._listed()
        if not listed:
            self.say(_('No bookmark yet: " and a letter sets one.'))
            return

        def answer(spot: Spot | None) -> None:
            self.session.keep_places()
            here = self.transcript.spot()
            if spot is not None:
                if here is not None:
                    self.session.trail.leave(here, spot)
                self.go_to_spot(spot)

        self.app.push_screen(Bookmarks(listed, self.session.places.bookmarks), answer)

    def _listed(self) -> Sequence[Listed]:
        project, places = self.session.project, self.session.places
        documents = {document.uuid: document for document in project.documents()}
        named = sorted(places.bookmarks.items())
        last = [("", spot) for spot in reversed(places.trail) if spot not in places.bookmarks.values()]
        texts = {
            uuid: project.text(documents[uuid].id)
            for uuid in {s.document for _l, s in [*named, *last]} & documents.keys()
        }
        found = []
        for letter, spot in [*named, *last]:
            if spot.document in texts:
                text = texts[spot.document]
                share = 100 * min(spot.position, len(text)) // max(1, len(text))
                words = self._words_at(spot.position, text)
                found.append(Listed(letter, spot, documents[spot.document].name, share, words))
            elif letter:
                found.append(Listed(letter, spot, _("a document that is gone"), 0, ""))
        return found

    def _words_at(self, position: int, text: str) -> str:
        words = " ".join(text[position : position + _CONTEXT].split())
        return f"« {words}… »" if position + _CONTEXT < len(text) else f"« {words} »"

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Who goes elsewhere does not need the line any more."""
        if event.widget.id == "jump":
            event.widget.remove_class("-open")


def _beside(places: Sequence[int], position: int, step: int) -> int:
    at = bisect_right(places, position) if step > 0 else bisect_left(places, position) - 1
    return places[at % len(places)]
