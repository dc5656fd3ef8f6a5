"""Display lists: what is drawn, without saying in which edition.

Grounds, rules, dot fields, whole charts: all are `Mark`s. The recording backend of
`typeset.charts` writes them, `pages` places them, `typeset.paint` reads them.
A mark's coordinates are points from the top-left corner of its `Art` (or of the
trim box, for marks that stand on a page by themselves), y downwards.
"""

from __future__ import annotations

from collections.abc import Iterable

from layout.geometry import Rect
from layout.ink import Tint
from layout.type.glyphs import Run
from layout.values import Struct

Step = tuple[str, *tuple[float, ...]]
"""One path step: ``("M", x, y)``, ``("L", x, y)``, ``("C", x1, y1, x2, y2, x, y)`` or ``("Z",)``."""


class Path(Struct, frozen=True):
    """An outline of straight lines and cubic curves."""

    steps: tuple[Step, ...]


Cell = tuple[int, int]
"""A place in a drawing's data table: (row, column), row 0 being the heads and column 0 the rows' labels."""


class Fill(Struct, frozen=True, kw_only=True):
    """A filled outline."""

    path: Path
    tint: Tint
    even_odd: bool = False
    cell: Cell | None = None
    """The datum, or the name of it, that this shape alone shows: a value that is drawn and not written."""


class Stroke(Struct, frozen=True, kw_only=True):
    """A stroked outline; *width* in points."""

    path: Path
    tint: Tint
    width: float
    dash: tuple[float, ...] = ()
    round_ends: bool = False
    cell: Cell | None = None
    """As of a `Fill`."""


class Label(Struct, frozen=True, kw_only=True):
    """One line of words inside a drawing, on its own baseline.

    *cell* says where the words stand in the drawing's data table. The tags then carry a
    real table whose cells are these very words (no hidden copy of them).
    """

    x: float
    baseline: float
    run: Run
    cell: Cell | None = None
    turn: float = 0.0
    """Degrees counter-clockwise about (x, baseline)."""
    others: tuple[Run, ...] = ()
    """What follows *run* in reading order, where words run right to left or need a second face."""

    @property
    def runs(self) -> tuple[Run, ...]:
        """All that it says, in reading order."""
        return (self.run, *self.others)

    @property
    def text(self) -> str:
        """Its words as a reader copies them."""
        return "".join(run.text for run in self.runs)


Mark = Fill | Stroke | Label


class Art(Struct, frozen=True, kw_only=True):
    """A finished drawing of *width* × *height* points; its marks stay inside."""

    width: float
    height: float
    marks: tuple[Mark, ...]


class DataCell(Struct, frozen=True, kw_only=True):
    """One cell of the table that a drawing of data is to those who listen."""

    words: str = ""
    """All that it says, whether the drawing writes it out, shortens it or only shows it."""
    marks: tuple[Cell, ...] = ()
    """What the drawing calls it; several, where one head stands for many data."""
    heads: str = ""
    """``Row`` or ``Column``, if it is a head."""


CIRCLE = 0.5522847498
"""Control-point distance of a quarter circle of radius 1 (error under 0.03 %)."""


def rectangle(x: float, y: float, width: float, height: float) -> Path:
    """A closed upright rectangle."""
    return Path((("M", x, y), ("L", x + width, y), ("L", x + width, y + height), ("L", x, y + height), ("Z",)))


def line(x1: float, y1: float, x2: float, y2: float) -> Path:
    """A single straight line."""
    return Path((("M", x1, y1), ("L", x2, y2)))


def extent(path: Path) -> Rect:
    """The box about a path's points (control points included, so never too small)."""
    numbers = [value for step in path.steps for value in step[1:]]
    xs, ys = numbers[0::2], numbers[1::2]
    if not xs:
        return Rect(0, 0, 0, 0)
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def circle_steps(cx: float, cy: float, r: float) -> tuple[Step, ...]:
    """The steps of a circle about (*cx*, *cy*); many of them make one path."""
    k = r * CIRCLE
    return (
        ("M", cx + r, cy),
        ("C", cx + r, cy + k, cx + k, cy + r, cx, cy + r),
        ("C", cx - k, cy + r, cx - r, cy + k, cx - r, cy),
        ("C", cx - r, cy - k, cx - k, cy - r, cx, cy - r),
        ("C", cx + k, cy - r, cx + r, cy - k, cx + r, cy),
        ("Z",),
    )


TOUCH = (0.01, 0.006)
"""Half the way that a pen moves when it sets a dot, points: nothing to the eye, something to renderers.

Without it pdfium adds a pixel to every dot, and along an axis poppler snaps it to the
pixel grid; askew, all of them draw a disc.
"""


def dots(centres: Iterable[tuple[float, float]], radius: float, tint: Tint) -> Stroke:
    """Discs of one size: lines of next to no length with round ends, as a pen's touch leaves them.

    A fifth of the numbers that outlines need, and true circles on the plate. For fields
    of hundreds it is the only sensible way.
    """
    steps: list[Step] = []
    dx, dy = TOUCH
    for x, y in centres:
        steps += (("M", x - dx, y - dy), ("L", x + dx, y + dy))
    return Stroke(path=Path(tuple(steps)), tint=tint, width=2 * radius, round_ends=True)
