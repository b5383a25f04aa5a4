"""Two sub-corpora beside each other: which codes are together in the one, which in the other, and who moves where.

On either side stand the communities of a network with their codes; a ribbon leads each code from its place on the left
to its place on the right (Rosvall and Bergstrom 2010). It is as thick at each end as the share that the code has there
of all that is met, so that sub-corpora of different sizes can be held against each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.i18n import _, number
from qualcode.model.network import Network
from qualcode.report.figures import marks
from qualcode.report.figures.canvas import Canvas, Kind, canvas
from qualcode.report.figures.caption import measure_name, unit_name
from qualcode.report.figures.names import lines_within, short_names, text_width
from qualcode.report.figures.network import groups_of

#: The most codes that can be followed in one picture.
MOST_CODES = 45
_MARGIN, _SIZE, _LINE, _WIDEST = 16.0, 7.5, 9.6, 165.0
#: In points: what all ribbons of a side are thick together, the thinnest, the way between the sides, a bar's width.
_FLOW, _THINNEST, _WAY, _BAR, _GAP, _HEAD = 260.0, 0.8, 190.0, 9.0, 9.0, 13.0
_STEPS = 24

#: A block of a side: its community by number, None for codes in none, "absent" for those that are not met there.
Block = int | None | str
_ABSENT = "absent"


@dataclass(frozen=True)
class Flow:
    """A code: its name, its block and its share on the left and on the right."""

    path: str
    blocks: tuple[Block, Block]
    shares: tuple[float, float]


def flows(
    one: Network, other: Network, groups: tuple[Mapping[str, int], Mapping[str, int]], most: int = MOST_CODES
) -> list[Flow]:
    """The codes that are met on either side, at most so many, those with the largest shares; left then right order."""
    networks = (one, other)
    counts = tuple({node.path: node.count for node in network.nodes if node.count} for network in networks)
    totals = tuple(sum(side.values()) or 1 for side in counts)
    every = dict.fromkeys((*counts[0], *counts[1]))
    shares = {
        path: tuple(side.get(path, 0) / total for side, total in zip(counts, totals, strict=True)) for path in every
    }
    kept = sorted(every, key=lambda path: -sum(shares[path]))[:most]
    chosen = [path for path in every if path in set(kept)]
    found = []
    for path in chosen:
        left, right = (group.get(path) if path in side else _ABSENT for group, side in zip(groups, counts, strict=True))
        found.append(Flow(path, (left, right), (shares[path][0], shares[path][1])))
    return found


def draw_alluvial(
    one: Network,
    other: Network,
    kind: Kind = "svg",
    *,
    communities: tuple[Mapping[str, int] | None, Mapping[str, int] | None] = (None, None),
    titles: tuple[str, str] | None = None,
    date: str = "",
) -> bytes:
    """The picture of two networks as a file; `communities` gives the group of each code by path, on either side.

    `titles` name the sides, by default what was asked of them. Equal networks give equal bytes.
    """
    left, right = groups_of(one, communities[0], 1), groups_of(other, communities[1], 1)
    found = flows(one, other, (left, _matched(left, right)))
    heads = titles or (one.question.query or "A", other.question.query or "B")
    columns = _columns(found)
    names = short_names(flow.path for flow in found)
    shown_names = {path: lines_within(name, _WIDEST, _SIZE, 1)[0] for path, name in names.items()}
    said = _said(one, other, heads, len(found), date)
    side = max((text_width(name, _SIZE) for name in shown_names.values()), default=0.0) + 8
    width = max(2 * (_MARGIN + side + _BAR) + _WAY, 380.0)
    lines = [line for text in said for line in lines_within(text, width - 2 * _MARGIN, _SIZE, 6)]
    foot = 2 * _MARGIN + 10.0 * len(lines)
    above = [lines_within(head, side + _WAY / 2 - 10, 9.0, 3) for head in heads]
    head = 12.0 * max(map(len, above)) + 8
    height = foot + max((column.height for column in columns), default=0.0) + head + _MARGIN
    with canvas(width, height) as paper:
        bars = (_MARGIN + side, width - _MARGIN - side - _BAR)
        top = height - _MARGIN - head
        for at, column in enumerate(columns):
            for row, text in enumerate(above[at]):
                x = bars[0] + _BAR if at == 0 else bars[1]
                paper.text(x, height - _MARGIN - 9 - 12 * row, text, 9, bold=True, side="right" if at == 0 else "left")
            _draw_column(paper, column, at, bars[at], top, shown_names)
        for number_, flow in enumerate(found, 1):
            ends = [column.spots[flow.path] for column in columns]
            group = next((block for block in flow.blocks if isinstance(block, int)), None)
            _ribbon(paper, bars[0] + _BAR, bars[1], top, ends, marks.colour(group), f"flow-{number_}")
        for at, line in enumerate(lines):
            paper.text(_MARGIN, foot - _MARGIN - 10.0 * at - _SIZE, line, _SIZE, color=marks.SOFT)
        return paper.saved(kind, _("Codes in two sub-corpora"), " ".join(said))


def _said(one: Network, other: Network, heads: tuple[str, str], drawn: int, date: str) -> list[str]:
    every = len({node.path for network in (one, other) for node in network.nodes if node.count})
    said = _(
        "Communities of codes on the left: {left}; on the right: {right}. Where codes go together: {unit}; {measure}. "
        "A ribbon is a code, as thick at each end as its share of all times that codes are met there. A community on "
        "the right has the number of the one on the left with which it shares most codes."
    ).format(left=heads[0], right=heads[1], unit=unit_name(one), measure=measure_name(one.question.measure))
    if drawn < every:
        most = _("Drawn: {n} of {all} codes, those with the largest shares.")
        said += " " + most.format(n=number(drawn), all=number(every))
    return [f"{said} ({date})" if date else said]


def _matched(left: Mapping[str, int], right: Mapping[str, int]) -> dict[str, int]:
    """The communities of the right with the numbers of those on the left with which they share most codes.

    Each number is given once; what is left over gets numbers that the left does not have.
    """
    shared = Counter((right[path], left[path]) for path in right if path in left)
    number_of: dict[int, int] = {}
    for (group, twin), _count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if group not in number_of and twin not in number_of.values():
            number_of[group] = twin
    free = max([*left.values(), -1]) + 1
    for group in sorted(set(right.values()) - set(number_of)):
        number_of[group] = free
        free += 1
    return {path: number_of[group] for path, group in right.items()}


@dataclass(frozen=True)
class _Column:
    """A side: blocks with their upper and lower end, and each code's middle and thickness, from the top downwards."""

    blocks: Sequence[tuple[Block, float, float]]
    spots: Mapping[str, tuple[float, float]]
    height: float


def _columns(found: Sequence[Flow]) -> tuple[_Column, _Column]:
    """Both sides, ordered so that ribbons cross little: the right follows the left, then the left the right."""
    left = sorted(found, key=lambda flow: (_rank(flow.blocks[0]), _rank(flow.blocks[1]), -flow.shares[0]))
    row = {flow.path: at for at, flow in enumerate(left)}
    rows: dict[Block, list[int]] = {}
    for flow in found:
        rows.setdefault(flow.blocks[1], []).append(row[flow.path])
    middle = {block: sum(at) / len(at) for block, at in rows.items()}
    last = (_ABSENT, None)
    right = sorted(
        found,
        key=lambda flow: (flow.blocks[1] in last, flow.blocks[1] == _ABSENT, middle[flow.blocks[1]], row[flow.path]),
    )
    return _column(left, 0), _column(right, 1)


def _rank(block: Block) -> tuple[int, int]:
    return (0, block) if isinstance(block, int) else (1 if block is None else 2, 0)


def _column(ordered: Sequence[Flow], side: int) -> _Column:
    blocks: list[tuple[Block, float, float]] = []
    spots: dict[str, tuple[float, float]] = {}
    at = 0.0
    for place, flow in enumerate(ordered):
        block = flow.blocks[side]
        if not place or ordered[place - 1].blocks[side] != block:
            at += (_GAP if place else 0.0) + _HEAD
            blocks.append((block, at, at))
        thick = max(flow.shares[side] * _FLOW, _THINNEST)
        room = max(thick + 1.5, _LINE)
        spots[flow.path] = (at + room / 2, thick)
        at += room
        blocks[-1] = (block, blocks[-1][1], at)
    return _Column(blocks, spots, at)


def _draw_column(paper: Canvas, column: _Column, side: int, x: float, top: float, names: Mapping[str, str]) -> None:
    for block, high, low in column.blocks:
        group = block if isinstance(block, int) else None
        color = marks.colour(group) if isinstance(block, int) else marks.FAINT
        paper.box(x, top - low, _BAR, low - high, color, edge=marks.INK, layer=3, name=f"block-{side + 1}-{block}")
        text = _block_name(block)
        middle = top - high + 4.5
        outward = -1 if side == 0 else 1
        inner = x + _BAR / 2
        if group is not None:
            paper.mark(inner, middle + 2.5, 3.4, marks.shape(group), color)
        paper.text(inner + outward * 8, middle, text, _SIZE, bold=True, side="right" if side == 0 else "left")
    for path, (middle, _thick) in column.spots.items():
        y = top - middle - _SIZE * 0.35
        paper.text(x - 4 if side == 0 else x + _BAR + 4, y, names[path], _SIZE, side="right" if side == 0 else "left")


def _block_name(block: Block) -> str:
    if isinstance(block, int):
        return _("Community {n}").format(n=number(block + 1))
    return _("in no community") if block is None else _("not met")


def _ribbon(
    paper: Canvas, left: float, right: float, top: float, ends: Sequence[tuple[float, float]], color: str, name: str
) -> None:
    (start, thick), (end, thin) = ends
    upper, lower = [], []
    for step in range(_STEPS + 1):
        share = step / _STEPS
        eased = share * share * (3 - 2 * share)
        x = left + (right - left) * share
        middle = top - (start + (end - start) * eased)
        half = (thick + (thin - thick) * eased) / 2
        upper.append((x, middle + half))
        lower.append((x, middle - half))
    paper.area([*upper, *reversed(lower)], color, alpha=0.6, layer=1, name=name)
