"""A code with how often it was used."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.model.codebook import Code


@dataclass(frozen=True, slots=True)
class CodeUse:
    """A code with how often it was used: by itself, and with all codes under it (`…_total`)."""

    code: Code
    path: str
    level: int
    codings: int
    codings_total: int
    documents: int
    documents_total: int
