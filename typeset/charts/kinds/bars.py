"""Horizontal bars, the largest first: one quantity for each of several things.

Where some values are negative the line of zero stands within the chart, and bars go to either side.
"""

from __future__ import annotations

from collections.abc import Iterable

from layout.geometry import Rect
from layout.ink import Tint
from layout.type.style import Align, TextStyle
from layout.values import Struct
from typeset.charts.rows import Row, Rows, largest_first, set_rows
from typeset.charts.sheet import Sheet
from typeset.charts.spec import MISSING, RANGE, VALUE, Axis, Chart, ChartProblem, Datum, Kind, Option
from typeset.charts.theme import Theme

THICK = 9.0
"""Bars beside their labels, points: a little over the x-height, so that label and bar weigh alike."""
THICK_ABOVE = 7.0


def order(chart: Chart) -> tuple[int, ...]:
    """Largest first, unless the author asks for the order given."""
    return tuple(range(len(chart.data))) if chart.word("sort") == "given" else largest_first(chart.data)


class Ground(Struct, frozen=True):
    """Where bars begin, and how long they are."""

    zero: float
    """Of the sheet's width, points."""
    unit: float
    """Points for one unit of value."""


def draw(chart: Chart, sheet: Sheet) -> float:
    """Draw one row for each datum; every bar begins at zero."""
    shown = order(chart)
    rows = set_rows([chart.data[i] for i in shown], sheet.width, sheet.theme, sheet.wording)
    ground = _ground(chart, sheet, rows)
    top = 0.0
    for i, row in zip(shown, rows.rows, strict=True):
        top = _draw_row(sheet, chart, i, row, rows, ground, top)
    bottom = top - sheet.theme.grid * (0.5 if rows.beside else 0.25)
    if rows.beside:
        sheet.rule(ground.zero, 2, ground.zero, bottom - 2)
    return bottom


def bar_tint(datum: Datum, chart: Chart, theme: Theme) -> Tint:
    """Signal for what matters; stone for the rest, or deep if nothing is singled out."""
    if datum.emphasis:
        return theme.signal
    return theme.middle if any(d.emphasis for d in chart.data) else theme.deep


def label_style(datum: Datum, theme: Theme) -> TextStyle:
    """Semibold for what matters: emphasis is never by colour alone."""
    return theme.strong if datum.emphasis else theme.label


def _ground(chart: Chart, sheet: Sheet, rows: Rows) -> Ground:
    """As many points to the unit as leave room, on either side of zero, for what is written at the ends of bars."""
    room = sheet.width - rows.label_width
    low, high = min(0.0, *(chart.axis or (0.0,))), max(0.0, *(chart.axis or (0.0,)))
    # What each side must hold: so much value, and so many points of words. Its two ends count as empty bars.
    right, left = [(high, 0.0)], [(-low, 0.0)]
    for datum in chart.data:
        style = sheet.theme.note if datum.missing else sheet.theme.value
        words = sheet.theme.gap + sheet.wording.width(datum.text, style)
        if datum.reach < 0:
            left.append((-datum.reach, words))
        else:
            right.append((datum.reach, words))
    both = [(a + b, room - v - w) for a, v in right for b, w in left if a + b > 0]
    unit = min((max(0.0, space) / value for value, space in both), default=0.0)
    return Ground(rows.label_width + max(value * unit + words for value, words in left), unit)


def _draw_row(sheet: Sheet, chart: Chart, i: int, row: Row, rows: Rows, ground: Ground, top: float) -> float:
    """Draw datum *i* from *top* down; return where the next row begins."""
    theme, grid = sheet.theme, sheet.theme.grid
    datum = chart.data[i]
    cell = (i + 1, 0)
    first = sheet.centred(theme.label, top + grid / 2)
    last = sheet.block(row.label, 0, first, label_style(datum, theme), cell=cell, more=bool(row.note))
    if row.note:
        last = sheet.block(row.note, 0, last + grid * 0.8, theme.note, cell=cell, leading=grid * 0.8)
    if rows.beside:
        middle = top + grid / 2
        _draw_bar(sheet, chart, i, ground, middle, THICK)
        words = len(row.label) * grid + len(row.note) * grid * 0.8
        return top + max(grid * 1.5, words + grid * 0.5)
    middle = last + sheet.wording.extent(theme.label)[1] + 2.5 + THICK_ABOVE / 2
    _draw_bar(sheet, chart, i, ground, middle, THICK_ABOVE)
    if ground.zero:
        # Bars to either side need their line of zero; it may not run through the labels.
        sheet.rule(ground.zero, middle - THICK_ABOVE / 2 - 1.5, ground.zero, middle + THICK_ABOVE / 2 + 1.5)
    return _up_to(top, middle + THICK_ABOVE / 2 + 3, grid)


def _up_to(top: float, bottom: float, grid: float) -> float:
    """The first grid line from *top* that lies at or below *bottom*."""
    return top + -int(-(bottom - top) // grid) * grid


def _draw_bar(sheet: Sheet, chart: Chart, i: int, ground: Ground, middle: float, thick: float) -> None:
    theme, datum, zero = sheet.theme, chart.data[i], ground.zero
    top, cell = middle - thick / 2, (i + 1, 1)
    if datum.missing:
        baseline = sheet.centred(theme.note, middle)
        sheet.words(datum.text, zero + theme.gap * bool(zero), baseline, theme.note, cell=cell)
        return
    tint = bar_tint(datum, chart, theme)
    end = zero + datum.reach * ground.unit
    if datum.low is not None and datum.high is not None:
        # What is certain, up to the lower end, in faint; the span of the answers in full.
        start = zero + datum.low * ground.unit
        sheet.bar(Rect(zero, top, start - zero, thick), theme.faint)
        sheet.bar(Rect(start, top, end - start, thick), tint)
    else:
        sheet.bar(Rect(min(zero, end), top, abs(end - zero), thick), tint)
    baseline = sheet.centred(theme.value, middle)
    if datum.reach < 0:
        sheet.words(datum.text, end - theme.gap, baseline, theme.value, cell=cell, align=Align.RIGHT)
    else:
        sheet.words(datum.text, end + theme.gap, baseline, theme.value, cell=cell)


def check(chart: Chart) -> Iterable[ChartProblem]:
    """A range must lie above zero: its faint part says what is certain, counted from there."""
    for i, datum in enumerate(chart.data):
        if datum.low is not None and datum.low < 0:
            message = f"the range from {datum.low:g} begins below zero, and has no certain part to draw"
            yield ChartProblem(chart=chart.id, datum=i, message=message, hint="use `range`")


KIND = Kind(
    name="bars",
    summary="Horizontal bars, largest first: how several things compare. A range shows as the stretch from low to high; "
    "negative values go to the left of zero.",
    takes=VALUE | RANGE | MISSING,
    draw=draw,
    axis=Axis.ZERO,
    check=check,
    below_zero=True,
    notes=True,
    order=order,
    options=(Option("sort", str, "`given` keeps the order of the data", choices=("given", "value")),),
    example={
        "measures": "Officers who named each way, %",
        "data": [
            {"label": "P2P and file sharing", "value": 90, "emphasis": True},
            {"label": "Social media", "value": 37.9},
            {"label": "Open internet", "value": 17.3},
            {"label": "Cloud services", "missing": True, "note": "no figure published"},
        ],
    },
)
