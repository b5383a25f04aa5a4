"""The projects and files that are measured on, made when first asked for and kept for the run."""

from __future__ import annotations

from pathlib import Path

from benchmarks.generate import Size, build, transcript

LARGE = Size(codings=100_000, codes=300, documents=500)
SMALL = Size(codings=20_000, codes=300, documents=100)
#: The same, but its first document has 300 pages of 330 words and 5,000 codings.
LONG = Size(codings=100_000, codes=500, documents=500, first_words=99_000, first_codings=5_000)
MILLION = Size(codings=1_000_000, codes=300, documents=2_000)
HUNDRED = Size(codings=20_000, codes=100, documents=100)
TINY = Size(codings=2_000, codes=300, documents=10)


class Material:
    """A folder of generated projects; one that is there already, of the same size, is used again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def project(self, size: Size) -> Path:
        """A project of that size."""
        path = (
            self.folder
            / f"{size.codings}-{size.codes}-{size.documents}-{size.words}-{size.seed}-{size.first_words}.qualcode"
        )
        if not path.exists():
            making = path.with_suffix(".making")
            making.unlink(missing_ok=True)
            build(making, size)
            making.rename(path)
        return path

    def transcripts(self, documents: int, lines: int) -> list[Path]:
        """Plain text interviews."""
        folder = self.folder / f"transcripts-{documents}-{lines}"
        folder.mkdir(exist_ok=True)
        paths = [folder / f"entretien-{number + 1:03}.txt" for number in range(documents)]
        for number, path in enumerate(paths):
            if not path.exists():
                path.write_text(transcript(lines, seed=number), encoding="utf-8")
        return paths

    def transcript_of(self, size: int) -> Path:
        """A plain text interview of that many bytes, or a line less."""
        path = self.folder / f"transcript-{size}.txt"
        if not path.exists():
            lines: list[str] = []
            room = size
            for line in transcript(size // 50).split("\n"):
                room -= len(line.encode()) + 1
                if room < 0:
                    break
                lines.append(line)
            path.write_text("\n".join(lines), encoding="utf-8")
        return path
