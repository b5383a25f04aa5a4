"""The shipped interviews, each written in another way: every turn, every speaker, no more."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode import ingest
from tests.unit.ingest.making import drafted, stands_in_order


@pytest.mark.parametrize(
    ("name", "label", "attributes"),
    [
        (
            "entretien-01-delmas-as-mds.txt",
            r"(Enquêtrice|Mme D\.)\u00a0: ",
            {"date": "2023-03-14", "durée": "1 h 24", "lieu": "[bureau, MDS]"},
        ),
        ("entretien-03-roussel-directrice-ccas.txt", r"(I|Mme R\.): ", {}),
        (
            "entretien-06-ferrand-agente-accueil-mds.txt",
            r"\[\d\d:\d\d:\d\d\] (I1|R1)\u202f: ",
            {"date": "2023-05-02", "enquêtrice": "Claire Ansel (I1)"},
        ),
        ("entretien-07-bastide-usager.txt", r"(Enquêteur|M\. B\.) – ", {"date": "2023-05-23", "durée": "1 h 37"}),
        ("entretien-08-sow-usagere.txt", r"(Speaker \d)  [\d:]+$", {}),
        (
            "focus-group-professionnels.md",
            r"(Animatrice|P\d)(?: \([^)]*\))? : ",
            {"date": "2023-06-20", "durée": "2 h 06"},
        ),
    ],
)
def test_every_turn_is_found(corpus: Path, name: str, label: str, attributes: dict[str, str]) -> None:
    reading = ingest.read(corpus / name)
    draft = reading.drafts[0]
    expected = [
        match[1]
        for match in re.finditer(rf"^{label}", draft.text, re.MULTILINE)
        if not re.match(r".*: Claire Ansel|.*: Hugo Périn", draft.text[match.start() : match.start() + 60])
    ]
    assert [turn.label for turn in draft.turns] == expected
    assert attributes.items() <= draft.attributes.items()
    encoding = "cp1252" if "bastide" in name else "utf-8"
    assert reading.encoding == encoding
    assert stands_in_order((corpus / name).read_bytes().decode(encoding), draft.text)


INTRODUCTION = "Ceci est une introduction assez longue, écrite après coup, sur la façon dont on a commencé.\n\n"


@pytest.mark.parametrize(
    "laid_out",
    [
        lambda text: re.sub(r"\n{2,}", "\n", text),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: re.sub(r"^(?=.)", "    ", text, flags=re.MULTILINE),
        lambda text: re.sub(r"(?<=[a-zé]\.) (?=[A-Z])", "\n", text),
        lambda text: re.sub(r"(?<=[a-zé]\.) (?=[A-Z])", "\n\n", text),
        lambda text: INTRODUCTION * 5 + text,
        lambda text: text + "\n\n" + INTRODUCTION * 5,
        lambda text: "\n".join("\n".join(textwrap.wrap(line, 70)) for line in re.split(r"\n+", text)),
    ],
    ids=["dense", "airy", "indented", "sentences", "airy sentences", "introduced", "followed", "wrapped"],
)
def test_the_layout_changes_no_turn(corpus: Path, laid_out: Callable[[str], str]) -> None:
    for path in sorted((*corpus.glob("entretien-*.txt"), *corpus.glob("focus-group-*.md"))):
        draft = ingest.read(path).drafts[0]
        again = drafted(laid_out(draft.text), path.name)
        assert [turn.label for turn in again.turns] == [turn.label for turn in draft.turns], path.name


def test_descriptions_in_the_focus_group(corpus: Path) -> None:
    draft = ingest.read(corpus / "focus-group-professionnels.md").drafts[0]
    people = {speaker.label: speaker.attributes for speaker in draft.speakers if not speaker.interviewer}
    assert {label: (about["genre"], about["âge"]) for label, about in people.items()} == {
        "P1": ("F", "44"),
        "P2": ("M", "35"),
        "P3": ("F", "54"),
        "P4": ("F", "29"),
        "P5": ("M", "62"),
        "P6": ("F", "41"),
    }


@pytest.mark.parametrize("pattern", ["notes-*", "grille-*"])
def test_notes_and_grids_have_no_turns(corpus: Path, pattern: str) -> None:
    for path in sorted(corpus.glob(pattern)):
        draft = ingest.read(path).drafts[0]
        assert draft.turns == ()
        assert draft.kind == ("notes" if pattern.startswith("notes") else "observation")
