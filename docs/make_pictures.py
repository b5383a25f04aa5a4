"""Draw the pictures of the README from the real screen: `python docs/make_pictures.py [PROJECT]`.

The app runs without a terminal on a copy of the demo project, goes to the first passage where three codings meet,
and its screen is written to `docs/screen.svg`. Nothing in the picture is drawn by hand.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from qualcode.i18n import set_language
from qualcode.project import open_project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.screens.coding import CodingScreen
from qualcode.tui.session import Session

DOCS = Path(__file__).parent
DEMO = DOCS.parent / "demo" / "guichets.qualcode"
SIZE = (132, 38)


def crowded_place(session: Session) -> int:
    """The first position of the open document where three codings meet, else the first coding, else the start."""
    starts = [coding.start for coding in session.codings]
    for start in starts:
        if sum(coding.start <= start < coding.end for coding in session.codings) >= 3:
            return start
    return starts[0] if starts else 0


async def draw(project_path: Path, target: Path) -> None:
    """Write the picture of one project."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / project_path.name
        with open_project(project_path) as original:
            original.backup(copy)
        with open_project(copy, coder="Camille") as project:
            app = QualcodeApp(project)
            async with app.run_test(size=SIZE) as pilot:
                await pilot.pause()
                await pilot.pause()
                screen = app.screen
                assert isinstance(screen, CodingScreen)
                screen.transcript.place_caret(crowded_place(screen.session))
                await pilot.press("s")
                screen.transcript.scroll_to(y=max(0, screen.transcript.rows.place(screen.transcript.caret)[0] - 14))
                await pilot.pause(0.5)
                target.write_text(app.export_screenshot(title="qualcode"), encoding="utf-8")


def main() -> None:
    """Draw all pictures."""
    os.environ.setdefault("QUALCODE_NOW", "2024-03-12T09:00:00.000Z")
    # The person's own settings and last place must neither show nor be changed.
    nobody = tempfile.mkdtemp()
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        os.environ[name] = nobody
    set_language(os.environ.get("QUALCODE_LANG", "fr"))
    project = Path(sys.argv[1]) if len(sys.argv) > 1 else DEMO
    if not project.exists():
        sys.exit(f"There is no project at {project}: run `make demo` first.")
    asyncio.run(draw(project, DOCS / "screen.svg"))


if __name__ == "__main__":
    main()
