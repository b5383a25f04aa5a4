"""Windows, persons, populations and the most frequent codes of a real file, counted a second way in plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from benchmarks.generate import Size, build
from qualcode.errors import QueryError, UnknownName
from qualcode.model.network import MEASURES, OF_PERMUTATION, Network
from qualcode.project import Project, open_project
from qualcode.storage.arrays import told
from qualcode.storage.progress import stretches

Together = dict[frozenset[str], int]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("units") / "study.qualcode"
    build(path, Size(codings=300, codes=25, documents=8, words=500, seed=5))
    with open_project(path) as project:
        # One person speaks in two interviews.
        one, other = _two_persons(project)
        project.conn.execute("UPDATE case_speakers SET case_id = ? WHERE speaker_id = ?", (one, other))
    return path


def _two_persons(project: Project) -> tuple[int, int]:
    """The case of a first respondent, and a second one, to whom it is given."""
    first, second, *_rest = [voice for voice in project.vocabulary().voices.values() if voice.label == "R1"]
    assert first.case is not None
    return first.case, second.id


@pytest.fixture
def study(built: Path) -> Iterator[Project]:
    """A generated study, to read."""
    with open_project(built) as project:
        yield project


def pairs(network: Network) -> Together:
    return {frozenset((edge.source, edge.target)): edge.count for edge in network.edges}


def together(where: dict[str, set[object]]) -> Together:
    return {frozenset(two): n for two in combinations(where, 2) if (n := len(where[two[0]] & where[two[1]]))}


def pieces_of(project: Project, document: int, unit: str) -> list[tuple[int, int]]:
    layout = project.layout(document)
    if unit == "sentence":
        return list(layout.sentences)
    parts = layout.turns if unit == "turn" and layout.turns else layout.paragraphs
    return [(part.start, part.end) for part in parts if part.start < part.end]


def what_there_is_to_code(project: Project) -> dict[int, list[tuple[int, int]]]:
    """What is said by others than interviewers, the paragraphs where nobody speaks, and what is coded."""
    found = stretches(project.conn)
    for coding in project.codings():
        found.setdefault(coding.document, []).append((coding.start, coding.end))
    return found


def test_what_there_is_to_code_is_that_of_coverage(study: Project) -> None:
    rows = zip(*(column.tolist() for column in vars(told(study.conn)).values() if column is not None), strict=True)
    ranges = [(document, s, e) for document, here in stretches(study.conn).items() for s, e in here if s < e]
    assert list(rows) == sorted(ranges)
    asked = study.conn.execute(
        "SELECT count(*) FROM turns JOIN speakers ON speakers.id = turns.speaker_id WHERE interviewer"
    ).fetchone()[0]
    assert asked


def windows_of(project: Project, unit: str, width: int) -> list[tuple[int, list[tuple[int, int]]]]:
    """Every window as its document and its pieces."""
    found = []
    for document in {coding.document for coding in project.codings()}:
        pieces = pieces_of(project, document, unit)
        found += [(document, pieces[at : at + width]) for at in range(max(1, len(pieces) - width + 1))]
    return found


@pytest.mark.parametrize(
    ("unit", "width"), [("sentence", 2), ("turn", 3), ("turn", 7), ("paragraph", 2), ("turn", 999)]
)
def test_windows_are_runs_of_units(study: Project, unit: str, width: int) -> None:
    paths = study.codebook().paths
    windows = windows_of(study, unit, width)
    where: dict[str, set[object]] = {}
    for number, (document, pieces) in enumerate(windows):
        for coding in study.codings():
            if coding.document == document and any(s < coding.end and coding.start < e for s, e in pieces):
                where.setdefault(paths[coding.code], set()).add(number)
    network = study.cooccurrence(unit=unit, window=width)
    assert pairs(network) == together(where)
    assert {node.path: node.count for node in network.nodes} == {path: len(here) for path, here in where.items()}
    told = what_there_is_to_code(study)
    assert network.population == sum(
        number in set().union(*where.values())
        or any(s < end and start < e for s, e in pieces for start, end in told.get(document, []))
        for number, (document, pieces) in enumerate(windows)
    )
    coded = study.cooccurrence(unit=unit, window=width, population="coded")
    assert coded.population == len(set().union(*where.values()))


def test_persons_are_counted_once_wherever_they_speak(study: Project) -> None:
    paths, vocabulary = study.codebook().paths, study.vocabulary()
    said = dict(study.conn.execute("SELECT coding_id, speaker_id FROM coding_speakers WHERE speaker_id IS NOT NULL"))
    where: dict[str, set[object]] = {}
    for coding in study.codings():
        voice = vocabulary.voices.get(said.get(coding.id, 0))
        if voice and not voice.interviewer:
            where.setdefault(paths[coding.code], set()).add(voice.person)
    network = study.cooccurrence(unit="speaker")
    assert pairs(network) == together(where)
    assert {node.path: node.count for node in network.nodes} == {path: len(here) for path, here in where.items()}
    respondents = [voice for voice in vocabulary.voices.values() if not voice.interviewer]
    assert network.population == len({voice.person for voice in respondents}) == len(respondents) - 1


def test_what_only_an_interviewer_says_is_said_by_nobody(study: Project) -> None:
    asked = study.cooccurrence("speaker:Enquêtrice", unit="speaker")
    assert study.count("speaker:Enquêtrice")
    assert (asked.nodes, asked.edges) == ((), ())


@pytest.mark.parametrize(
    ("unit", "table"),
    [
        ("document", "SELECT count(*) FROM documents"),
        (
            "case",
            "SELECT count(*) FROM (SELECT case_id FROM case_documents UNION SELECT case_id FROM case_speakers)",
        ),
        (
            "turn",
            """SELECT count(*) FROM turns AS t LEFT JOIN speakers AS s ON s.id = t.speaker_id
               WHERE NOT coalesce(s.interviewer, 0) OR EXISTS (SELECT 1 FROM codings AS c
                 WHERE c.document_id = t.document_id AND c.start < t.end AND t.start < c.end)""",
        ),
    ],
)
def test_the_population_is_every_unit_with_something_to_code(study: Project, unit: str, table: str) -> None:
    assert study.cooccurrence(unit=unit).population == study.conn.execute(table).fetchone()[0]
    assert study.cooccurrence().population is None
    here = study.cooccurrence("site:Vitrolles", unit=unit)
    assert here.population is not None
    assert here.population < (study.cooccurrence(unit=unit).population or 0)


def test_only_the_most_frequent_codes_are_kept(study: Project) -> None:
    paths = study.codebook().paths
    every = Counter(paths[coding.code] for coding in study.codings())
    network = study.cooccurrence(codes=5)
    least = sorted(every.values(), reverse=True)[4]
    assert len(network.codes) == 5
    assert all(every[path] >= least for path in network.codes)
    whole = pairs(study.cooccurrence())
    assert pairs(network) == {two: n for two, n in whole.items() if two <= set(network.codes)}
    assert pairs(study.cooccurrence(codes=999)) == whole


def test_edges_carry_the_measures_that_were_asked_for(study: Project) -> None:
    network = study.cooccurrence(unit="turn", measure="npmi", measures="all")
    assert [name for name in MEASURES if name in network.edges[0].measures] == [
        name for name in MEASURES if name != "count" and name not in OF_PERMUTATION
    ]
    for edge in network.edges:
        at = network.codes.index(edge.source), network.codes.index(edge.target)
        assert edge.value == edge.measures["npmi"]
        assert edge.measures == {name: network.measure(name)[at] for name in edge.measures}
        assert edge.measures["p_source"] == network.measure("p_target")[at[::-1]]
    tested = study.cooccurrence(measures=["jaccard"], rounds=20, seed=4)
    assert set(tested.edges[0].measures) == {"jaccard", *OF_PERMUTATION}
    assert (tested.question.rounds, tested.question.seed) == (20, 4)
    assert study.cooccurrence(measure="permutation_p", codes=3).question.rounds == 1000
    assert study.cooccurrence().edges[0].measures == {}


def test_a_measure_can_be_asked_for_afterwards(study: Project) -> None:
    network = study.cooccurrence()
    assert (network.measure("jaccard") == study.cooccurrence(measure="jaccard").values).all()
    assert (network.measure("count") == network.matrix).all()
    with pytest.raises(QueryError):
        network.measure("lift")
    with pytest.raises(UnknownName):
        network.measure("dice")


def test_the_least_probable_pairs_come_first(study: Project) -> None:
    values = [edge.value for edge in study.cooccurrence(unit="turn", measure="fisher_p").edges]
    assert values == sorted(values)
    few = study.cooccurrence(unit="turn", measure="fisher_p").at_least(3)
    assert [edge.value for edge in few.edges] == sorted(edge.value for edge in few.edges)


@pytest.mark.parametrize("measure", ["g2", "fisher_q"])
def test_codes_that_avoid_each_other_are_not_tied(study: Project, measure: str) -> None:
    network = study.cooccurrence(unit="turn", measure=measure)
    apart = [edge for edge in network.edges if edge.measures["lift"] < 1]
    assert 0 < len(apart) < len(network.edges)
    assert not any(network.weight(edge) for edge in apart)


def test_codes_rolled_up_count_a_unit_once_in_windows_too(study: Project) -> None:
    book, paths = study.codebook(), study.codebook().paths
    where: dict[str, set[object]] = {}
    for number, (document, pieces) in enumerate(windows_of(study, "turn", 2)):
        for coding in study.codings():
            if coding.document == document and any(s < coding.end and coding.start < e for s, e in pieces):
                where.setdefault(paths[book.at_level(coding.code, 1)], set()).add(number)
    assert pairs(study.cooccurrence(unit="turn", window=2, level=1)) == together(where)


@pytest.mark.parametrize(
    "asked",
    [
        {"window": 0},
        {"window": 2, "unit": "case"},
        {"window": 2},
        {"codes": 0},
        {"rounds": -1},
        {"measure": "fisher_p"},
        {"measure": "permutation_p", "unit": "document"},
        {"measures": ["npmi"]},
        {"measures": "all", "rounds": 5, "unit": "speaker"},
        {"population": "everybody"},
        {"measures": "dice"},
    ],
)
def test_questions_that_make_no_sense_are_refused(study: Project, asked: dict[str, object]) -> None:
    with pytest.raises((QueryError, UnknownName)) as error:
        study.cooccurrence(**asked)  # type: ignore[arg-type]
    assert 1 <= len(str(error.value).splitlines()) <= 2


def test_a_comparison_of_the_file(study: Project) -> None:
    found = study.compare("site:Vitrolles", "site:Marseille", unit="turn", rounds=50)
    assert found.shared_blocks == found.shared_codings == 0
    for side, name in zip(found.sides, ("Vitrolles", "Marseille"), strict=True):
        assert side.codings == study.count(f"site:{name}")
        assert side.query == f"site:{name}"
    one, other = (study.cooccurrence(side.query, unit="turn", measure="jaccard") for side in found.sides)
    assert [network.as_dict() for network in found.networks] == [one.as_dict(), other.as_dict()]
    counts = {frozenset((edge.source, edge.target)): (edge.count_a, edge.count_b) for edge in found.edges}
    assert counts == {two: (pairs(one).get(two, 0), pairs(other).get(two, 0)) for two in {**pairs(one), **pairs(other)}}
    with pytest.raises(QueryError, match="compared"):
        study.compare("", "", measure="fisher_p")
    assert study.compare("site:Vitrolles", "", rounds=5).shared_codings == found.sides[0].codings
