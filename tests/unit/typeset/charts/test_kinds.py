"""What each kind promises beyond the laws that hold for all: order, zero, emphasis, honesty."""

import itertools
import math

import pytest

from layout.art import Fill, Label, Stroke
from layout.ink import Tint
from layout.values import replace
from typeset.charts.collisions import outlines
from typeset.charts.gallery import examples
from typeset.charts.rows import ranks
from typeset.charts.spec import Chart, Datum
from typeset.charts.tables import table

SIGNAL, STONE, FAINT, DEEP = Tint("signal"), Tint("ink", 0.35), Tint("ink", 0.12), Tint("deep")


def datum(label, value, **more):
    """A value, written plainly."""
    return Datum(label=label, value=value, text=f"{value:g}", **more)


def chart(kind, *data, **more):
    """A chart of that kind."""
    return Chart(id="c", kind=kind, data=data, **more)


def fills(art):
    """The filled shapes, in order."""
    return [mark for mark in art.marks if isinstance(mark, Fill)]


def extent(fill):
    """Left, top, right, bottom of a filled shape of straight sides."""
    points = [step[-2:] for step in fill.path.steps if len(step) > 2]
    return tuple(f(p[k] for p in points) for f, k in ((min, 0), (min, 1), (max, 0), (max, 1)))


def width(fill):
    """From the left to the right end of a filled shape."""
    left, _, right, _ = extent(fill)
    return right - left


def is_touch(stroke):
    """A stroke of next to no length: the joint of a line."""
    xs, ys = zip(*(step[-2:] for step in stroke.path.steps if len(step) > 2), strict=True)
    return max(xs) - min(xs) < 0.1 and max(ys) - min(ys) < 0.1


def said(art, cell):
    """The words printed for a cell."""
    return "".join(mark.run.text for mark in art.marks if isinstance(mark, Label) and mark.cell == cell)


def top_of(art, cell):
    """The first baseline of a cell."""
    return min(mark.baseline for mark in art.marks if isinstance(mark, Label) and mark.cell == cell)


@pytest.mark.parametrize("example", examples(), ids=lambda c: c.kind)
@pytest.mark.parametrize("wide", [151.0, 234.0, 316.0, 482.0])
def test_heights_are_whole_grid_steps(drawn, example, wide):
    """Whatever the kind and width, the drawing fills whole steps of the text grid."""
    art = drawn(example, wide)
    assert art.height % 13 == 0
    assert art.marks


@pytest.mark.parametrize("example", examples(), ids=lambda c: c.kind)
def test_type_is_never_set_in_signal(drawn, example):
    """Signal is too light for words on white."""
    assert all(m.run.tint.ink != "signal" for m in drawn(example).marks if isinstance(m, Label))


@pytest.mark.parametrize("example", examples(), ids=lambda c: c.kind)
def test_no_line_is_too_thin_for_the_plate(drawn, example):
    """Hairlines are 0.35 pt at least."""
    assert all(m.width >= 0.35 for m in drawn(example).marks if isinstance(m, Stroke))


class TestBars:
    def test_the_largest_stands_first(self, drawn):
        """Bars are sorted, whatever the order of the data; the table keeps the author's."""
        asked = chart("bars", datum("Least", 1), datum("Most", 9), datum("Middle", 5))
        art = drawn(asked)
        assert top_of(art, (2, 0)) < top_of(art, (3, 0)) < top_of(art, (1, 0))
        assert [row[0] for row in table(asked)[1:]] == ["Least", "Most", "Middle"]

    def test_the_author_may_keep_the_order(self, drawn):
        """With `sort: given` the rows stand as they are listed."""
        art = drawn(chart("bars", datum("Least", 1), datum("Most", 9), settings={"sort": "given"}))
        assert top_of(art, (1, 0)) < top_of(art, (2, 0))

    def test_lengths_are_in_proportion_from_zero(self, drawn):
        """A value half as large has a bar half as long, and all begin on one line."""
        one, other = fills(drawn(chart("bars", datum("A", 80), datum("B", 40))))
        assert width(other) / width(one) == pytest.approx(0.5, abs=0.001)
        assert extent(one)[0] == extent(other)[0]

    def test_a_range_shows_its_certain_part_faintly(self, drawn):
        """From zero to the low end faint, from low to high in full."""
        asked = chart("bars", Datum(label="A", low=50, high=80, text="50–80"))
        certain, open_ = fills(drawn(asked))
        assert certain.tint == FAINT
        assert width(certain) / width(open_) == pytest.approx(50 / 30, abs=0.01)

    def test_emphasis_is_never_by_colour_alone(self, drawn):
        """The datum singled out has the signal, and its label the bolder cut."""
        art = drawn(chart("bars", datum("A", 8, emphasis=True), datum("B", 4)))
        assert [f.tint for f in fills(art)] == [SIGNAL, STONE]
        fonts = {m.cell: m.run.font for m in art.marks if isinstance(m, Label)}
        assert (fonts[1, 0], fonts[2, 0]) == ("sans-semibold", "sans")

    def test_a_missing_value_is_said_and_draws_nothing(self, drawn):
        """The words stand where the bar would begin, last in the list."""
        art = drawn(chart("bars", Datum(label="A", missing=True, text="no figure"), datum("B", 4)))
        assert len(fills(art)) == 1
        assert said(art, (1, 1)) == "no figure"
        assert top_of(art, (1, 0)) > top_of(art, (2, 0))

    def test_long_labels_go_above_their_bars_in_a_narrow_column(self, drawn):
        """So a long label costs height, never length of bar."""
        label = "Europe, with Russia and Turkey included"
        art = drawn(chart("bars", datum(label, 8), datum("Asia", 4)))
        bar = fills(art)[0]
        assert extent(bar)[0] == 0
        assert top_of(art, (1, 0)) < extent(bar)[1]

    def test_negative_values_go_to_the_other_side_of_zero(self, drawn):
        """Both sides have one measure and one line of zero, and the words of neither leave the sheet."""
        art = drawn(chart("bars", datum("A", 10), datum("B", -5), datum("C", 0)))
        up, down = fills(art)
        assert extent(down)[2] == pytest.approx(extent(up)[0], abs=0.01)
        assert width(down) / width(up) == pytest.approx(0.5, abs=0.001)
        zero = next(m for m in art.marks if isinstance(m, Stroke))
        assert [step[1] for step in zero.path.steps] == pytest.approx([extent(up)[0]] * 2, abs=0.01)


class TestRanked:
    def test_equal_values_share_a_rank(self):
        """Two seconds are followed by a fourth."""
        assert ranks([5.0, 9.0, 5.0, 1.0]) == (2, 1, 2, 4)

    def test_a_shared_rank_is_printed_once(self, drawn):
        """The second of two equals has no numeral of its own."""
        art = drawn(chart("ranked", datum("A", 9), datum("B", 5), datum("C", 5), datum("D", 1)))
        assert [said(art, (i, 0)) for i in (1, 2, 3, 4)] == ["1 A", "2 B", "C", "4 D"]

    def test_values_align_on_the_decimal_point(self, drawn, wording, theme):
        """Units stand under units, whether decimals follow or not."""
        art = drawn(chart("ranked", datum("A", 50), datum("B", 36.5), datum("C", 7.5)))
        points = []
        for i in (1, 2, 3):
            (label,) = (m for m in art.marks if isinstance(m, Label) and m.cell == (i, 1))
            points.append(label.x + wording.width(label.run.text.partition(".")[0], theme.value))
        assert points == pytest.approx([points[0]] * 3, abs=0.01)


class TestRing:
    def test_the_main_share_stands_large_in_the_middle(self, drawn):
        """Its value is set in the display face, larger than any label."""
        art = drawn(next(c for c in examples() if c.kind == "ring"))
        (numeral,) = (m for m in art.marks if isinstance(m, Label) and m.run.text == "74.6")
        assert numeral.run.font == "display"
        assert numeral.run.size == max(m.run.size for m in art.marks if isinstance(m, Label))

    def test_parts_take_their_share_of_the_turn(self, drawn):
        """The area of a quarter is a third of the area of three quarters."""
        art = drawn(chart("ring", datum("A", 75, emphasis=True), datum("B", 25)))
        areas = {fill.tint: abs(area(fill)) for fill in fills(art)}
        assert areas[SIGNAL] / areas[STONE] == pytest.approx(3, rel=0.01)


def area(fill):
    """Area of a shape, curves flattened."""
    (points,) = outlines(fill.path)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True)) / 2


class TestStacked:
    def test_shares_fill_the_width(self, drawn):
        """Together the parts are as wide as the drawing; each is as wide as its share."""
        bars = fills(drawn(chart("stacked", datum("A", 65.2), datum("B", 34.8))))
        assert [width(bar) for bar in bars] == pytest.approx([234 * 0.652, 234 * 0.348], abs=0.01)

    def test_neighbours_differ_in_grey(self, drawn):
        """No two parts side by side have the same tint."""
        tints = [f.tint for f in fills(drawn(chart("stacked", *(datum(f"P{k}", 20) for k in range(5)))))]
        assert all(one != other for one, other in itertools.pairwise(tints))


class TestSlope:
    def test_lines_end_at_their_values(self, drawn):
        """The steeper change has the steeper line."""
        data = (
            Datum(label="A", start=10, end=90, start_text="10", end_text="90"),
            Datum(label="B", start=50, end=60, start_text="50", end_text="60"),
        )
        art = drawn(chart("slope", *data, settings={"from": "2015", "to": "2016"}))
        rises = [m.path.steps[0][2] - m.path.steps[-1][2] for m in art.marks if isinstance(m, Stroke) and m.width > 1]
        assert rises[0] / rises[1] == pytest.approx(8, abs=0.05)
        assert said(art, (0, 1)) == "2015"

    def test_an_axis_without_zero_is_marked(self, drawn):
        """Slopes start from zero unless the author fixes the axis; then both uprights are broken."""
        data = Datum(label="A", start=80, end=90, start_text="80", end_text="90")
        whole, cut = (drawn(chart("slope", data, axis=axis)) for axis in (None, (70.0, 100.0)))
        slanted = [
            m for m in cut.marks
            if isinstance(m, Stroke) and m.width < 1 and round(abs(m.path.steps[0][1] - m.path.steps[-1][1]), 2) == 6
        ]  # fmt: skip
        assert len(slanted) == 4
        assert whole.height == cut.height


class TestStrip:
    def test_a_label_shared_by_answers_is_not_repeated(self, drawn):
        """Six answers called “answer” are six numbers; the one with a name of its own keeps it."""
        art = drawn(chart("strip", *(datum("answer", v) for v in (1, 10, 65)), datum("a few answers", 100)))
        words = [m.run.text for m in art.marks if isinstance(m, Label)]
        assert "answer" not in words
        assert said(art, (4, 0)) == "a few answers"

    def test_equal_answers_stand_on_each_other(self, drawn):
        """Three answers of five are three dots in a pile, and five is written three times."""
        art = drawn(chart("strip", datum("a", 5), datum("a", 5), datum("a", 5), datum("a", 50)))
        assert [said(art, (i, 1)) for i in (1, 2, 3)] == ["5", "5", "5"]
        lefts = [round(extent(f)[0], 1) for f in fills(art)[:3]]
        assert len(set(lefts)) == 1


class TestCountries:
    def test_every_dot_is_counted(self, drawn):
        """61.1 per cent at a tenth a dot is 611 dots."""
        data = (datum("USA", 61.1, emphasis=True), datum("Sweden", 2.2))
        counts = [
            sum(step[0] == "M" for step in fill.path.steps)
            for fill in fills(drawn(chart("countries", *data, settings={"each": 0.1})))
        ]
        assert counts == [611, 22]


class TestPictogram:
    def test_lit_dots_are_filled_and_the_others_outlined(self, drawn):
        """Seven of ten: seven full circles, three empty ones, told apart in any colour."""
        art = drawn(chart("pictogram", datum("officers", 7)))
        (lit,), (unlit,) = fills(art), [m for m in art.marks if isinstance(m, Stroke)]
        assert sum(step[0] == "M" for step in lit.path.steps) == 7
        assert sum(step[0] == "M" for step in unlit.path.steps) == 3


class TestNumerals:
    def test_larger_numbers_are_set_larger(self, drawn):
        """Type size follows magnitude."""
        art = drawn(chart("numerals", datum("A", 150_000), datum("B", 10_000_000)), 482.0)
        sizes = {m.cell: m.run.size for m in art.marks if isinstance(m, Label)}
        assert sizes[2, 1] > sizes[1, 1]


class TestColumns:
    def test_crowded_values_are_turned(self, drawn):
        """Twenty-four values over narrow columns read upwards rather than collide."""
        art = drawn(chart("columns", *(datum(str(h), h + 0.5) for h in range(24))))
        assert {m.turn for m in art.marks if isinstance(m, Label) and m.cell and m.cell[1] == 1} == {90.0}


class TestLine:
    def test_years_are_counted_in_round_steps(self, drawn):
        """Sixty years from 1957 on are labelled by the decade, and every other year has its place on the axis."""
        asked = chart("line", *(datum(str(year), 5) for year in range(1957, 2017)))
        art = drawn(asked)
        labelled = [m.run.text for m in art.marks if isinstance(m, Label) and m.cell and m.cell[1] == 0]
        assert labelled == ["1960", "1970", "1980", "1990", "2000", "2010"]
        assert {m.cell for m in art.marks if m.cell and m.cell[1] == 0} == {(i, 0) for i in range(1, 61)}

    def test_a_missing_value_has_a_mark_that_says_so(self, drawn):
        """An open dot on the axis is the cell of the value that is not there."""
        data = [datum(str(y), 5) for y in range(2010, 2016)]
        data[3] = Datum(label="2013", missing=True, text="no figure")
        (gap,) = (m for m in drawn(chart("line", *data)).marks if m.cell == (4, 2))
        assert isinstance(gap, Stroke)
        assert not is_touch(gap)

    def test_a_gap_is_a_gap(self, drawn):
        """Where a value is missing the line is interrupted, not drawn through."""
        data = [datum(str(y), 5) for y in range(2010, 2016)]
        data[3] = Datum(label="2013", missing=True, text="no figure")
        art = drawn(chart("line", *data))
        lines = [m for m in art.marks if isinstance(m, Stroke) and m.width == 2.0 and not is_touch(m)]
        assert len(lines) == 2

    def test_series_differ_by_dash_as_well(self, drawn):
        """Three lines can be told apart in a photocopy."""
        data = [replace(datum(str(y), y % 7 + k), group=f"S{k}") for k in range(3) for y in (2014, 2015, 2016)]
        art = drawn(chart("line", *data))
        assert len({m.dash for m in art.marks if isinstance(m, Stroke) and m.width == 1.2}) == 3

    def test_no_label_is_longer_in_steps_than_needed(self, drawn):
        """Every year is named where there is room."""
        art = drawn(chart("line", *(datum(str(y), 5) for y in range(2010, 2015))), 316.0)
        years = [m.run.text for m in art.marks if isinstance(m, Label) and m.run.text.startswith("20")]
        assert years == ["2010", "2011", "2012", "2013", "2014"]

    def test_events_stand_over_the_plot_at_their_year(self, drawn):
        """An event has its words in a row of its own and an upright at the year in which it fell."""
        data = [datum(str(y), 5) for y in range(2010, 2015)]
        plain = drawn(chart("line", *data))
        art = drawn(chart("line", *data, settings={"events": ("2012: A new law",)}))
        assert art.height == plain.height + 13
        (upright,) = (m for m in art.marks if isinstance(m, Stroke) and m.dash)
        (year,) = (m for m in art.marks if isinstance(m, Label) and m.run.text == "2012")
        assert upright.path.steps[0][1] == pytest.approx(year.x + year.run.width / 2, abs=0.01)


class TestHeat:
    def test_more_is_darker(self, drawn):
        """The largest value has the solid, the least the lightest tint."""
        data = [Datum(label="Mon", group=str(h), value=h, text=str(h)) for h in range(5)]
        assert [f.tint.amount for f in fills(drawn(chart("heat", *data)))] == [0.12, 0.3, 0.5, 0.75, 1.0]

    def test_words_on_dark_cells_are_white(self, drawn):
        """Values stay readable on every tint."""
        data = [Datum(label="Mon", group=str(h), value=h, text=str(h)) for h in range(5)]
        art = drawn(chart("heat", *data))
        inks = [m.run.tint.ink for m in art.marks if isinstance(m, Label) and m.cell and m.cell[1] == 2]
        assert inks == ["ink", "ink", "ink", "white", "white"]


class TestMultiples:
    def test_all_panels_have_one_scale(self, drawn):
        """The same value is as tall in every panel."""
        data = [replace(datum(str(y), v), group=g) for g, v in (("A", 10), ("B", 40)) for y in (2015, 2016)]
        heights = [extent(f)[3] - extent(f)[1] for f in fills(drawn(chart("multiples", *data)))]
        assert heights[2] / heights[0] == pytest.approx(4, abs=0.01)


class TestGrouped:
    def test_a_series_keeps_its_tint_in_every_group(self, drawn):
        """2015 is the same grey in each group, and not the grey of 2014."""
        data = [replace(datum(y, 10), group=g) for g in ("A", "B") for y in ("2014", "2015")]
        tints = [f.tint for f in fills(drawn(chart("grouped", *data)))]
        assert tints[:2] == tints[2:]
        assert tints[0] != tints[1]


class TestRange:
    def test_the_span_stands_between_its_ends(self, drawn):
        """50 to 80 on an axis of 0 to 100 covers three tenths of it."""
        asked = chart("range", Datum(label="A", low=50, high=80, text="50–80"), axis=(0.0, 100.0))
        (span,) = fills(drawn(asked))
        assert width(span) / 234 == pytest.approx(0.3, abs=0.001)
        assert math.isclose(extent(span)[0], 4 + 0.5 * 226, abs_tol=0.01)


class TestPaired:
    def test_the_longer_bar_takes_the_whole_width(self, drawn):
        """Four against six: two thirds, and all of it."""
        bars = fills(drawn(chart("paired", datum("then", 4), datum("now", 6, emphasis=True))))
        assert [width(bar) / 234 for bar in bars] == pytest.approx([2 / 3, 1], abs=0.001)


class TestArea:
    def test_the_ground_reaches_down_to_zero(self, drawn):
        """The shaded area ends on the base line of the axis."""
        art = drawn(chart("area", *(datum(str(h), h + 1) for h in range(6))))
        (ground,) = fills(art)
        base = max(
            m.path.steps[0][2]
            for m in art.marks
            if isinstance(m, Stroke) and len(m.path.steps) == 2 and width_of(m) > 50
        )
        assert extent(ground)[3] == pytest.approx(base, abs=0.01)


def width_of(stroke):
    """How far a line runs sideways."""
    return abs(stroke.path.steps[0][1] - stroke.path.steps[-1][1])
