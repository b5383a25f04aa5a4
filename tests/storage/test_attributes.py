"""Documents, speakers and cases as tables: many cells in one step, or none."""

from __future__ import annotations

import pytest

from qualcode.errors import ImportFailure, ProjectError
from qualcode.model.things import Cell, Thing, split_names
from qualcode.project import Project, open_project
from qualcode.project.attributes import same_attribute


def thing(project: Project, owner: str, name: str) -> Thing:
    """A row by its name, read by another connection."""
    with open_project(project.path) as other:
        return next(found for found in other.things(owner) if found.name == name)  # type: ignore[arg-type]  # an owner


def ids(project: Project) -> tuple[int, int]:
    """The two documents."""
    return project.document("entretien-1").id, project.document("notes-1").id


def test_many_cells_are_one_step(project: Project) -> None:
    one, two = ids(project)
    cells = [Cell("document", id_, "attribute", value, "site") for id_, value in ((one, "MDS"), (two, "CAF"))]
    assert project.set_cells(cells) == 2
    assert thing(project, "document", "notes-1").attributes["site"] == "CAF"
    assert project.attribute_names("document")[-1] == "site"
    step = project.undo()
    assert (step.kind, step.detail) == ("attributes", "site (2)")
    assert "site" not in thing(project, "document", "entretien-1").attributes
    project.redo()
    assert thing(project, "document", "entretien-1").attributes["site"] == "MDS"


def test_what_says_the_same_is_no_step(project: Project) -> None:
    one, _two = ids(project)
    project.set_attribute("document", [one], "site", "MDS")
    before = project.next_undo()
    assert project.set_attribute("document", [one], "site", "MDS") == 0
    assert project.next_undo() == before


def test_an_empty_cell_is_no_attribute(project: Project) -> None:
    one, _two = ids(project)
    project.set_attribute("document", [one], "site", "MDS")
    project.set_attribute("document", [one], "site", " ")
    assert "site" not in thing(project, "document", "entretien-1").attributes
    assert "site" not in project.attribute_names("document")


def test_one_cell_that_cannot_be_leaves_all_as_it_was(project: Project) -> None:
    one, two = ids(project)
    for wrong in (
        Cell("document", two, "kind", "roman"),
        Cell("document", two, "name", "entretien-1"),
        Cell("document", two, "name", " "),
        Cell("document", two, "words", "3"),
        Cell("document", 999, "attribute", "x", "site"),
        Cell("document", two, "attribute", "x", " "),
    ):
        with pytest.raises(ProjectError):
            project.set_cells([Cell("document", one, "attribute", "MDS", "site"), wrong])
        assert "site" not in thing(project, "document", "entretien-1").attributes


def test_dates_and_numbers_stay_as_typed(project: Project) -> None:
    one, _two = ids(project)
    for value in ("2019-05", "12/03/2019", "007", "3,50", "[/bold] 😀"):
        project.set_attribute("document", [one], "date", value)
        assert thing(project, "document", "entretien-1").attributes["date"] == value


def test_speakers_are_mended(project: Project) -> None:
    speaker = thing(project, "speaker", "Mme D.")
    assert speaker.fields["document"] == "entretien-1"
    project.set_cells(
        [Cell("speaker", speaker.id, "name", "Mme Delmas"), Cell("speaker", speaker.id, "interviewer", "1")]
    )
    mended = thing(project, "speaker", "Mme Delmas")
    assert (mended.fields["label"], mended.fields["interviewer"]) == ("Mme D.", "1")
    assert project.undo().kind == "speaker"
    project.set_cells([Cell("speaker", speaker.id, "name", "")])
    assert thing(project, "speaker", "Mme D.")


def test_cases_are_linked_made_and_left(project: Project) -> None:
    one, two = ids(project)
    project.new_case("CAF; annexe", "site")
    project.set_cells(
        [Cell("document", one, "cases", "CAF; annexe"), Cell("document", two, "cases", "MDS; mme delmas; MDS")]
    )
    assert thing(project, "document", "entretien-1").fields["cases"] == "CAF; annexe"
    assert thing(project, "document", "notes-1").fields["cases"] == "MDS; mme delmas"
    project.set_cells([Cell("document", two, "cases", "mds")])
    assert thing(project, "document", "notes-1").fields["cases"] == "MDS"
    assert thing(project, "case", "MDS").fields["documents"] == "notes-1"
    project.undo()
    assert thing(project, "document", "notes-1").fields["cases"] == "MDS; mme delmas"
    with pytest.raises(ProjectError):
        project.new_case("MDS")


def test_a_case_is_renamed_sorted_and_deleted_with_its_links(project: Project) -> None:
    one, _two = ids(project)
    case = project.new_case("MDS")
    project.set_cells([Cell("document", one, "cases", "MDS"), Cell("case", case, "kind", "site")])
    project.set_cells([Cell("case", case, "name", "MDS des Tanneries")])
    assert thing(project, "case", "MDS des Tanneries").fields["kind"] == "site"
    assert project.case_losses(case).links == 1
    project.delete_case(case)
    assert thing(project, "document", "entretien-1").fields["cases"] == ""
    project.undo()
    assert thing(project, "document", "entretien-1").fields["cases"] == "MDS des Tanneries"


def test_an_attribute_is_renamed_joined_and_deleted(project: Project) -> None:
    one, two = ids(project)
    project.set_attribute("document", [one], "site", "MDS")
    project.set_attribute("document", [two], "Lieu", "CAF")
    assert project.rename_attribute("document", "Lieu", "site") == 1
    assert project.delete_attribute("document", "site") == 2
    project.undo()
    assert thing(project, "document", "notes-1").attributes["site"] == "CAF"
    project.set_attribute("document", [one], "lieu", "bureau")
    with pytest.raises(ProjectError, match="1 row"):
        project.rename_attribute("document", "lieu", "site")


def test_losses_are_counted(project: Project) -> None:
    one, _two = ids(project)
    project.code(one, 0, 9, "saisie")
    project.add_memo("à revoir", document=one)
    with open_project(project.path, coder="Hugo") as other:
        other.code(one, 0, 9, "non-recours")
    losses = project.document_losses(one)
    assert (losses.codings, losses.others, losses.memos) == (2, 1, 1)


def test_documents_are_grouped_by_what_the_project_knows(project: Project) -> None:
    one, two = ids(project)
    assert project.groupings()[0] == "kind"
    speaker = thing(project, "speaker", "Mme D.")
    case = project.new_case("MDS", "site")
    project.set_cells([Cell("speaker", speaker.id, "cases", "MDS"), Cell("case", case, "attribute", "Nord", "secteur")])
    assert project.groupings() == ["kind", "site"]
    # Whoever speaks in a document brings their case with them.
    assert project.document_groups("site") == {one: ("MDS",)}
    assert project.document_groups("unknown")[two] == ("notes",)
    assert "mds" in project.document_words()[one]


def test_names_of_cases_in_a_cell() -> None:
    known = ["Mme D.", "a; b"]
    assert split_names("mme d; X ;X", known) == ["Mme D.", "X"]
    assert split_names("a; b", known) == ["a; b"]
    assert split_names(" ; ", known) == []
    assert same_attribute("âge", ["Age"]) == "Age"
    assert same_attribute("genre", ["Age"]) == ""


def test_a_table_goes_to_a_file_and_comes_back(project: Project) -> None:
    path = project.path.with_name("table.csv")
    rows = [["nom", "site"], ["entretien-1", "=1+1"], ["notes-1", 'a;b, "c"\nd']]
    project.write_table(path, rows)
    assert "'=1+1" in path.read_text(encoding="utf-8")
    assert project.read_table(path) == rows
    path.write_bytes("nom;âge\nentretien-1;54\n".encode("cp1252"))
    assert project.read_table(path) == [["nom", "âge"], ["entretien-1", "54"]]
    path.write_text("rien")
    with pytest.raises(ImportFailure, match="table"):
        project.read_table(path)
    with pytest.raises(ProjectError):
        project.read_table(path.with_name("absent.csv"))
