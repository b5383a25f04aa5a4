"""Settings are kept between sessions and never stand in the way."""

from __future__ import annotations

import pytest

from qualcode.config import Settings, load_settings, save_settings, settings_file


def test_what_was_saved_is_found_again() -> None:
    assert load_settings() == Settings()
    assert save_settings(Settings(theme="qualcode-light"))
    assert load_settings().theme == "qualcode-light"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[1]",
        '{"theme": 3, "other": "x"}',
        "\x00",
        '{"other": null, "keys": {"screen.code": 1}}',
        "[" * 100_000,
    ],
)
def test_a_damaged_file_gives_the_defaults(content: str) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(content)
    assert load_settings() == Settings()


def test_a_folder_that_cannot_be_written_is_no_failure() -> None:
    settings_file().parent.parent.mkdir(parents=True, exist_ok=True)
    settings_file().parent.write_text("a file where the folder should be")
    assert not save_settings(Settings(theme="x"))
