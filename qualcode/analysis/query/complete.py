"""What a query that is being typed could go on with: the names of conditions, then the names of the project; words in
capitals after a condition may be relations. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qualcode.analysis.query.relation_words import relations_after, units_after
from qualcode.analysis.query.unit_words import by_after, counted_after
from qualcode.model.bounds import Bound
from qualcode.model.codebook import Codebook, join_path, split_path
from qualcode.model.document import KINDS
from qualcode.model.query import ALIASES, BUILT_IN, CodeIs, HasAttribute, Named, NameField, Pattern
from qualcode.model.query_named import spelled
from qualcode.model.text import fold
from qualcode.model.vocabulary import Vocabulary

_CLOSING = {'"': '"', "«": "»", "“": "”"}
_SIGNS = "<>≥≤≠"
_QUOTES = '"«»“” '
#: From so many letters on, a word without a name is also looked for among the values.
_ENOUGH = 2


class Suggestion(NamedTuple):
    """Words that could stand at `[start, end)` of the query."""

    start: int
    end: int
    text: str


def suggestions(query: str, at: int, known: Vocabulary, limit: int = 8) -> list[Suggestion]:
    """What could stand for the word before a place of a query, the likeliest first; none where nothing was typed.

    After `code:`, `role:` and the like also where nothing was typed yet: then the first values there are.
    """
    field, start = _piece(query, at)
    raw = query[start:at]
    typed = fold(raw.strip(_QUOTES))
    if field is None and raw.startswith("@"):
        found = _mentions(raw[1:], known)
    elif field is None:
        before = query[:start]
        units = units_after(before, typed) or counted_after(before, typed)
        words = [*relations_after(before, raw), *by_after(before, raw)]
        found = units or [*words, *(_conditions(typed, known) if typed else [])]
    else:
        found = [str(Pattern((value,))) for value in _values(field, typed, known)]
        if _compared(query[:start]):
            found = [text for text, value in ((one, one.strip('"')) for one in found) if Bound(value).kinds]
    texts = dict.fromkeys(text for text in found if text != query[start:at])
    return [Suggestion(start, at, text) for text in list(texts)[:limit]]


def short_path(book: Codebook, code: int) -> str:
    """The shortest end of a code's path that names no other code; else its path, spelled from the root."""
    names = split_path(book.path(code))
    ends = (join_path(names[at:]) for at in range(len(names) - 1, -1, -1))
    return next((end for end in ends if [found.id for found in book.ending(end)] == [code]), f"/{book.path(code)}")


def _piece(query: str, at: int) -> tuple[str | None, int]:
    """The condition whose value is being typed (None: a name, or a word), and where what is typed begins."""
    field: str | None = None
    start, closing = 0, ""
    for place, letter in enumerate(query[:at]):
        if closing:
            closing = "" if letter == closing else closing
        elif letter in _CLOSING:
            closing = _CLOSING[letter]
        elif letter == "/" and field == "re" and place == start:
            closing = "/"
        elif letter in ":=" or (letter in _SIGNS and field is None and query[start:place].strip()):
            field = query[start:place].strip(f"{_QUOTES}{_SIGNS}!") if field is None else field
            start = place + 1
        elif letter == "." and field is not None and query[start:place].endswith(".") or letter == "|":
            start = place + 1
        elif letter in "()" or (letter.isspace() and (field is None or query[start:place].strip())):
            field, start = None, place + 1
        elif letter.isspace() or (letter == "-" and place == start and field is None):
            start = place + 1
    return field, start


def _compared(before: str) -> bool:
    """True where a number or a date is held against something: after `>=` or `..`."""
    return before.rstrip().endswith((">", "<", "≥", "≤", ">=", "<=", ".."))


def _conditions(typed: str, known: Vocabulary) -> list[str]:
    """Names of conditions, then conditions whose value begins so."""
    names = [*BUILT_IN, *known.attributes]
    found = [f"{_name(name)}:" for name in names if fold(name).startswith(typed)]
    if len(typed) >= _ENOUGH:
        found += (str(CodeIs((Pattern((path,)),))) for path in _codes(typed, known) if _begins(path, typed))
        found += (spelled(name) for name in known.queries if fold(name).startswith(typed))
        for attribute, values in known.attributes.items():
            begun = sorted(value for value in values if fold(value).startswith(typed))
            found += (str(HasAttribute(attribute, (Pattern((value,)),))) for value in begun)
        people = sorted({voice.name for voice in known.voices.values()})
        found += (_named("speaker", name) for name in people if fold(name).startswith(typed))
        found += (_named("document", d.name) for d in known.documents.values() if fold(d.name).startswith(typed))
    return found


def _mentions(typed: str, known: Vocabulary) -> list[str]:
    """The named queries whose name begins so, then those that have it anywhere in their name."""
    return [spelled(name) for name in _best(known.queries, fold(typed.strip(_QUOTES)))]


def _values(field: str, typed: str, known: Vocabulary) -> Iterable[str]:
    field = ALIASES.get(field.casefold(), field.casefold())
    if field == "code":
        return _codes(typed, known)
    names: Iterable[str]
    if field == "document":
        names = (document.name for document in known.documents.values())
    elif field == "speaker":
        names = sorted({voice.name for voice in known.voices.values()})
    elif field == "case":
        names = sorted(known.cases.values())
    elif field == "coder":
        names = known.coders.values()
    elif field == "kind":
        names = KINDS
    else:
        names = sorted(v for name, values in known.attributes.items() if fold(name) == fold(field) for v in values)
    return _best(names, typed)


def _codes(typed: str, known: Vocabulary) -> Iterator[str]:
    """The shortest paths of the codes whose name begins so, then of those that have it anywhere in their path."""
    book = known.codebook
    by_name = [code.id for code in book.values() if fold(code.name).startswith(typed)]
    others = [code for code, path in book.paths.items() if typed in fold(path) and code not in by_name]
    return (short_path(book, code) for code in (*by_name, *others))


def _best(names: Iterable[str], typed: str) -> list[str]:
    ranked = [(not fold(name).startswith(typed), name) for name in names if typed in fold(name)]
    return [name for _later, name in sorted(ranked, key=lambda pair: pair[0])]


def _begins(path: str, typed: str) -> bool:
    return fold(split_path(path)[-1]).startswith(typed)


def _name(name: str) -> str:
    return name if name in BUILT_IN else str(HasAttribute(name, (Pattern(("x",)),))).removesuffix(":x")


def _named(field: NameField, name: str) -> str:
    return str(Named(field, (Pattern((name,)),)))
