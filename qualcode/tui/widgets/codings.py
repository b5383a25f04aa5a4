"""The codings at the caret: path, who, how much, and the memo."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual.widget import Widget

from qualcode.i18n import _, ngettext, number
from qualcode.model.codebook import Codebook, join_path, split_path
from qualcode.model.coding import Coding, Memo
from qualcode.model.text import count_words
from qualcode.tui.session import Session
from qualcode.tui.widgets.plain import Plain
from qualcode.tui.widgets.transcript.skin import Ground, visible

#: More than these nobody reads at once.
_MOST = 12


class CodingsHere(Plain):
    """What lies on the text where the caret is."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, grows=True)

    def _fits(self) -> bool:
        # It fills the panel however little it says, and scrolls when it says more.
        room = self.parent.size.height if isinstance(self.parent, Widget) else 0
        return super()._fits() or self._needed() <= self.size.height == room

    def show(self, session: Session, codings: Sequence[Coding], passages: Sequence[Memo], ground: Ground) -> None:
        """Show these codings, the shortest first, and the memos on the passage."""
        text = Text()
        book = session.project.codebook()
        for coding in codings[:_MOST]:
            if text:
                text.append("\n\n")
            names = split_path(book.path(coding.code))
            text.append("■ ", visible(book[coding.code].color, ground))
            text.append(" ".join(names[-1].split()), "bold")
            if len(names) > 1:
                text.append("\n  " + " › ".join(names[:-1]), ground.dim)
            words = count_words(coding.quote)
            text.append("\n  ")
            text.append(
                ngettext("{n} word", "{n} words", words).format(n=number(words))
                + " · "
                + session.coder_name(coding.coder)
                + ("" if coding.weight is None else " · " + _("weight {n}").format(n=number(coding.weight))),
                ground.dim,
            )
            for memo in session.memos.get(coding.id, ()):
                text.append(f"\n  ✎ {memo.text.strip()}", "italic")
        if len(codings) > _MOST:
            more = ngettext("and {n} more", "and {n} more", len(codings) - _MOST)
            text.append("\n\n" + more.format(n=number(len(codings) - _MOST)), ground.dim)
        for memo in passages[:_MOST]:
            text.append("\n\n" if text else "")
            sign = {"footnote": _("Footnote"), "comment": _("Comment")}.get(memo.kind, _("Memo"))
            text.append(f"✎ {sign}\n", ground.dim)
            text.append(f"  {memo.text.strip()}", "italic")
        if not text:
            text.append(_("No coding here."), ground.dim)
        self.say(text)


def code_line(book: Codebook, code: int, ground: Ground, room: int = 1 << 16) -> Text:
    """`■ parents / name`, the parents dimmed, the name in bold; beyond `room` cells parents give way to `…`."""
    names = list(split_path(book.path(code)))
    parents, left = names[:-1], room - 2 - cell_len(names[-1])
    while parents and cell_len(join_path(parents)) + 3 > left:
        parents.pop(0)
    if parents != names[:-1]:
        parents.insert(0, "…")
    line = Text()
    line.append("■ ", visible(book[code].color, ground))
    if parents:
        line.append(join_path(parents) + "/", ground.dim)
    line.append(names[-1], "bold")
    return line


def paths_in(room: int, paths: Sequence[str]) -> str:
    """Paths of codes one after the other; beyond `room` cells the parents that stand first give way to `…`."""
    names = [split_path(path) for path in paths]
    shown = [len(path) for path in names]

    def line() -> str:
        cut = zip(names, shown, strict=True)
        return ", ".join(("…/" if n < len(path) else "") + join_path(path[-n:]) for path, n in cut)

    while cell_len(line()) > room and max(shown, default=1) > 1:
        shown[shown.index(max(shown))] -= 1
    return line()
