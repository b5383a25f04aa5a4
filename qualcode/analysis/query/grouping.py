"""Parentheses while a query is read: they are kept until it is known whether the question is about units.

In a question about segments they only say what belongs together, and the tree says that by itself. In one about units
what stands in them is asked of one and the same segment.
"""

from __future__ import annotations

from qualcode.model.query import And, Node, Not, Or
from qualcode.model.query_units import OneSegment


def grouped(node: Node) -> Node:
    """What stood in parentheses, or was written as one condition, with a mark where several nodes are one thing."""
    inner = ungrouped(node)
    return OneSegment(inner) if isinstance(inner, (And, Or, Not)) else inner


def ungrouped(node: Node) -> Node:
    """The same without marks. Without recursion along NOT, which may be repeated thousands of times."""
    negations = 0
    while isinstance(node, Not):
        node, negations = node.part, negations + 1
    if isinstance(node, OneSegment):
        node = node.part
    elif isinstance(node, (And, Or)):
        parts = tuple(ungrouped(part) for part in node.parts)
        node = And(parts) if isinstance(node, And) else Or(parts)
    for _time in range(negations):
        node = Not(node)
    return node
