"""What merging, deleting and loading would do, and did, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qualcode.i18n import _, ngettext, number
from qualcode.interchange.codebook_merge import CodebookDiff
from qualcode.model.codebook import split_path
from qualcode.project.code_merging import Merge, field_name
from qualcode.project.codebook_work import Deletion

#: Lines of a preview before the rest is only counted.
_LINES = 8


def codings(n: int) -> str:
    """So many codings."""
    return ngettext("{n} coding", "{n} codings", n).format(n=number(n))


def merge_preview(done: Sequence[Merge]) -> str:
    """What merging would do, line by line, the codings first."""
    lines = [_going(sum(said.codings for said in done), sum(said.duplicates for said in done))]
    memos = sum(said.memos for said in done)
    if memos:
        lines.append(ngettext("{n} memo comes along.", "{n} memos come along.", memos).format(n=number(memos)))
    moved = [one for said in done for one, _other in said.moved]
    joined = [one for said in done for one, _other in said.merged[1:]]
    if moved:
        along = ngettext("{n} code below comes along: {names}", "{n} codes below come along: {names}", len(moved))
        lines.append(along.format(n=number(len(moved)), names=_names(moved)))
    if joined:
        into = ngettext(
            "{n} code below goes into the one of its name: {names}",
            "{n} codes below go into those of their names: {names}",
            len(joined),
        )
        lines.append(into.format(n=number(len(joined)), names=_names(joined)))
    filled = {name: None for said in done for name in said.filled}
    kept = {name: None for said in done for name in said.kept}
    if filled:
        lines.append(_("Taken over: {fields}.").format(fields=", ".join(map(field_name, filled))))
    if kept:
        fields = ", ".join(map(field_name, kept))
        lines.append(_("Kept in a memo, because the target says otherwise: {fields}.").format(fields=fields))
    return "\n".join(lines)


def merge_done(done: Sequence[Merge]) -> str:
    """What merging did, on one line."""
    moved, shared = sum(said.codings for said in done), sum(said.duplicates for said in done)
    return _("Merged into {path}: {what}").format(path=done[0].target, what=_moved(moved, shared))


def deletion_preview(said: Deletion) -> str:
    """What deleting would do, line by line."""
    if said.refused:
        return _("Not possible: {reason}").format(reason=said.refused)
    n = len(said.codes)
    lines = [
        ngettext("{n} code goes: {paths}", "{n} codes go: {paths}", n).format(n=number(n), paths=_paths(said.codes))
    ]
    lines += _fate(said, _going)
    if said.lifted:
        lifted = ngettext("{n} code below moves one level up.", "{n} codes below move one level up.", said.lifted)
        lines.append(lifted.format(n=number(said.lifted)))
    return "\n".join(lines)


def deletion_done(said: Deletion) -> str:
    """What deleting did, on one line."""
    gone = _("Deleted: {paths}.").format(paths=_paths(said.codes))
    return " ".join([gone, *_fate(said, _moved), _("u brings it back.")])


def diff_preview(diff: CodebookDiff) -> str:
    """What loading a codebook would do, line by line."""
    lines = _some([*(f"+ {code.path}" for code in diff.added), *(_change(change) for change in diff.changed)])
    added, changed, stay = len(diff.added), len(diff.changed), len(diff.only_here)
    same = diff.unchanged
    counts = [
        (added, ngettext("{n} new code", "{n} new codes", added)),
        (changed, ngettext("{n} changed field", "{n} changed fields", changed)),
        (same, ngettext("{n} code as it was", "{n} codes as they were", same)),
        (stay, ngettext("{n} code only in the project stays", "{n} codes only in the project stay", stay)),
    ]
    return "\n".join([*lines, "", " · ".join(said.format(n=number(n)) for n, said in counts if n)])


def _fate(said: Deletion, moved: Callable[[int, int], str]) -> list[str]:
    lines = []
    if said.moved:
        to = ", ".join(said.heirs[:2]) + (", …" if len(said.heirs) > 2 else "")
        lines.append(_("To {heirs}: {what}").format(heirs=to, what=moved(said.moved, said.shared)))
    if said.lost:
        lost = ngettext("{n} coding is deleted with it.", "{n} codings are deleted with it.", said.lost)
        lines.append(lost.format(n=number(said.lost)))
    if said.memos_lost:
        lost = ngettext("{n} memo is deleted with it.", "{n} memos are deleted with it.", said.memos_lost)
        lines.append(lost.format(n=number(said.memos_lost)))
    return lines or [_("No coding is touched.")]


def _going(moving: int, shared: int) -> str:
    if not moving:
        return _("No coding moves.")
    said = ngettext("{n} coding moves", "{n} codings move", moving).format(n=number(moving))
    if not shared:
        return said + "."
    there = ngettext("{n} is already there: it is kept once", "{n} are already there: they are kept once", shared)
    return f"{said}, {there.format(n=number(shared))}."


def _moved(moved: int, shared: int) -> str:
    if not moved:
        return _("No coding moves.")
    said = ngettext("{n} coding moved", "{n} codings moved", moved).format(n=number(moved))
    if not shared:
        return said + "."
    there = ngettext("{n} was already there: it is kept once", "{n} were already there: they are kept once", shared)
    return f"{said}, {there.format(n=number(shared))}."


def _change(change: object) -> str:
    return f"~ {getattr(change, 'path', '')} · {field_name(getattr(change, 'field', ''))}"


def _paths(paths: Sequence[str]) -> str:
    return ", ".join(paths[:3]) + (", …" if len(paths) > 3 else "")


def _names(paths: Sequence[str]) -> str:
    """The last names of some paths."""
    return ", ".join(split_path(path)[-1] for path in paths[:6]) + (", …" if len(paths) > 6 else "")


def _some(lines: list[str]) -> list[str]:
    if len(lines) <= _LINES:
        return lines
    more = len(lines) - _LINES
    return [*lines[:_LINES], ngettext("… and {n} more line.", "… and {n} more lines.", more).format(n=number(more))]
