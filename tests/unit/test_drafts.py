"""What a person says against what was found in a file: text and order stay, only who speaks where is mended."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode import ingest
from qualcode.errors import ImportFailure, UnknownName
from qualcode.model.document import Draft, Paragraph, Speaker, Turn
from qualcode.project.drafts import Correction, corrected

LABELS = ("E", "Mme D.", "Mme D", "Lieu")
STYLES = ("body", "heading", "table", "break")


def talk(lines: list[tuple[str, str]]) -> Draft:
    """A draft of (label, words); an empty label is a paragraph that no one says, `=` a heading."""
    text, turns, paragraphs = "", [], []
    for label, words in lines:
        start = len(text)
        text += f"{label} : {words}" if label not in ("", "=") else words
        paragraphs.append(Paragraph(start, len(text), "heading" if label == "=" else "body"))
        if label not in ("", "="):
            turns.append(Turn(start, len(text), start + len(label) + 3, label))
        text += "\n"
    speakers = tuple(Speaker(label, label, label == "E") for label in dict.fromkeys(turn.label or "" for turn in turns))
    return Draft("entretien", "entretien", text, tuple(paragraphs), tuple(turns), speakers=speakers)


TALK = talk([("E", "Bonjour."), ("Mme D.", "Oui."), ("Lieu", "c'était loin."), ("Mme D", "Et puis."), ("E", "Ah.")])


def told(draft: Draft) -> list[tuple[str | None, str]]:
    return [(turn.label, draft.text[turn.body : turn.end]) for turn in draft.turns]


def test_saying_nothing_changes_nothing() -> None:
    assert corrected(TALK, Correction()) == TALK
    assert not Correction()
    assert Correction(no_turns=True)


def test_two_spellings_become_one_person() -> None:
    mended = corrected(TALK, Correction(same={"Mme D": "Mme D."}, names={"Mme D.": " Delmas\n"}))
    assert [speaker.label for speaker in mended.speakers] == ["E", "Mme D.", "Lieu"]
    assert mended.speakers[1].name == "Delmas"
    assert [label for label, _words in told(mended)] == ["E", "Mme D.", "Lieu", "Mme D.", "E"]


def test_what_is_known_of_either_spelling_is_kept_and_the_one_that_stays_prevails() -> None:
    speakers = (Speaker("a", "a", attributes={"age": "54", "site": "x"}), Speaker("b", "b", attributes={"age": "45"}))
    draft = Draft("d", "entretien", "", speakers=speakers)
    assert corrected(draft, Correction(same={"a": "b"})).speakers[0].attributes == {"age": "45", "site": "x"}
    assert corrected(draft, Correction(same={"b": "a"})).speakers[0].attributes == {"age": "54", "site": "x"}


def test_what_is_no_speaker_joins_the_turn_before() -> None:
    mended = corrected(TALK, Correction(nobody=frozenset(["Lieu"])))
    assert told(mended)[1] == ("Mme D.", "Oui.\nLieu : c'était loin.")
    assert [speaker.label for speaker in mended.speakers] == ["E", "Mme D.", "Mme D"]


def test_a_first_line_that_is_no_turn_is_of_no_turn() -> None:
    draft = talk([("Lieu", "MDS"), ("E", "Bonjour."), ("Mme D.", "Oui.")])
    mended = corrected(draft, Correction(nobody=frozenset(["Lieu"])))
    assert told(mended) == [("E", "Bonjour."), ("Mme D.", "Oui.")]


def test_a_heading_is_never_swallowed_by_a_turn() -> None:
    draft = talk([("E", "Bonjour."), ("=", "Deuxième partie"), ("Lieu", "MDS"), ("Mme D.", "Oui.")])
    mended = corrected(draft, Correction(nobody=frozenset(["Lieu"])))
    assert told(mended) == [("E", "Bonjour."), ("Mme D.", "Oui.")]


def test_a_chain_of_spellings_ends_at_the_last_and_a_circle_nowhere() -> None:
    chain = corrected(TALK, Correction(same={"Lieu": "Mme D", "Mme D": "Mme D."}))
    assert [label for label, _words in told(chain)] == ["E", "Mme D.", "Mme D.", "Mme D.", "E"]
    circle = corrected(TALK, Correction(same={"Mme D": "Mme D.", "Mme D.": "Mme D"}))
    assert told(circle) == told(TALK)


def test_notes_have_no_turns_and_nobody_speaks() -> None:
    mended = corrected(TALK, Correction(kind="notes", no_turns=True))
    assert (mended.kind, mended.turns, mended.speakers) == ("notes", (), ())
    assert mended.paragraphs == TALK.paragraphs


def test_kind_name_interviewer_and_attributes() -> None:
    said = Correction(
        kind="focus-group", name="Groupe\t1", interviewers={"E": False}, attributes={"site": "MDS", "lieu": ""}
    )
    mended = corrected(replace(TALK, attributes={"lieu": "Marseille", "date": "2019"}), said)
    assert (mended.kind, mended.name) == ("focus-group", "Groupe 1")
    assert not mended.speakers[0].interviewer
    assert mended.attributes == {"date": "2019", "site": "MDS"}


def test_what_does_not_exist_is_said() -> None:
    with pytest.raises(UnknownName, match="Lucie"):
        corrected(TALK, Correction(nobody=frozenset(["Lucie"])))
    with pytest.raises(ImportFailure):
        corrected(TALK, Correction(kind="roman"))


def drafts() -> st.SearchStrategy[Draft]:
    line = st.tuples(st.sampled_from(("", "=", *LABELS)), st.text(st.characters(exclude_characters="\n"), max_size=12))
    return st.lists(line, max_size=14).map(talk)


@given(drafts(), st.data())
def test_whatever_is_said_the_text_stays_and_turns_are_in_order(draft: Draft, data: st.DataObject) -> None:
    labels = [speaker.label for speaker in draft.speakers]
    some = st.sampled_from(labels) if labels else st.nothing()
    said = Correction(
        same=data.draw(st.dictionaries(some, some)),
        nobody=data.draw(st.frozensets(some)),
        interviewers=data.draw(st.dictionaries(some, st.booleans())),
        no_turns=data.draw(st.booleans()),
    )
    mended = corrected(draft, said)
    assert (mended.text, mended.paragraphs, mended.timestamps) == (draft.text, draft.paragraphs, draft.timestamps)
    at = 0
    for turn in mended.turns:
        assert at <= turn.start <= turn.body <= turn.end <= len(draft.text)
        at = turn.end
    spoken = {turn.label for turn in mended.turns}
    assert spoken <= {speaker.label for speaker in mended.speakers}
    assert {turn.start for turn in mended.turns} <= {turn.start for turn in draft.turns}
    headings = [p for p in draft.paragraphs if p.style == "heading" and p.end > p.start]
    assert not any(turn.start < p.end and p.start < turn.end for turn in mended.turns for p in headings)


def test_a_real_interview_is_mended(corpus: Path) -> None:
    draft = ingest.read(corpus / "entretien-01-delmas-as-mds.txt").drafts[0]
    first = draft.speakers[-1].label
    mended = corrected(draft, Correction(nobody=frozenset([first])))
    assert len(mended.turns) < len(draft.turns)
    assert mended.text == draft.text
