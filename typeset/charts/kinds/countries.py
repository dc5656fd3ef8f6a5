"""Rows of dots, each dot counted: how many from where."""

from __future__ import annotations

import math
from collections.abc import Iterable

from layout.values import Struct
from typeset.charts.kinds.bars import bar_tint, label_style
from typeset.charts.rows import MOST_FOR_LABELS, Row, Rows, largest_first, set_rows
from typeset.charts.shares import PERCENT
from typeset.charts.sheet import Sheet
from typeset.charts.spec import VALUE, Axis, Chart, ChartProblem, Kind, Option

MOST_DOTS = 3000
"""In all; more are no longer seen as single dots."""
DOTS_TO_THE_STEP = 4
"""So many dots stand on a step of the grid."""
DEPTHS = (4, 6, 8, 10, 12, 14, 16, 20, 24, 32)
"""Dots on top of each other: few, so that a row reads as a bar; more where it would be too long."""


class Field(Struct, frozen=True):
    """How all rows are set: words beside or above, and how deep the dots are stacked."""

    rows: Rows
    depth: int
    pitch: float


def draw(chart: Chart, sheet: Sheet) -> float:
    """Fill columns of dots from the left, so that a row's length is its number."""
    shown = order(chart)
    ways = [_field(chart, sheet, shown, room) for room in (MOST_FOR_LABELS, 0.0)]
    field = min(ways, key=lambda way: _height(way, sheet.theme.grid))
    top = 0.0
    for i, row in zip(shown, field.rows.rows, strict=True):
        top = _draw_row(chart, sheet, i, row, field, top)
    return top - 0.5 * sheet.theme.grid


def _field(chart: Chart, sheet: Sheet, shown: tuple[int, ...], share: float) -> Field:
    """Set the labels in at most *share* of the width, and stack the dots as deep as the rest demands."""
    theme, wording = sheet.theme, sheet.wording
    rows = set_rows([chart.data[i] for i in shown], sheet.width, theme, wording, most=share)
    value_width = max(wording.width(d.text, theme.value) for d in chart.data)
    pitch = theme.grid / DOTS_TO_THE_STEP
    room = sheet.width - rows.label_width - value_width - theme.gap - 1
    most = max(dots_of(chart, i) for i in shown)
    depth = next((d for d in DEPTHS if math.ceil(most / d) * pitch <= room), DEPTHS[-1])
    return Field(rows, depth, pitch)


def _height(field: Field, grid: float) -> float:
    return sum(_row_height(field, row, grid) for row in field.rows.rows)


def _row_height(field: Field, row: Row, grid: float) -> float:
    words = (len(row.label) + 0.8 * len(row.note)) * grid
    dots = field.depth * field.pitch
    needed = max(words, dots) if field.rows.beside else words + dots
    return (math.ceil(2 * needed / grid - 0.01) / 2 + 0.5) * grid


def _draw_row(chart: Chart, sheet: Sheet, i: int, row: Row, field: Field, top: float) -> float:
    theme, grid, pitch = sheet.theme, sheet.theme.grid, field.pitch
    datum = chart.data[i]
    style = label_style(datum, theme)
    last = sheet.block(row.label, 0, sheet.centred(style, top + grid / 2), style, cell=(i + 1, 0), more=bool(row.note))
    if row.note:
        sheet.block(row.note, 0, last + 0.8 * grid, theme.note, cell=(i + 1, 0), leading=0.8 * grid)
    left = field.rows.label_width
    ground = top if field.rows.beside else top + (len(row.label) + 0.8 * len(row.note)) * grid
    count = dots_of(chart, i)
    centres = [
        (left + (k // field.depth + 0.5) * pitch, ground + (k % field.depth + 0.5) * pitch) for k in range(count)
    ]
    sheet.dots(centres, pitch * 0.36, bar_tint(datum, chart, theme))
    right = left + math.ceil(count / field.depth) * pitch + theme.gap
    sheet.words(datum.text, right, sheet.centred(theme.value, ground + grid / 2), theme.value, cell=(i + 1, 1))
    return top + _row_height(field, row, grid)


def dots_of(chart: Chart, i: int) -> int:
    """How many dots stand for datum *i*: its value over what one dot is worth, to the nearest whole."""
    return round(chart.data[i].reach / chart.number("each", 0.1 if chart.unit in PERCENT else 1.0))


def check(chart: Chart) -> Iterable[ChartProblem]:
    """So few dots that they can be printed, and none for less than half a dot."""
    total = sum(dots_of(chart, i) for i in range(len(chart.data)))
    if total > MOST_DOTS:
        yield ChartProblem(
            chart=chart.id,
            datum=None,
            setting="each",
            message=f"{total:,} dots are too many to be seen as dots; {MOST_DOTS:,} is the most",
            hint="let one dot stand for more: raise `each`",
        )
    for i, datum in enumerate(chart.data):
        if datum.reach > 0 and dots_of(chart, i) == 0:
            yield ChartProblem(
                chart=chart.id,
                datum=i,
                message=f"{datum.text} is less than half a dot and would not be seen",
                hint="let one dot stand for less: lower `each`",
            )


def order(chart: Chart) -> tuple[int, ...]:
    """Largest first, unless the author asks for the order given."""
    return tuple(range(len(chart.data))) if chart.word("sort") == "given" else largest_first(chart.data)


KIND = Kind(
    name="countries",
    summary="Rows of dots, each dot counted (one respondent, or 0.1 per cent): how many from where.",
    takes=VALUE,
    draw=draw,
    axis=Axis.NONE,
    notes=True,
    check=check,
    order=order,
    options=(
        Option("each", float, "what one dot stands for; unless given 0.1 of percentages, otherwise 1", least=1e-9),
        Option("sort", str, "`given` keeps the order of the data", choices=("given", "value")),
    ),
    example={
        "measures": "Where respondents work, %",
        "each": 0.1,
        "data": [
            {"label": "USA", "value": 61.1, "emphasis": True},
            {"label": "United Kingdom", "value": 8.1},
            {"label": "Canada", "value": 6.5},
        ],
    },
)
