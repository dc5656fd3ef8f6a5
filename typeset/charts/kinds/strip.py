"""Single answers as dots on an axis: where they lie, where they crowd, how far the ends are."""

from __future__ import annotations

import math
from collections import Counter

from layout.geometry import Rect
from layout.type.style import TextStyle
from layout.values import Struct
from typeset.charts.axis import draw_axis
from typeset.charts.decimals import Column
from typeset.charts.kinds.bars import bar_tint, label_style
from typeset.charts.placing import Place, choose
from typeset.charts.scale import Scale, scale_for
from typeset.charts.sheet import Sheet
from typeset.charts.spec import VALUE, Chart, Kind
from typeset.charts.theme import Theme

DOT = 4.5
LEVELS = 9
"""Rows of words over the dots, at most."""
LABEL_ROOM = 80.0
ROW = 0.85
"""Height of a row of words in grid steps."""


class Line(Struct, frozen=True):
    """One line of the words over a pile."""

    index: int
    text: str
    is_value: bool
    more: bool = False


class Pile(Struct, frozen=True):
    """Answers so close that their dots stand on each other, and their words too."""

    members: tuple[int, ...]
    places: tuple[float, ...]
    lines: tuple[Line, ...]
    """From the lowest up: each answer's value, over it its label if that is its own."""
    width: float

    @property
    def x(self) -> float:
        """The middle of the pile."""
        return sum(self.places) / len(self.places)


class Spot(Struct, frozen=True):
    """Where a pile's words stand: rows over the dots, and their left edge."""

    level: int
    left: float


def draw(chart: Chart, sheet: Sheet) -> float:
    """Draw the dots on the axis, and over each its value, raised on a leader where neighbours are close."""
    grid = sheet.theme.grid
    scale = scale_for(tuple(d.reach for d in chart.data), chart.axis, DOT, sheet.width - DOT)
    piles = _piles(chart, sheet, scale)
    spots = _place_words(sheet, piles)
    tallest = max(len(pile.members) for pile in piles)
    rows = 0 if spots is None else max(s.level + len(p.lines) for p, s in zip(piles, spots, strict=True))
    floor = math.ceil((rows * ROW * grid + tallest * 2 * DOT + 4) / grid) * grid
    base = floor - tallest * 2 * DOT - 4
    for k, pile in enumerate(piles):
        _draw_dots(sheet, chart, pile, floor)
        if spots is not None:
            _draw_words(chart, sheet, pile, spots[k], floor, base)
    bottom = draw_axis(sheet, scale, floor, sign=chart.sign)
    return bottom if spots is not None else _list_answers(chart, sheet, bottom)


def own_labels(chart: Chart) -> tuple[str, ...]:
    """Each datum's label where it is its own; what several answers share says nothing about any one of them."""
    times = Counter(d.label for d in chart.data)
    return tuple(d.label if times[d.label] == 1 else "" for d in chart.data)


def _piles(chart: Chart, sheet: Sheet, scale: Scale) -> tuple[Pile, ...]:
    """Heap up what would overlap, from left to right."""
    order = sorted(range(len(chart.data)), key=lambda i: (chart.data[i].reach, i))
    heaps: list[list[int]] = []
    for i in order:
        if heaps and scale.at(chart.data[i].reach) - scale.at(chart.data[heaps[-1][0]].reach) < 2 * DOT:
            heaps[-1].append(i)
        else:
            heaps.append([i])
    labels = own_labels(chart)
    piles: list[Pile] = []
    for heap in heaps:
        lines = tuple(line for i in heap for line in _lines(chart, sheet, i, labels[i]))
        width = max(sheet.wording.width(line.text, _style(chart, line, sheet.theme)) for line in lines)
        piles.append(Pile(tuple(heap), tuple(scale.at(chart.data[i].reach) for i in heap), lines, width))
    return tuple(piles)


def _lines(chart: Chart, sheet: Sheet, i: int, label: str) -> list[Line]:
    # Measured in the bolder cut, so that emphasis never changes how a label breaks.
    wrapped = sheet.wording.wrap(label, sheet.theme.strong, LABEL_ROOM) if label else ()
    words = [Line(i, text, is_value=False, more=k > 0) for k, text in enumerate(reversed(wrapped))]
    return [Line(i, chart.data[i].text, is_value=True), *words]


def _place_words(sheet: Sheet, piles: tuple[Pile, ...]) -> tuple[Spot, ...] | None:
    """Find each pile's words a place straight above it, such that no leader runs through the words of another.

    In the solver one unit upwards is one row. None if there is no such arrangement.
    """
    options: list[list[tuple[Place, Spot]]] = []
    for pile in piles:
        mine: list[tuple[Place, Spot]] = []
        for level in range(LEVELS):
            for share, cost in ((0.5, 0.0), (0.0, 1.0), (1.0, 1.0)):
                left = min(max(pile.x - share * pile.width, 0.0), sheet.width - pile.width)
                words = Rect(left - 2, -level - len(pile.lines), pile.width + 4, len(pile.lines) - 0.02)
                leader = Rect(pile.x - 1, -level, 2.0, level)
                mine.append((Place((words, leader) if level else (words,), cost + 4 * level), Spot(level, left)))
        options.append(mine)
    picked = choose([[place for place, _ in mine] for mine in options])
    if picked is None:
        return None
    return tuple(mine[index][1] for mine, index in zip(options, picked, strict=True))


def _draw_dots(sheet: Sheet, chart: Chart, pile: Pile, floor: float) -> None:
    for k, (i, x) in enumerate(zip(pile.members, pile.places, strict=True)):
        sheet.dots(
            [(x, floor - 0.8 - DOT - k * 2 * DOT)],
            DOT - 0.4,
            bar_tint(chart.data[i], chart, sheet.theme),
            cell=(i + 1, 0),
        )


def _style(chart: Chart, line: Line, theme: Theme) -> TextStyle:
    return theme.value if line.is_value else label_style(chart.data[line.index], theme)


def _draw_words(chart: Chart, sheet: Sheet, pile: Pile, spot: Spot, floor: float, base: float) -> None:
    theme, row = sheet.theme, sheet.theme.grid * ROW
    foot = base - spot.level * row
    top = floor - 0.8 - len(pile.members) * 2 * DOT
    if top - foot > 6:
        sheet.rule(pile.x, foot + 1, pile.x, top - 0.5)
    # From the top, so that a label of several lines is read in its order.
    for k, line in reversed(tuple(enumerate(pile.lines))):
        style = _style(chart, line, theme)
        width = sheet.wording.width(line.text, style)
        left = min(max(pile.x - width / 2, spot.left), spot.left + pile.width - width)
        cell = (line.index + 1, 1 if line.is_value else 0)
        sheet.words(line.text, left, foot - 2 - k * row, style, cell=cell, more=line.more)


def _list_answers(chart: Chart, sheet: Sheet, top: float) -> float:
    """Where words find no room over the dots: the answers in rows under the axis, in the order of the dots."""
    theme, wording, grid = sheet.theme, sheet.wording, sheet.theme.grid
    values = Column([d.text for d in chart.data], theme.value, wording)
    top = math.ceil((top + theme.gap) / grid) * grid
    labels = own_labels(chart)
    for i in sorted(range(len(chart.data)), key=lambda i: (chart.data[i].reach, i)):
        baseline = sheet.centred(theme.label, top + grid / 2)
        sheet.words(chart.data[i].text, values.left(chart.data[i].text), baseline, theme.value, cell=(i + 1, 1))
        left = values.width + 2 * theme.gap
        lines = wording.wrap(labels[i], theme.strong, sheet.width - left, hyphenate=True) if labels[i] else ()
        sheet.block(lines, left, baseline, label_style(chart.data[i], theme), cell=(i + 1, 0))
        top += max(1, len(lines)) * grid
    return top


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
