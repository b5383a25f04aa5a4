"""What codes of one branch are called beside each other: the path they share is said once, above them all.

`a/b`, `a/b/c` and `a/b/d/e` are `b`, `c` and `d/e` under `a/b`. Nothing is shortened where the names would not tell the
codes apart, or where the codes share nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Branch:
    """The path that codes share, empty where they share none, and each code's name under it."""

    path: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    def name(self, path: str) -> str:
        """What a code is called here."""
        return self.names.get(path, path)


def branch(paths: Iterable[str]) -> Branch:
    """The branch that at least two codes stand in."""
    every = [path.split("/") for path in dict.fromkeys(paths)]
    if len(every) < 2:
        return Branch()
    first, last = min(every), max(every)
    shared = next((i for i, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first))
    if not shared:
        return Branch()
    # The code at the top of the branch keeps its own last name.
    names = {"/".join(parts): "/".join(parts[shared:] or parts[-1:]) for parts in every}
    return Branch("/".join(first[:shared]), names) if len(set(names.values())) == len(names) else Branch()
