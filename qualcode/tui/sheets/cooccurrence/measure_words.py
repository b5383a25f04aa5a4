"""What the measures of strength are called and say, in a few words; what else is said of a pair beside each."""

from __future__ import annotations

from qualcode.i18n import _
from qualcode.model.network import OF_PERMUTATION, OF_POPULATION, STRENGTHS

#: Measures that need scipy, or rounds of chance: they are worked out beside the screen.
LONG = ("g2_p", "fisher_p", "fisher_q", *OF_PERMUTATION)

#: What is said of a pair beside its measure.
_BESIDE = {
    "p_target": ("p_source",),
    "p_source": ("p_target",),
    "lift": ("npmi",),
    "npmi": ("lift",),
    "g2": ("lift",),
    "g2_p": ("g2", "lift"),
    "fisher_p": ("fisher_q", "lift"),
    "fisher_q": ("fisher_p", "lift"),
    "permutation_p": ("permutation_q", "permutation_z"),
    "permutation_q": ("permutation_p", "permutation_z"),
    "permutation_z": ("permutation_p", "permutation_q"),
}


def beside(measure: str) -> tuple[str, ...]:
    """The measures that are said of a pair beside this one."""
    return _BESIDE.get(measure, ())


def groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The measures by what they ask, in the order in which they are offered."""
    return (
        (_("How strong"), STRENGTHS),
        (_("If the one, then the other"), ("p_target", "p_source")),
        (_("Against chance"), OF_POPULATION),
        (_("Against chance, interview by interview"), OF_PERMUTATION),
    )


def measure_name(measure: str) -> str:
    """How strength is told; an unknown measure is shown as it is."""
    return {
        "count": _("count"),
        "jaccard": "Jaccard",
        "cosine": _("cosine"),
        "inclusion": _("inclusion"),
        "p_target": _("P(column|row)"),
        "p_source": _("P(row|column)"),
        "lift": "lift",
        "npmi": "NPMI",
        "g2": "G²",
        "g2_p": _("p of G²"),
        "fisher_p": _("Fisher’s p"),
        "fisher_q": _("Fisher’s q"),
        "permutation_p": _("permutation p"),
        "permutation_q": _("permutation q"),
        "permutation_z": _("permutation z"),
    }.get(measure, measure)


def short_measure(measure: str) -> str:
    """The sign of a measure where its name has been said: `p`, `q`, `z`."""
    letter = measure.rpartition("_")[2]
    return letter if measure in LONG else measure_name(measure)


def what_it_says(measure: str) -> str:
    """What a measure says of two codes, in half a line."""
    return {
        "count": _("how often together"),
        "jaccard": _("of all that has one, the share that has both"),
        "cosine": _("the same, less hard on codes of unequal size"),
        "inclusion": _("does the rarer one go without the other?"),
        "p_target": _("where the code of the row is, how often the column’s"),
        "p_source": _("where the code of the column is, how often the row’s"),
        "lift": _("how many times as often as by chance"),
        "npmi": _("the same from 0 (chance) to 1 (never apart)"),
        "g2": _("how surely not by chance; grows with the material"),
        "g2_p": _("its probability; for large counts"),
        "fisher_p": _("exact probability; turns taken for independent"),
        "fisher_q": _("the same, held against all pairs"),
        "permutation_p": _("probability, each interview as it is made"),
        "permutation_q": _("the same, held against all pairs"),
        "permutation_z": _("how far from chance, in standard deviations"),
    }.get(measure, "")


def why_not(measure: str) -> str:
    """Why a unit does not allow a measure."""
    if measure in OF_POPULATION:
        return _("needs units that can be counted: not overlaps")
    return _("needs places in documents: not documents, cases, speakers")
