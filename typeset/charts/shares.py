"""Parts of a whole: what rings and stacked bars have in common."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from layout.geometry import Rect
from layout.ink import Tint
from typeset.charts.decimals import Column
from typeset.charts.sheet import Sheet
from typeset.charts.spec import Chart, ChartProblem
from typeset.charts.theme import Theme

SLACK = 0.6
"""By so much may rounded shares miss 100 (per cent) together."""


def share_problems(chart: Chart) -> Iterator[ChartProblem]:
    """Shares must be of one whole: something of it, and no more than all of it."""
    total = sum(d.reach for d in chart.data)
    if total <= 0:
        yield ChartProblem(chart=chart.id, datum=None, message="the shares are all zero: there is no whole to divide")
    elif chart.unit in PERCENT and abs(total - 100) > SLACK:
        yield ChartProblem(
            chart=chart.id,
            datum=None,
            message=f"the shares add up to {total:g}, and the drawing would show them as parts of 100",
            hint="give the remainder as a datum of its own, or use `bars` if several answers were possible",
        )


SAMPLE = 7.0
"""Side of the sample of tint before a name, in points."""

PERCENT = ("per cent", "percent", "%")


def list_parts(
    chart: Chart, sheet: Sheet, parts: Iterable[int], top: float, *, said: frozenset[int] = frozenset()
) -> float:
    """Name *parts* in rows from *top* down, each after a sample of its tint; return where the rows end.

    For where a name cannot stand by its part. Values of the parts in *said* stand elsewhere.
    """
    theme, wording, grid = sheet.theme, sheet.wording, sheet.theme.grid
    tints = share_tints(chart, theme)
    shown = list(parts)
    values = Column([chart.data[i].text for i in shown if i not in said], theme.value, wording)
    value_left = SAMPLE + theme.gap
    left = value_left + values.width + 1.5 * theme.gap
    for i in shown:
        datum, baseline = chart.data[i], sheet.centred(theme.label, top + grid / 2)
        sheet.bar(Rect(0, top + (grid - SAMPLE) / 2, SAMPLE, SAMPLE), tints[i])
        if i not in said:
            sheet.words(datum.text, value_left + values.left(datum.text), baseline, theme.value, cell=(i + 1, 1))
        lines = wording.wrap(datum.label, theme.label, sheet.width - left, hyphenate=True)
        last = sheet.block(lines, left, baseline, theme.label, cell=(i + 1, 0), more=bool(datum.note))
        if datum.note:
            note = wording.wrap(datum.note, theme.note, sheet.width - left, hyphenate=True)
            last = sheet.block(note, left, last + 0.8 * grid, theme.note, cell=(i + 1, 0), leading=0.8 * grid)
        top += math.ceil((last - top) / grid) * grid
    return top


def share_tints(chart: Chart, theme: Theme) -> tuple[Tint, ...]:
    """A tint for each part: signal for what matters, then stones in turn, so that neighbours differ in grey too."""
    rest: tuple[Tint, ...] = (theme.stones[0], theme.stones[1], theme.stones[2])
    if not any(d.emphasis for d in chart.data):
        rest = (theme.deep, theme.stones[1], theme.stones[2], theme.stones[0])
    elif len(chart.data) - 1 < len(rest):
        rest = rest[1:]
    tints: list[Tint] = []
    for datum in chart.data:
        if datum.emphasis:
            tints.append(theme.signal)
        else:
            tints.append(rest[sum(t != theme.signal for t in tints) % len(rest)])
    return tuple(tints)
