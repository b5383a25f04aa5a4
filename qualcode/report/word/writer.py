"""A report as a Word file: python-docx keeps the package in order, the body is built from elements (see `elements`).

The text of a quotation is one paragraph that reads back exactly as it stands in its document.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from qualcode.i18n import _
from qualcode.report.attribution import shown_day
from qualcode.report.content import Quotation, Remark, Report, Section
from qualcode.report.word import contents, styles, tables
from qualcode.report.word.elements import Element, clean, element, field, one_line, paragraph, run

Progress = Callable[[int, int], None]

#: Word has nine heading styles; a deeper code gets the last one.
_DEEPEST_HEADING = 9
#: The longest text that the properties of a package may hold.
_LONGEST_PROPERTY = 255
_PROGRESS_STEP = 200


def write(report: Report, progress: Progress | None = None) -> bytes:
    """The bytes of a .docx; `progress` is told (quotations done, quotations in all)."""
    import docx

    document = docx.Document()
    styles.apply(document)
    _page(document, report)
    _properties(document, report)
    body = document.element.body
    # While the properties of the section stand at the end, every insertion would look for them.
    end = body.sectPr
    body.remove(end)
    _front(body, report)
    _chapters(body, report, progress)
    body.append(end)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _front(body: Element, report: Report) -> None:
    paragraph(body, "Title", one_line(report.title))
    paragraph(body, "Subtitle", one_line(report.subtitle))
    coders = ", ".join(report.coders)
    lines = (report.extent, _("Coded by {names}").format(names=coders) if coders else "", shown_day(report.made))
    for line in lines:
        if line:
            paragraph(body, styles.COVER, one_line(line))
    element(_front_heading(body, _("What this report was made from")), "pageBreakBefore")
    tables.facts(body, report.facts)
    if report.coverage:
        paragraph(body, styles.WARNING, report.coverage)
    paragraph(body, styles.FRONT, _("What the counts can say"))
    paragraph(body, styles.WARNING, " ".join(report.warnings))
    _memos(body, report.memos)
    element(_front_heading(body, _("Contents")), "pageBreakBefore")
    contents.write(body, _listed(report))


def _front_heading(body: Element, text: str) -> Element:
    """A heading that stays out of the table of contents; its properties, to be added to."""
    return paragraph(body, styles.FRONT, text)[0]


def _listed(report: Report) -> list[Section]:
    closing = [Section(_("Codes without segments"), 1)] if report.silent else []
    return [*report.sections, *closing]


def _chapters(body: Element, report: Report, progress: Progress | None) -> None:
    total, done = report.quotations, 0
    for place, section in enumerate(_listed(report)):
        _heading(body, section, place)
        _about(body, section)
        for quotation in section.quotations:
            _quotation(body, quotation)
            done += 1
            if progress and (done % _PROGRESS_STEP == 0 or done == total):
                progress(done, total)
    if report.silent:
        paragraph(body, "Normal", " · ".join(one_line(path) for path in report.silent))


def _heading(body: Element, section: Section, place: int) -> None:
    heading = paragraph(body, f"Heading{min(section.level, _DEEPEST_HEADING)}")
    element(heading, "bookmarkStart", id=str(place), name=contents.bookmark_name(place))
    run(heading, one_line(section.title))
    element(heading, "bookmarkEnd", id=str(place))


def _about(body: Element, section: Section) -> None:
    for label, text in section.definition:
        _labelled(body, styles.DEFINITION, label, text)
    _memos(body, section.memos)
    if section.summary:
        paragraph(body, styles.SUMMARY, section.summary)
    if section.compact:
        below = "own" in section.columns and "total" in section.columns
        for table in section.tables:
            label = _("{label}, with subcodes").format(label=table.line) if below else table.line
            _labelled(body, styles.COUNT_LINE, label, tables.on_a_line(table))
    elif section.tables:
        tables.counts(body, section)


def _quotation(body: Element, quotation: Quotation) -> None:
    lines = [paragraph(body, "Quote", quotation.text)]
    said = [quotation.attribution]
    if quotation.coders:
        said.append(_("coded by {names}").format(names=", ".join(quotation.coders)))
    if any(said):
        lines.append(paragraph(body, styles.ATTRIBUTION, one_line(" · ".join(part for part in said if part))))
    for label, codes in ((_("Codes"), quotation.codes), (_("Also coded"), quotation.others)):
        if codes:
            lines.append(_labelled(body, styles.OTHER_CODES, label, " · ".join(codes)))
    lines += _memos(body, quotation.memos)
    # The style of quotations keeps with what follows, which these may not have.
    for line in lines[1:-1]:
        element(line[0], "keepNext")
    if len(lines) == 1:
        element(lines[0][0], "keepNext", val="0")


def _memos(body: Element, memos: tuple[Remark, ...]) -> list[Element]:
    made = []
    for memo in memos:
        label = _("Memo by {name}").format(name=memo.author) if memo.author else _("Memo")
        made.append(_labelled(body, styles.MEMO, label, memo.text, lines=True))
    return made


def _labelled(body: Element, style: str, label: str, text: str, *, lines: bool = False) -> Element:
    made = paragraph(body, style)
    if label:
        run(made, one_line(_("{label}:").format(label=label)) + " ", styles.LABEL)
    run(made, clean(text).strip() if lines else one_line(text))
    return made


def _page(document: Any, report: Report) -> None:
    """A4, margins of 2.5 cm; from the second page on the title above and the page number below."""
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    section.header_distance = section.footer_distance = Cm(1.25)
    section.different_first_page_header_footer = True
    head = section.header.paragraphs[0]._p
    run(head, f"{one_line(report.title)}\t{one_line(report.subtitle)}")
    foot = section.footer.paragraphs[0]._p
    run(foot, f"{shown_day(report.made)}\t")
    field(foot, "PAGE", "1")
    run(foot, " / ")
    field(foot, "NUMPAGES", "1")


def _properties(document: Any, report: Report) -> None:
    def fitting(text: str) -> str:
        return one_line(text)[:_LONGEST_PROPERTY]

    properties = document.core_properties
    properties.title = fitting(report.title)
    properties.subject = fitting(report.subtitle)
    properties.author = properties.last_modified_by = fitting(", ".join(report.coders))
    properties.comments = fitting(report.extent)
    properties.keywords = ""
    properties.language = styles.LANGUAGE
    properties.created = properties.modified = datetime.combine(report.made, time())
    properties.revision = 1
    _modern(document)


def _modern(document: Any) -> None:
    """Drop what the template of python-docx carries: compatibility with Word 2010, a picture of another page."""
    from docx.oxml.ns import qn

    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]
