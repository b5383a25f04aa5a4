"""How a report looks: Word's own heading, quotation and contents styles, and a few of the report's own.

Everything is said in styles, nothing on the paragraphs, so that a colleague changes the look of the whole in one place.
The fonts are those that Windows, macOS and LibreOffice all have or replace at the same width. The language is French,
for the spell-checker: the material is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SERIF, SANS = "Times New Roman", "Arial"
INK, SLATE, GREY, RULE = "1A1A1A", "24425C", "595959", "BFC7CE"
LANGUAGE = "fr-FR"

#: The ids of the report's own styles; Word's own have theirs in the file format.
DEFINITION, SUMMARY, ATTRIBUTION, OTHER_CODES = "CodeDefinition", "CountSummary", "Attribution", "OtherCodes"
MEMO, WARNING, FRONT, COVER = "Memo", "Warning", "FrontHeading", "CoverLine"
CELL, NUMBER, GAP, LABEL, COUNTS = "TableText", "TableNumber", "TableGap", "RunLabel", "CountTable"
COUNT_LINE = "CountLine"


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style. Sizes and spaces are in points, indents in centimetres; `extra` is further `w:pPr` XML."""

    id: str
    name: str
    base: str = "Normal"
    next: str = ""
    font: str = ""
    size: float = 0
    bold: bool | None = None
    italic: bool | None = None
    color: str = ""
    before: float = 0
    after: float = 0
    line: float = 1.0
    left: float = 0
    right: float = 0
    align: str = ""
    keep_next: bool = False
    keep_lines: bool = False
    page_break: bool = False
    outline: int | None = None
    border: str = ""
    tabs: str = ""
    priority: int = 1
    own: bool = True


def _border(side: str, size: int, space: int, color: str) -> str:
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/></w:pBdr>'


def _heading(level: int) -> Look:
    sizes = {1: 20.0, 2: 15.0, 3: 12.5, 4: 11.5}
    return Look(
        *(f"Heading{level}", f"heading {level}"),
        next="Normal",
        font=SANS,
        size=sizes.get(level, 11.0),
        bold=level != 4,
        italic=level >= 4,
        color=SLATE if level < 4 else GREY,
        before={1: 0, 2: 24, 3: 18}.get(level, 14),
        after={1: 10, 2: 6}.get(level, 4),
        keep_next=True,
        keep_lines=True,
        page_break=level == 1,
        outline=level - 1,
        border=_border("bottom", 6, 4, RULE) if level == 1 else "",
        priority=9,
        own=False,
    )


_RIGHT_TAB = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs>'
_FOOT_TAB = '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>'

LOOKS = (
    Look("Normal", "Normal", base="", font=SERIF, size=11, color=INK, after=6, line=1.15, own=False, priority=0),
    *(_heading(level) for level in range(1, 10)),
    Look(
        *("Title", "Title"),
        next="Subtitle",
        font=SANS,
        size=30,
        bold=True,
        color=SLATE,
        before=190,
        after=10,
        own=False,
        priority=10,
    ),
    Look(
        *("Subtitle", "Subtitle"),
        font=SANS,
        size=15,
        color=GREY,
        after=24,
        border=_border("bottom", 8, 16, SLATE),
        own=False,
        priority=11,
    ),
    Look(
        *("Quote", "Quote"),
        next=ATTRIBUTION,
        size=11.5,
        italic=False,
        before=10,
        after=2,
        line=1.15,
        left=0.8,
        right=0.4,
        keep_next=True,
        own=False,
        priority=29,
    ),
    Look(
        ATTRIBUTION,
        "Attribution",
        font=SANS,
        size=9,
        color=GREY,
        after=2,
        left=0.8,
        right=0.4,
        align="right",
        keep_lines=True,
    ),
    Look(OTHER_CODES, "Other codes", font=SANS, size=8.5, color=GREY, after=2, left=0.8, right=0.4, keep_lines=True),
    Look(
        MEMO,
        "Memo",
        font=SANS,
        size=9,
        color=INK,
        before=2,
        after=6,
        line=1.1,
        left=0.8,
        right=0.4,
        border=_border("left", 12, 6, "C9A227"),
    ),
    Look(DEFINITION, "Code definition", size=11, italic=True, color="404040", after=4, line=1.1),
    Look(SUMMARY, "Count summary", font=SANS, size=9.5, color=SLATE, before=4, after=6, keep_next=True),
    Look(COUNT_LINE, "Count line", font=SANS, size=8.5, color=GREY, after=3, keep_lines=True),
    Look(
        WARNING,
        "Warning",
        font=SANS,
        size=9.5,
        color="404040",
        before=4,
        after=4,
        line=1.15,
        left=0.4,
        border=_border("left", 18, 8, SLATE),
    ),
    Look(FRONT, "Front heading", font=SANS, size=15, bold=True, color=SLATE, before=24, after=10, keep_next=True),
    Look(COVER, "Cover line", font=SANS, size=11, color=GREY, after=4),
    Look(CELL, "Table text", font=SANS, size=8.5, before=1, after=1),
    Look(NUMBER, "Table number", font=SANS, size=8.5, before=1, after=1, align="right"),
    Look(GAP, "Table gap", font=SANS, size=4),
    Look("TOC1", "toc 1", font=SANS, size=10.5, bold=True, before=8, after=2, tabs=_RIGHT_TAB, priority=39),
    Look("TOC2", "toc 2", font=SANS, size=10, after=1, left=0.5, tabs=_RIGHT_TAB, priority=39),
    Look("TOC3", "toc 3", font=SANS, size=9.5, color=GREY, after=1, left=1.0, tabs=_RIGHT_TAB, priority=39),
    Look("Header", "header", font=SANS, size=8.5, color=GREY, tabs=_FOOT_TAB, own=False, priority=99),
    Look("Footer", "footer", font=SANS, size=8.5, color=GREY, tabs=_FOOT_TAB, own=False, priority=99),
)

_TABLE = f"""<w:style {{ns}} w:type="table" w:customStyle="1" w:styleId="{COUNTS}">
  <w:name w:val="Count table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="1"/><w:qFormat/>
  <w:tblPr><w:tblBorders>
      <w:top w:val="single" w:sz="6" w:space="0" w:color="{SLATE}"/>
      <w:bottom w:val="single" w:sz="6" w:space="0" w:color="{SLATE}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>
    </w:tblBorders>
    <w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>
  </w:tblPr>
</w:style>"""

_CHARACTER = f"""<w:style {{ns}} w:type="character" w:customStyle="1" w:styleId="{LABEL}">
  <w:name w:val="Run label"/><w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="1"/><w:qFormat/>
  <w:rPr><w:b/><w:i w:val="0"/></w:rPr>
</w:style>"""


def apply(document: Any) -> None:
    """Give a new python-docx document the styles of a report."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    styles = document.styles.element
    there = {style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))}
    for look in LOOKS:
        made = parse_xml(_style(look, nsdecls("w")))
        old = there.get(look.id)
        if old is None:
            styles.append(made)
        else:
            _keep_link(old, made, qn)
            styles.replace(old, made)
    for xml in (_TABLE, _CHARACTER):
        styles.append(parse_xml(xml.format(ns=nsdecls("w"))))
    language = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    language.set(qn("w:val"), LANGUAGE)
    fonts = language.getparent().find(qn("w:rFonts"))
    fonts.attrib.clear()
    for slot in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{slot}"), SERIF)


def _keep_link(old: Any, made: Any, qn: Any) -> None:
    """A built-in paragraph style keeps the character style it is paired with."""
    link = old.find(qn("w:link"))
    if link is not None:
        made.find(qn("w:uiPriority")).addprevious(link)


def _style(look: Look, ns: str) -> str:
    kind = f'w:default="1" w:styleId="{look.id}"' if look.id == "Normal" else f'w:styleId="{look.id}"'
    custom = 'w:customStyle="1" ' if look.own and not look.id.startswith("TOC") else ""
    base = f'<w:basedOn w:val="{look.base}"/>' if look.base else ""
    following = f'<w:next w:val="{look.next}"/>' if look.next else ""
    return (
        f'<w:style {ns} w:type="paragraph" {custom}{kind}><w:name w:val="{look.name}"/>{base}{following}'
        f'<w:uiPriority w:val="{look.priority}"/><w:qFormat/><w:pPr>{_paragraph(look)}</w:pPr>'
        f"<w:rPr>{_run(look)}</w:rPr></w:style>"
    )


def _paragraph(look: Look) -> str:
    """The children of `w:pPr` in the order that the format asks for."""
    parts = [
        "<w:keepNext/>" if look.keep_next else "",
        "<w:keepLines/>" if look.keep_lines else "",
        "<w:pageBreakBefore/>" if look.page_break else "",
        look.border,
        look.tabs,
        f'<w:spacing w:before="{_twips(look.before)}" w:after="{_twips(look.after)}"'
        f' w:line="{round(240 * look.line)}" w:lineRule="auto"/>',
        f'<w:ind w:left="{round(567 * look.left)}" w:right="{round(567 * look.right)}"/>',
        f'<w:jc w:val="{look.align}"/>' if look.align else "",
        f'<w:outlineLvl w:val="{look.outline}"/>' if look.outline is not None else "",
    ]
    return "".join(parts)


def _run(look: Look) -> str:
    font = f'<w:rFonts w:ascii="{look.font}" w:hAnsi="{look.font}" w:cs="{look.font}"/>' if look.font else ""
    parts = [
        font,
        _toggle("b", look.bold),
        _toggle("i", look.italic),
        f'<w:color w:val="{look.color}"/>' if look.color else "",
        f'<w:sz w:val="{round(2 * look.size)}"/><w:szCs w:val="{round(2 * look.size)}"/>' if look.size else "",
        f'<w:lang w:val="{LANGUAGE}"/>',
    ]
    return "".join(parts)


def _toggle(name: str, on: bool | None) -> str:
    return "" if on is None else f"<w:{name}/>" if on else f'<w:{name} w:val="0"/>'


def _twips(points: float) -> int:
    return round(20 * points)
