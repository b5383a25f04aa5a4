"""Which reader takes which file: by suffix, the shipped ones first, then those that other packages bring.

A package adds a format with an entry point of the group `qualcode.importers`, named after the suffix without its dot
and loading a `Reader`. Entry points are looked at only for a suffix that is not known here: finding them costs time.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from qualcode.errors import ImportFailure
from qualcode.i18n import _
from qualcode.ingest.manuscript import Reader

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "qualcode.importers"
_SHIPPED = {
    ".txt": "plain",
    ".md": "plain",
    ".markdown": "plain",
    ".docx": "word",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".csv": "table",
    ".tsv": "table",
}


def supported_suffixes() -> tuple[str, ...]:
    """The suffixes that can be imported, in lower case with their dot."""
    return tuple(dict.fromkeys((*_SHIPPED, *_plugins())))


def reader(suffix: str) -> Reader:
    """The reader of a suffix; raises ImportFailure when there is none or its plug-in fails."""
    module = _SHIPPED.get(suffix)
    if module is not None:
        found: Reader = import_module(f"qualcode.ingest.{module}").read
        return found
    plugin = _plugins().get(suffix)
    if plugin is None:
        raise ImportFailure(
            _("files of this kind cannot be imported."),
            _("Formats: {suffixes}").format(suffixes=" ".join(supported_suffixes())),
        )
    try:
        loaded: Reader = plugin.load()
    except Exception as error:  # a plug-in may fail in any way, and the file alone must suffer
        raise ImportFailure(
            _("the importer “{plugin}” does not load ({error}).").format(plugin=plugin.name, error=error)
        ) from error
    return loaded


@cache
def _plugins() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points

    return {f".{point.name.lower().lstrip('.')}": point for point in entry_points(group=GROUP)}
