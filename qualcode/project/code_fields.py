"""What a code may be called and what its fields may hold, whoever sets them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from qualcode.errors import CodebookError
from qualcode.i18n import _
from qualcode.model.codebook import CODE_FIELDS, Codebook
from qualcode.model.text import fold
from qualcode.project.documents import did_you_mean

#: A longer name is a definition.
MAX_NAME = 200

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def clean_name(name: str) -> str:
    """A name for a code, normalised to NFC; raises CodebookError for an empty, endless or multi-line one."""
    name = unicodedata.normalize("NFC", name).strip()
    if not name:
        raise CodebookError(_("A code needs a name."))
    if len(name) > MAX_NAME:
        raise CodebookError(_("A code's name has at most {n} characters.").format(n=MAX_NAME))
    if _CONTROL.search(name) or "\n" in name or "\t" in name:
        raise CodebookError(_("The name of a code stands on one line, without control characters."))
    return name


def clean_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a code, checked; raises CodebookError for an unknown field, a bad colour, a text that is none."""
    clean: dict[str, Any] = {}
    for name, value in fields.items():
        if name not in CODE_FIELDS:
            raise CodebookError(_("A code has no field “{name}”.").format(name=name), did_you_mean(name, CODE_FIELDS))
        if name == "cues":
            clean[name] = _cues(value)
        elif not isinstance(value, str):
            raise CodebookError(_("“{name}” must be a text.").format(name=name))
        elif name == "color":
            clean[name] = _color(value)
        else:
            clean[name] = _text(name, value)
    return clean


def refuse_twin(book: Codebook, parent: int | None, name: str, but: int | None = None) -> None:
    """Raise CodebookError if a code of this name (case, accents and hyphens aside) stands under `parent` already."""
    for code in book.children(parent):
        if code.id != but and fold(code.name) == fold(name):
            raise CodebookError(_("There is already a code “{path}”.").format(path=book.path(code.id)))


def _text(name: str, value: str) -> str:
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if _CONTROL.search(text):
        raise CodebookError(_("“{name}” holds a control character.").format(name=name))
    return text


def _color(value: str) -> str:
    if not _COLOR.fullmatch(value.strip()):
        raise CodebookError(_("“{color}” is not a colour: write # and six hexadecimal digits.").format(color=value))
    return value.strip()


def _cues(value: Any) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise CodebookError(_("“cues” must be a list of texts."))
    cues = tuple(_text("cues", cue) for cue in value if isinstance(cue, str))
    if not all(cues) or len(cues) != len(tuple(value)):
        raise CodebookError(_("“cues” must be a list of texts."))
    return cues
