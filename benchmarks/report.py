"""Word reports of all codings of a project, in process."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.material import SMALL, TINY, Material
from benchmarks.measure import Figure, Floor, Skip, medians
from qualcode.project import open_project


def run(material: Material) -> Iterator[Figure]:
    """Against python-docx writing the paragraphs of the same report, in their styles, and saving."""
    try:
        from qualcode.report.word import writer  # noqa: F401  # only whether it is there
    except ImportError:
        raise Skip("the report is not there yet") from None
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "report.docx"
        tiny = _small_report(material.project(TINY), target)
        yield tiny
        with open_project(material.project(SMALL)) as project:
            taken = medians({"report": lambda: project.report(target, force=True)}, runs=3)
    # python-docx is no floor here: adding paragraphs one by one, it slows down with every one (see the page).
    floor = Floor("report of 2,000 segments", tiny.value)
    yield Figure(f"report of {SMALL.codings:,} segments", taken["report"], (floor,), ratio_limit=12.0)


def _small_report(path: Path, target: Path) -> Figure:
    with open_project(path) as project:
        if not hasattr(project, "report"):
            raise Skip("the report is not in the project yet")
        project.report(target, force=True)
        paragraphs = _paragraphs(target)
        taken = medians(
            {
                "report": lambda: project.report(target, force=True),
                "docx": lambda: _write(paragraphs, target.with_name("bare.docx")),
            },
            runs=3,
        )
    floor = Floor(f"python-docx, the same {len(paragraphs):,} paragraphs", taken["docx"])
    return Figure(f"report of {TINY.codings:,} segments", taken["report"], (floor,), limit=5.0)


def _paragraphs(path: Path) -> list[tuple[str, str]]:
    import docx

    found = docx.Document(str(path)).paragraphs
    return [(paragraph.text, str(paragraph.style.name) if paragraph.style else "") for paragraph in found]


def _write(paragraphs: list[tuple[str, str]], path: Path) -> None:
    import docx

    document = docx.Document()
    known = {style.name: style for style in document.styles}
    for text, style in paragraphs:
        document.add_paragraph(text, known.get(style))
    document.save(str(path))
