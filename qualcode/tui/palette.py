"""The command palette: commands, documents, codes and speakers by name. Names are matched and shown as plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from qualcode.analysis.pick import Candidate, rank
from qualcode.i18n import _
from qualcode.tui.commands import commands

if TYPE_CHECKING:
    from qualcode.tui.screens.coding import CodingScreen


class Everything(Provider):
    """All that the coding screen can be asked for."""

    async def discover(self) -> Hits:
        """The commands, before anything is typed."""
        for title, run, help_ in self._commands():
            yield DiscoveryHit(Content(title), run, text=title, help=help_)

    async def search(self, query: str) -> Hits:
        """What fits the query, best first."""
        entries = [*self._commands(), *self._documents(), *self._codes(), *self._speakers()]
        found = rank(query, [Candidate(at, title, title) for at, (title, _run, _help) in enumerate(entries)])
        for place, at in enumerate(found):
            title, run, help_ = entries[at]
            yield Hit(1 - place / (len(found) + 1), Content(title), run, text=title, help=help_)

    @property
    def _desk(self) -> CodingScreen:
        from qualcode.tui.screens.coding import CodingScreen

        assert isinstance(self.screen, CodingScreen)
        return self.screen

    def _commands(self) -> Iterator[tuple[str, Callable[[], object], str | None]]:
        for command in commands():
            if command.palette and command.action:
                title = f"{command.group} › {command.label}  ({command.shown})"
                yield title, partial(self._desk.perform, command), None

    def _documents(self) -> Iterator[tuple[str, Callable[[], object], str | None]]:
        for document in self._desk.session.project.documents():
            yield (
                _("Open: {name}").format(name=document.name),
                partial(self._desk.open_document, document.id),
                None,
            )

    def _codes(self) -> Iterator[tuple[str, Callable[[], object], str | None]]:
        for path in self._desk.session.project.codebook().paths.values():
            yield _("Code with: {path}").format(path=path), partial(self._desk.apply, path), None

    def _speakers(self) -> Iterator[tuple[str, Callable[[], object], str | None]]:
        known = self._desk.session.project.vocabulary()
        for voice in known.voices.values():
            title = _("Speaker: {name} ({document})").format(
                name=voice.name, document=known.documents[voice.document].name
            )
            yield title, partial(self._desk.open_speaker, voice.document, voice.id), None


class Palette(CommandPalette):
    """Textual's palette, whose list may be paged through before it has found anything."""

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region or not action.startswith("page"):
            super()._action_command_list(action)
