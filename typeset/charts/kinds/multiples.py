"""Small multiples: the same small chart once for each group, all on one scale."""

from __future__ import annotations

import math

from layout.geometry import Rect
from layout.values import replace
from typeset.charts.kinds.bars import bar_tint
from typeset.charts.kinds.columns import SHARE, WIDEST
from typeset.charts.kinds.grouped import groups_of
from typeset.charts.kinds.line import GAP
from typeset.charts.sheet import Sheet
from typeset.charts.spec import MISSING, VALUE, Axis, Chart, Kind, Reading
from typeset.charts.tables import group_table

PANEL = 96.0
"""A panel is at least so wide (points)."""
GUTTER = 14.0
STEPS = 4


def draw(chart: Chart, sheet: Sheet) -> float:
    """Draw a panel of columns for each group, titles over them, the same height for the same value."""
    theme, grid = sheet.theme, sheet.theme.grid
    groups = groups_of(chart)
    across = max(1, min(len(groups), int((sheet.width + GUTTER) // (PANEL + GUTTER))))
    across = math.ceil(len(groups) / math.ceil(len(groups) / across))
    width = (sheet.width - (across - 1) * GUTTER) / across
    heads = [sheet.wording.wrap(group, theme.strong, width, hyphenate=True) for group in groups]
    longest = max(chart.axis[1] if chart.axis else 0.0, *(d.reach for d in chart.data)) or 1.0
    top = 0.0
    for row in range(0, len(groups), across):
        lines = max(len(head) for head in heads[row : row + across])
        floor = top + (lines + 1 + STEPS) * grid
        for k, members in enumerate(list(groups.values())[row : row + across]):
            left = k * (width + GUTTER)
            head_line = sheet.centred(theme.strong, top + grid / 2)
            sheet.block(heads[row + k], left, head_line, theme.strong, cell=(members[0] + 1, 0))
            _draw_panel(chart, sheet, members, Rect(left, top + (lines + 1) * grid, width, STEPS * grid), longest)
        top = floor + 1.5 * grid
    return top - 0.5 * grid


def _draw_panel(chart: Chart, sheet: Sheet, members: list[int], box: Rect, longest: float) -> None:
    """Draw the columns of one group; values and labels at those that find room, always at first, last and largest."""
    theme, wording = sheet.theme, sheet.wording
    pitch = min(box.width / (len(members) - 1 + SHARE), WIDEST / SHARE)
    thick = pitch * SHARE
    tops: dict[int, float] = {}
    for k, i in enumerate(members):
        datum = chart.data[i]
        tops[i] = box.bottom - (2 * GAP if datum.missing else box.height * datum.reach / longest)
        if not datum.missing:
            bar = Rect(box.x + k * pitch, tops[i], thick, box.bottom - tops[i])
            sheet.bar(bar, bar_tint(datum, chart, theme), cell=(i + 1, 2))
    sheet.rule(box.x, box.bottom, box.x + (len(members) - 1) * pitch + thick, box.bottom)
    for k, i in enumerate(members):
        left, datum = box.x + k * pitch, chart.data[i]
        if datum.missing:
            sheet.rings([(left + thick / 2, box.bottom)], GAP, theme.rule, theme.hairline, cell=(i + 1, 2))
        # On the base line under the column, for those without room for words.
        sheet.touch(left + thick / 3, box.bottom, theme.hairline, theme.rule, cell=(i + 1, 1))
        sheet.touch(left + thick * 2 / 3, box.bottom, theme.hairline, theme.rule, cell=(i + 1, 2))
    rise = wording.extent(theme.note)[0]
    taken_above: list[Rect] = []
    taken_below: list[Rect] = []
    for i in sorted(members, key=lambda i: (i != members[0] and i != members[-1], -chart.data[i].reach, i)):
        datum, middle = chart.data[i], box.x + members.index(i) * pitch + thick / 2
        named = replace(theme.strong, size=theme.note.size) if datum.emphasis else theme.note
        for text, baseline, style, taken, column in (
            (datum.text, tops[i] - 2.5, theme.value, taken_above, 2),
            (datum.label, box.bottom + 3 + rise, named, taken_below, 1),
        ):
            width = wording.width(text, style)
            if width > box.width:
                continue
            left = min(max(middle - width / 2, box.x), max(box.x, box.right - width))
            room = sheet.room(text, left, baseline, style).grown(1.0)
            bars_in_the_way = column == 2 and any(
                tops[j] < room.bottom
                and room.x < box.x + members.index(j) * pitch + thick
                and box.x + members.index(j) * pitch < room.right
                for j in members
                if j != i
            )
            if not bars_in_the_way and not any(room.meets(other) for other in taken):
                taken.append(room)
                sheet.words(text, left, baseline, style, cell=(i + 1, column))


KIND = Kind(
    name="multiples",
    summary="The same small column chart once for each `group`, all on one scale.",
    takes=VALUE | MISSING,
    draw=draw,
    axis=Axis.ZERO,
    table=group_table,
    reading=Reading.GROUPS,
    least=2,
    prints_all=False,
    most=200,
    example={
        "measures": "Reports, thousands",
        "data": [
            {"group": "Europe", "label": "2014", "value": 21},
            {"group": "Europe", "label": "2015", "value": 29},
            {"group": "Europe", "label": "2016", "value": 38},
            {"group": "Asia", "label": "2014", "value": 12},
            {"group": "Asia", "label": "2015", "value": 17},
            {"group": "Asia", "label": "2016", "value": 25},
        ],
    },
)
