"""Networks kept in the project with the question they answer, and with the digest of what they were counted from."""

from __future__ import annotations

from dataclasses import replace

from qualcode.errors import ProjectError, QualcodeError, UnknownName
from qualcode.i18n import _
from qualcode.model.network import Cooccurrence, NetworkSummary, SavedNetwork
from qualcode.model.text import clean_line, fold
from qualcode.project.documents import did_you_mean
from qualcode.project.networks import Networks
from qualcode.storage import networks


class SavedNetworks(Networks):
    """The part of the facade that keeps networks."""

    def save_network(self, name: str, network: Cooccurrence, *, replacing: bool = False) -> SavedNetwork:
        """Keep a network under a name, with its question and the digest of what was counted.

        Raises ProjectError when the name is empty or taken, unless `replacing` the one that has it.
        """
        name = clean_line(name)
        if not name:
            raise ProjectError(_("A network needs a name."))
        twin = next((saved for saved in networks.every(self.conn) if saved.name == name), None)
        if twin and not replacing:
            raise ProjectError(
                _("There is already a network “{name}”.").format(name=name),
                _("Choose another name, or replace it with --replace."),
            )
        codes = {path: code for code, path in self.codebook().paths.items()}
        with self.action("save network", name):
            if twin:
                networks.delete(self.conn, twin.id)
            networks.insert(self.conn, name, network, network.digest, codes)
        return self.network(name)

    def networks(self) -> list[NetworkSummary]:
        """The saved networks by name; `stale` where the passages or codes they were counted from have changed since."""
        return [self._checked(saved) for saved in networks.every(self.conn)]

    def network(self, name: str) -> SavedNetwork:
        """A saved network by its name (case and accents aside); raises UnknownName with the nearest names."""
        saved = self._checked(self._find(name))
        return SavedNetwork(saved, networks.nodes(self.conn, saved.id), networks.edges(self.conn, saved.id))

    def delete_network(self, name: str) -> NetworkSummary:
        """Remove a saved network; undo brings it back. What was removed; raises UnknownName."""
        saved = self._find(name)
        with self.action("delete network", saved.name):
            networks.delete(self.conn, saved.id)
        return saved

    def _find(self, name: str) -> NetworkSummary:
        every = networks.every(self.conn)
        near = [saved for saved in every if fold(saved.name) == fold(name)]
        exact = [saved for saved in near if saved.name == name]
        if exact or len(near) == 1:
            return (exact or near)[0]
        raise UnknownName(
            _("There is no network “{name}”.").format(name=name), did_you_mean(name, (saved.name for saved in every))
        )

    def _checked(self, saved: NetworkSummary) -> NetworkSummary:
        try:
            digest = self._material(saved.question).digest()
        except QualcodeError:
            # The query names a code or a document that is no longer there.
            digest = ""
        return replace(saved, stale=digest != saved.digest)
