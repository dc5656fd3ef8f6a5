"""Inks by name. A page never holds a colour, only a tint of a named ink.

One name stands for a press recipe (CMYK, or a spot plate with CMYK as its
alternate) and for a screen colour; which of them is used is the edition's
business. So one Book, and one cached chart, serve both.
"""

from __future__ import annotations

from collections.abc import Mapping

from layout.values import Struct


class Cmyk(Struct, frozen=True):
    """Ink amounts, each 0..1."""

    c: float
    m: float
    y: float
    k: float

    @property
    def coverage(self) -> float:
        """Total area coverage, 0..4; printers speak of it in per cent."""
        return self.c + self.m + self.y + self.k

    def tinted(self, amount: float) -> Cmyk:
        """Lighten as a halftone of itself would print: every channel scales alike.

        *amount* runs 0..1: 0 is bare paper, 1 the full ink.
        """
        return Cmyk(self.c * amount, self.m * amount, self.y * amount, self.k * amount)


class Rgb(Struct, frozen=True):
    """An sRGB colour, each channel 0..1 as encoded (not linear light)."""

    r: float
    g: float
    b: float

    def tinted(self, amount: float) -> Rgb:
        """Mix with white paper; *amount* 1 is the colour itself."""
        return Rgb(*(1 - amount * (1 - v) for v in (self.r, self.g, self.b)))

    @property
    def luminance(self) -> float:
        """Relative luminance as WCAG 2.2 defines it, 0 (black) .. 1 (white)."""
        r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (self.r, self.g, self.b))
        return 0.2126 * r + 0.7152 * g + 0.0722 * b


class Ink(Struct, frozen=True):
    """One ink of the brand: its press recipe, its screen partner, and a spot plate if it has one."""

    name: str
    cmyk: Cmyk
    srgb: Rgb
    spot: str | None = None
    """Name of the separation, such as ``PANTONE 485 C``; None prints in process."""


class Tint(Struct, frozen=True):
    """So much of a named ink: 0..1, where 1 is the solid."""

    ink: str
    amount: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.amount <= 1:
            raise ValueError(f"a tint runs from 0 to 1, not {self.amount}")


PAPER_WHITE = Tint("white")
"""Bare paper: no ink in print, white on screen. Every palette has it."""

Palette = Mapping[str, Ink]


def contrast(one: Rgb, other: Rgb) -> float:
    """WCAG 2.2 contrast ratio, 1..21, of two screen colours."""
    light, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)
