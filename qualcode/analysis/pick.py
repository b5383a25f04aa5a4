"""Finding a code while one types: the ranking behind every picker. Pure; names are folded as people mean them.

A code is found by its path, its name and its cues. A match is *sure* when what is typed begins the words of the name or
the path, in their order, or of a cue: then it is that code. All else (other order, middle of a word, misspelt) is a
guess, comes after the sure ones and is only ever offered, because a name that is new to the codebook resembles an old
one more often than not. The name beats the path, the path beats a cue, and of equals the code used more recently wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualcode.model.codebook import split_path
from qualcode.model.text import fold

#: Below this score (0–100) a code is not proposed.
THRESHOLD = 62
#: From this score on a match is sure.
_SURE = 100
_STEP = 0.4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A code that may be picked: its id, its path, its name, the words that announce it."""

    id: int
    path: str
    name: str
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A code that fits: whether it is surely meant, and the cue when a cue is why it is proposed."""

    id: int
    sure: bool
    cue: str = ""


def rank(query: str, candidates: Iterable[Candidate], recent: Sequence[int] = (), limit: int = 50) -> list[int]:
    """The ids of the candidates that fit a query, best first; for an empty query the recent ones, then all."""
    return [match.id for match in matches(query, candidates, recent, limit)]


def matches(query: str, candidates: Iterable[Candidate], recent: Sequence[int] = (), limit: int = 50) -> list[Match]:
    """The candidates that fit a query, the sure ones first; for an empty query the recent ones, then all, as sure."""
    pool = list(candidates)
    place = {code: at for at, code in enumerate(recent)}
    wanted = _Wanted.of(query)
    if not wanted.words:
        # Nothing typed, or signs only.
        ordered = sorted(pool, key=lambda c: place.get(c.id, len(place)))
        return [Match(c.id, True) for c in ordered if wanted.whole in fold(c.path)][:limit]
    scored = [(*_score(wanted, candidate), candidate) for candidate in pool]
    kept = [found for found in scored if found[0] >= THRESHOLD]
    kept.sort(key=lambda f: (f[0] < _SURE, -f[0] + _STEP * place.get(f[2].id, len(place)), len(f[2].path)))
    return [Match(candidate.id, score >= _SURE, cue) for score, cue, candidate in kept[:limit]]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is typed: folded as a whole, as words, and as the words of each name of a path."""

    whole: str
    words: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]

    @staticmethod
    def of(query: str) -> _Wanted:
        names = tuple(words for words in map(_words, split_path(query)) if words)
        return _Wanted(fold(query.replace("/", " ")), tuple(word for words in names for word in words), names)


def _score(wanted: _Wanted, candidate: Candidate) -> tuple[float, str]:
    """0–120, and the cue that explains the score, if it is one."""
    name, path = fold(candidate.name), fold(candidate.path.replace("/", " "))
    if wanted.whole in (name, path):
        return 120, ""
    if len(wanted.names) == 1:
        if name.startswith(wanted.whole):
            return 112, ""
        if _begins(wanted.words, _words(candidate.name)):
            return 108, ""
        if _begins(wanted.words, _words(candidate.path)):
            return 104, ""
    elif _leads(wanted.names, [_words(part) for part in split_path(candidate.path)]):
        return 106, ""
    cues = [cue for cue in candidate.cues if _runs(wanted.words, _words(cue))]
    if cues:
        begun = next((cue for cue in cues if _words(cue)[0].startswith(wanted.words[0])), None)
        return (_SURE + 2, begun) if begun else (_SURE, cues[0])
    return _guess(wanted, name, path, candidate.cues)


def _guess(wanted: _Wanted, name: str, path: str, cues: Sequence[str]) -> tuple[float, str]:
    for score, text in ((95.0, f" {name}"), (93.0, f" {path}")):
        if all(f" {word}" in text for word in wanted.words):
            return score, ""
    for score, text in ((91.0, name), (89.0, path)):
        if all(word in text for word in wanted.words):
            return score, ""
    for cue in cues:
        if wanted.whole in fold(cue):
            return 87, cue
    if len(wanted.whole) < 3:
        return 0, ""
    from rapidfuzz import fuzz

    near = max(fuzz.partial_ratio(wanted.whole, name), 0.9 * float(fuzz.partial_token_set_ratio(wanted.whole, path)))
    return near * 0.85, ""


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))


def _begins(typed: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each word typed begins a word, in the same order; words between may be left out."""
    left = iter(words)
    return all(any(word.startswith(start) for word in left) for start in typed)


def _runs(typed: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the words typed begin words that stand side by side."""
    return any(
        all(word.startswith(start) for start, word in zip(typed, words[at:], strict=False))
        for at in range(len(words) - len(typed) + 1)
    )


def _leads(typed: Sequence[Sequence[str]], names: Sequence[Sequence[str]]) -> bool:
    """Whether names typed with slashes between them begin the words of names that follow each other in a path."""
    return any(
        all(_begins(part, name) for part, name in zip(typed, names[at:], strict=False))
        for at in range(len(names) - len(typed) + 1)
    )
