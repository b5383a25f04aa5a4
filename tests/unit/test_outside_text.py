"""Names and texts from outside, and files for other programs: what is kept of the one, and where the other goes."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode import files, i18n
from qualcode.model.text import clean_line, clean_text

ANYTHING = st.text(st.characters(codec=None))


@given(ANYTHING)
def test_a_clean_name_is_one_line_that_any_file_can_hold(text: str) -> None:
    name = clean_line(text)
    assert len(name.splitlines()) <= 1
    assert name.encode().decode() == name
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in name)
    assert clean_line(name) == name


@given(ANYTHING)
def test_a_clean_text_keeps_its_lines_and_nothing_that_a_terminal_obeys(text: str) -> None:
    kept = clean_text(text)
    assert kept.encode().decode() == kept
    assert not any((ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 for c in kept)
    assert clean_text(kept) == kept


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("dirty work", "dirty work"),
        (" e\u0301te\u0301\n", "été"),
        ("entretien \udce9t\udce9", "entretien été"),
        ("a\x1b[31m\0b", "a [31m b"),
        ("[/bold]", "[/bold]"),
        ("\u200fRTL", "\u200fRTL"),
        ("\ud800", ""),
    ],
)
def test_what_is_kept_of_a_name(raw: str, kept: str) -> None:
    assert clean_line(raw) == kept


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 250)
    files.write(target, b"ancien")
    with suppress(KeyError), files.replacing(target) as partial:
        partial.write_bytes(b"nouve")
        raise KeyError
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"ancien"]
    files.write(target, b"nouveau")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"nouveau"]


def test_an_error_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(OSError) as caught, files.replacing(tmp_path / "absent" / "x") as partial:
        partial.write_bytes(b"")
    assert caught.value.filename == str(tmp_path / "absent" / "x")


@pytest.mark.parametrize(
    "code", [errno.ENOENT, errno.EISDIR, errno.EACCES, errno.EROFS, errno.ENOSPC, errno.ENAMETOOLONG]
)
def test_what_the_system_says_is_said_in_both_languages(code: int) -> None:
    said = set()
    for language in ("en", "fr"):
        i18n.set_language(language)
        error = OSError(code, os.strerror(code))
        said |= {files.explain(error, "p"), files.reason(error)}
    assert len(said) == 4
    assert not any(os.strerror(code) in sentence for sentence in said)
