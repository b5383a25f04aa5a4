"""Memory of the large project opened in the screen, the highest point of a process of its own.

Run as a module with a project it is that process; without one it shows an empty screen, the floor.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.material import LARGE, Material
from benchmarks.measure import Figure, Floor, Skip

SIZE = (160, 48)


def run(material: Material) -> Iterator[Figure]:
    """Against a Textual application that shows one word."""
    try:
        from qualcode.tui import app  # noqa: F401  # only whether it is there
    except ImportError:
        raise Skip("the screen is not there yet") from None
    opened, empty = _peak(str(material.project(LARGE))), _peak()
    floor = Floor("empty Textual application", empty)
    yield Figure("memory, 100,000 codings in the screen", opened, (floor,), unit="MB", limit=250.0)


def _peak(*words: str) -> float:
    done = subprocess.run([sys.executable, "-m", "benchmarks.screen", *words], capture_output=True, text=True)
    if done.returncode:
        raise Skip(f"the screen did not open: {(done.stderr.strip().splitlines() or ['no message'])[-1]}")
    return float(done.stdout.split()[-1])


async def _show_project(path: Path) -> None:
    from qualcode.project import open_project
    from qualcode.tui.app import QualcodeApp

    with open_project(path) as project:
        async with QualcodeApp(project).run_test(size=SIZE) as pilot:
            for key in ("pagedown",) * 5:
                await pilot.press(key)
            await pilot.pause()


async def _show_nothing() -> None:
    from textual.app import App, ComposeResult
    from textual.widgets import Static

    class Empty(App[None]):
        def compose(self) -> ComposeResult:
            yield Static("qualcode")

    async with Empty().run_test(size=SIZE) as pilot:
        await pilot.pause()


def _peak_megabytes() -> float:
    # ru_maxrss of a started process begins at what its parent held (Linux keeps the mark over exec); VmHWM does not.
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s+(\d+) kB", status.read_text())):
        return int(found[1]) / 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024) if sys.platform == "darwin" else peak / 1024


if __name__ == "__main__":
    asyncio.run(_show_project(Path(sys.argv[1])) if len(sys.argv) > 1 else _show_nothing())
    print(_peak_megabytes())
