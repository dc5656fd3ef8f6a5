"""Formulas: exact arithmetic over ids, and nothing else."""

from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest

from typeset.ledger.formula import BadFormula, Interval, evaluate, ids_in

KNOWN = {"I1-4": "97", "I1-1": "74.6", "M-uk": "8.1", "A": "10", "zero": "0"}


def exact(number: str) -> Interval:
    """A range of no width."""
    return Interval(Decimal(number), Decimal(number))


def worked_out(formula: str) -> Interval:
    """The value of *formula* with the ids above, and R from 5 to 8."""

    def value_of(token):
        if token.text == "R":
            return Interval(Decimal(5), Decimal(8))
        if token.text not in KNOWN:
            raise BadFormula("unknown", token.at, len(token.text))
        return exact(KNOWN[token.text])

    return evaluate(formula, value_of)


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("I1-4 - I1-1", "22.4"),
        ("100 - I1-1 - M-uk", "17.3"),
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("-A + 12", "2"),
        ("A ÷ 4 × 2", "5"),
        ("A − 3", "7"),
        ("10 / 4 / 5", "0.5"),
    ],
)
def test_arithmetic_is_exact_and_in_the_usual_order(formula, result):
    """Signs bind as at school; decimals are exact."""
    assert worked_out(formula) == exact(result)


def test_ranges_keep_every_value_that_could_be_meant():
    """A range times a number is a range; a difference of ranges is as wide as both."""
    assert worked_out("R * 12") == Interval(Decimal(60), Decimal(96))
    assert worked_out("R - R") == Interval(Decimal(-3), Decimal(3))
    assert worked_out("40 / R") == Interval(Decimal(5), Decimal(8))


@pytest.mark.parametrize(
    ("formula", "at"),
    [
        ("", 0),
        ("A +", 2),
        ("A A", 2),
        ("(A", 0),
        ("A)", 1),
        ("A ** 2", 3),
        ("A; B", 1),
        ("__import__", 0),
        ("A + Q", 4),
        ("A / zero", 0),
    ],
)
def test_what_is_no_formula_is_pointed_at(formula, at):
    """A fault in a formula says where it is."""
    with pytest.raises(BadFormula) as refusal:
        worked_out(formula)
    assert refusal.value.at == at


@pytest.mark.parametrize(
    "formula", ["(" * 200 + "1" + ")" * 200, "-" * 400 + "1", "1+" * 400 + "1", "9" * 400 + "*" + "9" * 90]
)
def test_hostile_formulas_end(formula):
    """Deep brackets, endless signs and huge numbers are refused or worked out, never a crash."""
    with contextlib.suppress(BadFormula):
        worked_out(formula)


def test_ids_are_listed_in_order():
    """The ids of a formula come out in the order in which they stand."""
    assert [token.text for token in ids_in("100 - M-uk - I1-1")] == ["M-uk", "I1-1"]
