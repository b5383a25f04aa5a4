"""The codebook grows and changes, nothing is lost on the way, and every step can be taken back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from qualcode.errors import CodebookError, UnknownName
from qualcode.interchange.codebook_yaml import load_codebook_file
from qualcode.project import Project, new_project
from tests.conftest import ROOT
from tests.storage.dump import dump

SHIPPED = sorted((ROOT / "codebooks").glob("*.yaml"))


def paths(project: Project) -> list[str]:
    """The paths of all codes in tree order."""
    return list(project.codebook().paths.values())


def on(project: Project, code: str) -> list[tuple[int, int, int]]:
    """The places and coders of the codings of one code."""
    wanted = project.resolve_code(code).id
    return sorted((c.start, c.end, c.coder) for c in project.codings() if c.code == wanted)


def test_a_code_is_added_with_its_fields(project: Project) -> None:
    made = project.add_code(
        "dirty work/tri", definition="Trier le courrier.", color="#AABBCC", cues=["je trie", " le tri "]
    )
    assert (made.name, made.definition, made.color, made.cues) == (
        *("tri", "Trier le courrier.", "#AABBCC"),
        ("je trie", "le tri"),
    )
    assert paths(project)[:4] == ["dirty work", "dirty work/délégation", "dirty work/saisie", "dirty work/tri"]
    project.undo()
    assert "dirty work/tri" not in paths(project)


@pytest.mark.parametrize("name", ["DIRTY WORK", "dirty-work", "Dirty Wórk"])
def test_siblings_differ_by_more_than_case_accents_and_hyphens(project: Project, name: str) -> None:
    with pytest.raises(CodebookError, match="already"):
        project.add_code(name)


@pytest.mark.parametrize(
    ("path", "fields", "said"),
    [
        ("x", {"color": "red"}, "not a colour"),
        ("x", {"colour": "#123456"}, "no field"),
        ("x", {"cues": "a, b"}, "list of texts"),
        ("x", {"cues": ["a", ""]}, "list of texts"),
        ("x", {"cues": 3}, "list of texts"),
        ("x", {"definition": 3}, "must be a text"),
        ("x", {"definition": "a\x1b[0m"}, "control character"),
        ("", {}, "needs a name"),
        (" / ", {}, "needs a name"),
        ("a\x1b[31m", {}, "one line"),
        ("deux\nlignes", {}, "one line"),
        ("x" * 201, {}, "at most"),
    ],
)
def test_what_a_code_cannot_be(project: Project, path: str, fields: dict[str, Any], said: str) -> None:
    before = dump(project)
    with pytest.raises(CodebookError, match=said):
        project.add_code(path, **fields)
    assert dump(project) == before


def test_a_missing_parent_is_named_with_its_neighbours_or_made(project: Project) -> None:
    with pytest.raises(UnknownName) as caught:
        project.add_code("dirty wrk/neuf")
    assert "dirty work" in caught.value.hint
    project.add_code("a/b/c", parents=True)
    assert paths(project)[-3:] == ["a", "a/b", "a/b/c"]
    project.undo()
    assert "a" not in paths(project)


def test_renaming_keeps_codings_and_minds_siblings(project: Project) -> None:
    project.code("notes-1", 0, 5, "saisie")
    project.rename_code("dirty work/saisie", "faire pour \\/ à la place")
    assert "dirty work/faire pour \\/ à la place" in paths(project)
    assert len(on(project, "faire pour \\/ à la place")) == 1
    with pytest.raises(CodebookError, match="already"):
        project.rename_code("faire pour \\/ à la place", "DÉLÉGATION")
    with pytest.raises(CodebookError, match="is a path"):
        project.rename_code("délégation", "non-recours/x")
    project.rename_code("délégation", "Délégation")
    assert "dirty work/Délégation" in paths(project)


def test_editing_to_the_same_is_no_step(project: Project) -> None:
    project.edit_code("saisie", definition="Saisir.")
    steps = len(project.log())
    project.edit_code("saisie", definition="Saisir.")
    assert len(project.log()) == steps
    project.undo()
    assert project.resolve_code("saisie").definition == ""


def test_a_code_moves_with_all_below_it(project: Project) -> None:
    project.move_code("dirty work", "non-recours")
    assert paths(project) == [
        *("non-recours", "non-recours/dirty work", "non-recours/dirty work/délégation"),
        "non-recours/dirty work/saisie",
    ]
    with pytest.raises(CodebookError, match="under itself"):
        project.move_code("non-recours", "non-recours")
    with pytest.raises(CodebookError, match="stands below it"):
        project.move_code("non-recours", "saisie")
    project.undo()
    assert paths(project)[0] == "dirty work"


def test_a_code_moves_before_a_sibling(project: Project) -> None:
    project.move_code("saisie", "dirty work", before="délégation")
    assert paths(project)[:3] == ["dirty work", "dirty work/saisie", "dirty work/délégation"]
    project.move_code("saisie", None, before="dirty work")
    assert paths(project)[0] == "saisie"
    with pytest.raises(CodebookError, match="not among"):
        project.move_code("saisie", None, before="délégation")


def test_merging_moves_codings_memos_and_children(project: Project) -> None:
    project.edit_code("saisie", definition="Saisir.", cues=["je saisis", "le tri"], example="Un exemple.")
    project.edit_code("délégation", definition="Déléguer.", cues=["le tri"])
    project.add_code("saisie/scan")
    project.add_code("délégation/Scan")
    project.add_code("saisie/mots de passe")
    twin = project.code("entretien-1", 40, 60, "saisie")
    kept = project.code("entretien-1", 40, 60, "délégation")
    project.code("entretien-1", 61, 70, "saisie")
    project.code("notes-1", 0, 5, "saisie/scan")
    project.add_memo("sur le jumeau", coding=twin.id)
    project.add_memo("sur celui qui reste", coding=kept.id)
    project.add_memo("sur le code", code=twin.code)
    before = dump(project)
    preview = project.merge_codes("saisie", "délégation", dry_run=True)
    assert dump(project) == before
    done = project.merge_codes("saisie", "délégation")
    assert done == preview
    assert (done.codings, done.duplicates, done.memos) == (3, 1, 1)
    assert (done.filled, done.kept) == (("example", "cues"), ("definition",))
    assert done.moved == (("dirty work/saisie/mots de passe", "dirty work/délégation"),)
    assert [p for p in paths(project) if p.startswith("dirty work/")] == [
        *("dirty work/délégation", "dirty work/délégation/Scan", "dirty work/délégation/mots de passe"),
    ]
    target = project.resolve_code("délégation")
    assert (target.definition, target.example, target.cues) == ("Déléguer.", "Un exemple.", ("le tri", "je saisis"))
    assert [place[:2] for place in on(project, "délégation")] == [(40, 60), (61, 70)]
    assert len(on(project, "Scan")) == 1
    texts = {memo.text: memo for memo in project.memos()}
    assert texts["sur le jumeau"].coding == kept.id == texts["sur celui qui reste"].coding
    assert texts["sur le code"].code == target.id
    said = next(memo for memo in project.memos() if "Saisir." in memo.text)
    assert said.code == target.id
    assert project.verify() == []
    project.undo()
    assert dump(project) == before
    assert project.verify() == []


def test_merging_a_child_with_a_child_of_its_own_name_into_its_parent(project: Project) -> None:
    project.add_code("saisie/saisie")
    project.add_code("saisie/saisie/saisie", definition="la plus basse")
    project.code("notes-1", 0, 5, "dirty work/saisie/saisie")
    project.merge_codes("dirty work/saisie", "dirty work")
    assert paths(project)[:4] == [
        "dirty work",
        "dirty work/délégation",
        "dirty work/saisie",
        "dirty work/saisie/saisie",
    ]
    assert len(on(project, "dirty work/saisie")) == 1
    assert project.verify() == []


def test_merging_refuses_what_has_no_sense(project: Project) -> None:
    with pytest.raises(CodebookError, match="into itself"):
        project.merge_codes("saisie", "dirty work/saisie")
    with pytest.raises(CodebookError, match="stands under"):
        project.merge_codes("dirty work", "saisie")


def test_a_weight_survives_its_twin(project: Project) -> None:
    from qualcode.model.span import Span

    project.code_spans([("notes-1", Span(0, 5))], "saisie", weight=80)
    project.code("notes-1", 0, 5, "délégation")
    project.merge_codes("saisie", "délégation")
    assert [coding.weight for coding in project.codings()] == [80]


def test_two_coders_do_not_fall_together(project: Project) -> None:
    project.code("notes-1", 0, 5, "saisie")
    project.coder = "Bastien"
    project.code("notes-1", 0, 5, "délégation")
    assert project.merge_codes("saisie", "délégation").duplicates == 0
    assert len(on(project, "délégation")) == 2


def test_splitting_off_by_id_and_by_query(project: Project) -> None:
    first = project.code("notes-1", 0, 5, "saisie")
    project.code("entretien-1", 40, 60, "saisie")
    project.code("entretien-1", 40, 60, "délégation")
    made = project.split_code("saisie", "dirty work/scan", [first.id], definition="Scanner.")
    assert (made.name, made.definition, made.color) == ("scan", "Scanner.", project.resolve_code("saisie").color)
    assert [c.id for c in project.codings() if c.code == made.id] == [first.id]
    project.split_code("saisie", "au guichet", where="document:entretien-1")
    assert on(project, "saisie") == []
    assert len(on(project, "au guichet")) == 1
    assert len(on(project, "délégation")) == 1
    with pytest.raises(CodebookError, match="no codings of"):
        project.split_code("saisie", "autre", [first.id])
    with pytest.raises(CodebookError, match="chosen"):
        project.split_code("saisie", "autre", where="document:notes-1")
    with pytest.raises(CodebookError, match="already"):
        project.split_code("scan", "Non recours", [first.id])
    assert "autre" not in paths(project)


def test_deleting_refuses_to_lose_anything(project: Project) -> None:
    project.code("notes-1", 0, 5, "saisie")
    project.code("entretien-1", 0, 5, "saisie")
    project.code("entretien-1", 6, 9, "saisie")
    before = dump(project)
    with pytest.raises(CodebookError) as caught:
        project.delete_code("saisie")
    assert "3 codings" in caught.value.message
    assert "entretien-1 (2), notes-1 (1)" in caught.value.hint
    with pytest.raises(CodebookError, match="under it"):
        project.delete_code("dirty work")
    with pytest.raises(CodebookError, match="3 codings"):
        project.delete_code("dirty work", children="delete")
    with pytest.raises(CodebookError, match="cannot move there"):
        project.delete_code("dirty work", children="delete", move_to="saisie")
    project.add_memo("une remarque", code=project.resolve_code("délégation").id)
    with pytest.raises(CodebookError, match="1 memo"):
        project.delete_code("délégation")
    project.undo()
    assert dump(project) == before


def test_deleting_moves_or_takes_along(project: Project) -> None:
    project.code("notes-1", 0, 5, "saisie")
    project.code("notes-1", 0, 5, "délégation")
    project.code("notes-1", 6, 9, "délégation")
    assert project.delete_code("dirty work", children="delete", move_to="non-recours") == 3
    assert paths(project) == ["non-recours"]
    assert [place[:2] for place in on(project, "non-recours")] == [(0, 5), (6, 9)]
    project.undo()
    assert project.delete_code("dirty work", children="lift") == 0
    assert sorted(paths(project)) == ["délégation", "non-recours", "saisie"]
    assert project.delete_code("saisie", with_codings=True) == 1
    assert len(project.codings()) == 2
    assert project.verify() == []


def test_lifting_minds_the_names_above(project: Project) -> None:
    project.add_code("Délégation")
    with pytest.raises(CodebookError, match="already"):
        project.delete_code("dirty work", children="lift")
    project.add_code("dirty work/dirty work")
    project.merge_codes("dirty work/délégation", "Délégation")
    project.delete_code("dirty work", children="lift")
    assert "dirty work" in paths(project)


def test_counts_of_codings_and_documents(project: Project) -> None:
    project.code("notes-1", 0, 5, "saisie")
    project.code("entretien-1", 0, 5, "saisie")
    project.code("entretien-1", 6, 9, "délégation")
    counts = {
        one.path: (one.level, one.codings, one.codings_total, one.documents, one.documents_total)
        for one in project.codes()
    }
    assert counts["dirty work"] == (1, 0, 3, 0, 2)
    assert counts["dirty work/saisie"] == (2, 2, 2, 2, 2)
    assert counts["non-recours"] == (1, 0, 0, 0, 0)


def test_loading_shows_what_it_would_do_and_is_one_step(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "livre.yaml"
    file.write_text(
        """codes:
  - name: Dirty Work
    definition: Le sale boulot.
    codes:
      - name: delegation
        color: "#112233"
      - name: tri
        definition: Trier.
        codes:
          - name: courrier
            cues: [le courrier]
""",
        encoding="utf-8",
    )
    before = dump(project)
    diff = project.codebook_diff(file)
    assert dump(project) == before
    assert [code.path for code in diff.added] == ["dirty work/tri", "dirty work/tri/courrier"]
    assert {(c.path, c.field, c.old, c.new) for c in diff.changed} == {
        ("dirty work", "name", "dirty work", "Dirty Work"),
        ("dirty work", "definition", "", "Le sale boulot."),
        ("dirty work/délégation", "name", "délégation", "delegation"),
        ("dirty work/délégation", "color", "#d1495b", "#112233"),
    }
    assert diff.only_here == ("dirty work/saisie", "non-recours")
    assert project.load_codebook(file) == diff
    assert paths(project) == [
        *("Dirty Work", "Dirty Work/delegation", "Dirty Work/saisie", "Dirty Work/tri", "Dirty Work/tri/courrier"),
        "non-recours",
    ]
    assert project.resolve_code("courrier").cues == ("le courrier",)
    assert not project.codebook_diff(file)
    assert project.log()[0].kind == "load codebook"
    project.undo()
    assert dump(project) == before


def test_a_file_with_mistakes_loads_nothing(project: Project, tmp_path: Path) -> None:
    good, bad = tmp_path / "bon.yaml", tmp_path / "mauvais.yaml"
    good.write_text("codes:\n  - name: neuf\n    definition: d\n", encoding="utf-8")
    bad.write_text("codes:\n  - name: a\n  - name: A\n    couleur: x\n", encoding="utf-8")
    before = dump(project)
    with pytest.raises(CodebookError) as caught:
        project.load_codebook(good, bad)
    assert "mauvais.yaml has 2 mistakes" in caught.value.message
    assert "line 3:" in caught.value.hint
    assert "line 4:" in caught.value.hint
    assert dump(project) == before


def test_shipped_codebooks_come_back_out_byte_for_byte(tmp_path: Path) -> None:
    assert len(SHIPPED) == 4
    with new_project(tmp_path / "p.qualcode") as project:
        project.load_codebook(*SHIPPED)
        for file in SHIPPED:
            copy = tmp_path / file.name
            shutil.copy(file, copy)
            for root in load_codebook_file(file).codes:
                assert not project.export_codebook(copy, root.name).made
            assert copy.read_bytes() == file.read_bytes()


def test_what_is_exported_loads_into_the_same_codebook(project: Project, tmp_path: Path) -> None:
    project.load_codebook(*SHIPPED)
    project.add_code(
        "dirty work/#étrange : [nom], « oui »", definition="ligne\n\nautre ligne\n  décalée", cues=["null", "a, b"]
    )
    project.export_codebook(tmp_path / "tout.yaml")
    with new_project(tmp_path / "autre.qualcode") as other:
        other.load_codebook(tmp_path / "tout.yaml")
        fields = ("name", "definition", "include", "exclude", "example", "reference", "color", "cues")
        assert paths(other) == paths(project)
        for one, two in zip(project.codebook().values(), other.codebook().values(), strict=True):
            assert [getattr(one, name) for name in fields] == [getattr(two, name) for name in fields]


def test_one_code_is_exported_with_the_codes_above_it(project: Project, tmp_path: Path) -> None:
    project.add_code("saisie/scan", definition="Scanner.")
    project.export_codebook(tmp_path / "saisie.yaml", "saisie")
    names = ["/".join(code.path) for code in load_codebook_file(tmp_path / "saisie.yaml").walk()]
    assert names == ["dirty work", "dirty work/saisie", "dirty work/saisie/scan"]
