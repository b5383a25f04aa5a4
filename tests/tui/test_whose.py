"""One's own codings and those of others; the code used last; the lines and lists around the text."""

from __future__ import annotations

import pytest
from textual.widgets import OptionList, TextArea

from qualcode.project import Project, open_project
from qualcode.tui.palette import Everything
from qualcode.tui.widgets.documents import DocumentList, common_prefix

from .conftest import interview
from .desk import DELMAS, codings, keys, open_document, put_caret, question, screen, status


def by_ada(project: Project, words: str, code: str) -> None:
    """Another coder codes some words."""
    start = project.text(DELMAS).index(words)
    with open_project(project.path, coder="Ada") as other:
        other.code(DELMAS, start, start + len(words), code)


async def test_another_coder_s_coding_is_removed_only_after_a_question(project: Project) -> None:
    by_ada(project, "je renvoie", "territoires")
    async with screen(project) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("x")
        assert question(pilot) == "This coding is Ada's: territoires. Remove it?"
        await pilot.press("n")
        assert len(codings(project)) == 4
        await pilot.press("x", "y")
        await pilot.pause()
        assert len(codings(project)) == 3


async def test_ones_own_coding_comes_first_and_is_marked(project: Project) -> None:
    by_ada(project, "métier", "non-recours")
    async with screen(project) as (pilot, text):
        put_caret(text, project, "métier")
        await pilot.press("x")
        await pilot.pause()
        first, second = (str(o.prompt) for o in pilot.app.screen.query_one(OptionList).options)
        assert "Camille (you)" in first
        assert "Ada" in second
        assert "(you)" not in second
        await pilot.press("enter")
        await pilot.pause()
        assert [path for path, _quote in codings(project)].count("territoires") == 0


async def test_a_memo_goes_to_ones_own_coding_unless_another_s_is_narrower(project: Project) -> None:
    by_ada(project, "métier", "non-recours")
    by_ada(project, "C'est pas mon métier, ça. Moi", "dirty work")
    async with screen(project) as (pilot, text):
        put_caret(text, project, "pas mon")
        await pilot.press("m")
        await pilot.pause()
        assert pilot.app.screen.query(TextArea)
        await pilot.press("escape")
        put_caret(text, project, "métier")
        await pilot.press("m")
        await pilot.pause()
        own, ada, *rest = (str(o.prompt) for o in pilot.app.screen.query_one(OptionList).options)
        assert "territoires" in own
        assert "Ada" in ada
        assert "non-recours" in ada
        assert "the sentence at the caret" in rest[-1]
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("a", "ctrl+s")
        await pilot.pause()
        [memo] = project.memos()
        coding = next(c for c in project.codings(DELMAS) if c.id == memo.coding)
        assert project.codebook().path(coding.code) == "territoires"


async def test_the_last_code_is_that_of_this_session(project: Project) -> None:
    async with screen(project) as (pilot, text):
        put_caret(text, project, "je renvoie")
        await pilot.press("full_stop")
        await pilot.pause()
        assert len(codings(project)) == 3
        assert "No code used yet in this session." in status(pilot)
        assert " . " not in keys(pilot)
        await pilot.press("c", *"renonc", "enter")
        await pilot.pause()
        assert " . renoncement " in keys(pilot)


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100])
async def test_the_key_bar_always_ends_with_help(project: Project, width: int) -> None:
    async with screen(project, (width, 24)) as (pilot, text):
        await pilot.pause()
        assert keys(pilot).rstrip().endswith("? help")


async def test_the_end_of_the_document_is_100_percent(project: Project) -> None:
    async with screen(project) as (pilot, text):
        open_document(pilot, project, "notes-hall")
        await pilot.pause()
        await pilot.press("ctrl+end")
        await pilot.pause()
        assert "100 %" in status(pilot)


@pytest.mark.parametrize(
    ("names", "prefix"),
    [
        (["entretien-01-delmas", "entretien-02-lacaze"], "entretien-"),
        (["entretien-01"], ""),
        (["questionnaire/1", "questionnaire/2"], ""),
        (["a b", "c d"], ""),
        (["notes 1", "notes 1"], "notes "),
    ],
)
def test_what_the_names_of_a_group_share_is_dropped(names: list[str], prefix: str) -> None:
    assert common_prefix(names) == prefix


async def test_the_list_shows_what_differs_and_the_status_line_the_whole_name(project: Project) -> None:
    project.add_drafts([interview("entretien-02-lacaze-as-ccas-de-la-ville")])
    async with screen(project, (140, 40)) as (pilot, text):
        await pilot.press("d")
        await pilot.pause()
        panel, desk = (pilot.app.screen.query_one(part) for part in ("#left", "#middle"))
        assert panel.region.right <= desk.region.x
        shown = pilot.app.screen.query_one(DocumentList)
        assert any(shown.line(at).startswith("▸ 01-delmas") for at in range(len(shown.rows)))
        await pilot.press("down")
        await pilot.pause()
        assert "entretien-02-lacaze-as-ccas-de-la-ville" in status(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert DELMAS in status(pilot)


async def test_palette_entries_need_no_colon(project: Project) -> None:
    async with screen(project) as (pilot, text):
        titles = [title for title, _run, _help in Everything(pilot.app.screen)._commands()]
        assert any(title.startswith("Code › code the selection") for title in titles)


@pytest.mark.parametrize("theme", ["qualcode-dark", "qualcode-light"])
@pytest.mark.parametrize("pressed", [["d"], ["k"], ["c"], ["m"], ["colon"], ["question_mark"], ["slash", "x"], ["u"]])
async def test_every_cell_has_a_ground_of_its_own(project: Project, theme: str, pressed: list[str]) -> None:
    async with screen(project, (160, 45)) as (pilot, text):
        pilot.app.theme = theme
        await pilot.press(*pressed)
        await pilot.pause(0.1)
        for strip in pilot.app.screen._compositor.render_strips():
            for segment in strip:
                if segment.text:
                    assert segment.style is not None
                    assert segment.style.bgcolor is not None, repr(segment.text)
                    assert not segment.style.bgcolor.is_default, repr(segment.text)
