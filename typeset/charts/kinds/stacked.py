"""One bar cut into shares of a whole, each named where it stands."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from layout.geometry import Rect
from layout.type.style import Align
from layout.values import Struct
from typeset.charts.kinds.bars import label_style
from typeset.charts.placing import Place, choose
from typeset.charts.shares import list_parts, share_problems, share_tints
from typeset.charts.sheet import Sheet
from typeset.charts.spec import VALUE, Axis, Chart, ChartProblem, Datum, Kind

BAR_STEPS = 2
"""Height of the bar in grid steps."""
SEAM = 0.7


class Name(Struct, frozen=True):
    """The words of one part: how they break, and where they may stand."""

    lines: tuple[str, ...]
    note: tuple[str, ...]
    width: float
    level: int
    """Rows of labels between the bar and this one."""
    left: float
    align: Align


def draw(chart: Chart, sheet: Sheet) -> float:
    """Draw the bar over the whole width; set names under it, in as few rows as they need."""
    theme, grid = sheet.theme, sheet.theme.grid
    edges = _edges(chart, sheet.width)
    tints = share_tints(chart, theme)
    bar_height = BAR_STEPS * grid
    for i, (start, end) in enumerate(edges):
        if end > start:
            sheet.bar(Rect(start, 0, end - start, bar_height), tints[i])
    for (start, end), (after, _) in itertools.pairwise(edges):
        if end > start and after < sheet.width:
            sheet.rule(end, 0, end, bar_height, tint=theme.paper, width=SEAM)
    names = _place_names(chart, sheet, edges)
    if names is None:
        return list_parts(chart, sheet, range(len(chart.data)), bar_height + 0.5 * grid)
    tops = _level_tops(names, grid, bar_height)
    bottom = bar_height
    for i, name in enumerate(names):
        bottom = max(bottom, _draw_name(sheet, chart.data[i], i, name, edges[i], tops[name.level]))
    return bottom


def _edges(chart: Chart, width: float) -> tuple[tuple[float, float], ...]:
    whole = sum(d.reach for d in chart.data)
    edges: list[tuple[float, float]] = []
    at = 0.0
    for datum in chart.data:
        end = at + datum.reach / whole * width
        edges.append((at, min(end, width)))
        at = end
    return tuple(edges)


def _place_names(chart: Chart, sheet: Sheet, edges: tuple[tuple[float, float], ...]) -> tuple[Name, ...] | None:
    """Find each part's name a place: under its part if it fits there, otherwise lower, on a leader.

    None if there is no way to set them all without crossing.
    """
    options = [_options(sheet, datum, *edge, len(chart.data)) for datum, edge in zip(chart.data, edges, strict=True)]
    picked = choose([[_as_place(name, edge) for name in names] for names, edge in zip(options, edges, strict=True)])
    if picked is None:
        return None
    return tuple(names[index] for names, index in zip(options, picked, strict=True))


def _options(sheet: Sheet, datum: Datum, start: float, end: float, levels: int) -> list[Name]:
    """Places for one name, the best first: its own width, then wider; near, then lower; left, then right."""
    theme, wording = sheet.theme, sheet.wording
    value_width = wording.width(datum.text, theme.value)
    found: list[Name] = []
    tried: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for measure in sorted({max(end - start - 2 * theme.gap, 1.0), 60.0, 90.0, 125.0, 160.0}):
        lines = wording.wrap(datum.label, theme.strong, measure)
        note = wording.wrap(datum.note, theme.note, measure) if datum.note else ()
        width = max(value_width, wording.widest(lines, theme.strong), wording.widest(note, theme.note))
        if len(lines) > 4 or width > sheet.width or (lines, note) in tried:
            continue
        tried.add((lines, note))
        for level in range(levels):
            if start + width <= sheet.width + 0.01:
                found.append(Name(lines, note, width, level, start, Align.LEFT))
            if end - width >= 0:
                found.append(Name(lines, note, width, level, end - width, Align.RIGHT))
    if not found:
        lines = wording.wrap(datum.label, theme.strong, sheet.width, hyphenate=True)
        width = wording.widest(lines, theme.strong)
        left = max(0.0, min(start, sheet.width - width))
        found = [Name(lines, (), width, level, left, Align.LEFT) for level in range(levels)]
    return found


def _as_place(name: Name, edge: tuple[float, float]) -> Place:
    """The room that *name* takes, in units of rows downwards: its words, and the leader that goes to them."""
    gutter = 6.0
    words = Rect(max(name.left - 0.5, 0), name.level, name.width + gutter, 0.98)
    leader = Rect(_leader(name, edge), 0, 0.5, name.level + 0.01)
    overhang = max(0.0, name.width - (edge[1] - edge[0]))
    # The larger a part, the more its name belongs right under it.
    near = 10 * name.level**1.5 * (0.5 + (edge[1] - edge[0]) / 100)
    cost = near + 2 * (name.align is Align.RIGHT) + 2 * len(name.lines) ** 1.5 + (2 if overhang else 0)
    return Place((words, leader) if name.level else (words,), cost)


def _leader(name: Name, edge: tuple[float, float]) -> float:
    """Where the leader leaves the bar: near the part's edge on the side from which its name is set."""
    inset = min(0.5, (edge[1] - edge[0]) / 2)
    return edge[0] + inset if name.align is Align.LEFT else edge[1] - inset


def _level_tops(names: tuple[Name, ...], grid: float, bar_height: float) -> dict[int, float]:
    tops: dict[int, float] = {}
    top = bar_height + 0.25 * grid
    for level in range(max(name.level for name in names) + 1):
        tops[level] = top
        here = [name for name in names if name.level == level]
        lines = max((1 + len(n.lines) + 0.8 * len(n.note) for n in here), default=0.0)
        top += (lines + (0.5 if here else 0.0)) * grid
    return tops


def _draw_name(sheet: Sheet, datum: Datum, i: int, name: Name, edge: tuple[float, float], top: float) -> float:
    theme, grid = sheet.theme, sheet.theme.grid
    at = _leader(name, edge)
    bar_bottom = BAR_STEPS * grid
    value_line = sheet.centred(theme.value, top + grid / 2)
    x = name.left if name.align is Align.LEFT else name.left + name.width
    if name.level:
        rise = sheet.wording.extent(theme.value)[0]
        sheet.rule(at, bar_bottom + 1.5, at, value_line - rise - 1.5)
    sheet.words(datum.text, x, value_line, theme.value, cell=(i + 1, 1), align=name.align)
    last = sheet.block(
        name.lines,
        x,
        value_line + grid,
        label_style(datum, theme),
        cell=(i + 1, 0),
        align=name.align,
        more=bool(name.note),
    )
    if name.note:
        last = sheet.block(
            name.note, x, last + 0.8 * grid, theme.note, cell=(i + 1, 0), align=name.align, leading=0.8 * grid
        )
    return last + 0.25 * grid


def check(chart: Chart) -> Iterable[ChartProblem]:
    """Shares of one whole: none negative, together 100 where they are percentages."""
    return share_problems(chart)


KIND = Kind(
    name="stacked",
    summary="One bar cut into shares of a whole; for two to six parts, where their order says something.",
    takes=VALUE,
    draw=draw,
    axis=Axis.NONE,
    notes=True,
    check=check,
    least=2,
    most=8,
    example={
        "measures": "Has the share changed? % of officers",
        "unit": "per cent",
        "data": [
            {"label": "Do not know", "value": 41.5},
            {"label": "No change", "value": 35.6},
            {"label": "Rising", "value": 20.9, "emphasis": True},
            {"label": "Remainder", "value": 2.0},
        ],
    },
)
