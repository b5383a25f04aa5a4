"""Importing: files, folders and whole studies into documents; coding files onto them.

Everything is read and checked before the first row is written. Files that cannot be read are reported and the others
go in; a study or a coding file goes in whole or not at all, because its parts refer to each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from qualcode import ingest
from qualcode.analysis.suggest import nearest
from qualcode.errors import DuplicateImport, ImportFailure, QualcodeError, UnknownName
from qualcode.files import reason
from qualcode.i18n import _, ngettext
from qualcode.ingest import overlay
from qualcode.ingest.manuscript import Reading, RowPlan
from qualcode.model.document import Case, Document, Draft
from qualcode.model.text import count_words, fold
from qualcode.project.coding import Codings
from qualcode.project.documents import Progress
from qualcode.storage import cases, documents


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that did not go in, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import made (or would make): documents, cases; and what it could not read, with warnings."""

    drafts: tuple[Draft, ...]
    cases: tuple[Case, ...] = ()
    failures: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()


class Imports(Codings):
    """The part of the facade that brings material in."""

    def import_files(
        self,
        paths: Iterable[str | Path],
        *,
        kind: str | None = None,
        attributes: Mapping[str, str] | None = None,
        speakers: Mapping[str, str] | None = None,
        rows: RowPlan | None = None,
        again: bool = False,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> ImportResult:
        """Import files, and the files in folders, as documents in one action.

        `attributes` go on every document; `speakers` gives the labels of the text other names; `rows` says what the
        columns of a table are; `again` takes files whose bytes are in the project already. With `dry_run` nothing is
        written. A file that cannot be read is a Failure of the result. Raises UnknownName for a label nobody has.
        """
        files = ingest.expand(_path(path) for path in paths)
        drafts: list[Draft] = []
        found: list[Case] = []
        failures: list[Failure] = []
        warnings: list[str] = []
        for done, path in enumerate(files):
            if progress:
                progress(done, len(files), path.name)
            try:
                reading = self._read(path, kind, rows, again, drafts)
            except QualcodeError as error:
                failures.append(Failure(path, str(error)))
                continue
            except OSError as error:
                failures.append(Failure(path, reason(error)))
                continue
            warnings += reading.warnings
            found += reading.cases
            drafts += [self._dressed(draft, attributes, speakers) for draft in reading.drafts]
        if progress:
            progress(len(files), len(files), "")
        self._check_labels(speakers or {}, drafts)
        warnings += self.same_texts(drafts)
        if not dry_run:
            self._keep(drafts, found)
        return ImportResult(tuple(drafts), tuple(found), tuple(failures), tuple(warnings))

    def _read(self, path: Path, kind: str | None, rows: RowPlan | None, again: bool, batch: list[Draft]) -> Reading:
        reading = ingest.read(path, kind=kind, rows=rows)
        self.refuse_twin(reading, batch, again)
        return self.with_free_names(reading, batch, again)

    def refuse_twin(self, reading: Reading, batch: Sequence[Draft], again: bool) -> None:
        """Raise DuplicateImport for a file whose bytes are in the project or the batch, unless `again`."""
        source = reading.drafts[0].source if reading.drafts else None
        if source is None or again:
            return
        in_batch = (draft.name for draft in batch if draft.source and draft.source.sha256 == source.sha256)
        twin = documents.name_by_source(self.conn, source.sha256) or next(in_batch, None)
        if twin:
            raise DuplicateImport(
                _("{file} is already in the project as “{name}”.").format(file=source.name, name=twin),
                _("Use --again to import it once more."),
            )

    def same_texts(self, drafts: Sequence[Draft]) -> list[str]:
        """A warning for each draft whose words another document or draft has: one interview in two formats, say.

        Spaces and line ends aside; the rows of a table, where many may answer alike, are not compared, nor are files
        with the same bytes, which were refused or asked for.
        """
        return [
            _("{name}: same text as “{twin}”.").format(name=draft.name, twin=twin.name)
            for draft, twin in self.twins(drafts)
        ]

    def twins(self, drafts: Iterable[Draft]) -> Iterator[tuple[Draft, Draft | Document]]:
        """The drafts that say what a document, or a draft before them, says; each with the first such."""
        unread: dict[int, list[Document]] = {}
        for document in self.documents():
            if document.kind != "questionnaire":
                unread.setdefault(document.words, []).append(document)
        alike: dict[bytes, list[Draft | Document]] = {}
        for draft in drafts:
            if draft.kind == "questionnaire":
                continue
            # Only a document with as many words can say the same; its text is read once.
            for document in unread.pop(count_words(draft.text), ()):
                alike.setdefault(_said(documents.text(self.conn, document.id)), []).append(document)
            others = alike.setdefault(_said(draft.text), [])
            twin = next((other for other in others if not _same_bytes(draft, other)), None)
            if twin:
                yield draft, twin
            others.append(draft)

    def keep_cases(self, found: Iterable[Case]) -> None:
        """Make the cases that are missing and give all of them their attributes; call it inside an action."""
        for case in found:
            case_id = cases.ensure(self.conn, case.name, case.kind)
            cases.set_attributes(self.conn, "case", case_id, case.attributes)

    def with_free_names(self, reading: Reading, batch: Sequence[Draft], again: bool) -> Reading:
        """The reading with names that neither the project nor the batch has; raises ImportFailure unless `again`."""
        taken = {*documents.names(self.conn), *(draft.name for draft in batch)}
        named = []
        for draft in reading.drafts:
            if draft.name in taken and not again:
                raise ImportFailure(
                    _("there is already a document “{name}”.").format(name=draft.name),
                    _("Rename the file, or use --again to import it under another name."),
                )
            named.append(replace(draft, name=free_name(draft.name, taken)))
            taken.add(named[-1].name)
        return replace(reading, drafts=tuple(named))

    def _dressed(self, draft: Draft, attributes: Mapping[str, str] | None, speakers: Mapping[str, str] | None) -> Draft:
        labels = {fold(speaker.label) for speaker in draft.speakers}
        own = {alias: name for alias, name in (speakers or {}).items() if fold(alias) in labels}
        return overlay.apply(draft, attributes=attributes or {}, speakers=own)

    def _check_labels(self, speakers: Mapping[str, str], drafts: Sequence[Draft]) -> None:
        labels = {speaker.label for draft in drafts for speaker in draft.speakers}
        known = {fold(label) for label in labels}
        for alias in speakers:
            if drafts and fold(alias) not in known:
                raise UnknownName(
                    _("Nobody is called “{label}” in these files.").format(label=alias),
                    _("The speakers are: {names}").format(
                        names=", ".join(nearest(alias, labels) or sorted(labels)[:8])
                    ),
                )

    def _keep(self, drafts: Sequence[Draft], found: Sequence[Case]) -> None:
        if not drafts and not found:
            return
        ready = self.make_ready(drafts)
        with self.action("import", few_names([draft.name for draft in drafts])):
            self.keep_cases(found)
            self.add_ready(ready)


def few_names(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    more = len(names) - 3
    rest = ngettext(" and {n} more", " and {n} more", more).format(n=more) if more > 0 else ""
    return ", ".join(names[:3]) + rest


def _said(text: str) -> bytes:
    """A digest of the words of a text, spaces and line ends aside."""
    return sha256(" ".join(text.split()).encode(errors="surrogatepass")).digest()


def _same_bytes(draft: Draft, other: Draft | Document) -> bool:
    return draft.source is not None and draft.source.sha256 == getattr(other.source, "sha256", "")


def _path(given: str | Path) -> Path:
    """An empty name (a variable that a script left unset) is refused: as a path it would be the whole folder here."""
    if not str(given).strip():
        raise ImportFailure(_("The name of a file is empty."))
    return Path(given)


def free_name(name: str, taken: set[str]) -> str:
    """The name itself, or the first of `name (2)`, `name (3)`… that is free."""
    candidate, n = name, 2
    while candidate in taken:
        candidate, n = f"{name} ({n})", n + 1
    return candidate
