"""A large invented project, the same for the same seed: what the benchmarks, and whoever wants to try a size, run on.

Documents are interviews: an interviewer and one or two respondents with a role and a site, turns of one to twelve
sentences, a line each. Codings gather on places that several codes share, as they do in real work: most cover one to
three whole sentences, the others start and end anywhere. Codes stand in a tree of three levels and some are far more
frequent than others. Nothing is meant to make sense but the sizes.

    python -m benchmarks.generate PATH --codings 100000 --codes 300 --documents 500
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.model.document import Draft, Paragraph, Source, Speaker, Turn
from qualcode.project import Project, new_project
from qualcode.storage import codebook, codings, documents
from qualcode.storage.codings import NewCoding

ROLES = ("AS", "directrice", "médiateur numérique", "agente d'accueil", "usager")
SITES = ("Vitrolles", "Marseille", "Digne", "Gap", "Arles")
CODERS = ("Camille", "Bastien")
WORDS_PER_SENTENCE = 12

#: Share of the codings that gather on places where others stand too; share that covers whole sentences.
GATHERED = 0.6
WHOLE = 0.7

_SYLLABLES = (
    "ac",
    "bi",
    "ca",
    "dé",
    "é",
    "fon",
    "gui",
    "hé",
    "in",
    "jour",
    "ka",
    "li",
    "mé",
    "nou",
    "or",
    "pre",
    "qué",
)
_KNOWN = ["recours", "guichet", "caf", "autonomie", "code", "passe", "rendez-vous", "démarche", "serpillière"]


@dataclass(frozen=True)
class Size:
    """How much to make. `words` is per document; the first may have words and codings of its own (0: as the others)."""

    codings: int = 100_000
    codes: int = 300
    documents: int = 500
    words: int = 8_000
    seed: int = 1
    first_words: int = 0
    first_codings: int = 0

    def of(self, number: int) -> tuple[int, int]:
        """The words and the codings of a document."""
        if number == 0 and self.first_words:
            return self.first_words, self.first_codings
        others = self.documents - bool(self.first_words)
        rest = self.codings - self.first_codings
        return self.words, rest // others + (number - bool(self.first_words) < rest % others)


@dataclass(frozen=True)
class Interview:
    """A document with its sentences as (start, end)."""

    draft: Draft
    sentences: tuple[tuple[int, int], ...]


def build(path: Path, size: Size | None = None) -> None:
    """Write a project of that size at a path where nothing stands yet."""
    size = size or Size()
    chance = random.Random(size.seed)
    pool = _sentence_pool(chance)
    with new_project(path, coder=CODERS[0]) as project, project.action("import", "benchmark"):
        codes = _codes(project, size.codes)
        coders = [codings.ensure_coder(project.conn, name) for name in CODERS]
        weights = [1 / (rank + 5) for rank in range(len(codes))]
        for number in range(size.documents):
            words, share = size.of(number)
            interview = _interview(chance, pool, number, words)
            document = documents.insert(project.conn, interview.draft, interview.sentences)
            places = _places(chance, interview, len(codes), share, weights, len(coders))
            text = interview.draft.text
            codings.insert_many(
                project.conn,
                [
                    NewCoding(document, codes[code], coders[coder], start, end, text[start:end])
                    for start, end, code, coder in places
                ],
            )


def transcript(lines: int, seed: int = 1) -> str:
    """A plain text interview of that many turns, one a line, for the benchmarks of the import."""
    chance = random.Random(seed)
    pool = _sentence_pool(chance)
    names = ("Enquêtrice", "Mme D.")
    return "\n".join(
        f"{names[line % 2]} : {' '.join(chance.choices(pool, k=chance.randint(1, 3)))}" for line in range(lines)
    )


def _sentence_pool(chance: random.Random) -> list[str]:
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _word in range(4_000)] + _KNOWN * 5
    return [
        " ".join(chance.choices(words, k=chance.randint(4, 2 * WORDS_PER_SENTENCE - 4))).capitalize() + "."
        for _sentence in range(5_000)
    ]


def _codes(project: Project, count: int) -> list[int]:
    """A forest in which every code has up to five children and no path is longer than three names."""
    ids: list[int] = []
    parents: list[tuple[int, int]] = []
    roots = -(-count // 31)
    for number in range(count):
        parent, level = (None, 1) if number < roots else parents[(number - roots) // 5]
        code = codebook.insert(project.conn, f"code {number + 1}", parent, project.coder_id())
        ids.append(code)
        if level < 3:
            parents.append((code, level + 1))
    return ids


def _interview(chance: random.Random, pool: Sequence[str], number: int, words: int) -> Interview:
    labels = ["Enquêtrice", *(f"R{place + 1}" for place in range(1 + (number % 4 == 0)))]
    parts: list[str] = []
    turns: list[Turn] = []
    sentences: list[tuple[int, int]] = []
    said = position = 0
    while said < words or not turns:
        label = labels[0] if len(turns) % 2 == 0 else chance.choice(labels[1:])
        start, head = position, f"{label} : "
        position += len(head)
        body = position
        line = chance.choices(pool, k=chance.randint(1, 2) if label == labels[0] else chance.randint(2, 12))
        for sentence in line:
            sentences.append((position, position + len(sentence)))
            position += len(sentence) + 1
            said += sentence.count(" ") + 1
        parts.append(head + " ".join(line))
        turns.append(Turn(start, position - 1, body, label))
    draft = Draft(
        f"entretien-{number + 1:04}",
        "entretien",
        "\n".join(parts),
        paragraphs=tuple(Paragraph(turn.start, turn.end) for turn in turns),
        turns=tuple(turns),
        speakers=tuple(_speakers(chance, labels, number)),
        attributes={"site": SITES[number % len(SITES)], "date": f"20{19 + number % 5}-{1 + number % 12:02}-15"},
        cases=(f"site {SITES[number % len(SITES)]}",),
        source=Source(f"entretien-{number + 1:04}.txt", "txt", "utf-8", f"{number:064x}"),
    )
    return Interview(draft, tuple(sentences))


def _speakers(chance: random.Random, labels: Sequence[str], number: int) -> Iterator[Speaker]:
    yield Speaker(labels[0], "Enquêtrice", interviewer=True)
    for label in labels[1:]:
        name = f"{label} entretien {number + 1}"
        yield Speaker(label, name, case=name, attributes={"role": chance.choice(ROLES), "age": str(number % 50 + 20)})


def _places(
    chance: random.Random, interview: Interview, codes: int, count: int, weights: Sequence[float], coders: int
) -> list[tuple[int, int, int, int]]:
    """Distinct (start, end, code, coder), as many as asked."""
    sentences = interview.sentences
    hot = [chance.randrange(len(sentences)) for _place in range(max(1, count // 16))]
    found: dict[tuple[int, int, int, int], None] = {}
    while len(found) < count:
        first = chance.choice(hot) if chance.random() < GATHERED else chance.randrange(len(sentences))
        last = min(first + chance.choice((0, 0, 1, 2)), len(sentences) - 1)
        start, end = sentences[first][0], sentences[last][1]
        if chance.random() > WHOLE:
            start = chance.randrange(start, end - 2)
            end = chance.randrange(start + 1, end + 1)
        code = chance.choices(range(codes), weights)[0]
        found[(start, end, code, 0 if chance.random() < 0.8 else coders - 1)] = None
    return list(found)


def main() -> None:
    """Read the sizes from the command line and build."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__.split("\n\n")[0])
    parser.add_argument("path", type=Path)
    size = Size()
    for name in ("codings", "codes", "documents", "words", "seed", "first_words", "first_codings"):
        parser.add_argument(f"--{name}", type=int, default=getattr(size, name), help="(default: %(default)s)")
    given = vars(parser.parse_args())
    build(given.pop("path"), Size(**given))


if __name__ == "__main__":
    main()
