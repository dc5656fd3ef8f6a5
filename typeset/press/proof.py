"""The proof: both editions examined, and what came of it as files to send and to keep.

    press = examine_press(pdf, name, printer, whence)
    shown = examine_screen(pdf, name, whence)
    proof = prove("report-2016", press, shown)

The two examinations know nothing of each other, so they can go on side by side.
What preflight finds in our own files is told as problems at the manifest's lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from layout.values import Struct, field
from typeset.press.whence import Whence
from typeset.problem import NOWHERE, Problem, Severity

if TYPE_CHECKING:  # preflight's reader is slow to load; a build that does not prove does without
    from typeset.preflight.certificate import Judge
    from typeset.preflight.findings import Finding
    from typeset.preflight.printer import Printer
    from typeset.preflight.report import Report
    from typeset.preflight.thumbnails import Drawn


class Examined(Struct, frozen=True, kw_only=True):
    """One finished file and what preflight says of it."""

    report: Report
    whence: Whence
    judges: tuple[Judge, ...] = ()
    """What others said of it."""


class Proof(Struct, frozen=True, kw_only=True):
    """What the build writes beside its editions, and what its author has to know."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    summary: str = ""
    """One sentence: what was examined, and what nobody has."""


def examine_press(pdf: bytes, name: str, printer: Printer, whence: Whence) -> Examined:
    """Judge a print edition as *printer* will."""
    from typeset.preflight.report import preflight

    report = preflight(pdf, printer, name=name, whence=whence.name)
    return Examined(report=report, whence=whence)


def examine_screen(pdf: bytes, name: str, whence: Whence) -> Examined:
    """Judge a digital edition by our own rules."""
    from typeset.preflight.printer import load_printer
    from typeset.preflight.report import preflight

    report = preflight(pdf, load_printer("screen"), name=name, whence=whence.name)
    return Examined(report=report, whence=whence)


def draw_sheet(pdf: bytes) -> Drawn:
    """The small pictures of a print edition's pages, which `prove` would otherwise draw for itself."""
    from typeset.preflight.page import draw_sheet

    return draw_sheet(pdf)


def prove(slug: str, press: Examined | None, screen: Examined | None, drawn: Drawn | None = None) -> Proof:
    """Write the preflight report with its job ticket, and the certificate where there are both editions.

    *drawn* are pictures of the print edition's pages that are there already.
    """
    files: dict[str, bytes] = {}
    certificate: dict[str, Any] | None = None
    if press is not None and screen is not None:
        from typeset.preflight.certificate import certify

        certificate = certify(press.report, screen.report, judges=screen.judges)
        files[f"{slug}-certificate.json"] = _json(certificate)
    if press is not None:
        files |= _report_files(f"{slug}-preflight", press, screen, certificate, drawn=drawn)
    editions = {"print edition": press, "digital edition": screen}
    problems = [
        problem
        for name, one in editions.items()
        if one is not None
        for problem in (*problems_of(one, name), *_verdicts(one))
    ]
    problems += _differences(certificate)
    return Proof(files=files, problems=tuple(problems), summary=_summary(press, screen, certificate))


def _report_files(
    name: str,
    press: Examined,
    screen: Examined | None = None,
    certificate: dict[str, Any] | None = None,
    *,
    known: Mapping[str, Any] | None = None,
    drawn: Drawn | None = None,
) -> dict[str, bytes]:
    """The report as a page and as JSON; what is *known* about the job goes before what the file alone tells."""
    from typeset.preflight.page import as_html
    from typeset.preflight.report import as_data
    from typeset.preflight.ticket import job_ticket

    ticket = job_ticket(press.report) | dict(known or {})
    data = as_data(press.report) | {"ticket": ticket}
    if certificate is not None:
        data["certificate"] = certificate
    if screen is not None:
        data["digital"] = as_data(screen.report)
    return {
        f"{name}.html": as_html(
            press.report,
            ticket=ticket,
            certificate=certificate,
            sister=screen.report if screen is not None else None,
            drawn=drawn,
        ).encode(),
        f"{name}.json": _json(data),
    }


def prove_file(
    name: str, pdf: bytes, printer: Printer, whence: Whence, *, known: Mapping[str, Any] | None = None
) -> Proof:
    """The same for a file that belongs to the print edition, such as its cover: a report of its own.

    *known* are lines of the job ticket that the file cannot tell, such as a cover's spine.
    """
    examined = examine_press(pdf, f"{name}.pdf", printer, whence)
    kind = name.rpartition("-")[2]
    return Proof(
        files=_report_files(f"{name}-preflight", examined, known=known), problems=tuple(problems_of(examined, kind))
    )


def _json(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


# ---- in the author's terms


def problems_of(examined: Examined, edition: str) -> Iterator[Problem]:
    """Preflight's errors and warnings as problems, each at the line of the manifest that it comes from."""
    if examined.report.unreadable:
        yield Problem(code="preflight", message=f"{edition}: {examined.report.unreadable}", span=NOWHERE)
    for finding in examined.report.findings:
        if finding.severity is not Severity.NOTE:
            yield _problem(finding, edition, examined.whence)


def _problem(finding: Finding, edition: str, whence: Whence) -> Problem:
    at = finding.page
    span = whence.span(at, finding.places[0]) if at is not None and finding.places else NOWHERE
    where = f", page {at + 1}" if at is not None else ""
    thing = f" ({finding.object})" if finding.object else ""
    title = finding.title if finding.title[:2].isupper() else finding.title[0].lower() + finding.title[1:]
    return Problem(
        code=finding.code,
        message=f"{edition}{where}: {title}{thing}: found {finding.found}, wanted {finding.allowed}",
        span=span,
        severity=finding.severity,
        hint=finding.rule.remedy,
        why=finding.rule.why,
    )


def _verdicts(examined: Examined) -> Iterator[Problem]:
    for judge in examined.judges:
        if not judge.passed:
            yield Problem(
                code="verapdf",
                message=f"digital edition: veraPDF finds that it does not keep {STANDARDS[judge.profile]}",
                span=NOWHERE,
                hint="this is a fault of typeset, not of your report; please send us the file",
            )


STANDARDS = {"ua1": "PDF/UA-1", "3a": "PDF/A-3a"}


def _differences(certificate: Mapping[str, Any] | None) -> Iterator[Problem]:
    """Pages that do not say the same in both editions: it cannot be, and so it must be told if it is."""
    for page in certificate["pages"] if certificate is not None else ():
        if not page["same"]:
            yield Problem(
                code="editions-differ",
                message=f"page {page['page']} does not say the same in print as in the digital edition",
                span=NOWHERE,
                hint="this is a fault of typeset, not of your report; please send us both files",
            )


def _summary(press: Examined | None, screen: Examined | None, certificate: Mapping[str, Any] | None) -> str:
    from typeset.preflight.text import verdict_of

    told: list[str] = []
    if press is not None:
        told.append(": ".join(filter(None, ("preflight", *verdict_of(press.report)[1:]))))
    if certificate is not None and certificate["same_words"]:
        told.append(f"both editions say the same on all {len(certificate['pages'])} pages")
    if screen is not None:
        told.append(_judged(screen.judges))
    return "; ".join(told)


def _judged(judges: Sequence[Judge]) -> str:
    names = " and ".join(STANDARDS.values())
    if not judges:
        return f"{names} were not judged by veraPDF: there is none here, or it did not answer"
    passed = [STANDARDS[judge.profile] for judge in judges if judge.passed]
    return f"veraPDF confirms {' and '.join(passed)}" if passed else f"veraPDF does not confirm {names}"
