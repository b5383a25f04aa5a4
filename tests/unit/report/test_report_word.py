"""The Word file, read back."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from qualcode.report.compose import compose
from qualcode.report.content import Quotation, Remark, Report, Section
from qualcode.report.word.elements import clean
from qualcode.report.word.writer import write
from tests.unit.report.material import REQUEST, SEGMENTS, material, renamed, segment

HOSTILE = (
    "[/bold]",
    "<w:p>&amp;</w:p>",
    "=1+1",
    "😀 e\u0301",
    "a\u00a0: b",
    "bell\x07 nul\x00\ufffe",
    "[@click=app.quit]",
)


def read(report: Report) -> Any:
    return docx.Document(io.BytesIO(write(report)))


def texts(document: Any, style: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == style]


@pytest.fixture
def report() -> Report:
    return compose(material(), REQUEST)


def test_headings_are_words_own_in_order(report: Report) -> None:
    found = [(p.style.name, p.text) for p in read(report).paragraphs if p.style.name.startswith("Heading")]
    assert found == [
        ("Heading 1", "dirty work"),
        ("Heading 2", "sale boulot"),
        ("Heading 3", "mots de passe"),
        ("Heading 2", "délégation"),
        ("Heading 1", "non-recours"),
        ("Heading 2", "honte"),
    ]


def test_quotations_are_verbatim_in_words_quote_style(report: Report) -> None:
    expected = [q.text for s in report.sections for q in s.quotations]
    assert texts(read(report), "Quote") == expected
    assert any("\n" in text for text in expected)


def test_attribution_other_codes_and_memos_stand_below(report: Report) -> None:
    document = read(report)
    after = [p for p in document.paragraphs if p.style.name in ("Quote", "Attribution", "Other codes", "Memo")]
    place = next(i for i, p in enumerate(after) if p.style.name == "Quote" and "Premier tour" in p.text)
    assert [(p.style.name, p.text) for p in after[place + 1 : place + 4]] == [
        ("Attribution", "(assistante sociale, MDS, interview of 2023-03-14) · coded by Camille"),
        ("Other codes", "Also coded: mots de passe"),
        ("Memo", "Memo by Camille: Un mémo\nsur deux lignes."),
    ]


def test_the_title_page_and_the_origin(report: Report) -> None:
    document = read(report)
    assert texts(document, "Title") == ["Guichets"]
    assert texts(document, "Cover line") == [
        "6 segments · 4 codes · 4 documents",
        "Coded by Camille, Bastien",
        "2025-11-22",
    ]
    cells = {row.cells[0].text.strip(): row.cells[1].text for row in document.tables[0].rows}
    assert cells["Project"] == "Guichets"
    assert cells["Query"] == "none: all segments"


def test_tables_hold_the_counts(report: Report) -> None:
    documents, speakers = ([[c.text for c in row.cells] for row in t.rows] for t in read(report).tables[1:3])
    assert documents == [
        ["Document", "With subcodes"],
        ["entretien-1", "3"],
        ["entretien-2", "1"],
        ["notes-1", "1"],
        ["Total", "5"],
    ]
    assert speakers == [
        ["Speaker", "With subcodes"],
        ["assistante sociale, MDS", "3"],
        ["assistante sociale, CCAS", "1"],
        ["no speaker", "1"],
        ["Total", "5"],
    ]


def test_a_code_with_codings_of_its_own_and_below_has_both_columns() -> None:
    report = compose(material(tuple(s for s in SEGMENTS if s.code_id in (2, 3))), replace(REQUEST, codes=(2,)))
    rows = [[cell.text for cell in row.cells] for row in read(report).tables[1].rows]
    assert rows[:3] == [["Document", "Segments", "With subcodes"], ["entretien-1", "1", "3"], ["notes-1", "0", "1"]]
    assert rows[-1] == ["Total", "1", "4"]


def test_a_subcode_has_its_counts_on_a_line_each(report: Report) -> None:
    document = read(report)
    assert len(document.tables) == 1 + 2 * 2
    assert texts(document, "Count line")[:4] == [
        "Documents, with subcodes: entretien-1\u00a0(3) · notes-1\u00a0(1)",
        "Speakers, with subcodes: assistante sociale, MDS\u00a0(3) · no speaker\u00a0(1)",
        "Documents: entretien-1\u00a0(2) · notes-1\u00a0(1)",
        "Speakers: assistante sociale, MDS\u00a0(2) · no speaker\u00a0(1)",
    ]


def test_the_contents_are_a_field_that_shows_its_entries_and_asks_nothing(report: Report) -> None:
    document = read(report)
    body = document.element.body
    codes = [node.text.strip() for node in body.iter(qn("w:instrText"))]
    assert codes == ['TOC \\o "1-3" \\h \\z \\u']
    kinds = [node.get(qn("w:fldCharType")) for node in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert [p.text for p in document.paragraphs if p.style.name == "toc 1"] == ["dirty work", "non-recours"]
    marks = {node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))}
    assert {node.get(qn("w:anchor")) for node in body.iter(qn("w:hyperlink"))} <= marks
    assert document.settings.element.find(qn("w:updateFields")) is None
    assert not [node for node in body.iter(qn("w:fldChar")) if node.get(qn("w:dirty"))]


def test_silent_codes_close_the_report() -> None:
    document = read(compose(material(SEGMENTS[:3]), REQUEST))
    assert document.paragraphs[-2].text == "Codes without segments"
    assert document.paragraphs[-1].text == "dirty work/délégation · non-recours · non-recours/honte"


def test_the_spell_checker_speaks_french(report: Report) -> None:
    document = read(report)
    for name in ("Normal", "Quote", "Heading 1", "Code definition", "Memo"):
        assert document.styles[name].element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "fr-FR"
    assert document.core_properties.language == "fr-FR"


def test_the_page_carries_title_and_number(report: Report) -> None:
    section = read(report).sections[0]
    assert section.header.paragraphs[0].text == "Guichets\tCode report"
    assert [n.text.strip() for n in section.footer._element.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert section.different_first_page_header_footer
    assert section.page_width.cm == pytest.approx(21, abs=0.01)


def test_the_package_is_about_this_report_only() -> None:
    report = compose(material(), replace(REQUEST, title="T" * 400))
    data = write(report)
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert properties.title == "T" * 255
    assert "python-docx" not in f"{properties.author}{properties.comments}"
    assert not [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "thumbnail" in name]


@pytest.mark.parametrize("name", HOSTILE)
def test_what_looks_like_markup_stays_text(name: str) -> None:
    hostile = replace(material((segment(1, 1, 1, quote=name, memo=name),), renamed(1, name)), project=name)
    document = read(compose(hostile, replace(REQUEST, where=name)))
    plain = clean(name)
    assert texts(document, "Title") == [plain]
    assert texts(document, "Heading 1")[0] == plain
    assert texts(document, "Quote") == [plain]
    assert texts(document, "Memo")[-1].endswith(plain)
    assert document.tables[0].rows[-2].cells[1].text == plain
    assert len(list(document.element.body.iter(qn("w:fldChar")))) == 3


@given(st.text())
def test_any_text_reads_back(text: str) -> None:
    section = Section("s", 1, quotations=(Quotation("x" + text, text, memos=(Remark(text),)),))
    report = Report(text, text, text, REQUEST.made, (text,), (), text, (text,), (section,), (text,))
    document = read(report)
    assert texts(document, "Quote") == ["x" + clean(text)]


def test_deep_codes_get_the_last_heading() -> None:
    sections = tuple(Section(f"level {level}", level) for level in range(1, 13))
    document = read(Report("t", "s", "", REQUEST.made, (), (), "", (), sections))
    styles = [p.style.name for p in document.paragraphs if p.text.startswith("level ") and "toc" not in p.style.name]
    assert styles == [f"Heading {min(level, 9)}" for level in range(1, 13)]


def test_progress_reaches_the_end(report: Report) -> None:
    told: list[tuple[int, int]] = []
    write(report, lambda done, total: told.append((done, total)))
    assert told[-1] == (report.quotations, report.quotations)
