"""Networks that the first version kept, with a digest of fewer things: nothing has changed as long as nothing has."""

from __future__ import annotations

import hashlib
import json
from array import array

import pytest

from qualcode.project import Project


def first_digest(project: Project, unit: str) -> str:
    """What the first version kept, read from the file: paths, then codings and units, each list after its length."""
    held = project.conn.execute(
        "SELECT document_id, start, end, code_id FROM codings ORDER BY document_id, start, end, id"
    ).fetchall()
    paths = sorted({path for (path,) in project.conn.execute("SELECT code FROM v_codings")})
    ids = {project.resolve_code(path).id: place for place, path in enumerate(paths)}
    lists = [[row[column] for row in held] for column in range(3)] + [[ids[row[3]] for row in held]]
    documents = {row[0] for row in held}
    if unit == "turn":
        rows = []
        for document in sorted(documents):
            asked = "SELECT document_id, start, end FROM turns WHERE document_id = ? ORDER BY start"
            turns = project.conn.execute(asked, (document,)).fetchall()
            (lines,) = project.conn.execute("SELECT paragraphs FROM documents WHERE id = ?", (document,)).fetchone()
            rows += turns or [(document, *line[:2]) for line in json.loads(lines)]
        lists += [[row[column] for row in rows] for column in range(3)]
    sha = hashlib.sha256(repr(tuple(paths)).encode())
    for numbers in lists:
        sha.update(len(numbers).to_bytes(8, "little") + array("q", numbers).tobytes())
    return sha.hexdigest()


@pytest.mark.parametrize("unit", ["overlap", "document", "turn"])
def test_they_are_as_fresh_as_what_they_were_counted_from(talks: Project, unit: str) -> None:
    talks.save_network("ancien", talks.cooccurrence(unit=unit))
    told = json.dumps({"unit": unit, "measure": "count", "level": None, "minimum": 1})
    talks.conn.execute("UPDATE networks SET parameters = ?, digest = ?", (told, first_digest(talks, unit)))
    assert [network.reason for network in talks.networks()] == [""]
    talks.code("d3", 4, 11, "dirty work")
    assert [network.reason for network in talks.networks()] == ["counted"]
    talks.undo()
    assert [network.reason for network in talks.networks()] == [""]
    talks.refresh_network("ancien")
    assert [network.reason for network in talks.networks()] == [""]
