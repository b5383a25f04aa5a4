"""The tour of the documentation: every picture is told of, and none shows the machine it was made on."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from tests.conftest import ROOT

DOCS = ROOT / "docs"


def test_every_picture_is_in_the_tour_and_every_picture_of_the_tour_is_there() -> None:
    named = re.findall(r"\]\(pictures/([^)]+)\)", (DOCS / "tour.md").read_text(encoding="utf-8"))
    assert named == sorted(path.name for path in (DOCS / "pictures").iterdir())


def test_pictures_can_be_read_fetch_nothing_and_name_no_folder_of_a_machine() -> None:
    for path in (DOCS / "screen.svg", *(DOCS / "pictures").glob("*.svg")):
        picture = path.read_text(encoding="utf-8")
        words = "".join(ElementTree.fromstring(picture).itertext())
        assert "url(http" not in picture
        assert not re.search(r"/(?:home|root|tmp|Users|var)/", words)


def test_figures_are_those_that_the_page_on_networks_shows_and_fetch_nothing() -> None:
    text = (DOCS / "networks.md").read_text(encoding="utf-8")
    named = re.findall(r"\]\(figures/([^)]+)\)", text)
    assert sorted(named) == sorted(path.name for path in (DOCS / "figures").iterdir())
    assert "invented" in text
    for path in (DOCS / "figures").iterdir():
        figure = path.read_text(encoding="utf-8")
        assert "Codes" in "".join(ElementTree.fromstring(figure).itertext())
        assert not re.search(r"url\(|href=\"[^#]|/(?:home|root|tmp|Users|var)/", figure)
