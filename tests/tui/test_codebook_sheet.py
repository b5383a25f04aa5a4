"""Work on the codebook as its users tell it; what is asserted stands in the project file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, OptionList, TextArea

from qualcode.project import Project, open_project
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.sheets.codebook import CodebookSheet
from qualcode.tui.sheets.codebook.card import CodeCard
from qualcode.tui.sheets.codebook.colors import ColorChoice
from qualcode.tui.sheets.codebook.table import CodeTable
from qualcode.tui.widgets.statusline import StatusLine

from .desk import DELMAS, codings, question, screen


@asynccontextmanager
async def sheet(project: Project, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    """The sheet, opened from the text."""
    async with screen(project, size) as (pilot, _text):
        await pilot.press("K")
        await settle(pilot)
        assert isinstance(pilot.app.screen, CodebookSheet)
        yield pilot


async def settle(pilot: Pilot[None]) -> None:
    """Until all is shown."""
    for _time in range(3):
        await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Keys, and what follows from them."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await settle(pilot)


def top(pilot: Pilot[None]) -> CodebookSheet:
    """The sheet, whatever lies over it."""
    found = next(one for one in pilot.app.screen_stack if isinstance(one, CodebookSheet))
    return found


def table(pilot: Pilot[None]) -> CodeTable:
    """The tree."""
    return top(pilot).table


def put(pilot: Pilot[None], value: str) -> None:
    """A line that has the focus says this, instead of what it said."""
    line = pilot.app.screen.focused
    assert isinstance(line, Input)
    line.value = value


async def at(pilot: Pilot[None], project: Project, path: str) -> None:
    """The cursor on a code."""
    table(pilot).go(project.resolve_code(path).id)
    await settle(pilot)


def paths(project: Project) -> list[str]:
    """The codes in the file, in tree order."""
    with open_project(project.path) as other:
        return list(other.codebook().paths.values())


def here(pilot: Pilot[None], project: Project) -> str:
    """The code under the cursor."""
    return project.codebook().path(table(pilot).code or 0)


def said(pilot: Pilot[None]) -> str:
    """What the status line of the sheet says."""
    return str(top(pilot).query_one(StatusLine).render())


def rows(pilot: Pilot[None]) -> list[str]:
    """The rows of the tree as they are shown."""
    shown = table(pilot)
    return [shown.render_line(y).text.rstrip() for y in range(len(shown.shown.rows))]


def detail(pilot: Pilot[None]) -> str:
    """What stands beside the tree."""
    return str(top(pilot).query_one("#detail-text").render())


def actions(project: Project) -> int:
    """How many steps the history has."""
    with open_project(project.path) as other:
        return sum(1 for step in other.log() if step.state == "done")


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


async def test_codes_are_cut_and_pasted_below_another_in_one_step(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "dirty work/délégation")
        await press(pilot, "space", "space")
        before = actions(project)
        await press(pilot, "d")
        assert "✂ 2" in said(pilot)
        await at(pilot, project, "territoires")
        await press(pilot, "p")
        assert paths(project)[-3:] == ["territoires", "territoires/délégation", "territoires/mots de passe"]
        assert "1 coding came along" in said(pilot)
        assert actions(project) == before + 1
        assert not top(pilot).kept.cut
        await at(pilot, project, "territoires/délégation")
        await press(pilot, "d")
        await at(pilot, project, "dirty work")
        await press(pilot, "P")
        assert paths(project)[:2] == ["dirty work", "délégation"]


async def test_what_cannot_be_pasted_stays_taken(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "dirty work")
        await press(pilot, "d")
        await at(pilot, project, "dirty work/délégation")
        before = paths(project)
        await press(pilot, "p")
        assert paths(project) == before
        assert len(top(pilot).kept.cut) == 1
        await press(pilot, "escape")
        assert not top(pilot).kept.cut
        assert isinstance(pilot.app.screen, CodebookSheet)


async def test_alt_and_arrows_move_a_code(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "dirty work/délégation")
        await press(pilot, "alt+down")
        assert paths(project)[:3] == ["dirty work", "dirty work/mots de passe", "dirty work/délégation"]
        await press(pilot, "alt+right")
        assert "dirty work/mots de passe/délégation" in paths(project)
        await press(pilot, "alt+left")
        assert paths(project)[:3] == ["dirty work", "dirty work/mots de passe", "dirty work/délégation"]
        await press(pilot, "alt+up")
        assert paths(project)[1] == "dirty work/délégation"
        await press(pilot, "alt+left")
        assert paths(project)[:3] == ["dirty work", "dirty work/mots de passe", "délégation"]


async def test_a_code_is_dragged_onto_another(project: Project) -> None:
    async with sheet(project) as pilot:
        names = [project.codebook().path(row.code) for row in table(pilot).shown.rows]
        source, onto = names.index("territoires"), names.index("non-recours")
        await pilot.mouse_down(CodeTable, offset=(10, source))
        await pilot.hover(CodeTable, offset=(12, onto))
        assert "territoires" in said(pilot)
        assert "→" in rows(pilot)[onto]
        await pilot.mouse_up(CodeTable, offset=(12, onto))
        await settle(pilot)
        assert "non-recours/territoires" in paths(project)


async def test_merging_shows_what_becomes_of_the_codings_first(project: Project) -> None:
    text = project.text(DELMAS)
    start = text.index("On fait les mots de passe")
    project.code(DELMAS, start, start + len("On fait les mots de passe"), "territoires")
    async with sheet(project) as pilot:
        await at(pilot, project, "dirty work")
        await press(pilot, "m", *"territoires", "enter")
        assert "1 coding moves, 1 is already there: it is kept once." in question(pilot)
        assert "dirty work" in paths(project)
        await press(pilot, "y")
        assert paths(project)[0] == "non-recours"
        assert "territoires/délégation" in paths(project)
        assert here(pilot, project) == "territoires"
        assert "1 coding moved, 1 was already there" in said(pilot)
        await press(pilot, "u")
        assert "dirty work/délégation" in paths(project)


async def test_several_codes_are_merged_into_a_new_one_in_one_step(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "dirty work/délégation")
        await press(pilot, "space", "space")
        before = actions(project)
        await press(pilot, "m", *"outils", "ctrl+n")
        assert isinstance(pilot.app.screen, Confirm)
        assert "outils" not in paths(project)
        await press(pilot, "y")
        assert "outils" in paths(project)
        assert "dirty work/délégation" not in paths(project)
        assert actions(project) == before + 1
        assert ("outils", "On fait les mots de passe, surtout.") in codings(project)


async def test_some_codings_are_split_off(project: Project) -> None:
    for words in ("je renvoie", "Jamais", "il y a trop de monde"):
        start = project.text(DELMAS).index(words)
        project.code(DELMAS, start, start + len(words), "non-recours")
    async with sheet(project) as pilot:
        await at(pilot, project, "non-recours")
        await press(pilot, "s", "down", "space")
        await press(pilot, "tab", *"renvoyer", "ctrl+s")
        split = [(path, words) for path, words in codings(project) if path in ("renvoyer", "non-recours")]
        assert split == [
            ("non-recours", "Jamais"),
            ("renvoyer", "je renvoie"),
            ("non-recours", "il y a trop de monde"),
        ]
        assert here(pilot, project) == "renvoyer"
        assert "1 coding; 2 codings in" in said(pilot)


async def test_a_query_narrows_what_is_split_off(project: Project) -> None:
    for words in ("je renvoie", "Jamais", "il y a trop de monde"):
        start = project.text(DELMAS).index(words)
        project.code(DELMAS, start, start + len(words), "non-recours")
    async with sheet(project) as pilot:
        await at(pilot, project, "non-recours")
        await press(pilot, "s", "shift+tab", *"jamais OR monde", "enter", "a")
        await press(pilot, "tab", *"dur", "enter")
        assert ("dur", "Jamais") in codings(project)
        assert ("dur", "il y a trop de monde") in codings(project)
        assert ("non-recours", "je renvoie") in codings(project)


async def test_an_unused_code_is_deleted_after_a_question(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "non-recours/renoncement")
        await press(pilot, "x")
        assert "No coding is touched." in question(pilot)
        await press(pilot, "n")
        assert "non-recours/renoncement" in paths(project)
        await press(pilot, "delete", "y")
        assert "non-recours/renoncement" not in paths(project)
        await press(pilot, "u")
        assert here(pilot, project) == "non-recours/renoncement"


async def test_codings_of_a_deleted_code_go_to_the_one_above(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "dirty work/mots de passe")
        await press(pilot, "x")
        assert "To dirty work: 1 coding moves." in str(pilot.app.screen.query_one("#effect").render())
        await press(pilot, "enter")
        assert ("dirty work", "On fait les mots de passe, surtout.") in codings(project)
        assert "dirty work/mots de passe" not in paths(project)
        assert "To dirty work: 1 coding moved." in said(pilot)


async def test_no_coding_is_lost_without_a_second_question(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "dirty work")
        await press(pilot, "x")
        answers = pilot.app.screen.query_one(OptionList)
        assert answers.option_count == 6
        await press(pilot, "end")
        assert "2 codings are deleted with it" in str(pilot.app.screen.query_one("#effect").render())
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Confirm)
        assert len(codings(project)) == 3
        await press(pilot, "y")
        assert [path for path, _quote in codings(project)] == ["territoires"]
        await press(pilot, "u")
        assert len(codings(project)) == 3


async def test_a_top_code_with_codings_cannot_give_them_to_a_code_above(project: Project) -> None:
    async with sheet(project) as pilot:
        await at(pilot, project, "territoires")
        await press(pilot, "x")
        await press(pilot, "up", "up")
        await press(pilot, "home")
        assert "has no code above it" in str(pilot.app.screen.query_one("#effect").render())
        await press(pilot, "enter")
        assert "territoires" in paths(project)
        await press(pilot, "down", "enter", *"renonc", "enter", "y")
        assert ("non-recours/renoncement", "C'est pas mon métier, ça.") in codings(project)
        assert "territoires" not in paths(project)


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
        await press(pilot, "L")
        put(pilot, str(file))
        await press(pilot, "enter")
        assert "+ non-recours/abandon" in question(pilot)
        assert "non-recours/abandon" not in paths(project)
        await press(pilot, "y")
        assert "non-recours/abandon" in paths(project)
        file.write_text("codes: [", encoding="utf-8")
        await press(pilot, "L")
        put(pilot, str(file))
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, CodebookSheet)


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
