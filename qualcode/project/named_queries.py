"""Queries that the project keeps under a name: listed, renamed, part of other queries as `@name`, with their versions.

A query names codes, documents, speakers, cases, attributes and other queries by what they are called. When that
changes, the queries that are kept are mended in the same action; only the names that no longer mean the same are
touched. What cannot be mended is listed as broken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.analysis.query import naming
from qualcode.analysis.query.complete import short_path
from qualcode.analysis.query.parse import parse, query_name
from qualcode.errors import ProjectError, QualcodeError, QueryError, UnknownName
from qualcode.i18n import _, number
from qualcode.model.codebook import Codebook
from qualcode.model.query_named import LONGEST_NAME, UNFIT, QueryVersion, SavedQuery, meant, spelled
from qualcode.model.rows import Rows
from qualcode.model.text import clean_line, clean_text, fold
from qualcode.project.documents import did_you_mean
from qualcode.project.queries import Queries
from qualcode.storage import queries

if TYPE_CHECKING:
    from qualcode.analysis.query.spelling import Spot

_LISTED_FROM = (
    *("queries", "documents", "speakers", "attributes", "cases", "case_speakers", "coders", "codes", "networks"),
)
#: Kinds of actions that give documents, speakers, cases and attributes other names.
_RENAMING = ("rename document", "rename case", "rename attribute", "speaker", "attributes")


class NamedQueries(Queries):
    """The part of the facade that keeps queries."""

    #: What codes become in the action under way, by id: those that are merged live on in another one.
    _merged_into: dict[int, int]

    def queries(self) -> Rows[SavedQuery]:
        """The queries that are kept, by name; `broken` says of one that cannot be asked why it cannot."""
        return self.cached("saved queries", lambda: Rows(self._listed(), "queries"), *_LISTED_FROM)

    def named_query(self, name: str) -> SavedQuery:
        """The query kept under a name (case, accents and a leading @ aside); raises UnknownName with the nearest."""
        every = {saved.name: saved for saved in self.queries()}
        return every[naming.found(_plain(name), {name: saved.query for name, saved in every.items()})]

    def save_query(self, name: str, text: str, note: str | None = None, replacing: bool = False) -> SavedQuery:
        """Keep a query under a name, in one undo step; what is kept then.

        `replacing` gives the query of that name another text, and another note unless it is None. An empty text is
        `*`, every segment. Raises QueryError and UnknownName for a query that cannot be asked or that would be a part
        of itself, QueryError for a name that cannot be one, ProjectError for one that is taken.
        """
        name = self.clean_query_name(name)
        text = clean_text(text) or "*"
        known = {saved.name: saved for saved in self.queries()}
        twin = known.get(meant(name, known) or "")
        if twin and not replacing:
            raise ProjectError(
                _("There is already a query {name}.").format(name=spelled(twin.name)),
                _("Choose another name, or replace it with --replace."),
            )
        name = twin.name if twin else name
        naming.refuse_circles(parse(text), {**self.vocabulary().queries, name: text}, (name,))
        self.parsed(text)
        with self.action("save query", f"{spelled(name)} = {text}"):
            coder = self.coder_id()
            if twin:
                queries.update(self.conn, twin.id, text, twin.note if note is None else clean_text(note))
            else:
                queries.insert(self.conn, name, text, clean_text(note or ""), coder)
        return self.named_query(name)

    def rename_query(self, name: str, new: str) -> SavedQuery:
        """Give a kept query another name, also wherever queries and saved networks mention it, in one undo step.

        Raises UnknownName; QueryError for a name that cannot be one, ProjectError for one that is taken.
        """
        saved, new = self.named_query(name), self.clean_query_name(new)
        known = [other.name for other in self.queries()]
        twin = meant(new, (other for other in known if other != saved.name))
        if twin is not None:
            raise ProjectError(_("There is already a query {name}.").format(name=spelled(twin)))
        with self.action("rename query", f"{spelled(saved.name)} → {spelled(new)}"):
            self.coder_id()
            queries.rename(self.conn, saved.id, new)
            self._respell_mentions(saved.name, new, known)
        return self.named_query(new)

    def delete_query(self, name: str, *, force: bool = False) -> SavedQuery:
        """Forget a query; undo brings it back. What was deleted.

        Raises UnknownName; ProjectError, and deletes nothing, when queries or saved networks mention it, unless
        `force`.
        """
        saved = self.named_query(name)
        users = self.query_users(saved.name)
        if users and not force:
            raise ProjectError(
                _("{name} is used by {users}.").format(name=spelled(saved.name), users=", ".join(users)),
                _("To delete it all the same, and leave them broken: --force."),
            )
        with self.action("delete query", spelled(saved.name)):
            self.coder_id()
            queries.delete(self.conn, saved.id)
        return saved

    def query_users(self, name: str) -> tuple[str, ...]:
        """What mentions a kept query, in words: queries by their names, then saved networks."""
        saved = self.named_query(name)
        known = [other.name for other in self.queries()]
        networks = (
            network
            for _id, network, text in queries.of_networks(self.conn)
            if any(meant(word, known) == saved.name for word in naming.mentioned(text))
        )
        return (*map(spelled, saved.used_by), *(_("network “{name}”").format(name=one) for one in networks))

    def query_versions(self, name: str) -> Rows[QueryVersion]:
        """What a query said since it was kept, oldest first, out of the journal; what was undone is left out.

        Also of a query that was deleted, by its last name. Raises UnknownName for a name that there never was.
        """
        # Those that are there now come last, and so before others that bore the name.
        every = sorted(queries.lives(self.conn), key=lambda life: life[-1].operation != "delete")
        lives = {_called(life[-1].values): life for life in every}
        name = _plain(name)
        found = meant(name, lives)
        if found is None:
            raise UnknownName(_("There is no named query “{name}”.").format(name=name), did_you_mean(name, lives))
        return Rows(map(_version, lives[found]), "query versions")

    def clean_query_name(self, name: str) -> str:
        """A name as it may be kept, without a leading @ and quotation marks; raises QueryError where it cannot be."""
        name = _plain(name)
        if not any(letter.isalnum() for letter in name):
            raise QueryError(_("A named query needs a name with a letter or a digit."))
        unfit = next((letter for letter in name if letter in UNFIT), None)
        if unfit:
            raise QueryError(_("The name of a query cannot hold {letter}").format(letter=unfit))
        if len(name) > LONGEST_NAME:
            raise QueryError(
                _("The name is too long: {length} characters, at most {limit}.").format(
                    length=number(len(name)), limit=number(LONGEST_NAME)
                )
            )
        return name

    @contextmanager
    def action(self, kind: str, detail: str = "") -> Iterator[int]:
        """One user action, see `Base.action`; where codes get other names in it, the kept queries follow."""
        if self._open_action:
            yield self._open_action
            return
        self._merged_into = {}
        before = self.codebook()
        with super().action(kind, detail) as action:
            yield action
            after = self.codebook()
            if after is not before:
                self._follow_codes(before, after)
            if kind in _RENAMING:
                self._follow_names(action)

    def _listed(self) -> list[SavedQuery]:
        rows = queries.every(self.conn)
        names = [row.name for row in rows]
        uses = {
            row.name: tuple(dict.fromkeys(meant(word, names) or word for word in naming.mentioned(row.query)))
            for row in rows
        }
        listed = []
        for row in rows:
            used_by = tuple(name for name in names if row.name in uses[name])
            broken, hint = self._wrong_with(row.query)
            listed.append(replace(row, uses=uses[row.name], used_by=used_by, broken=broken, hint=hint))
        return sorted(listed, key=lambda saved: (fold(saved.name), saved.name))

    def _wrong_with(self, text: str) -> tuple[str, str]:
        try:
            self.parsed(text)
        except QualcodeError as error:
            return error.message, error.hint
        return "", ""

    def _respell_mentions(self, old: str, new: str, known: list[str]) -> None:
        """Have queries and networks mention a query by its new name. `known` are the names before."""

        def other(spot: Spot) -> str | None:
            return new if spot.field == "query" and meant(spot.name, known) == old else None

        self._respell(other)

    def _follow_codes(self, before: Codebook, after: Codebook) -> None:
        """Have the kept queries name the codes that they named before, where what they say means something else now."""

        def other(spot: Spot) -> str | None:
            code = _code_named(before, spot.name) if spot.field == "code" else None
            code = self._heir_of(code)
            if code is None or code not in after or _code_named(after, spot.name) == code:
                return None
            return short_path(after, code)

        self._respell(other)

    def _follow_names(self, action: int) -> None:
        """Have the kept queries call documents, speakers, cases, attributes as the action did, unless others are so."""
        renamed = queries.renamed(self.conn, action)
        if not renamed:
            return
        known = self.vocabulary()
        called = {
            "documents": {fold(document.name) for document in known.documents.values()},
            "cases": {fold(name) for name in known.cases.values()},
            "speakers": {fold(name) for voice in known.voices.values() for name in (voice.name, voice.label)},
            "attributes": {fold(name) for name in known.attributes},
        }
        other = {(table, fold(old)): new for table, old, new in renamed if fold(old) not in called[table]}
        if other:
            self._respell(lambda spot: other.get((f"{spot.field}s", fold(spot.name))))

    def _respell(self, other: Callable[[Spot], str | None]) -> None:
        """Put other names into the kept queries and into those of saved networks; see `spelling.respelled`."""
        rows, restricted = queries.every(self.conn), queries.of_networks(self.conn)
        if not rows and not restricted:
            return
        from qualcode.analysis.query.spelling import respelled

        for row in rows:
            if (text := respelled(row.query, other)) != row.query:
                queries.respell(self.conn, row.id, text)
        for network, _name, query in restricted:
            if (text := respelled(query, other)) != query:
                queries.respell_network(self.conn, network, text)

    def _heir_of(self, code: int | None) -> int | None:
        return code if code is None else self._merged_into.get(code, code)


def _plain(name: str) -> str:
    """A name as it was typed, which may be as in a query: with @ and quotation marks."""
    name = clean_line(name)
    return clean_line(query_name(name)) if name.startswith("@") else name


def _code_named(book: Codebook, name: str) -> int | None:
    """The code that a query means by a path or the end of it; None for none, and for several."""
    found = book.find(name)
    if found is None and not name.startswith("/"):
        ending = book.ending(name)
        found = ending[0] if len(ending) == 1 else None
    return found.id if found else None


def _version(change: queries.Change) -> QueryVersion:
    values = change.values
    return QueryVersion(
        *(change.action, change.created, change.coder, _change(change.operation, change.changed), _called(values)),
        *(str(values.get("query", "")), str(values.get("note", ""))),
    )


def _called(values: Mapping[str, object]) -> str:
    return str(values.get("name", ""))


def _change(operation: str, changed: frozenset[str]) -> str:
    if operation == "update":
        return "renamed" if "name" in changed else "changed"
    return {"insert": "saved", "delete": "deleted"}[operation]
