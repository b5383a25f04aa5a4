"""The page on Python runs, and gives what it says it gives."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from qualcode.project import new_project
from tests.conftest import ROOT

pytest.importorskip("pandas")

_BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SAID = "  # → "


def test_the_page_on_python_runs(tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "demo").mkdir()
    with new_project(tmp_path / "demo" / "guichets.qualcode") as project:
        project.import_study(corpus / "etude.yaml")
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    held = 0
    for block in _BLOCK.findall(page):
        lines = block.splitlines()
        for statement in ast.parse(block).body:
            source = ast.unparse(statement)
            _code, _sign, said = lines[statement.lineno - 1].partition(_SAID)
            if not said:
                exec(source, names)
                continue
            assert repr(eval(source, names)) == said, source
            held += 1
    assert held == page.count(_SAID) > 10
    assert (tmp_path / "told.csv").read_text(encoding="utf-8").startswith("document,")
    book = openpyxl.load_workbook(tmp_path / "told.xlsx")
    assert len(book.sheetnames) == 3
    assert book.worksheets[0].max_row == 1 + 85
