"""The footnotes, endnotes and comments of a Word document: parts of their own, tied to the body by numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from docx.document import Document

#: The namespace of WordprocessingML, as tags begin with it.
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_GONE = frozenset(W + name for name in ("del", "moveFrom", "instrText", "delText"))


def notes_by_id(document: Document, kind: str) -> dict[str, tuple[str, str]]:
    """Text and author of each note of a kind (`footnotes`, `endnotes`, `comments`) by its number in the file."""
    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]  # ships no types
    from defusedxml.ElementTree import ParseError, fromstring  # type: ignore[import-untyped]  # ships no types

    part = next((r for r in document.part.rels.values() if r.reltype == _RELATION + kind and not r.is_external), None)
    if part is None:
        return {}
    try:
        root: Element = fromstring(part.target_part.blob)
    except (ParseError, DefusedXmlException):
        return {}
    return {
        note.get(W + "id") or "": (words, note.get(W + "author") or "")
        for note in root
        # Word keeps the rules that separate notes from the page among the notes, with a type.
        if note.get(W + "type") in (None, "normal") and (words := _text(note))
    }


def _text(note: Element) -> str:
    return "\n".join("".join(_words(paragraph)) for paragraph in note.iter(W + "p")).strip()


def _words(element: Element) -> list[str]:
    if element.tag in _GONE:
        return []
    if element.tag == W + "t":
        return [element.text or ""]
    if element.tag in (W + "tab", W + "br", W + "cr"):
        return ["\t" if element.tag == W + "tab" else "\n"]
    return [word for child in element for word in _words(child)]
