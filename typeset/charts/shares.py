"""Parts of a whole: what rings and stacked bars have in common."""

from __future__ import annotations

from collections.abc import Iterator

from layout.ink import Tint
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


PERCENT = ("per cent", "percent", "%")


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
