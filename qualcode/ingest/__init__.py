"""A file in, drafts out: the text normalised once, with the turns, speakers and cases it names.

Nothing here knows of a project. `read` never alters what a person said; it only decides where things are.
"""

from __future__ import annotations

from pathlib import Path

from qualcode.errors import ImportFailure, QualcodeError
from qualcode.files import one_line, reason
from qualcode.i18n import _
from qualcode.ingest.codings_file import CodingRow, read_codings
from qualcode.ingest.files import expand
from qualcode.ingest.locate import locate
from qualcode.ingest.manuscript import Manuscript, Material, Reader, Reading, RowPlan
from qualcode.ingest.overlay import apply
from qualcode.ingest.registry import reader, supported_suffixes
from qualcode.ingest.study import Study, StudyDocument, read_study

__all__ = [
    "CodingRow",
    "Manuscript",
    "Material",
    "Reader",
    "Reading",
    "RowPlan",
    "Study",
    "StudyDocument",
    "apply",
    "expand",
    "locate",
    "read",
    "read_codings",
    "read_study",
    "supported_suffixes",
]


def read(path: Path, *, kind: str | None = None, rows: RowPlan | None = None) -> Reading:
    """What a file holds. `kind` is one of `model.document.KINDS` (guessed when None); `rows` is for tables.

    Raises ImportFailure, with the reason in one sentence, when it cannot become a document; the caller names the file.
    """
    if path.is_dir():
        raise ImportFailure(_("this is a folder."))
    if not path.exists():
        raise ImportFailure(_("there is no such file."))
    if not path.is_file():
        raise ImportFailure(_("this is no ordinary file."))
    read_with = reader(path.suffix.lower())
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ImportFailure(_("the file cannot be opened ({error}).").format(error=reason(error))) from error
    try:
        return read_with(Material(path.name, data, kind, rows))
    except (QualcodeError, MemoryError):
        raise
    except Exception as error:
        # Whatever a strange file does to a reader (a plug-in may be one), it must not keep the other files out.
        raise ImportFailure(
            _("the file cannot be read ({error}): please report it.").format(
                error=one_line(f"{type(error).__name__}: {error}")
            )
        ) from error
