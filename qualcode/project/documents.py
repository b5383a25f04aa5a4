"""Documents, speakers and cases of the project; importing is in `importing`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from qualcode.analysis.suggest import nearest
from qualcode.errors import Gone, ProjectError, UnknownName
from qualcode.french import sentences
from qualcode.i18n import _
from qualcode.model.document import Case, Document, Draft, Layout, Speaker
from qualcode.model.rows import Rows
from qualcode.model.text import fold
from qualcode.project.base import Base
from qualcode.storage import cases, documents
from qualcode.storage.documents import Ready

#: Called with what is done, what there is to do, and the name of the thing at hand.
Progress = Callable[[int, int, str], None]

#: The tables that the list of documents, and the layout of one, are read from.
_DESCRIBED_BY = ("documents", "speakers", "turns", "attributes", "cases", "case_documents")
_DIVIDED_BY = ("documents", "speakers", "turns")


class Documents(Base):
    """The part of the facade that knows the material."""

    def documents(self) -> Rows[Document]:
        """All documents in the order of the project, without their texts."""
        return self.cached("documents", lambda: Rows(documents.every(self.conn), "documents"), *_DESCRIBED_BY)

    def document(self, name: str | int) -> Document:
        """A document by its name (case and accents aside) or its id.

        Raises UnknownName with the nearest names, for an id Gone.
        """
        every = self.documents()
        for document in every:
            if name in (document.name, document.id):
                return document
        if isinstance(name, int):
            raise Gone(_("This document is not there any more."))
        near = [document for document in every if fold(document.name) == fold(str(name))]
        if len(near) == 1:
            return near[0]
        raise UnknownName(
            _("There is no document “{name}”.").format(name=name),
            did_you_mean(str(name), (document.name for document in every)),
        )

    def text(self, document: str | int) -> str:
        """The text of a document: every offset of the project counts code points in it."""
        found = self.document(document).id
        return self.cached(f"text {found}", lambda: documents.text(self.conn, found), "documents")

    def layout(self, document: str | int) -> Layout:
        """How a document is divided into paragraphs, sentences and turns."""
        found = self.document(document).id
        return self.cached(f"layout {found}", lambda: documents.layout(self.conn, found), *_DIVIDED_BY)

    def speakers(self, document: str | int) -> list[Speaker]:
        """Who speaks in a document, in order of appearance."""
        return documents.speakers(self.conn, self.document(document).id)

    def cases(self) -> Rows[Case]:
        """All cases (persons, sites, institutions) by name, with their attributes."""
        return Rows(cases.every(self.conn))

    def add_case(self, name: str, kind: str = "person", attributes: Mapping[str, str] | None = None) -> int:
        """Make a case, or give one that is there these attributes; its id."""
        with self.action("case", name):
            case_id = cases.ensure(self.conn, name, kind)
            cases.set_attributes(self.conn, "case", case_id, attributes or {})
            return case_id

    def set_attributes(self, document: str | int, attributes: Mapping[str, str]) -> None:
        """Give a document attributes beside those it has; an empty value removes one."""
        found = self.document(document)
        with self.action("attributes", found.name):
            cases.set_attributes(self.conn, "document", found.id, attributes)

    def rename_document(self, document: str | int, name: str) -> None:
        """Give a document another name, free in the project."""
        found = self.document(document)
        if name in documents.names(self.conn):
            raise ProjectError(_("There is already a document “{name}”.").format(name=name))
        with self.action("rename document", f"{found.name} → {name}"):
            documents.rename(self.conn, found.id, name)

    def delete_document(self, document: str | int) -> None:
        """Remove a document with its codings and memos; undo brings all of it back."""
        found = self.document(document)
        with self.action("delete document", found.name):
            documents.delete(self.conn, found.id)

    def add_drafts(self, drafts: Sequence[Draft]) -> list[int]:
        """Keep drafts as documents, in one action; their ids."""
        return self.add_ready(self.make_ready(drafts))

    def make_ready(self, drafts: Sequence[Draft], progress: Progress | None = None) -> list[Ready]:
        """Do all that takes time before drafts are kept; nothing is written, and no one is held up."""
        ready = []
        for done, draft in enumerate(drafts):
            if progress:
                progress(done, len(drafts), draft.name)
            ready.append(documents.make_ready(draft, _sentences(draft)))
        return ready

    def add_ready(self, ready: Sequence[Ready], progress: Progress | None = None) -> list[int]:
        """Keep drafts that were made ready, in one action; their ids."""
        names = ", ".join(one.draft.name for one in ready[:3]) + ("…" if len(ready) > 3 else "")
        with self.action("import", names):
            ids = []
            for done, one in enumerate(ready):
                if progress:
                    progress(done, len(ready), one.draft.name)
                ids.append(documents.insert_ready(self.conn, one))
            if progress:
                progress(len(ready), len(ready), "")
            return ids


def _sentences(draft: Draft) -> list[tuple[int, int]]:
    return sentences.split(draft.text, draft.paragraphs, (turn.body for turn in draft.turns))


def did_you_mean(name: str, candidates: Iterable[str]) -> str:
    """The hint that names the nearest candidates, or nothing."""
    near = nearest(name, candidates)
    return _("Did you mean: {names}?").format(names=", ".join(near)) if near else ""
