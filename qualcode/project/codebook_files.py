"""Codebook files in and out of the project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from qualcode.model.codebook import CODE_FIELDS
from qualcode.project.code_fields import clean_name
from qualcode.project.coding import Codings
from qualcode.storage import codebook, study

if TYPE_CHECKING:
    from qualcode.interchange.codebook_export import Exported
    from qualcode.interchange.codebook_merge import CodebookDiff
    from qualcode.interchange.codebook_yaml import CodebookFile

#: A codebook file, read or not yet.
AnyFile: TypeAlias = "str | Path | CodebookFile"


class CodebookFiles(Codings):
    """The part of the facade that loads and exports codebooks."""

    def codebook_diff(self, *files: AnyFile) -> CodebookDiff:
        """What loading these files, one after the other, would do: codes added, fields changed, codes only here.

        A file is a path, or what `load_codebook_file` gave. Raises CodebookError with the mistakes of a file.
        """
        from qualcode.interchange.codebook_merge import diff

        return diff(self.codebook(), [_read(file) for file in files])

    def load_codebook(self, *files: AnyFile) -> CodebookDiff:
        """Merge codebook files into the project by path, in one action; what was done.

        Codes that only the project has stay as they are, and so do fields that a file leaves out. Raises CodebookError
        with the mistakes of a file, and then loads none.
        """
        from qualcode.interchange.codebook_merge import diff

        read = [_read(file) for file in files]
        names = ", ".join(file.name or Path(file.source).stem for file in read)
        with self.action("load codebook", names):
            done = diff(self.codebook(), read)
            self._apply(done)
        return done

    def export_codebook(self, path: str | Path, code: str | None = None, *, prune: bool = False) -> Exported:
        """Write the codebook (or one code with all under it, and the codes above it) to a YAML file.

        A file that stands already is brought up to date in place: its comments, order and line breaks stay, and so do
        codes that only the file has unless `prune`. Raises CodebookError when the file is no codebook or cannot be
        edited in place, OSError when it cannot be written.
        """
        from qualcode.interchange.codebook_export import export_codebook_file

        book = self.codebook()
        only = None
        if code is not None:
            top = self.resolve_code(code).id
            only = {*book.ancestors(top), *book.subtree(top)}
        return export_codebook_file(Path(path), book, only, name=study.name(self.conn), prune=prune)

    def _apply(self, done: CodebookDiff) -> None:
        book = self.codebook()
        ids = {path: code_id for code_id, path in book.paths.items()}
        coder = self.coder_id() if done.added else None
        # Fields first: a change is named by the path that the code had.
        for change in done.changed:
            codebook.update(self.conn, ids[change.path], {change.field: change.new})
        for code in done.added:
            parent = ids[code.parent] if code.parent is not None else None
            fields = {name: value for name, value in code.fields.items() if name in CODE_FIELDS}
            ids[code.path] = codebook.insert(self.conn, clean_name(code.name), parent, coder, fields)


def _read(file: AnyFile) -> CodebookFile:
    from qualcode.interchange.codebook_yaml import CodebookFile, load_codebook_file

    return file if isinstance(file, CodebookFile) else load_codebook_file(file)
