"""Coding the hits of a search together; what is asserted stands in the project file."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import Input

from qualcode.project import Project, open_project
from qualcode.tui.sheets.hits.sheet import HitsSheet
from qualcode.tui.widgets.rows import Rows

from .conftest import notes
from .desk import DELMAS, put_caret, screen


def sheet(pilot: Pilot[None]) -> HitsSheet:
    """The sheet, open."""
    assert isinstance(pilot.app.screen, HitsSheet)
    return pilot.app.screen


def title(pilot: Pilot[None]) -> str:
    """What stands above the list."""
    return str(sheet(pilot).query_one("#sheet-title").render())


def lines(pilot: Pilot[None]) -> list[str]:
    """What is seen of the list."""
    rows = sheet(pilot).query_one("#hits", Rows)
    return [rows.render_line(y).text.rstrip() for y in range(rows.size.height)]


async def settled(pilot: Pilot[None]) -> None:
    """Once what runs beside the screen is done."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


async def search(pilot: Pilot[None], words: str) -> None:
    """A search in the text, then the sheet."""
    await pilot.press("slash", *words, "enter", "H")
    await pilot.pause()
    await pilot.pause()


def with_code(project: Project, path: str) -> list[str]:
    """The passages that carry a code, in all documents."""
    with open_project(project.path) as other:
        code = other.resolve_code(path).id
        return [coding.quote for coding in other.codings() if coding.code == code]


async def test_the_hits_that_are_ticked_are_coded_in_one_step(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await search(pilot, "temps")
        assert title(pilot).startswith("Hits   1 passage · 1 ticked")
        await pilot.press("slash", *["backspace"] * 5, *"monde ; renvoie ; prend", "enter")
        await pilot.pause()
        assert "3 passages · 3 ticked" in title(pilot)
        await pilot.press("space", "enter", *"deleg", "enter")
        await pilot.pause()
        coded = ["Et ça vous prend du temps ?", "Mais je renvoie vers l'association, quand il y a trop de monde."]
        assert with_code(project, "délégation") == coded
        assert "3 passages · 0 ticked · 2 coded already" in title(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert with_code(project, "délégation") == []


async def test_what_is_coded_already_is_marked_and_left_out_until_all_is_ticked(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await search(pilot, "mots de passe")
        assert "1 passage · 0 ticked · 1 coded already" in title(pilot)
        first = lines(pilot)[0]
        assert "☐" in first
        assert "✓ ■ mots de passe" in first
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HitsSheet)
        await pilot.press("a", "enter", *"renonc", "enter")
        await pilot.pause()
        assert with_code(project, "renoncement") == ["On fait les mots de passe, surtout."]
        assert "1 passage · 0 ticked · 1 coded already" in title(pilot)


async def test_for_a_code_only_what_has_that_code_is_left_out(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await search(pilot, "mots de passe")
        await pilot.press("c", *"renonc", "enter")
        await pilot.pause()
        assert "1 ticked" in title(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert with_code(project, "renoncement") == ["On fait les mots de passe, surtout."]
        assert "0 ticked · 1 coded already" in title(pilot)


async def test_in_all_documents_with_larger_passages(project: Project) -> None:
    project.add_drafts([notes("carnet", "Encore du monde ce matin. On ferme.\n\nPersonne, puis du monde.")])
    async with screen(project) as (pilot, text):
        await search(pilot, "du monde")
        assert len(sheet(pilot)._shelf.hits) == 1
        await pilot.press("d")
        await settled(pilot)
        assert [hit.name for hit in sheet(pilot)._shelf.hits] == [DELMAS, "carnet", "carnet"]
        assert "carnet · paragraph 1" in "\n".join(lines(pilot))
        await pilot.press("s")
        await pilot.pause()
        await pilot.press("enter", *"territ", "enter")
        await pilot.pause()
        assert "Encore du monde ce matin. On ferme." in with_code(project, "territoires")


async def test_the_words_selected_are_searched_and_a_hit_is_gone_to(project: Project) -> None:
    async with screen(project) as (pilot, text):
        start = put_caret(text, project, "usager")
        text.place_caret(start + len("usager"), anchor=start)
        await pilot.press("H")
        await pilot.pause()
        await pilot.pause()
        assert sheet(pilot).query_one("#words", Input).value == "usager"
        # Other words can be typed in their place; letters are no keys yet.
        assert sheet(pilot).query_one("#words").has_focus
        await pilot.press(*"monde", "enter")
        await pilot.pause()
        assert title(pilot).startswith("Hits   2 passages")
        await pilot.press("slash", *"usager", "enter", "s", "s", "s", "g")
        await pilot.pause()
        await pilot.pause()
        assert project.text(DELMAS)[text.selection.start : text.selection.end] == "usager"


async def test_the_cues_of_a_code_are_searched_for_that_code(project: Project) -> None:
    project.edit_code("dirty work/délégation", cues=["je renvoie", "scanner des papiers"])
    async with screen(project) as (pilot, text):
        await pilot.press("H")
        await pilot.pause()
        await pilot.press("escape", "escape")
        await pilot.pause()
        put_caret(text, project, "Jamais")
        await pilot.press("H")
        await pilot.pause()
        sheet(pilot).query_one("#hits").focus()
        await pilot.press("k", *"deleg", "enter")
        await pilot.pause()
        assert sheet(pilot).query_one("#words", Input).value == "je renvoie ; scanner des papiers"
        assert "2 passages · 2 ticked" in title(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert len(with_code(project, "délégation")) == 2


async def test_words_are_found_in_any_form(project: Project) -> None:
    async with screen(project) as (pilot, text):
        await search(pilot, "refuser")
        assert "0 passages" in title(pilot)
        await pilot.press("l", "l")
        await settled(pilot)
        assert [
            hit.excerpt[w.start - hit.shown : w.end - hit.shown] for hit in sheet(pilot)._shelf.hits for w in hit.words
        ] == ["refusez"]


async def test_a_name_like_markup_and_a_document_that_goes(project: Project) -> None:
    [gone] = project.add_drafts([notes("[/bold] 😀", "Du monde [link] partout.")])
    async with screen(project) as (pilot, text):
        await search(pilot, "monde")
        await pilot.press("d")
        await settled(pilot)
        assert any("[/bold] 😀" in line for line in lines(pilot))
        with open_project(project.path, coder="Bastien") as other:
            other.delete_document(gone)
        sheet(pilot).look_around()
        await settled(pilot)
        assert all(hit.document != gone for hit in sheet(pilot)._shelf.hits)


async def test_thousands_of_hits_are_coded_at_once_on_a_small_screen(project: Project) -> None:
    project.add_drafts([notes("attente", " ".join(f"Il attend au guichet {n}." for n in range(3000)))])
    async with screen(project, (80, 24)) as (pilot, text):
        await search(pilot, "guichet")
        await pilot.press("d")
        await settled(pilot)
        assert len(sheet(pilot)._shelf.hits) == 3001
        await pilot.press("end", "pageup")
        await pilot.press("enter", *"attente", "enter")
        await pilot.pause()
        assert len(with_code(project, "attente")) == 3001
        await pilot.press("u")
        await pilot.pause()
        assert project.codebook().find("attente") is None
    assert not project.verify()


async def test_who_speaks_is_read_beside_a_long_name(project: Project) -> None:
    long = "entretien-11-" + "tres-" * 15 + "long"
    project.add_drafts([notes(long, "Le monde attend. " * 40 + "La serpillière, c'est pour qui ?")])
    async with screen(project, (120, 40)) as (pilot, _text):
        await pilot.press("H", *"serpilli", "enter")
        await pilot.pause()
        assert "“serpilli” is not in this document; d searches in all." in sheet(pilot).said
        await pilot.press("d")
        await pilot.pause()
        head, words = (" ".join(line.split()) for line in lines(pilot)[:2])
        assert head.startswith("▎ ☑ entretien-11-tres-")
        assert head.endswith("… · paragraph 1")
        assert "serpillière, c'est pour qui ?" in words
