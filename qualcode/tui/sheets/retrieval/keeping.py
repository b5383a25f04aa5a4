"""Queries that the project keeps: the one at hand is kept under a name, another one is chosen, renamed, deleted."""

from __future__ import annotations

from qualcode.errors import QualcodeError
from qualcode.i18n import _
from qualcode.model.query_named import SavedQuery, meant, spelled
from qualcode.tui.screens.ask import AskLine
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.sheets.retrieval.actions import RetrievalActions
from qualcode.tui.sheets.retrieval.subject import Subject


class KeepingActions(RetrievalActions):
    """What one does with named queries."""

    def action_keep(self) -> None:
        """Keep what is asked for under a name."""
        from qualcode.tui.sheets.retrieval.named import KeepQuery

        project = self.session.project
        query = self.subject.as_query(project)
        if not query:
            self.say(_("There is no query to keep here: / asks for segments by a query."))
            return
        dialog = KeepQuery(query, {saved.name: saved for saved in project.queries()}, self._wrong_name)
        self.app.push_screen(dialog, lambda answer: self._keep(query, *answer) if answer else None)

    def _keep(self, query: str, name: str, note: str) -> None:
        project = self.session.project
        every = {saved.name: saved for saved in project.queries()}
        twin = every.get(meant(name, every) or "")
        if twin is None or twin.query == query:
            self._save(query, name, note, replacing=twin is not None)
            return
        question = _("There is already a query {name}: {query}\nReplace it?")
        self.app.push_screen(
            Confirm(question.format(name=spelled(twin.name), query=twin.query)),
            lambda yes: self._save(query, name, note, replacing=True) if yes else None,
        )

    def _save(self, query: str, name: str, note: str, *, replacing: bool) -> None:
        with self.guarded():
            saved = self.session.project.save_query(name, query, note or None, replacing)
            self.sync()
            self.say(_("Kept: {name} stands for {query}").format(name=spelled(saved.name), query=saved.query))

    def action_named(self, name: str = "") -> None:
        """Choose one of the queries that are kept; the cursor starts on that of the name."""
        from qualcode.tui.sheets.retrieval.named import NamedQueries

        every = self.session.project.queries()
        if not every:
            self.say(_("No query is kept under a name yet: s keeps the one that is shown."))
            return

        def chosen(answer: tuple[str, SavedQuery] | None) -> None:
            if answer:
                {"ask": self._ask_named, "rename": self._rename, "delete": self._delete}[answer[0]](answer[1])

        at = next((i for i, saved in enumerate(every) if saved.name == name), 0)
        self.app.push_screen(NamedQueries(every, at), chosen)

    def _ask_named(self, saved: SavedQuery) -> None:
        """Show what a named query finds; one that is broken is opened, to be mended."""
        try:
            self.show_subject(Subject(query=spelled(saved.name)))
        except QualcodeError as error:
            self.line.open(saved.query, self.memory.asked, self.ground)
            self.line.refuse(str(error))
            return
        self.memory.ask(spelled(saved.name))

    def _rename(self, saved: SavedQuery) -> None:
        title = _("Another name for {name}").format(name=spelled(saved.name))

        def renamed(name: str | None) -> None:
            if name is None:
                self.action_named(saved.name)
                return
            with self.guarded():
                new = self.session.project.rename_query(saved.name, name)
                if self.subject.query == spelled(saved.name):
                    self.show_subject(Subject(query=spelled(new.name)))
                self.sync()
                self.action_named(new.name)

        self.app.push_screen(AskLine(title, saved.name, self._wrong_name), renamed)

    def _delete(self, saved: SavedQuery) -> None:
        project = self.session.project
        question = _("Delete the query {name}?").format(name=spelled(saved.name))
        with self.guarded():
            users = project.query_users(saved.name)
            if users:
                told = _("It is used by {users}, which cannot be asked without it.")
                question = f"{told.format(users=', '.join(users))}\n{question}"

            def sure(yes: bool | None) -> None:
                if not yes:
                    self.action_named(saved.name)
                    return
                with self.guarded():
                    project.delete_query(saved.name, force=bool(users))
                    self.say(_("Deleted: {name}. Undo brings it back.").format(name=spelled(saved.name)))

            self.app.push_screen(Confirm(question), sure)

    def _wrong_name(self, name: str) -> str:
        """What is wrong with a name; nothing when a query can be called so."""
        try:
            self.session.project.clean_query_name(name)
        except QualcodeError as error:
            return error.message
        return ""
