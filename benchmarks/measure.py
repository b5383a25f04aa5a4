"""A figure, and the floor it is held against: the least that any program would do for the same result.

Machines differ and ratios last, so every figure stands beside floors measured in the same run, turn by turn with it.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

RUNS = 5


class Skip(Exception):
    """The part that a benchmark measures is not there; the message says which."""


@dataclass(frozen=True)
class Floor:
    """What a figure is compared to, in the figure's unit."""

    name: str
    value: float


@dataclass(frozen=True)
class Figure:
    """One measured thing. `limit` is the most it may be; `ratio_limit` the most it may be of its first floor."""

    name: str
    value: float
    floors: tuple[Floor, ...]
    unit: str = "s"
    limit: float | None = None
    ratio_limit: float | None = None

    @property
    def kept(self) -> bool | None:
        """Whether the figure is within its limits; None when it has none."""
        verdicts = []
        if self.limit is not None:
            verdicts.append(self.value <= self.limit)
        if self.ratio_limit is not None:
            verdicts.append(self.value <= self.ratio_limit * self.floors[0].value)
        return all(verdicts) if verdicts else None


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def medians(works: Mapping[str, Callable[[], object]], runs: int = RUNS) -> dict[str, float]:
    """The median time of each work over several rounds; in every round each is done once, so that all share the noise.

    A first round is not counted: it fills the caches of the system and loads what is loaded lazily.
    """
    rounds: dict[str, list[float]] = {name: [] for name in works}
    for number in range(runs + 1):
        for name, work in works.items():
            taken = seconds(work)
            if number:
                rounds[name].append(taken)
    return {name: statistics.median(taken) for name, taken in rounds.items()}


def least(works: Mapping[str, Callable[[], object]], runs: int = RUNS) -> dict[str, float]:
    """The least processor time of each work over several rounds, in each of which each is done once.

    For how things grow: what else a machine does can only add to it.
    """
    taken = dict.fromkeys(works, float("inf"))
    for _round in range(runs + 1):
        for name, work in works.items():
            start = time.process_time()
            work()
            taken[name] = min(taken[name], time.process_time() - start)
    return taken
