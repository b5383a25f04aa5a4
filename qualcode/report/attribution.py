"""Who speaks, without saying who it is: « (assistante sociale, MDS, entretien du 14/03/2023) ».

A speaker is named by function; a name appears only where the study knows no function. The attribute names are those
that researchers use, the first that is there winning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from qualcode.i18n import _, language
from qualcode.model.coding import Segment
from qualcode.model.text import fold
from qualcode.model.vocabulary import Voice

FUNCTION = ("fonction", "function", "profession", "metier", "poste", "job", "categorie", "acteur", "role")
PLACE = ("institution", "structure", "organisme", "service", "site", "lieu", "place", "terrain")
DATE = ("date", "date d'entretien", "date de l'entretien", "jour")

_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ].*)?")
_FRENCH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


def attribution(segment: Segment, voice: Voice | None) -> str:
    """The line under a quotation, in brackets; empty when nothing at all is known."""
    kind = kind_name(segment.kind)
    day = first(segment.attributes, DATE)
    when = _("{kind} of {date}").format(kind=kind, date=shown_date(day)) if day else kind
    function, where = who(segment, voice), place(segment.attributes)
    # Without a function or a date, « (document) » would stand for any.
    known = day or has_function(segment) and not (voice and voice.interviewer)
    name = "" if known else source_name(segment.document, segment.kind)
    # « directrice du CCAS, CCAS » and « entretien, entretien 2 » say it twice.
    parts = (function, "" if fold(where) in fold(function) else where, "" if name.startswith(when) else when, name)
    said = ", ".join(dict.fromkeys(part for part in parts if part))
    return f"({said})" if said else ""


def who(segment: Segment, voice: Voice | None) -> str:
    """The function of who speaks, or `interviewer`; the name where no function is known; empty when nobody speaks."""
    # The attributes of an interviewer fall back to those of the document, which describe the person interviewed.
    if voice and voice.interviewer:
        return _("interviewer")
    return first(segment.attributes, FUNCTION) or segment.speaker or ""


def has_function(segment: Segment) -> bool:
    """Whether the study knows the function of who speaks in a segment."""
    return bool(first(segment.attributes, FUNCTION))


def source_name(document: str, kind: str) -> str:
    """The name of a document, or of the table that the answers of a questionnaire are a row of."""
    table = document.rpartition("/")[0]
    return table if table and kind == "questionnaire" else document


def place(attributes: Mapping[str, str]) -> str:
    """The institution or site, or nothing."""
    return first(attributes, PLACE)


def first(attributes: Mapping[str, str], names: Sequence[str]) -> str:
    """The value of the first of these attributes that is there; case, accents and hyphens aside."""
    folded = {fold(name): value for name, value in attributes.items()}
    for name in names:
        value = folded.get(fold(name), "").strip()
        if value:
            return value
    return ""


def shown_date(text: str) -> str:
    """A date as the reader writes it: 14/03/2023 in French, 2023-03-14 otherwise; other words stay as they are."""
    text = text.strip()
    if iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
    elif written := _FRENCH.fullmatch(text):
        day, month, year = written[1].zfill(2), written[2].zfill(2), written[3]
    else:
        return text
    parts = [part for part in (year, month, day) if part]
    return "/".join(reversed(parts)) if language() == "fr" else "-".join(parts)


def shown_day(day: date) -> str:
    """A day as the reader writes it."""
    return shown_date(day.isoformat())


def kind_name(kind: str) -> str:
    """What a kind of document is called in the middle of a sentence; an unknown kind is shown as it is."""
    return {
        "entretien": _("interview"),
        "focus-group": _("focus group"),
        "notes": _("field notes"),
        "observation": _("observation"),
        "questionnaire": _("questionnaire"),
        "document": _("document"),
    }.get(kind, kind)
