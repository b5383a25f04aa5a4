"""Networks kept in the project with the question they answer, and with the digest of what they were counted from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualcode.analysis.cooccurrence import Progress
from qualcode.analysis.query.naming import mentioned
from qualcode.errors import ProjectError, QualcodeError, QueryError, UnknownName
from qualcode.i18n import _
from qualcode.model.network import SEED, Cooccurrence, Network, Question
from qualcode.model.query_named import meant
from qualcode.model.rows import Rows
from qualcode.model.saved_network import Analysis, NetworkSummary, Origin, Reason, SavedNetwork
from qualcode.model.text import clean_line, fold
from qualcode.project.documents import did_you_mean
from qualcode.project.networks import Networks
from qualcode.storage import networks

if TYPE_CHECKING:
    from qualcode.analysis.network_diff import NetworkDiff


@dataclass(frozen=True)
class Refreshed:
    """A network as it is now, with what differs from what it was; `counted` is False where it was not stale."""

    network: SavedNetwork
    difference: NetworkDiff
    counted: bool = True


class SavedNetworks(Networks):
    """The part of the facade that keeps networks."""

    def save_network(
        self, name: str, network: Cooccurrence, *, replacing: bool = False, backbone: float | None = None
    ) -> SavedNetwork:
        """Keep a network under a name, with its question, its measures and the digest of what was counted.

        With `backbone`, only the pairs whose disparity is below that level (see `analysis.graph.disparity`).
        Raises ProjectError when the name is empty or taken, unless `replacing` the one that has it.
        """
        name = self._free(name, replacing=replacing)
        twin = self._named_so(name)
        origin = Origin(
            network.digest,
            self._rests_on(network),
            self._mentioned(network.question.query),
            network.carried,
            network.population,
            _level(backbone),
        )
        kept = _thinned(network, backbone)
        with self.action("save network", name):
            if twin:
                networks.delete(self.conn, twin.id)
            networks.insert(self.conn, name, kept, origin, self._codes())
        return self.network(name)

    def networks(self) -> Rows[NetworkSummary]:
        """The saved networks by name; `stale` where the passages or codes they were counted from have changed since."""
        change = self.counted_from()
        return Rows((self._checked(saved, change) for saved in networks.every(self.conn)), "networks")

    def network(self, name: str) -> SavedNetwork:
        """A saved network by its name (case and accents aside); raises UnknownName with the nearest names."""
        return self._filled(self._checked(self._find(name), self.counted_from()))

    def network_now(self, name: str) -> Network:
        """A saved network as it would be if its question were asked now, with the same measures and analysis.

        Raises UnknownName, and QueryError for a query that can no longer be asked.
        """
        return self._again(self._find(name))[0]

    def refresh_network(self, name: str, progress: Progress | None = None) -> Refreshed:
        """Ask the question of a saved network again and keep the answer under the same name; one undo step.

        A network that is not stale is left as it is. `progress` is told how far the counting is, see `cooccurrence`.
        Raises UnknownName, and QueryError for a query that can no longer be asked.
        """
        before = self.network(name)
        if before.stale:
            saved = before.summary
            now, origin = self._again(saved, progress)
            difference = self._difference(before, now)
            with self.action("refresh network", saved.name):
                networks.recount(self.conn, saved.id, now, origin, self._codes())
            return Refreshed(self.network(saved.name), difference)
        return Refreshed(before, self._difference(before, before), counted=False)

    def refresh_networks(self, progress: Progress | None = None) -> list[Refreshed]:
        """Refresh all networks that are stale, in one undo step; those whose query cannot be asked are left."""
        stale = [saved.name for saved in self.networks() if saved.reason in ("counted", "named")]
        with self.action("refresh network", ", ".join(stale)):
            return [self.refresh_network(name, progress) for name in stale]

    def analyse_network(self, name: str, *, seed: int = SEED, resolution: float = 1.0) -> SavedNetwork:
        """Find the place of each code in a saved network and keep it: see `analysis.network_parts.analysed`.

        It is found for the network as it was counted, stale or not. Raises UnknownName, QueryError for a resolution
        that is not above 0.
        """
        from qualcode.analysis.network_parts import analysed

        if not resolution > 0:
            raise QueryError(_("A resolution is a number above 0, not {value}.").format(value=resolution))
        network = self.network(name)
        found, whole = analysed(network, seed=seed, resolution=resolution)
        saved = network.summary
        with self.action("analyse network", saved.name):
            networks.measured(self.conn, saved.id, found, replace(saved.origin, analysis=whole))
        return self.network(saved.name)

    def network_diff(self, name: str, other: str | None = None) -> NetworkDiff:
        """What differs from one saved network to another, or from a saved one to how it would be now.

        Raises UnknownName, and QueryError for a query that can no longer be asked.
        """
        one = self.network(name)
        return self._difference(one, self.network_now(name) if other is None else self.network(other))

    def rename_network(self, name: str, to: str) -> NetworkSummary:
        """Give a saved network another name. Raises UnknownName, ProjectError when the name is empty or taken."""
        saved = self._find(name)
        if clean_line(to) != saved.name:
            to = self._free(to)
            with self.action("rename network", f"{saved.name} → {to}"):
                networks.rename(self.conn, saved.id, to)
            saved = self._find(to)
        return self._checked(saved, self.counted_from())

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

    def _named_so(self, name: str) -> NetworkSummary | None:
        return next((saved for saved in networks.every(self.conn) if saved.name == name), None)

    def _free(self, name: str, *, replacing: bool = False) -> str:
        name = clean_line(name)
        if not name:
            raise ProjectError(_("A network needs a name."))
        if not replacing and self._named_so(name):
            raise ProjectError(
                _("There is already a network “{name}”.").format(name=name),
                _("Choose another name, or replace it with --replace."),
            )
        return name

    def _filled(self, saved: NetworkSummary) -> SavedNetwork:
        return SavedNetwork(saved, networks.nodes(self.conn, saved.id), networks.edges(self.conn, saved.id))

    def _checked(self, saved: NetworkSummary, change: int) -> NetworkSummary:
        reason: Reason = ""
        if saved.origin.counted_from != change:
            digest = self._digest(saved.question, change)
            reason = "broken" if digest is None else "counted" if digest != saved.digest else ""
            # Networks of the first version do not say what they rest on, and have a digest of fewer things.
            if reason == "counted" and not saved.origin.counted_from:
                reason = "" if self._material(saved.question).digest(first=True) == saved.digest else reason
        if not reason and _said(self._mentioned(saved.question.query)) != _said(saved.origin.named):
            reason = "named"
        return replace(saved, reason=reason)

    def _digest(self, question: Question, change: int) -> str | None:
        """The digest of what a question counts after the last change; None where its query cannot be asked."""
        # Nothing but its own entries changes what is kept here: each says from which change on it holds.
        known: dict[Question, tuple[int, str | None]] = self.cached("digests of networks", dict, "project")
        if known.get(question, (None,))[0] != change:
            try:
                known[question] = change, self._material(question).digest()
            except QualcodeError:
                # The query names a code or a document that is no longer there.
                known[question] = change, None
        return known[question][1]

    def _rests_on(self, network: Cooccurrence) -> int:
        """The last change that a network was counted from; 0 where that was another one than the last there is."""
        change = self.counted_from()
        return change if self._digest(network.question, change) == network.digest else 0

    def _mentioned(self, query: str) -> dict[str, str]:
        """The named queries that a query mentions, at first or second hand, with what they say now."""
        queries = self.vocabulary().queries if "@" in query else {}
        said: dict[str, str] = {}
        open_ = [query]
        while open_:
            for name in mentioned(open_.pop()):
                known = meant(name, queries)
                if known is not None and known not in said:
                    said[known] = queries[known]
                    open_.append(queries[known])
        return dict(sorted(said.items()))

    def _again(self, saved: NetworkSummary, progress: Progress | None = None) -> tuple[Network, Origin]:
        """The answer of now to the question of a saved network, in the same shape, and what it is made from."""
        from qualcode.analysis.network_parts import analysed

        change = self.counted_from()
        question, origin = saved.question, saved.origin
        counted = self._answered(question, origin.measures, progress)
        now: Network = _thinned(counted, origin.backbone)
        whole: Analysis | None = origin.analysis
        if whole:
            now, whole = analysed(now, seed=whole.seed, resolution=whole.resolution)
        fresh = replace(
            origin,
            digest=counted.digest,
            counted_from=change,
            named=self._mentioned(question.query),
            units=counted.population,
            analysis=whole,
        )
        return now, fresh

    def _answered(self, question: Question, measures: Sequence[str], progress: Progress | None) -> Cooccurrence:
        found = self.cooccurrence(
            question.query,
            unit=question.unit,
            level=question.level,
            measure=question.measure,
            measures=measures,
            window=question.window,
            population=question.population,
            codes=question.codes,
            rounds=question.rounds,
            seed=question.seed,
            progress=progress,
        )
        return found.at_least(question.minimum)

    def _difference(self, one: SavedNetwork, other: Network) -> NetworkDiff:
        from qualcode.analysis.network_diff import difference

        return difference(one, other, self._renamed(one, other))

    def _renamed(self, one: SavedNetwork, other: Network) -> Mapping[str, str]:
        """The paths that codes of a saved network have in another, where they are others."""
        held = networks.codes(self.conn, one.summary.id)
        if isinstance(other, SavedNetwork):
            paths = {code: path for path, code in networks.codes(self.conn, other.summary.id).items()}
        else:
            paths = dict(self.codebook().paths)
        return {then: paths[code] for then, code in held.items() if paths.get(code, then) != then}

    def _codes(self) -> dict[str, int]:
        return {path: code for code, path in self.codebook().paths.items()}


def _thinned(network: Network, alpha: float | None) -> Network:
    if alpha is None:
        return network
    from qualcode.analysis.network_parts import backbone

    return backbone(network, alpha)


def _said(named: Mapping[str, str]) -> list[str]:
    """What named queries say, whatever they and those that they mention are called."""
    if not named:
        return []
    from qualcode.analysis.query.spelling import respelled

    # Two words are between quotation marks, whether the name was or not.
    return sorted(respelled(text, lambda spot: "a name" if spot.field == "query" else None) for text in named.values())


def _level(alpha: float | None) -> float | None:
    if alpha is not None and not 0 < alpha <= 1:
        raise QueryError(_("The level of a backbone is above 0 and at most 1, not {value}.").format(value=alpha))
    return alpha
