"""Work on the codebook as its users tell it; what is asserted stands in the project file."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import Input, TextArea

from qualcode.project import Project, open_project
from qualcode.tui.screens.asking_path import meant
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.sheets.codebook import CodebookSheet
from qualcode.tui.sheets.codebook.card import CodeCard
from qualcode.tui.sheets.codebook.colors import ColorChoice

from .codebook_desk import actions, at, detail, here, paths, press, put, rows, said, settle, sheet, table, top
from .desk import DELMAS, question, screen


async def test_the_tree_shows_codes_with_their_counts_and_marks_a_single_speaker(project: Project) -> None:
    async with sheet(project) as pilot:
        shown = rows(pilot)
        assert [line.split()[1 if "▾" not in line else 2] for line in shown][:2] == ["dirty", "délégation"]
        assert "dirty work¹" in shown[0]
        assert shown[0].split()[-4:] == ["1", "2", "1", "1"]
        assert "renoncement¹" not in "\n".join(shown)
        assert "One single speaker carries this code: Mme D. (entretien-01-delmas)." in detail(pilot)
        assert "1 coding · 1 document · 1 speaker" in detail(pilot)
        assert "With the codes below: 2 codings" in detail(pilot)


async def test_the_sheet_opens_on_the_code_that_one_is_at(project: Project) -> None:
    async with screen(project) as (pilot, text):
        text.place_caret(project.text(DELMAS).index("C'est pas mon métier"))
        await pilot.press("K")
        await settle(pilot)
        assert here(pilot, project) == "territoires"


async def test_a_child_is_added_where_it_will_stand_and_takes_the_colour_above(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "dirty work")
        before = actions(project)
        await press(pilot, "a", *"usure", "enter")
        assert "dirty work/usure" in paths(project)
        assert project.resolve_code("dirty work/usure").color == "#8c6d5c"
        assert here(pilot, project) == "dirty work/usure"
        assert actions(project) == before + 1
        await press(pilot, "u")
        assert "dirty work/usure" not in paths(project)
        await press(pilot, "r")
        assert here(pilot, project) == "dirty work/usure"


async def test_a_sibling_stands_behind_and_a_path_makes_two_levels_at_once(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "dirty work/délégation")
        await press(pilot, "A", *"tri", "enter")
        assert paths(project)[:4] == [
            "dirty work",
            "dirty work/délégation",
            "dirty work/tri",
            "dirty work/mots de passe",
        ]
        before = actions(project)
        await press(pilot, "A", *"accueil", "slash", *"refus", "enter")
        assert "dirty work/accueil/refus" in paths(project)
        await press(pilot, "u")
        assert actions(project) == before
        assert "dirty work/accueil" not in paths(project)


async def test_a_name_that_is_taken_is_refused_and_stays_in_the_line(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "dirty work")
        before = paths(project)
        await press(pilot, "a", *"Delegation", "enter")
        assert paths(project) == before
        line = top(pilot).query_one("#name", Input)
        assert line.has_focus
        assert line.value == "Delegation"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CodebookSheet)
        assert table(pilot).has_focus
        assert len(table(pilot).shown.rows) == 6


async def test_a_code_is_renamed_where_it_stands(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "territoires")
        await press(pilot, "f2", "end", "space", "slash", *"pro", "enter")
        assert "territoires \\/pro" in paths(project)
        await press(pilot, "R")
        put(pilot, "métiers[/bold]😀")
        await press(pilot, "enter")
        assert project.codebook()[table(pilot).code or 0].name == "métiers[/bold]😀"
        assert "métiers[/bold]😀" in "\n".join(rows(pilot))


async def test_all_texts_of_a_code_are_saved_in_one_step(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "territoires")
        before = actions(project)
        await press(pilot, "e")
        card = pilot.app.screen
        assert isinstance(card, CodeCard)
        card.query_one("#field-definition", TextArea).text = "Qui fait quoi.\nEt où."
        card.query_one("#field-cues", TextArea).text = "mon métier\n\n pas à moi \n"
        await press(pilot, "tab", "tab", *"Nuit et jour")
        await press(pilot, "ctrl+s")
        with open_project(project.path) as other:
            code = other.resolve_code("territoires")
        assert (code.definition, code.exclude) == ("Qui fait quoi.\nEt où.", "Nuit et jour")
        assert code.cues == ("mon métier", "pas à moi")
        assert actions(project) == before + 1
        assert "Qui fait quoi." in detail(pilot)


async def test_a_card_that_was_changed_is_not_left_without_a_question(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "territoires")
        await press(pilot, "enter", "x", "escape")
        assert isinstance(pilot.app.screen, CodeCard)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CodebookSheet)
        assert project.resolve_code("territoires").definition == "Ce que dit ce code."
        await press(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, CodebookSheet)


async def test_a_card_whose_name_is_taken_stays_open_with_all_that_was_typed(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "territoires")
        await press(pilot, "e")
        card = pilot.app.screen
        card.query_one("#field-name", Input).value = "Non recours"
        card.query_one("#field-example", TextArea).text = "« ça »"
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, CodeCard)
        assert "already" in str(card.query_one("#card-warning").render())
        card.query_one("#field-name", Input).value = "non-recours bis"
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert project.resolve_code("non-recours bis").example == "« ça »"


async def test_a_colour_is_chosen_with_the_arrows_for_the_codes_below_too(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "dirty work")
        before = actions(project)
        await press(pilot, "c", "right", "down", "tab", "enter")
        colors = {code.color for code in project.codebook().values() if project.codebook().path(code.id)[:5] == "dirty"}
        assert len(colors) == 1
        assert colors != {"#8c6d5c"}
        assert actions(project) == before + 1
        await press(pilot, "c", *"#12zz", "enter")
        assert isinstance(pilot.app.screen, ColorChoice)
        put(pilot, "#12AB34")
        await press(pilot, "enter")
        assert project.resolve_code("dirty work").color == "#12ab34"
        assert project.resolve_code("dirty work/délégation").color != "#12ab34"


async def test_searching_goes_from_one_to_the_next_and_opens_branches(project: Project) -> None:
    project.edit_code("territoires", definition="Qui délègue à qui.")
    async with sheet(project) as pilot:
        await at(pilot, project, "dirty work")
        await press(pilot, "left")
        assert len(table(pilot).shown.rows) == 4
        await press(pilot, "slash", *"non", "enter")
        assert here(pilot, project) == "non-recours"
        await press(pilot, "slash", *"deleg", "enter")
        assert here(pilot, project) == "dirty work/délégation"
        await press(pilot, "slash", *"a qui", "enter")
        assert here(pilot, project) == "territoires"
        await press(pilot, "slash", *"r", "enter", "n")
        first = here(pilot, project)
        await press(pilot, "N")
        assert here(pilot, project) != first
        await press(pilot, "escape")
        assert not top(pilot).hits


async def test_a_search_that_finds_nothing_leaves_everything_as_it_was(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "dirty work")
        await press(pilot, "left")
        shown = len(table(pilot).shown.rows)
        await press(pilot, "slash", *"del")
        assert len(table(pilot).shown.rows) > shown
        await press(pilot, *"zz", "enter")
        assert here(pilot, project) == "dirty work"
        assert len(table(pilot).shown.rows) == shown


async def test_one_can_search_before_the_sheet_is_painted(project: Project) -> None:
    async with screen(project) as (pilot, _text):
        for key in ("K", "slash", *"deleg"):
            pilot.app.post_message(Key(key, "/" if key == "slash" else key))
        await pilot.pause()
        await pilot.pause()
        assert here(pilot, project) == "dirty work/délégation"


async def test_codes_are_sorted_by_name_and_by_use_and_it_is_remembered(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "territoires")
        await press(pilot, "S")
        shown = [project.codebook().path(row.code) for row in table(pilot).shown.rows if row.depth == 0]
        assert shown == sorted(shown)
        await press(pilot, "S")
        shown = [project.codebook().path(row.code) for row in table(pilot).shown.rows]
        assert shown[:3] == ["dirty work", "dirty work/mots de passe", "dirty work/délégation"]
        assert here(pilot, project) == "territoires"
        await press(pilot, "alt+up")
        assert "S shows their own order" in said(pilot)
        await press(pilot, "escape")
        await press(pilot, "K")
        assert top(pilot).sorting == "count"


async def test_branches_open_and_close_by_level(project: Project) -> None:
    project.add_code("dirty work/délégation/au collègue")
    async with sheet(project) as pilot:
        await press(pilot, "minus", "minus")
        assert len(table(pilot).shown.rows) == 3
        await press(pilot, "plus")
        assert len(table(pilot).shown.rows) == 6
        await press(pilot, "plus")
        assert len(table(pilot).shown.rows) == 7
        await press(pilot, "home", "left", "right", "right")
        assert here(pilot, project) == "dirty work/délégation"


async def test_the_codebook_is_exported_and_loaded_after_a_preview(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "livre.yaml"
    async with sheet(project) as pilot:
        await press(pilot, "E")
        put(pilot, str(file))
        await press(pilot, "enter")
        assert "renoncement" in file.read_text(encoding="utf-8")
        assert "Wrote 6 codes" in said(pilot)
        file.write_text(file.read_text(encoding="utf-8").replace("renoncement", "abandon"), encoding="utf-8")
        await press(pilot, "L", "end", "enter")
        put(pilot, str(file))
        await press(pilot, "enter")
        assert "+ non-recours/abandon" in question(pilot)
        assert "non-recours/abandon" not in paths(project)
        await press(pilot, "y")
        assert "non-recours/abandon" in paths(project)
        file.write_text("codes: [", encoding="utf-8")
        await press(pilot, "L", "end", "enter")
        put(pilot, str(file))
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, CodebookSheet)


async def test_a_codebook_of_the_field_is_loaded_without_looking_for_its_file(project: Project) -> None:
    async with sheet(project) as pilot:
        await press(pilot, "L", "1")
        assert "+ dirty work/souillure" in question(pilot)
        await press(pilot, "y")
        assert "dirty work/souillure/souillure morale" in paths(project)


async def test_a_path_can_be_begun_anew_and_mended(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "livres"
    folder.mkdir()
    (folder / "livre.yaml").write_text("codes:\n  - name: attente\n", encoding="utf-8")
    async with sheet(project) as pilot:
        await press(pilot, "L", "end", "enter", *str(folder), "enter")
        assert "There is no such file." in str(pilot.app.screen.query_one("#complaint").render())
        await press(pilot, *"/li", "tab", "enter")
        assert "+ attente" in question(pilot)
        await press(pilot, "y")
        assert "attente" in paths(project)


@pytest.mark.parametrize(("typed", "path"), [("/a/b//c", "/c"), ("/a/~/c", "~/c"), ("/a/b", "/a/b"), (" ~/b ", "~/b")])
def test_what_is_meant_by_a_path(typed: str, path: str) -> None:
    assert meant(typed) == path


async def test_a_code_is_pinned_and_its_memo_is_written(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "territoires")
        await press(pilot, "3")
        assert any("territoires" in line and " 3" in line for line in rows(pilot))
        await press(pilot, "M", *"à relire", "ctrl+s")
        assert [memo.text for memo in project.memos()] == ["à relire"]
        assert "à relire" in detail(pilot)


async def test_it_works_in_eighty_columns_where_the_detail_takes_the_place_of_the_tree(project: Project) -> None:
    async with sheet(project, (80, 24)) as pilot:
        await at(pilot, project, "territoires")
        assert not top(pilot).query_one("#detail").display
        await press(pilot, "tab")
        assert top(pilot).query_one("#detail").display
        assert "Ce que dit ce code." in detail(pilot)
        await press(pilot, "escape")
        assert table(pilot).has_focus
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CodingScreen)


async def test_an_empty_codebook_says_how_to_begin(project: Project) -> None:
    for path in list(project.codebook().paths.values())[::-1]:
        project.delete_code(path, with_codings=True)
    async with sheet(project) as pilot:
        assert top(pilot).query_one("#no-codes").display
        await press(pilot, *"xmcdpsRfMeS", "space", "plus", "left")
        assert isinstance(pilot.app.screen, CodebookSheet)
        await press(pilot, "a", *"premier", "enter")
        assert paths(project) == ["premier"]


async def test_names_from_outside_are_text(project: Project) -> None:
    hostile = "[red]" + "long " * 30 + "[/bold]\u200f😀"
    project.add_code(f"dirty work/{hostile.replace('/', chr(92) + '/')}", definition="[@click=app.bell]x[/]")
    async with sheet(project) as pilot:
        await press(pilot, "down", "down", "down")
        assert "[@click=app.bell]x[/]" in detail(pilot)
        assert all(len(line) <= 120 for line in rows(pilot))
        await press(pilot, "x")
        assert "[red]" in question(pilot)


async def test_what_another_program_did_shows_and_the_cursor_stays(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "non-recours/renoncement")
        with open_project(project.path) as other:
            other.add_code("accueil")
            other.delete_code("territoires", with_codings=True)
        top(pilot).look_around()
        await settle(pilot)
        assert "accueil" in "\n".join(rows(pilot))
        assert "territoires" not in "\n".join(rows(pilot))
        assert here(pilot, project) == "non-recours/renoncement"


async def test_a_name_is_written_on_while_another_program_works(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "non-recours")
        await press(pilot, "a", *"abs")
        with open_project(project.path) as other:
            other.add_code("accueil")
        top(pilot).look_around()
        await settle(pilot)
        await press(pilot, *"tention", "enter")
        assert here(pilot, project) == "non-recours/abstention"
        assert "accueil" in "\n".join(rows(pilot))


async def test_a_code_that_another_program_deleted_is_no_trouble_for_its_card(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "territoires")
        await press(pilot, "e", "x")
        with open_project(project.path) as other:
            other.delete_code("territoires", with_codings=True)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, CodeCard)
        assert "no longer there" in str(pilot.app.screen.query_one("#card-warning").render())
