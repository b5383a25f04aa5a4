"""Long work beside the screen: a thread with a connection of its own, progress in a line, an end at any time.

The screen's connection stays in its thread. What a job writes is one action of its own connection; a job that is
cancelled or fails leaves nothing behind, because its transaction is taken back.

Whoever sits before the screen writes first: a job that is in the middle of its transaction takes it back when they
want to write, and does its work again after them. So coding never waits for an import, and nobody sees a lock.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition, Event
from typing import TYPE_CHECKING, Any, TypeVar

from qualcode.errors import QualcodeError
from qualcode.i18n import _, number
from qualcode.mishap import told
from qualcode.project import Project, open_project

if TYPE_CHECKING:
    from textual.app import App

T = TypeVar("T")

#: What a job calls as it goes on: how much is done, of how much (0: unknown), what is at hand.
Report = Callable[[int, int, str], None]

#: How often a job makes way before it goes through with what it writes.
_PATIENCE = 5
#: Seconds after which a job lets the screen's thread go on; Python's own five milliseconds can be felt in a key.
_TURN = 0.001
#: Seconds that a job which made way waits for the one who wanted to write.
_LONGEST_WAIT = 30.0


class Cancelled(BaseException):
    """Someone has stopped the job. No error: it must pass whatever guards against errors."""


class MadeWay(BaseException):
    """Someone wants to write while the job does; it starts again."""


class Way:
    """Who may write: the person at the screen (one thread) or the job (another)."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._wanted = 0

    @property
    def wanted(self) -> bool:
        """Whether the person is writing, or waits to."""
        return self._wanted > 0

    @contextmanager
    def person(self) -> Iterator[None]:
        """The person writes."""
        with self._changed:
            self._wanted += 1
        try:
            yield
        finally:
            with self._changed:
                self._wanted -= 1
                self._changed.notify_all()

    def wait(self) -> None:
        """Let the person finish."""
        with self._changed:
            self._changed.wait_for(lambda: not self._wanted, _LONGEST_WAIT)


@dataclass
class Job:
    """Work under way; `done` of `total`, as last reported; `made_way` counts how often it began again."""

    title: str
    done: int = 0
    total: int = 0
    what: str = ""
    stopped: Event = field(default_factory=Event)
    made_way: int = 0

    def words(self) -> str:
        """What runs and how far it is, on a line."""
        far = f"{number(self.done)}/{number(self.total)}" if self.total else number(self.done) if self.done else ""
        what = "".join(letter if letter.isprintable() else "�" for letter in self.what)
        stopping = _("stopping…") if self.stopped.is_set() else _("Ctrl+K stops it")
        return "  ·  ".join(part for part in (self.title, far, what, stopping) if part)

    def cancel(self) -> None:
        """Stop at the next report."""
        self.stopped.set()

    def report(self, done: int, total: int, what: str = "") -> None:
        """Take down how far the work is; raises Cancelled once someone has stopped it."""
        if self.stopped.is_set():
            raise Cancelled
        self.done, self.total, self.what = done, total, what


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How a job ended: with a result, or a sentence on what went wrong."""

    result: Any = None
    trouble: str = ""
    stopped: bool = False


class Jobs:
    """The one job that may run at a time, for the whole application."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._project: Project | None = None
        self._way = Way()
        self._afterwards: Callable[[], None] | None = None
        self._ended = False
        self.current: Job | None = None

    def attach(self, project: Project) -> None:
        """Work on this project from now on, whose own changes go before those of the jobs."""
        self._project = project
        project.before_writing = self._way.person

    def start(self, title: str, work: Callable[[Project, Report], T], finish: Callable[[T], None]) -> bool:
        """Run `work` beside the screen on a connection of its own, then `finish` with what it returned, in the screen.

        `work` may be begun again from the start, when the person wrote while it was writing; it must report often,
        inside its action too. False, with a word to the person, while another job runs. Errors are shown.
        """
        assert self._project is not None
        path, coder = self._project.path, self._project.coder

        def run(job: Job) -> T:
            with open_project(path, coder=coder) as own:
                return work(own, self._reporting(job, own))

        return self._begin(title, run, finish)

    def start_alone(self, title: str, work: Callable[[Report], T], finish: Callable[[T], None]) -> bool:
        """Run work that has no open project, as `start` does."""
        return self._begin(title, lambda job: work(job.report), finish)

    @property
    def makes_way(self) -> bool:
        """Whether there is a job, which would let the person write."""
        return self.current is not None and self.current.made_way < _PATIENCE

    def ended(self) -> bool:
        """Whether a job has ended since this was last asked: what changed in the file is then its doing."""
        ended, self._ended = self._ended, False
        return ended

    def cancel(self) -> None:
        """Stop what runs."""
        if self.current is not None:
            self.current.cancel()

    def when_idle(self, then: Callable[[], None]) -> None:
        """Do something once nothing runs any more: now, or after the job's end."""
        if self.current is None:
            then()
        else:
            self._afterwards = then

    def _begin(self, title: str, run: Callable[[Job], T], finish: Callable[[T], None]) -> bool:
        if self.current is not None:
            message = _("Still at work: {title}.").format(title=self.current.title)
            self._app.notify(message, severity="warning", markup=False)
            return False
        job = self.current = Job(title)
        self._app.run_worker(self._follow(job, run, finish), name="job", group="job")
        return True

    async def _follow(self, job: Job, run: Callable[[Job], T], finish: Callable[[T], None]) -> None:
        usual = sys.getswitchinterval()
        sys.setswitchinterval(_TURN)
        try:
            outcome = await asyncio.to_thread(self._outcome, job, run)
        except asyncio.CancelledError:
            # The screen is being left: the thread stops at its next report, and its transaction is taken back.
            job.cancel()
            raise
        finally:
            sys.setswitchinterval(usual)
        self.current = None
        self._ended = True
        if outcome.trouble:
            severity = "information" if outcome.stopped else "error"
            self._app.notify(outcome.trouble, severity=severity, markup=False)  # type: ignore[arg-type]  # a Literal
        else:
            self._finish(finish, outcome.result)
        afterwards, self._afterwards = self._afterwards, None
        if afterwards:
            afterwards()

    def _finish(self, finish: Callable[[T], None], result: T) -> None:
        try:
            finish(result)
        except QualcodeError as error:
            self._app.notify(str(error), severity="error", markup=False)

    def _outcome(self, job: Job, run: Callable[[Job], T]) -> _Outcome:
        while True:
            try:
                return _Outcome(run(job))
            except MadeWay:
                job.made_way += 1
                self._way.wait()
            except Cancelled:
                message = _("Stopped: {title}. Nothing was changed.").format(title=job.title)
                return _Outcome(trouble=message, stopped=True)
            except QualcodeError as error:
                return _Outcome(trouble=str(error))
            except MemoryError:
                return _Outcome(trouble=_("There is not enough memory for this."))
            except Exception as error:
                # What nobody foresaw must not take the screen with it; the details go where they can be found.
                return _Outcome(trouble=str(told(error)))

    def _reporting(self, job: Job, own: Project) -> Report:
        def report(done: int, total: int, what: str = "") -> None:
            job.report(done, total, what)
            if self._way.wanted and own.conn.in_transaction and job.made_way < _PATIENCE:
                raise MadeWay

        return report
