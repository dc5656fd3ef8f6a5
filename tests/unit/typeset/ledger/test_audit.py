"""The audit as a whole: pure, in order, quick, and right about the report of this project."""

from __future__ import annotations

from pathlib import Path

from reports import letter, loaded

from typeset.ledger.audit import audit, examine
from typeset.ledger.handbook import FAMILIES
from typeset.ledger.rule import RULES
from typeset.manifest.loading import load

ROOT = Path(__file__).parents[4]


def test_problems_come_in_the_order_of_the_manifest(tmp_path):
    """Whatever rule tells them, problems come line by line."""
    text = "They saw  300 .\n\n      Their behavior is is odd.\n\n      It is the officers' word - so"
    found = loaded(tmp_path, letter(text))
    told = audit(found.report, sources=found.sources)
    assert [p.span for p in told] == sorted(p.span for p in told)
    codes = ["NUM101", "LAN407", "LAN406", "LAN411", "LAN431", "LAN401", "LAN404", "LAN432"]
    assert sorted(p.code for p in told) == sorted(codes)


def test_the_same_report_gives_the_same_problems():
    """The audit reads nothing but what it is given, and changes nothing of it."""
    found = load(ROOT / "content.yaml")
    assert audit(found.report, sources=found.sources) == audit(found.report, sources=found.sources)


def test_a_first_message_can_be_understood(tmp_path):
    """A problem says what was found, what to do, and why it matters."""
    figures = "figures:\n  A: {value: 4.7, unit: per cent, measures: officers who found it}\n"
    found = loaded(tmp_path, figures + letter("{A|Almost half} of the officers found it."))
    (problem,) = audit(found.report)
    assert problem.message == "`Almost half` does not fit 4.7\u00a0per cent, the value of `A`"
    assert (problem.found, problem.is_error) == ("Almost half", True)
    assert problem.expected
    assert problem.hint
    assert problem.why


def test_without_sources_it_audits_all_the_same(tmp_path):
    """Suppressions need the sources; everything else does without them."""
    found = loaded(tmp_path, letter("They saw 300 again."))
    assert [p.code for p in audit(found.report)] == ["NUM101"]


def test_codes_keep_to_their_families():
    """Each code is three letters of a known family and three digits, and every rule has a title."""
    assert {code[:3] for code in RULES} == set(FAMILIES)
    assert all(code[3:].isdigit() and len(code) == 6 for code in RULES)
    assert all(rule.title and not rule.title.endswith(".") for rule in RULES.values())


def test_every_finding_on_the_report_points_into_it():
    """Each problem on the report of this project has a place in its files."""
    found = load(ROOT / "content.yaml")
    result = examine(found.report, sources=found.sources)
    for problem in (*result.problems, *(problem for _, problem in result.suppressed)):
        assert problem.span.file in found.sources
        assert found.sources[problem.span.file].line(problem.span.line)
