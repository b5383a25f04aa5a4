"""Measure everything that was promised, print it, and write it into docs/performance.md.

python -m benchmarks.run                      all of it; the page is written
python -m benchmarks.run --only cooccurrence  one benchmark; the page is not written (`growth` draws its picture)
python -m benchmarks.run --material FOLDER    keep the generated projects there for the next run
"""

from __future__ import annotations

import argparse
import gc
import importlib
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import table
from benchmarks.material import Material
from benchmarks.measure import Figure, Skip

#: The screen goes first, while this process holds nothing yet.
BENCHMARKS = ("screen", "keys", "start", "importing", "cooccurrence", "growth", "query", "report")


def measure(names: Sequence[str], material: Material) -> tuple[list[Figure], list[str]]:
    """The figures of these benchmarks, printed as they come, and why some could not be measured."""
    figures: list[Figure] = []
    skipped: list[str] = []
    for name in names:
        # What an earlier benchmark left in memory must not slow the collector down in the next one.
        gc.collect()
        gc.freeze()
        try:
            for figure in importlib.import_module(f"benchmarks.{name}").run(material):
                figures.append(figure)
                print(table.line(figure), flush=True)
        except Skip as reason:
            skipped.append(f"{name}: {reason}")
            print(f"{name}: skipped, {reason}", flush=True)
    return figures, skipped


def main() -> None:
    """Read the options, measure, write."""
    summary, *_examples = (__doc__ or "").split("\n\n")
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=summary)
    parser.add_argument("--only", choices=BENCHMARKS, action="append", help="measure this one and write nothing")
    parser.add_argument("--material", type=Path, help="keep the generated projects in this folder")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.material or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        figures, skipped = measure(asked.only or BENCHMARKS, Material(folder))
        if not asked.only or "growth" in asked.only:
            from benchmarks import growth  # it loads the program, and the screen is measured without

            growth.draw(growth.measured(Material(folder)))
    if not asked.only:
        table.write(table.markdown(figures, skipped, "make bench"))
    print(table.machine())


if __name__ == "__main__":
    main()
