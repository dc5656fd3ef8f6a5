"""Bars in groups: the same few series, side by side, for each of several things."""

from __future__ import annotations

from layout.geometry import Rect
from layout.ink import Tint
from typeset.charts.sheet import Sheet
from typeset.charts.spec import MISSING, VALUE, Axis, Chart, Kind, Reading
from typeset.charts.tables import group_table
from typeset.charts.theme import Theme

THICK = 8.0


def draw(chart: Chart, sheet: Sheet) -> float:
    """Draw each group under its own heading, its bars beside their labels; one scale for all."""
    theme, wording, grid = sheet.theme, sheet.wording, sheet.theme.grid
    label_room = sheet.width * 0.36
    names = [wording.wrap(d.label, theme.strong, label_room, hyphenate=True) for d in chart.data]
    left = max(wording.widest(lines, theme.strong) for lines in names) + 2 * theme.gap
    value_width = max(wording.width(d.text, theme.value) for d in chart.data if not d.missing)
    room = max(0.0, sheet.width - left - theme.gap - value_width)
    longest = max(chart.axis[1] if chart.axis else 0.0, *(d.reach for d in chart.data)) or 1.0
    tints = series_tints(chart, theme)
    top = 0.0
    for group, members in groups_of(chart).items():
        heads = wording.wrap(group, theme.strong, sheet.width, hyphenate=True)
        sheet.block(heads, 0, sheet.centred(theme.strong, top + grid / 2), theme.strong, cell=(members[0] + 1, 0))
        top += len(heads) * grid
        ground = top
        for i in members:
            datum = chart.data[i]
            middle = top + grid / 2
            style = theme.strong if datum.emphasis else theme.label
            sheet.block(names[i], 0, sheet.centred(style, middle), style, cell=(i + 1, 1))
            end = left
            if not datum.missing:
                end += room * datum.reach / longest
                sheet.bar(Rect(left, middle - THICK / 2, end - left, THICK), tints[datum.label, datum.emphasis])
            written = theme.note if datum.missing else theme.value
            sheet.words(datum.text, end + theme.gap, sheet.centred(written, middle), written, cell=(i + 1, 2))
            top += len(names[i]) * grid
        sheet.rule(left, ground + 1, left, top - 1)
        top += 0.5 * grid
    return top - 0.5 * grid


def groups_of(chart: Chart) -> dict[str, list[int]]:
    """Indexes of the data in each group, groups in the order of their first datum."""
    groups: dict[str, list[int]] = {}
    for i, datum in enumerate(chart.data):
        groups.setdefault(datum.group, []).append(i)
    return groups


def series_tints(chart: Chart, theme: Theme) -> dict[tuple[str, bool], Tint]:
    """A tint for each label, the same in every group; signal where a datum is singled out."""
    labels = list(dict.fromkeys(d.label for d in chart.data))
    some = any(d.emphasis for d in chart.data)
    shades = (theme.stones[1], theme.stones[0], theme.stones[2]) if some else (theme.deep, *theme.stones[1:])
    tints = {(label, False): shades[k % len(shades)] for k, label in enumerate(labels)}
    return tints | {(label, True): theme.signal for label in labels}


KIND = Kind(
    name="grouped",
    summary="Bars in groups under headings: the same few series for each of several things.",
    takes=VALUE | MISSING,
    draw=draw,
    axis=Axis.ZERO,
    table=group_table,
    reading=Reading.GROUPS,
    least=2,
    example={
        "measures": "Officers who named each way, %",
        "data": [
            {"group": "Social media", "label": "2015", "value": 30},
            {"group": "Social media", "label": "2016", "value": 37.9, "emphasis": True},
            {"group": "Open internet", "label": "2015", "value": 21},
            {"group": "Open internet", "label": "2016", "value": 17.3, "emphasis": True},
        ],
    },
)
