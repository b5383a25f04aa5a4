"""Real reports: no letter is lost and nobody is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode import ingest
from qualcode.ingest.normalise import normalise
from tests.unit.ingest.making import letters, word_file

REAL = Path(__file__).parents[3].parent / "shared" / "real"
REPORTS = sorted(REAL.glob("*.txt"))

pytestmark = pytest.mark.skipif(not REPORTS, reason="the public reports are not on this machine")


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem[:3])
def test_a_report_as_text(path: Path) -> None:
    draft = ingest.read(path).drafts[0]
    assert letters(draft.text) == letters(normalise(path.read_text(encoding="utf-8")).text)
    assert draft.turns == ()
    assert draft.speakers == ()
    assert draft.kind == "document"
    assert {"body", "list"} <= {paragraph.style for paragraph in draft.paragraphs}


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem[:3])
def test_a_report_as_a_word_document(path: Path, tmp_path: Path) -> None:
    source = normalise(path.read_text(encoding="utf-8")).text
    copy = tmp_path / "rapport.docx"
    copy.write_bytes(word_file(source.split("\n")))
    draft = ingest.read(copy).drafts[0]
    assert letters(draft.text) == letters(source)
    assert draft.turns == ()
    assert draft.kind == "document"
