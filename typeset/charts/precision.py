"""How finely a drawing is recorded."""

from __future__ import annotations

DIGITS = 3
"""A thousandth of a point is 0.35 µm, beneath any imagesetter."""


def tidy(number: float) -> float:
    """Round to the precision of the drawing, as a plain float without a negative zero.

    Plain floats only: a numpy number in the cache would cost its readers numpy's import.
    """
    return round(float(number), DIGITS) + 0.0
