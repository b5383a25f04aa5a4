"""Work on several codes at once: one step each, foreseen as it then happens, and nothing is lost on the way."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.analysis.palette import PALETTE, suggested
from qualcode.errors import CodebookError, QualcodeError, UnknownName
from qualcode.project import Project, new_project
from qualcode.project.codebook_work import Deletion
from tests.storage.dump import dump


def ids(project: Project, *paths: str) -> list[int]:
    """The ids of codes."""
    return [project.resolve_code(path).id for path in paths]


def paths(project: Project) -> list[str]:
    """The paths of all codes in tree order."""
    return list(project.codebook().paths.values())


def steps(project: Project) -> int:
    """How many steps can be undone."""
    return sum(1 for step in project.log() if step.state == "done")


def test_a_new_code_takes_the_colour_above_it_or_one_that_few_have(project: Project) -> None:
    assert project.resolve_code("dirty work").color == PALETTE[0]
    assert project.resolve_code("dirty work/saisie").color == PALETTE[0]
    assert project.resolve_code("non-recours").color == PALETTE[1]
    project.edit_code("dirty work", color="#123456")
    assert project.add_code("dirty work/tri").color == "#123456"
    assert project.add_code("dirty work/scan", color="#654321").color == "#654321"
    assert suggested(project.codebook(), None) == PALETTE[0]
    assert len(set(PALETTE)) == 24


def test_name_and_texts_change_in_one_step(project: Project) -> None:
    code = ids(project, "non-recours")[0]
    before = steps(project)
    assert project.change_code(code, name="renoncement", definition="Ne pas demander.", cues=["tant pis"]) == (
        *("name", "definition", "cues"),
    )
    assert steps(project) == before + 1
    assert project.resolve_code("renoncement").cues == ("tant pis",)
    assert project.change_code(code, name="renoncement", definition="Ne pas demander.") == ()
    assert steps(project) == before + 1
    with pytest.raises(CodebookError, match="already"):
        project.change_code(code, name="Dirty-Work", definition="autre")
    assert project.resolve_code("renoncement").definition == "Ne pas demander."
    with pytest.raises(UnknownName):
        project.change_code(9_999, name="x")


def test_a_colour_goes_to_a_subtree_in_one_step(project: Project) -> None:
    before = steps(project)
    assert project.color_codes(ids(project, "dirty work"), "#AABBCC", subtree=True) == 3
    assert steps(project) == before + 1
    assert project.color_codes(ids(project, "dirty work"), "#AABBCC") == 0
    with pytest.raises(CodebookError):
        project.color_codes(ids(project, "dirty work"), "red")


def test_codes_are_placed_in_their_order_before_or_last(project: Project) -> None:
    project.add_code("a")
    project.add_code("b")
    before = steps(project)
    project.place_codes(ids(project, "b", "a"), ids(project, "dirty work")[0], ids(project, "dirty work/saisie")[0])
    assert steps(project) == before + 1
    assert paths(project)[:5] == [
        *("dirty work", "dirty work/délégation", "dirty work/b", "dirty work/a", "dirty work/saisie"),
    ]
    project.place_codes(ids(project, "dirty work/délégation"), ids(project, "dirty work")[0])
    assert paths(project)[4] == "dirty work/délégation"
    project.place_codes(ids(project, "dirty work/b"), ids(project, "dirty work")[0], ids(project, "dirty work/b")[0])
    assert paths(project)[1] == "dirty work/b"
    standing = paths(project)
    with pytest.raises(CodebookError):
        project.place_codes(ids(project, "non-recours", "dirty work"), ids(project, "dirty work/a")[0])
    assert paths(project) == standing


def test_codes_are_merged_into_a_new_one_which_a_preview_does_not_make(project: Project) -> None:
    project.code("entretien-1", 60, 70, "dirty work/saisie")
    project.code("entretien-1", 60, 70, "dirty work/délégation")
    before, standing = steps(project), dump(project)
    chosen = ids(project, "dirty work/délégation", "dirty work/saisie")
    foreseen = project.merge_many(chosen, "outils/écrans", create=True, dry_run=True)
    assert dump(project) == standing
    assert [(said.codings, said.duplicates) for said in foreseen] == [(1, 0), (1, 1)]
    assert project.merge_many(chosen, "outils/écrans", create=True) == foreseen
    assert steps(project) == before + 1
    assert [c.code for c in project.codings()] == ids(project, "outils/écrans")
    project.undo()
    assert dump(project) == standing
    with pytest.raises(UnknownName):
        project.merge_many(chosen, "nulle part", dry_run=True)


def test_deleting_gives_codings_to_the_code_above_or_says_what_is_lost(project: Project) -> None:
    for code in ("dirty work", "dirty work/saisie", "dirty work/délégation"):
        project.code("entretien-1", 60, 70, code)
    project.code("entretien-1", 62, 70, "dirty work/saisie")
    project.add_memo("à garder", code=ids(project, "dirty work/saisie")[0])
    chosen = ids(project, "dirty work/saisie", "dirty work/délégation")
    said = project.deletion(chosen, "above")
    assert said == Deletion(
        ("dirty work/délégation", "dirty work/saisie"), moved=3, shared=2, heirs=("dirty work",), lost=0
    )
    lost = project.deletion(ids(project, "dirty work"), "lost")
    assert (lost.lost, lost.memos_lost, len(lost.codes)) == (4, 1, 3)
    assert project.deletion(ids(project, "dirty work"), "lost", lift=True).lifted == 2
    assert "no code above" in project.deletion(ids(project, "dirty work"), "above").refused
    assert project.delete_codes(chosen, "above") == said
    assert len(project.codings()) == 2
    assert project.memos()[0].code == ids(project, "dirty work")[0]
    project.undo()
    with pytest.raises(CodebookError):
        project.delete_codes(ids(project, "dirty work"), "named", ids(project, "dirty work/saisie")[0])
    assert len(project.codings()) == 4


def test_a_lifted_code_must_not_come_to_stand_beside_its_namesake(project: Project) -> None:
    project.add_code("saisie")
    said = project.deletion(ids(project, "dirty work"), "lost", lift=True)
    assert "already" in said.refused
    with pytest.raises(CodebookError):
        project.delete_codes(ids(project, "dirty work"), "lost", lift=True)
    assert project.delete_codes(ids(project, "dirty work", "saisie"), "lost", lift=True).lifted == 2
    assert paths(project) == ["non-recours", "délégation", "saisie"]


def test_segments_of_a_code_come_in_the_order_of_the_text(project: Project) -> None:
    for start in (70, 60):
        project.code("entretien-1", start, start + 5, "non-recours")
    project.code("entretien-1", 60, 65, "dirty work")
    assert [s.start for s in project.code_segments(ids(project, "non-recours")[0])] == [60, 70]


def test_who_made_a_code_is_known(project: Project) -> None:
    assert project.code_author(ids(project, "non-recours")[0]) == "Camille"
    assert project.code_author(9_999) == ""


@settings(max_examples=30)
@given(st.integers(0, 2**32))
def test_what_is_foreseen_is_what_happens_and_undo_brings_all_back(seed: int) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, new_project(Path(folder) / "p.qualcode", coder="Camille") as project:
        (Path(folder) / "t.txt").write_text("Un texte assez long pour y coder.\n", encoding="utf-8")
        project.import_files([Path(folder) / "t.txt"])
        names: list[str] = []
        for n in range(8):
            above = chance.choice(["", *(f"{name}/" for name in names)])
            names.append(f"{above}{chance.choice('abc')}{n}")
            project.add_code(names[-1])
        for _n in range(20):
            start = chance.randrange(4)
            project.code("t", start, start + 2, chance.choice(names))
        chosen = chance.sample([*project.codebook()], chance.randrange(1, 4))
        fate = chance.choice(("above", "named", "lost"))
        heir = chance.choice([*project.codebook()]) if fate == "named" else None
        lift = chance.random() < 0.5
        before, standing = len(project.codings()), dump(project)
        said = project.deletion(chosen, fate, heir, lift=lift)  # type: ignore[arg-type]  # one of the three
        try:
            done = project.delete_codes(chosen, fate, heir, lift=lift)  # type: ignore[arg-type]  # as above
        except QualcodeError:
            assert dump(project) == standing
            return
        assert done == said
        assert len(project.codings()) == before - said.lost - said.shared
        assert not set(said.codes) & set(paths(project))
        project.undo()
        assert dump(project) == standing
