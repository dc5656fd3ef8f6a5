"""Two or three bars under large numerals: one quantity, then and now, or here and there."""

from __future__ import annotations

from layout.geometry import Rect
from layout.ink import Tint
from typeset.charts.sheet import Sheet
from typeset.charts.spec import VALUE, Axis, Chart, Kind
from typeset.charts.theme import Theme

THICK = 13.0


def draw(chart: Chart, sheet: Sheet) -> float:
    """Draw a numeral with its label, and the bar under it, for each datum in the order given."""
    theme, wording, grid = sheet.theme, sheet.wording, sheet.theme.grid
    numeral = theme.numeral_at(theme.numerals[2] if len(theme.numerals) > 2 else theme.numerals[-1])
    sign = theme.numeral_at(numeral.size * 0.6)
    longest = max(chart.axis[1] if chart.axis else 0.0, *(d.reach for d in chart.data))
    left = max(wording.width(d.text, numeral) for d in chart.data) + wording.width(chart.sign, sign) + 2 * theme.gap
    top = 0.0
    for i, datum in enumerate(chart.data):
        style = theme.strong if datum.emphasis else theme.label
        lines = wording.wrap(datum.label, style, sheet.width - left, hyphenate=True)
        # A label of several lines ends level with its numeral, and takes the room above it.
        tall = wording.extent(style)[0] + (len(lines) - 1) * grid * 0.8
        baseline = top + max(2 * grid - 2, tall)
        box = sheet.words(datum.text, 0, baseline, numeral, cell=(i + 1, 1))
        if chart.sign:
            sheet.words(chart.sign, box.right, baseline, sign, cell=(i + 1, 1))
        first = baseline - (len(lines) - 1) * grid * 0.8
        sheet.block(lines, left, first, style, cell=(i + 1, 0), leading=grid * 0.8, more=bool(datum.note))
        bar_top = baseline + 6
        sheet.bar(
            Rect(0, bar_top, sheet.width * datum.reach / longest if longest else 0, THICK), _tint(chart, i, theme)
        )
        bottom = bar_top + THICK
        if datum.note:
            lines = wording.wrap(datum.note, theme.note, sheet.width, hyphenate=True)
            bottom = sheet.block(lines, 0, bottom + 10, theme.note, cell=(i + 1, 0), leading=grid * 0.8) + 3
        top = _next_row(bottom + 5, grid)
    return top - 5


def _next_row(bottom: float, grid: float) -> float:
    return -int(-bottom // grid) * grid


def _tint(chart: Chart, i: int, theme: Theme) -> Tint:
    if chart.data[i].emphasis:
        return theme.signal
    return theme.middle if any(d.emphasis for d in chart.data) else theme.deep


KIND = Kind(
    name="paired",
    summary="Two or three bars under large numerals: then and now, here and there.",
    takes=VALUE,
    draw=draw,
    axis=Axis.ZERO,
    notes=True,
    least=2,
    most=3,
    example={
        "measures": "Average seizure",
        "unit": "TB",
        "data": [
            {"label": "Four years earlier", "value": 4},
            {"label": "Last year", "value": 6, "emphasis": True},
        ],
    },
)
