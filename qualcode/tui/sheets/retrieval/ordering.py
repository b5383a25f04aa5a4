"""Hits in the order and the groups that a person asks for. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.i18n import _
from qualcode.model.retrieval import Hit
from qualcode.model.text import fold
from qualcode.model.vocabulary import Vocabulary, Voice
from qualcode.tui.sheets.retrieval.shelf import Grouping, grouped


def arranged(hits: Sequence[Hit], order: str, known: Vocabulary) -> tuple[Sequence[Hit], Grouping, tuple[str, ...]]:
    """Hits (given in the order of the text) by document, code or speaker; their groups; the colour of each group.

    Codes come in the order of the codebook, speakers by name; what nobody says comes last.
    """
    if order == "code":
        place = {code: at for at, code in enumerate(known.codebook)}
        ordered = sorted(hits, key=lambda hit: place[hit.code])
        groups = grouped(ordered, lambda hit: known.codebook.path(hit.code))
        colors = {known.codebook.path(code): known.codebook[code].color for code in {hit.code for hit in hits}}
        return ordered, groups, tuple(colors[name] for name in groups.names)
    if order == "speaker":
        names = {voice.id: _name(voice, known) for voice in known.voices.values()}
        keys = {id_: (False, fold(name), name) for id_, name in names.items()}
        nobody = _("(nobody speaks)")
        ordered = sorted(hits, key=lambda hit: keys.get(hit.speaker or 0, (True, "", "")))
        return ordered, grouped(ordered, lambda hit: names.get(hit.speaker or 0, nobody)), ()
    return hits, grouped(hits, lambda hit: known.documents[hit.document].name), ()


def _name(voice: Voice, known: Vocabulary) -> str:
    """The name of a person; of one whom only their document knows, with the document."""
    if voice.case is not None:
        return voice.name
    return f"{voice.name} ({known.documents[voice.document].name})"
