"""Documents in groups: by kind, by a kind of case, by an attribute; and the words by which one is found in a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from qualcode.model.document import CASE_KINDS, KINDS
from qualcode.model.text import fold
from qualcode.project.attributes import Attributes

#: What an attribute is called as a way of grouping.
BY_ATTRIBUTE = "attribute:"
#: An attribute with more values than these does not group anything.
_MOST_VALUES = 30

_GROUPED = ("documents", "speakers", "attributes", "cases", "case_documents", "case_speakers")


class Groupings(Attributes):
    """The part of the facade that sorts documents into groups."""

    def groupings(self) -> list[str]:
        """The ways to group that this project offers.

        `kind`; `site`, `institution`, `person` where documents belong to such cases (persons only where one of them
        has several documents); `attribute:NAME` for attributes that several documents share.
        """
        return self.cached("groupings", self._groupings, *_GROUPED)

    def document_groups(self, grouping: str) -> Mapping[int, tuple[str, ...]]:
        """The names of the groups of each document, by its id; none for what belongs nowhere.

        A document with several cases of a kind is in several groups. An unknown grouping is that by kind.
        """
        return self.cached(f"groups {grouping}", lambda: self._groups(grouping), *_GROUPED)

    def document_words(self) -> Mapping[int, str]:
        """What a document is found by in a list: name, kind, speakers, cases, attributes; folded."""

        def read() -> dict[int, str]:
            cases, attributes = self.document_cases(), self.document_attributes()
            return {
                d.id: "\n".join(
                    fold(part)
                    for part in (
                        *(d.name, d.kind, *d.speakers),
                        *(name for name, _kind in cases.get(d.id, ())),
                        *attributes.get(d.id, {}).values(),
                    )
                )
                for d in self.documents()
            }

        return self.cached("document words", read, *_GROUPED)

    def _groupings(self) -> list[str]:
        linked = Counter(case for cases in self.document_cases().values() for case in cases)
        kinds = {kind for (_name, kind), n in linked.items() if kind != "person" or n > 1}
        order = sorted(kinds.intersection(CASE_KINDS), key=("site", "institution", "person").index)
        values: dict[str, Counter[str]] = {}
        for attributes in self.document_attributes().values():
            for name, value in attributes.items():
                values.setdefault(name, Counter())[value] += 1
        shared = (n for n, c in values.items() if 1 < len(c) <= _MOST_VALUES and c.total() > len(c))
        return ["kind", *order, *(BY_ATTRIBUTE + name for name in sorted(shared, key=fold))]

    def _groups(self, grouping: str) -> dict[int, tuple[str, ...]]:
        if grouping.startswith(BY_ATTRIBUTE):
            name = grouping.removeprefix(BY_ATTRIBUTE)
            valued = self.document_attributes().items()
            return {document: (held[name],) for document, held in valued if held.get(name)}
        if grouping in CASE_KINDS:
            linked = self.document_cases().items()
            found = {document: tuple(n for n, kind in cases if kind == grouping) for document, cases in linked}
            return {document: names for document, names in found.items() if names}
        order = {kind: at for at, kind in enumerate(KINDS)}
        documents = sorted(self.documents(), key=lambda d: order.get(d.kind, len(order)))
        return {d.id: (d.kind,) for d in documents}
