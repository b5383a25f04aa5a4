"""Reports: what a query finds, written for readers who do not have qualcode."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode import __version__, files
from qualcode.errors import ProjectError, QualcodeError
from qualcode.i18n import _
from qualcode.model.coding import Segment
from qualcode.project.queries import Queries
from qualcode.storage import clock, database, study

if TYPE_CHECKING:
    from qualcode.report.content import Material, Order, Report

SUFFIX = ".docx"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Written:
    """A report that was written: where, and how many segments and codes it shows."""

    path: Path
    segments: int
    codes: int


class Reports(Queries):
    """The part of the facade that writes reports."""

    def report(
        self,
        path: str | Path,
        *,
        where: str = "",
        codes: Sequence[str] = (),
        by: Order = "code",
        title: str | None = None,
        anonymous: bool = False,
        force: bool = False,
        progress: Progress | None = None,
    ) -> Written:
        """Write a Word report of the segments that a query finds; the file appears whole or not at all.

        `codes` keeps the subtrees of these codes (none: all); `by` orders it by code or by document; `anonymous` puts
        kind, number and date for the names of documents; `progress` is told (quotations written, quotations in all).
        Raises ProjectError when the file is there already (without `force`) or
        cannot be written, UnknownName and QueryError for what was asked, QualcodeError when nothing was found.
        """
        target = Path(path)
        _check_target(target, force)
        content = self.report_content(where=where, codes=codes, by=by, title=title, anonymous=anonymous)
        from qualcode.report.word.writer import write

        with database.explained(target):
            files.write(target, write(content, progress))
        return Written(target, content.shown, content.codes)

    def report_content(
        self,
        *,
        where: str = "",
        codes: Sequence[str] = (),
        by: Order = "code",
        title: str | None = None,
        anonymous: bool = False,
    ) -> Report:
        """What a report would say, as plain values; raises as `report` does."""
        from qualcode.report.compose import compose
        from qualcode.report.content import ORDERS, Request

        if by not in ORDERS:
            raise QualcodeError(_("A report is ordered by code or by document, not by “{by}”.").format(by=by))
        chosen = tuple(dict.fromkeys(self.resolve_code(code).id for code in codes))
        material = self._report_material(where, chosen)
        if not material.segments:
            raise QualcodeError(_("No segment was found: the report would be empty."))
        today = datetime.fromisoformat(clock.now()).astimezone().date()
        return compose(material, Request(where, chosen, by, title or "", today, __version__, anonymous))

    def _report_material(self, where: str, chosen: Sequence[int]) -> Material:
        from qualcode.report.content import Material

        book = self.codebook()
        segments: Sequence[Segment] = self.query(where)
        if chosen:
            kept = {id_ for code_id in chosen for id_ in book.subtree(code_id)}
            segments = [segment for segment in segments if segment.code_id in kept]
        return Material(
            project=study.name(self.conn),
            documents=tuple(self.documents()),
            codebook=book,
            segments=tuple(segments),
            codings=tuple(self.codings()),
            memos=tuple(self.memos()),
            coders={coder.id: coder.name for coder in self.coders()},
            voices=self.vocabulary().voices,
        )


def _check_target(target: Path, force: bool) -> None:
    """Refuse before the work what would be refused after it."""
    if target.suffix.lower() != SUFFIX:
        raise ProjectError(_("A Word report ends in .docx; {path} does not.").format(path=target))
    if target.is_dir():
        raise ProjectError(_("{path} is a folder.").format(path=target))
    if target.exists() and not force:
        raise ProjectError(
            _("{path} exists already.").format(path=target), _("Choose another name, or overwrite it with --force.")
        )
    if not target.parent.is_dir():
        raise ProjectError(_("The folder {path} does not exist.").format(path=target.parent))
    if not os.access(target.parent, os.W_OK):
        raise ProjectError(_("{path} cannot be written: the file or its folder is read-only.").format(path=target))
