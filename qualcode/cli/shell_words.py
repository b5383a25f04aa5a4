"""A command line that is being typed, cut into words as shells cut it, and words written so that a shell takes them.

Only what lies before the cursor counts. The last word may have a quotation mark that is still open. Pure.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

#: What ends one command and begins another.
_SEPARATORS = "|;&\n("
#: What needs no quotation in any shell; letters beyond ASCII never do.
_PLAIN = re.compile(r"[\w@%+:,./=-]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is `written`, what it means, and the quotation mark that is open at its end."""

    written: str
    meant: str
    quote: str = ""


def words(line: str) -> list[Word]:
    """The words of the last command of a line; the last one is what is being typed, perhaps nothing."""
    found: list[Word] = []
    written = meant = quote = ""
    at = 0
    while at < len(line):
        letter, after = line[at], line[at + 1 : at + 2]
        at += 1
        if letter == "\\" and quote != "'" and (not quote or after in ('"', "\\", "$", "`")):
            written, meant, at = written + letter + after, meant + after, at + 1
        elif quote:
            written, meant = written + letter, meant + ("" if letter == quote else letter)
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            written, quote = written + letter, letter
        elif letter in _SEPARATORS:
            found, written, meant = [], "", ""
        elif letter.isspace():
            if written:
                found.append(Word(written, meant))
            written = meant = ""
        else:
            written, meant = written + letter, meant + letter
    return [*found, Word(written, meant, quote)]


def arguments(line: str, program: str) -> list[Word]:
    """The words after the program's name, see `words`; empty where the line does not call it."""
    every = words(line)
    at = next((i for i, word in enumerate(every[:-1]) if os.path.basename(word.meant) == program), None)
    return [] if at is None else every[at + 1 :]


def written(typed: Word, value: str) -> str:
    """A value as it can be written in the place of what was typed: what is there of it stays as it is."""
    if value.startswith(typed.meant):
        return typed.written + _escaped(value[len(typed.meant) :], typed.quote)
    return typed.quote + _escaped(value, typed.quote)


def _escaped(text: str, quote: str) -> str:
    if quote == "'":
        return text.replace("'", "'\\''")
    if quote:
        return re.sub(r'(["\\$`])', r"\\\1", text)
    return "".join(letter if _PLAIN.match(letter) else f"\\{letter}" for letter in text)


def replies(typed: Word, shell_word: str, values: list[str]) -> list[str]:
    """What takes the place of `shell_word`, the end of the word that the shell takes for the whole: `AS` of `role:AS`.

    A shell puts in what all replies have in common: they go on with what was typed, or one of them is what is meant.
    """
    head = typed.written[: len(typed.written) - len(shell_word)]
    if not typed.written.endswith(shell_word):
        head, shell_word = "", typed.written
    found = [text[len(head) :] for text in (written(typed, value) for value in values) if text.startswith(head)]
    literal = [text for text in found if text.startswith(shell_word)]
    return literal or found[:1]
