"""Everything one can do in the screen, in one list: keys, key bar, help sheets and palette are made from it.

Each area has a module with a function `commands()`; the order here is that of the help sheet. Keys can be changed in
the settings, by the name of the command.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module

from textual.binding import Binding, BindingsMap

from qualcode.i18n import language
from qualcode.tui.commands.command import Command

__all__ = ["Command", "bindings", "chosen", "commands", "remap"]

AREAS = (
    *("coding", "selecting", "moving", "reading", "around", "panels"),
    *("sheets", "codebook", "retrieval", "hits", "memos", "history", "cases", "cooccurrence", "comparison"),
    *("importing", "keys"),
)

#: Characters of the name of a key, with all that can be held down.
_LONGEST_KEY = 60

_chosen: tuple[tuple[str, str], ...] = ()


def commands(*where: str) -> tuple[Command, ...]:
    """The commands of some parts of the screen in the language in use, by group; all of them when no part is named."""
    every = _every(language(), _chosen)
    return tuple(command for command in every if command.where in where) if where else every


def remap(keys: Mapping[str, str]) -> None:
    """Use these keys from now on: by the name of a command, its keys as Textual names them, parted by commas."""
    global _chosen
    usable = {
        name: ",".join(key.strip() for key in said.split(",") if _is_key(key.strip())) for name, said in keys.items()
    }
    _chosen = tuple(sorted((name, said) for name, said in usable.items() if said))


def _is_key(key: str) -> bool:
    """Whether something that the settings say can be the name of a key."""
    return 0 < len(key) <= _LONGEST_KEY and key.isprintable() and " " not in key


def bindings(*where: str) -> BindingsMap:
    """The keys of some parts of the screen."""
    made = []
    for command in commands(*where):
        if not command.keys:
            continue
        made.append(Binding(command.keys, command.action, command.label, show=False))
        if command.extends:
            keys = ",".join(_with_shift(key) for key in command.keys.split(","))
            made.append(Binding(keys, f"{command.action[:-1]}, True)", command.label, show=False))
    return BindingsMap(made)


def _with_shift(key: str) -> str:
    modifier, plus, name = key.rpartition("+")
    return f"{modifier}{plus}shift+{name}"


def chosen() -> tuple[tuple[str, str], ...]:
    """The keys in use that are not the commands' own; equal as long as nobody changes them."""
    return _chosen


@lru_cache(maxsize=8)
def _every(_language: str, chosen: tuple[tuple[str, str], ...]) -> tuple[Command, ...]:
    keys = dict(chosen)
    listed: list[Command] = []
    for area in AREAS:
        listed += import_module(f"{__name__}.{area}").commands()
    return tuple(c.with_keys(keys[c.name]) if keys.get(c.name) else c for c in listed)
