"""The block above a talk is metadata, whatever it looks like."""

from __future__ import annotations

import pytest

from qualcode.ingest.dates import dated, iso
from tests.unit.ingest.making import LONG, drafted, said, styles

TALK = f"Enquêtrice : Bonjour, on commence ?\nMme D. : {LONG}\nEnquêtrice : Oui ?\nMme D. : Voilà."
TURNS = [("Enquêtrice", "Bonjour, on commence ?"), ("Mme D.", LONG), ("Enquêtrice", "Oui ?"), ("Mme D.", "Voilà.")]


def test_a_full_block() -> None:
    draft = drafted(
        "Entretien n° 7\nDate : 12/03/2024\nLieu : [ville]\nDurée : 1 h 12\nEnquêtrice : Claire X\n"
        f"Personne rencontrée : Mme D., assistante sociale\nRemarque : porte ouverte\n\n{TALK}"
    )
    assert draft.attributes == {
        "numéro": "7",
        "date": "2024-03-12",
        "lieu": "[ville]",
        "durée": "1 h 12",
        "enquêtrice": "Claire X",
        "personne_rencontrée": "Mme D., assistante sociale",
        "remarque": "porte ouverte",
    }
    assert said(draft) == TURNS
    assert styles(draft) == ["header"] * 7 + ["body"] * 4


@pytest.mark.parametrize("blank", ["", "\n"])
@pytest.mark.parametrize("name", ["Claire X", "Claire Ansel", "Claire Ansel (I1)", "Hugo Périn, stagiaire", "Mme D."])
def test_a_role_with_a_name_at_the_end_of_the_block(name: str, blank: str) -> None:
    draft = drafted(f"Entretien n° 7\nDate : 12/03/2024\nEnquêtrice : {name}\n{blank}{TALK}")
    assert said(draft) == TURNS
    assert draft.attributes["enquêtrice"] == name


def test_both_roles_in_the_middle_of_the_block() -> None:
    draft = drafted(
        "Enquêtrice : Claire X\nMme D. : assistante sociale, 47 ans\nDate : mardi 12 mars 2024\nLieu : bureau\n\n"
        + TALK
    )
    assert said(draft) == TURNS
    assert draft.attributes["date"] == "2024-03-12"


def test_the_same_role_in_a_talk_without_block() -> None:
    assert said(drafted(TALK)) == TURNS


def test_markdown_block() -> None:
    draft = drafted(f"# Entretien\n\n**Date :** 12/03/2024  \n**Lieu :** MDS\n- Durée : 50 min\n\n---\n\n{TALK}")
    assert draft.attributes == {"date": "2024-03-12", "lieu": "MDS", "durée": "50 min"}
    assert styles(draft)[:5] == ["heading", "header", "header", "header", "break"]
    assert said(draft) == TURNS


def test_a_block_set_as_a_table() -> None:
    draft = drafted(f"Date\t12/03/2024\nLieu\tMDS\n\n{TALK}")
    assert draft.attributes == {"date": "2024-03-12", "lieu": "MDS"}
    assert said(draft) == TURNS


def test_participants_listed_in_the_block_describe_the_speakers() -> None:
    draft = drafted(
        "Focus group\nDate : 20/06/2023\nP1 : F, 44 ans, conseillère CAF\nP2 : M, 35 ans, AS\nP3 : F, 54 ans\n\n"
        f"Animatrice : Bonjour à tous.\nP1 : {LONG}\nP2 : Non.\nP3 : Si.\nAnimatrice : Ah ?"
    )
    assert draft.kind == "focus-group"
    assert [turn.label for turn in draft.turns] == ["Animatrice", "P1", "P2", "P3", "Animatrice"]
    p1 = draft.speakers[1]
    assert dict(p1.attributes) == {"genre": "F", "âge": "44", "description": "F, 44 ans, conseillère CAF"}


def test_notes_without_a_talk_have_a_block_too() -> None:
    draft = drafted(f"Notes de terrain n° 2\nDate : 10 mai 2023\nObservateur : Hugo Périn\n\n{LONG}\n\nDate : demain")
    assert draft.attributes == {"numéro": "2", "date": "2023-05-10", "observateur": "Hugo Périn"}
    assert draft.turns == ()
    assert styles(draft)[-1] == "body"


def test_one_rubric_in_a_report_is_no_block() -> None:
    assert drafted(f"Rapport\nDate : 2021\n\n{LONG}").attributes == {}


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12/03/2024", "2024-03-12"),
        ("12.03.24", "2024-03-12"),
        ("le mardi 12 mars 2024 à 14 h", "2024-03-12"),
        ("1er août 2023", "2023-08-01"),
        ("3 Février 2023", "2023-02-03"),
        ("2024-03-12", "2024-03-12"),
        ("31/02/2024", None),
        ("mars 2024", None),
        ("", None),
    ],
)
def test_days(written: str, day: str | None) -> None:
    assert iso(written) == day


@pytest.mark.parametrize(
    ("line", "is_dated"),
    [
        ("## Lundi 27 mars 2023, 8 h 50", True),
        ("Mercredi 10 mai 2023", True),
        ("12/03/2024. J'arrive tôt.", True),
        ("Le 3 août", True),
        ("J'arrive le 3 avril", False),
        ("Douze personnes", False),
    ],
)
def test_dated_lines(line: str, is_dated: bool) -> None:
    assert dated(line) is is_dated
