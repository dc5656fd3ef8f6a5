"""Cutting a path at a rectangle, for drawings that matplotlib would clip.

A display list knows no clip: what it holds is what is printed. Paths that stay inside,
which is all of ours, never come here; curves that must be cut are given as polygons.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from layout.geometry import Rect

Point = tuple[float, float]


def clip_line(points: Sequence[Point], box: Rect) -> list[list[Point]]:
    """Cut an open line of *points* to *box*; what is left may be in several pieces."""
    pieces: list[list[Point]] = []
    for start, end in itertools.pairwise(points):
        kept = _clip_segment(start, end, box)
        if kept is None:
            continue
        if pieces and pieces[-1][-1] == kept[0]:
            pieces[-1].append(kept[1])
        else:
            pieces.append([kept[0], kept[1]])
    return pieces


def _clip_segment(start: Point, end: Point, box: Rect) -> tuple[Point, Point] | None:
    # Liang and Barsky: the segment is start + t·(dx, dy); each edge narrows the span of t.
    dx, dy = end[0] - start[0], end[1] - start[1]
    first, last = 0.0, 1.0
    for step, room in (
        (-dx, start[0] - box.x),
        (dx, box.right - start[0]),
        (-dy, start[1] - box.y),
        (dy, box.bottom - start[1]),
    ):
        if step == 0:
            if room < 0:
                return None
            continue
        t = room / step
        if step < 0:
            first = max(first, t)
        else:
            last = min(last, t)
    if first > last:
        return None
    near = start if first == 0 else (start[0] + first * dx, start[1] + first * dy)
    far = end if last == 1 else (start[0] + last * dx, start[1] + last * dy)
    return near, far


def clip_area(points: Sequence[Point], box: Rect) -> list[Point]:
    """Cut a closed polygon to *box* (Sutherland and Hodgman); empty when nothing is left."""
    edges = ((0, box.x, 1), (0, box.right, -1), (1, box.y, 1), (1, box.bottom, -1))
    left = list(points)
    for along, at, side in edges:
        left = _clip_edge(left, along, at, side)
    return left


def _clip_edge(points: list[Point], along: int, at: float, side: int) -> list[Point]:
    kept: list[Point] = []
    for i, here in enumerate(points):
        before = points[i - 1]
        inside, was_inside = (here[along] - at) * side >= 0, (before[along] - at) * side >= 0
        if inside != was_inside:
            t = (at - before[along]) / (here[along] - before[along])
            kept.append((before[0] + t * (here[0] - before[0]), before[1] + t * (here[1] - before[1])))
        if inside:
            kept.append(here)
    return kept
