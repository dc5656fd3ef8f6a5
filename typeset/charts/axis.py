"""A horizontal axis: a hairline, short ticks, numbers under it, and a mark where it is broken."""

from __future__ import annotations

from layout.type.style import Align
from typeset.charts.scale import Scale, ticks_of, written
from typeset.charts.sheet import Sheet

TICK = 3.0
BREAK = 9.0
"""Length of axis that the break mark takes, in points."""


def draw_axis(sheet: Sheet, scale: Scale, y: float, *, sign: str = "", most: int = 5) -> float:
    """Draw the axis at height *y*; return the height at which its numbers end.

    *sign* follows the last number, so that the unit is said once. Numbers are furniture:
    they stand in no cell of the data table.
    """
    theme, wording = sheet.theme, sheet.wording
    sheet.rule(scale.start, y, scale.end, y)
    if scale.is_broken:
        for x in (scale.start + 3, scale.start + 6):
            sheet.rule(x - 1.5, y + 3, x + 1.5, y - 3)
    rise, drop = wording.extent(theme.note)
    baseline = y + TICK + 2 + rise
    ticks = ticks_of(scale, most)
    free = float("-inf")
    for tick in ticks:
        x = scale.at(tick)
        text = written(tick) + (sign if tick == ticks[-1] else "")
        half = wording.width(text, theme.note) / 2
        left = min(max(x - half, 0.0), sheet.width - 2 * half)
        sheet.rule(x, y, x, y + TICK)
        if left > free:
            sheet.words(text, left, baseline, theme.note, align=Align.LEFT)
            free = left + 2 * half + theme.gap
    return baseline + drop
