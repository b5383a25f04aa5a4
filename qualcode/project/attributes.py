"""Documents, speakers and cases as tables: what is in their cells, and changing many cells in one step."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qualcode.errors import ProjectError
from qualcode.i18n import _, ngettext, number
from qualcode.model.document import CASE_KINDS, KINDS
from qualcode.model.text import clean_line, clean_text, fold
from qualcode.model.things import WRITABLE, Cell, Losses, Owner, Thing, join_names, split_names
from qualcode.project.documents import Documents
from qualcode.storage import attributes, cases, documents

_SPEAKERS = ("speakers", "documents", "attributes", "cases", "case_speakers")
_CASES = ("cases", "attributes", "documents", "case_documents", "case_speakers")
_GROUPED = ("documents", "speakers", "attributes", "cases", "case_documents", "case_speakers")


class Attributes(Documents):
    """The part of the facade that keeps the tables about the material."""

    # Reading

    def things(self, owner: Owner) -> list[Thing]:
        """All documents, speakers or cases with their attributes, in the order of the project (cases by name)."""
        if owner == "speaker":
            return self.cached("speaker things", lambda: attributes.speakers(self.conn), *_SPEAKERS)
        if owner == "case":
            return self.cached("case things", lambda: attributes.all_cases(self.conn), *_CASES)
        return [
            Thing(d.id, d.name, {"kind": d.kind, "words": str(d.words), "cases": join_names(d.cases)}, d.attributes)
            for d in self.documents()
        ]

    def count_things(self, owner: Owner) -> int:
        """How many documents, speakers or cases there are."""
        return self.cached(f"number of {owner}", lambda: attributes.count(self.conn, owner), f"{owner}s")

    def attribute_names(self, owner: Owner) -> list[str]:
        """The attributes that documents, speakers or cases have, in the order in which they were first given."""
        return self.cached(f"attributes of {owner}", lambda: attributes.names(self.conn, owner), "attributes")

    def document_cases(self) -> dict[int, list[tuple[str, str]]]:
        """The cases (name, kind) of each document and of those who speak in it, by the document's id."""

        def read() -> dict[int, list[tuple[str, str]]]:
            found: dict[int, list[tuple[str, str]]] = {}
            for document, name, kind in attributes.linked(self.conn):
                found.setdefault(document, []).append((name, kind))
            return found

        return self.cached("document cases", read, *_GROUPED)

    def document_attributes(self) -> dict[int, dict[str, str]]:
        """The attributes of each document, its own or those of its cases, by its id."""

        def read() -> dict[int, dict[str, str]]:
            found: dict[int, dict[str, str]] = {}
            for document, name, value in attributes.inherited(self.conn):
                found.setdefault(document, {})[name] = value
            return found

        return self.cached("document attributes", read, *_GROUPED)

    def document_losses(self, document: str | int) -> Losses:
        """What would be deleted with a document."""
        return attributes.document_losses(self.conn, self.document(document).id, self.coder)

    def case_losses(self, case: int) -> Losses:
        """What would be deleted with a case."""
        return attributes.case_losses(self.conn, case)

    # Changing

    def set_attribute(self, owner: Owner, ids: Collection[int], name: str, value: str) -> int:
        """Give things an attribute, in one action; an empty value removes it. How many were changed."""
        return self.set_cells([Cell(owner, id_, "attribute", value, name) for id_ in ids])

    def set_cells(self, cells: Sequence[Cell]) -> int:
        """Write cells, in one action; how many hold something else now.

        Raises ProjectError, and writes nothing, where one cannot hold what it should: a kind that there is not, a name
        that is taken or empty.
        """
        changed = 0
        # The last word on a cell counts, so that what is read before the first is true of each.
        last = {(cell.owner, cell.id, cell.field, cell.attribute): cell for cell in cells}
        with self.action(_kind(cells), _detail(cells)):
            rows = {owner: {thing.id: thing for thing in self.things(owner)} for owner in {c.owner for c in cells}}
            for cell in last.values():
                if cell.id not in rows[cell.owner]:
                    raise ProjectError(_("Another program has deleted this row in the meantime."))
                changed += self._set(rows[cell.owner][cell.id], cell)
        return changed

    def rename_attribute(self, owner: Owner, old: str, new: str) -> int:
        """Give an attribute another name; how many things had it.

        The new name may be that of another attribute, which it then joins; raises ProjectError where things have both.
        """
        new = clean_line(new)
        if not new:
            raise ProjectError(_("An attribute needs a name."))
        if new == old:
            return 0
        both = attributes.having_both(self.conn, owner, old, new)
        if both:
            raise ProjectError(
                ngettext(
                    "{n} row has a value under “{old}” and under “{new}”: they cannot become one attribute.",
                    "{n} rows have a value under “{old}” and under “{new}”: they cannot become one attribute.",
                    both,
                ).format(n=number(both), old=old, new=new)
            )
        with self.action("rename attribute", f"{old} → {new}"):
            return attributes.rename(self.conn, owner, old, new)

    def delete_attribute(self, owner: Owner, name: str) -> int:
        """Take an attribute from all documents, speakers or cases; how many had it."""
        with self.action("delete attribute", name):
            return attributes.delete(self.conn, owner, name)

    def new_case(self, name: str, kind: str = "person") -> int:
        """Make a case that there is not yet; its id. Raises ProjectError."""
        name = clean_line(name)
        if not name:
            raise ProjectError(_("A case needs a name."))
        self._check_free("case", 0, name)
        return self.add_case(name, kind)

    def delete_case(self, case: int) -> None:
        """Remove a case with its attributes, links and memos; documents and speakers stay."""
        name = next((thing.name for thing in self.things("case") if thing.id == case), "")
        with self.action("delete case", name):
            attributes.delete_case(self.conn, case)

    # One cell

    def _set(self, thing: Thing, cell: Cell) -> bool:
        before = self.conn.total_changes
        if cell.field == "attribute":
            name = clean_line(cell.attribute)
            if not name:
                raise ProjectError(_("An attribute needs a name."))
            if thing.attributes.get(name, "") != clean_text(cell.value):
                cases.set_attributes(self.conn, cell.owner, cell.id, {name: cell.value})
        elif cell.field not in WRITABLE[cell.owner]:
            raise ProjectError(_("“{column}” cannot be changed here.").format(column=cell.field))
        elif cell.field == "name":
            self._set_name(thing, cell)
        elif cell.field == "kind":
            self._set_kind(thing, cell)
        elif cell.field == "cases":
            self._set_cases(cell)
        elif bool(thing.fields["interviewer"]) != bool(cell.value):
            attributes.set_interviewer(self.conn, cell.id, bool(cell.value))
        return self.conn.total_changes != before

    def _set_name(self, thing: Thing, cell: Cell) -> None:
        name = clean_line(cell.value)
        if cell.owner == "speaker":
            name = name or thing.fields["label"]
        if not name:
            raise ProjectError(_("“{name}” needs a name.").format(name=thing.name))
        if name != thing.name:
            self._check_free(cell.owner, cell.id, name)
            attributes.set_name(self.conn, cell.owner, cell.id, name)

    def _check_free(self, owner: Owner, id_: int, name: str) -> None:
        """Two documents, or two cases, cannot share a name; speakers can."""
        if owner == "document" and documents.names(self.conn).get(name, id_) != id_:
            raise ProjectError(_("There is already a document “{name}”.").format(name=name))
        if owner == "case" and any(case.name == name and case.id != id_ for case in cases.every(self.conn)):
            raise ProjectError(_("There is already a case “{name}”.").format(name=name))

    def _set_kind(self, thing: Thing, cell: Cell) -> None:
        known = KINDS if cell.owner == "document" else CASE_KINDS
        if cell.value == thing.fields["kind"]:
            return
        if cell.value not in known:
            raise ProjectError(
                _("“{value}” is not a kind; there are: {kinds}.").format(value=cell.value, kinds=", ".join(known))
            )
        attributes.set_kind(self.conn, cell.owner, cell.id, cell.value)

    def _set_cases(self, cell: Cell) -> None:
        known = {case.name: case.id for case in cases.every(self.conn)}
        wanted = [known.get(name) or cases.ensure(self.conn, name) for name in split_names(cell.value, known)]
        attributes.set_cases(self.conn, cell.owner, cell.id, wanted)


def _kind(cells: Sequence[Cell]) -> str:
    fields = {(cell.owner, cell.field) for cell in cells}
    if fields <= {("speaker", "name"), ("speaker", "interviewer")}:
        return "speaker"
    kinds = {
        frozenset({("document", "name")}): "rename document",
        frozenset({("case", "name")}): "rename case",
        frozenset({("document", "cases")}): "cases",
        frozenset({("speaker", "cases")}): "cases",
    }
    return kinds.get(frozenset(fields), "attributes")


def _detail(cells: Sequence[Cell]) -> str:
    columns = list(dict.fromkeys(cell.attribute or cell.field for cell in cells))
    named = ", ".join(columns[:3]) + ("…" if len(columns) > 3 else "")
    values = {cell.value for cell in cells}
    what = f"{named} = {values.pop()}" if len(values) == 1 and len(columns) == 1 else named
    return f"{what} ({len(cells)})" if len(cells) > 1 else what


def same_attribute(name: str, known: Collection[str]) -> str:
    """The attribute among those known that a name means, case and accents aside; nothing for a new one."""
    return name if name in known else next((other for other in known if fold(other) == fold(name)), "")
