"""The schema, one numbered migration after the other. A migration that has landed is frozen: write the next one, and
its name in `landed`.

Positions are half-open ranges of code points in `documents.text`. Tables are plural, and `start`/`end` need no quotes
in SQLite. `docs/schema.md` is made from what stands here.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from qualcode.storage.journal_triggers import Journaled, triggers
from qualcode.storage.landed import APPLICATION_ID, MIGRATION_SET
from qualcode.storage.views import LATER_VIEWS, VIEWS

migrations = Migrations(MIGRATION_SET)

TABLES = """
CREATE TABLE project (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uuid TEXT NOT NULL, name TEXT NOT NULL, created TEXT NOT NULL
) STRICT;

CREATE TABLE coders (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''), created TEXT NOT NULL
) STRICT;

CREATE TABLE documents (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''), kind TEXT NOT NULL,
  text TEXT NOT NULL, sha256 TEXT NOT NULL,
  length INTEGER NOT NULL CHECK (length >= 0), words INTEGER NOT NULL CHECK (words >= 0),
  paragraphs TEXT NOT NULL DEFAULT '[]' CHECK (iif(json_valid(paragraphs), json_type(paragraphs) = 'array', 0)),
  sentences TEXT NOT NULL DEFAULT '[]' CHECK (iif(json_valid(sentences), json_type(sentences) = 'array', 0)),
  timestamps TEXT NOT NULL DEFAULT '[]' CHECK (iif(json_valid(timestamps), json_type(timestamps) = 'array', 0)),
  position INTEGER NOT NULL DEFAULT 0,
  source_name TEXT NOT NULL DEFAULT '', source_format TEXT NOT NULL DEFAULT '',
  source_encoding TEXT NOT NULL DEFAULT '', source_sha256 TEXT NOT NULL DEFAULT '',
  source_size INTEGER NOT NULL DEFAULT 0, created TEXT NOT NULL
) STRICT;
CREATE INDEX documents_source ON documents (source_sha256);
CREATE INDEX documents_position ON documents (position);

CREATE TABLE speakers (
  id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  label TEXT NOT NULL, name TEXT NOT NULL,
  interviewer INTEGER NOT NULL DEFAULT 0 CHECK (interviewer IN (0, 1)),
  UNIQUE (document_id, label)
) STRICT;

CREATE TABLE turns (
  id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  start INTEGER NOT NULL CHECK (start >= 0), end INTEGER NOT NULL CHECK (end > start),
  body INTEGER NOT NULL CHECK (body BETWEEN start AND end),
  speaker_id INTEGER REFERENCES speakers (id) DEFERRABLE INITIALLY DEFERRED,
  time INTEGER, UNIQUE (document_id, start)
) STRICT;
CREATE INDEX turns_speaker ON turns (speaker_id);

CREATE TABLE cases (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  kind TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'site', 'institution')), created TEXT NOT NULL
) STRICT;
CREATE TABLE case_documents (
  id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE, UNIQUE (document_id, case_id)
) STRICT;
CREATE INDEX case_documents_case ON case_documents (case_id);
CREATE TABLE case_speakers (
  id INTEGER PRIMARY KEY, case_id INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
  speaker_id INTEGER NOT NULL REFERENCES speakers (id) ON DELETE CASCADE, UNIQUE (speaker_id, case_id)
) STRICT;
CREATE INDEX case_speakers_case ON case_speakers (case_id);

CREATE TABLE attributes (
  id INTEGER PRIMARY KEY,
  document_id INTEGER REFERENCES documents (id) ON DELETE CASCADE,
  speaker_id INTEGER REFERENCES speakers (id) ON DELETE CASCADE,
  case_id INTEGER REFERENCES cases (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''), value TEXT NOT NULL,
  CHECK ((document_id IS NOT NULL) + (speaker_id IS NOT NULL) + (case_id IS NOT NULL) = 1)
) STRICT;
CREATE UNIQUE INDEX attributes_document ON attributes (document_id, name) WHERE document_id IS NOT NULL;
CREATE UNIQUE INDEX attributes_speaker ON attributes (speaker_id, name) WHERE speaker_id IS NOT NULL;
CREATE UNIQUE INDEX attributes_case ON attributes (case_id, name) WHERE case_id IS NOT NULL;
CREATE INDEX attributes_name ON attributes (name, value);

CREATE TABLE codes (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  parent_id INTEGER REFERENCES codes (id) DEFERRABLE INITIALLY DEFERRED CHECK (parent_id <> id),
  name TEXT NOT NULL CHECK (name <> ''), position INTEGER NOT NULL DEFAULT 0,
  definition TEXT NOT NULL DEFAULT '', include TEXT NOT NULL DEFAULT '', exclude TEXT NOT NULL DEFAULT '',
  example TEXT NOT NULL DEFAULT '', reference TEXT NOT NULL DEFAULT '',
  color TEXT NOT NULL DEFAULT '#888888' CHECK (length(color) = 7 AND color GLOB '#*'
    AND NOT substr(color, 2) GLOB '*[^0-9a-fA-F]*'),
  cues TEXT NOT NULL DEFAULT '[]' CHECK (iif(json_valid(cues), json_type(cues) = 'array', 0)),
  coder_id INTEGER REFERENCES coders (id) DEFERRABLE INITIALLY DEFERRED, created TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX codes_siblings ON codes (coalesce(parent_id, 0), name);
CREATE INDEX codes_parent ON codes (parent_id);
CREATE TRIGGER codes_stay_a_forest BEFORE UPDATE OF parent_id ON codes WHEN NEW.parent_id IS NOT NULL BEGIN
  SELECT raise(ABORT, 'a code cannot be moved under itself') WHERE NEW.id IN (
    WITH RECURSIVE line (id) AS (SELECT NEW.parent_id
      UNION SELECT codes.parent_id FROM codes JOIN line ON codes.id = line.id WHERE codes.parent_id IS NOT NULL)
    SELECT id FROM line);
END;
CREATE TRIGGER codes_begin_as_a_forest AFTER INSERT ON codes WHEN NEW.parent_id IS NOT NULL BEGIN
  SELECT raise(ABORT, 'a code cannot be under itself') WHERE NEW.id IN (
    WITH RECURSIVE line (id) AS (SELECT NEW.parent_id
      UNION SELECT codes.parent_id FROM codes JOIN line ON codes.id = line.id WHERE codes.parent_id IS NOT NULL)
    SELECT id FROM line);
END;

CREATE TABLE codings (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  code_id INTEGER NOT NULL REFERENCES codes (id) DEFERRABLE INITIALLY DEFERRED,
  coder_id INTEGER NOT NULL REFERENCES coders (id) DEFERRABLE INITIALLY DEFERRED,
  start INTEGER NOT NULL CHECK (start >= 0), end INTEGER NOT NULL CHECK (end > start),
  quote TEXT NOT NULL CHECK (length(quote) = end - start),
  weight INTEGER CHECK (weight BETWEEN 0 AND 100), created TEXT NOT NULL,
  UNIQUE (document_id, start, end, code_id, coder_id)
) STRICT;
CREATE INDEX codings_code ON codings (code_id, document_id, start);
CREATE INDEX codings_coder ON codings (coder_id);
CREATE TRIGGER codings_stay_in_the_text BEFORE INSERT ON codings BEGIN
  SELECT raise(ABORT, 'the coding ends after the text') FROM documents
    WHERE id = NEW.document_id AND NEW.end > length;
END;
CREATE TRIGGER codings_move_in_the_text BEFORE UPDATE OF document_id, start, end ON codings BEGIN
  SELECT raise(ABORT, 'the coding ends after the text') FROM documents
    WHERE id = NEW.document_id AND NEW.end > length;
END;

CREATE TABLE memos (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, text TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'memo' CHECK (kind IN ('memo', 'footnote', 'comment')),
  coder_id INTEGER REFERENCES coders (id) DEFERRABLE INITIALLY DEFERRED,
  coding_id INTEGER REFERENCES codings (id) ON DELETE CASCADE,
  code_id INTEGER REFERENCES codes (id) ON DELETE CASCADE,
  document_id INTEGER REFERENCES documents (id) ON DELETE CASCADE,
  case_id INTEGER REFERENCES cases (id) ON DELETE CASCADE,
  start INTEGER, end INTEGER, author TEXT NOT NULL DEFAULT '', created TEXT NOT NULL,
  CHECK ((coding_id IS NOT NULL) + (code_id IS NOT NULL) + (document_id IS NOT NULL) + (case_id IS NOT NULL) <= 1),
  CHECK (start IS NULL OR (document_id IS NOT NULL AND end >= start AND start >= 0))
) STRICT;
CREATE INDEX memos_coding ON memos (coding_id);
CREATE INDEX memos_code ON memos (code_id);
CREATE INDEX memos_document ON memos (document_id);
CREATE INDEX memos_case ON memos (case_id);

CREATE TABLE networks (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''), query TEXT NOT NULL DEFAULT '',
  parameters TEXT NOT NULL CHECK (json_valid(parameters)),
  digest TEXT NOT NULL, created TEXT NOT NULL
) STRICT;
CREATE TABLE network_nodes (
  id INTEGER PRIMARY KEY, network_id INTEGER NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
  code_id INTEGER REFERENCES codes (id) ON DELETE SET NULL, path TEXT NOT NULL, count INTEGER NOT NULL,
  UNIQUE (network_id, path)
) STRICT;
CREATE TABLE network_edges (
  id INTEGER PRIMARY KEY, network_id INTEGER NOT NULL REFERENCES networks (id) ON DELETE CASCADE,
  source_id INTEGER NOT NULL REFERENCES network_nodes (id) DEFERRABLE INITIALLY DEFERRED,
  target_id INTEGER NOT NULL REFERENCES network_nodes (id) DEFERRABLE INITIALLY DEFERRED,
  count INTEGER NOT NULL, measure TEXT NOT NULL, value REAL NOT NULL,
  UNIQUE (network_id, source_id, target_id)
) STRICT;
CREATE INDEX network_edges_source ON network_edges (source_id);
CREATE INDEX network_edges_target ON network_edges (target_id);

CREATE TABLE actions (
  id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, detail TEXT NOT NULL DEFAULT '',
  coder_id INTEGER, created TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'abandoned'))
) STRICT;
CREATE INDEX actions_state ON actions (state);
CREATE TABLE changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action_id INTEGER NOT NULL REFERENCES actions (id),
  table_name TEXT NOT NULL, row_id INTEGER NOT NULL,
  operation TEXT NOT NULL CHECK (operation IN ('insert', 'update', 'delete')),
  old TEXT CHECK (old IS NULL OR json_valid(old)), new TEXT CHECK (new IS NULL OR json_valid(new))
) STRICT;
CREATE INDEX changes_action ON changes (action_id);
CREATE INDEX changes_row ON changes (table_name, row_id);
CREATE TABLE journal_state (
  id INTEGER PRIMARY KEY CHECK (id = 1), action_id INTEGER
) STRICT;
INSERT INTO journal_state (id, action_id) VALUES (1, NULL);
"""

NAMED_QUERIES = """
CREATE TABLE queries (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''), query TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  coder_id INTEGER REFERENCES coders (id) DEFERRABLE INITIALLY DEFERRED, created TEXT NOT NULL
) STRICT;
"""

# Who says a segment is asked by every query and count; the answer is kept beside the coding and follows its turns.
# An interviewer counts only where nobody else speaks in the segment. Turns do not overlap, so those that meet a
# segment are the last one that starts before it and those that start inside it: two index seeks, no scan.
#: The speaker of the coding `c`, as a subquery.
SPEAKER_OF_CODING = """(
    SELECT speaker_id FROM (
      SELECT t.speaker_id, s.interviewer, t.start, min(t.end, c.end) - max(t.body, c.start) AS said
      FROM turns AS t JOIN speakers AS s ON s.id = t.speaker_id
      WHERE t.document_id = c.document_id AND t.start < c.end AND t.end > c.start
        AND t.start >= coalesce((SELECT max(b.start) FROM turns AS b
                                 WHERE b.document_id = c.document_id AND b.start <= c.start), 0))
    GROUP BY speaker_id ORDER BY interviewer, sum(said) DESC, min(start) LIMIT 1)"""
# An upsert and not OR REPLACE, which would give way to the conflict clause of the statement that fires the trigger.
_SPEAKER_OF = f"""
  INSERT INTO coding_speakers (coding_id, speaker_id)
  SELECT c.id, {SPEAKER_OF_CODING}
  FROM codings AS c WHERE {{which}} ON CONFLICT (coding_id) DO UPDATE SET speaker_id = excluded.speaker_id;
"""
_IN_DOCUMENT = _SPEAKER_OF.format(
    which="c.document_id = {row}.document_id AND c.start < {row}.end AND c.end > {row}.start"
)

CODING_SPEAKERS = f"""
CREATE TABLE coding_speakers (
  coding_id INTEGER PRIMARY KEY REFERENCES codings (id) ON DELETE CASCADE,
  speaker_id INTEGER REFERENCES speakers (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX coding_speakers_speaker ON coding_speakers (speaker_id);
CREATE TRIGGER coding_speaker_new AFTER INSERT ON codings BEGIN {_SPEAKER_OF.format(which="c.id = NEW.id")} END;
CREATE TRIGGER coding_speaker_moved AFTER UPDATE OF document_id, start, end ON codings
  BEGIN {_SPEAKER_OF.format(which="c.id = NEW.id")} END;
CREATE TRIGGER coding_speaker_turn_new AFTER INSERT ON turns
  WHEN EXISTS (SELECT 1 FROM codings WHERE document_id = NEW.document_id)
  BEGIN {_IN_DOCUMENT.format(row="NEW")} END;
CREATE TRIGGER coding_speaker_turn_changed AFTER UPDATE ON turns
  BEGIN {_IN_DOCUMENT.format(row="OLD")} {_IN_DOCUMENT.format(row="NEW")} END;
CREATE TRIGGER coding_speaker_turn_gone AFTER DELETE ON turns
  WHEN EXISTS (SELECT 1 FROM codings WHERE document_id = OLD.document_id)
  BEGIN {_IN_DOCUMENT.format(row="OLD")} END;
CREATE TRIGGER coding_speaker_role AFTER UPDATE OF interviewer ON speakers
  BEGIN {_SPEAKER_OF.format(which="c.document_id = NEW.document_id")} END;
CREATE TRIGGER coding_speaker_comes_back AFTER INSERT ON speakers
  WHEN EXISTS (SELECT 1 FROM codings WHERE document_id = NEW.document_id)
  BEGIN {_SPEAKER_OF.format(which="c.document_id = NEW.document_id")} END;
"""

#: Tables whose every change can be undone, as they stood at first. The order is that of dependence.
FIRST_JOURNALED = (
    Journaled("project", ("id", "uuid", "name", "created")),
    Journaled("coders", ("id", "uuid", "name", "created")),
    Journaled(
        "documents",
        (
            *("id", "uuid", "name", "kind", "text", "sha256", "length", "words"),
            *("paragraphs", "sentences", "timestamps", "position"),
            *("source_name", "source_format", "source_encoding", "source_sha256", "source_size", "created"),
        ),
        long=("text", "paragraphs", "sentences", "timestamps"),
    ),
    Journaled("speakers", ("id", "document_id", "label", "name", "interviewer"), parent=("documents", "document_id")),
    Journaled(
        "turns",
        ("id", "document_id", "start", "end", "body", "speaker_id", "time"),
        parent=("documents", "document_id"),
    ),
    Journaled("cases", ("id", "uuid", "name", "kind", "created")),
    Journaled("case_documents", ("id", "case_id", "document_id")),
    Journaled("case_speakers", ("id", "case_id", "speaker_id")),
    Journaled("attributes", ("id", "document_id", "speaker_id", "case_id", "name", "value")),
    Journaled(
        "codes",
        (
            *("id", "uuid", "parent_id", "name", "position", "definition", "include", "exclude"),
            *("example", "reference", "color", "cues", "coder_id", "created"),
        ),
    ),
    Journaled(
        "codings",
        ("id", "uuid", "document_id", "code_id", "coder_id", "start", "end", "quote", "weight", "created"),
    ),
    Journaled(
        "memos",
        (
            *("id", "uuid", "text", "kind", "coder_id", "coding_id", "code_id", "document_id"),
            *("case_id", "start", "end", "author", "created"),
        ),
    ),
    Journaled("networks", ("id", "uuid", "name", "query", "parameters", "digest", "created")),
    Journaled("network_nodes", ("id", "network_id", "code_id", "path", "count"), parent=("networks", "network_id")),
    Journaled(
        "network_edges",
        ("id", "network_id", "source_id", "target_id", "count", "measure", "value"),
        parent=("networks", "network_id"),
        real=("value",),
    ),
)


@migrations()
def m001_a_study_in_one_file(db: Database) -> None:
    """Everything that the main job needs: material, codebook, codings, memos, networks, the journal of changes."""
    # Not executescript: it would commit the transaction that wraps the migration.
    for script in (TABLES, CODING_SPEAKERS):
        for statement in statements(script):
            db.execute(statement)
    for spec in FIRST_JOURNALED:
        for statement in triggers(spec):
            db.execute(statement)
    for view in VIEWS.values():
        db.execute(view)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


@migrations()
def m002_documents_are_listed_without_their_texts(db: Database) -> None:
    """What a list of documents says stands behind their texts, each of which SQLite would pass through."""
    db.execute("DROP INDEX documents_position")
    db.execute("""CREATE INDEX documents_list ON documents (position, id, uuid, name, kind, length, words, created,
                    source_name, source_format, source_encoding, source_sha256, source_size)""")


#: Those that m003 makes, or gives more columns.
SINCE_NETWORKS = (
    Journaled("queries", ("id", "uuid", "name", "query", "note", "coder_id", "created")),
    Journaled(
        "network_nodes", ("id", "network_id", "code_id", "path", "count", "measures"), parent=("networks", "network_id")
    ),
    Journaled(
        "network_edges",
        ("id", "network_id", "source_id", "target_id", "count", "measure", "value", "measures"),
        parent=("networks", "network_id"),
        real=("value",),
    ),
)
_SINCE = {spec.table for spec in SINCE_NETWORKS}
#: Tables whose every change can be undone, as they stand. The order is that of dependence.
JOURNALED = (*(spec for spec in FIRST_JOURNALED if spec.table not in _SINCE), *SINCE_NETWORKS)


@migrations()
def m003_queries_have_names_and_edges_have_measures(db: Database) -> None:
    """A named query is part of the project, like a code; a saved network keeps all measures, not one.

    Measures stand as JSON: one that a later version adds needs no new column. The views show each by its name.
    """
    for statement in statements(NAMED_QUERIES):
        db.execute(statement)
    for table in ("network_nodes", "network_edges"):
        db.execute(f"ALTER TABLE {table} ADD COLUMN measures TEXT NOT NULL DEFAULT '{{}}' CHECK (json_valid(measures))")
        for operation in ("insert", "update", "delete"):
            db.execute(f"DROP TRIGGER journal_{table}_{operation}")
    for spec in SINCE_NETWORKS:
        for statement in triggers(spec):
            db.execute(statement)
    db.execute("DROP VIEW v_network_edges")
    for view in LATER_VIEWS.values():
        db.execute(view)


def statements(script: str) -> list[str]:
    """The statements of a script; a trigger's inner semicolons do not end it."""
    import sqlite3

    found, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            found.append(current.strip())
            current = ""
    return found
