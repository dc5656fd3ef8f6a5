"""Suppressions hold where they stand, for the codes they name, and only with a reason."""

from __future__ import annotations

from shutil import copy

import pytest
from reports import loaded

from tests.conftest import ROOT
from typeset.clock import Clock
from typeset.ledger.audit import examine
from typeset.makeready import make_ready

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


# ---------------------------------------------------------------- what only layout can see

SHORT = "last bees of the year."
LONG = "last bees of the year, its hips the first birds of the next, and its leaves the worms of both."
COMMENT = "    # typeset: ignore[uneven-columns] a short history\n"


def told_of_pages(tmp_path, ending, *, above="", behind="", kicker="    kicker: In depth\n"):
    """What `check` tells of columns and of suppressions, where an article ends in *ending*."""
    text = (ROOT / "tests" / "pages" / "small.yaml").read_text(encoding="utf-8")
    assert LONG in text
    begin = "    text: |\n      The hedge round"
    assert begin in text
    copy(ROOT / "tests" / "pages" / "gate.png", tmp_path)
    manifest = tmp_path / "content.yaml"
    text = text.replace("    kicker: In depth\n", kicker)
    text = text.replace(LONG, ending).replace(begin, f"{above}{begin.replace('|', f'|{behind}', 1)}")
    manifest.write_text(text, encoding="utf-8")
    problems = make_ready(manifest, Clock(), jobs=1).laid.problems
    return [problem.code for problem in problems if problem.code.startswith(("SUP", "uneven"))]


def test_what_layout_says_of_full_pages_can_be_suppressed(tmp_path):
    """Above the text that it is said of, or behind the sign of the block, and for a reason."""
    assert told_of_pages(tmp_path, SHORT) == ["uneven-columns"]
    assert told_of_pages(tmp_path, SHORT, above=COMMENT) == []
    assert told_of_pages(tmp_path, SHORT, behind=f"  {COMMENT.strip()}") == []


def test_a_suppression_without_use_on_the_pages_is_told(tmp_path):
    """Where the columns end level, or the suppression stands at another text, or gives no reason."""
    assert told_of_pages(tmp_path, LONG, above=COMMENT) == ["SUP901"]
    elsewhere = f"{COMMENT}    kicker: In depth\n"
    assert told_of_pages(tmp_path, SHORT, kicker=elsewhere) == ["SUP901", "uneven-columns"]
    assert told_of_pages(tmp_path, SHORT, above="    # typeset: ignore[uneven-columns]\n") == [
        "SUP902",
        "uneven-columns",
    ]


def test_what_does_not_fit_cannot_be_suppressed(tmp_path):
    """Text that runs over its place is lost, whatever the reason."""
    found = told_of_pages(tmp_path, SHORT, above="    # typeset: ignore[overset] never mind\n")
    assert found == ["SUP903", "uneven-columns"]
