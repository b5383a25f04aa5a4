"""Networks that the project keeps: the one at hand is saved; others are shown, refreshed, analysed, deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.i18n import _, ngettext, number
from qualcode.model.network import Cooccurrence
from qualcode.model.network_lists import refreshed_in_words
from qualcode.model.saved_network import SavedNetwork
from qualcode.project import Project
from qualcode.tui.jobs import Report
from qualcode.tui.screens.ask import AskLine
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.sheets.cooccurrence.actions import CooccurrenceActions
from qualcode.tui.sheets.cooccurrence.saved import SavedNetworks

if TYPE_CHECKING:
    from qualcode.analysis.network_diff import NetworkDiff
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

    def action_networks(self, name: str = "") -> None:
        """The saved networks; the cursor starts on that of the name."""
        known = self.session.project.networks()
        if not known:
            self.say(_("No network is saved yet: s saves this one."))
            return
        self.app.push_screen(SavedNetworks(known, name or self.memory.saved), self._chosen)

    def _chosen(self, answer: tuple[str, str] | None) -> None:
        if answer is None:
            return
        what, name = answer
        done = {
            "show": self._show,
            "delete": self._ask_delete,
            "refresh": self._refresh,
            "rename": self._rename,
            "analyse": self._analyse,
            "compare": self._changes,
        }
        done[what](name)

    def _show(self, name: str) -> None:
        """Show a saved network; what is asked next goes on from its question."""
        with self.guarded():
            self.memory.question = replace(self.session.project.network(name).question, minimum=1)
            self.memory.saved = name
            self.said = ""
            self.sync()

    def _refresh(self, name: str) -> None:
        def done(refreshed: Refreshed) -> None:
            if not self._here:
                return
            self.sync()
            changed = refreshed.difference if refreshed.counted else None
            self.say(refreshed_in_words(refreshed.network.summary.name, changed))

        self.jobs.start(
            _("Counting what goes together"),
            lambda project, report: project.refresh_network(name, lambda at, of: report(at, of, "")),
            done,
        )

    @property
    def _here(self) -> bool:
        """Whether the map has not been left meanwhile."""
        return self.is_attached and self.is_running

    def _rename(self, name: str) -> None:
        def renamed(to: str | None) -> None:
            if to is None:
                self.action_networks(name)
                return
            with self.guarded():
                new = self.session.project.rename_network(name, to).name
                if self.memory.saved == name:
                    self.memory.saved = new
                self.sync()
                self.action_networks(new)

        def check(to: str) -> str:
            taken = to != name and any(known.name == to for known in self.session.project.networks())
            return _("There is already a network “{name}”.").format(name=to) if taken else ""

        title = _("Another name for the network “{name}”").format(name=name)
        self.app.push_screen(AskLine(title, name, check), renamed)

    def _analyse(self, name: str) -> None:
        """Find the communities of a network, and show them."""

        def done(network: SavedNetwork) -> None:
            if not self._here:
                return
            self.memory.order = "cluster"
            self._show(network.summary.name)
            found = network.summary.origin.analysis
            if found:
                groups = ngettext("{n} community", "{n} communities", found.communities)
                groups = groups.format(n=number(found.communities))
                said = _("{groups}, modularity {value}: [1], [2]… beside the codes.")
                self.say(said.format(groups=groups, value=number(found.modularity, 2)))

        def work(project: Project, report: Report) -> SavedNetwork:
            report(0, 0, "")
            return project.analyse_network(name)

        self.jobs.start(_("Looking for communities"), work, done)

    def _changes(self, name: str) -> None:
        """What has changed since a network was saved, or counted last."""

        def work(project: Project, report: Report) -> NetworkDiff:
            report(0, 0, "")
            return project.network_diff(name)

        def done(changed: NetworkDiff) -> None:
            if not self._here:
                return
            from qualcode.tui.sheets.cooccurrence.changes import Changes

            self.app.push_screen(Changes(name, changed), lambda _none: self.action_networks(name))

        self.jobs.start(_("Counting what goes together"), work, done)

    def _ask_delete(self, name: str) -> None:
        question = _("Delete the network “{name}”?").format(name=name)
        self.app.push_screen(Confirm(question), lambda yes: self._delete(name) if yes else None)

    def _delete(self, name: str) -> None:
        with self.guarded():
            self.session.project.delete_network(name)
            self.sync()
            self.say(_("Deleted: network “{name}”.").format(name=name))
