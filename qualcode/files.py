"""Files for other programs: put in place whole or not at all; and what the system says of a file, in the user's words.

What is written stands under a name of its own until it is complete, so a full disk or a kill leaves what was there.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from qualcode.i18n import _

_FULL = (errno.ENOSPC, errno.EDQUOT)
#: What follows "damaged:" or stands in parentheses must not fill the screen.
_LONGEST = 200
#: A file beyond this, in bytes, is none of ours.
_OWN = 50_000_000


def write(target: Path, content: bytes) -> None:
    """Put a file in place, whole or not at all; an OSError names the target. A device or a pipe is written to."""
    with replacing(target) as partial, partial.open("wb") as stream:
        stream.write(content)
        stream.flush()
        if partial.is_file():
            os.fsync(stream.fileno())


def read_own(path: Path) -> str:
    """The text of a small file of ours; raises OSError, and ValueError for a device, a pipe, a giant."""
    if not path.is_file() or path.stat().st_size > _OWN:
        raise ValueError(path)
    return path.read_text(encoding="utf-8")


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A path beside the target to write to; it takes the target's place when the block ends well, and goes when not.

    A link leads to what it points to, and a file that is replaced keeps its permissions. A device or a pipe is yielded
    itself: a name in its place would destroy it. An OSError that leaves the block names the target.
    """
    if target.exists() and not target.is_file():
        yield target
        return
    place = Path(os.path.realpath(target))
    # A short name, since the target's may be as long as the file system allows.
    partial = place.with_name(f".qualcode-{secrets.token_hex(6)}.partial")
    try:
        yield partial
        if place.exists():
            shutil.copymode(place, partial)
        os.replace(partial, place)
    except OSError as error:
        error.filename, error.filename2 = os.fspath(target), None
        raise
    finally:
        with suppress(OSError):
            partial.unlink()


def explain(error: OSError, path: Path | str) -> str:
    """The sentence for what the system said of a path."""
    if error.errno in _FULL:
        return _("The disk is full: nothing was written to {path}.").format(path=path)
    if error.errno == errno.EROFS:
        return _("{path} cannot be written: the file or its folder is read-only.").format(path=path)
    if isinstance(error, FileNotFoundError):
        return _("{path} does not exist.").format(path=path)
    if isinstance(error, IsADirectoryError):
        return _("{path} is a folder.").format(path=path)
    if isinstance(error, PermissionError):
        return _("{path} cannot be read or written: permission is denied.").format(path=path)
    return _("{path}: {error}").format(path=path, error=reason(error))


def reason(error: OSError) -> str:
    """What the system said, as words that fit into a sentence."""
    known = {
        errno.ENOENT: _("it does not exist"),
        errno.EISDIR: _("it is a folder"),
        errno.ENOTDIR: _("a part of its path is no folder"),
        errno.EACCES: _("permission is denied"),
        errno.EPERM: _("permission is denied"),
        errno.EROFS: _("the file or its folder is read-only"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.ELOOP: _("its links go round in circles"),
        errno.EEXIST: _("it exists already"),
        errno.EIO: _("the disk cannot be read or written"),
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("the disk is full"),
    }
    return known.get(error.errno or 0) or one_line(error.strerror or error)


def one_line(said: object) -> str:
    """A text on one line, cut where it gets long."""
    line = " ".join(str(said).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
