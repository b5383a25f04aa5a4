"""The path that codes share is said once; names never hide which code is meant."""

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.code_names import branch

NORMS = "inclusion numérique/discours et normes"


def test_codes_of_one_branch_lose_what_they_share() -> None:
    found = branch([NORMS, f"{NORMS}/simplification", f"{NORMS}/autonomie/injonction"])
    assert found.path == NORMS
    assert [found.name(path) for path in (NORMS, f"{NORMS}/simplification", f"{NORMS}/autonomie/injonction")] == [
        "discours et normes",
        "simplification",
        "autonomie/injonction",
    ]


def test_half_a_name_is_not_shared() -> None:
    assert branch(["a/transfert tacite", "a/transfert explicite"]).path == "a"
    assert branch(["dirty work", "dirty works"]).path == ""


def test_nothing_is_shortened_where_it_would_not_help() -> None:
    assert branch([]).path == branch(["a/b"]).path == branch(["a/b", "c/b"]).path == ""
    same = branch(["a/b", "a/b/b"])
    assert same.path == ""
    assert same.name("a/b/b") == "a/b/b"


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map("/".join), max_size=6))
def test_names_tell_codes_apart_and_stand_under_the_path(paths: list[str]) -> None:
    found = branch(paths)
    assert len({found.name(path) for path in paths}) == len(set(paths))
    for path in paths if found.path else ():
        assert path == found.path or path == f"{found.path}/{found.name(path)}"
