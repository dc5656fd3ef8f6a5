"""A ring: shares of a whole, the one that matters written large in its middle."""

from __future__ import annotations

import math
from collections.abc import Iterable

from layout.geometry import Rect
from layout.type.style import Align, TextStyle
from layout.values import Struct
from typeset.charts.placing import spread
from typeset.charts.shares import SAMPLE, list_parts, share_problems, share_tints
from typeset.charts.sheet import Sheet
from typeset.charts.spec import VALUE, Axis, Chart, ChartProblem, Kind

HEIGHTS = ((300.0, 9), (400.0, 10), (math.inf, 12))
"""Height in grid steps for a column of up to so many points."""
NARROW = 200.0
"""In a column narrower than this (points) there is no room for names beside the ring."""
THICKNESS = 0.24
"""Of the ring, as a share of its radius: the hole must hold a numeral."""
RIGHT_HALF = (0.02, 0.48)
"""In turns, clockwise from twelve o'clock: from here a leader can go right without crossing the ring."""
SEAM = 0.7
"""White between the parts, in points."""


class Hole(Struct, frozen=True):
    """What is set in the middle: a numeral and, if it fits, the label under it."""

    numeral: TextStyle
    sign: TextStyle
    label: tuple[str, ...]


def draw(chart: Chart, sheet: Sheet) -> float:
    """Draw the ring at the left edge, its main part at its left side, and name the others to its right."""
    theme = sheet.theme
    narrow = sheet.width < NARROW
    height = next(steps for limit, steps in HEIGHTS if sheet.width <= limit) * theme.grid
    radius = min(height, sheet.width) / 2
    centre = (radius, radius)
    main = main_part(chart)
    turns = _turns(chart, main)
    tints = share_tints(chart, theme)
    for i, (start, end) in turns.items():
        if end > start:
            sheet.wedge(centre, radius, radius * THICKNESS, (start, end), tints[i])
    _draw_seams(sheet, centre, radius, turns)
    hole = _set_hole(chart, sheet, main, radius * (1 - THICKNESS))
    _draw_hole(chart, sheet, main, hole, centre)
    outside = [i for i in turns if i != main]
    if not hole.label:
        outside.insert(0, main)
    if narrow:
        below = math.ceil((2 * radius + theme.gap) / theme.grid) * theme.grid
        return list_parts(chart, sheet, outside, below, said=frozenset({main}))
    _name_parts(chart, sheet, outside, turns, radius, main)
    return max(height, *(written.box.bottom for written in sheet.written))


def main_part(chart: Chart) -> int:
    """Index of the datum in the middle: the one singled out, otherwise the largest."""
    return max(range(len(chart.data)), key=lambda i: (chart.data[i].emphasis, chart.data[i].reach, -i))


def _turns(chart: Chart, main: int) -> dict[int, tuple[float, float]]:
    """Start and end of each part, clockwise in turns.

    The other parts are centred on three o'clock, where their names stand; the main part
    takes the rest of the circle, which is its left side.
    """
    whole = sum(d.reach for d in chart.data)
    others = [i for i in range(len(chart.data)) if i != main]
    share = {i: chart.data[i].reach / whole for i in range(len(chart.data))}
    at = 0.25 - sum(share[i] for i in others) / 2
    turns: dict[int, tuple[float, float]] = {}
    for i in others:
        turns[i] = (at, at + share[i])
        at += share[i]
    turns[main] = (at, at + share[main])
    return turns


def _draw_seams(
    sheet: Sheet, centre: tuple[float, float], radius: float, turns: dict[int, tuple[float, float]]
) -> None:
    parts = [span for span in turns.values() if span[1] > span[0]]
    if len(parts) < 2:
        return
    for start, _ in parts:
        angle = 2 * math.pi * start
        inner = radius * (1 - THICKNESS) - 0.5
        sheet.rule(
            centre[0] + inner * math.sin(angle),
            centre[1] - inner * math.cos(angle),
            centre[0] + radius * math.sin(angle),
            centre[1] - radius * math.cos(angle),
            tint=sheet.theme.paper,
            width=SEAM,
        )


def _set_hole(chart: Chart, sheet: Sheet, main: int, inner: float) -> Hole:
    """Choose the largest numeral that the hole takes, then see whether the label goes beneath."""
    theme, wording, datum = sheet.theme, sheet.wording, chart.data[main]
    for size in reversed(theme.numerals):
        numeral = theme.numeral_at(size)
        sign = theme.numeral_at(size * 0.6)
        half = (wording.width(datum.text, numeral) + wording.width(chart.sign, sign)) / 2
        if math.hypot(half, wording.cap_height(numeral)) < inner * 0.86:
            break
    label_lines = wording.wrap(datum.label, theme.label, 1.45 * inner)
    depth = _first_label(sheet, numeral) + len(label_lines) * theme.grid * 0.8
    chord = 2 * math.sqrt(max(0.0, inner**2 - depth**2))
    if len(label_lines) > 3 or wording.widest(label_lines, theme.label) > chord - theme.gap:
        label_lines = ()
    return Hole(numeral, sign, label_lines)


def _first_label(sheet: Sheet, numeral: TextStyle) -> float:
    """From the ring's centre down to the top of the label under the numeral."""
    return sheet.wording.cap_height(numeral) * 0.35 + 3


def _draw_hole(chart: Chart, sheet: Sheet, main: int, hole: Hole, centre: tuple[float, float]) -> None:
    theme, datum, cell = sheet.theme, chart.data[main], (main + 1, 1)
    numeral_width = sheet.wording.width(datum.text, hole.numeral)
    sign_width = sheet.wording.width(chart.sign, hole.sign)
    left = centre[0] - (numeral_width + sign_width) / 2
    baseline = sheet.centred(hole.numeral, centre[1])
    if hole.label:
        baseline = centre[1] + sheet.wording.cap_height(hole.numeral) * 0.35
        first = baseline + theme.grid
        sheet.block(
            hole.label, centre[0], first, theme.label, cell=(main + 1, 0), align=Align.CENTRE, leading=theme.grid * 0.8
        )
    sheet.words(datum.text, left, baseline, hole.numeral, cell=cell)
    if chart.sign:
        sheet.words(chart.sign, left + numeral_width, baseline, hole.sign, cell=cell)


def _name_parts(
    chart: Chart, sheet: Sheet, parts: list[int], turns: dict[int, tuple[float, float]], radius: float, main: int
) -> None:
    """Set value and label of each part to the right of the ring, level with the part, on a leader.

    The main part comes here only if its name found no room in the middle, where its value
    is. It, and any part that lies wholly at the left, has a sample of its tint for a leader.
    """
    theme, wording, grid = sheet.theme, sheet.wording, sheet.theme.grid
    left = 2 * radius + 1.5 * grid
    room = sheet.width - left
    names = {i: wording.wrap(chart.data[i].label, theme.label, room, hyphenate=True) for i in parts}
    notes = {
        i: wording.wrap(chart.data[i].note, theme.note, room, hyphenate=True) if chart.data[i].note else ()
        for i in parts
    }
    sizes = [((i != main) + len(names[i]) + 0.8 * len(notes[i]) + 0.25) * grid for i in parts]
    ends = {i: _outer_point(turns[i], radius) if i != main else None for i in parts}
    # The first line of each block, not its middle, should be level with its part.
    heights = [end[1] if end else 0.0 for end in ends.values()]
    wanted = [height + size / 2 - grid * 0.625 for height, size in zip(heights, sizes, strict=True)]
    centres = spread(wanted, sizes, 0.0, max(2 * radius, sum(sizes)))
    for i, middle, size in zip(parts, centres, sizes, strict=True):
        baseline = sheet.centred(theme.value, middle - size / 2 + grid * 0.625)
        level = baseline - wording.cap_height(theme.value) / 2
        end = ends[i] and (_point_level_with(turns[i], radius, level) or ends[i])
        if end is None:
            sample = Rect(left - theme.gap - SAMPLE, level - SAMPLE / 2, SAMPLE, SAMPLE)
            sheet.bar(sample, share_tints(chart, theme)[i])
        else:
            _lead(sheet, end, left - theme.gap, level, 2 * radius + 3)
        if i != main:
            sheet.words(chart.data[i].text, left, baseline, theme.value, cell=(i + 1, 1))
            baseline += grid
        last = sheet.block(names[i], left, baseline, theme.label, cell=(i + 1, 0), more=bool(notes[i]))
        if notes[i]:
            sheet.block(notes[i], left, last + grid * 0.8, theme.note, cell=(i + 1, 0), leading=grid * 0.8)


def _outer_point(span: tuple[float, float], radius: float) -> tuple[float, float] | None:
    """Where a part's leader begins: at its middle, or as near to that as the right half allows."""
    start, end = span
    inset = min(0.01, (end - start) / 2)
    turn = min(max((start + end) / 2, start + inset, RIGHT_HALF[0]), end - inset, RIGHT_HALF[1])
    if not RIGHT_HALF[0] <= turn <= RIGHT_HALF[1]:
        return None
    angle = 2 * math.pi * turn
    return radius + radius * math.sin(angle), radius - radius * math.cos(angle)


def _point_level_with(span: tuple[float, float], radius: float, level: float) -> tuple[float, float] | None:
    """The point on the right edge of a part at the height *level*, if it has one: from there a leader runs straight."""
    rise = (radius - level) / radius
    if not -1 < rise < 1:
        return None
    turn = math.acos(rise) / (2 * math.pi)
    start, end = max(span[0] + 0.01, RIGHT_HALF[0]), min(span[1] - 0.01, RIGHT_HALF[1])
    return (radius + radius * math.sin(2 * math.pi * turn), level) if start <= turn <= end else None


def _lead(sheet: Sheet, start: tuple[float, float], right: float, level: float, edge: float) -> None:
    """Lead from the ring to its words: level with the part as far as the ring's *edge*, then to the words' level."""
    x, y = start[0] + 2, start[1]
    if abs(level - y) < 1:
        sheet.rule(x, y, right, y)
    else:
        sheet.line([(x, y), (max(x, edge), y), (right - 3, level), (right, level)])


def check(chart: Chart) -> Iterable[ChartProblem]:
    """Shares of one whole: none negative, together 100 where they are percentages."""
    return share_problems(chart)


def order(chart: Chart) -> tuple[int, ...]:
    """The main part first."""
    main = main_part(chart)
    return (main, *(i for i in range(len(chart.data)) if i != main))


KIND = Kind(
    name="ring",
    summary="Shares of one whole, the one that matters written large in the middle: two to five parts.",
    takes=VALUE,
    draw=draw,
    axis=Axis.NONE,
    notes=True,
    check=check,
    order=order,
    least=2,
    most=6,
    example={
        "measures": "Change in workload, % of officers",
        "unit": "per cent",
        "data": [
            {"label": "More demanding", "value": 74.6, "emphasis": True},
            {"label": "Less demanding", "value": 1.1},
            {"label": "Neither", "value": 24.3, "note": "worked out"},
        ],
    },
)
