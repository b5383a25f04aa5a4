"""A question about segments as a tree. Every node says of one segment whether it meets it, and prints as a query that
reads back to the same tree; `storage.compile` turns the same tree into SQL, and a property test holds the two equal.

Names are held equal as people mean them (case, accents, hyphens aside). A code may be named by the end of its path; a
path that begins with `/` is spelled out from the root, and so names one code: that is what a name becomes when it is
resolved against a codebook.

Relations between segments, comparisons and regular expressions are nodes of their own modules, `query_*`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, Literal

from qualcode.model.codebook import join_path, split_path
from qualcode.model.coding import Segment
from qualcode.model.dates import period
from qualcode.model.text import fold
from qualcode.model.words import contains, search_key

if TYPE_CHECKING:
    from qualcode.model.corpus import Corpus

NameField = Literal["document", "kind", "speaker", "case", "coder"]
WordField = Literal["text", "memo"]
NAME_FIELDS: tuple[NameField, ...] = ("document", "kind", "speaker", "case", "coder")
WORD_FIELDS: tuple[WordField, ...] = ("text", "memo")

#: The names that the language gives a meaning; any other name is an attribute.
BUILT_IN = ("code", *NAME_FIELDS, *WORD_FIELDS, "weight", "created", "re")
#: What they are called besides, as units are after PAR; an attribute of that name is put between quotation marks.
ALIASES = {"doc": "document", "locuteur": "speaker", "locutrice": "speaker", "cas": "case"}

_SPECIAL = re.compile(r'[\\*"]')
_BARE_NAME = re.compile(r"[^\W\d_][\w.’'-]*")
_NEGATIVE = re.compile(r"\s*[-−‐‑]\d")
_BARE_VALUE = re.compile(r"[\w/*+][\w/*.,’'+&-]*")


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a value must look like: the pieces between its `*`, which stand for any characters; one piece is a name.

    Two stars never stand side by side: a piece between others is not empty. Raises ValueError.
    """

    pieces: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.pieces or "" in self.pieces[1:-1]:
            raise ValueError("an empty piece between two stars")

    @property
    def text(self) -> str | None:
        """The name itself, or None when there is a `*` in it."""
        return self.pieces[0] if len(self.pieces) == 1 else None

    def fits(self, name: str) -> bool:
        """True for a name that looks so, case, accents and hyphens aside."""
        if len(self.pieces) == 1:
            return fold(name) == fold(self.pieces[0])
        return _glob(self.pieces).fullmatch(fold(name)) is not None

    def __str__(self) -> str:
        escaped = "*".join(_SPECIAL.sub(r"\\\g<0>", piece) for piece in self.pieces)
        bare = _BARE_VALUE.fullmatch(escaped) and ".." not in escaped and not escaped.endswith("&")
        return escaped if bare else f'"{escaped}"'


class Node:
    """A part of a query.

    `closed` where it prints in parentheses of its own; `chained` for relations, which are read from left to right.
    """

    __slots__ = ()
    closed: ClassVar[bool] = False
    chained: ClassVar[bool] = False

    def matches(self, segment: Segment, corpus: Corpus | None = None) -> bool:
        """True when the segment meets this part of the query; a relation between segments asks for the corpus."""
        raise NotImplementedError

    def children(self) -> tuple[Node, ...]:
        """The parts that this one is made of."""
        return ()

    @property
    def label(self) -> str:
        """What a node is called where its parts are shown below it."""
        return str(self)

    def walk(self) -> Iterator[tuple[Node, int]]:
        """This node and all below it, each with its depth (1 for this one), without recursion."""
        stack: list[tuple[Node, int]] = [(self, 1)]
        while stack:
            node, depth = stack.pop()
            yield node, depth
            stack.extend((child, depth + 1) for child in reversed(node.children()))


@dataclass(frozen=True, slots=True)
class Everything(Node):
    """Every segment: the empty query, or `*`."""

    def matches(self, segment: Segment, corpus: Corpus | None = None) -> bool:
        return True

    def __str__(self) -> str:
        return "*"


@dataclass(frozen=True, slots=True)
class CodeIs(Node):
    """Segments of one of these codes, or of a code under it unless `alone`."""

    values: tuple[Pattern, ...]
    alone: bool = False

    def matches(self, segment: Segment, corpus: Corpus | None = None) -> bool:
        return self.covers(segment.code)

    def covers(self, path: str) -> bool:
        """True for the path of a code that is meant."""
        return any(_covers(value, path, self.alone) for value in self.values)

    def __str__(self) -> str:
        return f"code:{'=' if self.alone else ''}{_either(self.values)}"


@dataclass(frozen=True, slots=True)
class Named(Node):
    """Segments whose document, kind of document, speaker (name or label), case or coder has one of these names."""

    field: NameField
    values: tuple[Pattern, ...]

    def matches(self, segment: Segment, corpus: Corpus | None = None) -> bool:
        return any(self.fits(name) for name in self._names(segment))

    def fits(self, name: str) -> bool:
        """True for a name that is meant."""
        return any(value.fits(name) for value in self.values)

    def _names(self, segment: Segment) -> tuple[str, ...]:
        if self.field == "case":
            return segment.cases
        if self.field == "speaker":
            return tuple(name for name in (segment.speaker, segment.label) if name is not None)
        return (str(getattr(segment, self.field)),)

    def __str__(self) -> str:
        return f"{self.field}:{_either(self.values)}"


@dataclass(frozen=True, slots=True)
class HasWords(Node):
    """Segments in whose quotation (`text`) or memo one of these searches stands; see `words`."""

    field: WordField
    values: tuple[Pattern, ...]

    @property
    def key(self) -> str:
        """The searches as `words.contains` takes them."""
        return "\n".join(search_key(value.pieces) for value in self.values)

    def matches(self, segment: Segment, corpus: Corpus | None = None) -> bool:
        return contains(segment.quote if self.field == "text" else segment.memo, self.key)

    def __str__(self) -> str:
        return f"{self.field}:{_either(self.values)}"


@dataclass(frozen=True, slots=True)
class HasAttribute(Node):
    """Segments whose speaker, else document, has an attribute of this name with one of these values.

    A month or a year also means every day in it.
    """

    name: str
    values: tuple[Pattern, ...]

    def matches(self, segment: Segment, corpus: Corpus | None = None) -> bool:
        return any(self.names(name) and self.fits(value) for name, value in segment.attributes.items())

    def names(self, name: str) -> bool:
        """True for the name of an attribute that is meant."""
        return fold(name) == fold(self.name)

    def fits(self, value: str) -> bool:
        """True for a value that is meant."""
        return any(_fits_signed(value, pattern) or _during(value, pattern) for pattern in self.values)

    def __str__(self) -> str:
        return f"{attribute_label(self.name)}:{_either(self.values)}"


@dataclass(frozen=True, slots=True)
class And(Node):
    """Segments that meet all parts, of which there are at least two."""

    parts: tuple[Node, ...]

    def matches(self, segment: Segment, corpus: Corpus | None = None) -> bool:
        return all(part.matches(segment, corpus) for part in self.parts)

    @property
    def label(self) -> str:
        return "AND"

    def children(self) -> tuple[Node, ...]:
        return self.parts

    def __str__(self) -> str:
        return " AND ".join(_inner(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or(Node):
    """Segments that meet at least one of the parts, of which there are at least two."""

    parts: tuple[Node, ...]

    def matches(self, segment: Segment, corpus: Corpus | None = None) -> bool:
        return any(part.matches(segment, corpus) for part in self.parts)

    @property
    def label(self) -> str:
        return "OR"

    def children(self) -> tuple[Node, ...]:
        return self.parts

    def __str__(self) -> str:
        return " OR ".join(_inner(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not(Node):
    """Segments that do not meet the part."""

    part: Node

    def matches(self, segment: Segment, corpus: Corpus | None = None) -> bool:
        return not self.part.matches(segment, corpus)

    @property
    def label(self) -> str:
        return "NOT"

    def children(self) -> tuple[Node, ...]:
        return (self.part,)

    def __str__(self) -> str:
        part = str(self.part)
        bare = self.part.closed or not self.part.children() or isinstance(self.part, Not)
        return f"NOT {part}" if bare else f"NOT ({part})"


def attribute_label(name: str) -> str:
    """The name of an attribute as a query spells it: in quotation marks where it would be taken for something else."""
    bare = _BARE_NAME.fullmatch(name) and fold(name) not in (*BUILT_IN, *ALIASES)
    return name if bare else _quoted(name)


def _fits_signed(value: str, pattern: Pattern) -> bool:
    """Hyphens do not count, but -1 is not 1."""
    signs_differ = pattern.text is not None and bool(_NEGATIVE.match(value)) != bool(_NEGATIVE.match(pattern.text))
    return pattern.fits(value) and not signs_differ


def _during(value: str, pattern: Pattern) -> bool:
    """True for a date within the month or year that a pattern is."""
    wanted = period(pattern.text) if pattern.text is not None else None
    days = period(value) if wanted is not None else None
    return wanted is not None and days is not None and days.within(wanted)


def _quoted(name: str) -> str:
    return '"' + _SPECIAL.sub(r"\\\g<0>", name) + '"'


def _inner(part: Node) -> str:
    return f"({part})" if isinstance(part, (And, Or)) else str(part)


def _either(values: tuple[Pattern, ...]) -> str:
    return "|".join(str(value) for value in values)


def _covers(value: Pattern, path: str, alone: bool) -> bool:
    if value.text is not None and value.text.startswith("/"):
        root = join_path(split_path(value.text))
        return path == root or (not alone and path.startswith(f"{root}/"))
    names = split_path(path)
    return any(_ends_with(names[:depth], value) for depth in range(len(names) if alone else 1, len(names) + 1))


def _ends_with(names: tuple[str, ...], value: Pattern) -> bool:
    """True when the last names of a path look like the names of a pattern, as many as it has."""
    wanted = _names_of(value)
    return 0 < len(wanted) <= len(names) and all(
        one.fits(name) for one, name in zip(wanted, names[-len(wanted) :], strict=True)
    )


@lru_cache(maxsize=1024)
def _names_of(value: Pattern) -> tuple[Pattern, ...]:
    """A pattern for a path cut at its slashes into patterns for names."""
    names: list[list[str]] = [[]]
    for piece in value.pieces:
        first, *others = re.split(r"(?<!\\)/", piece)
        names[-1].append(first)
        names.extend([other] for other in others)
    cut = (Pattern(tuple(piece.replace("\\/", "/") for piece in pieces)) for pieces in names)
    return tuple(name for name in cut if name.text is None or name.text.strip())


@lru_cache(maxsize=1024)
def _glob(pieces: tuple[str, ...]) -> re.Pattern[str]:
    first, *middle, last = (re.escape(fold(piece)) for piece in pieces)
    # Each piece is taken where it first stands and not tried elsewhere: many stars cost no more than one.
    return re.compile(f"{first}{''.join(f'(?>.*?{piece})' for piece in middle)}.*{last}", re.DOTALL)
