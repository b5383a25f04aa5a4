"""Saved networks in the file: a row with the question and the digest of what was counted, nodes and edges below it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from qualcode.model.network import Edge, Network, NetworkSummary, Node, Question
from qualcode.storage.clock import new_uuid, now


def insert(db: sqlite3.Connection, name: str, network: Network, digest: str, codes: Mapping[str, int]) -> int:
    """Keep a network under a free name; `codes` gives the id of a code by its path. The id of the new row."""
    question = network.question
    parameters = {name: value for name, value in vars(question).items() if name != "query"}
    row = db.execute(
        "INSERT INTO networks (uuid, name, query, parameters, digest, created) VALUES (?, ?, ?, ?, ?, ?)",
        (new_uuid(), name, question.query, json.dumps(parameters), digest, now()),
    )
    network_id = int(row.lastrowid or 0)
    db.executemany(
        "INSERT INTO network_nodes (network_id, code_id, path, count) VALUES (?, ?, ?, ?)",
        [(network_id, codes.get(node.path), node.path, node.count) for node in network.nodes],
    )
    ids = dict(db.execute("SELECT path, id FROM network_nodes WHERE network_id = ?", (network_id,)))
    db.executemany(
        """INSERT INTO network_edges (network_id, source_id, target_id, count, measure, value)
           VALUES (?, ?, ?, ?, ?, ?)""",
        [
            (network_id, ids[edge.source], ids[edge.target], edge.count, question.measure, edge.value)
            for edge in network.edges
        ],
    )
    return network_id


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
        NetworkSummary(id_, name, Question(query=query, **json.loads(parameters)), nodes, edges, digest, created)
        for id_, name, query, parameters, digest, created, nodes, edges in rows
    ]


def nodes(db: sqlite3.Connection, network_id: int) -> tuple[Node, ...]:
    """The nodes of a network in the order they were saved in."""
    rows = db.execute("SELECT path, count FROM network_nodes WHERE network_id = ? ORDER BY id", (network_id,))
    return tuple(Node(*row) for row in rows)


def edges(db: sqlite3.Connection, network_id: int) -> tuple[Edge, ...]:
    """The edges of a network in the order they were saved in, the strongest first."""
    rows = db.execute(
        """SELECT x.path, y.path, e.count, e.value
           FROM network_edges AS e JOIN network_nodes AS x ON x.id = e.source_id
             JOIN network_nodes AS y ON y.id = e.target_id WHERE e.network_id = ? ORDER BY e.id""",
        (network_id,),
    )
    return tuple(Edge(*row) for row in rows)
