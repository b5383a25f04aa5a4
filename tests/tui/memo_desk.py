"""What the stories of memos have in common."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import OptionList

from qualcode.model.memo import Subject
from qualcode.model.span import Span
from qualcode.project import Project, open_project
from qualcode.tui.screens.memo import MemoEditor
from qualcode.tui.sheets.memos.sheet import MemoSheet
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.rows import Rows

from .desk import DELMAS

HOSTILE = "[bold]gras[/bold] [/] \x1b[31mrouge [lien](javascript:alert(1)) ![i](http://x.y/z.png) <b>html</b> 👩‍👩‍👧"


def ada(project: Project, text: str, subject: Subject | None = None) -> int:
    """Another coder writes a memo; its id."""
    with open_project(project.path, coder="Ada") as other:
        return other.save_memo(subject or Subject(), text).id or 0


def texts(project: Project) -> list[str]:
    """The texts of all memos, read from the file by another connection."""
    with open_project(project.path) as other:
        return [memo.text for memo in other.memos()]


def editor(pilot: Pilot[None]) -> MemoEditor:
    """The editor that is open."""
    assert isinstance(pilot.app.screen, MemoEditor)
    return pilot.app.screen


def sheet(pilot: Pilot[None]) -> MemoSheet:
    """The sheet that is open."""
    assert isinstance(pilot.app.screen, MemoSheet)
    return pilot.app.screen


def listed(pilot: Pilot[None]) -> str:
    """The rows that the list shows."""
    rows = pilot.app.screen.query_one("#list", Rows)
    return "\n".join(rows.render_line(y).text for y in range(rows.size.height))


def beside(pilot: Pilot[None]) -> str:
    """What stands beside the list."""
    return str(pilot.app.screen.query_one("#list-text", Plain).render())


def offers(pilot: Pilot[None]) -> list[str]:
    """The lines to choose from, without their figures."""
    return [str(option.prompt).lstrip("0123456789 ") for option in pilot.app.screen.query_one(OptionList).options]


async def settle(pilot: Pilot[None]) -> None:
    """Let timers and screens come to rest."""
    for _round in range(4):
        await pilot.pause()


def fill(project: Project) -> None:
    """A memo on each kind of thing."""
    document = project.document(DELMAS).id
    case = project.add_case("MDS de Bruges")
    coding = next(c for c in project.codings(DELMAS) if project.codebook().path(c.code) == "territoires")
    project.add_memo("Le cœur de métier, à revoir", coding=coding.id)
    project.add_memo("Passage sur l'attente", document=document, span=Span(0, 12))
    project.add_memo("Tout l'entretien", document=document)
    project.add_memo("Une notion floue", code=project.resolve_code("renoncement").id)
    project.add_memo("Un site à part", case=case)
    project.add_memo("Hypothèse : le guichet trie")
