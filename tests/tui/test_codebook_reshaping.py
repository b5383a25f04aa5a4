"""Codes are moved, merged, split and deleted, and no coding is lost on the way."""

from __future__ import annotations

from textual.widgets import OptionList

from qualcode.i18n import set_language
from qualcode.project import Project
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.sheets.codebook import CodebookSheet
from qualcode.tui.sheets.codebook.table import CodeTable

from .codebook_desk import actions, at, here, paths, press, rows, said, settle, sheet, table, top
from .desk import DELMAS, codings, question


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


async def test_all_answers_are_seen_at_once_in_french_too(project: Project) -> None:
    set_language("fr")
    try:
        async with sheet(project, (120, 40)) as pilot:
            await at(pilot, project, "dirty work")
            await press(pilot, "x")
            answers = pilot.app.screen.query_one(OptionList)
            assert answers.option_count == 6
            assert answers.virtual_size.height <= answers.size.height
    finally:
        set_language("en")


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
