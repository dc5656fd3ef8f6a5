"""The report for a terminal, and the words that it shares with the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from layout.geometry import Rect
from typeset.preflight.findings import Finding, millimetres
from typeset.preflight.report import Report


def as_text(report: Report) -> str:
    """The findings as lines, verdict last, where the eye rests after a command."""
    return "\n".join([*_lines(report), ": ".join(filter(None, (report.name, *verdict_of(report)[1:])))])


def _lines(report: Report) -> Iterator[str]:
    for finding in report.findings:
        yield f"{finding.severity.value}: {finding.title} [{finding.code}]"
        yield f"  {_place(finding)}found {finding.found}, wanted {finding.allowed}"
        if finding.source:
            yield f"  from {finding.source}"
        yield f"  {finding.rule.remedy}"
        yield ""


def _place(finding: Finding) -> str:
    """Where and what, as the beginning of a sentence; nothing for the document as a whole."""
    parts = [f"page {finding.page + 1}"] if finding.page is not None else []
    parts += [where(finding.places[0])] if finding.places else []
    parts += [finding.object] if finding.object else []
    times = f" ({finding.count} times)" if finding.count > 1 else ""
    return f"{', '.join(parts)}{times}: " if parts else ""


def verdict_of(report: Report) -> tuple[str, str, str]:
    """Tone (``pass``, ``warning``, ``error``), verdict, and the count behind it."""
    if report.unreadable:
        return "error", "This file cannot be read", report.unreadable
    numbers = ((report.errors, "error"), (report.warnings, "warning"), (report.notes, "note"))
    counts = ", ".join(counted(number, word) for number, word in numbers if number)
    target = "go to the printer" if report.printer.is_press else "be published"
    if not report.passes:
        reason = "it would not come out right" if report.printer.is_press else "it does not keep what it promises"
        return "error", f"Not yet: {reason}", counts
    if report.warnings:
        return "warning", f"It can {target}, once somebody has looked", counts
    return "pass", f"It can {target}", counts or "nothing found"


def counted(number: int, word: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def where(place: Rect) -> str:
    """A place in words, from the trim's top-left corner."""
    return tied(f"{millimetres(place.x)} from the left, {millimetres(place.y)} from the top")


def tied(words: str) -> str:
    """Numbers kept on one line with their units, by no-break spaces."""
    return re.sub(r"(?<=\d) (?=%|mm|pt|ppi)", "\u00a0", words)
