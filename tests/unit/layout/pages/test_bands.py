from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from layout.pages.bands import Filling, fill_bands, fill_pages, level_depth
from layout.pages.piece import Piece, Stands, Strip, Strips, piled
from layout.values import replace

ROW = 13.0


def line(origin: int, **more: object) -> Piece:
    """A piece of one row, known by its origin."""
    return replace(Piece(rows=1, origin=origin), **more)


def lines(count: int, first: int = 1) -> list[Piece]:
    """Text of *count* lines."""
    return [line(first + number) for number in range(count)]


def wide(rows: int, origin: int, **more: object) -> Piece:
    """A piece across all columns."""
    return replace(Piece(rows=rows, wide=True, origin=origin), **more)


def pages_of(filled: list[Filling], origin: int) -> list[int]:
    """On which pages a piece stands."""
    return [page for page, one in enumerate(filled) for put in one.puts if put.piece.origin == origin]


def row_of(filling: Filling, origin: int) -> int:
    """On which row a piece stands."""
    return next(put.row for put in filling.puts if put.piece.origin == origin)


def test_every_piece_is_on_exactly_one_page():
    """Text and wide pieces are all set, each once."""
    pieces = [*lines(30), wide(5, 100), *lines(30, 40), wide(8, 101)]
    filled = fill_bands(pieces, 12, 2)
    origins = sorted(put.piece.origin for page in filled for put in page.puts)
    assert origins == sorted(piece.origin for piece in pieces)


def test_text_runs_on_past_a_wide_piece_that_waits():
    """A wide piece without room goes to the head of the next page, and the text behind it fills this one."""
    filled = fill_bands([*lines(12), wide(8, 100), *lines(20, 40)], 12, 2)
    assert pages_of(filled, 100) == [1]
    assert pages_of(filled, 40) == [0]
    assert row_of(filled[1], 100) == 0


def test_a_heading_goes_where_its_wide_piece_goes():
    """A heading above a wide piece that must wait for the next page waits with it."""
    filled = fill_bands([*lines(12), line(50, keep=True), wide(8, 100)], 12, 2)
    assert pages_of(filled, 50) == pages_of(filled, 100) == [1]
    assert row_of(filled[1], 50) < row_of(filled[1], 100)


def test_a_note_below_a_wide_piece_stays_below_it():
    """A wide piece that keeps takes the note behind it along."""
    filled = fill_bands([*lines(12), wide(8, 100, keep=True), line(50), *lines(4, 60)], 12, 2)
    assert pages_of(filled, 50) == pages_of(filled, 100)
    assert row_of(filled[1], 50) == row_of(filled[1], 100) + 8 + 1


def test_footnotes_of_a_wide_piece_stand_at_the_foot():
    """A note cited across the page goes to the foot of its first column, and no text runs into it."""
    filled = fill_bands([wide(2, 100, notes=(Piece(rows=3, origin=9),)), *lines(40)], 12, 2)
    (note,) = filled[0].note_puts
    assert (note.row, note.column) == (9, 0)
    assert max(put.row + put.piece.rows for put in filled[0].puts) <= 9 - 1


def test_a_wide_table_is_divided_over_pages():
    """A wide table taller than a page goes on at the head of the next, no row lost."""
    pile = tuple(Strip(items=(), height=ROW, anchors=(str(number),)) for number in range(30))
    table = piled(Strips(pile=pile, row=ROW), wide(0, 100))
    filled = fill_bands([*lines(4), table, *lines(4, 40)], 12, 2)
    anchors = [anchor for page in filled for put in page.puts for anchor in put.piece.anchors]
    assert anchors == [str(number) for number in range(30)]
    assert pages_of(filled, 100) == [0, 1, 2]
    assert all(page.filled <= 12 for page in filled)


def test_a_tall_block_is_not_forced_into_what_is_left_of_a_page():
    """A block that a full column can hold turns the page rather than run over the foot."""
    filled = fill_bands([wide(6, 100), Piece(rows=10, origin=1)], 12, 2)
    assert pages_of(filled, 1) == [1]
    assert not any(page.overset for page in filled)


def test_what_no_page_can_hold_is_reported_and_layout_goes_on():
    """A wide piece taller than a page is set over the edge, named, and what follows is still set."""
    filled = fill_bands([wide(20, 100), *lines(3)], 12, 2)
    assert [piece.origin for page in filled for piece in page.overset] == [100]
    assert pages_of(filled, 3)


def test_level_pages_end_at_about_one_height():
    """Text of a page and a bit is spread over two pages of nearly equal depth."""
    pieces = lines(30)
    depth = level_depth(pieces, 12, 2, 2)
    assert depth is not None
    assert [page.filled for page in fill_bands(pieces, depth, 2)] == [8, 7]


def test_level_pages_divide_nothing_that_a_page_could_hold():
    """Pages are not made so shallow that a table has to be divided for it."""
    pile = tuple(Strip(items=(), height=ROW) for _ in range(11))
    table = piled(Strips(pile=pile, row=ROW), Piece(rows=0, origin=100))
    pieces = [*lines(14), table]
    filled = fill_bands(pieces, level_depth(pieces, 12, 2, 2) or 12, 2)
    assert len(pages_of(filled, 100)) == 1


def test_pages_grow_deeper_rather_than_more():
    """Where a line more would need a page more, the pages are filled a row further."""
    filled = fill_pages(lines(34), 8, 12, 2, 2)
    assert len(filled) == 2
    assert filled[0].filled == 9


def test_text_before_and_behind_a_waiting_piece_is_one_run():
    """Readers go down one column and then the next, not through two bands that nothing parts."""
    filled = fill_bands([*lines(8), wide(8, 100), *lines(20, 40)], 12, 2)
    first = [put.piece.origin for put in filled[0].puts if put.column == 0]
    assert first == [*range(1, 9), *range(40, 44)]
    assert filled[0].level == [(0, (12, 12))]


def test_a_heading_over_a_waiting_piece_stays_with_its_text():
    """The heading of a section that begins with a wide figure stands over the text behind it."""
    pieces = [*lines(12), line(50, keep=True), wide(8, 100), *(line(origin, paragraph=1) for origin in range(60, 70))]
    filled = fill_bands(pieces, 12, 2)
    assert pages_of(filled, 50) == pages_of(filled, 60) == [0]
    assert pages_of(filled, 100) == [1]


def test_no_text_goes_past_what_must_stand_where_it_is_met():
    """White is left rather than that the text behind a wide piece comes before it."""
    filled = fill_bands([*lines(12), wide(7, 100, stands=Stands.HERE), *lines(4, 40)], 12, 2)
    assert pages_of(filled, 100) == pages_of(filled, 40) == [1]
    assert row_of(filled[1], 40) > row_of(filled[1], 100)


def test_a_wide_piece_wanted_at_the_top_stands_over_the_text_it_is_met_in():
    """It goes to the head of the page on which it is met, if nothing else spans that page above it."""
    filled = fill_bands([*lines(4), wide(3, 100, stands=Stands.TOP), *lines(6, 40)], 12, 2)
    assert len(filled) == 1
    assert row_of(filled[0], 100) == 0
    assert row_of(filled[0], 1) == 3 + 1


def test_a_wide_piece_wanted_at_the_bottom_stands_at_the_foot():
    """Text before and behind it is one run above it."""
    filled = fill_bands([*lines(4), wide(3, 100, stands=Stands.BOTTOM), *lines(6, 40)], 12, 2)
    assert len(filled) == 1
    assert row_of(filled[0], 100) == 9
    assert max(put.row for put in filled[0].puts if not put.piece.wide) == 4


def test_a_long_note_of_a_wide_piece_goes_on_over_the_page():
    """A note taller than a page begins under the piece that cites it and ends at the next page's foot."""
    pile = tuple(Strip(items=(), height=ROW, anchors=(str(number),)) for number in range(20))
    note = piled(Strips(pile=pile, row=ROW), Piece(rows=0))
    filled = fill_bands([wide(2, 100, notes=(note,)), *lines(4)], 12, 2)
    anchors = [anchor for page in filled for put in page.note_puts for anchor in put.piece.anchors]
    assert anchors == [str(number) for number in range(20)]
    assert not any(page.overset for page in filled)
    assert all(put.row >= 0 and put.row + put.piece.rows <= 12 for page in filled for put in page.note_puts)


def test_pairs_of_one_group_part_where_no_page_holds_both():
    """The second of two wide pieces that keep together goes to the next page, whole."""
    filled = fill_bands([wide(8, 100, keep=True), wide(8, 101)], 12, 2)
    assert (pages_of(filled, 100), pages_of(filled, 101)) == ([0], [1])
    assert not any(page.overset for page in filled)


def test_a_heading_across_the_page_is_not_left_at_its_foot():
    """What heads the text behind it goes to the page on which that can begin."""
    filled = fill_bands([*lines(18), wide(1, 100, beneath=4, stands=Stands.HERE), *lines(6, 40)], 12, 2)
    assert pages_of(filled, 100) == pages_of(filled, 40) == [1]


# ---------------------------------------------------------------- laws


@st.composite
def texts(draw: st.DrawFn) -> list[Piece]:
    """Lines in pairs and threes, heads, blocks that float or not, and wide ones between them."""
    pieces: list[Piece] = []
    for origin in range(100, 100 + draw(st.integers(1, 14))):
        kind = draw(st.sampled_from(["text", "text", "head", "block", "float", "wide"]))
        if kind == "text":
            count = draw(st.integers(1, 16))
            pieces += [
                line(origin, paragraph=origin, line=at, keep=at < count - 1 and at in {0, count - 2})
                for at in range(count)
            ]
        elif kind == "head":
            pieces += [line(origin, before=1, keep=True), line(origin), line(origin)]
        elif kind == "wide":
            pieces.append(wide(draw(st.integers(2, 12)), origin))
        else:
            pieces.append(Piece(rows=draw(st.integers(2, 16)), before=1, floats=kind == "float", origin=origin))
    return pieces


@given(texts(), st.integers(18, 40))
def test_level_columns_never_take_a_page_more(pieces, rows):
    """However columns are made level, the text has no more pages than without it, and every piece is on one of them."""
    filled = fill_bands(pieces, rows, 2)
    assert len(filled) <= len(fill_bands(pieces, rows, 2, rough=True))
    assert sorted(put.piece.origin for page in filled for put in page.puts) == sorted(one.origin for one in pieces)
