"""Whether colours can be told apart: with three kinds of colour-blindness, and in a photocopy.

The simulation is that of G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A
Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6),
2009, at full severity, on linear light. Differences are CIE 1976 L*a*b*, which is plain and
strict enough for areas that differ in weight and label as well.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping

from layout.ink import Palette, Rgb, Tint
from layout.values import Struct
from typeset.charts.theme import Theme

Matrix = tuple[tuple[float, float, float], ...]

VISIONS: Mapping[str, Matrix] = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
LEAST_DIFFERENCE = 12.0
"""Delta E between areas that touch or are compared; a just noticeable difference is about 2.3."""
LEAST_LIGHTNESS = 8.0
"""Difference of L* in grey: one step of a ten-step grey wedge is about 10."""


class FailingPair(Struct, frozen=True):
    """Two colours that a reader may take for one."""

    one: str
    other: str
    vision: str
    """``greyscale``, or the kind of colour-blindness."""
    difference: float
    least: float


def find_confusable(
    pairs: Iterable[tuple[tuple[str, Tint], tuple[str, Tint]]], inks: Palette
) -> tuple[FailingPair, ...]:
    """Name each of *pairs* that cannot be told apart, and by whom."""
    failing: list[FailingPair] = []
    for (one, first), (other, second) in pairs:
        colours = shown(first, inks), shown(second, inks)
        for vision, matrix in VISIONS.items():
            apart = difference(*(simulate(colour, matrix) for colour in colours))
            if apart < LEAST_DIFFERENCE:
                failing.append(FailingPair(one, other, vision, apart, LEAST_DIFFERENCE))
        apart = abs(lab(colours[0])[0] - lab(colours[1])[0])
        if apart < LEAST_LIGHTNESS:
            failing.append(FailingPair(one, other, "greyscale", apart, LEAST_LIGHTNESS))
    return tuple(failing)


def check_theme(theme: Theme, inks: Palette) -> tuple[FailingPair, ...]:
    """Check every two colours that charts of this theme set against each other."""
    roles = [("signal", theme.signal), *((f"stone {t.amount:.0%}", t) for t in theme.stones)]
    pairs = list(itertools.combinations(roles, 2))
    pairs += [(("deep", theme.deep), (f"stone {t.amount:.0%}", t)) for t in theme.stones]
    pairs += itertools.combinations((("deep", theme.deep), ("second", theme.second), ("signal", theme.signal)), 2)
    pairs.append((("second", theme.second), (f"stone {theme.stones[0].amount:.0%}", theme.stones[0])))
    pairs += itertools.pairwise((f"deep {t.amount:.0%}", t) for t in theme.shades)
    return find_confusable(pairs, inks)


def shown(tint: Tint, inks: Palette) -> Rgb:
    """The screen colour of *tint*."""
    return inks[tint.ink].srgb.tinted(tint.amount)


def simulate(colour: Rgb, matrix: Matrix) -> Rgb:
    """*colour* as somebody sees it whose vision *matrix* describes."""
    light = _linear(colour)
    mixed = (sum(m * v for m, v in zip(row, light, strict=True)) for row in matrix)
    return Rgb(*(_encoded(min(max(v, 0.0), 1.0)) for v in mixed))


def difference(one: Rgb, other: Rgb) -> float:
    """CIE 1976 colour difference."""
    return math.dist(lab(one), lab(other))


def lab(colour: Rgb) -> tuple[float, float, float]:
    """CIE 1976 L*a*b*, white point D65."""
    r, g, b = _linear(colour)
    x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
    y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b
    z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _linear(colour: Rgb) -> tuple[float, float, float]:
    r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (colour.r, colour.g, colour.b))
    return r, g, b


def _encoded(light: float) -> float:
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
