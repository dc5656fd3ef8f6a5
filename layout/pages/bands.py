"""Bands: a run of pages where columns of text alternate with things that span them.

A wide piece stands where it is met if there is room, else at the head of the next page
while the text behind it fills this one; wide pieces never overtake each other. Text
between two wide pieces is balanced over its columns, so a band ends level.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from layout.pages.columns import Column, balance, pour
from layout.pages.piece import Piece

GAP = 1
"""Rows between a band of text and a wide piece, either way."""

LEAST = 4
"""Rows under which a band is not begun: two lines a column and air."""


@dataclass(frozen=True, slots=True)
class Put:
    """A piece at its place on a page: text column (0 for wide pieces) and grid row."""

    piece: Piece
    column: int
    row: int


@dataclass(slots=True)
class Filling:
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


def fill_bands(pieces: Sequence[Piece], rows: int, count: int, first_row: int = 0, gap: int = GAP) -> list[Filling]:
    """Compose *pieces* into pages of *rows* rows and *count* text columns.

    The first page begins at *first_row*. Every piece is on exactly one page.
    """
    pages = [Filling(first_row, rows)]
    waiting: list[Piece] = []
    segments = _segments(pieces)
    number = 0
    while number < len(segments):
        segment = segments[number]
        number += 1
        if segment[0].wide:
            if waiting or not _put_wide(pages[-1], segment[0], gap):
                waiting.append(segment[0])
            continue
        text = list(segment)
        # Wide pieces that will have to wait do not part the text before them from that behind.
        while number + 1 < len(segments) and not _leaves_room(pages[-1], text, segments[number][0], count, gap):
            waiting.append(segments[number][0])
            text += segments[number + 1] if not segments[number + 1][0].wide else []
            number += 1 if segments[number + 1][0].wide else 2
        _put_text(pages, waiting, text, rows, count, gap)
    while waiting:
        _turn(pages, waiting, rows, gap)
    return pages


def level_depth(pieces: Sequence[Piece], rows: int, count: int, pages: int) -> int | None:
    """The least depth, in rows, at which *pieces* fill exactly *pages* pages: they then end at about one height.

    None when they do not go into so few pages, or will not spread over so many.
    """
    low, high = rows // 4, rows + 1
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


def _segments(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Split into wide pieces by themselves and runs of column pieces between them."""
    segments: list[list[Piece]] = []
    for piece in pieces:
        if piece.wide or not segments or segments[-1][0].wide:
            segments.append([piece])
        else:
            segments[-1].append(piece)
    return segments


def _leaves_room(page: Filling, text: Sequence[Piece], wide: Piece, count: int, gap: int) -> bool:
    """Tell whether *wide* still goes on the page once *text* stands on it; yes when the text itself turns the page."""
    space = 0 if page._fresh else gap
    columns = balance(text, page.free - space, count)
    if columns is None:
        return True
    return page.free - space - max(column.used for column in columns) >= gap + wide.rows


def _put_wide(page: Filling, piece: Piece, gap: int) -> bool:
    """Set a wide piece if it fits; a piece too tall for an empty page is set and reported."""
    space = 0 if page._fresh else gap
    if page.free < space + piece.rows and not (page._fresh and not page.puts):
        return False
    if page.free < piece.rows:
        page.overset.append(piece)
    if piece.foot:
        page.floor -= piece.rows
        page.puts.append(Put(piece, 0, page.floor))
        page.floor -= gap
    else:
        page.puts.append(Put(piece, 0, page.row + space))
        page.row += space + piece.rows
        page._fresh = False
    return True


def _put_text(pages: list[Filling], waiting: list[Piece], text: list[Piece], rows: int, count: int, gap: int) -> None:
    """Pour a run of text, turning pages as needed; waiting wide pieces go to their heads."""
    while text:
        page = pages[-1]
        space = 0 if page._fresh else gap
        room = page.free - space
        if room < LEAST and page.puts:
            _turn(pages, waiting, rows, gap)
            continue
        columns = balance(text, room, count)
        if columns is not None:
            _put_columns(page, columns, page.row + space)
            return
        columns, rest = pour(text, room, count)
        if len(rest) == len(text):  # cannot happen: pour always sets something in an empty column
            raise AssertionError("a column took nothing")
        _put_columns(page, columns, page.row + space)
        text = list(rest)
        if text:
            _turn(pages, waiting, rows, gap)


def _turn(pages: list[Filling], waiting: list[Piece], rows: int, gap: int) -> None:
    """Begin a page with the wide pieces that wait for one, as many as fit."""
    pages.append(Filling(0, rows))
    while waiting and _put_wide(pages[-1], waiting[0], gap):
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
