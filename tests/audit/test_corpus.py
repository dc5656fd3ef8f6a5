"""The audit against a corpus: seeded errors, each told in its place, and innocent passages left alone."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from fragments import Case, audited, cases, compose, marked  # noqa: E402  # it stands beside this file

from typeset.ledger.rule import RULES  # noqa: E402

FOLDER = Path(__file__).parent
ERRORS = cases(FOLDER / "errors")
INNOCENT = cases(FOLDER / "innocent")


@pytest.mark.parametrize("case", ERRORS, ids=str)
def test_each_seeded_error_is_told_where_it_stands(case: Case, tmp_path):
    """A seeded error gives its own code at the marked words, says what it must, and raises no other alarm."""
    fragment, places = marked(case.fragment)
    found, _ = audited(fragment, tmp_path)
    if not places:  # it stands in the approvals, which are a file of their own
        assert {(p.code, Path(p.span.file).name) for p in found.problems} == {(case.code, "approvals.yaml")}
        return
    told = [(p.code, (p.span.line, p.span.column, p.span.end_line, p.span.end_column)) for p in found.problems]
    assert told == [(case.code, place) for place in places], [p.message for p in found.problems]
    assert all(case.says in p.message for p in found.problems)
    assert all(p.message and (p.hint or p.expected) for p in found.problems)


@pytest.mark.parametrize("case", INNOCENT, ids=str)
def test_innocent_passages_raise_no_alarm(case: Case, tmp_path):
    """What looks suspicious and is right is left alone by every rule."""
    found, _ = audited(case.fragment, tmp_path)
    assert [(p.code, p.message, p.found) for p in found.problems] == []


def test_the_corpus_is_large_and_covers_every_rule():
    """There are nearly six hundred seeded errors, some for each rule, and three hundred innocent passages."""
    count = Counter(case.code for case in ERRORS)
    assert len(ERRORS) >= 590
    assert len(INNOCENT) >= 300
    assert set(RULES) == set(count)


def test_the_cases_differ():
    """No case is a copy of another."""
    for found in (ERRORS, INNOCENT):
        assert len({compose(case.fragment) for case in found}) == len(found) == len({case.name for case in found})
