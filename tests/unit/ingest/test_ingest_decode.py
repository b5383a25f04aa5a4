"""Bytes become characters: what is believed, in which order, and what is refused."""

from __future__ import annotations

import codecs
import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import ImportFailure
from qualcode.ingest.decode import decode

FRENCH = (
    "Enquêtrice : « Ça, c’était à l’époque où l’on m’a dit : “non” – et là… » Il a fallu 3 € de cœur, n° 4.\n"
    "Mme D. : J'ai gardé le reçu, la pièce d'identité, le numéro d'allocataire ; bref, tout.\n"
)


@pytest.mark.parametrize(
    ("encoding", "mark", "reported"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", codecs.BOM_UTF8, "utf-8"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "utf-32"),
        ("utf-32-be", codecs.BOM_UTF32_BE, "utf-32"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-32-le", b"", "utf-32-le"),
        ("utf-32-be", b"", "utf-32-be"),
        ("cp1252", b"", "cp1252"),
        ("mac_roman", b"", "mac_roman"),
    ],
)
def test_the_encoding_is_found_and_reported(encoding: str, mark: bytes, reported: str) -> None:
    found = decode(mark + FRENCH.encode(encoding))
    assert (found.text, found.encoding) == (FRENCH, reported)


def test_latin_1_is_read_as_windows_does() -> None:
    text = "Déjà vu : à Noël, l'été.\n"
    found = decode(text.encode("latin-1"))
    assert (found.text, found.encoding) == (text, "cp1252")


def test_dos_text_is_recognised_by_its_letters() -> None:
    text = "La salle était fermée à clé, l'élève a été déçu ; ça arrivait déjà l'été.\n" * 3
    assert decode(text.encode("cp850")).text == text


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3",
        b"PK\x03\x04\x14\x00",
        b"\x89PNG\r\n\x1a\n",
        b"\x7fELF\x02\x01",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(30),
        b"{\\rtf1\\ansi Bonjour}",
        b"SQLite format 3\x00" + bytes(40),
        bytes(range(256)) * 8,
        bytes(1000),
        b"\x00\x01\x02\x03",
        random.Random(7).randbytes(5000),
        b"Une phrase." + random.Random(8).randbytes(20000),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(ImportFailure) as caught:
        decode(data)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe", "\u00a0\n".encode()])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(ImportFailure, match="empty"):
        decode(data)


def test_isolated_nuls_do_no_harm() -> None:
    assert decode(b"Bonjour\x00 tout le monde, " * 20).text.count("Bonjour") == 20


def test_broken_utf8_keeps_the_rest_and_says_so() -> None:
    data = ("Déjà l'été à Évreux, cœur. " * 40).encode()
    found = decode(data[:300] + b"\xff" + data[300:])
    assert found.encoding == "utf-8"
    assert found.text.count("Évreux") >= 39
    assert len(found.warnings) == 1


@given(st.text(min_size=1).filter(lambda t: t.strip(" \t\r\n\x0b\x0c\x00\ufeff\u00a0")))
def test_utf8_is_never_mistaken(text: str) -> None:
    data = text.encode()
    try:
        found = decode(data)
    except ImportFailure:
        return
    if found.encoding == "utf-8" and not data.startswith(codecs.BOM_UTF8):
        assert found.text == text


@given(st.binary(max_size=400))
def test_nothing_worse_than_a_refusal(data: bytes) -> None:
    with contextlib.suppress(ImportFailure):
        assert decode(data).text
