"""What the stories of reading have in common."""

from __future__ import annotations

from textual.pilot import Pilot

from qualcode.model.document import Draft, Paragraph, Speaker, Turn
from qualcode.project import Project
from qualcode.tui.widgets.minimap import Minimap
from qualcode.tui.widgets.notice import Notice
from qualcode.tui.widgets.transcript.view import Transcript

LONG = "entretien-long"


def notice(pilot: Pilot[None]) -> str:
    """What stands above the text; nothing while the line is hidden."""
    line = pilot.app.screen_stack[1].query_one(Notice)
    return str(line.render()) if line.display else ""


def bars(text: Transcript) -> list[str]:
    """The names of the codes whose codings are shown."""
    return [bar.mark.name for bar in text.lanes.bars]


def column(pilot: Pilot[None]) -> Minimap:
    """The map."""
    return pilot.app.screen_stack[1].query_one(Minimap)


def map_rows(pilot: Pilot[None]) -> list[str]:
    """What the map shows."""
    return [column(pilot).render_line(y).text for y in range(column(pilot).size.height)]


def add_long(project: Project, turns: int = 400) -> None:
    """A document of many screens, with times that its words do not say."""
    text, paragraphs, made = "", [], []
    for at in range(turns):
        start, label = len(text), "E" if at % 2 else "R"
        text += f"{label} : Tour {at + 1} de cet entretien, avec assez de mots pour que la ligne soit pliée en deux."
        made.append(Turn(start, len(text), start + 4, label, time=at * 61_000))
        paragraphs.append(Paragraph(start, len(text)))
        text += "\n"
    speakers = (Speaker("R", "R"), Speaker("E", "E", interviewer=True))
    project.add_drafts([Draft(LONG, "entretien", text, tuple(paragraphs), tuple(made), speakers=speakers)])


# Which codings
