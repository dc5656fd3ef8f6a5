"""Axes: where a value stands, and which round numbers to mark.

An axis begins at zero unless the author fixes its ends; one that does not is marked as
broken, since a reader takes lengths at their word.
"""

from __future__ import annotations

import math

from layout.values import Struct

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
"""Round distances between ticks, within a decade."""


class Scale(Struct, frozen=True):
    """A linear map from values `low` … `high` to points `start` … `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where *value* stands, in points."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def is_broken(self) -> bool:
        """The axis leaves out its zero."""
        return self.low > 0 or self.high < 0


def scale_for(
    numbers: tuple[float, ...], axis: tuple[float, float] | None, start: float, end: float, *, ticks: int = 5
) -> Scale:
    """An axis for *numbers* over *start* … *end* points: as the author says, or from zero to a round number."""
    if axis is not None:
        return Scale(*axis, start, end)
    low, high = min((0.0, *numbers)), max((0.0, *numbers))
    if low == high:
        high = low + 1.0
    step = tick_step(low, high, ticks)
    return Scale(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, start, end)


def tick_step(low: float, high: float, most: int) -> float:
    """The smallest round distance that cuts *low* … *high* into at most *most* steps."""
    least = (high - low) / most
    decade = 10.0 ** math.floor(math.log10(least))
    return next(step * decade for step in STEPS if step * decade >= least * (1 - 1e-9))


def ticks_of(scale: Scale, most: int = 5) -> tuple[float, ...]:
    """Round values on the axis, and its two ends where they are not round."""
    step = tick_step(scale.low, scale.high, most)
    first = math.ceil(scale.low / step - 1e-9)
    last = math.floor(scale.high / step + 1e-9)
    return tuple(round(k * step, 10) + 0.0 for k in range(first, last + 1))


def written(tick: float) -> str:
    """A tick as printed: thousands set off by commas, a true minus, no idle zeros."""
    text = f"{tick:,.6f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")
