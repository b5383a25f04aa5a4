"""The language of the person in front of the screen: English message ids, a complete French catalogue.

`_("…")` looks its message up when it is called, never at import, so that a change of language reaches every string.
"""

from __future__ import annotations

import gettext
import locale as system_locale
import os
from functools import cache
from pathlib import Path

DOMAIN = "qualcode"
LOCALE_DIR = Path(__file__).parent / "locale"
LANGUAGES = ("en", "fr")

_chosen: str | None = None


def language() -> str:
    """The language in use, `en` or `fr`: set_language, else QUALCODE_LANG, LC_ALL, LC_MESSAGES, LANGUAGE, LANG."""
    return _chosen or _from_environment()


def set_language(code: str | None) -> None:
    """Speak `en` or `fr` from now on; None goes back to the environment."""
    global _chosen
    _chosen = code if code in LANGUAGES else None


def _(message: str) -> str:
    """The message in the language in use."""
    return _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The message for `n` things in the language in use; French takes the singular for 0 and 1."""
    return _catalogue(language()).ngettext(one, many, n)


def number(value: float, decimals: int = 0) -> str:
    """A number as the reader writes it: `25 000` and `57,9` in French, `25,000` and `57.9` in English."""
    text = f"{value:,.{decimals}f}"
    if language() == "fr":
        return text.replace(",", "\u202f").replace(".", ",")
    return text


def mark(sign: str) -> str:
    """A colon or semicolon between two parts of a line: French sets a space before it, which does not break."""
    return f"\N{NO-BREAK SPACE}{sign} " if language() == "fr" else f"{sign} "


def percent(share: float, decimals: int = 1) -> str:
    """A share between 0 and 1 as a percentage: `57,9 %` in French, `57.9%` in English."""
    return number(100 * share, decimals) + ("\u00a0%" if language() == "fr" else "%")


def _from_environment() -> str:
    for name in ("QUALCODE_LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        value = os.environ.get(name)
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    return "fr" if (system_locale.getlocale()[0] or "").lower().startswith("fr") else "en"


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE_DIR, languages=[code], fallback=True)
