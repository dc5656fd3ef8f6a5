"""Columns: pieces poured into frames of whole rows, and balanced where they end.

Three rules decide every break. Pieces that `keep` stay with the next one. A piece that
`floats` may wait for the next column while the text behind it moves up, and then no
later float overtakes it. Footnotes stand at the foot of the column that cites them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from layout.pages.piece import Piece


@dataclass(frozen=True, slots=True)
class Set:
    """A piece at its place: *row* counts from the head of its column."""

    piece: Piece
    row: int


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds; *used* rows from its head, notes included."""

    pieces: tuple[Set, ...]
    notes: tuple[Piece, ...]
    used: int
    overset: int = 0
    """Rows by which a piece too tall for any column runs over."""


NOTE_GAP = 1
"""Rows between the text and the first footnote: the rule stands in them."""


def pour(pieces: Sequence[Piece], rows: int, count: int) -> tuple[tuple[Column, ...], tuple[Piece, ...]]:
    """Fill *count* columns of *rows* rows; what does not fit comes back, in order."""
    columns: list[Column] = []
    rest: tuple[Piece, ...] = tuple(pieces)
    for _ in range(count):
        column, rest = pour_column(rest, rows)
        columns.append(column)
    return tuple(columns), rest


def balance(pieces: Sequence[Piece], rows: int, count: int) -> tuple[Column, ...] | None:
    """The lowest columns, all of one depth, that hold everything; None if *rows* are not enough.

    Depths agree within the rows that a kept group takes: the search goes up from a fair share.
    """
    total = sum(piece.rows for piece in pieces)
    for depth in range(max(1, -(-total // count)), rows + 1):
        columns, rest = pour(pieces, depth, count)
        if not rest and not any(column.overset for column in columns):
            return columns
    return None


def pour_column(pieces: Sequence[Piece], rows: int) -> tuple[Column, tuple[Piece, ...]]:
    """Fill one column and give back the rest.

    A group too tall for an empty column is broken against its wish, and a single piece
    too tall is set all the same and reported as overset: layout always moves on.
    """
    taken: list[Set] = []
    notes: list[Piece] = []
    waiting: list[Piece] = []
    row = note_rows = start = 0
    while start < len(pieces):
        end = _group_end(pieces, start)
        group = pieces[start:end]
        need = _height(group, at_head=not taken)
        group_notes = [note for piece in group for note in piece.notes]
        need_notes = sum(note.rows for note in group_notes) + (NOTE_GAP if group_notes and not notes else 0)
        may_float = len(group) == 1 and group[0].floats
        if not (may_float and waiting) and row + need + note_rows + need_notes <= rows:
            row = _set_group(group, taken, row)
            notes += group_notes
            note_rows += need_notes
        elif may_float and (taken or waiting):
            waiting.append(group[0])
        else:
            break
        start = end
    rest = (*waiting, *pieces[start:])
    if taken or not rest:
        return Column(tuple(taken), tuple(notes), row + note_rows), rest
    return _force(rest, rows)


def _force(pieces: tuple[Piece, ...], rows: int) -> tuple[Column, tuple[Piece, ...]]:
    """Break a group that no column can hold, after as many of its pieces as will go."""
    taken: list[Set] = []
    row = 0
    for number, piece in enumerate(pieces):
        space = piece.before if taken else 0
        if taken and row + space + piece.rows > rows:
            return Column(tuple(taken), (), row), pieces[number:]
        row += space
        taken.append(Set(piece, row))
        row += piece.rows
        if piece.notes or not piece.keep:
            rest = pieces[number + 1 :]
            return Column(tuple(taken), piece.notes, row, overset=max(0, row - rows)), rest
    return Column(tuple(taken), (), row, overset=max(0, row - rows)), ()


def _group_end(pieces: Sequence[Piece], start: int) -> int:
    """Index after the last piece that must stay with the one at *start*."""
    end = start
    while end + 1 < len(pieces) and pieces[end].keep:
        end += 1
    return end + 1


def _height(group: Sequence[Piece], *, at_head: bool) -> int:
    before = sum(piece.before for piece in group[1:]) + (0 if at_head else group[0].before)
    return before + sum(piece.rows for piece in group)


def _set_group(group: Sequence[Piece], taken: list[Set], row: int) -> int:
    for piece in group:
        row += piece.before if taken else 0
        taken.append(Set(piece, row))
        row += piece.rows
    return row
