"""The table of contents: a TOC field that already shows its entries.

Word fills a table of contents only when it is updated, and asking for that at opening (`w:updateFields`, `w:dirty`)
greets the reader with a question about « fields that may refer to other files ». So the entries stand in the field as
its result, each a link to its heading, and a line says how to get the page numbers; an update replaces entries and
line alike.
"""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.i18n import _
from qualcode.report.content import Section
from qualcode.report.word.elements import Element, element, field_end, field_start, one_line, paragraph, run

DEEPEST = 3
INSTRUCTION = f'TOC \\o "1-{DEEPEST}" \\h \\z \\u'


def bookmark_name(place: int) -> str:
    """The bookmark around the heading at that place of the report; Word's own tables use names like it."""
    return f"_Toc{place + 1:09d}"


def write(body: Element, sections: Sequence[Section]) -> None:
    """The field with an entry per heading down to the third level."""
    first = True
    for place, section in enumerate(sections):
        if section.level > DEEPEST:
            continue
        entry = paragraph(body, f"TOC{section.level}")
        if first:
            field_start(entry, INSTRUCTION)
            first = False
        link = element(entry, "hyperlink", anchor=bookmark_name(place), history="1")
        run(link, one_line(section.title))
    last = paragraph(body, "TOC3")
    if first:
        field_start(last, INSTRUCTION)
    run(last, _("For page numbers: right-click here, then Update Field (F9 in Word)."))
    field_end(last)
