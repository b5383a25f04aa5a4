"""Documents, speakers and cases as a grid shows them: columns, and what their cells say; and back, what is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.errors import ProjectError
from qualcode.i18n import _, number
from qualcode.model.document import CASE_KINDS, KINDS
from qualcode.model.text import clean_text, fold
from qualcode.model.things import WRITABLE, YES, Cell, Owner, Thing
from qualcode.project import Project
from qualcode.project.progress import Progress
from qualcode.report.attribution import kind_name
from qualcode.tui.widgets.shelf import percent

#: Words for yes and no, folded, in the languages that a pasted column may be in.
_YES = {"1", "yes", "y", "oui", "o", "x", "true", "vrai", "ja", "si"}
_NO = {"", "0", "no", "n", "non", "false", "faux", "nein"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `field` is one of those of a Thing, `name`, `coded`, or `attribute` with its name."""

    field: str
    title: str
    attribute: str = ""
    writable: bool = False
    right: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from the other columns of its table."""
        return self.field, self.attribute


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the grid: what it is about, and what its cells say."""

    thing: Thing
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What a tab of the sheet shows."""

    owner: Owner
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def owner_name(owner: Owner) -> str:
    """What a tab is called."""
    return {"document": _("Documents"), "speaker": _("Speakers"), "case": _("Cases")}[owner]


def case_kind(kind: str) -> str:
    """What a kind of case is called."""
    return {"person": _("person"), "site": _("site"), "institution": _("institution")}.get(kind, kind)


def table(project: Project, owner: Owner, added: Sequence[str], progress: Mapping[int, Progress]) -> Table:
    """A tab as it stands now; `added` are attributes that nothing has yet."""
    names = [*project.attribute_names(owner)]
    names += [name for name in added if name not in names]
    columns = (*_fixed(owner), *(Column("attribute", name, name, writable=True) for name in names))
    says = [_teller(column, owner, progress) for column in columns]
    lines = tuple(Line(thing, tuple(say(thing) for say in says)) for thing in project.things(owner))
    return Table(owner, columns, lines)


def read(owner: Owner, thing: int, column: Column, typed: str) -> Cell:
    """The cell that is meant by what was typed or pasted; raises ProjectError where it means nothing."""
    if not column.writable:
        raise ProjectError(_("“{column}” cannot be changed here.").format(column=column.title))
    typed = clean_text(typed)
    if column.field == "interviewer":
        said = fold(typed)
        if said not in _YES | _NO:
            raise ProjectError(_("“{value}” is neither yes nor no.").format(value=typed))
        typed = YES if said in _YES else ""
    if column.field == "kind":
        typed = _kind(owner, typed)
    return Cell(owner, thing, column.field, typed, column.attribute)


def kinds(owner: Owner) -> dict[str, str]:
    """The kinds of documents or cases, with what they are called."""
    return {kind: kind_name(kind) for kind in KINDS} if owner == "document" else {k: case_kind(k) for k in CASE_KINDS}


def _fixed(owner: Owner) -> tuple[Column, ...]:
    titles = {
        "name": _("name"),
        "kind": _("kind"),
        "words": _("words"),
        "cases": _("case"),
        "coded": _("coded"),
        "document": _("document"),
        "label": _("label"),
        "interviewer": _("interviewer"),
        "documents": _("documents"),
        "speakers": _("speakers"),
    }
    fields = {
        "document": ("name", "kind", "words", "coded", "cases"),
        "speaker": ("name", "document", "label", "interviewer", "cases"),
        "case": ("name", "kind", "documents", "speakers"),
    }[owner]
    numbers = ("words", "coded", "speakers")
    return tuple(Column(f, titles[f], "", f in WRITABLE[owner], f in numbers) for f in fields)


def _teller(column: Column, owner: Owner, progress: Mapping[int, Progress]) -> Callable[[Thing], str]:
    """What a column says of a thing; words are looked up once, not for each row."""
    name, field = column.attribute, column.field
    if field == "attribute":
        return lambda thing: thing.attributes.get(name, "")
    if field == "name":
        return lambda thing: thing.name
    if field == "coded":
        return lambda thing: percent(progress[thing.id]) if thing.id in progress else ""
    if field == "words":
        return lambda thing: number(int(thing.fields["words"]))
    if field == "interviewer":
        yes = _("yes")
        return lambda thing: yes if thing.fields["interviewer"] else ""
    if field == "kind":
        named = kinds(owner)
        return lambda thing: named.get(thing.fields["kind"], thing.fields["kind"])
    return lambda thing: thing.fields[field]


def _kind(owner: Owner, typed: str) -> str:
    for kind, name in kinds(owner).items():
        if fold(typed) in (fold(kind), fold(name)):
            return kind
    named = ", ".join(kinds(owner).values())
    raise ProjectError(_("“{value}” is not a kind; there are: {kinds}.").format(value=typed, kinds=named))
