"""The same data as a table and as a sentence; words measured, wrapped and kept as they are."""

import re
from pathlib import Path

import pytest

from layout.values import replace
from typeset.charts.gallery import examples, reference
from typeset.charts.registry import OURS, kind_named, kind_names
from typeset.charts.scale import Scale, scale_for, ticks_of, written
from typeset.charts.signs import sign_of
from typeset.charts.spec import Chart, Datum, Kind
from typeset.charts.tables import data_table, propose_alt, table
from typeset.charts.wording import read_on
from typeset.manifest.loading import load
from typeset.plots import find_plots, judge_plots

DOCS = Path(__file__).parents[4] / "docs"


def test_the_table_has_a_row_for_each_datum():
    """Row i of the table is datum i, after one row of heads; all rows are equally long."""
    for example in examples():
        rows = table(example)
        assert len(rows) == len(example.data) + 1
        assert len({len(row) for row in rows}) == 1


def words_of(chart):
    """The words of a listener's table, heads marked by what they head."""
    return [
        [f"{cell.heads[:1]}:{cell.words}" if cell.heads else cell.words for cell in row] for row in data_table(chart)
    ]


@pytest.mark.parametrize(
    ("kind", "groups", "rows"),
    [
        ("bars", ("", ""), [["R:B", "2"], ["R:A", "1"]]),
        ("grouped", ("g", "h"), [["R:g", "R:A", "1"], ["R:h", "R:B", "2"]]),
        ("line", ("", ""), [["R:A", "1"], ["R:B", "2"]]),
        ("line", ("g", ""), [["C:", "C:g", "C:"], ["R:A", "1", ""], ["R:B", "", "2"]]),
        ("heat", ("g", "h"), [["C:", "C:g", "C:h"], ["R:A", "1", ""], ["R:B", "", "2"]]),
    ],
)
def test_a_listener_walks_through_the_data_as_they_are_drawn(kind, groups, rows):
    """A list in the order of the drawing, rows under their group, or a grid where two scales cross."""
    data = (
        Datum(label="A", value=1, text="1", group=groups[0]),
        Datum(label="B", value=2, text="2", group=groups[1]),
    )
    assert words_of(Chart(id="c", kind=kind, data=data)) == rows


def test_values_without_labels_stand_under_what_is_measured():
    """A column of its own, and no empty heads beside it."""
    data = (Datum(value=1, text="1"), Datum(value=2, text="2"))
    assert words_of(Chart(id="c", kind="numerals", measures="Cases", data=data)) == [["C:Cases"], ["2"], ["1"]]


def test_alt_text_says_what_is_measured_and_every_value():
    """The proposal names the measure, each label with its value and unit, and what is missing."""
    chart = Chart(
        id="c", kind="bars", measures="Officers who named each way", unit="per cent",
        data=(
            Datum(label="P2P", value=90, text="90"),
            Datum(label="Cloud", missing=True, text="no figure published"),
            Datum(label="Social media", value=37.9, text="37.9"),
        ),
    )  # fmt: skip
    assert propose_alt(chart) == (
        "Officers who named each way: P2P 90 per cent; Social media 37.9 per cent; Cloud no figure published."
    )


def test_alt_text_of_a_long_series_gives_its_landmarks():
    """Nobody listens to forty numbers: first, last, largest and least are said."""
    data = tuple(Datum(label=f"h{h}", value=abs(12 - h), text=str(abs(12 - h))) for h in range(24))
    alt = propose_alt(Chart(id="c", kind="line", measures="Searches by hour", data=data))
    assert alt == "Searches by hour, 24 values, among them: h0 12; h12 0; h23 11."


def test_change_is_told_as_from_and_to():
    """A slope's sentence has both ends."""
    datum = Datum(label="Darknet", start=12, end=41, start_text="12", end_text="41")
    chart = Chart(id="c", kind="slope", measures="Shares", unit="per cent", data=(datum,))
    assert propose_alt(chart) == "Shares: Darknet from 12 to 41 per cent."


@pytest.mark.parametrize("name", OURS)
def test_each_module_makes_the_kind_of_its_name(name):
    """A kind is found under its module's name, and says in a sentence what it is for."""
    kind = kind_named(name)
    assert isinstance(kind, Kind)
    assert kind.name == name
    assert kind.summary.endswith(".")


def test_ours_hide_others_of_the_same_name(monkeypatch):
    """A package cannot take the name of one of our kinds."""
    from importlib import metadata

    class Offer:
        name = "bars"

    ours = kind_named("bars")
    monkeypatch.setattr(metadata, "entry_points", lambda group: [Offer()])
    assert kind_named("bars") is ours
    assert kind_names() == OURS


def test_the_page_on_kinds_is_current():
    """docs/charts.md says what the kinds declare; make it anew with `typeset.charts.gallery.reference`."""
    assert (DOCS / "charts.md").read_text(encoding="utf-8") == reference()


def test_the_examples_on_that_page_are_taken_as_they_stand(tmp_path):
    """Whoever copies an example and gives it a title, a base and an alternative text has a chart without a problem."""
    page = (DOCS / "charts.md").read_text(encoding="utf-8")
    manifest = tmp_path / "content.yaml"
    lines = [
        f"      {line}"
        for example in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
        for line in (*example.rstrip().split("\n"), "  title: A finding", "  base: All.", "  alt: Words.")
    ]
    manifest.write_text(FRAME.format(charts="\n".join(lines)), encoding="utf-8")
    loaded = load(manifest)
    problems = [*loaded.problems, *judge_plots(find_plots(loaded.report))] if loaded.report else loaded.problems
    assert [problem.message for problem in problems if problem.is_error] == []
    assert {plot.chart.kind for plot in find_plots(loaded.report)} == set(OURS)


FRAME = """\
report: {{title: T, year: 2025, date: 2025-06-02, publisher: P, language: en-GB, subject: s, keywords: [k]}}
book:
  - part: cover
  - part: article
    id: one
    headline: H
    text:
      - A sentence.
{charts}
  - part: back-cover
"""


@pytest.mark.parametrize(
    ("unit", "asked", "sign"),
    [("per cent", False, "%"), ("TB", True, "\u202fTB"), ("TB", False, ""), ("terabytes", True, ""), ("°", True, "°")],
)
def test_units_follow_large_values_as_signs(unit, asked, sign):
    """A per cent always, a short unit where the author asks for it, letters after a narrow space."""
    assert sign_of(unit, asked=asked) == sign


def test_wrapping_keeps_every_word_and_the_measure(wording, theme):
    """Lines joined give the label again, none is wider than asked, and they are about even."""
    label = "Europe, with Russia and Turkey included"
    lines = wording.wrap(label, theme.label, 90)
    assert " ".join(lines) == label
    widths = [wording.width(line, theme.label) for line in lines]
    assert max(widths) <= 90
    assert max(widths) - min(widths) < 25


def test_labels_break_after_hyphens_dashes_and_slashes(wording, theme):
    """A compound may be parted at its own joints, nothing is added, and it is read on without a space."""
    lines = wording.wrap("peer-to-peer/file-sharing", theme.label, 45)
    runs = [wording.runs(read_on(line), theme.label)[0].text for line in lines[:-1]]
    assert "".join((*runs, lines[-1])) == "peer-to-peer/file-sharing"
    assert all(run[-1] in "-/" for run in runs)


def test_a_word_without_room_is_divided_by_the_rules_of_its_language(wording, theme):
    """Only where asked, only a word that is wider than the measure, with a hyphen that is known for one of ours."""
    german = replace(theme.label, language="de")
    label = "Rechtsschutzversicherung im Ausland"
    lines = wording.wrap(label, german, 60, hyphenate=True)
    assert max(wording.width(line, german) for line in lines) <= 60
    assert "".join(map(read_on, lines)).replace("\xad", "").strip() == label
    assert wording.runs(lines[0], german)[0].text.endswith("\xad")
    assert wording.wrap(label, german, 60)[0] == "Rechtsschutzversicherung"
    assert "im Ausland" in lines[-1]


def test_axes_begin_at_zero_and_end_on_a_round_number():
    """97 asks for an axis of 0 to 100 with ticks every 20."""
    scale = scale_for((97.0, 12.0), None, 0, 200)
    assert (scale.low, scale.high) == (0, 100)
    assert ticks_of(scale) == (0, 20, 40, 60, 80, 100)


@pytest.mark.parametrize(("low", "high"), [(0, 1e-6), (0, 3e9), (-40, 65), (0, 7)])
def test_ticks_lie_on_the_axis_and_are_round(low, high):
    """Whatever the decade, two to seven ticks, all on the axis."""
    scale = scale_for((low, high), None, 0, 100)
    ticks = ticks_of(scale)
    assert 2 <= len(ticks) <= 7
    assert all(scale.low - 1e-9 <= t <= scale.high + 1e-9 for t in ticks)


def test_a_scale_that_leaves_out_zero_is_broken():
    """60 to 100 is a broken axis; 0 to 100 and −10 to 10 are not."""
    assert Scale(60, 100, 0, 1).is_broken
    assert not Scale(0, 100, 0, 1).is_broken
    assert not Scale(-10, 10, 0, 1).is_broken


@pytest.mark.parametrize(("value", "text"), [(1600, "1,600"), (0.5, "0.5"), (-3, "−3"), (2.0, "2"), (100, "100")])
def test_ticks_are_written_as_numbers_are_in_print(value, text):
    """Commas for thousands, a true minus, no idle zeros."""
    assert written(value) == text
