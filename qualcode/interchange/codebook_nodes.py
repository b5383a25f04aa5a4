"""A YAML file as a tree of nodes that know their lines; reading never builds anything but nodes.

Whatever keeps a file from being a tree at all (bytes that are no text, a syntax error, nesting without end) is one
`Mistake` with its line. Nothing of YAML is interpreted beyond scalars, lists and mappings, so that a file from anywhere
can be looked at safely.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualcode.errors import CodebookError
from qualcode.files import reason
from qualcode.i18n import _

#: A codebook of 500 codes with long definitions has half a megabyte.
MAX_BYTES = 8_000_000
#: Beyond this nesting a file is not a codebook (each level of codes is two levels of YAML).
MAX_NESTING = 100


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """Something wrong in a codebook file. `line` counts from 1.

    A mistake that is not `fatal` (a missing definition) is worth mending, but keeps nobody from loading the file.
    """

    line: int
    message: str
    fatal: bool = field(default=True, compare=False)


def read_text(path: Path) -> str:
    """The text of a codebook file, without a byte order mark; raises CodebookError if it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CodebookError(_("{path} cannot be read: {error}").format(path=path, error=reason(error))) from error
    return decode(data)


def decode(data: bytes) -> str:
    """The text of these bytes (UTF-8, or UTF-16 with a mark); raises CodebookError, its hint is the line."""
    if len(data) > MAX_BYTES:
        raise NotText(1, _("The file is too large for a codebook."))
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1 if encoding == "utf-8-sig" else 1
        raise NotText(line, _("This is not text in UTF-8: save the file as UTF-8.")) from error
    if "\x00" in text:
        raise NotText(text.count("\n", 0, text.index("\x00")) + 1, _("This is a binary file, not a codebook."))
    return text


class NotText(CodebookError):
    """Bytes that are no text; `line` is where."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def compose(text: str) -> tuple[Any | None, Mistake | None]:
    """The root node of a YAML text, or the mistake that keeps it from having one; (None, None) for an empty file."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        too_deep = _too_deep(text)
        if too_deep:
            return None, Mistake(too_deep, _("This is nested too deeply."))
        return YAML(typ="safe", pure=True).compose(text), None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = " ".join(str(error.problem or error.context or "").split())
        return None, Mistake(mark.line + 1 if mark else 1, _("This is not YAML: {said}.").format(said=said))
    except YAMLError as error:
        position = getattr(error, "position", None)
        line = text.count("\n", 0, position) + 1 if isinstance(position, int) else 1
        return None, Mistake(line, _("This character has no place in a YAML file."))
    except (RecursionError, ValueError, AssertionError, AttributeError) as error:
        return None, Mistake(1, _("This is not YAML: {said}.").format(said=" ".join(str(error).split())[:100]))


def _too_deep(text: str) -> int:
    """The line (from 1) at which the nesting passes MAX_NESTING, else 0. Composing is recursive, parsing is not."""
    if max((len(line) - len(line.lstrip(" ")) for line in text.splitlines()), default=0) < MAX_NESTING and (
        text.count("[") + text.count("{") + text.count("- -") < MAX_NESTING
    ):
        return 0
    from ruamel.yaml import YAML

    depth = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        kind = type(event).__name__
        if kind in ("MappingStartEvent", "SequenceStartEvent"):
            depth += 1
            if depth > MAX_NESTING:
                return int(event.start_mark.line) + 1
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            depth -= 1
    return 0


def kind_of(node: Any) -> str:
    """What a node is: `text`, `list`, `mapping`, `nothing` (an empty value), `number`, `date`, `truth` or `other`."""
    if node.id == "sequence":
        return "list"
    if node.id == "mapping":
        return "mapping"
    names = {"str": "text", "null": "nothing", "int": "number", "float": "number", "bool": "truth", "timestamp": "date"}
    return names.get(str(node.tag).rsplit(":", 1)[-1], "other")


def line_of(node: Any) -> int:
    """The line of a node, from 1."""
    return int(node.start_mark.line) + 1
