"""Every mistake a person can make ends in one of these: a sentence or two, an exit status, never a traceback.

The message is already translated when the error is raised, because only the place that raises it knows what happened.
"""

from __future__ import annotations


class QualcodeError(Exception):
    """Something that cannot be done, said in the user's language; `status` is the exit status of the command."""

    status = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class ProjectError(QualcodeError):
    """The project file is missing, foreign, damaged, too new or cannot be written."""


class ImportFailure(QualcodeError):
    """A file that cannot become a document."""


class DuplicateImport(ImportFailure):
    """A file whose bytes are already in the project."""


class CodebookError(QualcodeError):
    """A codebook file or an operation on codes that would break the tree."""


class UnknownName(QualcodeError):
    """A code, document, attribute or speaker that does not exist, with the nearest names as the hint."""

    status = 2


class SpanError(QualcodeError):
    """Offsets out of the text, or a quotation that is not where it should be."""


class QueryError(QualcodeError):
    """A query that cannot be read; the hint draws a caret under the place."""

    status = 2


class MissingLibrary(QualcodeError, ImportError):
    """A library that only some need is not installed; the hint says how to get it."""


class NothingToUndo(QualcodeError):
    """The history holds no step in that direction."""


class Gone(UnknownName, KeyError):
    """Something that was there when it was shown: another program, or an undo, has taken it away since."""
