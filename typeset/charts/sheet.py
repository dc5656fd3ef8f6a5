"""The sheet that a kind draws on: shapes, words and room, in points from the top left, y downwards.

A kind says what it draws (`bar`, `rule`, `dots`, `words`); the sheet hands shapes to the
pen, which draws them with matplotlib, and sets words itself, in the report's own type. It
remembers where words stand. Importing it brings in nothing heavy; making one does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from layout.art import TOUCH, Art, Cell, Label, Mark
from layout.geometry import Rect
from layout.ink import Tint
from layout.type.style import Align, TextStyle
from layout.values import Struct, replace
from typeset.charts.precision import tidy
from typeset.charts.theme import Theme
from typeset.charts.tokens import Colour, Tokens
from typeset.charts.wording import Wording, read_on

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from matplotlib.axes import Axes


class Written(Struct, frozen=True):
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
        self._chart = chart
        self._tokens = Tokens()
        from typeset.charts.pen import Pen  # matplotlib comes in here

        self._marks: list[Mark] = []
        self._pen = Pen(chart, width, wording, self._tokens, self._marks)

    # -- shapes -------------------------------------------------------------------------

    # A shape with a *cell* shows a datum, or the name of one, that may be written nowhere.

    def bar(self, box: Rect, tint: Tint, *, cell: Cell | None = None) -> None:
        """Fill an upright rectangle; one without an area leaves no mark."""
        if box.width < 0.01 or box.height < 0.01:
            return
        corners = [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)]
        with self._showing(cell):
            self._pen.fill_polygon(corners, tint, "bar")

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
        cell: Cell | None = None,
    ) -> None:
        """Draw a straight line; a hairline in the colour of axes unless told otherwise."""
        with self._showing(cell):
            self.line([(x1, y1), (x2, y2)], tint=tint, width=width, dash=dash, round_ends=round_ends)

    def touch(self, x: float, y: float, width: float, tint: Tint, *, cell: Cell | None = None) -> None:
        """Set the pen down at a point of a line *width* wide: its joint there, which nobody sees for itself."""
        dx, dy = TOUCH
        self.rule(x - dx, y - dy, x + dx, y + dy, tint=tint, width=width, round_ends=True, cell=cell)

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
        self._pen.draw_line(points, tint or self.theme.rule, width or self.theme.hairline, dash, round_ends=round_ends)

    def area(self, points: Sequence[tuple[float, float]], tint: Tint) -> None:
        """Fill the polygon through *points*."""
        self._pen.fill_polygon(points, tint, "area")

    def dots(
        self, centres: Iterable[tuple[float, float]], radius: float, tint: Tint, *, cell: Cell | None = None
    ) -> None:
        """Fill equal circles; they make one path, however many they are."""
        where = list(centres)
        if where:
            with self._showing(cell):
                self._pen.fill_circles(where, radius, tint)

    def rings(
        self,
        centres: Iterable[tuple[float, float]],
        radius: float,
        tint: Tint,
        width: float,
        *,
        cell: Cell | None = None,
    ) -> None:
        """Draw the outlines of equal circles, *width* wide and inside *radius*."""
        where = list(centres)
        if where:
            with self._showing(cell):
                self._pen.draw_circles(where, radius - width / 2, tint, width)

    def wedge(
        self, centre: tuple[float, float], radius: float, thickness: float, turns: tuple[float, float], tint: Tint
    ) -> None:
        """Fill part of a ring; *turns* are fractions of the circle, clockwise from twelve o'clock."""
        self._pen.fill_wedge(centre, radius, thickness, turns, tint)

    def colour(self, tint: Tint) -> Colour:
        """The colour to give to matplotlib for *tint*."""
        return self._tokens.colour(tint)

    def axes(self, box: Rect) -> AbstractContextManager[Axes]:
        """Lend a matplotlib `Axes` that fills *box*; what was drawn in it is recorded on leaving.

        For kinds that need the whole of matplotlib. Colours come from `colour`, faces by
        their key (``fontfamily="sans"``).
        """
        from typeset.charts.figure import lend_axes  # the figure machinery costs 90 ms

        return lend_axes(self._chart, box, self.wording, self._tokens, self._marks)

    @contextmanager
    def _showing(self, cell: Cell | None) -> Iterator[None]:
        """Let what is drawn meanwhile be what shows *cell*."""
        first = len(self._marks)
        yield
        if cell is not None:
            self._marks[first:] = [replace(mark, cell=cell) for mark in self._marks[first:]]

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
        run, *others = self.wording.runs(read_on(text) if more else text, style)
        if upright:
            rise, drop = self.wording.extent(style, text)
            label = Label(x=tidy(x), baseline=tidy(baseline), run=run, cell=cell, turn=90.0, others=tuple(others))
            box = Rect(x - rise, baseline - width, rise + drop, width)
        else:
            label = Label(x=tidy(left), baseline=tidy(baseline), run=run, cell=cell, others=tuple(others))
            box = self.room(text, left, baseline, style)
        self._marks.append(label)
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
        written = {mark.cell for mark in self._marks if isinstance(mark, Label)}
        marks = (
            # What is written in words needs no mark to be said in its place.
            replace(mark, cell=None)
            if mark.cell is not None and mark.cell in written and not isinstance(mark, Label)
            else mark
            for mark in self._marks
        )
        return Art(width=self.width, height=steps * grid, marks=tuple(marks))

    @property
    def marks(self) -> Iterator[Mark]:
        """Everything drawn so far, in order."""
        return iter(self._marks)
