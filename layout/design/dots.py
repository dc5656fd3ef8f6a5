"""Fields of dots, each one counted: the report's one motif, drawn from its figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from layout.art import Fill, Path, Step, circle_steps
from layout.design.parts import Field
from layout.ink import Tint
from layout.pages.book import PlacedMark
from layout.pages.tree import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Shades:
    """What lit, half-lit and dark dots are printed in."""

    lit: Tint
    half: Tint
    dark: Tint


def field_height(count: int, across: int, pitch: float) -> float:
    """Points from the top of the first row to the foot of the last."""
    return -(-count // across) * pitch


def draw_field(
    field: Field, *, x: float, y: float, across: int, pitch: float, size: float, shades: Shades, slot: Slot | None
) -> tuple[PlacedMark, ...]:
    """Draw the whole field with its top-left corner at (*x*, *y*).

    Dots are counted row by row from the top left: the lit first, then the half-lit, then
    the rest. *size* is a dot's diameter as a share of *pitch*, the distance of centres.
    """
    centres = list(_centres(field.total, x, y, across, pitch))
    ends = (field.lit, field.lit + field.half, field.total)
    marks = []
    start = 0
    for end, tint, name in zip(
        ends, (shades.lit, shades.half, shades.dark), ("lit dots", "half-lit dots", "dark dots"), strict=True
    ):
        steps = tuple(step for cx, cy in centres[start:end] for step in _dot(cx, cy, size * pitch / 2))
        if steps:
            marks.append(PlacedMark(mark=Fill(path=Path(steps), tint=tint), slot=slot, name=name))
        start = end
    return tuple(marks)


def _centres(count: int, x: float, y: float, across: int, pitch: float) -> Iterator[tuple[float, float]]:
    for number in range(count):
        yield x + (number % across + 0.5) * pitch, y + (number // across + 0.5) * pitch


def _dot(cx: float, cy: float, radius: float) -> tuple[Step, ...]:
    return circle_steps(cx, cy, radius)
