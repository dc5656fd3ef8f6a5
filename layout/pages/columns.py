"""Columns: pieces poured into frames of whole rows, and balanced where they end.

Four rules decide every break. Pieces that `keep` stay with the next one. A piece that
`floats` may wait for the next column while the text behind it moves up, and then no
later float overtakes it. Footnotes stand at the foot of the column that cites them, and
go on in the next one only when the column would otherwise be left half empty. What no
column can hold is divided where it may be, and set over the edge and reported where not.
"""

from __future__ import annotations

from collections.abc import Sequence

from layout.pages.piece import Piece, divided
from layout.values import Struct, field


class Set(Struct, frozen=True):
    """A piece at its place: *row* counts from the head of its column."""

    piece: Piece
    row: int


class Column(Struct, frozen=True):
    """What one column holds; *used* rows from its head, notes included."""

    pieces: tuple[Set, ...]
    notes: tuple[Piece, ...]
    used: int
    overset: int = 0
    """Rows by which a piece too tall for any column runs over."""


NOTE_GAP = 1
"""Rows between the text and the first footnote: the rule stands in them."""

LEFT_WHITE = 3
"""Rows that may stay empty at a column's foot before a footnote is rather continued."""

ENDLESS = 1_000_000
"""Rows of a column that holds anything."""


def pour(
    pieces: Sequence[Piece], rows: int, count: int, full: int | None = None
) -> tuple[tuple[Column, ...], tuple[Piece, ...]]:
    """Fill *count* columns of *rows* rows; what does not fit comes back, in order.

    *full* is the depth of the tallest column to be had, as for `pour_column`.
    """
    columns: list[Column] = []
    rest: tuple[Piece, ...] = tuple(pieces)
    for _ in range(count):
        column, rest = pour_column(rest, rows, full)
        columns.append(column)
    return tuple(columns), rest


def balance(pieces: Sequence[Piece], rows: int, count: int) -> tuple[Column, ...] | None:
    """The lowest columns, all of one depth, that hold everything; None if *rows* are not enough.

    Depths agree within the rows that a kept group takes: the search goes up from a fair share.
    """
    total = sum(piece.rows for piece in pieces)
    for depth in range(max(1, -(-total // count)), rows + 1):
        columns, rest = pour(pieces, depth, count, ENDLESS)
        if not rest:
            return columns
    return None


def pour_column(pieces: Sequence[Piece], rows: int, full: int | None = None) -> tuple[Column, tuple[Piece, ...]]:
    """Fill one column and give back the rest.

    *full* is the depth of the tallest column to be had, this one if not given. What such
    a column could hold is not divided or broken in a lower one: it waits, and the column
    may stay empty. In a full column something is always set.
    """
    full = rows if full is None else full
    column = _Filling(rows, full)
    waiting: list[Piece] = []
    start = 0
    while start < len(pieces):
        end = _group_end(pieces, start)
        group = pieces[start:end]
        may_float = len(group) == 1 and group[0].floats
        if not (may_float and waiting) and column.takes(group):
            column.set(group)
        elif may_float and (column.taken or waiting or group[0].rows <= full > rows):
            waiting.append(group[0])
        else:
            left = column.continue_note(group) or column.divide(group)
            if left is not None:
                return column.closed(), (*left, *waiting, *pieces[end:])
            break
        start = end
    rest = (*waiting, *pieces[start:])
    if column.taken or not rest or rows < full:
        return column.closed(), rest
    return _force(rest, rows)


class _Filling(Struct):
    """A column being filled from above with text and from below with notes."""

    rows: int
    full: int
    taken: list[Set] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)
    row: int = 0
    """Next free row from above."""
    note_rows: int = 0

    def takes(self, group: Sequence[Piece]) -> bool:
        """Tell whether there is room for *group* and all its notes."""
        notes = [note for piece in group for note in piece.notes]
        return self.row + self._height(group) + self._with_gap(notes) <= self.rows

    def set(self, group: Sequence[Piece]) -> None:
        """Add *group* below what stands here, and its notes to the foot."""
        self._place(group)
        self._add_notes([note for piece in group for note in piece.notes])

    def continue_note(self, group: Sequence[Piece]) -> tuple[Piece, ...] | None:
        """Set *group* with the beginning of its last note, if it is worth it; give what carries the rest."""
        notes = [note for piece in group for note in piece.notes]
        white = self.rows - self.row - self.note_rows
        worth = white > LEFT_WHITE if self.taken else self.rows >= self.full
        if not notes or not worth or self.full == ENDLESS:
            return None
        *whole, last = notes
        gap = 0 if self.notes or whole else NOTE_GAP
        parts = divided(last, self.rows - self.row - self._height(group) - self._with_gap(whole) - gap)
        if parts is None:
            return None
        self._place(group)
        self._add_notes([*whole, parts[0]])
        return (Piece(rows=0, notes=parts[1:], origin=group[-1].origin),)

    def divide(self, group: Sequence[Piece]) -> tuple[Piece, ...] | None:
        """Set as much of *group* as there is room for, if no column could hold all of it; give the rest."""
        number = next((number for number, piece in enumerate(group) if piece.strips is not None), None)
        if number is None or group_heights(group)[0] <= self.full:
            return None
        above, piece = group[:number], group[number]
        notes = [note for one in (*above, piece) for note in one.notes]
        room = self.rows - self.row - self._height((*above, piece)) + piece.rows - self._with_gap(notes)
        parts = divided(piece, room)
        if parts is None:
            return None
        self.set((*above, parts[0]))
        return (parts[1], *group[number + 1 :])

    def closed(self) -> Column:
        used = self.row + self.note_rows
        return Column(tuple(self.taken), tuple(self.notes), used, overset=max(0, used - self.rows))

    def _height(self, group: Sequence[Piece]) -> int:
        before = sum(piece.before for piece in group[1:]) + (group[0].before if self.row else 0)
        return before + sum(piece.rows for piece in group)

    def _with_gap(self, notes: Sequence[Piece]) -> int:
        """Rows at the foot once *notes* stand beneath those that are there."""
        gap = NOTE_GAP if notes and not self.notes else 0
        return self.note_rows + gap + sum(note.rows for note in notes)

    def _place(self, group: Sequence[Piece]) -> None:
        for piece in group:
            self.row += piece.before if self.row else 0
            self.taken.append(Set(piece, self.row))
            self.row += piece.rows

    def _add_notes(self, notes: Sequence[Piece]) -> None:
        self.note_rows = self._with_gap(notes)
        self.notes += notes


def _force(pieces: tuple[Piece, ...], rows: int) -> tuple[Column, tuple[Piece, ...]]:
    """Break a group that no column can hold, after as many of its pieces as will go; one is always set."""
    column = _Filling(rows, rows)
    for number, piece in enumerate(pieces):
        if column.taken and not column.takes((piece,)):
            return column.closed(), pieces[number:]
        column.set((piece,))
        if not piece.keep:
            return column.closed(), pieces[number + 1 :]
    return column.closed(), ()


def group_heights(pieces: Sequence[Piece]) -> list[int]:
    """Rows that each kept group takes at the head of a column, its notes included."""
    heights: list[int] = []
    start = 0
    while start < len(pieces):
        end = _group_end(pieces, start)
        column = _Filling(ENDLESS, ENDLESS)
        column.set(pieces[start:end])
        heights.append(column.row + column.note_rows)
        start = end
    return heights


def _group_end(pieces: Sequence[Piece], start: int) -> int:
    """Index after the last piece that must stay with the one at *start*."""
    end = start
    while end + 1 < len(pieces) and pieces[end].keep:
        end += 1
    return end + 1
