"""A questionnaire is one row of the tables however many answer it; its respondents are people all the same."""

from __future__ import annotations

from dataclasses import replace

from qualcode.model.vocabulary import Voice
from qualcode.report.cast import Cast
from qualcode.report.counting import by_document, by_speaker, single_speaker, summary
from tests.unit.report.material import SEGMENTS

ANSWERS = tuple(
    replace(
        SEGMENTS[0],
        id=100 + n,
        kind="questionnaire",
        document=f"enquête/R{n}",
        document_id=50 + n,
        speaker_id=500 + n,
        attributes={"poste": "conseiller"} if n < 3 else {},
    )
    for n in range(1, 4)
)
VOICES = {
    500 + n: Voice(id=500 + n, name=f"R{n}", label=f"R{n}", document=50 + n, interviewer=False, case=70 + n)
    for n in range(1, 4)
}
NAMES = {1: "entretien", **{50 + n: f"enquête/R{n}" for n in range(1, 4)}}


def test_respondents_share_a_row_by_table_and_by_function() -> None:
    cast = Cast(ANSWERS, VOICES)
    assert [(row.label, row.total) for row in by_document(ANSWERS, ANSWERS, NAMES).rows] == [
        ("enquête (3 respondents)", 3)
    ]
    assert [(row.label, row.total) for row in by_speaker(ANSWERS, ANSWERS, cast).rows] == [
        ("conseiller (questionnaire)", 2),
        ("respondent (questionnaire)", 1),
    ]


def test_respondents_are_counted_one_by_one() -> None:
    cast = Cast(ANSWERS, VOICES)
    assert "3 speakers" in summary(3, ANSWERS, cast)
    assert not single_speaker(ANSWERS, cast)
    assert single_speaker(ANSWERS[:1], cast)
