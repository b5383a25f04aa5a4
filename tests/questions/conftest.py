"""The invented study, once for all questions."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.i18n import set_language
from qualcode.project import Project, open_project
from tests.questions import page, plain


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the study lies."""
    set_language("en")
    place = tmp_path_factory.mktemp("study")
    with contextlib.chdir(place):
        page.build()
        yield place


@pytest.fixture(scope="module")
def study(folder: Path) -> plain.Study:
    """The study as rows of the file, before anything is asked."""
    return plain.read(folder / page.PROJECT)


@pytest.fixture
def project(folder: Path) -> Iterator[Project]:
    """The study as qualcode opens it."""
    with open_project(folder / page.PROJECT) as opened:
        yield opened
