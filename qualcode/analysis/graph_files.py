"""Networks for other programs: GraphML, GEXF, DOT, node-link JSON, and the matrix as a table. Pure.

Every node carries its count and its measures, every edge its count and all that was measured of the pair; `weight`, the
heavier the stronger, is what programs draw and compute by; P(target|source) and P(source|target) are `p_target` and
`p_source` of an undirected edge. Names come from outside: in each format they are text that no reader obeys. Equal
networks give equal files: nothing in them tells when or by which version they were written.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from qualcode.model.network import OTHER_WAY, STRENGTHS, WHOLE_NUMBERS, Edge, Network, Node
from qualcode.model.table import Column, Kind, Table

if TYPE_CHECKING:
    import networkx

#: What XML 1.0 has no way to write (production 2, Char, read the other way round).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_DOT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LOST = "\N{REPLACEMENT CHARACTER}"


def node_fields(node: Node) -> dict[str, int | float]:
    """`count` and the measures of a code; what is not a finite number is left out, since few formats can say it."""
    return {"count": node.count, **_finite(node.measures)}


def edge_fields(network: Network, edge: Edge) -> dict[str, int | float]:
    """`count`, the strength under the name of the question's measure, and whatever else was measured of a pair."""
    return {"count": edge.count, **_finite({network.question.measure: edge.value, **edge.measures})}


def node_link(network: Network) -> dict[str, Any]:
    """What `networkx.node_link_graph` reads: the question under `graph`, then `nodes` and `edges` by code path."""
    return {
        "directed": False,
        "multigraph": False,
        "graph": _question(network),
        "nodes": [{"id": node.path, "code": node.path, **node_fields(node)} for node in network.nodes],
        "edges": [
            {"source": edge.source, "target": edge.target, **edge_fields(network, edge)} for edge in network.edges
        ],
    }


def graphml(network: Network) -> str:
    """The network as a GraphML document; nodes carry their path as id and `label`, edges `count` and `weight`.

    Characters that XML cannot hold become U+FFFD; two names that differ in nothing else stay two nodes.
    """
    import networkx

    # networkx would write with lxml if that is installed; the plain writer makes the same file everywhere.
    out = io.BytesIO()
    networkx.write_graphml_xml(_xml_safe(network), out, encoding="utf-8", prettyprint=True)
    return out.getvalue().decode("utf-8")


def gexf(network: Network) -> str:
    """The network as a GEXF 1.3 document for Gephi, with the same names and the same care as `graphml`."""
    from xml.etree.ElementTree import SubElement

    from networkx.readwrite.gexf import GEXFWriter

    safe = _xml_safe(network)
    about = "; ".join(f"{name}: {value}" for name, value in safe.graph.items())
    # The writer takes what the graph holds for its own settings.
    safe.graph.clear()
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.3")
    writer.add_graph(safe)
    for meta in writer.xml.iter("meta"):
        # The day of writing and the version of a library would make equal networks differ.
        meta.clear()
        for tag, said in (("creator", "qualcode"), ("description", about)):
            SubElement(meta, tag).text = said
    return "<?xml version='1.0' encoding='utf-8'?>\n" + str(writer) + "\n"


def dot(network: Network) -> str:
    """The network in Graphviz' language: codes are named by their path, lines as thick as the pair is strong."""
    strongest = max((weight for edge in network.edges if math.isfinite(weight := network.weight(edge))), default=0.0)
    lines = [f"  {_dot_pairs(_question(network), '; ')};"]
    lines += [
        f"  {_dot_id(node.path)} [{_dot_pairs({'label': node.path, **node_fields(node)})}];" for node in network.nodes
    ]
    for edge in network.edges:
        share = min(network.weight(edge) / strongest, 1.0) if strongest > 0 else 0.0
        fields = {"penwidth": round(0.5 + 5.5 * share, 2), **edge_fields(network, edge)}
        lines.append(f"  {_dot_id(edge.source)} -- {_dot_id(edge.target)} [{_dot_pairs(fields)}];")
    return "\n".join(["graph qualcode {", *lines, "}", ""])


def matrix_table(network: Network) -> Table:
    """The square matrix of strengths, codes in the order of the codebook; nothing stands on the diagonal.

    A pair that never met is 0 where strength is a count or a share, and empty where the measure has no value for it.
    """
    codes = [node.path for node in network.nodes]
    measure = network.question.measure
    unmet = 0 if measure in (*STRENGTHS, *OTHER_WAY, "lift") else None
    values: dict[tuple[str, str], float | None] = {}
    for edge in network.edges:
        value = edge_fields(network, edge).get(measure)
        values[edge.source, edge.target] = values[edge.target, edge.source] = value
        if measure in OTHER_WAY:
            # Of the two ways, the row is the condition: P(column|row) for p_target.
            values[edge.target, edge.source] = edge_fields(network, edge).get(OTHER_WAY[measure])
    rows = [(row, *(None if row == column else values.get((row, column), unmet) for column in codes)) for row in codes]
    kind: Kind = "count" if measure == "count" else "number"
    return Table((Column("code", room=0.4), *(Column(code, kind, heading=code) for code in codes)), rows)


def xml_text(text: str) -> str:
    """A text that XML can hold; what it cannot becomes U+FFFD."""
    return _NOT_XML.sub(_LOST, text)


def _question(network: Network) -> dict[str, Any]:
    return {name: value for name, value in vars(network.question).items() if value not in (None, "")}


def _finite(measures: Mapping[str, float]) -> dict[str, int | float]:
    return {name: _plain(value) for name, value in measures.items() if value is not None and math.isfinite(value)}


def _plain(value: float) -> int | float:
    """Whole numbers without a point, so that counts read as counts."""
    return int(value) if float(value).is_integer() and abs(value) < 2**53 else float(value)


def _xml_safe(network: Network) -> networkx.Graph[str]:
    import networkx

    names: dict[str, str] = {}
    taken: set[str] = set()
    about = {key: xml_text(value) if isinstance(value, str) else value for key, value in _question(network).items()}
    safe: networkx.Graph[str] = networkx.Graph()
    safe.graph.update(about)
    for node in network.nodes:
        label = name = xml_text(node.path)
        while name in taken:
            name += _LOST
        taken.add(name)
        names[node.path] = name
        safe.add_node(name, label=label, **_typed(node_fields(node)))
    for edge in network.edges:
        fields = _finite({"weight": network.weight(edge)}) | edge_fields(network, edge)
        safe.add_edge(names[edge.source], names[edge.target], **_typed(fields))
    return safe


def _typed(fields: Mapping[str, int | float]) -> dict[str, int | float]:
    """One type for each name, as attributes of XML have: counts are whole numbers, everything else is not."""
    whole = ("count", *WHOLE_NUMBERS)
    return {name: int(value) if name in whole else float(value) for name, value in fields.items()}


def _dot_id(text: str) -> str:
    return '"' + _NOT_DOT.sub(_LOST, text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _dot_pairs(fields: Mapping[str, Any], between: str = ", ") -> str:
    return between.join(f"{_dot_id(name)}={_dot_value(value)}" for name, value in fields.items())


def _dot_value(value: object) -> str:
    # Where a label stands, Graphviz reads entities of HTML, and a line break is told by letters.
    return _dot_id(str(value).replace("&", "&amp;")).replace("\n", "\\n")
