"""A network as a matrix of cells, the darker the stronger, with codes that go together beside each other.

A cell says its number where there is room; a pair that never met is an empty cell with a dot, so that what is missing
can be read too. The diagonal is crossed out: a code is not paired with itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.i18n import _, number
from qualcode.model.network import PROBABILITIES, Network
from qualcode.report.figures import marks
from qualcode.report.figures.canvas import Canvas, Kind, canvas
from qualcode.report.figures.caption import caption, drawn_of, measure_name, title
from qualcode.report.figures.names import lines_within, short_names, text_width
from qualcode.report.figures.network import selected
from qualcode.report.figures.order import clustered, matrix

if TYPE_CHECKING:
    from qualcode.report.figures.order import Matrix

#: The most codes that can be read along one side.
MOST_CODES = 60
_MARGIN, _SIZE, _LINE = 16.0, 7.5, 10.0
#: In points: the side of a cell when codes are few and when they are many, what codes share, the widest name.
_LARGE, _LITTLE, _ROOM, _WIDEST = 30.0, 12.0, 480.0, 160.0
#: The side of a cell that has room for a number, and the slant of the names above, in degrees.
_NUMBERED, _SLANT = 16.5, 60.0
_SCALE, _STEPS = 64.0, 24
_CROSSED, _DOT = "#f4f4f4", 1.4
#: Light to dark: lightness alone tells cells apart, in print and for every eye. Below nothing, another colour.
_LIGHT, _DARK, _BELOW = (0.93, 0.96, 0.99), (0.03, 0.19, 0.42), (0.55, 0.22, 0.02)


def draw_heatmap(network: Network, kind: Kind = "svg", *, date: str = "") -> bytes:
    """The matrix of a network as a file; `date` is when it was counted, in the words of the reader.

    Equal networks give equal bytes.
    """
    measure = network.question.measure
    part = selected(network, MOST_CODES, MOST_CODES)
    kept = {node.path for node in part.nodes}
    edges = [edge for edge in network.edges if edge.source in kept and edge.target in kept]
    order = clustered(part.nodes, edges, measure)
    nodes = [part.nodes[at] for at in order]
    values = matrix(nodes, edges, measure)
    said = [*caption(network, date), *drawn_of(network, len(nodes), len(edges), all_pairs=True)]
    said.append(_dots(network.question.minimum))
    paths = short_names(node.path for node in nodes)
    names = [lines_within(paths[node.path], _WIDEST, _SIZE, 1)[0] for node in nodes]
    return _drawn(names, values, measure, said, kind, title(network))


def _dots(minimum: int) -> str:
    if minimum <= 1:
        return _("Codes in the order of a hierarchical clustering; a dot: the two codes never meet.")
    return _("Codes in the order of a hierarchical clustering; a dot: the two codes meet less than {n} times.").format(
        n=number(minimum)
    )


def _drawn(names: Sequence[str], values: Matrix, measure: str, said: Sequence[str], kind: Kind, heading: str) -> bytes:
    size = len(names)
    side = min(_LARGE, max(_LITTLE, _ROOM / max(size, 1)))
    longest = max((text_width(name, _SIZE) for name in names), default=0.0)
    slant = math.radians(_SLANT)
    left, above = _MARGIN + longest + 6, longest * math.sin(slant) + 12
    right = max(longest * math.cos(slant), _SCALE) + _MARGIN
    width = max(left + size * side + right, 300.0)
    lines = [line for text in said for line in lines_within(text, width - 2 * _MARGIN, _SIZE, 6)]
    foot = 2 * _MARGIN + _LINE * len(lines)
    height = foot + max(size * side, 120.0) + above + _MARGIN
    top = height - _MARGIN - above
    with canvas(width, height) as paper:
        for at, name in enumerate(names):
            middle = top - (at + 0.5) * side
            paper.text(left - 5, middle - _SIZE * 0.35, name, _SIZE, side="right", name=f"row-{at + 1}")
            paper.text(left + (at + 0.65) * side, top + 4, name, _SIZE, turn=_SLANT, name=f"column-{at + 1}")
        if size:
            shades = _Shades.of(values, measure)
            _cells(paper, values, shades, (left, top), side, measure == "count")
            lowest = min((value for row in values.tolist() for value in row if math.isfinite(value)), default=0.0)
            _scale(paper, shades, lowest, measure, left + size * side + 14, top)
        else:
            paper.text(_MARGIN, top - 8, _("No two codes go together."), _SIZE)
        for at, line in enumerate(lines):
            paper.text(_MARGIN, foot - _MARGIN - _LINE * at - _SIZE, line, _SIZE, color=marks.SOFT)
        return paper.saved(kind, heading, " ".join(said))


def _cells(
    paper: Canvas, values: Matrix, shades: _Shades, corner: tuple[float, float], side: float, whole: bool
) -> None:
    """The cells from the upper left corner on; `whole` numbers are written without decimals."""
    met: list[tuple[tuple[float, float], float]] = []
    unmet, crossed = [], []
    for row, line in enumerate(values.tolist()):
        for column, value in enumerate(line):
            place = corner[0] + column * side, corner[1] - (row + 1) * side
            if row == column:
                crossed.append(place)
            elif math.isfinite(value):
                met.append((place, value))
            else:
                unmet.append(place)
    middle = (side - _DOT) / 2
    paper.tiles(unmet, [marks.PAPER], side, side, marks.FAINT, "unmet")
    paper.tiles([(x + middle, y + middle) for x, y in unmet], [marks.LINE], _DOT, _DOT)
    paper.tiles(crossed, [_CROSSED], side, side, marks.FAINT, "diagonal")
    paper.tiles(
        [place for place, _value in met],
        [shades.colour(value) for _place, value in met],
        side,
        side,
        marks.FAINT,
        "met",
    )
    for x, y in crossed:
        paper.line([(x, y), (x + side, y + side)], 0.5, marks.FAINT, layer=3)
        paper.line([(x, y + side), (x + side, y)], 0.5, marks.FAINT, layer=3)
    for (x, y), value in met if side >= _NUMBERED else ():
        text = number(value, 0) if whole else _written(value, shades.logarithmic)
        size = min(7.0, 6.5 * (side - 2.5) / text_width(text, 6.5))
        ink = marks.PAPER if abs(shades.share(value)) > 0.62 else marks.INK
        paper.text(x + side / 2, y + side / 2 - size * 0.36, text, size, side="center", color=ink)


def _written(value: float, probability: bool) -> str:
    """A number with two decimals; a probability is never nothing."""
    return f"<{number(0.01, 2)}" if probability and value < 0.005 else number(value, 2)


@dataclass(frozen=True)
class _Shades:
    """How dark a value is, −1 to 1: the square root of its share of the strongest, so that one strong pair among weak
    ones does not make all others look empty; for a probability, of the share of −log₁₀ p.
    """

    most: float
    logarithmic: bool

    @classmethod
    def of(cls, values: Matrix, measure: str) -> _Shades:
        """The shades in which the greatest value, whatever its sign, is the darkest."""
        import numpy as np

        logarithmic = measure in PROBABILITIES
        weights = [_weight(value) if logarithmic else abs(value) for value in values[np.isfinite(values)].tolist()]
        return cls(max(weights, default=0.0) or 1.0, logarithmic)

    def share(self, value: float) -> float:
        weight = _weight(value) if self.logarithmic else value
        return math.copysign(math.sqrt(min(1.0, abs(weight) / self.most)), weight)

    def colour(self, value: float) -> str:
        return _mixed(self.share(value))


def _weight(probability: float) -> float:
    return min(300.0, -math.log10(probability)) if probability > 0 else 300.0


def _mixed(share: float) -> str:
    dark = _DARK if share >= 0 else _BELOW
    parts = (low + (high - low) * abs(share) for low, high in zip(_LIGHT, dark, strict=True))
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)


def _scale(paper: Canvas, shades: _Shades, lowest: float, measure: str, left: float, top: float) -> None:
    """The column of colours, the strongest on top, with its numbers."""
    name = "−log₁₀ p" if shades.logarithmic else measure_name(measure)
    lines = lines_within(name, _SCALE, _SIZE, 3)
    for at, line in enumerate(lines):
        paper.text(left, top - _SIZE - _LINE * at, line, _SIZE, bold=True)
    top -= _LINE * len(lines) + 6
    high = 80.0
    bottom = -1.0 if lowest < 0 else 0.0
    places = [(left, top - high + step * high / _STEPS) for step in range(_STEPS)]
    shares = [bottom + (1 - bottom) * (step + 0.5) / _STEPS for step in range(_STEPS)]
    # A little overlap, so that no viewer shows the seams.
    paper.tiles(places, [_mixed(share) for share in shares], 12, high / _STEPS + 0.3, name="scale")
    decimals = 0 if measure == "count" else max(0, 2 - math.floor(math.log10(shades.most)) - 1)
    for share in (1.0, 0.5, 0.0, -0.5, -1.0) if bottom else (1.0, 0.5, 0.0):
        y = top - high + high * (share - bottom) / (1 - bottom)
        value = shades.most * math.copysign(share * share, share)
        if measure != "count" or value.is_integer():
            paper.text(left + 17, y - _SIZE * 0.35, number(value, decimals), _SIZE)
