"""The snapshots are taken on the same project and the same quiet machine as the user stories."""

from tests.tui.conftest import _quiet_machine, project

__all__ = ["_quiet_machine", "project"]
