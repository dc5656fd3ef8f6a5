"""Lines over time, named at their ends, with events marked where they fell."""

from __future__ import annotations

from collections.abc import Iterable

from layout.geometry import Rect
from layout.ink import Tint
from layout.values import Struct
from typeset.charts.axis import TICK
from typeset.charts.placing import Place, choose, fits, spread
from typeset.charts.scale import Scale, scale_for, ticks_of, written
from typeset.charts.sheet import Sheet
from typeset.charts.spec import MISSING, VALUE, Chart, ChartProblem, Datum, Kind, Option, Reading
from typeset.charts.tables import grid_table
from typeset.charts.theme import Theme

STEPS = 9
DOT = 2.4
DASHES = ((), (5.0, 2.0), (1.6, 1.8), (7.0, 2.0, 1.6, 2.0))
"""Series differ in dash as well as in tint: never colour alone."""
REACH = 9.0
GAP = 1.8
"""Radius of the open dot that stands for a missing value."""
ROUND = (2, 5, 10, 20, 50, 100)
"""Steps in which years are counted."""
SHIFT = 1.5
"""A name so little off its line's end (points) needs no connector."""
NEAR = 3.0
"""Ticks nearer to each other than this run into a grey band (points)."""


class Frame(Struct, frozen=True):
    """Where the plot stands and what its axes say."""

    x: Scale
    y: Scale
    top: float
    floor: float
    positions: tuple[str, ...]
    """Labels along the axis, each once, in the order of the data."""


class Event(Struct, frozen=True):
    """What happened, and where it is written."""

    words: str
    x: float
    left: float
    level: int
    """Rows between the plot and its words."""


def draw(chart: Chart, sheet: Sheet) -> float:
    """Draw each series as a line, the axis of values at the left, names at the right."""
    return draw_lines(chart, sheet, filled=False)


def draw_lines(chart: Chart, sheet: Sheet, *, filled: bool) -> float:
    """Draw the series; *filled* shades the ground under the first."""
    theme = sheet.theme
    series = series_of(chart)
    names_room = _names_room(chart, sheet, series)
    events = _place_events(chart, sheet, _frame(chart, sheet, names_room, 0.0))
    rows = 1 + max((event.level for event in events), default=-1)
    frame = _frame(chart, sheet, names_room, rows * theme.grid)
    _draw_value_axis(chart, sheet, frame)
    for k, members in enumerate(series.values()):
        important = any(chart.data[i].emphasis for i in members)
        tint = theme.signal if important else _tint(chart, theme, k)
        width = 2.0 if important or len(series) == 1 else 1.2
        for stretch in _stretches(chart, members, frame):
            if filled and k == 0:
                ground = [(stretch[0][0], frame.floor), *stretch, (stretch[-1][0], frame.floor)]
                sheet.area(ground, theme.faint if tint != theme.signal else theme.stones[2])
            if len(stretch) == 1:
                sheet.dots(stretch, DOT, tint)
            else:
                dash = () if important or len(series) == 1 else DASHES[k % len(DASHES)]
                sheet.line(stretch, tint=tint, width=width, dash=dash)
        _show_values(chart, sheet, frame, members, tint, width)
    bottom = _draw_time_axis(chart, sheet, frame)
    _name_series(chart, sheet, series, frame)
    _draw_events(sheet, events, frame)
    return bottom


def series_of(chart: Chart) -> dict[str, list[int]]:
    """Indexes of the data in each series, in the order of their first datum."""
    series: dict[str, list[int]] = {}
    for i, datum in enumerate(chart.data):
        series.setdefault(datum.group, []).append(i)
    return series


def _tint(chart: Chart, theme: Theme, k: int) -> Tint:
    if any(d.emphasis for d in chart.data):
        return (theme.stones[0], theme.stones[1])[k % 2]
    return (theme.deep, theme.second, theme.stones[0])[k % 3]


def _names_room(chart: Chart, sheet: Sheet, series: dict[str, list[int]]) -> float:
    theme, wording = sheet.theme, sheet.wording
    last = max(wording.width(_last(chart, members).text, theme.value) for members in series.values())
    widest = max(wording.width(name, theme.strong) for name in series)
    room = min(widest, sheet.width * 0.3)
    lines = [wording.wrap(name, theme.strong, room, hyphenate=True) for name in series]
    name_width = max(wording.widest(line, theme.strong) for line in lines)
    return last + 2 * theme.gap + DOT + (name_width + theme.gap if name_width else 0.0) + _reach(series)


def _reach(series: dict[str, list[int]]) -> float:
    """Room for connectors to names that cannot stand level with the ends of their lines."""
    return REACH if len(series) > 1 else 0.0


def _last(chart: Chart, members: list[int]) -> Datum:
    there = [i for i in members if not chart.data[i].missing]
    return chart.data[there[-1]]


def _frame(chart: Chart, sheet: Sheet, names_room: float, head: float) -> Frame:
    theme, wording, grid = sheet.theme, sheet.wording, sheet.theme.grid
    positions = tuple(dict.fromkeys(d.label for d in chart.data))
    numbers = tuple(n for d in chart.data for n in d.numbers)
    top = head + grid
    series = series_of(chart)
    left = max(wording.width(written(t), theme.note) for t in ticks_of(scale_for(numbers, chart.axis, grid, 0.0)))
    left += theme.gap
    right = max(sheet.width - names_room, left + grid)
    x = Scale(0.0, max(1.0, len(positions) - 1.0), left + DOT, right)
    _, names = _wrapped_names(chart, sheet, series, x.end)
    height = STEPS * grid
    # What stands at the ends of the lines may begin a row above them, and no lower than they end.
    while not (fits([grid] * len(series), 0, height) and fits(_sizes(names, grid), 0, height + grid)):
        height += grid
    return Frame(x, scale_for(numbers, chart.axis, top + height, top), top, top + height, positions)


def _wrapped_names(
    chart: Chart, sheet: Sheet, series: dict[str, list[int]], end: float
) -> tuple[float, list[tuple[str, ...]]]:
    """The width that the last values take behind lines that stop at *end*, and each name broken for what is left."""
    theme, wording = sheet.theme, sheet.wording
    value_width = max(wording.width(_last(chart, members).text, theme.value) for members in series.values())
    room = sheet.width - (end + DOT + theme.gap + _reach(series)) - value_width - theme.gap
    names = [wording.wrap(name, theme.strong, max(room, 1.0), hyphenate=True) if name else () for name in series]
    return value_width, names


def _sizes(names: list[tuple[str, ...]], grid: float) -> list[float]:
    """Height of each block of words at the end of a line."""
    return [max(1, len(lines)) * grid * 0.85 for lines in names]


def _draw_value_axis(chart: Chart, sheet: Sheet, frame: Frame) -> None:
    """Set round values at the left, each on a faint line that is there to be read off."""
    theme, wording = sheet.theme, sheet.wording
    left = frame.x.start - DOT
    ticks = ticks_of(frame.y)
    for tick in ticks:
        y = frame.y.at(tick)
        base = tick == 0 or (frame.y.low > 0 and tick == frame.y.low)
        sheet.rule(left, y, frame.x.end, y, tint=theme.rule if base else theme.faint, width=theme.hairline)
        text = written(tick)
        half = wording.cap_height(theme.note) / 2
        sheet.words(text, left - theme.gap - wording.width(text, theme.note), y + half, theme.note)
    if chart.sign:
        sheet.words(chart.sign, 0, frame.y.at(ticks[-1]) - sheet.theme.grid * 0.6, theme.note)
    if frame.y.is_broken:
        sheet.rule(left - 3, frame.floor - 2, left + 3, frame.floor - 5)
        sheet.rule(left - 3, frame.floor - 5, left + 3, frame.floor - 8)


def _stretches(chart: Chart, members: list[int], frame: Frame) -> list[list[tuple[float, float]]]:
    """The points of a series, cut where a value is missing."""
    stretches: list[list[tuple[float, float]]] = [[]]
    for i in members:
        datum = chart.data[i]
        if datum.value is None:
            stretches.append([])
        else:
            place = frame.positions.index(datum.label)
            stretches[-1].append((frame.x.at(place), frame.y.at(datum.value)))
    return [stretch for stretch in stretches if stretch]


def _show_values(chart: Chart, sheet: Sheet, frame: Frame, members: list[int], tint: Tint, width: float) -> None:
    """Set the joint of the line at each value; where there is none, an open dot on the axis that says so."""
    theme = sheet.theme
    for i in members:
        datum = chart.data[i]
        x = frame.x.at(frame.positions.index(datum.label))
        if datum.value is not None:
            sheet.touch(x, frame.y.at(datum.value), width, tint, cell=(i + 1, 2))
        else:
            sheet.rings([(x, frame.floor)], GAP, theme.rule, theme.hairline, cell=(i + 1, 2))


def _draw_time_axis(chart: Chart, sheet: Sheet, frame: Frame) -> float:
    """Set as many labels as find room, evenly; those without have a tick, or just their place on the axis."""
    theme, wording = sheet.theme, sheet.wording
    rise, drop = wording.extent(theme.note)
    baseline = frame.floor + TICK + 2 + rise
    widths = [wording.width(label, theme.note) for label in frame.positions]
    step = next(
        s
        for s in range(1, len(frame.positions) + 1)
        if s >= len(frame.positions) or max(widths[::s]) + 2 * theme.gap <= s * (frame.x.at(1) - frame.x.at(0))
    )
    first_of = {d.label: i for i, d in reversed(list(enumerate(chart.data)))}
    told = _told(frame.positions, step)
    for place, label in enumerate(frame.positions):
        x, cell = frame.x.at(place), (first_of[label] + 1, 0)
        if place in told:
            left = min(max(x - widths[place] / 2, 0.0), sheet.width - widths[place])
            sheet.rule(x, frame.floor, x, frame.floor + TICK)
            sheet.words(label, left, baseline, theme.note, cell=cell)
        elif frame.x.at(1) - frame.x.at(0) >= NEAR:
            sheet.rule(x, frame.floor, x, frame.floor + TICK / 2, cell=cell)
        else:
            sheet.touch(x, frame.floor, theme.hairline, theme.rule, cell=cell)
    return baseline + drop


def _told(positions: tuple[str, ...], step: int) -> range:
    """Which places are labelled if no more than one in *step* has room: from the first on, or in round years."""
    years = [int(label) for label in positions if label.isdecimal()]
    if step > 1 and len(years) == len(positions) and years == list(range(years[0], years[0] + len(years))):
        round_step = next((r for r in ROUND if r >= step), step)
        first = -years[0] % round_step
        if first + round_step < len(years):
            return range(first, len(years), round_step)
    return range(0, len(positions), step)


def _name_series(chart: Chart, sheet: Sheet, series: dict[str, list[int]], frame: Frame) -> None:
    """Set value and name at the end of each line, shifted apart where lines end close together."""
    theme, grid = sheet.theme, sheet.theme.grid
    ends = []
    for members in series.values():
        last = max(i for i in members if not chart.data[i].missing)
        datum = chart.data[last]
        ends.append((last, frame.x.at(frame.positions.index(datum.label)), frame.y.at(datum.value or 0.0)))
    value_width, names = _wrapped_names(chart, sheet, series, frame.x.end)
    sizes = _sizes(names, grid)
    # The first line of each block is to be level with its end.
    wanted = [y + (size - grid * 0.85) / 2 for (_, _, y), size in zip(ends, sizes, strict=True)]
    levels = spread(wanted, sizes, frame.top - grid, frame.floor + 2)
    shifted = any(abs(level - place) > SHIFT for level, place in zip(levels, wanted, strict=True))
    off = _reach(series) if shifted else 0.0
    value_left = frame.x.end + DOT + theme.gap + off
    name_left = value_left + value_width + theme.gap
    for (last, x, y), level, size, lines, members in zip(ends, levels, sizes, names, series.values(), strict=True):
        first = level - size / 2 + grid * 0.425
        important = any(chart.data[i].emphasis for i in members)
        if off:
            sheet.line([(x + 1.5, y), (value_left - 1.5, first)])
        baseline = sheet.centred(theme.value, first)
        sheet.words(chart.data[last].text, value_left, baseline, theme.value, cell=(last + 1, 2))
        style = theme.strong if important else theme.label
        sheet.block(lines, name_left, baseline, style, cell=(members[0] + 1, 1), leading=grid * 0.85)


def _events(chart: Chart) -> tuple[tuple[str, str], ...]:
    """Place and words of each event, from ``2013: New law``."""
    parts = (event.partition(":") for event in chart.words("events"))
    return tuple((place.strip(), words.strip()) for place, _, words in parts)


def _place_events(chart: Chart, sheet: Sheet, frame: Frame) -> tuple[Event, ...]:
    """Set the words of events in rows over the plot, as few as will do; uprights run through no words."""
    events = _events(chart)
    options: list[list[tuple[Place, Event]]] = []
    for place, words in events:
        x, width = frame.x.at(frame.positions.index(place)), sheet.wording.width(words, sheet.theme.note)
        mine: list[tuple[Place, Event]] = []
        for level in range(len(events)):
            for left in (x + 2.5, x - 2.5 - width):
                if 0 <= left <= sheet.width - width:
                    # One unit up is one row; the upright runs from the plot up to its words.
                    boxes = (_row(left, -level - 1, width + 4), _row(x - 0.5, -level - 1, 1.0, level + 1.0))
                    mine.append((Place(boxes, 2 * level + (left < x)), Event(words, x, left, level)))
        options.append(mine or [(Place((), 0.0), Event(words, x, max(0.0, sheet.width - width), 0))])
    picked = choose([[place for place, _ in mine] for mine in options])
    if picked is None:
        # One row each, first come first set: crowded, and then told to the author.
        picked = tuple(min(2 * k, len(mine) - 1) for k, mine in enumerate(options))
    return tuple(mine[index][1] for mine, index in zip(options, picked, strict=True))


def _draw_events(sheet: Sheet, events: tuple[Event, ...], frame: Frame) -> None:
    """Mark events by a dotted upright and their words over the plot."""
    theme, grid = sheet.theme, sheet.theme.grid
    for event in events:
        middle = frame.top - grid - (event.level + 0.5) * grid
        sheet.rule(event.x, middle - grid * 0.3, event.x, frame.floor, dash=(1.5, 1.5))
        sheet.words(event.words, event.left, sheet.centred(theme.note, middle), theme.note)


def _row(left: float, top: float, width: float, height: float = 0.98) -> Rect:
    return Rect(left, top, width, height)


def check(chart: Chart) -> Iterable[ChartProblem]:
    """Each series must have a value, each place only one; events must fall on a place."""
    for name, members in series_of(chart).items():
        if all(chart.data[i].missing for i in members):
            message = f"the series `{name}` has no value at all"
            yield ChartProblem(chart=chart.id, datum=members[0], message=message)
        seen: set[str] = set()
        for i in members:
            if chart.data[i].label in seen:
                message = f"`{chart.data[i].label}` stands twice in the series `{name}`"
                yield ChartProblem(chart=chart.id, datum=i, message=message, hint="give each series its own `group`")
            seen.add(chart.data[i].label)
    labels = {d.label for d in chart.data}
    for place, words in _events(chart):
        if place not in labels or not words:
            yield ChartProblem(
                chart=chart.id,
                datum=None,
                setting="events",
                message=f"the event `{place}` falls on no label of the chart" if words else f"`{place}` has no words",
                hint="write the label, a colon and the words: `2013: New law`",
            )


OPTIONS = (Option("events", tuple, "list of events: the label where each falls, a colon, and its words"),)

KIND = Kind(
    name="line",
    summary="Lines over time, named at their ends, with events marked where they fell.",
    takes=VALUE | MISSING,
    draw=draw,
    check=check,
    table=grid_table,
    reading=Reading.GRID,
    options=OPTIONS,
    least=2,
    prints_all=False,
    most=400,
    below_zero=True,
    example={
        "measures": "Hotlines in the network",
        "events": ["2013: Survey begins"],
        "data": [
            {"label": "2012", "value": 22, "group": "Hotlines"},
            {"label": "2013", "value": 27, "group": "Hotlines"},
            {"label": "2014", "value": 30, "group": "Hotlines"},
            {"label": "2015", "value": 41, "group": "Hotlines"},
        ],
    },
)
