"""Audit: does the report contradict itself, its ledger, its sources or its house style?

    Report ──find_passages──▶ Bench ──every rule──▶ Finding … ──suppressions──▶ Problem …

Nothing is read from disk here and nothing is changed: the same report gives the same
problems, in the order of the manifest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

import typeset.ledger.rules
from layout.values import Struct
from typeset.ledger.approvals import Approvals
from typeset.ledger.house import House, default_house
from typeset.ledger.passages import find_passages
from typeset.ledger.rule import RULES, Bench, Finding, Mend, Rule
from typeset.ledger.suppressing import Outcome, Suppression, find_suppressions
from typeset.manifest import model
from typeset.manifest.source import Source
from typeset.problem import Problem, in_order

assert typeset.ledger.rules  # importing it filled RULES


MOST_OF_ONE = 500
"""Findings of one rule that are told; after so many it is plain that something else is wrong."""


class Audit(Struct, frozen=True):
    """What came of an audit."""

    problems: tuple[Problem, ...]
    mends: tuple[Mend, ...]
    """Purely typographic corrections, for ``--fix``."""
    suppressed: tuple[tuple[Suppression, Problem], ...]
    """What was found and is justified, for whoever asks."""
    of_pages: tuple[Suppression, ...] = ()
    """Suppressions of what only layout can see."""


def audit(
    report: model.Report,
    house: House | None = None,
    sources: Mapping[str, Source] | None = None,
    earlier: Mapping[str, Mapping[str, model.Figure]] | None = None,
    approvals: Approvals | None = None,
) -> tuple[Problem, ...]:
    """Find everything in *report* that contradicts itself, in the order of the manifest.

    *sources* are the files it was loaded from (`Loaded.sources`), for suppressions and for the
    order; *earlier* are ledgers of earlier editions by the name under `edition:`, those of the
    report unless given.
    """
    return examine(report, house, sources, earlier, approvals).problems


def examine(
    report: model.Report,
    house: House | None = None,
    sources: Mapping[str, Source] | None = None,
    earlier: Mapping[str, Mapping[str, model.Figure]] | None = None,
    approvals: Approvals | None = None,
    pause: Callable[[], None] = lambda: None,
) -> Audit:
    """The same, with the corrections that can be made and the findings that were suppressed.

    *pause* is called before each rule; what it raises breaks the audit off.
    """
    sources = sources or {}
    language = report.report.language if report.report is not None else "en"
    bench = Bench(report, find_passages(report), house or default_house(language), earlier or report.earlier, approvals)
    suppressions = find_suppressions(sources, bench.passages)
    kept: list[tuple[Rule, Finding]] = []
    suppressed: list[tuple[Suppression, Problem]] = []
    for this, finding in _findings(bench, pause):
        holding = next((one for one in suppressions if one.holds(this.code, finding)), None)
        if holding is None:
            kept.append((this, finding))
        else:
            suppressed.append((holding, this.problem(finding)))
    outcome = Outcome(suppressions, frozenset(one for one, _ in suppressed))
    kept += [(this, finding) for this in RULES.values() if this.late for finding in this.look(outcome)]
    problems = in_order((this.problem(finding) for this, finding in kept), sources)
    mends = tuple(dict.fromkeys(finding.mend for _, finding in kept if finding.mend))
    return Audit(problems, mends, tuple(suppressed), tuple(one for one in suppressions if one.is_of_pages))


def is_finding(problem: Problem) -> bool:
    """Tell whether a rule of the audit found it, rather than loading or layout."""
    return problem.code in RULES


def _findings(bench: Bench, pause: Callable[[], None]) -> Iterator[tuple[Rule, Finding]]:
    for this in RULES.values():
        pause()
        if not this.late and (not this.languages or bench.tongue.code in this.languages):
            for finding in islice(this.look(bench), MOST_OF_ONE):
                yield this, finding
