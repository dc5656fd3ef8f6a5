"""Boxes and printer's marks."""

import re

import books
import pytest

from layout.geometry import mm
from layout.values import replace
from typeset.paint import press_edition

GAP, LENGTH, ROOM = mm(1), mm(5), mm(11)


def marks_of(page) -> str:
    """The operators that all pages of a size share: marks and slug."""
    _, marks = page["/Contents"]
    return marks.get_object().get_data().decode("latin-1")


def box(page, name):
    """A page box as numbers."""
    return [float(value) for value in page[name]]


def test_boxes_nest_and_are_alike(print_pdf):
    """Trim within bleed within medium, by the same margins on every side of every page."""
    for page in print_pdf.pages:
        media, bleed, trim = (box(page, name) for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
        assert trim[2] - trim[0] == pytest.approx(books.WIDTH, abs=0.01)
        assert trim[3] - trim[1] == pytest.approx(books.HEIGHT, abs=0.01)
        for outer, inner, by in ((bleed, trim, books.BLEED), (media, bleed, ROOM)):
            offsets = [inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]]
            assert offsets == pytest.approx([by] * 4, abs=0.01)
        assert "/ArtBox" not in page


def test_the_digital_page_is_the_trim(digital_pdf):
    """Nothing of bleed or marks is left on screen."""
    for page in digital_pdf.pages:
        assert box(page, "/MediaBox") == pytest.approx([0, 0, books.WIDTH, books.HEIGHT], abs=0.01)
        assert box(page, "/MediaBox") == box(page, "/TrimBox")


def test_marks_stay_outside_the_bleed(print_pdf):
    """Every line of every mark stands beyond the bleed and a gap, whole."""
    left = -books.BLEED - GAP + 0.01
    right, top = books.WIDTH - left, books.HEIGHT - left
    lines = re.findall(r"(\S+) (\S+) m (\S+) (\S+) l S", marks_of(print_pdf.pages[0]))
    assert len(lines) == 8 + 4 * 2
    for x1, y1, x2, y2 in ([float(number) for number in line] for line in lines):
        assert max(x1, x2) < left or min(x1, x2) > right or max(y1, y2) < left or min(y1, y2) > top


def test_marks_print_on_every_plate(print_pdf):
    """Marks and slug are in the separation All, and in nothing else."""
    page = print_pdf.pages[0]
    content = marks_of(page)
    resource, again = re.search(r"(\S+) CS 1 SCN (\S+) cs 1 scn", content).groups()
    assert resource == again
    assert page["/Resources"]["/ColorSpace"][resource][1] == "/All"
    assert not re.search(r" (k|K|g|G|rg|RG)\n", content)


def test_pages_of_one_size_share_their_marks(print_pdf):
    """Marks and slug stand in the file once."""
    assert len({page["/Contents"][1].idnum for page in print_pdf.pages}) == 1


def test_the_slug_is_drawn_not_typed(print_pdf, digital_pdf):
    """The pressroom's words are outlines, so both editions give the same page text."""
    for printed, shown in zip(print_pdf.pages, digital_pdf.pages, strict=True):
        assert printed.extract_text() == shown.extract_text()


def test_without_marks_the_medium_ends_at_the_bleed(opened, press):
    """A printer who wants no marks gets none, and the bleed all the same."""
    page = opened(books.one_line("one"), press_edition(press.intent, marks=None)).pages[0]
    assert page["/MediaBox"] == page["/BleedBox"]
    assert "/ColorSpace" not in page["/Resources"]


def clips(reader, operators) -> list[list[float]]:
    """Left edge, foot, width and height to which each page's content is cut."""
    cut = [operators(page).partition(" re W n")[0].split()[-4:] for page in reader.pages]
    return [[float(number) for number in four] for four in cut]


def two_pages():
    """A recto and the verso behind it."""
    book = books.one_line("one")
    return replace(book, pages=(book.pages[0], replace(book.pages[0], index=1)))


def test_what_bleeds_is_cut_at_the_bleed_and_stops_at_the_spine(opened, press, operators):
    """Content is clipped to the bleed at head, foot and fore-edge, and to the trim where the page is folded."""
    recto, verso = clips(opened(two_pages(), press), operators)
    wide, high = books.WIDTH + books.BLEED, books.HEIGHT + 2 * books.BLEED
    assert recto == pytest.approx([0, -books.BLEED, wide, high], abs=0.01)
    assert verso == pytest.approx([-books.BLEED, -books.BLEED, wide, high], abs=0.01)


def test_a_printer_may_ask_for_bleed_at_the_spine(opened, press, operators):
    """Then all four sides have it, on either side of the spread."""
    edition = press_edition(press.intent, bleeds_at_spine=True)
    four = [-books.BLEED, -books.BLEED, books.WIDTH + 2 * books.BLEED, books.HEIGHT + 2 * books.BLEED]
    for cut in clips(opened(two_pages(), edition), operators):
        assert cut == pytest.approx(four, abs=0.01)


def test_pages_of_two_sizes_get_their_own_marks(opened, press):
    """A wider page has its own crop marks, at its own corners."""
    book = books.one_line("one")
    wide = replace(book.pages[0], index=1, width=books.WIDTH + 100)
    reader = opened(replace(book, pages=(book.pages[0], wide)), press_edition(press.intent))
    assert "0 -11.339 m" in marks_of(reader.pages[0])
    first, second = (re.findall(r"(\S+) -11.339 m", marks_of(page)) for page in reader.pages)
    assert float(second[1]) - float(first[1]) == pytest.approx(100, abs=0.01)
