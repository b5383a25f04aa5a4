"""What a notebook shows: well-formed tables in which nothing from outside is alive."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualcode.model import notebook
from qualcode.model.codebook import Code, Codebook
from qualcode.model.counts import Count
from qualcode.model.rows import Rows
from qualcode.model.table import Column, Table
from qualcode.model.tables import codebook_table, counts_table

ALLOWED = {"table", "caption", "thead", "tbody", "tr", "th", "td", "p", "br"}


class Page(HTMLParser):
    """Reads what we wrote: every element is closed and allowed, no attribute but the alignment."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.cells: list[str] = []
        self.rows = 0
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        assert all(name == "style" and str(value).startswith("text-align: ") for name, value in attrs)
        self.rows += tag == "tr"
        if tag == "br":
            self.cells[-1] += "\n"
            return
        self.open.append(tag)
        if tag in ("td", "th", "p", "caption"):
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.cells[-1] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


@given(st.text(max_size=300), st.text(max_size=40))
@example("<script>alert(1)</script>", "<img src=x onerror=alert(1)>")
@example('" onmouseover="x', "</td><!-- ]]> &amp;")
@example("a\nb\x1b\ud800\u202e", "&lt;")
def test_nothing_from_outside_is_alive(text: str, title: str) -> None:
    page = Page(notebook.html(Table((Column("x", heading=title),), [(text,)], title, notes=(text,))))
    assert page.cells[-2] == notebook._CONTROLS.sub("�", text)
    assert page.cells[-1] == page.cells[-2]
    notebook.html(Table((Column("x", heading=title),), [(text,)], title)).encode()


def test_fifty_rows_are_shown_and_the_others_counted() -> None:
    rows = Rows([Count(f"v{n}", n, 1, 1) for n in range(1_234)], counts_table)
    page = Page(rows._repr_html_())
    assert page.rows == 1 + 50
    assert page.cells[-1] == "… and 1,184 more"
    assert Page(rows[:50]._repr_html_()).cells[-1] == "1"
    assert Page(Rows([], counts_table)._repr_html_()).cells == ["Nothing found."]
    assert Page(Rows()._repr_html_()).cells == ["Nothing found."]


def test_a_long_table_that_is_one_object_is_cut_too() -> None:
    table = Table((Column("n", "count"),), ((n,) for n in range(60)))
    assert Page(notebook.html(table)).cells[-1] == "… and 10 more"


def test_a_codebook_is_a_table_of_its_codes() -> None:
    book = Codebook([Code(1, "<b>", definition="a & b"), Code(2, "enfant", parent=1)])
    page = Page(book._repr_html_())
    assert page.cells[:4] == ["Codebook", "code", "level", "definition"]
    assert page.cells[4:] == ["<b>", "1", "a & b", "<b>/enfant", "2", ""]
    assert repr(book) == "<Codebook: 2 codes>"
    assert [row[1] for row in codebook_table(book).rows] == ["<b>", "<b>/enfant"]


def test_the_interpreter_shows_the_first_and_counts_the_rest() -> None:
    assert repr(Rows([1])) == "[1]"
    assert repr(Rows()) == "[]"
    assert repr(Rows(range(5))) == "[0,\n 1,\n 2,\n … and 2 more]"
    (line,) = repr(Rows([Count("\x1b[31m" + "x" * 500, 1, 1, 1)])).splitlines()
    assert len(line) < 200
    assert "\x1b" not in line


@pytest.mark.usefixtures("french")
def test_french() -> None:
    assert "1\u202f184" in Rows([Count("v", 1, 1, 1)] * 1_234, counts_table)._repr_html_()
