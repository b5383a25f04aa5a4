"""What a reader of a crosstab must be told, in sentences: what is hidden, what chance would give, and how sure."""

from __future__ import annotations

from qualcode.i18n import _, number, percent
from qualcode.model.crosstab import Crosstab, Independence, dimension, hidden_note, several_note


def notes(crosstab: Crosstab) -> tuple[str, ...]:
    """The sentences below a crosstab."""
    said = [*several_note(crosstab.segments.several), *hidden_note(crosstab.segments)]
    if crosstab.untested:
        said.append(crosstab.untested)
    if crosstab.test:
        said += [_tested(_("Segments"), crosstab.test), *_doubts(crosstab.test)]
        said.append(
            _("The segments of one person are not independent of one another: this p is too small, and no evidence.")
        )
    if crosstab.permutation:
        found = crosstab.permutation
        text = _(
            "Segments of {n} respondents, {name} dealt out anew to the persons {rounds} times: chi² = {chi2}, {p}. "
            "All segments of a person stay together."
        )
        said.append(
            text.format(
                n=number(found.persons),
                name=dimension(found.dimension),
                rounds=number(found.rounds),
                chi2=number(found.statistic, 2),
                p=p_value(found.p),
            )
        )
    return (*said, *_persons(crosstab))


def p_value(p: float) -> str:
    """`p = 0.023`, `p < 0.001`."""
    return _("p < {value}").format(value=number(0.001, 3)) if p < 0.001 else _("p = {value}").format(value=number(p, 3))


def _persons(crosstab: Crosstab) -> list[str]:
    if crosstab.repeated and crosstab.test:
        text = _(
            "{n} of {all} respondents stand in several cells: a chi² over respondents would count them several times."
        )
        return [text.format(n=number(crosstab.repeated), all=number(crosstab.persons))]
    if not crosstab.person_test:
        return []
    return [_tested(_("Respondents"), crosstab.person_test), *_doubts(crosstab.person_test)]


def _tested(what: str, test: Independence) -> str:
    return _("{what}: chi² = {chi2}, df = {df}, {p}, Cramér's V = {v}, n = {n}.").format(
        what=what,
        chi2=number(test.statistic, 2),
        df=number(test.df),
        p=p_value(test.p),
        v=number(test.cramers_v, 2),
        n=number(test.n),
    )


def _doubts(test: Independence) -> list[str]:
    if not test.doubtful:
        return []
    text = _(
        "Small counts: {share} of the expected counts are under 5, the smallest is {least}; p is not to be relied on "
        "(Cochran 1954)."
    )
    return [text.format(share=percent(test.small), least=number(test.smallest, 1))]
