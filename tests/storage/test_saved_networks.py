"""What is kept of a network: all that was measured of it, through renaming, merging, undo and other programs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from qualcode.analysis.graph import disparity, ties
from qualcode.analysis.network_parts import NODE_MEASURES, analysed
from qualcode.errors import ProjectError, QueryError, UnknownName
from qualcode.project import Project, open_project


@pytest.fixture
def coded(project: Project) -> Project:
    """Codings of four codes: on the interview délégation meets saisie twice and non-recours once."""
    for start, end, code in (
        (30, 60, "délégation"),
        (50, 80, "saisie"),
        (55, 58, "saisie"),
        (59, 90, "non-recours"),
        (70, 75, "accueil"),
    ):
        project.code("entretien-1", start, end, code, create=True)
    project.code("notes-1", 0, 20, "saisie")
    project.code("notes-1", 10, 30, "accueil")
    return project


def reasons(project: Project) -> dict[str, str]:
    return {saved.name: saved.reason for saved in project.networks()}


def test_all_measures_are_kept_with_how_they_were_found(coded: Project) -> None:
    counted = coded.cooccurrence(
        "kind:entretien", unit="sentence", measure="npmi", measures="all", window=2, rounds=20, seed=5
    )
    coded.save_network("carte", counted.at_least(1))
    with open_project(coded.path) as other:
        saved = other.network("carte")
    assert saved.question == counted.question
    assert (saved.question.window, saved.question.rounds, saved.question.seed) == (2, 20, 5)
    assert saved.edges == counted.edges
    assert {"npmi", "fisher_q", "permutation_z", "p_source"} <= set(saved.edges[0].measures)
    assert (saved.summary.origin.measures, saved.summary.origin.units) == (counted.carried, counted.population)
    (row,) = coded.conn.execute("SELECT query, unit, window, measure, rounds, seed, population FROM v_networks")
    assert row == ("kind:entretien", "sentence", 2, "npmi", 20, 5, "all")
    rows = coded.conn.execute("SELECT source, target, value, npmi, fisher_q, p_target FROM v_network_edges").fetchall()
    assert sorted(rows) == sorted(
        (edge.source, edge.target, edge.value, *(edge.measures[name] for name in ("npmi", "fisher_q", "p_target")))
        for edge in counted.edges
    )


def test_a_number_without_end_and_what_is_no_number_are_kept(coded: Project) -> None:
    coded.save_network("n", coded.cooccurrence())
    coded.conn.execute("""UPDATE network_edges SET measures = '{"lift": 1e999, "npmi": -1e999}'""")
    assert coded.network("n").edges[0].measures == {"lift": float("inf"), "npmi": float("-inf")}
    coded.analyse_network("n")
    kept = coded.network("n").edges[0].measures
    assert (kept["lift"], kept["npmi"]) == (float("inf"), float("-inf"))
    assert coded.conn.execute("SELECT lift, npmi FROM v_network_edges").fetchone() == (float("inf"), float("-inf"))
    assert coded.verify() == []


@pytest.mark.parametrize("written", ["[]", "1", '{"lift": "x", "npmi": 0.5}'])
def test_measures_that_are_none_are_left_out_and_named_by_verify(coded: Project, written: str) -> None:
    coded.save_network("n", coded.cooccurrence())
    coded.conn.execute("UPDATE network_edges SET measures = ?", (written,))
    assert "lift" not in coded.network("n").edges[0].measures
    assert {problem.kind for problem in coded.verify()} == {"network"}


def test_an_analysis_is_kept_and_one_step(coded: Project) -> None:
    plain = coded.save_network("n", coded.cooccurrence())
    steps = len(coded.log())
    found = coded.analyse_network("n", seed=3, resolution=1.5)
    assert len(coded.log()) == steps + 1
    expected, whole = analysed(plain, seed=3, resolution=1.5)
    assert (found.nodes, found.edges) == (expected.nodes, expected.edges)
    assert (found.summary.origin.analysis, found.summary.digest) == (whole, plain.summary.digest)
    assert found.summary.created == plain.summary.created
    columns = ", ".join(NODE_MEASURES)
    rows = coded.conn.execute(f"SELECT code, {columns} FROM v_network_nodes").fetchall()
    assert rows == [(node.path, *(node.measures[name] for name in NODE_MEASURES)) for node in expected.nodes]
    (modularity,) = coded.conn.execute("SELECT modularity FROM v_networks").fetchone()
    assert modularity == whole.modularity
    assert coded.conn.execute("SELECT max(disparity) FROM v_network_edges").fetchone()[0] == max(
        edge.measures["disparity"] for edge in expected.edges
    )
    coded.undo()
    assert coded.network("n") == plain
    coded.redo()
    assert coded.network("n") == found
    with pytest.raises(QueryError, match="above 0"):
        coded.analyse_network("n", resolution=0)


def test_a_backbone_is_kept_and_found_again(coded: Project) -> None:
    network = coded.cooccurrence()
    saved = coded.save_network("os", network, backbone=0.35)
    alpha = disparity(ties(network))
    places = {path: at for at, path in enumerate(network.codes)}
    expected = {
        (edge.source, edge.target) for edge in network.edges if alpha[places[edge.source], places[edge.target]] < 0.35
    }
    assert 0 < len(expected) < len(network.edges)
    assert {(edge.source, edge.target) for edge in saved.edges} == expected
    assert saved.summary.origin.backbone == 0.35
    assert not saved.stale
    coded.code("notes-1", 40, 45, "saisie")
    assert coded.refresh_network("os").network.summary.origin.backbone == 0.35
    assert {(edge.source, edge.target) for edge in coded.network("os").edges} == expected
    with pytest.raises(QueryError, match="at most 1"):
        coded.save_network("os 2", network, backbone=1.5)


def test_refreshing_says_what_changed_and_is_one_step(coded: Project) -> None:
    before = coded.save_network("n", coded.cooccurrence(measure="jaccard"))
    before = coded.analyse_network("n", seed=2)
    assert not coded.refresh_network("n").difference
    coded.code("notes-1", 15, 18, "non-recours")
    coded.uncode([coding.id for coding in coded.codings() if coding.quote == coded.text("entretien-1")[70:75]])
    assert coded.network("n").stale
    steps = len(coded.log())
    done = coded.refresh_network("n")
    assert len(coded.log()) == steps + 1
    assert (done.network.stale, done.network.summary.id) == (False, before.summary.id)
    assert done.network.summary.origin.analysis is not None
    assert done.network.summary.origin.analysis.seed == 2
    now = coded.cooccurrence(measure="jaccard")
    assert [(edge.source, edge.target, edge.count, edge.value) for edge in done.network.edges] == [
        (edge.source, edge.target, edge.count, edge.value) for edge in now.edges
    ]
    said = {frozenset((edge.source, edge.target)): edge.state for edge in done.difference.edges}
    assert said == {
        frozenset(("dirty work/saisie", "non-recours")): "changed",
        frozenset(("dirty work/saisie", "accueil")): "changed",
        # As often as before, but non-recours is met more often.
        frozenset(("dirty work/délégation", "non-recours")): "changed",
    }
    assert {node.path: (node.before, node.after) for node in done.difference.nodes} == {
        **{"non-recours": (1, 2), "accueil": (2, 1)},
    }
    coded.undo()
    assert (coded.network("n").nodes, coded.network("n").edges) == (before.nodes, before.edges)
    assert coded.network("n").stale
    coded.redo()
    assert coded.network("n") == done.network
    assert coded.verify() == []


@pytest.mark.parametrize(
    "asked",
    [
        {"unit": "sentence", "window": 2, "measure": "npmi", "population": "coded", "measures": ["lift", "fisher_q"]},
        {"unit": "turn", "level": 1, "measure": "permutation_z", "rounds": 30, "seed": 9},
        {"codes": 2, "measures": "all", "rounds": 7, "seed": 3},
        {"unit": "document", "measures": "all"},
    ],
)
def test_refreshed_is_what_the_same_question_gives_now(coded: Project, asked: dict[str, Any]) -> None:
    coded.save_network("n", coded.cooccurrence("kind:entretien|notes", **asked).at_least(1))
    coded.code("notes-1", 25, 40, "non-recours")
    refreshed = coded.refresh_network("n").network
    now = coded.cooccurrence("kind:entretien|notes", **asked)
    assert refreshed.question == now.question
    assert (refreshed.nodes, refreshed.edges) == (now.nodes, now.edges)
    assert (refreshed.summary.origin.measures, refreshed.summary.origin.units) == (now.carried, now.population)
    assert not refreshed.stale


def test_a_renamed_code_is_said_to_be_the_same(coded: Project) -> None:
    coded.save_network("n", coded.cooccurrence())
    coded.rename_code("saisie", "saisie en ligne")
    assert "dirty work/saisie" in [node.path for node in coded.network("n").nodes]
    found = coded.network_diff("n")
    assert (found.nodes, found.edges) == ((), ())
    assert found.renamed == (("dirty work/saisie", "dirty work/saisie en ligne"),)
    done = coded.refresh_network("n")
    assert done.difference == found
    assert "dirty work/saisie en ligne" in [node.path for node in done.network.nodes]


def test_merged_and_deleted_codes_keep_their_paths_in_what_was_counted(coded: Project) -> None:
    before = coded.save_network("n", coded.cooccurrence())
    coded.merge_codes("saisie", "délégation")
    coded.delete_code("accueil", with_codings=True)
    kept = coded.network("n")
    assert (kept.nodes, kept.edges, kept.stale) == (before.nodes, before.edges, True)
    links = dict(coded.conn.execute("SELECT path, code_id IS NULL FROM network_nodes").fetchall())
    assert (links["dirty work/saisie"], links["accueil"], links["non-recours"]) == (1, 1, 0)
    gone = {change.path for change in coded.refresh_network("n").difference.nodes if change.state == "gone"}
    assert gone == {"dirty work/saisie", "accueil"}
    for _step in range(3):
        coded.undo()
    assert coded.network("n") == before
    assert coded.verify() == []


def test_networks_are_compared(coded: Project) -> None:
    coded.save_network("tout", coded.cooccurrence())
    coded.save_network("entretiens", coded.cooccurrence("kind:entretien"))
    found = coded.network_diff("tout", "entretiens")
    assert {(edge.source, edge.target): (edge.state, edge.difference) for edge in found.edges} == {
        ("dirty work/saisie", "accueil"): ("changed", -1.0)
    }
    assert {node.path: (node.before, node.after) for node in found.nodes} == {
        **{"dirty work/saisie": (3, 2), "accueil": (2, 1)},
    }
    assert not coded.network_diff("tout")
    with pytest.raises(UnknownName):
        coded.network_diff("tout", "rien")


def test_networks_are_renamed(coded: Project) -> None:
    coded.save_network("un", coded.cooccurrence())
    coded.save_network("deux", coded.cooccurrence())
    assert coded.rename_network("un", " Réseau 1 ").name == "Réseau 1"
    assert reasons(coded) == {"Réseau 1": "", "deux": ""}
    with pytest.raises(ProjectError, match="already a network"):
        coded.rename_network("deux", "Réseau 1")
    with pytest.raises(ProjectError, match="needs a name"):
        coded.rename_network("deux", " ")
    steps = len(coded.log())
    coded.rename_network("deux", "deux")
    assert len(coded.log()) == steps
    coded.undo()
    assert set(reasons(coded)) == {"un", "deux"}


def test_a_named_query_that_says_something_else_makes_stale(coded: Project) -> None:
    coded.save_query("entretiens", "kind:entretien")
    coded.save_query("dits", "@entretiens NOT code:accueil")
    coded.save_network("n", coded.cooccurrence("@dits"))
    coded.save_network("m", coded.cooccurrence("kind:entretien"))
    kept = coded.network("n").summary.origin.named
    assert kept == {"dits": "@entretiens NOT code:accueil", "entretiens": "kind:entretien"}
    assert reasons(coded) == {"n": "", "m": ""}
    coded.save_query("entretiens", "kind:entretien doc:entretien-1", replacing=True)
    # The same passages are found, but the question is another one.
    assert reasons(coded) == {"n": "named", "m": ""}
    assert not coded.refresh_network("n").difference
    assert reasons(coded) == {"n": "", "m": ""}
    coded.rename_query("entretiens", "les entretiens")
    assert coded.network("n").summary.origin.named["entretiens"] == "kind:entretien doc:entretien-1"
    assert reasons(coded) == {"n": "", "m": ""}
    coded.save_query("les entretiens", "kind:notes", replacing=True)
    assert reasons(coded) == {"n": "counted", "m": ""}


def test_the_query_of_a_network_follows_its_codes(coded: Project) -> None:
    saved = coded.save_network("n", coded.cooccurrence("doc:entretien-1 NOT code:accueil"))
    coded.rename_code("accueil", "à l'accueil")
    assert reasons(coded) == {"n": ""}
    assert "à l'accueil" in coded.network("n").question.query
    assert coded.network("n").edges == saved.edges
    coded.undo()
    assert coded.network("n") == saved


def test_a_network_whose_query_is_broken_cannot_be_refreshed(coded: Project) -> None:
    coded.save_network("n", coded.cooccurrence("code:saisie"))
    coded.conn.execute("UPDATE codes SET name = 'autre' WHERE name = 'saisie'")
    assert reasons(coded) == {"n": "broken"}
    before = coded.network("n")
    for act in (coded.refresh_network, coded.network_diff, coded.network_now):
        with pytest.raises(UnknownName):
            act("n")
    assert coded.network("n") == before


def test_what_is_stale_is_known_without_counting_where_nothing_changed(
    coded: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        coded.save_network(name, coded.cooccurrence())
    counted: list[object] = []
    with open_project(coded.path) as other:
        material = other._material
        monkeypatch.setattr(other, "_material", lambda question: counted.append(question) or material(question))
        assert reasons(other) == {"a": "", "b": ""}
        other.add_memo("rien")
        assert counted == [] or len(counted) == 1
        counted.clear()
        coded.code("notes-1", 40, 45, "saisie")
        assert reasons(other) == {"a": "counted", "b": "counted"}
        # One question, asked once; not again as long as nothing changes.
        assert len(counted) == 1
        assert reasons(other) == {"a": "counted", "b": "counted"}
        assert len(counted) == 1
        coded.undo()
        assert reasons(other) == {"a": "", "b": ""}


def test_a_network_that_was_out_of_date_when_it_was_saved_is_stale(coded: Project) -> None:
    counted = coded.cooccurrence()
    coded.code("notes-1", 40, 45, "saisie")
    coded.save_network("n", counted)
    assert reasons(coded) == {"n": "counted"}
    coded.uncode([coding.id for coding in coded.codings() if (coding.start, coding.end) == (40, 45)])
    assert reasons(coded) == {"n": ""}


def test_two_programs_at_once(coded: Project) -> None:
    coded.save_network("n", coded.cooccurrence())
    with open_project(coded.path, coder="autre") as other:
        other.code("notes-1", 0, 5, "accueil")
        assert reasons(coded) == {"n": "counted"}
        coded.refresh_network("n")
        assert reasons(other) == {"n": ""}
        other.delete_network("n")
        with pytest.raises(UnknownName):
            coded.refresh_network("n")
        other.undo()
        assert coded.network("n") == other.network("n")


def test_what_a_later_version_adds_is_read_over(coded: Project) -> None:
    saved = coded.save_network("n", coded.cooccurrence())
    (text,) = coded.conn.execute("SELECT parameters FROM networks").fetchone()
    said = {**json.loads(text), "colour": "by wish"}
    coded.conn.execute("UPDATE networks SET parameters = ?", (json.dumps(said),))
    assert coded.network("n") == saved
    coded.conn.execute("""UPDATE networks SET parameters = '{"unit": "overlap", "measure": "count", "level": null}'""")
    assert (coded.network("n").question, coded.network("n").stale) == (saved.question, False)
