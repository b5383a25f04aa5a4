"""Codes are merged, split and deleted, each after one has read what becomes of the codings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from rich.text import Text

from qualcode.i18n import _
from qualcode.model.codebook import Codebook
from qualcode.project.codebook_work import Deletion, Fate
from qualcode.tui.screens.picker import CodePicker, Picked
from qualcode.tui.sheets.codebook.base import CodebookDesk
from qualcode.tui.sheets.codebook.fates import Answer, Decide
from qualcode.tui.sheets.codebook.splitting import CodeSplit, Split
from qualcode.tui.sheets.codebook.words import codings, deletion_done, deletion_preview, merge_done, merge_preview

#: A way to delete: what becomes of the codings, and whether the codes below move up.
_Way = tuple[Fate, bool]


class Merging(CodebookDesk):
    """Merging, splitting, deleting."""

    def action_merge(self) -> None:
        """Choose the code that some codes go into; show what that does; do it."""
        sources = self.chosen()
        if not sources:
            return

        def picked(target: Picked) -> None:
            def question() -> str:
                said = self.session.project.merge_many(sources, target.path, create=target.create, dry_run=True)
                asked = _("Merge {codes} into “{target}”?").format(codes=self.name_of(sources), target=target.path)
                return f"{asked}\n\n{merge_preview(said)}"

            self.confirm(question, partial(self._merge, sources, target))

        self._pick(sources, _("Merge {codes} into which code?").format(codes=self.name_of(sources)), picked)

    def _merge(self, sources: Sequence[int], target: Picked) -> None:
        project = self.session.project

        def act() -> str:
            done = project.merge_many(sources, target.path, create=target.create)
            self.kept.ticked.clear()
            return merge_done(done)

        if self.do(act):
            found = self.book.find(target.path)
            if found:
                said = self.said
                self.show_codes(found.id)
                self.say(said)

    def action_split(self) -> None:
        """Choose which codings of a code go to a new one."""
        here = self.here
        if here is None:
            return
        segments = self.session.project.code_segments(here.id)
        if not segments:
            self.say(_("{code} holds no coding to split off.").format(code=self.name_of([here.id])))
            return

        def answer(split: Split | None) -> None:
            if split is None:
                return
            made: list[int] = []

            def act() -> str:
                project = self.session.project
                made.append(project.split_code(self.book.path(here.id), split.path, split.ids).id)
                return _("Split off: {path}, with {moved}; {left} in {code}.").format(
                    path=self.book.path(made[0]),
                    moved=codings(len(split.ids)),
                    left=codings(len(segments) - len(split.ids)),
                    code=self.name_of([here.id]),
                )

            if self.do(act):
                said = self.said
                self.show_codes(made[0])
                self.say(said)

        self.app.push_screen(CodeSplit(self.session, here, segments), answer)

    def action_delete(self) -> None:
        """Show what may become of the codings and of the codes below; delete as one chooses."""
        codes = self.tops(self.chosen())
        if not codes:
            return
        ways = self._ways(codes)
        title = self._question(codes)
        if len(ways) == 1:
            self.confirm(
                lambda: f"{self._question(codes)}\n\n{deletion_preview(self._foreseen(codes, ways[0]))}",
                partial(self._delete, codes, ways[0], None),
            )
            return
        answers, shown = [], (title, [self._foreseen(codes, way) for way in ways])
        for way in ways:
            said = self._foreseen(codes, way)
            effect = Text(deletion_preview(said) if way[0] != "named" else _("Choose the code they go to next."))
            carries = way[0] != "lost" or bool(said.lost or said.memos_lost)
            name = self._way_name(way, below=self._below(codes), carries=carries)
            answers.append(Answer(name, effect, not said.refused))

        def answer(place: int | None) -> None:
            if place is None:
                return
            if (self._question(codes), [self._foreseen(codes, way) for way in ways]) == shown:
                self._take(codes, ways[place])
            else:
                self.overtaken()

        self.app.push_screen(Decide(Text(title, "bold"), answers), answer)

    def _question(self, codes: Sequence[int]) -> str:
        return _("Delete {codes}?").format(codes=self.name_of(codes))

    def _ways(self, codes: Sequence[int]) -> list[_Way]:
        below = self._below(codes)
        ways: list[_Way] = []
        for lift in (True, False) if below else (False,):
            carried = self._foreseen(codes, ("lost", lift))
            fates: tuple[Fate, ...] = ("above", "named", "lost") if carried.lost or carried.memos_lost else ("lost",)
            ways += [(fate, lift) for fate in fates]
        return ways

    def _below(self, codes: Sequence[int]) -> bool:
        return any(self.book.children(code) for code in codes)

    def _foreseen(self, codes: Sequence[int], way: _Way) -> Deletion:
        return self.session.project.deletion(codes, way[0], lift=way[1])

    def _way_name(self, way: _Way, *, below: bool, carries: bool) -> str:
        fate = {
            "above": _("codings go to the code above"),
            "named": _("codings go to another code…"),
            "lost": _("codings are deleted too"),
        }[way[0]]
        children = _("codes below stay, one level up") if way[1] else _("codes below go too")
        return "  ·  ".join([*([children] if below else []), *([fate] if carries else [])])

    def _take(self, codes: Sequence[int], way: _Way) -> None:
        if way[0] == "named":
            title = _("Which code do the codings of {codes} go to?").format(codes=self.name_of(codes))
            self._pick(codes, title, partial(self._delete_to, codes, way))
            return
        said = self._foreseen(codes, way)
        if said.lost or said.memos_lost:
            self.confirm(lambda: deletion_preview(self._foreseen(codes, way)), partial(self._delete, codes, way, None))
        else:
            self._delete(codes, way, None)

    def _delete_to(self, codes: Sequence[int], way: _Way, target: Picked) -> None:
        heir = self.session.project.resolve_code(target.path).id
        self.confirm(
            lambda: deletion_preview(self.session.project.deletion(codes, "named", heir, lift=way[1])),
            partial(self._delete, codes, way, heir),
        )

    def _delete(self, codes: Sequence[int], way: _Way, heir: int | None) -> None:
        rows = [row.code for row in self.table.shown.rows]
        after = [row for row in rows[self.table.at :] if row not in codes] + list(reversed(rows[: self.table.at]))

        def act() -> str:
            done = self.session.project.delete_codes(codes, way[0], heir, lift=way[1])
            self.kept.ticked.clear()
            return deletion_done(done)

        if self.do(act):
            said = self.said
            self.show_codes(next((code for code in after if code in self.book), None))
            self.say(said)

    def _pick(self, but: Sequence[int], title: str, picked: Callable[[Picked], None]) -> None:
        """Choose a code that does not stand below some."""
        book = self.book
        out = {below for code in but for below in book.subtree(code)}
        rest = Codebook(code for code in book.values() if code.id not in out)

        def answer(found: Picked | None) -> None:
            if found is not None:
                picked(found)

        recent = [code for code in self.session.recent if code in rest]
        self.app.push_screen(CodePicker(rest, recent, title), answer)
