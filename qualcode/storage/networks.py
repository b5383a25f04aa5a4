"""Saved networks in the file: a row with the question and what was counted, nodes and edges below it.

Measures stand as JSON, in which a number is written so that it reads back as it was: infinity as 1e999, what is no
number at all not.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from qualcode.model.network import Edge, Network, Node, Question
from qualcode.model.saved_network import Analysis, NetworkSummary, Origin
from qualcode.storage.clock import new_uuid, now

_ASKED = tuple(field.name for field in fields(Question) if field.name != "query")


def insert(db: sqlite3.Connection, name: str, network: Network, origin: Origin, codes: Mapping[str, int]) -> int:
    """Keep a network under a free name; `codes` gives the id of a code by its path. The id of the new row."""
    row = db.execute(
        "INSERT INTO networks (uuid, name, query, parameters, digest, created) VALUES (?, ?, ?, ?, ?, ?)",
        (
            *(new_uuid(), name, network.question.query),
            *(_parameters(network.question, origin), origin.digest, now()),
        ),
    )
    network_id = int(row.lastrowid or 0)
    _fill(db, network_id, network, codes)
    return network_id


def recount(
    db: sqlite3.Connection, network_id: int, network: Network, origin: Origin, codes: Mapping[str, int]
) -> None:
    """Put other nodes and edges, of now, in the place of those of a network; its name and identity stay."""
    db.execute(
        "UPDATE networks SET query = ?, parameters = ?, digest = ?, created = ? WHERE id = ?",
        (network.question.query, _parameters(network.question, origin), origin.digest, now(), network_id),
    )
    for table in ("network_edges", "network_nodes"):
        db.execute(f"DELETE FROM {table} WHERE network_id = ?", (network_id,))
    _fill(db, network_id, network, codes)


def measured(db: sqlite3.Connection, network_id: int, network: Network, origin: Origin) -> None:
    """Keep other measures of the nodes and edges that a network has; when it was counted stays."""
    db.execute("UPDATE networks SET parameters = ? WHERE id = ?", (_parameters(network.question, origin), network_id))
    ids = _node_ids(db, network_id)
    db.executemany(
        "UPDATE network_nodes SET measures = ?1 WHERE id = ?2 AND measures <> ?1",
        [(_json(node.measures), ids[node.path]) for node in network.nodes],
    )
    db.executemany(
        "UPDATE network_edges SET measures = ?1 WHERE network_id = ?2 AND source_id = ?3 AND target_id = ?4",
        [(_json(edge.measures), network_id, ids[edge.source], ids[edge.target]) for edge in network.edges],
    )


def rename(db: sqlite3.Connection, network_id: int, name: str) -> None:
    """Give a network another name, which must be free."""
    db.execute("UPDATE networks SET name = ? WHERE id = ?", (name, network_id))


def delete(db: sqlite3.Connection, network_id: int) -> None:
    """Remove a network with its nodes and edges."""
    db.execute("DELETE FROM networks WHERE id = ?", (network_id,))


def every(db: sqlite3.Connection) -> list[NetworkSummary]:
    """All saved networks by name; whether they are stale is not known here."""
    rows = db.execute(
        """SELECT id, name, query, parameters, digest, created,
             (SELECT count(*) FROM network_nodes WHERE network_id = networks.id),
             (SELECT count(*) FROM network_edges WHERE network_id = networks.id)
           FROM networks ORDER BY name"""
    )
    return [
        NetworkSummary(id_, name, *_read(query, json.loads(parameters), digest, nodes, edges, created))
        for id_, name, query, parameters, digest, created, nodes, edges in rows
    ]


def nodes(db: sqlite3.Connection, network_id: int) -> tuple[Node, ...]:
    """The nodes of a network in the order they were saved in."""
    rows = db.execute("SELECT path, count, measures FROM network_nodes WHERE network_id = ? ORDER BY id", (network_id,))
    return tuple(Node(path, count, _measures(measures)) for path, count, measures in rows)


def edges(db: sqlite3.Connection, network_id: int) -> tuple[Edge, ...]:
    """The edges of a network in the order they were saved in, the strongest first."""
    rows = db.execute(
        """SELECT x.path, y.path, e.count, e.value, e.measures
           FROM network_edges AS e JOIN network_nodes AS x ON x.id = e.source_id
             JOIN network_nodes AS y ON y.id = e.target_id WHERE e.network_id = ? ORDER BY e.id""",
        (network_id,),
    )
    return tuple(
        Edge(source, target, count, value, _measures(measures)) for source, target, count, value, measures in rows
    )


def codes(db: sqlite3.Connection, network_id: int) -> dict[str, int]:
    """The ids of the codes that a network has, as far as they are still there, by the path they had."""
    rows = db.execute(
        "SELECT path, code_id FROM network_nodes WHERE network_id = ? AND code_id IS NOT NULL ORDER BY id",
        (network_id,),
    )
    return dict(rows.fetchall())


def _fill(db: sqlite3.Connection, network_id: int, network: Network, codes: Mapping[str, int]) -> None:
    db.executemany(
        "INSERT INTO network_nodes (network_id, code_id, path, count, measures) VALUES (?, ?, ?, ?, ?)",
        [(network_id, codes.get(node.path), node.path, node.count, _json(node.measures)) for node in network.nodes],
    )
    ids = _node_ids(db, network_id)
    measure = network.question.measure
    db.executemany(
        """INSERT INTO network_edges (network_id, source_id, target_id, count, measure, value, measures)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        [
            (network_id, ids[edge.source], ids[edge.target], edge.count, measure, edge.value, _json(edge.measures))
            for edge in network.edges
        ],
    )


def _measures(kept: str) -> dict[str, float]:
    """Measures by name; what another program has put there instead is left out, and named by `verify`."""
    read = json.loads(kept)
    return {name: n for name, n in read.items() if type(n) in (int, float)} if isinstance(read, dict) else {}


def _node_ids(db: sqlite3.Connection, network_id: int) -> dict[str, int]:
    return dict(db.execute("SELECT path, id FROM network_nodes WHERE network_id = ?", (network_id,)).fetchall())


def _parameters(question: Question, origin: Origin) -> str:
    """One flat object, for plain SQL; what says nothing (None, no named query) is left out."""
    asked = {name: getattr(question, name) for name in _ASKED}
    made = {**asdict(origin), "measures": list(origin.measures)}
    del made["digest"]
    return json.dumps({**asked, **{name: value for name, value in made.items() if value not in (None, {}, [])}})


def _read(
    query: str, said: Mapping[str, Any], digest: str, nodes: int, edges: int, created: str
) -> tuple[Question, int, int, str, Origin]:
    question = Question(query=query, **{name: said[name] for name in _ASKED if name in said})
    analysis = said.get("analysis")
    origin = Origin(
        digest,
        said.get("counted_from", 0),
        said.get("named", {}),
        tuple(said.get("measures", ())),
        said.get("units"),
        said.get("backbone"),
        Analysis(**analysis) if analysis else None,
    )
    return question, nodes, edges, created, origin


def _json(measures: Mapping[str, float]) -> str:
    """Measures as JSON by SQLite's rules, which know no Infinity and no NaN."""
    if not measures:
        return "{}"
    known = {name: value for name, value in measures.items() if value is not None and not math.isnan(value)}
    if any(map(math.isinf, known.values())):
        parts = (f"{json.dumps(name)}: {_number(value)}" for name, value in known.items())
        return "{" + ", ".join(parts) + "}"
    return json.dumps(known)


def _number(value: float) -> str:
    return ("1e999" if value > 0 else "-1e999") if math.isinf(value) else json.dumps(value)
