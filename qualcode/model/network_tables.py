"""Networks as tables, frames and in notebooks: the pairs, the codes, the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.i18n import _, ngettext, number
from qualcode.model.rows import Tabular

if TYPE_CHECKING:
    import pandas

    from qualcode.model.network import Edge, Node, Question
    from qualcode.model.table import Table


class NetworkTables(Tabular):
    """What a network with `question`, `nodes` and `edges` looks like; `frame()` has a row for each pair."""

    if TYPE_CHECKING:
        question: Question

        @property
        def nodes(self) -> tuple[Node, ...]: ...

        @property
        def edges(self) -> tuple[Edge, ...]: ...

    def table(self) -> Table:
        """The pairs, the strongest first: the codes, the count, the network's measure, then all others."""
        from qualcode.model.table import Column, Table

        measure = self.question.measure
        names = dict.fromkeys(name for edge in self.edges for name in edge.measures if name not in ("count", measure))
        asked = () if measure == "count" else (measure,)
        columns = (
            *(Column("source", room=0.42), Column("target", room=0.42), Column("count", "count")),
            *(Column(name, "number") for name in asked),
            *(Column(name, "number", reach="page") for name in names),
        )
        rows = (
            (
                *(edge.source, edge.target, edge.count, *((edge.value,) if asked else ())),
                *(edge.measures.get(name) for name in names),
            )
            for edge in self.edges
        )
        return Table(columns, rows, self._title)

    def nodes_frame(self) -> pandas.DataFrame:
        """A frame of pandas with a row for each code: its path, its count, its measures; raises MissingLibrary."""
        from qualcode.model.frames import frame
        from qualcode.model.network_lists import network_nodes_table

        return frame(network_nodes_table(self))

    def matrix_frame(self, measure: str | None = None) -> pandas.DataFrame:
        """A square frame of pandas: codes by codes, the network's measure or another that the pairs carry.

        The diagonal is 0, and so are pairs that were never met. For `p_target` a cell is P(column | row), for
        `p_source` P(row | column). Raises MissingLibrary, and KeyError for a measure that the pairs do not carry.
        """
        from qualcode.model.frames import load_pandas
        from qualcode.model.network import OTHER_WAY

        name = measure or self.question.measure
        codes = [node.path for node in self.nodes]
        made = load_pandas().DataFrame(0 if name == "count" else 0.0, index=codes, columns=codes)
        place = {path: at for at, path in enumerate(codes)}
        cells = made.to_numpy(copy=True)
        for edge in self.edges:
            row, column = place[edge.source], place[edge.target]
            cells[row, column] = _strength(edge, name, self.question.measure)
            cells[column, row] = _strength(edge, OTHER_WAY.get(name, name), self.question.measure)
        matrix: pandas.DataFrame = load_pandas().DataFrame(cells, index=codes, columns=codes)
        return matrix

    @property
    def _title(self) -> str:
        nodes, edges = len(self.nodes), len(self.edges)
        codes = ngettext("{n} code", "{n} codes", nodes).format(n=number(nodes))
        pairs = ngettext("{n} pair", "{n} pairs", edges).format(n=number(edges))
        return _("Co-occurrence: {codes}, {pairs}").format(codes=codes, pairs=pairs)

    def __repr__(self) -> str:
        asked = self.question
        return (
            f"<{type(self).__name__}: {len(self.nodes)} nodes, {len(self.edges)} edges, "
            f"unit={asked.unit!r}, measure={asked.measure!r}, query={asked.query!r}>"
        )


def _strength(edge: Edge, name: str, measure: str) -> float:
    if name == "count":
        return edge.count
    return edge.value if name == measure else edge.measures[name]
