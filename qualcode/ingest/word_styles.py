"""What the styles of a Word document mean here: headings, lists, bold; a style is what it rests on, too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.ingest.word_notes import W

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    base: str
    bold: bool | None


class Styles:
    """The identifiers of the styles that matter. Word names its own styles in English, whatever the language."""

    def __init__(self, document: Document) -> None:
        self._known = {
            element.get(W + "styleId") or "": _Style(
                name=_value(element.find(W + "name")).lower(),
                base=_value(element.find(W + "basedOn")),
                bold=_truth(element.find(f"{W}rPr/{W}b")),
            )
            for element in document.styles.element.iterfind(W + "style")
        }
        self.headings = self._named("heading", "title", "titre")
        self.lists = self._named("list", "liste")
        self.bold = frozenset(key for key in self._known if self._is_bold(key))

    def _named(self, *beginnings: str) -> frozenset[str]:
        return frozenset(
            key for key in self._known if any(style.name.startswith(beginnings) for style in self._ancestry(key))
        )

    def _is_bold(self, key: str) -> bool:
        return next((style.bold for style in self._ancestry(key) if style.bold is not None), False)

    def _ancestry(self, key: str) -> Iterator[_Style]:
        """A style and those it rests on; a damaged file may make them rest on each other."""
        seen: set[str] = set()
        while key in self._known and key not in seen:
            seen.add(key)
            yield self._known[key]
            key = self._known[key].base


def _value(element: _Element | None) -> str:
    return "" if element is None else element.get(W + "val") or ""


def _truth(element: _Element | None) -> bool | None:
    return None if element is None else element.get(W + "val", "1") not in ("0", "false", "off")
