"""From codings to quotations: a passage is printed once in its section, whoever coded it and how often.

Two coders who gave one code to the same characters agree on one verbatim; printing it twice would make it look like
two. Codings whose borders differ stay apart.
"""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.model.coding import Segment
from qualcode.report.attribution import attribution
from qualcode.report.cast import Cast
from qualcode.report.content import Material, Quotation, Remark
from qualcode.report.overlaps import other_codes


class Quotations:
    """Makes the quotations of a report from its material."""

    def __init__(self, material: Material, cast: Cast) -> None:
        self.cast = cast
        self.book = material.codebook
        self.several_coders = len({segment.coder for segment in material.segments}) > 1
        self.order = {code_id: place for place, code_id in enumerate(self.book)}
        self.names = _short_names(material)
        self.others = other_codes(material.codings, (segment.id for segment in material.segments))
        self._attributions: dict[tuple[int, int | None], str] = {}

    def of(self, segments: Iterable[Segment], *, codes: bool) -> tuple[Quotation, ...]:
        """The quotations for these segments, which are in the order of the text; `codes` says to name their codes."""
        passages: dict[tuple[int, int, int], list[Segment]] = {}
        for segment in segments:
            passages.setdefault((segment.document_id, segment.start, segment.end), []).append(segment)
        return tuple(self._quotation(codings, codes) for codings in passages.values())

    def _quotation(self, codings: list[Segment], named: bool) -> Quotation:
        codes = {coding.code_id for coding in codings}
        others = {code for coding in codings for code in self.others.get(coding.id, ())} - codes
        return Quotation(
            text=codings[0].quote,
            attribution=self._attribution(codings[0]),
            coders=tuple(dict.fromkeys(coding.coder for coding in codings)) if self.several_coders else (),
            codes=self._named(codes) if named else (),
            others=self._named(others),
            memos=tuple(
                Remark(coding.memo, coding.coder if self.several_coders else "") for coding in codings if coding.memo
            ),
            codings=len(codings),
        )

    def _attribution(self, segment: Segment) -> str:
        key = (segment.document_id, segment.speaker_id)
        if key not in self._attributions:
            self._attributions[key] = attribution(segment, self.cast.voice(segment))
        return self._attributions[key]

    def _named(self, codes: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.names[code] for code in sorted(codes, key=self.order.__getitem__))


def _short_names(material: Material) -> dict[int, str]:
    """The name of each code, or its path where another code has the same name."""
    book = material.codebook
    names = [code.name for code in book.values()]
    twice = {name for name in names if names.count(name) > 1}
    return {code.id: book.path(code.id) if code.name in twice else code.name for code in book.values()}
