"""What a figure is worth, and the forms in which it is printed.

Values are exact decimals that keep the precision they were written with: 26.0 stays
26.0. How a form looks is the matter of its language (`tongues`), English unless said.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from layout.values import Struct
from typeset.ledger.tongues import ENGLISH, NO_BREAK, POINTS, SIGNS, Tongue

Form = Literal["default", "number", "symbol", "spelt", "rounded", "low", "high"]
FORMS: tuple[Form, ...] = ("default", "number", "symbol", "spelt", "rounded", "low", "high")


class Amount(Struct, frozen=True):
    """One number."""

    number: Decimal


class Range(Struct, frozen=True):
    """From *low* to *high*, both included."""

    low: Decimal
    high: Decimal


class Several(Struct, frozen=True):
    """Separate answers, in the order given."""

    numbers: tuple[Decimal, ...]


class Wording(Struct, frozen=True):
    """A quantity in words, such as “thousands”."""

    text: str


Value = Amount | Range | Several | Wording


class CannotPrint(ValueError):  # noqa: N818  # it says what cannot be done
    """A figure has no such form; the sentence says why, *hint* what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


# Plain digits, with an optional minus (either sign) and decimals. No exponent: nobody writes one in a report.
NUMBER = re.compile(r"[-\u2212]?(?:0|[1-9]\d*)(?:\.\d+)?")
_RANGE = re.compile(rf"({NUMBER.pattern})\s*[-\u2013]\s*({NUMBER.pattern})")


def read_number(text: str) -> Decimal | None:
    """Read *text* as one number, or give None; thousands separators are not for the manifest."""
    return Decimal(text.replace("\u2212", "-")) if NUMBER.fullmatch(text) else None


def read_range(text: str) -> Range | None:
    """Read ``1-3`` or ``50–80``; None when it is no range. It may run backwards: that is for the caller to report."""
    match = _RANGE.fullmatch(text)
    if not match:
        return None
    low, high = (read_number(part) for part in match.groups())
    return Range(low, high) if low is not None and high is not None else None


def grouped(number: Decimal, tongue: Tongue = ENGLISH) -> str:
    """Write *number* in digits: thousands set off, a true minus, decimals as they are."""
    whole, point, rest = f"{number:,f}".partition(".")
    is_long = sum(sign.isdigit() for sign in whole) >= tongue.fewest
    whole = whole.replace("-", "\u2212").replace(",", tongue.thousands if is_long else "")
    return f"{whole}{tongue.decimal}{rest}" if point else whole


def print_as(value: Value, unit: str, form: str = "default", tongue: Tongue = ENGLISH) -> str:
    """Write *value* as it stands in a sentence.

    Shares carry their unit (``74.6 per cent``, with a no-break space); of anything else the
    sentence names the unit itself. A calendar year (unit ``year``) has no comma.
    """
    match value, form:
        case Wording(), ("default" | "number" | "symbol" | "rounded"):
            return value.text
        case Wording(), _:
            raise CannotPrint(f"a figure in words has no form `{form}`", "leave the form out")
        case _, ("low" | "high"):
            return _end(value, unit, form, tongue)
        case _, "spelt":
            return _with_unit(_spelt(value, tongue), value, unit, "words", tongue)
        case _, "rounded":
            return _with_unit(_digits(_rounded(value), unit, tongue), value, unit, "default", tongue)
        case _:
            return _with_unit(_digits(value, unit, tongue), value, unit, form, tongue)


def _with_unit(written: str, value: Value, unit: str, form: str, tongue: Tongue) -> str:
    if form == "number" or unit not in SIGNS:
        return written
    sign = SIGNS[unit]
    if sign and (form == "symbol" or (form == "default" and tongue.symbols) or unit not in tongue.units):
        return f"{written}{tongue.before_sign}{sign}"
    single = unit == POINTS and isinstance(value, Amount) and abs(value.number) == 1
    return f"{written}{NO_BREAK}{tongue.point if single and tongue.point else tongue.units.get(unit, unit)}"


def _digits(value: Value, unit: str, tongue: Tongue) -> str:
    def write(number: Decimal) -> str:
        if unit in ("year", "years") and number == number.to_integral_value():
            return f"{number:f}"
        return grouped(number, tongue)

    match value:
        case Amount(number):
            return write(number)
        case Range(low, high):
            return f"{write(low)}\u2013{write(high)}"
        case Several(numbers):
            return _listed([write(n) for n in numbers], tongue)
        case Wording(text):
            return text


def _listed(words: list[str], tongue: Tongue) -> str:
    if len(words) == 1:
        return words[0]
    # With a decimal comma, commas between the numbers would be misread.
    between = "; " if tongue.decimal == "," and any("," in word for word in words) else ", "
    return f"{between.join(words[:-1])}{tongue.joint}{words[-1]}"


def _end(value: Value, unit: str, form: str, tongue: Tongue) -> str:
    match value:
        case Range(low, high):
            return _digits(Amount(low if form == "low" else high), unit, tongue)
        case Several(numbers):
            return _digits(Amount(min(numbers) if form == "low" else max(numbers)), unit, tongue)
        case _:
            raise CannotPrint(f"a single number has no `{form}` end", "leave the form out")


def _rounded(value: Value) -> Value:
    def whole(number: Decimal) -> Decimal:
        return number.quantize(Decimal(1), ROUND_HALF_UP)

    match value:
        case Amount(number):
            return Amount(whole(number))
        case Range(low, high):
            return Range(whole(low), whole(high))
        case Several(numbers):
            return Several(tuple(whole(n) for n in numbers))
        case Wording():
            return value


def _spelt(value: Value, tongue: Tongue) -> str:
    def words(number: Decimal) -> str:
        hint = "give the words yourself, as in {id|three in four}"
        if tongue.spell is None:
            raise CannotPrint(f"numbers are not spelt out in this language (`{tongue.code}`)", hint)
        if number != number.to_integral_value() or not 0 <= number < 10**12:
            raise CannotPrint(f"{grouped(number)} cannot be spelt out: only whole numbers can", hint)
        return tongue.spell(int(number))

    match value:
        case Amount(number):
            return words(number)
        case Range(low, high):
            return f"{words(low)}{tongue.upto}{words(high)}"
        case Several(numbers):
            return _listed([words(n) for n in numbers], tongue)
        case Wording(text):
            return text
