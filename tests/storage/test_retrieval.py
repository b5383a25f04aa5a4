"""Passages of a code, a query, a pair of codes; what is read in full; what is written to a file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from qualcode.errors import ProjectError, UnknownName
from qualcode.model.network import Question
from qualcode.model.retrieval import Pair
from qualcode.project import Project, open_project

OTHER = "Bastien"


@pytest.fixture
def coded(project: Project) -> Project:
    """Three documents' worth of codings by two coders, on a code and those under it."""
    document = project.documents()[0]
    text = project.text(document.id)
    half = len(text) // 2
    project.code(document.name, 0, half, "dirty work/délégation", create=True)
    project.code(document.name, half - 5, half + 5, "dirty work", create=True)
    with open_project(project.path, coder=OTHER) as other:
        other.code(document.name, half, len(text), "renvoi [\\/bold]", create=True)
    return project


def test_a_code_is_found_with_what_lies_under_it_or_alone(coded: Project) -> None:
    code = coded.resolve_code("dirty work").id
    assert len(coded.code_hits(code)) == 2
    [alone] = coded.code_hits(code, alone=True)
    assert alone.code == code
    assert [hit.id for hit in coded.code_hits(code)] == list(coded.select_ids('code:"dirty work"'))
    assert coded.code_hits(9_999) == []


def test_hits_are_those_of_the_query_in_its_order(coded: Project) -> None:
    for query in ("", "code:renvoi*", f"coder:{OTHER}", "guichet"):
        assert [hit.id for hit in coded.hits(query)] == list(coded.select_ids(query))
        assert coded.counted(coded.hits(query)) == coded.total(query)


def test_the_query_of_a_code_asks_for_the_same(coded: Project) -> None:
    for code in coded.codebook():
        for alone in (False, True):
            expected = [hit.id for hit in coded.code_hits(code, alone=alone)]
            assert list(coded.select_ids(coded.query_of_code(code, alone=alone))) == expected


def test_a_segment_knows_its_place_and_the_codes_beside_it(coded: Project) -> None:
    book = coded.codebook()
    found = {book.path(one.segment.code_id): one for one in coded.found([hit.id for hit in coded.hits()])}
    beside = {path: {book.path(code) for code in one.others} for path, one in found.items()}
    assert beside["dirty work"] == {"dirty work/délégation", "renvoi [\\/bold]"}
    assert beside["dirty work/délégation"] == {"dirty work"}
    assert found["dirty work"].mine
    assert not found["renvoi [\\/bold]"].mine
    assert all(one.place for one in found.values())
    assert coded.made_by([one.segment.id for one in found.values()]) == {coded.coder: 2, OTHER: 1}


def test_the_passages_of_a_pair_are_those_of_its_cell(coded: Project) -> None:
    for unit in ("overlap", "paragraph", "document", "case"):
        network = coded.cooccurrence(unit=unit)
        for one in network.codes:
            for other in network.codes:
                hits = coded.pair_hits(Question(unit), Pair(one, other))
                count = network.matrix[network.codes.index(one), network.codes.index(other)]
                assert bool(hits) == bool(count or one == other)
                assert {coded.codebook().path(hit.code) for hit in hits} <= {one, other}
    assert coded.pair_hits(Question(), Pair("nowhere", "dirty work")) == []
    with pytest.raises(UnknownName):
        coded.pair_hits(Question(query="code:nowhere"), Pair("dirty work", "dirty work"))


def test_a_table_holds_every_field_and_no_formula(coded: Project, tmp_path: Path) -> None:
    coded.add_memo("=1+1", coding=coded.hits()[0].id)
    ids = [hit.id for hit in coded.hits()]
    path = coded.write_segments(ids, tmp_path / "segments.csv")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(keepends=True)))
    assert [row["code"] for row in rows] == [one.segment.code for one in coded.found(ids)]
    assert rows[0]["memo"] == "'=1+1"


def test_a_page_of_quotations_is_inert(coded: Project, tmp_path: Path) -> None:
    hostile = coded.hits("code:renvoi*")
    path = coded.write_segments([hit.id for hit in hostile], tmp_path / "segments.md", title="# *x*")
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# \\# \\*x\\*\n")
    assert "renvoi \\[\\\\/bold\\]" in text
    assert "1 segment · 1 document" in text


def test_a_file_that_is_there_is_not_overwritten_unasked(coded: Project, tmp_path: Path) -> None:
    ids = [hit.id for hit in coded.hits()]
    path = coded.write_segments(ids, tmp_path / "a.csv")
    before = path.read_text(encoding="utf-8")
    with pytest.raises(ProjectError):
        coded.write_segments(ids[:1], path)
    with pytest.raises(ProjectError):
        coded.write_segments(ids, tmp_path / "a.txt")
    with pytest.raises(ProjectError):
        coded.write_segments(ids, tmp_path / "nowhere" / "a.csv")
    assert path.read_text(encoding="utf-8") == before
    coded.write_segments(ids[:1], path, force=True)
    assert path.read_text(encoding="utf-8") != before


def test_quotations_to_paste_say_who_speaks(coded: Project) -> None:
    ids = [hit.id for hit in coded.hits()]
    text = coded.quotations(ids)
    assert text.count("« ") >= len(ids)
    assert coded.quotations([]) == ""


def test_what_networks_are_counted_from_has_a_number(coded: Project) -> None:
    before = coded.counted_from()
    coded.add_case("Mme D.")
    after = coded.counted_from()
    assert after > before
    coded.save_network("x", coded.cooccurrence())
    assert coded.counted_from() == after
    coded.undo()
    assert coded.counted_from() == after
