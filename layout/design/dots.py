"""Fields of dots, each one counted: the report's one motif, drawn from its figures."""

from __future__ import annotations

from collections.abc import Iterator

from layout.art import dots
from layout.design.parts import Field
from layout.ink import Tint
from layout.pages.book import PlacedMark
from layout.pages.tree import Slot
from layout.values import Struct


class Shades(Struct, frozen=True, kw_only=True):
    """What lit, half-lit and dark dots are printed in."""

    lit: Tint
    half: Tint
    dark: Tint


class Raster(Struct, frozen=True):
    """Where dots stand: *across* in a row of *width* points, the outer ones flush with its ends.

    *size* is a dot's diameter as a share of the distance of neighbours.
    """

    width: float
    across: int
    size: float

    @property
    def pitch(self) -> float:
        """Distance of neighbouring centres, points."""
        return self.width / (self.across - 1 + self.size)

    @property
    def radius(self) -> float:
        return self.pitch * self.size / 2

    def height(self, count: int) -> float:
        """Points from the top of the first row to the foot of the last."""
        return (-(-count // self.across) - 1 + self.size) * self.pitch

    def centres(self, count: int, x: float, y: float) -> Iterator[tuple[float, float]]:
        """Centres of *count* dots, row by row from the top left corner (*x*, *y*)."""
        left, top = x + self.radius, y + self.radius
        for number in range(count):
            yield left + number % self.across * self.pitch, top + number // self.across * self.pitch


def draw_field(
    field: Field, raster: Raster, *, x: float, y: float, shades: Shades, slot: Slot | None
) -> tuple[PlacedMark, ...]:
    """Draw the whole field with its top-left corner at (*x*, *y*).

    Dots are counted row by row from the top left: the lit first, then the half-lit, then the rest.
    """
    centres = list(raster.centres(field.total, x, y))
    ends = (field.lit, field.lit + field.half, field.total)
    names = ("lit dots", "half-lit dots", "dark dots")
    marks = []
    start = 0
    for end, tint, name in zip(ends, (shades.lit, shades.half, shades.dark), names, strict=True):
        if centres[start:end]:
            marks.append(PlacedMark(mark=dots(centres[start:end], raster.radius, tint), slot=slot, name=name))
        start = end
    return tuple(marks)
