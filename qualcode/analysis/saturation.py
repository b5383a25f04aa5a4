"""New codes per document, and the curve to expect when documents come in any order.

The order in which material was collected is one of many; a curve that flattens may do so by chance of the order. Its
mean over all orders is known exactly (as for species in samples), its spread is found by shuffling.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence

Key = Hashable


def new_ones(documents: Sequence[Collection[Key]]) -> list[list[Key]]:
    """For each document, the codes that none before it had."""
    seen: set[Key] = set()
    found = []
    for codes in documents:
        fresh = [code for code in codes if code not in seen]
        seen.update(fresh)
        found.append(fresh)
    return found


def expected(documents: Sequence[Collection[Key]]) -> list[float]:
    """The mean number of codes in 1, 2, … documents over all orders.

    S(k) = Σ over codes of 1 − C(N − f, k) / C(N, k), f being the documents that have the code, N all documents
    (Ugland, Gray & Ellingsen 2003; the sample-based rarefaction of Gotelli & Colwell 2001). It ends at the number of
    codes.
    """
    total = len(documents)
    having: dict[Key, int] = {}
    for codes in documents:
        for code in set(codes):
            having[code] = having.get(code, 0) + 1
    often: dict[int, int] = {}
    for count in having.values():
        often[count] = often.get(count, 0) + 1
    missed, curve = dict.fromkeys(often, 1.0), []
    for drawn in range(total):
        # The chance that the next document lacks the code, too, given that those before it did.
        missed = {f: chance * max(0, total - f - drawn) / (total - drawn) for f, chance in missed.items()}
        curve.append(sum(often[f] * (1 - chance) for f, chance in missed.items()))
    return curve


def band(
    documents: Sequence[Collection[Key]], rounds: int, seed: int, width: float = 0.95
) -> tuple[list[int], list[int]]:
    """The bounds of the middle `width` of the curves of random orders, at 1, 2, … documents. Seeded."""
    import numpy as np

    total = len(documents)
    if not total or rounds < 1:
        return [], []
    having: dict[Key, list[int]] = {}
    for place, codes in enumerate(documents):
        for code in set(codes):
            having.setdefault(code, []).append(place)
    chance = np.random.default_rng(seed)
    places = chance.permuted(np.tile(np.arange(total), (rounds, 1)), axis=1)
    firsts = np.zeros((rounds, total), np.int64)
    # In the order of the documents, so that the same material gives the same band in every run.
    for met in having.values():
        firsts[np.arange(rounds), places[:, met].min(axis=1)] += 1
    curves = np.sort(firsts.cumsum(axis=1), axis=0)
    outside = (1 - width) / 2
    low, high = int(np.floor(outside * (rounds - 1))), int(np.ceil((1 - outside) * (rounds - 1)))
    return curves[low].tolist(), curves[high].tolist()
