"""Laws of every drawing, whatever the data: words meet nothing, nothing leaves the paper, each datum is said once."""

from __future__ import annotations

import itertools
import math
import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layout.art import Art, DataCell, Fill, Label, Stroke
from layout.brand import Brand, PageShape
from layout.geometry import Rect, mm
from layout.type.faces import Fonts
from layout.values import replace
from typeset.charts.cache import pack, unpack
from typeset.charts.collisions import find_collisions, outlines
from typeset.charts.drawing import draw
from typeset.charts.judging import find_problems
from typeset.charts.placing import Place, choose, spread
from typeset.charts.registry import OURS, kind_named
from typeset.charts.scale import written
from typeset.charts.spec import Chart, Datum
from typeset.charts.tables import data_table, propose_alt, table
from typeset.charts.theme import theme_of
from typeset.charts.wording import Wording

FOLDER = Path(__file__).parents[2] / "fonts"
FACES = {
    "sans": "SourceSans3-Regular.ttf",
    "sans-semibold": "SourceSans3-Semibold.ttf",
    "display": "SourceSerif4Display-Light.ttf",
    "display-regular": "SourceSerif4Display-Regular.ttf",
}
FONTS = Fonts({key: (FOLDER / name).read_bytes() for key, name in FACES.items()})
WORDING = Wording(FONTS)
PAGE = PageShape(
    width=mm(210), height=mm(297), bleed=mm(3), inner=mm(22), outer=mm(18), head=mm(22), foot=mm(26),
    columns=6, gutter=mm(5), grid=13,
)  # fmt: skip
BRAND = Brand(inks={}, faces=FACES, scale=(7.5, 9.5, 13, 19.5, 29, 44, 66), giant=330, page=PAGE)
THEME = theme_of(BRAND, "de")
"""For labels that are long in German, and random letters that no language divides."""
WIDTHS = (234.0, 316.0, 482.0)

words = st.text(string.ascii_letters, min_size=1, max_size=11)
LONG = (
    "Rechtsschutzversicherungsgesellschaften",
    "Straftaten gegen die sexuelle Selbstbestimmung",
    "Polizei- und Ordnungsbehörden der Länder",
    "Donaudampfschifffahrtsgesellschaft",
    "k. A.",
)
labels = st.one_of(
    st.lists(words, min_size=1, max_size=4).map(" ".join),
    st.tuples(st.sampled_from(LONG), words).map(" ".join),
)
amounts = st.one_of(
    st.sampled_from([0.0, 50.0]),
    st.integers(0, 100).map(float),
    st.floats(0, 100).map(lambda x: round(x, 1)),
    st.integers(1, 10_000_000).map(float),
)
either_side = st.one_of(amounts, st.integers(-100, 100).map(float))


def data(least: int, most: int, values: st.SearchStrategy[float] = amounts, names: st.SearchStrategy[str] = labels):
    """Lists of data with labels of their own, at most one of them singled out, some with notes."""

    @st.composite
    def build(draw_one):
        found = draw_one(st.lists(st.tuples(names, values), min_size=least, max_size=most, unique_by=lambda d: d[0]))
        chosen = draw_one(st.integers(-1, len(found) - 1))
        noted = draw_one(st.integers(-1, len(found) - 1))
        return tuple(
            Datum(label=label, value=v, text=written(v), emphasis=i == chosen, note="worked out" if i == noted else "")
            for i, (label, v) in enumerate(found)
        )

    return build()


def with_gaps(found: st.SearchStrategy[tuple[Datum, ...]]):
    """The same with one value missing, if that leaves one."""

    def gap(pair):
        rows, at = pair
        if len(rows) < 2 or at >= len(rows):
            return rows
        return (*rows[:at], Datum(label=rows[at].label, missing=True, text="no figure"), *rows[at + 1 :])

    return st.tuples(found, st.integers(0, 12)).map(gap)


@st.composite
def shares(draw_one, least: int, most: int):
    """Parts that make up a hundred."""
    cuts = sorted(draw_one(st.lists(st.integers(1, 999), min_size=least - 1, max_size=most - 1, unique=True)))
    parts = [(b - a) / 10 for a, b in zip([0, *cuts], [*cuts, 1000], strict=True)]
    names = draw_one(st.lists(labels, min_size=len(parts), max_size=len(parts), unique=True))
    chosen = draw_one(st.integers(-1, len(parts) - 1))
    return tuple(
        Datum(label=name, value=part, text=written(part), emphasis=i == chosen)
        for i, (name, part) in enumerate(zip(names, parts, strict=True))
    )


@st.composite
def changes(draw_one):
    """Things that were so much and are so much now."""
    rows = draw_one(st.lists(st.tuples(labels, st.integers(0, 1000), st.integers(0, 1000)), min_size=1, max_size=8,
                             unique_by=lambda r: r[0]))  # fmt: skip
    return tuple(
        Datum(label=n, start=a / 10, end=b / 10, start_text=written(a / 10), end_text=written(b / 10), emphasis=i == 0)
        for i, (n, a, b) in enumerate(rows)
    )


@st.composite
def spans(draw_one):
    """Ranges within a hundred."""
    rows = draw_one(st.lists(st.tuples(labels, st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=8,
                             unique_by=lambda r: r[0]))  # fmt: skip
    return tuple(
        Datum(label=n, low=float(min(a, b)), high=float(max(a, b)), text=f"{min(a, b)}–{max(a, b)}", emphasis=i == 1)
        for i, (n, a, b) in enumerate(rows)
    )


@st.composite
def grouped(draw_one):
    """The same two or three series for up to five groups."""
    groups = draw_one(st.lists(labels, min_size=1, max_size=5, unique=True))
    series = draw_one(st.lists(words, min_size=2, max_size=3, unique=True))
    return tuple(
        Datum(label=s, group=g, value=v, text=written(v), emphasis=k == 1)
        for g in groups
        for k, s in enumerate(series)
        for v in [float(draw_one(st.integers(0, 100)))]
    )


@st.composite
def series(draw_one, most: int = 4, low: int = -100):
    """One to four lines over up to twenty years, here and there with a gap."""
    names = draw_one(st.lists(labels, min_size=1, max_size=most, unique=True))
    count = draw_one(st.integers(2, 20))
    gap = draw_one(st.integers(1, 40))
    return tuple(
        Datum(label=str(1997 + y), group=name, value=v, text=written(v), emphasis=k == 0)
        if y != gap
        else Datum(label=str(1997 + y), group=name, missing=True, text="no figure")
        for k, name in enumerate(names)
        for y in range(count)
        for v in [float(draw_one(st.integers(low, 100)))]
    )


@st.composite
def cells(draw_one):
    """A grid of up to 7 by 24."""
    rows = draw_one(st.lists(labels, min_size=1, max_size=7, unique=True))
    count = draw_one(st.integers(2, 24))
    return tuple(
        Datum(label=row, group=str(k), value=v, text=written(v))
        if k != 1
        else Datum(label=row, group=str(k), missing=True, text="no figure")
        for row in rows
        for k in range(count)
        for v in [float(draw_one(st.integers(-99, 999)))]
    )


TILES = ("AA . BB CC", ". DD EE .", "FF GG HH II")


@st.composite
def regions(draw_one):
    """Some of nine regions."""
    codes = [code for row in TILES for code in row.split() if code != "."]
    chosen = draw_one(st.lists(st.sampled_from(codes), min_size=2, unique=True))
    return tuple(
        Datum(label=draw_one(labels), group=code, value=v, text=written(v), emphasis=k == 1)
        if k != 2
        else Datum(label=draw_one(labels), group=code, missing=True, text="no figure")
        for k, code in enumerate(chosen)
        for v in [draw_one(amounts)]
    )


KINDS = {
    "area": series(1, 0),
    "bars": with_gaps(st.one_of(data(1, 30), data(1, 12, either_side), spans())),
    "map": regions(),
    "ranked": data(2, 30),
    "paired": data(2, 3),
    "stacked": shares(2, 6),
    "ring": shares(2, 5),
    "slope": changes(),
    "range": st.one_of(spans(), data(1, 8, st.integers(-100, 100).map(float))),
    "strip": data(1, 24, either_side, labels),
    "numerals": with_gaps(data(1, 8)),
    "countries": data(1, 8, st.integers(1, 300).map(float)),
    "grouped": grouped(),
    "columns": data(2, 7, amounts, st.text(string.ascii_letters, min_size=1, max_size=5)),
    "line": series(),
    "heat": cells(),
    "pictogram": data(1, 3, st.integers(0, 10).map(float)),
    "multiples": grouped(),
}

SETTINGS = {"slope": {"from": "Report 2015", "to": "Report 2016"}, "map": {"tiles": TILES}}


def charts(kind: str) -> st.SearchStrategy[Chart]:
    """Charts of one kind, notes only where it has room for them."""
    known = kind_named(kind)
    assert known is not None

    def chart(rows):
        rows = rows if known.notes else tuple(replace(d, note="") for d in rows)
        return Chart(id="drawn at random", kind=kind, data=rows, sign="%", settings=SETTINGS.get(kind, {}))

    return KINDS[kind].map(chart)


any_chart = st.sampled_from(sorted(KINDS)).flatmap(charts)
plain = settings(deadline=None, suppress_health_check=list(HealthCheck))


def is_lawful(chart: Chart, width: float) -> Art:
    """Draw, and hold the drawing to every law."""
    assert find_problems(chart) == ()
    art = draw(chart, width, THEME, FONTS)
    collisions = find_collisions(art, WORDING)
    assert not collisions, collisions
    assert art.height % 13 == 0
    assert art.width == width
    for mark in art.marks:
        if isinstance(mark, Fill | Stroke):
            half = mark.width / 2 if isinstance(mark, Stroke) else 0.0
            for x, y in (point for outline in outlines(mark.path) for point in outline):
                assert -half - 0.1 <= x <= width + half + 0.1, (chart.kind, x)
                assert -half - 0.1 <= y <= art.height + half + 0.1, (chart.kind, y)
    assert_said_once(chart, art)
    return art


def assert_said_once(chart: Chart, art: Art) -> None:
    """Every cell of the data table is printed once, in full; or (in kinds that choose) shown by a mark of its own."""
    said: dict[tuple[int, int], str] = {}
    for mark in art.marks:
        if isinstance(mark, Label) and mark.cell is not None and mark.cell[0] > 0:
            said[mark.cell] = said.get(mark.cell, "") + mark.run.text
    kind = kind_named(chart.kind)
    assert kind is not None
    for i, row in enumerate(table(chart)[1:], start=1):
        for column, cell in enumerate(row):
            printed = said.get((i, column))
            if printed is None:
                first_of_group = chart.kind == "grouped" and column == 0
                assert not kind.prints_all or not cell or first_of_group, (chart.kind, i, column, cell)
                continue
            if chart.kind == "map" and column == 0 and printed in {d.group for d in chart.data}:
                continue  # the region's code
            printed = printed.replace("\xad", "")
            expected = cell
            if column == 0 and chart.data[i - 1].note:
                expected = f"{cell} {chart.data[i - 1].note}"
            if column == 1 and printed.endswith("%"):
                printed = printed.removesuffix("%")
            if chart.kind == "ranked" and column == 0:
                printed = printed.lstrip("0123456789 ")
            assert printed.strip() == expected, (chart.kind, i, column)
    assert_all_shown(chart, art)


def assert_all_shown(chart: Chart, art: Art) -> None:
    """Whatever the listener's table says has a mark in the drawing, its own or that of the same head above it."""
    shown = {mark.cell for mark in art.marks}
    above = DataCell()
    for row in data_table(chart):
        for number, cell in enumerate(row):
            goes_on = number == 0 and cell.words == above.words
            assert not cell.words or goes_on or shown.intersection(cell.marks), (chart.kind, cell)
        above = row[0]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_drawings_keep_the_laws(kind):
    """In drawings of every kind words meet nothing, stay on the paper, and say each datum once."""
    judge_some(kind, 12)


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_two_thousand_drawings_keep_the_laws(kind):
    """Over two thousand charts drawn at random no label collides with anything."""
    judge_some(kind, 2000 // len(KINDS) + 1)


def judge_some(kind: str, count: int) -> None:
    """Hold so many charts of a kind to the laws."""

    @given(chart=charts(kind), width=st.sampled_from(WIDTHS))
    @settings(plain, max_examples=count)
    def judge(chart: Chart, width: float) -> None:
        is_lawful(chart, width)

    judge()


@given(chart=any_chart)
@settings(plain, max_examples=25)
def test_the_cache_gives_back_what_it_was_given(chart):
    """Packing a drawing and unpacking it gives an equal drawing."""
    art = draw(chart, 234.0, THEME, FONTS)
    assert unpack(pack(art)) == art


@given(chart=any_chart)
@settings(plain, max_examples=25)
def test_drawing_twice_gives_the_same(chart):
    """The same chart at the same width is the same drawing, and its alternative text names every label that is short."""
    assert draw(chart, 316.0, THEME, FONTS) == draw(chart, 316.0, THEME, FONTS)
    assert propose_alt(chart).endswith(".")


@given(
    wanted=st.lists(st.floats(0, 100), min_size=1, max_size=12),
    sizes=st.lists(st.floats(1, 8), min_size=12, max_size=12),
)
def test_spread_keeps_order_and_distance(wanted, sizes):
    """Spread labels keep their order, do not overlap, and stay between the ends."""
    sizes = sizes[: len(wanted)]
    centres = spread(wanted, sizes, 0, 100)
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    for before, after in itertools.pairwise(order):
        assert centres[after] - centres[before] >= (sizes[before] + sizes[after]) / 2 - 1e-6
    assert all(size / 2 - 1e-6 <= c <= 100 - size / 2 + 1e-6 for c, size in zip(centres, sizes, strict=True))


@given(wanted=st.lists(st.integers(0, 20), min_size=1, max_size=10, unique=True))
def test_spread_leaves_alone_what_has_room(wanted):
    """Labels that do not meet stay exactly where they were wanted."""
    places = [10.0 * w + 5 for w in wanted]
    assert spread(places, [9.0] * len(places), 0, 210) == pytest.approx(places)


boxes = st.builds(
    lambda x, y, w, h, cost: Place((Rect(x, y, w, h),), cost),
    st.integers(0, 12), st.integers(0, 12), st.integers(1, 6), st.integers(1, 6), st.integers(0, 9),
)  # fmt: skip


@given(places=st.lists(st.lists(boxes, min_size=1, max_size=4), min_size=1, max_size=4))
@settings(max_examples=150)
def test_choose_finds_the_cheapest_choice_there_is(places):
    """What `choose` picks is free of overlaps and as cheap as trying everything."""

    def free(picks):
        chosen = [mine[i].boxes[0] for mine, i in zip(places, picks, strict=True)]
        return not any(a.meets(b) for a, b in itertools.combinations(chosen, 2))

    every = [picks for picks in itertools.product(*(range(len(mine)) for mine in places)) if free(picks)]
    picked = choose(places)
    if not every:
        assert picked is None
        return
    assert picked is not None
    assert free(picked)

    def cost(picks):
        return sum(mine[i].cost for mine, i in zip(places, picks, strict=True))

    assert cost(picked) == min(map(cost, every))


wild_words = st.one_of(
    st.sampled_from(["", " ", "x" * 200, "word " * 12, "two\nlines", "日本"]),
    st.text(max_size=8),
)
wild_numbers = st.one_of(st.none(), st.floats(), st.sampled_from([0.0, 1.0, -1.0, 1e15, 1e300, 5e-324]))
wild_data = st.builds(
    Datum,
    label=wild_words, value=wild_numbers, low=st.none() | wild_numbers, high=st.none() | wild_numbers,
    text=wild_words, emphasis=st.booleans(), note=st.sampled_from(["", "noted"]), group=st.sampled_from(["", "g"]),
    missing=st.booleans(),
)  # fmt: skip
plain_data = st.builds(
    lambda label, value, emphasis: Datum(label=label, value=value, text=written(value), emphasis=emphasis),
    st.sampled_from(["", "A", "x" * 90, "many words " * 8]),
    st.sampled_from([0.0, 1e-12, 1.0, 3.0, 100.0, 1e15]),
    st.booleans(),
)
wild_charts = st.builds(
    Chart,
    id=st.just("wild"),
    kind=st.sampled_from(OURS),
    data=st.one_of(st.lists(wild_data, max_size=3), st.lists(plain_data, max_size=6)).map(tuple),
    axis=st.sampled_from([None, None, (0.0, 0.0), (2.0, 1e9), (-5.0, 5.0)]),
    settings=st.sampled_from([{}, {}, {"each": 0.1}, {"events": ("A: b",)}, {"of": 3.0}]),
)


@given(chart=wild_charts, width=st.sampled_from((40.0, 151.0, 482.0)))
@settings(plain, max_examples=300)
def test_any_chart_is_drawn_or_refused(chart, width):
    """Whatever is asked for, there is a problem to read or a drawing of finite numbers, and never a crash."""
    assert len(table(chart)) == len(chart.data) + 1
    assert propose_alt(chart).endswith(".")
    if find_problems(chart):
        return
    art = draw(chart, width, THEME, FONTS)
    paths = [mark.path for mark in art.marks if isinstance(mark, Fill | Stroke)]
    assert all(math.isfinite(n) for path in paths for step in path.steps for n in step[1:])
    find_collisions(art, WORDING)
