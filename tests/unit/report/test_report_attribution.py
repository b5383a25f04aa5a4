"""Who speaks, by function."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.model.vocabulary import Voice
from qualcode.report.attribution import attribution, shown_date
from qualcode.report.cast import Cast
from tests.unit.report.material import ANSEL, DELMAS, SEGMENTS, VIDAL, VOICES, segment


def test_a_function_stands_for_the_name() -> None:
    line = attribution(SEGMENTS[0], VOICES[DELMAS])
    assert line == "(assistante sociale, MDS, interview of 2023-03-14)"


@pytest.mark.usefixtures("french")
def test_a_date_is_french_in_french() -> None:
    assert "14/03/2023" in attribution(SEGMENTS[0], VOICES[DELMAS])


def test_an_interviewer_does_not_borrow_the_function_of_the_person_interviewed() -> None:
    asked = segment(9, 1, 3, speaker=ANSEL)
    assert attribution(asked, VOICES[ANSEL]).startswith("(interviewer, ")


def test_a_name_appears_only_where_no_function_is_known() -> None:
    nameless = segment(9, 1, 3, attributes={})
    assert attribution(nameless, VOICES[DELMAS]) == "(Mme Delmas, interview, entretien-1)"


def test_without_a_function_or_a_date_the_document_is_named() -> None:
    text = replace(segment(9, 4, 3, speaker=None, attributes={}), kind="document", document="000_rapport")
    assert attribution(text, None) == "(document, 000_rapport)"
    dated = replace(text, attributes={"date": "2022"})
    assert attribution(dated, None) == "(document of 2022)"
    row = replace(text, kind="questionnaire", document="enquête/R1", speaker="R1")
    assert attribution(row, None) == "(R1, questionnaire, enquête)"
    asked = segment(9, 1, 3, speaker=ANSEL, attributes={"fonction": "directrice"})
    assert attribution(asked, VOICES[ANSEL]) == "(interviewer, interview, entretien-1)"


def test_a_place_that_the_function_names_is_not_said_twice() -> None:
    head = segment(9, 1, 3, attributes={"fonction": "directrice du CCAS", "institution": "CCAS"})
    assert attribution(head, VOICES[DELMAS]) == "(directrice du CCAS, interview)"


def test_field_notes_have_a_place_and_a_day() -> None:
    assert attribution(SEGMENTS[4], None) == "(CAF, field notes of 2023-04-03)"


def test_attribute_names_are_read_as_people_write_them() -> None:
    written = segment(9, 1, 3, attributes={"Métier": "médiatrice", "Lieu": "[ville]", "Date": "3/4/2023"})
    assert attribution(written, None) == "(médiatrice, [ville], interview of 2023-04-03)"


@pytest.mark.parametrize(
    ("written", "french", "other"),
    [
        ("2023-03-14", "14/03/2023", "2023-03-14"),
        ("2023-03-14T10:00:00", "14/03/2023", "2023-03-14"),
        ("14/03/2023", "14/03/2023", "2023-03-14"),
        ("4.3.2023", "04/03/2023", "2023-03-04"),
        ("2023-03", "03/2023", "2023-03"),
        ("printemps 2023", "printemps 2023", "printemps 2023"),
    ],
)
def test_dates(written: str, french: str, other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown_date(written) == other
    monkeypatch.setenv("QUALCODE_LANG", "fr")
    assert shown_date(written) == french


def test_people_of_one_function_are_told_apart_by_place_then_by_number() -> None:
    cast = Cast((*SEGMENTS, segment(9, 2, 3, speaker=VIDAL)), VOICES)
    assert list(cast.labels.values()) == [
        "assistante sociale, MDS",
        "assistante sociale, CCAS 1",
        "usager",
        "assistante sociale, CCAS 2",
    ]


def test_one_person_in_two_documents_is_one() -> None:
    again = segment(9, 2, 3, speaker=VIDAL)
    cast = Cast((SEGMENTS[0], again), {**VOICES, VIDAL: Voice(VIDAL, 2, "Mme D.", "Mme D.", case=7)})
    assert cast.person(SEGMENTS[0]) == cast.person(again)
    assert len(cast.labels) == 1
