"""How a project shows itself in the interpreter and in a notebook."""

from __future__ import annotations

import sqlite3

from qualcode.errors import QualcodeError
from qualcode.i18n import _
from qualcode.project.overview import Overview
from qualcode.project.summary import Summaries


class Showing(Summaries, Overview):
    """The part of the facade that says what the project is, in a line or a small table."""

    def __repr__(self) -> str:
        try:
            return (
                f"<Project {str(self.path)!r}: {len(self.documents())} documents, {len(self.codebook())} codes, "
                f"{sum(self.code_counts().values())} codings>"
            )
        except (QualcodeError, sqlite3.Error):
            # It is closed, or damaged: a repr is no place to fail.
            return f"<Project {str(self.path)!r}>"

    def _repr_html_(self) -> str:
        from qualcode.model import notebook

        held = self.summary(0)
        lines = (
            (_("File"), self.path.name),
            (_("Documents"), held.documents),
            (_("Words"), held.words),
            (_("Speakers"), held.speakers),
            (_("Cases"), held.cases),
            (_("Codes"), held.codes),
            (_("Codings"), held.codings),
            (_("Coders"), ", ".join(held.coders)),
            (_("Memos"), held.memos),
        )
        return notebook.facts(lines, self.name)
