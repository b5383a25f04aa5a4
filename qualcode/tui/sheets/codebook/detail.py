"""All that is known of one code, in words: its place, how it is used, what it means, what stands around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text

from qualcode.analysis.code_tally import NONE, CodeStatistics
from qualcode.i18n import _, ngettext, number
from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import Memo
from qualcode.tui.dates import when
from qualcode.tui.widgets.code_order import SINGLE
from qualcode.tui.widgets.transcript.skin import Ground, visible

_NAMED = 12


@dataclass(frozen=True, slots=True)
class About:
    """What the file knows of a code beside its fields."""

    author: str = ""
    memos: Sequence[Memo] = ()


def field_labels() -> dict[str, str]:
    """What the texts of a code are called, in the order of the card."""
    return {
        "definition": _("Definition"),
        "include": _("Include"),
        "exclude": _("Exclude"),
        "example": _("Example"),
        "reference": _("Reference"),
        "cues": _("Cues"),
    }


def described(
    book: Codebook, code: Code, use: Mapping[int, CodeStatistics], about: About, colors: Ground, *, counting: bool
) -> Text:
    """The detail beside the tree."""
    text = Text()
    above = [book[id_].name for id_ in book.ancestors(code.id)[:-1]]
    if above:
        text.append(" / ".join(_line(name) for name in above) + " /\n", colors.dim)
    text.append("■ ", visible(code.color, colors))
    text.append(_line(code.name), "bold")
    text.append(f"   {code.color}\n", colors.dim)
    text.append_text(_counts(use.get(code.id, NONE), bool(book.children(code.id)), colors, counting=counting))
    for field, label in field_labels().items():
        value = ", ".join(code.cues) if field == "cues" else str(getattr(code, field))
        if value or field == "definition":
            text.append(f"\n\n{label}\n", f"bold {colors.dim}")
            text.append(value or _("None yet (e writes it)."), "" if value else colors.dim)
    text.append_text(_around(book, code, use, colors))
    for memo in about.memos:
        text.append("\n\n✎ " + _("Memo") + "\n", f"bold {colors.dim}")
        text.append(memo.text.strip())
    made = when(code.created, whole=True)
    signed = " · ".join(part for part in (about.author, made) if part)
    if signed:
        text.append("\n\n" + _("Made: {who}").format(who=signed), colors.dim)
    return text


def _counts(use: CodeStatistics, branch: bool, colors: Ground, *, counting: bool) -> Text:
    text = Text()
    text.append(_amounts(use.codings, use.documents, use.speakers, counting=counting))
    if branch:
        text.append("\n" + _("With the codes below: "), colors.dim)
        text.append(_amounts(use.codings_total, use.documents_total, use.speakers_total, counting=counting))
    single = use.single_total or use.single
    if single:
        text.append(f"\n{SINGLE} " + _("One single speaker carries this code: {name}.").format(name=single), "bold")
    return text


def _amounts(codings: int, documents: int, speakers: int, *, counting: bool) -> str:
    parts = [ngettext("{n} coding", "{n} codings", codings).format(n=number(codings))]
    if counting:
        parts.append(_("documents and speakers are being counted…"))
    elif codings:
        parts.append(ngettext("{n} document", "{n} documents", documents).format(n=number(documents)))
        parts.append(ngettext("{n} speaker", "{n} speakers", speakers).format(n=number(speakers)))
    return " · ".join(parts)


def _around(book: Codebook, code: Code, use: Mapping[int, CodeStatistics], colors: Ground) -> Text:
    text = Text()
    beside = [other for other in book.children(code.parent) if other.id != code.id]
    for label, codes in ((_("Codes below"), book.children(code.id)), (_("Beside it"), beside)):
        if codes:
            text.append(f"\n\n{label}\n", f"bold {colors.dim}")
            names = [f"{_line(c.name)} {number(use.get(c.id, NONE).codings_total)}" for c in codes[:_NAMED]]
            text.append(" · ".join(names) + (" …" if len(codes) > _NAMED else ""))
    return text


def _line(name: str) -> str:
    return " ".join(name.split())
