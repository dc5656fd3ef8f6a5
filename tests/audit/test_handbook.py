"""The handbook of the audit keeps its word: each page's wrong example is told, its right one is not."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from fragments import audited  # noqa: E402  # it stands beside this file

from typeset.ledger.handbook import page_of, pages  # noqa: E402
from typeset.ledger.house import house_schema  # noqa: E402
from typeset.ledger.rule import RULES  # noqa: E402

DOCS = Path(__file__).parents[2] / "docs" / "audit"


@pytest.mark.parametrize("code", sorted(RULES))
def test_the_wrong_example_is_told(code, tmp_path):
    """The wrong example of a rule gives that rule's code."""
    found, _ = audited(page_of(RULES[code]).wrong, tmp_path)
    assert code in {problem.code for problem in found.problems}


@pytest.mark.parametrize("code", sorted(RULES))
def test_the_right_example_is_not(code, tmp_path):
    """The right example of a rule does not."""
    found, _ = audited(page_of(RULES[code]).right, tmp_path)
    assert code not in {problem.code for problem in found.problems}


def test_the_pages_are_current():
    """`docs/audit/` holds what the rules say of themselves: a page for each, and an index."""
    made = pages()
    assert {path.name: path.read_text(encoding="utf-8") for path in DOCS.glob("*.md")} == made


def test_the_schema_of_a_house_style_is_current():
    """`docs/audit/house.schema.json` is what the declarations make of it."""
    made = json.dumps(house_schema(), ensure_ascii=False, indent=2) + "\n"
    assert (DOCS / "house.schema.json").read_text(encoding="utf-8") == made
