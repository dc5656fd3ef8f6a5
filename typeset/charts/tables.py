"""A chart as a table and as a sentence: for the tags, the press kit, and the alternative text."""

from __future__ import annotations

from layout.art import Cell, DataCell
from typeset.charts.registry import kind_named
from typeset.charts.spec import Chart, Datum, Reading, Table

LISTED = 12
"""Longer series are described by their ends and extremes: nobody listens to forty numbers."""


def table(chart: Chart) -> Table:
    """The data behind *chart*: a row of heads, then row *i* for datum *i* counted from 1.

    The cells of a drawing's labels are places in this table.
    """
    kind = kind_named(chart.kind)
    if kind is not None and kind.table is not None:
        return kind.table(chart)
    return value_table(chart)


def value_table(chart: Chart) -> Table:
    """Labels and written values: the table of every kind that shows one value for each label."""
    heads = ("", chart.measures or chart.unit)
    return (heads, *((datum.label, datum.text) for datum in chart.data))


def change_table(chart: Chart) -> Table:
    """Labels, and written values before and after."""
    heads = ("", chart.word("from"), chart.word("to"))
    return (heads, *((d.label, d.start_text, d.end_text) for d in chart.data))


def group_table(chart: Chart) -> Table:
    """Group, label and written value."""
    return (("", "", chart.measures or chart.unit), *((d.group, d.label, d.text) for d in chart.data))


def grid_table(chart: Chart) -> Table:
    """Label, group and written value, of a chart in which the two cross."""
    return (("", "", chart.measures or chart.unit), *((d.label, d.group, d.text) for d in chart.data))


def data_table(chart: Chart) -> tuple[tuple[DataCell, ...], ...]:
    """The same data as a listener walks through them, in the order in which they are drawn.

    Each cell names the places of `table` by which the drawing knows it.
    """
    kind = kind_named(chart.kind)
    reading = Reading.LIST if kind is None else kind.reading
    if reading is Reading.GRID and any(d.group for d in chart.data):
        return _grid(chart)
    given = table(chart)
    if reading is Reading.GROUPS and any(d.group for d in chart.data):
        groups = list(dict.fromkeys(d.group for d in chart.data))
        order = sorted(range(len(chart.data)), key=lambda i: groups.index(chart.data[i].group))
        return tuple(_row(given, i, heads=(0, 1), values=(2,)) for i in order)
    last = len(given[0]) - 1
    label = 1 if reading is Reading.GROUPS else 0
    heads = (label,) if any(d.label for d in chart.data) else ()
    values = tuple(range(1, last + 1)) if reading is Reading.LIST else (last,)
    rows = tuple(_row(given, i, heads=heads, values=values) for i in _order(chart))
    if len(values) == 1 and heads:
        return rows
    # Several columns need heads; a column of values without labels is headed by what is measured.
    top = tuple(DataCell(words=given[0][c], marks=((0, c),), heads="Column") for c in values)
    return ((DataCell(heads="Column"), *top) if heads else top, *rows)


def _row(given: Table, i: int, *, heads: tuple[int, ...], values: tuple[int, ...]) -> tuple[DataCell, ...]:
    """Row of datum *i*, from the columns of its table that name it and those that say how much."""
    return tuple(
        DataCell(words=given[i + 1][c], marks=((i + 1, c),), heads="Row" if c in heads else "")
        for c in (*heads, *values)
    )


def _grid(chart: Chart) -> tuple[tuple[DataCell, ...], ...]:
    """A row for each label, a column for each group."""
    rows: dict[str, list[Cell]] = {}
    columns: dict[str, list[Cell]] = {}
    values: dict[tuple[str, str], DataCell] = {}
    for i, datum in enumerate(chart.data, start=1):
        rows.setdefault(datum.label, []).append((i, 0))
        columns.setdefault(datum.group, []).append((i, 1))
        values[datum.label, datum.group] = DataCell(words=datum.text, marks=((i, 2),))
    top = (DataCell(words=group, marks=tuple(marks), heads="Column") for group, marks in columns.items())
    return (
        (DataCell(heads="Column"), *top),
        *(
            (
                DataCell(words=label, marks=tuple(marks), heads="Row"),
                *(values.get((label, group), DataCell()) for group in columns),
            )
            for label, marks in rows.items()
        ),
    )


def propose_alt(chart: Chart) -> str:
    """Say in words what the chart shows, for an author to make better.

    It names what is measured, then each datum in the order in which it is drawn; of a
    long series only the first, the largest, the smallest and the last.
    """
    opening = chart.measures or chart.id.replace("-", " ").capitalize()
    data = [chart.data[i] for i in _order(chart)]
    if len(data) > LISTED:
        data = _landmarks(data)
        opening += f", {len(chart.data)} values, among them"
    return f"{opening}: {'; '.join(_said(d, chart) for d in data)}."


def _order(chart: Chart) -> tuple[int, ...]:
    kind = kind_named(chart.kind)
    if kind is not None and kind.order is not None and chart.data:
        return kind.order(chart)
    return tuple(range(len(chart.data)))


def _landmarks(data: list[Datum]) -> list[Datum]:
    valued = [d for d in data if not d.missing] or data
    chosen = (data[0], max(valued, key=lambda d: d.reach), min(valued, key=lambda d: d.reach), data[-1])
    return [d for d in data if any(d is c for c in chosen)]


def _said(datum: Datum, chart: Chart) -> str:
    name = ", ".join(part for part in (datum.group, datum.label) if part)
    if datum.start_text or datum.end_text:
        change = f"from {datum.start_text} to {datum.end_text}"
        return f"{name} {change}{_unit(datum.end_text, chart)}".strip()
    return f"{name} {datum.text}{'' if datum.missing else _unit(datum.text, chart)}".strip()


def _unit(text: str, chart: Chart) -> str:
    return f" {chart.unit}" if chart.unit and text and not text.endswith(("%", chart.unit)) else ""
