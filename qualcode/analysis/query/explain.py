"""What a parser error means to the person who typed the query, and where it is.

The hint shows the query on one line, cut around the place when it is long, with a caret that counts the columns of a
terminal: wide characters take two, combining ones none.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from qualcode.analysis.query.relation_words import Misspelled, relation
from qualcode.errors import QueryError
from qualcode.i18n import _

if TYPE_CHECKING:
    from lark import Token
    from lark.exceptions import UnexpectedInput

#: How much of a long query is shown on either side of the place, in characters.
AROUND = 34

_CLOSING = {'"': '"', "«": "»", "“": "”"}


def caret(text: str, position: int) -> str:
    """Two lines: the query, or the part around the place, and a caret under it."""
    start, end = max(0, position - AROUND), min(len(text), position + AROUND)
    before = ("…" if start else "") + _one_line(text[start:position])
    after = _one_line(text[position:end]) + ("…" if end < len(text) else "")
    return f"  {before}{after}\n  {' ' * sum(_width(letter) for letter in before)}^"


def explain(text: str, error: UnexpectedInput) -> QueryError:
    """The message for a place where the grammar could not go on."""
    from lark.exceptions import UnexpectedToken

    before = _token_before(error)
    if isinstance(error, UnexpectedToken):
        kind, word = error.token.type, str(error.token)
        position = len(text.rstrip()) if kind == "$END" else (error.token.start_pos or 0)
    else:
        kind, position = "CHARACTER", error.pos_in_stream or 0
    if kind in ("CHARACTER", "VALUE", "DISTANCE", "UNIT", "COUNTED"):
        kind, word = "CHARACTER", text[position : position + 1]
    if kind == "$END" and (before is None or before.type not in _LEADING):
        opened = _unclosed(text)
        if opened is not None:
            return QueryError(_("This parenthesis is not closed."), caret(text, opened))
    written = _relation_before(error)
    told = _spelled(written) or str(before or "")
    try:
        if len(written) > 1:
            relation(written[0], written[1], written[2] if len(written) == len(_PARTS) else "turns")
    except Misspelled as wrong:
        return QueryError(wrong.message, caret(text, written[_PARTS.index(wrong.part)].start_pos or 0))
    return QueryError(_sentence(kind, word, before.type if before else "", told), caret(text, position))


def _token_before(error: UnexpectedInput) -> Token | None:
    """The token that the parser took last, if no rule has taken it up yet."""
    from lark import Token

    history = getattr(error, "token_history", None)
    stack = _taken(error)
    last = history[-1] if history else stack[-1] if stack else None
    return last if isinstance(last, Token) else None


#: The parts of a relation, as `Misspelled` names them.
_PARTS = ("word", "distance", "unit")


def _relation_before(error: UnexpectedInput) -> list[Token]:
    """The words of a relation that the parser took last; empty without one."""
    from lark import Token

    words: list[Token] = []
    for taken in reversed(_taken(error)[-len(_PARTS) :]):
        if not isinstance(taken, Token) or taken.type not in ("RELATION", "DISTANCE", "UNIT"):
            return []
        words.insert(0, taken)
        if taken.type == "RELATION":
            return words
    return []


def _spelled(relation: list[Token]) -> str:
    return " ".join("".join(relation[:2]).split() + [str(unit) for unit in relation[2:]])


def _taken(error: UnexpectedInput) -> list[object]:
    parser = getattr(getattr(error, "interactive_parser", None), "parser_state", None)
    return getattr(error.state, "value_stack", None) or getattr(parser, "value_stack", None) or []


#: Tokens after which a condition or a value must come.
_CONDITION = ("AND", "OR", "NOT", "MINUS", "LPAR", "RELATION", "UNIT", "SHARE")
_LEADING = (*_CONDITION, "COLON", "EQUAL", "COMPARE", "BAR", "DISTANCE", "BY")


def _sentence(kind: str, word: str, before: str, before_word: str) -> str:
    if word in _CLOSING and kind == "CHARACTER":
        return _("This quotation mark is not closed: {mark} is missing.").format(mark=_CLOSING[word])
    if word in _CLOSING.values():
        return _("This quotation mark was never opened.")
    if before == "LPAR" and kind == "RPAR":
        return _("There is nothing between the parentheses: a condition is expected.")
    if before == "BY":
        return _("A unit is expected after {word}: turn, paragraph, sentence, speaker, document or case.").format(
            word=before_word
        )
    if before == "COUNTED":
        return _("Nothing can follow the unit: BY and its unit stand once, at the end of the query.")
    if before == "DISTANCE":
        return _("A unit is expected after {relation}: characters, words, sentences, turns or paragraphs.").format(
            relation=before_word
        )
    if before == "COMPARE":
        return _("A value is expected after “{word}”, as in age>=50.").format(word=before_word)
    if before in ("COLON", "EQUAL", "BAR"):
        return _("A value is expected after “{word}”, as in role:AS.").format(word=before_word)
    if word == "@":
        return _('A name is expected after @, as in @sale-boulot or @"sale boulot".')
    if word in (":", "=", "|"):
        return _("A name is expected before “{word}”, as in role:AS.").format(word=word)
    if before in _CONDITION:
        return _("A condition is expected after {word}, as in role:AS.").format(word=before_word)
    if kind == "COMPARE":
        return _("A name is expected before “{word}”, as in age>=50.").format(word=word)
    if kind == "BY":
        return _("{word} and its unit stand once, at the end of the query, outside of all parentheses.").format(
            word=word
        )
    if kind in ("AND", "OR", "RELATION", "SHARE"):
        return _("A condition is expected before {word}, as in role:AS.").format(word=word)
    if kind == "RPAR":
        return _("This parenthesis was never opened.")
    return _("“{word}” has no meaning here: a condition or a parenthesis is expected.").format(word=word)


def _unclosed(text: str) -> int | None:
    """The place of the last parenthesis that is opened and not closed, outside quotation marks."""
    opened: list[int] = []
    quote = ""
    escaped = False
    for position, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote and not escaped else quote
            escaped = letter == "\\" and not escaped
        elif letter in _CLOSING:
            quote, escaped = _CLOSING[letter], False
        elif letter == "(":
            opened.append(position)
        elif letter == ")" and opened:
            opened.pop()
    return opened[-1] if opened else None


def _one_line(text: str) -> str:
    shown = (" " if letter.isspace() else letter for letter in text)
    return "".join("�" if unicodedata.category(letter) in ("Cc", "Cs", "Cf") else letter for letter in shown)


def _width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
