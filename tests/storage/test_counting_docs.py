"""docs/counting.md: every example is run, and every number in it is derived a second way."""

from __future__ import annotations

import re
import shlex
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import chi2_contingency
from scipy.stats.contingency import association

from qualcode import cli
from qualcode.project import Project, new_project
from tests.conftest import ROOT
from tests.storage.reckoned import PERSON, ROOTS, attribute, coded, counted, said

PAGE = ROOT / "docs" / "counting.md"
EXAMPLES = dict(re.findall(r"^```\n\$ (qualcode [^\n]+)\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S))
GENRE, SURVEY, EMPTY, SMALL, COVERAGE, SATURATION = EXAMPLES
BRANCHES = ("non-recours", "dirty work", "territoires professionnels", "inclusion numérique")


@pytest.fixture(scope="module")
def guichets(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The invented study, to read."""
    with new_project(tmp_path_factory.mktemp("study") / "g.qualcode", coder="Camille") as project:
        project.import_study(corpus / "etude.yaml")
        yield project


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_example_is_what_the_command_prints(
    example: str, guichets: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    words = [str(guichets.path) if word.endswith(".qualcode") else word for word in shlex.split(example)[1:]]
    assert cli.run(words) == 0
    done = capsys.readouterr()
    assert f"{done.out}\n{done.err}".strip() == EXAMPLES[example].strip()


def figures(text: str) -> list[list[float]]:
    """The numbers of each line of a table that begins with a name, without those in its name."""
    lines = (re.split(r"\s{2,}", line.strip())[1:] for line in text.splitlines())
    return [[float(n) for cell in line for n in re.findall(r"[\d.]+", cell.replace(",", ""))] for line in lines if line]


def rows_of(text: str, names: tuple[str, ...]) -> list[list[float]]:
    """The numbers of the lines that begin with these names, in their order."""
    lines = {line.split("  ")[0]: line for line in text.splitlines()}
    return [figures(lines[name])[0] for name in names]


def crossed(
    found: dict[tuple[str, str], tuple[int, int]], rows: tuple[str, ...], columns: tuple[str, ...], which: int
) -> list[list[int]]:
    return [[found.get((row, column), (0, 0))[which] for column in columns] for row in rows]


def statistics(text: str, name: str) -> list[float]:
    """chi², df, p, V and n of the sentence that begins so."""
    (line,) = (line for line in text.splitlines() if line.startswith(f"{name}: chi²"))
    found = re.search(r"chi² = ([\d.,]+), df = (\d+), p ([=<]) ([\d.]+), Cramér's V = ([\d.]+), n = (\d+)", line)
    assert found
    sign = -1 if found[3] == "<" else 1
    return [float(found[1]), float(found[2]), sign * float(found[4]), float(found[5]), float(found[6])]


def hold(text: str, name: str, table: list[list[int]]) -> None:
    """The sentence says what scipy says."""
    counts = np.array(table)
    other = chi2_contingency(counts, correction=False)
    statistic, df, p, v, n = statistics(text, name)
    assert (statistic, df, n) == (pytest.approx(other.statistic, abs=0.005), other.dof, counts.sum())
    assert p == pytest.approx(other.pvalue, abs=0.0005) if p > 0 else other.pvalue < -p
    assert v == pytest.approx(association(counts, method="cramer", correction=False), abs=0.005)
    small = (other.expected_freq < 5).mean()
    assert (f"Small counts: {100 * small:.1f}%" in text) is bool(small > 0.2 or other.expected_freq.min() < 1)


def hold_table(text: str, rows: tuple[str, ...], table: list[list[int]]) -> None:
    """The lines say these counts with the percentages of the row, totals at their ends."""
    below = [sum(column) for column in zip(*table, strict=True)]
    for shown, line in zip(rows_of(text, (*rows, "Total")), [*table, below], strict=True):
        assert shown[::2] == [*line, sum(line)]
        assert shown[1::2] == [*(pytest.approx(100 * n / sum(line), abs=0.051) for n in line), 100]


def persons(project: Project, row: str, column: str, kind: str) -> dict[str, tuple[str, dict[str, int]]]:
    """For each respondent the column and how many segments of each row."""
    found: dict[str, tuple[str, dict[str, int]]] = {}
    for person, place, value, count in project.conn.execute(
        f"""{ROOTS} SELECT {PERSON}, {column}, {row}, count(*) FROM codings AS c JOIN tree ON tree.id = c.code_id
            JOIN documents AS d ON d.id = c.document_id WHERE d.kind = ? GROUP BY 1, 2, 3""",
        (kind,),
    ):
        found.setdefault(person, (place, {}))[1][value] = count
    return found


def dealt_p(text: str) -> float:
    found = re.search(r"2,000 times: chi² = [\d.,]+, p = (\d\.\d+)", text)
    assert found
    return float(found[1])


def test_segments_by_code_and_gender(guichets: Project) -> None:
    text = EXAMPLES[GENRE]
    found = counted(guichets, "tree.root", attribute("genre"), "entretien")
    first, _blank, second = text.partition("\n\n")
    table = crossed(found, BRANCHES, ("F", "M"), 0)
    hold_table(first, BRANCHES, table)
    hold(text, "Segments", table)
    people = persons(guichets, "tree.root", attribute("genre"), "entretien")
    women = sum(place == "F" for place, _codes in people.values())
    # Each of the eight stands in every row: the totals are those of each row.
    behind = [*crossed(found, BRANCHES, ("F", "M"), 1), [women, len(people) - women]]
    for shown, line in zip(rows_of(second, (*BRANCHES, "Total")), behind, strict=True):
        assert shown[::2] == [*line, len(people)]
        assert shown[1::2] == [*(pytest.approx(100 * n / len(people), abs=0.051) for n in line), 100]
    assert f"{len(people)} of {len(people)} respondents stand in several cells" in text
    # All ways in which the men could be three others of the eight.
    profiles = [[codes.get(name, 0) for name in BRANCHES] for _place, codes in people.values()]
    observed = chi2_contingency(np.array(table), correction=False).statistic
    ways = []
    for men in combinations(range(len(people)), len(people) - women):
        split = [
            [sum(p[i] for n, p in enumerate(profiles) if (n in men) is side) for i in range(4)]
            for side in (False, True)
        ]
        ways.append(chi2_contingency(np.array(split), correction=False).statistic >= observed - 1e-9)
    assert len(ways) == 56
    assert dealt_p(text) == pytest.approx(sum(ways) / 56, abs=0.03)


def test_segments_by_employment_and_space(guichets: Project) -> None:
    text = EXAMPLES[SURVEY]
    found = counted(guichets, attribute("statut"), attribute("france_services"), "questionnaire")
    rows = tuple(sorted({row for row, _column in found}))
    first, _blank, second = text.partition("\n\n")
    table, people = (crossed(found, rows, ("non", "oui"), which) for which in (0, 1))
    hold_table(first, rows, table)
    hold_table(second, rows, people)
    hold(text.split("\nRespondents:")[0], "Segments", table)
    hold("Respondents:" + text.split("\nRespondents:")[1], "Respondents", people)
    answers = list(persons(guichets, attribute("statut"), attribute("france_services"), "questionnaire").values())
    places = np.array([place == "oui" for place, _values in answers])
    profiles = np.array([[values.get(name, 0) for name in rows] for _place, values in answers])
    chance = np.random.default_rng(99)
    observed = chi2_contingency(np.array(table), correction=False).statistic
    reached = 0
    for _round in range(3_000):
        at = chance.permutation(places)
        dealt = np.array([profiles[at].sum(0), profiles[~at].sum(0)])
        reached += chi2_contingency(dealt, correction=False).statistic >= observed - 1e-9
    assert dealt_p(text) == pytest.approx(reached / 3_000, abs=0.01)


def test_a_grid_with_empty_cells(guichets: Project) -> None:
    held: dict[tuple[str, str], int] = defaultdict(int)
    for segment in guichets.query():
        if segment.code.startswith("non-recours/non-demande"):
            held[segment.code, segment.kind] += 1
    title, head, _rule, *lines = EXAMPLES[EMPTY].splitlines()
    assert title == "Segments by code under “non-recours/non-demande” and kind"
    kinds = head.split()[1:-1]
    codes = ["non-recours/non-demande/" + line.split("  ")[0] for line in lines[:-1]]
    assert {code for code, _kind in held} == set(codes)
    for code, shown in zip(codes, figures("\n".join(lines[:-1])), strict=True):
        assert shown[:-1] == [held.get((code, kind), 0) for kind in kinds]
        assert shown[-1] == sum(shown[:-1])
    assert figures(lines[-1])[0][-1] == sum(held.values())


def test_a_grid_with_small_cells(guichets: Project) -> None:
    """What is shown is true, what fewer than three stand behind is not shown."""
    found = counted(guichets, "tree.root", attribute("site"))
    _title, head, _rule, *lines = EXAMPLES[SMALL].strip().splitlines()
    sites = [name if name != "(none)" else "" for name in re.split(r"\s{2,}", head)[1:-1]]
    hidden = 0
    for line in lines[: len(BRANCHES)]:
        code, *cells, total = re.split(r"\s{2,}", line)
        for site, cell in zip(sites, cells, strict=True):
            segments, people = found.get((code, site), (0, 0))
            assert cell in (str(segments), "<3")
            assert not 0 < people < 3 or cell == "<3"
            hidden += cell == "<3"
        assert int(total) == sum(segments for (one, _site), (segments, _people) in found.items() if one == code)
    assert hidden == 12
    behind = {site: max(people for (_code, one), (_n, people) in found.items() if one == site) for site in sites}
    assert [behind[site] for site in ("CCAS", "France Services", "MDS", "CAF")] == [2, 1, 2, 0]


def test_coverage(guichets: Project) -> None:
    talk = {name: places for name, places in said(guichets).items() if name.startswith("entretien")}
    whole = sum(map(len, talk.values()))
    queries = [f'code:"{name}"' for name in BRANCHES]
    for query, shown in zip([*queries, "*"], rows_of(EXAMPLES[COVERAGE], (*BRANCHES, "Total")), strict=True):
        places = coded(guichets, query)
        covered = sum(len(there & places[name]) for name, there in talk.items())
        segments = guichets.count(f"{query} kind:entretien")
        assert shown == [segments, covered, whole, pytest.approx(100 * covered / whole, abs=0.051)]


def test_saturation(guichets: Project) -> None:
    dates = {d.name: d.attributes["date"] for d in guichets.documents() if d.kind == "entretien"}
    seen: set[str] = set()
    lines = EXAMPLES[SATURATION].splitlines()[2 : 2 + len(dates)]
    quiet = 0
    for place, (name, line) in enumerate(zip(sorted(dates, key=lambda n: dates[n]), lines, strict=True), 1):
        held = [segment.code for segment in guichets.query(f"document:{name}")]
        fresh = set(held) - seen
        seen |= fresh
        quiet = 0 if fresh else quiet + 1
        number, document, *shown = line.split()
        assert (int(number), document) == (place, name)
        assert [int(n) for n in shown[:4]] == [len(held), len(set(held)), len(fresh), len(seen)]
    assert f"{len(seen)} codes; {quiet} documents since the last new one." in EXAMPLES[SATURATION]
