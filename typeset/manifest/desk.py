"""The desk at which a manifest is read: what is known so far, and what is wrong so far.

It is opened and closed by `load`; nothing that leaves `load` refers to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from layout.values import Struct, field
from typeset.ledger.tongues import ENGLISH, Tongue
from typeset.manifest.nearest import did_you_mean, one_of
from typeset.manifest.nodes import Scalar
from typeset.manifest.reading import MOST_PROBLEMS, Reading
from typeset.problem import Problem, Severity, Span

if TYPE_CHECKING:
    from typeset.manifest.registers import Figure, Organisation, Person, Source


class Mention(Struct, frozen=True):
    """A reference to a place, to be looked up when the whole report has been read."""

    target: str
    scalar: Scalar
    """The text it stands in."""
    offset: int = 0
    severity: Severity = Severity.ERROR

    @property
    def span(self) -> Span:
        """Where it stands; worked out only for one that leads nowhere."""
        return self.scalar.spot(self.offset, len(self.target))


class Desk(Struct):
    """What readers of fields share."""

    reading: Reading
    sources: dict[str, Source] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    tongue: Tongue = ENGLISH
    """How the report writes its numbers."""
    places: dict[str, tuple[str, Span]] = field(default_factory=dict)
    """Id → what it names (a part, a chart …) and where."""
    mentions: list[Mention] = field(default_factory=list)

    @property
    def has_enough(self) -> bool:
        """Tell whether so much is wrong that guesses at what was meant are no longer worth their time."""
        return len(self.reading.problems) >= MOST_PROBLEMS

    def complain(
        self,
        code: str,
        message: str,
        span: Span,
        *,
        hint: str = "",
        found: str = "",
        expected: str = "",
        why: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a problem."""
        self.reading.note(
            Problem(
                code=code,
                message=message,
                span=span,
                severity=severity,
                found=found,
                expected=expected,
                hint=hint,
                why=why,
            )
        )

    def register(self, name: str, kind: str, span: Span) -> None:
        """Give *name* to a place; a name can be given once in a report."""
        if name in self.places:
            other, first = self.places[name]
            where = f"line {first.line}" + (f" of {first.file}" if first.file != span.file else "")
            message = f"the id `{name}` is already that of the {other} in {where}"
            self.complain("duplicate-id", message, span, found=name, hint="ids are given once in a report")
        else:
            self.places[name] = (kind, span)

    def unknown(self, what: str, name: str, known: Iterable[str], span: Span, register: str) -> None:
        """Report that *name* is not among *known*."""
        if self.has_enough:
            return
        names = list(known)
        otherwise = f"declare it under `{register}:`" + (f"; known: {one_of(names)}" if names else "")
        hint = did_you_mean(name, names, otherwise=otherwise)
        self.complain(f"unknown-{what}", f"there is no {what} `{name}`", span, found=name, hint=hint)

    def resolve_mentions(self) -> None:
        """Look up every mentioned place."""
        for mention in self.mentions:
            if mention.target in self.places or self.has_enough:
                continue
            hint = did_you_mean(mention.target, self.places, otherwise="ids are given with `id:` (charts: `chart:`)")
            self.complain(
                "unknown-target",
                f"no part, commentary, box, chart or table has the id `{mention.target}`",
                mention.span,
                found=mention.target,
                hint=hint,
                severity=mention.severity,
            )
