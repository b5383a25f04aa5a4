"""Importing plain text interviews, in process, each time into a new project."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.material import Material
from benchmarks.measure import Figure, Floor, medians
from qualcode.project import new_project


def run(material: Material) -> Iterator[Figure]:
    """Against reading the bytes of the same files."""
    yield _figure("import of a 500 KB transcript", [material.transcript_of(500_000)], 0.3, runs=5)
    yield _figure("import of 200 documents of 500 lines", material.transcripts(200, 500), 6.0, runs=3)


def _figure(name: str, paths: Sequence[Path], limit: float, runs: int) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        projects = [new_project(Path(folder) / f"{number}.qualcode") for number in range(runs + 1)]
        left = iter(projects)

        def bring_in() -> None:
            result = next(left).import_files(paths)
            assert len(result.drafts) == len(paths), result.failures

        def read() -> None:
            for path in paths:
                path.read_bytes()

        taken = medians({"import": bring_in, "read": read}, runs)
        for project in projects:
            project.close()
    return Figure(name, taken["import"], (Floor("reading the files", taken["read"]),), limit=limit)
