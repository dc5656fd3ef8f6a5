"""What a figure is worth, and the forms in which it is printed.

Values are exact decimals that keep the precision they were written with: 26.0 stays
26.0. Forms are English, the language of the sample report; `print_as` is the one place
where another language would come in.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from layout.values import Struct

Form = Literal["default", "number", "symbol", "spelt", "rounded", "low", "high"]
FORMS: tuple[Form, ...] = ("default", "number", "symbol", "spelt", "rounded", "low", "high")

NO_BREAK = "\u00a0"
SHARES = {"per cent": "%", "per thousand": "‰", "percentage points": ""}
"""Units that are printed with their number, and the signs for them."""


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


def grouped(number: Decimal) -> str:
    """Write *number* in digits: thousands set off by commas, a true minus, decimals as they are."""
    return f"{number:,f}".replace("-", "\u2212")


def print_as(value: Value, unit: str, form: str = "default") -> str:
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
            return _end(value, unit, form)
        case _, "spelt":
            return _with_unit(_spelt(value), value, unit, "default")
        case _, "rounded":
            return _with_unit(_digits(_rounded(value), unit), value, unit, "default")
        case _:
            return _with_unit(_digits(value, unit), value, unit, form)


def _with_unit(written: str, value: Value, unit: str, form: str) -> str:
    if form == "number" or unit not in SHARES:
        return written
    if form == "symbol":
        sign = SHARES[unit]
        return written + sign if sign else f"{written}{NO_BREAK}{unit}"
    single = unit == "percentage points" and isinstance(value, Amount) and abs(value.number) == 1
    return f"{written}{NO_BREAK}{'percentage point' if single else unit}"


def _digits(value: Value, unit: str) -> str:
    def write(number: Decimal) -> str:
        return f"{number:f}" if unit in ("year", "years") and number == number.to_integral_value() else grouped(number)

    match value:
        case Amount(number):
            return write(number)
        case Range(low, high):
            return f"{write(low)}\u2013{write(high)}"
        case Several(numbers):
            return _listed([write(n) for n in numbers])
        case Wording(text):
            return text


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _end(value: Value, unit: str, form: str) -> str:
    match value:
        case Range(low, high):
            return _digits(Amount(low if form == "low" else high), unit)
        case Several(numbers):
            return _digits(Amount(min(numbers) if form == "low" else max(numbers)), unit)
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


_SMALL = tuple(
    "nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "  # noqa: SIM905  # a row of words reads better
    "seventeen eighteen nineteen".split()
)
_TENS = tuple("twenty thirty forty fifty sixty seventy eighty ninety".split())  # noqa: SIM905
_GREAT = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"))


def spell(number: int) -> str:
    """Write a whole number below a million million in English words: ``one thousand six hundred``."""
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{_SMALL[hundreds]} hundred" + (f" and {spell(rest)}" if rest else "")
    size, name = next((size, name) for size, name in _GREAT if number >= size)
    count, rest = divmod(number, size)
    joint = " and " if 0 < rest < 100 else " "
    return f"{spell(count)} {name}" + (joint + spell(rest) if rest else "")


def _spelt(value: Value) -> str:
    def words(number: Decimal) -> str:
        if number != number.to_integral_value() or not 0 <= number < 10**12:
            raise CannotPrint(
                f"{grouped(number)} cannot be spelt out: only whole numbers can",
                "give the words yourself, as in {id|three in four}",
            )
        return spell(int(number))

    match value:
        case Amount(number):
            return words(number)
        case Range(low, high):
            return f"{words(low)} to {words(high)}"
        case Several(numbers):
            return _listed([words(n) for n in numbers])
        case Wording(text):
            return text
