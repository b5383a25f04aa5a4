"""Codebooks as YAML files that people write, comment and keep under version control.

`load_codebook_file` gives the typed tree with its lines; `check_codebook_file` gives every mistake with its line.
Writing is in `codebook_export`: a file that stands is changed only where the codebook differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from qualcode.errors import CodebookError
from qualcode.i18n import _, ngettext
from qualcode.interchange.codebook_check import Reader
from qualcode.interchange.codebook_nodes import Mistake, NotText, compose, read_text
from qualcode.interchange.codebook_parents import Entry

#: How many mistakes an error spells out.
SPELLED_OUT = 5


@dataclass(frozen=True, slots=True)
class FileCode:
    """A code in a file. `fields` holds those of CODE_FIELDS that the file gives (`cues` a tuple); `line` is from 1."""

    name: str
    path: tuple[str, ...]
    line: int
    fields: Mapping[str, Any]
    children: tuple[FileCode, ...] = ()

    def walk(self) -> Iterator[FileCode]:
        """The code and all codes under it, in the order of the file."""
        stack = [self]
        while stack:
            code = stack.pop()
            yield code
            stack.extend(reversed(code.children))


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """A codebook file that was read: its `codebook` name, its codes, and what is worth mending (`remarks`)."""

    source: str
    name: str
    language: str
    description: str
    references: tuple[str, ...]
    codes: tuple[FileCode, ...]
    remarks: tuple[Mistake, ...] = ()

    def walk(self) -> Iterator[FileCode]:
        """Every code, parents first, in the order of the file."""
        for code in self.codes:
            yield from code.walk()


def check_codebook_file(path: str | Path) -> list[Mistake]:
    """Everything that is wrong with a codebook file, by line; raises CodebookError if there is no such file."""
    return _read(_bytes_or_mistake(Path(path)))[1]


def load_codebook_file(path: str | Path) -> CodebookFile:
    """The codes of a file; raises CodebookError with the first mistakes and their lines.

    A missing definition is no hindrance: it stands in `remarks`.
    """
    reader, mistakes = _read(_bytes_or_mistake(Path(path)))
    return _typed(str(path), reader, mistakes)


def parse_codebook(text: str, source: str = "") -> CodebookFile:
    """The codes of a YAML text; raises CodebookError like load_codebook_file."""
    return _typed(source, *_read(text))


def _typed(source: str, reader: Reader, mistakes: list[Mistake]) -> CodebookFile:
    fatal = [mistake for mistake in mistakes if mistake.fatal]
    if fatal:
        raise CodebookError(*_spell_out(source, fatal))
    header = reader.header
    return CodebookFile(
        source,
        header.get("codebook") or "",
        header.get("language") or "",
        header.get("description") or "",
        tuple(header.get("references") or ()),
        tuple(_code(entry, ()) for entry in reader.roots),
        tuple(mistakes),
    )


def _bytes_or_mistake(path: Path) -> str | Mistake:
    try:
        return read_text(path)
    except NotText as error:
        return Mistake(error.line, error.message)


def _read(text: str | Mistake) -> tuple[Reader, list[Mistake]]:
    reader = Reader()
    if isinstance(text, Mistake):
        return reader, [text]
    root, mistake = compose(text)
    if mistake:
        return reader, [mistake]
    reader.read(root)
    return reader, reader.mistakes


def _code(entry: Entry, above: tuple[str, ...]) -> FileCode:
    path = (*above, entry.name)
    children = tuple(_code(child, path) for child in entry.children)
    return FileCode(entry.name, path, entry.line, MappingProxyType(entry.fields), children)


def _spell_out(source: str, mistakes: list[Mistake]) -> tuple[str, str]:
    said = ngettext("{path} has {n} mistake.", "{path} has {n} mistakes.", len(mistakes))
    lines = [_("line {line}: {message}").format(line=m.line, message=m.message) for m in mistakes[:SPELLED_OUT]]
    return said.format(path=source, n=len(mistakes)), "\n".join(lines)
