"""So many of so many: a row of dots, the counted ones filled."""

from __future__ import annotations

import math
from collections.abc import Iterable

from typeset.charts.kinds.bars import label_style
from typeset.charts.sheet import Sheet
from typeset.charts.spec import VALUE, Axis, Chart, ChartProblem, Kind, Option

ROW = 10
"""Dots to a row where there are more than so many."""
DISC = 0.8
"""Diameter of a dot, as a share of the distance from dot to dot."""


def draw(chart: Chart, sheet: Sheet) -> float:
    """Draw a row of dots for each datum, its value large before its label."""
    theme, wording, grid = sheet.theme, sheet.wording, sheet.theme.grid
    whole = whole_of(chart)
    per_row = min(whole, ROW)
    # A single row has large dots; in a block each needs only be seen.
    # The first dot begins where the words begin, the last of a full row ends at the other edge.
    pitch = min(sheet.width / (per_row - 1 + DISC), (2 if whole <= ROW else 1) * grid)
    radius = pitch * DISC / 2
    some = any(d.emphasis for d in chart.data)
    numeral = theme.numeral_at(theme.numerals[min(1, len(theme.numerals) - 1)])
    top = 0.0
    for i, datum in enumerate(chart.data):
        lit = round(datum.reach)
        tint = theme.signal if datum.emphasis or not some else theme.stones[0]
        centres = [(radius + (k % per_row) * pitch, top + (k // per_row + 0.5) * pitch) for k in range(whole)]
        sheet.dots(centres[:lit], radius, tint)
        sheet.rings(centres[lit:], radius, theme.rule, 0.6)
        bottom = top + math.ceil(whole / per_row) * pitch
        baseline = math.ceil((bottom + wording.cap_height(numeral) + 3) / grid) * grid
        box = sheet.words(datum.text, 0, baseline, numeral, cell=(i + 1, 1))
        left = box.right + 2 * theme.gap
        lines = wording.wrap(datum.label, theme.strong, sheet.width - left, hyphenate=True)
        style = label_style(datum, theme) if len(chart.data) > 1 else theme.label
        last = sheet.block(lines, left, baseline, style, cell=(i + 1, 0), more=bool(datum.note))
        if datum.note:
            note = wording.wrap(datum.note, theme.note, sheet.width - left, hyphenate=True)
            last = sheet.block(note, left, last + 0.8 * grid, theme.note, cell=(i + 1, 0), leading=0.8 * grid)
        top = last + grid
    return top - grid + 0.3 * grid


def whole_of(chart: Chart) -> int:
    """How many dots there are in all."""
    return round(chart.number("of", 10))


def check(chart: Chart) -> Iterable[ChartProblem]:
    """Whole dots only, and no more lit than there are."""
    whole = whole_of(chart)
    for i, datum in enumerate(chart.data):
        if datum.reach != round(datum.reach):
            yield ChartProblem(
                chart=chart.id,
                datum=i,
                message=f"{datum.reach:g} of {whole} cannot be counted in whole dots",
                hint="round it and say so, or choose another whole with `of`",
            )
        elif datum.reach > whole:
            message = f"{datum.reach:g} is more than the {whole} there are"
            yield ChartProblem(chart=chart.id, datum=i, message=message, hint="raise `of`")


KIND = Kind(
    name="pictogram",
    summary="So many of so many, counted in dots: seven of ten.",
    takes=VALUE,
    draw=draw,
    axis=Axis.NONE,
    notes=True,
    check=check,
    options=(Option("of", float, "the whole, in dots: 10 unless given", least=2, most=100),),
    most=6,
    example={
        "measures": "Officers who met such material on work computers",
        "of": 10,
        "data": [{"label": "of ten officers", "value": 7, "emphasis": True}],
    },
)
