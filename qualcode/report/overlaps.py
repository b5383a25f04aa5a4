"""Which other codes stand on a passage: one sweep over the codings of each document in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualcode.model.coding import Coding


def other_codes(codings: Iterable[Coding], wanted: Iterable[int]) -> dict[int, frozenset[int]]:
    """For each wanted coding (by id), the codes of the codings that share a character with it, its own left out.

    Half-open ranges: codings that only touch do not overlap.
    """
    by_document: dict[int, list[Coding]] = {}
    for coding in codings:
        by_document.setdefault(coding.document, []).append(coding)
    asked = frozenset(wanted)
    found: dict[int, set[int]] = {}
    for held in by_document.values():
        _sweep(sorted(held, key=lambda c: (c.start, c.end)), asked, found)
    return {id_: frozenset(codes) for id_, codes in found.items()}


def _sweep(held: Sequence[Coding], asked: frozenset[int], found: dict[int, set[int]]) -> None:
    open_: list[Coding] = []
    for coding in held:
        open_ = [before for before in open_ if before.end > coding.start]
        for before in open_:
            if before.code != coding.code:
                if before.id in asked:
                    found.setdefault(before.id, set()).add(coding.code)
                if coding.id in asked:
                    found.setdefault(coding.id, set()).add(before.code)
        open_.append(coding)
