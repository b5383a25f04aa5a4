"""Word documents. The body is walked element by element, because the words of a study hide in more than paragraphs:
content controls, inserted text under revision, hyperlinks, text boxes, cells merged and nested.

Deleted text, headers, footers, fields' instructions and pictures are not words. Footnotes, endnotes and comments are
kept as notes at the place that refers to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.errors import ImportFailure
from qualcode.i18n import _
from qualcode.ingest.compose import reading
from qualcode.ingest.manuscript import Manuscript, Material, Reading
from qualcode.ingest.package import open_docx
from qualcode.ingest.word_notes import W, notes_by_id
from qualcode.ingest.word_styles import Styles
from qualcode.model.document import Note

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
#: Elements whose text is no part of the document as it reads now.
_SKIPPED = frozenset(
    W + name for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "sdtPr", "sdtEndPr", "fldData")
) | {_ALTERNATE + "Fallback"}
_CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
}


def read(material: Material) -> Reading:
    """The document in a Word file; raises ImportFailure when it is no .docx, damaged, dangerous or without words."""
    document = open_docx(material.data)
    walk = _Walk(document)
    walk.blocks(document.element.body)
    if not walk.text.strip():
        raise ImportFailure(_("there is no text in this Word document."))
    return reading(
        material,
        Manuscript(
            walk.text,
            "utf-8",
            styles=walk.styles,
            bold=walk.bold,
            notes=[*walk.notes, *walk.commented()],
        ),
    )


@dataclass(slots=True)
class _Comment:
    start: int
    end: int = -1


@dataclass(slots=True)
class _Bold:
    """The run of bold words that begins a paragraph: open until a word that is not bold."""

    start: int = -1
    end: int = -1
    open: bool = True


class _Walk:
    """The text of a document as it is met, with the places of its styles, bold beginnings and notes."""

    def __init__(self, document: Document) -> None:
        self._styles = Styles(document)
        self._notes = {kind: notes_by_id(document, kind) for kind in ("footnotes", "endnotes", "comments")}
        self._comments: dict[str, _Comment] = {}
        self._parts: list[str] = []
        self._length = 0
        self._boxes: list[_Element] = []
        self._leading = _Bold()
        self._cells = 0
        self.styles: list[tuple[int, int, str]] = []
        self.bold: list[tuple[int, int]] = []
        self.notes: list[Note] = []

    @property
    def text(self) -> str:
        """Everything written so far."""
        return "".join(self._parts)

    def blocks(self, parent: _Element) -> None:
        """Write the paragraphs and tables under an element, in order, whatever wraps them."""
        for element in parent:
            if element.tag == W + "p":
                self._paragraph(element)
            elif element.tag == W + "tbl":
                self._table(element)
            elif isinstance(element.tag, str) and element.tag not in _SKIPPED and element.tag != W + "sectPr":
                self._mark(element)
                self.blocks(element)

    def _paragraph(self, element: _Element) -> None:
        start = self._length
        self._leading = _Bold()
        style = _style_id(element)
        self._inline(element, bold=style in self._styles.bold)
        self._close_bold()
        if style in self._styles.headings or _has_outline(element):
            self.styles.append((start, self._length, "heading"))
        elif style in self._styles.lists or element.find(f"{W}pPr/{W}numPr") is not None:
            self.styles.append((start, self._length, "list"))
        self._write("\n")
        self._write_boxes()

    def _write_boxes(self) -> None:
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def _inline(self, parent: _Element, bold: bool) -> None:
        for element in parent:
            tag = element.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            if tag == W + "t":
                self._words(element.text or "", bold)
            elif tag in _CHARACTERS:
                # A row is one line and its cells are apart by tabs, so neither may come from within a cell.
                self._write(" " if self._cells and _CHARACTERS[tag] in "\t\n" else _CHARACTERS[tag])
            elif tag == W + "sym":
                self._words(_symbol(element), bold)
            elif tag == W + "txbxContent":
                self._boxes.append(element)
            elif tag == W + "r":
                self._inline(element, _is_bold(element, bold))
            else:
                self._mark(element)
                self._inline(element, bold)

    def _words(self, words: str, bold: bool) -> None:
        leading = self._leading
        if leading.open and words.strip():
            if not bold:
                self._close_bold()
            else:
                leading.start = self._length if leading.start < 0 else leading.start
                leading.end = self._length + len(words.rstrip())
        self._write(words)

    def _close_bold(self) -> None:
        if self._leading.open and self._leading.start >= 0:
            self.bold.append((self._leading.start, self._leading.end))
        self._leading.open = False

    def _mark(self, element: _Element) -> None:
        """Note the place of a footnote, or of the beginning and end of a commented range."""
        kind = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}.get(element.tag)
        key = element.get(W + "id") or ""
        if kind is not None and key in self._notes[kind]:
            words, author = self._notes[kind][key]
            self.notes.append(Note(self._length, self._length, words, "footnote", author))
        elif element.tag == W + "commentRangeStart":
            self._comments[key] = _Comment(self._length)
        elif element.tag == W + "commentRangeEnd" and key in self._comments:
            self._comments[key].end = self._length
        elif element.tag == W + "commentReference":
            self._comments.setdefault(key, _Comment(self._length, self._length))

    def commented(self) -> Iterator[Note]:
        """The comments, each over the words it is about."""
        for key, (words, author) in self._notes["comments"].items():
            place = self._comments.get(key, _Comment(0, 0))
            yield Note(place.start, max(place.start, place.end), words, "comment", author)

    def _write(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)

    def _table(self, element: _Element) -> None:
        """A line per row, cells apart by tabs; what continues a cell merged from above is not said again."""
        for row in _children(element, "tr"):
            start = self._length
            for number, cell in enumerate(_children(row, "tc")):
                if number:
                    self._write("\t")
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is None or merge.get(W + "val") == "restart":
                    self._cell(cell)
            self.styles.append((start, self._length, "table"))
            self._write("\n")
            self._write_boxes()

    def _cell(self, cell: _Element) -> None:
        self._cells += 1
        for number, element in enumerate(_blocks(cell)):
            if number:
                self._write(" ")
            if element.tag == W + "p":
                self._leading = _Bold(open=False)
                self._inline(element, bold=False)
            else:
                self._nested(element)
        self._cells -= 1

    def _nested(self, table: _Element) -> None:
        for number, cell in enumerate(cell for row in _children(table, "tr") for cell in _children(row, "tc")):
            self._write("\t" if number else "")
            self._cell(cell)


def _children(parent: _Element, name: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, also those that content controls and revisions wrap."""
    for element in parent:
        if element.tag == W + name:
            yield element
        elif isinstance(element.tag, str) and element.tag not in _SKIPPED:
            yield from _children(element, name) if element.tag not in (W + "p", W + "tbl", W + "tc") else ()


def _blocks(parent: _Element) -> Iterator[_Element]:
    for element in parent:
        if element.tag in (W + "p", W + "tbl"):
            yield element
        elif isinstance(element.tag, str) and element.tag not in _SKIPPED:
            yield from _blocks(element)


def _is_bold(run: _Element, inherited: bool) -> bool:
    bold = run.find(f"{W}rPr/{W}b")
    if bold is None:
        style = run.find(f"{W}rPr/{W}rStyle")
        name = (style.get(W + "val") or "").lower() if style is not None else ""
        return inherited or name in ("strong", "lev", "accentuation")
    return bold.get(W + "val", "1") not in ("0", "false", "off")


def _style_id(paragraph: _Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return (style.get(W + "val") or "") if style is not None else ""


def _has_outline(paragraph: _Element) -> bool:
    level = paragraph.find(f"{W}pPr/{W}outlineLvl")
    return level is not None and level.get(W + "val") != "9"


def _symbol(element: _Element) -> str:
    """The character of a symbol font; those fonts keep ASCII at U+F000."""
    try:
        point = int(element.get(W + "char") or "", 16)
    except ValueError:
        return ""
    return chr(point - 0xF000 if 0xF020 <= point <= 0xF0FF else point)
