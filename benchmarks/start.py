"""`qualcode --help` as a whole process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from benchmarks.material import Material
from benchmarks.measure import Figure, Floor, medians


def run(material: Material) -> Iterator[Figure]:
    """Against a process that only imports click."""

    def process(*words: str) -> None:
        subprocess.run([sys.executable, *words], check=True, capture_output=True)

    taken = medians(
        {"help": lambda: process("-m", "qualcode", "--help"), "click": lambda: process("-c", "import click")}, runs=15
    )
    floor = Floor('python -c "import click"', taken["click"])
    yield Figure("qualcode --help, whole process", taken["help"], (floor,), ratio_limit=2.5)
