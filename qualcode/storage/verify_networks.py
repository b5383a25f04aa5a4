"""Whether saved networks are whole: their edges join their own nodes, and what they say can be read."""

from __future__ import annotations

import json
import math
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


def problems(db: sqlite3.Connection) -> Iterator[str]:
    """One message per thing that is wrong with a saved network."""
    for network, name, parameters in db.execute("SELECT id, name, parameters FROM networks ORDER BY id").fetchall():
        said = _object(parameters)
        if said is None or any(not isinstance(said[key], kind) for key, kind in _KINDS.items() if key in said):
            yield _("Network “{name}”: its parameters cannot be read.").format(name=name)
            said = {}
        for table, what in (("network_nodes", _("node {id}")), ("network_edges", _("edge {id}"))):
            rows = db.execute(f"SELECT id, measures FROM {table} WHERE network_id = ? ORDER BY id", (network,))
            for row, measures in rows:
                if not _are_numbers(measures):
                    yield _("Network “{name}”: the measures of {what} are not numbers by name.").format(
                        name=name, what=what.format(id=row)
                    )
        yield from _edges(db, network, name, by_units=said.get("unit", "overlap") != "overlap")


def _edges(db: sqlite3.Connection, network: int, name: str, *, by_units: bool) -> Iterator[str]:
    rows = db.execute(
        """SELECT e.id, x.network_id, y.network_id, e.source_id, e.target_id, e.count, min(x.count, y.count)
           FROM network_edges AS e LEFT JOIN network_nodes AS x ON x.id = e.source_id
             LEFT JOIN network_nodes AS y ON y.id = e.target_id WHERE e.network_id = ? ORDER BY e.id""",
        (network,),
    )
    met: set[frozenset[int]] = set()
    for edge, of_source, of_target, source, target, count, most in rows:
        pair = frozenset((source, target))
        if of_source != network or of_target != network:
            yield _("Network “{name}”: edge {id} joins nodes that are not its own.").format(name=name, id=edge)
        elif source == target or pair in met:
            yield _("Network “{name}”: edge {id} joins a node to itself, or a pair that is joined already.").format(
                name=name, id=edge
            )
        elif count < 1 or (by_units and count > most):
            yield _("Network “{name}”: edge {id} was met {count} times, which its nodes do not allow.").format(
                name=name, id=edge, count=count
            )
        met.add(pair)


def _are_numbers(measures: str) -> bool:
    said = _object(measures)
    return said is not None and all(
        isinstance(value, int | float) and not isinstance(value, bool) and not math.isnan(value)
        for value in said.values()
    )


def _object(text: str) -> dict[str, Any] | None:
    with suppress(ValueError, RecursionError):
        said = json.loads(text)
        if isinstance(said, dict):
            return said
    return None
