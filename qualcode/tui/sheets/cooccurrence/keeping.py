"""Networks that the project keeps: the one at hand is saved; others are shown, refreshed, analysed, deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.i18n import _
from qualcode.model.network import Cooccurrence
from qualcode.model.network_lists import refreshed_in_words
from qualcode.tui.screens.ask import AskLine
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.sheets.cooccurrence.actions import CooccurrenceActions
from qualcode.tui.sheets.cooccurrence.saved import SavedNetworks

if TYPE_CHECKING:
    from qualcode.project.saved_networks import Refreshed


class Keeping(CooccurrenceActions):
    """What one does with saved networks."""

    def action_save(self) -> None:
        """Keep the network under a name."""
        found = self.table
        if found is None or not len(found):
            return
        # A saved network answers its question, which knows the least count but no other threshold.
        least = int(self.memory.least.get("count", 1.0))
        title = _("Save the network under the name (pairs met at least {n} times)").format(n=least)

        def answer(name: str | None) -> None:
            if name:
                self._save(name, found.network.at_least(least))

        self.app.push_screen(AskLine(title, self.memory.saved), answer)

    def _save(self, name: str, network: Cooccurrence, *, replacing: bool = False) -> None:
        project = self.session.project
        if not replacing and any(known.name == name for known in project.networks()):
            question = _("There is already a network “{name}”. Replace it?").format(name=name)
            self.app.push_screen(
                Confirm(question), lambda yes: self._save(name, network, replacing=True) if yes else None
            )
            return
        with self.guarded():
            project.save_network(name, network, replacing=replacing)
            self.sync()
            self.say(_("Saved as “{name}”.").format(name=name))

    def action_networks(self) -> None:
        """The saved networks."""
        known = self.session.project.networks()
        if not known:
            self.say(_("No network is saved yet: s saves this one."))
            return
        self.app.push_screen(SavedNetworks(known), self._chosen)

    def _chosen(self, answer: tuple[str, str] | None) -> None:
        if answer is None:
            return
        what, name = answer
        if what == "delete":
            question = _("Delete the network “{name}”?").format(name=name)
            self.app.push_screen(Confirm(question), lambda yes: self._delete(name) if yes else None)
            return
        if what == "refresh":
            self._refresh(name)
            return
        self._show(name)

    def _show(self, name: str) -> None:
        """Show a saved network; what is asked next goes on from its question."""
        with self.guarded():
            self.memory.question = replace(self.session.project.network(name).question, minimum=1)
            self.memory.saved = name
            self.said = ""
            self.sync()

    def _refresh(self, name: str) -> None:
        def done(refreshed: Refreshed) -> None:
            self.sync()
            changed = refreshed.difference if refreshed.counted else None
            self.say(refreshed_in_words(refreshed.network.summary.name, changed))

        self.jobs.start(
            _("Counting what goes together"),
            lambda project, report: project.refresh_network(name, lambda at, of: report(at, of, "")),
            done,
        )

    def _delete(self, name: str) -> None:
        with self.guarded():
            self.session.project.delete_network(name)
            self.sync()
            self.say(_("Deleted: network “{name}”.").format(name=name))
