"""Named queries on the command line, in both languages."""

from __future__ import annotations

import json

import pytest

import qualcode
from tests.cli.bench import Bench


@pytest.fixture
def kept(bench: Bench) -> Bench:
    """A project that keeps a query and another one that mentions it."""
    assert bench.run("queries", "save", "p.qualcode", "sale boulot", "code:délégation", "--note", "=à voir")[0] == 0
    assert bench.run("queries", "save", "p.qualcode", "@mds", '@"sale boulot" site:MDS', "--coder", "Bastien")[0] == 0
    return bench


def listed(bench: Bench) -> dict[str, dict[str, object]]:
    """What the list says, as programs read it."""
    rows = json.loads(bench.run("queries", "p.qualcode", "--format", "json")[1])
    return {row["name"]: row for row in rows}


def test_a_query_is_kept_listed_and_asked_by_its_name(kept: Bench) -> None:
    rows = listed(kept)
    assert list(rows) == ["mds", "sale boulot"]
    assert rows["mds"]["uses"] == ["sale boulot"]
    assert rows["mds"]["coder"] == "Bastien"
    assert (rows["sale boulot"]["query"], rows["sale boulot"]["broken"]) == ("code:délégation", "")
    plain = kept.run("query", "p.qualcode", "code:délégation site:MDS", "--format", "jsonl")[1]
    assert kept.run("query", "p.qualcode", "@MDS", "--format", "jsonl")[1] == plain != ""
    assert kept.run("cooccurrence", "p.qualcode", "--where", "@mds")[0] == 0


@pytest.mark.parametrize("format_", ["table", "csv", "tsv", "json", "jsonl", "md"])
def test_lists_and_versions_in_every_format(kept: Bench, format_: str) -> None:
    for args in (["list", "p.qualcode"], ["show", "p.qualcode", "mds"], ["versions", "p.qualcode", "mds"]):
        status, out, _err = kept.run("queries", *args, "--format", format_)
        assert status == 0
        assert "site:MDS" in out
    if format_ == "csv":
        assert "'=à voir" in kept.run("queries", "list", "p.qualcode", "--format", "csv")[1]


def test_explain_shows_a_name_with_its_content(kept: Bench) -> None:
    tree = json.loads(kept.run("query", "p.qualcode", "NOT @mds", "--explain", "--format", "json")[1])["tree"]
    (named,) = tree["parts"]
    assert (tree["text"], named["text"], named["segments"]) == ("NOT", "@mds", 1)
    assert [part["text"] for part in named["parts"][0]["parts"]] == ['@"sale boulot"', "site:MDS"]


def test_save_on_the_way(kept: Bench) -> None:
    status, out, err = kept.run("query", "p.qualcode", "@mds coder:*", "--save", "x", "--note", "n", "--format", "csv")
    assert status == 0
    assert out.startswith("document,")
    assert "@x" in err
    assert listed(kept)["x"]["note"] == "n"
    assert "@x" in kept.refused("query", "p.qualcode", "*", "--save", "X")
    assert kept.run("query", "p.qualcode", "*", "--save", "X", "--replace")[0] == 0
    assert (listed(kept)["x"]["query"], listed(kept)["x"]["note"]) == ("*", "n")
    assert kept.run("query", "p.qualcode", "*", "--note", "y")[0] == 2


def test_what_cannot_be_is_said_in_two_lines(kept: Bench) -> None:
    refused = kept.refused
    assert "@mds" in refused("queries", "save", "p.qualcode", "MDS", "*")
    assert '@"sale boulot" → @mds → @"sale boulot"' in refused(
        "queries", "save", "p.qualcode", "sale boulot", "@mds", "--replace", status=2
    )
    assert '@"sale boulot"' in refused("query", "p.qualcode", "@sale-boulo", status=2)
    assert "@mds" in refused("queries", "delete", "p.qualcode", "sale boulot")
    assert "mds" in refused("queries", "rename", "p.qualcode", "sale boulot", "mds")
    refused("queries", "show", "p.qualcode", "nope", status=2)
    refused("queries", "versions", "p.qualcode", "nope", status=2)
    refused("queries", "save", "p.qualcode", 'a"b', "*", status=2)
    refused("queries", "save", "p.qualcode", "a", "code:", status=2, lines=3)


def test_renaming_deleting_and_what_was_before(kept: Bench) -> None:
    status, out, _err = kept.run("queries", "rename", "p.qualcode", "Sale-Boulot", "délégué")
    assert (status, "@délégué" in out, "@mds" in out) == (0, True, True)
    assert listed(kept)["mds"]["query"] == '@"délégué" site:MDS'
    assert kept.run("codes", "rename", "p.qualcode", "délégation", "déléguer à")[0] == 0
    assert listed(kept)["délégué"]["query"] == 'code:"déléguer à"'
    assert kept.run("queries", "delete", "p.qualcode", "délégué", "--force")[0] == 0
    assert "délégué" in str(listed(kept)["mds"]["broken"])
    assert kept.run("queries", "p.qualcode")[0] == 0
    versions = json.loads(kept.run("queries", "versions", "p.qualcode", "délégué", "--format", "json")[1])
    assert [row["change"] for row in versions] == ["saved", "renamed", "changed", "deleted"]
    with qualcode.open_project(kept.place / "p.qualcode") as project:
        for _step in range(3):
            project.undo()
    assert listed(kept)["mds"]["query"] == '@"sale boulot" site:MDS'


def test_hostile_names_and_notes_stay_inert(kept: Bench) -> None:
    for name in ("=1+1", "[red]x", "\x1b[31mrouge", "a\nb", "x" * 100):
        assert kept.run("queries", "save", "p.qualcode", name, "*", "--note", f"\x07{name}")[0] == 0
    rows = listed(kept)
    assert {"=1+1", "[red]x", "a b"} <= set(rows)
    assert "\n'=1+1," in kept.run("queries", "p.qualcode", "--format", "csv")[1]
