"""Where a person's settings lie on this machine, and what they are. They are a convenience: never a reason to fail."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from qualcode import files


@dataclass(frozen=True, slots=True)
class Settings:
    """What is kept between two sessions. What the file says wrongly is as if it were not said.

    `theme` is the name of the screen's theme (empty: the default); `keys` gives commands other keys, by their
    names; `measure` is the length of a line of text in cells; `numbers` shows those of turns and paragraphs;
    `marks` says which codings the text shows (`all`, `active` or `none`); `grouping` how documents are grouped
    (`kind`, a kind of case, `attribute:NAME`); `sorting` how codes are (`tree`, `name`, `count`); `folder` is where
    files were chosen last (empty: nowhere yet); `minimap` shows the map of the document where there is room.
    """

    theme: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    measure: int = 78
    numbers: bool = True
    marks: str = "all"
    grouping: str = "kind"
    sorting: str = "tree"
    folder: str = ""
    minimap: bool = True


def settings_file() -> Path:
    """The file of the settings; it appears with the first one."""
    from platformdirs import user_config_path

    return user_config_path("qualcode") / "settings.json"


def mishap_file() -> Path:
    """The file that tells what went wrong inside qualcode itself, newest last; it appears with the first mishap."""
    from platformdirs import user_log_path

    return user_log_path("qualcode") / "mishaps.log"


def load_settings() -> Settings:
    """The settings as they were saved; the defaults where there is no file, or none that can be read."""
    try:
        saved = json.loads(files.read_own(settings_file()))
    except (OSError, ValueError, RecursionError):
        return Settings()
    default = asdict(Settings())
    kept = saved if isinstance(saved, dict) else {}
    settings: dict[str, Any] = {
        name: value for name, value in kept.items() if name in default and type(value) is type(default[name])
    }
    keys = settings.get("keys", {})
    return Settings(**settings | {"keys": {name: key for name, key in keys.items() if isinstance(key, str)}})


def keep_setting(**changed: Any) -> bool:
    """Change some settings and keep all; False when the folder cannot be written."""
    return save_settings(replace(load_settings(), **changed))


def save_settings(settings: Settings) -> bool:
    """Keep the settings; False when the folder cannot be written."""
    path = settings_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write(path, json.dumps(asdict(settings), indent=2).encode())
    except OSError:
        return False
    return True
