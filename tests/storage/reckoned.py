"""The invented study reckoned in the plainest way, for tests that hold a count against another one."""

from __future__ import annotations

from collections import defaultdict

from qualcode.analysis.coverage import GAP
from qualcode.project import Project

#: Every code with the root it stands under.
ROOTS = """WITH RECURSIVE tree (id, root) AS (
    SELECT id, name FROM codes WHERE parent_id IS NULL
    UNION ALL SELECT c.id, tree.root FROM codes AS c JOIN tree ON tree.id = c.parent_id)"""
#: Who stands behind the coding `c`: the personal case, else the name in the document; nobody for interviewers.
PERSON = """(SELECT coalesce('c' || (SELECT min(k.id) FROM case_speakers AS l JOIN cases AS k ON k.id = l.case_id
               WHERE l.speaker_id = s.id AND k.kind = 'person'), s.document_id || ' ' || s.name)
             FROM coding_speakers AS cs JOIN speakers AS s ON s.id = cs.speaker_id
             WHERE cs.coding_id = c.id AND NOT s.interviewer)"""


def attribute(name: str) -> str:
    """The value of an attribute in force for the coding `c`, as SQL; '' for none."""
    return f"""coalesce((SELECT CASE WHEN cs.speaker_id IS NULL
        THEN (SELECT value FROM v_document_attributes AS v WHERE v.document_id = c.document_id AND v.name = '{name}')
        ELSE (SELECT value FROM v_speaker_attributes AS v WHERE v.speaker_id = cs.speaker_id AND v.name = '{name}') END
      FROM coding_speakers AS cs WHERE cs.coding_id = c.id), '')"""


def counted(project: Project, row: str, column: str, kinds: str = "%") -> dict[tuple[str, str], tuple[int, int]]:
    """Segments and respondents by two SQL expressions on the coding `c` and its code's `tree`."""
    rows = project.conn.execute(
        f"""{ROOTS} SELECT {row}, {column}, count(*), count(DISTINCT {PERSON}) FROM codings AS c
            JOIN tree ON tree.id = c.code_id JOIN documents AS d ON d.id = c.document_id
            WHERE d.kind LIKE ? GROUP BY 1, 2""",
        (kinds,),
    )
    return {(one, other): (segments, persons) for one, other, segments, persons in rows}


def said(project: Project, who: str = "") -> dict[str, set[int]]:
    """Character by character, what respondents (or one of them) say in documents with turns."""
    found: dict[str, set[int]] = defaultdict(set)
    for document, start, end in project.conn.execute(
        """SELECT d.name, t.body, t.end FROM turns AS t JOIN speakers AS s ON s.id = t.speaker_id
           JOIN documents AS d ON d.id = t.document_id WHERE NOT s.interviewer AND (? = '' OR s.name = ?)""",
        (who, who),
    ):
        found[document] |= set(range(start, end))
    return found


def coded(project: Project, query: str) -> dict[str, set[int]]:
    """Character by character, what codings cover; a gap of a few characters between two is covered."""
    found: dict[str, set[int]] = defaultdict(set)
    for segment in project.query(query):
        found[segment.document] |= set(range(segment.start, segment.end))
    for places in found.values():
        rising = sorted(places)
        for one, other in zip(rising, rising[1:], strict=False):
            if other - one - 1 <= GAP:
                places |= set(range(one, other))
    return found
