"""Derived figures: formulas worked out, and held against the values that stand beside them."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from layout.values import Struct, field, replace
from typeset.ledger.formula import BadFormula, Interval, Token, evaluate
from typeset.ledger.values import Amount, Range, Value, print_as
from typeset.manifest.desk import Desk
from typeset.manifest.nearest import did_you_mean
from typeset.manifest.nodes import Mapping, Node, Scalar
from typeset.manifest.registers import Figure
from typeset.problem import Severity, Span

MOST_DECIMALS = 10
"""Of a value that only a formula gives."""


def work_out(tree: Mapping, desk: Desk) -> dict[str, Figure]:
    """Work out every formula among the figures of *desk*; give all figures, in the order of the manifest."""
    register = tree.get("figures")
    if not isinstance(register, Mapping):
        return {}
    work = _Work({name.value: entry for name, entry in register.entries}, desk)
    return {name: work.figure(name) for name in desk.figures}


class _Work(Struct):
    entries: MappingOf[str, Node]
    desk: Desk
    done: dict[str, Figure] = field(default_factory=dict)
    exact: dict[str, Interval] = field(default_factory=dict)
    """What a figure was worth before it was rounded; formulas go on with this."""
    open: list[str] = field(default_factory=list)

    def figure(self, name: str) -> Figure:
        """The figure *name* with its value, worked out if need be."""
        if name not in self.done:
            self.open.append(name)
            figure = self.desk.figures[name]
            figure = self._derived(replace(figure, unit=self.desk.tongue.unit(figure.unit)))
            self.done[name] = self._rounded(figure)
            self.open.pop()
        return self.done[name]

    def _derived(self, figure: Figure) -> Figure:
        entry = self.entries[figure.id]
        assert isinstance(entry, Mapping)
        formula, given = entry.get("formula"), entry.get("value")
        has_value = given is not None and not (isinstance(given, Scalar) and given.is_empty)
        if not isinstance(formula, Scalar) or formula.is_empty:
            if not has_value:
                hint = "add `value: 74.6`, or `formula:` with how it is worked out"
                self.desk.complain("missing-key", f"the figure `{figure.id}` has no value", entry.span, hint=hint)
            return figure
        try:
            result = evaluate(formula.value, self._value)
        except BadFormula as error:
            span = formula.spot(error.at, error.length)
            self.desk.complain("formula", str(error), span, found=formula.value, hint=error.hint)
            return figure
        except RecursionError:
            message = "too many figures are derived from each other here"
            self.desk.complain("formula", message, formula.span, hint="give one of them a value")
            return figure
        if not has_value:
            self.exact[figure.id] = result
            self._check_end(figure, result, formula)
            return replace(figure, value=_as_value(result))
        self._compare(figure, result, given.span if given else entry.span, formula.value)
        return figure

    def _value(self, token: Token) -> Interval:
        """What the figure that *token* names is worth."""
        if token.text not in self.desk.figures:
            hint = did_you_mean(token.text, self.desk.figures, otherwise="a minus sign between ids wants spaces")
            raise BadFormula(f"there is no figure `{token.text}`", token.at, len(token.text), hint)
        if token.text in self.open:
            ring = " → ".join([*self.open[self.open.index(token.text) :], token.text])
            raise BadFormula(
                f"this formula leads back to itself: {ring}", token.at, len(token.text), "give one of them a value"
            )
        known = self.figure(token.text).value
        if token.text in self.exact:
            return self.exact[token.text]
        match known:
            case Amount(number):
                return Interval(number, number)
            case Range(low, high):
                return Interval(low, high)
        hint = "only numbers and ranges can be worked with"
        raise BadFormula(f"`{token.text}` is neither a number nor a range", token.at, len(token.text), hint)

    def _rounded(self, figure: Figure) -> Figure:
        """The figure with as many decimals as its `precision` says."""
        if figure.precision is None:
            return figure
        unit = Decimal(1).scaleb(-figure.precision)
        match figure.value:
            case Amount(number):
                self.exact.setdefault(figure.id, Interval(number, number))
                return replace(figure, value=Amount(number.quantize(unit, ROUND_HALF_UP)))
            case Range(low, high):
                self.exact.setdefault(figure.id, Interval(low, high))
                ends = (end.quantize(unit, ROUND_HALF_UP) for end in (low, high))
                return replace(figure, value=Range(*ends))
        return figure

    def _check_end(self, figure: Figure, result: Interval, formula: Scalar) -> None:
        """A division that does not come out would be printed with all its decimals."""
        decimals = max(-int(end.normalize().as_tuple().exponent) for end in (result.low, result.high))
        if figure.precision is None and decimals > MOST_DECIMALS:
            message = (
                f"`{formula.value}` makes {print_as(_as_value(result), '', 'number')}, which does not come out even"
            )
            hint = "say with how many decimals it is printed, as in `precision: 1`"
            self.desk.complain(
                "precision", message, formula.span, found=formula.value, hint=hint, severity=Severity.WARNING
            )

    def _compare(self, figure: Figure, result: Interval, span: Span, formula: str) -> None:
        """Hold the value as written against *result*, rounded as the value is."""
        match figure.value:
            case Amount(number):
                written = (number, number)
            case Range(low, high):
                written = (low, high)
            case _:
                message = "a figure with a formula is a number or a range"
                self.desk.complain("formula", message, span, hint="leave the value out")
                return
        about = figure.bound == "about"
        if not all(_rounds_to(*pair, about=about) for pair in zip((result.low, result.high), written, strict=True)):
            made = print_as(_as_value(result), "", "number")
            message = f"the value is {print_as(figure.value, '', 'number')}, but `{formula}` makes {made}"
            hint = "correct one of them, or leave the value out: it is then worked out"
            self.desk.complain("formula-value", message, span, hint=hint)


def _rounds_to(result: Decimal, written: Decimal, *, about: bool) -> bool:
    """Tell whether *written* is *result* rounded to the decimals it has; *about* also rounds to tens, hundreds …"""
    unit = Decimal(1).scaleb(int(written.as_tuple().exponent))
    if about and written == written.to_integral_value() and written:
        unit = Decimal(1).scaleb(int(written.normalize().as_tuple().exponent))
    return written in {result.quantize(unit, how) for how in (ROUND_HALF_UP, ROUND_HALF_EVEN)}


def _as_value(result: Interval) -> Value:
    low, high = _trimmed(result.low), _trimmed(result.high)
    return Amount(low) if low == high else Range(low, high)


def _trimmed(number: Decimal) -> Decimal:
    """A result without needless decimals."""
    if int(number.as_tuple().exponent) >= -MOST_DECIMALS:
        return number
    number = number.quantize(Decimal(1).scaleb(-MOST_DECIMALS), ROUND_HALF_UP).normalize()
    return number if int(number.as_tuple().exponent) <= 0 else number.quantize(Decimal(1))
