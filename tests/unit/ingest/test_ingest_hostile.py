"""Files that are broken, huge or made to do harm: one clear sentence, or the text unharmed; never a traceback."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from qualcode import ingest
from qualcode.errors import ImportFailure
from tests.unit.ingest.making import LONG, letters, read, said

MARKUP = ("[/bold]", "[@click=app.quit]", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "{name}", "%s", "\\x1b[2J")
SUFFIXES = (".txt", ".md", ".docx", ".srt", ".vtt", ".csv")


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("content", [b"", b"   \r\n\t\n", b"\xef\xbb\xbf", bytes(64), bytes(range(256)) * 40])
def test_empty_and_binary_files_are_refused(tmp_path: Path, suffix: str, content: bytes) -> None:
    with pytest.raises(ImportFailure) as caught:
        read(tmp_path, f"entretien{suffix}", content)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("suffix", [suffix for suffix in SUFFIXES if suffix != ".docx"])
def test_a_word_file_under_another_name_is_refused(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(ImportFailure, match="ZIP"):
        read(tmp_path, f"entretien{suffix}", b"PK\x03\x04" + bytes(200))


def test_a_missing_file_a_folder_and_an_unknown_suffix(tmp_path: Path) -> None:
    with pytest.raises(ImportFailure):
        ingest.read(tmp_path / "absent.txt")
    with pytest.raises(ImportFailure, match="folder"):
        ingest.read(tmp_path)
    with pytest.raises(ImportFailure) as caught:
        read(tmp_path, "son.mp3", b"ID3")
    assert ".docx" in caught.value.hint


def test_an_unreadable_file_is_named_by_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "secret.txt").write_text("x")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ImportFailure, match="permission is denied"):
        ingest.read(tmp_path / "secret.txt")


@pytest.mark.parametrize("name", MARKUP)
def test_markup_stays_text(tmp_path: Path, name: str) -> None:
    text = f"E : Bonjour {name}\nMme D. : {LONG}\n{name} : rien\nE : Et ?\nMme D. : {name}"
    draft = read(tmp_path, "a.txt", text).drafts[0]
    assert draft.text == text
    assert {"E", "Mme D."} <= {speaker.label for speaker in draft.speakers}


def test_control_characters_never_reach_the_text(tmp_path: Path) -> None:
    raw = b"E : \x1b[31mBonjour\x1b[0m\x07\r\nMme D. : " + LONG.encode() + b"\x00\r\nE : \x1b]0;x\x07Et ?\r\n"
    draft = read(tmp_path, "a.txt", raw).drafts[0]
    assert said(draft) == [("E", "Bonjour"), ("Mme D.", LONG), ("E", "Et ?")]
    assert not any(unicodedata.category(c) == "Cc" and c != "\n" for c in draft.text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "mac_roman"])
def test_the_same_talk_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    text = f"Enquêtrice : Ça va, « très » bien ?\r\nMme D. : {LONG} À côté, l’été…\r\nEnquêtrice : Où ça ?\r\n"
    draft = read(tmp_path, "a.txt", text.encode(encoding)).drafts[0]
    assert draft.text == text.replace("\r\n", "\n")
    assert len(draft.turns) == 3


def test_twenty_megabytes(tmp_path: Path) -> None:
    talk = f"Enquêtrice : Et alors ?\r\nMme D. : {LONG * 9}\r\n"
    reading = read(tmp_path, "long.txt", (talk * (20_000_000 // len(talk))).encode("cp1252"))
    draft = reading.drafts[0]
    assert reading.encoding == "cp1252"
    assert len(draft.turns) == 2 * (20_000_000 // len(talk))


@pytest.mark.parametrize(
    "unit",
    [
        "E : ",
        "Mot : x\n",
        "a" * 200 + " : b\n",
        "(",
        "[00:00:01] ",
        "**",
        "- " * 30,
        "A – ",
        "\t|",
        "1\n00:01 --> ",
        "  ",
    ],
)
def test_monotonous_text_takes_no_time(tmp_path: Path, unit: str) -> None:
    for suffix in (".txt", ".srt"):
        try:
            draft = read(tmp_path, f"a{suffix}", unit * (400_000 // len(unit)) + "fin").drafts[0]
        except ImportFailure:
            continue
        assert letters(draft.text).endswith("fin")


def test_source_of_a_draft(tmp_path: Path) -> None:
    source = read(tmp_path, "Entretien.TXT", "Déjà vu.".encode("cp1252")).drafts[0].source
    assert source is not None
    assert (source.name, source.format, source.encoding, source.size) == ("Entretien.TXT", "txt", "cp1252", 8)
    assert len(source.sha256) == 64
