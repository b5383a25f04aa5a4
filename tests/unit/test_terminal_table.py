"""What does not fit a line is cut where it says least."""

import pytest
from rich.cells import cell_len

from qualcode.cli.terminal_table import terminal_table


def _line(text: str, width: int) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        return terminal_table(["code"], [[text]], [1.0], [False]).split("\n")[2]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("territoires professionnels/mandat et licence", 60, "territoires professionnels/mandat et licence"),
        ("territoires professionnels/mandat et licence", 29, "territoire…/mandat et licence"),
        ("territoires professionnels/mandat et licence", 19, "…mandat et licence"),
        ("territoires professionnels/mandat et licence", 14, "mandat et lic…"),
        ("a/besoin/demande non explicite; b/diagnostic", 40, "demande non explicite; diagnostic"),
        ("Je fais les formulaires et/ou le café.", 20, "Je fais les formula…"),
    ],
)
def test_the_last_name_of_a_path_is_what_stays(text: str, width: int, shown: str) -> None:
    line = _line(text, width)
    assert line == shown
    assert cell_len(line) <= width


def test_wide_characters_are_cut_to_the_cell() -> None:
    for width in range(8, 24):
        assert cell_len(_line("codes/漢字漢字漢字漢字漢字漢字", width)) <= width
