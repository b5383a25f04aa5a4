"""The speakers of a talk, one per label, with what the text says of them in brackets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qualcode.ingest.turns.labels import Candidate
from qualcode.ingest.turns.words import precedence, role
from qualcode.model.document import Speaker
from qualcode.model.text import fold

_AGE = re.compile(r"\b(\d{1,3})\s*ans\b|^\s*(\d{2})\s*$|[,;]\s*(\d{2})\s*(?:[,;]|$)")
_SENIORITY = re.compile(r"anciennet|exp[ée]rience|depuis|métier|poste")
_GENDERS = {
    "f": "F",
    "femme": "F",
    "feminin": "F",
    "h": "M",
    "m": "M",
    "homme": "M",
    "masculin": "M",
}


def people(spoken: Sequence[Candidate], described: Mapping[str, str]) -> tuple[Speaker, ...]:
    """One speaker per label, in order of appearance; `described` is what the header says of each folded label."""
    labels: dict[str, str] = {}
    about = dict(described)
    for candidate in spoken:
        labels.setdefault(candidate.key, candidate.label)
        if candidate.description:
            about.setdefault(candidate.key, candidate.description)
    leaders = _interviewers(list(labels.values()))
    return tuple(
        Speaker(label, label, interviewer=label in leaders, attributes=attributes(about.get(key, "")))
        for key, label in labels.items()
    )


def _interviewers(labels: list[str]) -> frozenset[str]:
    """The labels that lead the talk; when every one of two or more would, only the likeliest does."""
    found = [label for label in labels if role(label) == "interviewer"]
    if len(found) == len(labels) > 1:
        return frozenset([min(found, key=lambda label: (precedence(label), fold(label)))])
    return frozenset(found)


def attributes(description: str) -> dict[str, str]:
    """`F, 54 ans, éducatrice` → genre, âge and the whole as description; empty for an empty description."""
    if not description:
        return {}
    found: dict[str, str] = {}
    for part in re.split(r"[,;/]", description):
        gender = _GENDERS.get(fold(part))
        if gender:
            found.setdefault("genre", gender)
    parts = [part for part in re.split(r"[,;]", description) if not _SENIORITY.search(part)]
    age = next((years for part in parts if (years := _age(part))), None)
    if age:
        found["âge"] = age
    return {**found, "description": description}


def _age(part: str) -> str | None:
    match = _AGE.search(part)
    return next((group for group in match.groups() if group), None) if match else None
