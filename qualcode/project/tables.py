"""Tables of attributes as files that spreadsheets read and write."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from qualcode import files
from qualcode.errors import ImportFailure, ProjectError
from qualcode.i18n import _
from qualcode.ingest.decode import decode
from qualcode.ingest.delimited import delimiter, long_cells
from qualcode.model.text import clean_line, clean_text, inert_cell, plain_cell
from qualcode.storage import database


class Tables:
    """The part of the facade that exchanges tables; what the cells mean is for others."""

    def write_table(self, path: str | Path, rows: Iterable[Sequence[str]]) -> None:
        """Write rows as comma-separated values, over what stands there; the file appears whole or not at all.

        Cells that a spreadsheet would take for a formula are quoted. Raises ProjectError.
        """
        target, out = Path(path), io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows([inert_cell(cell) for cell in row] for row in rows)
        with database.explained(target):
            files.write(target, out.getvalue().encode())

    def read_table(self, path: str | Path) -> list[list[str]]:
        """The rows of a table in a file, each as wide as the first; its separator and encoding are found out.

        Raises ImportFailure and ProjectError.
        """
        source = Path(path)
        try:
            with database.explained(source):
                decoded = decode(source.read_bytes())
            text = decoded.text.removeprefix("\ufeff")
            with long_cells():
                rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter(text)) if any(row)]
        except ProjectError:
            raise
        except (ImportFailure, csv.Error) as error:
            raise ImportFailure(_("{path} cannot be read: {error}").format(path=source, error=error)) from error
        if len(rows) < 2 or len(rows[0]) < 2:
            raise ImportFailure(
                _("{path} is no table with a line of titles and names in its first column.").format(path=source)
            )
        width = len(rows[0])
        titles = [clean_line(cell) for cell in rows[0]]
        return [
            titles,
            *([clean_text(plain_cell(c)) for c in row[:width]] + [""] * (width - len(row)) for row in rows[1:]),
        ]
