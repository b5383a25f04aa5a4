"""Searching in the open document, and saying where else a word stands."""

from __future__ import annotations

import asyncio

from textual.widgets import Input

from qualcode.i18n import _, ngettext, number
from qualcode.tui.screens.desk import TextDesk

#: Documents that are named when a word stands elsewhere.
_NAMED = 3
#: Characters of a selection that are taken for words to be searched.
_FEW = 40


class SearchActions(TextDesk):
    """The actions of the search line."""

    def action_search(self) -> None:
        """Open the line to search with."""
        if self.session.page is None:
            return
        line = self.query_one("#search", Input)
        line.add_class("-open")
        # At once: what is typed next is meant for the line.
        self.set_focus(line)

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
            self.set_focus(self.transcript)
            if self.transcript.hits:
                self.transcript.find_hit()
            elif event.value.strip():
                self.say(_("“{words}” is not in this document.").format(words=event.value))
                self.run_worker(self._look_elsewhere(event.value, self.said), group="search", exclusive=True)

    def searched(self) -> str:
        """The words that are searched for; a few that are selected and are no hit mean others."""
        page, selection = self.session.page, self.transcript.selection
        sought = self.sought()
        selected = " ".join(page.text[selection.start : selection.end].split()) if page else ""
        other = 0 < len(selected) <= _FEW and selection not in self.transcript.hits
        return selected if other or not sought and len(selected) <= _FEW else sought

    def sought(self) -> str:
        """The words that were typed to be searched for."""
        return self.query_one("#search", Input).value.strip()

    def close_search(self) -> None:
        """Leave the search line and its highlights."""
        line = self.query_one("#search", Input)
        line.value = ""
        line.remove_class("-open")
        self.transcript.show_hits([])
        self.set_focus(self.transcript)
        self.show_here()

    async def _look_elsewhere(self, words: str, said: str) -> None:
        """Say in which other documents words stand; between two documents the screen has its turn."""
        project = self.session.project
        names = {document.id: document.name for document in project.documents()}
        found = []
        for document, hits in project.hits_by_document(words):
            if hits and document in names:
                found.append(names[document])
            await asyncio.sleep(0)
            if self.said != said:
                return
        if not found:
            self.say(_("“{words}” is in no document.").format(words=words))
            return
        message = ngettext(
            "“{words}” is not here, but in {n} other document: {names}",
            "“{words}” is not here, but in {n} other documents: {names}",
            len(found),
        )
        shown = ", ".join(found[:_NAMED]) + (", …" if len(found) > _NAMED else "")
        self.say(message.format(words=words, n=number(len(found)), names=shown))
