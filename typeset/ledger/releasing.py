"""Releasing: whether a report may leave the house.

`typeset build --release` asks here, with the day it is asked on; it is the one place where
a day matters, and it is given, not looked up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from typeset.ledger.approvals import Approvals, hash_of_part
from typeset.ledger.passages import find_passages
from typeset.manifest import model
from typeset.problem import Problem, Span

SILENT = (model.Cover, model.HalfTitle, model.Contents, model.BackCover)
"""Parts that say nothing of their own, and need nobody's approval."""


def refuse_release(
    report: model.Report, approvals: Approvals, day: dt.date, problems: Iterable[Problem] = ()
) -> tuple[Problem, ...]:
    """Give every reason against releasing *report* on *day*; none if it may go.

    A section counts as approved if its approval says so and was given for exactly this content.
    *problems* are those found otherwise; one error among them is a reason as well.
    """
    passages = find_passages(report)
    reasons = [_reason(part, approvals, hash_of_part(part.id, passages)) for part in report.book]
    found = [reason for reason in reasons if reason]
    if approvals.embargo is not None and day < approvals.embargo:
        message = f"the report is under embargo until {approvals.embargo}"
        hint = f"release it from {approvals.embargo} on"
        found.append(Problem(code="embargo", message=message, span=approvals.span, hint=hint))
    if report.report.state != "final":
        message, hint = f"the report says `state: {report.report.state}`", "write `state: final` when it is"
        found.append(Problem(code="unfinished", message=message, span=report.report.span, hint=hint))
    errors = sum(problem.is_error for problem in problems)
    if errors:
        message = f"{errors} error{'s' if errors > 1 else ''} must be mended before the report is released"
        found.append(Problem(code="unreleasable", message=message, span=report.report.span, hint="run `typeset check`"))
    return tuple(found)


def _reason(part: model.AnyPart, approvals: Approvals, content: str) -> Problem | None:
    if isinstance(part, SILENT):
        return None
    approval = approvals.sections.get(part.id)
    if approval is None:
        return _unapproved(part.id, "nobody has approved it", content, part.span)
    if approval.state != "approved":
        return _unapproved(part.id, f"it is {_a(approval.state)}", content, part.span)
    if approval.hash != content:
        return _unapproved(part.id, "it has changed since it was approved", content, part.span)
    return None


def _a(state: str) -> str:
    return "a draft" if state == "draft" else f"{state} only"


def _unapproved(part: str, why: str, content: str, span: Span) -> Problem:
    return Problem(
        code="unapproved",
        message=f"`{part}` cannot be released: {why}",
        span=span,
        found=part,
        hint=f"once it is approved, add `{part}: {{state: approved, by: …, on: …, hash: {content}}}` to `approvals.yaml`",
    )
