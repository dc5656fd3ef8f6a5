"""Ranges on an axis: between what and what the answers lie."""

from __future__ import annotations

from layout.geometry import Rect
from layout.ink import Tint
from layout.values import replace
from typeset.charts.axis import draw_axis
from typeset.charts.scale import Scale, scale_for
from typeset.charts.sheet import Sheet
from typeset.charts.spec import MISSING, RANGE, VALUE, Chart, Datum, Kind
from typeset.charts.theme import Theme

THICK = 8.0
DOT = 4.0


def draw(chart: Chart, sheet: Sheet) -> float:
    """Draw each range on a faint track of the whole axis, its words above it; the axis once, at the foot."""
    theme, wording, grid = sheet.theme, sheet.wording, sheet.theme.grid
    numbers = tuple(n for d in chart.data for n in d.numbers)
    # Bars may reach the edges of the column; a dot at the end of the axis needs its radius.
    inset = 0.0 if all(d.is_range or d.missing for d in chart.data) else DOT
    scale = scale_for(numbers, chart.axis, inset, sheet.width - inset)
    if not all(_has_room(sheet, scale, datum) for datum in chart.data):
        widest = max(wording.width(d.text, theme.value) for d in chart.data)
        scale = replace(scale, end=sheet.width - widest - DOT - theme.gap)
    top = 0.0
    for i, datum in enumerate(chart.data):
        style = theme.strong if datum.emphasis and len(chart.data) > 1 else theme.label
        lines = wording.wrap(datum.label, style, sheet.width, hyphenate=True)
        first = sheet.centred(style, top + grid / 2)
        last = sheet.block(lines, 0, first, style, cell=(i + 1, 0), more=bool(datum.note))
        if datum.note:
            note = wording.wrap(datum.note, theme.note, sheet.width, hyphenate=True)
            last = sheet.block(note, 0, last + 0.8 * grid, theme.note, cell=(i + 1, 0), leading=0.8 * grid)
        middle = last + wording.extent(style)[1] + 2.5 + THICK / 2
        words = _write_value(sheet, scale, datum, i, middle)
        _draw_track(sheet, scale, words, middle)
        _draw_span(sheet, scale, datum, middle, _tint(chart, datum, theme))
        top = -int(-(middle + THICK / 2 + 5) // (grid / 2)) * grid / 2
    return draw_axis(sheet, scale, top, sign=chart.sign)


def _has_room(sheet: Sheet, scale: Scale, datum: Datum) -> bool:
    """Tell whether the value finds room after its mark or before it."""
    if datum.missing:
        return True
    needed = sheet.wording.width(datum.text, sheet.theme.value) + sheet.theme.gap + (0.0 if datum.is_range else DOT)
    after, before = sheet.width - scale.at(max(datum.numbers)), scale.at(min(datum.numbers))
    return needed <= max(after, before)


def _write_value(sheet: Sheet, scale: Scale, datum: Datum, i: int, middle: float) -> Rect:
    """Set the value after the end of its mark, or before its start where the axis ends too soon."""
    theme, wording = sheet.theme, sheet.wording
    style = theme.note if datum.missing else theme.value
    width = wording.width(datum.text, style)
    radius = 0.0 if datum.is_range else DOT
    ends = [scale.at(n) for n in datum.numbers] or [scale.start - 2 * theme.gap]
    left = max(ends) + radius + theme.gap
    if left + width > sheet.width:
        left = max(0.0, min(ends) - radius - theme.gap - width)
    return sheet.words(datum.text, left, sheet.centred(style, middle), style, cell=(i + 1, 1))


def _draw_track(sheet: Sheet, scale: Scale, words: Rect, middle: float) -> None:
    """Draw the whole axis faintly behind the mark, leaving out the stretch where the value stands."""
    gap = sheet.theme.gap
    for start, end in ((scale.start, words.x - gap), (words.right + gap, scale.end)):
        if end > start:
            sheet.rule(start, middle, end, middle, tint=sheet.theme.faint, width=1.0)


def _draw_span(sheet: Sheet, scale: Scale, datum: Datum, middle: float, tint: Tint) -> None:
    if datum.low is not None and datum.high is not None:
        start, end = scale.at(datum.low), scale.at(datum.high)
        length = max(end - start, 1.0)
        sheet.bar(Rect(min(start, scale.end - length), middle - THICK / 2, length, THICK), tint)
    elif datum.value is not None:
        sheet.dots([(scale.at(datum.value), middle)], DOT, tint)


def _tint(chart: Chart, datum: Datum, theme: Theme) -> Tint:
    if datum.emphasis:
        return theme.signal
    return theme.middle if any(d.emphasis for d in chart.data) else theme.deep


KIND = Kind(
    name="range",
    summary="Ranges (or single values) on a common axis: between what and what the answers lie.",
    takes=VALUE | RANGE | MISSING,
    draw=draw,
    notes=True,
    most=16,
    below_zero=True,
    example={
        "measures": "Share of found material that comes from P2P, %",
        "axis": [0, 100],
        "data": [{"label": "By officers’ accounts", "low": 50, "high": 80, "emphasis": True}],
    },
)
