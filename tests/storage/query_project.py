"""A generated project in which everything that a query can ask for is there in several ways."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from pathlib import Path

from qualcode.model.document import Draft, Paragraph, Source, Speaker, Turn
from qualcode.project import Project, new_project
from tests.unit.query.naive import READ, Units
from tests.unit.query.trees import spelled

CODES = (
    "dirty work",
    "dirty work/délégation",
    "dirty work/délégation/tacite",
    "renvoi/délégation",
    "Non-Recours",
    "a*b",
)
WORDS = ("serpillière", "non-recours", "cœur", "guichet", "C'est", "sale", "boulot", "médiateur·rice·s", "ÉTÉ")
ROLES = ("AS", "as", "directrice", "Médiateur numérique")
NAMES = ("role", "Rôle", "site", "Tranche d'âge", "kind")
VALUES = (*ROLES, "CCAS", "Vitrolles", "45-54", "45 54")
MEASURED = tuple(READ)
CASES = ("Delmas", "Benali", "MDS", "CCAS")
KINDS = ("entretien", "notes", "Entretien")
CODERS = ("Camille", "bastien")
DAYS = ("2019-02-28T22:00:00.000Z", "2019-05-01T00:00:00.000Z", "2019-05-31T23:59:59.999Z", "2020-02-29T12:00:00.000Z")
WITHOUT_TURNS = 5
KNOWN = (*CODES, "délégation", "/renvoi", *WORDS, "sale boulot", *VALUES, *MEASURED, *CASES, *KINDS, *CODERS)
#: What a query may look for in it.
TEXTS = spelled([*KNOWN, *(f"Entretien-{number} é" for number in range(7)), "E", "R", "Mme Delmas", "nobody"])


def draft(chance: random.Random, number: int) -> Draft:
    """An invented document of a few turns, some of them nobody's; one has none, and in some a line is in no turn."""
    labels = ["E", "R", *(["Mme D."] if number % 3 == 0 else [])]
    text, turns, lines = "", [], []
    for place in range(8):
        label = None if number % 4 == 3 else chance.choice([*labels, None])
        start = len(text)
        text += f"{label} : " if label else ""
        body = len(text)
        text += " ".join(chance.choices([*WORDS, "…", "boulot ? Sale"], k=6))
        lines.append(Paragraph(start, len(text)))
        if number % 3 or place != 4:
            turns.append(Turn(start, len(text), body, label, place))
        text += "\n"

    def attributes() -> dict[str, str]:
        found = {name: chance.choice(VALUES) for name in NAMES if chance.random() < 0.3}
        return found | ({"âge": chance.choice(MEASURED)} if chance.random() < 0.6 else {})

    return Draft(
        f"Entretien-{number} é",
        chance.choice(KINDS),
        text,
        paragraphs=tuple(lines),
        turns=() if number == WITHOUT_TURNS else tuple(turns),
        speakers=tuple(
            Speaker(
                label, chance.choice((label, "Mme Delmas")), label == "E", chance.choice((None, *CASES)), attributes()
            )
            for label in labels
        ),
        attributes={"Rôle": "AS", **attributes()} if number == 0 else attributes(),
        cases=tuple(chance.sample(CASES, k=number % 3)),
        source=Source("f", "txt", "utf-8", f"{number:064x}"),
    )


def build(path: Path, seed: int) -> None:
    """A project in which everything that a query can ask for is there in several ways."""
    chance = random.Random(seed)
    with new_project(path, coder="Camille") as project:
        project.add_drafts([draft(chance, number) for number in range(7)])
        for case in CASES:
            site = case in ("MDS", "CCAS")
            project.add_case(case, attributes={"site": chance.choice(VALUES)} if chance.random() < 0.7 else {})
            project.conn.execute("UPDATE cases SET kind = ? WHERE name = ?", ("site" if site else "person", case))
        for coder in CODERS:
            project.coder = coder
            for document in project.documents():
                for _time in range(12):
                    start = chance.randrange(document.length - 2)
                    end = chance.randrange(start + 1, min(start + 60, document.length))
                    coding = project.code(document.id, start, end, chance.choice(CODES), create=True)
                    weighed = (chance.choice((None, 0, 19, 20, 49, 50, 51, 100)), chance.choice(DAYS), coding.id)
                    project.conn.execute("UPDATE codings SET weight = ?, created = ? WHERE id = ?", weighed)
                    for _memo in range(chance.choice((0, 0, 1, 2))):
                        project.add_memo(" ".join(chance.choices(WORDS, k=2)), coding=coding.id)


def units(study: Project) -> Units:
    """What the texts are cut into, from the views and from the texts themselves."""
    cut: dict[str, dict[int, list[tuple[int, int]]]] = {
        name: defaultdict(list) for name in ("turn", "paragraph", "sentence", "word")
    }
    for document in study.documents():
        (lines, said) = (
            study.conn.execute(f"SELECT {column} FROM documents WHERE id = ?", (document.id,)).fetchone()[0]
            for column in ("paragraphs", "sentences")
        )
        cut["paragraph"][document.id] = [(entry[0], entry[1]) for entry in json.loads(lines)]
        cut["sentence"][document.id] = [(entry[0], entry[1]) for entry in json.loads(said)]
        turns = study.conn.execute("SELECT start, end FROM turns WHERE document_id = ? ORDER BY start", (document.id,))
        cut["turn"][document.id] = turns.fetchall() or cut["paragraph"][document.id]
        cut["word"][document.id] = [
            found.span() for found in re.finditer(r"\S+", study.text(document.id)) if re.search(r"\w", found[0])
        ]
    return cut
