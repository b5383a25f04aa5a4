"""Inclusive forms are one word with two genders; what only resembles them is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.french import inclusive


@pytest.mark.parametrize(
    ("written", "masculine", "feminine", "singular"),
    [
        ("médiateur·rice·s", "médiateurs", "médiatrices", "médiateur"),
        ("médiateur·ices", "médiateurs", "médiatrices", "médiateur"),
        ("usager.ère.s", "usagers", "usagères", "usager"),
        ("usager(ère)s", "usagers", "usagères", "usager"),
        ("professionnel-les", "professionnels", "professionnelles", "professionnel"),
        ("professionnel.le.s", "professionnels", "professionnelles", "professionnel"),
        ("acteur(rice)s", "acteurs", "actrices", "acteur"),
        ("formateur.ice.s", "formateurs", "formatrices", "formateur"),
        ("directeur·trice", "directeur", "directrice", "directeur"),
        ("tou·tes", "tous", "toutes", "tout"),
        ("tous·tes", "tous", "toutes", "tout"),
        ("ils·elles", "ils", "elles", "il"),
        ("il/elle", "il", "elle", "il"),
        ("le·la", "le", "la", "le"),
        ("un·e", "un", "une", "un"),
        ("ceux-celles", "ceux", "celles", "celui"),
        ("travailleur·euses", "travailleurs", "travailleuses", "travailleur"),
        ("travailleur.se.s", "travailleurs", "travailleuses", "travailleur"),
        ("sociaux·ales", "sociaux", "sociales", "social"),
        ("nouveaux·elles", "nouveaux", "nouvelles", "nouveau"),
        ("agent-e-s", "agents", "agentes", "agent"),
        ("agent·e", "agent", "agente", "agent"),
        ("employé(e)s", "employés", "employées", "employé"),
        ("adhérent(e)(s)", "adhérents", "adhérentes", "adhérent"),
        ("conseiller-ères", "conseillers", "conseillères", "conseiller"),
        ("conseiller·e", "conseiller", "conseillère", "conseiller"),
        ("actif·ve·s", "actifs", "actives", "actif"),
        ("nombreux·ses", "nombreux", "nombreuses", "nombreux"),
        ("public·que", "public", "publique", "public"),
        ("élus·es", "élus", "élues", "élu"),
        ("Français·es", "Français", "Françaises", "Français"),
        ("re-débutant·es", "re-débutants", "re-débutantes", "re-débutant"),
        ("citoyen/ne/s", "citoyens", "citoyennes", "citoyen"),
        ("médiateurs/médiatrices", "médiateurs", "médiatrices", "médiateur"),
        ("médiatrices/médiateurs", "médiateurs", "médiatrices", "médiateur"),
        ("MÉDIATEUR.RICE.S", "MÉDIATEURS", "MÉDIATRICES", "MÉDIATEUR"),
    ],
)
def test_forms(written: str, masculine: str, feminine: str, singular: str) -> None:
    for text in (written, f"l'{written}, non. Fin", f"les {written}. Fin", f"«\u00a0{written}\u00a0»", f"{written}."):
        found = inclusive.find(text)
        assert [text[form.start : form.end] for form in found] == [written]
        assert (found[0].masculine, found[0].feminine) == (masculine, feminine)
        assert found[0].singular == singular


@pytest.mark.parametrize(
    "text",
    [
        "dis-le donne-les prends-la fais-le arrête-toi vas-y",
        "sont-elles dit-elle a-t-elle est-ce tu-es",
        "rendez-vous celui-ci peut-être porte-monnaie c'est-à-dire",
        "fini.Elle part. fin.les page.le",
        "et/ou oui/non dossier/demande soient/se avant/après",
        "www.example.org jean@example.com 3.5",
        "J.-C. etc. p.ex. M.le",
    ],
)
def test_what_only_resembles(text: str) -> None:
    assert inclusive.find(text) == []


def test_a_verb_before_a_pair_is_left_out() -> None:
    text = "est-il·elle venu·e ?"
    assert [text[form.start : form.end] for form in inclusive.find(text)] == ["il·elle", "venu·e"]


def test_doublets_are_several_words() -> None:
    text = "Les médiateurs et médiatrices, des usagères et des usagers, hommes et femmes, jours et nuits."
    found = inclusive.doublets(text)
    assert [(text[f.start : f.end], f.masculine, f.feminine) for f in found] == [
        ("médiateurs et médiatrices", "médiateurs", "médiatrices"),
        ("usagères et des usagers", "usagers", "usagères"),
    ]


PIECES = st.sampled_from([*"·.-/()e s", "médiateur", "rice", "ère", "les", "le", "la", "elle", "il", "tou", "tes", "É"])


@given(st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=20).map("".join))
def test_forms_lie_in_order_inside_the_text(text: str) -> None:
    end = 0
    for form in inclusive.find(text):
        assert end <= form.start < form.end <= len(text)
        assert form.masculine
        assert form.feminine
        end = form.end
