"""Files made in the test, and the shortest way from a text to its draft."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

import docx

from qualcode import ingest
from qualcode.ingest.compose import compose
from qualcode.ingest.manuscript import Manuscript, Material
from qualcode.model.document import Draft

LONG = "Alors moi je travaille ici depuis longtemps, et je vois bien ce que ça change pour les gens du quartier."


def drafted(text: str, name: str = "texte.txt") -> Draft:
    """The draft of a text, as if it stood in a file."""
    return compose(Material(name, text.encode()), Manuscript(text, "utf-8"))


def read(tmp_path: Path, name: str, content: str | bytes) -> ingest.Reading:
    """What is read from a file of this name and content."""
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return ingest.read(path)


def said(draft: Draft) -> list[tuple[str | None, str]]:
    """Label and words of every turn."""
    return [(turn.label, draft.text[turn.body : turn.end]) for turn in draft.turns]


def styles(draft: Draft) -> list[str]:
    """The style of every paragraph."""
    return [paragraph.style for paragraph in draft.paragraphs]


def word_file(paragraphs: Iterable[str]) -> bytes:
    """A .docx with these paragraphs."""
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a Word document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_body(xml: str, parts: dict[str, str] | None = None) -> bytes:
    """A .docx whose body holds this XML, with more parts (by path) that the document refers to."""
    held = zipfile.ZipFile(io.BytesIO(word_file(["@"])))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as out:
        for entry in held.infolist():
            content = held.read(entry)
            if entry.filename == "word/document.xml":
                content = re.sub(rb"<w:p>.*?@.*?</w:p>", lambda _: xml.encode(), content, flags=re.DOTALL)
            if entry.filename == "word/_rels/document.xml.rels":
                content = content.replace(b"</Relationships>", _relations(parts or {}) + b"</Relationships>")
            if entry.filename == "[Content_Types].xml":
                content = content.replace(b"</Types>", _types(parts or {}) + b"</Types>")
            out.writestr(entry, content)
        for path, part in (parts or {}).items():
            out.writestr(path, part)
    return stream.getvalue()


_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _kind(path: str) -> str:
    return Path(path).stem


def _relations(parts: dict[str, str]) -> bytes:
    return "".join(
        f'<Relationship Id="x{n}" Type="{_RELATION}{_kind(path)}" Target="{Path(path).name}"/>'
        for n, path in enumerate(parts)
    ).encode()


def _types(parts: dict[str, str]) -> bytes:
    return "".join(f'<Override PartName="/{path}" ContentType="{_TYPE}{_kind(path)}+xml"/>' for path in parts).encode()


def letters(text: str) -> str:
    """The letters and digits of a text, in order."""
    return "".join(c for c in text if c.isalnum())


def stands_in_order(sought: str, text: str) -> bool:
    """True when every letter of the first text stands in the second, in the same order."""
    rest = iter(text)
    return all(letter in rest for letter in letters(sought))
