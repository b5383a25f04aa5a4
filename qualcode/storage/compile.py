"""A query tree as SQL: a condition on the row `c` of `codings`, and its bound parameters.

Names are looked up in the vocabulary by the nodes themselves, so that SQL sees ids only and cannot hold other names
equal than `matches` does; words are searched by the same function, known to SQL as `has_words`. Every condition is
true or false, never NULL, so that NOT is the complement.

What SQL cannot decide by itself (relations between segments, questions about units, regular expressions) is decided by
the caller, and bound as the ids of the codings that meet it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass

from qualcode.model.query import And, CodeIs, Everything, HasAttribute, HasWords, Named, Node, Not, Or
from qualcode.model.query_expression import FitsExpression
from qualcode.model.query_named import NamedQuery
from qualcode.model.query_ranges import AttributeIn, CreatedIn, WeightIn
from qualcode.model.query_relations import Related
from qualcode.model.query_shared import Shared
from qualcode.model.query_units import ByUnit, OneSegment
from qualcode.model.vocabulary import Vocabulary
from qualcode.model.words import contains

#: How many ids one condition spells out; with at most 500 conditions they stay below SQLite's 32,766 question marks.
SPELLED = 25

_MEMO = """(SELECT group_concat(text, char(10)) FROM
  (SELECT text FROM memos WHERE coding_id = c.id ORDER BY id))"""


@dataclass(frozen=True, slots=True)
class Where:
    """An SQL condition on `codings AS c` with the parameters of its question marks, in order."""

    sql: str
    params: tuple[int | str, ...] = ()


def register(db: sqlite3.Connection) -> None:
    """Teach a connection the function that compiled queries call."""
    db.create_function("has_words", 2, _has_words, deterministic=True)


#: What SQL cannot decide, and what finds the ids of the codings that meet it.
Undecided = Related | Shared | ByUnit | FitsExpression
Decided = Callable[[Undecided], Collection[int]]


def compiled(node: Node, vocabulary: Vocabulary, decided: Decided) -> Where:
    """The condition for a tree whose names were resolved; one that names nothing is false for every row."""
    if isinstance(node, (And, Or)):
        parts = [compiled(part, vocabulary, decided) for part in node.parts]
        glue = " AND " if isinstance(node, And) else " OR "
        return Where(f"({glue.join(part.sql for part in parts)})", tuple(p for part in parts for p in part.params))
    if isinstance(node, Not):
        part = compiled(node.part, vocabulary, decided)
        return Where(f"NOT {part.sql}", part.params)
    if isinstance(node, NamedQuery) and node.content is not None:
        return compiled(node.content, vocabulary, decided)
    if isinstance(node, CodeIs):
        paths = vocabulary.codebook.paths
        return among("c.code_id", [id_ for id_, path in paths.items() if node.covers(path)])
    if isinstance(node, Named):
        return _named(node, vocabulary)
    if isinstance(node, (HasAttribute, AttributeIn)):
        return _attribute(node, vocabulary)
    if isinstance(node, HasWords):
        return _words(node)
    if isinstance(node, OneSegment):
        return compiled(node.part, vocabulary, decided)
    if isinstance(node, (Related, Shared, ByUnit, FitsExpression)):
        return among("c.id", decided(node))
    if isinstance(node, (WeightIn, CreatedIn)):
        return _limited(node)
    if isinstance(node, Everything):
        return Where("1")
    raise TypeError(f"no SQL for {type(node).__name__}")


def _named(node: Named, vocabulary: Vocabulary) -> Where:
    if node.field == "document":
        return among("c.document_id", [d.id for d in vocabulary.documents.values() if node.fits(d.name)])
    if node.field == "kind":
        return among("c.document_id", [d.id for d in vocabulary.documents.values() if node.fits(d.kind)])
    if node.field == "coder":
        return among("c.coder_id", [id_ for id_, name in vocabulary.coders.items() if node.fits(name)])
    if node.field == "speaker":
        voices = [v.id for v in vocabulary.voices.values() if node.fits(v.name) or node.fits(v.label)]
        spoken = among("speaker_id", voices)
        return Where(f"c.id IN (SELECT coding_id FROM coding_speakers WHERE {spoken.sql})", spoken.params)
    linked = among("l.case_id", [id_ for id_, name in vocabulary.cases.items() if node.fits(name)])
    return Where(
        f"""(c.document_id IN (SELECT l.document_id FROM case_documents AS l WHERE {linked.sql}) OR c.id IN
          (SELECT s.coding_id FROM coding_speakers AS s JOIN case_speakers AS l ON l.speaker_id = s.speaker_id
           WHERE {linked.sql}))""",
        linked.params * 2,
    )


def _attribute(node: HasAttribute | AttributeIn, vocabulary: Vocabulary) -> Where:
    names = [name for name in vocabulary.attributes if node.names(name)]
    name = among("name", names)
    value = among("value", {value for name in names for value in vocabulary.attributes[name] if node.fits(value)})
    which = f"WHERE {name.sql} AND {value.sql}"
    # A segment with a speaker has the speaker's attributes (those of the document are among them), else the document's.
    return Where(
        f"""coalesce((SELECT s.speaker_id IN (SELECT speaker_id FROM v_speaker_attributes {which})
            FROM coding_speakers AS s WHERE s.coding_id = c.id AND s.speaker_id IS NOT NULL),
          c.document_id IN (SELECT document_id FROM v_document_attributes {which}))""",
        (*name.params, *value.params) * 2,
    )


def _words(node: HasWords) -> Where:
    if node.field == "text":
        return Where("has_words(c.quote, ?)", (node.key,))
    return Where(
        f"(c.id IN (SELECT coding_id FROM memos WHERE coding_id IS NOT NULL) AND has_words({_MEMO}, ?))", (node.key,)
    )


def _limited(node: WeightIn | CreatedIn) -> Where:
    if isinstance(node, WeightIn):
        return Where("ifnull(c.weight BETWEEN ? AND ?, 0)", node.limits)
    return Where("(c.created >= ? AND c.created < ?)", node.limits)


def among(column: str, values: Collection[int] | Collection[str], spelled: int = SPELLED) -> Where:
    """The condition that a column holds one of these values.

    A few are spelled out: SQLite then knows how many there are, and hands them down into views. More go as JSON.
    """
    if len(values) <= spelled:
        return Where(f"{column} IN ({', '.join('?' * len(values))})", tuple(sorted(values)))
    chosen = json.dumps(sorted(values), ensure_ascii=False)
    return Where(f"{column} IN (SELECT value FROM json_each(?))", (chosen,))


def _has_words(text: str | None, key: str) -> bool:
    return text is not None and contains(text, key)
