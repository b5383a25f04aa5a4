"""The column beside a network that says what its marks mean: communities, sizes, widths."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.i18n import _, number
from qualcode.model.network import PROBABILITIES, Edge, Network, Node
from qualcode.report.figures import marks
from qualcode.report.figures.canvas import Canvas
from qualcode.report.figures.caption import measure_name
from qualcode.report.figures.names import lines_within, short_names

#: The width of the column in points.
WIDTH = 138.0
_SIZE, _LINE, _SIGN = 7.5, 9.5, 46.0
_MOST_GROUPS = 16
#: In points: the largest and the smallest mark by their radius, the thickest and the thinnest line.
_LARGEST, _SMALLEST = 20.0, 2.5
_THICKEST, _THINNEST = 7.0, 0.5


@dataclass(frozen=True)
class Entry:
    """A line of a legend: a heading (`radius` and `width` 0), a mark, or a line; what it means, on several lines."""

    lines: Sequence[str]
    radius: float = 0.0
    width: float = 0.0
    group: int | None = None
    heading: bool = False

    @property
    def height(self) -> float:
        """The room it takes, in points."""
        _across, up, down = marks.extent(marks.shape(self.group))
        return max(_LINE * len(self.lines), self.radius * (up + down)) + 3 + (6.0 if self.heading else 0.0)


def radius(count: float, most: float) -> float:
    """The radius of a mark whose area is to the greatest as its count is to the highest; never too small to see."""
    return max(_LARGEST * math.sqrt(count / most), _SMALLEST)


def thickness(share: float) -> float:
    """The width of a line that has this share of the strength of the strongest; never too thin to see."""
    return max(_THICKEST * share, _THINNEST)


def network_legend(
    nodes: Sequence[Node], edges: Sequence[Edge], network: Network, groups: Mapping[str, int]
) -> list[Entry]:
    """What the marks and lines of a network mean, for the nodes and edges that are drawn."""
    return [
        *_groups(nodes, edges, groups),
        *_sizes(max((node.count for node in nodes), default=0)),
        *_widths(max((network.weight(edge) for edge in edges), default=0.0), network.question.measure),
    ]


def height(entries: Sequence[Entry]) -> float:
    """The room that a legend takes, in points."""
    return sum(entry.height for entry in entries)


def draw(paper: Canvas, entries: Sequence[Entry], left: float, top: float) -> None:
    """Write a legend downwards from its upper left corner."""
    for entry in entries:
        bottom = top - entry.height
        middle = bottom + (entry.height - (6.0 if entry.heading else 0.0)) / 2
        indent = 0.0 if entry.heading else _SIGN
        if entry.radius:
            _across, up, down = marks.extent(marks.shape(entry.group))
            paper.mark(
                left + _SIGN / 2 - 3,
                middle + entry.radius * (down - up) / 2,
                entry.radius,
                marks.shape(entry.group),
                marks.colour(entry.group),
            )
        elif entry.width:
            paper.line([(left + 4, middle), (left + _SIGN - 10, middle)], entry.width, marks.LINE, alpha=0.45)
        first = middle + _LINE * len(entry.lines) / 2 - _LINE + 2.2
        for at, line in enumerate(entry.lines):
            paper.text(left + indent, first - _LINE * at, line, _SIZE, bold=entry.heading)
        top = bottom


def _heading(text: str) -> Entry:
    return Entry(lines_within(text, WIDTH, _SIZE * 1.1, 2), heading=True)


def chiefs(nodes: Sequence[Node], edges: Sequence[Edge], groups: Mapping[str, int]) -> dict[int, tuple[Node, int]]:
    """For each community, in their order: the code in it that is met most with others of it, and how many codes it has.

    Empty where there are fewer than two among the nodes.
    """
    inside: Counter[str] = Counter()
    for edge in edges:
        if groups.get(edge.source) == groups.get(edge.target):
            inside.update({edge.source: edge.count, edge.target: edge.count})
    members: dict[int, list[Node]] = {}
    for node in nodes:
        if node.path in groups:
            members.setdefault(groups[node.path], []).append(node)
    if len(members) < 2:
        return {}
    return {
        group: (max(members[group], key=lambda node: (inside[node.path], node.count)), len(members[group]))
        for group in sorted(members)
    }


def _groups(nodes: Sequence[Node], edges: Sequence[Edge], groups: Mapping[str, int]) -> list[Entry]:
    """A line for each community, called after its chief."""
    found = chiefs(nodes, edges, groups)
    names = short_names(node.path for node in nodes)
    entries = [_heading(_("Communities"))] if found else []
    for group, (chief, size) in list(found.items())[:_MOST_GROUPS]:
        text = _("{name} ({n})").format(name=names[chief.path], n=number(size))
        entries.append(Entry(lines_within(text, WIDTH - _SIGN, _SIZE, 2), 5.0, group=group))
    if len(found) > _MOST_GROUPS:
        entries.append(Entry([_("… and {n} more").format(n=number(len(found) - _MOST_GROUPS))]))
    return entries


def _sizes(most: int) -> list[Entry]:
    steps = round_steps(most) if most else []
    entries = [Entry([number(step)], radius(step, most)) for step in steps]
    return [_heading(_("Area: times a code is met")), *entries] if entries else []


def _widths(most: float, measure: str) -> list[Entry]:
    if most <= 0:
        return []
    steps = [step for step in round_steps(most) if measure != "count" or step >= 1]
    decimals = max(0, -math.floor(math.log10(steps[-1]) + 1e-9))
    name = "−log₁₀ p" if measure in PROBABILITIES else measure_name(measure)
    return [
        _heading(_("Width: {measure}").format(measure=name)),
        *(Entry([number(step, decimals)], width=thickness(step / most)) for step in steps),
    ]


def round_steps(most: float) -> list[float]:
    """Three round numbers, falling, the first not above `most`: 1, 2 or 5 times a power of ten; whole if `most` is."""
    power = 10.0 ** math.floor(math.log10(most))
    first = next(round(factor * power, 12) for factor in (5, 2, 1) if factor * power <= most * (1 + 1e-9))
    whole = float(most).is_integer()
    steps = [first, _half(first), _half(_half(first))]
    return [step for at, step in enumerate(steps) if not (whole and at and step < 1)]


def _half(step: float) -> float:
    """The next round number below about a half."""
    power = 10.0 ** math.floor(math.log10(step) + 1e-9)
    lead = round(step / power)
    return round({5: 2.0, 2: 1.0, 1: 0.5}[lead] * power, 12)
