"""English words for a quantity, read back and held against figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.ledger.house import default_house
from typeset.ledger.numerals import in_english as spell
from typeset.ledger.quantity import fits, hedge_before, read_claim
from typeset.ledger.values import Amount, Range, Several

HOUSE = default_house()


@pytest.mark.parametrize(
    ("words", "kind", "low", "high", "hedge"),
    [
        ("half", "share", 50, 50, ""),
        ("almost half", "share", 50, 50, "almost"),
        ("Three in four", "share", 75, 75, ""),
        ("one employee in a thousand", "share", "0.1", "0.1", ""),
        ("nine out of ten", "share", 90, 90, ""),
        ("a quarter", "share", 25, 25, ""),
        ("three quarters", "share", 75, 75, ""),
        ("a little over half", "share", 50, 50, "little over"),
        ("eleven", "number", 11, 11, ""),
        ("five to eight", "number", 5, 8, ""),
        ("half a million", "number", 500_000, 500_000, ""),
        ("two and a half million", "number", 2_500_000, 2_500_000, ""),
        ("roughly six million", "number", 6_000_000, 6_000_000, "roughly"),
        ("two decades", "number", 20, 20, ""),
        ("one thousand six hundred", "number", 1600, 1600, ""),
        ("tenfold", "times", 10, 10, ""),
        ("doubled", "times", 2, 2, ""),
        ("three times as many", "times", 3, 3, ""),
        ("1,600", "digits", 1600, 1600, ""),
    ],
)
def test_words_are_read_as_what_they_claim(words, kind, low, high, hedge):
    """Fractions, counts, multiples and digits are told apart, with their hedge."""
    claim = read_claim(words, HOUSE)
    assert claim is not None
    assert (claim.kind, claim.low, claim.high, claim.hedge) == (kind, Decimal(low), Decimal(high), hedge)


@pytest.mark.parametrize("words", ["", "the share named above", "many", "a", "of", "half-hearted", "one of them", "!"])
def test_what_is_no_quantity_is_no_claim(words):
    """Words that give no number accuse nobody."""
    assert read_claim(words, HOUSE) is None


@given(st.text(max_size=60))
def test_any_words_can_be_read(words):
    """Whatever authors bind to a figure, reading it never fails."""
    read_claim(words, HOUSE, words)


@given(st.integers(min_value=2, max_value=1999))
def test_a_number_spelt_out_fits_itself_and_not_its_double(number):
    """What `spell` writes is read back as the same number."""
    claim = read_claim(spell(number), HOUSE)
    assert claim is not None
    assert fits(claim, Amount(Decimal(number)), "officers", "exact", HOUSE)
    assert not fits(claim, Amount(Decimal(number * 2)), "officers", "exact", HOUSE)


@pytest.mark.parametrize(
    ("words", "value", "unit", "right"),
    [
        ("almost half", "47.6", "per cent", True),
        ("almost half", "4.7", "per cent", False),
        ("almost half", "50", "per cent", False),
        ("more than half", "50", "per cent", False),
        ("more than a third", "35.6", "per cent", True),
        ("three in four", "74.6", "per cent", True),
        ("three in four", "71", "per cent", False),
        ("a majority", "50", "per cent", False),
        ("one in a thousand", "1", "per thousand", True),
        ("doubled", "100", "per cent", True),
        ("doubled", "50", "per cent", False),
    ],
)
def test_words_fit_a_figure_or_do_not(words, value, unit, right):
    """A claim is held against a figure with the room that the house style gives its hedge."""
    claim = read_claim(words, HOUSE)
    assert claim is not None
    assert fits(claim, Amount(Decimal(value)), unit, "exact", HOUSE) is right


def test_what_cannot_be_compared_is_left_open():
    """A share in words beside a number of hours is neither right nor wrong."""
    claim = read_claim("half", HOUSE)
    assert claim is not None
    assert fits(claim, Amount(Decimal(11)), "hours", "exact", HOUSE) is None


def test_ranges_and_rows_of_answers_must_be_complete():
    """Both ends of a range, and every one of several answers, must be named."""
    ends, row = read_claim("five to eight", HOUSE), read_claim("1, 10 and 20", HOUSE)
    assert ends is not None
    assert row is not None
    assert fits(ends, Range(Decimal(5), Decimal(8)), "cases", "exact", HOUSE)
    assert not fits(ends, Range(Decimal(5), Decimal(9)), "cases", "exact", HOUSE)
    assert fits(row, Several((Decimal(1), Decimal(10), Decimal(20))), "terabytes", "exact", HOUSE)
    assert not fits(row, Several((Decimal(1), Decimal(10), Decimal(30))), "terabytes", "exact", HOUSE)


def test_a_hedge_is_found_before_the_words():
    """The last words before a figure may hedge it."""
    assert hedge_before("the officers reported more than ", HOUSE) == "more than"
    assert hedge_before("In those years almost ", HOUSE) == "almost"
    assert hedge_before("It is called over and out ", HOUSE) == ""
