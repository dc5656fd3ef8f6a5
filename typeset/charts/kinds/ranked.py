"""A numbered list with bars: who comes first, second, third."""

from __future__ import annotations

from layout.geometry import Rect
from layout.type.style import Align
from typeset.charts.decimals import Column
from typeset.charts.kinds.bars import bar_tint
from typeset.charts.rows import largest_first, ranks
from typeset.charts.sheet import Sheet
from typeset.charts.spec import VALUE, Axis, Chart, Kind

THICK = 7.0
PITCH = 1.5
"""Grid steps from row to row."""


def draw(chart: Chart, sheet: Sheet) -> float:
    """Draw rank, label, bar and value in four columns; equal values share a rank."""
    theme, wording, grid = sheet.theme, sheet.wording, sheet.theme.grid
    shown = order(chart)
    places = ranks([d.value for d in chart.data])
    rank_width = wording.width(str(len(chart.data)), theme.figure)
    label_left = rank_width + 2.5 * theme.gap
    room = sheet.width * 0.42 - label_left
    names = {i: wording.wrap(chart.data[i].label, theme.strong, room, hyphenate=True) for i in shown}
    notes = {
        i: wording.wrap(chart.data[i].note, theme.note, room, hyphenate=True) if chart.data[i].note else ()
        for i in shown
    }
    widest = max(max(wording.widest(names[i], theme.strong), wording.widest(notes[i], theme.note)) for i in shown)
    bar_left = label_left + widest + 2 * theme.gap
    values = Column([d.text for d in chart.data], theme.value, wording)
    value_left = sheet.width - values.width
    bar_right = value_left - 2 * theme.gap
    longest = max(chart.axis[1] if chart.axis else 0.0, *(d.reach for d in chart.data))
    top = 0.0
    previous: int | None = None
    for i in shown:
        datum, rank = chart.data[i], places[i]
        middle = top + grid / 2
        baseline = sheet.centred(theme.label, middle)
        style = theme.strong if datum.emphasis else theme.label
        # A rank that is shared is printed once; the rows under it are equal to it.
        if rank != previous:
            sheet.words(str(rank), rank_width, baseline, theme.figure, cell=(i + 1, 0), align=Align.RIGHT, more=True)
        previous = rank
        last = sheet.block(names[i], label_left, baseline, style, cell=(i + 1, 0), more=bool(notes[i]))
        if notes[i]:
            sheet.block(notes[i], label_left, last + 0.8 * grid, theme.note, cell=(i + 1, 0), leading=0.8 * grid)
        length = max(0.0, bar_right - bar_left) * datum.reach / longest if longest else 0.0
        sheet.bar(Rect(bar_left, middle - THICK / 2, length, THICK), bar_tint(datum, chart, theme))
        left = value_left + values.left(datum.text)
        sheet.words(datum.text, left, baseline, theme.value, cell=(i + 1, 1))
        top += max(PITCH, len(names[i]) + 0.8 * len(notes[i]) + 0.5) * grid
    return top - 0.5 * grid


def order(chart: Chart) -> tuple[int, ...]:
    """Largest first."""
    return largest_first(chart.data)


KIND = Kind(
    name="ranked",
    summary="A numbered list with bars and values aligned on the decimal; equal values share a rank.",
    takes=VALUE,
    draw=draw,
    axis=Axis.ZERO,
    notes=True,
    order=order,
    least=2,
    most=30,
    example={
        "measures": "Networks named, % of officers",
        "data": [
            {"label": "Kik", "value": 50, "emphasis": True},
            {"label": "Facebook", "value": 36.5},
            {"label": "Snapchat", "value": 24},
            {"label": "Twitter", "value": 16.5},
        ],
    },
)
