"""When new codes stop coming, in an order of the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from qualcode.analysis import saturation as curves
from qualcode.analysis.cells import sort_key
from qualcode.analysis.query.resolve import attribute_names
from qualcode.model.saturation import ORDERS, Saturation, Step
from qualcode.project.covering import documents_of
from qualcode.project.dimensions import dimension
from qualcode.project.queries import Queries
from qualcode.storage import counting
from qualcode.storage.segments import Surroundings


def saturation(
    project: Queries, query: str, order: str, level: int | None, within: str | None, shuffled: tuple[int, int]
) -> Saturation:
    """The codes that each document brings; `shuffled` are the rounds and the seed of the random orders."""
    known = project.vocabulary()
    bundles = counting.bundles(project.conn, project.where(query))
    codes = dimension(project, "code", (), level)
    found: dict[int, Counter[int]] = {}
    for bundle, count in bundles.items():
        for code in codes.keys(bundle, count):
            found.setdefault(bundle.document, Counter())[code] += count
    chosen = documents_of(project, within)
    documents = [id_ for id_ in known.documents if id_ in (found if chosen is None else chosen)]
    placed = _places(project, order, documents)
    documents.sort(key=lambda id_: sort_key(placed.get(id_, "")) if order not in ORDERS else placed.get(id_, ""))
    met = [sorted(found.get(id_, ()), key=codes.order) for id_ in documents]
    rounds, seed = shuffled
    low, high = curves.band(met, rounds, seed)
    steps, total = [], 0
    mean = curves.expected(met)
    for at, (id_, fresh) in enumerate(zip(documents, curves.new_ones(met), strict=True)):
        total += len(fresh)
        steps.append(
            Step(
                known.documents[id_].name,
                placed.get(id_, ""),
                found.get(id_, Counter()).total(),
                len(met[at]),
                tuple(codes.label(code) for code in fresh),
                total,
                mean[at],
                low[at] if low else total,
                high[at] if high else total,
            )
        )
    missing = 0 if order in ORDERS else sum(not placed.get(id_) for id_ in documents)
    return Saturation(tuple(steps), order, query, level, within, missing, rounds, seed)


def _places(project: Queries, order: str, documents: list[int]) -> Mapping[int, str]:
    """What each document is placed by; nothing where they stay in the order of the project."""
    if order == "document":
        return {}
    if order == "coding":
        return counting.first_coded(project.conn)
    known = project.vocabulary()
    names = attribute_names(order, known, ORDERS)
    around = Surroundings(project.conn, known, documents, ())
    held = {id_: around.attributes(id_, None) for id_ in documents}
    return {id_: next((held[id_][name] for name in names if held[id_].get(name)), "") for id_ in documents}
