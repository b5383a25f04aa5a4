"""Queries kept under names in a real file: as parts of others, renamed, deleted, mended, with their versions."""

from __future__ import annotations

import pytest

from qualcode.errors import ProjectError, QueryError, UnknownName
from qualcode.model.things import Cell
from qualcode.project import Project, open_project


@pytest.fixture
def named(talks: Project) -> Project:
    """The talks with two queries, one of which mentions the other."""
    talks.save_query("sale boulot", 'code:"dirty work"', "ce qu'on délègue")
    talks.save_query("chez-R", '@"sale boulot" speaker:R', replacing=False)
    return talks


def texts(project: Project) -> dict[str, str]:
    """What is kept, read through another connection."""
    with open_project(project.path) as other:
        return dict(other.conn.execute("SELECT name, query FROM queries"))


def insert(project: Project, queries: dict[str, str]) -> None:
    """Keep queries by plain SQL, which nothing checks."""
    rows = [(f"u-{name}", name, query) for name, query in queries.items()]
    project.conn.executemany("INSERT INTO queries (uuid, name, query, created) VALUES (?, ?, ?, '')", rows)


def test_a_name_finds_what_it_stands_for(named: Project) -> None:
    spelled = 'code:"dirty work" speaker:R'
    assert named.select_ids("@chez-R") == named.select_ids(spelled)
    assert len(named.select_ids("@chez-R")) == 4
    assert named.select_ids("@CHEZ‑r NOT code:délégation") == named.select_ids(f"({spelled}) NOT code:délégation")
    assert named.select_ids("NOT @chez-R") == named.select_ids(f"NOT ({spelled})")
    assert str(named.parsed("@« Sale Boulot » OR @chez-r")) == '@"sale boulot" OR @chez-R'


def test_a_name_can_stand_on_either_side_of_a_relation(named: Project) -> None:
    assert named.select_ids("@sale-boulot OVERLAPS code:délégation") == named.select_ids(
        'code:"dirty work" OVERLAPS code:délégation'
    )
    assert named.count("code:délégation NEAR/0 turns @sale-boulot") == 1


def test_what_is_kept_says_who_when_and_what_uses_it(named: Project) -> None:
    first, second = named.queries()
    assert (first.name, second.name) == ("chez-R", "sale boulot")
    assert (second.query, second.note) == ('code:"dirty work"', "ce qu'on délègue")
    assert second.coder == named.coder
    assert (first.uses, first.used_by, second.uses, second.used_by) == (("sale boulot",), (), (), ("chez-R",))
    assert first.broken == second.broken == ""
    assert named.named_query('@"Sale-Boulot"') == second


def test_an_unknown_name_gives_the_nearest(named: Project) -> None:
    with pytest.raises(UnknownName, match="no named query “sale boulots”") as caught:
        named.count('@"sale boulots"')
    assert '@"sale boulot"' in caught.value.hint
    with pytest.raises(UnknownName, match="Known: @chez-R"):
        named.count("@zzz")


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ('@"sale boulot" OR code:x', '@"sale boulot" → @"sale boulot"'),
        ("NOT @chez-R", '@"sale boulot" → @chez-R → @"sale boulot"'),
    ],
)
def test_a_circle_is_refused_with_its_chain(named: Project, text: str, chain: str) -> None:
    before = texts(named)
    with pytest.raises(QueryError, match="cannot be a part of itself") as caught:
        named.save_query("sale boulot", text, replacing=True)
    assert chain in caught.value.message
    assert texts(named) == before


def test_a_circle_made_by_sql_is_listed_and_refused_not_run(named: Project) -> None:
    named.conn.execute("UPDATE queries SET query = '@chez-R' WHERE name = 'sale boulot'")
    assert ["part of itself" in saved.broken for saved in named.queries()] == [True, True]
    with pytest.raises(QueryError, match="part of itself"):
        named.count("@chez-R")


def test_names_that_double_stop_before_they_explode(named: Project) -> None:
    named.save_query("d0", "speaker:R")
    for step in range(1, 9):
        named.save_query(f"d{step}", f"@d{step - 1} OR @d{step - 1}")
    with pytest.raises(QueryError, match="too many conditions: 512"):
        named.save_query("d9", "@d8 OR @d8")
    insert(named, {f"e{step}": f"@e{step + 1} OR @e{step + 1}" for step in range(9)} | {"e9": "speaker:R"})
    assert "too many conditions" in named.named_query("e0").broken
    assert named.count("@d8") == named.count("speaker:R")


def test_a_long_chain_of_names_is_refused(named: Project) -> None:
    named.save_query("c0", "speaker:R")
    for step in range(1, 10):
        named.save_query(f"c{step}", f"NOT @c{step - 1}")
    assert named.count("NOT @c9") == named.count("speaker:R")
    with pytest.raises(QueryError, match="nested too deeply"):
        named.save_query("deep", "NOT NOT NOT @c9")
    insert(named, {f"x{step}": f"@x{step + 1}" for step in range(3_000)})
    assert named.named_query("x0").broken


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "needs a name"),
        ("@", "needs a name"),
        ("…", "needs a name"),
        ('a"b', "cannot hold"),
        ("a@b", "cannot hold @"),
        ("« a", "cannot hold"),
        ("x" * 101, "too long"),
    ],
)
def test_names_that_cannot_be(named: Project, name: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        named.save_query(name, "speaker:R")


@pytest.mark.parametrize("name", ["élève à l'école", "2e degré", "a.b-c", "😀 rires", "[/bold]", "AND", "dans / sur"])
def test_names_of_all_kinds_can_be_mentioned(named: Project, name: str) -> None:
    saved = named.save_query(name, "speaker:R")
    assert saved.name == name
    named.save_query("outer", str(named.parsed(f'@"{name}"')))
    assert named.count("@outer") == named.count("speaker:R")
    assert named.named_query("outer").uses == (name,)


def test_a_taken_name_is_refused_unless_it_is_to_be_replaced(named: Project) -> None:
    with pytest.raises(ProjectError, match="already"):
        named.save_query("Sale-Boulot", "*")
    again = named.save_query("Sale-Boulot", "", replacing=True)
    assert (again.name, again.query, again.note) == ("sale boulot", "*", "ce qu'on délègue")


@pytest.mark.parametrize("text", ["code:", "code:nothing-like-it", "@nobody"])
def test_a_query_that_cannot_be_asked_is_not_kept(named: Project, text: str) -> None:
    with pytest.raises((QueryError, UnknownName)):
        named.save_query("new", text)
    assert set(texts(named)) == {"sale boulot", "chez-R"}


def test_renaming_mends_what_mentions_it_in_one_step(named: Project) -> None:
    named.save_query("outer", 'code:délégation DANS (@SALE-BOULOT|"x" )'.replace('|"x"', ""))
    named.save_network("net", named.cooccurrence("@chez-r"))
    before = texts(named)
    named.rename_query("sale boulot", "délégation")
    assert texts(named) == {
        "délégation": 'code:"dirty work"',
        "chez-R": '@"délégation" speaker:R',
        "outer": "code:délégation DANS (@délégation )",
    }
    named.rename_query("chez-R", "chez lui")
    assert named.network("net").summary.question.query == '@"chez lui"'
    assert not named.network("net").stale
    named.undo()
    named.undo()
    assert texts(named) == before
    with pytest.raises(ProjectError, match="already"):
        named.rename_query("outer", "CHEZ R")
    assert named.rename_query("outer", "Outer").name == "Outer"


def test_what_others_use_is_deleted_only_when_told(named: Project) -> None:
    named.save_network("net", named.cooccurrence('@"sale boulot"'))
    with pytest.raises(ProjectError, match="used by @chez-R, network “net”"):
        named.delete_query("sale boulot")
    named.delete_query("sale boulot", force=True)
    broken = named.named_query("chez-R")
    assert "no named query “sale boulot”" in broken.broken
    named.undo()
    assert named.named_query("chez-R").broken == ""
    named.delete_query("chez-R")
    assert list(texts(named)) == ["sale boulot"]


def test_a_query_that_broke_says_why_within_others(named: Project) -> None:
    named.conn.execute("UPDATE queries SET query = 'code:\"gone\" (' WHERE name = 'sale boulot'")
    named.save_query("fine", "speaker:R")
    assert [bool(saved.broken) for saved in named.queries()] == [True, False, True]
    with pytest.raises(QueryError, match='In @"sale boulot": '):
        named.count("@chez-R")


def test_codes_that_are_renamed_moved_and_merged_are_followed(named: Project) -> None:
    named.save_query("d", 'code:délégation -code:="dirty work"|"Dirty-Work/Délégation"')
    before, found = texts(named), named.select_ids("@d OR @chez-R")
    named.rename_code("dirty work", "sale/boulot".replace("/", "\\/"))
    assert texts(named)["sale boulot"] == 'code:"sale\\\\/boulot"'
    assert named.select_ids("@d OR @chez-R") == found
    named.move_code("délégation", None)
    assert texts(named)["d"].startswith("code:délégation ")
    named.undo()
    named.undo()
    assert texts(named) == before
    named.resolve_code("travail/autre", create=True)
    named.merge_codes("délégation", "autre")
    assert texts(named)["d"].startswith("code:autre ")
    assert not named.named_query("d").broken


def test_a_twin_code_does_not_make_a_kept_query_ambiguous(named: Project) -> None:
    named.save_query("d", "code:délégation")
    found = named.select_ids("@d")
    named.resolve_code("renvoi/délégation", create=True)
    assert texts(named)["d"] == 'code:"dirty work/délégation"'
    assert named.select_ids("@d") == found
    named.undo()
    assert texts(named)["d"] == "code:délégation"


def test_a_deleted_code_breaks_what_names_it(named: Project) -> None:
    named.save_query("d", "code:délégation")
    named.delete_code("délégation", with_codings=True)
    assert "no code “délégation”" in named.named_query("d").broken
    assert not named.named_query("chez-R").broken


def test_versions_come_out_of_the_journal(named: Project) -> None:
    named.coder = "Bastien"
    named.save_query("sale boulot", "code:délégation", replacing=True)
    named.save_query("sale boulot", "speaker:R", replacing=True)
    named.undo()
    named.rename_query("sale boulot", "délégué")
    named.delete_query("délégué", force=True)
    told = [(v.change, v.name, v.query, v.coder) for v in named.query_versions("Délégué")]
    first = named.query_versions("délégué")[0].coder
    assert told == [
        ("saved", "sale boulot", 'code:"dirty work"', first),
        ("changed", "sale boulot", "code:délégation", "Bastien"),
        ("renamed", "délégué", "code:délégation", "Bastien"),
        ("deleted", "délégué", "code:délégation", "Bastien"),
    ]
    assert first != "Bastien"
    named.save_query("délégué", "*")
    assert [v.query for v in named.query_versions("délégué")] == ["*"]
    with pytest.raises(UnknownName):
        named.query_versions("never")


def test_a_saved_network_is_stale_once_the_query_it_mentions_finds_others(named: Project) -> None:
    named.save_network("net", named.cooccurrence("@chez-R"))
    assert not named.network("net").stale
    named.save_query("sale boulot", "code:délégation", replacing=True)
    assert named.network("net").stale
    named.undo()
    assert not named.network("net").stale


def test_documents_cases_and_attributes_that_are_renamed_are_followed(named: Project) -> None:
    named.save_query("d", 'doc:D1|d2 OR case:delmas "Role":AS role!=AS speaker:R')
    found = named.select_ids("@d")
    named.rename_document("d1", "entretien n° 1")
    assert texts(named)["d"] == 'doc:"entretien n° 1"|d2 OR case:delmas "Role":AS role!=AS speaker:R'
    case = next(case.id for case in named.cases() if case.name == "Delmas")
    named.set_cells([Cell("case", case, "name", "Mme D.")])
    named.rename_attribute("document", "role", "fonction")
    # The speakers' attribute still has its name, and so has another one that is meant.
    assert texts(named)["d"] == 'doc:"entretien n° 1"|d2 OR case:"Mme D." "Role":AS role!=AS speaker:R'
    named.rename_attribute("speaker", "role", "fonction 2")
    assert texts(named)["d"].endswith('"fonction 2":AS "fonction 2"!=AS speaker:R')
    assert named.select_ids("@d") == found
    for _step in range(4):
        named.undo()
    assert texts(named)["d"].startswith("doc:D1|d2 OR case:delmas")
