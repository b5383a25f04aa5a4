"""Any network that can be counted reads back as it was, whatever its names and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import inf

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.analysis.network_parts import Part
from qualcode.model.network import Edge, Node, Question
from qualcode.model.saved_network import Analysis, Origin
from qualcode.project import Project, new_project
from qualcode.storage import networks

NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=12)
NUMBERS = st.one_of(st.floats(allow_nan=False), st.integers(-(2**53), 2**53))
MEASURES = st.dictionaries(st.sampled_from(("lift", "npmi", "fisher_q", "x.y", "é\"'")), NUMBERS, max_size=4)
COUNTS = st.integers(1, 2**40)
#: What SQLite writes with 17 digits and reads back to the last bit: the journal keeps strengths so. Beyond 1e±150 the
#: last of 53 bits may differ after an undo, as in the p of a pair that nobody doubts.
STRENGTHS = st.floats(allow_nan=False).filter(lambda value: not 0 < abs(value) < 1e-99 and not 1e99 < abs(value) < inf)


@st.composite
def parts(draw: st.DrawFn) -> Part:
    paths = draw(st.lists(NAMES, max_size=5, unique=True))
    nodes = tuple(Node(path, draw(COUNTS), draw(MEASURES)) for path in paths)
    pairs = [pair for pair in combinations(paths, 2) if draw(st.booleans())]
    edges = tuple(Edge(*pair, draw(COUNTS), draw(STRENGTHS), draw(MEASURES)) for pair in pairs)
    question = Question(
        draw(st.sampled_from(("overlap", "turn"))),
        draw(st.sampled_from(("count", "npmi"))),
        draw(st.none() | st.integers(1, 9)),
        draw(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=9)),
        *(draw(COUNTS), draw(COUNTS), draw(st.sampled_from(("all", "coded"))), draw(st.none() | COUNTS)),
        *(draw(st.integers(0, 9)), draw(st.integers(-9, 9))),
    )
    return Part(question, nodes, edges)


ORIGINS = st.builds(
    Origin,
    st.text("0123456789abcdef", min_size=64, max_size=64),
    st.integers(0, 2**40),
    st.dictionaries(NAMES, NAMES, max_size=2),
    st.lists(st.sampled_from(("lift", "npmi")), unique=True).map(tuple),
    st.none() | COUNTS,
    st.none() | st.floats(0.001, 1),
    st.none() | st.builds(Analysis, st.integers(-9, 9), st.floats(0.1, 3), st.floats(-0.5, 1), COUNTS, COUNTS),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with new_project(tmp_path_factory.mktemp("kept") / "p.qualcode") as made:
        yield made


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(parts(), ORIGINS, parts(), ORIGINS)
def test_what_is_kept_reads_back_as_it_was(
    project: Project, part: Part, origin: Origin, other: Part, origin_then: Origin
) -> None:
    db = project.conn
    # An example that failed leaves its network behind, and the next one would fail by that.
    for left in networks.every(db):
        networks.delete(db, left.id)
    with project.action("save network", "n"):
        kept = networks.insert(db, "n", part, origin, {})
    (summary,) = networks.every(db)
    assert (summary.question, summary.origin) == (part.question, origin)
    assert (networks.nodes(db, kept), networks.edges(db, kept)) == (part.nodes, part.edges)
    with project.action("refresh network", "n"):
        networks.recount(db, kept, other, origin_then, {})
    (summary,) = networks.every(db)
    assert (summary.id, summary.name, summary.question, summary.origin) == (kept, "n", other.question, origin_then)
    assert (networks.nodes(db, kept), networks.edges(db, kept)) == (other.nodes, other.edges)
    project.undo()
    assert (networks.nodes(db, kept), networks.edges(db, kept)) == (part.nodes, part.edges)
    project.undo()
    assert networks.every(db) == []
