"""What the tables, columns and views are for, in the words of docs/schema.md."""

from __future__ import annotations

INTRODUCTION = """
# The schema of a project

<!-- Made by `python -m qualcode.storage.schema_docs`; a test holds it equal to the code. -->

A project is one SQLite file (`PRAGMA application_id` is `0x7175616C`, "qual"). Any program may read it; what another
program writes is journaled too, and `qualcode undo` takes it back: one statement is one step (and so are two within one
millisecond).

- **Positions** are half-open ranges `[start, end)` of Unicode code points in `documents.text`, counted from 0, as
  Python counts. In SQL, `substr(text, start + 1, end - start)` is what stands there. The text never changes.
- **Times** are UTC, ISO 8601 with milliseconds. **Identities**: `id` is for this file, `uuid` for all its copies.
- All tables are STRICT. Foreign keys are declared; switch them on (`PRAGMA foreign_keys = ON`) before deleting.
- Rows below a document, a network, a coding… go with it.
- `qualcode verify P` proves that all of this holds.
"""

TABLES = {
    "project": "The study, in one row.",
    "coders": "Everyone who has put something into the project.",
    "documents": "The material. Paragraphs, sentences and timestamps follow from the text and stand beside it as JSON.",
    "speakers": "Who speaks in a document, as its turns name them.",
    "turns": "What one speaker says before another takes over; turns of a document do not overlap.",
    "cases": "Persons, sites and institutions that documents and speakers belong to.",
    "case_documents": "Which documents belong to which cases.",
    "case_speakers": "Which speakers belong to which cases.",
    "attributes": "Properties of a document, a speaker or a case (exactly one of the three); one value per name.",
    "codes": "The codebook: a forest. No code is under itself, and siblings bear different names.",
    "codings": "A code on a passage, by a coder; the same code by the same coder stands once on the same range.",
    "memos": "Remarks on a coding, a code, a document (or a passage of it), a case or the project; imported notes.",
    "queries": "Queries with a name, usable as `@name` in others; the history has their earlier versions.",
    "networks": "Saved co-occurrence networks, with what they were made from.",
    "network_nodes": "The codes of a saved network; the path is kept even if the code is deleted.",
    "network_edges": "The pairs of codes of a saved network that go together.",
    "actions": "The history: what was done, one row per undo step.",
    "changes": "What each action did to which row. For an action that is undone, what redoing it needs.",
    "journal_state": "The action that is under way in the current transaction; null between transactions.",
    "coding_speakers": "Who says most of each coding, an interviewer only when nobody else speaks in it; null outside "
    "turns. Triggers keep it up to date.",
}

#: By `table.column`, or by `column` for those that mean the same everywhere.
COLUMNS = {
    "uuid": "the same in every copy of the project",
    "created": "when the row was made",
    "start": "first code point",
    "end": "code point after the last",
    "position": "order among its like",
    "coder_id": "who made it",
    "project.name": "name of the study",
    "coders.name": "unique",
    "documents.name": "unique",
    "documents.kind": "`entretien`, `focus-group`, `notes`, `observation`, `questionnaire`, `document`",
    "documents.text": "normalised at import (NFC, `\\n`)",
    "documents.sha256": "of the text in UTF-8, hexadecimal",
    "documents.length": "code points",
    "documents.words": "runs without white space that hold a letter or digit",
    "documents.paragraphs": "JSON `[[start, end, style], …]`: `body`, `heading`, `table`, `header`, `break`, `list`",
    "documents.sentences": "JSON `[[start, end], …]`",
    "documents.timestamps": "JSON `[[start, end, milliseconds], …]`",
    "documents.source_name": "name of the file it came from",
    "documents.source_format": "`txt`, `md`, `docx`, `srt`, `vtt`, `csv`",
    "documents.source_encoding": "as detected",
    "documents.source_sha256": "of the file's bytes",
    "documents.source_size": "bytes",
    "speakers.label": "as the turns name them; unique in the document",
    "speakers.name": "as the study names them",
    "speakers.interviewer": "1 for who asks",
    "turns.body": "where the words begin, after the label",
    "turns.time": "milliseconds from the start of the recording",
    "cases.name": "unique",
    "cases.kind": "`person`, `site`, `institution`",
    "attributes.name": "unique for its owner",
    "attributes.value": "always text",
    "codes.parent_id": "null for a root",
    "codes.name": "unique among siblings",
    "codes.definition": "what it means",
    "codes.include": "when to use it",
    "codes.exclude": "when not to",
    "codes.example": "a passage that bears it",
    "codes.reference": "who coined the notion",
    "codes.color": "`#rrggbb`",
    "codes.cues": "JSON list of words that often announce it",
    "codings.quote": "what stands at the range; `verify` proves it",
    "codings.weight": "0–100",
    "memos.kind": "`memo`, or `footnote` and `comment` for imported notes",
    "memos.author": "of an imported note",
    "memos.start": "of a passage of the document",
    "queries.name": "unique",
    "queries.query": "as it was written",
    "queries.note": "what it is for",
    "networks.query": "which codings it counts",
    "networks.parameters": "JSON: unit, window, level, measure, population, minimum, seed, rounds, backbone…; `named` "
    "(the named queries in its query, as they were), `analysis`, `counted_from` (the last change it rests on)",
    "networks.digest": "of the data it was made from; another digest now means that the network is stale",
    "networks.name": "unique",
    "network_nodes.path": "of the code when the network was saved",
    "network_nodes.count": "units that hold the code",
    "network_nodes.measures": "JSON: degree, community…; the views show each by its name",
    "network_edges.measures": "JSON: all measures of the pair; the views show each by its name",
    "network_edges.count": "units that hold both",
    "network_edges.measure": "the one that the network was drawn by: `count`, `jaccard`…",
    "network_edges.value": "of that measure",
    "actions.kind": "`import`, `code`, `merge code`…; `sql` for a change made outside qualcode",
    "actions.detail": "what it was done to",
    "actions.coder_id": "who did it, if known then",
    "actions.state": "`done`; `undone` (can be redone); `abandoned` (undone, and something else was done since)",
    "changes.operation": "`insert`, `update`, `delete`",
    "changes.old": "JSON of the old values: those that changed, or all of a deleted row",
    "changes.new": "JSON of the new values; long texts of a new row are in the row itself",
    "changes.table_name": "a journaled table",
    "changes.row_id": "`id` in that table",
}

VIEWS = {
    "v_codes": "code, with its path and its own counts",
    "v_documents": "document",
    "v_speakers": "speaker of a document",
    "v_turns": "turn, with its words",
    "v_paragraphs": "paragraph, with its text",
    "v_sentences": "sentence, with its text",
    "v_speaker_attributes": "attribute of a speaker: own, else of the case, the document, the document's case",
    "v_document_attributes": "attribute of a document: own, else of its case",
    "v_codings": "coding, with document, code, coder, speaker and memo",
    "v_cooccurrence": "pair of codes whose codings overlap, with how many pairs of codings do",
    "v_queries": "named query",
    "v_networks": "saved network, with its parameters",
    "v_network_nodes": "code of a saved network, with its place in it (null where it was not asked for)",
    "v_network_edges": "pair of codes of a saved network, with its measures (null where they were not asked for)",
    "v_memos": "memo or imported note, with what it is on",
    "v_log": "action, newest first",
}

EXAMPLES = (
    (
        "The passages under one code, in the order of the material:",
        "SELECT document, speaker, quote FROM v_codings WHERE code LIKE 'dirty work/%';",
    ),
    (
        "Which codes go together most often:",
        "SELECT source, target, count FROM v_cooccurrence LIMIT 10;",
    ),
    (
        "A code by category of actor (an attribute of the speaker, of their case or of the document):",
        """SELECT a.value AS role, count(*) AS codings
FROM codings AS c
  JOIN coding_speakers AS s ON s.coding_id = c.id
  JOIN v_speaker_attributes AS a ON a.speaker_id = s.speaker_id AND a.name = 'role'
  JOIN v_codes AS k ON k.id = c.code_id
WHERE k.path LIKE 'dirty work%'
GROUP BY a.value ORDER BY codings DESC;""",
    ),
    (
        "Codes that nobody has used:",
        """SELECT path FROM v_codes AS k WHERE NOT EXISTS (
  SELECT 1 FROM v_codes AS below
  WHERE below.codings > 0 AND (below.path = k.path OR below.path LIKE k.path || '/%'));""",
    ),
    (
        "Codes carried by one single speaker:",
        """SELECT code, min(speaker) AS speaker, count(*) AS codings FROM v_codings
GROUP BY code HAVING count(DISTINCT speaker) = 1 AND count(*) > 1;""",
    ),
    (
        "The strongest pairs of a saved network that are hardly chance (saved with the measure `fisher_q`):",
        """SELECT source, target, count, lift, fisher_q FROM v_network_edges
WHERE network = 'carte' AND fisher_q < 0.05 ORDER BY count DESC LIMIT 10;""",
    ),
    (
        "Its codes by community (once it was analysed), the best connected first:",
        """SELECT community, code, count, degree, betweenness FROM v_network_nodes
WHERE network = 'carte' ORDER BY community, strength DESC;""",
    ),
    (
        "What was asked, of which networks, and how well each falls into communities:",
        "SELECT name, unit, query, minimum, nodes, edges, modularity, created FROM v_networks;",
    ),
    (
        "How the codebook came to be what it is:",
        "SELECT created, kind, detail, coder FROM v_log WHERE kind LIKE '%code' AND state = 'done' ORDER BY id;",
    ),
)
