"""Saved networks, their codes, what differs between two, and the passages of a pair, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from qualcode.i18n import _, ngettext, number
from qualcode.model.coding import Segment
from qualcode.model.meeting import EdgePassage
from qualcode.model.network import WHOLE_NUMBERS, Edge, Node
from qualcode.model.network_tables import NetworkTables
from qualcode.model.saved_network import NetworkSummary, Reason
from qualcode.model.table import Column, Kind, Table

#: Of so many stale networks it is said one by one why they are.
_SPELLED_OUT = 3


def networks_table(networks: Sequence[NetworkSummary]) -> Table:
    """Saved networks with what they answer, how large they are, and whether they still hold."""
    columns = (
        *(Column("name"), Column("unit"), Column("window", "count", "data"), Column("measure")),
        *(Column("level", "count"), Column("minimum", "count"), Column("query", room=0.3)),
        *(Column("population", reach="data"), Column("codes", "count", "data"), Column("rounds", "count", "data")),
        *(Column("seed", "count", "data"), Column("backbone", "number", "data")),
        *(Column("nodes", "count"), Column("edges", "count"), Column("modularity", "number", "data")),
        *(Column("stale", "flag"), Column("reason", reach="data"), Column("created", "moment")),
        Column("digest", reach="data"),
    )
    return Table(columns, [_summary_row(one) for one in networks], _("Saved networks"), _reasons(networks))


def _summary_row(one: NetworkSummary) -> tuple[object, ...]:
    asked, made = one.question, one.origin
    return (
        *(one.name, asked.unit, asked.window, asked.measure, asked.level, asked.minimum, asked.query),
        *(asked.population, asked.codes, asked.rounds, asked.seed, made.backbone),
        *(one.node_count, one.edge_count, made.analysis.modularity if made.analysis else None),
        *(one.stale, one.reason or None, one.created, one.digest),
    )


def _reasons(networks: Sequence[NetworkSummary]) -> tuple[str, ...]:
    stale = [one for one in networks if one.stale]
    if len(stale) > _SPELLED_OUT:
        said = _("{n} networks are stale; `qualcode network refresh P --all` counts them again.")
        return (said.format(n=number(len(stale))),)
    return tuple(stale_because(one.reason).format(name=one.name) for one in stale)


def stale_because(reason: Reason) -> str:
    """Why a network is stale, as a sentence about `{name}`; empty where it is not."""
    return {
        "": "",
        "counted": _("“{name}” is stale: codings or codes have changed since."),
        "named": _("“{name}” is stale: a named query in its query says something else now."),
        "broken": _("“{name}” is stale: its query can no longer be asked."),
    }[reason]


def network_nodes_table(network: NetworkTables, top: int | None = None) -> Table:
    """The codes of a network with all that was found for them; with `top`, so many of the strongest, strongest first.

    The strongest are those with the highest strength, before an analysis those that were met most often.
    """
    names = dict.fromkeys(name for node in network.nodes for name in node.measures)
    columns = (
        *(Column("code", room=0.5), Column("count", "count")),
        *(Column(name, _kind(name), heading=_found().get(name, name)) for name in names),
    )
    nodes = network.nodes if top is None else sorted(network.nodes, key=_weakness)[:top]
    rows = [(node.path, node.count, *(node.measures.get(name) for name in names)) for node in nodes]
    return Table(columns, rows, _("Codes"))


def _found() -> Mapping[str, str]:
    """What an analysis finds for a code, in the user's language."""
    return {
        "degree": _("degree"),
        "strength": _("strength"),
        "betweenness": _("betweenness"),
        "community": _("community"),
        "component": _("component"),
    }


def _kind(name: str) -> Kind:
    return "count" if name in WHOLE_NUMBERS else "number"


def _weakness(node: Node) -> tuple[float, int]:
    return -node.measures.get("strength", 0.0), -node.count


class Changed(Protocol):
    """What differs from one network to another; `analysis.network_diff` makes it."""

    @property
    def nodes(self) -> Sequence[ChangedNode]: ...
    @property
    def edges(self) -> Sequence[ChangedEdge]: ...
    @property
    def renamed(self) -> Sequence[tuple[str, str]]: ...


class ChangedNode(Protocol):
    """A code that differs."""

    @property
    def path(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def before(self) -> int | None: ...
    @property
    def after(self) -> int | None: ...


class ChangedEdge(Protocol):
    """A pair that differs."""

    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def before(self) -> Edge | None: ...
    @property
    def after(self) -> Edge | None: ...


def difference_tables(changed: Changed, *, in_words: bool, top: int | None = None) -> tuple[Table, Table]:
    """The codes and the pairs that differ; `in_words` says in the user's language what happened."""
    said = _states() if in_words else {}
    before, after = _("before"), _("after")
    nodes = Table(
        (
            *(Column("code", room=0.5), Column("state")),
            *(Column("count_before", "count", heading=before), Column("count_after", "count", heading=after)),
        ),
        [(one.path, said.get(one.state, one.state), one.before, one.after) for one in changed.nodes[:top]],
        _("Codes"),
        tuple(_("Renamed: {before} → {after}").format(before=then, after=now) for then, now in changed.renamed),
    )
    edges = Table(
        (
            *(Column("source", room=0.35), Column("target", room=0.35), Column("state")),
            *(Column("count_before", "count", heading=before), Column("count_after", "count", heading=after)),
            Column("value_before", "number", heading=_("value before")),
            Column("value_after", "number", heading=_("value after")),
        ),
        [
            (
                *(one.source, one.target, said.get(one.state, one.state)),
                *(edge.count if edge else None for edge in (one.before, one.after)),
                *(edge.value if edge else None for edge in (one.before, one.after)),
            )
            for one in changed.edges[:top]
        ],
        _("Pairs"),
    )
    return nodes, edges


def refreshed_in_words(name: str, changed: Changed | None) -> str:
    """What refreshing a network came to, in a line; None where it was up to date."""
    if changed is None:
        return _("“{name}” is up to date.").format(name=name)
    line = _("Refreshed: network “{name}”.").format(name=name)
    return f"{line} {summed_up(changed) or _('Nothing differs.')}"


def summed_up(changed: Changed) -> str:
    """« Codes: 1 added, 2 gone. Pairs: 3 changed. »; what did not happen is left out."""
    counts = (
        (_("Codes: {changes}."), [node.state for node in changed.nodes], len(changed.renamed)),
        (_("Pairs: {changes}."), [edge.state for edge in changed.edges], 0),
    )
    said = ((line, _in_words(states, renamed)) for line, states, renamed in counts)
    return " ".join(line.format(changes=", ".join(words)) for line, words in said if words)


def _in_words(states: list[str], renamed: int) -> list[str]:
    """How often each of the things that can happen did."""
    added, gone, changed = (states.count(state) for state in ("added", "gone", "changed"))
    said = (
        (added, ngettext("{n} added", "{n} added", added)),
        (gone, ngettext("{n} gone", "{n} gone", gone)),
        (changed, ngettext("{n} changed", "{n} changed", changed)),
        (renamed, ngettext("{n} renamed", "{n} renamed", renamed)),
    )
    return [words.format(n=number(count)) for count, words in said if count]


def _states() -> Mapping[str, str]:
    # Of one code or pair: French has other words for several.
    return {"added": _("new"), "gone": _("gone"), "changed": _("altered")}


def edge_passages_table(passages: Sequence[EdgePassage]) -> Table:
    """A row for each place where two codes meet, with what each code is on there."""
    columns = (
        *(Column("document", room=0.2), Column("place", heading=_("location"), room=0.15)),
        Column("shared", heading=_("shared"), reach="page"),
        *(Column("source", room=0.4), Column("target", room=0.4)),
    )
    rows = [(one.document, one.place, one.quote or None, _quotes(one.source), _quotes(one.target)) for one in passages]
    return Table(columns, rows, _("Passages"))


def edge_segments_table(passages: Sequence[EdgePassage]) -> Table:
    """A row for each segment: the number of the meeting, which of the two codes it is of, and the segment."""
    columns = (
        *(Column("meeting", "count"), Column("place"), Column("end_of_pair"), Column("code"), Column("document")),
        *(Column("start", "count"), Column("end", "count"), Column("speaker"), Column("coder"), Column("quote")),
        Column("shared"),
    )
    rows = [
        (
            *(number, one.place, end, segment.code, segment.document, segment.start, segment.end),
            *(segment.speaker, segment.coder, segment.quote, one.quote or None),
        )
        for number, one in enumerate(passages, 1)
        for end, segments in (("source", one.source), ("target", one.target))
        for segment in segments
    ]
    return Table(columns, rows, _("Segments"))


def _quotes(segments: Sequence[Segment]) -> str:
    return " / ".join(segment.quote for segment in segments)
