"""Undo, redo and the log of all that was done to a project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from qualcode import files
from qualcode.errors import NothingToUndo, ProjectError
from qualcode.i18n import _, language, ngettext, number
from qualcode.model.codebook import split_path
from qualcode.model.moment import local_moment
from qualcode.model.rows import Rows
from qualcode.model.span import Span
from qualcode.model.text import fold
from qualcode.project.documents import Documents
from qualcode.project.history_details import Detail, Telling, size
from qualcode.storage import database, history, journal, study
from qualcode.storage.journal import Action

#: Hears how much is done, of how much, and what is at hand.
Report = Callable[[int, int, str], None]

#: Changes of an action that are looked at for places, and for what it did.
_PLACES, DETAILS = 200, 80
#: Endings of the files the history is written to.
SUFFIXES = (".md", ".csv")
_PAGE = 500
#: Kinds of actions whose detail is the path of a code.
ON_CODES = ("code", "uncode", "recode", "add code", "edit code", "delete code")


@dataclass(frozen=True, slots=True)
class Walk:
    """The actions that going back (or forth) to one of them takes back (or does again), in that order."""

    steps: tuple[Action, ...]

    @property
    def back(self) -> bool:
        """Whether it undoes."""
        return bool(self.steps) and self.steps[0].state == "done"

    def by_coder(self) -> dict[str, int]:
        """How many of the actions each coder did; nobody's are under an empty name."""
        return dict(Counter(step.coder or "" for step in self.steps))


class History(Documents):
    """The part of the facade that looks back."""

    _searched: list[tuple[int, str]] | None = None

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
        return self.cached("next undo", lambda: journal.undoable(self.conn))

    def next_redo(self) -> Action | None:
        """The action that redo would do again, or None."""
        return self.cached("next redo", lambda: journal.redoable(self.conn))

    def log(self, limit: int = journal.LOG_LIMIT) -> Rows[Action]:
        """The last actions, newest first."""
        return Rows(journal.log(self.conn, limit))

    # Looking

    def history_ids(self, words: str = "", *, kind: str = "", coder: str = "") -> list[int]:
        """The ids of the actions of a kind and of a coder whose name and detail hold all words, newest first."""
        ids = self.cached(f"history {kind}\n{coder}", lambda: history.ids(self.conn, kind, coder))
        wanted = fold(words).split()
        if not wanted:
            return ids
        said = self._searchable()
        for word in sorted(wanted, key=len, reverse=True):
            said = [(action, text) for action, text in said if word in text]
        if not (kind or coder):
            return [action for action, _text in reversed(said)]
        found = {action for action, _text in said}
        return [action for action in ids if action in found]

    def actions(self, ids: Sequence[int]) -> list[Action]:
        """The actions with these ids that there still are, in the order asked for."""
        return history.by_ids(self.conn, ids)

    def action_sizes(self, ids: Sequence[int]) -> dict[int, str]:
        """How much some actions changed, in words, by id; nothing for those that changed a single thing."""
        return {action: size(tables) for action, tables in history.sizes(self.conn, ids).items()}

    def action_kinds(self) -> dict[str, int]:
        """How many actions there are of each kind, the most frequent first."""
        return history.kinds(self.conn)

    def action_coders(self) -> dict[str, int]:
        """How many actions each coder did, by name."""
        return history.coders(self.conn)

    def places_of(self, step: Action) -> list[tuple[int, Span]]:
        """Where in the texts an action was (document, passage), in its order, where these documents still are."""
        there = {document.id for document in self.documents()}
        found = history.places(self.conn, history.changes(self.conn, step, _PLACES))
        return [(document, span) for document, span in found if document in there]

    def details_of(self, step: Action, limit: int = DETAILS) -> list[Detail]:
        """What an action did, thing by thing, from at most so many changes."""
        names = {
            "documents": {document.id: document.name for document in self.documents()},
            "cases": {case.id: case.name for case in self.cases()},
            "coders": {coder.id: coder.name for coder in self.coders()},
        }
        telling = Telling(self.conn, self.codebook(), names)
        return list(telling.details(history.changes(self.conn, step, limit)))

    # Going far

    def walk_to(self, action: int) -> Walk:
        """What would be taken back to undo an action, it included, or done again to redo it.

        Nothing for an action that was undone for good.
        """
        return Walk(tuple(history.between(self.conn, action)))

    def take_walk(self, walk: Walk, report: Report = lambda _done, _total, _what: None) -> int:
        """Take back, or do again, all the actions of a walk, in one transaction; how many they were.

        Each stays a step of its own. Raises ProjectError when another program has moved the history meanwhile.
        """
        total = len(walk.steps)
        with self.writing():
            journal.reverse_all(self.conn, walk.steps, lambda done: report(done, total, ""))
        return total

    # For the method section

    def write_history(
        self,
        path: str | Path,
        ids: Sequence[int] | None = None,
        *,
        force: bool = False,
        report: Report = lambda _done, _total, _what: None,
    ) -> Path:
        """Write actions (all of them for None), oldest first, to a page (.md) or a table (.csv); the path written.

        The file appears whole or not at all. Raises ProjectError when it is there already (without `force`), has
        another ending or cannot be written.
        """
        target = Path(path).expanduser()
        if target.suffix.lower() not in SUFFIXES:
            raise ProjectError(_("Choose a name that ends in .md (a page to read) or .csv (a table)."))
        if target.exists() and not force:
            raise ProjectError(_("{path} exists already.").format(path=target))
        wanted = sorted(history.ids(self.conn) if ids is None else ids)
        steps: list[Action] = []
        for at in range(0, len(wanted), _PAGE):
            steps += history.by_ids(self.conn, wanted[at : at + _PAGE])
            report(len(steps), len(wanted), "")
        text = _as_csv(steps) if target.suffix.lower() == ".csv" else _as_page(study.name(self.conn), steps)
        with database.explained(target):
            files.write(target, text.encode())
        return target

    def _searchable(self) -> list[tuple[int, str]]:
        """Id and folded words of every action; what was folded once is kept, since actions only come to be."""
        known = self._searched or []
        fresh = history.words(self.conn, known[-1][0] if known else 0)
        known += [(action, f"{fold(action_name(kind))} {fold(detail)}") for action, kind, detail in fresh]
        self._searched = known
        return known


def log_row(step: Action, *, human: bool) -> dict[str, Any]:
    """An action as a row of the log, see `interchange.history.COLUMNS`: in words for people, as it is for programs."""
    return {
        "id": step.id,
        "created": local_moment(step.created) if human else step.created,
        "action": action_name(step.kind) if human else step.kind,
        "detail": step.detail,
        "coder": step.coder or "",
        "state": state_name(step.state) if human else step.state,
        "changes": step.changes,
    }


def state_name(state: str) -> str:
    """What the state of an action is called; nothing for one that stands."""
    return {"done": "", "undone": _("undone"), "abandoned": _("undone for good")}.get(state, state)


def _as_csv(steps: Sequence[Action]) -> str:
    from qualcode.interchange.history import as_table

    return as_table(log_row(step, human=False) for step in steps)


def _as_page(project: str, steps: Sequence[Action]) -> str:
    from qualcode.interchange.history import Counts, as_markdown

    about = ngettext("{n} action", "{n} actions", len(steps)).format(n=number(len(steps)))
    if steps:
        first, last = local_moment(steps[0].created), local_moment(steps[-1].created)
        about += " · " + _("from {first} to {last}").format(first=first, last=last)
    undone = sum(step.state != "done" for step in steps)
    lines = [about, ngettext("{n} was undone", "{n} were undone", undone).format(n=number(undone)) if undone else ""]
    done = [step for step in steps if step.state == "done"]
    kinds = Counter(action_name(step.kind) for step in done).most_common()
    coders = Counter(step.coder or _("nobody named") for step in done).most_common()
    counts = [
        Counts(_("action"), [(name, number(n)) for name, n in kinds]),
        Counts(_("coder"), [(name, number(n)) for name, n in coders]),
    ]
    headings = (_("created"), _("coder"), _("action"), _("detail"), _("changes"), _("state"))
    rows = (log_row(step, human=True) for step in steps)
    cells = (
        (row["created"], row["coder"], row["action"], row["detail"], number(row["changes"]), row["state"])
        for row in rows
    )
    return as_markdown(_("History of {project}").format(project=project), lines, counts, headings, cells)


def action_name(kind: str) -> str:
    """What an action of that kind is called in the user's language; an unknown kind is shown as it is."""
    return _names(language()).get(kind, kind)


@lru_cache(maxsize=4)
def _names(_language: str) -> dict[str, str]:
    # A long history asks for a name a hundred thousand times.
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
        "refresh network": _("refresh network"),
        "analyse network": _("analyse network"),
        "rename network": _("rename network"),
        "delete network": _("delete network"),
        "save query": _("save query"),
        "rename query": _("rename query"),
        "delete query": _("delete query"),
        "sql": _("change by SQL"),
    }


def described(step: Action) -> str:
    """An action in a few words: what it was and, if it is known, on what."""
    name = action_name(step.kind)
    return f"{name} · {step.detail}" if step.detail else name


def described_shortly(step: Action) -> str:
    """An action in as few words as tell it from its neighbours: of a code its name without the path."""
    detail = step.detail
    if step.kind in ON_CODES:
        names = split_path(detail.split(", ")[0])
        detail = names[-1] if names else detail
    return f"{action_name(step.kind)} · {detail}" if detail else action_name(step.kind)
