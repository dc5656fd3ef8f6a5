"""Columns: pieces poured into frames of whole rows.

Four rules decide every break. Pieces that `keep` stay with the next one. A piece that
`floats` may wait for the next column while the text behind it moves up, or stand at the
head or foot of its own, and then no later float overtakes it. Footnotes stand at the foot
of the column that cites them, and go on in the next one only when the column would
otherwise be left half empty. What no column can hold is divided where it may be, and set
over the edge and reported where not; what one could hold is divided where it would leave
a large hole and is no short block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from layout.pages.piece import Piece, Stands, air_between, divided
from layout.values import Struct, field, replace


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
    feet: tuple[Piece, ...] = ()
    """Floats that stand at the foot, above the notes."""

    @property
    def note_rows(self) -> int:
        """Rows that notes take at the foot, with the gap above them."""
        return sum(note.rows for note in self.notes) + (NOTE_GAP if self.notes else 0)

    def all_set(self, depth: int) -> tuple[Set, ...]:
        """Everything but the notes at its place, where the foot of the column lies at row *depth*."""
        row = depth - self.note_rows - _foot_rows(self.feet)
        return (*self.pieces, *_one_below_other(self.feet, row + FLOAT_GAP, FLOAT_GAP))

    def all_notes(self, depth: int) -> tuple[Set, ...]:
        """The notes at their place, where the foot of the column lies at row *depth*."""
        return _one_below_other(self.notes, depth - sum(note.rows for note in self.notes))


def _foot_rows(feet: Sequence[Piece]) -> int:
    return sum(piece.rows + FLOAT_GAP for piece in feet)


def _one_below_other(pieces: Sequence[Piece], row: int, gap: int = 0) -> tuple[Set, ...]:
    placed = []
    for piece in pieces:
        placed.append(Set(piece, row))
        row += piece.rows + gap
    return tuple(placed)


NOTE_GAP = 1
"""Rows between the text and the first footnote: the rule stands in them."""

FLOAT_GAP = 1
"""Rows above what floats to the foot of its column."""

LEFT_WHITE = 3
"""Rows that may stay empty at a column's foot before a footnote is rather continued."""

HOLE = 8
"""Rows that may stay empty at a column's foot before a tall block is rather divided."""

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


def pour_column(pieces: Sequence[Piece], rows: int, full: int | None = None) -> tuple[Column, tuple[Piece, ...]]:
    """Fill one column and give back the rest.

    *full* is the depth of the tallest column to be had, this one if not given. What such
    a column could hold is not broken in a lower one: it waits, and the column may stay
    empty. In a full column something is always set.
    """
    full = rows if full is None else full
    column = _Filling(rows, full)
    waiting: list[Piece] = []
    start = 0
    while start < len(pieces):
        end = _group_end(pieces, start)
        group = pieces[start:end]
        if group[0].floats:
            if waiting or not column.floated(group):
                if not (column.is_begun or waiting or _rows_of(group) <= full > rows):
                    break
                waiting += group
        elif column.takes(group):
            column.set(group)
        elif below := _text_below(group, pieces, end, column):
            column.set(below)
            waiting += group[_lead(group) :]
            end += len(below) - _lead(group)
        else:
            left = column.continue_note(group) or column.divide(group)
            if left is not None:
                return column.closed(), (*left, *waiting, *pieces[end:])
            break
        start = end
    rest = (*waiting, *pieces[start:])
    if column.is_begun or not rest:
        return column.closed(), rest
    end = _group_end(rest, 0)
    left = column.continue_note(rest[:end]) or column.divide(rest[:end])
    if left is not None:
        return column.closed(), (*left, *rest[end:])
    return (column.closed(), rest) if rows < full else _force(rest, rows)


def _lead(group: Sequence[Piece]) -> int:
    """How many pieces of a group come before the first that floats."""
    return next((number for number, piece in enumerate(group) if piece.floats), len(group))


def _text_below(group: Sequence[Piece], pieces: Sequence[Piece], end: int, column: _Filling) -> tuple[Piece, ...]:
    """The heading of *group* with the text behind the float that follows it, if the float must wait and the text need not."""
    lead = _lead(group)
    if not 0 < lead < len(group) or end >= len(pieces) or not pieces[end].paragraph:
        return ()
    below = (*group[:lead], *pieces[end : _group_end(pieces, end)])
    return below if _lead(below) == len(below) and column.takes(below) else ()


def _rows_of(group: Sequence[Piece]) -> int:
    return sum(piece.rows for piece in group) + sum(air_between(*both) for both in pairwise(group))


class _Filling(Struct):
    """A column being filled from above with text and from below with notes."""

    rows: int
    full: int
    taken: list[Set] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)
    feet: list[Piece] = field(default_factory=list)
    row: int = 0
    """Next free row from above."""
    note_rows: int = 0
    foot_rows: int = 0

    @property
    def is_begun(self) -> bool:
        """Tell whether anything stands here yet."""
        return bool(self.taken or self.feet)

    @property
    def white(self) -> int:
        """Rows left between what stands above and what stands at the foot."""
        return self.rows - self.row - self.note_rows - self.foot_rows

    def takes(self, group: Sequence[Piece]) -> bool:
        """Tell whether there is room for *group* and all its notes."""
        if len(group) == 1 and not group[0].notes:  # as nearly all lines are
            return self._air_above(group[0]) + group[0].rows <= self.white
        return self._height(group) + self._more_for([note for piece in group for note in piece.notes]) <= self.white

    def set(self, group: Sequence[Piece]) -> None:
        """Add *group* below what stands here, and its notes to the foot."""
        self._place(group)
        if notes := [note for piece in group for note in piece.notes]:
            self._add_notes(notes)

    def floated(self, group: Sequence[Piece]) -> bool:
        """Set what floats where it is to stand, if that can be here; no float stands above an earlier one."""
        notes = [note for piece in group for note in piece.notes]
        room = self.white - self._more_for(notes)
        match group[0].stands:
            case Stands.BOTTOM if _foot_rows(group) <= room:
                self.feet += group
                self.foot_rows += _foot_rows(group)
                self._add_notes(notes)
            case Stands.TOP if self.taken and self._can_go_above and self._rows_at_head(group) <= room:
                self._set_at_head(group)
                self._add_notes(notes)
            case Stands.FREE if not self.feet and self.takes(group):
                self.set(group)
            case _ if not self.is_begun and self.takes(group):
                self.set(group)
            case _:
                return False
        return True

    @property
    def _can_go_above(self) -> bool:
        """Tell whether only text stands here, and what floats at the head."""
        below = [item.piece for item in self.taken[self._at_head :]]
        fixed = (piece.floats or piece.goes_on or piece.stands is Stands.HERE for piece in below)
        return not self.feet and not any(fixed)

    @property
    def _at_head(self) -> int:
        """How many pieces float at the head."""
        return next(
            (number for number, item in enumerate(self.taken) if item.piece.stands is not Stands.TOP), len(self.taken)
        )

    def _rows_at_head(self, group: Sequence[Piece]) -> int:
        """Rows more that the column takes with *group* under what floats at its head already, above all text."""
        above, text = self.taken[: self._at_head], self.taken[self._at_head :]
        rows = _rows_of(group) + (air_between(above[-1].piece, group[0]) if above else 0)
        return rows + group[-1].after - (above[-1].piece.after if above else 0) if text else rows

    def _set_at_head(self, group: Sequence[Piece]) -> None:
        """Put *group* under what floats at the head already, and move the text down."""
        at, down = self._at_head, self._rows_at_head(group)
        after = [replace(item, row=item.row + down) for item in self.taken[at:]]
        del self.taken[at:]
        self.row = self.taken[-1].row + self.taken[-1].piece.rows if at else 0
        self._place(group)
        self.taken += after
        self.row = max(item.row + item.piece.rows for item in self.taken)

    def continue_note(self, group: Sequence[Piece]) -> tuple[Piece, ...] | None:
        """Set *group* with the beginning of its notes, if it is worth it; give what carries the rest."""
        worth = self.white > LEFT_WHITE if self.is_begun else self.rows >= self.full
        if not worth or self.full == ENDLESS:
            return None
        return self._begin_notes(group)

    def _begin_notes(self, group: Sequence[Piece]) -> tuple[Piece, ...] | None:
        """Set *group* with as much of its notes as there is room for; None if the last of them cannot begin here."""
        notes = [note for piece in group for note in piece.notes]
        room = self.white - self._height(group) - (0 if self.notes else NOTE_GAP)
        whole: list[Piece] = []
        for number, note in enumerate(notes):
            if note.rows <= room:
                whole.append(note)
                room -= note.rows
                continue
            parts = divided(note, room)
            # Notes behind one that goes on begin in the next column, where there is no other way.
            if parts is None or (self.is_begun and number + 1 < len(notes)):
                return None
            self._place(group)
            self._add_notes([*whole, parts[0]])
            return (Piece(rows=0, notes=(parts[1], *notes[number + 1 :]), origin=group[-1].origin),)
        return None

    def divide(self, group: Sequence[Piece]) -> tuple[Piece, ...] | None:
        """Set as much of *group* as there is room for, if it may be divided; give the rest.

        It may where no column could hold all of it, and where a block that is not short
        would leave a large hole.
        """
        must = group_heights(group)[0] > self.full
        for number in reversed(range(len(group))):
            piece = group[number]
            if piece.parts is None:
                continue
            may = self.full != ENDLESS and piece.rows > piece.parts.whole and self.white > HOLE and not piece.floats
            if (must or may) and (parts := self._as_much_of(piece, group[:number])) is not None:
                self.set((*group[:number], parts[0]))
                return (parts[1], *group[number + 1 :])
            if must and not self.is_begun and self.rows >= self.full:
                for parts in self._divisions(piece, group[:number]):
                    if carried := self._begin_notes((*group[:number], parts[0])):
                        return (*carried, parts[1], *group[number + 1 :])
        return None

    def _as_much_of(self, piece: Piece, above: Sequence[Piece]) -> tuple[Piece, Piece] | None:
        """Divide *piece* so that its first part and its notes fit below *above*."""
        for parts in self._divisions(piece, above):
            if self.takes((*above, parts[0])):
                return parts
        return None

    def _divisions(self, piece: Piece, above: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
        """The ways to divide *piece* below *above*, the longest first part first; notes are not reckoned with."""
        room = min(self.white - self._height((*above, piece)), -1) + piece.rows
        for rows in range(room, 0, -1) if piece.parts is not None else ():
            parts = divided(piece, rows)
            if parts is not None:
                yield parts

    def closed(self) -> Column:
        used = self.row + self.foot_rows + self.note_rows
        return Column(
            tuple(self.taken), tuple(self.notes), used, overset=max(0, used - self.rows), feet=tuple(self.feet)
        )

    def _air_above(self, piece: Piece) -> int:
        """Rows to be left free between what stands here and *piece* below it."""
        return air_between(self.taken[-1].piece, piece) if self.row else 0

    def _height(self, group: Sequence[Piece]) -> int:
        return self._air_above(group[0]) + _rows_of(group)

    def _more_for(self, notes: Sequence[Piece]) -> int:
        """Rows more at the foot once *notes* stand beneath those that are there."""
        gap = NOTE_GAP if notes and not self.notes else 0
        return gap + sum(note.rows for note in notes)

    def _place(self, group: Sequence[Piece]) -> None:
        for piece in group:
            self.row += self._air_above(piece)
            self.taken.append(Set(piece, self.row))
            self.row += piece.rows

    def _add_notes(self, notes: Sequence[Piece]) -> None:
        self.note_rows += self._more_for(notes)
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
