"""The sheet: all commands with their keys, those that were changed marked; a key is given by pressing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.cells import cell_len
from rich.text import Text

from qualcode.config import keep_setting, load_settings
from qualcode.i18n import _, ngettext, number
from qualcode.model.text import fold
from qualcode.tui.commands import Command, commands, remap
from qualcode.tui.commands.choice import holder
from qualcode.tui.commands.command import readable
from qualcode.tui.screens.confirm import Confirm
from qualcode.tui.session import Session
from qualcode.tui.sheets.keys.press import PressKey
from qualcode.tui.sheets.listing import ListSheet, ListView
from qualcode.tui.sheets.sheet import About
from qualcode.tui.widgets.rows import Rows


class KeysSheet(ListSheet):
    """All commands and their keys. What is changed holds at once on the sheets, and in the text when one goes back."""

    NAME = "keys"

    def __init__(self, session: Session, about: About) -> None:
        super().__init__(session, about)
        self.view = ListView()
        self._shown: list[Command] = []
        self._chosen: dict[str, str] = dict(load_settings().keys)

    def searching(self) -> str:
        """What is looked at."""
        return _("A command, or a key")

    def sync(self) -> None:
        """List the commands that hold the words."""
        every = list(_told(commands()))
        words = fold(self.view.words).split()
        self._shown = [command for command in every if all(word in fold(_sought(command)) for word in words)]
        self.rows.fill(len(self._shown), self._line, self.rows.cursor)
        counted = ngettext("{n} command", "{n} commands", len(every)).format(n=number(len(every)))
        self.show_count(_("Keys"), len(self._shown), counted, [], _("No command is called so, no key does so."))
        self.show_entry()

    def show_entry(self) -> None:
        """What the command does, where its keys work, its name in the settings."""
        command = self._here
        if command is None:
            self.show_text(Text())
            return
        text = Text.assemble((f"{command.group}\n", self.ground.dim), (command.label or command.name, "bold"), "\n\n")
        text.append(", ".join(readable(key) for key in command.keys.split(",")), "bold")
        text.append(f"\n\n{command.name}", self.ground.dim)
        self.show_text(text)
        self.show_status()
        self.show_keys()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A double click is as Enter."""
        self.action_change()

    def action_change(self) -> None:
        """Give the command another key."""
        self._ask(adding=False)

    def action_add(self) -> None:
        """Give the command a further key."""
        self._ask(adding=True)

    def action_restore(self) -> None:
        """Give the command its own keys again."""
        command = self._here
        if command is not None and command.name in self._chosen:
            del self._chosen[command.name]
            self._keep(_("As before: {command}").format(command=command.label or command.name))

    def action_restore_all(self) -> None:
        """Give all commands their own keys again, after a question."""

        def answer(yes: bool | None) -> None:
            if yes:
                self._chosen.clear()
                self._keep(_("All keys are as they were."))

        if self._chosen:
            n = len(self._chosen)
            question = ngettext(
                "Give {n} command its own keys again?", "Give {n} commands their own keys again?", n
            ).format(n=number(n))
            self.app.push_screen(Confirm(question), answer)

    def _ask(self, *, adding: bool) -> None:
        command = self._here
        if command is None:
            return

        def pressed(key: str | None) -> None:
            if key is not None and key not in command.keys.split(","):
                self._give(command, key, adding)

        self.app.push_screen(PressKey(_("Which key for “{command}”?").format(command=_label(command))), pressed)

    def _give(self, command: Command, key: str, adding: bool) -> None:
        other = holder(key, command, commands())

        def answer(yes: bool | None) -> None:
            if not yes:
                return
            if other is not None:
                left = [known for known in other.keys.split(",") if known != key]
                self._chosen[other.name] = ",".join(left)
            self._chosen[command.name] = f"{command.keys},{key}" if adding else key
            said = _("{key}: {command}").format(key=readable(key), command=_label(command))
            self._keep(said)

        if other is None:
            answer(True)
        elif key == other.keys:
            self.say(
                _("{key} is the only key of “{command}”: give that one another first.").format(
                    key=readable(key), command=_label(other)
                )
            )
        else:
            question = _("{key} is a key of “{command}”. Take it from there?")
            self.app.push_screen(Confirm(question.format(key=readable(key), command=_label(other))), answer)

    def _keep(self, said: str) -> None:
        remap(self._chosen)
        kept = keep_setting(keys=dict(self._chosen))
        self.sync()
        self.say(said if kept else _("The settings could not be written: the keys hold until you leave."))

    @property
    def _here(self) -> Command | None:
        return self._shown[self.rows.cursor] if self.rows.cursor < len(self._shown) else None

    def _line(self, place: int, width: int) -> Sequence[Text]:
        command = self._shown[place]
        keys = "  ".join(readable(key) for key in command.keys.split(","))
        line = Text("● " if command.name in self._chosen else "  ", no_wrap=True, overflow="ellipsis")
        line.append(keys + " " * max(1, 22 - cell_len(keys)), "bold")
        line.append(command.label or command.name)
        line.append(f"   {command.group}", self.ground.dim)
        line.truncate(width, overflow="ellipsis")
        return [line]


def _told(every: Sequence[Command]) -> Iterator[Command]:
    """The commands that have keys; of those that share a line of the help sheet, each with the words of that line."""
    for place, command in enumerate(every):
        if command.keys:
            told = (other.label for other in every[place:] if other.label and other.group == command.group)
            yield replace(command, label=next(told, "") if command.group else command.label)


def _label(command: Command) -> str:
    return command.label or command.name


def _sought(command: Command) -> str:
    keys = " ".join(readable(key) for key in command.keys.split(","))
    return f"{command.group} {command.label} {command.name} {command.keys} {keys}"
