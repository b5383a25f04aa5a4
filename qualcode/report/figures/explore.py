"""A network as one page of HTML to explore without a network: everything it needs is in the file, nothing is fetched.

The page forbids itself to load anything; only its own script and style run, by their hashes. What comes from outside is
text: in the data every character that could mean something to a reader of HTML is written as an escape of JSON.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
import re
from collections.abc import Mapping
from importlib import resources
from string import Template
from typing import Any

from qualcode.i18n import _, language, number
from qualcode.model.network import PROBABILITIES, Edge, Network, Node
from qualcode.report.figures import marks
from qualcode.report.figures.caption import caption, measure_name, title
from qualcode.report.figures.layout import arranged
from qualcode.report.figures.legend import chiefs
from qualcode.report.figures.names import short_names, shown
from qualcode.report.figures.network import MOST_PAIRS, Selection, groups_of, links_of, nearness, selected, signs_of

#: Anything but letters, digits and what cannot begin markup, a comment or an address.
_LOUD = re.compile(r"[<>&/:@()'`\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def network_page(network: Network, *, communities: Mapping[str, int] | None = None, date: str = "") -> str:
    """The page: codes that meet others, placed as in the figure, and all their pairs with all measures.

    `communities` and `date` as in `draw_network`. Equal networks give equal pages.
    """
    part = selected(network, len(network.nodes), MOST_PAIRS)
    groups = groups_of(network, communities)
    style, script = _file("page.css"), _file("page.js")
    values = {
        "lang": language(),
        "title": _html(title(network)),
        "caption": _html(" ".join(caption(network, date))),
        "style": style,
        "script": script,
        "style_hash": _hash(style),
        "script_hash": _hash(script),
        "data": _json(_data(network, part, groups)),
        **{name: _html(text) for name, text in _labels().items()},
    }
    return Template(_file("page.html")).substitute(values)


def _data(network: Network, part: Selection, groups: Mapping[str, int]) -> dict[str, Any]:
    links, signs = links_of(network, part), signs_of(part, groups)
    page = arranged([sign.box for sign in signs], nearness(part, links, groups))
    names = short_names(node.path for node in part.nodes)
    measures = _measures(network)
    place = {node.path: at for at, node in enumerate(part.nodes)}
    nodes = []
    for node, sign, centre in zip(part.nodes, signs, page.centres, strict=True):
        x, y = sign.spot(*centre)
        nodes.append(
            {
                **_node(node, names, groups),
                "x": round(x, 1),
                "y": round(page.height - y, 1),
                "r": round(sign.radius, 2),
                "foot": round(sign.foot, 1),
                "lines": list(sign.lines),
            }
        )
    return {
        "lang": language(),
        "width": round(page.width, 1),
        "height": round(page.height, 1),
        "nodes": nodes,
        "edges": [_edge(edge, place, measures) for edge in network.edges if {edge.source, edge.target} <= place.keys()],
        "groups": [
            {"group": group, "text": _("{name} ({n})").format(name=names[chief.path], n=number(size))}
            for group, (chief, size) in chiefs(part.nodes, part.edges, groups).items()
        ],
        "measures": [_measure(name) for name in measures],
        "asked": measures.index(network.question.measure),
        "pairs": len(part.edges),
        "colours": [*marks.COLOURS, marks.PLAIN],
        "shapes": [[[round(x, 3), round(y, 3)] for x, y in marks.outline(name)] for name in marks.SHAPES],
        "words": _words(),
    }


def _node(node: Node, names: Mapping[str, str], groups: Mapping[str, int]) -> dict[str, Any]:
    return {"path": shown(node.path), "name": names[node.path], "count": node.count, "group": groups.get(node.path)}


def _edge(edge: Edge, place: Mapping[str, int], measures: list[str]) -> dict[str, Any]:
    told = {"count": edge.count, **edge.measures}
    values = [told.get(name) for name in measures]
    return {
        "source": place[edge.source],
        "target": place[edge.target],
        "values": [None if value is None or not math.isfinite(value) else float(f"{value:.6g}") for value in values],
    }


def _measures(network: Network) -> list[str]:
    """The count first, then what was asked for, then all that edges carry."""
    return list(
        dict.fromkeys(("count", network.question.measure, *(name for edge in network.edges for name in edge.measures)))
    )


def _measure(name: str) -> dict[str, Any]:
    return {"label": measure_name(name), "decimals": 0 if name == "count" else 4, "probability": name in PROBABILITIES}


def _labels() -> dict[str, str]:
    """What stands in the page itself."""
    return {
        "search": _("Search a code"),
        "measure": _("Strength"),
        "pairs": _("Pairs"),
        "nearer": _("Zoom in"),
        "farther": _("Zoom out"),
        "whole": _("Whole network"),
        "picture": _("Network of codes"),
        "table": _("Pairs of codes"),
        "keys": _(
            "Click a code, or Enter: the code and what goes with it. Arrows: from code to code. "
            "+ − or the wheel: zoom. Drag: move. Esc: the whole network."
        ),
        "noscript": _("This page needs JavaScript to draw; it loads nothing from any network."),
    }


def _words() -> dict[str, str]:
    """What the script says; it fills in the braces."""
    return {
        "shown": _("the {n} strongest, from {limit}"),
        "listed": _("Pairs listed: {n}."),
        "first": _("Pairs found: {n}; the first {first} are listed."),
        "hint": _("Point at a code to see what goes with it."),
        "communities": _("Communities"),
        "neighbour": _("{name}: {strength} (count: {n})"),
        "met": _("Count: {n}"),
        "community": _("Community {n}"),
        "neighbours": _("Codes that it goes with: {n}. The strongest:"),
        "label": _("{name}, count: {n}"),
        "source": _("source"),
        "target": _("target"),
    }


def _file(name: str) -> str:
    return resources.files("qualcode.report.figures").joinpath("page", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # Outside of strings JSON has colons too.
    return re.sub(r'"(?:[^"\\]|\\.)*"', lambda found: _LOUD.sub(_escape, found[0]), text)


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _html(text: str) -> str:
    """A text as HTML without a character that means anything there: all loud ones and quotes as references."""
    return re.sub(
        r'["=$]', lambda found: f"&#{ord(found[0])};", _LOUD.sub(lambda found: f"&#{ord(found[0])};", shown(text))
    )
