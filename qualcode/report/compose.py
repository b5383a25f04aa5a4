"""From material to a report: which sections there are, in which order, and what stands in each.

Every segment of the material stands in exactly one section. By code, a section is a code and its level is the depth in
the tree below the code that was asked for; by document, a section is a document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qualcode.i18n import _
from qualcode.model.codebook import Code
from qualcode.model.coding import Segment
from qualcode.model.document import Document
from qualcode.report import counting, origin
from qualcode.report.anonymous import anonymised
from qualcode.report.attribution import DATE, first, kind_name, place, shown_date
from qualcode.report.cast import Cast
from qualcode.report.content import CountTable, Material, Remark, Report, Request, Section
from qualcode.report.quotations import Quotations


def compose(material: Material, request: Request) -> Report:
    """The report on some material; the segments may come in any order."""
    material = _in_order(anonymised(material) if request.anonymous else material)
    composer = _Composer(material, request)
    sections, silent = composer.by_code() if request.by == "code" else (composer.by_document(), ())
    return Report(
        title=request.title.strip() or material.project,
        subtitle=_("Code report") if request.by == "code" else _("Report by document"),
        extent=origin.extent(material),
        made=request.made,
        coders=origin.coders(material),
        facts=origin.facts(material, request),
        coverage=origin.coverage(material),
        warnings=origin.warnings(material),
        sections=tuple(sections),
        silent=tuple(silent),
        memos=composer.memos_on("project", 0),
        shown=len(material.segments),
        codes=len({segment.code_id for segment in material.segments}),
    )


def _in_order(material: Material) -> Material:
    place_of = {document.id: index for index, document in enumerate(material.documents)}
    segments = sorted(material.segments, key=lambda s: (place_of.get(s.document_id, 0), s.start, s.end, s.id))
    return replace(material, segments=tuple(segments))


class _Composer:
    def __init__(self, material: Material, request: Request) -> None:
        self.material = material
        self.request = request
        self.book = material.codebook
        self.cast = Cast(material.segments, material.voices)
        self.quotations = Quotations(material, self.cast)
        self.documents = {document.id: document.name for document in material.documents}
        self.held: dict[int, list[Segment]] = {}
        for segment in material.segments:
            self.held.setdefault(segment.code_id, []).append(segment)
        self.memos: dict[tuple[str, int], list[Remark]] = {}
        self._sort_memos()

    def by_code(self) -> tuple[list[Section], list[str]]:
        sections, silent = [], []
        for root in self._roots():
            depth = self.book.depth(root)
            for code_id in self.book.subtree(root):
                section = self._code(self.book[code_id], self.book.depth(code_id) - depth + 1)
                if section:
                    sections.append(section)
                else:
                    silent.append(self.book.path(code_id))
        return sections, silent

    def by_document(self) -> list[Section]:
        held: dict[int, list[Segment]] = {}
        for segment in self.material.segments:
            held.setdefault(segment.document_id, []).append(segment)
        return [
            self._document(document, held[document.id]) for document in self.material.documents if document.id in held
        ]

    def memos_on(self, thing: str, id_: int) -> tuple[Remark, ...]:
        return tuple(self.memos.get((thing, id_), ()))

    def _roots(self) -> Iterator[int]:
        chosen = self.request.codes
        if not chosen:
            yield from (code.id for code in self.book.children(None))
            return
        for code_id in self.book:
            # A code under another chosen one stands in the chapter of that one.
            if code_id in chosen and not set(self.book.ancestors(code_id)[:-1]) & set(chosen):
                yield code_id

    def _code(self, code: Code, level: int) -> Section | None:
        own = self.held.get(code.id, [])
        total = [segment for id_ in self.book.subtree(code.id) for segment in self.held.get(id_, ())]
        if not total:
            return None
        return Section(
            title=self.book.path(code.id) if level == 1 and code.parent is not None else code.name,
            level=level,
            definition=_definition(code),
            summary=counting.summary(len(own), total, self.cast),
            memos=self.memos_on("code", code.id),
            tables=_filled(
                counting.by_document(own, total, self.documents), counting.by_speaker(own, total, self.cast)
            ),
            compact=level > 1,
            columns=("own",) if len(own) == len(total) else ("own", "total") if own else ("total",),
            quotations=self.quotations.of(own, codes=False),
        )

    def _document(self, document: Document, segments: Sequence[Segment]) -> Section:
        day = first(document.attributes, DATE)
        about = (kind_name(document.kind), place(document.attributes), shown_date(day) if day else "")
        return Section(
            title=document.name,
            level=1,
            definition=(("", ", ".join(part for part in about if part)),),
            summary=counting.document_summary(segments, self.cast),
            memos=self.memos_on("document", document.id),
            tables=_filled(
                counting.by_code(segments, self.book.paths), counting.by_speaker(segments, segments, self.cast)
            ),
            quotations=self.quotations.of(segments, codes=True),
        )

    def _sort_memos(self) -> None:
        several = len(self.material.coders) > 1
        for memo in self.material.memos:
            # Notes that came with a file belong to the material; memos on codings stand under their quotation.
            if memo.kind != "memo" or memo.coding is not None or memo.case is not None:
                continue
            key = ("code", memo.code) if memo.code else ("document", memo.document) if memo.document else ("project", 0)
            author = self.material.coders.get(memo.coder or 0, "") if several else ""
            self.memos.setdefault((key[0], key[1] or 0), []).append(Remark(memo.text, author))


def _filled(*tables: CountTable) -> tuple[CountTable, ...]:
    return tuple(table for table in tables if table.rows)


def _definition(code: Code) -> tuple[tuple[str, str], ...]:
    # The example of a code is invented: it would be taken for data among the quotations.
    parts = (
        ("", code.definition),
        (_("When to use"), code.include),
        (_("When not to use"), code.exclude),
        (_("Reference"), code.reference),
    )
    return tuple((label, text.strip()) for label, text in parts if text.strip())
