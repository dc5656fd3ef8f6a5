"""A region map from data of the report's own: a grid of tiles, or bubbles that stand on one.

Each region is one tile of equal size, roughly where it lies; so a small country is as easy
to read as a large one, no outline has to be bought or kept up to date, and the map can be
read row by row. `tiles` draws it: one line of codes for each row, a point for an empty place.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from layout.geometry import Rect
from layout.ink import Tint
from layout.type.style import Align, TextStyle
from layout.values import Struct, replace
from typeset.charts.kinds.bars import bar_tint, label_style
from typeset.charts.kinds.heat import DARK, amount_of
from typeset.charts.sheet import Sheet
from typeset.charts.spec import MISSING, VALUE, Chart, ChartProblem, Datum, Kind, Option

EMPTY = "."
"""Sea, or another's land."""
SEAM = 1.5
"""Bare paper between tiles, points."""
PAD = 4.0
"""From the edge of a tile to its words."""
LARGEST = 5
"""Steps of the grid that a tile may be wide: beyond, a map of four regions would fill a page."""
MARKED = 1.4
"""Width of the frame about the tile that matters."""

Place = tuple[int, int]
"""Column and row of a tile, from 0."""


class Tiling(Struct, frozen=True):
    """Where tiles stand and how large they are."""

    places: Mapping[str, Place]
    width: float
    """Of a tile, seam included; its height likewise."""
    height: float
    names: bool
    """Tiles are wide enough for whole names; otherwise they bear codes."""

    @property
    def rows(self) -> int:
        return 1 + max(row for _, row in self.places.values())

    def box(self, place: Place) -> Rect:
        """The tile at *place*."""
        column, row = place
        return Rect(column * self.width, row * self.height, self.width - SEAM, self.height - SEAM)


def draw(chart: Chart, sheet: Sheet) -> float:
    """Draw every tile; those of which nothing is said stay empty."""
    bubbles = chart.word("shape", "tiles") == "bubbles"
    tiling = _tiling(chart, sheet, bubbles=bubbles)
    data = {code_of(datum, tiling.places): i for i, datum in enumerate(chart.data)}
    for code, place in tiling.places.items():
        box = tiling.box(place)
        if code not in data:
            _draw_unasked(sheet, code, box, bubbles=bubbles)
        elif bubbles:
            _draw_bubble(chart, sheet, data[code], _name(chart, data[code], code, tiling), box)
        else:
            _draw_tile(chart, sheet, data[code], _name(chart, data[code], code, tiling), box)
    return tiling.rows * tiling.height - SEAM


def places_of(chart: Chart) -> dict[str, Place]:
    """Each code of `tiles` with its column and row; of one given twice the first."""
    places: dict[str, Place] = {}
    for row, line in enumerate(chart.words("tiles")):
        for column, code in enumerate(line.split()):
            if code != EMPTY:
                places.setdefault(code, (column, row))
    return places


def code_of(datum: Datum, places: Mapping[str, Place]) -> str:
    """The tile of a datum: its `group`, or its label where that is itself a code."""
    return datum.group or (datum.label if datum.label in places else "")


def _tiling(chart: Chart, sheet: Sheet, *, bubbles: bool) -> Tiling:
    theme, wording, grid = sheet.theme, sheet.wording, sheet.theme.grid
    places = places_of(chart)
    columns = 1 + max(column for column, _ in places.values())
    width = min(sheet.width / columns, LARGEST * grid)
    half = grid / 2
    height = math.floor(width / half) * half + grid if bubbles else min(3.5 * grid, math.floor(width / half) * half)
    height = max(height, 2.5 * grid)
    room = width - SEAM - 2 * PAD
    names = all(wording.width(datum.label, theme.strong) <= room for datum in chart.data)
    return Tiling(places, width, height, names)


def _name(chart: Chart, i: int, code: str, tiling: Tiling) -> str:
    return chart.data[i].label if tiling.names else code


def _draw_tile(chart: Chart, sheet: Sheet, i: int, name: str, box: Rect) -> None:
    """The tint says how much, the value below the name how much exactly."""
    theme, datum = sheet.theme, chart.data[i]
    ground = theme.paper
    if datum.value is None:
        _outline(sheet, box, theme.rule, theme.hairline)
    else:
        ground = Tint(theme.deep.ink, amount_of(datum.value, *_ends(chart)))
        sheet.bar(box, ground)
        if datum.emphasis:
            _outline(sheet, box.grown(-MARKED / 2), theme.signal, MARKED)

    def on_ground(style: TextStyle) -> TextStyle:
        return replace(style, tint=theme.paper) if ground is not theme.paper and ground.amount >= DARK else style

    style = on_ground(label_style(datum, theme))
    first = box.y + PAD + sheet.wording.cap_height(style)
    sheet.words(name, box.x + PAD, first, style, cell=(i + 1, 0))
    written = theme.value if datum.value is not None else theme.note
    room = box.width - 2 * PAD
    if datum.value is None and sheet.wording.width(datum.text, written) > room:
        level = box.bottom - PAD - sheet.wording.cap_height(written) / 2
        sheet.rule(box.x + PAD, level, box.x + PAD + 6, level, cell=(i + 1, 1))
        return
    sheet.words(datum.text, box.x + PAD, box.bottom - PAD, on_ground(written), cell=(i + 1, 1))


def _ends(chart: Chart) -> tuple[float, float]:
    values = [datum.value for datum in chart.data if datum.value is not None]
    return chart.axis or (min(values), max(values))


def _draw_bubble(chart: Chart, sheet: Sheet, i: int, name: str, box: Rect) -> None:
    """A disc whose area is the value, over the region's name and the value in figures."""
    theme, wording, datum = sheet.theme, sheet.wording, chart.data[i]
    style, value = label_style(datum, theme), theme.value if datum.value is not None else theme.note
    gap = wording.width(" ", style)
    together = wording.width(name, style) + gap + wording.width(datum.text, value)
    lines = 1 if together <= box.width else 2
    foot = lines * theme.grid
    centre = (box.x + box.width / 2, box.y + (box.height - foot) / 2)
    largest = min(box.width, box.height - foot - 2) / 2
    radius = largest / 3
    if datum.value is None:
        sheet.rings([centre], radius, theme.rule, theme.hairline)
    else:
        whole = max(d.value for d in chart.data if d.value is not None) or 1.0
        radius = largest * math.sqrt(datum.value / whole)
        if radius > 0.01:
            sheet.dots([centre], radius, bar_tint(datum, chart, theme))
    # Right under its disc, so that no name has to be searched for.
    baseline = sheet.centred(style, centre[1] + max(radius, theme.gap) + 2 + theme.grid / 2)
    if lines == 1:
        left = centre[0] - together / 2
        sheet.words(name, left, baseline, style, cell=(i + 1, 0))
        sheet.words(datum.text, left + together, baseline, value, cell=(i + 1, 1), align=Align.RIGHT)
    else:
        sheet.words(name, centre[0], baseline, style, cell=(i + 1, 0), align=Align.CENTRE)
        sheet.words(datum.text, centre[0], baseline + theme.grid, value, cell=(i + 1, 1), align=Align.CENTRE)


def _draw_unasked(sheet: Sheet, code: str, box: Rect, *, bubbles: bool) -> None:
    """A region of which the data say nothing: there, so that the map can be read, but bare."""
    theme = sheet.theme
    if bubbles:
        baseline = sheet.centred(theme.note, box.bottom - theme.grid / 2)
        sheet.words(code, box.x + box.width / 2, baseline, theme.note, align=Align.CENTRE)
        return
    _outline(sheet, box, theme.middle, theme.hairline)
    first = box.y + PAD + sheet.wording.cap_height(theme.note)
    sheet.words(code, box.x + PAD, first, theme.note)


def _outline(sheet: Sheet, box: Rect, tint: Tint, width: float) -> None:
    corners = [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)]
    sheet.line([*corners, corners[0], corners[1]], tint=tint, width=width)


def check(chart: Chart) -> Iterable[ChartProblem]:
    """A tile for each region and one region for each tile."""
    places = places_of(chart)
    if not places:
        hint = "draw it row by row with codes, a point for an empty place: tiles: [. NO SE FI, UK DK . EE]"
        yield ChartProblem(
            chart=chart.id,
            datum=None,
            setting="tiles",
            message="a map needs `tiles:`, which say what lies where",
            hint=hint,
        )
        return
    codes = [code for line in chart.words("tiles") for code in line.split() if code != EMPTY]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield ChartProblem(
            chart=chart.id, datum=None, setting="tiles", message=f"`{code}` stands in `tiles:` more than once"
        )
    seen: set[str] = set()
    for i, datum in enumerate(chart.data):
        code = code_of(datum, places)
        if code not in places:
            near = get_close_matches(code or datum.label, places, 1)
            hint = (
                f"did you mean `{near[0]}`?"
                if near
                else "give its code as `group:`, and the code its place in `tiles:`"
            )
            message = f"no tile is called `{code}`" if code else f"`{datum.label}` does not say which tile is its own"
            yield ChartProblem(chart=chart.id, datum=i, message=message, hint=hint)
        elif code in seen:
            yield ChartProblem(chart=chart.id, datum=i, message=f"the tile `{code}` is given a second value")
        seen.add(code)


KIND = Kind(
    name="map",
    summary="A region map on a grid of tiles, tinted or under bubbles: how a quantity differs from place to place. "
    "`group` is the region's code in `tiles`.",
    takes=VALUE | MISSING,
    draw=draw,
    check=check,
    least=2,
    most=120,
    prints_all=False,
    options=(
        Option("tiles", tuple, "the map, row by row: codes with spaces between, a point for an empty place"),
        Option("shape", str, "`bubbles` shows values as areas of discs instead of tints", choices=("tiles", "bubbles")),
    ),
    example={
        "measures": "Reports per 10,000 people",
        "tiles": ["NO SE FI", ". DK EE", "NL DE PL"],
        "data": [
            {"label": "Norway", "group": "NO", "value": 41},
            {"label": "Sweden", "group": "SE", "value": 58, "emphasis": True},
            {"label": "Finland", "group": "FI", "value": 37},
            {"label": "Denmark", "group": "DK", "value": 33},
            {"label": "Netherlands", "group": "NL", "value": 46},
            {"label": "Germany", "group": "DE", "value": 22},
            {"label": "Poland", "group": "PL", "missing": True},
        ],
    },
)
