"""Writing a codebook into a file that may stand already: only what differs is touched.

A standing file is edited as text, at the places that its nodes name, so that comments, order, quotes and line breaks
stay as their author wrote them. The outcome is read again and compared before it is kept; a file written in a way that
cannot be edited like this (anchors, codes in braces) is left alone.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from qualcode import files
from qualcode.errors import CodebookError
from qualcode.i18n import _
from qualcode.interchange.codebook_edit import DEFAULTS, NotEditable, edited
from qualcode.interchange.codebook_nodes import read_text
from qualcode.interchange.codebook_render import render_file
from qualcode.interchange.codebook_yaml import CodebookFile, FileCode, parse_codebook
from qualcode.model.codebook import CODE_FIELDS, Code, Codebook, join_path
from qualcode.model.text import fold


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did to a file: paths `added`, `changed` and `removed`, and those that stay `only_there`.

    `undefined` are the codes written without a definition, which a check of the file reports.
    """

    path: Path
    made: bool
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    only_there: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    undefined: tuple[str, ...] = ()


def export_codebook_file(
    path: Path, book: Codebook, only: Collection[int] | None = None, *, name: str = "", prune: bool = False
) -> Exported:
    """Write the codes (or `only` those ids, parents included) to a file, or bring a standing one up to date.

    Codes that only the file has stay in it, unless `prune`. Raises CodebookError when the file is no codebook or cannot
    be edited in place, OSError when it cannot be written.
    """
    wanted = Codebook([code for code in book.values() if only is None or code.id in only])
    undefined = tuple(wanted.path(code.id) for code in wanted.values() if not code.definition)
    if not path.exists():
        files.write(path, render_file(wanted, wanted.children(), name or path.stem).encode())
        return Exported(path, True, added=tuple(wanted.paths.values()), undefined=undefined)
    old = read_text(path)
    before = parse_codebook(old, str(path))
    # Lines are worked on with \n alone, and get their \r back at the end.
    returns = "\r\n" in old
    standing = old.replace("\r\n", "\n")
    try:
        result = edited(standing, wanted, prune=prune)
        faithful = _says(parse_codebook(result.text), wanted, before, prune=prune)
    except (NotEditable, CodebookError):
        faithful = False
    if not faithful:
        raise CodebookError(
            _("{path} is written in a way that cannot be brought up to date in place.").format(path=path),
            _("Export to a new file."),
        )
    if result.text != standing:
        files.write(path, (result.text.replace("\n", "\r\n") if returns else result.text).encode())
    only_there = () if prune else _only_there(before, wanted)
    return Exported(path, False, result.added, result.changed, only_there, result.removed, undefined)


def _says(file: CodebookFile, wanted: Codebook, before: CodebookFile, *, prune: bool) -> bool:
    """True when a file says of every wanted code what the codebook says, and of the others what it said before."""
    found, earlier = _by_key(file), _by_key(before)
    here = {_key(wanted, code): code for code in wanted.values()}
    for key, code in here.items():
        said = found.get(key)
        if said is None or said.name != code.name:
            return False
        if any(said.fields.get(name, DEFAULTS[name]) != getattr(code, name) for name in CODE_FIELDS):
            return False
    others = {} if prune else {key: dict(code.fields) for key, code in earlier.items() if key not in here}
    return others == {key: dict(code.fields) for key, code in found.items() if key not in here}


def _only_there(file: CodebookFile, wanted: Codebook) -> tuple[str, ...]:
    here = {_key(wanted, code) for code in wanted.values()}
    return tuple(join_path(code.path) for key, code in _by_key(file).items() if key not in here)


def _by_key(file: CodebookFile) -> dict[tuple[str, ...], FileCode]:
    return {tuple(fold(name) for name in code.path): code for code in file.walk()}


def _key(book: Codebook, code: Code) -> tuple[str, ...]:
    return tuple(fold(book[id_].name) for id_ in book.ancestors(code.id))
