"""Writing a memo: the whole screen, Markdown, and nothing that was typed is ever lost.

The editor saves by itself and stays open when it cannot; what is not saved yet is kept as a draft while one writes.
Another coder's memo opens to be read, and is changed after a question. Links in it lead nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer
from textual.widgets import Static, TextArea

from qualcode.errors import QualcodeError, UnknownName
from qualcode.i18n import _, ngettext, number
from qualcode.model.coding import Memo
from qualcode.model.memo import Subject
from qualcode.model.text import clean_text, count_words
from qualcode.storage.clock import now
from qualcode.tui.dates import when
from qualcode.tui.drafts import DraftKey, MemoDraft, drop_draft, find_draft, keep_draft
from qualcode.tui.memo_words import heading, quotation, subject_line
from qualcode.tui.net import Dialog
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.session import Session
from qualcode.tui.themes import ground
from qualcode.tui.widgets.plain import Plain

if TYPE_CHECKING:
    from textual.widgets import Markdown

#: Seconds between two drafts while one writes; after which words are counted and the preview follows.
_DRAFT, _PAUSE = 2.0, 0.3
#: Cells of the page at most, and those around its lines.
_PAGE, _AROUND = 112, 8


@dataclass(frozen=True, slots=True)
class Edited:
    """How an editor was left: what to say of it, the memo that was saved, whether one more on that thing is wanted."""

    said: str = ""
    again: bool = False
    memo: int | None = None


class MemoEditor(Dialog[Edited | None]):
    """Ctrl+S saves and closes; Escape leaves, after a question when something was changed; Ctrl+R lays it out.

    `author` is who wrote the memo; it is empty for a new one and for one's own. `draft` is what was not saved the last
    time; it is looked for when it is not given.
    """

    CSS_PATH = "memo.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (150, "-wide")]
    BINDINGS = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("ctrl+r,f5", "preview", show=False, priority=True),
        Binding("ctrl+n", "another", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    def __init__(
        self,
        session: Session,
        subject: Subject,
        memo: Memo | None = None,
        *,
        author: str = "",
        draft: MemoDraft | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        self._subject, self._memo, self._author = subject, memo, author
        self._before = self._text = memo.text if memo else ""
        self._reading = bool(author)
        self._key = draft.key if draft else draft_key(session, subject, memo)
        self._saved: int | None = None
        self._settled = False
        self._draft_timer: Timer | None = None
        self._pause_timer: Timer | None = None
        self._kept = self._laid_out = ""

    def compose(self) -> ComposeResult:
        """What it is about, the text, the line below, the keys."""
        with Vertical(id="memo-page"):
            yield Static(self._heading(), id="memo-title", markup=False)
            # Three lines of it, of the fourth that the page has room for.
            words = quotation(self.session, self._subject, 3 * (min(self.app.size.width, _PAGE) - _AROUND))
            if words:
                yield Static(f"« {words} »", id="memo-quote", markup=False)
            yield Static("", id="memo-warning", markup=False)
            with Horizontal(id="memo-desk"):
                yield TextArea(self._text, soft_wrap=True, id="memo", show_line_numbers=False)
                yield VerticalScroll(id="memo-preview")
            yield Plain(id="memo-line")
            yield Static(id="memo-keys", classes="dialog-keys", markup=False)

    async def on_mount(self) -> None:
        """Take up what was not saved, else write on at the end, or read."""
        found = find_draft(self.session.uuid, self._key)
        if found is not None and found.text.strip() and found.text != self._text:
            self._take_up(found)
        area = self._area
        area.read_only = self._reading
        area.move_cursor(area.document.end)
        area.focus()
        if self._reading:
            await self.action_preview(asks=False)
        self._show_keys()
        self._rest()

    def on_unmount(self) -> None:
        """What is open when the screen ends is a draft."""
        if not self._settled:
            self._keep()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Whoever writes on does not want to leave; what was written is kept soon, counted when one pauses."""
        if self._area.text == self._text:
            return
        self._text = self._area.text
        if self.has_class("-asked"):
            self.remove_class("-asked")
        if self._draft_timer is None:
            self._draft_timer = self.set_timer(_DRAFT, self._keep_and_say)
        if self._pause_timer is not None:
            self._pause_timer.stop()
        self._pause_timer = self.set_timer(_PAUSE, self._rest)

    # What one can do

    def action_save(self) -> None:
        """Save and close; what cannot be saved stays open."""
        said = self._save()
        if said is not None:
            self._settle(Edited(said, memo=self._saved) if said else None)

    def action_another(self) -> None:
        """Save this one, and write one more on the same thing."""
        said = self._save()
        if said is not None:
            self._settle(Edited(said, True, self._saved))

    def action_leave(self) -> None:
        """Leave; ask once when the text has changed."""
        self._text = self._area.text
        if self._text == self._before or self.has_class("-asked"):
            self._settle(None)
            return
        self._warn(_("Not saved. Esc again throws the changes away, Ctrl+S saves."))

    async def action_preview(self, *, asks: bool = True) -> None:
        """Show the text laid out, or go back to writing it; another coder's memo asks before it can be changed."""
        if self._reading and asks:
            self._ask_to_write()
            return
        shown = not self.has_class("-preview")
        self.set_class(shown, "-preview")
        if shown:
            await self._lay_out()
        beside = self.has_class("-wide") and not self._reading
        (self.query_one("#memo-preview") if shown and not beside else self._area).focus()
        self._show_keys()

    # Saving

    def _save(self) -> str | None:
        """What to say of it (nothing when nothing has changed); None when it could not be saved."""
        # The message that it has changed may still be on its way.
        self._text = self._area.text
        if self._text == self._before or (self._memo is None and not self._text.strip()):
            return ""
        memo = self._memo.id if self._memo else None
        try:
            saved = self.session.project.save_memo(self._subject, self._text, memo=memo, before=self._before)
        except UnknownName as error:
            self._subject, self._memo, self._before = Subject(), None, ""
            self._warn(f"{error} " + _("Ctrl+S again keeps the text as a memo of the project."))
            return None
        except QualcodeError as error:
            self._keep()
            self.app.notify(str(error), severity="error", markup=False)
            return None
        self._saved = saved.id
        if saved.apart:
            return _("The memo was changed elsewhere meanwhile: your text is kept as one more memo.")
        return _("Memo saved.") if saved.id is not None else _("Memo removed.")

    def _settle(self, answer: Edited | None) -> None:
        self._settled = True
        drop_draft(self.session.uuid, self._key)
        self.dismiss(answer)

    def _keep(self) -> None:
        self._draft_timer = None
        if self._settled:
            return
        if self._text == self._before or not self._text.strip():
            drop_draft(self.session.uuid, self._key)
            self._kept = ""
        else:
            moment = now()
            kept = keep_draft(self.session.uuid, MemoDraft(self._key, self._text, self._before, moment))
            self._kept = _("not saved yet; kept as a draft") if kept else _("not saved yet")

    def _keep_and_say(self) -> None:
        self._keep()
        self._rest()

    def _take_up(self, draft: MemoDraft) -> None:
        """Put the draft over what was saved, as a change that Ctrl+Z takes back."""
        area = self._area
        area.replace(draft.text, area.document.start, area.document.end, maintain_selection_offset=False)
        area.history.checkpoint()
        self._text, self._before, self._reading = area.text, draft.before, False
        warning = _("This text was not saved ({when}): here it is again. Ctrl+S saves it, Ctrl+Z shows what was there.")
        self.query_one("#memo-warning", Static).update(warning.format(when=when(draft.kept)))
        self.add_class("-found")

    # Showing

    @property
    def _area(self) -> TextArea:
        return self.query_one("#memo", TextArea)

    def _heading(self) -> Text:
        kind = "note" if self._memo is not None and self._memo.kind != "memo" else self._subject.kind
        colors = ground(self.app.theme)
        line = Text.assemble((heading(kind) + "  ", "bold"))
        line.append_text(subject_line(self.session, self._subject, colors))
        if self._memo is not None:
            who = self._author or self.session.project.coder
            line.append(f"\n{who} · {when(self._memo.created, whole=True)}", colors.dim)
        return line

    def _ask_to_write(self) -> None:
        def answer(yes: bool | None) -> None:
            if yes:
                self._reading = False
                self._area.read_only = False
                self.call_next(self.action_preview)

        question = _("{coder} wrote this. Change it?").format(coder=self._author)
        self.app.push_screen(Confirm(question), answer)

    def _warn(self, words: str) -> None:
        self.query_one("#memo-warning", Static).update(words)
        self.add_class("-asked")

    def _rest(self) -> None:
        """What is shown once one pauses: the number of words, whether it is saved, the preview."""
        words = count_words(self._text)
        parts = [ngettext("{n} word", "{n} words", words).format(n=number(words))]
        if self._text != self._before:
            parts.append(self._kept or _("not saved yet"))
        self.query_one("#memo-line", Plain).say(Text("  ·  ".join(parts)))
        if self.has_class("-preview") and not self._reading:
            self.run_worker(self._lay_out(), exclusive=True, group="preview")

    async def _lay_out(self) -> None:
        from textual.widgets import Markdown

        box = self.query_one("#memo-preview", VerticalScroll)
        text = clean_text(self._text)
        shown: Markdown | None = next(iter(box.query(Markdown)), None)
        if shown is not None and text == self._laid_out:
            return
        self._laid_out = text
        if shown is None:
            # Links are shown and lead nowhere: nothing here may open a program or reach the network.
            await box.mount(Markdown(text, open_links=False))
        else:
            await shown.update(text)

    def _show_keys(self) -> None:
        if self._reading:
            keys = [_("Ctrl+R changes it"), _("Ctrl+N one more"), _("Esc leaves")]
        else:
            preview = _("Ctrl+R back to writing") if self.has_class("-preview") else _("Ctrl+R lays it out")
            keys = [_("Ctrl+S saves and closes"), preview, _("Ctrl+N one more"), _("Esc leaves")]
        if self._memo is not None and not self._reading:
            keys.append(_("an empty memo is removed"))
        self.query_one("#memo-keys", Static).update(" · ".join(keys))


def draft_key(session: Session, subject: Subject, memo: Memo | None) -> DraftKey:
    """The name under which what is written to a memo is kept until it is saved."""
    project = session.project
    uuid = project.memo_identity(subject) or ""
    start, end = (subject.span.start, subject.span.end) if subject.span else (-1, -1)
    return DraftKey(subject.kind, uuid, start, end, memo.uuid if memo else "", project.coder)
