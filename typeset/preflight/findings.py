"""What preflight has to say: a finding, and the rule that says it.

A rule is a small function over a `Job`. It yields faults; the register adds its code,
title and reason. Adding a rule is writing one function under `rules/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from layout.geometry import Rect
from layout.values import Struct
from typeset.preflight.coverage import Coverage
from typeset.preflight.facts import Document, Page, Painted
from typeset.preflight.printer import Printer
from typeset.problem import Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
RANK = {ERROR: 0, WARNING: 1, NOTE: 2}


class Job(Struct, frozen=True, kw_only=True):
    """What the rules look at: the file as read, and what the printer asks for."""

    document: Document
    printer: Printer
    coverage: tuple[Coverage, ...]

    @property
    def pages(self) -> tuple[Page, ...]:
        return self.document.pages


class Fault(Struct, frozen=True, kw_only=True):
    """One place where a rule is broken."""

    page: int | None = None
    """Index from 0; None for the document."""
    place: Rect | None = None
    object: str = ""
    """What it is, in a few words: ``text “Base: 412”``."""
    found: str
    allowed: str
    severity: Severity | None = None
    """Where this one weighs otherwise than the rule says."""


Check = Callable[[Job], Iterable[Fault]]


class Rule(Struct, frozen=True, kw_only=True):
    """A demand on a file, with the reason for it and the way out."""

    code: str
    title: str
    """What the rule finds, as a short sentence about the fault."""
    why: str
    """The clause of a standard, or what happens on press."""
    remedy: str
    severity: Severity
    family: str
    check: Check


RULES: dict[str, Rule] = {}
"""All rules by code; the modules under `rules` fill it when they are imported."""


def rule(code: str, title: str, *, why: str, remedy: str, severity: Severity = ERROR) -> Callable[[Check], Check]:
    """Register the decorated function as the rule *code*; its module names the family."""

    def register(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"two rules are called {code}")
        family = check.__module__.rpartition(".")[2]
        RULES[code] = Rule(
            code=code, title=title, why=why, remedy=remedy, severity=severity, family=family, check=check
        )
        return check

    return register


class Finding(Struct, frozen=True, kw_only=True):
    """A fault with everything a person needs to judge it; alike faults of a page are one finding."""

    code: str
    title: str
    severity: Severity
    page: int | None
    """Index from 0; None for the document."""
    places: tuple[Rect, ...]
    """Points from the trim's top-left corner, the first ones of *count*."""
    count: int
    object: str
    found: str
    allowed: str
    source: str = ""
    """The line of the manifest it comes from, for our own files."""

    @property
    def rule(self) -> Rule:
        return RULES[self.code]


_MOST_PLACES = 60


def apply_rules(job: Job) -> tuple[Finding, ...]:
    """Run every rule over *job*: errors first, then by page, in the order of the rules."""
    found = [finding for each in RULES.values() for finding in _gathered(each, each.check(job))]
    order = {code: at for at, code in enumerate(RULES)}
    return tuple(
        sorted(found, key=lambda f: (RANK[f.severity], -1 if f.page is None else f.page, order[f.code], f.found))
    )


def _gathered(each: Rule, faults: Iterable[Fault]) -> Iterator[Finding]:
    """Make one finding of the faults on a page that read the same."""
    groups: dict[tuple[object, ...], list[Fault]] = {}
    for fault in faults:
        key = (fault.page, fault.found, fault.allowed, fault.severity)
        groups.setdefault(key, []).append(fault)
    for alike in groups.values():
        first = alike[0]
        yield Finding(
            code=each.code,
            title=each.title,
            severity=first.severity or each.severity,
            page=first.page,
            places=tuple(f.place for f in alike if f.place is not None)[:_MOST_PLACES],
            count=len(alike),
            object=first.object,
            found=first.found,
            allowed=first.allowed,
        )


def name_object(thing: Painted) -> str:
    """Say what *thing* is in a few words."""
    words = thing.kind.value
    if thing.text is not None:
        shown = " ".join(thing.text.text.split())
        words = (
            f"text “{shown[:47] + '…' if len(shown) > 48 else shown}”" if shown else f"text in {thing.text.font.name}"
        )
    elif thing.image is not None:
        words = f"image {thing.image.name} ({thing.image.width} × {thing.image.height} pixels)"
    return f"{words} in {thing.within}" if thing.within else words


def points(value: float) -> str:
    """A length in points as people write it."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + " pt"


def millimetres(value: float) -> str:
    """A length in points, written in millimetres."""
    return f"{value * 25.4 / 72 + 0.0:.1f}".removesuffix(".0").replace("-", "−") + " mm"


def per_cent(value: float) -> str:
    """A share 0..1, and more for several inks, as whole per cent."""
    return f"{value * 100:.0f} %"
