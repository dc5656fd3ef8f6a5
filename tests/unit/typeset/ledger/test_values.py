"""The forms in which a figure is printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from typeset.ledger.numerals import in_english as spell
from typeset.ledger.values import (
    Amount,
    CannotPrint,
    Range,
    Several,
    Wording,
    grouped,
    print_as,
    read_number,
    read_range,
)


def amount(text: str) -> Amount:
    """One number, exact."""
    return Amount(Decimal(text))


@pytest.mark.parametrize(
    ("value", "unit", "form", "printed"),
    [
        (amount("74.6"), "per cent", "default", "74.6\u00a0per cent"),
        (amount("26.0"), "per cent", "default", "26.0\u00a0per cent"),
        (amount("1"), "percentage points", "default", "1\u00a0percentage point"),
        (amount("22.4"), "percentage points", "symbol", "22.4\u00a0percentage points"),
        (amount("3"), "per thousand", "symbol", "3‰"),
        (amount("500000"), "searches", "default", "500,000"),
        (amount("1600"), "children", "default", "1,600"),
        (amount("2015"), "year", "default", "2015"),
        (amount("-4.5"), "degrees", "default", "\u22124.5"),
        (amount("4.5"), "per cent", "rounded", "5\u00a0per cent"),
        (amount("2.5"), "per cent", "rounded", "3\u00a0per cent"),
        (Range(Decimal(50), Decimal(80)), "per cent", "symbol", "50–80%"),
        (Range(Decimal(3), Decimal(4)), "years", "spelt", "three to four"),
        (Range(Decimal(1), Decimal(3)), "terabytes", "high", "3"),
        (Several((Decimal(1), Decimal(10), Decimal(65))), "terabytes", "default", "1, 10 and 65"),
        (Several((Decimal(10), Decimal(1))), "terabytes", "low", "1"),
        (Wording("thousands"), "children", "default", "thousands"),
        (amount("40"), "per cent", "spelt", "forty\u00a0per cent"),
    ],
)
def test_a_value_is_printed_in_each_form(value, unit, form, printed):
    """Digits, signs and words follow the house style; shares carry their unit."""
    assert print_as(value, unit, form) == printed


@pytest.mark.parametrize(
    ("value", "form"),
    [(amount("74.6"), "spelt"), (amount("1"), "low"), (Wording("thousands"), "spelt"), (amount("-1"), "spelt")],
)
def test_a_form_that_cannot_be_is_refused_with_a_way_out(value, form):
    """A value that has no such form says so, and what to write instead."""
    with pytest.raises(CannotPrint) as refusal:
        print_as(value, "per cent", form)
    assert refusal.value.hint


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nought"),
        (11, "eleven"),
        (26, "twenty-six"),
        (100, "one hundred"),
        (110, "one hundred and ten"),
        (1001, "one thousand and one"),
        (1600, "one thousand six hundred"),
        (2_000_060_000, "two billion sixty thousand"),
    ],
)
def test_numbers_are_spelt_as_in_british_english(number, words):
    """Whole numbers come out with hyphens and “and” where they belong."""
    assert spell(number) == words


@pytest.mark.parametrize("text", ["1,600", "74,6", "1e5", "0x10", "٣", "1.", ".5", "01", "", "+3", "1_000", "1 000"])
def test_only_plain_digits_are_a_number(text):
    """No other way of writing a number is guessed at."""
    assert read_number(text) is None


def test_precision_is_kept():
    """A number keeps the decimals it was written with."""
    assert grouped(read_number("1.10") or Decimal(0)) == "1.10"


def test_a_range_may_be_written_with_either_dash():
    """Hyphen and dash both make a range, and negative ends are possible."""
    assert read_range("1-3") == read_range("1–3") == Range(Decimal(1), Decimal(3))
    assert read_range("-3--1") == Range(Decimal(-3), Decimal(-1))
    assert read_range("1-2-3") is None
