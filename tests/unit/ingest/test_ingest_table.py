"""Tables of answers: a document per row with words, a case per respondent."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode import ingest
from qualcode.errors import ImportFailure, UnknownName
from qualcode.ingest import RowPlan
from tests.unit.ingest.making import read, styles

ANSWER = "Financement au projet, renouvelé tous les ans en février, annoncé en juin."
OTHER = "Les gens qui viennent avec une enveloppe fermée et qui repartent avec trois."


def table(separator: str, rows: list[list[str]]) -> str:
    return "\n".join(separator.join(row) for row in rows) + "\n"


@pytest.mark.parametrize("separator", [";", "\t"])
def test_columns_say_what_they_are(tmp_path: Path, separator: str) -> None:
    rows = [
        ["id", "poste", "genre", "difficulté", "demande"],
        ["R1", "conseiller", "F", ANSWER, OTHER],
        ["R2", "médiateur", "M", "", OTHER],
        ["R3", "médiateur", "", "", ""],
    ]
    reading = read(tmp_path, "enquête.csv", table(separator, rows))
    assert [draft.name for draft in reading.drafts] == ["enquête/R1", "enquête/R2"]
    assert [case.name for case in reading.cases] == ["enquête/R1", "enquête/R2", "enquête/R3"]
    assert reading.cases[2].attributes == {"poste": "médiateur"}
    first = reading.drafts[0]
    assert first.text == f"difficulté\n{ANSWER}\n\ndemande\n{OTHER}"
    assert styles(first) == ["heading", "body", "heading", "body"]
    assert first.attributes == {"poste": "conseiller", "genre": "F"}
    assert first.cases == ("enquête/R1",)
    assert first.kind == "questionnaire"
    assert reading.drafts[1].text == f"demande\n{OTHER}"


def test_one_text_column_needs_no_heading(tmp_path: Path) -> None:
    reading = read(
        tmp_path, "q.csv", table(",", [["n°", "age", "texte"], ["1", "44", f'"{ANSWER}"'], ["2", "3", OTHER]])
    )
    assert [draft.text for draft in reading.drafts] == [ANSWER, OTHER]
    assert reading.drafts[1].name == "q/2"


def test_a_plan_prevails(tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    path.write_text(
        table(";", [["code", "Poste", "court", "long"], ["a", "AS", "oui", ANSWER], ["b", "EJE", "non", OTHER]])
    )
    reading = ingest.read(path, rows=RowPlan(id="CODE", text=["court"], attributes=["poste"]), kind="document")
    assert [(draft.name, draft.text, draft.kind) for draft in reading.drafts] == [
        ("q/a", "oui", "document"),
        ("q/b", "non", "document"),
    ]
    assert reading.cases[0].attributes == {"Poste": "AS"}
    with pytest.raises(UnknownName) as caught:
        ingest.read(path, rows=RowPlan(text=["absente"]))
    assert "Poste" in caught.value.hint


def test_cells_hold_line_ends_quotes_and_labels(tmp_path: Path) -> None:
    cell = f'{ANSWER}\n\nE : « Oui »\nIl a dit "non".'
    content = 'id,texte\nR1,"' + cell.replace('"', '""') + '"\n'
    draft = read(tmp_path, "q.csv", content).drafts[0]
    assert draft.text == cell
    # A label inside an answer is the respondent's own words.
    assert [(turn.label, turn.body, turn.end) for turn in draft.turns] == [("R1", 0, len(cell))]


def test_each_answer_is_a_turn_of_its_respondent(tmp_path: Path) -> None:
    rows = [["id", "frein", "souhait"], ["R7", ANSWER, OTHER], ["R8", OTHER, ANSWER]]
    draft = read(tmp_path, "q.csv", table(";", rows)).drafts[0]
    assert [draft.text[turn.body : turn.end] for turn in draft.turns] == [ANSWER, OTHER]
    assert [draft.text[turn.start : turn.body] for turn in draft.turns] == ["frein\n", "souhait\n"]
    (speaker,) = draft.speakers
    assert (speaker.label, speaker.case, speaker.interviewer) == ("R7", "q/R7", False)


def test_identifiers_empty_or_twice(tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    path.write_text(table(";", [["id", "t"], ["a", ANSWER], ["a", ANSWER], ["", ANSWER]]))
    reading = ingest.read(path, rows=RowPlan(id="id", text=["t"]))
    assert [draft.name for draft in reading.drafts] == ["q/a", "q/a (2)", "q/3"]


def test_uneven_rows_and_nameless_columns_lose_nothing(tmp_path: Path) -> None:
    reading = read(tmp_path, "q.csv", f"id;;x;x\nR1;{ANSWER};c;d;e\nR2;{OTHER}\n")
    assert len(reading.warnings) == 1
    assert reading.cases[0].attributes == {"x": "c", "x (2)": "d", "column 5": "e"}
    assert [draft.text for draft in reading.drafts] == [ANSWER, OTHER]


def test_excel_says_its_separator_and_windows_its_letters(tmp_path: Path) -> None:
    content = f"sep=;\r\nid;réponse\r\nR1;{ANSWER}\r\nR2;Déjà, l’été\r\n".encode("cp1252")
    reading = read(tmp_path, "q.csv", content)
    assert reading.encoding == "cp1252"
    assert [draft.text for draft in reading.drafts] == [ANSWER, "Déjà, l’été"]


def test_rows_without_words_are_cases_only(tmp_path: Path) -> None:
    reading = read(tmp_path, "q.csv", "id;age\nR1;44\nR2;35\n")
    assert reading.drafts == ()
    assert len(reading.cases) == 2
    assert reading.warnings


@pytest.mark.parametrize("content", ["une seule ligne", "a;b\n", "un\ndeux\n", "\n\n;;\n"])
def test_what_is_no_table(tmp_path: Path, content: str) -> None:
    with pytest.raises(ImportFailure, match="table"):
        read(tmp_path, "q.csv", content)


def test_an_open_quotation_mark_takes_the_rest(tmp_path: Path) -> None:
    draft = read(tmp_path, "q.csv", f'id;t\nR1;{ANSWER}\nR2;"{OTHER}\nR3;fin\n').drafts[1]
    assert draft.text == f"{OTHER}\nR3;fin"


def test_a_very_long_cell(tmp_path: Path) -> None:
    words = "mot " * 100_000
    draft = read(tmp_path, "q.csv", f"id;t\nR1;{words}\n").drafts[0]
    assert draft.text == words.strip()
    with pytest.raises(ImportFailure):
        read(tmp_path, "q.csv", b"id;t\nR1;" + b"m" * 20_100_000)


def test_a_table_of_codings_is_not_answers(tmp_path: Path) -> None:
    with pytest.raises(ImportFailure, match="codings"):
        read(tmp_path, "c.csv", f"document,quotation,code,coder\nd,{OTHER},c,A\n")


def test_the_shipped_questionnaire(corpus: Path) -> None:
    reading = ingest.read(corpus / "questionnaire.csv")
    assert len(reading.cases) == 178
    assert len(reading.drafts) >= 60
    counts = [case.attributes["france_services"] + case.attributes["aide_demarches"] for case in reading.cases]
    assert [counts.count(pair) for pair in ("nonnon", "nonoui", "ouinon", "ouioui")] == [2, 46, 21, 109]
