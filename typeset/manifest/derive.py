"""Derived figures: formulas worked out, and held against the values that stand beside them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from typeset.ledger.formula import BadFormula, Token, evaluate
from typeset.ledger.values import Amount, grouped
from typeset.manifest.desk import Desk
from typeset.manifest.nearest import did_you_mean
from typeset.manifest.nodes import Mapping, Scalar
from typeset.manifest.registers import Figure
from typeset.problem import Span

MOST_DECIMALS = 10
"""Of a value that only a formula gives."""


def work_out(tree: Mapping, desk: Desk) -> dict[str, Figure]:
    """Work out every formula among the figures of *desk*; give all figures, in the order of the manifest."""
    register = tree.get("figures")
    if not isinstance(register, Mapping):
        return {}
    work = _Work(register, desk)
    return {name: work.figure(name) for name in desk.figures}


@dataclass
class _Work:
    register: Mapping
    desk: Desk
    done: dict[str, Figure] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)

    def figure(self, name: str) -> Figure:
        """The figure *name* with its value, worked out if need be."""
        if name not in self.done:
            self.open.append(name)
            self.done[name] = self._derived(self.desk.figures[name])
            self.open.pop()
        return self.done[name]

    def _derived(self, figure: Figure) -> Figure:
        entry = self.register.get(figure.id)
        assert isinstance(entry, Mapping)
        formula, given = entry.get("formula"), entry.get("value")
        has_value = given is not None and not (isinstance(given, Scalar) and given.is_empty)
        if not isinstance(formula, Scalar) or formula.is_empty:
            if not has_value:
                hint = "add `value: 74.6`, or `formula:` with how it is worked out"
                self.desk.complain("missing-key", f"the figure `{figure.id}` has no value", entry.span, hint=hint)
            return figure
        try:
            result = evaluate(formula.value, lambda token: self._value(token, formula))
        except BadFormula as error:
            span = formula.spot(error.at, error.length)
            self.desk.complain("formula", str(error), span, found=formula.value, hint=error.hint)
            return figure
        except RecursionError:
            self.desk.complain("formula", "too many figures are derived from each other here", formula.span)
            return figure
        if not has_value:
            return replace(figure, value=Amount(_trimmed(result)))
        self._compare(figure, result, given.span if given else entry.span, formula.value)
        return figure

    def _value(self, token: Token, formula: Scalar) -> Decimal:
        """What the figure that *token* names is worth, as a single number."""
        if token.text not in self.desk.figures:
            hint = did_you_mean(token.text, self.desk.figures, otherwise="a minus sign between ids wants spaces")
            raise BadFormula(f"there is no figure `{token.text}`", token.at, len(token.text), hint)
        if token.text in self.open:
            ring = " → ".join([*self.open[self.open.index(token.text) :], token.text])
            raise BadFormula(f"this formula leads back to itself: {ring}", token.at, len(token.text))
        value = self.figure(token.text).value
        if not isinstance(value, Amount):
            raise BadFormula(f"`{token.text}` is not a single number", token.at, len(token.text))
        return value.number

    def _compare(self, figure: Figure, result: Decimal, span: Span, formula: str) -> None:
        """Hold the value as written against *result*, rounded to the decimals that were written."""
        if not isinstance(figure.value, Amount):
            self.desk.complain("formula", "a figure with a formula is a single number", span, hint="leave the value out")
            return
        written = figure.value.number
        unit = Decimal(1).scaleb(int(written.as_tuple().exponent))
        if written not in {result.quantize(unit, how) for how in (ROUND_HALF_UP, ROUND_HALF_EVEN)}:
            message = f"the value is {written}, but `{formula}` makes {grouped(_trimmed(result))}"
            hint = "correct one of them, or leave the value out: it is then worked out"
            self.desk.complain("formula-value", message, span, found=str(written), hint=hint)


def _trimmed(number: Decimal) -> Decimal:
    """A result without needless decimals."""
    exponent = int(number.as_tuple().exponent)
    if exponent < -MOST_DECIMALS:
        number = number.quantize(Decimal(1).scaleb(-MOST_DECIMALS), ROUND_HALF_UP).normalize()
        return number if int(number.as_tuple().exponent) <= 0 else number.quantize(Decimal(1))
    return number
