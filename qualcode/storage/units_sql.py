"""A question about units as one SQL statement, for a person who asks the file by other means.

The facade answers in arrays, which is many times as quick for turns and sentences; a property test holds both equal.
"""

from __future__ import annotations

from collections.abc import Callable

from qualcode.model.query import And, Node, Not, Or
from qualcode.model.query_units import ByUnit, UnitKind
from qualcode.storage.compile import Where

_PIECE = "c.document_id = u.document_id AND c.start < u.end AND c.end > u.start"

#: All units of a kind as a table `u`, and the condition that one of them holds the coding `c`.
_UNITS: dict[UnitKind, tuple[str, str]] = {
    "turn": (
        """SELECT document_id, start, end FROM turns UNION ALL SELECT document_id, start, end FROM v_paragraphs
           WHERE end > start AND document_id NOT IN (SELECT document_id FROM turns)""",
        _PIECE,
    ),
    "paragraph": ("SELECT document_id, start, end FROM v_paragraphs WHERE end > start", _PIECE),
    "sentence": ("SELECT document_id, start, end FROM v_sentences WHERE end > start", _PIECE),
    "document": ("SELECT id, name FROM documents", "c.document_id = u.id"),
    "speaker": (
        """SELECT max(s.name) AS name, json_group_array(s.id) AS voices FROM speakers AS s
           LEFT JOIN (SELECT l.speaker_id, min(k.id) AS id FROM case_speakers AS l JOIN cases AS k ON k.id = l.case_id
                      WHERE k.kind = 'person' GROUP BY l.speaker_id) AS person ON person.speaker_id = s.id
           WHERE NOT s.interviewer
           GROUP BY person.id, iif(person.id, NULL, s.document_id), iif(person.id, NULL, s.name)""",
        """c.id IN (SELECT coding_id FROM coding_speakers
                    WHERE speaker_id IN (SELECT value FROM json_each(u.voices)))""",
    ),
    "case": (
        """SELECT id, name FROM cases
           WHERE id IN (SELECT case_id FROM case_documents UNION SELECT case_id FROM case_speakers)""",
        """(c.document_id IN (SELECT document_id FROM case_documents WHERE case_id = u.id) OR c.id IN
            (SELECT s.coding_id FROM case_speakers AS l JOIN coding_speakers AS s USING (speaker_id)
             WHERE l.case_id = u.id))""",
    ),
}


def statement(node: ByUnit, condition: Callable[[Node], Where]) -> Where:
    """A whole statement for the units that meet a question; `condition` compiles what is asked of a segment."""
    every, holds = _UNITS[node.unit]
    asked = _asked(node.question, holds, condition)
    return Where(f"SELECT u.* FROM ({every}) AS u WHERE {asked.sql}", asked.params)


def _asked(question: Node, holds: str, condition: Callable[[Node], Where]) -> Where:
    if isinstance(question, (And, Or)):
        parts = [_asked(part, holds, condition) for part in question.parts]
        glue = " AND " if isinstance(question, And) else " OR "
        return Where(f"({glue.join(part.sql for part in parts)})", tuple(p for part in parts for p in part.params))
    if isinstance(question, Not):
        part = _asked(question.part, holds, condition)
        return Where(f"NOT {part.sql}", part.params)
    leaf = condition(question)
    return Where(f"EXISTS (SELECT 1 FROM codings AS c WHERE {holds} AND {leaf.sql})", leaf.params)
