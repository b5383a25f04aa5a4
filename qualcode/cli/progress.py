"""One progress bar for all long work: on a terminal, once there is much to do, and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import click

from qualcode.cli.output import printable

#: Called with what is done, what there is to do and, if it has one, the name of the thing at hand.
Advance = Callable[..., None]


@contextmanager
def progress_bar(label: str, many: int) -> Iterator[Advance | None]:
    """A function that moves a bar, or None where nobody would see one; below `many` things no bar is drawn."""
    if not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as stack:
        bar: Any = None

        def advance(done: int, total: int, name: str = "") -> None:
            nonlocal bar
            if total < many:
                return
            if bar is None:
                shown = click.progressbar(length=total, label=label, file=sys.stderr, item_show_func=_shown)
                bar = stack.enter_context(shown)
            bar.update(done - bar.pos, name)

        yield advance


def _shown(name: str | None) -> str:
    return printable(name or "")
