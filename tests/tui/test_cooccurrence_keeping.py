"""Networks written to files, analysed, renamed and held against now, as users of the map tell it."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from qualcode.project import Project, open_project
from qualcode.tui.screens.asking_path import AskPath
from qualcode.tui.sheets.cooccurrence.changes import Changes
from qualcode.tui.sheets.cooccurrence.saved import SavedNetworks
from qualcode.tui.sheets.cooccurrence.sheet import CooccurrenceSheet

from .desk import DELMAS, question, screen, settled
from .test_cooccurrence_asking import board, opened, said

HOSTILE = "=cmd()[red]\N{WAVING HAND SIGN}<b>"


@pytest.fixture
def study(project: Project) -> Project:
    """Two pairs of codes that have nothing to do with each other; one name looks like a formula and like markup."""
    text = project.text(DELMAS)
    for words, codes in (
        ("scanner des papiers", ("territoires", HOSTILE)),
        ("récupérer des codes", ("territoires", HOSTILE)),
        ("je renvoie vers", ("seul/un", "seul/deux")),
    ):
        start = text.index(words)
        for code in codes:
            project.code(DELMAS, start, start + len(words), code, create=True)
    return project


async def written(pilot: Pilot[None], target: Path, *keys: str) -> None:
    """The network in a file."""
    await pilot.press("e")
    await pilot.pause()
    assert isinstance(pilot.app.screen, AskPath)
    pilot.app.screen.query_one(Input).value = str(target)
    await pilot.press("enter")
    await pilot.pause()
    await pilot.press(*keys)
    await settled(pilot)


async def saved(pilot: Pilot[None], key: str) -> None:
    """A key in the list of saved networks."""
    await pilot.press("N")
    await pilot.pause()
    assert isinstance(pilot.app.screen, SavedNetworks)
    await pilot.press(key)
    await settled(pilot)


@pytest.mark.parametrize("suffix", ["html", "graphml", "gexf", "dot", "json", "csv", "tsv", "md", "xlsx"])
async def test_the_suffix_says_the_format(study: Project, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"réseau.{suffix}"
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot)
        await written(pilot, target)
        assert sheet.said == f"Wrote 3 pairs to {target}."
    assert target.stat().st_size > 100


async def test_the_file_has_what_is_shown_and_no_formula(study: Project, tmp_path: Path) -> None:
    target = tmp_path / "n.csv"
    async with screen(study) as (pilot, _text):
        await opened(pilot, ">")
        await written(pilot, target)
        assert sheet_said(pilot) == f"Wrote 1 pair to {target}."
    with target.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [int(row["count"]) for row in rows] == [2]
    assert any("cmd()[red]" in row["source"] + row["target"] for row in rows)
    cells = [cell for row in rows for cell in row.values()]
    assert not any(re.match("[=+@-]", cell) for cell in cells)


def complaint(pilot: Pilot[None]) -> str:
    """What is wrong with what was typed."""
    return str(pilot.app.screen.query_one("#complaint", Static).render())


def sheet_said(pilot: Pilot[None]) -> str:
    """What the sheet has just said."""
    found = pilot.app.screen
    assert isinstance(found, CooccurrenceSheet)
    return found.said


@pytest.mark.parametrize(("key", "words"), [("1", "territoires"), ("2", "territoires")])
async def test_pictures_of_both_kinds(study: Project, tmp_path: Path, key: str, words: str) -> None:
    target = tmp_path / "figure.svg"
    async with screen(study) as (pilot, _text):
        await opened(pilot)
        await written(pilot, target, key)
        assert sheet_said(pilot).startswith("Wrote 3 pairs")
    drawn = "".join(ElementTree.fromstring(target.read_text("utf-8")).itertext())
    assert words in drawn


async def test_what_stands_is_replaced_after_a_question_and_mistakes_are_mended(study: Project, tmp_path: Path) -> None:
    target = tmp_path / "n.json"
    target.write_text("mine", "utf-8")
    async with screen(study) as (pilot, _text):
        await opened(pilot)
        await written(pilot, tmp_path / "n.doc")
        assert "must end in one of .graphml, .gexf, .dot" in complaint(pilot)
        pilot.app.screen.query_one(Input).value = str(tmp_path / "nowhere" / "n.json")
        await pilot.press("enter")
        await pilot.pause()
        assert "There is no folder" in complaint(pilot)
        pilot.app.screen.query_one(Input).value = str(target)
        await pilot.press("enter")
        await pilot.pause()
        assert "stands already. Replace it?" in question(pilot)
        await pilot.press("n")
        await settled(pilot)
        assert target.read_text("utf-8") == "mine"
        await written(pilot, target, "y")
        assert target.read_text("utf-8").startswith("{")


async def test_communities_are_found_kept_and_shown(study: Project) -> None:
    study.save_network("Carte", study.cooccurrence())
    async with screen(study) as (pilot, _text):
        sheet = await opened(pilot)
        await saved(pilot, "a")
        assert re.match(r"\d communities, modularity", sheet.said)
        assert "saved: Carte (as it is now)" in said(pilot, "#sheet-title")
        assert "neighbours together" in said(pilot, "#sheet-title")
        with open_project(study.path) as other:
            kept = {node.path: int(node.measures["community"]) for node in other.network("Carte").nodes}
        assert kept["territoires"] == kept[HOSTILE] != kept["seul/un"] == kept["seul/deux"]
        shown = board(sheet)
        assert re.search(r"territoires +\[\d\]", shown)
        assert re.search(r"deux +\[\d\]", shown)
        assert sheet.table is not None
        groups = [sheet.table.group(row) for row in range(len(sheet.table))]
        assert groups == sorted(groups)
        assert "both in community" in said(pilot)
        await pilot.press("N")
        await pilot.pause()
        assert "communit" in str(pilot.app.screen.query_one(OptionList).get_option_at_index(0).prompt)
        # Counted anew there are none.
        await pilot.press("escape", "v")
        await settled(pilot)
        assert "[2]" not in board(sheet)


async def test_what_has_changed_since_is_listed(study: Project) -> None:
    study.save_network("[b]arte", study.cooccurrence())
    async with screen(study) as (pilot, _text):
        await opened(pilot)
        await saved(pilot, "d")
        assert "Nothing differs." in str(pilot.app.screen.query_one(".dialog-title").render())
        await pilot.press("escape", "escape")
        await pilot.pause()
        with open_project(study.path) as other:
            other.uncode([hit.id for hit in other.hits("code:=seul/un")])
        await saved(pilot, "d")
        dialog = pilot.app.screen
        assert isinstance(dialog, Changes)
        assert "“[b]arte”" in str(dialog.query_one(".dialog-title").render())
        listed = str(dialog.query_one("#changes", Static).render()).splitlines()
        assert "− seul/un  1" in listed
        assert any(re.match("− seul/(un × seul/deux|deux × seul/un)  1", line) for line in listed)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SavedNetworks)


async def test_a_network_gets_another_name(study: Project) -> None:
    study.save_network("Carte", study.cooccurrence())
    study.save_network("Autre", study.cooccurrence(level=1))
    async with screen(study) as (pilot, _text):
        await opened(pilot)
        await pilot.press("N", "down")
        await saved_rename(pilot, "Autre")
        assert "already a network" in complaint(pilot)
        pilot.app.screen.query_one(Input).value = "Carte de mai"
        await pilot.press("enter")
        await pilot.pause()
        listed = pilot.app.screen.query_one(OptionList)
        assert listed.highlighted is not None
        assert "Carte de mai" in str(listed.get_option_at_index(listed.highlighted).prompt)
    with open_project(study.path) as other:
        assert [known.name for known in other.networks()] == ["Autre", "Carte de mai"]
        other.undo()
        assert [known.name for known in other.networks()] == ["Autre", "Carte"]


async def saved_rename(pilot: Pilot[None], name: str) -> None:
    """A name written for the network under the cursor."""
    await pilot.pause()
    await pilot.press("e")
    await pilot.pause()
    pilot.app.screen.query_one(Input).value = name
    await pilot.press("enter")
    await pilot.pause()
