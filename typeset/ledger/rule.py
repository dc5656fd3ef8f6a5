"""A rule as a value: its code, how much it matters, what it looks for, and its page in the handbook.

A rule is a small function that reads the `Bench` and gives `Finding`s. Its docstring is
its page in ``docs/audit/``: what it says, why it matters, one wrong and one right example,
which the tests run. Registering is what the decorator does, and all it does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from layout.values import Struct, field
from typeset.ledger.passages import Passage
from typeset.ledger.tongues import Tongue
from typeset.manifest import model
from typeset.manifest.inline import Words
from typeset.manifest.nodes import Scalar
from typeset.problem import Problem, Severity, Span

if TYPE_CHECKING:
    from typeset.ledger.approvals import Approvals
    from typeset.ledger.house import House


class Mend(Struct, frozen=True):
    """A purely typographic correction: *words* in place of what stands from *start* to *end* of the field's value."""

    scalar: Scalar
    start: int
    end: int
    words: str


class Finding(Struct, frozen=True, kw_only=True):
    """What a rule found, before it is known by which rule, and whether it is suppressed."""

    message: str
    span: Span
    scalar: Scalar | None = None
    """The field it stands in; a suppression above a block of text covers the whole block."""
    found: str = ""
    expected: str = ""
    hint: str = ""
    why: str = ""
    mend: Mend | None = None


_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


class Bench(Struct, frozen=True, dict=True):
    """What every rule may look at. Nothing on it changes."""

    report: model.Report
    passages: tuple[Passage, ...]
    house: House
    earlier: Mapping[str, Mapping[str, model.Figure]] = field(default_factory=dict)
    """Ledgers of earlier editions, by the name under `edition:`."""
    approvals: Approvals | None = None

    @property
    def language(self) -> str:
        """That of the report; empty where a faulty manifest names none."""
        return getattr(self.report.report, "language", None) or ""

    @property
    def tongue(self) -> Tongue:
        """The language of the report, as its house writes it."""
        return self.house.tongue

    @cached_property
    def charts(self) -> tuple[tuple[model.Chart, str], ...]:
        """Every chart, with the id of its part."""
        found = {id(p.owner): (p.owner, p.part.id if p.part else "") for p in self.passages}
        return tuple((owner, part) for owner, part in found.values() if isinstance(owner, model.Chart))

    @cached_property
    def words(self) -> Mapping[str, tuple[Passage, ...]]:
        """Every word that authors typed (quotations, titles and other languages apart), and the passages it stands in."""
        found: dict[str, list[Passage]] = {}
        for passage in self.passages:
            if not passage.verbatim:
                for word in dict.fromkeys(_WORD.findall(passage.own)):
                    found.setdefault(word, []).append(passage)
        return {word: tuple(passages) for word, passages in found.items()}

    @cached_property
    def folded(self) -> str:
        """All that authors typed, case folded: what is not in here need not be looked for passage by passage."""
        return "\n".join(passage.own for passage in self.passages if not passage.verbatim).casefold()

    def places(self, word: str) -> tuple[tuple[Passage, int], ...]:
        """Where a word stands that authors typed: each passage, and the offset in it."""
        return tuple(
            (passage, match.start())
            for passage in self.words.get(word, ())
            for match in _WORD.finditer(passage.own)
            if match.group() == word
        )

    def passages_with(self, words: Iterable[str]) -> tuple[Passage, ...]:
        """The passages in which authors typed any of these words (in small letters), in book order."""
        forms = (form for word in words for form in (word, word[:1].upper() + word[1:]))
        found = {id(passage) for form in forms for passage in self.words.get(form, ())}
        return tuple(passage for passage in self.passages if id(passage) in found) if found else ()

    @cached_property
    def tables(self) -> tuple[model.Table, ...]:
        """Every table."""
        found = {id(p.owner): p.owner for p in self.passages}
        return tuple(owner for owner in found.values() if isinstance(owner, model.Table))


def at(passage: Passage, start: int, end: int, message: str, **more: str) -> Finding:
    """A finding at the stretch of *passage* from *start* to *end*."""
    found = more.pop("found", passage.plain[start:end])
    return Finding(message=message, span=passage.span(start, end), scalar=passage.scalar, found=found, **more)  # type: ignore[arg-type]  # all text


def mended(passage: Passage, start: int, end: int, words: str, message: str, **more: str) -> Finding:
    """The same, with the correction that `typeset check --fix` may make."""
    begin, stop = passage.offsets(start, end)
    own = all(isinstance(passage.node_at(place), Words) for place in (start, end - 1))
    mend = Mend(passage.scalar, begin, stop, words) if passage.scalar and own else None
    hint = more.pop("hint", f"write `{words}`" if words.strip() else "take it out")
    return Finding(
        message=message,
        span=passage.span(start, end),
        scalar=passage.scalar,
        found=passage.plain[start:end],
        hint=hint,
        mend=mend,
        **more,
    )


Look = Callable[[Any], Iterator[Finding]]
"""Reads the `Bench`; a late rule reads what came of the others (`suppressing.Outcome`)."""


class Rule(Struct, frozen=True):
    """One rule of the audit."""

    code: str
    """Stable for good: suppressions and reviews name it."""
    severity: Severity
    look: Look
    languages: tuple[str, ...] = ()
    """Those whose words it knows (``en``); empty where it needs none."""
    late: bool = False
    """True for rules about the audit itself, which run when the others have."""

    @property
    def title(self) -> str:
        """What it says, in one line."""
        return (self.look.__doc__ or "").partition("\n")[0].rstrip(".")

    def problem(self, finding: Finding) -> Problem:
        """The finding as a problem under this rule's name."""
        return Problem(
            code=self.code,
            message=finding.message,
            span=finding.span,
            severity=self.severity,
            found=finding.found,
            expected=finding.expected,
            hint=finding.hint,
            why=finding.why,
        )


RULES: dict[str, Rule] = {}
"""Every rule by its code, in the order of the modules that hold them. Filled while they are imported."""


L = TypeVar("L", bound=Look)


def rule(
    code: str, severity: Severity = Severity.WARNING, *, languages: tuple[str, ...] = (), late: bool = False
) -> Callable[[L], L]:
    """Register the function below as the rule *code*."""

    def register(look: L) -> L:
        assert code not in RULES, code
        RULES[code] = Rule(code, severity, look, languages, late)
        return look

    return register
