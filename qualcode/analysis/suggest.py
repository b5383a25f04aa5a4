"""The nearest names, for every "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.model.text import fold

#: Below this similarity (0–100) a name is no help; a part of a name must be more alike, and not too short.
THRESHOLD = 60
PART_THRESHOLD = 80
SHORTEST_PART = 3


def nearest(name: str, candidates: Iterable[str], limit: int = 3) -> list[str]:
    """The candidates that look most like a name, best first; similarity is rapidfuzz's weighted ratio, 0–100.

    A candidate is also tried by its last part, so that `délegation` finds `dirty work/délégation`.
    """
    from rapidfuzz import fuzz, process

    names = list(dict.fromkeys(candidates))
    folded = [fold(candidate) for candidate in names]
    tails = [fold(candidate.rsplit("/", 1)[-1]) for candidate in names]
    wanted = fold(name)
    scores: dict[int, float] = {}
    for pool in (folded, tails):
        for _choice, score, index in process.extract(
            wanted, pool, scorer=fuzz.ratio, score_cutoff=THRESHOLD, limit=None
        ):
            scores[index] = max(scores.get(index, 0), score)
    if not scores and len(wanted) >= SHORTEST_PART:
        parts = process.extract(wanted, folded, scorer=fuzz.partial_ratio, score_cutoff=PART_THRESHOLD, limit=None)
        # A name shorter than what was typed is not one of which a part was typed.
        scores = {index: score for choice, score, index in parts if len(choice) >= len(wanted)}
    best = sorted(scores, key=lambda index: (-scores[index], index))
    return [names[index] for index in best[:limit]]
