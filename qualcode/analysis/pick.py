"""Finding a code while one types: the ranking behind every picker. Pure; names are folded as people mean them.

A code is found by its path, its name, its cues and its definition. A match is *sure* when what is typed begins words of
the name or the path, or of a cue, with blanks between them or, for a name, without: then it is that code. All else
(middle of a word, misspelt, words of the definition) is a guess, comes after the sure ones and is only ever offered,
because a name that is new to the codebook resembles an old one more often than not. The name beats the path, words in
their order beat words in another, both beat a cue, and of equals the code used more recently wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from os.path import commonprefix

from qualcode.model.codebook import split_path
from qualcode.model.text import fold

#: Below this score (0–100) a code is not proposed.
THRESHOLD = 62
#: From this score on a match is sure.
_SURE = 100
#: The score of words that stand in the definition only.
_DEFINED = 78
#: Fewer letters are sought neither in definitions nor as misspelt.
_SHORTEST = 3
#: Words of a definition shown before and behind the one that was found.
_BEFORE, _BEHIND = 2, 6
#: With so many codes found nobody asks for misspelt ones.
_ENOUGH = 12
_STEP = 0.4
#: The fewest letters of a word that stand for it where words are typed without a blank between them.
_PIECE = 3
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A code that may be picked: its id, its path, its name, the words that announce it, what it means."""

    id: int
    path: str
    name: str
    cues: tuple[str, ...] = ()
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A code that fits: whether it is surely meant, and the words of a cue or a definition if they are why."""

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
    scored = ((*_score(wanted, _read(candidate)), candidate) for candidate in pool)
    kept = [found for found in scored if found[0]]
    if len(kept) < _ENOUGH and len(wanted.whole) >= _SHORTEST:
        known = {candidate.id for _score, _cue, candidate in kept}
        kept += _misspelt(wanted.whole, [candidate for candidate in pool if candidate.id not in known])
    kept.sort(key=lambda f: (f[0] < _SURE, -f[0] + _STEP * place.get(f[2].id, len(place)), len(f[2].path)))
    return [
        Match(candidate.id, score >= _SURE, cue or _excerpt(candidate, wanted.words[0], score))
        for score, cue, candidate in kept[:limit]
    ]


def interleave(*lists: Sequence[int]) -> list[int]:
    """The first of each list, then the second of each, and so on, every id once."""
    longest = max(map(len, lists), default=0)
    return list(dict.fromkeys(one[at] for at in range(longest) for one in lists if at < len(one)))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is typed: folded as a whole, as words, and as the words of each name of a path."""

    whole: str
    words: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    #: The words with the blank before them, as they are looked for in `_Read`.
    begun: tuple[str, ...]

    @staticmethod
    def of(query: str) -> _Wanted:
        names = tuple(words for words in map(_words, split_path(query)) if words)
        words = tuple(word for words in names for word in words)
        return _Wanted(fold(query.replace("/", " ")), words, names, tuple(f" {word}" for word in words))


@dataclass(frozen=True, slots=True)
class _Read:
    """A candidate as it is compared: folded, and cut into words; `spaced` texts have a blank before each word."""

    name: str
    path: str
    name_words: tuple[str, ...]
    path_words: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    #: Each cue as it is written, folded, spaced, cut into words.
    cues: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    spaced_path: str
    spaced_definition: str
    spaced: str


@lru_cache(maxsize=8192)
def _read(candidate: Candidate) -> _Read:
    """The words of a candidate; while one types they stay the same."""
    path, definition = _words(candidate.path), _spaced(_words(candidate.definition))
    cues = tuple((cue, fold(cue), _spaced(_words(cue)), _words(cue)) for cue in candidate.cues)
    return _Read(
        fold(candidate.name),
        fold(candidate.path.replace("/", " ")),
        _words(candidate.name),
        path,
        tuple(map(_words, split_path(candidate.path))),
        cues,
        _spaced(path),
        definition,
        _spaced(path) + "".join(spaced for _cue, _folded, spaced, _of_it in cues) + definition,
    )


def _score(wanted: _Wanted, code: _Read) -> tuple[float, str]:
    """0–120, and the cue that explains the score, if it does."""
    if wanted.whole in (code.name, code.path):
        return 120, ""
    # Most codes are out at once: what is typed begins no word of theirs.
    if all(word in code.spaced for word in wanted.begun):
        score, cue = _sure_score(wanted, code)
        if score:
            return score, cue
    if len(wanted.words) == 1 and len(wanted.whole) >= 2 * _PIECE and _melted(wanted.whole, code.name_words):
        return _SURE + 1, ""
    return _guess(wanted, code)


def _sure_score(wanted: _Wanted, code: _Read) -> tuple[float, str]:
    if len(wanted.names) > 1:
        if _leads(wanted.names, code.names):
            return 106, ""
    elif all(word in code.spaced_path for word in wanted.begun):
        if code.name.startswith(wanted.whole):
            return 112, ""
        if _begins(wanted.words, code.name_words):
            return 108, ""
        if _begins(wanted.words, code.path_words):
            return 104, ""
        if _begin_apart(wanted.words, code.path_words):
            return 103, ""
    found = ""
    for cue, _folded, spaced, words in code.cues:
        if all(word in spaced for word in wanted.begun) and _runs(wanted.words, words):
            if words[0].startswith(wanted.words[0]):
                return _SURE + 2, cue
            found = found or cue
    return (_SURE, found) if found else (0, "")


def _guess(wanted: _Wanted, code: _Read) -> tuple[float, str]:
    if all(word in code.spaced_path for word in wanted.begun):
        return 93, ""
    for score, text in ((91.0, code.name), (89.0, code.path)):
        if all(word in text for word in wanted.words):
            return score, ""
    for cue, folded, _spaced_cue, _of_it in code.cues:
        if wanted.whole in folded:
            return 87, cue
    if len(wanted.whole) >= _SHORTEST and all(word in code.spaced_definition for word in wanted.begun):
        return _DEFINED, ""
    return 0, ""


def _misspelt(whole: str, pool: Sequence[Candidate]) -> list[tuple[float, str, Candidate]]:
    """The candidates whose name or path looks like what is typed."""
    from rapidfuzz import fuzz, process

    scores: dict[int, float] = {}
    read = [_read(candidate) for candidate in pool]
    by_name = (fuzz.partial_ratio, [code.name for code in read], 0.85)
    by_path = (fuzz.partial_token_set_ratio, [code.path for code in read], 0.85 * 0.9)
    for scorer, texts, worth in (by_name, by_path):
        for _text, near, at in process.extract(whole, texts, scorer=scorer, score_cutoff=THRESHOLD / worth, limit=None):
            scores[at] = max(scores.get(at, 0), near * worth)
    return [(score, "", pool[at]) for at, score in scores.items()]


def _excerpt(candidate: Candidate, word: str, score: float) -> str:
    """The words of a definition around the first that begins so, where the definition is why a code is offered."""
    if score != _DEFINED:
        return ""
    shown = candidate.definition.split()
    at = next((at for at, one in enumerate(shown) if any(w.startswith(word) for w in _words(one))), 0)
    first, last = max(0, at - _BEFORE), at + _BEHIND
    return ("… " if first else "") + " ".join(shown[first:last]) + (" …" if last < len(shown) else "")


def _spaced(words: Sequence[str]) -> str:
    return "".join(f" {word}" for word in words)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))


def _begins(typed: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each word typed begins a word, in the same order; words between may be left out."""
    left = iter(words)
    return all(any(word.startswith(start) for word in left) for start in typed)


def _begin_apart(typed: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each word typed begins a word of its own, in any order."""
    left = list(words)
    for start in sorted(typed, key=len, reverse=True):
        found = next((word for word in left if word.startswith(start)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _melted(typed: str, words: Sequence[str], pieces: int = 0) -> bool:
    """Whether two or more words of a name, in their order, begin what is typed as one: `autoprog`, `nonrecours`."""
    for at, word in enumerate(words):
        shared = len(commonprefix((typed, word)))
        for length in range(shared, _PIECE - 1, -1):
            if length == len(typed):
                return pieces > 0
            if _melted(typed[length:], words[at + 1 :], pieces + 1):
                return True
    return False


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
