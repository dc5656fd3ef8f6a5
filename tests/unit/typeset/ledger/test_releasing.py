"""Releasing: a report leaves the house approved, in time, and without errors."""

from __future__ import annotations

import datetime as dt

from reports import letter, loaded

from typeset.ledger.approvals import Approval, Approvals, hash_of_part, load_approvals
from typeset.ledger.passages import find_passages
from typeset.ledger.releasing import refuse_release
from typeset.problem import NOWHERE, Problem

DAY = dt.date(2016, 11, 1)


def report_of(tmp_path, text):
    """A report of one letter; its state is the default, final."""
    report = loaded(tmp_path, letter(text)).report
    assert report is not None
    return report


def approved(report, **more):
    """Approvals of the letter as it is now."""
    content = hash_of_part("letter", find_passages(report))
    return Approvals(sections={"letter": Approval(state="approved", by="Anna", on=DAY, hash=content)}, **more)


def codes(problems):
    """What stands against a release."""
    return [problem.code for problem in problems if problem.code != "unfinished"]


def test_what_is_approved_as_it_is_may_go(tmp_path):
    """With each section approved for this very content nothing stands against a release."""
    report = report_of(tmp_path, "Dear reader.")
    assert codes(refuse_release(report, approved(report), DAY)) == []


def test_an_edit_takes_the_approval_back(tmp_path):
    """One changed letter is enough; another wrapping of the same words is not."""
    before = report_of(tmp_path, "Dear reader, it is so.")
    assert codes(refuse_release(report_of(tmp_path, "Dear reader,\n      it is so."), approved(before), DAY)) == []
    reasons = refuse_release(report_of(tmp_path, "Dear readers, it is so."), approved(before), DAY)
    assert codes(reasons) == ["unapproved"]
    assert "has changed since" in reasons[0].message


def test_drafts_and_unknown_sections_stay(tmp_path):
    """A section that is reviewed only, or that nobody has looked at, is not released; the hint gives its hash."""
    report = report_of(tmp_path, "Dear reader.")
    reviewed = Approvals(sections={"letter": Approval(state="reviewed")})
    assert codes(refuse_release(report, reviewed, DAY)) == ["unapproved"]
    (reason, *_) = refuse_release(report, Approvals(), DAY)
    assert hash_of_part("letter", find_passages(report)) in reason.hint


def test_an_embargo_holds_until_its_day(tmp_path):
    """The day before the embargo is too early, the day itself is not."""
    report = report_of(tmp_path, "Dear reader.")
    approvals = approved(report, embargo=DAY)
    assert codes(refuse_release(report, approvals, DAY - dt.timedelta(days=1))) == ["embargo"]
    assert codes(refuse_release(report, approvals, DAY)) == []


def test_any_error_stops_it(tmp_path):
    """One error found elsewhere is a reason."""
    report = report_of(tmp_path, "Dear reader.")
    error = Problem(code="x", message="x", span=NOWHERE)
    assert codes(refuse_release(report, approved(report), DAY, [error])) == ["unreleasable"]


def test_approvals_are_read_with_care(tmp_path):
    """A file of approvals is read like a manifest; a wrong hash or date is a located problem."""
    path = tmp_path / "approvals.yaml"
    path.write_text("embargo: 2016-11-01\nsections:\n  letter: {state: approved, hash: 12}\n", encoding="utf-8")
    loaded_ = load_approvals(path)
    assert loaded_.approvals.embargo == DAY
    assert [(p.code, p.span.line) for p in loaded_.problems] == [("pattern", 3)]
