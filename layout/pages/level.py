"""Columns that end level, or as nearly so as what stands in them allows.

Lines alone part so that columns agree within a line, or two where lines keep together.
Heads, charts and boxes stay whole, and where one stands at the turn its column would end
early. Then breaks elsewhere are looked at, and a float that goes to the foot of the column
in which its paragraph begins. What is still missing is let in as white, whole rows of it,
above heads and around blocks, where there is white anyway: everything stays on the grid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from layout.pages.columns import ENDLESS, Column, Set, pour, pour_column
from layout.pages.piece import Piece, Stands
from layout.values import replace

LEVEL = 1
"""Rows by which columns that count as level may differ."""

AROUND = 5
"""Rows from which a piece is a block whose white may grow by two rows; above others it grows by one."""

PARTED = 4
"""Rows of the shortest text that two columns share: two lines on either side."""

FARTHER = 4
"""Rows by which one of several columns may be lower or deeper than the lowest for the sake of level ones."""


def balance(
    pieces: Sequence[Piece],
    rows: int,
    count: int,
    full: int | None = None,
    *,
    deeper: int = FARTHER,
    rough: bool = False,
) -> tuple[Column, ...] | None:
    """Columns that hold everything and end level, as low as can be; None if *rows* are not enough.

    The search goes up from a fair share. Blocks are divided only if the columns do not hold
    them whole; *full* is the depth of the tallest column to be had. Columns may be up to
    *deeper* rows deeper than the lowest if that makes them level; a *rough* answer is the
    lowest as they are.
    """
    if (columns := _lowest(pieces, rows, count, ENDLESS)) is not None:
        return columns if rough else _most_level(pieces, columns, min(rows, depth_of(columns) + deeper))
    tallest = full or rows
    # What the deepest columns do not hold, no lower ones will.
    if all(piece.parts is None for piece in pieces) or pour(pieces, rows, count, tallest)[1]:
        return None
    lowest = _lowest(pieces, rows, count, tallest)
    return lowest and level(lowest)


def _lowest(pieces: Sequence[Piece], rows: int, count: int, full: int) -> tuple[Column, ...] | None:
    """Columns of the least depth, *rows* at most, that hold everything."""
    share = -(-sum(piece.rows for piece in pieces) // count)
    for depth in range(max(1, share) if count > 1 else rows, rows + 1):
        columns, rest = pour(pieces, depth, count, full)
        if not rest:
            return columns
    return None


def _most_level(pieces: Sequence[Piece], lowest: tuple[Column, ...], deepest: int) -> tuple[Column, ...]:
    """The most level columns of up to *deepest* rows that hold *pieces*; *lowest* themselves where they end level.

    A break elsewhere is looked for first, and only if that does not help, a float at the foot.
    """
    best = level(lowest)
    for ways in (_broken_elsewhere, _with_a_float_at_the_foot):
        if _missing(best):
            best = min((best, *map(level, ways(pieces, lowest, deepest))), key=_rank)
    return best


def _rank(columns: Sequence[Column]) -> tuple[int, int]:
    """What is better is less: first how uneven columns are, then how deep."""
    return _missing(columns), depth_of(columns)


def _missing(columns: Sequence[Column]) -> int:
    return rows_missing(ends_of(columns))


def _broken_elsewhere(
    pieces: Sequence[Piece], lowest: tuple[Column, ...], deepest: int
) -> Iterator[tuple[Column, ...]]:
    """The same text with a first column that is a little lower or deeper."""
    taken = {len(lowest[0].pieces)}
    for first in range(max(1, depth_of(lowest) - FARTHER), deepest + 1):
        column, rest = pour_column(pieces, first, ENDLESS)
        if len(column.pieces) not in taken and len(lowest) > 1:
            taken.add(len(column.pieces))
            others = _lowest(rest, deepest, len(lowest) - 1, ENDLESS)
            if others is not None:
                yield (column, *others)


def _with_a_float_at_the_foot(
    pieces: Sequence[Piece], lowest: tuple[Column, ...], deepest: int
) -> Iterator[tuple[Column, ...]]:
    """The same text with a float at the foot of the column in which the paragraph before it begins.

    Once for every float that is free to and every place where that paragraph may turn.
    """
    for at, piece in enumerate(pieces):
        if not (piece.floats and piece.stands is Stands.FREE and at and pieces[at - 1].paragraph):
            continue
        past = at + 1
        while pieces[past - 1].keep and past < len(pieces):
            past += 1
        floating = tuple(replace(one, stands=Stands.BOTTOM) for one in pieces[at:past])
        turn = at - 1
        while turn and pieces[turn - 1].paragraph == pieces[at - 1].paragraph:
            if not pieces[turn - 1].keep:
                way = (*pieces[:turn], *floating, *pieces[turn:at], *pieces[past:])
                columns = _lowest(way, deepest, len(lowest), ENDLESS)
                if columns is not None:
                    yield columns
            turn -= 1


def level_before_turn(
    pieces: Sequence[Piece], columns: tuple[Column, ...], rest: Sequence[Piece], rows: int
) -> tuple[Column, ...]:
    """*columns* made level, which hold of *pieces* all but the *rest*; that begins the next page."""
    poured = level(columns)
    left = {id(piece) for piece in rest}
    taken = [piece for piece in pieces if id(piece) not in left]
    # Where a block or a note was divided, its parts are none of the pieces.
    if not _missing(poured) or len(taken) + len(rest) != len(pieces) or len(taken) != _count(columns):
        return poured
    others = balance(taken, rows, len(columns))
    return poured if others is None or _missing(others) >= _missing(poured) else others


def _count(columns: Sequence[Column]) -> int:
    return sum(len(column.pieces) + len(column.feet) for column in columns)


def depth_of(columns: Sequence[Column]) -> int:
    """Rows of the deepest."""
    return max(column.used for column in columns)


def ends_of(columns: Sequence[Column]) -> tuple[int, ...]:
    """How deep each column is: with its notes, or without any where that is more level.

    Notes stand below columns of text that may end level above them.
    """
    whole = tuple(column.used for column in columns)
    texts = tuple(column.used - column.note_rows for column in columns)
    return min(whole, texts, key=rows_missing)


def rows_missing(depths: Sequence[int]) -> int:
    """Rows that the shortest of columns as deep as *depths* misses for them to count as level.

    0 where they hold so little that it cannot be parted.
    """
    depth = max(depths)
    return 0 if sum(depths) < PARTED else max(0, depth - min(depths) - LEVEL)


def level(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The same columns with as much white let in as makes them end within a row, or as near to it as may be."""
    if not _missing(columns):
        return tuple(columns)
    depth = depth_of(columns)
    return tuple(_let_in(column, depth - LEVEL - column.used) for column in columns)


def _let_in(column: Column, rows: int) -> Column:
    """*column* with up to *rows* rows of white more, where there is white already.

    Around blocks first, then above heads, and from the foot up: the eye sees it least there.
    """
    if rows <= 0:
        return column
    gaps = list(_gaps(column.pieces))
    blocks = [at for at, most in gaps if most > 1]
    heads = [at for at, most in gaps if most == 1]
    grown = [*blocks, *heads, *blocks][:rows]
    if not grown:
        return column
    pieces = tuple(
        replace(item, row=item.row + sum(gap <= at for gap in grown)) for at, item in enumerate(column.pieces)
    )
    return replace(column, pieces=pieces, used=column.used + len(grown))


def _gaps(placed: Sequence[Set]) -> Iterator[tuple[int, int]]:
    """Where white may grow and by how many rows, from the foot up.

    Under a block too: it ends with white of its own.
    """
    for at in range(len(placed) - 1, 0, -1):
        above, here = placed[at - 1], placed[at]
        is_open = here.row > above.row + above.piece.rows or above.piece.rows >= AROUND
        if is_open and not above.piece.keep:
            yield at, 2 if max(above.piece.rows, here.piece.rows) >= AROUND else 1
