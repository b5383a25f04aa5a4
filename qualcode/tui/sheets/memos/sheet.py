"""The sheet: the list, what stands under the cursor beside it, and what one can do there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.text import Text

from qualcode.i18n import _, ngettext, number
from qualcode.model.memo import MEMO_KINDS, Subject, subject_of
from qualcode.model.span import Span
from qualcode.model.text import clean_text, count_words
from qualcode.storage.memos import Entry
from qualcode.tui.dates import when
from qualcode.tui.drafts import MemoDraft, drop_draft, every_draft
from qualcode.tui.memo_words import kind_of, kind_word, quotation, subject_line
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.session import Session
from qualcode.tui.sheets.memos.adding import Adding
from qualcode.tui.sheets.memos.listing import Item, MemoView, chosen, ordered, tally
from qualcode.tui.sheets.sheet import About
from qualcode.tui.widgets.rows import Rows

#: Characters of a memo that a question before removing it shows.
_SHOWN = 240


class MemoSheet(Adding):
    """All memos of the project."""

    NAME = "memos"
    HEIGHT = 2
    view: MemoView

    def __init__(self, session: Session, about: About) -> None:
        super().__init__(session, about)
        kept = session.sheets.get(self.NAME)
        self.view = kept if isinstance(kept, MemoView) else MemoView()
        session.sheets[self.NAME] = self.view
        self._items: list[Item] = []
        if about.coding:
            self._start_at(about.coding)

    def searching(self) -> str:
        """What is looked at."""
        return _("Words of the memo, of what it is about, its author")

    def sync(self) -> None:
        """Show the memos as they are now."""
        project, view = self.session.project, self.view
        entries = project.memo_entries()
        drafts: list[Item] = list(every_draft(self.session.uuid, project.coder)) if not view.narrowed else []
        found = chosen(entries, view, self._about)
        documents = [document.id for document in project.documents()]
        self._items = [*drafts, *ordered(found, view, project.codebook(), documents)]
        cursor = next((at for at, item in enumerate(self._items) if _id(item) == view.at), 0)
        self.rows.fill(len(self._items), self._line, cursor)
        self._show_head(len(entries), len(drafts))
        self.show_entry()

    def status(self) -> tuple[list[str], list[str]]:
        """What has just been said, else the order."""
        order = _("by place") if self.view.by_place else _("latest first")
        return [self.said or order], [self.session.project.coder]

    def memo_saved(self, memo: int) -> None:
        """The cursor goes to it, wherever it comes to stand."""
        self.view.at = memo

    # What one does

    def action_edit(self) -> None:
        """Read or change the memo under the cursor."""
        item = self._item
        if isinstance(item, MemoDraft):
            key = item.key
            span = Span(key.start, key.end) if 0 <= key.start <= key.end else None
            known = next(
                (e.memo for e in self.session.project.memo_entries() if key.memo and e.memo.uuid == key.memo), None
            )
            subject = self.session.project.memo_subject(key.kind, key.uuid, span)
            self.edit_memo(subject or Subject(), known, item)
        elif item is not None:
            memo = self.session.project.memo(item.memo.id)
            if memo is None:
                self.sync()
            else:
                self.edit_memo(subject_of(memo), memo)

    def action_go(self) -> None:
        """Leave for the passage or the document that the memo is about."""
        item = self._item
        if isinstance(item, Entry) and item.document is not None:
            span = Span(item.start, item.end) if item.start is not None and item.end is not None else None
            self.go_to(item.document, span)
        elif item is not None:
            self.say(_("This one is not about a place in a text."))

    def action_remove(self) -> None:
        """Remove the memo under the cursor, after a question that shows it."""
        item = self._item
        if item is None:
            return
        text = item.text if isinstance(item, MemoDraft) else item.memo.text
        words = " ".join(clean_text(text).split())
        shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
        counted = ngettext("{n} word", "{n} words", count_words(text)).format(n=number(count_words(text)))
        if isinstance(item, MemoDraft):
            question = _("Throw away what was not saved ({words})?").format(words=counted)
        elif item.coder and item.coder != self.session.project.coder:
            question = _("{coder} wrote this. Remove it ({words})?").format(coder=item.coder, words=counted)
        else:
            question = _("Remove this memo ({words})?").format(words=counted)
        self.app.push_screen(Confirm(f"{question}\n\n{shown}"), partial(self._removed, item))

    def action_kind(self) -> None:
        """List only the memos on one kind of thing."""
        counts = tally(self.session.project.memo_entries(), kind_of)
        self.narrow(_("Which memos?"), "kind", counts, {k: kind_word(k) for k in MEMO_KINDS if k in counts})

    def action_coder(self) -> None:
        """List only the memos of one person."""
        counts = tally(self.session.project.memo_entries(), lambda entry: entry.coder)
        self.narrow(_("Whose memos?"), "coder", counts, {name: name for name in sorted(counts) if name})

    def action_order(self) -> None:
        """By date, or by place."""
        self.view.by_place = not self.view.by_place
        self.said = ""
        self.sync()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Read or change it."""
        self.action_edit()

    # Showing

    @property
    def _item(self) -> Item | None:
        return self._items[self.rows.cursor] if self._items else None

    def _start_at(self, coding: int) -> None:
        found = [entry for entry in self.session.project.memo_entries() if entry.memo.coding == coding]
        if found:
            self.view.at = found[-1].memo.id
            self.view.words = self.view.kind = self.view.coder = ""

    def _removed(self, item: Item, yes: bool | None) -> None:
        if not yes:
            return
        with self.guarded():
            at = self.rows.cursor
            if isinstance(item, MemoDraft):
                drop_draft(self.session.uuid, item.key)
            elif self.session.project.memo(item.memo.id) != item.memo:
                self.overtaken()
                return
            else:
                self.session.project.delete_memo(item.memo.id)
            following = self._items[at + 1 : at + 2] or self._items[at - 1 : at]
            self.view.at = _id(following[0]) if following else 0
            self.sync()
            self.say(_("Removed."))

    def show_entry(self) -> None:
        """Show the whole memo under the cursor."""
        item = self._item
        self.view.at = _id(item) if item is not None else 0
        self.show_text(self._whole(item) if item is not None else Text())
        self.show_status()
        self.show_keys()

    def _show_head(self, total: int, drafts: int) -> None:
        counted = ngettext("{n} memo", "{n} memos", total).format(n=number(total))
        if drafts:
            counted += " · " + ngettext("{n} not saved", "{n} not saved", drafts).format(n=number(drafts))
        none = _("Nothing of the kind was written.") if total else _("No memo yet: a writes one.")
        kind = kind_word(self.view.kind) if self.view.kind else ""
        self.show_count(_("Memos"), len(self._items), counted, [kind, self.view.coder], none)

    def _about(self, entry: Entry) -> str:
        """The names of what a memo is about, for the search."""
        project = self.session.project
        names = self.session.project.cached(
            "document names", lambda: {d.id: d.name for d in project.documents()}, "documents"
        )
        book = project.codebook()
        path = book.path(entry.code) if entry.code is not None and entry.code in book else ""
        return " ".join(filter(None, (path, names.get(entry.document or 0, ""), entry.case, kind_word(kind_of(entry)))))

    def _line(self, at: int, width: int) -> Sequence[Text]:
        item, dim = self._items[at], self.ground.dim
        if isinstance(item, MemoDraft):
            first = Text(_first_words(item.text), "bold", no_wrap=True)
            return first, Text(f"✎ {_('not saved')} · {kind_word(item.key.kind)} · {when(item.kept)}", dim)
        first = Text(_first_words(item.memo.text), no_wrap=True)
        second = Text(no_wrap=True).append(kind_word(kind_of(item)), dim)
        end = " · ".join(filter(None, (item.coder, when(item.memo.created))))
        about = subject_line(self.session, subject_of(item.memo), self.ground, width - len(end) - second.cell_len - 5)
        if about:
            second.append(" · ", dim).append_text(about)
        second.truncate(max(10, width - len(end) - 2), overflow="ellipsis", pad=True)
        return first, second.append("  " + end, dim)

    def _whole(self, item: Item) -> Text:
        dim = self.ground.dim
        if isinstance(item, MemoDraft):
            head = Text().append(_("not saved") + f" · {when(item.kept, whole=True)}\n\n", dim)
            return head.append(clean_text(item.text))
        subject = subject_of(item.memo)
        text = Text().append(kind_word(kind_of(item)), "bold")
        about = subject_line(self.session, subject, self.ground)
        text.append("  ").append_text(about)
        signed = " · ".join(filter(None, (item.coder, when(item.memo.created, whole=True))))
        text.append(f"\n{signed}", dim)
        words = quotation(self.session, subject)
        if words:
            text.append(f"\n\n« {words} »", dim)
        return text.append("\n\n" + clean_text(item.memo.text))


def _id(item: Item) -> int:
    return item.memo.id if isinstance(item, Entry) else -1


def _first_words(text: str) -> str:
    return " ".join(clean_text(text[:600]).split())
