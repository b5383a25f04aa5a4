"""Names in a query held against what the project knows, before anything is searched.

A code becomes its path from the root, so that it means one code from then on. Every other name must fit something:
a condition that nothing can meet is most often a slip of the keyboard, and says "did you mean".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from qualcode.analysis.query import naming
from qualcode.analysis.query.one_segment import refuse_two_codes
from qualcode.analysis.suggest import nearest
from qualcode.errors import QueryError, UnknownName
from qualcode.i18n import _
from qualcode.model.codebook import Code, Codebook
from qualcode.model.document import KINDS
from qualcode.model.query import BUILT_IN, And, CodeIs, HasAttribute, Named, Node, Not, Or, Pattern
from qualcode.model.query_named import NamedQuery
from qualcode.model.query_ranges import AttributeIn
from qualcode.model.query_relations import Related
from qualcode.model.query_shared import Shared
from qualcode.model.query_units import ByUnit, OneSegment
from qualcode.model.vocabulary import Vocabulary

#: How many values are listed when none is near.
LISTED = 8
#: What French readers call what a query spells in English only.
_IN_FRENCH = {
    **dict.fromkeys(("codeur", "codeuse"), "coder"),
    **{"personne": "speaker", "type": "kind", "texte": "text", "mémo": "memo", "poids": "weight"},
}


def resolve(node: Node, vocabulary: Vocabulary, code_at: Callable[[str], Code]) -> Node:
    """The same query with codes by their path from the root (`/…`); raises UnknownName with the nearest names.

    A named query gets what the project keeps under its name: see `naming.refuse_circles`, which comes before.
    `code_at` finds a code by its path or the end of it, and raises UnknownName.
    """
    if isinstance(node, And):
        return And(tuple(resolve(part, vocabulary, code_at) for part in node.parts))
    if isinstance(node, Or):
        return Or(tuple(resolve(part, vocabulary, code_at) for part in node.parts))
    if isinstance(node, Not):
        return Not(resolve(node.part, vocabulary, code_at))
    if isinstance(node, Related):
        left, right = (resolve(side, vocabulary, code_at) for side in (node.left, node.right))
        return Related(left, node.relation, right)
    if isinstance(node, Shared):
        return Shared(*(resolve(side, vocabulary, code_at) for side in (node.left, node.right)))
    if isinstance(node, ByUnit):
        return ByUnit(resolve(node.question, vocabulary, code_at), node.unit)
    if isinstance(node, OneSegment):
        part = resolve(node.part, vocabulary, code_at)
        refuse_two_codes(part, vocabulary.codebook)
        return OneSegment(part)
    if isinstance(node, CodeIs):
        return CodeIs(tuple(_code(value, vocabulary.codebook, code_at) for value in node.values), node.alone)
    if isinstance(node, NamedQuery):
        name = naming.found(node.name, vocabulary.queries)
        with naming.within(name):
            return NamedQuery(name, resolve(naming.tree(vocabulary.queries[name]), vocabulary, code_at))
    if isinstance(node, Named):
        _check_named(node, vocabulary)
    if isinstance(node, HasAttribute):
        _check_attribute(node, vocabulary)
    if isinstance(node, AttributeIn):
        _check_bounds(node, vocabulary)
    return node


def attribute_names(name: str, vocabulary: Vocabulary, built_in: Sequence[str] = BUILT_IN) -> list[str]:
    """The attributes meant by a name, in every spelling the project has; raises UnknownName with the nearest.

    `built_in` are the other names that could have been meant.
    """
    node = HasAttribute(name, ())
    found = [known for known in vocabulary.attributes if node.names(known)]
    if not found:
        meant = [english for french, english in _IN_FRENCH.items() if node.names(french) and english in built_in]
        hint = _hint(meant[0], meant) if meant else _hint(name, [*vocabulary.attributes, *built_in])
        raise UnknownName(_("There is no attribute “{name}”.").format(name=name), hint)
    return found


def _code(value: Pattern, book: Codebook, code_at: Callable[[str], Code]) -> Pattern:
    if value.text is None:
        if not any(CodeIs((value,)).covers(path) for path in book.paths.values()):
            _unknown(_("There is no code “{name}”."), value, book.paths.values())
        return value
    if value.text.startswith("/"):
        rooted = book.find(value.text)
        if rooted is None:
            _unknown(_("There is no code “{name}”."), value, book.paths.values())
        else:
            return _rooted(book, rooted)
    return _rooted(book, code_at(value.text))


def _rooted(book: Codebook, code: Code) -> Pattern:
    return Pattern((f"/{book.path(code.id)}",))


def _check_named(node: Named, vocabulary: Vocabulary) -> None:
    voices = vocabulary.voices.values()
    documents = vocabulary.documents.values()
    message, known = {
        "document": (_("There is no document “{name}”."), [document.name for document in documents]),
        "kind": (_("There is no kind “{name}”."), [*KINDS, *(document.kind for document in documents)]),
        "speaker": (
            _("There is no speaker “{name}”."),
            [*(voice.name for voice in voices), *(voice.label for voice in voices)],
        ),
        "case": (_("There is no case “{name}”."), [*vocabulary.cases.values()]),
        "coder": (_("There is no coder “{name}”."), [*vocabulary.coders.values()]),
    }[node.field]
    for value in node.values:
        if not any(value.fits(name) for name in dict.fromkeys(known)):
            _unknown(message, value, known)


def _check_attribute(node: HasAttribute, vocabulary: Vocabulary) -> None:
    names = attribute_names(node.name, vocabulary)
    values = sorted({value for name in names for value in vocabulary.attributes[name]})
    message = _("No {attribute} is “{name}”.").replace("{attribute}", names[0])
    for pattern in node.values:
        alone = HasAttribute(node.name, (pattern,))
        if not any(alone.fits(value) for value in values):
            _unknown(message, pattern, values)


def _check_bounds(node: AttributeIn, vocabulary: Vocabulary) -> None:
    """Refuse a comparison that no value of the attribute could ever meet."""
    names = attribute_names(node.name, vocabulary)
    values = sorted({value for name in names for value in vocabulary.attributes[name]})
    if not any(node.bounds.comparable(value) for value in values):
        message = (
            _("No value of “{attribute}” can be read as a number.")
            if "number" in node.bounds.kinds
            else _("No value of “{attribute}” can be read as a date.")
        )
        raise QueryError(message.format(attribute=names[0]), _hint("", values))


def _unknown(message: str, value: Pattern, known: Iterable[str]) -> None:
    name = value.text if value.text is not None else "*".join(value.pieces)
    raise UnknownName(message.replace("{name}", name), _hint("".join(value.pieces), list(dict.fromkeys(known))))


def _hint(name: str, known: Sequence[str]) -> str:
    near = nearest(name, known) if name else []
    if near:
        return _("Did you mean: {names}?").format(names=", ".join(near))
    if not known:
        return ""
    return _("Known: {names}").format(names=", ".join(known[:LISTED]) + ("…" if len(known) > LISTED else ""))
