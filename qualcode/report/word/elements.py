"""The few elements of WordprocessingML that a report needs, built directly.

python-docx looks a style up by name for every paragraph and searches the body for its end at every insertion; on twenty
thousand quotations that is minutes. Here a paragraph is five calls to lxml. Text goes in as text: no string is ever
parsed as markup, and what XML cannot hold is taken out.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

P, PPR, R, RPR, T, BR, TAB = (f"{W}{name}" for name in ("p", "pPr", "r", "rPr", "t", "br", "tab"))
VAL = f"{W}val"

#: Characters that XML 1.0 forbids, and the rest of the control characters: they mean nothing on paper.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_PIECES = re.compile(r"([\n\t])")

Element = Any  # lxml's elements, which python-docx extends without stubs


def clean(text: str) -> str:
    """The text without what XML cannot hold; line ends of every kind are `\\n`."""
    return _ILLEGAL.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """The text on one line, for headings and cells; no-break spaces stay what they are."""
    return re.sub(r"[ \t\n]+", " ", clean(text)).strip(" ")


def element(parent: Element, name: str, /, **attributes: str) -> Element:
    """A new last child `w:name`; the attributes are in the namespace too."""
    made = etree.SubElement(parent, W + name)
    for key, value in attributes.items():
        made.set(W + key, value)
    return made


def paragraph(parent: Element, style: str, text: str = "") -> Element:
    """A new last paragraph with a style (by id) and perhaps a text."""
    made = etree.SubElement(parent, P)
    etree.SubElement(etree.SubElement(made, PPR), f"{W}pStyle").set(VAL, style)
    if text:
        run(made, text)
    return made


def run(parent: Element, text: str, style: str = "") -> Element:
    """A run at the end of a paragraph; line ends become breaks and tabs tabs, so that it reads back as it was."""
    made = etree.SubElement(parent, R)
    if style:
        etree.SubElement(etree.SubElement(made, RPR), f"{W}rStyle").set(VAL, style)
    text = clean(text)
    pieces = _PIECES.split(text) if "\n" in text or "\t" in text else (text,)
    for piece in pieces:
        if piece == "\n":
            etree.SubElement(made, BR)
        elif piece == "\t":
            etree.SubElement(made, TAB)
        elif piece:
            words = etree.SubElement(made, T)
            words.text = piece
            words.set(_SPACE, "preserve")
    return made


def field_start(parent: Element, instruction: str) -> None:
    """Open a field in a paragraph: its result follows, up to `field_end`."""
    element(element(parent, "r"), "fldChar", fldCharType="begin")
    code = element(element(parent, "r"), "instrText")
    code.set(_SPACE, "preserve")
    code.text = f" {instruction} "
    element(element(parent, "r"), "fldChar", fldCharType="separate")


def field_end(parent: Element) -> None:
    """Close the field that is open."""
    element(element(parent, "r"), "fldChar", fldCharType="end")


def field(parent: Element, instruction: str, result: str) -> None:
    """A whole field with the result that shows until it is updated."""
    field_start(parent, instruction)
    run(parent, result)
    field_end(parent)
