"""Codes change their place and their colour: cut and pasted, shifted by the arrows, dragged with the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from qualcode.i18n import _, ngettext, number
from qualcode.tui.sheets.codebook.base import CodebookDesk
from qualcode.tui.sheets.codebook.colors import ColorChoice, Colored
from qualcode.tui.sheets.codebook.table import CodeTable
from qualcode.tui.widgets.code_order import SORTINGS, sorting_name


class Moving(CodebookDesk):
    """Moving and colouring."""

    sorting = SORTINGS[0]

    def action_cut(self) -> None:
        """Take codes with all below them, to paste them elsewhere; again, on one that is taken: leave it there."""
        codes = self.tops(self.chosen())
        if codes and set(codes) <= set(self.kept.cut):
            self.kept.cut = [code for code in self.kept.cut if code not in codes]
        else:
            self.kept.cut = [*self.kept.cut, *(code for code in codes if code not in self.kept.cut)]
        self.kept.ticked = set()
        self.show_codes()
        n = len(self.kept.cut)
        taken = ngettext("{n} code taken", "{n} codes taken", n).format(n=number(n))
        self.say(taken + " · " + _("p puts it below a code, P behind it, Esc leaves it there.") if n else "")

    def action_paste(self, *, behind: bool = False) -> None:
        """Put what was cut below the code under the cursor, or behind it."""
        codes, here = [code for code in self.kept.cut if code in self.book], self.here
        if not codes:
            self.say(_("Nothing was taken yet: d takes a code."))
        elif here is not None:
            self.put(codes, here.id, behind=behind)

    def put(self, codes: Sequence[int], onto: int, *, behind: bool) -> None:
        """Put codes below a code, or behind it."""
        target = self.book[onto]
        under = target.parent if behind else onto
        before = self._next_sibling(onto, codes) if behind else None

        def act() -> str:
            self.session.project.place_codes(codes, under, before)
            self.kept.cut = [code for code in self.kept.cut if code not in codes]
            self.kept.closed = (self.kept.closed or set()) - {under or 0}
            return self._moved(codes, under)

        self.do(act, codes[0])

    def action_shift(self, step: int) -> None:
        """Up or down among the codes beside it."""
        here = self.here
        if here is None:
            return
        if self.sorting in SORTINGS[1:]:
            self.say(
                _("Codes are shown {sorting}: S shows their own order, in which they can be moved.").format(
                    sorting=sorting_name(self.sorting)
                )
            )
            return
        siblings = [code.id for code in self.book.children(here.parent)]
        at = siblings.index(here.id) + step
        if 0 <= at < len(siblings):
            rest = [code for code in siblings if code != here.id]
            self._shift(here.id, here.parent, rest[at] if at < len(rest) else None)

    def action_indent(self) -> None:
        """Below the code that stands before it."""
        here = self.here
        if here is None:
            return
        siblings = [row.code for row in self.table.shown.rows if row.code in self._beside(here.id)]
        at = siblings.index(here.id)
        if at:
            self.kept.closed = (self.kept.closed or set()) - {siblings[at - 1]}
            self._shift(here.id, siblings[at - 1], None)
        else:
            self.say(_("There is no code before it on its level."))

    def action_outdent(self) -> None:
        """One level up, behind the code it was below."""
        here = self.here
        if here is None or here.parent is None:
            self.say(_("It stands at the top already."))
            return
        above = self.book[here.parent]
        self._shift(here.id, above.parent, self._next_sibling(above.id, [here.id]))

    def on_code_table_dragged(self, event: CodeTable.Dragged) -> None:
        """Say where a dragged code would go; put it there once it is let go."""
        names = {"code": self.name_of([event.code]), "onto": self.name_of([event.onto])}
        if event.dropped:
            codes = self.tops(self.chosen()) if event.code in self.kept.ticked else [event.code]
            self.put(codes, event.onto, behind=event.behind)
        elif event.behind:
            self.say(_("{code} behind {onto}").format(**names))
        else:
            self.say(_("{code} below {onto}   (drop it on the margin to put it behind)").format(**names))

    def action_color(self) -> None:
        """Choose a colour."""
        codes = self.chosen()
        if not codes:
            return
        below = len({code for top in codes for code in self.book.subtree(top)}) - len(codes)

        def answer(chosen: Colored | None) -> None:
            if chosen is None:
                return

            def act() -> str:
                n = self.session.project.color_codes(codes, chosen.color, subtree=chosen.subtree)
                said = ngettext("{n} code has another colour.", "{n} codes have another colour.", n)
                return said.format(n=number(n)) if n else _("Nothing was changed.")

            self.do(act)

        title = Text(_("Colour of {codes}").format(codes=self.name_of(codes)))
        self.app.push_screen(ColorChoice(title, self.book, self.book[codes[0]].color, below), answer)

    def _shift(self, code: int, under: int | None, before: int | None) -> None:
        def act() -> str:
            self.session.project.place_codes([code], under, before)
            return self._moved([code], under)

        self.do(act, code)

    def _moved(self, codes: Sequence[int], under: int | None) -> str:
        place = _("below {code}").format(code=self.name_of([under])) if under is not None else _("at the top")
        said = ngettext("{codes} stands {place} now", "{codes} stand {place} now", len(codes))
        use = self.session.project.code_statistics if self.session.project.codes_are_counted else None
        n = sum(use()[code].codings_total for code in codes) if use else 0
        with_it = ngettext("; its {n} coding came along.", "; its {n} codings came along.", n) if n else "."
        return said.format(codes=self.name_of(codes), place=place) + with_it.format(n=number(n))

    def _beside(self, code: int) -> set[int]:
        return {other.id for other in self.book.children(self.book[code].parent)}

    def _next_sibling(self, code: int, but: Sequence[int]) -> int | None:
        siblings = [other.id for other in self.book.children(self.book[code].parent)]
        return next((other for other in siblings[siblings.index(code) + 1 :] if other not in but), None)
