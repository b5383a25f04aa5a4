"""How relations and units are spelled in a query, in English and French, with and without accents."""

from __future__ import annotations

import unicodedata

from qualcode.analysis.suggest import nearest
from qualcode.i18n import _, number
from qualcode.model.relation import Kind, Relation, Unit
from qualcode.model.text import fold

#: What is written for each relation; the first two are what completion offers.
RELATIONS: dict[Kind, tuple[str, str]] = {
    "within": ("WITHIN", "DANS"),
    "encloses": ("ENCLOSES", "CONTIENT"),
    "overlaps": ("OVERLAPS", "CHEVAUCHE"),
    "equals": ("EQUALS", "ÉGALE"),
    "cooccurs": ("COOCCURS", "AVEC"),
    "near": ("NEAR", "PRÈS"),
    "before": ("BEFORE", "AVANT"),
    "after": ("AFTER", "APRÈS"),
}
UNITS: dict[Unit, tuple[str, str]] = {
    "character": ("characters", "caractères"),
    "word": ("words", "mots"),
    "sentence": ("sentences", "phrases"),
    "turn": ("turns", "tours"),
    "paragraph": ("paragraphs", "paragraphes"),
}
#: Farther than any two segments of one text.
FARTHEST = 10_000_000
#: How much of what was typed a message repeats.
_ROOM = 40

_OPERATORS = ("AND", "ET", "OR", "OU", "NOT", "NON", "SAUF", "BY", "PAR", "&")

_KINDS: dict[str, Kind] = {fold(word): kind for kind, words in RELATIONS.items() for word in words}
_UNITS: dict[str, Unit] = {
    fold(word)[:cut]: unit for unit, words in UNITS.items() for word in words for cut in (None, -1)
}


def spellings() -> list[str]:
    """Every word in capitals that is a relation: with accents (in one character or two), and without."""
    accented = [word for words in RELATIONS.values() for word in words]
    apart = [unicodedata.normalize("NFD", word) for word in accented]
    return list(dict.fromkeys([*accented, *apart, *(word.upper() for word in _KINDS)]))


def in_capitals(word: str) -> str | None:
    """The relation that a word in small letters would be in capitals; None for other words."""
    return word.upper() if fold(word.partition("/")[0]) in _KINDS else None


def takes_distance(word: str) -> bool:
    """True for the relations that may have a distance."""
    return _KINDS[fold(word)] in ("near", "before", "after")


def relation(word: str, distance: str | None = None, unit: str | None = None) -> Relation:
    """The relation that is written so; `distance` begins with `/`. Raises Misspelled with what is wrong with a part."""
    kind = _KINDS[fold(word)]
    if distance is None:
        if kind == "near":
            raise Misspelled("word", _("{word} needs a distance, as in {word}/3 turns.").format(word=word))
        return Relation(kind)
    if not takes_distance(word):
        raise Misspelled("distance", _("{word} takes no distance; NEAR/3 turns does.").format(word=word))
    return Relation(kind, _distance(word, distance), _unit(unit or ""))


class Misspelled(Exception):
    """What is wrong with a relation, and which of its parts it is."""

    def __init__(self, part: str, message: str) -> None:
        super().__init__(message)
        self.part = part
        self.message = message


def brief(written: str) -> str:
    """What was typed, as much of it as a message has room for."""
    return written if len(written) <= _ROOM else f"{written[:_ROOM]}…"


def _distance(word: str, written: str) -> int:
    figures = written[1:].strip()
    if not (figures.isascii() and figures.isdigit()):
        raise Misspelled(
            "distance",
            _("“{figures}” is no distance: a whole number is expected, as in {word}/3 turns.").format(
                figures=brief(figures), word=word
            )
            if figures
            else _("A whole number is expected after the slash, as in {word}/3 turns.").format(word=word),
        )
    if len(figures.lstrip("0")) > len(str(FARTHEST)) or int(figures) > FARTHEST:
        raise Misspelled("distance", _("A distance is at most {most}.").format(most=number(FARTHEST)))
    return int(figures)


def _unit(written: str) -> Unit:
    found = _UNITS.get(fold(written))
    if found is None:
        near = nearest(written, [name for names in UNITS.values() for name in names], 1)
        raise Misspelled(
            "unit",
            _("“{unit}” is no unit. Did you mean {near}?").format(unit=brief(written), near=near[0])
            if near
            else _("“{unit}” is no unit: characters, words, sentences, turns or paragraphs.").format(
                unit=brief(written)
            ),
        )
    return found


def units_after(before: str, typed: str) -> list[str]:
    """The units that may stand after a relation with a distance, in its language; none elsewhere."""
    word, slash, figures = (before.split() or [""])[-1].partition("/")
    if not slash or not figures.isdigit() or not _distant(word):
        return []
    names = UNITS.values()
    if not typed:
        return [name[_language(word)] for name in names]
    return [name for pair in names for name in pair if fold(name).startswith(typed)]


def relations_after(before: str, typed: str) -> list[str]:
    """The relations that a word in capitals may become after a condition; with their units where it has a slash."""
    if not typed or typed != typed.upper() or not typed[0].isalpha() or not ends_a_condition(before):
        return []
    word, slash, figures = typed.partition("/")
    if slash:
        if not _distant(word) or (figures and not figures.isdigit()):
            return []
        return [f"{word}/{figures or 3} {name[_language(word)]}" for name in UNITS.values()]
    begun = [name for pair in RELATIONS.values() for name in pair if fold(name).startswith(fold(word))]
    return [f"{name}/3 {UNITS['turn'][_language(name)]}" if _KINDS[fold(name)] == "near" else name for name in begun]


def _distant(word: str) -> bool:
    return word == word.upper() and fold(word) in _KINDS and takes_distance(word)


def _language(word: str) -> int:
    """0 for a relation in English, 1 for one in French."""
    return 0 if fold(word) in (fold(english) for english, _french in RELATIONS.values()) else 1


def ends_a_condition(before: str) -> bool:
    """True where a relation may stand: not at the beginning, nor after what wants a condition itself."""
    words = before.split()
    if not words or before.rstrip()[-1] in "(-:=|<>" or words[-1] in _OPERATORS or fold(words[-1]) in _KINDS:
        return False
    return len(words) == 1 or not units_after(" ".join(words[:-1]), "")
