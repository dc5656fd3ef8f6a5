"""Upright columns: a quantity by day, month or year, in the order of time."""

from __future__ import annotations

from layout.geometry import Rect
from layout.type.style import Align, TextStyle
from layout.values import Struct, replace
from typeset.charts.kinds.bars import bar_tint
from typeset.charts.sheet import Sheet
from typeset.charts.spec import MISSING, VALUE, Axis, Chart, Kind

STEPS = 7
"""Height of the tallest column in grid steps."""
WIDEST = 34.0
"""Wider columns look like blocks (points)."""
SHARE = 0.72
"""Of the distance from column to column that a column takes."""
AIR, TIGHT = 6.0, 3.0
"""Points between two values: as we like it, and at least."""


class Foot(Struct, frozen=True):
    """How the labels under the columns are set."""

    lines: tuple[tuple[str, ...], ...]
    upright: bool
    style: TextStyle
    depth: float


def draw(chart: Chart, sheet: Sheet) -> float:
    """Draw the columns on a base line, values over them, labels under them; turned where too tight."""
    theme, wording, grid = sheet.theme, sheet.wording, sheet.theme.grid
    data = chart.data
    # From edge to edge of the sheet, unless that would make blocks of few columns.
    pitch = min(sheet.width / (len(data) - 1 + SHARE), WIDEST / SHARE)
    # Words that read upwards may need more room than a column is thick.
    edge = max(0.0, (sum(wording.extent(theme.note)) - pitch * SHARE) / 2)
    pitch -= 2 * edge / (len(data) - 1 + SHARE)
    thick = pitch * SHARE
    values = _set_values(chart, sheet, pitch)
    widest = max(wording.width(d.text, values) for d in data)
    turned = widest > pitch - TIGHT
    head = widest + theme.gap if turned else grid
    longest = max(chart.axis[1] if chart.axis else 0.0, *(d.reach for d in data)) or 1.0
    floor = -int(-(head + STEPS * grid) // grid) * grid
    foot = _set_foot(chart, sheet, pitch)
    for i, datum in enumerate(data):
        left = edge + i * pitch
        middle = left + thick / 2
        top = floor - STEPS * grid * datum.reach / longest
        if not datum.missing:
            sheet.bar(Rect(left, top, thick, floor - top), bar_tint(datum, chart, theme))
        written = theme.note if datum.missing else values
        if turned:
            baseline = _upright(sheet, written, middle)
            sheet.words(datum.text, baseline, top - theme.gap * 0.8, written, cell=(i + 1, 1), upright=True)
        else:
            half = wording.width(datum.text, written) / 2
            at = min(max(middle - half, 0.0), sheet.width - 2 * half)
            sheet.words(datum.text, at, top - theme.gap, written, cell=(i + 1, 1))
        _draw_label(sheet, chart, i, foot, middle, floor)
    sheet.rule(edge, floor, edge + (len(data) - 1) * pitch + thick, floor)
    return floor + foot.depth


def _set_values(chart: Chart, sheet: Sheet, pitch: float) -> TextStyle:
    """The style of the values: smaller where they would else nearly touch."""
    style = sheet.theme.value
    widest = max(sheet.wording.width(d.text, style) for d in chart.data)
    return style if widest <= pitch - AIR else replace(style, size=sheet.theme.note.size)


def _set_foot(chart: Chart, sheet: Sheet, pitch: float) -> Foot:
    """Set the labels level, in the smaller size if need be, or else reading upwards."""
    theme, wording, grid = sheet.theme, sheet.wording, sheet.theme.grid
    room = pitch - 2.5
    for style in (theme.label, theme.note):
        # Measured in the bolder cut: the column that matters has its label in it.
        bold = replace(theme.strong, size=style.size)
        lines = tuple(wording.wrap(d.label, bold, room) for d in chart.data)
        if all(wording.widest(line, bold) <= room and len(line) <= 3 for line in lines):
            return Foot(lines, False, style, grid * (0.9 * max(map(len, lines)) + 0.1))
    longest = max(wording.width(d.label, replace(theme.strong, size=theme.note.size)) for d in chart.data)
    return Foot(tuple((d.label,) for d in chart.data), True, theme.note, longest + theme.gap)


def _upright(sheet: Sheet, style: TextStyle, middle: float) -> float:
    """Where the baseline of words that read upwards stands so that *middle* runs through them, on the sheet."""
    rise, drop = sheet.wording.extent(style)
    return min(max(middle + sheet.wording.cap_height(style) / 2, rise), sheet.width - drop)


def _draw_label(sheet: Sheet, chart: Chart, i: int, foot: Foot, middle: float, floor: float) -> None:
    wording, cell = sheet.wording, (i + 1, 0)
    style = replace(sheet.theme.strong, size=foot.style.size) if chart.data[i].emphasis else foot.style
    if foot.upright:
        width = wording.width(chart.data[i].label, style)
        baseline = _upright(sheet, style, middle)
        sheet.words(chart.data[i].label, baseline, floor + sheet.theme.gap + width, style, cell=cell, upright=True)
        return
    leading = sheet.theme.grid * 0.9
    first = floor + sheet.theme.gap + wording.extent(style)[0]
    for k, line in enumerate(foot.lines[i]):
        half = wording.width(line, style) / 2
        left = min(max(middle - half, 0.0), sheet.width - 2 * half)
        more = k + 1 < len(foot.lines[i])
        sheet.words(line, left, first + k * leading, style, cell=cell, align=Align.LEFT, more=more)


KIND = Kind(
    name="columns",
    summary="Upright columns in the order of time: by hour, day, month or year.",
    takes=VALUE | MISSING,
    draw=draw,
    axis=Axis.ZERO,
    least=2,
    most=31,
    example={
        "measures": "Blocked searches, % of the week",
        "data": [
            {"label": "Mon", "value": 14.1},
            {"label": "Tue", "value": 14.0},
            {"label": "Wed", "value": 13.9},
            {"label": "Sun", "value": 15.1, "emphasis": True},
        ],
    },
)
