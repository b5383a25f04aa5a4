"""A whole study from one file: codebooks, cases, documents with what is known of them, codings.

Its parts refer to each other, so it goes in whole, as one action, or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qualcode import ingest
from qualcode.errors import ImportFailure, QualcodeError
from qualcode.i18n import _
from qualcode.ingest.study import Study, StudyDocument
from qualcode.model.document import Case, Draft
from qualcode.project.codebook_files import CodebookFiles
from qualcode.project.coding_files import CodingFiles
from qualcode.project.importing import Imports, Progress


@dataclass(frozen=True, slots=True)
class StudyResult:
    """What a study file brought, or would bring: documents, cases, new codes, codings; with warnings of the readers."""

    drafts: tuple[Draft, ...]
    cases: tuple[Case, ...]
    codes: int
    codings: int
    warnings: tuple[str, ...]


class Studies(Imports, CodebookFiles, CodingFiles):
    """The part of the facade that takes in a whole study."""

    def import_study(
        self, path: str | Path, *, again: bool = False, dry_run: bool = False, progress: Progress | None = None
    ) -> StudyResult:
        """Import a study file and all that it names in one action.

        Raises ImportFailure with every mistake of the study file, and for the first file that cannot be read. With
        `again`, documents that are there already are imported under another name. A dry run reads everything but the
        codings, which can only be placed on documents that are there.
        """
        study = ingest.read_study(Path(path))
        drafts, found, warnings = self._read_documents(study, again, progress)
        every_case = (*study.cases, *found)
        before = len(self.codebook())
        if dry_run:
            codes = len(self.codebook_diff(*study.codebooks).added)
            rows = sum(len(ingest.read_codings(file)) for file in study.codings)
            return StudyResult(drafts, every_case, codes, rows, warnings)
        with self.action("import", study.name):
            self.load_codebook(*study.codebooks)
            self.keep_cases(every_case)
            self.add_drafts(drafts)
            count = self.load_codings(study.codings)
        return StudyResult(drafts, every_case, len(self.codebook()) - before, count, warnings)

    def _read_documents(
        self, study: Study, again: bool, progress: Progress | None
    ) -> tuple[tuple[Draft, ...], tuple[Case, ...], tuple[str, ...]]:
        drafts: list[Draft] = []
        found: list[Case] = []
        warnings: list[str] = []
        for done, entry in enumerate(study.documents):
            if progress:
                progress(done, len(study.documents), entry.file.name)
            reading = self._read_entry(study, entry)
            self.refuse_twin(reading, drafts, again)
            reading = self.with_free_names(reading, drafts, again)
            drafts += [self._described(draft, entry, len(reading.drafts)) for draft in reading.drafts]
            found += reading.cases
            warnings += reading.warnings
        if progress:
            progress(len(study.documents), len(study.documents), "")
        warnings += self.same_texts(drafts)
        return tuple(drafts), tuple(found), tuple(warnings)

    def _read_entry(self, study: Study, entry: StudyDocument) -> ingest.Reading:
        try:
            return ingest.read(entry.file, kind=entry.kind, rows=entry.rows)
        except QualcodeError as error:
            raise ImportFailure(
                _("{study}, line {line}: {mistake}").format(
                    study=study.path.name, line=entry.line, mistake=error.message
                ),
                error.hint,
            ) from error

    def _described(self, draft: Draft, entry: StudyDocument, together: int) -> Draft:
        return ingest.apply(
            draft,
            kind=entry.kind,
            # A table makes a document per row, each with a name of its own.
            name=entry.name if together == 1 else None,
            attributes=entry.attributes,
            speakers=entry.speakers,
            cases=entry.cases,
        )
