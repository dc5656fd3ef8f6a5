"""Formulas of derived figures: plain arithmetic over ids, parsed here and nowhere near `eval`.

Values are ranges throughout (a single number is a range of no width), so that twelve
times “5 to 8 a month” is “60 to 96 a year”, and the difference of two ranges is as
uncertain as it must be.

    formula = term  { (" + " | " - ") term }
    term    = factor { ("*" | "×" | "/" | "÷") factor }
    factor  = number | id | "(" formula ")" | "-" factor

Ids may hold hyphens (``I1-4``, ``M-uk``), so a minus sign between two of them wants spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, DecimalException, localcontext

from layout.values import Struct

LONGEST = 500
"""Characters in a formula."""

DEEPEST = 20
"""Brackets in each other."""

_TOKEN = re.compile(r"\s*(?:(?P<id>[A-Za-z][\w.-]*)|(?P<number>\d+(?:\.\d+)?)|(?P<sign>[-+*/()×÷\u2212\u2013]))")
_SIGNS = {"×": "*", "÷": "/", "\u2212": "-", "\u2013": "-"}


class BadFormula(ValueError):  # noqa: N818  # it says what is wrong
    """What is wrong with a formula; *at* and *length* say where in it."""

    def __init__(self, message: str, at: int = 0, length: int = 1, hint: str = "") -> None:
        super().__init__(message)
        self.at = at
        self.length = length
        self.hint = hint


class Interval(Struct, frozen=True):
    """From *low* to *high*; all arithmetic keeps every value that could be meant."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        ends = [one * two for one in (self.low, self.high) for two in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError
        return (
            self * Interval(1 / other.high, 1 / other.low)
            if other.low != other.high
            else Interval(*sorted((self.low / other.low, self.high / other.low)))
        )


class Token(Struct, frozen=True):
    """One number, id or sign."""

    kind: str
    text: str
    at: int


def tokens(formula: str) -> tuple[Token, ...]:
    """Cut *formula* into tokens; whatever is none of them is refused."""
    if len(formula) > LONGEST:
        raise BadFormula(f"a formula may have {LONGEST} characters", hint="make a figure of a part of it")
    found: list[Token] = []
    at = 0
    end = len(formula.rstrip())
    while at < end:
        match = _TOKEN.match(formula, at)
        if match is None:
            at += len(formula[at:]) - len(formula[at:].lstrip())
            raise BadFormula(f"`{formula[at]}` has no meaning in a formula", at, 1, "use + - * / and brackets")
        kind = match.lastgroup or ""
        text = match.group(kind)
        found.append(Token(kind, _SIGNS.get(text, text), match.start(kind)))
        at = match.end()
    return tuple(found)


def ids_in(formula: str) -> tuple[Token, ...]:
    """The ids that *formula* refers to, in order."""
    return tuple(token for token in tokens(formula) if token.kind == "id")


def evaluate(formula: str, value_of: Callable[[Token], Interval]) -> Interval:
    """Work *formula* out exactly (28 digits); *value_of* gives the value of an id, or raises `BadFormula`."""
    parsed = tokens(formula)
    if not parsed:
        raise BadFormula("this formula is empty", hint='as in formula: "I1-4 - I1-1"')
    with localcontext() as context:
        context.prec = 28
        try:
            return _Evaluation(parsed, value_of, len(formula)).run()
        except (DecimalException, ZeroDivisionError) as error:
            raise BadFormula(
                "this formula divides by zero, or its result is too large", 0, len(formula), "is another figure meant?"
            ) from error


class _Evaluation:
    """Recursive descent, one token ahead."""

    def __init__(self, parsed: tuple[Token, ...], value_of: Callable[[Token], Interval], end: int) -> None:
        self.rest: Iterator[Token] = iter((*parsed, Token("end", "", end)))
        self.token = next(self.rest)
        self.value_of = value_of
        self.depth = 0

    def run(self) -> Interval:
        result = self.sum()
        if self.token.kind != "end":
            at, text = self.token.at, self.token.text
            raise BadFormula(f"a sign is missing before `{text}`", at, len(text), "one of + - * / with spaces round it")
        return result

    def sum(self) -> Interval:
        result = self.product()
        while self.token.text in ("+", "-"):
            result = result + self.product() if self.step().text == "+" else result - self.product()
        return result

    def product(self) -> Interval:
        result = self.factor()
        while self.token.text in ("*", "/"):
            result = result * self.factor() if self.step().text == "*" else result / self.factor()
        return result

    def factor(self) -> Interval:
        token = self.step()
        match token:
            case Token(kind="number"):
                return Interval(Decimal(token.text), Decimal(token.text))
            case Token(kind="id"):
                return self.value_of(token)
            case Token(text="-"):
                return -self.nested(self.factor)
            case Token(text="("):
                result = self.nested(self.sum)
                if self.token.text != ")":
                    raise BadFormula("this bracket is never closed", token.at, 1, "close it with `)`")
                self.step()
                return result
        at = max(0, token.at - (token.kind == "end"))
        raise BadFormula("a number or an id is missing here", at, 1, 'as in formula: "I1-4 - I1-1"')

    def nested(self, rule: Callable[[], Interval]) -> Interval:
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadFormula(f"more than {DEEPEST} brackets stand in each other", hint="make a figure of a part of it")
        result = rule()
        self.depth -= 1
        return result

    def step(self) -> Token:
        token = self.token
        self.token = next(self.rest, token)
        return token
