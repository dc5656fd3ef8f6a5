"""Laws of the audit: it never fails, whatever stands in a report, and its time grows with the text alone."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from fragments import HEAD, LETTER  # noqa: E402  # it stands beside this file

from typeset.ledger.audit import examine  # noqa: E402
from typeset.ledger.ledger import figures_table  # noqa: E402
from typeset.ledger.mending import mend  # noqa: E402
from typeset.manifest.loading import load  # noqa: E402

LEDGER = (
    "figures:\n  A: {value: 74.6, unit: per cent, measures: share}\n  B: {value: 5-8, unit: cases, measures: cases}\n"
)
PEOPLE = "people:\n  bourke: {name: Michael L. Bourke, role: Chief}\nterms:\n  x: {prefer: live-streaming}\n"
PIECES = st.sampled_from(
    [
        *"the the half of¦almost half¦Michael Bourke¦hands- on¦per cent¦an 8¦between 80 and 50¦1,600¦46–25".split("¦"),  # noqa: SIM905  # a row reads better
        *"{A} {A|half} {B:low} {@bourke} “ ” ‘ ’ ' - – — ( ) .. … % \\* † TOR NEVER é 中文 \u00a0".split(" "),  # noqa: SIM905
        *"live streaming¦^[A note.]¦*title*¦[ordet]{sv}¦see page 9¦. they¦, ,¦two things: a, b and c.".split("¦"),  # noqa: SIM905  # a row reads better
        *('"', "\n\n", "\n- item\n", "\n## Head\n"),
    ]
)


def told(prose: str):
    """The audit of a letter with *prose*; None if the loader finds no report in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "content.yaml"
        lines = "".join(f"      {line}\n" for line in prose.splitlines())
        path.write_text(HEAD + LEDGER + PEOPLE + LETTER + "    text: |\n" + lines, encoding="utf-8")
        found = load(path)
        return (examine(found.report, sources=found.sources), found) if found.report else (None, found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=60))
@example("\u201c \xa0")  # spaces behind the last word
def test_any_text_can_be_audited(prose):
    """Whatever authors write, the audit gives problems inside the file, and its corrections can be made."""
    audit, found = told(f"Dear reader.\n{prose}")
    if audit is None:
        return
    for problem in audit.problems:
        assert 1 <= problem.span.line <= len(found.sources[problem.span.file].starts)
        assert problem.message
    for mended in mend(audit.mends, found.sources):
        assert mended.after != mended.before


FAULTY = sorted((Path(__file__).parents[1] / "problems").glob("*.yaml"))


def test_a_faulty_manifest_can_be_audited():
    """What the loader could make of a faulty manifest is audited and listed without failing."""
    reports = [report for file in FAULTY if (report := load(file).report) is not None]
    assert len(reports) > 50
    for report in reports:
        examine(report)
        figures_table(report)


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["A-", "( ", "“a ", "Ab ", "1,", "half of the ", "two things: a, b ", "'", "- ", "e.g. "]
)
def test_a_hostile_paragraph_takes_no_longer_than_its_length(piece):
    """Forty thousand characters of one pattern are audited in a second or so, not in minutes."""
    text = (piece * (40_000 // len(piece))).strip()
    begun = time.perf_counter()
    audit, _ = told(text)
    assert audit is not None
    assert time.perf_counter() - begun < 10
