"""A .docx opened with care: it is a zip of XML, and both can be made to hurt whoever unpacks them."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from qualcode.errors import ImportFailure
from qualcode.i18n import _

if TYPE_CHECKING:
    from docx.document import Document

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TOTAL = 500_000_000
_RATIO = 200
_SMALL = 1_000_000
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, RuntimeError, EOFError)


def open_docx(data: bytes) -> Document:
    """The document in the bytes of a .docx; raises ImportFailure when it is none, damaged, or made to do harm."""
    if not data.strip(b"\0 \r\n\t"):
        raise ImportFailure(_("the file is empty."))
    if data.startswith(_OLE):
        raise ImportFailure(_("this is an old .doc or a file with a password; save it as .docx without one."))
    _check(data)
    return _parse(data)


def _check(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_sizes(entries)
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(entry):
                    raise ImportFailure(_("this .docx declares XML entities, which Word never does: it is not opened."))
    except _BROKEN as error:
        raise ImportFailure(_("this is no .docx file, or a damaged one.")) from error


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    swollen = any(e.file_size > _SMALL and e.file_size > _RATIO * max(e.compress_size, 1) for e in entries)
    if swollen or sum(entry.file_size for entry in entries) > _TOTAL:
        raise ImportFailure(_("this .docx would unpack to an enormous size: it is not opened."))
    for entry in entries:
        parts = entry.filename.replace("\\", "/").split("/")
        if parts[0] == "" or ".." in parts or ":" in parts[0]:
            raise ImportFailure(_("this .docx holds a path that leads out of it: it is not opened."))


def _parse(data: bytes) -> Document:
    import docx
    from lxml.etree import LxmlError

    try:
        document = docx.Document(io.BytesIO(data))
        list(document.element.body)
        return document
    except (LxmlError, *_BROKEN, KeyError, ValueError, AttributeError, TypeError) as error:
        raise ImportFailure(_("this is no .docx file, or a damaged one.")) from error
