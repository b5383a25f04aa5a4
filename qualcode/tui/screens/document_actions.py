"""The documents panel of the coding screen: how it is grouped, how far each document is coded, renaming, deleting."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from rich.text import Text

from qualcode.config import keep_setting, load_settings
from qualcode.i18n import _, ngettext, number
from qualcode.project import Project, open_project
from qualcode.project.progress import Measured, Progress
from qualcode.tui.screens.ask import AskLine
from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.desk import TextDesk
from qualcode.tui.widgets.documents import DocumentsPanel
from qualcode.tui.widgets.shelf import Shelf, grouping_name

#: A project with no more codings and words than these is reckoned at once, a larger one beside the screen.
_SMALL_CODINGS, _SMALL_WORDS = 5_000, 300_000
#: Seconds before a larger one is: first things first.
_PAUSE = 0.3


class DocumentActions(TextDesk):
    """The actions of the documents panel."""

    _grouping = ""
    _measuring = False

    def show_documents(self) -> None:
        """Show the documents with their codings and what share of them is coded."""
        project, page = self.session.project, self.session.page
        if not self._grouping:
            self._grouping = load_settings().grouping
        grouping = self._grouping if self._grouping in project.groupings() else "kind"
        shelf = Shelf(project.documents(), grouping, project.document_groups(grouping), project.document_words())
        self.query_one(DocumentsPanel).show(shelf, self._progress(), page.document.id if page else 0)

    def action_group(self) -> None:
        """Group by the next of: kind, kinds of case, the attribute chosen last."""
        every = self.session.project.groupings()
        usual = [name for name in every if name == self._grouping or ":" not in name]
        at = usual.index(self._grouping) if self._grouping in usual else 0
        self._group(usual[(at + 1) % len(usual)])

    def action_group_by(self) -> None:
        """Choose what to group by, attributes included."""
        every = self.session.project.groupings()

        def answer(place: int | None) -> None:
            if place is not None:
                self._group(every[place])

        self.app.push_screen(Choose(_("Group the documents by"), [Text(grouping_name(name)) for name in every]), answer)

    def action_rename_document(self) -> None:
        """Give the document under the cursor another name."""
        project, document = self.session.project, self.query_one(DocumentsPanel).listing.document_here
        if not document:
            return
        name = project.document(document).name
        taken = {known.name for known in project.documents()} - {name}

        def check(line: str) -> str:
            return _("There is already a document “{name}”.").format(name=line) if line in taken else ""

        def answer(line: str | None) -> None:
            if line and line != name:
                with self.guarded():
                    project.rename_document(document, line)
                    self.sync()
                    self.say(_("Renamed: {old} → {new}").format(old=name, new=line))

        self.app.push_screen(AskLine(_("Another name for {name}").format(name=name), name, check), answer)

    def action_delete_document(self) -> None:
        """Delete the document under the cursor, once it is said what goes with it."""
        project, document = self.session.project, self.query_one(DocumentsPanel).listing.document_here
        if not document:
            return
        name = project.document(document).name

        def delete() -> None:
            with self.guarded():
                project.delete_document(document)
                self.sync()
                # Not in the status line: another document may open, which has its own to say there.
                self.app.notify(_("Deleted: {name} (u brings it back)").format(name=name), markup=False)

        self.confirm(lambda: question_before_deleting(project, document), delete)

    def _group(self, grouping: str) -> None:
        self._grouping = grouping
        keep_setting(grouping=grouping)
        self.show_documents()
        self.say(_("Documents grouped by {what}").format(what=grouping_name(grouping)))

    def _progress(self) -> Mapping[int, Progress]:
        project = self.session.project
        if project.progress_known:
            return project.progress()
        counts = project.document_counts()
        if sum(counts.values()) <= _SMALL_CODINGS and sum(d.words for d in project.documents()) <= _SMALL_WORDS:
            return project.progress()
        if not self._measuring:
            self._measuring = True
            self.set_timer(_PAUSE, lambda: self.run_worker(self._measure(), group="progress"))
        return {document: Progress(codings=count) for document, count in counts.items()}

    async def _measure(self) -> None:
        project = self.session.project

        def measure() -> Measured:
            with open_project(project.path, coder=project.coder) as own:
                return own.measure_progress()

        try:
            with self.guarded():
                project.keep_progress(await asyncio.to_thread(measure))
                self.show_documents()
        finally:
            self._measuring = False


def question_before_deleting(project: Project, document: int) -> str:
    """What goes with a document, and whether it shall; raises Gone."""
    name, losses = project.document(document).name, project.document_losses(document)
    parts = [
        ngettext("{n} coding", "{n} codings", losses.codings).format(n=number(losses.codings))
        if losses.codings
        else "",
        ngettext("{n} of them by another coder", "{n} of them by other coders", losses.others).format(
            n=number(losses.others)
        )
        if losses.others
        else "",
        ngettext("{n} memo", "{n} memos", losses.memos).format(n=number(losses.memos)) if losses.memos else "",
    ]
    said = ", ".join(part for part in parts if part)
    ask = _("Delete the document “{name}” and its text?").format(name=name)
    goes = _("With it goes: {what}.").format(what=said) if said else _("Nothing is coded in it.")
    back = _("Undo brings all of it back.")
    return f"{ask}\n\n{goes}\n{back}"
