"""Importing in two steps: files are read and shown, a person corrects what was found, then all goes in as one action.

What was read is what is kept: a file that changes or goes away in between makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode import ingest
from qualcode.errors import ImportFailure, QualcodeError
from qualcode.files import reason
from qualcode.i18n import _
from qualcode.ingest.files import holds_codings
from qualcode.model.document import Case, Draft
from qualcode.project.documents import Progress
from qualcode.project.importing import Failure, few_names, free_name
from qualcode.project.studies import Studies, StudyPlan
from qualcode.storage import documents
from qualcode.storage.documents import Ready

#: Files of more bytes are read only when someone wants it: an interview is a thousandth of that.
LARGE = 50_000_000
_STUDIES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that was read: a document (a table: one per row), or a whole study.

    `twin` names a document, of the project or of another file, with the same bytes or the same words.
    """

    path: Path
    drafts: tuple[Draft, ...]
    cases: tuple[Case, ...] = ()
    warnings: tuple[str, ...] = ()
    twin: str = ""
    plan: StudyPlan | None = None

    @property
    def correctable(self) -> bool:
        """Whether there is one document whose turns can be looked at; a study says itself what its documents are."""
        return self.plan is None and len(self.drafts) == 1


@dataclass(frozen=True, slots=True)
class Preparation:
    """What files hold; those that could not be read; those that were too large, with their size, and were not."""

    files: tuple[Prepared, ...] = ()
    failures: tuple[Failure, ...] = ()
    large: tuple[tuple[Path, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be kept, with all that takes time done."""

    ready: tuple[Ready, ...]
    cases: tuple[Case, ...]
    studies: tuple[tuple[StudyPlan, tuple[Ready, ...]], ...]


class Preparing(Studies):
    """The part of the facade that imports what a person has looked at first."""

    def prepare(
        self,
        paths: Iterable[Path],
        progress: Progress | None = None,
        *,
        largest: int | None = None,
        beside: Preparation | None = None,
    ) -> Preparation:
        """Read files, folders and studies and write nothing. A file that cannot be read is a Failure.

        Files of more than `largest` bytes are named and not read; what is read comes after what is there `beside`.
        """
        before = beside or Preparation()
        found, failures, large = list(before.files), list(before.failures), []
        taken = {*documents.names(self.conn), *(draft.name for one in found for draft in one.drafts)}
        files = ingest.expand(paths, (lambda path: progress(0, 0, path.name)) if progress else None)
        for done, path in enumerate(files):
            if progress:
                progress(done, len(files), path.name)
            try:
                size = path.stat().st_size if largest is not None and path.is_file() else 0
                if largest is not None and size > largest:
                    large.append((path, size))
                    continue
                found.append(self._prepared(path, taken, progress))
            except QualcodeError as error:
                failures.append(Failure(path, str(error)))
            except OSError as error:
                failures.append(Failure(path, reason(error)))
        if progress:
            progress(len(files), len(files), "")
        return Preparation(tuple(self._with_twins(found, progress)), tuple(failures), tuple(large))

    def choose(self, chosen: Sequence[Prepared], progress: Progress | None = None) -> Chosen:
        """Do all that takes time before what was chosen is kept; nothing is written."""
        plain = [one for one in chosen if one.plan is None]
        drafts = [draft for one in plain for draft in one.drafts]
        ready = tuple(self.make_ready(drafts, progress))
        cases = tuple(case for one in plain for case in one.cases)
        studies = tuple((one.plan, tuple(self.make_ready(one.drafts, progress))) for one in chosen if one.plan)
        return Chosen(ready, cases, studies)

    def keep(self, chosen: Chosen, progress: Progress | None = None) -> list[int]:
        """Keep what was chosen, in one action; the ids of the new documents.

        A name that is taken by now gets a number.
        """
        before = set(documents.names(self.conn).values())
        names = [one.draft.name for one in chosen.ready] + [plan.study.name for plan, _ready in chosen.studies]
        with self.action("import", few_names(names)):
            for plan, ready in chosen.studies:
                self.keep_study(plan, ready, progress)
            self.keep_cases(chosen.cases)
            self.add_ready(self._under_free_names(chosen.ready), progress)
        return [id_ for id_ in documents.names(self.conn).values() if id_ not in before]

    def _prepared(self, path: Path, taken: set[str], progress: Progress | None) -> Prepared:
        if path.suffix.lower() in _STUDIES:
            plan = self.plan_study(path, progress=progress)
            taken |= {draft.name for draft in plan.drafts}
            return Prepared(path, plan.drafts, plan.cases, plan.warnings, plan=plan)
        if path.suffix.lower() == ".csv" and holds_codings(path):
            raise ImportFailure(_("this is a table of codings, no document."))
        reading = ingest.read(path)
        drafts = []
        for draft in reading.drafts:
            drafts.append(replace(draft, name=free_name(draft.name, taken)))
            taken.add(drafts[-1].name)
        return Prepared(path, tuple(drafts), reading.cases, reading.warnings)

    def _with_twins(self, found: Sequence[Prepared], progress: Progress | None) -> Iterator[Prepared]:
        drafts = [draft for one in found for draft in one.drafts]
        words = {id(draft): twin.name for draft, twin in self.twins(_told(drafts, progress))}
        # A study and the files it names may be chosen together: then the files are there already.
        of_studies = (draft for one in found if one.plan for draft in one.drafts)
        seen = {draft.source.sha256: draft.name for draft in of_studies if draft.source}
        for one in found:
            source = one.drafts[0].source if one.drafts else None
            if one.plan or source is None:
                yield one
                continue
            twin = documents.name_by_source(self.conn, source.sha256) or seen.get(source.sha256, "")
            seen.setdefault(source.sha256, one.drafts[0].name)
            yield replace(one, twin=twin or words.get(id(one.drafts[0]), ""))

    def _under_free_names(self, ready: Sequence[Ready]) -> list[Ready]:
        taken = set(documents.names(self.conn))
        named = []
        for one in ready:
            name = free_name(one.draft.name, taken)
            taken.add(name)
            named.append(one if name == one.draft.name else replace(one, draft=replace(one.draft, name=name)))
        return named


def _told(drafts: Sequence[Draft], progress: Progress | None) -> Iterator[Draft]:
    for done, draft in enumerate(drafts):
        if progress:
            progress(done, len(drafts), draft.name)
        yield draft


def supported(path: Path) -> bool:
    """Whether a file can be imported, by its suffix: a document or a study."""
    return path.suffix.lower() in (*ingest.supported_suffixes(), *_STUDIES)
