"""What cannot be shown honestly is said before anything is drawn, at the datum at fault."""

import pytest

from layout.values import replace
from typeset.charts.drawing import draw
from typeset.charts.gallery import examples
from typeset.charts.judging import find_crowding, find_missing_glyphs, find_problems
from typeset.charts.spec import Chart, Datum

ONE = Datum(label="One", value=10, text="10")
TWO = Datum(label="Two", value=20, text="20")


def chart(kind, *data, **more):
    """A chart of that kind."""
    return Chart(id="c", kind=kind, data=data, **more)


@pytest.mark.parametrize("example", examples(), ids=lambda c: c.kind)
def test_examples_have_no_problems(example):
    """Every chart of the gallery can be drawn as it stands."""
    assert find_problems(example) == ()


@pytest.mark.parametrize(
    ("asked", "datum", "said"),
    [
        (chart("bras", ONE), None, "no kind of chart called `bras`"),
        (chart("bars"), None, "needs at least one datum; this one has 0"),
        (chart("ring", ONE), None, "needs at least 2 data; this one has 1"),
        (chart("bars", ONE, Datum(label="Two")), 1, "has no value"),
        (chart("bars", ONE, Datum(label="Two", value=2)), 1, "how its value is written"),
        (chart("ranked", ONE, Datum(label="Two", value=-2, text="−2")), 1, "begins at zero and cannot show -2"),
        (chart("bars", ONE, Datum(label="Two", low=-2, high=1, text="−2–1")), 1, "-2 begins below zero"),
        (chart("bars", ONE, Datum(label="Two", value=float("nan"), text="?")), 1, "no number that could be drawn"),
        (chart("bars", ONE, Datum(label="Two", value=1e300, text="?")), 1, "1e+300 is no number that could be drawn"),
        (chart("bars", ONE, replace(TWO, label="Two\nlines")), 1, "line break or control character"),
        (chart("bars", ONE, Datum(label="Two", low=9, high=3, text="9–3")), 1, "runs backwards, from 9 to 3"),
        (chart("bars", ONE, Datum(label="Two", low=9, text="9")), 1, "needs both its ends"),
        (chart("bars", ONE, Datum(label="Two", value=1, missing=True, text="1")), 1, "either missing or has a value"),
        (chart("bars", Datum(label="One", missing=True, text="none")), None, "every value is missing"),
        (chart("ring", ONE, Datum(label="Two", missing=True, text="none")), 1, "cannot show a missing value"),
        (chart("ring", ONE, Datum(label="Two", low=1, high=2, text="1–2")), 1, "cannot show a range"),
        (chart("ring", ONE, TWO, unit="per cent"), None, "the shares add up to 30"),
        (chart("slope", ONE), 0, "cannot show a value"),
        (chart("bars", ONE, TWO, axis=(100, 0)), None, "cannot run from 100 to 0"),
        (chart("range", ONE, TWO, axis=(0, 15)), 1, "20 lies off the axis, which runs from 0 to 15"),
        (chart("bars", ONE, settings={"srot": "given"}), None, "does not understand `srot`"),
        (chart("bars", ONE, settings={"sort": "up"}), None, "must be one of: given, value"),
        (chart("countries", ONE, settings={"each": "many"}), None, "`each` must be a number"),
        (chart("countries", ONE, settings={"each": 1000.0}), 0, "less than half a dot"),
        (chart("countries", ONE, settings={"each": 0.001}), None, "10,000 dots are too many"),
        (chart("pictogram", Datum(label="x", value=7.5, text="7.5")), 0, "cannot be counted in whole dots"),
        (chart("pictogram", Datum(label="x", value=11, text="11")), 0, "more than the 10 there are"),
        (chart("columns", ONE, replace(TWO, note="why")), 1, "no room for a note"),
        (chart("line", ONE, replace(TWO, label="One")), 1, "`One` stands twice"),
        (chart("line", ONE, TWO, settings={"events": ("Six: a law",)}), None, "the event `Six` falls on no label"),
        (chart("area", ONE, TWO, axis=(5, 20)), None, "`area` begins at zero, not at 5"),
        (chart("bars", ONE, TWO, axis=(5, 20)), None, "`bars` begins at zero, not at 5"),
        (chart("ring", ONE, TWO, axis=(0, 20)), None, "`ring` has no axis"),
        (chart("heat", ONE, replace(TWO, label="One")), 1, "given twice"),
    ],
)
def test_a_fault_is_named_at_its_datum(asked, datum, said):
    """One mistake gives one problem that says what is wrong and with which datum."""
    (problem,) = find_problems(asked)
    assert said in problem.message
    assert problem.datum == datum


def test_a_misspelt_kind_is_set_right():
    """A kind that is nearly spelt right is suggested."""
    (problem,) = find_problems(chart("bras", ONE))
    assert problem.hint == "did you mean `bars`?"


def test_all_faults_are_reported_at_once():
    """Every datum at fault is named, not only the first."""
    problems = find_problems(chart("bars", Datum(label="One"), ONE, Datum(label="Two")))
    assert [problem.datum for problem in problems] == [0, 2]


def test_missing_glyphs_are_named(theme, fonts):
    """A character that the labels' face does not have is named with its code."""
    (problem,) = find_missing_glyphs(chart("bars", replace(ONE, label="日")), theme, fonts)
    assert "“日” (U+65E5)" in problem.message
    assert problem.datum == 0


def test_words_without_room_are_a_problem_at_their_datum(theme, fonts, wording):
    """Twenty-four labels under a very narrow chart collide, and the problem says which and what to do."""
    data = tuple(Datum(label=f"{h}:00", value=h, text=f"{h}.5") for h in range(24))
    asked = chart("columns", *data)
    problems = find_crowding(asked, draw(asked, 120.0, theme, fonts), wording)
    assert problems
    assert "at 120 pt wide" in problems[0].message
    assert problems[0].datum is not None
    assert find_crowding(asked, draw(asked, 482.0, theme, fonts), wording) == ()
