"""Codes are counted as a person would count them, whatever was done to the project and in whatever order."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.analysis.code_tally import CodeStatistics
from qualcode.errors import QualcodeError
from qualcode.model.span import Span
from qualcode.project import Project, new_project, open_project

TALK = "Enquêtrice : On y va ?\n{} : Je scanne, je trie. Le sale boulot.\nM. B. : Non, jamais. Je renvoie {} fois.\n"
CODES = ("a", "a/b", "a/b/c", "a/d", "e", "e/f", "g")


def study(folder: Path) -> Project:
    """Three interviews; the same person speaks in the first two, the third has a namesake; notes without speakers."""
    made = new_project(folder / "p.qualcode")
    for n, name in enumerate(("Mme D.", "Mme D.", "R")):
        (folder / f"entretien-{n}.txt").write_text(TALK.format(name, n), encoding="utf-8")
    (folder / "notes.md").write_text("Lundi. File de douze personnes devant la porte.\n", encoding="utf-8")
    made.import_files(sorted(folder.glob("*.txt")) + [folder / "notes.md"])
    for path in CODES:
        made.add_code(path)
    case = made.add_case("Delmas")
    for n in (0, 1):
        speaker = next(s for s in made.speakers(f"entretien-{n}") if s.name == "Mme D.")
        with made.action("case"):
            made.conn.execute("INSERT INTO case_speakers (case_id, speaker_id) VALUES (?, ?)", (case, speaker.id))
    return made


def naive(project: Project) -> Mapping[int, CodeStatistics]:
    """The same counts from the segments, one code after the other."""
    book, found = project.codebook(), {}
    known = project.vocabulary()
    segments = project.query()

    def use(ids: tuple[int, ...]) -> tuple[int, int, int, str]:
        mine = [s for s in segments if s.code_id in ids]
        people = {}
        for one in mine:
            voice = known.voices.get(one.speaker_id or 0)
            if voice and not voice.interviewer:
                alone = f"{voice.name} ({one.document})" if voice.case is None else known.cases[voice.case]
                people[voice.person] = alone
        single = next(iter(people.values())) if len(people) == 1 else ""
        return len(mine), len({one.document_id for one in mine}), len(people), single

    for code in book:
        own, total = use((code,)), use(book.subtree(code))
        found[code] = CodeStatistics(own[0], total[0], own[1], total[1], own[2], total[2], own[3], total[3])
    return found


def anything(project: Project, chance: random.Random) -> None:
    """Something that people do, or try to."""
    book = project.codebook()
    code, d = chance.choice([*book]), chance.choice(project.documents())
    acts: list[Callable[[], object]] = [
        lambda: project.code(
            d.id, s := chance.randrange(d.length - 1), chance.randrange(s + 1, d.length), book.path(code)
        ),
        lambda: project.uncode([chance.choice(project.codings()).id]),
        lambda: project.merge_codes(book.path(code), book.path(chance.choice([*book]))),
        lambda: project.place_codes([code], chance.choice([None, *book])),
        lambda: project.change_code(code, name=chance.choice("hijk")),
        lambda: project.delete_codes([code], chance.choice(["above", "lost"]), lift=chance.random() < 0.5),
        lambda: project.undo(),
        lambda: project.redo(),
        lambda: project.conn.execute("UPDATE turns SET speaker_id = NULL WHERE id = 3"),
        lambda: project.conn.execute("UPDATE speakers SET interviewer = 1 - interviewer WHERE id = 2"),
        lambda: project.delete_document(d.name),
        lambda: project.conn.execute("DELETE FROM case_speakers WHERE speaker_id = 2"),
        lambda: project.conn.execute("UPDATE cases SET name = 'Autre' WHERE id = 1"),
    ]
    weights = [30, 6, 3, 4, 3, 1, 6, 4, 1, 1, 1, 1, 1]
    with suppress(QualcodeError, IndexError):
        chance.choices(acts, weights)[0]()


@settings(max_examples=25)
@given(st.integers(0, 2**32))
def test_counts_follow_whatever_is_done(seed: int) -> None:
    chance = random.Random(seed)
    with (
        tempfile.TemporaryDirectory() as folder,
        study(Path(folder)) as project,
        open_project(project.path) as other,
    ):
        for _step in range(25):
            anything(project, chance)
            if chance.random() < 0.3:
                anything(other, chance)
            if not project.documents() or not project.codebook():
                break
            if chance.random() < 0.4:
                assert dict(project.code_statistics()) == naive(project)
        if project.codebook():
            assert dict(project.code_statistics()) == naive(project)


def test_a_person_with_a_case_is_one_in_two_documents_and_a_document_counts_once_in_a_subtree(tmp_path: Path) -> None:
    with study(tmp_path) as project:
        for name, code in (("entretien-0", "a/b"), ("entretien-1", "a/d"), ("entretien-0", "a/d"), ("notes", "a")):
            text = project.text(name)
            start = text.find("Je scanne") if "Je scanne" in text else 0
            project.code(name, start, start + 9, code)
        counts = {project.codebook().path(code): found for code, found in project.code_statistics().items()}
        assert counts["a"] == CodeStatistics(1, 4, 1, 3, 0, 1, "", "Delmas")
        assert counts["a/d"] == CodeStatistics(2, 2, 2, 2, 1, 1, "Delmas", "Delmas")
        assert counts["a/b/c"] == counts["g"] == CodeStatistics()


def test_people_of_one_name_in_two_documents_are_two_and_a_single_one_is_named_with_the_document(
    tmp_path: Path,
) -> None:
    with study(tmp_path) as project:
        text = project.text("entretien-2")
        start = text.index("Non, jamais")
        project.code("entretien-2", start, start + 5, "g")
        code = project.resolve_code("g").id
        assert project.code_statistics()[code].single == "M. B. (entretien-2)"
        project.code("entretien-1", start, start + 5, "g")
        assert project.code_statistics()[code].single == ""
        assert project.code_statistics()[code].speakers == 2


def test_what_another_connection_counted_is_caught_up(tmp_path: Path) -> None:
    with study(tmp_path) as project:
        project.code("entretien-0", 30, 40, "a/b")
        with open_project(project.path) as other:
            counted = other.count_codes()
        project.code("entretien-1", 30, 40, "a/b")
        project.adopt_counts(counted)
        assert project.codes_are_counted
        assert project.code_statistics()[project.resolve_code("a/b").id].codings == 2


def test_what_is_taken_back_was_never_counted(tmp_path: Path) -> None:
    with study(tmp_path) as project:
        code = project.resolve_code("e").id
        try:
            with project.action("code"):
                project.code_spans([("notes", Span(0, 5))], "e")
                assert project.code_statistics()[code].codings == 1
                raise RuntimeError
        except RuntimeError:
            pass
        assert project.code_statistics()[code].codings == 0
        project.code("notes", 7, 9, "g")
        assert dict(project.code_statistics()) == naive(project)
