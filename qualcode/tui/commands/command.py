"""One thing that can be done, with its keys; and the keys that a person has chosen instead."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from textual.keys import format_key

from qualcode.i18n import _

_NOT_A_NAME = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do. `keys` as Textual names them, `shown` as the person reads them; `hint` puts it in the key bar.

    `where` is the part that must have the focus for its keys to work: `screen` (the coding screen), `text`, a panel or
    the name of a sheet; with `extends`, Shift selects on the way. `id` names it in the settings, where its keys can be
    changed; it is made of place and action unless given.
    """

    action: str
    keys: str
    shown: str
    group: str
    label: str
    hint: str = ""
    where: str = "screen"
    extends: bool = False
    palette: bool = True
    id: str = ""

    @property
    def name(self) -> str:
        """What the settings call it, the same in every language."""
        return self.id or f"{self.where}.{_NOT_A_NAME.sub('-', self.action).strip('-')}"

    def with_keys(self, keys: str) -> Command:
        """The same, under other keys."""
        return replace(self, keys=keys, shown="  ".join(readable(key) for key in keys.split(",")))


def readable(key: str) -> str:
    """A key of Textual's as a person writes it: `ctrl+left` is `Ctrl+←`."""
    *modifiers, name = key.split("+") if key != "+" else [key]
    shown = {
        **{"escape": _("Esc"), "pageup": _("PgUp"), "pagedown": _("PgDn"), "home": _("Home"), "end": _("End")},
        **{"enter": _("Enter"), "space": _("Space"), "delete": _("Del")},
    }
    return "+".join([*(modifier.capitalize() for modifier in modifiers), shown.get(name) or format_key(name)])
