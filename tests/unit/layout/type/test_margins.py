from __future__ import annotations

import pytest

from layout.type.margins import overhang_left, overhang_right


@pytest.mark.parametrize("char", "-.,:;’”–")
def test_light_marks_hang_over_the_right_edge(char):
    """A mark with little ink leaves a hole in a straight edge unless it hangs."""
    assert 0 < overhang_right(char) <= 0.7


@pytest.mark.parametrize("char", "nmHox8")
def test_heavy_letters_stand_at_the_edge(char):
    """Upright stems define the edge; they do not cross it."""
    assert overhang_right(char) == overhang_left(char, hang_quotes=True) == 0


def test_an_opening_quote_hangs_nearly_free_in_ragged_setting():
    """In a pull quote the words align, not the mark; in a column the mark hangs by half."""
    assert overhang_left("“", hang_quotes=True) > 0.8 > overhang_left("“", hang_quotes=False) > 0


def test_an_apostrophe_is_no_opening_quote():
    """’tis begins with a mark that hangs a little, not one that hangs free."""
    assert overhang_left("’", hang_quotes=True) == overhang_left("’", hang_quotes=False)


@pytest.mark.parametrize("char", "“‘«‹")
def test_german_quotes_close_with_what_english_opens(char):
    """„Wort“ and »Wort« end at the right edge with a mark as light as any other."""
    assert overhang_right(char) == overhang_right("”")


@pytest.mark.parametrize("char", "”»")
def test_swedish_and_german_quotes_open_with_what_english_closes(char):
    """”Ord” and »Wort« begin a pull quote; their marks hang free like any other."""
    assert overhang_left(char, hang_quotes=True) > 0.8
