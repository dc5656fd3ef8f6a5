"""The pen: the few shapes that charts are made of, each a matplotlib artist drawn at once.

Artists need no figure to be drawn, only a renderer; ours is the recorder. Coordinates are
the sheet's own, points with y downwards, so nothing is turned over on the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Wedge
from matplotlib.path import Path as PlotPath
from matplotlib.transforms import IdentityTransform

from layout.art import Mark, circle_steps
from layout.ink import Tint
from typeset.charts.clipping import Point
from typeset.charts.recorder import DOWNWARDS, Recorder
from typeset.charts.tokens import Tokens
from typeset.charts.wording import Wording

CODES = {
    "M": int(PlotPath.MOVETO),
    "L": int(PlotPath.LINETO),
    "C": int(PlotPath.CURVE4),
    "Z": int(PlotPath.CLOSEPOLY),
}


class Pen:
    """Draws shapes in tints, and adds them to *marks*."""

    def __init__(self, chart: str, width: float, wording: Wording, tokens: Tokens, marks: list[Mark]) -> None:
        self._tokens = tokens
        self._recorder = Recorder(chart, wording, tokens, (width, width), DOWNWARDS, marks)

    def fill_polygon(self, corners: Sequence[Point], tint: Tint, name: str) -> None:
        """Fill the polygon through *corners*; errors call it *name*."""
        self._fill(PlotPath([*corners, corners[0]], closed=True), tint, name)

    def fill_circles(self, centres: Sequence[Point], radius: float, tint: Tint) -> None:
        """Fill equal circles as one path."""
        self._fill(_circles(centres, radius), tint, "dots")

    def draw_circles(self, centres: Sequence[Point], radius: float, tint: Tint, width: float) -> None:
        """Stroke equal circles as one path; *radius* is to the middle of the line."""
        path = _circles(centres, radius)
        self._draw(PathPatch(path, facecolor="none", edgecolor=self._tokens.colour(tint), linewidth=width), "rings")

    def fill_wedge(
        self, centre: Point, radius: float, thickness: float, turns: tuple[float, float], tint: Tint
    ) -> None:
        """Fill part of a ring; *turns* are fractions of the circle, clockwise from twelve o'clock."""
        start, end = (360 * turn - 90 for turn in turns)
        if end - start >= 360:
            end = start + 359.999  # matplotlib takes a whole circle for none
        colour = self._tokens.colour(tint)
        wedge = Wedge(centre, radius, start, end, width=thickness, facecolor=colour, edgecolor="none", linewidth=0)
        self._draw(wedge, "wedge")

    def draw_line(
        self, points: Sequence[Point], tint: Tint, width: float, dash: tuple[float, ...], *, round_ends: bool
    ) -> None:
        """Stroke an open line; *width* and the lengths of *dash* are points."""
        cap: Literal["round", "butt"] = "round" if round_ends else "butt"
        line = Line2D(
            [x for x, _ in points],
            [y for _, y in points],
            color=self._tokens.colour(tint),
            linewidth=width,
            # matplotlib counts dashes in widths of the line.
            linestyle=(0, [length / width for length in dash]) if dash else "-",
            solid_capstyle=cap,
            dash_capstyle=cap,
        )
        self._draw(line, "line")

    def _fill(self, path: PlotPath, tint: Tint, name: str) -> None:
        self._draw(PathPatch(path, facecolor=self._tokens.colour(tint), edgecolor="none", linewidth=0), name)

    def _draw(self, artist: Any, name: str) -> None:
        artist.set_transform(IdentityTransform())
        artist.set_gid(name)
        artist.draw(self._recorder)


def _circles(centres: Sequence[Point], radius: float) -> PlotPath:
    points: list[Point] = []
    codes: list[int] = []
    for x, y in centres:
        for letter, *numbers in circle_steps(x, y, radius):
            # A closing step needs a point too, though matplotlib does not look at it.
            pairs = list(zip(numbers[::2], numbers[1::2], strict=True)) or [(x, y)]
            points += pairs
            codes += [CODES[letter]] * len(pairs)
    return PlotPath(points, codes)
