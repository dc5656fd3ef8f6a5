from __future__ import annotations

from layout.pages.columns import FLOAT_GAP, HOLE, NOTE_GAP, Column, pour, pour_column
from layout.pages.piece import WHOLE, Piece, Stands, Strip, Strips, divided, piled
from layout.values import replace

ROW = 13.0


def line(origin: int, **more: object) -> Piece:
    """A piece of one row, known by its origin."""
    return replace(Piece(rows=1, origin=origin), **more)


def strips(count: int, height: float = ROW, *, head: bool = False, least: int = 2) -> Piece:
    """A piece of *count* strips that may be divided, *least* of them at least on either side."""
    pile = tuple(
        Strip(items=(), height=height, keep=number < least - 1 or number > count - 1 - least, anchors=(str(number),))
        for number in range(count)
    )
    above = Strip(items=(), height=height, keep=True) if head else None
    return piled(Strips(pile=pile, row=ROW, head=above), Piece(rows=0))


def origins(column: Column) -> list[int]:
    """What stands in a column."""
    return [item.piece.origin for item in column.pieces]


def test_pieces_that_keep_go_together():
    """A heading at the foot moves to the next column with the line it belongs to."""
    pieces = [line(1), line(2), line(3, keep=True), line(4)]
    column, rest = pour_column(pieces, 3)
    assert origins(column) == [1, 2]
    assert [piece.origin for piece in rest] == [3, 4]


def test_air_above_is_dropped_at_the_head_of_a_column():
    """Rows asked for above a piece are left out where it comes first."""
    column, _ = pour_column([line(1, before=2), line(2, before=2)], 9)
    assert [item.row for item in column.pieces] == [0, 3]


def test_text_moves_up_before_a_float_that_must_wait():
    """A float without room goes to the next column, and the text behind it fills this one."""
    pieces = [line(1), Piece(rows=5, floats=True, origin=2), line(3), line(4)]
    column, rest = pour_column(pieces, 4)
    assert origins(column) == [1, 3, 4]
    assert [piece.origin for piece in rest] == [2]


def test_no_float_overtakes_another():
    """A small float behind a waiting one waits as well."""
    pieces = [line(1), Piece(rows=5, floats=True, origin=2), Piece(rows=1, floats=True, origin=3), line(4)]
    column, rest = pour_column(pieces, 5)
    assert origins(column) == [1, 4]
    assert [piece.origin for piece in rest] == [2, 3]


def test_a_low_column_leaves_what_a_full_one_could_hold():
    """A block too tall for what is left of a page is not broken there: it waits for a full column."""
    column, rest = pour_column([Piece(rows=8)], 5, 10)
    assert not column.pieces
    assert len(rest) == 1


def test_what_no_column_can_hold_is_set_and_reported():
    """A piece taller than a full column is set all the same, so that layout ends, and its excess is told."""
    column, rest = pour_column([Piece(rows=12), line(2)], 10)
    assert column.overset == 2
    assert [piece.origin for piece in rest] == [2]


def test_a_note_stands_in_the_column_of_its_reference():
    """The line goes to the next column with its note if both do not fit, rather than leave it."""
    note = Piece(rows=3, origin=9)
    pieces = [line(1), line(2), line(3, notes=(note,))]
    column, rest = pour_column(pieces, 6)
    assert origins(column) == [1, 2]
    column, _ = pour_column(rest, 6)
    assert [piece.origin for piece in column.notes] == [9]
    assert column.used == 1 + NOTE_GAP + 3


def test_a_long_note_goes_on_in_the_next_column():
    """A note that would leave the column half empty begins under its line and ends in the next column."""
    note = strips(10)
    columns, rest = pour([line(1, notes=(note,)), *(line(number) for number in range(2, 5))], 8, 2)
    assert not rest
    assert sum(len(piece.parts.pile) for column in columns for piece in column.notes) == 10
    assert all(column.used <= 8 for column in columns)
    assert len(columns[0].notes[0].parts.pile) >= 2
    assert origins(columns[0]) == [1]


def test_no_line_is_left_alone_because_of_a_note():
    """Where the last line of a paragraph cites a note, the line above it moves along with it."""
    note = Piece(rows=2)
    pieces = [line(1), line(2, keep=True), line(3, notes=(note,))]
    column, rest = pour_column(pieces, 5)
    assert origins(column) == [1]
    assert [piece.origin for piece in rest] == [2, 3]


def test_a_table_too_tall_is_divided_between_rows_and_repeats_its_head():
    """Twenty rows over columns of eight: every row once, in order, under a head in every column."""
    column, rest = pour_column([strips(20, head=True)], 8)
    seen = [column.pieces[0].piece]
    while rest:
        column, rest = pour_column(rest, 8)
        seen.append(column.pieces[0].piece)
    assert [anchor for piece in seen for anchor in piece.anchors] == [str(number) for number in range(20)]
    assert all(piece.rows <= 8 for piece in seen)
    assert all(piece.parts.pile[0].anchors == () for piece in seen[1:])


def test_a_division_never_leaves_one_strip_alone():
    """Nine rows over a column of eight are divided seven and two."""
    first, second = divided(strips(9), 8)
    assert [len(first.anchors), len(second.anchors)] == [7, 2]


def test_what_cannot_be_divided_is_not():
    """Three strips that keep two together on either side have no place to part."""
    assert divided(strips(3), 2) is None
    assert divided(Piece(rows=5), 2) is None


def test_a_table_is_divided_under_the_heading_it_keeps_to():
    """A heading stays above the first rows of a table that no column can hold."""
    heading = line(7, keep=True)
    column, rest = pour_column([heading, strips(20)], 8)
    assert origins(column) == [7, 0]
    assert column.used <= 8
    assert rest[0].anchors[0] == "7"


# ---------------------------------------------------------------- keeping together, with a limit


def rows_of(column: Column) -> int:
    """Rows of what stands in a column, air left out."""
    return sum(item.piece.rows for item in column.pieces)


def test_a_short_block_goes_to_the_next_column_whole():
    """Up to the limit a block is not divided, whatever white that leaves."""
    column, rest = pour_column([*(line(number) for number in range(8)), strips(WHOLE)], 8 + WHOLE - 1)
    assert rows_of(column) == 8
    assert rest[0].rows == WHOLE


def test_a_tall_block_is_divided_rather_than_leave_a_hole():
    """Beyond the limit it begins at the foot of its column and goes on in the next, two lines at least on either side."""
    tall = strips(WHOLE + 4)
    column, rest = pour_column([*(line(number) for number in range(8)), tall], 8 + HOLE + 1)
    assert rows_of(column) == 8 + HOLE + 1
    assert rest[0].rows == tall.rows - HOLE - 1


def test_a_tall_block_that_leaves_little_white_stays_whole():
    """Where only a few rows are left it goes to the next column as it is."""
    column, rest = pour_column([*(line(number) for number in range(8)), strips(WHOLE + 4)], 8 + HOLE)
    assert rows_of(column) == 8
    assert rest[0].rows == WHOLE + 4


def test_what_must_stay_whole_is_never_divided():
    """A block that says nothing of where it may part goes to the next column, or over the edge of the tallest."""
    column, rest = pour_column([*(line(number) for number in range(8)), Piece(rows=WHOLE + 4)], 8 + WHOLE)
    assert rows_of(column) == 8
    assert rest[0].rows == WHOLE + 4


def test_air_below_a_box_is_that_of_the_larger_wish():
    """Rows asked for below a piece and above the next are not added, and none are left at the foot."""
    column, _ = pour_column([line(1, after=2), line(2, before=1), line(3, after=1)], 9)
    assert [item.row for item in column.pieces] == [0, 3, 4]
    assert column.used == 5


# ---------------------------------------------------------------- where floats stand


def float_of(rows: int, origin: int, stands: Stands = Stands.FREE) -> Piece:
    """A piece that floats, known by its origin."""
    return Piece(rows=rows, floats=True, origin=origin, stands=stands)


def test_a_float_wanted_at_the_top_goes_above_the_text():
    """It stands at the head of the column in which it is met, and the text moves down."""
    column, rest = pour_column([line(1), line(2), float_of(4, 3, Stands.TOP), line(4)], 9)
    assert not rest
    assert [(item.piece.origin, item.row) for item in column.pieces] == [(3, 0), (1, 4), (2, 5), (4, 6)]


def test_text_keeps_its_air_under_floats_that_go_to_the_top():
    """What each of them wants free below it stands between them and the text once."""
    box = replace(float_of(2, 2, Stands.TOP), after=1)
    column, _ = pour_column([line(1), box, replace(box, origin=3), line(4)], 9)
    assert [(item.piece.origin, item.row) for item in column.pieces] == [(2, 0), (3, 3), (1, 6), (4, 7)]
    assert column.used == 8


def test_air_between_floats_at_the_top_is_reckoned_with():
    """Without any text below, too: a second one that has no room waits."""
    box = replace(float_of(2, 2, Stands.TOP), after=1)
    column, rest = pour_column([box, replace(box, origin=3)], 4)
    assert (origins(column), column.overset) == ([2], 0)
    assert [piece.origin for piece in rest] == [3]
    assert origins(pour_column([box, replace(box, origin=3)], 5)[0]) == [2, 3]


def test_floats_at_the_top_keep_their_order():
    """A second one stands under the first."""
    column, _ = pour_column([line(1), float_of(2, 2, Stands.TOP), float_of(2, 3, Stands.TOP)], 9)
    assert origins(column) == [2, 3, 1]


def test_no_float_goes_above_an_earlier_one():
    """One wanted at the top waits for the next column where another stands in the text already."""
    column, rest = pour_column([line(1), float_of(2, 2), float_of(2, 3, Stands.TOP), line(4)], 9)
    assert origins(column) == [1, 2, 4]
    assert [piece.origin for piece in rest] == [3]


def test_a_float_wanted_at_the_bottom_stands_above_the_notes():
    """Text behind it stands above it, and the foot is that of the column."""
    note = Piece(rows=2, origin=9)
    column, rest = pour_column([line(1, notes=(note,)), float_of(3, 2, Stands.BOTTOM), line(3)], 12)
    assert not rest
    assert [(item.piece.origin, item.row) for item in column.all_set(12)] == [
        (1, 0),
        (3, 1),
        (2, 12 - 2 - NOTE_GAP - 3),
    ]
    assert [(item.piece.origin, item.row) for item in column.all_notes(12)] == [(9, 10)]
    assert column.used == 2 + FLOAT_GAP + 3 + NOTE_GAP + 2


def test_a_later_float_does_not_stand_above_one_at_the_bottom():
    """It waits for the next column."""
    column, rest = pour_column([line(1), float_of(3, 2, Stands.BOTTOM), float_of(1, 3), line(4)], 12)
    assert [item.piece.origin for item in column.all_set(12)] == [1, 4, 2]
    assert [piece.origin for piece in rest] == [3]


def test_a_float_takes_its_note_along():
    """A chart that must wait goes with the small note below it, and the text behind them moves up."""
    chart = replace(float_of(6, 2), keep=True)
    column, rest = pour_column([line(1), chart, line(3), *(line(number) for number in range(4, 8))], 5)
    assert origins(column) == [1, 4, 5, 6, 7]
    assert [piece.origin for piece in rest] == [2, 3]


def test_a_heading_stays_with_its_text_when_the_float_between_them_waits():
    """The heading of a section that begins with a chart stands over the first lines of its text."""
    pieces = [line(1), line(2, keep=True), float_of(6, 3), line(4, keep=True, paragraph=1), line(5, paragraph=1)]
    column, rest = pour_column(pieces, 6)
    assert origins(column) == [1, 2, 4, 5]
    assert [piece.origin for piece in rest] == [3]
