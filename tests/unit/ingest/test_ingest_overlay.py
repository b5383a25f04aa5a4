"""What a person says of a document prevails over what was found in it."""

from __future__ import annotations

import pytest

from qualcode.errors import ImportFailure, UnknownName
from qualcode.ingest import apply
from qualcode.model.document import Speaker
from tests.unit.ingest.making import LONG, drafted

DRAFT = drafted(f"Date : 12/03/2024\nLieu : MDS\n\nEnquêtrice : Oui ?\nP3 (F, 54 ans) : {LONG}\nEnquêtrice : Bon.")


def test_nothing_said_changes_nothing() -> None:
    assert apply(DRAFT) == DRAFT


def test_what_is_said_is_added() -> None:
    told = apply(
        DRAFT,
        kind="focus-group",
        name="Groupe",
        attributes={"lieu": "CCAS", "site": "CCAS"},
        cases=["CCAS", "CCAS"],
        speakers={"enquetrice": "Claire", "p3": Speaker("P3", "Mme F.", case="Mme F.", attributes={"role": "AS"})},
    )
    assert (told.kind, told.name, told.cases) == ("focus-group", "Groupe", ("CCAS",))
    assert told.attributes == {"date": "2024-03-12", "lieu": "CCAS", "site": "CCAS"}
    assert told.speakers[0] == Speaker("Enquêtrice", "Claire", interviewer=True)
    assert told.speakers[1].label == "P3"
    assert told.speakers[1].case == "Mme F."
    assert told.speakers[1].attributes == {"genre": "F", "âge": "54", "description": "F, 54 ans", "role": "AS"}
    assert told.turns == DRAFT.turns


def test_a_speaker_may_be_called_by_the_name_given_before() -> None:
    assert apply(apply(DRAFT, speakers={"P3": "Mme F."}), speakers={"Mme F.": "F."}).speakers[1].name == "F."


def test_an_unknown_label_names_those_found() -> None:
    with pytest.raises(UnknownName) as caught:
        apply(DRAFT, speakers={"P4": "Mme G."})
    assert "Enquêtrice, P3" in caught.value.hint
    with pytest.raises(UnknownName, match="nobody"):
        apply(drafted("Un texte."), speakers={"E": "x"})


def test_an_unknown_kind_names_the_known() -> None:
    with pytest.raises(ImportFailure) as caught:
        apply(DRAFT, kind="interview")
    assert "entretien" in caught.value.hint
