"""What a seeded defect is, and the one way all of them are judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from layout.geometry import Rect
from layout.values import replace
from typeset.preflight.findings import ERROR, NOTE, WARNING
from typeset.preflight.printer import Printer, load_printer
from typeset.preflight.report import Report, preflight
from typeset.problem import Severity

__all__ = ["ERROR", "NOTE", "WARNING", "Defect", "assert_found", "each", "millimetres_of"]


@dataclass(frozen=True, kw_only=True)
class Defect:
    """A file with one fault, and what must be said about it."""

    code: str
    says: str
    """One sentence about what is true of the file; the test's name."""
    pdf: Callable[[], bytes]
    page: int | None = None
    place: tuple[float, float, float, float] | None = None
    """Left, top, width, height in mm from the trim; None where a rule speaks of no place."""
    severity: Severity = ERROR
    found: str = ""
    """Words that the finding must hold."""
    printer: str = "coated"
    change: tuple[tuple[str, object], ...] = ()
    """Fields of the printer's profile that differ for this test."""


def each(*defects: Defect) -> pytest.MarkDecorator:
    """Parametrize a test over *defects*, named by their sentences."""
    return pytest.mark.parametrize("defect", defects, ids=[f"{d.code}: {d.says}" for d in defects])


def assert_found(defect: Defect) -> None:
    """The rule speaks, at that place, and no other rule does."""
    printer: Printer = replace(load_printer(defect.printer), **dict(defect.change))  # type: ignore[arg-type]
    report = preflight(defect.pdf(), printer)
    assert not report.unreadable, report.unreadable
    assert {f.code for f in report.findings} == {defect.code}, told(report)
    finding = report.findings[0]
    assert finding.page == defect.page
    assert finding.severity is defect.severity
    assert defect.found in finding.found
    if defect.place is None:
        return
    assert any(millimetres_of(place) == pytest.approx(defect.place, abs=0.6) for place in finding.places), told(report)


def millimetres_of(place: Rect) -> tuple[float, float, float, float]:
    """Left, top, width, height in mm."""
    return tuple(v * 25.4 / 72 for v in (place.x, place.y, place.width, place.height))  # type: ignore[return-value]


def told(report: Report) -> str:
    """All findings as lines, for a failing test."""
    return "\n".join(
        f"{f.code} page {f.page}: {f.object} {f.found} ({f.allowed}) at {[millimetres_of(p) for p in f.places[:2]]}"
        for f in report.findings
    )
