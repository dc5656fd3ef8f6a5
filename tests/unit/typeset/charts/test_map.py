"""The region map: tiles where the author put them, tints and discs in proportion, mistakes found."""

import itertools
import math
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.art import Fill, Label, Stroke
from layout.ink import Tint
from typeset.charts.collisions import find_collisions, outlines
from typeset.charts.judging import find_problems
from typeset.charts.kinds.map import places_of
from typeset.charts.spec import Chart, Datum
from typeset.charts.tables import table

TILES = (". NO SE", "UK DK .")


def region(label, code, value, **more):
    """A region with its code and value."""
    return Datum(label=label, group=code, value=value, text=f"{value:g}", **more)


NORTH = (region("Norway", "NO", 10), region("Sweden", "SE", 40, emphasis=True), region("Denmark", "DK", 25))


def map_of(*data, **settings):
    """A map of these regions."""
    return Chart(id="m", kind="map", data=data, measures="Reports", settings={"tiles": TILES, **settings})


def extent(fill):
    """Left, top, right, bottom of a filled shape."""
    (points,) = outlines(fill.path)
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def fills(art):
    """The filled shapes, in order."""
    return [mark for mark in art.marks if isinstance(mark, Fill)]


def said(art, cell):
    """The words printed for a cell."""
    return "".join(mark.run.text for mark in art.marks if isinstance(mark, Label) and mark.cell == cell)


def test_tiles_stand_as_the_author_drew_them():
    """Columns count codes and points alike, rows count lines."""
    assert places_of(map_of()) == {"NO": (1, 0), "SE": (2, 0), "UK": (0, 1), "DK": (1, 1)}


def test_a_region_lies_above_the_one_below_it(drawn):
    """Norway stands over Denmark, Sweden to the right of Norway."""
    norway, sweden, denmark = map(extent, fills(drawn(map_of(*NORTH))))
    assert norway[0] == denmark[0]
    assert norway[3] < denmark[1]
    assert sweden[0] > norway[2]


def test_more_is_darker(drawn):
    """The tint rises with the value, by the steps of the heat map."""
    amounts = [fill.tint.amount for fill in fills(drawn(map_of(*NORTH)))]
    assert amounts == [0.12, 1.0, 0.5]


def test_the_region_that_matters_is_framed_and_bolder(drawn):
    """Emphasis is a frame in the signal and a bolder name, so it does not hang on colour."""
    art = drawn(map_of(*NORTH))
    assert [mark.tint for mark in art.marks if isinstance(mark, Stroke) and mark.width > 1] == [Tint("signal")]
    assert {mark.cell[0]: mark.run.font for mark in art.marks if isinstance(mark, Label) and mark.cell and not mark.cell[1]} == {
        1: "sans", 2: "sans-semibold", 3: "sans"
    }  # fmt: skip


def test_the_area_of_a_bubble_is_its_value(drawn):
    """Four times the value is four times the area, not four times the width."""
    norway, sweden, _ = map(extent, fills(drawn(map_of(*NORTH, shape="bubbles"))))
    assert (sweden[2] - sweden[0]) / (norway[2] - norway[0]) == pytest.approx(math.sqrt(4), abs=0.01)


def test_narrow_tiles_bear_codes_and_wide_ones_names(drawn):
    """Names are printed where all of them fit; the table has them always."""
    asked = map_of(*NORTH)
    assert (said(drawn(asked, 234.0), (1, 0)), said(drawn(asked, 120.0), (1, 0))) == ("Norway", "NO")
    assert table(asked)[1] == ("Norway", "10")


def test_a_region_without_data_is_shown_bare(drawn):
    """The United Kingdom has no datum: its code stands there, and belongs to no row of the table."""
    for shape in ("tiles", "bubbles"):
        art = drawn(map_of(*NORTH, shape=shape))
        (label,) = (mark for mark in art.marks if isinstance(mark, Label) and mark.run.text == "UK")
        assert label.cell is None


def test_a_missing_value_is_said_and_not_tinted(drawn):
    """The words of a missing value stand in its tile, which stays paper."""
    lost = Datum(label="Norway", group="NO", missing=True, text="none")
    for shape in ("tiles", "bubbles"):
        art = drawn(map_of(lost, *NORTH[1:], shape=shape))
        assert said(art, (1, 1)) == "none"
        assert len(fills(art)) == 2


@pytest.mark.parametrize(("shape", "wide"), list(itertools.product(("tiles", "bubbles"), (151.0, 234.0, 482.0))))
def test_words_meet_nothing(drawn, wording, shape, wide):
    """At every width of the report the words of a map have room."""
    assert find_collisions(drawn(map_of(*NORTH, shape=shape), wide), wording) == ()


NAMES = st.lists(st.text(string.ascii_letters, min_size=1, max_size=9), min_size=2, max_size=12, unique=True)


@given(names=NAMES, columns=st.integers(1, 4), data=st.data())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_words_meet_nothing_on_any_map(drawn, wording, names, columns, data):
    """Up to four tiles across, with values of three figures, there is room for all words at a column's width."""
    rows = tuple(" ".join(f"T{k}" for k in range(at, at + columns)) for at in range(0, len(names), columns))
    values = data.draw(st.lists(st.integers(0, 999), min_size=len(names), max_size=len(names)))
    regions = [region(name, f"T{k}", float(value)) for k, (name, value) in enumerate(zip(names, values, strict=True))]
    for shape in ("tiles", "bubbles"):
        asked = map_of(*regions, tiles=rows, shape=shape)
        assert find_problems(asked) == ()
        assert find_collisions(drawn(asked), wording) == ()


@pytest.mark.parametrize(
    ("chart", "datum", "words"),
    [
        (Chart(id="m", kind="map", data=NORTH), None, "needs `tiles:`"),
        (map_of(*NORTH, tiles=("NO SE", "DK NO")), None, "`NO` stands in `tiles:` more than once"),
        (map_of(*NORTH, region("Finland", "FI", 3)), 3, "no tile is called `FI`"),
        (map_of(*NORTH, region("Finland", "", 3)), 3, "does not say which tile"),
        (map_of(*NORTH, region("Norway", "NO", 3)), 3, "a second value"),
        (map_of(*NORTH, shape="balloons"), None, "must be one of"),
    ],
)
def test_what_cannot_be_placed_is_told(chart, datum, words):
    """Each mistake in a map is one problem, at the datum where there is one."""
    (problem,) = find_problems(chart)
    assert problem.datum == datum
    assert words in problem.message
