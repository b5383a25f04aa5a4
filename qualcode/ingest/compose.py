"""From a manuscript to a draft: normalised once, then only pointed into.

The one place where a raw text becomes the text of a document, whatever the format it came in.
"""

from __future__ import annotations

from dataclasses import replace

from qualcode.ingest import kinds, paragraphs, turns
from qualcode.ingest.manuscript import Manuscript, Material, Reading
from qualcode.ingest.normalise import Offsets, normalise
from qualcode.model.document import Draft, Note, Timestamp, Turn


def reading(material: Material, manuscript: Manuscript) -> Reading:
    """A file that is one document."""
    draft = compose(material, manuscript)
    return Reading((draft,), encoding=manuscript.encoding, warnings=draft.warnings)


def compose(material: Material, manuscript: Manuscript) -> Draft:
    """The draft of a manuscript, its turns and speakers found."""
    normalised = normalise(manuscript.text)
    text, moved = normalised.text, normalised.offsets
    lines = paragraphs.split(text, [(moved[s], moved[e], style) for s, e, style in manuscript.styles])
    talk = turns.find(text, lines, bold={moved[s]: moved[e] for s, e in manuscript.bold}, known=manuscript.labels)
    marks = [Timestamp(moved[place], moved[place], time) for place, time in manuscript.times]
    moments = tuple(sorted((*talk.timestamps, *marks), key=lambda moment: moment.start))
    return Draft(
        name=material.stem,
        kind=material.kind or kinds.guess(material.name, text, lines, talk.speakers),
        text=text,
        paragraphs=talk.paragraphs,
        turns=_timed(talk.turns, moments),
        timestamps=moments,
        notes=tuple(_moved(note, moved) for note in sorted(manuscript.notes, key=lambda n: (n.start, n.end))),
        speakers=talk.speakers,
        attributes={**(talk.attributes or {}), **manuscript.attributes},
        source=material.source(manuscript.encoding),
        warnings=manuscript.warnings,
    )


def _moved(note: Note, offsets: Offsets) -> Note:
    return replace(note, start=offsets[note.start], end=offsets[note.end], text=normalise(note.text).text)


def _timed(found: tuple[Turn, ...], moments: tuple[Timestamp, ...]) -> tuple[Turn, ...]:
    """A turn without a time of its own takes the first moment that stands in it."""
    timed = []
    at = 0
    for turn in found:
        while at < len(moments) and moments[at].start < turn.start:
            at += 1
        inside = at < len(moments) and moments[at].start < turn.end
        timed.append(replace(turn, time=moments[at].time) if turn.time is None and inside else turn)
    return tuple(timed)
