"""Passages to look at: of a code, a query, a cell of a co-occurrence matrix; read as far as they are looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode import files
from qualcode.analysis.query import tally
from qualcode.analysis.query.complete import short_path
from qualcode.errors import ProjectError
from qualcode.i18n import _, ngettext, number
from qualcode.model.coding import Segment
from qualcode.model.counts import Count, Group
from qualcode.model.network import Question
from qualcode.model.query import CodeIs, Pattern
from qualcode.model.retrieval import Found, Hit, Pair
from qualcode.project.networks import Networks
from qualcode.storage import database, retrieval, segments
from qualcode.storage.compile import among

if TYPE_CHECKING:
    from qualcode.interchange.segments import Quoted

#: The kinds of file that segments are written to.
SUFFIXES = (".csv", ".md")


class Retrieval(Networks):
    """The part of the facade that brings passages before the eyes."""

    def hits(self, query: str = "") -> list[Hit]:
        """The places of all segments that a query finds, in the order of the documents and of the text.

        Raises QueryError and UnknownName as `query` does.
        """
        return retrieval.hits(self.conn, self.where(query))

    def code_hits(self, code: int, *, alone: bool = False) -> list[Hit]:
        """The places of the segments of a code by its id, with those of the codes under it unless `alone`.

        None for a code that is gone.
        """
        book = self.codebook()
        wanted = () if code not in book else (code,) if alone else book.subtree(code)
        return retrieval.hits(self.conn, among("c.code_id", wanted))

    def pair_hits(self, question: Question, pair: Pair) -> list[Hit]:
        """The places of the segments of two codes that a co-occurrence counts together; see `analysis.passages`.

        Raises QueryError and UnknownName for a query that no longer holds.
        """
        from qualcode.analysis.passages import passages

        return retrieval.of_ids(self.conn, passages(self._material(question), pair.one, pair.other))

    def counted(self, hits: Sequence[Hit]) -> Count:
        """How many segments these are, in how many documents, by how many people (interviewers left out)."""
        met = Counter((hit.document, hit.speaker) for hit in hits)
        groups = (Group(document, speaker, 0, count) for (document, speaker), count in met.items())
        return tally.total(groups, self.vocabulary())

    def found(self, ids: Sequence[int]) -> list[Found]:
        """Some segments in full, in the order of the ids; those that are gone are left out."""
        order = {code: at for at, code in enumerate(self.codebook())}
        beside = retrieval.beside(self.conn, ids)
        return [
            Found(
                segment,
                self._standing_at(segment.document_id, segment.start),
                tuple(sorted(beside.get(segment.id, ()), key=order.__getitem__)),
                segment.coder == self.coder,
            )
            for segment in segments.fetch(self.conn, ids, self.vocabulary())
        ]

    def made_by(self, ids: Sequence[int]) -> dict[str, int]:
        """How many of some codings each coder made, by name, the busiest first."""
        return retrieval.makers(self.conn, ids)

    def quotations(self, ids: Sequence[int]) -> str:
        """Some quotations as one pastes them, each with who says it in brackets."""
        from qualcode.interchange.segments import as_text

        return as_text(self._quoted(self._segments(ids)))

    def write_segments(self, ids: Sequence[int], path: str | Path, *, title: str = "", force: bool = False) -> Path:
        """Write segments to a file, by its ending: a table (.csv) or a page of quotations (.md). The path written.

        The file appears whole or not at all. Raises ProjectError when it is there already (without `force`), has
        another ending or cannot be written.
        """
        from qualcode.interchange.segments import as_markdown, as_table

        target = Path(path).expanduser()
        if target.suffix.lower() not in SUFFIXES:
            raise ProjectError(_("Choose a name that ends in .csv (a table) or .md (quotations to read)."))
        if target.exists() and not force:
            raise ProjectError(_("{path} exists already.").format(path=target))
        chosen = self._segments(ids)
        if target.suffix.lower() == ".csv":
            text = as_table(chosen)
        else:
            text = as_markdown(self._quoted(chosen), title, self.counted_in_words(retrieval.of_ids(self.conn, ids)))
        with database.explained(target):
            files.write(target, text.encode())
        return target

    def counted_in_words(self, hits: Sequence[Hit]) -> str:
        """« 12 segments · 3 documents · 2 respondents »."""
        total = self.counted(hits)
        parts = (
            ngettext("{count} segment", "{count} segments", total.segments).format(count=number(total.segments)),
            ngettext("{count} document", "{count} documents", total.documents).format(count=number(total.documents)),
            ngettext("{count} respondent", "{count} respondents", total.speakers).format(count=number(total.speakers)),
        )
        return " · ".join(parts)

    def query_of_code(self, code: int, *, alone: bool = False) -> str:
        """The query for the segments of a code, with those of the codes under it unless `alone`.

        It names the code by the shortest end of its path that names no other, else by the path from the root.
        """
        return str(CodeIs((Pattern((short_path(self.codebook(), code),)),), alone))

    def _segments(self, ids: Sequence[int]) -> list[Segment]:
        return segments.fetch(self.conn, ids, self.vocabulary())

    def _quoted(self, chosen: Sequence[Segment]) -> list[Quoted]:
        from qualcode.interchange.segments import Quoted
        from qualcode.report.attribution import attribution

        voices = self.vocabulary().voices
        return [Quoted(one, attribution(one, voices.get(one.speaker_id or 0))) for one in chosen]

    def _standing_at(self, document: int, position: int) -> str:
        layout = self.layout(document)
        nth = bisect_right(layout.turns, position, key=lambda turn: turn.start)
        if nth and position < layout.turns[nth - 1].end:
            return _("turn {n}").format(n=number(nth))
        nth = bisect_right(layout.paragraphs, position, key=lambda paragraph: paragraph.start)
        return _("paragraph {n}").format(n=number(max(1, nth)))
