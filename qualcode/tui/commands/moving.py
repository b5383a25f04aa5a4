"""Where the caret can go."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """From a character to the ends of the document."""
    group = _("Move (with Shift: select)")

    def move(where: str, keys: str, shown: str, label: str, *, extends: bool = True) -> Command:
        return Command(f"move('{where}')", keys, shown, group, label, "", "text", extends, palette=False)

    return (
        move("left", "left", "", ""),
        move("right", "right", "", ""),
        move("up", "up", "", ""),
        move("down", "down", "← → ↑ ↓", _("character, row")),
        move("word_left", "ctrl+left", "", ""),
        move("word_right", "ctrl+right", "Ctrl+← →", _("word")),
        move("home", "home", "", ""),
        move("end", "end", _("Home End"), _("ends of the row")),
        move("page_up", "pageup", "", ""),
        move("page_down", "pagedown", _("PgUp PgDn"), _("page")),
        move("top", "ctrl+home", "", ""),
        move("bottom", "ctrl+end", _("Ctrl+Home End"), _("ends of the document")),
        move("sentence_back", "(", "", "", extends=False),
        move("sentence_on", ")", "(  )", _("sentence"), extends=False),
        move("paragraph_back", "{", "", "", extends=False),
        move("paragraph_on", "}", "{  }", _("paragraph"), extends=False),
        move("turn_back", "[", "", "", extends=False),
        move("turn_on", "]", "[  ]", _("turn"), extends=False),
        move("coding_back", "<,shift+tab", "", "", extends=False),
        move("coding_on", ">,tab", "Tab  < >", _("coding"), extends=False),
    )
