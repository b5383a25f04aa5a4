"""How groups of codes are told apart: a colour and a shape each, so that neither eye nor printer needs the colour.

The colours are those of Okabe & Ito (2008), which people with any of the common forms of colour blindness tell apart.
"""

from __future__ import annotations

import math
from functools import cache

Polygon = tuple[tuple[float, float], ...]

COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#f0e442", "#7f7f7f")
SHAPES = ("circle", "square", "triangle", "diamond", "pentagon", "star", "wedge", "hexagon", "cross")
#: What is in no group, and what is drawn beside the data.
PLAIN, LINE, INK, SOFT, FAINT, PAPER = "#8fb4cf", "#9a9a9a", "#1a1a1a", "#5c5c5c", "#d4d4d4", "#ffffff"


def colour(group: int | None) -> str:
    """The colour of a group, numbered from 0; the same again after eight."""
    return PLAIN if group is None else COLOURS[group % len(COLOURS)]


def shape(group: int | None) -> str:
    """The shape of a group: with the colour it is one of 72 signs."""
    return SHAPES[0] if group is None else SHAPES[group % len(SHAPES)]


@cache
def outline(name: str) -> Polygon:
    """The corners of a shape around 0, 0 with the area of a circle of radius 1, so that equal counts look equal."""
    corners = _corners(name)
    area = (
        abs(
            sum(
                x * other_y - other_x * y
                for (x, y), (other_x, other_y) in zip(corners, (*corners[1:], corners[0]), strict=True)
            )
        )
        / 2
    )
    scale = math.sqrt(math.pi / area)
    return tuple((x * scale, y * scale) for x, y in corners)


@cache
def extent(name: str) -> tuple[float, float, float]:
    """How far a shape of radius 1 reaches from its middle: to either side, upwards, downwards."""
    across, up = zip(*outline(name), strict=True)
    return max(across), max(up), -min(up)


def _corners(name: str) -> Polygon:
    if name == "star":
        return tuple(point for at in range(5) for point in (_on_circle(at / 5, 1.0), _on_circle((at + 0.5) / 5, 0.5)))
    if name == "cross":
        arms = ((1, 3), (1, 1), (3, 1), (3, -1), (1, -1), (1, -3))
        return (*((float(x), float(y)) for x, y in arms), *((float(-x), float(-y)) for x, y in arms))
    if name == "square":
        return ((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0))
    sides = {"circle": 48, "triangle": 3, "diamond": 4, "pentagon": 5, "hexagon": 6, "wedge": 3}[name]
    down = -1.0 if name == "wedge" else 1.0
    return tuple((x, y * down) for x, y in (_on_circle(at / sides, 1.0) for at in range(sides)))


def _on_circle(turn: float, radius: float) -> tuple[float, float]:
    return radius * math.sin(2 * math.pi * turn), radius * math.cos(2 * math.pi * turn)
