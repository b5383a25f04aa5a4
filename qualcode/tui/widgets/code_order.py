"""The order of codes under one another, the same in the side panel and on the codebook sheet; and their signs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qualcode.analysis.code_tally import NONE, CodeStatistics
from qualcode.i18n import _
from qualcode.model.codebook import Code
from qualcode.model.text import fold

#: How codes can be sorted under one another: as the codebook has them, by name, by use.
SORTINGS = ("tree", "name", "count")
#: Beside a code that one person alone carries.
SINGLE = "¹"


def sorting_name(sorting: str) -> str:
    """What a sorting is called."""
    return {"name": _("by name"), "count": _("by number of codings")}.get(sorting, _("in the order of the codebook"))


def next_sorting(sorting: str) -> str:
    """The one that comes after a sorting; the first after one that is unknown."""
    return SORTINGS[(SORTINGS.index(sorting) + 1) % len(SORTINGS)] if sorting in SORTINGS else SORTINGS[0]


def in_order(codes: Iterable[Code], sorting: str, use: Mapping[int, CodeStatistics]) -> list[Code]:
    """Siblings in an order of SORTINGS; the most used first, codes under them counted in."""
    if sorting == "name":
        return sorted(codes, key=lambda code: (fold(code.name), code.id))
    if sorting == "count":
        return sorted(codes, key=lambda code: -use.get(code.id, NONE).codings_total)
    return list(codes)
