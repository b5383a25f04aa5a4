"""Drafts outlive the program that was writing; moments are read by the person's clock."""

from __future__ import annotations

import pytest

from qualcode.i18n import set_language
from qualcode.tui.dates import when
from qualcode.tui.drafts import DraftKey, MemoDraft, drafts_folder, drop_draft, every_draft, find_draft, keep_draft


def draft(text: str, coder: str = "Camille", memo: str = "") -> MemoDraft:
    return MemoDraft(DraftKey("coding", "u1", memo=memo, coder=coder), text, "avant", f"2024-03-{len(text):02}")


def test_a_draft_is_kept_found_and_dropped() -> None:
    one, other = draft("un \x1b[31m [/bold] 👩‍👩‍👧\udce9".replace("\udce9", ""), memo="m1"), draft("deux")
    assert keep_draft("p", one)
    assert keep_draft("p", other)
    assert keep_draft("p", draft("d'Ada", "Ada"))
    assert find_draft("p", one.key) == one
    assert find_draft("q", one.key) is None
    assert every_draft("p", "Camille") == sorted([one, other], key=lambda d: d.kept, reverse=True)
    drop_draft("p", one.key)
    drop_draft("p", one.key)
    assert find_draft("p", one.key) is None
    assert every_draft("p", "Camille") == [other]


def test_the_last_text_of_a_draft_is_kept() -> None:
    keep_draft("p", draft("un"))
    keep_draft("p", draft("deux"))
    assert [found.text for found in every_draft("p", "Camille")] == ["deux"]


def test_a_project_s_name_never_leaves_the_folder() -> None:
    assert drafts_folder("../../x").parent == drafts_folder("y").parent


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail() -> None:
    folder = drafts_folder("p")
    folder.parent.mkdir(parents=True)
    folder.write_text("a file stands where the folder should")
    assert not keep_draft("p", draft("un"))
    assert every_draft("p", "Camille") == []


def test_moments_are_short_when_they_are_near(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("QUALCODE_NOW", "2024-03-12T09:00:00.000Z")
    assert when("not a moment") == ""
    near, far = "2024-03-12T09:05:00", "2023-03-12T09:05:00"
    assert when(near) == "09:05"
    assert when("2024-01-02T10:00:00") == "01-02 10:00"
    assert when(far) == "2023-03-12"
    set_language("fr")
    assert when("2024-01-02T10:00:00") == "02/01 10:00"
    assert when(far, whole=True) == "12/03/2023 09:05"
