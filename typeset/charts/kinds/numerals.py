"""Large numerals, the larger the number the larger the type, composed in rows."""

from __future__ import annotations

import math

from layout.type.style import TextStyle
from layout.values import Struct
from typeset.charts.rows import largest_first
from typeset.charts.sheet import Sheet
from typeset.charts.spec import MISSING, RANGE, VALUE, Axis, Chart, Kind

LABEL_ROOM = 90.0
"""A label may be so wide under a narrower numeral, points."""
BETWEEN = 1.6
"""Ems of the note size between two numerals in a row."""


class Numeral(Struct, frozen=True):
    """One number as it will be set."""

    index: int
    style: TextStyle
    width: float
    label: tuple[str, ...]


def draw(chart: Chart, sheet: Sheet) -> float:
    """Set the numerals in rows from the left, the largest first, all on the text grid."""
    theme, grid = sheet.theme, sheet.theme.grid
    rows = _rows(_numerals(chart, sheet), sheet)
    top = bottom = drop = baseline = 0.0
    for row in rows:
        cap = max(sheet.wording.cap_height(n.style) for n in row)
        baseline = -int(-(top + cap + 1) // grid) * grid
        x, bottom = 0.0, baseline
        # Labels of one row stand on one line, under the numeral that reaches lowest.
        label_line = baseline + max(_drop_to_label(sheet, n, chart.data[n.index].text) for n in row)
        for numeral in row:
            datum = chart.data[numeral.index]
            sheet.words(datum.text, x, baseline, numeral.style, cell=(numeral.index + 1, 1))
            if numeral.label:
                last = sheet.block(
                    numeral.label,
                    x,
                    label_line,
                    theme.label,
                    cell=(numeral.index + 1, 0),
                    leading=grid,
                )
                bottom = max(bottom, last)
            x += numeral.width + _gap(sheet)
        drop = max(sheet.wording.extent(n.style, chart.data[n.index].text)[1] for n in row)
        top = max(bottom + (0.75 if bottom > baseline else 0.5) * grid, baseline + drop)
    return max(bottom + 0.3 * grid, baseline + drop)


def _drop_to_label(sheet: Sheet, numeral: Numeral, text: str) -> float:
    """From a numeral's baseline to its label's: a grid step, or more where commas hang lower."""
    half = sheet.theme.grid / 2
    needed = sheet.wording.extent(numeral.style, text)[1] + sheet.wording.extent(sheet.theme.label)[0] + 1
    return max(2, math.ceil(needed / half)) * half


def _gap(sheet: Sheet) -> float:
    return BETWEEN * sheet.theme.numerals[0]


def _numerals(chart: Chart, sheet: Sheet) -> list[Numeral]:
    """Choose a size for each: the scale's steps shared out over the orders of magnitude that occur."""
    theme, wording = sheet.theme, sheet.wording
    shown = largest_first(chart.data)
    # What several numbers in a row share is said with the first of them.
    labels = {
        i: "" if before is not None and chart.data[before].label == chart.data[i].label else chart.data[i].label
        for before, i in zip((None, *shown), shown, strict=False)
    }
    magnitudes = [math.log10(d.reach) for d in chart.data if d.reach > 0]
    low, high = min(magnitudes, default=0.0), max(magnitudes, default=0.0)
    numerals: list[Numeral] = []
    for i in shown:
        datum = chart.data[i]
        share = (math.log10(datum.reach) - low) / (high - low) if datum.reach > 0 and high > low else 1.0
        step = (
            min(1, len(theme.numerals) - 1)
            if datum.missing
            else 0
            if datum.reach <= 0
            else round(share * (len(theme.numerals) - 1))
        )
        size = theme.numerals[step]
        while size > theme.numerals[0] and wording.width(datum.text, theme.numeral_at(size)) > sheet.width:
            step -= 1
            size = theme.numerals[max(step, 0)]
        style = theme.numeral_at(size)
        number_width = wording.width(datum.text, style)
        label = wording.wrap(labels[i], theme.label, max(number_width, LABEL_ROOM), hyphenate=True) if labels[i] else ()
        numerals.append(Numeral(i, style, max(number_width, wording.widest(label, theme.label)), label))
    return numerals


def _rows(numerals: list[Numeral], sheet: Sheet) -> list[list[Numeral]]:
    rows: list[list[Numeral]] = []
    used = 0.0
    for numeral in numerals:
        if rows and used + _gap(sheet) + numeral.width <= sheet.width:
            rows[-1].append(numeral)
            used += _gap(sheet) + numeral.width
        else:
            rows.append([numeral])
            used = numeral.width
    return rows


KIND = Kind(
    name="numerals",
    summary="Large numerals with labels, their size stepped by magnitude, composed in rows: answers too far apart for any axis.",
    takes=VALUE | RANGE | MISSING,
    draw=draw,
    axis=Axis.NONE,
    order=lambda chart: largest_first(chart.data),
    most=20,
    example={
        "measures": "Images in a case",
        "data": [
            {"label": "Largest", "value": 10000000},
            {"label": "Usual", "value": 500000},
            {"label": "Small", "value": 150000},
        ],
    },
)
