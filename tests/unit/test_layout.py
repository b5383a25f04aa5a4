"""The layout covers each character once, and its two maps are inverse, whatever the text and the width."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from qualcode.model.document import Paragraph, Turn
from qualcode.tui.widgets.transcript.cells import PLAIN, breaks, breaks_any
from qualcode.tui.widgets.transcript.layout import SPACER, TextLayout

PIECES = [
    *("a", "é", "mot", "professionnel·le·s", "« ", " »", "\u202f:", "'", "-", " ", "  ", "\n", "\n\n", "\t"),
    *("e\u0301", "\u0301", "漢字", "かな", "👩\u200d👩\u200d👧", "❤\ufe0f", "🇫🇷", "\u200d", "\u200b", "\x1b", "\u202e"),
    "anticonstitutionnellement" * 3,
]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)
widths = st.integers(1, 40)


def lines(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text as an importer makes them: lines with something on them."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Paragraph(start, start + len(line)))
        start += len(line) + 1
    return tuple(found)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, tuple[Paragraph, ...], tuple[Turn, ...]]:
    text = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(0, max(len(text), 1)), max_size=6)))
    turns = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=False):
        if start < end <= len(text):
            body = draw(st.integers(start, end))
            turns.append(Turn(start, end, body, label=draw(st.sampled_from([None, "E"]))))
    return text, draw(st.sampled_from([lines(text), ()])), tuple(turns)


@given(documents(), widths, st.booleans())
@settings(max_examples=400, deadline=None)
def test_the_rows_tile_the_text(document: tuple, width: int, spaced: bool) -> None:
    text, paragraphs, turns = document
    layout = TextLayout(text, paragraphs, turns, width, spaced=spaced)
    at = 0
    for row in layout.rows:
        assert row.start == at
        assert row.start <= row.first <= row.last <= row.end
        at = row.end
    assert at == len(text)


@given(documents(), widths)
@example(("\u200d\u200da", (), ()), 1)
@settings(max_examples=400, deadline=None)
def test_cells_and_positions_are_inverse(document: tuple, width: int) -> None:
    text, paragraphs, turns = document
    layout = TextLayout(text, paragraphs, turns, width)
    for number, row in enumerate(layout.rows):
        column, at = 0, row.first
        for cluster in layout.clusters(number):
            assert (cluster.start, cluster.column) == (at, column)
            for position in range(cluster.start, cluster.end):
                assert layout.place(position) == (number, cluster.column)
            for cell in range(cluster.cells):
                assert layout.position(number, column + cell) == cluster.start
            assert cell_len(cluster.shown) == cluster.cells
            column, at = column + cluster.cells, cluster.end
        assert at == row.last
        if row.paragraph != SPACER:
            for position in range(row.start, row.first):
                assert layout.place(position) == (number, 0)
    for position in range(len(text) + 1):
        caret = layout.shown(position)
        assert layout.shown(caret) == caret


@given(documents(), widths)
@settings(max_examples=300, deadline=None)
def test_no_row_is_wider_than_the_screen_by_more_than_a_space(document: tuple, width: int) -> None:
    text, paragraphs, turns = document
    layout = TextLayout(text, paragraphs, turns, width)
    for number in range(len(layout)):
        cells = sum(cluster.cells for cluster in layout.clusters(number))
        assert cells <= width + 1


@given(st.text(alphabet=sorted(PLAIN), max_size=200), widths)
@settings(deadline=None)
def test_the_quick_way_breaks_as_the_general_one(text: str, width: int) -> None:
    assert list(breaks(text, 0, len(text), width)) == list(breaks_any(text, 0, len(text), width))


@given(documents(), widths)
@settings(deadline=None)
def test_a_click_lands_in_the_row_it_was_made_in(document: tuple, width: int) -> None:
    text, paragraphs, turns = document
    layout = TextLayout(text, paragraphs, turns, width)
    for number, row in enumerate(layout.rows):
        if row.paragraph != SPACER and (row.end > row.start):
            for column in (-1, 0, 3, 1000):
                assert layout.row_at(layout.position(number, column)) == number


def test_words_are_kept_whole_and_the_space_hangs_over() -> None:
    layout = TextLayout("le guichet est fermé", width=10)
    assert [layout.text[row.first : row.last] for row in layout.rows] == ["le guichet ", "est fermé"]


def test_french_spaces_do_not_break() -> None:
    layout = TextLayout("elle dit\u202f: «\u00a0non\u00a0»", width=9)
    assert [layout.text[row.first : row.last] for row in layout.rows] == ["elle ", "dit\u202f: ", "«\u00a0non\u00a0»"]


def test_a_label_stands_in_the_gutter_and_not_in_the_words() -> None:
    text = "E : Et alors ?\nMme D. : Ben oui."
    turns = (Turn(0, 14, 4, "E"), Turn(15, len(text), 24, "Mme D."))
    layout = TextLayout(text, lines(text), turns, 40)
    assert [text[row.first : row.last] for row in layout.rows if row.paragraph != SPACER] == ["Et alors ?", "Ben oui."]
    assert layout.place(16) == (2, 0)
    assert layout.shown(16) == 24


def test_a_label_with_a_line_to_itself_joins_the_words_below() -> None:
    text = "Speaker 1  0:12\nBonjour.\nOn y va."
    layout = TextLayout(text, lines(text), (Turn(0, len(text), 16, "Speaker 1"),), 40)
    assert [(text[row.first : row.last], row.head) for row in layout.rows] == [("Bonjour.", True), ("On y va.", False)]
    assert layout.rows[0].start == 0


@pytest.mark.parametrize("width", [1, 2, 3])
def test_the_narrowest_screens(width: int) -> None:
    layout = TextLayout("漢 éà👩\u200d👧 a\tb", width=width)
    shown = [cluster for number in range(len(layout)) for cluster in layout.clusters(number)]
    assert "".join(layout.text[c.start : c.end] for c in shown) == layout.text


def test_an_empty_text_has_one_row() -> None:
    layout = TextLayout("", width=10)
    assert len(layout) == 1
    assert layout.place(0) == (0, 0)
    assert layout.position(5, 5) == 0
