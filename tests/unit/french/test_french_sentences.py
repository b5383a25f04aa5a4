"""Sentences end where a reader would say so, and every word is in exactly one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.french import sentences
from qualcode.model.document import Paragraph


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences.split(text, [Paragraph(0, len(text))])]


@pytest.mark.parametrize(
    "parts",
    [
        ["Il est parti.", "Elle aussi !", "Et toi ?", "Moi…", "Rien."],
        ["Les usager.ère.s sont là.", "Les travailleur.euse.s.", "Oui."],
        ["Un.e agent.e d'accueil et des étudiant.e.s attendent.", "Point."],
        ["M. B. et Mme. Dupont ont vu le Dr. Roy, cf. p. 12, art. 3, vol. 2, n° 4, etc.", "Ensuite rien."],
        ["Il a lu P. Bourdieu et J.-C. Passeron.", "Bien."],
        ["On en parle avec Mme D.", "Elle est d'accord, etc., comme toujours."],
        ["Il coûte 3.50 ou 3,50 euros.", "Bien."],
        ["Enfin... bon… voilà.", "Voilà..."],
        ["Je ne sais pas…", "Si, je sais."],
        ["Il dit : « Non. »", "Puis il part."],
        ["« Tu viens ? » dit-elle.", "« Oui ! »", "Bien."],
        ["Il a dit « non ».", "Elle a dit “oui.”", "Ah."],
        ['Il a dit "non."', "Elle rit."],
        ["Oui (rires.) et puis [silence. long] non.", "(rires) Bon."],
        ["Il rit (il rit. Toujours. Fort) et part.", "Bon."],
        ["C'est fini. #00:04:12-3#", "Encore."],
        ["[00:12:33] I1 : Bonjour.", "Ça va ?"],
        ["Quoi ?!", "Non ! !", "Hein ? ah bon ?"],
        ["1. Premier point.", "2. Second point."],
        ["*« Je sais. »*", "**Fin.**", "Oui."],
        ["Il part.", "– Si.", "– Non."],
        ["Ouais.", "😀 Non.", "2019 était pire."],
        ["C'était en 2019.", "Depuis, rien."],
        ["Sans point final"],
        ["Voir example.com ou le fichier a.b.c pour la suite.", "Bien."],
        ["Non\u202f!", "Si\u00a0?", "Bon."],
    ],
)
def test_where_sentences_end(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


def test_paragraphs_are_borders_and_blanks_are_outside() -> None:
    text = "  Un\n\n deux. Trois \n"
    found = sentences.split(text, [Paragraph(0, 4), Paragraph(6, 20)])
    assert [text[start:end] for start, end in found] == ["Un", "deux.", "Trois"]


def test_a_label_is_in_no_sentence_of_words() -> None:
    text = "Mme D. : Bonjour. Oui.\nE : Non."
    found = sentences.split(text, [Paragraph(0, 22), Paragraph(23, 31)], [9, 27])
    assert [text[start:end] for start, end in found] == ["Mme D. :", "Bonjour.", "Oui.", "E :", "Non."]


SIGNS = st.sampled_from(
    [*".!?…()[]«»\"'’*-–:; \n\t\u00a0\u202f#", "M.", "Mme D.", " A. ", "#00:01:02-3#", "...", "etc.", "é", "Ab"]
)
TEXTS = st.lists(st.one_of(SIGNS, st.text(max_size=4)), max_size=40).map("".join)


@given(TEXTS)
def test_every_character_is_in_exactly_one_sentence(text: str) -> None:
    paragraphs = []
    start = 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(start, start + len(line)))
        start += len(line) + 1
    found = sentences.split(text, paragraphs)
    assert all(a[1] <= b[0] for a, b in zip(found, found[1:], strict=False))
    held = [i for start, end in found for i in range(start, end)]
    assert [i for i in held if not text[i].isspace()] == [i for i, c in enumerate(text) if not c.isspace()]
    assert all(any(p.start <= start and end <= p.end for p in paragraphs) for start, end in found)
    assert all(not text[start].isspace() and not text[end - 1].isspace() for start, end in found)


@pytest.mark.parametrize("unit", ["!", ". ", "(", "a. ", "« ", "? ! ", "1. ", "… », ", "#0 "])
def test_monotonous_text_takes_no_time(unit: str) -> None:
    text = unit * 20_000 + "x"
    assert sum(end - start for start, end in sentences.split(text, [Paragraph(0, len(text))])) > 0


def test_the_shipped_texts_have_no_sentence_of_one_letter(corpus: Path) -> None:
    for path in corpus.glob("*.txt"):
        text = path.read_bytes().decode("cp1252" if "bastide" in path.name else "utf-8").replace("\r\n", "\n")
        start, paragraphs = 0, []
        for line in text.split("\n"):
            paragraphs.append(Paragraph(start, start + len(line)))
            start += len(line) + 1
        found = [text[a:b] for a, b in sentences.split(text, paragraphs)]
        assert [sentence for sentence in found if len(sentence) < 2] == []
        assert 4 < sum(map(len, found)) / len(found) < 160
