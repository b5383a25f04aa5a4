"""Codings from files and into files: the way between a team's spreadsheets, other programs and the project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qualcode import files, ingest
from qualcode.errors import ImportFailure, QualcodeError
from qualcode.i18n import _
from qualcode.ingest.codings_file import CodingRow, others
from qualcode.model.document import Document
from qualcode.model.span import Span
from qualcode.model.text import plain_cell
from qualcode.project.coding import Codings
from qualcode.storage import codings, database, memos
from qualcode.storage.codings import NewCoding


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row of a coding file whose words were found."""

    row: CodingRow
    document: Document
    span: Span
    quote: str


class CodingFiles(Codings):
    """The part of the facade that reads and writes coding files."""

    def load_codings(self, paths: Iterable[str | Path], *, create: bool = False, dry_run: bool = False) -> int:
        """Put the codings of files (.csv, .jsonl) onto the documents in one action; how many were new.

        All of them or, if a line does not fit, none: ImportFailure names the lines. With `create`, missing codes are
        made. With `dry_run`, the rows that fit are counted and nothing is written.
        """
        files = [Path(path) for path in paths]
        placed = self.place_codings(files, create=create)
        if dry_run:
            return len(placed)
        with self.action("load codings", ", ".join(path.name for path in files)):
            return self._insert_placed(placed, create)

    def place_codings(self, files: Iterable[Path], *, create: bool = False) -> list[PlacedRow]:
        """Find the words of every row; raises ImportFailure that names the rows which do not fit."""
        placed: list[PlacedRow] = []
        mistakes: list[str] = []
        for path in files:
            for row in ingest.read_codings(path):
                try:
                    placed.append(self._place(row, create))
                except QualcodeError as error:
                    mistakes.append(
                        _("{name}, line {line}: {mistake}").format(
                            name=path.name, line=row.line, mistake=" ".join(str(error).splitlines())
                        )
                    )
        if mistakes:
            raise ImportFailure(mistakes[0], others(mistakes))
        return placed

    def export_codings(self, path: str | Path, *, force: bool = False) -> int:
        """Write all codings to a file that `load_codings` reads; how many. The file appears whole or not at all.

        A name in `.jsonl` or `.ndjson` gives JSON lines, `.tsv` values parted by tabs, `.xlsx` a workbook (which
        `load_codings` does not read), any other comma-separated values.
        """
        target = Path(path)
        if target.exists() and not force:
            raise ImportFailure(_("{path} exists already.").format(path=target), _("Use --force to replace it."))
        rows = list(self._rows_to_export())
        with database.explained(target):
            _write(target, rows)
        return len(rows)

    def _place(self, row: CodingRow, create: bool) -> PlacedRow:
        document = self.document(row.document)
        if not create:
            self.resolve_code(row.code)
        text = self.text(document.id)
        span = _locate(text, row)
        return PlacedRow(row, document, span, text[span.start : span.end])

    def _insert_placed(self, placed: Iterable[PlacedRow], create: bool) -> int:
        rows = list(placed)
        codes = {path: self.resolve_code(path, create=create).id for path in dict.fromkeys(p.row.code for p in rows)}
        names = dict.fromkeys(p.row.coder or self.coder for p in rows)
        coders = {name: codings.ensure_coder(self.conn, name) for name in names}
        new = [
            NewCoding(
                document=p.document.id,
                code=codes[p.row.code],
                coder=coders[p.row.coder or self.coder],
                start=p.span.start,
                end=p.span.end,
                quote=p.quote,
                weight=p.row.weight,
            )
            for p in rows
        ]
        count = codings.insert_many(self.conn, new)
        known = {(memo.coding, memo.text) for memo in memos.every(self.conn)}
        for placed_row, coding in zip(rows, new, strict=True):
            if placed_row.row.memo:
                id_ = codings.find(self.conn, coding)
                if (id_, placed_row.row.memo) not in known:
                    memos.insert(self.conn, placed_row.row.memo, coder=coding.coder, coding=id_)
        return count

    def _rows_to_export(self) -> Iterator[tuple[object, ...]]:
        paths = self.codebook().paths
        names = {coder.id: coder.name for coder in self.coders()}
        documents = {document.id: document.name for document in self.documents()}
        remarks: dict[int, list[str]] = {}
        for memo in self.memos():
            if memo.coding:
                remarks.setdefault(memo.coding, []).append(memo.text)
        for coding in self.codings():
            yield (
                *(documents[coding.document], coding.start, coding.end, coding.quote, paths[coding.code]),
                *(names[coding.coder], "\n".join(remarks.get(coding.id, ())), coding.weight, coding.created),
            )


def _write(target: Path, rows: Iterable[tuple[object, ...]]) -> None:
    from qualcode.interchange import tabular, workbook
    from qualcode.model.table import Column, Table

    columns = (
        *(Column("document"), Column("start", "count"), Column("end", "count"), Column("quotation"), Column("code")),
        *(Column("coder"), Column("memo"), Column("weight", "count"), Column("created", "moment")),
    )
    table = Table(columns, rows, _("Codings"))
    suffix = target.suffix.lower()
    if suffix == ".xlsx":
        with files.replacing(target) as partial:
            workbook.save(partial, [table])
        return
    if suffix in (".jsonl", ".ndjson"):
        text = "".join(f"{line}\n" for line in tabular.json_lines(table))
    else:
        text = tabular.delimited(table, "\t" if suffix in (".tsv", ".tab") else ",")
    files.write(target, text.encode())


def _locate(text: str, row: CodingRow) -> Span:
    def at(quotation: str) -> Span:
        return ingest.locate(text, quotation, start=row.start, end=row.end, occurrence=row.occurrence)

    try:
        return at(row.quotation)
    except QualcodeError:
        # A spreadsheet's guard before a formula sign was never part of the words.
        if plain_cell(row.quotation) != row.quotation:
            return at(plain_cell(row.quotation))
        raise
