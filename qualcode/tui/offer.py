"""What a picker offers for a passage: the codebook, the codes one is likely to want, those that are there, the pins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.analysis.company import near, together
from qualcode.analysis.pick import interleave
from qualcode.model.codebook import Code, Codebook
from qualcode.model.span import Span
from qualcode.tui.places import FIGURES
from qualcode.tui.session import Session


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be picked. `recent` and `near` are ids of codes, the likeliest first; `here` are on the passage already.

    `pins` maps codes to the figures they are pinned to.
    """

    book: Codebook
    recent: Sequence[int] = ()
    near: Sequence[int] = ()
    here: frozenset[int] = frozenset()
    pins: Mapping[int, int] = field(default_factory=dict)

    @property
    def first(self) -> list[int]:
        """The codes to be listed before all others."""
        return [code for code in interleave(self.recent, self.near) if code not in self.here]


def offer(session: Session, span: Span | None = None) -> Offer:
    """What to offer for a passage of the open document; without one, for any."""
    recent = [code.id for code in session.recent_codes()]
    pins = {code.id: figure for figure, code in pinned(session).items()}
    book = session.project.codebook()
    if span is None:
        return Offer(book, recent, pins=pins)
    around = near(session.codings, span)
    on = {coding.code for coding in session.codings_at(span)}
    here = frozenset(
        coding.code for coding in session.codings_at(span) if coding.span == span and session.is_mine(coding)
    )
    return Offer(book, recent, interleave(together(session.codings, list(on), span), around), here, pins)


def pinned(session: Session) -> dict[int, Code]:
    """The codes on the figures 1 to 9 that exist, in the order of the figures."""
    by_uuid = {code.uuid: code for code in session.project.codebook().values()}
    pins = session.places.pins
    return {int(figure): by_uuid[pins[figure]] for figure in FIGURES if pins.get(figure) in by_uuid}


def pin(session: Session, figure: int, code: int) -> bool:
    """Put a code on a figure, or take it off when it is there; whether it is pinned now. A code has one figure."""
    pins, uuid = session.places.pins, session.project.codebook()[code].uuid
    was = pins.get(str(figure)) == uuid
    for key in [key for key, known in pins.items() if known == uuid]:
        del pins[key]
    if not was:
        pins[str(figure)] = uuid
    session.keep_places()
    return not was
