"""Plain text and Markdown. Markdown stays as it is written: its signs are part of what is seen and cited."""

from __future__ import annotations

from qualcode.ingest.compose import reading
from qualcode.ingest.decode import decode
from qualcode.ingest.manuscript import Manuscript, Material, Reading


def read(material: Material) -> Reading:
    """The document in a text file; raises ImportFailure when it is empty or is no text."""
    decoded = decode(material.data)
    return reading(material, Manuscript(decoded.text, decoded.encoding, warnings=decoded.warnings))
