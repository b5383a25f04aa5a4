"""Results as frames of pandas, and as plain lists where there is no pandas."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from dataclasses import dataclass
from functools import partial

import pytest

import qualcode
from qualcode.errors import MissingLibrary, QualcodeError
from qualcode.model.coding import Segment
from qualcode.model.counts import Count
from qualcode.model.crosstab import Crosstab, Grid
from qualcode.model.network import Edge, Node, Question
from qualcode.model.rows import Rows
from qualcode.model.saved_network import NetworkSummary, SavedNetwork
from qualcode.model.table import Column, Table
from qualcode.model.tables import counts_table, segments_table

pandas = pytest.importorskip("pandas")


def segment(id_: int, speaker: str | None, **attributes: str) -> Segment:
    created = "2026-11-22T07:11:17.760Z"
    about = (id_, "doc", "entretien", 0, 5, "words", "a/b", "Camille", speaker, "", created)
    return Segment(*about, attributes=attributes, cases=("MDS",), weight=None if speaker else 40)


def test_segments_have_the_types_that_one_expects() -> None:
    frame = Rows([segment(1, None, role="AS", code="x"), segment(2, "R", site="B")], segments_table).frame()
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == {
        **dict.fromkeys(("id", "start", "end"), "int64"),
        **dict.fromkeys(("document", "kind", "quote", "code", "coder", "speaker", "memo"), "str"),
        "created": "datetime64[us, UTC]",
        "weight": "Int64",
        "cases": "object",
        **dict.fromkeys(("role", "attribute code", "site"), "str"),
    }
    assert frame["speaker"].isna().tolist() == [True, False]
    assert frame["weight"].sum() == 40
    assert frame.loc[0, "cases"] == ["MDS"]
    assert frame["created"].dt.year.tolist() == [2026, 2026]
    assert frame.groupby("role", dropna=False)["id"].count().to_dict()["AS"] == 1


def test_an_empty_list_has_its_columns() -> None:
    frame = Rows([], partial(counts_table, by="role")).frame()
    assert list(frame.columns) == ["value", "segments", "documents", "speakers"]
    assert len(frame) == 0
    assert str(frame["segments"].dtype) == "int64"


def test_a_number_that_is_kept_back_is_none() -> None:
    table = Table((Column("n", "count"), Column("share", "share"), Column("stale", "flag")), [("<3", None, True)])
    frame = qualcode.frame(table)
    assert frame.loc[0, "n"] == "<3"
    assert str(frame["share"].dtype) == "float64"
    assert frame["share"].isna().all()
    assert str(frame["stale"].dtype) == "bool"


@dataclass(frozen=True)
class _Own:
    name: str
    n: int | None
    measures: dict[str, float]
    created: str = "2026-01-01T00:00:00Z"


def test_any_list_of_dataclasses_becomes_a_frame() -> None:
    frame = qualcode.frame([_Own("a", 1, {"x": 0.5}), _Own("b", None, {})])
    assert [str(kind) for kind in frame.dtypes] == ["str", "Int64", "object", "datetime64[us, UTC]"]
    assert qualcode.frame([]).empty
    with pytest.raises(TypeError, match="dict"):
        qualcode.frame({})
    with pytest.raises(TypeError):
        qualcode.frame([1, 2])


@pytest.fixture
def network() -> SavedNetwork:
    nodes = tuple(Node(path, count, {"degree": 1.0}) for path, count in (("a", 3), ("b", 2), ("c", 1)))
    edges = (
        Edge("a", "b", 2, 0.5, {"p_target": 2 / 3, "p_source": 1.0}),
        Edge("b", "c", 1, 0.25, {"p_target": 0.5, "p_source": 1.0}),
    )
    return SavedNetwork(NetworkSummary(1, "n", Question(measure="jaccard"), 3, 2, "", ""), nodes, edges)


def test_a_network_is_pairs_codes_and_a_matrix(network: SavedNetwork) -> None:
    pairs = network.frame()
    assert list(pairs.columns) == ["source", "target", "count", "jaccard", "p_target", "p_source"]
    assert pairs["jaccard"].tolist() == [0.5, 0.25]
    assert list(network.nodes_frame().columns) == ["code", "count", "degree"]
    matrix = network.matrix_frame()
    assert matrix.loc["a", "b"] == matrix.loc["b", "a"] == 0.5
    assert (matrix.to_numpy() == matrix.to_numpy().T).all()
    assert matrix.to_numpy().trace() == 0
    counts = network.matrix_frame("count")
    assert (counts.loc["a", "b"], str(counts["a"].dtype)) == (2, "int64")
    # P(b|a) stands in the column of b and the row of a.
    towards = network.matrix_frame("p_target")
    assert (towards.loc["a", "b"], towards.loc["b", "a"]) == (pytest.approx(2 / 3), 1.0)
    with pytest.raises(KeyError):
        network.matrix_frame("lift")


def test_rows_are_a_list() -> None:
    counts = [Count("AS", 3, 2, 1), Count(None, 1, 1, 1)]
    rows = Rows(counts, partial(counts_table, by="role"))
    assert rows == counts
    assert isinstance(rows[:1], Rows)
    assert rows[:1].frame()["value"].tolist() == ["AS"]
    assert rows[-1].value is None
    for twin in (copy.copy(rows), copy.deepcopy(rows), pickle.loads(pickle.dumps(rows))):
        assert twin == rows
        assert twin.frame().equals(rows.frame())


def test_without_pandas_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingLibrary, match=r"pip install 'qualcode\[frames\]'") as caught:
        Rows([Count("AS", 3, 2, 1)]).frame()
    assert isinstance(caught.value, QualcodeError)
    assert isinstance(caught.value, ImportError)


def test_pandas_is_loaded_by_the_first_frame_only() -> None:
    program = (
        "import sys, qualcode; from qualcode.model.rows import Rows; from qualcode.model.counts import Count\n"
        "rows = Rows([Count('a', 1, 1, 1)]); repr(rows); rows._repr_html_(); qualcode.frame\n"
        "assert not {'pandas', 'IPython', 'openpyxl', 'numpy'} & set(sys.modules), sys.modules\n"
        "rows.frame(); assert 'pandas' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_grid_is_a_matrix_and_a_crosstab_a_row_for_each_cell() -> None:
    cells = ((3, None), (0, 2))
    totals = (None, 2), (3, None), None
    grid = Grid("code", "role", "segments", ("a", "b"), ("AS", None), cells, *totals, min_cell=3)
    frame = grid.frame()
    assert frame.loc["a", "AS"] == 3
    assert frame.isna().to_numpy().tolist() == [[False, True], [False, False]]
    assert (frame.index.name, frame.columns.name, list(frame.columns)) == ("code", "role", ["AS", "(none)"])
    cross = Crosstab(grid, grid)
    rows = cross.frame()
    assert rows["segments"].tolist()[0] == 3
    assert rows["segments"].isna().tolist() == [False, True, False, False]
    assert str(rows["segments"].dtype) == str(rows["respondents"].dtype) == "Int64"
    assert str(rows["row_share"].dtype) == "float64"
    assert repr(grid) == "<Grid: 3 rows, 4 columns>"
    assert repr(cross).startswith("<Crosstab: 9 rows")
