"""What a manifest may ask of pages: the side an insight opens on, the width of a table."""

from __future__ import annotations

from pathlib import Path

from layout.design import parts
from typeset.editing import edit
from typeset.manifest.loading import load

MANIFEST = """
report: {{title: Water, year: 2026, publisher: River Watch, language: en-GB}}
book:
  - part: insight
    number: 1
    headline: One
    {asked}
    text:
      - Words stand here.
      - table: {{title: Table, columns: [Kind, Use], rows: [[a, b]]{wide}}}
"""


def insight_of(folder: Path, asked: str = "{}", wide: str = "") -> parts.Insight:
    """The insight of a manifest that asks so."""
    (folder / "content.yaml").write_text(
        MANIFEST.format(asked=asked.replace("{}", "short: One"), wide=wide), encoding="utf-8"
    )
    loaded = load(folder / "content.yaml")
    assert not loaded.problems
    assert loaded.report is not None
    story, _ = edit(loaded.report, (), {})
    (insight,) = story.sections
    assert isinstance(insight, parts.Insight)
    return insight


def test_insights_open_on_the_left_unless_they_ask(tmp_path):
    """Verso by default; `opens:` says recto, or any."""
    assert insight_of(tmp_path).opens is parts.Side.VERSO
    assert insight_of(tmp_path, "opens: recto").opens is parts.Side.RECTO
    assert insight_of(tmp_path, "opens: any").opens is parts.Side.ANY


def test_a_table_stands_in_the_column_unless_it_asks(tmp_path):
    """`place: wide` takes the page."""
    assert insight_of(tmp_path).text[1].span is parts.Span.HALF
    assert insight_of(tmp_path, wide=", place: wide").text[1].span is parts.Span.FULL
