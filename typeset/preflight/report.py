"""Preflight: read a file, apply the rules, hand back a frozen report.

    report = preflight(Path("report-print.pdf"), load_printer("coated"))

`page.as_html` and `ticket.job_ticket` show the report to people, `as_json` to machines.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from layout.geometry import Rect
from layout.values import Struct, replace
from typeset.preflight.coverage import NO_INK, Coverage, measure_coverage
from typeset.preflight.facts import PROCESS, Document, FontFacts, ImageFacts, Painted
from typeset.preflight.findings import ERROR, NOTE, RULES, WARNING, Finding, Job, apply_rules
from typeset.preflight.printer import Printer, load_printer
from typeset.preflight.read import Unreadable, read_pdf

Whence = Callable[[int, Rect], str]
"""Where in the manifest the thing at a place of a page comes from; empty when it is not known."""


class Report(Struct, frozen=True, kw_only=True):
    """Everything preflight found out about one file."""

    name: str
    """Of the file, without its folders."""
    printer: Printer
    document: Document | None
    """None when the file could not be read at all."""
    coverage: tuple[Coverage, ...]
    findings: tuple[Finding, ...]
    """Errors first, then by page."""
    unreadable: str = ""
    """Why it could not be read."""
    pdf: bytes = b""
    """The file itself, for the thumbnails."""

    @property
    def errors(self) -> int:
        return sum(f.severity is ERROR for f in self.findings) + bool(self.unreadable)

    @property
    def warnings(self) -> int:
        return sum(f.severity is WARNING for f in self.findings)

    @property
    def notes(self) -> int:
        return sum(f.severity is NOTE for f in self.findings)

    @property
    def passes(self) -> bool:
        """Tell whether it may go to the printer: nothing is an error."""
        return self.errors == 0

    def on_page(self, index: int) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.page == index)


def preflight(
    source: Path | bytes, printer: Printer | None = None, *, name: str = "", whence: Whence | None = None
) -> Report:
    """Check a PDF, ours or not, against what *printer* asks.

    Without a printer, a file that claims PDF/X is judged for coated paper and any other
    for the screen. A file that cannot be read gives a report that says so.
    """
    import typeset.preflight.rules  # noqa: F401  # importing fills the register

    name = name or (source.name if isinstance(source, Path) else "file.pdf")
    try:
        pdf = source if isinstance(source, bytes) else source.read_bytes()
        document = read_pdf(pdf)
    except (Unreadable, OSError) as error:
        why = str(error) if isinstance(error, Unreadable) else f"it cannot be opened: {error.strerror or error}"
        asked = printer or load_printer("screen")
        return Report(name=name, printer=asked, document=None, coverage=(), findings=(), unreadable=why)
    if printer is None:
        printer = load_printer("coated" if document.facts.claims_x else "screen")
    coverage = tuple(
        measure_coverage(page, printer.total_ink / 100) if printer.is_press else NO_INK for page in document.pages
    )
    findings = apply_rules(Job(document=document, printer=printer, coverage=coverage))
    if whence is not None:
        findings = tuple(_traced(f, whence) for f in findings)
    return Report(name=name, printer=printer, document=document, coverage=coverage, findings=findings, pdf=pdf)


def _traced(finding: Finding, whence: Whence) -> Finding:
    if finding.page is None or not finding.places:
        return finding
    return replace(finding, source=whence(finding.page, finding.places[0]))


# ---- what a report knows about its file, gathered once for JSON, HTML, ticket and certificate


def fonts_of(document: Document) -> tuple[FontFacts, ...]:
    """Fonts that show something, in order of their names."""
    used = {o.text.font for page in document.pages for o in page.objects if o.text is not None and o.text.visible}
    return tuple(sorted(used, key=lambda f: (f.name, f.kind, f.subset)))


def images_of(document: Document) -> tuple[tuple[int, Painted, ImageFacts], ...]:
    """Placed images with the index of their page."""
    return tuple((p.facts.index, o, o.image) for p in document.pages for o in p.inside if o.image is not None)


def plates_of(document: Document, coverage: Sequence[Coverage]) -> tuple[str, ...]:
    """Plates that carry any ink inside the bleed, process first."""
    inked = {name for page in coverage for name, share in page.plates if share > 0}
    inked |= {ink for page in document.pages for o in page.inside for ink in o.manner.colour.inks}
    spots = sorted(inked - {*PROCESS, "All", "None"})
    return (*(name for name in PROCESS if name in inked), *spots)


def as_json(report: Report) -> str:
    """The report for machines: stable keys, lengths in mm, pages from 1, no clock."""
    return json.dumps(as_data(report), ensure_ascii=False, indent=2) + "\n"


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain values."""
    document = report.document
    data: dict[str, Any] = {
        "schema": 1,
        "file": report.name,
        "printer": report.printer.name,
        "standard": report.printer.standard,
        "verdict": "pass" if report.passes else "fail",
        "errors": report.errors,
        "warnings": report.warnings,
        "notes": report.notes,
        "rules": len(RULES),
    }
    if document is None:
        return {**data, "unreadable": report.unreadable, "findings": []}
    facts = document.facts
    return {
        **data,
        "sha256": facts.sha256,
        "bytes": facts.size,
        "version": facts.version,
        "claims": list(facts.claims),
        "findings": [_finding_data(f) for f in report.findings],
        "pages": [
            {
                "page": page.facts.index + 1,
                "label": page.facts.label,
                "trim_mm": [_mm(page.facts.width), _mm(page.facts.height)],
                "ink_per_plate": {name: round(share, 4) for name, share in ink.plates if share > 0},
                "ink_total": round(sum(share for _, share in ink.plates), 4),
                "ink_heaviest": round(ink.heaviest, 3),
                "ink_heaviest_at_mm": _place_data(ink.heaviest_place) if ink.heaviest_place else None,
                "ink_estimated": ink.estimated,
                "objects": len(page.objects),
            }
            for page, ink in zip(document.pages, report.coverage, strict=True)
        ],
        "plates": list(plates_of(document, report.coverage)),
        "fonts": [
            {"name": f.name, "kind": f.kind, "embedded": f.embedded, "subset": f.subset, "unicode": f.unicode}
            for f in fonts_of(document)
        ],
        "images": [
            {
                "page": page + 1,
                "name": image.name,
                "pixels": [image.width, image.height],
                "ppi": round(image.ppi),
                "bits": image.bits,
                "space": image.space.family if image.space else "",
                "place_mm": _place_data(thing.box),
            }
            for page, thing, image in images_of(document)
        ],
    }


def _finding_data(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "title": finding.title,
        "page": None if finding.page is None else finding.page + 1,
        "places_mm": [_place_data(place) for place in finding.places],
        "count": finding.count,
        "object": finding.object,
        "found": finding.found,
        "allowed": finding.allowed,
        "why": finding.rule.why,
        "remedy": finding.rule.remedy,
        "source": finding.source,
    }


def _place_data(place: Rect) -> dict[str, float]:
    return {"x": _mm(place.x), "y": _mm(place.y), "width": _mm(place.width), "height": _mm(place.height)}


def _mm(points: float) -> float:
    return round(points * 25.4 / 72, 2)
