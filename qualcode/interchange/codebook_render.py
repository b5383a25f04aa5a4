"""A code as lines of YAML, as the shipped codebooks are written: long texts folded, colours quoted, cues in [ ]."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from qualcode.model.codebook import CODE_FIELDS, Code, Codebook

#: The column at which long texts are folded.
WIDTH = 95
#: A text longer than this does not stand on the line of its key.
ONE_LINE = 70

#: A cue that needs no quotes; the words that YAML takes for something else are left to the quotes.
_BARE = re.compile(r"[^\W\d_][\w’'·. «»()/+-]*(?<! )")
_NOT_BARE = frozenset(["null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"])
_UNSEEN = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff]")
_FOLDABLE = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")


def render_field(key: str, value: Any, indent: int) -> list[str]:
    """The lines of one `key: value`; all but the first are indented to stand in a mapping at column `indent`."""
    if key == "cues":
        return _cues(value, indent)
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap

    yaml = YAML()
    yaml.width = 1_000_000
    out = io.StringIO()
    yaml.dump(CommentedMap({key: _node(key, value, WIDTH - indent - 2)}), out)
    first, *rest = out.getvalue().rstrip("\n").split("\n")
    return [first, *(" " * indent + line if line else line for line in rest)]


def render_code(book: Codebook, code: Code, indent: int) -> list[str]:
    """The lines of a code with all under it, as an item of a list whose dashes stand at column `indent`."""
    lines = _item(code, indent)
    children = book.children(code.id)
    if children:
        lines.append(" " * (indent + 2) + "codes:")
        for child in children:
            lines += render_code(book, child, indent + 4)
    return lines


def render_file(book: Codebook, roots: Iterable[Code], name: str) -> str:
    """A whole new codebook file with these codes and all under them, in the order of the tree."""
    lines = [*render_field("codebook", name, 0), "codes:"]
    empty = True
    for root in roots:
        lines += render_code(book, root, 2)
        empty = False
    if empty:
        lines[-1] = "codes: []"
    return "\n".join(lines) + "\n"


def given_fields(code: Code) -> Mapping[str, Any]:
    """The fields of a code that say something, in the order in which a file has them."""
    return {name: getattr(code, name) for name in CODE_FIELDS if getattr(code, name)}


def _item(code: Code, indent: int) -> list[str]:
    fields = {"name": code.name, **given_fields(code)}
    lines = [line for key, value in fields.items() for line in _at(render_field(key, value, indent + 2), indent + 2)]
    return [" " * indent + "- " + lines[0].lstrip(" "), *lines[1:]]


def _at(lines: list[str], indent: int) -> list[str]:
    return [" " * indent + lines[0], *lines[1:]]


def _node(key: str, value: Any, width: int) -> Any:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

    if key == "color":
        return DoubleQuotedScalarString(value)
    if "\n" in value and all(_FOLDABLE.fullmatch(line) and line == line.strip() for line in value.split("\n") if line):
        return LiteralScalarString(value)
    if len(value) > ONE_LINE and _FOLDABLE.fullmatch(value) and value == value.strip() and "  " not in value:
        return _folded(value, width)
    return _plain(value)


def _plain(value: str) -> Any:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    return value if _FOLDABLE.fullmatch(value) else DoubleQuotedScalarString(value)


def _cues(cues: Iterable[str], indent: int) -> list[str]:
    """The list on one line, or on several that begin under the first word; never broken inside a cue."""
    lines, line = [], "cues: ["
    words = [cue if _BARE.fullmatch(cue) and cue not in _NOT_BARE else _quoted(cue) for cue in cues]
    for place, word in enumerate(words):
        item = word + (", " if place < len(words) - 1 else "]")
        if len(line) + len(item.rstrip()) > WIDTH - indent and not line.endswith("["):
            lines.append(line.rstrip())
            line = " " * (indent + len("cues: ["))
        line += item
    return [*lines, line if words else "cues: []"]


def _quoted(text: str) -> str:
    """A text in double quotes: JSON's escapes are YAML's too, except that letters beyond U+FFFF stand as they are."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _folded(text: str, width: int) -> Any:
    """A `>-` scalar folded at blanks so that no line is longer than `width` where that is possible."""
    from ruamel.yaml.scalarstring import FoldedScalarString

    folded = FoldedScalarString(text)
    places, begin, last = [], 0, -1
    for blank in (*_blanks(text), len(text)):
        if blank - begin > width and last > begin:
            places.append(last)
            begin = last + 1
        last = blank
    # The attribute that ruamel.yaml's own loader sets.
    folded.fold_pos = places
    return folded


def _blanks(text: str) -> Iterator[int]:
    """Where a line may end: not inside guillemets' blanks nor before the signs that French sets a blank before."""
    for place, letter in enumerate(text):
        if letter == " " and text[place - 1] != "«" and text[place + 1] not in "»;:!?%":
            yield place
