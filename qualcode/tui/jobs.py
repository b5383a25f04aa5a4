"""Long work beside the screen: a thread with a connection of its own, progress in a line, an end at any time.

The screen's connection stays in its thread. What a job writes is one action of its own connection; a job that is
cancelled or fails leaves nothing behind, because its transaction is taken back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from qualcode.errors import QualcodeError
from qualcode.i18n import _
from qualcode.project import Project, open_project

if TYPE_CHECKING:
    from textual.app import App

T = TypeVar("T")

#: What a job calls as it goes on: how much is done, of how much (0: unknown), what is at hand.
Report = Callable[[int, int, str], None]


class Cancelled(QualcodeError):
    """Someone has stopped the job."""


@dataclass
class Job:
    """Work under way; `done` of `total`, as last reported."""

    title: str
    done: int = 0
    total: int = 0
    what: str = ""
    stopped: Event = field(default_factory=Event)

    def cancel(self) -> None:
        """Stop at the next report."""
        self.stopped.set()

    def report(self, done: int, total: int, what: str = "") -> None:
        """Take down how far the work is; raises Cancelled once someone has stopped it."""
        if self.stopped.is_set():
            raise Cancelled(_("Stopped: {title}. Nothing was changed.").format(title=self.title))
        self.done, self.total, self.what = done, total, what


class Jobs:
    """The one job that may run at a time, for the whole application."""

    def __init__(self, app: App[None], project: Project) -> None:
        self._app = app
        self._project = project
        self.current: Job | None = None

    def start(self, title: str, work: Callable[[Project, Report], T], finish: Callable[[T], None]) -> bool:
        """Run `work` beside the screen, then `finish` with what it returned, in the screen's thread.

        False, with a word to the person, while another job runs. Errors that a person can make are shown.
        """
        if self.current is not None:
            message = _("Still at work: {title}.").format(title=self.current.title)
            self._app.notify(message, severity="warning", markup=False)
            return False
        job = self.current = Job(title)

        def run() -> None:
            try:
                with open_project(self._project.path, coder=self._project.coder) as own:
                    result = work(own, job.report)
            except QualcodeError as error:
                self._app.call_from_thread(self._end, job, str(error))
            except BaseException:
                self._app.call_from_thread(self._end, job, "")
                raise
            else:
                self._app.call_from_thread(self._end, job, "")
                self._app.call_from_thread(finish, result)

        self._app.run_worker(run, name=title, group="job", thread=True, exit_on_error=True)
        return True

    def cancel(self) -> None:
        """Stop what runs."""
        if self.current is not None:
            self.current.cancel()

    def _end(self, job: Job, trouble: str) -> None:
        if self.current is job:
            self.current = None
        if trouble:
            stopped = job.stopped.is_set()
            self._app.notify(trouble, severity="information" if stopped else "error", markup=False)
