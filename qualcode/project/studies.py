"""A whole study from one file: codebooks, cases, documents with what is known of them, codings.

Its parts refer to each other, so it goes in whole, as one action, or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode import ingest
from qualcode.errors import ImportFailure, QualcodeError
from qualcode.i18n import _
from qualcode.ingest.study import Study, StudyDocument
from qualcode.model.document import Case, Draft
from qualcode.project.codebook_files import CodebookFiles
from qualcode.project.coding_files import CodingFiles
from qualcode.project.documents import Progress
from qualcode.project.importing import Imports
from qualcode.storage.documents import Ready


@dataclass(frozen=True, slots=True)
class StudyResult:
    """What a study file brought, or would bring: documents, cases, new codes, codings; with warnings of the readers."""

    drafts: tuple[Draft, ...]
    cases: tuple[Case, ...]
    codes: int
    codings: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StudyPlan:
    """A study with its documents read: what will be kept, whatever becomes of the files meanwhile."""

    study: Study
    drafts: tuple[Draft, ...]
    cases: tuple[Case, ...]
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
        plan = self.plan_study(path, again=again, progress=progress)
        if dry_run:
            codes = len(self.codebook_diff(*plan.study.codebooks).added)
            rows = sum(len(ingest.read_codings(file)) for file in plan.study.codings)
            return StudyResult(plan.drafts, plan.cases, codes, rows, plan.warnings)
        return self.keep_study(plan, self.make_ready(plan.drafts))

    def plan_study(self, path: str | Path, *, again: bool = False, progress: Progress | None = None) -> StudyPlan:
        """Read a study file and the documents it names; nothing is written. Raises as `import_study` does."""
        study = ingest.read_study(Path(path))
        drafts, found, warnings = self._read_documents(study, again, progress)
        return StudyPlan(study, drafts, (*study.cases, *found), warnings)

    def keep_study(self, plan: StudyPlan, ready: Sequence[Ready], progress: Progress | None = None) -> StudyResult:
        """Keep a study that was read, its documents made ready, with its codebooks and codings, in one action."""
        before = len(self.codebook())
        with self.action("import", plan.study.name):
            self.load_codebook(*plan.study.codebooks)
            self.keep_cases(plan.cases)
            self.add_ready(ready, progress)
            count = self.load_codings(plan.study.codings)
        return StudyResult(plan.drafts, plan.cases, len(self.codebook()) - before, count, plan.warnings)

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
