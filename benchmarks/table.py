"""Figures as people read them: a line each while they come, a Markdown table in docs/performance.md at the end."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import Figure

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- measured -->", "<!-- end of measured -->"
LIBRARIES = ("click", "numpy", "python-docx", "lxml", "textual", "lark", "sqlite-utils")


def line(figure: Figure) -> str:
    """One figure with its floors, its limit and whether that is kept."""
    verdict = {True: "ok", False: "OVER", None: ""}[figure.kept]
    return (
        f"{figure.name:52} {shown(figure.value, figure.unit):>9}  {floors(figure)}  {limits(figure)} {verdict}".rstrip()
    )


def markdown(figures: Sequence[Figure], skipped: Sequence[str], command: str) -> str:
    """The measured part of the page."""
    rows = ["| what | measured | asked | against | kept |", "|---|---:|---:|---|---|"]
    for figure in figures:
        verdict = {True: "yes", False: "**no**", None: ""}[figure.kept]
        value, against = shown(figure.value, figure.unit), floors(figure, "<br>")
        rows.append(f"| {figure.name} | {value} | {limits(figure)} | {against} | {verdict} |")
    missing = "".join(f"\n- not measured: {reason}" for reason in skipped)
    return f"`{command}`, {date.today().isoformat()}. {machine()}\n\n" + "\n".join(rows) + "\n" + missing


def write(text: str, page: Path = PAGE) -> None:
    """Put the measured part between its marks on the page."""
    before, rest = page.read_text(encoding="utf-8").split(BEGIN)
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.split(END)[1]}", encoding="utf-8")


def machine() -> str:
    """Processor, memory, system, and the versions of what was measured with."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{_processor()}, {os.cpu_count()} cores, {_memory()}, {platform.system()} {platform.release().split('-')[0]}; "
        f"load {os.getloadavg()[0]:.1f} at the end. "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}."
    )


def shown(value: float, unit: str) -> str:
    """A value as people say it: 0.12 ms, 4.6 ms, 69 ms, 0.18 s, 4.9 s, 104 MB."""
    if unit == "s" and value < 0.1:
        return f"{1000 * value:.2g} ms"
    return f"{value:.0f} {unit}" if value >= 10 else f"{value:.2g} {unit}"


def floors(figure: Figure, between: str = "; ") -> str:
    """Each floor with its value, and how many times as much the figure is."""
    return between.join(
        f"{floor.name} {shown(floor.value, figure.unit)} (× {_ratio(figure.value / floor.value)})"
        for floor in figure.floors
    )


def _ratio(times: float) -> str:
    return f"{times:.0f}" if times >= 10 else f"{times:.2g}"


def limits(figure: Figure) -> str:
    """What was asked of the figure."""
    asked = []
    if figure.limit is not None:
        asked.append(f"≤ {figure.limit:g} {figure.unit}")
    if figure.ratio_limit is not None:
        asked.append(f"≤ {figure.ratio_limit:g} × {figure.floors[0].name}")
    return ", ".join(asked)


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists() and (found := re.search(r"model name\s*:\s*(.+)", info.read_text())):
        return found[1].strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError, AttributeError):
        return "memory unknown"
    return f"{size / 2**30:.0f} GB"
