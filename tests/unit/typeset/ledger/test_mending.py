"""Mending: signs are corrected in the file itself, and nothing else changes."""

from __future__ import annotations

from reports import HEAD, loaded

from typeset.ledger.audit import examine
from typeset.ledger.mending import mend

BEFORE = """\
book:  # the book
  - part: letter
    id: letter
    headline: 'It''s a "letter"'
    text:
      - "They don't \\"see\\" it , they say."
      - |
        Most of the the cases are small - some
        are  vast (in 2015-2016)..

        It is a hands- on job...
"""
AFTER = """\
book:  # the book
  - part: letter
    id: letter
    headline: 'It’s a “letter”'
    text:
      - "They don’t “see” it, they say."
      - |
        Most of the cases are small – some
        are vast (in 2015–2016).

        It is a hands-on job…
"""


def test_signs_are_mended_and_the_rest_is_left_alone(tmp_path):
    """Marks, dashes, spaces and doubled words are put right in every style of YAML; comments and layout stay."""
    found = loaded(tmp_path, BEFORE)
    (mended,) = mend(examine(found.report, sources=found.sources).mends, found.sources)
    assert mended.after == HEAD + AFTER


def test_a_mended_file_needs_no_mending(tmp_path):
    """What was mended loads, and has nothing more to mend."""
    found = loaded(tmp_path, AFTER)
    again = examine(found.report, sources=found.sources)
    assert again.mends == ()
    assert mend(again.mends, found.sources) == ()


def test_the_diff_shows_what_changed(tmp_path):
    """Each changed line stands in the diff, before and after."""
    found = loaded(tmp_path, BEFORE)
    (mended,) = mend(examine(found.report, sources=found.sources).mends, found.sources)
    assert "-        Most of the the cases are small - some\n" in mended.diff
    assert "+        Most of the cases are small – some\n" in mended.diff
    assert mended.count >= 10
