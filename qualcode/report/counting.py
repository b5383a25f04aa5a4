"""The counts of a report: how many codings, in which documents, by whom.

Counts are of codings. An interviewer's words are counted on a row of their own and never make a code « carried by one
single speaker », nor does a code that also stands on text where nobody speaks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from qualcode.i18n import _, ngettext, number
from qualcode.model.coding import Segment
from qualcode.report.attribution import source_name
from qualcode.report.cast import Cast
from qualcode.report.content import CountRow, CountTable

K = TypeVar("K", bound=Hashable)

#: The mark of a code that one single speaker carries; the warning of the report explains it.
SINGLE = "†"


def by_document(own: Iterable[Segment], total: Sequence[Segment], names: Mapping[int, str]) -> CountTable:
    """Counts by document in the order of the project; `names` holds every document by id.

    The documents of a questionnaire, one for each respondent, are counted together.
    """
    documents = set(names.values())
    order = [key for name in names.values() for key in (_table_of(name), name)]
    rows = _rows(own, total, _source, order)
    respondents = Counter(_source(segment) for segment in {s.document_id: s for s in total}.values())
    return CountTable(
        _("Document"),
        tuple(
            CountRow(key if key in documents else _of_respondents(key, respondents[key]), a, b) for key, a, b in rows
        ),
        _("Documents"),
    )


def _source(segment: Segment) -> str:
    return source_name(segment.document, segment.kind)


def _table_of(name: str) -> str:
    return name.rpartition("/")[0]


def _of_respondents(table: str, count: int) -> str:
    said = ngettext("{table} ({n} respondent)", "{table} ({n} respondents)", count)
    return said.format(table=table, n=number(count))


def by_speaker(own: Iterable[Segment], total: Sequence[Segment], cast: Cast) -> CountTable:
    """Counts by speaker, named by function, in order of appearance; last the segments where nobody speaks.

    Where nobody speaks at all there is nothing to tell apart, and no row.
    """
    rows = _rows(own, total, cast.label, [*dict.fromkeys(cast.labels.values()), None])
    if all(key is None for key, _own, _total in rows):
        rows = []
    return CountTable(_("Speaker"), tuple(CountRow(key or _("no speaker"), a, b) for key, a, b in rows), _("Speakers"))


def by_code(segments: Sequence[Segment], paths: Mapping[int, str]) -> CountTable:
    """Counts by code in the order of the codebook; `paths` holds every code by id."""
    rows = _rows(segments, segments, lambda segment: segment.code_id, list(paths))
    return CountTable(_("Code"), tuple(CountRow(paths[key], a, b) for key, a, b in rows))


def single_speaker(segments: Sequence[Segment], cast: Cast) -> bool:
    """True when all these segments are the words of one person who is not an interviewer."""
    people = {cast.person(segment) for segment in segments}
    if len(people) != 1 or None in people:
        return False
    voice = cast.voice(segments[0])
    return not (voice and voice.interviewer)


def summary(own: int, total: Sequence[Segment], cast: Cast) -> str:
    """One line: how many segments, with subcodes, in how many documents, from how many speakers, and the mark."""
    documents = len({segment.document_id for segment in total})
    parts = [count_segments(own)] if own else []
    if own != len(total):
        parts.append(_("{n} with subcodes").format(n=number(len(total))))
    parts.append(ngettext("{n} document", "{n} documents", documents).format(n=number(documents)))
    line = " · ".join([*parts, *_speakers(total, cast)])
    return f"{line} {SINGLE}" if single_speaker(total, cast) else line


def document_summary(segments: Sequence[Segment], cast: Cast) -> str:
    """One line: how many segments of how many codes, from how many speakers."""
    codes = len({segment.code_id for segment in segments})
    return " · ".join(
        [
            count_segments(len(segments)),
            ngettext("{n} code", "{n} codes", codes).format(n=number(codes)),
            *_speakers(segments, cast),
        ]
    )


def count_segments(count: int) -> str:
    """`12 segments`."""
    return ngettext("{n} segment", "{n} segments", count).format(n=number(count))


def _rows(
    own: Iterable[Segment], total: Iterable[Segment], key: Callable[[Segment], K], order: Sequence[K]
) -> list[tuple[K, int, int]]:
    mine, every = Counter(map(key, own)), Counter(map(key, total))
    place = {value: index for index, value in enumerate(order)}
    return [(value, mine[value], every[value]) for value in sorted(every, key=lambda v: place.get(v, len(place)))]


def _speakers(segments: Iterable[Segment], cast: Cast) -> list[str]:
    people = {cast.person(segment) for segment in segments if not _interviewer(segment, cast)} - {None}
    return [ngettext("{n} speaker", "{n} speakers", len(people)).format(n=number(len(people)))] if people else []


def _interviewer(segment: Segment, cast: Cast) -> bool:
    voice = cast.voice(segment)
    return bool(voice and voice.interviewer)
