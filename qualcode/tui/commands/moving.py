"""Where the caret can go."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """From a character to the ends of the document; then to codings, places left, bookmarks."""
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
        *_jumps(_("Go to")),
    )


def _jumps(group: str) -> tuple[Command, ...]:
    """What is further away; a command that works from the panels too is one of the screen."""
    return (
        Command("screen.to_coding(-1)", "shift+tab", "", group, _("previous coding"), where="text", id="text.coding-1"),
        Command("screen.to_coding(1)", "tab", "Tab", group, _("coding (with Shift: back)"), where="text"),
        Command("to_same_code(-1)", "<", "<", "", _("previous coding of this code")),
        Command("to_same_code(1)", ">", "<  >", group, _("coding of this code")),
        Command("to_uncoded(-1)", "comma", ",", "", _("previous stretch without coding")),
        Command("to_uncoded(1)", "semicolon", ",  ;", group, _("what is not coded yet")),
        Command("screen.jump", "j", "j", group, _("turn 41, p12, 50 %, 12:33"), where="text"),
        Command("pair('go')", "apostrophe", "'", "", "", where="text", palette=False),
        Command("pair('set')", "quotation_mark", _('" letter'), group, _("set a bookmark"), where="text"),
        Command("go_back", "", "''", group, _("back to where one was; again: back here")),
        Command("bookmarks", "", _("' letter  '?"), group, _("to a bookmark; list them")),
    )
