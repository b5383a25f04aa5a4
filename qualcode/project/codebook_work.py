"""Work on several codes at once, and what each step would do before it is done.

The codebook sheet chooses codes by their ids; each method is one action, and says what became of the codings.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from qualcode.errors import CodebookError, UnknownName
from qualcode.i18n import _, ngettext, number
from qualcode.model.codebook import Code
from qualcode.model.coding import Segment
from qualcode.model.text import fold
from qualcode.project.code_fields import clean_fields, clean_name, refuse_twin
from qualcode.project.code_merging import Merge
from qualcode.project.code_statistics import Statistics
from qualcode.project.codebook import CodebookEdits
from qualcode.project.overview import Overview
from qualcode.storage import code_statistics, codebook, segments
from qualcode.storage.compile import Where

#: What becomes of the codings of codes that are deleted: they go to the code above, to one that is named, or with them.
Fate = Literal["above", "named", "lost"]


@dataclass(frozen=True, slots=True)
class Deletion:
    """What deleting codes does: `codes` go, codings `moved` to `heirs` (paths), of which the heirs have `shared`
    already, or are `lost`; memos on them too; `lifted` codes move up one level. `refused` says why it cannot be done.
    """

    codes: tuple[str, ...]
    moved: int = 0
    shared: int = 0
    heirs: tuple[str, ...] = ()
    lost: int = 0
    memos_lost: int = 0
    lifted: int = 0
    refused: str = ""


@dataclass(frozen=True, slots=True)
class _Going:
    """Codes to delete, the deepest first, with the code that each one's codings go to; codes to lift."""

    heirs: dict[int, int | None]
    lifted: list[Code] = field(default_factory=list)


class _Rehearsed(Exception):
    """All was done as asked, and is taken back."""


class CodebookWork(CodebookEdits, Statistics, Overview):
    """The part of the facade that the codebook sheet works with."""

    def code_author(self, code: int) -> str:
        """The name of the coder who made a code; empty where nobody signed it."""
        return code_statistics.author(self.conn, code)

    def code_segments(self, code: int) -> list[Segment]:
        """The segments of a code by itself, in the order of the documents and of the text."""
        ids = segments.ids(self.conn, Where("c.code_id = ?", (code,)))
        return segments.fetch(self.conn, ids, self.vocabulary())

    def change_code(self, code: int, name: str | None = None, **fields: Any) -> tuple[str, ...]:
        """Give a code another name and other fields in one action; which of them have changed.

        Raises UnknownName when it is gone, CodebookError for a name or a value that cannot be; changes nothing then.
        """
        book = self.codebook()
        known = book.get(code)
        if known is None:
            raise UnknownName(_("This code is no longer there."))
        changed = {n: value for n, value in clean_fields(fields).items() if getattr(known, n) != value}
        if name is not None and (new := clean_name(name)) != known.name:
            refuse_twin(book, known.parent, new, but=code)
            changed = {"name": new, **changed}
        if not changed:
            return ()
        if tuple(changed) == ("name",):
            kind, detail = "rename code", f"{book.path(code)} → {changed['name']}"
        else:
            kind, detail = "edit code", f"{book.path(code)} ({', '.join(changed)})"
        with self.action(kind, detail):
            codebook.update(self.conn, code, changed)
        return tuple(changed)

    def color_codes(self, codes: Sequence[int], color: str, *, subtree: bool = False) -> int:
        """Give codes a colour, with `subtree` all codes under them too; how many have another one now."""
        book = self.codebook()
        value = clean_fields({"color": color})["color"]
        chosen = {below for code in codes for below in (book.subtree(code) if subtree else (code,))}
        changed = [code for code in book if code in chosen and book[code].color != value]
        if changed:
            with self.action("edit code", f"{self._named(changed)} (color)"):
                for code in changed:
                    codebook.update(self.conn, code, {"color": value})
        return len(changed)

    def place_codes(self, codes: Sequence[int], under: int | None, before: int | None = None) -> None:
        """Put codes with all under them below another code, or at the top (None), in this order; last, or `before` one.

        Raises CodebookError, and moves none, if one would stand under itself or beside a code of its name.
        """
        book = self.codebook()
        if before in codes:
            siblings = [code.id for code in book.children(under)]
            after = siblings[siblings.index(before) + 1 :] if before in siblings else []
            before = next((code for code in after if code not in codes), None)
        place = book.path(under) if under is not None else "/"
        with self.action("move code", f"{self._named(codes)} → {place}"):
            for code in codes:
                now = self.codebook()
                self.move_code(
                    now.path(code),
                    now.path(under) if under is not None else None,
                    before=now.path(before) if before is not None else None,
                )

    def merge_many(
        self, sources: Sequence[int], target: str, *, create: bool = False, dry_run: bool = False
    ) -> list[Merge]:
        """Merge codes into one, one after the other in one action; `create` makes the target first.

        What each merge did, or would do with `dry_run`. Raises UnknownName, and CodebookError as `merge_codes` does.
        """
        try:
            with self.action("merge code", f"{self._named(sources)} → {target}"):
                if create and self.codebook().find(target) is None:
                    self.add_code(target, parents=True, color=self.codebook()[sources[0]].color)
                done = []
                for source in sources:
                    if source in self.codebook():
                        done.append(self.merge_codes(self.codebook().path(source), target))
                if dry_run:
                    raise _Rehearsed
        except _Rehearsed:
            pass
        return done

    def deletion(self, codes: Sequence[int], fate: Fate, heir: int | None = None, *, lift: bool = False) -> Deletion:
        """What `delete_codes` would do, for the question before it."""
        book = self.codebook()
        try:
            going = self._going(codes, fate, heir, lift=lift)
        except CodebookError as error:
            return Deletion((), refused=str(error.message))
        paths = tuple(book.path(code) for code in book if code in going.heirs)
        counts, remarks = self.code_counts(), codebook.memo_counts(self.conn)
        moved = shared = lost = memos_lost = 0
        inherited: dict[int, list[int]] = {}
        for goner, to in going.heirs.items():
            if to is None:
                lost += counts.get(goner, 0)
                memos_lost += remarks.get(goner, 0) + code_statistics.memos_on_codings(self.conn, goner)
            elif counts.get(goner) or remarks.get(goner):
                inherited.setdefault(to, []).append(goner)
        for to, goners in inherited.items():
            moved += sum(counts.get(goner, 0) for goner in goners)
            shared += code_statistics.shared(self.conn, goners, to)
        heirs = tuple(book.path(code) for code in inherited)
        return Deletion(paths, moved, shared, heirs, lost, memos_lost, len(going.lifted))

    def delete_codes(
        self, codes: Sequence[int], fate: Fate, heir: int | None = None, *, lift: bool = False
    ) -> Deletion:
        """Delete codes in one action; what became of their codings.

        With `lift` the codes under them move up one level, else they go too. Codings and memos go to the code above
        each (`above`), to `heir` (`named`), or are deleted (`lost`). Raises CodebookError when there is no code above,
        when the heir goes too, or when a code would come to stand beside one of its name.
        """
        said = self.deletion(codes, fate, heir, lift=lift)
        if said.refused:
            raise CodebookError(said.refused)
        going = self._going(codes, fate, heir, lift=lift)
        with self.action("delete code", self._named(codes)):
            for goner, to in going.heirs.items():
                path = self.codebook().path(goner)
                self.delete_code(
                    path,
                    move_to=self.codebook().path(to) if to is not None else None,
                    with_codings=to is None,
                    children="lift" if lift else "refuse",
                )
        return said

    def _going(self, codes: Sequence[int], fate: Fate, heir: int | None, *, lift: bool) -> _Going:
        book = self.codebook()
        goners = {below for code in codes for below in ((code,) if lift else book.subtree(code))}
        if heir in goners:
            raise CodebookError(
                _("“{code}” is deleted too: the codings cannot move there.").format(code=book.path(heir or 0))
            )
        counts, remarks = self.code_counts(), codebook.memo_counts(self.conn)
        heirs: dict[int, int | None] = {}
        for goner in reversed(tuple(book)):
            if goner not in goners:
                continue
            above = self._above(goner, goners)
            heirs[goner] = {"above": above, "named": heir, "lost": None}[fate]
            if fate == "above" and above is None and (counts.get(goner) or remarks.get(goner)):
                raise CodebookError(_("“{code}” has no code above it.").format(code=book.path(goner)))
        lifted = [child for code in goners for child in book.children(code) if child.id not in goners] if lift else []
        for child in lifted:
            above = self._above(child.id, goners)
            if any(c.id not in goners and fold(c.name) == fold(child.name) for c in book.children(above)):
                refuse_twin(book, above, child.name)
        return _Going(heirs, lifted)

    def _above(self, code: int, goners: Collection[int]) -> int | None:
        """The nearest code above one that stays."""
        *line, _self = self.codebook().ancestors(code)
        return next((above for above in reversed(line) if above not in goners), None)

    def _named(self, codes: Collection[int]) -> str:
        """The paths of the first codes, and how many more there are."""
        book = self.codebook()
        first = ", ".join(book.path(code) for code in list(codes)[:3])
        more = len(codes) - 3
        return first + (", " + ngettext("{n} more", "{n} more", more).format(n=number(more)) if more > 0 else "")
