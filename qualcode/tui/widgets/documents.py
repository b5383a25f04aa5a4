"""The documents, grouped by kind, with the number of their codings."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qualcode.i18n import _, number
from qualcode.model.document import KINDS, Document


def kind_name(kind: str) -> str:
    """What a kind of document is called, for a heading; an unknown kind is shown as it is."""
    return {
        "entretien": _("Interviews"),
        "focus-group": _("Focus groups"),
        "notes": _("Field notes"),
        "observation": _("Observations"),
        "questionnaire": _("Questionnaires"),
        "document": _("Documents"),
    }.get(kind, kind)


def common_prefix(names: Sequence[str]) -> str:
    """What all of several names begin with, up to a separator: `entretien-` of `entretien-01-a` and `entretien-02-b`.

    A slash stays: it parts a questionnaire from its answers. Nothing for a name alone.
    """
    if len(names) < 2:
        return ""
    shared = os.path.commonprefix(list(names))
    return shared[: max(shared.rfind(sign) for sign in "-_ .") + 1]


class DocumentList(OptionList):
    """The list on the left; Enter opens a document."""

    #: Whose commands apply while it has the focus (`Command.where`).
    where = "list"

    class Chosen(Message):
        """A document was chosen."""

        def __init__(self, document: int) -> None:
            super().__init__()
            self.document = document

    class Highlighted(Message):
        """The cursor came to a document while someone works here."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._prefixes: Mapping[str, str] = {}
        self._documents: Sequence[Document] = ()
        self._counts: Mapping[int, int] = {}
        self._open = 0

    def show(self, documents: Sequence[Document], counts: Mapping[int, int], open_document: int) -> None:
        """List these documents, the open one marked."""
        before, old = self._counts, self._documents
        moved = open_document != self._open
        self._documents, self._counts, self._open = documents, dict(counts), open_document
        if moved or documents != old:
            self._fill(keep=not moved)
            return
        for document in documents:
            if before.get(document.id) != counts.get(document.id):
                self.replace_option_prompt(str(document.id), self._line(document))

    def on_resize(self, event: events.Resize) -> None:
        """Cut the names to the new width."""
        self._fill(keep=True)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say which document was chosen."""
        event.stop()
        if event.option_id:
            self.post_message(self.Chosen(int(event.option_id)))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say which document the cursor is on."""
        event.stop()
        name = next((d.name for d in self._documents if str(d.id) == event.option_id), "")
        if self.has_focus and name:
            self.post_message(self.Highlighted(name))

    def _fill(self, *, keep: bool) -> None:
        held = self.highlighted_option.id if keep and self.highlighted_option else str(self._open)
        self.clear_options()
        order = {kind: at for at, kind in enumerate(KINDS)}
        groups: dict[str, list[Document]] = {}
        for document in sorted(self._documents, key=lambda d: order.get(d.kind, len(order))):
            groups.setdefault(document.kind, []).append(document)
        self._prefixes = {kind: common_prefix([d.name for d in documents]) for kind, documents in groups.items()}
        for kind, documents in groups.items():
            self.add_option(Option(Text(kind_name(kind), "italic"), disabled=True))
            self.add_options(Option(self._line(document), id=str(document.id)) for document in documents)
        if held and self.option_count:
            ids = [option.id for option in self.options]
            self.highlighted = ids.index(held) if held in ids else None

    def _line(self, document: Document) -> Text:
        count = number(self._counts[document.id]) if document.id in self._counts else ""
        room = max(8, self.scrollable_content_region.width - 2 - max(len(count), 3) - 1)
        name = " ".join(document.name.removeprefix(self._prefixes.get(document.kind, "")).split())
        if cell_len(name) > room and "/" in name:
            # Answers of one questionnaire differ in what stands behind the slash.
            name = "…/" + name.rsplit("/", 1)[1]
        if cell_len(name) > room:
            name = set_cell_size(name, room - 1) + "…"
        marker = "▸ " if document.id == self._open else "  "
        line = Text(marker + name + " " * (room - cell_len(name) + 1 + max(0, 3 - len(count))), no_wrap=True)
        line.append(count, "dim")
        if document.id == self._open:
            line.stylize("bold", 0, len(marker) + len(name))
        return line
