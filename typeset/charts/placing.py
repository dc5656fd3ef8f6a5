"""Places for labels, so that none meets another, leaves the drawing, or covers what it must not.

Two solvers. `spread` shifts labels along one line as little as will do: labels at the end
of a slope or beside a ring. `choose` picks one of several places for each label: labels
over dots or under the parts of a bar. Both are exact on their terms, and give the same
answer for the same question on any machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from layout.geometry import Rect

MOST_STEPS = 4000
"""Trials before `choose` settles for the best it has; a dozen labels need a few hundred."""


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> tuple[float, ...]:
    """Shift intervals of *sizes* centred on *wanted* apart until they only touch; return their centres.

    The order of the wanted places is kept (equals stay as given), all lie between *low*
    and *high*, and the sum of squared shifts is least. If there is no room for all, they
    run over *high*: a caller that cannot grow must ask `fits` first.
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    # Take away from each place the room of those before it: "must not overlap" then reads
    # "must not decrease", and least squares under that is isotonic regression, solved by
    # pooling neighbours that are out of order.
    before: list[float] = []
    taken = 0.0
    for i in order:
        before.append(taken + sizes[i] / 2)
        taken += sizes[i]
    pools: list[tuple[float, int]] = []
    for place, i in enumerate(order):
        mean, count = wanted[i] - before[place], 1
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean = (mean * count + other * others) / (count + others)
            count += others
        pools.append((mean, count))
    level = [mean for mean, count in pools for _ in range(count)]
    top = max(low, high - taken)
    centres = [0.0] * len(wanted)
    for place, i in enumerate(order):
        centres[i] = min(max(level[place], low), top) + before[place]
    return tuple(centres)


def fits(sizes: Sequence[float], low: float, high: float) -> bool:
    """Tell whether intervals of *sizes* find room side by side between *low* and *high*."""
    return sum(sizes) <= high - low + 0.01


@dataclass(frozen=True, slots=True)
class Place:
    """One place that a label could take: every box it would fill, leader included."""

    boxes: tuple[Rect, ...]
    cost: float
    """How little we like it; 0 is ideal."""

    def meets(self, other: Place) -> bool:
        """Tell whether the two cannot both be taken."""
        return any(mine.meets(theirs) for mine in self.boxes for theirs in other.boxes)


def choose(places: Sequence[Sequence[Place]]) -> tuple[int, ...] | None:
    """Pick one place for each label so that no two meet and the costs add up to least.

    Returns the index picked for each, or None if there is no such choice. Labels with
    the fewest free places are settled first; a branch that is already dearer than the
    best answer is given up.
    """
    order = sorted(range(len(places)), key=lambda i: (len(places[i]), i))
    cheapest = [min((place.cost for place in places[i]), default=0.0) for i in order]
    floor = [sum(cheapest[k:]) for k in range(len(order) + 1)]
    best: tuple[float, tuple[int, ...]] | None = None
    picked: list[int] = []
    steps = 0

    def settle(k: int, cost: float) -> None:
        nonlocal best, steps
        steps += 1
        if best is not None and (cost + floor[k] >= best[0] or steps > MOST_STEPS):
            return
        if k == len(order):
            best = (cost, tuple(picked))
            return
        mine = places[order[k]]
        for index in sorted(range(len(mine)), key=lambda n: (mine[n].cost, n)):
            if steps > 10 * MOST_STEPS:
                return
            if not any(mine[index].meets(places[order[j]][picked[j]]) for j in range(k)):
                picked.append(index)
                settle(k + 1, cost + mine[index].cost)
                picked.pop()

    settle(0, 0.0)
    if best is None:
        return None
    answer = [0] * len(order)
    for k, i in enumerate(order):
        answer[i] = best[1][k]
    return tuple(answer)
