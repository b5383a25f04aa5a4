"""Writing codebook files: what is written is read again, and an edit touches its own lines only."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.errors import CodebookError
from qualcode.interchange.codebook_edit import edited
from qualcode.interchange.codebook_export import export_codebook_file
from qualcode.interchange.codebook_merge import diff
from qualcode.interchange.codebook_render import render_file
from qualcode.interchange.codebook_yaml import (
    CodebookFile,
    FileCode,
    load_codebook_file,
    parse_codebook,
)
from qualcode.model.codebook import CODE_FIELDS, Code, Codebook
from tests.conftest import ROOT

SHIPPED = sorted((ROOT / "codebooks").glob("*.yaml"))


def book_of(file: CodebookFile) -> Codebook:
    """The codebook that a file describes."""
    ids = itertools.count(1)
    codes: list[Code] = []

    def walk(entries: Iterable[FileCode], parent: int | None) -> None:
        for entry in entries:
            number = next(ids)
            codes.append(Code(number, entry.name, parent, **dict(entry.fields), position=number))
            walk(entry.children, number)

    walk(file.codes, None)
    return Codebook(codes)


def content(book: Codebook) -> list[tuple[object, ...]]:
    """What a codebook says, without ids and positions."""
    return [(book.path(c.id), *(getattr(c, name) for name in CODE_FIELDS)) for c in book.values()]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda path: path.stem)
def test_writing_what_was_read_leaves_every_byte(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / file.name
    copy.write_bytes(file.read_bytes())
    done = export_codebook_file(copy, book_of(load_codebook_file(file)))
    assert (done.made, done.added, done.changed, done.removed) == (False, (), (), ())
    assert copy.read_bytes() == file.read_bytes()


@pytest.mark.parametrize("file", SHIPPED, ids=lambda path: path.stem)
def test_ruamel_keeps_the_shipped_files_too(file: Path) -> None:
    # Whoever edits them with the library instead loses no comment.
    import io

    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.preserve_quotes = True
    text, out = file.read_text(encoding="utf-8"), io.StringIO()
    yaml.dump(yaml.load(text), out)
    assert [line for line in out.getvalue().splitlines() if line.strip().startswith("#")] == [
        line for line in text.splitlines() if line.strip().startswith("#")
    ]


COMMENTED = """# Notre livre.
codebook: le nôtre   # un nom

codes:
    # la racine
    - name: 'dirty work'   # des guillemets simples
      color: "#112233"     # une couleur
      definition: >-   # pliée
          Ce qui salit
          une tâche.

      # une remarque entre deux champs
      cues:
          - sale boulot
          - ingrat
      codes:
          - name: tri
            definition: trier

          # la seconde branche
          - name: "scan"
            definition: |
                scanner
                # ceci n'est pas une remarque
    # la dernière
    - {name: recours, definition: d}
# fin
"""


def _changed(book: Codebook, name: str, **fields: object) -> Codebook:
    return Codebook(replace(code, **fields) if code.name == name else code for code in book.values())


def test_an_edit_touches_its_own_lines_only(tmp_path: Path) -> None:
    path = tmp_path / "livre.yaml"
    path.write_text(COMMENTED, encoding="utf-8")
    book = book_of(load_codebook_file(path))
    book = _changed(book, "dirty work", color="#445566", definition="Ce qui salit une tâche, autrement dit.")
    book = _changed(book, "scan", cues=("le scanner",))
    book = Codebook(
        [*book.values(), Code(91, "courrier", 2, "le courrier", position=1), Code(92, "mails", 91, position=1)]
    )
    done = export_codebook_file(path, book)
    assert done.changed == ("dirty work", "dirty work/scan")
    assert done.added == ("dirty work/tri/courrier", "dirty work/tri/courrier/mails")
    assert path.read_text(encoding="utf-8") == (
        COMMENTED.replace('color: "#112233" ', 'color: "#445566" ')
        .replace(
            "definition: >-   # pliée\n          Ce qui salit\n          une tâche.\n",
            "definition: Ce qui salit une tâche, autrement dit.   # pliée\n",
        )
        .replace(
            "            definition: trier\n",
            "            definition: trier\n            codes:\n              - name: courrier\n"
            '                definition: le courrier\n                color: "#888888"\n                codes:\n'
            '                  - name: mails\n                    color: "#888888"\n',
        )
        .replace(
            "                # ceci n'est pas une remarque\n",
            "                # ceci n'est pas une remarque\n            cues: [le scanner]\n",
        )
    )
    assert content(book_of(load_codebook_file(path))) == content(book)


def test_codes_of_the_file_alone_stay_or_are_pruned(tmp_path: Path) -> None:
    path = tmp_path / "livre.yaml"
    path.write_text(COMMENTED, encoding="utf-8")
    book = book_of(load_codebook_file(path))
    smaller = Codebook(code for code in book.values() if code.name != "tri")
    assert export_codebook_file(path, smaller).only_there == ("dirty work/tri",)
    assert path.read_text(encoding="utf-8") == COMMENTED
    assert export_codebook_file(path, smaller, prune=True).removed == ("dirty work/tri",)
    gone = "          - name: tri\n            definition: trier\n"
    assert path.read_text(encoding="utf-8") == COMMENTED.replace(gone, "")


@pytest.mark.parametrize(
    "text",
    [
        "codes: [{name: a, definition: d}]\n",
        "codes:\n  - name: a\n    definition: &d d\n    include: *d\n",
    ],
)
def test_a_file_that_cannot_be_edited_is_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "livre.yaml"
    path.write_text(text, encoding="utf-8")
    book = _changed(book_of(load_codebook_file(path)), "a", definition="autre " * 30, include="x")
    book = Codebook([*book.values(), Code(9, "neuf", 1, "d")])
    with pytest.raises(CodebookError, match="cannot be brought up to date in place"):
        export_codebook_file(path, book)
    assert path.read_text(encoding="utf-8") == text


def test_a_file_that_is_no_codebook_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "entretien.txt"
    path.write_text("E : Bonjour : vous allez bien ?\n", encoding="utf-8")
    with pytest.raises(CodebookError, match="mistake"):
        export_codebook_file(path, Codebook([Code(1, "a")]))
    assert path.read_text(encoding="utf-8") == "E : Bonjour : vous allez bien ?\n"


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    path = tmp_path / "livre.yaml"
    path.write_bytes(COMMENTED.replace("\n", "\r\n").encode())
    book = book_of(load_codebook_file(path))
    export_codebook_file(path, book)
    assert path.read_bytes() == COMMENTED.replace("\n", "\r\n").encode()
    export_codebook_file(path, _changed(book, "tri", include="un\ndeux"))
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert content(book_of(load_codebook_file(path)))[1][2] == "un\ndeux"


AWKWARD = [
    *("null", "~", "yes", "- a", "a: b", "#x", "« oui »", "'", '"', "a  b", "[x]", "{x}", "&a", "*a", "!x", "%x", "@x"),
    *("1e3", "mot " * 60 + "fin", "deux\nlignes", "deux\n\n  décalées\n- x", "a #b", "fin:", "2024-01-01", "|", ">-"),
    *("\\", "a\tb", "x\n\n\ny", "« " + "mot " * 30 + "»", "mot " * 30 + "\nfin"),
]
texts = st.sampled_from(AWKWARD) | st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), exclude_characters="\u2028\u2029\ufeff"), max_size=30
).map(str.strip)
names = texts.map(lambda text: " ".join(text.split())).filter(bool)


@st.composite
def books(draw: st.DrawFn) -> Codebook:
    """A codebook of up to eight codes with awkward texts."""
    import unicodedata

    from qualcode.model.text import fold

    codes: list[Code] = []
    taken: set[tuple[int | None, str]] = set()
    for number in range(1, draw(st.integers(1, 8)) + 1):
        name = unicodedata.normalize("NFC", draw(names)).strip()
        parent = draw(st.sampled_from([None, *(code.id for code in codes)]))
        if not name or (parent, fold(name)) in taken:
            continue
        taken.add((parent, fold(name)))
        fields = {
            key: unicodedata.normalize("NFC", draw(texts)).strip() for key in ("definition", "include", "reference")
        }
        cues = tuple(cue for cue in (unicodedata.normalize("NFC", draw(names)).strip(),) if cue)
        codes.append(Code(number, name, parent, **fields, cues=cues, position=number, color="#0a1b2c"))
    return Codebook(codes)


@settings(max_examples=150)
@given(book=books())
def test_what_is_written_is_read_again(book: Codebook) -> None:
    text = render_file(book, book.children(), "essai")
    file = parse_codebook(text)
    assert content(book_of(file)) == content(book)
    assert not diff(book, [file])
    assert edited(text, book, prune=True).text == text


@settings(max_examples=150)
@given(old=books(), new=books())
def test_a_file_is_brought_up_to_date_in_place(old: Codebook, new: Codebook) -> None:
    text = render_file(old, old.children(), "essai").replace("codes:\n", "# remarque\ncodes:\n", 1)
    result = edited(text, new, prune=True)
    assert sorted(content(book_of(parse_codebook(result.text)))) == sorted(content(new))
    assert "# remarque" in result.text
    kept = edited(text, new, prune=False)
    both = {path for path, *_fields in content(book_of(parse_codebook(kept.text)))}
    assert {path for path, *_fields in content(new)} <= both
