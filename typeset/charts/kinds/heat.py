"""A heat map: one quantity over two scales, such as weekday and hour."""

from __future__ import annotations

from collections.abc import Iterable

from layout.geometry import Rect
from layout.ink import Tint
from layout.type.style import TextStyle
from layout.values import Struct, replace
from typeset.charts.sheet import Sheet
from typeset.charts.spec import MISSING, VALUE, Chart, ChartProblem, Kind, Reading
from typeset.charts.tables import grid_table
from typeset.charts.theme import SHADES

DARK = 0.6
"""From this tint on, words on it are white."""
SEAM = 0.8
MOST_COLUMNS = 60
"""The weeks of a year, and a few more."""
MOST_FOR_NAMES = 0.36
"""Share of the width that the names of rows may take."""
LEADING = 0.8
"""Of names that need two lines, in grid steps."""
TICK = 4.0
"""A column without room for its head has a tick that ends so far over the cells (points)."""


class Raster(Struct, frozen=True):
    """The two scales, and where their cells stand."""

    rows: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    """The rows' names, broken into lines."""
    columns: tuple[str, ...]
    left: float
    top: float
    width: float
    """Of a cell, seam included."""
    height: float
    seam: float


def draw(chart: Chart, sheet: Sheet) -> float:
    """Draw a cell for each datum, its value in it where it fits; otherwise a key under the map."""
    theme, wording, grid = sheet.theme, sheet.wording, sheet.theme.grid
    raster = _raster(chart, sheet)
    _draw_heads(chart, sheet, raster)
    values = [d.value for d in chart.data if d.value is not None]
    low, high = chart.axis or (min(values), max(values))
    style = _cell_style(chart, sheet, raster)
    for i, datum in enumerate(chart.data):
        box = _box(datum.label, datum.group, raster)
        tint = None if datum.value is None else theme.paper
        if datum.value is not None:
            amount = amount_of(datum.value, low, high)
            tint = Tint(theme.deep.ink, amount)
            sheet.bar(box, tint, cell=(i + 1, 2))
            if datum.emphasis:
                _mark(sheet, box)
        else:
            _draw_gap(sheet, datum.text, box, (i + 1, 2))
        if style is not None:
            white = tint is not None and tint.amount >= DARK
            look = replace(style, tint=theme.paper) if white else style
            baseline = sheet.centred(look, box.y + box.height / 2)
            left = box.x + (box.width - wording.width(datum.text, look)) / 2
            if not datum.missing:
                sheet.words(datum.text, left, baseline, look, cell=(i + 1, 2))
    bottom = raster.top + len(raster.rows) * raster.height
    if style is None:
        bottom = _draw_key(chart, sheet, low, high, bottom + 0.5 * grid)
    return bottom


def amount_of(value: float, low: float, high: float) -> float:
    """The step of tint for *value*: five equal stretches from *low* to *high*."""
    share = (value - low) / (high - low) if high > low else 1.0
    return SHADES[min(int(share * len(SHADES)), len(SHADES) - 1)]


def _raster(chart: Chart, sheet: Sheet) -> Raster:
    theme, wording, grid = sheet.theme, sheet.wording, sheet.theme.grid
    rows = tuple(dict.fromkeys(d.label for d in chart.data))
    columns = tuple(dict.fromkeys(d.group for d in chart.data))
    room = min(max(wording.width(row, theme.label) for row in rows), sheet.width * MOST_FOR_NAMES)
    names = tuple(wording.wrap(row, theme.label, room, hyphenate=True) for row in rows)
    # A word that cannot be divided runs into the cells, and is told to the author.
    left = min(max(wording.widest(name, theme.label) for name in names), room) + 2 * theme.gap
    width = (sheet.width - left) / len(columns)
    seam = min(SEAM, width / 5)
    # The last column's seam lies beyond the edge, where nobody misses it.
    width = min((sheet.width - left + seam) / len(columns), 4 * grid)
    height = max(grid if width < 2 * grid else 1.5 * grid, max(map(len, names)) * LEADING * grid + seam)
    return Raster(rows, names, columns, left, grid, width, height, seam)


def _box(row: str, column: str, raster: Raster) -> Rect:
    return Rect(
        raster.left + raster.columns.index(column) * raster.width,
        raster.top + raster.rows.index(row) * raster.height,
        raster.width - raster.seam,
        raster.height - raster.seam,
    )


def _draw_heads(chart: Chart, sheet: Sheet, raster: Raster) -> None:
    """Name each row at its left, and as many columns as find room, evenly, over their cells."""
    theme, wording, grid = sheet.theme, sheet.wording, sheet.theme.grid
    first_row = {d.label: i for i, d in reversed(list(enumerate(chart.data)))}
    first_column = {d.group: i for i, d in reversed(list(enumerate(chart.data)))}
    for row, lines in zip(raster.rows, raster.names, strict=True):
        box = _box(row, raster.columns[0], raster)
        leading = grid * LEADING
        middle = box.y + box.height / 2 - (len(lines) - 1) * leading / 2
        baseline = sheet.centred(theme.label, middle)
        sheet.block(lines, 0, baseline, theme.label, cell=(first_row[row] + 1, 0), leading=leading)
    widths = [wording.width(c, theme.note) for c in raster.columns]
    count = len(raster.columns)
    step = next(s for s in range(1, count + 1) if s == count or max(widths[::s]) + theme.gap <= s * raster.width)
    for k, column in enumerate(raster.columns):
        box = _box(raster.rows[0], column, raster)
        middle, cell = box.x + box.width / 2, (first_column[column] + 1, 1)
        if k % step == 0:
            left = min(max(middle - widths[k] / 2, 0.0), sheet.width - widths[k])
            sheet.words(column, left, raster.top - theme.gap, theme.note, cell=cell)
        else:
            sheet.rule(middle, raster.top - TICK, middle, raster.top - 1, cell=cell)


def _cell_style(chart: Chart, sheet: Sheet, raster: Raster) -> TextStyle | None:
    """The style of values in their cells, or None if they find no room there."""
    room = raster.width - raster.seam - 3
    for style in (sheet.theme.value, replace(sheet.theme.note, features=sheet.theme.value.features)):
        if max(sheet.wording.width(d.text, style) for d in chart.data if not d.missing) <= room:
            return style
    return None


def _mark(sheet: Sheet, box: Rect) -> None:
    inner = Rect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1)
    corners = [(inner.x, inner.y), (inner.right, inner.y), (inner.right, inner.bottom), (inner.x, inner.bottom)]
    sheet.line([*corners, corners[0], corners[1]], tint=sheet.theme.signal, width=1.2)


def _draw_gap(sheet: Sheet, text: str, box: Rect, cell: tuple[int, int]) -> None:
    """A missing value: its words where they fit, otherwise a dash on bare paper."""
    style = sheet.theme.note
    width = sheet.wording.width(text, style)
    middle = box.x + box.width / 2
    level = box.y + box.height / 2
    if width <= box.width - 2:
        sheet.words(text, middle - width / 2, sheet.centred(style, level), style, cell=cell)
    else:
        half = min(3.0, box.width / 4)
        sheet.rule(middle - half, level, middle + half, level, cell=cell)


def _draw_key(chart: Chart, sheet: Sheet, low: float, high: float, top: float) -> float:
    """A row of the five tints between the least and the largest value, written as in the data."""
    theme, grid = sheet.theme, sheet.theme.grid
    ends = [_text_nearest(chart, low), _text_nearest(chart, high)]
    baseline = sheet.centred(theme.note, top + grid / 2)
    box = sheet.words(ends[0], 0, baseline, theme.note)
    x = box.right + theme.gap
    for amount in SHADES:
        sheet.bar(Rect(x, top + 2.5, 12, grid - 5), Tint(theme.deep.ink, amount))
        x += 12 + SEAM
    if ends[1] != ends[0]:
        sheet.words(ends[1], x + theme.gap, baseline, theme.note)
    return top + grid


def _text_nearest(chart: Chart, value: float) -> str:
    there = [d for d in chart.data if d.value is not None]
    return min(there, key=lambda d: abs((d.value or 0.0) - value)).text


def check(chart: Chart) -> Iterable[ChartProblem]:
    """Each cell once, and no more columns than can be told apart."""
    columns = len({d.group for d in chart.data})
    if columns > MOST_COLUMNS:
        message = f"{columns} columns are too many to be told apart; {MOST_COLUMNS} is the most"
        yield ChartProblem(chart=chart.id, datum=None, message=message, hint="sum them up, or cross the scales over")
    seen: set[tuple[str, str]] = set()
    for i, datum in enumerate(chart.data):
        if (datum.label, datum.group) in seen:
            message = f"the cell `{datum.label}`, `{datum.group}` is given twice"
            yield ChartProblem(chart=chart.id, datum=i, message=message)
        seen.add((datum.label, datum.group))


KIND = Kind(
    name="heat",
    summary="A heat map over two scales, such as weekday and hour: `label` is the row, `group` the column.",
    takes=VALUE | MISSING,
    draw=draw,
    check=check,
    table=grid_table,
    reading=Reading.GRID,
    least=2,
    prints_all=False,
    most=400,
    below_zero=True,
    example={
        "measures": "Blocked searches, index",
        "data": [
            {"label": "Weekdays", "group": "Morning", "value": 41},
            {"label": "Weekdays", "group": "Evening", "value": 66, "emphasis": True},
            {"label": "Weekend", "group": "Morning", "value": 38},
            {"label": "Weekend", "group": "Evening", "value": 59},
        ],
    },
)
