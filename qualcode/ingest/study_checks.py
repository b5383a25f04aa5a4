"""Reading YAML that a person wrote: each value of the type it should have, each mistake noted with its line."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qualcode.errors import ImportFailure
from qualcode.files import one_line
from qualcode.i18n import _
from qualcode.ingest.codings_file import others
from qualcode.model.text import fold


def load(text: str, name: str) -> Mapping[str, Any]:
    """The mapping in a YAML text, with its lines; raises ImportFailure, naming file and line, when there is none."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        tree = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ImportFailure(
            _("{name}, line {line}: {mistake}").format(
                name=name, line=mark.line + 1 if mark else 1, mistake=error.problem or error.context or ""
            )
        ) from error
    except ValueError as error:
        # A day that no calendar has (2020-13-45) is not found by the parser but when its value is made.
        raise ImportFailure(
            _("{name}: this YAML holds a value that cannot be ({error}).").format(name=name, error=one_line(error))
        ) from error
    except (YAMLError, RecursionError) as error:
        raise ImportFailure(_("{name}: this is no YAML file.").format(name=name)) from error
    if not isinstance(tree, Mapping):
        raise ImportFailure(_("{name}: this is no study file.").format(name=name))
    return tree


class Checker:
    """Takes values out of a tree; what is wrong with them is collected and raised by `finish`, all at once."""

    def __init__(self, path: Path, tree: Mapping[str, Any]) -> None:
        self._path = path
        self._tree = tree
        self._mistakes: list[tuple[int, str]] = []

    def finish(self) -> None:
        """Raise ImportFailure when anything was wrong, first mistake first."""
        lines = [
            _("{name}, line {line}: {mistake}").format(name=self._path.name, line=line, mistake=mistake)
            for line, mistake in sorted(self._mistakes)
        ]
        if lines:
            raise ImportFailure(lines[0], others(lines))

    def line(self, entry: Any, key: str | int | None = None) -> int:
        """The line of an entry, or of a key in it, from 1."""
        place = getattr(entry, "lc", None)
        if place is None or place.line is None:
            return 1
        if key is not None and place.data and key in place.data:
            return int(place.data[key][0]) + 1
        return int(place.line) + 1

    def _wrong(self, entry: Any, key: str | int | None, mistake: str) -> None:
        self._mistakes.append((self.line(entry, key), mistake))

    def keys(self, entry: Mapping[str, Any], known: Sequence[str], needed: str = "") -> None:
        """Note keys that mean nothing here, and the one that is missing."""
        for key in entry:
            if key not in known:
                near = next((name for name in known if fold(name).startswith(fold(str(key))[:4])), "")
                meant = _(" Did you mean “{key}”?").format(key=near) if near else ""
                self._wrong(entry, key, _("“{key}” is no key here.").format(key=key) + meant)
        if needed and entry.get(needed) in (None, ""):
            self._wrong(entry, None, _("“{key}” is missing.").format(key=needed))

    def text(self, entry: Mapping[str, Any], key: str) -> str:
        """A single value as text, empty when there is none."""
        value = entry.get(key)
        if isinstance(value, Mapping | list):
            self._wrong(entry, key, _("“{key}” must be a single value.").format(key=key))
            return ""
        return written(value)

    def truth(self, entry: Mapping[str, Any], key: str) -> bool:
        """A yes or a no; no when nothing is said."""
        value = entry.get(key, False)
        if isinstance(value, bool):
            return value
        if str(value).lower() in ("oui", "yes", "non", "no"):
            return str(value).lower() in ("oui", "yes")
        self._wrong(entry, key, _("“{key}” must be true or false.").format(key=key))
        return False

    def choice(self, entry: Mapping[str, Any], key: str, known: Sequence[str]) -> str | None:
        """One of a few words, None when nothing is said."""
        value = self.text(entry, key)
        if value and value not in known:
            self._wrong(
                entry,
                key,
                _("“{value}” is no {key}; known are {known}.").format(value=value, key=key, known=", ".join(known)),
            )
            return None
        return value or None

    def texts(self, entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """A list of single values; one alone need not be written as a list."""
        value = entry.get(key)
        items = value if isinstance(value, list) else [] if value is None else [value]
        if any(isinstance(item, Mapping | list) for item in items):
            self._wrong(entry, key, _("“{key}” must be a list of single values.").format(key=key))
            return ()
        return tuple(written(item) for item in items)

    def mapping(self, entry: Mapping[str, Any], key: str) -> Mapping[str, Any] | None:
        """A mapping under a key, None when nothing is said."""
        value = entry.get(key)
        if value is None or isinstance(value, Mapping):
            return value
        self._wrong(entry, key, _("“{key}” must hold keys and values.").format(key=key))
        return None

    def attributes(self, entry: Mapping[str, Any]) -> dict[str, str]:
        """The `attributes` of an entry as text; a key without a value is a mistake (`{a: 1, b}`)."""
        found: dict[str, str] = {}
        held = self.mapping(entry, "attributes") or {}
        for key, value in held.items():
            if value is None or isinstance(value, Mapping | list):
                self._wrong(held, key, _("the attribute “{key}” must have a single value.").format(key=key))
            else:
                found[written(key)] = written(value)
        return found

    def entries(self, entry: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
        """A list of mappings under a key."""
        value = entry.get(key)
        if value is None:
            return []
        items = value if isinstance(value, list) else []
        odd = [place for place, item in enumerate(items) if not isinstance(item, Mapping)]
        if odd or not isinstance(value, list):
            mistake = _("“{key}” must be a list of entries with keys.").format(key=key)
            self._wrong(value if odd else entry, odd[0] if odd else key, mistake)
        return [item for item in items if isinstance(item, Mapping)]

    def file(self, entry: Mapping[str, Any], key: str) -> Path:
        """The path under a key, seen from the study file; it must exist."""
        return self._existing(entry, key, self.text(entry, key))

    def files(self, entry: Mapping[str, Any], key: str) -> tuple[Path, ...]:
        """The list of paths under a key; each must exist."""
        held = entry.get(key)
        names = self.texts(entry, key)
        if isinstance(held, list):
            return tuple(self._existing(held, place, name) for place, name in enumerate(names))
        return tuple(self._existing(entry, key, name) for name in names)

    def _existing(self, entry: Any, key: str | int, name: str) -> Path:
        path = self._path.parent / name
        if name and not path.is_file():
            self._wrong(entry, key, _("there is no file {file}.").format(file=name))
        return path


def written(value: Any) -> str:
    """A YAML value as a person would write it: days in ISO form, truths as oui and non."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return value.isoformat() if isinstance(value, datetime.date) else str(value).strip()
