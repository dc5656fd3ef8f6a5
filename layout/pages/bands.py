"""Bands: a run of pages where columns of text alternate with things that span them.

A wide piece stands where it is met if there is room, else at the head of the next page
while the text behind it fills this one; wide pieces never overtake each other. One may
also be wanted at the head or the foot of a page, and text then runs on past it. One that
no page could hold is divided where it may be. Text between two wide pieces is balanced
over its columns, so a band ends level. What must stay with a wide piece, the heading
above or the note below, goes where it goes, but no heading goes without its text.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from layout.pages.columns import NOTE_GAP, Column, group_heights, pour
from layout.pages.level import FARTHER, balance, depth_of, ends_of, level_before_turn
from layout.pages.piece import Piece, Stands, divided
from layout.values import Struct, field, replace

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
    level: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    """Bands of text: the row each begins on, and how deep its columns are."""
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


def fill_bands(pieces: Sequence[Piece], rows: int, count: int, *, rough: bool = False) -> list[Filling]:
    """Compose *pieces* into pages of *rows* rows and *count* text columns; every piece is on exactly one page.

    Columns are made as level as may be, which never takes a page more. Where only the number
    of pages matters, a *rough* answer costs half as much.
    """
    pages = [Filling(0, rows)]
    waiting: deque[list[Piece]] = deque()
    ahead = deque(_segments(pieces, rows))
    while ahead:
        segment = ahead.popleft()
        if not _is_wide(segment):
            _put_text(pages, waiting, segment, ahead, rows, count, rough=rough)
        elif waiting or (rest := _put_wide(pages[-1], segment, rows)):
            waiting.append(segment if waiting else rest)
    while waiting:
        _turn(pages, waiting, rows)
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
        filled = fill_bands(pieces, depth, count, rough=True)
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
        if kept and (sum(one.rows for one in (*kept, piece)) < rows or piece.parts is not None):
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


def _put_wide(page: Filling, group: Sequence[Piece], rows: int) -> list[Piece]:
    """Set a wide group if it fits, and give back what does not.

    One that no page can hold is divided, or set over the edge and reported.
    """
    spaces = _spaces_above(page, group)
    height = sum(spaces) + sum(piece.rows for piece in group)
    notes = _note_rows(group)
    rest: list[Piece] = []
    if page.free < height + notes + group[-1].beneath:
        parts = _divided_group(page, group, spaces) if height + notes > rows else None
        if parts is not None:
            group, rest = parts
        elif not (page._fresh and page.is_empty):
            return list(group)
        else:
            page.overset += [piece for piece in group if piece.wide and height + notes > rows]
    if any(piece.stands is Stands.BOTTOM for piece in group) and not rest:
        for piece in reversed(group):
            page.take_notes(piece.notes)
            page.floor -= piece.rows
            page.puts.append(Put(piece, 0, page.floor))
            page.floor -= GAP
        return rest
    for piece, space in zip(group, spaces, strict=False):
        page.take_notes(piece.notes)
        page.puts.append(Put(piece, 0, page.row + space))
        page.row += space + piece.rows
        page._fresh = False
    return rest


def _divided_group(
    page: Filling, group: Sequence[Piece], spaces: Sequence[int]
) -> tuple[list[Piece], list[Piece]] | None:
    """As much of a group that keeps together as there is room for, and the rest; None if no part of it may.

    It is divided inside one of its pieces, else behind a wide one, else in the last note
    that they cite.
    """
    for number in reversed(range(len(group))):
        above = sum(spaces[: number + 1]) + sum(piece.rows for piece in group[:number])
        room = page.free - above - _note_rows(group[:number])
        for rows in range(min(room, group[number].rows - 1), 0, -1):
            parts = divided(group[number], rows)
            if parts is not None and parts[0].rows + _note_rows(parts[:1]) <= room:
                return [*group[:number], parts[0]], [parts[1], *group[number + 1 :]]
        if number and _may_end(group[number - 1]) and room + spaces[number] >= 0:
            return list(group[:number]), list(group[number:])
    return _divided_note(page, group, spaces) if page._fresh and page.is_empty else None


def _may_end(piece: Piece) -> bool:
    """Tell whether a page may end with a piece that keeps: a pair of boxes, but no heading."""
    return piece.wide and not piece.beneath


def _divided_note(
    page: Filling, group: Sequence[Piece], spaces: Sequence[int]
) -> tuple[list[Piece], list[Piece]] | None:
    """The group with its last note divided, and what carries the rest of that to the next page."""
    *others, last = group
    if not last.notes:
        return None
    *whole, note = last.notes
    above = sum(spaces) + sum(piece.rows for piece in group) + _note_rows(others)
    parts = divided(note, page.free - above - sum(one.rows for one in whole) - NOTE_GAP)
    if parts is None:
        return None
    rest = Piece(rows=0, wide=True, notes=(parts[1],), origin=last.origin)
    return [*others, replace(last, notes=(*whole, parts[0]))], [rest]


def _spaces_above(page: Filling, group: Sequence[Piece]) -> list[int]:
    return [_space_above(piece, at_head=page._fresh and not number) for number, piece in enumerate(group)]


def _space_above(piece: Piece, *, at_head: bool) -> int:
    return 0 if at_head else max(piece.before, GAP)


def _note_rows(group: Sequence[Piece]) -> int:
    """Rows that the notes of a wide group take at the foot."""
    return sum(sum(note.rows for note in piece.notes) + NOTE_GAP for piece in group if piece.notes)


def _put_text(
    pages: list[Filling],
    waiting: deque[list[Piece]],
    text: list[Piece],
    ahead: deque[list[Piece]],
    rows: int,
    count: int,
    *,
    rough: bool,
) -> None:
    """Pour a run of text, turning pages as needed; waiting wide pieces go to their heads.

    Where the wide piece *ahead* does not stand directly below it, the text behind that
    piece is of the same run: readers would not know where to go on in two bands that
    nothing parts.
    """
    while any(_holds_back(group) for group in waiting):
        _turn(pages, waiting, rows)
    while text:
        page = pages[-1]
        space = 0 if page._fresh else GAP
        room = page.free - space
        if room < LEAST and not page.is_empty:
            _turn(pages, waiting, rows)
            continue
        # No more than a page can take is looked at, so that a long text takes no longer by the page.
        sight = count * room + AHEAD
        near, far = text[:sight], text[sight:]
        # What stands below must not lose its room to level columns.
        deeper = 0 if ahead or waiting else FARTHER
        columns = balance(near, room, count, rows, deeper=deeper, rough=rough) if not far else None
        if columns is not None:
            behind = _float_wide(page, waiting, ahead, max(column.used for column in columns), rows)
            if behind is None:
                _put_columns(page, columns, page.row + space)
                return
            text = [*text, *behind]
            continue
        columns, rest = pour(near, room, count, rows if not page.is_empty else None)
        if any(column.pieces or column.feet for column in columns):
            _put_columns(page, columns if rough else level_before_turn(near, columns, rest, room), page.row + space)
        elif page.is_empty:  # cannot happen: pour always sets something in a full column
            raise AssertionError("a column took nothing")
        text = [*rest, *far]
        if text:
            _turn(pages, waiting, rows)


def _float_wide(
    page: Filling,
    waiting: deque[list[Piece]],
    ahead: deque[list[Piece]],
    used: int,
    rows: int,
) -> list[Piece] | None:
    """Give the wide group *ahead* its place if that is not directly below *used* rows of text; then the text behind it."""
    if not ahead:
        return None
    group, follows = ahead[0], ahead[1] if len(ahead) > 1 else []
    lead = _lead(group)
    stands = group[lead].stands
    text = [] if not follows or _is_wide(follows) else follows
    spaces = [max(piece.before, GAP) for piece in group]
    needed = sum(spaces) + sum(piece.rows for piece in group)
    below = Filling(page.row + (0 if page._fresh else GAP) + used, page.floor, _fresh=False)
    notes = _note_rows(group)
    fits = not waiting and (
        needed + notes + group[-1].beneath <= below.free
        or (needed + notes > rows and _divided_group(below, group, spaces) is not None)
    )
    if stands in {Stands.FREE, Stands.HERE} and (fits or stands is Stands.HERE or below.free - GAP < LEAST):
        return None
    if lead and not (text and text[0].paragraph):
        return None
    above, floating = group[:lead], group[lead:]
    at_once = fits and (stands is Stands.BOTTOM or page.is_empty)
    if rest := _put_wide(page, floating, rows) if at_once else floating:
        waiting.append(rest)
    ahead.popleft()
    if text:
        ahead.popleft()
    return [*above, *text]


def _holds_back(group: Sequence[Piece]) -> bool:
    """Tell whether no text may come before a wide group that waits: that of its own heading, or any by its author's wish."""
    return _lead(group) > 0 or any(piece.stands is Stands.HERE for piece in group)


def _lead(group: Sequence[Piece]) -> int:
    """How many pieces of a wide group stand above the wide one: its heading."""
    return next((number for number, piece in enumerate(group) if piece.wide), len(group))


def _turn(pages: list[Filling], waiting: deque[list[Piece]], rows: int) -> None:
    """Begin a page with the wide groups that wait for one, as many as fit."""
    pages.append(Filling(0, rows))
    while waiting:
        rest = _put_wide(pages[-1], waiting[0], rows)
        if rest:
            waiting[0] = rest
            return
        waiting.popleft()


def _put_columns(page: Filling, columns: Sequence[Column], row: int) -> None:
    depth = depth_of(columns)
    page.level.append((row, ends_of(columns)))
    for number, column in enumerate(columns):
        page.puts += [Put(item.piece, number, row + item.row) for item in column.all_set(depth)]
        page.note_puts += [Put(item.piece, number, row + item.row) for item in column.all_notes(depth)]
        if column.overset:
            page.overset += [item.piece for item in column.pieces[-1:]]
    page.row = row + depth
    page._fresh = False
