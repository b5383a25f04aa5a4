"""The import sheet: choosing files, then correcting what was found in them; and the first page."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.tui.commands.command import Command


def commands() -> tuple[Command, ...]:
    """Choose files, correct turns and speakers, import; projects to begin with."""
    return (*_choosing(), *_path(), *_documents(), *_speakers(), *_welcome())


def _choosing() -> tuple[Command, ...]:
    group = _("Files")

    def on(action: str, keys: str, shown: str, label: str, hint: str = "", name: str = "") -> Command:
        return Command(action, keys, shown, group, label, hint, "files", palette=False, id=name)

    return (
        on("screen.look", "i", "i", _("look at what is ticked"), _("look at them"), "files.look"),
        on("choose", "enter", _("Enter"), _("open the folder; look at what is ticked, else at this file"), _("look")),
        on("tick", "space", _("Space"), _("tick a file, a folder with all it holds"), _("tick")),
        on("tick_all", "a", "a", _("tick all files here, none"), _("all")),
        on("up", "left,backspace", "←", _("folder above"), _("up")),
        on("into", "right", "→", _("into the folder")),
        on("type", "/", "/", _("type a path (Tab completes)"), _("path")),
        on("widen", "escape", "", ""),
    )


def _path() -> tuple[Command, ...]:
    group = _("Typing a path")

    def on(action: str, keys: str, shown: str, label: str, hint: str = "") -> Command:
        return Command(action, keys, shown, group, label, hint, "path", palette=False)

    return (
        on("submit", "enter", _("Enter"), _("open the folder, take the file"), _("open")),
        on("complete", "tab", "Tab", _("complete the name"), _("complete")),
        on("back", "escape,down,up", _("Esc"), _("back to the list"), _("to the list")),
    )


def _documents() -> tuple[Command, ...]:
    group, where = _("What was found"), "found"

    def on(action: str, keys: str, shown: str, label: str, hint: str = "") -> Command:
        name = f"{where}.{action}"
        return Command(f"screen.{action}", keys, shown, group, label, hint, where, palette=False, id=name)

    return (
        on("keep", "enter", _("Enter"), _("import what is ticked"), _("import")),
        on("tick", "space", _("Space"), _("tick, untick"), _("tick")),
        on("tick_all", "a", "a", _("tick all, none")),
        on("kind", "k", "k", _("kind of document"), _("kind")),
        on("kind_of_all", "K", "K", _("kind of all that are ticked")),
        on("rename", "n", "n", _("name of the document"), _("name")),
        on("attribute", "=", "=", _("an attribute: name = value"), _("attribute")),
        on("attribute_of_all", "+", "+", _("an attribute of all that are ticked")),
        on("no_turns", "t", "t", _("no turns at all: notes, a report; again: turns"), _("no turns")),
        on("part(1)", "tab,right,f6", "Tab", _("to the speakers, the lines"), _("speakers")),
        on("part(-1)", "shift+tab", "", ""),
    )


def _speakers() -> tuple[Command, ...]:
    group, where = _("Who speaks"), "spoken"

    def on(action: str, keys: str, shown: str, label: str, hint: str = "") -> Command:
        name = f"{where}.{action}"
        return Command(f"screen.{action}", keys, shown, group, label, hint, where, palette=False, id=name)

    return (
        on("name_speaker", "n,enter", "n", _("name of the speaker"), _("name")),
        on("interviewer", "e", "e", _("interviewer or not"), _("interviewer")),
        on("same", "s", "s", _("the same person as another label"), _("same as")),
        on("nobody", "x", "x", _("no speaker: joins the turn before; again: a speaker"), _("no speaker")),
        on("part(1)", "tab,f6", "Tab", _("to the lines, the documents"), _("next part")),
        on("part(-1)", "shift+tab,left", "", ""),
    )


def _welcome() -> tuple[Command, ...]:
    group, where = _("First page"), "welcome"

    def on(action: str, keys: str, shown: str, label: str, hint: str = "") -> Command:
        return Command(action, keys, shown, group, label, hint, where, palette=False)

    return (
        on("choose", "enter", _("Enter"), _("open"), _("open")),
        on("new", "n", "n", _("a new project"), _("new")),
        on("browse", "o", "o", _("open another project"), _("open another")),
        on("example", "g", "g", _("the invented study Guichets"), _("invented study")),
        on("leave", "q,escape,ctrl+q", "q", _("quit"), _("quit")),
        on("forget", "x,delete", "x", _("take a project off the list (the file stays)"), _("off the list")),
        on("stop_job", "ctrl+k", "Ctrl+K", _("stop what runs in the background")),
        on("light", "f3", "F3", _("next theme: light, dark")),
        on("help", "question_mark,f1", "?", _("help"), _("help")),
    )
