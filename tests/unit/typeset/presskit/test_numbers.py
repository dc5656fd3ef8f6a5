"""Data out and in again: what the kit writes, the manifest reads."""

from __future__ import annotations

import pytest

from typeset.charts.spec import Chart, Datum
from typeset.manifest.loading import load
from typeset.plots import make_plot
from typeset.presskit.numbers import write_csv

REPORT = """\
report: {title: Rivers, year: 2016, publisher: House, language: en-GB}
book:
  - part: letter
    headline: Foreword
    text:
      - {chart: c, kind: bars, title: T, measures: M, alt: A, unit: cm, data: c.csv}
"""

DATA = [
    (Datum(label='The "Till", north', value=74.6, text="74.60"), Datum(label="Wear", value=1600.0, text="1,600")),
    (Datum(label="Till", low=50.0, high=80.5, text="50–80.5"), Datum(label="Wear", missing=True, text="gauge lost")),
    (Datum(label="Till", start=97.0, end=74.6, start_text="97", end_text="74.6"),),
    (Datum(label="2015", group="Till", value=-3.0, text="−3"), Datum(label="2016", group="Till", value=4.0, text="4")),
    (Datum(label="=cmd", value=1.0, text="1", note="worked out"),),
]


@pytest.mark.parametrize("data", DATA, ids=("values", "ranges", "changes", "groups", "notes"))
def test_what_is_written_can_be_read(tmp_path, data):
    """A chart that takes its data from the kit's CSV is the chart it was written from."""
    (tmp_path / "c.csv").write_bytes(write_csv(Chart(id="c", kind="bars", data=data, unit="cm")))
    (tmp_path / "content.yaml").write_text(REPORT, encoding="utf-8")
    loaded = load(tmp_path / "content.yaml")
    assert not loaded.problems
    assert make_plot(loaded.report.book[0].text[0]).chart.data == data


def test_a_number_written_in_words_is_its_value():
    """Where the printed form is no plain number, the value itself is written, without an exponent."""
    chart = Chart(id="c", kind="bars", data=(Datum(label="A", value=12_000_000.0, text="12 million"),))
    assert write_csv(chart).decode().splitlines()[1] == "A,12000000"
