"""Rows of label, mark and value: what bars, ranked lists and dot rows have in common.

Two ways to set a row, chosen by the room there is. *Beside*: labels in a column at the
left, marks to their right, all starting from one line. *Above*: each label on a line of
its own over its mark, which then has the full measure; so long labels in a narrow column
cost height and never length.
"""

from __future__ import annotations

from collections.abc import Sequence

from layout.values import Struct
from typeset.charts.spec import Datum
from typeset.charts.theme import Theme
from typeset.charts.wording import Wording

MOST_FOR_LABELS = 0.38
"""Share of the width that labels beside their bars may take before they go above."""

NARROW = 290.0
"""In a column narrower than this (points), a label that would need two lines goes above."""


class Row(Struct, frozen=True):
    """The words of one row, broken into lines."""

    label: tuple[str, ...]
    note: tuple[str, ...]

    @property
    def lines(self) -> int:
        return len(self.label) + len(self.note)


class Rows(Struct, frozen=True):
    """How all rows of a chart are set."""

    beside: bool
    label_width: float
    """Of the column of labels, gap included; 0 when they stand above."""
    rows: tuple[Row, ...]


def set_rows(
    data: Sequence[Datum], width: float, theme: Theme, wording: Wording, *, most: float = MOST_FOR_LABELS
) -> Rows:
    """Choose how to set the labels of *data* in *width* points; beside their marks they take at most a share *most*."""
    room = width * most
    most_lines = 1 if width < NARROW else 2
    rows = tuple(_row(datum, room, theme, wording) for datum in data)
    widest = max(_widest(row, theme, wording) for row in rows)
    if widest <= room and all(len(row.label) <= most_lines and len(row.note) <= most_lines for row in rows):
        return Rows(True, widest + 2 * theme.gap, rows)
    return Rows(False, 0.0, tuple(_row(datum, width, theme, wording, hyphenate=True) for datum in data))


def _row(datum: Datum, room: float, theme: Theme, wording: Wording, *, hyphenate: bool = False) -> Row:
    note = wording.wrap(datum.note, theme.note, room, hyphenate=hyphenate) if datum.note else ()
    # Measured in the bolder cut, so that emphasis never changes how a label breaks.
    return Row(wording.wrap(datum.label, theme.strong, room, hyphenate=hyphenate), note)


def _widest(row: Row, theme: Theme, wording: Wording) -> float:
    return max(wording.widest(row.label, theme.strong), wording.widest(row.note, theme.note))


def ranks(values: Sequence[float | None]) -> tuple[int | None, ...]:
    """The place of each value, largest first; equals share a place and the next is skipped (1, 2, 2, 4)."""
    there = [v for v in values if v is not None]
    return tuple(None if v is None else 1 + sum(other > v for other in there) for v in values)


def largest_first(data: Sequence[Datum]) -> tuple[int, ...]:
    """Indexes of *data* sorted for the eye: largest first, equals as given, missing ones last."""
    return tuple(sorted(range(len(data)), key=lambda i: (data[i].missing, -data[i].reach, i)))
