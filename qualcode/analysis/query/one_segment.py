"""A slip that parentheses invite in a question about units: `(code:a code:b) BY case`.

A segment has one code. What stands in parentheses is asked of one segment, so two codes in them find nothing, and
`(code:a NOT code:b)` is the same as `code:a`. Neither can be meant, and both are refused.
"""

from __future__ import annotations

from qualcode.errors import QueryError
from qualcode.i18n import _
from qualcode.model.codebook import Codebook
from qualcode.model.query import And, CodeIs, Node, Not


def refuse_two_codes(node: Node, book: Codebook) -> None:
    """Raise QueryError where codes are joined that no segment has together; their names were resolved."""
    for part, _level in node.walk():
        if not isinstance(part, And):
            continue
        wanted = [one for one in part.parts if isinstance(one, CodeIs)]
        unwanted = [one.part for one in part.parts if isinstance(one, Not) and isinstance(one.part, CodeIs)]
        if not wanted:
            continue
        left = {path for path in book.paths.values() if all(one.covers(path) for one in wanted)}
        idle = [one for one in unwanted if isinstance(one, CodeIs) and not any(map(one.covers, left))]
        if not left or idle:
            raise QueryError(
                _("One segment has one code: ({question}) asks two of it.").format(question=part),
                _("Without the parentheses, every condition is asked of the unit; (code:a role:AS) is one segment."),
            )
