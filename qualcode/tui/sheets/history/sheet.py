"""The sheet: all actions, newest first, read page by page; what each changed; going far back and forth."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from rich.text import Text
from textual.timer import Timer

from qualcode.i18n import _, mark, ngettext, number
from qualcode.project import Project
from qualcode.project.history import SUFFIXES, Walk, action_name, described
from qualcode.storage.journal import Action
from qualcode.tui.jobs import Report
from qualcode.tui.screens.ask import AskLine
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.session import Session
from qualcode.tui.sheets.history.telling import line, whole
from qualcode.tui.sheets.listing import ListSheet, ListView
from qualcode.tui.sheets.sheet import About
from qualcode.tui.widgets.rows import Rows

#: Actions read at once; more than these are walked, or written out, beside the screen.
_PAGE, _FAR, _LONG = 200, 25, 2_000
#: Seconds after which the cursor rests: a key held down does not wait for what each action changed.
_REST = 0.06


class HistorySheet(ListSheet):
    """All that was done."""

    NAME = "history"

    def __init__(self, session: Session, about: About) -> None:
        super().__init__(session, about)
        kept = session.sheets.get(self.NAME)
        self.view = kept if isinstance(kept, ListView) else ListView()
        session.sheets[self.NAME] = self.view
        self._ids: list[int] = []
        self._pages: dict[int, list[tuple[Action, str]]] = {}
        self._resting: Timer | None = None

    def searching(self) -> str:
        """What is looked at."""
        return _("Words of what was done, of what it was done to")

    def sync(self) -> None:
        """Show the history as it is now."""
        project, view = self.session.project, self.view
        self._ids = project.history_ids(view.words, kind=view.kind, coder=view.coder)
        self._pages.clear()
        cursor = self._ids.index(view.at) if view.at in self._ids else 0
        self.rows.fill(len(self._ids), self._line, cursor)
        all_ = len(self._ids) if not view.narrowed else sum(project.action_kinds().values())
        counted = ngettext("{n} action", "{n} actions", all_).format(n=number(all_))
        kind = action_name(view.kind) if view.kind else ""
        none = _("Nothing of the kind was done.") if all_ else _("Nothing was done yet.")
        self.show_count(_("History"), len(self._ids), counted, [kind, view.coder], none)
        self._show_details()

    def status(self) -> tuple[list[str], list[str]]:
        """What has just been said, else what the signs mean."""
        signs = _("✓ done · ↶ undone, can be redone · ✗ undone for good")
        return [self.said or signs], [self.session.project.coder]

    # What one does

    def action_details(self) -> None:
        """Read what the action changed, all of it."""
        if self._step_here is not None:
            self.look_closer()

    def action_go(self) -> None:
        """Leave for the first place in the texts that the action changed."""
        step = self._step_here
        places = self.session.project.places_of(step) if step else []
        if places:
            self.go_to(*places[0])
        elif step is not None:
            self.say(_("This was not done in a text, or its document is gone."))

    def action_walk(self) -> None:
        """Take back all down to the action under the cursor, or do again all up to it, after a question."""
        step = self._step_here
        if step is None:
            return
        walk = self.session.project.walk_to(step.id)
        if walk.steps:
            self.app.push_screen(Confirm(self._question(walk)), partial(self._walk, walk))
        else:
            self.say(_("This was undone for good: something else was done after it."))

    def action_export(self) -> None:
        """Write what is listed to a file, for the method section."""
        path = self.session.project.path
        target = path.with_name(_("{name}-history.md").format(name=path.stem))
        n = len(self._ids)
        title = ngettext("Write {n} action to which file?", "Write {n} actions to which file?", n).format(n=number(n))
        title += "\n" + _(".md is a page to read, .csv a table. What is filtered out is left out.")

        def check(typed: str) -> str:
            return "" if Path(typed).suffix.lower() in SUFFIXES else _("The name must end in .md or .csv.")

        self.app.push_screen(AskLine(title, str(target), check), self._export)

    def action_kind(self) -> None:
        """List only one kind of action."""
        counts = self.session.project.action_kinds()
        self.narrow(_("Which actions?"), "kind", counts, {kind: action_name(kind) for kind in counts})

    def action_coder(self) -> None:
        """List only what one person did."""
        counts = self.session.project.action_coders()
        self.narrow(_("Whose actions?"), "coder", counts, {name: name for name in sorted(counts)})

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Read what it changed."""
        self.action_details()

    # Going far

    def _question(self, walk: Walk) -> str:
        n, last = len(walk.steps), described(walk.steps[-1])
        if walk.back:
            said = ngettext("Undo {n} action: {last}?", "Undo {n} actions, back to this one, it included: {last}?", n)
        else:
            said = ngettext("Redo {n} action: {last}?", "Redo {n} actions, up to this one, it included: {last}?", n)
        lines = [said.format(n=number(n), last=last)]
        kinds: dict[str, int] = {}
        for step in walk.steps:
            kinds[action_name(step.kind)] = kinds.get(action_name(step.kind), 0) + 1
        most = sorted(kinds.items(), key=lambda item: -item[1])[:5]
        lines.append(
            " · ".join(f"{name}{mark(':')}{number(count)}" for name, count in most) + (" …" if len(kinds) > 5 else "")
        )
        others = {who: count for who, count in walk.by_coder().items() if who not in ("", self.session.project.coder)}
        if others:
            names = ", ".join(f"{who}{mark(':')}{number(count)}" for who, count in sorted(others.items()))
            lines.append(_("Done by others among them: {names}.").format(names=names))
        if walk.back:
            lines.append(_("Each can be redone, until something else is done."))
        return "\n\n".join(lines)

    def _walk(self, walk: Walk, yes: bool | None) -> None:
        if not yes:
            return
        title = _("Undoing") if walk.back else _("Redoing")
        if len(walk.steps) > _FAR:

            def work(project: Project, report: Report) -> int:
                return project.take_walk(walk, report)

            self.jobs.start(title, work, partial(self._walked, walk))
            return
        with self.guarded():
            self._walked(walk, self.session.project.take_walk(walk))

    def _walked(self, walk: Walk, n: int) -> None:
        said = _("Undone: {n}") if walk.back else _("Redone: {n}")
        counted = ngettext("{n} action", "{n} actions", n).format(n=number(n))
        self._tell(said.format(n=counted))

    # Writing it out

    def _export(self, typed: str | None, force: bool = False) -> None:
        if typed is None:
            return
        target = Path(typed).expanduser()
        if target.exists() and not force:
            question = _("{path} exists already. Replace it?").format(path=target)
            self.app.push_screen(Confirm(question), lambda yes: self._export(typed, True) if yes else None)
            return
        ids = list(self._ids)
        if len(ids) > _LONG:

            def work(project: Project, report: Report) -> Path:
                return project.write_history(target, ids, force=force, report=report)

            self.jobs.start(_("Writing the history"), work, self._written)
            return
        with self.guarded():
            self._written(self.session.project.write_history(target, ids, force=force))

    def _written(self, path: Path) -> None:
        self._tell(_("Written: {path}").format(path=path))

    def _tell(self, said: str) -> None:
        """Say how something ended, wherever one is by then."""
        if self.is_attached and self.is_current:
            self.sync()
            self.say(said)
        else:
            self.app.notify(said, markup=False)

    # Showing

    @property
    def _step_here(self) -> Action | None:
        return self._at(self.rows.cursor)[0] if self._ids else None

    def _at(self, place: int) -> tuple[Action | None, str]:
        number_, inside = divmod(place, _PAGE)
        page = self._pages.get(number_)
        if page is None:
            ids = self._ids[number_ * _PAGE : (number_ + 1) * _PAGE]
            sizes = self.session.project.action_sizes(ids)
            page = [(step, sizes.get(step.id, "")) for step in self.session.project.actions(ids)]
            self._pages[number_] = page
        return page[inside] if inside < len(page) else (None, "")

    def _line(self, place: int, width: int) -> Sequence[Text]:
        step, size = self._at(place)
        return (line(step, size, width, self.ground),) if step else ()

    def show_entry(self) -> None:
        """What the action changed, once the cursor rests."""
        self.view.at = self._ids[self.rows.cursor] if self._ids else 0
        self.show_status()
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self._show_details)

    def _show_details(self) -> None:
        step, size = self._at(self.rows.cursor) if self._ids else (None, "")
        self.view.at = step.id if step else 0
        text = Text()
        if step is not None:
            project = self.session.project
            names = {document.id: document.name for document in project.documents()}
            text = whole(step, size, project.details_of(step), names, self.ground)
        self.show_text(text)
        self.show_status()
        self.show_keys()
