"""Checking codebook files: every mistake with its line, whatever the file is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qualcode.errors import CodebookError
from qualcode.interchange.codebook_yaml import check_codebook_file, load_codebook_file, parse_codebook
from qualcode.model.codebook import CODE_FIELDS
from tests.conftest import ROOT

SHIPPED = sorted((ROOT / "codebooks").glob("*.yaml"))


def mistakes(tmp_path: Path, text: str | bytes) -> list[tuple[int, str]]:
    """The line and the message of each mistake of a file with this text."""
    path = tmp_path / "livre.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [(mistake.line, mistake.message) for mistake in check_codebook_file(path)]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_codebooks_hold_what_they_must(file: Path) -> None:
    assert check_codebook_file(file) == []
    book = load_codebook_file(file)
    codes = list(book.walk())
    assert 25 <= len(codes) <= 60
    assert max(len(code.path) for code in codes) >= 3
    for code in codes:
        assert all(code.fields.get(name) for name in CODE_FIELDS), code.path


@pytest.mark.parametrize("file", SHIPPED, ids=lambda path: path.stem)
def test_lines_are_those_of_the_file(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    for code in load_codebook_file(file).walk():
        assert re.fullmatch(rf"\s*- name: [\"']?{re.escape(code.name)}[\"']?", lines[code.line - 1])


EVERYTHING_WRONG = """codebook: x
langage: fr
codes:
  - name: a
    definition: 12
    color: #ff0000
    cues: a, b
    codes:
      - name: Sale Boulot
        definition: d
        color: "red"
      - name: sale-boulot
        definition: z
        cues: [1, {a: b}, x, '']
      - definition: sans nom
      - name: sans définition
      - name: deux fois
        definition: un
        definition: deux
  - texte
  - name: [liste]
    definition: d
    couleur: "#ffffff"
    parent: 3
"""


def test_every_mistake_is_named_with_its_line(tmp_path: Path) -> None:
    assert mistakes(tmp_path, EVERYTHING_WRONG) == [
        (2, "“langage” is not a key of a codebook. Did you mean: language?"),
        (5, "“definition” must be a text: put “12” in quotes."),
        (6, 'The colour is empty: # begins a comment, so write it in quotes: "#aabbcc".'),
        (7, "“cues” must be a list of texts."),
        (11, "“red” is not a colour: write “#” and six hexadecimal digits, in quotes."),
        (12, "“sale-boulot” stands beside a code of the same name (line 9)."),
        (14, "“cues” holds an empty text."),
        (14, "“cues” must be a text."),
        (14, "“cues” must be a text: put “1” in quotes."),
        (15, "A code has no name."),
        (16, "The code “sans définition” has no definition."),
        (19, "“definition” stands twice in one place (first in line 18)."),
        (20, "A code is a mapping with “name” and “definition”; this is not."),
        (21, "“name” must be a text."),
        (23, "“couleur” is not a key of a codebook. Did you mean: color?"),
        (24, "“parent” must be a text: put “3” in quotes."),
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (b"", 1, "“codes:” is missing"),
        (b"# rien\n", 1, "“codes:” is missing"),
        (b"codebook: x\n", 1, "“codes:” is missing"),
        (b"- a\n- b\n", 1, "this is something else"),
        (b"codes: a\n", 1, "must be a list"),
        (b"codes:\n\t- name: a\n", 2, "This is not YAML"),
        (b'codes: [a, b\nx: "', 2, "This is not YAML"),
        (b"codes: *nulle\n", 1, "undefined alias"),
        (b"a: b\n---\nc: d\n", 2, "This is not YAML"),
        (b"codes:\n  - name: a\x00b\n", 2, "binary file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 1, "UTF-8"),
        ("codes:\n  - name: é\n".encode("latin-1"), 2, "UTF-8"),
        (b"codes:\n  - name: a\x1b[31m\n", 2, "no place in a YAML file"),
        (b'codes:\n  - name: "a\\e[31m"\n    definition: d\n', 2, "control character"),
        (b"codes:\n  - name: |\n      a\n      b\n    definition: d\n", 2, "on one line"),
        (b"codes: !!python/object/apply:os.system ['true']\n", 1, "A code is a mapping"),
        (b"codes: " + b"[" * 5000, 1, "nested too deeply"),
        (b"codes:\n- " + b"- " * 3000, 2, "nested too deeply"),
        (
            b"codes:" + b"".join(b"\n" + b"  " * n + b"- name: a\n" + b"  " * n + b"  codes:" for n in range(400)),
            100,
            "deep",
        ),
        (b"Bonjour : ceci est une note.\nEt une autre : oui : non.\n", 2, "This is not YAML"),
        (
            b"codes:\n  - &x {name: a, definition: d}\n  - <<: *x\n    name: b\n    definition: d\n",
            3,
            "“<<” is not a key",
        ),
        (b"x" * 8_000_001, 1, "too large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_codebook(tmp_path: Path, text: bytes, line: int, said: str) -> None:
    found = mistakes(tmp_path, text)
    assert any(n == line and said in message for n, message in found), found
    with pytest.raises(CodebookError):
        load_codebook_file(tmp_path / "livre.yaml")


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="cannot be read"):
        check_codebook_file(tmp_path / "rien.yaml")
    with pytest.raises(CodebookError, match="cannot be read"):
        check_codebook_file(tmp_path)


def test_utf16_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    text = "codes:\n  - name: délégation\n    definition: d\n"
    for encoding in ("utf-16", "utf-8-sig"):
        assert mistakes(tmp_path, text.encode(encoding)) == []


@pytest.mark.parametrize(
    "text",
    [
        "codes:\n  - &a\n    name: a\n    definition: d\n    codes: [*a]\n",
        "codes:\n  - &a\n    name: a\n    definition: d\n    codes:\n      - name: b\n        definition: d\n"
        "        codes:\n          - *a\n",
        "codes:\n  - {name: a, definition: d, parent: a}\n",
        "codes:\n  - {name: a, definition: d, parent: b}\n  - {name: b, definition: d, parent: c}\n"
        "  - {name: c, definition: d, parent: a}\n",
        "codes:\n  - name: a\n    definition: d\n    parent: b/c\n  - name: b\n    definition: d\n    parent: a\n"
        "    codes:\n      - {name: c, definition: d}\n",
    ],
)
def test_a_cycle_is_found(tmp_path: Path, text: str) -> None:
    found = mistakes(tmp_path, text)
    assert any("cycle" in message for _line, message in found), found


def test_aliases_cannot_multiply_without_end(tmp_path: Path) -> None:
    entries = [
        f"  - &c{n}\n    name: c{n}\n    definition: d\n    codes: [{', '.join([f'*c{n - 1}'] * 9) if n else ''}]\n"
        for n in range(14)
    ]
    found = mistakes(tmp_path, "codes:\n" + "".join(entries))
    assert 0 < len(found) <= 200


def test_a_flat_file_becomes_a_tree() -> None:
    file = parse_codebook(
        """codes:
  - {name: tri, definition: d, parent: Sale-Boulot/delegation}
  - {name: sale boulot, definition: d}
  - {name: délégation, definition: d, parent: sale boulot}
  - {name: vers l'usager, definition: d, parent: délégation}
"""
    )
    assert ["/".join(code.path) for code in file.walk()] == [
        *("sale boulot", "sale boulot/délégation", "sale boulot/délégation/tri"),
        "sale boulot/délégation/vers l'usager",
    ]


def test_a_parent_that_is_not_there_or_not_one(tmp_path: Path) -> None:
    flat = "codes:\n  - {name: a, definition: d, parent: z}\n"
    assert mistakes(tmp_path, flat) == [(2, "There is no code “z” in this file.")]
    twice = """codes:
  - {name: a, definition: d, codes: [{name: z, definition: d}]}
  - {name: b, definition: d, codes: [{name: z, definition: d}]}
  - {name: c, definition: d, parent: z}
"""
    assert mistakes(tmp_path, twice) == [(4, "Several codes of this file are called “z”.")]
    nested = "codes:\n  - name: a\n    definition: d\n    codes:\n      - {name: b, definition: d, parent: a}\n"
    assert "has its place already" in mistakes(tmp_path, nested)[0][1]


def test_a_missing_definition_is_a_remark_and_loads() -> None:
    file = parse_codebook("codes:\n  - name: a\n")
    assert [(remark.line, remark.fatal) for remark in file.remarks] == [(2, False)]
    assert [code.name for code in file.codes] == ["a"]


def test_the_documented_examples_are_codebooks() -> None:
    page = (ROOT / "docs" / "codebook-format.md").read_text(encoding="utf-8")
    examples = re.findall(r"^( *)```yaml\n(.*?)```", page, re.DOTALL | re.MULTILINE)
    assert len(examples) == 2
    for indent, example in examples:
        file = parse_codebook(re.sub(rf"^{indent}", "", example, flags=re.MULTILINE))
        assert file.remarks == ()
        assert "dirty work/délégation" in {"/".join(code.path) for code in file.walk()}
