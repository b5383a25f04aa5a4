"""A small invented study, by hand: two social workers, a user, field notes; two coders; a tree of three levels."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from qualcode.model.codebook import Code, Codebook
from qualcode.model.coding import Coding, Memo, Segment
from qualcode.model.document import Document, Source
from qualcode.model.vocabulary import Voice
from qualcode.report.content import Material, Request

REQUEST = Request(made=date(2025, 11, 22), version="9.9")

BOOK = Codebook(
    [
        Code(
            1,
            "dirty work",
            definition="Ce qui salit une tâche.",
            include="La tâche est classée vers le bas.",
            exclude="La tâche est seulement longue.",
            example="« Phrase inventée pour le livre de codes. »",
            reference="Hughes 1962",
            position=1,
        ),
        Code(2, "sale boulot", 1, position=1),
        Code(3, "mots de passe", 2, position=1),
        Code(4, "délégation", 1, position=2),
        Code(5, "non-recours", position=2),
        Code(6, "honte", 5),
    ]
)
SOURCE = Source("", "txt", "utf-8", "")
AS_MDS = {"role": "AS", "fonction": "assistante sociale", "institution": "MDS", "date": "2023-03-14"}
AS_CCAS = {"role": "AS", "fonction": "assistante sociale", "institution": "CCAS", "date": "2023-03-28"}
USER = {"role": "usager", "site": "CAF", "date": "2023-04-02"}
NOTES = {"site": "CAF", "date": "2023-04-03"}

QUOTE = "Je scanne, je trie… « Le sale boulot », quoi : c'est pas mon métier\u00a0!"


def document(id_: int, name: str, kind: str, attributes: dict[str, str], words: int = 100) -> Document:
    return Document(id_, str(id_), name, kind, 1000, words, 4, (), attributes, (), SOURCE, "")


DOCUMENTS = (
    document(1, "entretien-1", "entretien", {"date": "2023-03-14"}),
    document(2, "entretien-2", "entretien", {"date": "2023-03-28"}),
    document(3, "entretien-3", "entretien", {"date": "2023-04-02"}),
    document(4, "notes-1", "notes", NOTES, words=250),
)
DELMAS, ANSEL, LACAZE, BASTIDE, VIDAL = 1, 2, 3, 4, 5
VOICES = {
    DELMAS: Voice(DELMAS, 1, "Mme Delmas", "Mme D.", case=7),
    ANSEL: Voice(ANSEL, 1, "Claire Ansel", "Enquêtrice", interviewer=True),
    LACAZE: Voice(LACAZE, 2, "M. Lacaze", "M. L."),
    BASTIDE: Voice(BASTIDE, 3, "M. Bastide", "M. B."),
    VIDAL: Voice(VIDAL, 2, "Mme Vidal", "Mme V."),
}


def segment(
    id_: int,
    doc: int,
    code: int,
    start: int = 0,
    end: int = 10,
    *,
    quote: str = QUOTE,
    speaker: int | None = DELMAS,
    coder: str = "Camille",
    memo: str = "",
    attributes: dict[str, str] | None = None,
) -> Segment:
    about = DOCUMENTS[doc - 1]
    own = {1: AS_MDS, 2: AS_CCAS, 3: USER, 4: NOTES}[doc] if attributes is None else attributes
    return Segment(
        *(id_, about.name, about.kind, start, end, quote, BOOK.path(code), coder),
        speaker=VOICES[speaker].name if speaker else None,
        memo=memo,
        created="",
        attributes=own,
        document_id=doc,
        code_id=code,
        speaker_id=speaker,
    )


SEGMENTS = (
    segment(1, 1, 3, 0, 10),
    segment(2, 1, 3, 0, 10, coder="Bastien", memo="À discuter."),
    segment(3, 1, 2, 5, 30, quote="Premier tour.\nEt le second, après un retour.", memo="Un mémo\nsur deux lignes."),
    segment(4, 2, 4, 0, 12, speaker=LACAZE),
    segment(5, 4, 3, 40, 60, speaker=None),
    segment(6, 3, 6, 0, 9, quote="J'ai fait demi-tour sur le palier.", speaker=BASTIDE),
)


def codings(segments: tuple[Segment, ...]) -> tuple[Coding, ...]:
    return tuple(Coding(s.id, str(s.id), s.document_id, s.code_id, 1, s.start, s.end, s.quote) for s in segments)


MEMOS = (
    Memo(1, "", "Le code le plus disputé.", code=1, coder=1),
    Memo(2, "", "Terrain difficile.", document=4, coder=2),
    Memo(3, "", "Note de bas de page.", kind="footnote", document=4, start=0, end=3),
    Memo(4, "", "Hypothèse générale.", coder=1),
)


def material(segments: tuple[Segment, ...] = SEGMENTS, book: Codebook = BOOK) -> Material:
    return Material(
        project="Guichets",
        documents=DOCUMENTS,
        codebook=book,
        segments=segments,
        codings=codings(SEGMENTS),
        memos=MEMOS,
        coders={1: "Camille", 2: "Bastien"},
        voices=VOICES,
    )


def renamed(code_id: int, name: str) -> Codebook:
    """The codebook with another name for one code."""
    return Codebook([replace(code, name=name) if code.id == code_id else code for code in BOOK.values()])
