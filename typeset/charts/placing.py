"""Places for labels, so that none meets another, leaves the drawing, or covers what it must not.

Two solvers. `spread` shifts labels along one line as little as will do: labels at the end
of a slope or beside a ring. `choose` picks one of several places for each label: labels
over dots or under the parts of a bar. Both are exact on their terms, and give the same
answer for the same question on any machine.
"""

from __future__ import annotations

from collections.abc import Sequence

from layout.geometry import Rect
from layout.values import Struct

MOST_STEPS = 400
"""Trials before `choose` settles for the best it has; a dozen labels need a few dozen."""
LAST_STEP = 1200
"""Trials before it gives up without an answer."""
MEET = 0.01
"""Boxes that share less than this (points) only touch."""


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


class Place(Struct, frozen=True):
    """One place that a label could take: every box it would fill, leader included."""

    boxes: tuple[Rect, ...]
    cost: float
    """How little we like it; 0 is ideal."""


def choose(places: Sequence[Sequence[Place]]) -> tuple[int, ...] | None:
    """Pick one place for each label so that no two meet and the costs add up to least.

    Returns the index picked for each, or None if no such choice was found.

    Branch and bound: settle the label with the fewest places left, cheapest place first;
    strike out what can then no longer be had; give up a branch whose cost, with the
    cheapest place left for each of the others, cannot beat the best answer so far.
    """
    boxes = [[_corners(place) for place in mine] for mine in places]
    best: tuple[float, dict[int, int]] | None = None
    steps = 0

    def settle(open_: dict[int, list[int]], cost: float, picked: dict[int, int]) -> None:
        nonlocal best, steps
        steps += 1
        if best is not None and steps > MOST_STEPS:
            return
        if not open_:
            if best is None or cost < best[0]:
                best = (cost, dict(picked))
            return
        if best is not None and cost + sum(places[i][left[0]].cost for i, left in open_.items()) >= best[0]:
            return
        i = min(open_, key=lambda i: (len(open_[i]), i))
        for index in open_[i]:
            if steps > LAST_STEP:
                return
            mine = boxes[i][index]
            still = {
                j: [other for other in left if not _meet(mine, boxes[j][other])] for j, left in open_.items() if j != i
            }
            if all(still.values()):
                settle(still, cost + places[i][index].cost, {**picked, i: index})

    every = {i: sorted(range(len(mine)), key=lambda n: (mine[n].cost, n)) for i, mine in enumerate(places)}
    if all(every.values()):
        settle(every, 0.0, {})
    return None if best is None else tuple(best[1][i] for i in range(len(places)))


Corners = tuple[tuple[float, float, float, float], ...]


def _corners(place: Place) -> Corners:
    return tuple((box.x, box.y, box.right, box.bottom) for box in place.boxes)


def _meet(one: Corners, other: Corners) -> bool:
    # `Rect.meets` on plain numbers: this is asked some ten thousand times for one chart.
    for left, top, right, bottom in one:
        for x, y, to_x, to_y in other:
            if left < to_x - MEET and x < right - MEET and top < to_y - MEET and y < bottom - MEET:
                return True
    return False
