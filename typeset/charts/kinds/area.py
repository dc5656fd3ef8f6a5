"""A line over shaded ground: how much there was at each time, counted from zero."""

from __future__ import annotations

from collections.abc import Iterable

from typeset.charts.kinds import line
from typeset.charts.sheet import Sheet
from typeset.charts.spec import MISSING, VALUE, Axis, Chart, ChartProblem, Kind, Reading
from typeset.charts.tables import grid_table


def draw(chart: Chart, sheet: Sheet) -> float:
    """Draw one series as a line with its ground shaded down to zero."""
    return line.draw_lines(chart, sheet, filled=True)


def check(chart: Chart) -> Iterable[ChartProblem]:
    """As for lines; and one series only."""
    yield from line.check(chart)
    if len(line.series_of(chart)) > 1:
        message = "areas of several series hide each other"
        yield ChartProblem(chart=chart.id, datum=None, message=message, hint="use `line` or `multiples`")


KIND = Kind(
    name="area",
    summary="One line over shaded ground: how much there was at each time.",
    takes=VALUE | MISSING,
    draw=draw,
    axis=Axis.ZERO,
    check=check,
    table=grid_table,
    reading=Reading.GRID,
    options=line.OPTIONS,
    least=2,
    prints_all=False,
    most=400,
    example={
        "measures": "Blocked searches by hour, % of the day",
        "data": [
            {"label": "00:00", "value": 5.2},
            {"label": "06:00", "value": 1.9},
            {"label": "12:00", "value": 4.7},
            {"label": "18:00", "value": 4.9},
            {"label": "22:00", "value": 6.0},
        ],
    },
)
