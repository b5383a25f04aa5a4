"""Finding a code while one types: the ranking behind every picker. Pure; names are folded as people mean them.

A code is found by its path, its name and its cues. Words typed in any order count; a plain match beats a misspelt one,
the name beats the path, the path beats a cue, and of equals the code used more recently comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualcode.model.text import fold

#: Below this score (0–100) a code is not proposed.
THRESHOLD = 62
_STEP = 0.4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A code that may be picked: its id, its path, its name, the words that announce it."""

    id: int
    path: str
    name: str
    cues: tuple[str, ...] = ()


def rank(query: str, candidates: Iterable[Candidate], recent: Sequence[int] = (), limit: int = 50) -> list[int]:
    """The ids of the candidates that fit a query, best first; for an empty query the recent ones, then all."""
    pool = list(candidates)
    place = {code: at for at, code in enumerate(recent)}
    wanted = fold(query.replace("/", " "))
    if not wanted:
        return [c.id for c in sorted(pool, key=lambda c: place.get(c.id, len(place)))][:limit]
    scored = [(_score(wanted, candidate), candidate) for candidate in pool]
    kept = [(score, candidate) for score, candidate in scored if score >= THRESHOLD]
    kept.sort(key=lambda pair: (-pair[0] + _STEP * place.get(pair[1].id, len(place)), len(pair[1].path)))
    return [candidate.id for _score, candidate in kept[:limit]]


def _score(wanted: str, candidate: Candidate) -> float:
    from rapidfuzz import fuzz

    name, path = fold(candidate.name), fold(candidate.path.replace("/", " "))
    if name == wanted or path == wanted:
        return 120
    if name.startswith(wanted):
        return 112
    words = wanted.split()
    starts = (f" {name}", f" {path}")
    for score, text in zip((108, 104), starts, strict=True):
        if all(f" {word}" in text for word in words):
            return score
    for score, text in zip((102, 100), starts, strict=True):
        if all(word in text for word in words):
            return score
    if any(wanted in fold(cue) for cue in candidate.cues):
        return 92
    if len(wanted) < 3:
        return 0
    return max(fuzz.partial_ratio(wanted, name), 0.9 * float(fuzz.partial_token_set_ratio(wanted, path))) * 0.85
