"""The figures of docs/networks.md, drawn from the invented study, in French: `python docs/make_figures.py`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

DOCS = Path(__file__).parent
FIGURES = DOCS / "figures"
sys.path.insert(0, str(DOCS.parent))
os.environ["QUALCODE_LANG"] = "fr"

import qualcode  # noqa: E402  # the language is chosen before
from qualcode.project.network_files import comparison_file, network_file  # noqa: E402  # likewise

SIDES = ("Travailleurs sociaux", "Médiateurs numériques")
ASKED = ("role:AS", 'role:"médiateur numérique"')


def draw(folder: Path) -> dict[str, bytes]:
    """All figures by the name of their file, from a project made in the folder."""
    with qualcode.new_project(folder / "guichets.qualcode") as project:
        project.import_study(DOCS.parent / "corpora" / "guichets" / "etude.yaml")
        network = project.cooccurrence(unit="paragraph", measure="jaccard", level=2).at_least(2)
        comparison = project.compare(*ASKED, unit="paragraph", level=2, rounds=0)
        return {
            "network.svg": network_file(network, "svg"),
            "heatmap.svg": network_file(network, "svg", figure="heatmap"),
            "alluvial.svg": comparison_file(comparison, "svg", titles=SIDES),
        }


if __name__ == "__main__":
    FIGURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        for name, figure in draw(Path(place)).items():
            (FIGURES / name).write_bytes(figure)
