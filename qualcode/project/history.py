"""Undo, redo and the log of all that was done to a project."""

from __future__ import annotations

from qualcode.errors import NothingToUndo
from qualcode.i18n import _
from qualcode.project.base import Base
from qualcode.storage import journal
from qualcode.storage.journal import Action


class History(Base):
    """The part of the facade that looks back."""

    def undo(self) -> Action:
        """Take back the last action, whoever did it and however; raises NothingToUndo."""
        step = journal.undoable(self.conn)
        if step is None:
            raise NothingToUndo(_("There is nothing to undo."))
        with self.writing():
            journal.reverse(self.conn, step)
        return step

    def redo(self) -> Action:
        """Do again what was last undone; raises NothingToUndo."""
        step = journal.redoable(self.conn)
        if step is None:
            raise NothingToUndo(_("There is nothing to redo."))
        with self.writing():
            journal.reverse(self.conn, step)
        return step

    def next_undo(self) -> Action | None:
        """The action that undo would take back, or None."""
        return journal.undoable(self.conn)

    def next_redo(self) -> Action | None:
        """The action that redo would do again, or None."""
        return journal.redoable(self.conn)

    def log(self, limit: int = journal.LOG_LIMIT) -> list[Action]:
        """The last actions, newest first."""
        return journal.log(self.conn, limit)


def action_name(kind: str) -> str:
    """What an action of that kind is called in the user's language; an unknown kind is shown as it is."""
    return {
        "import": _("import"),
        "delete document": _("delete document"),
        "rename document": _("rename document"),
        "attributes": _("set attributes"),
        "case": _("add case"),
        "rename case": _("rename case"),
        "delete case": _("delete case"),
        "cases": _("link to cases"),
        "rename attribute": _("rename attribute"),
        "delete attribute": _("delete attribute"),
        "load codebook": _("load codebook"),
        "add code": _("add code"),
        "rename code": _("rename code"),
        "edit code": _("edit code"),
        "move code": _("move code"),
        "merge code": _("merge code"),
        "split code": _("split off code"),
        "delete code": _("delete code"),
        "code": _("coding"),
        "uncode": _("remove coding"),
        "recode": _("recode"),
        "resize coding": _("resize coding"),
        "weigh": _("set weight"),
        "speaker": _("mend speaker"),
        "load codings": _("load codings"),
        "memo": _("memo"),
        "edit memo": _("edit memo"),
        "delete memo": _("delete memo"),
        "save network": _("save network"),
        "delete network": _("delete network"),
        "sql": _("change by SQL"),
    }.get(kind, kind)


def described(step: Action) -> str:
    """An action in a few words: what it was and, if it is known, on what."""
    name = action_name(step.kind)
    return f"{name} · {step.detail}" if step.detail else name
