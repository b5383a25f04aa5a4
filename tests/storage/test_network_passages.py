"""From an edge back to its passages: as many meetings as it counts, for every unit of a generated study."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.generate import Size, build
from qualcode.errors import QueryError, UnknownName
from qualcode.model.network import UNITS, Question
from qualcode.project import Project, open_project


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("edges") / "study.qualcode"
    build(path, Size(codings=250, codes=60, documents=6, words=500, seed=5))
    return path


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("level", [None, 2])
def test_an_edge_has_as_many_meetings_as_it_counts(built: Path, unit: str, level: int | None) -> None:
    with open_project(built) as study:
        network = study.cooccurrence("role:AS", unit=unit, level=level)
        ids = set(study.select_ids("role:AS"))
        assert network.edges
        for edge in (*network.edges[:6], *network.edges[-3:]):
            found = study.edge_passages(network, edge.source, edge.target)
            assert len(found) == edge.count
            for met in found:
                for path, segments in ((edge.source, met.source), (edge.target, met.target)):
                    assert segments
                    assert {segment.id for segment in segments} <= ids
                    assert all((segment.code + "/").startswith(path + "/") for segment in segments)


def test_windows_have_as_many_meetings_as_they_count(built: Path) -> None:
    with open_project(built) as study:
        network = study.cooccurrence(unit="turn", window=3)
        for edge in network.edges[:8]:
            assert len(study.edge_passages(network, edge.source, edge.target)) == edge.count


def test_what_is_shared_stands_in_the_text(built: Path) -> None:
    with open_project(built) as study:
        for unit in ("overlap", "sentence", "turn", "paragraph"):
            network = study.cooccurrence(unit=unit)
            (edge, *_others) = network.edges
            for met in study.edge_passages(network, edge.source, edge.target):
                assert met.document is not None
                assert met.start is not None
                assert met.end is not None
                assert met.quote == study.text(met.document)[met.start : met.end]
                assert met.place
                for segment in (*met.source, *met.target):
                    assert segment.document == met.document
                    assert max(segment.start, met.start) < min(segment.end, met.end)
                    if unit == "overlap":
                        assert segment.start <= met.start < met.end <= segment.end


@pytest.fixture
def coded(project: Project) -> Project:
    """“Je scanne, je trie.” is of two codes, and in part of a third in another document."""
    start = project.text("entretien-1").index("Je scanne")
    project.code("entretien-1", start, start + 19, "délégation")
    project.code("entretien-1", start + 11, start + 19, "saisie")
    project.code("notes-1", 0, 10, "délégation")
    project.code("notes-1", 5, 12, "non-recours")
    return project


def test_by_hand(coded: Project) -> None:
    (met,) = coded.edge_passages(Question(), "délégation", "saisie")
    assert (met.place, met.quote) == ("turn 2", "je trie.")
    assert [segment.quote for segment in (*met.source, *met.target)] == ["Je scanne, je trie.", "je trie."]
    frame = coded.edge_passages(Question(), "délégation", "saisie").frame()
    assert frame[["document", "place", "shared", "target"]].values.tolist() == [
        ["entretien-1", "turn 2", "je trie.", "je trie."]
    ]
    (met,) = coded.edge_passages(Question("document"), "saisie", "délégation")
    assert (met.place, met.document, met.quote) == ("entretien-1", None, "")
    assert coded.edge_passages(Question(), "saisie", "non-recours") == []
    assert coded.edge_passages(Question(query="kind:notes"), "délégation", "saisie") == []
    assert set(met.as_dict()) == {"place", "document", "start", "end", "shared", "source", "target"}


def test_persons_and_cases_by_their_names(coded: Project) -> None:
    network = coded.cooccurrence(unit="speaker")
    (edge,) = network.edges
    assert [met.place for met in coded.edge_passages(network, edge.source, edge.target)] == ["Mme D., entretien-1"]
    case = coded.add_case("CCAS")
    document = coded.document("notes-1").id
    coded.conn.execute("INSERT INTO case_documents (case_id, document_id) VALUES (?, ?)", (case, document))
    (met,) = coded.edge_passages(Question("case"), "délégation", "non-recours")
    assert met.place == "CCAS"


def test_of_a_saved_network_codes_go_by_their_old_names_too(coded: Project) -> None:
    coded.save_network("carte", coded.cooccurrence("kind:entretien", level=None))
    coded.rename_code("saisie", "saisie en ligne")
    for name in ("dirty work/saisie", "dirty work/saisie en ligne", "en ligne"):
        if name == "en ligne":
            with pytest.raises(UnknownName):
                coded.edge_passages("carte", name, "délégation")
        else:
            assert len(coded.edge_passages("Carte", name, "délégation")) == 1
    with pytest.raises(UnknownName):
        coded.edge_passages("rien", "saisie", "délégation")


def test_rolled_up_a_code_stands_for_its_branch(coded: Project) -> None:
    (met,) = coded.edge_passages(Question(level=1), "délégation", "non-recours")
    assert [segment.code for segment in met.source] == ["dirty work/délégation"]
    with pytest.raises(QueryError, match="two different codes"):
        coded.edge_passages(Question(level=1), "délégation", "saisie")
