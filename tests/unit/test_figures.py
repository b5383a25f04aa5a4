"""Figures as files: what an SVG shows, that equal networks give equal bytes, that names mean nothing to it."""

from __future__ import annotations

import io
import math
import re
import struct
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

import matplotlib
import pytest
from hypothesis import HealthCheck, given, settings

from qualcode.i18n import set_language
from qualcode.model.network import Edge, Network, Node, Question
from qualcode.report.figures.alluvial import draw_alluvial, flows
from qualcode.report.figures.heatmap import draw_heatmap
from qualcode.report.figures.names import shown
from qualcode.report.figures.network import draw_network, groups_of, selected
from qualcode.report.figures.order import clustered, distances, matrix
from tests.unit.networks import HOSTILE, Made, hostile, network, networks

SVG = "{http://www.w3.org/2000/svg}"
RING = network(
    {f"thème {letter}/code {letter}": 3 + at * 4 for at, letter in enumerate("abcdefgh")},
    [(f"thème {a}/code {a}", f"thème {b}/code {b}", 2) for a, b in zip("abcdefgh", "bcdefgha", strict=True)],
)
HALVES = {node.path: at // 4 for at, node in enumerate(RING.nodes)}


def tree(svg: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(svg.decode())


def texts(svg: bytes) -> list[str]:
    return [element.text or "" for element in tree(svg).iter(f"{SVG}text")]


def named(svg: bytes, prefix: str) -> list[str]:
    """The ids of what is drawn."""
    return [name for element in tree(svg).iter() if (name := element.get("id", "")).startswith(prefix)]


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        yield kind, png[at + 8 : at + 8 + length]
        at += 12 + length


def test_a_network_shows_every_code_every_pair_and_what_they_mean() -> None:
    svg = draw_network(RING, communities=HALVES, date="22/11/2026")
    assert len(named(svg, "code-")) == len(named(svg, "pair-")) == 8
    assert {f"code {letter}" for letter in "abcdefgh"} <= set(texts(svg))
    assert any("(22/11/2026)" in text for text in texts(svg))
    # Two communities, three steps of sizes and of widths, each below a heading.
    assert sum(re.fullmatch(r"code \w \(4\)", text) is not None for text in texts(svg)) == 2


def test_the_area_of_a_mark_follows_the_count() -> None:
    svg = draw_network(RING, communities={})
    width: dict[str, float] = {}
    for group in tree(svg).iter(f"{SVG}g"):
        if group.get("id", "").startswith("code-"):
            corners = re.findall(r"[ML] ([\d.]+) ([\d.]+)", group[0].get("d", ""))
            width[group.get("id", "")] = max(float(x) for x, _y in corners) - min(float(x) for x, _y in corners)
    counts = [node.count for node in RING.nodes]
    for at, count in enumerate(counts, 1):
        expected = max(math.sqrt(count / max(counts)) * 40, 5)
        assert width[f"code-{at}"] == pytest.approx(expected, rel=0.01)


def test_what_is_too_much_is_left_out_and_said() -> None:
    counts = {f"c{at}": 200 - at for at in range(100)}
    pairs = [(f"c{one}", f"c{other}", 1 + (one * other) % 7) for one in range(100) for other in range(one + 1, 100)]
    crowd = network(counts, pairs)
    part = selected(crowd)
    assert (len(part.nodes), len(part.edges)) == (60, 150)
    svg = draw_network(crowd, communities={})
    assert len(named(svg, "code-")) == 60
    said = " ".join(texts(svg))
    assert "60 of 100" in said
    assert "150 of 4,950" in said


def test_each_code_that_is_kept_keeps_its_strongest_pair() -> None:
    counts = dict.fromkeys("abcdef", 100) | {"loin": 100}
    pairs = [(a, b, 50) for a in "abcdef" for b in "abcdef" if a < b] + [("a", "loin", 1)]
    part = selected(network(counts, pairs), pairs=1.0)
    assert ("a", "loin") in {(edge.source, edge.target) for edge in part.edges}
    assert len(part.edges) == 7


def test_pairs_without_strength_are_not_drawn() -> None:
    apart = Made(
        Question(measure="npmi"),
        (Node("a", 3), Node("b", 3), Node("c", 3)),
        (Edge("a", "b", 2, 0.4, {"npmi": 0.4}), Edge("b", "c", 1, -0.3, {"npmi": -0.3})),
    )
    assert [node.path for node in selected(apart).nodes] == ["a", "b"]
    assert len(named(draw_heatmap(apart), "row-")) == 2


def test_communities_are_numbered_by_size_and_lonely_codes_are_in_none() -> None:
    assert groups_of(RING, {"a": 7, "b": 7, "c": 3, "d": 3, "e": 3, "f": 1}) == {"a": 1, "b": 1, "c": 0, "d": 0, "e": 0}
    assert groups_of(RING, {"a": 7, "b": 7, "c": 1}) == {}
    kept = Made(Question(), tuple(Node(name, 1, {"community": at // 2 + 1}) for at, name in enumerate("abcd")), ())
    assert groups_of(kept, None) == {"a": 0, "b": 0, "c": 1, "d": 1}


def test_a_heat_map_crosses_itself_out_and_shows_what_is_empty() -> None:
    svg = draw_heatmap(RING)
    drawn = {name: group for group in tree(svg).iter(f"{SVG}g") if (name := group.get("id")) is not None}
    cells = {name: sum(1 for _path in drawn[name].iter(f"{SVG}path")) for name in ("met", "unmet", "diagonal")}
    # A collection of equal shapes is drawn once and used again.
    used = {name: sum(1 for _use in drawn[name].iter(f"{SVG}use")) for name in cells}
    assert {name: max(cells[name], used[name]) for name in cells} == {"met": 16, "unmet": 40, "diagonal": 8}
    assert len(named(svg, "row-")) == len(named(svg, "column-")) == 8
    # Two cells, and the darkest on the scale.
    assert sum(text == "0.25" for text in texts(svg)) == 3


def test_neighbours_in_a_heat_map_go_together() -> None:
    counts = dict.fromkeys("axbycz", 4)
    pairs = [("a", "b", 4), ("b", "c", 3), ("a", "c", 3), ("x", "y", 4), ("y", "z", 3), ("x", "z", 3)]
    blocks = network(counts, pairs)
    order = "".join(blocks.nodes[at].path for at in clustered(blocks.nodes, blocks.edges, "jaccard"))
    assert set(order[:3]) in ({"a", "b", "c"}, {"x", "y", "z"})
    apart = distances(blocks.nodes, blocks.edges, "jaccard")
    assert (apart[0, 2], apart[0, 1], apart[0, 0]) == (0, 1, 0)


def test_a_small_probability_is_not_nothing_and_the_darkest() -> None:
    held = [("a", "b", 0.0004), ("b", "c", 0.2)]
    made = Made(
        Question(measure="fisher_q"),
        tuple(Node(name, 5) for name in "abc"),
        tuple(Edge(one, other, 2, value, {"fisher_q": value}) for one, other, value in held),
    )
    svg = draw_heatmap(made)
    assert texts(svg).count("<0.01") == texts(svg).count("0.20") == 2
    (met,) = (group for group in tree(svg).iter(f"{SVG}g") if group.get("id") == "met")
    darkest = f"fill: #{''.join(f'{round(255 * part):02x}' for part in (0.03, 0.19, 0.42))}"
    assert sum(darkest in path.get("style", "") for path in met.iter(f"{SVG}path")) == 2


def test_a_directed_measure_is_read_from_the_row() -> None:
    edge = Edge("a", "b", 2, 0.5, {"p_target": 0.5, "p_source": 1.0})
    values = matrix((Node("a", 4), Node("b", 2)), (edge,), "p_target").tolist()
    assert (values[0][1], values[1][0]) == (0.5, 1.0)


def test_an_alluvial_figure_has_a_ribbon_for_each_code_and_the_blocks_of_both_sides() -> None:
    other = network({node.path: node.count for node in RING.nodes[2:]} | {"neuf": 5}, [])
    moved = {node.path: at % 2 for at, node in enumerate(RING.nodes)}
    svg = draw_alluvial(RING, other, communities=(HALVES, moved), titles=("Avant", "Après"))
    assert len(named(svg, "flow-")) == 9
    assert len(named(svg, "block-1-")) == 2 + 1
    assert {"block-1-absent", "block-2-absent", "block-2-None"} <= set(named(svg, "block-"))
    assert sum(text == "code c" for text in texts(svg)) == 2
    assert {"Avant", "Après"} <= set(texts(svg))


def test_shares_of_a_side_are_those_of_its_counts() -> None:
    other = network({RING.nodes[0].path: 10, "neuf": 30}, [])
    found = {flow.path: flow for flow in flows(RING, other, (HALVES, {}))}
    assert found["neuf"].shares == (0, 0.75)
    assert found["neuf"].blocks == ("absent", None)
    assert sum(flow.shares[0] for flow in found.values()) == pytest.approx(1)


def figures(made: Network) -> Iterator[bytes]:
    groups = {node.path: at % 3 for at, node in enumerate(made.nodes)}
    yield draw_network(made, communities=groups)
    yield draw_heatmap(made)
    yield draw_alluvial(made, made, communities=(groups, groups))


def test_names_that_mean_something_elsewhere_are_only_names() -> None:
    for svg in figures(hostile()):
        drawn = tree(svg)
        assert {element.tag.removeprefix(SVG) for element in drawn.iter()} <= {
            *("svg", "title", "desc", "defs", "style", "g", "path", "text", "use", "clipPath", "rect"),
        }
        assert not [name for element in drawn.iter() for name in element.attrib if name.lower().startswith("on")]
        links = [element.get("{http://www.w3.org/1999/xlink}href", "#") for element in drawn.iter()]
        assert all(link.startswith("#") for link in links)
        written = [text.rstrip("…") for text in texts(svg)]
        # A long name is cut or stands on several lines; each begins somewhere.
        for name in HOSTILE:
            start = shown(name.split("/")[-1] or name).split(" ")[0][:4]
            assert any(start in text for text in written), name


def test_a_dollar_is_a_dollar() -> None:
    assert "$x^2$ $" in texts(draw_network(network({"$x^2$ $": 2, "b": 2}, [("$x^2$ $", "b", 1)])))


@given(networks(most=12))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_network_can_be_drawn(made: Made) -> None:
    for svg in figures(made):
        tree(svg)


def test_equal_networks_give_equal_bytes_whatever_a_person_has_set() -> None:
    theirs = {"svg.fonttype": "path", "font.size": 33.0, "savefig.bbox": "tight", "lines.linestyle": ":"}
    before = [*figures(RING), draw_network(RING, "png")]
    with matplotlib.rc_context(theirs):  # type: ignore[arg-type]  # these are names of settings
        assert [*figures(RING), draw_network(RING, "png")] == before
        assert {name: matplotlib.rcParams[name] for name in theirs} == theirs  # type: ignore[index]  # likewise
    assert all(not re.search(rb"matplotlib|20\d\d-\d\d-\d\d", svg) for svg in before[:3])


def test_no_global_figure_is_touched() -> None:
    import sys

    draw_network(RING)
    pyplot = sys.modules.get("matplotlib.pyplot")
    assert pyplot is None or not pyplot.get_fignums()


def test_a_picture_says_what_it_shows() -> None:
    svg = tree(draw_network(RING, date="hier"))
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "title desc")
    (title,), (description,) = svg.findall(f"{SVG}title"), svg.findall(f"{SVG}desc")
    assert "Jaccard" in (title.text or "")
    assert "8 codes, 8 pairs (hier)" in (description.text or "")
    said = b" ".join(
        zlib.decompress(data.split(b"\0", 5)[-1]) if kind == b"zTXt" else data
        for kind, data in chunks(draw_network(RING, "png", date="hier"))
        if kind in (b"tEXt", b"iTXt", b"zTXt")
    )
    assert b"8 codes, 8 pairs (hier)" in said
    assert b"Software\0qualcode" in said


def test_a_network_without_pairs_says_so() -> None:
    alone = network({"a": 1, "b": 2}, [])
    assert "No two codes go together." in texts(draw_network(alone))
    assert "No two codes go together." in texts(draw_heatmap(alone))
    assert draw_network(Made(), "png").startswith(b"\x89PNG")


def test_a_figure_speaks_the_language_of_the_user() -> None:
    from PIL import Image

    set_language("fr")
    assert "8 codes, 8 paires" in " ".join(texts(draw_network(RING)))
    assert Image.open(io.BytesIO(draw_heatmap(RING, "png"))).size[0] > 1000
