"""The sheet that a kind draws on: shapes, words and room, in points from the top left, y downwards.

A kind says what it draws (`bar`, `rule`, `dots`, `words`); the sheet makes matplotlib
artists of the shapes and has the recorder take them down at once. It remembers where
words and data marks stand, so that labels can be given places that are free.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Wedge
from matplotlib.path import Path as PlotPath
from matplotlib.transforms import IdentityTransform

from layout.art import Art, Label, Mark, circle_steps
from layout.geometry import Rect
from layout.ink import Tint
from layout.type.style import Align, TextStyle
from typeset.charts.recorder import DOWNWARDS, Recorder, tidy
from typeset.charts.theme import Theme
from typeset.charts.tokens import Colour, Tokens
from typeset.charts.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from matplotlib.axes import Axes

Cell = tuple[int, int]
"""Place in the data table: (row, column), row 0 the heads, column 0 the labels."""


@dataclass(frozen=True, slots=True)
class Written:
    """Words that were put on the sheet: where, and for which cell."""

    box: Rect
    cell: Cell | None


class Sheet:
    """A strip of paper of fixed *width* and open height."""

    def __init__(self, chart: str, width: float, theme: Theme, wording: Wording) -> None:
        self.width = width
        self.theme = theme
        self.wording = wording
        self.written: list[Written] = []
        self.drawn: list[Rect] = []
        """Boxes of the data marks; words stay off them."""
        self._chart = chart
        self._tokens = Tokens()
        # Our shapes are given in the sheet's own coordinates, so nothing is turned over.
        self._recorder = Recorder(chart, wording, self._tokens, (width, width), DOWNWARDS)

    # -- shapes -------------------------------------------------------------------------

    def bar(self, box: Rect, tint: Tint) -> None:
        """Fill an upright rectangle; one without an area leaves no mark."""
        if box.width < 0.01 or box.height < 0.01:
            return
        corners = [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom), (box.x, box.y)]
        self._fill(PlotPath(corners, closed=True), tint, "bar")
        self.drawn.append(box)

    def rule(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        tint: Tint | None = None,
        width: float | None = None,
        dash: tuple[float, ...] = (),
        round_ends: bool = False,
    ) -> None:
        """Draw a straight line; a hairline in the colour of axes unless told otherwise."""
        self.line([(x1, y1), (x2, y2)], tint=tint, width=width, dash=dash, round_ends=round_ends)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        *,
        tint: Tint | None = None,
        width: float | None = None,
        dash: tuple[float, ...] = (),
        round_ends: bool = False,
    ) -> None:
        """Draw an open line through *points*."""
        cap: Literal["round", "butt"] = "round" if round_ends else "butt"
        artist = Line2D(
            [x for x, _ in points],
            [y for _, y in points],
            color=self.colour(tint or self.theme.rule),
            linewidth=width or self.theme.hairline,
            linestyle=(0, [d / (width or self.theme.hairline) for d in dash]) if dash else "-",
            solid_capstyle=cap,
            dash_capstyle=cap,
            solid_joinstyle="round",
        )
        self._draw(artist, "line")

    def area(self, points: Sequence[tuple[float, float]], tint: Tint) -> None:
        """Fill the polygon through *points*."""
        self._fill(PlotPath([*points, points[0]], closed=True), tint, "area")

    def dots(self, centres: Iterable[tuple[float, float]], radius: float, tint: Tint) -> None:
        """Fill equal circles; they make one path, however many they are."""
        where = list(centres)
        if where:
            self._fill(_circles(where, radius), tint, "dots")
        self.drawn += [Rect(x - radius, y - radius, 2 * radius, 2 * radius) for x, y in where]

    def rings(self, centres: Iterable[tuple[float, float]], radius: float, tint: Tint, width: float) -> None:
        """Draw the outlines of equal circles, *width* wide and inside *radius*."""
        where = list(centres)
        if where:
            path = _circles(where, radius - width / 2)
            artist = PathPatch(path, facecolor="none", edgecolor=self.colour(tint), linewidth=width)
            self._draw(artist, "rings")
        self.drawn += [Rect(x - radius, y - radius, 2 * radius, 2 * radius) for x, y in where]

    def wedge(
        self, centre: tuple[float, float], radius: float, thickness: float, turns: tuple[float, float], tint: Tint
    ) -> None:
        """Fill part of a ring; *turns* are fractions of the circle, clockwise from twelve o'clock."""
        start, end = (360 * t - 90 for t in turns)
        if end - start >= 360:
            end = start + 359.999  # matplotlib takes a whole circle for none
        artist = Wedge(
            centre, radius, start, end, width=thickness, facecolor=self.colour(tint), edgecolor="none", linewidth=0
        )
        self._draw(artist, "wedge")

    def colour(self, tint: Tint) -> Colour:
        """The colour to give to matplotlib for *tint*."""
        return self._tokens.colour(tint)

    def axes(self, box: Rect) -> AbstractContextManager[Axes]:
        """Lend a matplotlib `Axes` that fills *box*; what was drawn in it is recorded on leaving.

        For kinds that need the whole of matplotlib. Colours come from `colour`, faces by
        their key (``fontfamily="sans"``).
        """
        from typeset.charts.figure import lend_axes  # the figure machinery costs 90 ms

        return lend_axes(self._chart, box, self.wording, self._tokens, self._recorder.marks)

    # -- words --------------------------------------------------------------------------

    def words(
        self,
        text: str,
        x: float,
        baseline: float,
        style: TextStyle,
        *,
        cell: Cell | None = None,
        align: Align = Align.LEFT,
        more: bool = False,
        upright: bool = False,
    ) -> Rect:
        """Set one line with its left end, middle or right end at *x*; return the room it takes.

        *upright* turns it to read upwards, its start at (*x*, *baseline*) and its baseline at *x*.

        *more* says that words of the same cell follow: a space then ends the line, so
        that they are read as separate words.
        """
        width = self.wording.width(text, style)
        left = x - {Align.RIGHT: width, Align.CENTRE: width / 2}.get(align, 0.0)
        run = self.wording.run(text + " " if more else text, style)
        if upright:
            rise, drop = self.wording.extent(style, text)
            label = Label(x=tidy(x), baseline=tidy(baseline), run=run, cell=cell, turn=90.0)
            box = Rect(x - rise, baseline - width, rise + drop, width)
        else:
            label = Label(x=tidy(left), baseline=tidy(baseline), run=run, cell=cell)
            box = self.room(text, left, baseline, style)
        self._recorder.marks.append(label)
        self.written.append(Written(box, cell))
        return box

    def block(
        self,
        lines: Sequence[str],
        x: float,
        baseline: float,
        style: TextStyle,
        *,
        cell: Cell | None = None,
        align: Align = Align.LEFT,
        leading: float | None = None,
        more: bool = False,
    ) -> float:
        """Set *lines* under each other, the first on *baseline*; return the last baseline."""
        step = leading or self.theme.grid
        for i, text in enumerate(lines):
            self.words(text, x, baseline + i * step, style, cell=cell, align=align, more=more or i + 1 < len(lines))
        return baseline + (len(lines) - 1) * step

    def room(self, text: str, left: float, baseline: float, style: TextStyle) -> Rect:
        """The box that *text* would take up."""
        rise, drop = self.wording.extent(style, text)
        return Rect(left, baseline - rise, self.wording.width(text, style), rise + drop)

    def centred(self, style: TextStyle, middle: float) -> float:
        """The baseline that puts figures and capitals of *style* level with *middle*."""
        return middle + self.wording.cap_height(style) / 2

    # -- the result ---------------------------------------------------------------------

    def finish(self, height: float) -> Art:
        """Trim the strip to *height*, which is rounded up to whole steps of the grid."""
        grid = self.theme.grid
        steps = max(1, -int(-(height - 0.01) // grid))
        return Art(width=self.width, height=steps * grid, marks=tuple(self._recorder.marks))

    @property
    def marks(self) -> Iterator[Mark]:
        """Everything drawn so far, in order."""
        return iter(self._recorder.marks)

    def _fill(self, path: PlotPath, tint: Tint, name: str) -> None:
        self._draw(PathPatch(path, facecolor=self.colour(tint), edgecolor="none", linewidth=0), name)

    def _draw(self, artist: Any, name: str) -> None:
        artist.set_transform(IdentityTransform())
        artist.set_gid(name)
        artist.draw(self._recorder)


CODES = {
    "M": int(PlotPath.MOVETO),
    "L": int(PlotPath.LINETO),
    "C": int(PlotPath.CURVE4),
    "Z": int(PlotPath.CLOSEPOLY),
}


def _circles(centres: Sequence[tuple[float, float]], radius: float) -> PlotPath:
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    for x, y in centres:
        for letter, *numbers in circle_steps(x, y, radius):
            # A closing step needs a point too, though matplotlib does not look at it.
            pairs = list(zip(numbers[::2], numbers[1::2], strict=True)) or [(x, y)]
            points += pairs
            codes += [CODES[letter]] * len(pairs)
    return PlotPath(points, codes)
