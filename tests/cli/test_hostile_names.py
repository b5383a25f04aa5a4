"""Names that look like markup, options, formulas, paths or commands to a terminal: everywhere they are names."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from qualcode.cli import run
from tests.cli.bench import Bench, short

#: Codes as a path spells them: a slash inside a name is escaped.
NAMES = [
    *("[\\/bold]", "[@click=app.quit]", "[red]x", "\u202eekil\u2069", "=1+1", "--help", "a\\/b", "%s {0}"),
    *("<b>&amp;]]>", "😀\u200d", "x\\", "NULL", "'; DROP TABLE codes; --", "é" * 200),
]


@pytest.fixture(params=NAMES, ids=short)
def path(request: pytest.FixtureRequest, bench: Bench) -> str:
    """The path of a code that is on two passages, once at the top and once below another."""
    for code, words in ((request.param, "serpillière"), (f"parent/{request.param}", "scanne")):
        assert bench.run("code", "p", "--find", words, "--scope", "paragraph", "--create", "--", code)[0] == 0
    return str(request.param)


def codes(bench: Bench, project: str) -> set[str]:
    return {row["code"] for row in json.loads(bench.run("codes", "show", project, "--format", "json")[1])}


def test_no_command_obeys_it(bench: Bench, path: str) -> None:
    counts = [["query", "--count-by", "code,document"], ["grid"], ["coverage", "--by", "code"], ["saturation"]]
    shown = [["codes", "show"], ["query"], ["documents"], ["log"], ["cooccurrence"], ["network", "list"]]
    for command in (*shown, *([first, "p", *others] for first, *others in counts)):
        project = [] if "p" in command else ["p"]
        for format_ in ("table", "json", "md"):
            assert bench.run(*command, *project, "--format", format_)[0] == 0
        # A file keeps what was said; only a terminal must not obey it.
        assert run([*command, *project, "--format", "csv"]) == 0
    assert {path, f"parent/{path}"} <= codes(bench, "p")


def test_a_terminal_shows_a_table_for_programs_without_obeying_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bench.run("codes", "add", "p", "\u202eekil")[0] == 0
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert bench.run("codes", "show", "p", "--format", "csv")[0] == 0


def test_it_is_a_name_in_networks(bench: Bench, path: str) -> None:
    network = ["cooccurrence", "p", "--unit", "document", "--format"]
    assert path in {node["code"] for node in json.loads(bench.run(*network, "json")[1])["nodes"]}
    tree = ElementTree.fromstring(bench.run(*network, "graphml")[1])
    assert path in {node.get("id") for node in tree.iter("{http://graphml.graphdrawing.org/xmlns}node")}


def test_it_is_a_name_in_word(bench: Bench, path: str) -> None:
    import docx

    name = path.replace("\\/", "/")
    assert bench.run("report", "p", "-o", "r.docx", f"--title={name}")[0] == 0
    document = docx.Document("r.docx")
    titles = [line.text for line in document.paragraphs if line.style and line.style.name.startswith("Heading")]
    assert any(title.endswith(name) for title in titles)
    assert document.paragraphs[0].text == name


def test_it_goes_through_files_and_comes_back(bench: Bench, path: str) -> None:
    assert bench.run("codebook", "export", "p", "c.yaml")[0] == 0
    for suffix in ("csv", "jsonl"):
        assert bench.run("codings", "export", "p", f"c.{suffix}")[0] == 0
        assert bench.run("new", suffix)[0] == 0
        assert bench.run("import", suffix, "talk.txt")[0] == 0
        assert bench.run("codebook", "load", suffix, "c.yaml", "--yes")[0] == 0
        assert codes(bench, suffix) == codes(bench, "p")
        assert bench.run("codings", "load", suffix, f"c.{suffix}")[0] == 0
        assert bench.run("verify", suffix)[0] == 0


def test_speakers_and_attributes_bear_it(bench: Bench, path: str) -> None:
    key = f"k {path.replace('=', ':')}"
    said = ("--set", f"{key}=v {path}", "--speaker", f"Mme D.={path}", f"--coder={path}")
    assert bench.run("import", "p", "talk.txt", "--again", *said)[0] == 0
    document = json.loads(bench.run("documents", "p", "--format", "json")[1])[1]
    assert document["attributes"][key] == f"v {path}"
    assert path in document["speakers"]
    assert bench.run("verify", "p")[0] == 0


@pytest.mark.parametrize(
    "name", ["\x1b[31mrouge", "a\nb", "a\tb", "", "   ", "/", "é" * 201, "\x07", "\udcff"], ids=short
)
def test_a_name_that_no_line_can_show_is_refused(bench: Bench, name: str) -> None:
    bench.refused("codes", "add", "p", "--", name)
    bench.refused("codes", "rename", "p", "--", "délégation", name)
    before = bench.dump()
    assert bench.run("code", "p", "--find", "hall", "--create", "--", name)[0] in (1, 2)
    assert bench.dump() == before
