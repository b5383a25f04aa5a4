"""Cues become turns, each start a moment, whatever state the file is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode import ingest
from qualcode.errors import ImportFailure
from qualcode.model.document import Draft
from tests.unit.ingest.making import read, said

SRT = """1
00:00:03,100 --> 00:00:07,000
E : C'est bon, ça tourne. Alors
<i>ce que</i> je te propose,

2
00:00:07,250 --> 00:00:09,000
c'est de commencer.

3
00:00:15,482 --> 00:00:22,660
Yanis : Ouais. Objectif : simple.

4
00:00:23,000 --> 00:00:25,000
Par exemple : rien.

5
00:01:02,003 --> 00:01:04,000
E : Et ?
Yanis : Ben.

6
01:00:00,500 --> 01:00:01,000
{\\an8}E : Fin.
"""

VTT = """\ufeffWEBVTT - Entretien

STYLE
::cue { color: red }

NOTE
Ceci n'est pas
dans l'entretien.

intro
00:01.200 --> 00:08.268 align:start
<v S01>Voilà, c’est enregistré &amp; <c.rouge>noté</c>.
Vous m’aviez dit

00:08.601 --> 00:12.650
<v S01>envie de partir.</v>

NOTE encore

00:13.564 --> 00:17.371
<v.fort Sarah Corbin>Oh, <00:14.000>j’en ai trop.</v>

00:18.000 --> 00:19.000
C'est mon problème.

00:20.000 --> 00:21.000
<v S01>Oui ?</v> <v Sarah Corbin>Oui.</v>
"""


def one(tmp_path: Path, name: str, content: str | bytes) -> Draft:
    return read(tmp_path, name, content).drafts[0]


def test_srt_with_labels(tmp_path: Path) -> None:
    draft = one(tmp_path, "a.srt", SRT)
    assert draft.text.split("\n") == [
        "E : C'est bon, ça tourne. Alors ce que je te propose, c'est de commencer.",
        "Yanis : Ouais. Objectif : simple. Par exemple : rien.",
        "E : Et ?",
        "Yanis : Ben.",
        "E : Fin.",
    ]
    assert [(turn.label, turn.time) for turn in draft.turns] == [
        ("E", 3_100),
        ("Yanis", 15_482),
        ("E", 62_003),
        ("Yanis", 62_003),
        ("E", 3_600_500),
    ]
    assert [(draft.text[m.start :][:5], m.time) for m in draft.timestamps] == [
        ("E : C", 3_100),
        ("c'est", 7_250),
        ("Yanis", 15_482),
        ("Par e", 23_000),
        ("E : E", 62_003),
        ("Yanis", 62_003),
        ("E : F", 3_600_500),
    ]
    assert all(moment.start == moment.end for moment in draft.timestamps)


def test_vtt_with_voices(tmp_path: Path) -> None:
    draft = one(tmp_path, "a.vtt", VTT)
    assert draft.text.split("\n") == [
        "S01 : Voilà, c’est enregistré & noté. Vous m’aviez dit envie de partir.",
        "Sarah Corbin : Oh, j’en ai trop. C'est mon problème.",
        "S01 : Oui ?",
        "Sarah Corbin : Oui.",
    ]
    assert [label for label, _words in said(draft)] == ["S01", "Sarah Corbin", "S01", "Sarah Corbin"]
    assert [turn.time for turn in draft.turns] == [1_200, 13_564, 20_000, 20_000]
    assert len(draft.timestamps) == 6


def test_vtt_with_labels_instead_of_voices(tmp_path: Path) -> None:
    draft = one(
        tmp_path,
        "a.vtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nE : Bonjour.\n\n00:02.000 --> 00:03.000\nMme D. : Bonjour\n\n"
        "00:03.000 --> 00:04.000\nà vous.\n\n00:04.000 --> 00:05.000\nE : Bien ?",
    )
    assert said(draft) == [("E", "Bonjour."), ("Mme D.", "Bonjour à vous."), ("E", "Bien ?")]


@pytest.mark.parametrize("voice", ["[/bold]", "Un nom : à deux points", "M. de La Tour d'Auvergne, dit le Grand", "1"])
def test_any_voice_is_a_speaker(tmp_path: Path, voice: str) -> None:
    draft = one(
        tmp_path, "a.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v {voice}>Oui.\n\n00:03.000 --> 00:04.000\nNon."
    )
    assert said(draft) == [(voice, "Oui. Non.")]


def test_without_speakers_a_silence_begins_a_paragraph(tmp_path: Path) -> None:
    draft = one(
        tmp_path,
        "a.srt",
        "1\n00:00:01,000 --> 00:00:02,000\nUn\n\n2\n00:00:02,500 --> 00:00:03,000\ndeux.\n\n"
        "3\n00:00:09,000 --> 00:00:10,000\nTrois.\n",
    )
    assert draft.text == "Un deux.\nTrois."
    assert draft.turns == ()
    assert [moment.time for moment in draft.timestamps] == [1_000, 2_500, 9_000]


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ("00:00:01,000 --> 00:00:02,000\nUn\n00:00:03,000 --> 00:00:04,000\nDeux", "Un Deux"),
        (
            "1\r\n00:00:01,000 --> 00:00:02,000\r\nUn\r\n\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nDeux\r\n",
            "Un Deux",
        ),
        ("1\n00:00:01.0 -> 00:00:02.0\nUn\n\nDeux\n", "Un Deux"),
        ("7\n00:00:01,000 --> 00:00:02,000\n\n8\n00:00:02,000 --> 00:00:03,000\nUn 12\n12\n", "Un 12 12"),
        ("1\n00:00:01,000 --> 00:00:02,000\nUn", "Un"),
    ],
)
def test_no_word_of_a_broken_file_is_lost(tmp_path: Path, broken: str, words: str) -> None:
    assert one(tmp_path, "a.srt", broken).text == words


@pytest.mark.parametrize(
    "content", ["WEBVTT\n\n", "Bonjour.\nÇa va ?", "1\n\n2\n", "00:00:01,000 --> 00:00:02,000\n\n"]
)
def test_a_file_without_cues_is_refused(tmp_path: Path, content: str) -> None:
    for suffix in (".srt", ".vtt"):
        with pytest.raises(ImportFailure, match="subtitle"):
            read(tmp_path, f"a{suffix}", content)


def test_the_shipped_interviews(corpus: Path) -> None:
    srt = ingest.read(corpus / "entretien-04-benali-mediateur-france-services.srt").drafts[0]
    assert {speaker.label: speaker.interviewer for speaker in srt.speakers} == {"E": True, "Yanis": False}
    vtt = ingest.read(corpus / "entretien-05-corbin-mediatrice-association.vtt").drafts[0]
    assert [speaker.label for speaker in vtt.speakers] == ["S01", "S02"]
    assert "Étude inventée" not in vtt.text
