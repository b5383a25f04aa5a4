"""The columns and rows of the grid: attributes added, renamed, deleted; cases made and deleted; tables as files."""

from __future__ import annotations

from pathlib import Path

from qualcode.errors import Gone
from qualcode.i18n import _, ngettext, number
from qualcode.project.attributes import same_attribute
from qualcode.tui.screens.ask import AskLine
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.screens.document_actions import question_before_deleting
from qualcode.tui.sheets.cases.columns import owner_name
from qualcode.tui.sheets.cases.pasting import plan_table
from qualcode.tui.sheets.cases.writing import Writing


class Shaping(Writing):
    """The actions on columns and rows."""

    # Columns

    def action_add_column(self) -> None:
        """A new attribute; it is kept once something has a value for it."""
        known = self._attributes()

        def check(line: str) -> str:
            same = same_attribute(line, known)
            return _("There is already an attribute “{name}”.").format(name=same) if same else ""

        def answer(line: str | None) -> None:
            if line:
                self.tab.added.append(line)
                self.tab.column = ("attribute", line)
                self.sync()
                self.say(_("New attribute: {name}. It is kept once something has a value for it.").format(name=line))

        self.app.push_screen(AskLine(_("Name of the new attribute"), check=check), answer)

    def action_rename_column(self) -> None:
        """Another name for the attribute under the cursor; that of another one joins the two."""
        name = self._attribute()
        if not name:
            return

        def answer(line: str | None) -> None:
            if not line or line == name:
                return
            if line in self._attributes():
                ask = _("There is already an attribute “{name}”: shall “{old}” become a part of it?")
                self.app.push_screen(
                    Confirm(ask.format(name=line, old=name)), lambda yes: self._rename(name, line) if yes else None
                )
            else:
                self._rename(name, line)

        self.app.push_screen(AskLine(_("Another name for {name}").format(name=name), name), answer)

    def action_delete_column(self) -> None:
        """Delete the attribute; on the first column, the document or the case."""
        column, owner = self.column, self.table.owner
        if column and column.field == "name" and owner != "speaker":
            self._delete_row()
            return
        name = self._attribute()
        if not name:
            return
        project = self.session.project

        def filled() -> int:
            return sum(1 for thing in project.things(owner) if thing.attributes.get(name))

        def question() -> str:
            return ngettext(
                "Delete the attribute “{name}” with its value in {n} row?",
                "Delete the attribute “{name}” with its values in {n} rows?",
                filled(),
            ).format(name=name, n=number(filled()))

        def delete() -> None:
            with self.guarded():
                project.delete_attribute(owner, name)
                self.tab.added = [other for other in self.tab.added if other != name]
                self.sync()
                self.say(_("Deleted: {name} (u brings it back)").format(name=name))

        if filled():
            self.confirm(question, delete)
        else:
            delete()

    # Rows

    def action_add_case(self) -> None:
        """A new case."""
        names = {case.name for case in self.session.project.things("case")}

        def check(line: str) -> str:
            return _("There is already a case “{name}”.").format(name=line) if line in names else ""

        def answer(line: str | None) -> None:
            if line:
                with self.guarded():
                    made = self.session.project.new_case(line)
                    self.kept.owner = "case"
                    self.tab.row, self.tab.column, self.tab.wanted = made, ("kind", ""), ""
                    self.sync()
                    self.say(_("New case: {name}. Enter here says whether it is a person or a site.").format(name=line))

        self.app.push_screen(AskLine(_("Name of the new case (a person, a site, an institution)"), check=check), answer)

    def _delete_row(self) -> None:
        line, project, owner = self.line, self.session.project, self.table.owner
        if line is None:
            return
        name, id_ = line.thing.name, line.thing.id

        def question() -> str:
            return question_before_deleting(project, id_) if owner == "document" else self._question_on_case(id_)

        def delete() -> None:
            with self.guarded():
                if owner == "document":
                    project.delete_document(id_)
                else:
                    project.delete_case(id_)
                self.sync()
                self.say(_("Deleted: {name} (u brings it back)").format(name=name))

        self.confirm(question, delete)

    def _question_on_case(self, case: int) -> str:
        project = self.session.project
        name = next((thing.name for thing in project.things("case") if thing.id == case), None)
        if name is None:
            raise Gone(_("This case is not there any more."))
        losses = project.case_losses(case)
        links = ngettext("{n} link to a document or speaker", "{n} links to documents and speakers", losses.links)
        memos = ngettext("{n} memo", "{n} memos", losses.memos)
        said = [links.format(n=number(losses.links))] + ([memos.format(n=number(losses.memos))] if losses.memos else [])
        return "\n".join(
            (
                _("Delete the case “{name}” and its attributes?").format(name=name),
                "",
                _("With it goes: {what}.").format(what=", ".join(said)),
                _("Documents and speakers stay. Undo brings all of it back."),
            )
        )

    # Files

    def action_export(self) -> None:
        """Write the rows that are shown to a file for a spreadsheet."""
        proposed = str(self.session.project.path.with_name(f"{self.session.project.path.stem}-{self._file_name()}.csv"))

        def answer(line: str | None) -> None:
            if not line:
                return
            path = Path(line).expanduser()
            if path.exists():
                ask = _("{path} exists already. Overwrite it?").format(path=path)
                self.app.push_screen(Confirm(ask), lambda yes: self._export(path) if yes else None)
            else:
                self._export(path)

        self.app.push_screen(AskLine(_("File to write this table to (CSV)"), proposed), answer)

    def action_load(self) -> None:
        """Read a table from a file: titles above, names in the first column."""

        def answer(line: str | None) -> None:
            if line:
                with self.guarded():
                    block = self.session.project.read_table(Path(line).expanduser())
                    _wider, plan = plan_table(self.table, block)
                    self.ask_and_write(plan)

        title = _("CSV file to read; its first column holds names, its first line attributes")
        self.app.push_screen(AskLine(title), answer)

    def _export(self, path: Path) -> None:
        with self.guarded():
            titles = [column.title for column in self.table.columns]
            self.session.project.write_table(path, [titles, *(line.cells for line in self.lines)])
            n = len(self.lines)
            said = ngettext("{n} row written to {path}", "{n} rows written to {path}", n)
            self.say(said.format(n=number(n), path=path))

    def _file_name(self) -> str:
        return owner_name(self.table.owner).lower()

    def _attributes(self) -> list[str]:
        return [column.attribute for column in self.table.columns if column.attribute]

    def _attribute(self) -> str:
        """The attribute under the cursor; where there is none, a word about it."""
        if self.column and self.column.attribute:
            return self.column.attribute
        self.say(_("This column is not an attribute: it stays."))
        return ""

    def _rename(self, old: str, new: str) -> None:
        with self.guarded():
            self.session.project.rename_attribute(self.table.owner, old, new)
            self.tab.added = [new if name == old else name for name in self.tab.added]
            self.tab.column = ("attribute", new)
            if self.tab.sorted_by == ("attribute", old):
                self.tab.sorted_by = ("attribute", new)
            self.sync()
            self.say(_("Renamed: {old} → {new}").format(old=old, new=new))
