"""How time grows with the codings: at most 2.3 times as long for twice as many.

Twice: with as many codings in each document, so that there are more documents; and with the documents as they are, so
that there are more codings in each. Overlapping pairs then grow with the square of the codings, and are counted one by
one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from benchmarks.generate import Size
from benchmarks.material import Material
from benchmarks.measure import Figure, least
from qualcode.project import Project, open_project

PICTURE = Path(__file__).parent.parent / "docs" / "growth.svg"

#: The most that twice the codings may cost.
LIMIT = 2.3

SERIES = {
    "as many in each document": [
        Size(25_000, documents=125),
        Size(50_000, documents=250),
        Size(100_000, documents=500),
        Size(200_000, documents=1_000),
    ],
    "in 250 documents": [Size(50_000, documents=250), Size(100_000, documents=250), Size(200_000, documents=250)],
}

RELATED = 'code:"code 1" NEAR/2 turns code:"code 2"'

Points = dict[str, dict[str, dict[int, float]]]


def _anew(work: Callable[[Project], object], path: Path) -> Callable[[], object]:
    def run() -> object:
        with open_project(path) as project:
            return work(project)

    return run


def _held(work: Callable[[Project], object], path: Path) -> Callable[[], object]:
    """With what is read of the file in memory already."""
    project = open_project(path)
    return partial(work, project)


def _count(unit: str, project: Project) -> object:
    return project.cooccurrence(unit=unit)


#: What is measured: anew from the file, or with the codings in memory.
OPERATIONS: dict[str, Callable[[Path], Callable[[], object]]] = {
    "overlap": partial(_anew, lambda project: project.cooccurrence()),
    "overlap, in memory": partial(_held, lambda project: project.cooccurrence()),
    **{
        unit: partial(_anew, partial(_count, unit))
        for unit in ("sentence", "turn", "paragraph", "document", "case", "speaker")
    },
    "window of 3 turns": partial(_anew, lambda project: project.cooccurrence(unit="turn", window=3)),
    "A NEAR/2 turns B": partial(_anew, lambda project: project.count(RELATED)),
    "permutation, 100 rounds": partial(
        _anew, lambda project: project.cooccurrence(measure="permutation_p", codes=50, rounds=100)
    ),
}


def run(material: Material) -> Iterator[Figure]:
    """The worst that twice the codings cost, in processor time; the picture shows every size."""
    for series, points in measured(material).items():
        for name, taken in points.items():
            sizes = sorted(taken)
            worst = max(taken[more] / taken[less] for less, more in zip(sizes, sizes[1:], strict=False))
            yield Figure(f"twice the codings, {series}: {name}", worst, (), unit="×", limit=LIMIT)


_points: Points = {}


def measured(material: Material) -> Points:
    """Processor seconds by series, operation and number of codings; measured once."""
    if not _points:
        for series, sizes in SERIES.items():
            paths = {size.codings: material.project(size) for size in sizes}
            _points[series] = {name: _of_sizes(prepare, paths) for name, prepare in OPERATIONS.items()}
    return _points


def _of_sizes(prepare: Callable[[Path], Callable[[], object]], paths: Mapping[int, Path]) -> dict[int, float]:
    works = {str(codings): prepare(path) for codings, path in paths.items()}
    taken = least(works)
    for work in works.values():
        if isinstance(work, partial):
            work.args[0].close()
    return {codings: taken[str(codings)] for codings in paths}


def draw(points: Points, path: Path = PICTURE) -> None:
    """A panel for each series, both axes logarithmic: what rises as the grey lines do doubles with the codings."""
    import matplotlib

    matplotlib.use("svg")
    # Text stays text, and equal figures give equal files.
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "growth", "font.size": 9})
    from matplotlib import pyplot

    figure, panels = pyplot.subplots(1, len(points), figsize=(10, 5.2), sharey=True, layout="constrained")
    marks = "osv^D<>Pph*X"
    for panel, (series, lines) in zip(panels, points.items(), strict=True):
        sizes = sorted(next(iter(lines.values())))
        for place, (name, taken) in enumerate(lines.items()):
            color = f"C{place}" if place < 10 else "black"
            values = [taken[size] for size in sizes]
            panel.plot(sizes, values, marker=marks[place % len(marks)], color=color, label=name, lw=1.3, ms=5)
        for at in (0.002, 0.01, 0.05, 0.25):
            panel.plot(sizes, [at * size / sizes[0] for size in sizes], color="0.8", lw=0.8, zorder=0)
        panel.set(xscale="log", yscale="log", xlabel="thousand codings", title=series)
        panel.set_xticks(sizes, [f"{size // 1000}" for size in sizes])
        panel.set_yticks([0.01, 0.1, 1.0], ["0.01", "0.1", "1"])
        panel.minorticks_off()
    panels[0].set_ylabel("seconds of processor time")
    figure.legend(*panels[0].get_legend_handles_labels(), loc="outside right center", frameon=False)
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
