"""A query finds the same whether its parts are spelled out or stand under names: in SQL and in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.project import Project, open_project
from tests.storage.query_project import build

#: What everything is put together from; all of it is known to the project.
LEAVES = (
    *('code:"dirty work"', 'code:="dirty work/délégation"', "code:Non-Recours", "coder:bastien", "kind:notes"),
    *("text:guichet", '"sale boulot"', "memo:?", "weight>20", "created:2019-05", "re:/gui.*t/", "âge>=30", "*"),
)
JOINTS = ("AND", "OR", "WITHIN", "OVERLAPS", "NEAR/1 turn", "BEFORE/2 sentences", "&")
UNITS = ("turn", "paragraph", "document", "speaker")
NAMES = ("n", "sale boulot", "chez-moi", "l'été", "2e degré", "😀 a", "AND", "x.y", "n° 7", "BY")

Spelled = tuple[str, str, dict[str, str]]


@st.composite
def queries(draw: Callable[[st.SearchStrategy[object]], object]) -> Spelled:
    """A query spelled out, the same with some of its parts under names, and what the names stand for."""
    kept: dict[str, str] = {}

    def part(depth: int) -> tuple[str, str]:
        kind = draw(st.sampled_from(("leaf", "not", *JOINTS))) if depth else "leaf"
        if kind == "leaf":
            plain = named = str(draw(st.sampled_from(LEAVES)))
        elif kind == "not":
            inner, mentioned = part(depth - 1)
            plain, named = f"NOT ({inner})", f"NOT ({mentioned})"
        else:
            (left, named_left), (right, named_right) = part(depth - 1), part(depth - 1)
            plain, named = f"({left}) {kind} ({right})", f"({named_left}) {kind} ({named_right})"
        if len(kept) < len(NAMES) and draw(st.booleans()):
            name = NAMES[len(kept)]
            kept[name] = named
            named = f'@"{name}"'
        return plain, named

    plain, named = part(3)
    return plain, named, kept


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A generated project without named queries."""
    path = tmp_path_factory.mktemp("study") / "s.qualcode"
    build(path, 4)
    with open_project(path) as project:
        yield project


def keep(project: Project, kept: dict[str, str]) -> None:
    """Have these named queries and no others, all saved as one saves them."""
    project.conn.execute("DELETE FROM queries")
    for name, text in kept.items():
        project.save_query(name, text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(queries())
def test_names_change_nothing_in_what_is_found(study: Project, spelled: Spelled) -> None:
    plain, named, kept = spelled
    keep(study, kept)
    found = study.select_ids(plain)
    assert study.select_ids(named) == found
    tree, corpus = study.parsed(named), study.cached("corpus", study.corpus)
    assert [segment.id for segment in corpus.segments if tree.matches(segment, corpus)] == found
    assert study.select_ids(str(tree)) == found
    assert not any(saved.broken for saved in study.queries())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(queries(), st.sampled_from(UNITS))
def test_a_question_about_units_can_have_a_name(study: Project, spelled: Spelled, unit: str) -> None:
    plain, named, kept = spelled
    keep(study, {**kept, "whole": f"{named} BY {unit}"})
    # A name speaks of one segment, as parentheses do.
    spelled_out = f"({plain}) BY {unit}" if named.startswith('@"') else f"{plain} BY {unit}"
    assert study.units("@whole") == study.units(spelled_out)
    assert study.select_ids("@whole") == study.select_ids(spelled_out)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(queries(), st.data())
def test_renaming_queries_and_codes_changes_nothing_in_what_is_found(
    study: Project, spelled: Spelled, data: st.DataObject
) -> None:
    plain, named, kept = spelled
    keep(study, {**kept, "whole": named})
    found = study.select_ids(plain)
    renamed = data.draw(st.sampled_from(list(study.queries()))).name
    study.rename_query(renamed, "tout autre nom")
    last = "tout autre nom" if renamed == "whole" else "whole"
    assert study.select_ids(f'@"{last}"') == found
    study.rename_code("dirty work", "sale/boulot".replace("/", "\\/"))
    study.move_code("/Non-Recours", "renvoi")
    assert study.select_ids(f'@"{last}"') == found
    for _step in range(3):
        study.undo()
    assert study.select_ids("@whole") == found
    assert {saved.name: saved.query for saved in study.queries()} == {**kept, "whole": named}
