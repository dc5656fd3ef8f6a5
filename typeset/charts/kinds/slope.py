"""Lines between two points in time: what rose, what fell, and how steeply."""

from __future__ import annotations

from layout.ink import Tint
from layout.type.style import Align
from layout.values import Struct
from typeset.charts.placing import fits, spread
from typeset.charts.scale import Scale, scale_for
from typeset.charts.sheet import Sheet
from typeset.charts.spec import CHANGE, Chart, Kind, Option
from typeset.charts.tables import change_table
from typeset.charts.theme import Theme

STEPS = 9
"""Height of the slopes in grid steps, unless labels need more."""
STEPS_FOR_ONE = 6
DOT = 2.6
REACH = 9.0
"""Length of the connectors to values that could not stand level with their point."""


class Side(Struct, frozen=True):
    """What stands beside one upright: where each line of words is centred, and how far off it starts."""

    levels: tuple[float, ...]
    off: float


class Frame(Struct, frozen=True):
    """Where the two uprights stand, how high the slopes are, and how the words are set."""

    left: float
    right: float
    top: float
    height: float
    scale: Scale
    names: tuple[tuple[str, ...], ...]
    before: Side
    after: Side


def draw(chart: Chart, sheet: Sheet) -> float:
    """Draw a line for each datum; values at both ends, the name once, at the right."""
    frame = _frame(chart, sheet)
    _draw_uprights(chart, sheet, frame)
    _draw_lines(chart, sheet, frame)
    _write_ends(chart, sheet, frame)
    return frame.top + frame.height


def _frame(chart: Chart, sheet: Sheet) -> Frame:
    theme, wording, grid = sheet.theme, sheet.wording, sheet.theme.grid
    data = chart.data
    start_width = max(wording.width(d.start_text, theme.value) for d in data)
    end_width = max(wording.width(d.end_text, theme.value) for d in data)
    name_room = min(max(wording.width(d.label, theme.strong) for d in data), sheet.width * 0.36)
    names = tuple(wording.wrap(d.label, theme.strong, name_room, hyphenate=True) for d in data)
    name_room = max(wording.widest(lines, theme.strong) for lines in names)
    sizes = [len(lines) * grid * 0.85 + 1.5 for lines in names]
    top, height = 1.5 * grid, (STEPS if len(data) > 1 else STEPS_FOR_ONE) * grid
    while not fits(sizes, 0, height):
        height += grid
    axis = chart.axis or _zero_to_top(tuple(n for d in data for n in d.numbers))
    scale = scale_for((), axis, top + height - 4, top + 4)
    before = _side([scale.at(d.start or 0.0) for d in data], [grid * 0.8] * len(data), top - 2, top + height)
    after = _side([scale.at(d.end or 0.0) for d in data], sizes, top - 2, top + height, first=grid * 0.85)
    left = start_width + theme.gap + DOT + before.off
    right = sheet.width - name_room - 1.5 * theme.gap - end_width - theme.gap - DOT - after.off
    # Flatter than that, a slope no longer shows.
    right = min(right, left + height * 2.4)
    return Frame(left, right, top, height, scale, names, before, after)


def _side(wanted: list[float], sizes: list[float], low: float, high: float, first: float | None = None) -> Side:
    """Spread words beside an upright; the first line of each block is to be level with its point."""
    hang = [(size - (first or size)) / 2 for size in sizes]
    centres = spread([w + h for w, h in zip(wanted, hang, strict=True)], sizes, low, high)
    levels = tuple(c - h for c, h in zip(centres, hang, strict=True))
    shifted = any(abs(level - w) > 1.5 for level, w in zip(levels, wanted, strict=True))
    return Side(levels, REACH if shifted else 0.0)


def _zero_to_top(numbers: tuple[float, ...]) -> tuple[float, float]:
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    return (low, high) if high > low else (low, low + 1)


def _draw_uprights(chart: Chart, sheet: Sheet, frame: Frame) -> None:
    theme = sheet.theme
    head = sheet.centred(theme.note, theme.grid / 2)
    width = sheet.wording.width(chart.word("from"), theme.note)
    sheet.words(chart.word("from"), max(0.0, frame.left + DOT - width), head, theme.note, cell=(0, 1))
    width = sheet.wording.width(chart.word("to"), theme.note)
    sheet.words(chart.word("to"), min(frame.right - DOT, sheet.width - width), head, theme.note, cell=(0, 2))
    foot = frame.top + frame.height
    for x in (frame.left, frame.right):
        if frame.scale.is_broken:
            # The axis does not begin at zero: say so with a gap and two slanted strokes.
            sheet.rule(x, frame.top, x, foot - 9)
            sheet.rule(x - 3, foot - 6, x + 3, foot - 9)
            sheet.rule(x - 3, foot - 3, x + 3, foot - 6)
        else:
            sheet.rule(x, frame.top, x, frame.scale.at(frame.scale.low))
    if not frame.scale.is_broken:
        sheet.rule(frame.left, frame.scale.at(0), frame.right, frame.scale.at(0))


def _draw_lines(chart: Chart, sheet: Sheet, frame: Frame) -> None:
    for i in sorted(range(len(chart.data)), key=lambda i: chart.data[i].emphasis):
        datum = chart.data[i]
        if datum.start is None or datum.end is None:
            continue
        tint = slope_tint(chart, i, sheet.theme)
        start = (frame.left, frame.scale.at(datum.start))
        end = (frame.right, frame.scale.at(datum.end))
        if len(chart.data) == 1 and not frame.scale.is_broken:
            floor = frame.scale.at(0)
            sheet.area([start, end, (frame.right, floor), (frame.left, floor)], sheet.theme.faint)
        sheet.rule(*start, *end, tint=tint, width=2.0 if datum.emphasis else 1.2)
        sheet.dots([start, end], DOT, tint)


def slope_tint(chart: Chart, i: int, theme: Theme) -> Tint:
    """Signal for what matters, stone for the rest; deep if nothing is singled out."""
    if chart.data[i].emphasis:
        return theme.signal
    return theme.middle if any(d.emphasis for d in chart.data) else theme.deep


def _write_ends(chart: Chart, sheet: Sheet, frame: Frame) -> None:
    theme, wording = sheet.theme, sheet.wording
    value_right = frame.left - DOT - theme.gap - frame.before.off
    value_left = frame.right + DOT + theme.gap + frame.after.off
    name_left = value_left + max(wording.width(d.end_text, theme.value) for d in chart.data) + 1.5 * theme.gap
    for i, datum in enumerate(chart.data):
        style = theme.strong if datum.emphasis else theme.label
        start, end = frame.scale.at(datum.start or 0.0), frame.scale.at(datum.end or 0.0)
        level = frame.before.levels[i]
        if frame.before.off:
            sheet.line([(value_right + 1.5, level), (frame.left - DOT - 1.5, start)])
        baseline = sheet.centred(theme.value, level)
        sheet.words(datum.start_text, value_right, baseline, theme.value, cell=(i + 1, 1), align=Align.RIGHT)
        level = frame.after.levels[i]
        if frame.after.off:
            sheet.line([(frame.right + DOT + 1.5, end), (value_left - 1.5, level)])
        baseline = sheet.centred(theme.value, level)
        sheet.words(datum.end_text, value_left, baseline, theme.value, cell=(i + 1, 2))
        leading = theme.grid * 0.85
        sheet.block(frame.names[i], name_left, baseline, style, cell=(i + 1, 0), leading=leading)


KIND = Kind(
    name="slope",
    summary="Two points in time joined by lines: what rose and what fell, for one to eight things.",
    takes=CHANGE,
    draw=draw,
    table=change_table,
    options=(
        Option("from", str, "head of the left side, such as a year"),
        Option("to", str, "head of the right side"),
    ),
    most=10,
    below_zero=True,
    example={
        "measures": "Officers who named each way, %",
        "from": "2015",
        "to": "2016",
        "data": [
            {"label": "Peer-to-peer", "from": 88, "to": 79.5},
            {"label": "Darknet", "from": 12, "to": 41, "emphasis": True},
            {"label": "Cloud services", "from": 9, "to": 36.5},
        ],
    },
)
