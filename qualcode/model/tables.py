"""How the results of the facade look as tables: one function for each kind of value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from qualcode.i18n import _
from qualcode.model.answers import Passage, Unit
from qualcode.model.code_use import CodeUse
from qualcode.model.codebook import Codebook
from qualcode.model.coding import Coding, Segment
from qualcode.model.counts import Count
from qualcode.model.document import Document
from qualcode.model.fields import fields_table
from qualcode.model.headings import headings
from qualcode.model.network_lists import edge_passages_table, networks_table
from qualcode.model.query_named import QueryVersion, SavedQuery
from qualcode.model.rows import Look
from qualcode.model.table import Column, Reach, Table


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


def codings_table(codings: Sequence[Coding]) -> Table:
    """Codings as they are kept, with the numbers of documents, codes and coders."""
    columns = (
        Column("id", "count"),
        Column("uuid", reach="data"),
        *(Column(name, "count") for name in ("document", "code", "coder", "start", "end")),
        Column("quote"),
        Column("weight", "count"),
        Column("created", "moment", "data"),
    )
    rows = (tuple(getattr(coding, column.key) for column in columns) for coding in codings)
    return Table(columns, rows, _("Codings"))


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


def codes_table(use: Sequence[CodeUse]) -> Table:
    """Codes in the order of the tree with how often they were used."""
    columns = (
        Column("id", "count", "data"),
        Column("code"),
        *(Column(name, "count") for name in ("level", *_USED)),
        *(Column("color", reach="data"), Column("definition", reach="data")),
    )
    rows = (
        (one.code.id, one.path, one.level, *(getattr(one, name) for name in _USED), one.code.color, one.code.definition)
        for one in use
    )
    return Table(columns, rows, _("Codes"))


_USED = ("codings", "codings_total", "documents", "documents_total")


def units_table(units: Sequence[Unit]) -> Table:
    """Units that meet a question: what and where they are and, of pieces of a text, what they say."""
    pieces: Reach = "always" if any(unit.start is not None for unit in units) else "frame"
    columns = (
        Column("id", "count", "frame"),
        Column("unit", reach="data"),
        Column("name", room=0.3),
        Column("document", reach="data"),
        Column("number", "count", "frame" if pieces == "frame" else "data"),
        Column("start", "count", "frame" if pieces == "frame" else "data"),
        Column("end", "count", "frame" if pieces == "frame" else "data"),
        Column("speaker", reach=pieces, room=0.2),
        Column("quote", reach=pieces),
        Column("count", "count", heading=_("segments")),
        Column("segments", "names", "data", heading=_("numbers of the segments")),
    )
    rows = (
        (
            *(one.id, one.kind, one.name, one.document, one.number, one.start, one.end, one.speaker, one.quote),
            *(len(one.segments), one.segments),
        )
        for one in units
    )
    return Table(columns, rows, _("Units"))


def passages_table(passages: Sequence[Passage]) -> Table:
    """Passages that codings share: where, who says it, the codes of each side, the words."""
    attributes = tuple(dict.fromkeys(name for passage in passages for name in passage.attributes))
    columns = (
        Column("document", room=0.2),
        Column("kind", reach="data"),
        Column("start", "count", "data"),
        Column("end", "count", "data"),
        Column("quote"),
        Column("codes", "names", room=0.3),
        Column("coders", "names", "data"),
        Column("speaker", room=0.15),
        Column("segments", "names", "data"),
        Column("cases", "names", "frame"),
        Column("attributes", "fields", "data", names=attributes),
    )
    rows = (
        (
            *(one.document, one.kind, one.start, one.end, one.quote, _sides(one.codes), one.coders, one.speaker),
            *(_sides(one.segments), one.cases, one.attributes),
        )
        for one in passages
    )
    return Table(columns, rows, _("Shared passages"), order=("document", "speaker", "codes", "quote"))


def _sides(sides: Sequence[Sequence[object]]) -> list[str]:
    return [", ".join(map(str, side)) for side in sides]


def queries_table(queries: Sequence[SavedQuery]) -> Table:
    """Queries that the project keeps under names, with what is wrong with those that cannot be asked."""
    columns = (
        Column("name", room=0.2),
        Column("query"),
        Column("note", heading=_("note"), room=0.25),
        Column("broken", heading=_("broken"), room=0.25),
        Column("uses", "names", "page", heading=_("uses")),
        Column("used_by", "names", "page", heading=_("used by")),
        Column("coder", reach="data"),
        Column("created", "moment", "data"),
    )
    rows = (tuple(getattr(one, column.key) for column in columns) for one in queries)
    return Table(columns, rows, _("Named queries"))


def query_versions_table(versions: Sequence[QueryVersion], *, in_words: bool = False) -> Table:
    """What a named query said, oldest first; `in_words` says in the user's language what happened."""
    said = {"saved": _("saved"), "changed": _("changed"), "renamed": _("renamed"), "deleted": _("deleted")}
    columns = (
        Column("created", "moment", heading=_("when")),
        Column("coder"),
        Column("change", heading=_("change")),
        Column("name", room=0.2),
        Column("query"),
        Column("note", reach="page", heading=_("note")),
        Column("action", "count", "data"),
    )
    rows = (
        (
            *(one.created, one.coder, said[one.change] if in_words else one.change),
            *(one.name, one.query, one.note, one.action),
        )
        for one in versions
    )
    return Table(columns, rows, _("Versions"))


#: The functions by the names that `Rows` knows them by.
LOOKS: Mapping[Look, Callable[[Sequence[Any]], Table]] = {
    "segments": segments_table,
    "codings": codings_table,
    "documents": documents_table,
    "codes": codes_table,
    "units": units_table,
    "passages": passages_table,
    "queries": queries_table,
    "query versions": query_versions_table,
    "edge passages": edge_passages_table,
    "networks": networks_table,
    "fields": fields_table,
}
