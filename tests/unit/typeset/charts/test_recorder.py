"""What matplotlib draws comes out as marks of named inks and shaped words, or is refused by name."""

import math

import pytest

from layout.art import Fill, Label, Stroke
from layout.geometry import Rect
from layout.ink import Tint
from typeset.charts.sheet import Sheet
from typeset.charts.spec import ChartError

BOX = Rect(10, 20, 100, 50)


@pytest.fixture
def sheet(theme, wording):
    """An empty sheet."""
    return Sheet("workload", 234.0, theme, wording)


def marks(sheet, kind):
    """The marks of one sort, in order."""
    return [mark for mark in sheet.marks if isinstance(mark, kind)]


def test_tints_come_back_exactly(sheet):
    """A tint that went through matplotlib as a colour is the same tint afterwards."""
    tints = [Tint("ink", k / 100) for k in range(101)] + [Tint("signal"), Tint("signal", 0.35)]
    for tint in tints:
        sheet.bar(Rect(0, 0, 5, 5), tint)
    assert [mark.tint for mark in marks(sheet, Fill)] == tints


def test_bars_stand_where_they_were_put(sheet):
    """The sheet's coordinates are the drawing's: points from the top left, y downwards."""
    sheet.bar(BOX, Tint("deep"))
    (fill,) = marks(sheet, Fill)
    corners = {step[1:] for step in fill.path.steps if len(step) == 3}
    assert corners == {(10, 20), (110, 20), (110, 70), (10, 70)}


def test_curves_stay_curves(sheet):
    """A dot is four cubic curves within a thousandth of a circle, and closed."""
    sheet.dots([(50, 50)], 10, Tint("signal"))
    (fill,) = marks(sheet, Fill)
    letters = [step[0] for step in fill.path.steps]
    assert letters == ["M", "C", "C", "C", "C", "Z"]
    ends = [step[-2:] for step in fill.path.steps if step[0] == "C"]
    assert all(math.hypot(x - 50, y - 50) == pytest.approx(10, abs=0.001) for x, y in ends)


def test_a_ring_without_a_gap_is_whole(sheet):
    """A part of a hundred per cent fills the circle."""
    sheet.wedge((50, 50), 40, 10, (0.0, 1.0), Tint("deep"))
    (fill,) = marks(sheet, Fill)
    points = [step[-2:] for step in fill.path.steps if len(step) > 2]
    assert min(x for x, _ in points) == pytest.approx(10, abs=0.01)
    assert max(x for x, _ in points) == pytest.approx(90, abs=0.01)


def test_lines_keep_width_dashes_and_ends(sheet):
    """A dashed line with round ends is recorded as such, in points."""
    sheet.rule(0, 0, 50, 0, width=0.8, dash=(3.0, 2.0), round_ends=True)
    (stroke,) = marks(sheet, Stroke)
    assert (stroke.width, stroke.dash, stroke.round_ends) == (0.8, (3.0, 2.0), True)


def test_words_are_shaped_in_the_reports_faces(sheet, theme):
    """A label carries glyphs of our own, its words as typed, and its cell of the data table."""
    sheet.words("Office", 5, 12, theme.label, cell=(1, 0))
    (label,) = marks(sheet, Label)
    assert (label.run.font, label.run.text, label.cell) == ("sans", "Office", (1, 0))
    assert label.x == 5
    assert label.baseline == 12


def test_numbers_are_plain_floats(sheet, theme):
    """No numpy number gets into a drawing: reading it back must not need numpy."""
    with sheet.axes(BOX) as axes:
        axes.plot([0, 1, 2], [1, 3, 2], color=sheet.colour(Tint("deep")))
        axes.set_axis_off()
    numbers = [n for mark in marks(sheet, Stroke) for step in mark.path.steps for n in step[1:]]
    assert numbers
    assert {type(n) for n in numbers} == {float}


def test_axes_of_matplotlib_land_in_their_box(sheet):
    """What is drawn in lent axes stands inside the box, the right way up."""
    with sheet.axes(BOX) as axes:
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        axes.fill([0, 1, 1], [0, 0, 1], color=sheet.colour(Tint("air")), linewidth=0)
        axes.set_axis_off()
    (fill,) = marks(sheet, Fill)
    corners = [step[1:] for step in fill.path.steps if len(step) == 3]
    assert corners[:3] == [(10, 70), (110, 70), (110, 20)]


def test_what_is_written_needs_no_other_mark(sheet, theme):
    """A shape shows a cell of the table only where no words of that cell stand in the drawing."""
    sheet.bar(BOX, Tint("deep"), cell=(1, 1))
    sheet.bar(BOX, Tint("deep"), cell=(2, 1))
    sheet.words("74.6", 5, 12, theme.value, cell=(1, 1))
    assert [mark.cell for mark in sheet.finish(52).marks] == [None, (2, 1), (1, 1)]


def test_what_matplotlib_clips_is_cut(sheet):
    """A line that leaves its axes ends at their edge, since a display list knows no clip."""
    with sheet.axes(BOX) as axes:
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        axes.plot([-1, 2], [0.5, 0.5], color=sheet.colour(Tint("deep")))
        axes.set_axis_off()
    (stroke,) = marks(sheet, Stroke)
    assert [step[1:] for step in stroke.path.steps] == [(10, 45), (110, 45)]


def test_text_of_axes_is_measured_as_it_is_printed(sheet, wording, theme):
    """matplotlib right-aligns a label by our own widths."""
    with sheet.axes(BOX) as axes:
        axes.set_axis_off()
        axes.text(
            1, 0.5, "Darknet", ha="right", transform=axes.transAxes, fontfamily="sans", fontsize=8.5,
            color=sheet.colour(Tint("ink")),
        )  # fmt: skip
    (label,) = marks(sheet, Label)
    assert label.x + label.run.width == pytest.approx(110, abs=0.01)


@pytest.mark.parametrize(
    ("draw", "said"),
    [
        (lambda axes, _: axes.plot([0, 1], [0, 1], color="red"), "#ff0000 is no ink"),
        (lambda axes, c: axes.plot([0, 1], [0, 1], color=c, alpha=0.5), "opacity of 0.5"),
        (lambda axes, c: axes.imshow([[0.1, 0.9]]), "raster"),
        (lambda axes, c: axes.tripcolor([0, 1, 0], [0, 0, 1], [1, 2, 3], shading="gouraud"), "gradient"),
        (lambda axes, c: axes.bar([0], [1], color=c, hatch="//"), "hatch"),
        (lambda axes, c: axes.plot([0, 1], [0, 1], color=c, linewidth=0.1), "0.35 pt is the thinnest"),
        (lambda axes, c: axes.text(0, 0, "a", color=c, fontfamily="Comic Sans"), "no face of the report"),
        (lambda axes, c: axes.text(0, 0, "$x^2$", color=c, fontfamily="sans", parse_math=True), "mathematics"),
    ],
)
def test_what_cannot_be_printed_is_refused_by_name(sheet, draw, said):
    """A colour of nobody's, transparency, a raster …: the error names the chart and the trouble."""

    def try_it():
        with sheet.axes(BOX) as axes:
            axes.set_axis_off()
            draw(axes, sheet.colour(Tint("deep")))

    with pytest.raises(ChartError, match=said) as caught:
        try_it()
    assert "chart `workload`" in str(caught.value)


def test_a_dollar_sign_is_a_dollar_sign(sheet):
    """Words with two dollar signs are words, not mathematics."""
    with sheet.axes(BOX) as axes:
        axes.set_axis_off()
        axes.text(0, 0, "from $5 to $6", color=sheet.colour(Tint("ink")), fontfamily="sans")
    (label,) = marks(sheet, Label)
    assert label.run.text == "from $5 to $6"


def test_matplotlib_still_asks_for_font_heights_as_we_answer():
    """The private hook that keeps matplotlib from looking for font files is still called by that name."""
    import inspect

    from matplotlib import text

    assert "_get_font_height_metrics" in inspect.getsource(text.Text)
