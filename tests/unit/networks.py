"""Networks made by hand for tests of what is done with them: files, figures, pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

from qualcode.model.network import Edge, Network, Node, Question

#: Names that would mean something to a reader of XML, DOT, HTML, SVG, CSV, JSON, a terminal, or mathematics.
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"];evil [label="x',
    "back\\slash\\",
    'ends in quote\\"',
    "<b>&amp;</b> \\N \\l",
    "]]>--><!--",
    '=HYPERLINK("http://x.example/",1)',
    "$\\frac{1}{0}$",
    "line\u2028sep\u2029end",
    "bell\x07esc\x1b[31m",
    "\u202egnirts",
    "//evil.example/@import url(x)",
    "`${1}` {n} $title",
    "emoji 🧵 漢字 عربى",
    "a/b/c/d/" + "long " * 60,
    "'font-family: 'DejaVu Sans'",
)


@dataclass(frozen=True)
class Made(Network):
    """A network by its nodes and edges."""

    question: Question = Question()
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()


def network(
    counts: Mapping[str, int], pairs: Iterable[tuple[str, str, int]], measure: str = "jaccard", **asked: object
) -> Made:
    """A network of codes with these counts; strength is Jaccard's index, whatever the measure is called."""
    nodes = tuple(Node(path, count) for path, count in counts.items())
    edges = []
    for one, other, count in pairs:
        value = float(count) if measure == "count" else count / (counts[one] + counts[other] - count)
        edges.append(Edge(one, other, count, value, {} if measure == "count" else {measure: value}))
    edges.sort(key=lambda edge: -edge.value)
    return Made(Question(measure=measure, **asked), nodes, tuple(edges))  # type: ignore[arg-type]  # of any field


def hostile() -> Made:
    """A ring of names that must stay names."""
    counts = {name: 5 + at for at, name in enumerate(HOSTILE)}
    pairs = [(one, HOSTILE[at - 1], 1 + at % 4) for at, one in enumerate(HOSTILE)]
    return network(counts, pairs, query="text:\"<script>\" OR code:'//x'")


@st.composite
def networks(draw: st.DrawFn, most: int = 30) -> Made:
    """Networks of up to so many codes, with names of all kinds and any pairs."""
    names = draw(
        st.lists(
            st.text(min_size=1, max_size=40).filter(lambda name: name.strip()), min_size=1, max_size=most, unique=True
        )
    )
    counts = {name: draw(st.integers(1, 300)) for name in names}
    every = [(one, other) for at, one in enumerate(names) for other in names[at + 1 :]]
    chosen = draw(st.lists(st.sampled_from(every), max_size=60, unique=True)) if every else []
    return network(
        counts, [(one, other, draw(st.integers(1, min(counts[one], counts[other])))) for one, other in chosen]
    )
