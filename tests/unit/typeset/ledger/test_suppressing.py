"""Suppressions hold where they stand, for the codes they name, and only with a reason."""

from __future__ import annotations

import pytest
from reports import loaded

from typeset.ledger.audit import examine

BOOK = "book:\n  - part: letter\n    id: letter\n    headline: A letter\n    text:\n"


def codes(tmp_path, rest):
    """The codes told of a manifest."""
    found = loaded(tmp_path, rest)
    assert found.report is not None
    return [problem.code for problem in examine(found.report, sources=found.sources).problems]


@pytest.mark.parametrize(
    "text",
    [
        "      # typeset: ignore[NUM101] a film\n      - |\n        Dear reader.\n\n        They saw 300 again.\n",
        "      - |  # typeset: ignore[NUM101] a film\n        They saw 300 again.\n",
        '      - "They saw 300 again."  # typeset: ignore[NUM101] a film\n',
        "      # typeset: ignore[NUM101, NUM102] a film, and half of it\n      - They saw 300 and half of the cases.\n",
        "      # typeset:ignore[NUM101]: a film\n\n      # and a remark\n      - They saw 300 again.\n",
    ],
)
def test_a_suppression_holds_for_its_line_or_its_block(text, tmp_path):
    """At the end of a line, behind the sign of a block, or alone above either, it holds."""
    assert codes(tmp_path, BOOK + text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("      # typeset: ignore[NUM101]\n      - They saw 300 again.\n", ["SUP902", "NUM101"]),
        ("      # typeset: ignore[NUM102] a film\n      - They saw 300 again.\n", ["SUP901", "NUM101"]),
        (
            "      # typeset: ignore[NUM101] a film\n      - They saw it.\n      - They saw 300 again.\n",
            ["SUP901", "NUM101"],
        ),
        ("      # typeset: ignore[NUM1O1] a film\n      - They saw 300 again.\n", ["SUP903", "NUM101"]),
    ],
)
def test_a_suppression_that_does_not_fit_does_not_hold(text, told, tmp_path):
    """Without a reason, with another code, or beside another line, the problem is told and the comment as well."""
    assert codes(tmp_path, BOOK + text) == told


def test_what_is_suppressed_can_be_listed(tmp_path):
    """Whoever asks is told what was found and why it is suppressed."""
    found = loaded(tmp_path, BOOK + "      # typeset: ignore[NUM101] a film\n      - They saw 300 again.\n")
    assert found.report is not None
    ((suppression, problem),) = examine(found.report, sources=found.sources).suppressed
    assert (suppression.reason, problem.code, problem.found) == ("a film", "NUM101", "300")


def test_included_files_have_suppressions_of_their_own(tmp_path):
    """A comment in an included file holds there and nowhere else."""
    (tmp_path / "more.yaml").write_text("- They saw 300 again.  # typeset: ignore[NUM101] a film\n", encoding="utf-8")
    assert codes(tmp_path, BOOK + "      - include: more.yaml\n      - They saw 300 twice.\n") == ["NUM101"]
