"""The rules of the house that no linter knows: module length, complete translations. `python -m tests.house` checks."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "qualcode" / "locale" / "fr" / "LC_MESSAGES" / "qualcode.po"
MAXIMUM_LINES = 400
_PLACEHOLDER = re.compile(r"{(\w*)[^}]*}")


def problems() -> list[str]:
    """Everything that breaks a rule, a line each."""
    return [*long_modules(), *unseen_messages(), *untranslated(), *stale_catalogue()]


def long_modules() -> Iterator[str]:
    """Modules over the limit; past it a module has two ideas."""
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=False)
    files = [ROOT / name for name in listed.stdout.splitlines()] or sorted(ROOT.glob("qualcode/**/*.py"))
    for path in files:
        if path.exists():
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > MAXIMUM_LINES:
                yield f"{path.relative_to(ROOT)}: {lines} lines, at most {MAXIMUM_LINES}"


def unseen_messages() -> Iterator[str]:
    """Messages that the extraction does not see, inside f-strings on older Pythons: they would stay English."""
    seen = {ids[0] if isinstance(ids, tuple) else ids for ids, _where in messages()}
    for path in sorted(ROOT.glob("qualcode/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                first = node.args[0]
                if isinstance(first, ast.Constant) and first.value not in seen:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}: {first.value!r} is hidden from the catalogue"


def untranslated() -> Iterator[str]:
    """Messages of the code that the French catalogue lacks, leaves empty, marks as doubtful or fills in differently."""
    french = french_catalogue()
    for ids, where in messages():
        message = french.get(ids[0] if isinstance(ids, tuple) else ids)
        if message is None or message.fuzzy or not all(_strings(message)):
            yield f"{where}: no French for {ids!r}"
            continue
        asked = _placeholders(ids if isinstance(ids, tuple) else (ids,))
        given = _placeholders(_strings(message))
        if asked != given:
            yield f"{where}: the French of {ids!r} has the placeholders {sorted(given)}"


def stale_catalogue() -> Iterator[str]:
    """The compiled catalogue must say what the source says; what the code no longer asks for must be gone."""
    french = french_catalogue()
    with CATALOGUE.with_suffix(".mo").open("rb") as stream:
        compiled = read_mo(stream)
    for message in french:
        if message.id and not message.fuzzy:
            twin = compiled.get(message.id[0] if isinstance(message.id, tuple) else message.id)
            if twin is None or _strings(twin) != _strings(message):
                yield f"qualcode.mo is older than qualcode.po at {message.id!r}: make catalogue"
    known = {ids[0] if isinstance(ids, tuple) else ids for ids, _where in messages()}
    for message in french:
        first = message.id[0] if isinstance(message.id, tuple) else message.id
        if first and first not in known:
            yield f"qualcode.po translates {first!r}, which nothing says"


def french_catalogue() -> Catalog:
    """The French catalogue as it is written."""
    with CATALOGUE.open("rb") as stream:
        return read_po(stream, locale="fr")


def messages() -> Iterator[tuple[str | tuple[str, ...], str]]:
    """Every message id of the code, and of click, whose words people see too, with the place it stands at."""
    keywords = {"_": None, "ngettext": (1, 2)}
    for folder in (ROOT / "qualcode", Path(click.__file__).parent):
        found = extract_from_dir(folder, method_map=[("**.py", "python")], keywords=keywords)
        for file, line, ids, _comments, _context in found:
            yield ids, f"{folder.name}/{file}:{line}"


def _strings(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (message.string,)


def _placeholders(texts: tuple[str, ...]) -> set[str]:
    return {name for text in texts for name in _PLACEHOLDER.findall(text)}


if __name__ == "__main__":
    found = problems()
    print("\n".join(found) or "house rules: nothing to say")
    sys.exit(bool(found))
