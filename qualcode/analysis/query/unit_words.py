"""How units are spelled after BY and PAR, in English and French, with and without accents, in singular and plural."""

from __future__ import annotations

from qualcode.analysis.query.relation_words import brief, ends_a_condition
from qualcode.analysis.suggest import nearest
from qualcode.i18n import _
from qualcode.model.query_units import UnitKind
from qualcode.model.text import fold

#: The words that turn a question about segments into one about units.
BY = ("BY", "PAR")
#: What is written for each unit; the first two are what completion offers.
NAMES: dict[UnitKind, tuple[str, ...]] = {
    "turn": ("turn", "tour"),
    "paragraph": ("paragraph", "paragraphe"),
    "sentence": ("sentence", "phrase"),
    "speaker": ("speaker", "locuteur", "locutrice"),
    "document": ("document", "document"),
    "case": ("case", "cas"),
}

_UNITS: dict[str, UnitKind] = {
    spelled: unit for unit, words in NAMES.items() for word in words for spelled in (fold(word), f"{fold(word)}s")
}


def unit_named(written: str) -> UnitKind | None:
    """The unit that is meant; None for other words."""
    return _UNITS.get(fold(written))


def no_unit(written: str) -> str:
    """What to say of a word that is no unit."""
    near = nearest(written, [name for names in NAMES.values() for name in names], 1)
    if near:
        return _("“{unit}” is no unit. Did you mean {near}?").format(unit=brief(written), near=near[0])
    return _("“{unit}” is no unit: turn, paragraph, sentence, speaker, document or case.").format(unit=brief(written))


def counted_after(before: str, typed: str) -> list[str]:
    """The units that may stand after BY or PAR, in its language; none elsewhere."""
    word = (before.split() or [""])[-1]
    if word not in BY or not before[-1:].isspace():
        return []
    named = [names[BY.index(word)] for names in NAMES.values()]
    return [name for name in named if fold(name).startswith(typed)]


def by_after(before: str, typed: str) -> list[str]:
    """BY and PAR, where a word in capitals after a condition may become one of them."""
    if not typed or not ends_a_condition(before):
        return []
    return [word for word in BY if word.startswith(typed)]
