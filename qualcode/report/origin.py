"""« What it was made from »: the material, the part of it that is shown, and what the counts cannot say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qualcode.i18n import _, ngettext, number
from qualcode.model.document import KINDS, Document
from qualcode.report.attribution import kind_name, shown_day
from qualcode.report.content import Fact, Material, Request
from qualcode.report.counting import SINGLE, count_segments


def facts(material: Material, request: Request) -> tuple[Fact, ...]:
    """The lines of the page: documents by kind, words, speakers, codings, coders, the query, the version, the day."""
    people = {voice.person for voice in material.voices.values() if not voice.interviewer}
    found = [Fact(_("Project"), material.project), Fact(_("Documents"), _documents(material.documents))]
    for kind in _kinds(material.documents):
        part = [document for document in material.documents if document.kind == kind]
        found.append(Fact(kind_name(kind).capitalize(), _documents(part), 2))
    found += [
        Fact(_("Speakers"), _("{n}, interviewers left out").format(n=number(len(people)))),
        Fact(_("Codes"), number(len(material.codebook))),
        Fact(_("Codings"), number(_codings(material))),
        Fact(_("Coders"), ", ".join(_coders(material))),
        Fact(_("Query"), _query(request)),
    ]
    if request.codes:
        found.append(Fact(_("Codes chosen"), ", ".join(material.codebook.path(code) for code in request.codes)))
    found.append(Fact(_("Made"), _made(request)))
    return tuple(found)


def coverage(material: Material) -> str:
    """One sentence when the report shows only a part of the codings; empty when it shows all."""
    shown, every = len(material.segments), _codings(material)
    if shown >= every:
        return ""
    documents = len({segment.document_id for segment in material.segments})
    return _(
        "This report covers only a part of the project: {shown} of {every} codings, in {documents} of {all} documents."
    ).format(shown=number(shown), every=number(every), documents=number(documents), all=number(len(material.documents)))


def warnings(material: Material) -> tuple[str, ...]:
    """What the reader must know before drawing conclusions from the counts."""
    found = [
        _("Counts are of codings, not of persons: one talkative person may carry many."),
        _("{mark} marks a code that one single speaker carries.").format(mark=SINGLE),
        _("What was not coded is not shown: the absence of a code is not the absence of the thing."),
    ]
    if len({segment.coder for segment in material.segments}) > 1:
        found.insert(
            1, _("A passage that two coders gave the same code is printed once and counted once for each of them.")
        )
    return tuple(found)


def extent(material: Material) -> str:
    """How much the report holds, in one line."""
    documents = len({segment.document_id for segment in material.segments})
    codes = len({segment.code_id for segment in material.segments})
    parts = (
        count_segments(len(material.segments)),
        ngettext("{n} code", "{n} codes", codes).format(n=number(codes)),
        ngettext("{n} document", "{n} documents", documents).format(n=number(documents)),
    )
    return " · ".join(parts)


def coders(material: Material) -> tuple[str, ...]:
    """Who coded what is shown, in the order in which they joined the project."""
    shown = dict.fromkeys(segment.coder for segment in material.segments)
    known = [name for name in material.coders.values() if name in shown]
    return tuple(dict.fromkeys((*known, *shown)))


def _coders(material: Material) -> list[str]:
    """Who coded in the project, with how much."""
    counts = Counter(coding.coder for coding in material.codings)
    return [f"{name} ({number(counts[id_])})" for id_, name in material.coders.items() if counts[id_]]


def _documents(documents: Sequence[Document]) -> str:
    words = sum(document.words for document in documents)
    first = ngettext("{n} document", "{n} documents", len(documents)).format(n=number(len(documents)))
    second = ngettext("{n} word", "{n} words", words).format(n=number(words))
    return f"{first}, {second}"


def _kinds(documents: Sequence[Document]) -> list[str]:
    kinds = {document.kind for document in documents}
    return [kind for kind in KINDS if kind in kinds] + sorted(kinds - set(KINDS))


def _codings(material: Material) -> int:
    return len(material.codings) or len(material.segments)


def _query(request: Request) -> str:
    asked = request.where.strip()
    if asked and request.anonymous:
        return _("not shown: it may name people")
    return asked or _("none: all segments")


def _made(request: Request) -> str:
    day = shown_day(request.made)
    return _("{date}, with qualcode {version}").format(date=day, version=request.version) if request.version else day
