"""The page's grid: six columns across, rows of one line each down.

Running text sits on the rows' baselines; drawings and grounds begin where the capitals
of a first line would (`cap_drop`), so that the tops of neighbours line up.
"""

from __future__ import annotations

from layout.brand import PageShape
from layout.geometry import Rect
from layout.values import Struct

BASELINE_IN_ROW = 10 / 13
"""Where in its row the baseline of body text lies: leaves room for descenders below."""

CAP_DROP_IN_ROW = 3.6 / 13
"""From the top of a row down to the capitals of body text in it."""


class Grid(Struct, frozen=True):
    """Columns and rows of one page shape; x depends on the side, y does not."""

    shape: PageShape

    @property
    def row(self) -> float:
        """Height of a row, points."""
        return self.shape.grid

    @property
    def rows(self) -> int:
        """Whole rows between head and foot margin."""
        return int((self.shape.height - self.shape.head - self.shape.foot) / self.shape.grid + 1e-6)

    @property
    def width(self) -> float:
        """Of the live area, points: all columns and their gutters."""
        return self.shape.width - self.shape.inner - self.shape.outer

    def span(self, columns: int) -> float:
        """Width of so many neighbouring columns with the gutters between them."""
        one = (self.width - (self.shape.columns - 1) * self.shape.gutter) / self.shape.columns
        return columns * one + (columns - 1) * self.shape.gutter

    def left(self, *, recto: bool) -> float:
        """x of the live area: the inner margin lies at the spine."""
        return self.shape.inner if recto else self.shape.outer

    def column(self, number: int) -> float:
        """x of column *number* (from 0) from the left of the live area."""
        return self.span(number) + self.shape.gutter if number else 0.0

    def top(self, row: int = 0) -> float:
        """y of the upper edge of *row*."""
        return self.shape.head + row * self.shape.grid

    def baseline(self, row: int = 0) -> float:
        """y of the baseline in *row*."""
        return self.top(row) + BASELINE_IN_ROW * self.shape.grid

    @property
    def cap_drop(self) -> float:
        """Points from a row's upper edge to the top of its capitals."""
        return CAP_DROP_IN_ROW * self.shape.grid

    def live(self, *, recto: bool) -> Rect:
        """The area inside the margins."""
        return Rect(
            self.left(recto=recto),
            self.shape.head,
            self.width,
            self.shape.height - self.shape.head - self.shape.foot,
        )

    def bleeding(self) -> Rect:
        """The trim grown by the bleed on every side."""
        return Rect(0, 0, self.shape.width, self.shape.height).grown(self.shape.bleed)

    def rows_for(self, points: float) -> int:
        """The fewest whole rows that hold *points* of height."""
        return max(0, -int(-(points - 0.01) // self.shape.grid))
