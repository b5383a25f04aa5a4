"""The page to explore a network: it fetches nothing, its names are only names, its data are the network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path

import pytest

from qualcode.i18n import set_language
from qualcode.model.network import Edge, Network, Node, Question
from qualcode.report.figures.explore import network_page
from tests.unit.networks import HOSTILE, Made, hostile, network

SMALL = Made(
    Question(unit="turn", measure="fisher_p"),
    (Node("a/un", 4), Node("b/deux", 2), Node("c", 3)),
    (
        Edge("a/un", "b/deux", 2, 0.0125, {"fisher_p": 0.0125, "g2": float("inf")}),
        Edge("a/un", "c", 1, 0.5, {"fisher_p": 0.5}),
    ),
)


class Page(HTMLParser):
    """The elements of a page as a browser reads them: names, attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[int, str] = {}
        self._open = -1
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = len(self.elements) - 1

    def handle_endtag(self, tag: str) -> None:
        self._open = -1

    def handle_data(self, data: str) -> None:
        self.texts[self._open] = self.texts.get(self._open, "") + data

    def inside(self, tag: str, **wanted: str) -> str:
        (found,) = (
            self.texts[at]
            for at, (name, attributes) in enumerate(self.elements)
            if name == tag and all(attributes.get(key) == value for key, value in wanted.items())
        )
        return found


def data(text: str) -> dict[str, list[dict[str, object]]]:
    held: dict[str, list[dict[str, object]]] = json.loads(Page(text).inside("script", id="data"))
    return held


@pytest.mark.parametrize("made", [hostile(), SMALL], ids=["hostile", "small"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_in_the_page_leads_anywhere(made: Network, language: str) -> None:
    set_language(language)
    text = network_page(made)
    assert not re.search(r"https?:|//|@import|url\(|srcdoc|javascript:", text)
    assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import\(|eval\(|innerHTML", text)
    elements = Page(text).elements
    assert not {tag for tag, _held in elements} & {"base", "link", "iframe", "object", "embed", "img", "a", "use"}
    names = {name for _tag, held in elements for name in held}
    assert not {name for name in names if name in ("src", "href", "action", "style") or name.startswith("on")}


def test_the_page_forbids_itself_everything_but_its_own_script_and_style() -> None:
    page = Page(network_page(SMALL))
    (policy,) = (held["content"] or "" for tag, held in page.elements if held.get("http-equiv"))
    style = page.inside("style")
    (script,) = (
        page.texts[at] for at, (tag, held) in enumerate(page.elements) if tag == "script" and "type" not in held
    )

    def hashed(said: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(said.encode()).digest()).decode()}'"

    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src {hashed(style)}",
        f"script-src {hashed(script)}",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_names_make_no_elements() -> None:
    plain, wild = Page(network_page(network({"a": 2, "b": 2}, [("a", "b", 1)]))), Page(network_page(hostile()))
    assert [tag for tag, _held in plain.elements] == [tag for tag, _held in wild.elements]
    paths = {str(node["path"]) for node in data(network_page(hostile()))["nodes"]}
    assert {"</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "$\\frac{1}{0}$"} <= paths
    assert len(paths) == len(HOSTILE)


def test_the_data_are_the_network() -> None:
    held = data(network_page(SMALL, communities={"a/un": 1, "b/deux": 1, "c": 2}))
    assert [(node["path"], node["name"], node["count"]) for node in held["nodes"]] == [
        ("a/un", "un", 4),
        ("b/deux", "deux", 2),
        ("c", "c", 3),
    ]
    assert [measure["label"] for measure in held["measures"]] == [
        "number of meetings",
        "p, Fisher",
        "log-likelihood G²",
    ]
    assert [measure["probability"] for measure in held["measures"]] == [False, True, False]
    assert held["edges"] == [
        {"source": 0, "target": 1, "values": [2.0, 0.0125, None]},
        {"source": 0, "target": 2, "values": [1.0, 0.5, None]},
    ]
    assert held["asked"] == 1
    # With one community there is nothing to tell apart.
    assert (held["groups"], {node["group"] for node in held["nodes"]}) == ([], {None})


def test_the_page_has_a_legend_of_communities() -> None:
    pair = network({"a": 4, "b": 3, "c": 2, "d": 2}, [("a", "b", 2), ("c", "d", 1)])
    held = data(network_page(pair, communities={"a": 1, "b": 1, "c": 2, "d": 2}))
    assert held["groups"] == [{"group": 0, "text": "a (2)"}, {"group": 1, "text": "c (2)"}]


def test_equal_networks_give_equal_pages() -> None:
    assert network_page(hostile()) == network_page(hostile())


def test_what_labels_the_page_is_there() -> None:
    page = Page(network_page(SMALL))
    ids = {held["id"] for _tag, held in page.elements if "id" in held}
    script = resources.files("qualcode.report.figures").joinpath("page", "page.js").read_text(encoding="utf-8")
    assert set(re.findall(r'byId\("(\w+)"\)', script)) <= ids
    assert set(re.findall(r"words\.(\w+)", script)) <= set(data(network_page(SMALL))["words"])
    assert page.elements[0][1] == {"lang": "en"}
    assert all("aria-label" in held or held.get("id") == "whole" for tag, held in page.elements if tag == "button")


@pytest.mark.skipif(shutil.which("node") is None, reason="needs an interpreter of JavaScript")
def test_the_script_is_one(tmp_path: Path) -> None:
    page = Page(network_page(hostile()))
    (script,) = (
        page.texts[at] for at, (tag, held) in enumerate(page.elements) if tag == "script" and "type" not in held
    )
    (tmp_path / "page.js").write_text(script, encoding="utf-8")
    subprocess.run(["node", "--check", str(tmp_path / "page.js")], check=True, capture_output=True)
