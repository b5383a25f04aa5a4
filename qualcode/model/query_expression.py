"""Regular expressions on quotations: `re:/guichets?/i`. A search that does not come to an end is given up."""

from __future__ import annotations

import time
import warnings
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from qualcode.errors import QueryError
from qualcode.i18n import _, number
from qualcode.model.coding import Segment
from qualcode.model.corpus import Corpus
from qualcode.model.query import Node

if TYPE_CHECKING:
    from regex import Pattern

#: How long an expression may be, in characters, and how long one may search a whole project, in seconds.
MAX_LENGTH = 500
SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class FitsExpression(Node):
    """Segments in whose quotation the expression is found; case counts unless `ignoring_case`, accents always."""

    expression: str
    ignoring_case: bool = False

    def matches(self, segment: Segment, corpus: Corpus | None = None) -> bool:
        return self.found(segment.quote, time.monotonic() + SECONDS)

    def found(self, text: str, until: float) -> bool:
        """True when the expression is found in a text; raises QueryError when the moment has come before the answer."""
        try:
            return (
                compiled(self.expression, self.ignoring_case).search(text, timeout=max(until - time.monotonic(), 0.001))
                is not None
            )
        except TimeoutError:
            raise QueryError(
                _("The expression {expression} takes too long: given up after {seconds} seconds.").format(
                    expression=self, seconds=number(int(SECONDS))
                ),
                _("Repetitions within repetitions, as in (a+)+, are often the cause."),
            ) from None

    def __str__(self) -> str:
        return f"re:/{self.expression}/{'i' if self.ignoring_case else ''}"


@lru_cache(maxsize=64)
def compiled(expression: str, ignoring_case: bool) -> Pattern[str]:
    """An expression made ready; raises `regex.error`, a ValueError-like exception with `msg` and `pos`."""
    import regex

    flags: Any = regex.IGNORECASE if ignoring_case else 0
    with warnings.catch_warnings():
        # Of what future versions might read otherwise; the version is pinned.
        warnings.simplefilter("ignore", FutureWarning)
        return regex.compile(expression, flags)
