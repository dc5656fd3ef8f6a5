"""Which pages look different, and which of them say something new."""

import pytest

from layout.art import Art, Fill, rectangle
from layout.geometry import Rect
from layout.ink import Tint
from layout.pages.book import PlacedArt, PlacedMark, PlacedPicture
from layout.values import replace
from typeset.preview.differ import Sheets, compare


def difference(old, new):
    """What differs between two lists of pages: all that look different, and those with something new."""
    found = compare(Sheets(pages=old), Sheets(pages=new))
    return sorted(found.redrawn), list(found.written)


def test_an_edited_page_is_the_only_one(made):
    """Other words on one page leave the others as they are."""
    line, page = made
    old = [page(number, line(f"page {number}")) for number in (1, 2, 3)]
    new = [old[0], page(2, line("edited")), page(3, line("page 3"))]
    assert difference(old, new) == ([1], [1])


def test_where_a_line_comes_from_is_not_how_it_looks(made):
    """Origins and slots move with every line added to the manifest; the page looks the same."""
    line, page = made
    assert difference([page(1, line("as ever", origin=4, slot=9))], [page(1, line("as ever", origin=7, slot=2))]) == (
        [],
        [],
    )


def test_pages_that_only_move_on_are_redrawn_and_not_marked(made):
    """Two pages put in: those behind them have other folios, and nothing new."""
    line, page = made
    old = [page(number, line(words)) for number, words in enumerate("abcd", 1)]
    new = [page(number, line(words)) for number, words in enumerate("axybcd", 1)]
    assert difference(old, new) == ([1, 2, 3, 4, 5], [1, 2])


def test_a_page_that_changes_sides_is_not_marked(made):
    """One page put in: those behind it are mirrored, and still say nothing new."""
    line, page = made
    old = [page(number, line(words, x=50 if number % 2 else 40)) for number, words in enumerate("abcd", 1)]
    new = [page(number, line(words, x=50 if number % 2 else 40)) for number, words in enumerate("axbcd", 1)]
    assert difference(old, new) == ([1, 2, 3, 4], [1])


def test_a_planned_blank_is_not_marked(made):
    """A blank that fills the sheet is drawn, and nobody has written it."""
    line, page = made
    blank = replace(page(2), template="blank")
    assert difference([page(1, line("a"))], [page(1, line("a")), blank]) == ([1], [])


def test_pages_taken_out_leave_nothing_marked(made):
    """What is gone cannot be shown; the pages behind it have nothing new."""
    line, page = made
    old = [page(number, line(words)) for number, words in enumerate("axybcd", 1)]
    new = [page(number, line(words)) for number, words in enumerate("abcd", 1)]
    assert difference(old, new) == ([1, 2, 3], [])


def test_a_first_book_is_all_new(made):
    """Before there was a book, every page is drawn."""
    line, page = made
    assert difference([], [page(1, line("a")), page(2, line("b"))]) == ([0, 1], [0, 1])


MARK = PlacedMark(mark=Fill(path=rectangle(1, 2, 3, 4), tint=Tint("ink")))
ART = PlacedArt(x=10, y=20, art=Art(width=9, height=9, marks=(MARK.mark,)), slot=1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (MARK, replace(MARK, mark=replace(MARK.mark, tint=Tint("ink", 0.5)))),
        (ART, replace(ART, x=11)),
        (ART, replace(ART, art=replace(ART.art, marks=()))),
        (ART, MARK),
    ],
)
def test_marks_and_drawings_count(made, one, other):
    """Another tint, place or drawing is another look."""
    _, page = made
    assert difference([page(1, one)], [page(1, other)]) == ([0], [0])
    assert difference([page(1, one)], [page(1, replace(one))]) == ([], [])


def test_a_picture_with_other_pixels_under_its_name_is_another(made):
    """The page is the same value; its picture's file is not."""
    _, page = made
    pages = [page(1, PlacedPicture(box=Rect(0, 0, 9, 9), data="a.png", slot=None)), page(2)]
    same = compare(Sheets(pages=pages, pictures={"a.png": b"1"}), Sheets(pages=pages, pictures={"a.png": b"1"}))
    other = compare(Sheets(pages=pages, pictures={"a.png": b"1"}), Sheets(pages=pages, pictures={"a.png": b"2"}))
    assert (same.redrawn, other.redrawn, other.written) == (frozenset(), {0}, (0,))
