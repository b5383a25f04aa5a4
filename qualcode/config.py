"""Where a person's settings lie on this machine, and what they are. They are a convenience: never a reason to fail."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What is kept between two sessions: the name of the screen's theme (empty: the default)."""

    theme: str = ""


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
        saved = json.loads(settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    known = {field.name for field in fields(Settings)}
    kept = {k: v for k, v in saved.items() if k in known and isinstance(v, str)} if isinstance(saved, dict) else {}
    return Settings(**kept)


def save_settings(settings: Settings) -> bool:
    """Keep the settings; False when the folder cannot be written."""
    path = settings_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(settings), indent=2), encoding="utf-8")
    except OSError:
        return False
    return True
