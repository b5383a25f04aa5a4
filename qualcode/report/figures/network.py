"""A network as a picture: codes as marks, pairs as lines, names that can all be read, a legend and a caption.

The area of a mark tells how often the code was met, the width of a line how strong the pair is, colour and shape the
community. What does not fit into a readable picture is left out, and the caption says so.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from qualcode.i18n import _
from qualcode.model.network import Edge, Network, Node
from qualcode.report.figures import legend, marks
from qualcode.report.figures.canvas import Canvas, Kind, canvas
from qualcode.report.figures.caption import caption, drawn_of, title
from qualcode.report.figures.layout import Link, arranged
from qualcode.report.figures.names import lines_within, short_names, text_width

#: The most codes that can be read in one picture, and pairs for each of them.
MOST_CODES, MOST_PAIRS = 60, 2.5
#: In points: the size of names, the height of their lines, the widest name.
_SIZE, _LINE, _WIDEST = 8.0, 9.6, 98.0
_MARGIN, _NARROWEST, _SMALL, _SMALL_LINE = 16.0, 260.0, 7.5, 10.0


@dataclass(frozen=True)
class Selection:
    """What of a network is drawn: codes as in the codebook, pairs the strongest first."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def selected(network: Network, codes: int = MOST_CODES, pairs: float = MOST_PAIRS) -> Selection:
    """The codes and pairs of a readable picture: those that have a pair, at most so many, and the strongest pairs.

    The codes kept are those with the most meetings in all; each keeps its strongest pair, then the strongest pairs of
    all follow until there are `pairs` for each code. Pairs that weigh nothing are never drawn.
    """
    edges = [edge for edge in network.edges if math.isfinite(edge.value) and network.weight(edge) > 0]
    met: Counter[str] = Counter()
    for edge in edges:
        met[edge.source] += edge.count
        met[edge.target] += edge.count
    kept = {path for path, _count in met.most_common(codes)}
    edges = [edge for edge in edges if edge.source in kept and edge.target in kept]
    seen: set[str] = set()
    first: set[int] = set()
    for at, edge in enumerate(edges):
        if not {edge.source, edge.target} <= seen:
            first.add(at)
            seen |= {edge.source, edge.target}
    room = max(math.ceil(pairs * len(kept)) - len(first), 0)
    first.update(islice((at for at in range(len(edges)) if at not in first), room))
    return Selection(
        tuple(node for node in network.nodes if node.path in seen),
        tuple(edge for at, edge in enumerate(edges) if at in first),
    )


def draw_network(
    network: Network, kind: Kind = "svg", *, communities: Mapping[str, int] | None = None, date: str = ""
) -> bytes:
    """The picture of a network as a file; `communities` gives the group of each code by path.

    Without them, the codes of a saved network bring those it was kept with. `date` is when it was counted, in the words
    of the reader. Equal networks give equal bytes.
    """
    part = selected(network)
    groups = groups_of(network, communities)
    said = [*caption(network, date), *drawn_of(network, len(part.nodes), len(part.edges))]
    signs = signs_of(part, groups)
    links = links_of(network, part)
    page = arranged([sign.box for sign in signs], nearness(part, links, groups), _NARROWEST)
    entries = legend.network_legend(part.nodes, part.edges, network, groups)
    width = page.width + 3 * _MARGIN + legend.WIDTH
    lines = [line for text in said for line in lines_within(text, width - 2 * _MARGIN, _SMALL, 6)]
    foot = 2 * _MARGIN + _SMALL_LINE * len(lines)
    room = max(page.height, legend.height(entries))
    lift = foot + (room - page.height) / 2
    spots = [sign.spot(x + _MARGIN, y + lift) for sign, (x, y) in zip(signs, page.centres, strict=True)]
    with canvas(width, foot + room + _MARGIN) as paper:
        _draw_pairs(paper, part, links, spots, groups)
        for at, (sign, spot) in enumerate(zip(signs, spots, strict=True), 1):
            sign.draw(paper, *spot, name=f"code-{at}")
        if not signs:
            paper.text(_MARGIN, lift + 8, _("No two codes go together."), _SIZE)
        legend.draw(paper, entries, width - _MARGIN - legend.WIDTH, paper.height - _MARGIN)
        for at, line in enumerate(lines):
            paper.text(_MARGIN, foot - _MARGIN - _SMALL_LINE * at - _SMALL, line, _SMALL, color=marks.SOFT)
        return paper.saved(kind, title(network), " ".join(said))


def groups_of(network: Network, communities: Mapping[str, int] | None, fewest: int = 2) -> dict[str, int]:
    """The community of each code: as given, else as the network was kept with; numbered from 0, the largest first.

    A code that is alone is in none; with fewer communities than `fewest` there are none to tell apart.
    """
    found = dict(communities or {})
    if communities is None:
        found = {node.path: int(node.measures["community"]) for node in network.nodes if "community" in node.measures}
    size = Counter(found.values())
    several = sorted((group for group in size if size[group] > 1), key=lambda group: (-size[group], group))
    rank = {group: at for at, group in enumerate(several if len(several) >= fewest else ())}
    return {path: rank[group] for path, group in found.items() if group in rank}


def links_of(network: Network, part: Selection) -> list[Link]:
    """The pairs by the places of their codes, with their share of the weight of the heaviest."""
    place = {node.path: at for at, node in enumerate(part.nodes)}
    strongest = max((network.weight(edge) for edge in part.edges), default=1.0)
    return [(place[edge.source], place[edge.target], network.weight(edge) / strongest) for edge in part.edges]


def nearness(part: Selection, links: Sequence[Link], groups: Mapping[str, int]) -> list[Link]:
    """Links as the layout is to see them: the weakest within a community as near as the strongest between two."""
    return [
        (one, other, (share + 1 if groups and _together(edge, groups) else share) / (2 if groups else 1))
        for edge, (one, other, share) in zip(part.edges, links, strict=True)
    ]


def _together(edge: Edge, groups: Mapping[str, int]) -> bool:
    return groups.get(edge.source) == groups.get(edge.target)


def _draw_pairs(
    paper: Canvas,
    part: Selection,
    links: Sequence[Link],
    spots: Sequence[tuple[float, float]],
    groups: Mapping[str, int],
) -> None:
    """Lines between marks, the strongest on top."""
    pairs = list(enumerate(zip(part.edges, links, strict=True), 1))
    for at, (edge, (one, other, share)) in reversed(pairs):
        inside = edge.source in groups and _together(edge, groups)
        paper.line(
            [spots[one], spots[other]],
            legend.thickness(share),
            marks.colour(groups[edge.source]) if inside else marks.LINE,
            alpha=0.45,
            layer=1,
            name=f"pair-{at}",
        )


def signs_of(part: Selection, groups: Mapping[str, int]) -> list[Sign]:
    """How the codes are drawn."""
    names = short_names(node.path for node in part.nodes)
    most = max((node.count for node in part.nodes), default=1)
    return [
        Sign(legend.radius(node.count, most), groups.get(node.path), lines_within(names[node.path], _WIDEST, _SIZE))
        for node in part.nodes
    ]


@dataclass(frozen=True)
class Sign:
    """A code as it is drawn: a mark with its name below, on one or more lines."""

    radius: float
    group: int | None
    lines: Sequence[str]

    @property
    def _extent(self) -> tuple[float, float, float]:
        across, up, down = marks.extent(marks.shape(self.group))
        return self.radius * across, self.radius * up, self.radius * down

    @property
    def _name_width(self) -> float:
        return max(text_width(line, _SIZE) for line in self.lines) + 2

    @property
    def foot(self) -> float:
        """How far below the middle of the mark the name begins."""
        return self._extent[2] + 2

    @property
    def box(self) -> tuple[float, float]:
        """Width and height of mark and name."""
        across, up, down = self._extent
        return max(self._name_width, 2 * across), up + down + 2 + _LINE * len(self.lines)

    def spot(self, x: float, y: float) -> tuple[float, float]:
        """Where the mark is when the middle of the box is here."""
        return x, y + self.box[1] / 2 - self._extent[1]

    def draw(self, paper: Canvas, x: float, y: float, name: str) -> None:
        """Draw the mark here and the name below it, on a ground that lets lines of pairs fade."""
        paper.mark(x, y, self.radius, marks.shape(self.group), marks.colour(self.group), name)
        foot = y - self.foot
        wide, high = self._name_width, _LINE * len(self.lines)
        paper.box(x - wide / 2, foot - high, wide, high, marks.PAPER, alpha=0.75, layer=2)
        for at, line in enumerate(self.lines, 1):
            paper.text(x, foot - _LINE * at + 2.2, line, _SIZE, side="center")
