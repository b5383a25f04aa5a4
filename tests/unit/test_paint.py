"""Painting is a function: codings, selection, caret and hits in; pieces with their looks out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.tui.themes import CONTRAST, DARK, GROUNDS, THEMES
from qualcode.tui.widgets.transcript.lanes import Lanes, Mark
from qualcode.tui.widgets.transcript.layout import TextLayout
from qualcode.tui.widgets.transcript.paint import Ink, Look, Piece, paint_lanes, paint_names, paint_text
from qualcode.tui.widgets.transcript.skin import (
    READABLE,
    SPEAKERS_DARK,
    VISIBLE,
    Ground,
    contrast,
    style,
    tint,
    visible,
)

TEXT = "On fait les mots de passe."
RED, BLUE = "#cc0000", "#0000cc"
WIDE = Mark(1, 7, 0, 25, "dirty work", RED)
NARROW = Mark(2, 8, 12, 25, "mots de passe", BLUE)


def painted(marks: list[Mark], ink: Ink | None = None, text: str = TEXT) -> list[Piece]:
    layout = TextLayout(text, width=60)
    return paint_text(layout.clusters(0), marks, ink or Ink(), layout.rows[0].last)


def test_a_text_without_codings_is_one_plain_piece() -> None:
    assert painted([]) == [Piece(TEXT, Look())]


def test_codings_are_cut_at_their_borders_and_the_shortest_shows_on_top() -> None:
    assert painted([WIDE, NARROW]) == [
        Piece("On fait les ", Look(color=RED, lines=1)),
        Piece("mots de passe", Look(color=BLUE, lines=2)),
        Piece(".", Look()),
    ]


def test_the_active_code_shows_on_top_of_shorter_ones() -> None:
    assert painted([WIDE, NARROW], Ink(active=7))[1] == Piece("mots de passe", Look(color=RED, lines=2, active=True))


def test_selection_caret_and_hit_are_told_apart() -> None:
    assert painted([], Ink(selection=(3, 7), caret=7, hits=((12, 16),))) == [
        Piece("On ", Look()),
        Piece("fait", Look(selected=True)),
        Piece(" ", Look(caret=True)),
        Piece("les ", Look()),
        Piece("mots", Look(hit=True)),
        Piece(" de passe.", Look()),
    ]


def test_a_caret_behind_the_last_character_stands_on_a_blank() -> None:
    assert painted([], Ink(caret=len(TEXT)))[-1] == Piece(" ", Look(caret=True))
    assert painted([], Ink(caret=0), "") == [Piece(" ", Look(caret=True))]


def test_the_space_at_a_break_wears_nothing() -> None:
    layout = TextLayout("un deux", width=4)
    coded = Mark(1, 7, 0, 7, "x", RED)
    assert paint_text(layout.clusters(0), [coded]) == [Piece("un", Look(color=RED, lines=1)), Piece(" ", Look("blank"))]


def test_a_border_inside_a_cluster_does_not_tear_it() -> None:
    family = "👩\u200d👧"
    pieces = painted([Mark(1, 7, 1, 4, "x", RED)], None, family + "a")
    assert pieces[0].text == family


marks_in_text = st.lists(
    st.tuples(st.integers(0, 25), st.integers(1, 26)).map(lambda pair: (min(pair), max(pair) + 1)), max_size=8
).map(lambda spans: [Mark(at, at % 3 + 1, start, end, f"c{at}", RED) for at, (start, end) in enumerate(spans)])


@given(marks_in_text, st.integers(1, 30), st.integers(0, 26))
@settings(deadline=None)
def test_painting_changes_no_character(marks: list[Mark], width: int, caret: int) -> None:
    layout = TextLayout(TEXT, width=width)
    shown = "".join(
        "".join(piece.text for piece in paint_text(layout.clusters(row), marks, Ink(caret=caret), -1))
        for row in range(len(layout))
    )
    assert shown == TEXT


@given(marks_in_text, st.integers(4, 30), st.integers(0, 4))
@settings(deadline=None)
def test_two_codings_never_share_a_lane_in_a_row(marks: list[Mark], width: int, limit: int) -> None:
    layout = TextLayout(TEXT, width=width)
    lanes = Lanes(marks, layout, limit)
    assert {bar.mark for bar in lanes.bars} == set(marks)
    for row in range(len(layout)):
        taken = [bar.lane for bar in lanes.at(row) if bar.lane >= 0]
        assert len(taken) == len(set(taken))
        here = {m for m in marks if layout.row_at(m.start) <= row <= layout.row_at(max(m.start, m.end - 1))}
        assert {bar.mark for bar in lanes.at(row)} == here


def drawn(lanes: Lanes, rows: int, active: int = 0, *, named: bool = False) -> list[str]:
    return [
        "".join(
            piece.text
            for piece in paint_lanes(lanes.at(row), row, lanes.limit, active, lanes.names(row) if named else ())
        )
        for row in range(rows)
    ]


def test_bars_have_caps_and_what_finds_no_lane_is_counted() -> None:
    layout = TextLayout("aa bb cc dd", width=3)
    lanes = Lanes([Mark(1, 7, 0, 11, "x", RED), Mark(2, 8, 3, 5, "y", BLUE)], layout, 1)
    assert drawn(lanes, 4) == ["╻ ", "┃+", "┃ ", "╹ "]


def test_bars_of_the_active_code_have_another_shape() -> None:
    layout = TextLayout("aa bb cc dd", width=3)
    lanes = Lanes([Mark(1, 7, 0, 11, "x", RED), Mark(2, 8, 3, 5, "y", BLUE)], layout, 2)
    assert drawn(lanes, 4, active=7) == ["▄  ", "█▪ ", "█  ", "▀  "]


def test_a_name_is_tied_to_its_bar() -> None:
    layout = TextLayout("aa bb cc dd", width=3)
    lanes = Lanes([Mark(1, 7, 0, 11, "x", RED), Mark(2, 8, 3, 11, "y", BLUE)], layout, 3)
    assert drawn(lanes, 4, named=True) == ["┎───", "┃┎──", "┃┃  ", "╹╹  "]


def test_a_coding_of_one_row_is_a_dot_with_its_name() -> None:
    layout = TextLayout("aa", width=3)
    lanes = Lanes([Mark(1, 7, 0, 2, "x", RED)], layout, 1)
    assert paint_lanes(lanes.at(0), 0, 1, named=lanes.names(0)) == [
        Piece("╺", Look("bar", RED)),
        Piece("─", Look("tie", RED)),
    ]
    assert paint_names(lanes.names(0), 10) == [Piece("x", Look("name", RED))]


def test_names_share_a_row_where_there_is_room_and_are_cut_where_there_is_none() -> None:
    layout = TextLayout("aa", width=3)
    marks = [Mark(1, 7, 0, 2, "guichet", RED), Mark(2, 8, 0, 2, "file", BLUE)]
    both = Lanes(marks, layout, 2, room=20).names(0)
    assert "".join(piece.text for piece in paint_names(both, 20)) == "guichet · file"
    one = Lanes(marks, layout, 2, room=10).names(0)
    assert "".join(piece.text for piece in paint_names(one, 5)) == "guic…"


colors = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@given(colors, st.sampled_from(sorted(GROUNDS)), st.booleans())
@settings(deadline=None)
def test_words_stay_readable_on_every_colour(color: str, theme: str, active: bool) -> None:
    ground: Ground = GROUNDS[theme]
    assert contrast(tint(color, ground, 0.42 if active else 0.2), ground.text) >= READABLE
    assert contrast(visible(color, ground), ground.back) >= VISIBLE


def test_coded_is_underlined_not_only_coloured() -> None:
    ground = GROUNDS["qualcode-dark"]
    assert style(Look(color=RED, lines=1), ground).underline
    assert style(Look(color=RED, lines=2), ground).underline2
    assert not style(Look(color=RED, lines=2), ground).italic
    assert style(Look(color=RED, lines=3), ground).italic
    assert not style(Look(), ground).underline


def test_in_strong_contrast_speakers_stand_out_too_and_can_be_told_apart() -> None:
    strong, dark = GROUNDS[CONTRAST], GROUNDS[DARK]
    assert all(contrast(color, strong.back) >= READABLE for color in strong.speakers)
    assert len(set(strong.speakers)) == len(dark.speakers)
    assert dark.speakers == SPEAKERS_DARK


def test_what_is_quiet_can_be_read_under_the_cursor_of_every_list() -> None:
    for theme in THEMES:
        assert contrast(GROUNDS[theme.name].dim, theme.variables["block-cursor-background"]) >= VISIBLE
        assert contrast(theme.variables["block-cursor-foreground"], theme.variables["block-cursor-background"]) > 7
