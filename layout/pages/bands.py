"""Bands: a run of pages where columns of text alternate with things that span them.

A wide piece stands where it is met if there is room, else at the head of the next page
while the text behind it fills this one; wide pieces never overtake each other. One that
no page could hold is divided where it may be. Text between two wide pieces is balanced
over its columns, so a band ends level. What must stay with a wide piece, the heading
above or the note below, goes where it goes.
"""

from __future__ import annotations

from collections.abc import Sequence

from layout.pages.columns import NOTE_GAP, Column, balance, group_heights, pour
from layout.pages.piece import Piece, divided
from layout.values import Struct, field

GAP = 1
"""Rows between a band of text and a wide piece, either way."""

AHEAD = 100
"""Pieces looked at beyond what a page has rows for: floats that wait, and what they keep to."""

LEAST = 4
"""Rows under which a band is not begun: two lines a column and air."""


class Put(Struct, frozen=True):
    """A piece at its place on a page: text column (0 for wide pieces) and grid row."""

    piece: Piece
    column: int
    row: int


class Filling(Struct):
    """A page being filled, between *row* (next free from above) and *floor* (from below)."""

    row: int
    floor: int
    puts: list[Put] = field(default_factory=list)
    note_puts: list[Put] = field(default_factory=list)
    overset: list[Piece] = field(default_factory=list)
    _fresh: bool = True

    @property
    def filled(self) -> int:
        """Rows in use from the head of the page down to its lowest piece."""
        return max((put.row + put.piece.rows for put in (*self.puts, *self.note_puts)), default=self.row)

    @property
    def free(self) -> int:
        """Rows left between what stands above and what stands at the foot."""
        return max(0, self.floor - self.row)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing stands here yet."""
        return not self.puts and not self.note_puts

    def take_notes(self, notes: Sequence[Piece]) -> None:
        """Put the notes of a wide piece at the foot, in the first column, and keep the foot free of text."""
        for note in reversed(notes):
            self.floor -= note.rows
            self.note_puts.append(Put(note, 0, self.floor))
        self.floor -= NOTE_GAP if notes else 0


def fill_bands(pieces: Sequence[Piece], rows: int, count: int, first_row: int = 0, gap: int = GAP) -> list[Filling]:
    """Compose *pieces* into pages of *rows* rows and *count* text columns.

    The first page begins at *first_row*. Every piece is on exactly one page.
    """
    pages = [Filling(first_row, rows)]
    waiting: list[list[Piece]] = []
    for segment in _segments(pieces, rows):
        if not _is_wide(segment):
            _put_text(pages, waiting, segment, rows, count, gap)
        elif waiting or (rest := _put_wide(pages[-1], segment, rows, gap)):
            waiting.append(segment if waiting else rest)
    while waiting:
        _turn(pages, waiting, rows, gap)
    return pages


def fill_pages(pieces: Sequence[Piece], depth: int, rows: int, count: int, pages: int) -> list[Filling]:
    """Compose into *pages* pages at the least depth from *depth* rows on that will do; *rows* is the most."""
    for row in range(depth, rows):
        filled = fill_bands(pieces, row, count)
        if len(filled) <= pages:
            return filled
    return fill_bands(pieces, rows, count)


def level_depth(pieces: Sequence[Piece], rows: int, count: int, pages: int) -> int | None:
    """The least depth, in rows, at which *pieces* fill exactly *pages* pages: they then end at about one height.

    None when they do not go into so few pages, or will not spread over so many.
    """
    # What one full page could hold is not to be divided for the sake of level pages.
    tallest = max((height for height in group_heights(pieces) if height <= rows), default=0)
    low, high = max(rows // 4, tallest), rows + 1
    best = None
    found = 0
    while low < high:
        depth = (low + high) // 2
        filled = fill_bands(pieces, depth, count)
        if len(filled) <= pages and not any(page.overset for page in filled):
            best, high, found = depth, depth, len(filled)
        else:
            low = depth + 1
    return best if found == pages else None


def _segments(pieces: Sequence[Piece], rows: int) -> list[list[Piece]]:
    """Split into wide pieces, with what stays with them, and runs of column pieces between them."""
    segments: list[list[Piece]] = []
    is_wide = True  # whether the last segment is; text begins a segment of its own after it
    for piece in pieces:
        last = segments[-1] if segments else []
        kept = _kept_from(last) if piece.wide or is_wide else []
        if kept and (sum(one.rows for one in (*kept, piece)) < rows or piece.strips is not None):
            segments[-1:] = [last[: -len(kept)], [*kept, piece]] if len(kept) < len(last) else [[*kept, piece]]
            is_wide = True
        elif piece.wide or is_wide:
            segments.append([piece])
            is_wide = piece.wide
        else:
            last.append(piece)
    return segments


def _is_wide(segment: Sequence[Piece]) -> bool:
    return any(piece.wide for piece in segment)


def _kept_from(run: Sequence[Piece]) -> list[Piece]:
    """The pieces at the end of *run* that must stay with what follows it."""
    first = len(run)
    while first and run[first - 1].keep:
        first -= 1
    return list(run[first:])


def _put_wide(page: Filling, group: Sequence[Piece], rows: int, gap: int) -> list[Piece]:
    """Set a wide group if it fits, and give back what does not.

    One that no page can hold is divided in its last piece, or set over the edge and reported.
    """
    spaces = [_space_above(piece, gap, at_head=page._fresh and not number) for number, piece in enumerate(group)]
    height = sum(spaces) + sum(piece.rows for piece in group)
    room = page.free - _note_rows(group)
    rest: list[Piece] = []
    if room < height:
        *above, last = group
        parts = divided(last, room - height + last.rows) if height > rows else None
        if parts is not None:
            group, rest = [*above, parts[0]], [parts[1]]
        elif not (page._fresh and page.is_empty):
            return list(group)
        else:
            page.overset += [piece for piece in group if piece.wide]
    for piece, space in zip(group, spaces, strict=True):
        page.take_notes(piece.notes)
        if piece.foot:
            page.floor -= piece.rows
            page.puts.append(Put(piece, 0, page.floor))
            page.floor -= gap
        else:
            page.puts.append(Put(piece, 0, page.row + space))
            page.row += space + piece.rows
            page._fresh = False
    return rest


def _space_above(piece: Piece, gap: int, *, at_head: bool) -> int:
    return 0 if at_head else max(piece.before, gap)


def _note_rows(group: Sequence[Piece]) -> int:
    """Rows that the notes of a wide group take at the foot."""
    return sum(sum(note.rows for note in piece.notes) + NOTE_GAP for piece in group if piece.notes)


def _put_text(
    pages: list[Filling], waiting: list[list[Piece]], text: list[Piece], rows: int, count: int, gap: int
) -> None:
    """Pour a run of text, turning pages as needed; waiting wide pieces go to their heads."""
    while text:
        page = pages[-1]
        space = 0 if page._fresh else gap
        room = page.free - space
        if room < LEAST and not page.is_empty:
            _turn(pages, waiting, rows, gap)
            continue
        # No more than a page can take is looked at, so that a long text takes no longer by the page.
        sight = count * room + AHEAD
        near, far = text[:sight], text[sight:]
        columns = balance(near, room, count) if not far else None
        if columns is not None:
            _put_columns(page, columns, page.row + space)
            return
        columns, rest = pour(near, room, count, rows if not page.is_empty else None)
        if any(column.pieces for column in columns):
            _put_columns(page, columns, page.row + space)
        elif page.is_empty:  # cannot happen: pour always sets something in a full column
            raise AssertionError("a column took nothing")
        text = [*rest, *far]
        if text:
            _turn(pages, waiting, rows, gap)


def _turn(pages: list[Filling], waiting: list[list[Piece]], rows: int, gap: int) -> None:
    """Begin a page with the wide groups that wait for one, as many as fit."""
    pages.append(Filling(0, rows))
    while waiting:
        rest = _put_wide(pages[-1], waiting[0], rows, gap)
        if rest:
            waiting[0] = rest
            return
        waiting.pop(0)


def _put_columns(page: Filling, columns: Sequence[Column], row: int) -> None:
    depth = max(column.used for column in columns)
    for number, column in enumerate(columns):
        page.puts += [Put(item.piece, number, row + item.row) for item in column.pieces]
        notes = sum(note.rows for note in column.notes)
        at = row + depth - notes
        for note in column.notes:
            page.note_puts.append(Put(note, number, at))
            at += note.rows
        if column.overset:
            page.overset += [item.piece for item in column.pieces[-1:]]
    page.row = row + depth
    page._fresh = False
