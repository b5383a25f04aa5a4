"""The layout covers each character once, and its two maps are inverse, whatever the text and the width."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from qualcode.model.document import PARAGRAPH_STYLES, Paragraph, Turn
from qualcode.tui.widgets.transcript.cells import PLAIN, Cluster, breaks, breaks_any
from qualcode.tui.widgets.transcript.lanes import Lanes, Mark
from qualcode.tui.widgets.transcript.layout import SPACER, TextLayout
from qualcode.tui.widgets.transcript.paint import Ink, paint_text

PIECES = [
    *("a", "é", "mot", "professionnel·le·s", "« ", " »", "\u202f:", "'", "-", " ", "  ", "\n", "\n\n", "\t", "€", "→"),
    *(
        "e\u0301",
        "\u0301",
        "a\u0323\u0302",
        "漢字",
        "かな",
        "한",
        "\u1112\u1161\u11ab",
        "ｗ",
        "مرحبا",
        "שלום",
        "ไทย",
        "क्षि",
    ),
    *(
        "👩\u200d👩\u200d👧",
        "❤\ufe0f",
        "👍🏽",
        "🇫🇷",
        "🇫",
        "1\ufe0f\u20e3",
        "\u200d",
        "\ufe0f",
        "\u200b",
        "\u00ad",
        "\u2009",
    ),
    *("\x1b", "\x00", "\x85", "\u202e", "\u2067", "\ufeff", "\U000e0041"),
    "anticonstitutionnellement" * 3,
    "e" + "\u0301" * 60,
]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)
widths = st.integers(1, 40)


Drawn = tuple[str, tuple[Paragraph, ...], tuple[Turn, ...]]
NO_BREAK = "\u00a0\u202f\u2007"


def lines(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text as an importer makes them: lines with something on them."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Paragraph(start, start + len(line)))
        start += len(line) + 1
    return tuple(found)


@st.composite
def documents(draw: st.DrawFn) -> Drawn:
    """A text with paragraphs (those of an importer, some of them, any, none) and turns that do not overlap."""
    text = draw(texts)
    paragraphs = draw(st.sampled_from([lines(text), lines(text)[::2], ()]))
    if draw(st.booleans()):
        styles = st.sampled_from(PARAGRAPH_STYLES)
        paragraphs = tuple(Paragraph(start, end, draw(styles)) for start, end, _body in draw(ranges(len(text))))
    turns = tuple(
        Turn(start, end, body, draw(st.sampled_from([None, "E"]))) for start, end, body in draw(ranges(len(text)))
    )
    return text, paragraphs, turns


@st.composite
def ranges(draw: st.DrawFn, length: int) -> list[tuple[int, int, int]]:
    """(start, end, a place in between) of ranges in order that do not overlap, with gaps between some of them."""
    cuts = sorted(draw(st.sets(st.integers(0, max(length, 1)), max_size=8)))
    found = []
    for start, end in zip(cuts, [*cuts[1:], length], strict=False):
        if start < end <= length and draw(st.integers(0, 3)):
            found.append((start, end, draw(st.integers(start, end))))
    return found


@st.composite
def coded(draw: st.DrawFn) -> tuple[Drawn, list[Mark]]:
    """A document and some codings of it, many of them on one another."""
    document = draw(documents())
    length = len(document[0])
    places = (
        st.tuples(st.integers(0, length), st.integers(0, length)).map(sorted).filter(lambda pair: pair[0] < pair[1])
    )
    spans = draw(st.lists(places, max_size=10)) if length else []
    return document, [Mark(n, n % 3 + 1, start, end, f"c{n}", "#cc0000") for n, (start, end) in enumerate(spans)]


def body(layout: TextLayout, number: int) -> list[Cluster]:
    """The clusters of a row but for the blank that may hang over its end."""
    clusters = layout.clusters(number)
    last = layout.text[clusters[-1].start] if clusters else ""
    return clusters[:-1] if last.isspace() and last not in NO_BREAK else clusters


@given(documents(), widths, st.booleans())
@settings(max_examples=400, deadline=None)
def test_the_rows_tile_the_text(document: Drawn, width: int, spaced: bool) -> None:
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
@example(("a\u200d\tb", (), ()), 9)
@example(("\u0301", (), ()), 1)
@settings(max_examples=400, deadline=None)
def test_cells_and_positions_are_inverse(document: Drawn, width: int) -> None:
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
            assert cell_len(cluster.shown) == cluster.cells >= 1
            column, at = column + cluster.cells, cluster.end
        assert at == row.last
        # Textual measures with rich: a width of our own would tear the right margin.
        assert cell_len("".join(cluster.shown for cluster in layout.clusters(number))) == column
        if row.paragraph != SPACER:
            for position in range(row.start, row.first):
                assert layout.place(position) == (number, 0)
    for position in range(len(text) + 1):
        caret = layout.shown(position)
        assert layout.shown(caret) == caret


@given(documents(), widths)
@settings(max_examples=400, deadline=None)
def test_no_row_is_wider_than_the_screen_but_for_a_blank_that_hangs_over(document: Drawn, width: int) -> None:
    text, paragraphs, turns = document
    layout = TextLayout(text, paragraphs, turns, width)
    for number in range(len(layout)):
        shown = body(layout, number)
        assert len(shown) <= 1 or sum(cluster.cells for cluster in shown) <= width
        assert sum(cluster.cells for cluster in layout.clusters(number)) <= max(width, 2) + 1


@given(documents(), widths)
@settings(max_examples=400, deadline=None)
def test_every_character_that_is_no_label_and_no_line_end_is_shown_once(document: Drawn, width: int) -> None:
    text, paragraphs, turns = document
    layout = TextLayout(text, paragraphs, turns, width)
    labels = {at for turn in turns if turn.label is not None for at in range(turn.start, turn.body)}
    shown = [at for n in range(len(layout)) for c in layout.clusters(n) for at in range(c.start, c.end)]
    assert shown == sorted(set(shown))
    assert all(text[at].isspace() for at in set(range(len(text))) - set(shown) - labels)


@given(documents(), widths)
@settings(max_examples=200, deadline=None)
def test_the_caret_goes_over_every_cluster_in_order_and_back(document: Drawn, width: int) -> None:
    text, paragraphs, turns = document
    layout = TextLayout(text, paragraphs, turns, width)
    stops = sorted({layout.shown(at) for at in range(len(text) + 1)})
    assert {c.start for n in range(len(layout)) for c in layout.clusters(n)} <= set(stops)
    for stop in stops:
        row, column = layout.place(stop)
        assert layout.position(row, column) == stop


@given(texts, widths)
@settings(max_examples=400, deadline=None)
def test_rows_are_broken_one_by_one_as_they_are_together(text: str, width: int) -> None:
    line = text.replace("\n", " ")
    assert list(breaks(line, 0, len(line), width)) == list(breaks_any(line, 0, len(line), width))


@pytest.mark.parametrize(
    ("line", "width", "rows"),
    [
        ("il dit « on verra » et part", 9, ["il dit ", "« on ", "verra » ", "et part"]),
        ("il dit « on verra » 🙏", 9, ["il dit ", "« on ", "verra » ", "🙏"]),
        ("Vous venez ? Oui : demain.", 10, ["Vous ", "venez ? ", "Oui : ", "demain."]),
        ("anticonstitutionnellement ?", 25, ["anticonstitutionnellement ", "?"]),
        ("c'est fini :smile", 11, ["c'est fini ", ":smile"]),
    ],
)
def test_french_signs_stay_with_their_words_however_the_blank_was_typed(line: str, width: int, rows: list[str]) -> None:
    cuts = [0, *breaks(line, 0, len(line), width), len(line)]
    assert [line[a:b] for a, b in pairwise(cuts)] == rows


@given(coded(), st.integers(1, 40), st.integers(0, 5))
@settings(max_examples=300, deadline=None)
def test_codings_never_share_a_cell_of_the_margin(drawn: tuple[Drawn, list[Mark]], width: int, limit: int) -> None:
    (text, paragraphs, turns), marks = drawn
    layout = TextLayout(text, paragraphs, turns, width)
    lanes = Lanes(marks, layout, limit)
    assert [bar.mark.id for bar in lanes.bars] == [
        mark.id for mark in sorted(marks, key=lambda m: (m.start, -m.end, m.id))
    ]
    for number in range(len(layout)):
        here = lanes.at(number)
        taken = [bar.lane for bar in here if bar.lane >= 0]
        assert len(taken) == len(set(taken))
        assert all(lane < limit for lane in taken)
        # Who has no lane has none because all were taken.
        first = [bar for bar in here if bar.lane < 0 and bar.first == number]
        assert not first or len(taken) == limit
        row = layout.rows[number]
        expected = {mark.id for mark in marks if mark.start < row.end and mark.end > row.start}
        assert row.start == row.end or expected == {bar.mark.id for bar in here}


@given(coded(), widths, st.data())
@settings(max_examples=300, deadline=None)
def test_painting_shows_each_character_once_with_its_codings(
    drawn: tuple[Drawn, list[Mark]], width: int, data: st.DataObject
) -> None:
    (text, paragraphs, turns), marks = drawn
    layout = TextLayout(text, paragraphs, turns, width)
    places = st.integers(0, len(text))
    selection = tuple(sorted((data.draw(places), data.draw(places))))
    caret = layout.shown(data.draw(places))
    for number, row in enumerate(layout.rows):
        clusters = layout.clusters(number)
        here = caret if layout.row_at(caret) == number and row.paragraph != SPACER else -1
        pieces = paint_text(clusters, marks, Ink(selection=(selection[0], selection[1]), caret=here), row.last)
        behind = here == row.last and here >= 0
        assert "".join(piece.text for piece in pieces) == "".join(c.shown for c in clusters) + " " * behind
        assert sum(piece.look.caret for piece in pieces) == (here >= 0)
        looks = [look for piece in pieces for look in [piece.look] * len(piece.text)]
        at = 0
        for cluster in clusters:
            look, at = looks[at], at + len(cluster.shown)
            if look.part == "text":
                over = [mark for mark in marks if mark.start <= cluster.start < mark.end]
                assert min(look.lines, 2) == min(2, len(over))
                assert look.selected == (selection[0] <= cluster.start < selection[1])
                assert look.caret == (cluster.start == here)


@given(st.text(alphabet=sorted(PLAIN), max_size=200), widths)
@settings(deadline=None)
def test_the_quick_way_breaks_as_the_general_one(text: str, width: int) -> None:
    assert list(breaks(text, 0, len(text), width)) == list(breaks_any(text, 0, len(text), width))


@given(documents(), widths)
@settings(deadline=None)
def test_a_click_lands_in_the_row_it_was_made_in(document: Drawn, width: int) -> None:
    text, paragraphs, turns = document
    layout = TextLayout(text, paragraphs, turns, width)
    for number, row in enumerate(layout.rows):
        if row.first < row.last or row.last < row.end:
            for column in (-1, 0, 3, 1000):
                assert layout.row_at(layout.position(number, column)) == number


def test_words_are_kept_whole_and_the_space_hangs_over() -> None:
    layout = TextLayout("le guichet est fermé", width=10)
    assert [layout.text[row.first : row.last] for row in layout.rows] == ["le guichet ", "est fermé"]


def test_a_line_may_break_behind_wide_letters_that_know_no_blanks() -> None:
    layout = TextLayout("un 漢字かな", width=8)
    assert [layout.text[row.first : row.last] for row in layout.rows] == ["un 漢字", "かな"]


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
