"""Networks as files: for other programs, as figures, as a page to explore.

Pictures show communities: those that a saved network was kept with, or else those that are found for it here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, cast

from qualcode.errors import UnknownName
from qualcode.i18n import _
from qualcode.model.network import Network
from qualcode.model.saved_network import SavedNetwork

if TYPE_CHECKING:
    from qualcode.model.comparison import Comparison

#: How a picture shows a network: marks joined by lines, or a matrix of cells.
Figure = Literal["network", "heatmap"]
FIGURES: tuple[Figure, ...] = ("network", "heatmap")

#: The formats of figures.
PICTURES = ("svg", "png")

#: The formats of a network beside tables, and the suffixes of their files.
FILE_FORMATS = {
    "graphml": (".graphml",),
    "gexf": (".gexf",),
    "dot": (".dot", ".gv"),
    "svg": (".svg",),
    "png": (".png",),
    "html": (".html", ".htm"),
}


def network_file(network: Network, format_: str, *, figure: Figure = "network", date: str = "") -> bytes:
    """A network in one of FILE_FORMATS; `figure` is what an SVG or PNG shows, `date` what its caption says of when.

    Without a date, a saved network has the day on which it was counted. Raises UnknownName for another format.
    """
    from qualcode.analysis import graph_files

    if format_ == "graphml":
        return graph_files.graphml(network).encode()
    if format_ == "gexf":
        return graph_files.gexf(network).encode()
    if format_ == "dot":
        return graph_files.dot(network).encode()
    if format_ not in FILE_FORMATS:
        raise _unknown(format_, FILE_FORMATS)
    return _drawn(network, format_, figure, date or counted_on(network))


def comparison_file(
    comparison: Comparison, format_: str, *, titles: tuple[str, str] | None = None, date: str = ""
) -> bytes:
    """Two sub-corpora as an alluvial figure, `svg` or `png`: which codes are in one community here and there.

    `titles` name the sides, by default their queries. Raises UnknownName for another format.
    """
    if format_ not in PICTURES:
        raise _unknown(format_, PICTURES)
    from qualcode.report.figures.alluvial import draw_alluvial
    from qualcode.report.figures.canvas import Kind

    one, other = comparison.networks
    a, b = (side.query for side in comparison.sides)
    groups = (communities(one), communities(other))
    return draw_alluvial(
        one, other, cast(Kind, format_), communities=groups, titles=titles or (a or "A", b or "B"), date=date
    )


def counted_on(network: Network) -> str:
    """The day on which a saved network was counted, as the reader writes it; nothing for one that is not saved."""
    from qualcode.model.moment import local_moment
    from qualcode.report.attribution import shown_date

    return shown_date(local_moment(network.summary.created)[:10]) if isinstance(network, SavedNetwork) else ""


def communities(network: Network) -> dict[str, int]:
    """The community of each code by path: as the network was kept with, else as they are found (seed 1)."""
    from qualcode.analysis import graph

    kept = {node.path: int(node.measures["community"]) for node in network.nodes if "community" in node.measures}
    if kept:
        return kept
    found = graph.communities(graph.ties(network)).tolist()
    return {node.path: group for node, group in zip(network.nodes, found, strict=True)}


def _unknown(format_: str, known: Iterable[str]) -> UnknownName:
    return UnknownName(
        _("There is no format “{name}” for networks.").format(name=format_),
        _("Known: {names}.").format(names=", ".join(known)),
    )


def _drawn(network: Network, format_: str, figure: Figure, date: str) -> bytes:
    from qualcode.report.figures.canvas import Kind

    if format_ == "html":
        from qualcode.report.figures.explore import network_page

        return network_page(network, communities=communities(network), date=date).encode()
    if figure == "heatmap":
        from qualcode.report.figures.heatmap import draw_heatmap

        return draw_heatmap(network, cast(Kind, format_), date=date)
    from qualcode.report.figures.network import draw_network

    return draw_network(network, cast(Kind, format_), communities=communities(network), date=date)


class NetworkFiles:
    """The part of the facade that writes networks and comparisons for other programs and for articles."""

    network_file = staticmethod(network_file)
    comparison_file = staticmethod(comparison_file)
