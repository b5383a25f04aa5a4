"""The use of codes for a screen: at once where that is quick, else counted beside it and shown when it is there."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from qualcode.analysis.code_tally import CodeStatistics
from qualcode.config import keep_setting, load_settings
from qualcode.errors import QualcodeError
from qualcode.i18n import _
from qualcode.project import open_project
from qualcode.project.code_statistics import CountedCodes
from qualcode.tui.screens.desk import Desk, T
from qualcode.tui.widgets.code_order import next_sorting, sorting_name

#: As many codings are counted in less than a blink.
_QUICK = 20_000


class Counting(Desk[T]):
    """A screen that shows how codes are used."""

    _counting = False

    def use_of_codes(self) -> Mapping[int, CodeStatistics]:
        """The statistics of codes; while they are being counted, their codings only, and `sync` comes afterwards."""
        project = self.session.project
        if project.codes_are_counted:
            return project.code_statistics()
        counts = project.code_counts()
        if sum(counts.values()) <= _QUICK:
            return project.code_statistics()
        if not self._counting:
            self._counting = True
            self.run_worker(self._count(), name="count codes", group="count codes")
        book = project.codebook()
        return {
            code: CodeStatistics(counts.get(code, 0), sum(counts.get(below, 0) for below in book.subtree(code)))
            for code in book
        }

    def action_sort_codes(self) -> None:
        """Sort the codes by tree, by name, by use; it is kept for the next time."""
        sorting = next_sorting(load_settings().sorting)
        keep_setting(sorting=sorting)
        self.sync()
        self.say(_("Codes are shown {sorting}.").format(sorting=sorting_name(sorting)))

    @property
    def counting(self) -> bool:
        """Whether documents and people are still being counted."""
        return self._counting

    async def _count(self) -> None:
        project = self.session.project

        def work() -> CountedCodes:
            with open_project(project.path, coder=project.coder) as own:
                return own.count_codes()

        try:
            project.adopt_counts(await asyncio.to_thread(work))
        except QualcodeError as error:
            self.app.notify(str(error), severity="error", markup=False)
            return
        self._counting = False
        self.sync()
