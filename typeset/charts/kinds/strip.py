"""Single answers as dots on an axis: where they lie, where they crowd, how far the ends are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from layout.geometry import Rect
from layout.ink import Tint
from layout.type.style import Align
from typeset.charts.axis import draw_axis
from typeset.charts.placing import Place, choose
from typeset.charts.scale import Scale, scale_for
from typeset.charts.sheet import Sheet
from typeset.charts.spec import VALUE, Chart, Kind

DOT = 4.5
LEVELS = 10


@dataclass(frozen=True, slots=True)
class Spot:
    """One dot: where, and the words over it."""

    index: int
    x: float
    stack: int
    """Equal answers stand on each other; this one is the so-manieth, from 0."""
    lines: tuple[str, ...]
    """The label, if it is this answer's own; the value comes under it."""


def draw(chart: Chart, sheet: Sheet) -> float:
    """Draw the dots on the axis, and over each its value, raised on a leader where neighbours are close."""
    grid = sheet.theme.grid
    scale = scale_for(tuple(d.reach for d in chart.data), chart.axis, DOT, sheet.width - DOT)
    spots = _spots(chart, sheet, scale)
    pile = 1 + max(spot.stack for spot in spots)
    places = _place_words(sheet, spots, chart)
    levels = 1 + max(level for level, _, _ in places)
    row = grid * 0.85
    tallest = max(len(spot.lines) for spot in spots)
    head = (levels + tallest) * row
    floor = -int(-(head + pile * 2 * DOT + 3) // grid) * grid
    for spot, (level, left, width) in zip(spots, places, strict=True):
        _draw_spot(sheet, chart, spot, level, (left, width), floor, pile)
    return draw_axis(sheet, scale, floor, sign=chart.sign)


def own_labels(chart: Chart) -> tuple[str, ...]:
    """Each datum's label where it is its own; what several answers share says nothing about any one of them."""
    times = Counter(d.label for d in chart.data)
    return tuple(d.label if times[d.label] == 1 else "" for d in chart.data)


def _spots(chart: Chart, sheet: Sheet, scale: Scale) -> tuple[Spot, ...]:
    labels = own_labels(chart)
    piled: list[float] = []
    spots: list[Spot] = []
    for i in sorted(range(len(chart.data)), key=lambda i: (chart.data[i].reach, i)):
        x = scale.at(chart.data[i].reach)
        stack = sum(abs(x - other) < 2 * DOT for other in piled)
        piled.append(x)
        lines = sheet.wording.wrap(labels[i], sheet.theme.label, 80.0) if labels[i] else ()
        spots.append(Spot(i, x, stack, lines))
    return tuple(spots)


def _place_words(sheet: Sheet, spots: tuple[Spot, ...], chart: Chart) -> tuple[tuple[int, float, float], ...]:
    """For each dot the level of its words (0 the lowest), their left edge and their width.

    Words go straight up from their dot; a leader must not run through the words of a
    neighbour that stand lower.
    """
    theme, wording = sheet.theme, sheet.wording
    options: list[list[tuple[Place, tuple[int, float, float]]]] = []
    for spot in spots:
        text = chart.data[spot.index].text
        width = max(wording.width(text, theme.value), wording.widest(spot.lines, theme.label))
        mine: list[tuple[Place, tuple[int, float, float]]] = []
        for level in range(LEVELS):
            for share, cost in ((0.5, 0.0), (0.0, 1.0), (1.0, 1.0)):
                left = min(max(spot.x - share * width, 0.0), sheet.width - width)
                # One unit up is one level; words stand on their level and reach up from it.
                words = Rect(left - 2, LEVELS - level - 1 - len(spot.lines), width + 4, 0.98 + len(spot.lines))
                leader = Rect(spot.x - 0.5, LEVELS - level, 1.0, level + 0.001)
                boxes = (words, leader) if level else (words,)
                mine.append((Place(boxes, cost + 4 * level), (level, left, width)))
        options.append(mine)
    picked = choose([[place for place, _ in mine] for mine in options])
    if picked is None:
        return tuple(_staircase(sheet, spots, chart))
    return tuple(mine[index][1] for mine, index in zip(options, picked, strict=True))


def _staircase(sheet: Sheet, spots: tuple[Spot, ...], chart: Chart) -> list[tuple[int, float, float]]:
    """One level for each, rising to the left: always free, though high."""
    steps: list[tuple[int, float, float]] = []
    level = 0
    for spot in reversed(spots):
        text = chart.data[spot.index].text
        width = max(sheet.wording.width(text, sheet.theme.value), sheet.wording.widest(spot.lines, sheet.theme.label))
        steps.append((level, min(max(spot.x - 1, 0.0), sheet.width - width), width))
        level += 1 + len(spot.lines)
    return steps[::-1]


def _draw_spot(
    sheet: Sheet, chart: Chart, spot: Spot, level: int, span: tuple[float, float], floor: float, pile: int
) -> None:
    theme, row = sheet.theme, sheet.theme.grid * 0.85
    datum = chart.data[spot.index]
    y = floor - DOT - 0.8 - spot.stack * 2 * DOT
    base = floor - pile * 2 * DOT - 3
    baseline = base - level * row - 2.5
    if level or spot.stack + 1 < pile:
        sheet.rule(spot.x, baseline + 2.5, spot.x, y - DOT - 0.5)
    sheet.dots([(spot.x, y)], DOT - 0.4, _tint(chart, spot.index, sheet))
    width = sheet.wording.width(datum.text, theme.value)
    left = min(max(spot.x - width / 2, span[0]), span[0] + span[1] - width)
    sheet.words(datum.text, left, baseline, theme.value, cell=(spot.index + 1, 1))
    for k, line in enumerate(reversed(spot.lines)):
        wide = sheet.wording.width(line, theme.label)
        at = min(max(spot.x - wide / 2, span[0]), span[0] + span[1] - wide)
        sheet.words(
            line, at, baseline - (k + 1) * row, theme.label, cell=(spot.index + 1, 0), more=k > 0, align=Align.LEFT
        )


def _tint(chart: Chart, i: int, sheet: Sheet) -> Tint:
    if chart.data[i].emphasis:
        return sheet.theme.signal
    return sheet.theme.stones[0] if any(d.emphasis for d in chart.data) else sheet.theme.deep


KIND = Kind(
    name="strip",
    summary="Single answers as dots on an axis: where they lie, where they crowd, how far apart the ends are.",
    takes=VALUE,
    draw=draw,
    most=24,
    below_zero=True,
    example={
        "measures": "Largest case so far, terabytes",
        "data": [
            {"label": "An answer", "value": 1},
            {"label": "An answer", "value": 10},
            {"label": "An answer", "value": 20},
            {"label": "An answer", "value": 65},
            {"label": "A few answers", "value": 100, "emphasis": True},
        ],
    },
)
