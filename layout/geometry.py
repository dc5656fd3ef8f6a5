"""Lengths and rectangles. Points throughout, origin top left of the trim, y downwards."""

from __future__ import annotations

from layout.values import Struct


def mm(millimetres: float) -> float:
    """Convert millimetres to PostScript points (72 to the inch)."""
    return millimetres * 72 / 25.4


class Rect(Struct, frozen=True):
    """A rectangle by its top-left corner; width and height are never negative."""

    x: float
    y: float
    width: float
    height: float

    def __post_init__(self) -> None:
        if self.width < 0 or self.height < 0:
            raise ValueError(f"a rectangle of {self.width} × {self.height} pt cannot be")

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def holds(self, other: Rect, slack: float = 0.01) -> bool:
        """Tell whether *other* lies wholly inside, give or take *slack* points."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def meets(self, other: Rect, slack: float = 0.01) -> bool:
        """Tell whether the two share more than an edge."""
        return (
            self.x < other.right - slack
            and other.x < self.right - slack
            and self.y < other.bottom - slack
            and other.y < self.bottom - slack
        )

    def around(self, other: Rect) -> Rect:
        """The smallest rectangle that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def grown(self, by: float) -> Rect:
        """The rectangle with every edge moved outwards by *by* points."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)
