"""Whether saved networks are whole: their edges join their own nodes, and what they say can be read.

There can be hundreds of thousands of edges: SQLite goes through them, only what is wrong comes out.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from qualcode.i18n import _

#: What parameters are, where they are said.
_KINDS: dict[str, type] = {
    **{"unit": str, "measure": str, "population": str, "named": dict, "measures": list, "analysis": dict},
    **dict.fromkeys(("window", "minimum", "rounds", "seed", "counted_from"), int),
}

#: Rows whose measures are no object of numbers.
_NO_NUMBERS = """SELECT n.name, t.id FROM {table} AS t JOIN networks AS n ON n.id = t.network_id
  WHERE t.measures <> '{{}}' AND iif(json_valid(t.measures), json_type(t.measures) <> 'object' OR EXISTS (
    SELECT 1 FROM json_each(t.measures) WHERE type NOT IN ('integer', 'real')), 1)
  ORDER BY t.id"""

_EDGES = """FROM network_edges AS e JOIN networks AS n ON n.id = e.network_id
  LEFT JOIN network_nodes AS x ON x.id = e.source_id LEFT JOIN network_nodes AS y ON y.id = e.target_id"""


def problems(db: sqlite3.Connection) -> Iterator[str]:
    """One message per thing that is wrong with a saved network."""
    for name, parameters in db.execute("SELECT name, parameters FROM networks ORDER BY id"):
        said = _object(parameters)
        if said is None or any(not isinstance(said[key], kind) for key, kind in _KINDS.items() if key in said):
            yield _("Network “{name}”: its parameters cannot be read.").format(name=name)
    yield from _measures(db)
    yield from _edges(db)


def _measures(db: sqlite3.Connection) -> Iterator[str]:
    for table, what in (("network_nodes", _("node {id}")), ("network_edges", _("edge {id}"))):
        for name, row in db.execute(_NO_NUMBERS.format(table=table)):
            yield _("Network “{name}”: the measures of {what} are not numbers by name.").format(
                name=name, what=what.format(id=row)
            )


def _edges(db: sqlite3.Connection) -> Iterator[str]:
    for name, edge in db.execute(
        f"""SELECT n.name, e.id {_EDGES}
            WHERE x.network_id IS NOT e.network_id OR y.network_id IS NOT e.network_id ORDER BY e.id"""
    ):
        yield _("Network “{name}”: edge {id} joins nodes that are not its own.").format(name=name, id=edge)
    for name, edge in db.execute(
        """SELECT n.name, e.id FROM network_edges AS e JOIN networks AS n ON n.id = e.network_id
           WHERE e.source_id = e.target_id OR EXISTS (
             SELECT 1 FROM network_edges AS other WHERE other.network_id = e.network_id
               AND other.source_id = e.target_id AND other.target_id = e.source_id AND other.id < e.id)
           ORDER BY e.id"""
    ):
        yield _("Network “{name}”: edge {id} joins a node to itself, or a pair that is joined already.").format(
            name=name, id=edge
        )
    # Of overlaps there can be more pairs than codings.
    for name, edge, count in db.execute(
        f"""SELECT n.name, e.id, e.count {_EDGES}
            WHERE e.count < 1 OR (e.count > min(x.count, y.count) AND iif(json_valid(n.parameters),
              coalesce(n.parameters ->> 'unit', 'overlap') <> 'overlap', 0)) ORDER BY e.id"""
    ):
        yield _("Network “{name}”: edge {id} was met {count} times, which its nodes do not allow.").format(
            name=name, id=edge, count=count
        )


def _object(text: str) -> dict[str, Any] | None:
    with suppress(ValueError, RecursionError):
        said = json.loads(text)
        if isinstance(said, dict):
            return said
    return None
