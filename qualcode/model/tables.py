"""How the results of the facade look as tables: one function for each kind of value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualcode.i18n import _
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Segment
from qualcode.model.counts import Count
from qualcode.model.document import Document
from qualcode.model.headings import headings
from qualcode.model.network import Edge, Node
from qualcode.model.table import Column, Table


def segments_table(segments: Sequence[Segment]) -> Table:
    """Segments as they are met: where, who, which code, which words; files know all that is published of them."""
    attributes = tuple(dict.fromkeys(name for segment in segments for name in segment.attributes))
    columns = (
        Column("id", "count", "frame"),
        Column("document", room=0.2),
        Column("kind", reach="data"),
        Column("start", "count", "data"),
        Column("end", "count", "data"),
        Column("quote"),
        Column("code", room=0.25),
        Column("coder", reach="data"),
        Column("speaker", room=0.15),
        Column("memo", reach="page"),
        Column("created", "moment", "data"),
        Column("weight", "count", "frame"),
        Column("cases", "names", "frame"),
        Column("attributes", "fields", "data", names=attributes),
    )
    rows = (_segment_row(segment) for segment in segments)
    return Table(columns, rows, _("Segments"), order=("document", "speaker", "code", "quote", "memo"))


def _segment_row(one: Segment) -> tuple[object, ...]:
    return (
        *(one.id, one.document, one.kind, one.start, one.end, one.quote, one.code, one.coder, one.speaker),
        *(one.memo, one.created, one.weight, one.cases, one.attributes),
    )


def counts_table(counts: Iterable[Count], by: str = "") -> Table:
    """Counts by one thing; what has none is « (none) » for people and nothing for programs."""
    columns = (
        Column("value", heading=headings().get(by, by)),
        Column("segments", "count"),
        Column("documents", "count"),
        Column("speakers", "count"),
    )
    rows = ((count.value, count.segments, count.documents, count.speakers) for count in counts)
    return Table(columns, rows, _("Counts"))


def documents_table(documents: Sequence[Document]) -> Table:
    """Documents with their length and who speaks in them."""
    attributes = tuple(dict.fromkeys(name for document in documents for name in document.attributes))
    columns = (
        Column("id", "count", "frame"),
        Column("name"),
        Column("kind"),
        Column("words", "count"),
        Column("turns", "count"),
        Column("speakers", "names"),
        Column("attributes", "fields", "page", names=attributes),
        Column("cases", "names", "page"),
        Column("source", reach="page"),
        Column("encoding", reach="page"),
        Column("length", "count", "frame"),
        Column("created", "moment", "frame"),
    )
    rows = (
        (
            *(one.id, one.name, one.kind, one.words, one.turns, one.speakers, one.attributes, one.cases),
            *(one.source.name, one.source.encoding, one.length, one.created),
        )
        for one in documents
    )
    return Table(columns, rows, _("Documents"))


def codebook_table(codebook: Codebook) -> Table:
    """The codes of a codebook in the order of the tree, without counts."""
    columns = (
        Column("id", "count", "frame"),
        Column("code"),
        Column("level", "count"),
        Column("definition"),
        Column("include", reach="data"),
        Column("exclude", reach="data"),
        Column("example", reach="data"),
        Column("reference", reach="data"),
        Column("color", reach="data"),
        Column("cues", "names", "data"),
    )
    rows = (
        (
            *(code.id, codebook.path(code.id), codebook.depth(code.id), code.definition, code.include, code.exclude),
            *(code.example, code.reference, code.color, code.cues),
        )
        for code in codebook.values()
    )
    return Table(columns, rows, _("Codebook"))


def nodes_table(nodes: Sequence[Node]) -> Table:
    """The codes of a network."""
    return Table((Column("code"), Column("count", "count")), ((node.path, node.count) for node in nodes), _("Codes"))


def edges_table(edges: Sequence[Edge], measure: str = "count") -> Table:
    """The pairs of a network with its measure."""
    columns = [Column("source"), Column("target"), Column("count", "count")]
    if measure == "count":
        return Table(tuple(columns), ((edge.source, edge.target, edge.count) for edge in edges), _("Co-occurrence"))
    rows = ((edge.source, edge.target, edge.count, edge.value) for edge in edges)
    return Table((*columns, Column(measure, "number")), rows, _("Co-occurrence"))
