"""Who speaks where, for every way in which transcripts are written, and for the prose that only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.ingest.making import LONG, drafted, said, styles

#: The blanks that stand before a French colon: none, ordinary, no-break, narrow no-break.
BLANKS = ("", " ", "\u00a0", "\u202f")


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("E", "Mme D."),
        ("E", "Mme\u00a0D."),
        ("Locuteur 1", "Locuteur 2"),
        ("Enquêteur", "M. Lacaze"),
        ("Enquêtrice", "Yanis"),
        ("Q", "R"),
        ("I1", "R1"),
        ("Animatrice", "P3"),
        ("I", "Mme R."),
        ("ENQUÊTRICE", "MME DELMAS"),
        ("Enquêteur·rice", "Usager.ère"),
        ("CA", "YB"),
        ("E", "[la directrice]"),
        ("Sarah Corbin", "Jean de La Tour"),
        ("Q.", "R."),
    ],
)
def test_a_label_and_a_colon(one: str, other: str, blank: str) -> None:
    text = f"{one}{blank}: Bonjour.\n{other}{blank}: {LONG}\n{one}{blank}: Et alors ?\n{other}{blank}: Ben voilà."
    draft = drafted(text)
    assert said(draft) == [(one, "Bonjour."), (other, LONG), (one, "Et alors ?"), (other, "Ben voilà.")]
    assert [turn.start for turn in draft.turns] == [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
    assert draft.text == text


@pytest.mark.parametrize(
    ("write", "label"),
    [
        ("{} – ", "Enquêtrice"),
        ("{} — ", "Enquêtrice"),
        ("{} - ", "Enquêtrice"),
        ("**{}** : ", "Enquêtrice"),
        ("**{} :** ", "Enquêtrice"),
        ("**{}** ", "Enquêtrice"),
        ("**{}**\n", "Enquêtrice"),
        ("*{} :* ", "Enquêtrice"),
        ("__{}__ : ", "Enquêtrice"),
        ("{} :\n", "Enquêtrice"),
        ("{} :\t", "Enquêtrice"),
        ("{}\t", "Enquêtrice"),
        ("> {} : ", "Enquêtrice"),
    ],
)
def test_other_ways_to_set_a_label_apart(write: str, label: str) -> None:
    other = "M. B."
    parts = [(label, "Bonjour."), (other, LONG), (label, "Et alors ?"), (other, "Ben voilà.")]
    draft = drafted("\n\n".join(write.format(who) + words for who, words in parts))
    assert said(draft) == parts
    assert [s.interviewer for s in draft.speakers] == [True, False]


def test_bold_names_without_a_role() -> None:
    draft = drafted(f"**Claire**\nBonjour.\n\n**Yanis**\n{LONG}\n\n**Claire**\nEt ?\n\n**Yanis**\nBen.")
    assert said(draft) == [("Claire", "Bonjour."), ("Yanis", LONG), ("Claire", "Et ?"), ("Yanis", "Ben.")]


def test_two_lines_are_a_talk() -> None:
    assert said(drafted(f"E : Bonjour.\nMme D. : {LONG}")) == [("E", "Bonjour."), ("Mme D.", LONG)]


@pytest.mark.parametrize(
    ("before", "after", "time"),
    [
        ("[00:12:33] I1 : ", "", 753_000),
        ("[12:33] I1 : ", "", 753_000),
        ("(00:12:33) I1\u202f: ", "", 753_000),
        ("00:12:33 I1 : ", "", 753_000),
        ("I1 [00:12:33] : ", "", 753_000),
        ("I1 (00:12:33) : ", "", 753_000),
        ("I1 : [00:12:33] ", "", 753_000),
        ("I1: ", " #00:12:33-0#", 753_000),
        ("I1: ", " #00:04:12-3#", 252_300),
        ("I1  0:12\n", "", 12_000),
        ("I1  0:12 ", "", 12_000),
        ("I1 [0:12] ", "", 12_000),
        ("I1 1:02:03\n", "", 3_723_000),
        ("I1 (00:12)\n", "", 12_000),
        ("00:00:12 I1\n", "", 12_000),
    ],
)
def test_moments_beside_labels(before: str, after: str, time: int) -> None:
    words = "Oui, c'est ça."
    draft = drafted(f"{before}{words}{after}\n\n{before.replace('I1', 'R1')}{LONG}{after}\n\n{before}Non.{after}")
    assert [turn.label for turn in draft.turns] == ["I1", "R1", "I1"]
    assert [turn.time for turn in draft.turns] == [time] * 3
    first = draft.turns[0]
    assert draft.text[first.body : first.end] == words + after
    assert all(draft.text[moment.start : moment.end].strip("[]()# ")[-1].isdigit() for moment in draft.timestamps)
    assert [moment.time for moment in draft.timestamps] == [time] * 3


def test_a_pause_or_a_clock_is_no_moment() -> None:
    draft = drafted(f"E : Bonjour (3') à 14:30 (14:30).\nMme D. : {LONG}\nE : oui [1:02]\nMme D. : bon #00:00:09-5#")
    assert [moment.time for moment in draft.timestamps] == [62_000, 9_500]


def test_a_focus_group_with_descriptions() -> None:
    draft = drafted(
        f"Animatrice : Bonjour à tous et à toutes.\nP1 (F, 44 ans) : {LONG}\nP3 (H, 54 ans, médecin) : Oui.\n"
        "P1 : Non.\nAnimatrice : Et vous ?\nP3 : Oui.\nP5 (femme, 62 ans, 30 ans d'ancienneté) : Ah.\nP2 : Ben."
    )
    assert draft.kind == "focus-group"
    assert [turn.label for turn in draft.turns] == ["Animatrice", "P1", "P3", "P1", "Animatrice", "P3", "P5", "P2"]
    assert {speaker.label: dict(speaker.attributes) for speaker in draft.speakers} == {
        "Animatrice": {},
        "P1": {"genre": "F", "âge": "44", "description": "F, 44 ans"},
        "P3": {"genre": "M", "âge": "54", "description": "H, 54 ans, médecin"},
        "P5": {"genre": "F", "âge": "62", "description": "femme, 62 ans, 30 ans d'ancienneté"},
        "P2": {},
    }
    assert [speaker.label for speaker in draft.speakers if speaker.interviewer] == ["Animatrice"]


@pytest.mark.parametrize(
    ("labels", "interviewers"),
    [
        (("E", "I"), {"E"}),
        (("Q", "E"), {"Q"}),
        (("I1", "I2"), {"I1"}),
        (("Modérateur", "P1"), {"Modérateur"}),
        (("Chercheuse", "M. B."), {"Chercheuse"}),
        (("Intervieweuse", "Mme A."), {"Intervieweuse"}),
        (("Enquêteur 1", "Enquêtée"), {"Enquêteur 1"}),
        (("Speaker 1", "Speaker 2"), set()),
    ],
)
def test_who_leads_the_talk(labels: tuple[str, str], interviewers: set[str]) -> None:
    one, two = labels
    draft = drafted(f"{one} : Bonjour.\n{two} : {LONG}\n{one} : Et ?\n{two} : Voilà.")
    assert {speaker.label for speaker in draft.speakers if speaker.interviewer} == interviewers


def test_numbers_that_count_questions_are_not_people() -> None:
    draft = drafted("\n".join(f"Q{n} : Question ?\nR{n} : {LONG}" for n in range(1, 7)))
    assert [speaker.label for speaker in draft.speakers] == ["Q", "R"]
    assert len(draft.turns) == 12


def test_paragraphs_without_a_label_go_on_with_the_turn() -> None:
    draft = drafted(f"E : Bonjour.\n\nMme D. : {LONG}\n\nEncore.\n\nEt encore.\n\nE : Oui ?\n\nMme D. : Voilà.")
    assert said(draft)[1] == ("Mme D.", f"{LONG}\n\nEncore.\n\nEt encore.")


def test_long_answers_of_many_paragraphs() -> None:
    answer = "\n".join([LONG] * 12)
    draft = drafted("\n".join(f"E : Question {n} ?\nR : {answer}" for n in range(15)))
    assert len(draft.turns) == 30


def test_lines_cut_at_a_width() -> None:
    line = "mais la journée d'hier c'était vraiment une journée comme toutes les autres"
    answer = "\n".join([line] * 12)
    draft = drafted(f"E : Bonjour, on commence.\nMme D. : {answer}\nE : Oui ?\nMme D. : {answer}\nbref.")
    assert said(draft) == [
        ("E", "Bonjour, on commence."),
        ("Mme D.", answer),
        ("E", "Oui ?"),
        ("Mme D.", f"{answer}\nbref."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Objectif : que les gens viennent.",
        "Par exemple : le matin.",
        "Note : c'est difficile.",
        "Je lui dis : « non ».",
        "Résultat : rien.",
        "Tél.: 01 02 03 04 05",
        "La question : à quoi ça sert ?",
        "Déclaration : elle est à refaire.",
        "Site : https://example.org",
        "Oui – enfin non.",
        "C'est ça – et autre chose.",
        "Donc : rien.",
    ],
)
def test_a_rubric_inside_a_turn_is_nobody(line: str) -> None:
    draft = drafted(f"E : Bonjour.\nMme D. : {LONG}\n{line}\nE : Et ?\nMme D. : Voilà.\n{line}\nE : Bon.")
    assert {speaker.label for speaker in draft.speakers} == {"E", "Mme D."}
    assert said(draft)[1] == ("Mme D.", f"{LONG}\n{line}")


def test_somebody_who_speaks_once() -> None:
    text = f"E : Bonjour.\nMme D. : {LONG}\n{{}} : je passe prendre un café.\nMme D. : Vas-y.\nE : Bon ?\nMme D. : Oui."
    for label in ("Sophie", "P5", "Mme K.", "Lina Roy", "R2", "[une collègue]"):
        draft = drafted(text.format(label))
        assert said(draft)[2] == (label, "je passe prendre un café.")


def test_who_speaks_first_may_speak_once() -> None:
    draft = drafted(f"Animatrice : Bienvenue à toutes et à tous.\nP1 : {LONG}\nP2 : Non.\nP1 : Si.\nP2 : Ah.")
    assert said(draft)[0] == ("Animatrice", "Bienvenue à toutes et à tous.")


def test_headings_and_tables_are_in_no_turn() -> None:
    draft = drafted(
        f"E : Bonjour.\nMme D. : {LONG}\n\n## Thème 2\n\nE : Et ?\nMme D. : Ben.\n\n# Annexe\n\n| a | b |\n| 1 | 2 |"
    )
    assert [words for _label, words in said(draft)] == ["Bonjour.", LONG, "Et ?", "Ben."]
    assert styles(draft)[2] == "heading"
    assert styles(draft)[-2:] == ["table", "table"]


def test_spellings_of_one_label_are_one_speaker() -> None:
    draft = drafted(f"Enquêtrice : Bonjour.\nMme D. : {LONG}\nenquêtrice: Et ?\nMme D : Oui.\nEnquêtrice : Bon.")
    assert [speaker.label for speaker in draft.speakers] == ["Enquêtrice", "Mme D."]
    assert {turn.label for turn in draft.turns} == {"Enquêtrice", "Mme D."}


@pytest.mark.parametrize(
    "text",
    [
        f"Rapport\n\nNote : ceci.\n\n{LONG}\n\nDirecteur de publication : X. Y.\nTél.: 01\n\nNote : cela.\n\n{LONG}",
        "\n\n".join(f"Q. : Question {n} ?\nOui : 3\nNon : 4\n{LONG}" for n in range(30)),
        f"{LONG * 9}\n\nE : Bonjour\nR : oui\n\n{LONG * 9}\n\n{LONG * 9}\n\nE : Bonjour\nR : oui\n\n{LONG * 9}",
        f"27 mars\n{LONG}\n\n" + "\n\n".join(["Mme Hadj : « Non. »", LONG, "M. Sow : « Si. »", "Mme Hadj : « Ah. »"]),
        "Page 1 : Méthode\nPage 2 : Public\nPage 3 : Formation\n" + LONG,
        f"**Important** {LONG}\n**Important** {LONG}\n**Attention** {LONG}\n**Attention** {LONG}",
        "Nom\tÂge\tVille\nClaire\t44\tLyon\nYanis\t28\tBrest\nClaire\t44\tLyon\nYanis\t28\tBrest",
        "M. Roy : président\nMme Dia : secrétaire\nM. Lam : trésorier\n" + LONG,
        LONG,
        "E : tout seul.",
    ],
)
def test_prose_has_no_turns(text: str) -> None:
    draft = drafted(text)
    assert draft.turns == ()
    assert draft.speakers == ()


LABELS = st.sampled_from(["E", "Mme D.", "P3 (F, 54 ans)", "Enquêtrice", "Note", "Date", "Yanis", "Q", "**Nom**", ""])
LINES = st.lists(
    st.tuples(LABELS, st.sampled_from([" : ", ": ", " – ", "\t", "  0:12\n", " "]), st.text(max_size=30)), max_size=25
)


@given(LINES)
def test_turns_lie_in_order_and_the_text_is_untouched(lines: list[tuple[str, str, str]]) -> None:
    raw = "\n".join(label + sign + words for label, sign, words in lines)
    draft = drafted(raw)
    end = 0
    for turn in draft.turns:
        assert end <= turn.start <= turn.body <= turn.end <= len(draft.text)
        end = turn.end
    assert {turn.label for turn in draft.turns} == {speaker.label for speaker in draft.speakers}
    covered = "".join(draft.text[p.start : p.end] for p in draft.paragraphs)
    assert "".join(covered.split()) == "".join(draft.text.split())
