"""When qualcode itself is wrong: the person gets a sentence, the details go to a file that can be sent along."""

from __future__ import annotations

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from qualcode import __version__
from qualcode.config import mishap_file
from qualcode.errors import QualcodeError
from qualcode.files import one_line
from qualcode.i18n import _


def told(error: Exception) -> QualcodeError:
    """What to say of an error that nobody foresaw. With QUALCODE_DEBUG set it is raised instead, for developers."""
    if os.environ.get("QUALCODE_DEBUG"):
        raise error
    what = one_line(f"{type(error).__name__}: {error}")
    kept = _keep(error)
    return QualcodeError(
        _("Something went wrong inside qualcode ({error}).").format(error=what),
        _("The details are in {path}: please report it.").format(path=kept) if kept else _("Please report it."),
    )


def _keep(error: Exception) -> Path | None:
    path = mishap_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} qualcode {__version__}\n")
            log.writelines(traceback.format_exception(error))
    except OSError:
        return None
    return path
