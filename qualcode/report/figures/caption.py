"""What stands under a figure: the question that it answers, what was counted, and what of it is not drawn."""

from __future__ import annotations

from qualcode.i18n import _, ngettext, number
from qualcode.model.network import Cooccurrence, Network
from qualcode.model.saved_network import SavedNetwork


def title(network: Network) -> str:
    """One line for a whole figure."""
    return _("Co-occurrence of codes: {unit}, {measure}").format(
        unit=unit_name(network), measure=measure_name(network.question.measure)
    )


def caption(network: Network, date: str = "") -> list[str]:
    """Sentences on what was asked and how much was found; `date` says when, in the words of the reader."""
    question = network.question
    said = [
        _("Codes that go together: {unit}; strength of a pair: {measure}.").format(
            unit=unit_name(network), measure=measure_name(question.measure)
        )
    ]
    if question.query:
        said.append(_("Only codings that match: {query}.").format(query=question.query))
    if question.level is not None:
        said.append(_("Codes rolled up to level {level} of the codebook.").format(level=number(question.level)))
    if question.minimum > 1:
        said.append(_("Pairs met at least {n} times.").format(n=number(question.minimum)))
    if isinstance(network, SavedNetwork) and network.summary.origin.backbone is not None:
        said.append(_("Pairs that stand out: disparity filter, α < {alpha}.").format(alpha=_alpha(network)))
    found = [_codes(len(network.nodes)), _pairs(len(network.edges))]
    if units := _units(network):
        found.append(ngettext("{n} unit", "{n} units", units).format(n=number(units)))
    told = ", ".join(found)
    said.append(f"{told} ({date})." if date else f"{told}.")
    return [" ".join(said)]


def drawn_of(network: Network, codes: int, pairs: int, all_pairs: bool = False) -> list[str]:
    """A sentence on what a picture leaves out when it draws so many codes and pairs; nothing when all is drawn.

    `all_pairs`: whether every pair of the codes that are drawn is drawn too.
    """
    if (codes, pairs) == (len(network.nodes), len(network.edges)):
        return []
    if all_pairs:
        said = _("Drawn: {codes} of {all_codes} codes, those that meet others most; {pairs} of {all_pairs} pairs.")
    elif codes == len(network.nodes):
        said = _("Drawn: {pairs} of {all_pairs} pairs, the strongest of each code and of all.")
    else:
        said = _(
            "Drawn: {codes} of {all_codes} codes, those that meet others most; {pairs} of {all_pairs} pairs, the "
            "strongest of each code and of all."
        )
    total_codes, total_pairs = number(len(network.nodes)), number(len(network.edges))
    return [said.format(codes=number(codes), all_codes=total_codes, pairs=number(pairs), all_pairs=total_pairs)]


def unit_name(network: Network) -> str:
    """Where two codes had to be together, in the user's language."""
    question = network.question
    names = {
        "overlap": _("overlapping passages"),
        "sentence": _("same sentence"),
        "turn": _("same turn"),
        "paragraph": _("same paragraph"),
        "document": _("same document"),
        "case": _("same case"),
        "speaker": _("same speaker"),
    }
    windows = {
        "sentence": _("within {n} sentences"),
        "turn": _("within {n} turns"),
        "paragraph": _("within {n} paragraphs"),
    }
    window = question.window
    if window > 1 and question.unit in windows:
        return windows[question.unit].format(n=number(window))
    return names.get(question.unit, question.unit)


def measure_name(measure: str) -> str:
    """A measure in the user's language."""
    return _measure_names().get(measure, measure)


def _measure_names() -> dict[str, str]:
    return {
        "count": _("number of meetings"),
        "jaccard": _("Jaccard index"),
        "cosine": _("cosine"),
        "inclusion": _("inclusion index"),
        "p_target": _("P(second | first)"),
        "p_source": _("P(first | second)"),
        "lift": _("lift"),
        "npmi": _("NPMI"),
        "g2": _("log-likelihood G²"),
        "g2_p": _("p of G²"),
        "fisher_p": _("p, Fisher"),
        "fisher_q": _("q, Fisher"),
        "permutation_p": _("p, permutation"),
        "permutation_q": _("q, permutation"),
        "permutation_z": _("z, permutation"),
    }


def _units(network: Network) -> int:
    """How many units there were that two codes might have met in; 0 where that is not known."""
    if isinstance(network, SavedNetwork):
        return network.summary.origin.units or 0
    return (network.population or 0) if isinstance(network, Cooccurrence) else 0


def _alpha(network: SavedNetwork) -> str:
    alpha = network.summary.origin.backbone or 0.0
    return number(alpha, max(2, len(f"{alpha:.6f}".rstrip("0")) - 2))


def _codes(n: int) -> str:
    return ngettext("{n} code", "{n} codes", n).format(n=number(n))


def _pairs(n: int) -> str:
    return ngettext("{n} pair", "{n} pairs", n).format(n=number(n))
