"""Everything one can do in the coding screen, in one list: keys, key bar, help sheet and palette are made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingsMap

from qualcode.i18n import _

Where = Literal["screen", "text"]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do. `keys` as Textual names them, `shown` as the person reads them; `hint` puts it in the key bar.

    `where` is the part that must have the focus for its keys to work; with `extends`, Shift selects on the way.
    """

    action: str
    keys: str
    shown: str
    group: str
    label: str
    hint: str = ""
    where: Where = "screen"
    extends: bool = False
    palette: bool = True


def commands() -> tuple[Command, ...]:
    """All commands in the language in use, by group, in the order of the help sheet."""
    return (*_coding(), *_selecting(), *_moving(), *_around())


def bindings(where: Where) -> BindingsMap:
    """The keys of one part of the screen."""
    made = []
    for command in commands():
        if command.where != where or not command.keys:
            continue
        made.append(Binding(command.keys, command.action, command.label, show=False))
        if command.extends:
            keys = ",".join(f"shift+{key}" if "+" not in key else _with_shift(key) for key in command.keys.split(","))
            made.append(Binding(keys, f"{command.action[:-1]}, True)", command.label, show=False))
    return BindingsMap(made)


def _with_shift(key: str) -> str:
    modifier, _plus, name = key.rpartition("+")
    return f"{modifier}+shift+{name}"


def _coding() -> tuple[Command, ...]:
    group = _("Code")
    return (
        Command("code", "c", "c", group, _("code the selection, else the sentence"), _("code")),
        Command("repeat", ".", ".", group, _("the last code again"), _("again")),
        Command("uncode", "x", "x", group, _("remove a coding"), _("remove")),
        Command("memo", "m", "m", group, _("memo on the coding or the passage"), _("memo")),
        Command("undo", "u,ctrl+z", "u  Ctrl+Z", group, _("undo"), _("undo")),
        Command("redo", "r,ctrl+y", "r  Ctrl+Y", group, _("redo"), _("redo")),
        *(
            Command(f"recent({n})", str(n), str(n), "", _("recent code {n}").format(n=n), palette=False)
            for n in range(1, 10)
        ),
        Command("", "", "1…9", group, _("one of the codes used last"), palette=False),
    )


def _selecting() -> tuple[Command, ...]:
    group = _("Select")
    return (
        Command("anchor", "v", "v", group, _("start selecting; moving extends"), where="text"),
        Command("unit('sentence')", "s", "s", group, _("sentence; again: one more"), _("sentence"), "text"),
        Command("unit('paragraph')", "p", "p", group, _("paragraph"), _("paragraph"), "text"),
        Command("unit('turn')", "t", "t", group, _("turn"), _("turn"), "text"),
        Command("select_coding", "g", "g", group, _("the passage of the coding here"), where="text"),
        Command("drop", "escape", _("Esc"), group, _("drop the selection, the search"), where="text"),
        Command("copy", "y,ctrl+c", "y  Ctrl+C", group, _("copy the selection"), where="text"),
    )


def _moving() -> tuple[Command, ...]:
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


def _around() -> tuple[Command, ...]:
    group = _("Around")
    return (
        Command("search", "/,ctrl+f", "/", group, _("search in the document"), _("search")),
        Command("hit(1)", "n", "n", group, _("next hit"), _("next"), "text"),
        Command("hit(-1)", "N", "N", group, _("previous hit"), "", "text"),
        Command("documents", "d", "d", group, _("documents (Enter opens)"), _("documents")),
        Command("codebook", "k", "k", group, _("codebook (Enter codes the selection)"), _("codebook")),
        Command("panel(1)", "f6,ctrl+w", "F6  Ctrl+W", group, _("next panel")),
        Command("panels", "f2", "F2", group, _("show or hide the side panels")),
        Command("palette", "ctrl+p,:", ":  Ctrl+P", group, _("everything by name"), palette=False),
        Command("light", "f3", "F3", group, _("light or dark")),
        Command("help", "question_mark,f1", "?", group, _("help"), _("help")),
        Command("leave", "q,ctrl+q", "q", group, _("quit (all is saved)"), _("quit")),
    )
