"""qualcode: coding and analysing qualitative interviews. `open_project` is the way in for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Project", "QualcodeError", "__version__", "frame", "new_project", "open_project"]

if TYPE_CHECKING:
    from qualcode.errors import QualcodeError
    from qualcode.model.frames import frame
    from qualcode.project import Project, new_project, open_project


def __getattr__(name: str) -> Any:
    # Nothing heavy is imported before it is used: `import qualcode` must cost nothing.
    if name in ("Project", "new_project", "open_project"):
        from qualcode import project

        return getattr(project, name)
    if name == "frame":
        from qualcode.model.frames import frame

        return frame
    if name == "QualcodeError":
        from qualcode.errors import QualcodeError

        return QualcodeError
    raise AttributeError(name)
