"""Names of documents and people give way to what they are: « entretien 1, 14/03/2023 ».

Only what the report itself names is replaced; what people say, memos and names of codes are left as they stand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from qualcode.i18n import _
from qualcode.model.document import Document
from qualcode.report.attribution import DATE, first, kind_name, shown_date, source_name
from qualcode.report.content import Material


def anonymised(material: Material) -> Material:
    """The material with other names for its documents; a speaker without a function is only a speaker."""
    names = _names(material.documents)
    return replace(
        material,
        documents=tuple(replace(document, name=names[document.id]) for document in material.documents),
        segments=tuple(
            replace(
                segment,
                document=names.get(segment.document_id, kind_name(segment.kind)),
                speaker=segment.speaker and _("speaker"),
            )
            for segment in material.segments
        ),
    )


def _names(documents: Iterable[Document]) -> dict[int, str]:
    """Kind, number within the kind, date; the answers of one questionnaire share its number."""
    numbers: dict[str, dict[str, int]] = {}
    rows: dict[str, int] = {}
    names = {}
    for document in documents:
        source = source_name(document.name, document.kind)
        known = numbers.setdefault(document.kind, {})
        name = f"{kind_name(document.kind)} {known.setdefault(source, len(known) + 1)}"
        if source != document.name:
            rows[source] = rows.get(source, 0) + 1
            name = f"{name}/{rows[source]}"
        elif day := first(document.attributes, DATE):
            name = f"{name}, {shown_date(day)}"
        names[document.id] = name
    return names
