"""A chart as a table and as a sentence: for the tags, the press kit, and the alternative text."""

from __future__ import annotations

from typeset.charts.registry import kind_named
from typeset.charts.spec import Chart, Datum, Table

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
