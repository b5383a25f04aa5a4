"""Where things lie on this machine, and the few settings that a person keeps."""

from __future__ import annotations

from pathlib import Path


def config_dir() -> Path:
    """The folder of the person's settings (made at need by whoever writes there)."""
    from platformdirs import user_config_path

    return user_config_path("qualcode")


def state_dir() -> Path:
    """The folder of logs and of the list of recent projects."""
    from platformdirs import user_state_path

    return user_state_path("qualcode")
