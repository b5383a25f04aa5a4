"""The codebook as it grows: codes are added, renamed, moved, merged, split off, deleted; each step can be undone.

Codings are never lost on the way: they move, or the operation says how many would go and stops until told so.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Literal

from qualcode.analysis import palette
from qualcode.errors import CodebookError, UnknownName
from qualcode.i18n import _, ngettext, number
from qualcode.model.code_use import CodeUse
from qualcode.model.codebook import Code, join_path, split_path
from qualcode.model.rows import Rows
from qualcode.project import code_merging
from qualcode.project.code_fields import clean_fields, clean_name, refuse_twin
from qualcode.project.code_merging import Merge
from qualcode.project.codebook_files import CodebookFiles
from qualcode.project.named_queries import NamedQueries
from qualcode.storage import codebook, codings, memos

#: What becomes of the codes under a code that is deleted.
Children = Literal["refuse", "delete", "lift"]


class CodebookEdits(CodebookFiles, NamedQueries):
    """The part of the facade that changes the codebook."""

    def codes(self) -> Rows[CodeUse]:
        """Every code in tree order with its counts of codings and of documents."""
        book = self.codebook()
        own = self.cached("code use", lambda: codebook.counts_by_document(self.conn))
        use: Rows[CodeUse] = Rows(look="codes")
        for code in book.values():
            below = [own.get(id_, {}) for id_ in book.subtree(code.id)]
            here = below[0]
            use.append(
                CodeUse(
                    *(code, book.path(code.id), book.depth(code.id)),
                    *(sum(here.values()), sum(sum(found.values()) for found in below)),
                    *(len(here), len(set().union(*below))),
                )
            )
        return use

    def add_code(self, path: str, *, parents: bool = False, **fields: Any) -> Code:
        """Make a code at a path; `fields` are those of CODE_FIELDS (`cues` a list of words). The code made.

        Without a colour it takes that of the code above it; at the top, one that few codes have.

        Raises CodebookError if it exists or a field is wrong, UnknownName if the code above it does not exist and
        `parents` does not ask to make it.
        """
        names = [clean_name(name) for name in split_path(path)]
        if not names:
            raise CodebookError(_("A code needs a name."))
        clean = clean_fields(fields)
        with self.action("add code", join_path(names)):
            parent = self._parent_of(names, create=parents)
            refuse_twin(self.codebook(), parent, names[-1])
            clean = {"color": palette.suggested(self.codebook(), parent), **clean}
            code_id = codebook.insert(self.conn, names[-1], parent, self.coder_id(), clean)
            return self.codebook()[code_id]

    def rename_code(self, path: str, name: str) -> Code:
        """Give a code another name among its siblings; a slash that belongs to the name is written `\\/`.

        Raises UnknownName, or CodebookError if a sibling has that name.
        """
        code = self.resolve_code(path)
        if len(split_path(name)) > 1:
            raise CodebookError(
                _("“{name}” is a path; a code is renamed where it stands.").format(name=name),
                _("Write \\/ for a slash in a name; to put the code elsewhere, move it."),
            )
        new = clean_name("".join(split_path(name)))
        refuse_twin(self.codebook(), code.parent, new, but=code.id)
        with self.action("rename code", f"{self.codebook().path(code.id)} → {new}"):
            codebook.update(self.conn, code.id, {"name": new})
        return self.codebook()[code.id]

    def edit_code(self, path: str, **fields: Any) -> Code:
        """Set fields of a code (those of CODE_FIELDS; an empty text clears one). Raises UnknownName, CodebookError."""
        code = self.resolve_code(path)
        clean = clean_fields(fields)
        changed = {name: value for name, value in clean.items() if getattr(code, name) != value}
        if changed:
            detail = f"{self.codebook().path(code.id)} ({', '.join(changed)})"
            with self.action("edit code", detail):
                codebook.update(self.conn, code.id, changed)
        return self.codebook()[code.id]

    def move_code(self, path: str, under: str | None, *, before: str | None = None) -> Code:
        """Put a code with all under it below another code, or at the top (None); last, or `before` a sibling there.

        Raises UnknownName; CodebookError if it would stand under itself or beside a code of its name.
        """
        book = self.codebook()
        code = self.resolve_code(path)
        parent = self.resolve_code(under).id if under is not None else None
        if parent in book.subtree(code.id):
            said = (
                _("“{code}” cannot be moved under itself.")
                if parent == code.id
                else _("“{code}” cannot be moved under “{under}”, which stands below it.")
            )
            raise CodebookError(said.format(code=book.path(code.id), under=book.path(parent or code.id)))
        refuse_twin(book, parent, code.name, but=code.id)
        order = self._order(parent, code.id, before)
        detail = f"{book.path(code.id)} → {book.path(parent) if parent is not None else '/'}"
        with self.action("move code", detail):
            if parent != code.parent:
                codebook.move_under(self.conn, code.id, parent)
            if order:
                codebook.order(self.conn, order)
        return self.codebook()[code.id]

    def merge_codes(self, source: str, target: str, *, dry_run: bool = False) -> Merge:
        """Merge one code into another (see `code_merging`): codings, memos and children go to the target.

        A coding that the target has at the same place by the same coder is kept once, with the memos of both. The
        result says what was done, or would be with `dry_run`. Raises UnknownName; CodebookError if the target is the
        source or stands under it.
        """
        book = self.codebook()
        here, there = self.resolve_code(source), self.resolve_code(target)
        if here.id == there.id:
            raise CodebookError(_("“{code}” cannot be merged into itself.").format(code=book.path(here.id)))
        if there.id in book.subtree(here.id):
            raise CodebookError(
                _("“{target}” stands under “{source}”, which cannot be merged into it.").format(
                    source=book.path(here.id), target=book.path(there.id)
                ),
                _("Merge the lower code into the upper one, then rename it."),
            )
        steps = code_merging.plan(book, here.id, there.id)
        said = self._preview(here, there, steps)
        if not dry_run:
            with self.action("merge code", f"{said.source} → {said.target}"):
                self._carry_out(steps)
        return said

    def split_code(
        self, path: str, new_path: str, ids: Collection[int] = (), *, where: str | None = None, **fields: Any
    ) -> Code:
        """Give some codings of a code to a new code; the code made, which takes the colour of the old one.

        They are chosen by id, or by a query (`where`), of which only codings of this code itself count. Raises
        UnknownName, QueryError; CodebookError if the new code exists, if one of the ids is not a coding of the old one,
        or if nothing was chosen.
        """
        code = self.resolve_code(path)
        old_path = self.codebook().path(code.id)
        own = set(codebook.coding_ids(self.conn, code.id))
        strange = sorted(set(ids) - own)
        if strange:
            shown = ", ".join(str(id_) for id_ in strange[:5])
            raise CodebookError(_("These are no codings of “{code}”: {ids}.").format(code=old_path, ids=shown))
        chosen = set(ids) | (own & set(self.select_ids(where)) if where is not None else set())
        if not chosen:
            below = self.found_below(path, where) if where is not None else 0
            hint = ngettext(
                "{n} coding that the query finds is of a code under it.",
                "{n} codings that the query finds are of codes under it.",
                below,
            )
            raise CodebookError(
                _("No coding of “{code}” was chosen to split off.").format(code=old_path),
                hint.format(n=number(below)) if below else "",
            )
        with self.action("split code", f"{old_path} → {new_path}"):
            made = self.add_code(new_path, **{"color": code.color, **fields})
            codebook.recode(self.conn, sorted(chosen), made.id)
        return made

    def found_below(self, path: str, where: str) -> int:
        """How many of the codings that a query finds are of codes under a code: a split leaves those where they are."""
        _self, *below = self.codebook().subtree(self.resolve_code(path).id)
        found = set(self.select_ids(where))
        return sum(len(found.intersection(codebook.coding_ids(self.conn, id_))) for id_ in below)

    def delete_code(
        self, path: str, *, move_to: str | None = None, with_codings: bool = False, children: Children = "refuse"
    ) -> int:
        """Delete a code; how many codings moved to `move_to`, or went with it.

        `children` says what becomes of the codes under it: `delete` them too, `lift` them one level, or `refuse`.
        Raises CodebookError, and changes nothing, when there are codes below and `refuse`, and when codings or memos
        would be lost and neither `move_to` nor `with_codings` says what becomes of them.
        """
        book = self.codebook()
        code = self.resolve_code(path)
        below = book.children(code.id)
        if below and children == "refuse":
            said = ngettext("“{code}” has a code under it.", "“{code}” has {n} codes under it.", len(below))
            raise CodebookError(
                said.format(code=book.path(code.id), n=len(below)),
                _("Delete them too (--recursive), move them up (--lift), or move them elsewhere first."),
            )
        if children == "lift":
            for child in below:
                refuse_twin(book, code.parent, child.name, but=code.id)
        going = book.subtree(code.id) if children == "delete" else (code.id,)
        target = self._heir(going, move_to)
        if target is None and not with_codings:
            self._refuse_loss(code, going)
        with self.action("delete code", book.path(code.id)):
            touched = [id_ for goner in going for id_ in codebook.coding_ids(self.conn, goner)]
            if target is None:
                codings.delete(self.conn, touched)
            else:
                for goner in going:
                    codebook.move_codings(self.conn, goner, target)
            for goner in going:
                codebook.delete(self.conn, goner)
            if children == "lift":
                for child in below:
                    codebook.move_under(self.conn, child.id, code.parent)
        return len(touched)

    def _parent_of(self, names: Sequence[str], *, create: bool) -> int | None:
        if len(names) == 1:
            return None
        above = join_path(names[:-1])
        try:
            return self.resolve_code(above, create=create).id
        except UnknownName as error:
            raise UnknownName(error.message, error.hint or _("Make it first, or ask for it with --parents.")) from error

    def _order(self, parent: int | None, code_id: int, before: str | None) -> list[int]:
        """The ids of the siblings with the code in its new place; empty when coming there makes it the last anyway."""
        book = self.codebook()
        siblings = [code.id for code in book.children(parent) if code.id != code_id]
        if before is None:
            return [*siblings, code_id] if book[code_id].parent == parent else []
        next_one = self.resolve_code(before).id
        if next_one not in siblings:
            raise CodebookError(
                _("“{code}” is not among the codes that this one goes to.").format(code=book.path(next_one))
            )
        place = siblings.index(next_one)
        return [*siblings[:place], code_id, *siblings[place:]]

    def _preview(self, here: Code, there: Code, steps: code_merging.Plan) -> Merge:
        book = self.codebook()
        counts, remarks = codebook.counts(self.conn), codebook.memo_counts(self.conn)
        filled, kept = code_merging.joined_fields(here, there)
        return Merge(
            book.path(here.id),
            book.path(there.id),
            tuple((book.path(one), book.path(other)) for one, other in steps.merges),
            tuple((book.path(child), book.path(parent)) for child, parent in steps.moves),
            codings=sum(counts.get(one, 0) for one, _other in steps.merges),
            duplicates=sum(codebook.twins(self.conn, one, other) for one, other in steps.merges),
            memos=sum(remarks.get(one, 0) for one, _other in steps.merges),
            filled=tuple(filled),
            kept=tuple(kept),
        )

    def _carry_out(self, steps: code_merging.Plan) -> None:
        book = self.codebook()
        now = dict(book)
        coder = self.coder_id()
        for one, other in steps.merges:
            codebook.move_codings(self.conn, one, other)
            filled, kept = code_merging.joined_fields(now[one], now[other])
            if filled:
                codebook.update(self.conn, other, filled)
                now[other] = code_merging.take_over(now[other], filled)
            if kept:
                memos.insert(self.conn, code_merging.memo_of(book.path(one), kept), coder=coder, code=other)
        self._merged_into.update(steps.merges)
        for one, _other in steps.merges:
            codebook.delete(self.conn, one)
        for child, parent in steps.moves:
            codebook.move_under(self.conn, child, parent)

    def _heir(self, going: Sequence[int], move_to: str | None) -> int | None:
        if move_to is None:
            return None
        target = self.resolve_code(move_to)
        if target.id in going:
            raise CodebookError(
                _("“{code}” is deleted too: the codings cannot move there.").format(
                    code=self.codebook().path(target.id)
                )
            )
        return target.id

    def _refuse_loss(self, code: Code, going: Sequence[int]) -> None:
        per_document: dict[int, int] = {}
        for goner in going:
            for document, count in codebook.counts_by_document(self.conn).get(goner, {}).items():
                per_document[document] = per_document.get(document, 0) + count
        remarks = codebook.memo_counts(self.conn)
        memo_count = sum(remarks.get(goner, 0) for goner in going)
        if not per_document and not memo_count:
            return
        total = sum(per_document.values())
        carried = [ngettext("{n} coding", "{n} codings", total).format(n=number(total))] if total else []
        carried += [ngettext("{n} memo", "{n} memos", memo_count).format(n=number(memo_count))] if memo_count else []
        names = {document.id: document.name for document in self.documents()}
        places = ", ".join(f"{names.get(id_, id_)} ({n})" for id_, n in sorted(per_document.items()))
        said = _("“{code}” holds {what} and was not deleted.").format(
            code=self.codebook().path(code.id), what=_(" and ").join(carried)
        )
        hint = _("Say where they go (--move-to), or that they go too (--with-codings).")
        raise CodebookError(said, "\n".join(filter(None, [places, hint])))
