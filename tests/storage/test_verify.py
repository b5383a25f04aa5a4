"""Every kind of damage is done to a real file, and verify names it; a file too broken to read is one sentence."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from pathlib import Path

import pytest

from qualcode.cli import run
from qualcode.project import Project, open_project

Said = list[tuple[str, str]]


@pytest.fixture
def whole(project: Project) -> Project:
    """A project with codings, memos, cases, a network and a history with undone steps."""
    text = project.text("entretien-1")
    for words, code in (("Je scanne", "saisie"), ("Le sale boulot, quoi.", "dirty work"), ("😀", "non-recours")):
        start = text.index(words)
        coding = project.code("entretien-1", start, start + len(words), code)
        project.add_memo(f"sur {words}", coding=coding.id)
    project.code("notes-1", 0, 5, "délégation")
    project.add_case("Mme D.", attributes={"metier": "AS"})
    with project.action("save network", "n"):
        db = project.conn
        db.execute(
            "INSERT INTO networks (id, uuid, name, parameters, digest, created) "
            "VALUES (1, 'u', 'n', '{\"unit\": \"turn\"}', '', '')"
        )
        db.execute("INSERT INTO network_nodes (id, network_id, path, count) VALUES (1, 1, 'a', 4), (2, 1, 'b', 3)")
        db.execute(
            "INSERT INTO network_edges (id, network_id, source_id, target_id, count, measure, value) "
            "VALUES (1, 1, 1, 2, 3, 'jaccard', 0.1)"
        )
    project.rename_code("saisie", "saisie en ligne")
    project.add_code("défait")
    project.undo()
    assert project.verify() == []
    return project


def damaged(project: Project, *statements: str) -> Said:
    """What verify says after these statements were done without triggers, constraints and history."""
    db = sqlite3.connect(project.path, isolation_level=None)
    triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in triggers:
        db.execute(f"DROP TRIGGER {name}")
    db.execute("PRAGMA ignore_check_constraints = ON")
    for statement in statements:
        db.execute(statement)
    for _name, sql in triggers:
        with contextlib.suppress(sqlite3.OperationalError):
            db.execute(sql)
    db.close()
    return [(problem.kind, problem.message) for problem in project.verify()]


ENTRETIEN = "(SELECT id FROM documents WHERE name = 'entretien-1')"


@pytest.mark.parametrize(
    ("statement", "kind", "said"),
    [
        (
            "UPDATE codings SET quote = 'Je triche' WHERE id = 1",
            "quotation",
            "entretien-1: coding 1 quotes “Je triche”",
        ),
        (
            "UPDATE codings SET start = start - 1, end = end - 1 WHERE id = 1",
            "quotation",
            "but “Je scann” stands there",
        ),
        (
            "UPDATE codings SET start = 9000, end = 9009 WHERE id = 1",
            "quotation",
            "coding 1 covers [9000, 9009), outside",
        ),
        (f"UPDATE documents SET text = text || '!' WHERE id = {ENTRETIEN}", "text", "its SHA-256 differs"),
        (
            f"UPDATE documents SET text = replace(text, 'scanne', 'scannE') WHERE id = {ENTRETIEN}",
            "quotation",
            "“Je scannE”",
        ),
        (f"UPDATE documents SET length = length + 1 WHERE id = {ENTRETIEN}", "text", "characters, not"),
        (f"UPDATE documents SET words = 1 WHERE id = {ENTRETIEN}", "text", "words, not 1"),
        (f"UPDATE documents SET paragraphs = '[[0, 99999, \"body\"]]' WHERE id = {ENTRETIEN}", "layout", "paragraphs"),
        (f"UPDATE documents SET sentences = '[[9, 12], [3, 5]]' WHERE id = {ENTRETIEN}", "layout", "sentences"),
        (f"UPDATE documents SET sentences = '[1, 2]' WHERE id = {ENTRETIEN}", "layout", "sentences"),
        (f"UPDATE documents SET timestamps = '{{}}' WHERE id = {ENTRETIEN}", "layout", "timestamps"),
        (f"UPDATE documents SET paragraphs = 'nope' WHERE id = {ENTRETIEN}", "layout", "paragraphs"),
        ("UPDATE turns SET end = end + 30 WHERE id = 1", "layout", "turn 2 begins before the one before it ends"),
        ("UPDATE turns SET end = 99999 WHERE id = (SELECT max(id) FROM turns)", "layout", "ends after the text"),
        ("UPDATE turns SET speaker_id = NULL", "speaker", "is not who speaks there"),
        ("DELETE FROM coding_speakers", "speaker", "entretien-1: the speaker kept for coding 1"),
        ("UPDATE memos SET coding_id = 77 WHERE id = 1", "reference", "Row 1 of memos points to a row of codings"),
        ("UPDATE codings SET code_id = 77 WHERE id = 1", "reference", "Row 1 of codings points to a row of codes"),
        ("DELETE FROM codings WHERE id = 1", "journal", "Row 1 of codings is gone"),
        ("UPDATE codes SET name = 'truqué' WHERE id = 2", "journal", "Row 2 of codes: the history says another name"),
        ("UPDATE memos SET text = 'truqué' WHERE id = 1", "journal", "Row 1 of memos: the history says another text"),
        (
            "INSERT INTO cases (uuid, name, created) VALUES ('x', 'venu de nulle part', '')",
            *("journal", "the history does not say how it came"),
        ),
        ("DELETE FROM changes WHERE table_name = 'codings' AND row_id = 1", "journal", "Row 1 of codings stands there"),
        ("UPDATE changes SET new = '{}' WHERE table_name = 'codes'", "journal", ""),
        ("UPDATE changes SET new = NULL WHERE table_name = 'codes'", "journal", "cannot be read"),
        ("UPDATE changes SET new = '[' WHERE operation = 'update'", "journal", ""),
        (
            "UPDATE changes SET action_id = 999 WHERE id = (SELECT min(id) FROM changes)",
            "journal",
            "belongs to no action",
        ),
        (
            "UPDATE changes SET table_name = 'ailleurs' WHERE id = (SELECT min(id) FROM changes)",
            "journal",
            "a table ailleurs that is not journaled",
        ),
        ("UPDATE journal_state SET action_id = 1", "journal", "never closed"),
        ("DELETE FROM journal_state", "journal", "never closed"),
        (
            "UPDATE actions SET state = 'undone' WHERE id = (SELECT min(id) FROM actions)",
            "journal",
            "is undone, yet a later one is done",
        ),
        ("UPDATE codes SET parent_id = 3 WHERE id = 1", "codebook", "stands under itself"),
        ("UPDATE codes SET cues = '[1]' WHERE id = 1", "codebook", "The cues of code 1"),
        ("UPDATE codes SET cues = 'x' WHERE id = 1", "codebook", ""),
        ("UPDATE network_edges SET target_id = source_id", "network", "“n”: edge 1 joins a node to itself"),
        ("UPDATE network_edges SET network_id = 7", "reference", "Row 1 of network_edges points to a row of networks"),
        (
            "UPDATE network_nodes SET network_id = 7 WHERE id = 1",
            *("network", "“n”: edge 1 joins nodes that are not its own"),
        ),
        (
            "INSERT INTO network_edges (network_id, source_id, target_id, count, measure, value) "
            "VALUES (1, 2, 1, 1, 'count', 1)",
            *("network", "edge 2 joins a node to itself, or a pair that is joined already"),
        ),
        ("UPDATE network_edges SET count = 0", "network", "edge 1 was met 0 times"),
        ("UPDATE network_edges SET count = 9", "network", "edge 1 was met 9 times"),
        ("UPDATE network_edges SET measures = '[]'", "network", "“n”: the measures of edge 1 are not numbers"),
        ('UPDATE network_nodes SET measures = \'{"degree": "x"}\'', "network", "the measures of node 2 are not"),
        ("UPDATE network_edges SET measures = '{'", "network", "the measures of edge 1 are not"),
        ("UPDATE networks SET parameters = '[]'", "network", "“n”: its parameters cannot be read"),
        ("UPDATE networks SET parameters = '{\"unit\": 3}'", "network", "its parameters cannot be read"),
        ("DROP INDEX codings_code", "schema", "The index codings_code is missing"),
        ("DROP VIEW v_codings", "schema", "The view v_codings is missing"),
        ("DROP TABLE network_edges", "schema", "The table network_edges is missing"),
    ],
)
def test_damage_is_named(whole: Project, statement: str, kind: str, said: str) -> None:
    found = damaged(whole, statement)
    assert any(k == kind and said in message for k, message in found), found


def test_a_memo_outside_its_text_is_named(whole: Project) -> None:
    from qualcode.model.span import Span

    whole.add_memo("sur un passage", document=whole.document("notes-1").id, span=Span(0, 5))
    found = damaged(whole, "UPDATE memos SET end = 99999 WHERE start IS NOT NULL")
    assert ("memo", "notes-1: memo 4 is on a passage outside the text.") in found


def test_a_trigger_that_is_gone_is_named(whole: Project) -> None:
    whole.conn.execute("DROP TRIGGER journal_codings_insert")
    found = [(problem.kind, problem.message) for problem in whole.verify()]
    assert found == [("schema", "The trigger journal_codings_insert is missing.")]


def test_many_problems_of_one_kind_are_counted(whole: Project) -> None:
    for n in range(30):
        whole.code("notes-1", n, n + 3, "non-recours")
    found = damaged(whole, "UPDATE codings SET quote = 'xyz' WHERE length(quote) = 3")
    quotations = [message for kind, message in found if kind == "quotation"]
    assert len(quotations) == 21
    assert "and 10 more" in quotations[-1]


def test_the_command_names_what_is_wrong_and_exits_1(whole: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(whole.path)]) == 0
    assert "is whole: 2 documents, 4 codings checked" in capsys.readouterr().out
    damaged(whole, "UPDATE codings SET quote = 'Je triche' WHERE id = 1")
    assert run(["verify", str(whole.path)]) == 1
    shown = capsys.readouterr()
    assert "quotation: entretien-1: coding 1 quotes “Je triche”, but “Je scanne” stands there." in shown.out
    assert "problem" in shown.err


COMMANDS = (["verify"], ["codes"], ["documents"], ["log"], ["undo"])


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_file_is_said_to_be_damaged(
    whole: Project, share: float, capsys: pytest.CaptureFixture[str]
) -> None:
    whole.close()
    data = whole.path.read_bytes()
    for command in COMMANDS:
        whole.path.write_bytes(data[: int(len(data) * share)])
        status = run([*command, str(whole.path)])
        shown = capsys.readouterr()
        assert status == 1 or command != ["verify"]
        assert status in (0, 1)
        assert "Traceback" not in shown.err
        _clean(whole.path)


@pytest.mark.parametrize("seed", range(25))
def test_flipped_bytes_never_end_in_a_traceback(whole: Project, seed: int, capsys: pytest.CaptureFixture[str]) -> None:
    whole.close()
    chance = random.Random(seed)
    data = bytearray(whole.path.read_bytes())
    for _flip in range(chance.choice((1, 5, 40, 400))):
        data[chance.randrange(100 if seed % 5 == 0 else 0, len(data))] = chance.randrange(256)
    for command in COMMANDS:
        whole.path.write_bytes(data)
        status = run([*command, str(whole.path)])
        shown = capsys.readouterr()
        assert status in (0, 1)
        assert len(shown.err.strip().splitlines()) <= 2
        _clean(whole.path)


def test_a_page_of_noise_is_found(whole: Project) -> None:
    page = whole.conn.execute("PRAGMA page_size").fetchone()[0]
    whole.close()
    data = bytearray(whole.path.read_bytes())
    found = 0
    for number in range(2, len(data) // page, 7):
        broken = bytearray(data)
        broken[number * page : (number + 1) * page] = random.Random(number).randbytes(page)
        whole.path.write_bytes(broken)
        found += run(["verify", str(whole.path)])
        _clean(whole.path)
    assert found == len(range(2, len(data) // page, 7))


def _clean(path: Path) -> None:
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def test_the_shipped_study_is_whole(tmp_path: Path, corpus: Path) -> None:
    from qualcode.project import new_project

    with new_project(tmp_path / "p.qualcode") as project:
        project.import_study(corpus / "etude.yaml")
        assert project.verify() == []
        project.undo()
        assert project.verify() == []
        project.redo()
    with open_project(tmp_path / "p.qualcode") as again:
        assert again.verify() == []
