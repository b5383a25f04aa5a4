"""What a person says of a document prevails over what was found in it: kind, name, attributes, speakers, cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from qualcode.errors import ImportFailure, UnknownName
from qualcode.i18n import _
from qualcode.model.document import KINDS, Draft, Speaker
from qualcode.model.text import fold


def apply(
    draft: Draft,
    *,
    kind: str | None = None,
    name: str | None = None,
    attributes: Mapping[str, str] | None = None,
    speakers: Mapping[str, Speaker | str] | None = None,
    cases: Iterable[str] = (),
) -> Draft:
    """The draft with these things said of it; None and empty leave what was found.

    `speakers` maps labels, as the text writes them or nearly, to names or whole speakers; an unknown label raises
    UnknownName with those of the document, an unknown kind ImportFailure.
    """
    if kind is not None and kind not in KINDS:
        raise ImportFailure(
            _("“{kind}” is no kind of document.").format(kind=kind), _("Kinds: {kinds}").format(kinds=", ".join(KINDS))
        )
    return replace(
        draft,
        kind=kind or draft.kind,
        name=name or draft.name,
        attributes={**draft.attributes, **(attributes or {})},
        speakers=_speakers(draft, speakers or {}),
        cases=tuple(dict.fromkeys((*draft.cases, *cases))),
    )


def _speakers(draft: Draft, said: Mapping[str, Speaker | str]) -> tuple[Speaker, ...]:
    found = list(draft.speakers)
    for label, who in said.items():
        index = _index(draft, label)
        known = found[index]
        if isinstance(who, str):
            found[index] = replace(known, name=who or known.name)
        else:
            found[index] = replace(
                who,
                label=known.label,
                name=who.name or known.name,
                attributes={**known.attributes, **who.attributes},
            )
    return tuple(found)


def _index(draft: Draft, label: str) -> int:
    """The place of a speaker by label or name: spelled exactly, else nearly."""
    for same in (lambda text: text == label, lambda text: fold(text) == fold(label)):
        for index, speaker in enumerate(draft.speakers):
            if same(speaker.label) or same(speaker.name):
                return index
    labels = ", ".join(speaker.label for speaker in draft.speakers)
    raise UnknownName(
        _("{name}: nobody is called “{label}” in it.").format(name=draft.name, label=label),
        _("Speakers found: {labels}").format(labels=labels) if labels else _("No speaker was found in this document."),
    )
