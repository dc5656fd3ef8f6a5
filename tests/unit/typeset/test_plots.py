"""Plots: from the manifest's charts to what is drawn, and back to the line when it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeset.clock import Clock
from typeset.laying import lay_out
from typeset.manifest.loading import load
from typeset.plots import find_plots, judge_plots

MANIFEST = """
report: {title: Water, year: 2026, publisher: River Watch, language: en-GB}
figures:
  share: {value: 64.5, unit: per cent, measures: volunteers, question: multiple}
  range: {value: 50-80, unit: per cent, measures: volunteers, question: multiple}
  answers: {value: [1, 10, 1600], unit: litres, measures: volunteers, question: open}
book:
  - part: insight
    number: 1
    headline: One
    text:
      - chart: seen
        kind: bars
        title: Seen
        measures: What was seen, % of volunteers
        data:
          - {label: Litter, figure: share}
          - {label: Foam, figure: range}
          - {label: Oil, missing: true, note: no figure published}
        alt: Bars.
      - chart: largest
        kind: strip
        title: Largest
        measures: Largest sample, litres
        data:
          - {label: Answers, figure: answers}
        alt: Dots.
        place: wide
    commentaries:
      - id: c
        who: hart
        headline: Two
        text:
          - chart: inside
            kind: KIND
            title: Inside
            measures: What was seen
            data: [{label: Litter, figure: share}]
            alt: One bar.
people:
  hart: {name: Ada Hart}
"""


def plots_of(folder: Path, kind: str = "bars"):
    """The plots of the manifest above."""
    (folder / "content.yaml").write_text(MANIFEST.replace("KIND", kind), encoding="utf-8")
    report = load(folder / "content.yaml").report
    assert report is not None
    return find_plots(report)


def test_charts_are_found_in_book_order_at_their_widths(tmp_path):
    """Column, page and a commentary's four columns: a chart takes the grid columns of its place."""
    assert [(plot.chart.id, plot.width.value) for plot in plots_of(tmp_path)] == [
        ("seen", 3),
        ("largest", 6),
        ("inside", 4),
    ]


def test_values_are_written_out_without_their_unit(tmp_path):
    """Beside a bar stand digits; the unit is the business of the line above the chart."""
    seen = plots_of(tmp_path)[0].chart
    assert [datum.text for datum in seen.data] == ["64.5", "50–80", "no figure published"]
    assert (seen.unit, seen.sign) == ("per cent", "%")


def test_a_missing_value_says_why_only_once(tmp_path):
    """The author's note stands in the value's place, not beside it as well."""
    oil = plots_of(tmp_path)[0].chart.data[2]
    assert (oil.missing, oil.text, oil.note) == (True, "no figure published", "")


def test_several_answers_become_one_datum_each(tmp_path):
    """A list of single answers is drawn answer by answer, and each knows the line it came from."""
    largest = plots_of(tmp_path)[1]
    assert [(datum.value, datum.text) for datum in largest.chart.data] == [(1, "1"), (10, "10"), (1600, "1,600")]
    assert largest.origins == (0, 0, 0)


@pytest.mark.parametrize(("kind", "told"), [("slope", "cannot show"), ("bars", "")])
def test_what_a_kind_cannot_show_is_told_at_its_line(tmp_path, kind, told):
    """A datum of the wrong sort is a problem at the datum's own place in the manifest."""
    problems = list(judge_plots(plots_of(tmp_path, kind)))
    assert bool(problems) is bool(told)
    if told:
        line = next(n for n, text in enumerate(MANIFEST.splitlines(), 1) if "data: [{label: Litter" in text)
        assert told in problems[0].message
        assert problems[0].span.line == line


def test_a_missing_alternative_text_is_proposed_from_the_data(tmp_path):
    """A chart without `alt:` stops the build, and the hint is a sentence that holds its values."""
    text = MANIFEST.replace("KIND", "bars").replace("        alt: Bars.\n", "")
    (tmp_path / "content.yaml").write_text(text, encoding="utf-8")
    laid = lay_out(load(tmp_path / "content.yaml"), Clock())
    (problem,) = [one for one in laid.problems if "`alt:`" in one.message]
    assert problem.is_error
    assert laid.book is None
    assert "Litter" in problem.hint
    assert "64.5" in problem.hint
