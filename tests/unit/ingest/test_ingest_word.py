"""Word documents: every word in its order, with its place, whatever wraps it."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode import ingest
from qualcode.errors import ImportFailure
from qualcode.ingest import word
from qualcode.ingest.manuscript import Material
from qualcode.model.document import Draft
from tests.unit.ingest.making import LONG, W, read, said, saved, stands_in_order, styles, with_body, word_file


def one(data: bytes) -> Draft:
    return word.read(Material("entretien.docx", data)).drafts[0]


def body(xml: str, parts: dict[str, str] | None = None) -> Draft:
    return one(with_body(xml, parts))


def p(*runs: str) -> str:
    return "<w:p>" + "".join(runs) + "</w:p>"


def r(words: str, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def test_bold_names_without_a_colon() -> None:
    draft = body(
        p(r("Enquêtrice", bold=True), r(" Bonjour."))
        + p(r("M. ", bold=True), r("Lacaze", bold=True), r(f" {LONG}"))
        + p(r("Une suite "), r("en gras", bold=True), r(" dedans."))
        + p(r("Enquêtrice", bold=True), r(" Et ?"))
        + p(r("M. Lacaze", bold=True), r(" Voilà."))
    )
    assert said(draft) == [
        ("Enquêtrice", "Bonjour."),
        ("M. Lacaze", f"{LONG}\nUne suite en gras dedans."),
        ("Enquêtrice", "Et ?"),
        ("M. Lacaze", "Voilà."),
    ]
    assert draft.speakers[0].interviewer


@pytest.mark.parametrize("sign", [" :", "\u00a0:", " –"])
def test_bold_names_with_a_sign(sign: str) -> None:
    for split in (lambda who: r(who + sign, bold=True), lambda who: r(who, bold=True) + r(sign)):
        turns: list[tuple[str | None, str]] = [("E", "Oui ?"), ("Mme D.", LONG), ("E", "Et")]
        draft = body("".join(p(split(str(who)), r(f" {words}")) for who, words in turns))
        assert said(draft) == turns


def test_bold_by_style_and_not_bold_within() -> None:
    plain = "<w:r><w:rPr><w:b w:val='0'/></w:rPr><w:t xml:space='preserve"
    draft = body(
        "".join(
            f"<w:p><w:pPr><w:pStyle w:val='Caption'/></w:pPr>{r(who)}{plain}'> {words}</w:t></w:r></w:p>"
            for who, words in [("Claire", "Oui ?"), ("Yanis", LONG), ("Claire", "Et"), ("Yanis", "Ben.")]
        )
    )
    assert said(draft) == [("Claire", "Oui ?"), ("Yanis", LONG), ("Claire", "Et"), ("Yanis", "Ben.")]


def test_headings_lists_tables_and_their_order() -> None:
    document = docx.Document()
    document.add_heading("Titre", level=1)
    document.add_paragraph("Avant.")
    table = document.add_table(rows=2, cols=3)
    for row, words in zip(table.rows, [("n°", "question", "réponse"), ("1", "Ouvert ?", "oui\nnon")], strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    document.add_paragraph("Après.")
    document.add_paragraph("Un point", style="List Bullet")
    draft = one(saved(document))
    assert draft.text.rstrip("\n").split("\n") == [
        "Titre",
        "Avant.",
        "n°\tquestion\tréponse",
        "1\tOuvert ?\toui non",
        "Après.",
        "Un point",
    ]
    assert styles(draft) == ["heading", "body", "table", "table", "body", "list"]


def test_merged_and_nested_cells_are_said_once() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"c{number}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "large"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "haute"
    table.cell(2, 0).add_table(1, 2).rows[0].cells[1].text = "dedans"
    text = one(saved(document)).text
    assert text.count("large") == text.count("haute") == text.count("dedans") == 1
    assert text.split("\n")[0] == "large\tc2"


def test_a_talk_set_in_two_columns() -> None:
    document = docx.Document()
    rows = [("Date", "12/03/2024"), ("Lieu", "MDS"), ("E", "Oui ?"), ("Mme D.", LONG), ("E", "Et ?"), ("Mme D.", "Ah.")]
    table = document.add_table(rows=len(rows), cols=2)
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    draft = one(saved(document))
    assert said(draft) == rows[2:]
    assert draft.attributes == {"date": "2024-03-12", "lieu": "MDS"}
    assert styles(draft) == ["header", "header", "body", "body", "body", "body"]


def test_what_wraps_words_does_not_hide_them() -> None:
    xml = p(
        r("Un "),
        f"<w:hyperlink>{r('lien')}</w:hyperlink>",
        f'<w:ins w:id="1" w:author="x">{r(" ajouté")}</w:ins>',
        '<w:del w:id="2" w:author="x"><w:r><w:delText>retiré</w:delText></w:r></w:del>',
        f"<w:smartTag>{r(' malin')}</w:smartTag>",
        f"<w:sdt><w:sdtContent>{r(' contrôlé')}</w:sdtContent></w:sdt>",
        f'<w:fldSimple w:instr="DATE">{r(" champ")}</w:fldSimple>',
        "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>",
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>",
    )
    wrapped = f"<w:sdt><w:sdtContent>{p(r('Bloc contrôlé'))}</w:sdtContent></w:sdt>"
    assert body(xml + wrapped).text.rstrip("\n") == "Un lien ajouté malin contrôlé champa\tb\nc\u2011d\nBloc contrôlé"


def test_text_boxes_are_kept_once() -> None:
    inside = "<w:txbxContent>" + p(r("Dans la boîte")) + "</w:txbxContent>"
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice Requires='wps'><w:drawing>{inside}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert body(p(r("Avant"), box, r(" après"))).text.rstrip("\n") == "Avant après\nDans la boîte"


def test_footnotes_endnotes_and_comments_are_apart_and_anchored() -> None:
    xml = p(
        r("Un mot"),
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        r(", "),
        '<w:commentRangeStart w:id="0"/>',
        r("deux mots"),
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
        '<w:r><w:endnoteReference w:id="5"/></w:r>',
        r("."),
    )

    def notes(root: str, kind: str, entries: str) -> str:
        return f"<w:{root} {W}>{entries}</w:{root}>"

    draft = body(
        xml,
        {
            "word/footnotes.xml": notes(
                "footnotes",
                "footnote",
                f'<w:footnote w:type="separator" w:id="-1">{p(r("—"))}</w:footnote>'
                f'<w:footnote w:id="2">{p(r("Note"), r(" basse"))}{p(r("suite"))}</w:footnote>',
            ),
            "word/endnotes.xml": notes("endnotes", "endnote", f'<w:endnote w:id="5">{p(r("Note finale"))}</w:endnote>'),
            "word/comments.xml": notes(
                "comments", "comment", f'<w:comment w:id="0" w:author="Claire">{p(r("À revoir"))}</w:comment>'
            ),
        },
    )
    assert draft.text.rstrip("\n") == "Un mot, deux mots."
    assert [(n.kind, n.text, n.author, draft.text[n.start : n.end], n.start) for n in draft.notes] == [
        ("footnote", "Note basse\nsuite", "", "", 6),
        ("comment", "À revoir", "Claire", "deux mots", 8),
        ("footnote", "Note finale", "", "", 17),
    ]


def test_headers_and_footers_are_no_text() -> None:
    document = docx.Document()
    document.add_paragraph("Le corps.")
    document.sections[0].header.paragraphs[0].text = "EN-TÊTE"
    document.sections[0].footer.paragraphs[0].text = "PIED"
    assert one(saved(document)).text.strip() == "Le corps."


#: What XML can hold.
LINES = st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=40), max_size=12)


@settings(max_examples=40)
@given(LINES)
def test_every_letter_of_the_source_stands_in_the_text(lines: list[str]) -> None:
    text = one(word_file([*lines, "fin"])).text
    assert stands_in_order(unicodedata.normalize("NFC", "\n".join([*lines, "fin"])), text)


def _zip(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _with_entry(name: str, content: bytes) -> bytes:
    stream = io.BytesIO(word_file(["Bonjour."]))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def _xxe() -> bytes:
    held = zipfile.ZipFile(io.BytesIO(word_file(["@"])))
    entries = {entry.filename: held.read(entry) for entry in held.infolist()}
    content = entries["word/document.xml"]
    head, rest = content.split(b"?>", 1)
    doctype = b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    entries["word/document.xml"] = head + doctype + rest.replace(b"@", b"&e;")
    return _zip(entries)


@pytest.mark.parametrize(
    "data",
    [
        b"Ceci n'est pas un document Word.",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        word_file(["Bonjour."])[:-2000],
        word_file(["Bonjour."])[:300],
        _zip({}),
        _zip({"a.txt": b"rien"}),
        _zip({"[Content_Types].xml": b"<x", "word/document.xml": b"<y"}),
        _with_entry("word/bombe.xml", bytes(3_000_000)),
        _with_entry("../../evil.xml", b"<a/>"),
        _with_entry("C:\\evil.xml", b"<a/>"),
        _xxe(),
        word_file(["", "  "]),
    ],
    # The bytes hold the time they were made at, and every worker must give a test the same name.
    ids=lambda _data: "file",
)
def test_what_is_no_word_document_is_refused_in_one_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ImportFailure) as caught:
        read(tmp_path, "a.docx", data)
    assert "\n" not in str(caught.value)


def test_broken_bytes_inside_are_refused() -> None:
    data = bytearray(word_file(["Bonjour."] * 50))
    for place in range(200, len(data) - 400, 97):
        data[place] ^= 0xFF
    with pytest.raises(ImportFailure):
        one(bytes(data))


def test_broken_notes_do_not_lose_the_text() -> None:
    draft = body(p(r("Le corps.")), {"word/footnotes.xml": "<w:footnotes"})
    assert draft.text.strip() == "Le corps."


def test_the_shipped_word_files(corpus: Path) -> None:
    interview = ingest.read(corpus / "entretien-02-lacaze-as-ccas.docx").drafts[0]
    assert {speaker.label: speaker.interviewer for speaker in interview.speakers} == {
        "Enquêtrice": True,
        "M. Lacaze": False,
    }
    assert [note.kind for note in interview.notes] == ["comment"]
    grid = ingest.read(corpus / "grille-caf.docx").drafts[0]
    assert grid.kind == "observation"
    assert styles(grid).count("table") == 23
    assert all(grid.text[p.start : p.end].count("\t") == 3 for p in grid.paragraphs if p.style == "table")
