"""Horizontal bars, the largest first: one quantity for each of several things."""

from __future__ import annotations

from layout.geometry import Rect
from layout.ink import Tint
from layout.type.style import TextStyle
from typeset.charts.rows import Row, Rows, largest_first, set_rows
from typeset.charts.sheet import Sheet
from typeset.charts.spec import MISSING, RANGE, VALUE, Axis, Chart, Datum, Kind, Option
from typeset.charts.theme import Theme

THICK = 9.0
"""Bars beside their labels, points: a little over the x-height, so that label and bar weigh alike."""
THICK_ABOVE = 7.0


def order(chart: Chart) -> tuple[int, ...]:
    """Largest first, unless the author asks for the order given."""
    return tuple(range(len(chart.data))) if chart.word("sort") == "given" else largest_first(chart.data)


def draw(chart: Chart, sheet: Sheet) -> float:
    """Draw one row for each datum; every bar begins at zero."""
    shown = order(chart)
    rows = set_rows([chart.data[i] for i in shown], sheet.width, sheet.theme, sheet.wording)
    scale = _scale(chart, sheet, rows)
    top = 0.0
    for i, row in zip(shown, rows.rows, strict=True):
        top = _draw_row(sheet, chart, i, row, rows, scale, top)
    bottom = top - sheet.theme.grid * (0.5 if rows.beside else 0.25)
    if rows.beside:
        sheet.rule(rows.label_width, 2, rows.label_width, bottom - 2)
    return bottom


def bar_tint(datum: Datum, chart: Chart, theme: Theme) -> Tint:
    """Signal for what matters; stone for the rest, or deep if nothing is singled out."""
    if datum.emphasis:
        return theme.signal
    return theme.middle if any(d.emphasis for d in chart.data) else theme.deep


def label_style(datum: Datum, theme: Theme) -> TextStyle:
    """Semibold for what matters: emphasis is never by colour alone."""
    return theme.strong if datum.emphasis else theme.label


def _scale(chart: Chart, sheet: Sheet, rows: Rows) -> float:
    """Points for one unit of value, so that the longest bar leaves room for what is written after it."""
    gap = sheet.theme.gap
    room = sheet.width - rows.label_width
    high = chart.axis[1] if chart.axis else 0.0
    scale = room / high if high else float("inf")
    for datum in chart.data:
        if datum.reach > 0:
            written = sheet.wording.width(datum.text, sheet.theme.value)
            scale = min(scale, max(0.0, room - gap - written) / datum.reach)
    return scale if scale != float("inf") else 0.0


def _draw_row(sheet: Sheet, chart: Chart, i: int, row: Row, rows: Rows, scale: float, top: float) -> float:
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
        _draw_bar(sheet, chart, i, rows.label_width, middle, THICK, scale)
        words = len(row.label) * grid + len(row.note) * grid * 0.8
        return top + max(grid * 1.5, words + grid * 0.5)
    middle = last + sheet.wording.extent(theme.label)[1] + 2.5 + THICK_ABOVE / 2
    _draw_bar(sheet, chart, i, 0.0, middle, THICK_ABOVE, scale)
    return _up_to(top, middle + THICK_ABOVE / 2 + 3, grid)


def _up_to(top: float, bottom: float, grid: float) -> float:
    """The first grid line from *top* that lies at or below *bottom*."""
    return top + -int(-(bottom - top) // grid) * grid


def _draw_bar(sheet: Sheet, chart: Chart, i: int, left: float, middle: float, thick: float, scale: float) -> None:
    theme, datum = sheet.theme, chart.data[i]
    top = middle - thick / 2
    if datum.missing:
        baseline = sheet.centred(theme.note, middle)
        sheet.words(datum.text, left + theme.gap * bool(left), baseline, theme.note, cell=(i + 1, 1))
        return
    tint = bar_tint(datum, chart, theme)
    end = left + datum.reach * scale
    if datum.low is not None and datum.high is not None:
        # What is certain, up to the lower end, in faint; the span of the answers in full.
        start = left + datum.low * scale
        sheet.bar(Rect(left, top, start - left, thick), theme.faint)
        sheet.bar(Rect(start, top, end - start, thick), tint)
    else:
        sheet.bar(Rect(left, top, end - left, thick), tint)
    sheet.words(datum.text, end + theme.gap, sheet.centred(theme.value, middle), theme.value, cell=(i + 1, 1))


KIND = Kind(
    name="bars",
    summary="Horizontal bars, largest first: how several things compare. A range shows as the stretch from low to high.",
    takes=VALUE | RANGE | MISSING,
    draw=draw,
    axis=Axis.ZERO,
    notes=True,
    order=order,
    options=(Option("sort", str, "`given` keeps the order of the data", choices=("given", "value")),),
    example={
        "measures": "Officers who named each way, %",
        "data": [
            {"label": "P2P and file sharing", "value": 90, "emphasis": True},
            {"label": "Social media", "value": 37.9},
            {"label": "Open internet", "value": 17.3},
            {"label": "Cloud services", "missing": True, "text": "no figure published"},
        ],
    },
)
