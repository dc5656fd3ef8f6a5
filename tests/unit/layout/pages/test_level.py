"""Columns that end level: where they break, what white is let in, what is told when nothing helps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.pages.columns import Column, pour
from layout.pages.level import (
    AROUND,
    FARTHER,
    balance,
    depth_of,
    ends_of,
    level,
    level_before_turn,
    rows_missing,
)
from layout.pages.piece import Piece, Stands, Strip, Strips, air_between, piled
from layout.values import replace

ROW = 13.0


def line(origin: int, **more: object) -> Piece:
    """A line that is nobody's paragraph, known by its origin."""
    return replace(Piece(rows=1, origin=origin), **more)


def paragraph(number: int, count: int) -> list[Piece]:
    """A running paragraph of *count* lines, two of which stay together at either end."""
    return [
        Piece(rows=1, paragraph=number, line=at, keep=at < count - 1 and at in {0, count - 2}, origin=100 * number + at)
        for at in range(count)
    ]


def head(origin: int) -> Piece:
    """A sub-head, which keeps to the text below it."""
    return Piece(rows=1, before=1, keep=True, origin=origin)


def chart(rows: int, origin: int, *, floats: bool = False) -> Piece:
    """A block in one piece."""
    return Piece(rows=rows, before=1, floats=floats, origin=origin)


def strips(count: int) -> Piece:
    """A piece of *count* strips that may be divided, two of them at least on either side."""
    pile = tuple(
        Strip(items=(), height=ROW, keep=number == 0 or number > count - 3, anchors=(str(number),))
        for number in range(count)
    )
    return piled(Strips(pile=pile, row=ROW), Piece(rows=0))


def rows_of(column: Column) -> int:
    """Rows of what stands in a column, air left out."""
    return sum(item.piece.rows for item in column.pieces)


def origins(column: Column) -> list[int]:
    """What stands in a column, its foot last."""
    return [*(item.piece.origin for item in column.pieces), *(piece.origin for piece in column.feet)]


def used(columns: Sequence[Column] | None) -> list[int]:
    """How deep columns are that were to be had."""
    assert columns is not None
    return [column.used for column in columns]


def test_columns_of_lines_differ_by_a_line_at_most():
    """Nine lines over two columns are five and four."""
    assert used(balance([line(number) for number in range(9)], 20, 2)) == [5, 4]


def test_columns_are_not_balanced_past_their_depth():
    """Balancing gives up, rather than cut anything off, when the rows are not enough."""
    assert balance([line(number) for number in range(10)], 4, 2) is None


def test_level_columns_divide_nothing_that_they_hold_whole():
    """A tall block that fits one of the columns is not divided to make them level."""
    columns = balance([*(line(number) for number in range(10)), strips(20)], 40, 2)
    assert columns is not None
    assert [rows_of(column) for column in columns] == [10, 20]


def test_level_columns_divide_what_they_hold_no_other_way():
    """A tall block between texts is divided rather than make a page more."""
    pieces = [*(line(number) for number in range(24)), strips(20), *(line(number) for number in range(24, 58))]
    columns = balance(pieces, 52, 2)
    assert columns is not None
    assert sum(rows_of(column) for column in columns) == 24 + 20 + 34


def test_white_is_let_in_above_heads_and_around_blocks():
    """A column that ends early because of a block at the turn gets a row more above its head."""
    pieces = [*paragraph(1, 4), head(1), *paragraph(2, 3), chart(11, 2)]
    columns = balance(pieces, 40, 2)
    assert columns is not None
    first = columns[0]
    assert [item.piece.origin for item in first.pieces][4] == 1
    assert first.pieces[4].row == 4 + 1 + 1
    assert first.pieces[5].row == first.pieces[4].row + 1, "no white between a head and its text"
    assert used(columns) == [10, 11]


def test_white_around_a_block_grows_by_two_rows_and_above_a_head_by_one():
    """So much and no more, however much is missing."""
    column, far = pour([line(1), chart(AROUND, 2), line(3), head(4), line(5)], 30, 1)[0][0], Column((), (), used=30)
    grown = level([column, far])[0]
    assert grown.used == column.used + 2 + 2 + 1
    assert [item.row for item in grown.pieces] == [0, 2 + 2, 7 + 4, 9 + 5, 10 + 5]


def test_white_stays_what_it_is_where_columns_end_level():
    """A line more or less needs nothing."""
    columns, _ = pour([*paragraph(1, 4), head(1), *paragraph(2, 8)], 8, 2)
    assert level(columns) == columns


def test_a_float_goes_to_the_foot_of_the_column_its_paragraph_begins_in():
    """Rather than fill one column with it and leave half of the other white; its paragraph goes on beside it."""
    pieces = [*paragraph(1, 8), chart(18, 1, floats=True), chart(18, 2, floats=True)]
    columns = balance(pieces, 50, 2)
    assert columns is not None
    assert origins(columns[0]) == [100, 101, 102, 103, 1]
    assert origins(columns[1]) == [104, 105, 106, 107, 2]
    assert used(columns) == [23, 23]


def test_a_float_with_a_place_of_its_own_stays_there():
    """What its author wants where it stands does not go to the foot."""
    here = replace(chart(18, 1), stands=Stands.HERE)
    columns = balance([*paragraph(1, 8), here, chart(18, 2, floats=True)], 50, 2)
    assert columns is not None
    assert [origins(column)[-1] for column in columns] == [1, 2]
    assert not any(column.feet for column in columns)


def test_notes_may_stand_below_texts_that_end_level():
    """Fourteen lines with a note under them, and thirteen without: nothing is missing."""
    noted = line(1, notes=(Piece(rows=4),))
    columns = balance(
        [*(line(number) for number in range(2, 15)), noted, *(line(number) for number in range(20, 33))], 40, 2
    )
    assert columns is not None
    assert rows_missing(ends_of(columns)) == 0


def test_text_before_a_turn_is_level_where_a_block_waits_for_the_next_page():
    """What goes to the next page anyway leaves no hole in one column only."""
    pieces = [*paragraph(1, 12), chart(9, 1)]
    columns, rest = pour(pieces, 10, 2)
    assert ends_of(columns) == (10, 2)
    assert [piece.origin for piece in rest] == [1]
    assert ends_of(level_before_turn(pieces, columns, rest, 10)) == (6, 6)


def test_text_that_has_moved_up_before_a_turn_is_level_too():
    """What stands on the page ends level, whatever waits for the next one."""
    pieces = [*paragraph(1, 12), chart(9, 1, floats=True), *paragraph(2, 2), chart(30, 2)]
    columns, rest = pour(pieces, 10, 2)
    assert ends_of(columns) == (10, 4)
    made = level_before_turn(pieces, columns, rest, 10)
    assert ends_of(made) == (7, 7)
    assert [origin for column in made for origin in origins(column)] == [*range(100, 112), 200, 201]


def test_what_was_divided_before_a_turn_stays_as_poured():
    """The parts of a table are no pieces of the text: they are not dealt out anew."""
    pieces = [*paragraph(1, 4), strips(60), *paragraph(2, 2)]
    columns, rest = pour(pieces, 20, 2, 20)
    assert level_before_turn(pieces, columns, rest, 20) == level(columns)


@pytest.mark.parametrize(
    ("ends", "missing"), [((5, 5), 0), ((5, 4), 0), ((6, 4), 1), ((9, 3, 8), 5), ((3, 0), 0), ((4, 0), 3), ((0, 0), 0)]
)
def test_rows_missing_are_those_beyond_a_line(ends, missing):
    """A line is nobody's fault, and three lines cannot be shared."""
    assert rows_missing(ends) == missing


# ---------------------------------------------------------------- laws


@st.composite
def texts(draw: st.DrawFn) -> list[Piece]:
    """Paragraphs, heads with theirs, and blocks, none of which floats."""
    pieces: list[Piece] = []
    for number in range(1, draw(st.integers(1, 7)) + 1):
        kind = draw(st.sampled_from(["text", "text", "text", "head", "block"]))
        if kind == "head":
            pieces.append(head(10_000 + number))
        if kind == "block":
            pieces.append(chart(draw(st.integers(2, 14)), 10_000 + number))
        else:
            pieces += paragraph(number, draw(st.integers(1, 14)))
    return pieces


def ways_to_part(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """For each place where two columns may part: rows that the lower of them still misses, and the depth of the deeper."""
    for cut in range(1, len(pieces)):
        if pieces[cut - 1].keep:
            continue
        depths, white = [], []
        for part in (pieces[:cut], pieces[cut:]):
            gaps = [(above, below, air_between(above, below)) for above, below in pairwise(part)]
            depths.append(sum(one.rows for one in part) + sum(air for *_, air in gaps))
            open_to_more = [
                max(above.rows, below.rows)
                for above, below, air in gaps
                if (air or above.rows >= AROUND) and not above.keep
            ]
            white.append(sum(2 if rows >= AROUND else 1 for rows in open_to_more))
        short = depths.index(min(depths))
        yield max(0, max(depths) - min(depths) - 1 - white[short]), max(depths)


@given(texts())
def test_columns_are_as_level_as_any_way_to_part_the_text(pieces):
    """No break that keeps the rules, with all white it allows, leaves less to be missed, and every piece is set once."""
    columns = balance(pieces, 200, 2)
    assert columns is not None
    assert [origin for column in columns for origin in origins(column)] == [piece.origin for piece in pieces]
    ways = list(ways_to_part(pieces))
    if not ways:
        return
    lowest = min(depth for _, depth in ways)
    best = min(missing for missing, depth in ways if depth <= lowest + FARTHER)
    if sum(column.used for column in columns) > 3:
        assert depth_of(columns) - min(column.used for column in columns) - 1 <= best


@given(st.lists(st.integers(4, 40), min_size=1, max_size=8))
def test_columns_of_paragraphs_never_miss_more_than_a_row(lengths):
    """Paragraphs of four lines or more can part in the middle: only two lines kept together stand in the way.

    That row is what setting a paragraph a line longer or shorter makes good.
    """
    pieces = [piece for number, count in enumerate(lengths, 1) for piece in paragraph(number, count)]
    columns = balance(pieces, 400, 2)
    assert columns is not None
    assert rows_missing(ends_of(columns)) <= 1
