"""Co-occurrence of a real file, against the definitions and the view; saved networks and their history."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import networkx
import pytest

from benchmarks.generate import Size, build
from qualcode.analysis.graph_files import graphml
from qualcode.errors import ProjectError, QueryError, UnknownName
from qualcode.model.network import UNITS, Network
from qualcode.project import Project, open_project
from qualcode.storage import arrays

Place = tuple[int, int, int]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("big") / "study.qualcode"
    build(path, Size(codings=400, codes=40, documents=9, words=600, seed=3))
    return path


@pytest.fixture
def study(built: Path) -> Iterator[Project]:
    """A generated study, to read."""
    with open_project(built) as project:
        yield project


def pairs(network: Network) -> dict[frozenset[str], int]:
    return {frozenset((edge.source, edge.target)): edge.count for edge in network.edges}


def units_of(project: Project, unit: str) -> list[Place]:
    """Every sentence, turn or paragraph as (document, start, end), read one document at a time."""
    found: list[Place] = []
    for document in project.documents():
        layout = project.layout(document.id)
        if unit == "sentence":
            found += [(document.id, start, end) for start, end in layout.sentences]
        else:
            parts = layout.turns if unit == "turn" and layout.turns else layout.paragraphs
            found += [(document.id, part.start, part.end) for part in parts]
    return found


def cases_of(project: Project, coding: int) -> set[int]:
    rows = project.conn.execute(
        """SELECT case_id FROM case_documents WHERE document_id = (SELECT document_id FROM codings WHERE id = :id)
           UNION SELECT case_id FROM case_speakers WHERE speaker_id =
             (SELECT speaker_id FROM coding_speakers WHERE coding_id = :id)""",
        {"id": coding},
    )
    return {row[0] for row in rows}


def naive(project: Project, unit: str) -> dict[frozenset[str], int]:
    """The definition: in how many units do both codes stand?"""
    paths = project.codebook().paths
    where: dict[str, set[object]] = {}
    for coding in project.codings():
        here = where.setdefault(paths[coding.code], set())
        if unit == "document":
            here.add(coding.document)
        elif unit == "case":
            here |= cases_of(project, coding.id)
        else:
            here |= {
                place
                for place in units_of(project, unit)
                if place[0] == coding.document and place[1] < coding.end and coding.start < place[2]
            }
    return {frozenset(two): n for two in combinations(where, 2) if (n := len(where[two[0]] & where[two[1]]))}


@pytest.mark.parametrize("unit", ["turn", "paragraph", "document", "case"])
def test_each_unit_of_a_file_follows_its_definition(study: Project, unit: str) -> None:
    assert pairs(study.cooccurrence(unit=unit)) == naive(study, unit)


def test_sentences_too(project: Project) -> None:
    code_everything(project)
    assert pairs(project.cooccurrence(unit="sentence")) == naive(project, "sentence")


def test_the_live_view_gives_the_overlap_counts(study: Project) -> None:
    rows = study.conn.execute("SELECT source, target, count FROM v_cooccurrence").fetchall()
    assert rows
    assert {frozenset(row[:2]): row[2] for row in rows} == pairs(study.cooccurrence())


def test_notes_without_turns_fall_back_to_paragraphs(project: Project) -> None:
    notes = project.document("notes-1")
    project.conn.execute("DELETE FROM turns WHERE document_id = ?", (notes.id,))
    end = len(project.text(notes.id).rstrip())
    project.code(notes.id, 0, end, "délégation")
    project.code(notes.id, end - 5, end, "saisie")
    paragraphs = [p for p in project.layout(notes.id).paragraphs if p.start < p.end]
    by_turn = project.cooccurrence(unit="turn")
    assert by_turn.counts.tolist() == [len(paragraphs), 1]
    assert by_turn.as_dict() == project.cooccurrence(unit="paragraph").as_dict()


def test_a_coding_counts_in_every_case_of_its_document_and_speaker(project: Project) -> None:
    first, second = project.documents()
    case = {name: project.add_case(name) for name in ("CCAS", "MDS", "Mme D.")}
    speaker = next(s for s in project.speakers(first.id) if s.label == "Mme D.")
    project.conn.execute("DELETE FROM case_speakers")
    project.conn.execute("DELETE FROM case_documents")
    for name in ("CCAS", "MDS"):
        project.conn.execute("INSERT INTO case_documents (case_id, document_id) VALUES (?, ?)", (case[name], first.id))
    project.conn.execute("INSERT INTO case_speakers (case_id, speaker_id) VALUES (?, ?)", (case["Mme D."], speaker.id))
    said = project.text(first.id).index("Je scanne")
    asked = project.text(first.id).index("Vous scannez")
    project.code(first.id, said, said + 9, "délégation")
    project.code(first.id, asked, asked + 5, "saisie")
    project.code(second.id, 0, 5, "non-recours")
    network = project.cooccurrence(unit="case")
    assert {node.path: node.count for node in network.nodes} == {"dirty work/délégation": 3, "dirty work/saisie": 2}
    assert pairs(network) == {frozenset(("dirty work/délégation", "dirty work/saisie")): 2}


def test_a_query_restricts_what_is_counted(study: Project) -> None:
    ids = set(study.select_ids("role:AS"))
    chosen = [coding for coding in study.codings() if coding.id in ids]
    paths = study.codebook().paths
    network = study.cooccurrence("role:AS")
    assert 0 < network.counts.sum() == len(chosen) < len(study.codings())
    expected: dict[frozenset[str], int] = {}
    for one, two in combinations(chosen, 2):
        if one.code != two.code and one.document == two.document and one.span.overlaps(two.span):
            key = frozenset((paths[one.code], paths[two.code]))
            expected[key] = expected.get(key, 0) + 1
    assert pairs(network) == expected


def test_levels_roll_up_and_stop_at_the_leaves(study: Project) -> None:
    roots = {study.codebook().path(code.id) for code in study.codebook().children()}
    assert set(study.cooccurrence(level=1).codes) == roots
    for unit in UNITS[1:]:
        deep, plain = study.cooccurrence(unit=unit, level=9), study.cooccurrence(unit=unit)
        assert (deep.codes, deep.edges) == (plain.codes, plain.edges)


def test_a_branch_counts_a_passage_once(project: Project) -> None:
    (first, *_rest) = project.documents()
    for code in ("délégation", "saisie", "non-recours"):
        project.code(first.id, 0, 10, code)
    assert pairs(project.cooccurrence(level=1)) == {frozenset(("dirty work", "non-recours")): 1}
    assert project.cooccurrence(level=1).counts.tolist() == [1, 1]
    assert sum(pairs(project.cooccurrence()).values()) == 3


def test_mistakes_are_said(study: Project) -> None:
    with pytest.raises(UnknownName, match="no unit") as unit:
        study.cooccurrence(unit="sentences")
    assert "sentence" in unit.value.hint
    with pytest.raises(UnknownName, match="no measure") as measure:
        study.cooccurrence(measure="?")
    assert "jaccard" in measure.value.hint
    with pytest.raises(QueryError, match="level"):
        study.cooccurrence(level=0)
    with pytest.raises(UnknownName):
        study.cooccurrence('code:"nothing of the kind"')


def code_everything(project: Project) -> None:
    """A few overlapping codings in both documents."""
    for document in project.documents():
        project.code(document.id, 30, 60, "délégation")
        project.code(document.id, 50, 80, "saisie")
        project.code(document.id, 70, 90, "non-recours")


def test_a_saved_network_is_kept_as_it_was_counted(project: Project) -> None:
    code_everything(project)
    network = project.cooccurrence("kind:entretien", unit="sentence", measure="jaccard", level=2)
    saved = project.save_network(" Qui va avec qui ", network)
    assert saved.summary.name == "Qui va avec qui"
    assert saved.question == network.question
    assert (saved.nodes, saved.edges) == (network.nodes, network.edges)
    assert saved.as_dict() == network.as_dict()
    assert not saved.stale
    with open_project(project.path) as other:
        again = other.network("qui va avec qui")
    assert (again.nodes, again.edges, again.summary) == (saved.nodes, saved.edges, saved.summary)
    rows = project.conn.execute(
        """SELECT e.source, e.target, e.value, n.query, n.parameters ->> 'level', n.digest
           FROM v_network_edges AS e JOIN networks AS n ON n.name = e.network"""
    ).fetchall()
    assert {frozenset(row[:2]): row[2] for row in rows} == {
        frozenset((edge.source, edge.target)): edge.value for edge in network.edges
    }
    assert {row[3:] for row in rows} == {("kind:entretien", 2, network.digest)}
    linked = project.conn.execute("SELECT path, code_id FROM network_nodes").fetchall()
    assert all(project.codebook().paths[code] == path for path, code in linked)


def test_saving_can_be_undone_and_done_again(project: Project) -> None:
    code_everything(project)
    saved = project.save_network("n", project.cooccurrence())
    steps = len(project.log())
    project.undo()
    assert project.networks() == []
    assert project.conn.execute("SELECT count(*) FROM network_edges").fetchone() == (0,)
    project.redo()
    assert project.network("n") == saved
    project.delete_network("n")
    assert project.networks() == []
    project.undo()
    assert project.network("n") == saved
    assert len(project.log()) == steps + 1


def test_a_name_is_not_taken_twice_unless_replaced(project: Project) -> None:
    code_everything(project)
    project.save_network("n", project.cooccurrence())
    steps = len(project.log())
    with pytest.raises(ProjectError, match="already a network"):
        project.save_network("n", project.cooccurrence(unit="document"))
    assert project.network("n").question.unit == "overlap"
    project.save_network("n", project.cooccurrence(unit="document"), replacing=True)
    assert [saved.question.unit for saved in project.networks()] == ["document"]
    assert len(project.log()) == steps + 1
    project.undo()
    assert project.network("n").question.unit == "overlap"
    with pytest.raises(ProjectError, match="needs a name"):
        project.save_network("  ", project.cooccurrence())


def test_an_unknown_network_gets_the_nearest_name(project: Project) -> None:
    project.save_network("typologie", project.cooccurrence())
    for act in (project.network, project.delete_network):
        with pytest.raises(UnknownName) as error:
            act("tipologie")
        assert "typologie" in error.value.hint


def test_what_makes_a_network_stale(project: Project) -> None:
    code_everything(project)
    first, second = project.documents()
    project.save_network("all", project.cooccurrence())
    project.save_network("sentences", project.cooccurrence(unit="sentence"))
    project.save_network("interviews", project.cooccurrence("kind:entretien", unit="case"))

    def stale() -> list[str]:
        return [saved.name for saved in project.networks() if saved.stale]

    assert stale() == []
    project.add_memo("Nothing that is counted", document=second.id)
    project.resolve_code("unused", create=True)
    assert stale() == []
    project.code(second.id, 0, 5, "saisie")
    assert stale() == ["all", "sentences"]
    project.undo()
    assert stale() == []
    project.conn.execute("UPDATE documents SET sentences = '[[0,90]]' WHERE id = ?", (first.id,))
    assert stale() == ["sentences"]
    project.undo()
    case = project.add_case("MDS")
    project.conn.execute("INSERT INTO case_documents (case_id, document_id) VALUES (?, ?)", (case, first.id))
    assert stale() == ["interviews"]
    project.undo()
    project.conn.execute("UPDATE codes SET name = 'renommé' WHERE name = 'saisie'")
    assert stale() == ["all", "interviews", "sentences"]


def test_a_network_whose_query_no_longer_works_is_stale(project: Project) -> None:
    code_everything(project)
    project.save_network("n", project.cooccurrence("code:saisie"))
    project.conn.execute("UPDATE codes SET name = 'autre' WHERE name = 'saisie'")
    assert project.network("n").stale
    assert [node.path for node in project.network("n").nodes] == ["dirty work/saisie"]


HOSTILE = ("a\x01b", "a\x02b", "a\x0bb", "[/bold]", "=1+1", "<&\"'>", "x\ufffe", "tab\there", "deux\nlignes", "😀")


def test_graphml_holds_any_name(project: Project) -> None:
    (first, *_rest) = project.documents()
    coder = project.code(first.id, 0, 3, "saisie").coder
    for name in HOSTILE:
        # As raw SQL would write it: nothing stands between the name and the file.
        code = project.conn.execute("INSERT INTO codes (uuid, name, created) VALUES (?1, ?1, '')", (name,)).lastrowid
        project.conn.execute(
            """INSERT INTO codings (uuid, document_id, code_id, coder_id, start, end, quote, created)
               VALUES (?, ?, ?, ?, 0, 3, 'Ent', '')""",
            (name, first.id, code, coder),
        )
    network = project.cooccurrence(measure="jaccard")
    read = networkx.parse_graphml(graphml(network))
    size = len(HOSTILE) + 1
    assert (read.number_of_nodes(), read.number_of_edges()) == (size, size * (size - 1) // 2)
    assert {"[\\/bold]", "=1+1", "<&\"'>", "😀", "deux\nlignes", "dirty work/saisie"} <= set(read)
    assert all(data["weight"] == data["jaccard"] == 1.0 and data["count"] == 1 for *_two, data in read.edges(data=True))
    saved = project.save_network("tout", network)
    assert saved.as_dict() == network.as_dict()
    assert json.loads(json.dumps(saved.as_dict())) == network.as_dict()


def test_lists_of_pieces_are_read_however_they_are_spelled(project: Project) -> None:
    first, second = (document.id for document in project.documents())
    spelled = {
        first: '[[0, 4, "body"],\n [4, 4, "body"], [5, 9, "h2 10,11 \\" 12]"]]',
        second: '[[0,3,"h1"],[3,8,"table [1,2]"]]',
    }
    for document, text in spelled.items():
        project.conn.execute("UPDATE documents SET paragraphs = ? WHERE id = ?", (text, document))
    found = arrays.paragraphs(project.conn)
    columns = (found.document.tolist(), found.start.tolist(), found.end.tolist())
    assert list(zip(*columns, strict=True)) == [(first, 0, 4), (first, 5, 9), (second, 0, 3), (second, 3, 8)]
