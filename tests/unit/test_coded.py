"""What is coded at a place, and the stretches that are not coded at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.coding import Coding
from qualcode.model.document import Layout, Paragraph, Turn
from qualcode.model.span import Span
from qualcode.tui.coded import Coded, Uncoded


def coding(number: int, start: int, end: int, code: int = 1) -> Coding:
    return Coding(number, f"u{number}", 1, code, 1, start, end, "")


codings = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30), st.integers(1, 3)), max_size=15).map(
    lambda found: [coding(n, start, start + length, code) for n, (start, length, code) in enumerate(found)]
)


@given(codings, st.integers(0, 90), st.integers(0, 10))
def test_what_meets_a_passage_as_by_looking_at_each(found: list[Coding], start: int, length: int) -> None:
    coded, span = Coded(found), Span(start, start + length)
    end = max(span.end, start + 1)
    expected = {c.id for c in found if c.start < end and c.end > start}
    assert {c.id for c in coded.at(span)} == expected
    lengths = [c.end - c.start for c in coded.at(span)]
    assert lengths == sorted(lengths)
    around = {c.id for c in found if c.start <= start and c.end >= span.end and c.end - c.start > length}
    assert {c.id for c in coded.around(span)} == around & expected


@given(codings, st.integers(0, 100))
def test_gaps_are_what_no_coding_touches(found: list[Coding], length: int) -> None:
    inside = [c for c in found if c.end <= length]
    gaps = Coded(inside).gaps(length)
    free = {at for at in range(length) if not any(c.start <= at < c.end for c in inside)}
    assert {at for gap in gaps for at in range(gap.start, gap.end)} == free
    assert all(one.end < other.start for one, other in zip(gaps, gaps[1:], strict=False))


def test_places_of_a_code_come_once_each_in_order() -> None:
    coded = Coded([coding(1, 9, 12), coding(2, 3, 5, code=2), coding(3, 9, 10, code=2), coding(4, 1, 2)])
    assert coded.places() == [1, 3, 9]
    assert coded.places(frozenset((2,))) == [3, 9]
    assert coded.places(frozenset((7,))) == []


TALK = [
    ("E", "Et le matin, comment ça se passe ici ?"),
    ("D", "On ouvre à neuf heures. Il y a du monde devant la porte."),
    ("E", "D'accord."),
    ("D", "Oui."),
    ("D", "Après on fait les mots de passe."),
]
SPEAKERS = {"E": 1, "D": 2}


def talk() -> tuple[str, Layout, list[Span]]:
    text, turns, sentences = "", [], []
    for label, words in TALK:
        start = len(text)
        text += f"{label} : {words}"
        turns.append(Turn(start, len(text), start + 4, label, speaker=SPEAKERS[label]))
        body = start + 4
        for sentence in words.replace(". ", ".|").split("|"):
            sentences.append(Span(body, body + len(sentence)))
            body += len(sentence) + 1
        text += "\n"
    layout = Layout(tuple(Paragraph(t.start, t.end) for t in turns), (), tuple(turns), ())
    return text, layout, sentences


def uncoded(*coded: str, interviewers: frozenset[int] = frozenset((1,))) -> tuple[str, Uncoded]:
    text, layout, sentences = talk()
    found = [coding(n, text.index(words), text.index(words) + len(words)) for n, words in enumerate(coded)]
    return text, Uncoded(Coded(found), text, layout, sentences, interviewers)


def test_where_nothing_is_coded_there_is_one_stretch_from_the_first_answer_on() -> None:
    text, stretches = uncoded()
    start = text.index("On ouvre")
    assert stretches.next(-1) == start
    assert stretches.next(start) is None
    assert stretches.previous(len(text)) == start
    assert stretches.words(start) == 21


def test_codings_part_the_stretches_and_what_is_said_in_a_word_is_no_stop() -> None:
    text, stretches = uncoded("Il y a du monde devant la porte.", "Après on fait les mots de passe.")
    assert stretches.next(-1) == text.index("On ouvre")
    assert stretches.words(text.index("On ouvre")) == 5
    assert stretches.next(text.index("On ouvre")) is None


def test_a_half_coded_sentence_is_a_stop_only_when_much_of_it_is_left() -> None:
    text, stretches = uncoded("On ouvre à neuf heures. Il y a du monde", "Oui.\nD : Après on")
    assert stretches.next(-1) is None
    assert stretches.words(text.index("devant")) == 3


def test_everything_coded_leaves_no_stop() -> None:
    text, layout, sentences = talk()
    stretches = Uncoded(Coded([coding(1, 0, len(text))]), text, layout, sentences, frozenset((1,)))
    assert stretches.next(-1) is None
    assert stretches.previous(len(text)) is None
    assert stretches.words(5) == 0


def test_who_has_only_interviewers_reads_them_all() -> None:
    text, stretches = uncoded(interviewers=frozenset((1, 2)))
    assert stretches.next(-1) == text.index("Et le matin")


def test_notes_have_no_turns_and_headings_are_not_coded() -> None:
    text = "Observation au hall\nUne dame attend depuis une heure."
    layout = Layout((Paragraph(0, 19, "heading"), Paragraph(20, len(text))), (), (), ())
    stretches = Uncoded(Coded([]), text, layout, [Span(0, 19), Span(20, len(text))], frozenset())
    assert stretches.next(-1) == 20
