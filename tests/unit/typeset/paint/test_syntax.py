"""Numbers, names, strings and dates as PDF writes them."""

import pytest

from layout.geometry import Rect
from typeset.paint.syntax import flipped, literal, name, num, pdf_date, text_string, xmp_date


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, b"0"), (-0.0, b"0"), (6e-17, b"0"), (-0.0004, b"0"), (12.0, b"12"), (0.5, b"0.5"), (-1.25, b"-1.25")],
)
def test_numbers_are_short_and_fixed_point(value, written):
    """A number has no exponent, no needless zeros and never a minus before nought."""
    assert num(value) == written


def test_large_numbers_keep_their_zeros():
    """Only zeros after the point are dropped."""
    assert num(100) == b"100"
    assert num(1e6) == b"1000000"


def test_names_escape_what_may_not_stand_in_them():
    """A spot colour's name with spaces and brackets becomes a legal name object."""
    assert name("PANTONE 7416 C (50%)") == b"/PANTONE#207416#20C#20#2850#25#29"


def test_literals_survive_brackets_and_line_ends():
    """Brackets, backslashes and line ends in a string cannot end or change it."""
    assert literal(b"a(b)\\\r\n") == b"(a\\(b\\)\\\\\\r\\n)"


def test_words_beyond_ascii_are_utf_16():
    """Words that ASCII cannot hold are written as UTF-16 with its mark."""
    assert text_string("plain") == b"(plain)"
    assert text_string("å–") == b"<FEFF00E52013>"


@pytest.mark.parametrize(
    ("iso", "pdf", "xmp"),
    [
        ("2016-11-23", "D:20161123000000Z", "2016-11-23T00:00:00Z"),
        ("2016-11-23T09:30:00", "D:20161123093000Z", "2016-11-23T09:30:00Z"),
        ("2016-11-23T09:30:00+01:00", "D:20161123093000+01'00'", "2016-11-23T09:30:00+01:00"),
    ],
)
def test_both_forms_of_a_date_tell_one_instant(iso, pdf, xmp):
    """Info and XMP write the same date, each its own way."""
    assert (pdf_date(iso), xmp_date(iso)) == (pdf, xmp)


@pytest.mark.parametrize("write", [pdf_date, xmp_date])
def test_a_date_that_is_none_is_refused(write):
    """A date in another form is refused with the form that is wanted."""
    with pytest.raises(ValueError, match="write 2016-11-23"):
        write("23 November 2016")


def test_boxes_turn_upside_down_once():
    """A box at the head of a page ends at the page's full height."""
    assert flipped(Rect(10, 0, 20, 30), 200) == (10, 170, 30, 200)
