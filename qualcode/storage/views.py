"""The views: what a person with an SQL prompt wants to read, with names instead of ids."""

from __future__ import annotations

_PATHS = """WITH RECURSIVE tree (id, path, level, color) AS (
    SELECT id, replace(name, '/', '\\/'), 1, color FROM codes WHERE parent_id IS NULL
    UNION ALL
    SELECT k.id, tree.path || '/' || replace(k.name, '/', '\\/'), tree.level + 1, k.color
    FROM codes AS k JOIN tree ON k.parent_id = tree.id)"""

#: Each overlapping pair of codings once: the second starts inside the first, ids decide where both start together.
_OVERLAPPING = """codings AS a JOIN codings AS b
    ON b.document_id = a.document_id AND b.start >= a.start AND b.start < a.end
    AND (b.start > a.start OR b.id > a.id)"""

#: Those that m001 made, as it made them.
VIEWS = {
    "v_codes": f"""CREATE VIEW v_codes AS {_PATHS}
  SELECT tree.id, tree.path, tree.level, tree.color,
    (SELECT count(*) FROM codings WHERE code_id = tree.id) AS codings,
    (SELECT count(DISTINCT document_id) FROM codings WHERE code_id = tree.id) AS documents
  FROM tree ORDER BY tree.path""",
    "v_documents": """CREATE VIEW v_documents AS
  SELECT d.id, d.name, d.kind, d.words, d.length,
    (SELECT count(*) FROM turns WHERE document_id = d.id) AS turns,
    (SELECT group_concat(name, ', ') FROM (SELECT name FROM speakers WHERE document_id = d.id ORDER BY id)) AS speakers,
    (SELECT count(*) FROM codings WHERE document_id = d.id) AS codings,
    d.source_name, d.source_encoding, d.created
  FROM documents AS d ORDER BY d.position, d.id""",
    "v_speakers": """CREATE VIEW v_speakers AS
  SELECT s.id, d.name AS document, s.label, s.name, s.interviewer,
    (SELECT count(*) FROM turns WHERE speaker_id = s.id) AS turns,
    (SELECT group_concat(c.name, ', ') FROM case_speakers AS cs JOIN cases AS c ON c.id = cs.case_id
     WHERE cs.speaker_id = s.id) AS cases
  FROM speakers AS s JOIN documents AS d ON d.id = s.document_id ORDER BY d.position, d.id, s.id""",
    "v_turns": """CREATE VIEW v_turns AS
  SELECT t.id, d.name AS document, row_number() OVER (PARTITION BY t.document_id ORDER BY t.start) AS position,
    s.name AS speaker, t.start, t.end, t.time, substr(d.text, t.body + 1, t.end - t.body) AS text
  FROM turns AS t JOIN documents AS d ON d.id = t.document_id LEFT JOIN speakers AS s ON s.id = t.speaker_id
  ORDER BY d.position, d.id, t.start""",
    "v_paragraphs": """CREATE VIEW v_paragraphs AS
  SELECT d.id AS document_id, d.name AS document, p.key + 1 AS position, p.value ->> 0 AS start, p.value ->> 1 AS end,
    p.value ->> 2 AS style, substr(d.text, (p.value ->> 0) + 1, (p.value ->> 1) - (p.value ->> 0)) AS text
  FROM documents AS d, json_each(d.paragraphs) AS p""",
    "v_sentences": """CREATE VIEW v_sentences AS
  SELECT d.id AS document_id, d.name AS document, p.key + 1 AS position, p.value ->> 0 AS start, p.value ->> 1 AS end,
    substr(d.text, (p.value ->> 0) + 1, (p.value ->> 1) - (p.value ->> 0)) AS text
  FROM documents AS d, json_each(d.sentences) AS p""",
    "v_speaker_attributes": """CREATE VIEW v_speaker_attributes AS
  SELECT speaker_id, name, value FROM (
    SELECT speaker_id, name, value, row_number() OVER (PARTITION BY speaker_id, name ORDER BY rank, case_id) AS place
    FROM (
      SELECT speaker_id, name, value, 1 AS rank, 0 AS case_id FROM attributes WHERE speaker_id IS NOT NULL
      UNION ALL SELECT l.speaker_id, a.name, a.value, 2, a.case_id
        FROM case_speakers AS l JOIN attributes AS a ON a.case_id = l.case_id
      UNION ALL SELECT s.id, a.name, a.value, 3, 0
        FROM speakers AS s JOIN attributes AS a ON a.document_id = s.document_id
      UNION ALL SELECT s.id, a.name, a.value, 4, a.case_id FROM speakers AS s
        JOIN case_documents AS l ON l.document_id = s.document_id JOIN attributes AS a ON a.case_id = l.case_id))
  WHERE place = 1""",
    "v_document_attributes": """CREATE VIEW v_document_attributes AS
  SELECT document_id, name, value FROM (
    SELECT document_id, name, value, row_number() OVER (PARTITION BY document_id, name ORDER BY rank, case_id) AS place
    FROM (
      SELECT document_id, name, value, 1 AS rank, 0 AS case_id FROM attributes WHERE document_id IS NOT NULL
      UNION ALL SELECT l.document_id, a.name, a.value, 2, a.case_id
        FROM case_documents AS l JOIN attributes AS a ON a.case_id = l.case_id))
  WHERE place = 1""",
    "v_codings": f"""CREATE VIEW v_codings AS {_PATHS}
  SELECT c.id, d.name AS document, d.kind, c.start, c.end, c.quote, tree.path AS code, w.name AS coder,
    s.name AS speaker,
    coalesce((SELECT group_concat(text, char(10)) FROM memos WHERE coding_id = c.id), '') AS memo,
    c.weight, c.created
  FROM codings AS c JOIN documents AS d ON d.id = c.document_id JOIN tree ON tree.id = c.code_id
    JOIN coders AS w ON w.id = c.coder_id LEFT JOIN coding_speakers AS cs ON cs.coding_id = c.id
    LEFT JOIN speakers AS s ON s.id = cs.speaker_id
  ORDER BY d.position, d.id, c.start, c.end, c.id""",
    "v_cooccurrence": f"""CREATE VIEW v_cooccurrence AS {_PATHS},
  pairs AS (SELECT min(a.code_id, b.code_id) AS one, max(a.code_id, b.code_id) AS two, count(*) AS count
    FROM {_OVERLAPPING} WHERE a.code_id <> b.code_id GROUP BY 1, 2)
  SELECT x.path AS source, y.path AS target, pairs.count
  FROM pairs JOIN tree AS x ON x.id = pairs.one JOIN tree AS y ON y.id = pairs.two ORDER BY pairs.count DESC""",
    "v_network_edges": """CREATE VIEW v_network_edges AS
  SELECT n.name AS network, x.path AS source, y.path AS target, e.count, e.measure, e.value
  FROM network_edges AS e JOIN networks AS n ON n.id = e.network_id
    JOIN network_nodes AS x ON x.id = e.source_id JOIN network_nodes AS y ON y.id = e.target_id
  ORDER BY n.name, e.value DESC""",
    "v_memos": """CREATE VIEW v_memos AS
  SELECT m.id, m.kind, m.text, w.name AS coder, d.name AS document, coalesce(m.start, c.start) AS start,
    coalesce(m.end, c.end) AS end, k.name AS code, x.name AS "case", m.created
  FROM memos AS m LEFT JOIN coders AS w ON w.id = m.coder_id LEFT JOIN codings AS c ON c.id = m.coding_id
    LEFT JOIN documents AS d ON d.id = coalesce(m.document_id, c.document_id)
    LEFT JOIN codes AS k ON k.id = coalesce(m.code_id, c.code_id) LEFT JOIN cases AS x ON x.id = m.case_id
  ORDER BY m.id""",
    "v_log": """CREATE VIEW v_log AS
  SELECT a.id, a.created, a.kind, a.detail, w.name AS coder, a.state,
    (SELECT count(*) FROM changes WHERE action_id = a.id) AS changes
  FROM actions AS a LEFT JOIN coders AS w ON w.id = a.coder_id ORDER BY a.id DESC""",
}

_EDGE_MEASURES = (
    *("jaccard", "cosine", "inclusion", "p_target", "p_source", "lift", "npmi"),
    *("g2", "g2_p", "fisher_p", "fisher_q", "permutation_p", "permutation_q", "permutation_z", "disparity"),
)
_PARAMETERS = ("unit", "window", "measure", "level", "population", "minimum", "codes", "rounds", "seed", "backbone")
_NODE_MEASURES = ("degree", "strength", "betweenness", "community", "component")

#: Those that m003 made.
LATER_VIEWS = {
    "v_queries": """CREATE VIEW v_queries AS
  SELECT q.id, q.name, q.query, q.note, w.name AS coder, q.created
  FROM queries AS q LEFT JOIN coders AS w ON w.id = q.coder_id ORDER BY q.name""",
    "v_networks": f"""CREATE VIEW v_networks AS
  SELECT n.id, n.name, n.query, {", ".join(f"n.parameters ->> '{name}' AS {name}" for name in _PARAMETERS)},
    n.parameters ->> '$.analysis.modularity' AS modularity,
    (SELECT count(*) FROM network_nodes WHERE network_id = n.id) AS nodes,
    (SELECT count(*) FROM network_edges WHERE network_id = n.id) AS edges, n.digest, n.created
  FROM networks AS n ORDER BY n.name""",
    "v_network_nodes": f"""CREATE VIEW v_network_nodes AS
  SELECT n.name AS network, x.path AS code, x.count,
    {", ".join(f"x.measures ->> '{name}' AS {name}" for name in _NODE_MEASURES)}
  FROM network_nodes AS x JOIN networks AS n ON n.id = x.network_id ORDER BY n.name, x.id""",
    "v_network_edges": f"""CREATE VIEW v_network_edges AS
  SELECT n.name AS network, x.path AS source, y.path AS target, e.count, e.measure, e.value,
    {", ".join(f"e.measures ->> '{name}' AS {name}" for name in _EDGE_MEASURES)}
  FROM network_edges AS e JOIN networks AS n ON n.id = e.network_id
    JOIN network_nodes AS x ON x.id = e.source_id JOIN network_nodes AS y ON y.id = e.target_id
  ORDER BY n.name, e.value DESC""",
}
