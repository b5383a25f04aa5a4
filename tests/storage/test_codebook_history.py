"""Random histories of a codebook: whatever is done can be undone to the first row and redone to the last."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.errors import QualcodeError
from qualcode.model.text import fold
from qualcode.project import Project, new_project, open_project
from tests.storage.conftest import INTERVIEW, NOTES
from tests.storage.dump import dump

Step = Callable[[Project, Callable[[int], str], list[int]], object]


def _paths(project: Project) -> list[str]:
    return list(project.codebook().paths.values())


def _coding(project: Project, n: int) -> int:
    ids = [coding.id for coding in project.codings()]
    return ids[n % len(ids)] if ids else 0


STEPS: dict[str, Step] = {
    "add": lambda p, code, n: p.add_code(f"{code(n[0])}/n{n[1] % 4}"),
    "root": lambda p, code, n: p.add_code(f"n{n[1] % 4}"),
    "rename": lambda p, code, n: p.rename_code(code(n[0]), f"n{n[1] % 4}"),
    "edit": lambda p, code, n: p.edit_code(code(n[0]), definition=f"d{n[1]}", cues=[f"c{n[2]}"]),
    "move": lambda p, code, n: p.move_code(code(n[0]), code(n[1])),
    "up": lambda p, code, n: p.move_code(code(n[0]), None, before=code(n[1])),
    "merge": lambda p, code, n: p.merge_codes(code(n[0]), code(n[1])),
    "split": lambda p, code, n: p.split_code(code(n[0]), f"s{n[1] % 3}", [_coding(p, n[2])]),
    "delete": lambda p, code, n: p.delete_code(code(n[0]), children="delete", with_codings=True),
    "lift": lambda p, code, n: p.delete_code(code(n[0]), children="lift", move_to=code(n[1])),
    "code": lambda p, code, n: p.code("entretien-1", 40 + 5 * (n[0] % 3), 60 + 5 * (n[1] % 3), code(n[2])),
    "notes": lambda p, code, n: p.code("notes-1", n[0] % 4, 5 + n[1] % 4, code(n[2])),
    "uncode": lambda p, code, n: p.uncode([_coding(p, n[0])]),
    "memo": lambda p, code, n: p.add_memo(f"m{n[0]}", coding=_coding(p, n[1]) or None),
    "remark": lambda p, code, n: p.add_memo(f"r{n[0]}", code=p.resolve_code(code(n[1])).id),
    "document": lambda p, code, n: p.delete_document(("entretien-1", "notes-1")[n[0] % 2]),
    "sql": lambda p, code, n: p.conn.execute(
        "UPDATE codes SET reference = reference || 'x' WHERE id % 2 = ?", (n[0] % 2,)
    ),
}

numbers = st.lists(st.integers(0, 30), min_size=3, max_size=3)


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project file that each random history starts from a copy of."""
    folder = tmp_path_factory.mktemp("seed")
    (folder / "entretien-1.txt").write_text(INTERVIEW, encoding="utf-8")
    (folder / "notes-1.md").write_text(NOTES, encoding="utf-8")
    with new_project(folder / "p.qualcode", coder="Camille") as made:
        made.import_files([folder / "entretien-1.txt", folder / "notes-1.md"])
        for path in ("a/b/c", "a/d", "e/B", "e/d"):
            made.resolve_code(path, create=True)
        for start, code in ((40, "a"), (40, "a/b"), (45, "e/B"), (40, "e/d"), (45, "a/d")):
            made.add_memo(f"sur {code}", coding=made.code("entretien-1", start, 60, code).id)
    return folder / "p.qualcode"


@settings(max_examples=40)
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(STEPS)), numbers), min_size=1, max_size=10))
def test_every_history_can_be_undone_and_redone(seed: Path, steps: list[tuple[str, list[int]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(shutil.copy(seed, Path(folder) / "p.qualcode"))
        with open_project(file, coder="Camille") as project:
            _live_through(project, steps)


def _live_through(project: Project, steps: list[tuple[str, list[int]]]) -> None:
    def code(n: int) -> str:
        known = _paths(project)
        return known[n % len(known)] if known else "nothing"

    moments = [dump(project)]
    for name, given_numbers in steps:
        done = len(project.log())
        try:
            STEPS[name](project, code, given_numbers)
        except QualcodeError:
            assert dump(project) == moments[-1], f"{name} was refused and left something behind"
        assert project.verify() == [], name
        if len(project.log()) > done:
            moments.append(dump(project))
        else:
            # Two raw statements within a millisecond are one step.
            moments[-1] = dump(project)
    for moment in reversed(moments[:-1]):
        project.undo()
        assert dump(project) == moment
    assert project.verify() == []
    for moment in moments[1:]:
        project.redo()
        assert dump(project) == moment
    assert project.verify() == []
    folded = [(c.parent, fold(c.name)) for c in project.codebook().values()]
    assert len(folded) == len(set(folded))
