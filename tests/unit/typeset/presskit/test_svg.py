"""Pages as SVG: shapes where they stand, letters as outlines that neither drift nor turn the wrong way."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from layout.art import Art, Fill, Label, Stroke, rectangle
from layout.art import Path as Outline
from layout.geometry import Rect
from layout.ink import Cmyk, Ink, Rgb, Tint
from layout.pages.book import Page, PlacedArt, PlacedMark, PlacedPicture
from layout.type.faces import Fonts
from layout.type.scripts import Companion
from layout.type.style import TextStyle
from typeset.charts.wording import Wording
from typeset.presskit.svg import Words, _relative, number, write_svg

FACES = {"sans": (Path(__file__).parents[4] / "fonts" / "SourceSans3-Regular.ttf").read_bytes()}
INKS = {
    "ink": Ink("ink", Cmyk(0, 0, 0, 1), Rgb(0, 0, 0)),
    "signal": Ink("signal", Cmyk(0, 1, 1, 0), Rgb(1, 0, 0)),
}
WORDING = Wording(Fonts(FACES))
STYLE = TextStyle(font="sans", size=10, tint=Tint("ink"))


def drawn(*items, faces=FACES) -> list[ET.Element]:
    """The paths of a page of 100 × 50 points."""
    page = Page(index=0, label="1", width=100, height=50, items=items)
    svg = write_svg(page, (200, 100), Words(title="T", description="D"), INKS, Fonts(faces))
    root = ET.fromstring(svg)  # noqa: S314  # ours
    assert root.get("viewBox") == "0 0 100 50"
    return root.findall("{http://www.w3.org/2000/svg}path")


def label(text: str, x: float, baseline: float, turn: float = 0.0) -> Label:
    """A line of words."""
    return Label(x=x, baseline=baseline, run=WORDING.runs(text, STYLE)[0], turn=turn)


def test_shapes_stand_where_they_are_placed():
    """A drawing's marks move with it; fills have the tint's colour."""
    art = Art(width=10, height=10, marks=(Fill(path=rectangle(1, 2, 3, 4), tint=Tint("signal", 0.5)),))
    (path,) = drawn(PlacedArt(x=20, y=5, art=art, slot=1))
    assert path.get("d") == "M21 7L24 7L24 11L21 11Z"
    assert path.get("fill") == "#ff8080"


def test_strokes_keep_width_dash_and_ends():
    """A dashed line with round ends is one in SVG too, and is not filled."""
    mark = Stroke(
        path=Outline((("M", 0, 0), ("L", 10, 0.006))), tint=Tint("ink"), width=0.4, dash=(2, 1), round_ends=True
    )
    (path,) = drawn(PlacedMark(mark=mark))
    assert path.attrib == {
        "fill": "none", "stroke": "#000000", "stroke-width": "0.4", "stroke-linecap": "round",
        "stroke-dasharray": "2 1", "d": "M0 0L10 0.006",
    }  # fmt: skip


def ends(data: str) -> list[tuple[float, float]]:
    """Every point that a path of absolute and relative steps passes through."""
    at = start = (0.0, 0.0)
    points = []
    for letter, body in re.findall(r"([A-Za-z])([^A-Za-z]*)", data):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", body)]
        if letter in "Zz":
            at = start
            continue
        u, v = numbers[-2:]
        at = (u, v) if letter.isupper() else (at[0] + u, at[1] + v)
        start = at if letter in "Mm" else start
        points.append(at)
    return points


@pytest.mark.parametrize("text", ["g", "8", "%", "ä", "ﬁ"])
def test_steps_lead_back_to_where_the_outline_goes(text):
    """Relative steps pass through the same points as the outline itself, counters and dots included."""
    face = Fonts(FACES).face("sans")
    gid = WORDING.runs(text, STYLE)[0].pieces[0].gids[0]
    absolute = [step[-2:] for step in face.contours(gid) if len(step) > 1]
    glyph = _relative(face.contours(gid))
    x, y = glyph.first
    assert ends(f"M{x} {y}{glyph.body}") == [pytest.approx(point, abs=0.051) for point in absolute]


def test_letters_follow_each_other_as_they_are_set():
    """The second letter stands where the first one's advance and their kerning put it."""
    one, both = (
        drawn(PlacedArt(x=0, y=0, art=Art(width=9, height=9, marks=(label(t, 0, 9),)), slot=1)) for t in ("A", "AV")
    )
    run = WORDING.runs("AV", STYLE)[0]
    face = Fonts(FACES).face("sans")
    (piece,) = run.pieces
    pen = face.advance(piece.gids[0]) + piece.adjust[0]
    first = face.contours(piece.gids[1])[0][1] + pen
    begun = len(ends(one[0].get("d")))
    assert ends(both[0].get("d"))[begun][0] == pytest.approx(first, abs=0.06)


def test_a_turned_label_reads_upwards():
    """A quarter turn counter-clockwise is a negative angle where y runs down."""
    (path,) = drawn(PlacedArt(x=1, y=2, art=Art(width=9, height=9, marks=(label("l", 3, 4, 90.0),)), slot=1))
    assert path.get("transform") == "translate(4 6) rotate(-90) scale(0.01 -0.01)"


def test_a_space_leaves_no_path():
    """What has no ink has no mark."""
    assert not drawn(PlacedArt(x=0, y=0, art=Art(width=9, height=9, marks=(label(" ", 0, 9),)), slot=1))


def test_a_picture_on_a_card_is_our_own_mistake():
    """Cards are made of lines, marks and drawings; anything else is said at once."""
    with pytest.raises(TypeError, match="PlacedPicture"):
        drawn(PlacedPicture(box=Rect(0, 0, 1, 1), data="x", slot=None))


@pytest.mark.parametrize(
    ("value", "written"), [(1.0, "1"), (-0.001, "0"), (0.5, "0.5"), (12.346, "12.35"), (100.0, "100"), (-3.10, "-3.1")]
)
def test_numbers_are_short(value, written):
    """No idle zeros, no negative nought, no exponent."""
    assert number(value) == written


def test_a_label_of_several_runs_is_drawn_whole():
    """Words of two directions are drawn run by run, each at its place on the line, turned with it."""
    faces = {**FACES, "hebrew": (Path(__file__).parents[4] / "fonts" / "Assistant-Regular.ttf").read_bytes()}
    wording = Wording(Fonts(faces, {"hebrew": Companion(script="Hebr", beside=("sans",), scale=1.02)}))
    run, *others = wording.runs("a שלום b", STYLE)
    shown = [one for one in (run, *others) if one.text.strip()]
    for turn in (0.0, 90.0):
        words = Label(x=10, baseline=20, run=run, others=tuple(others), turn=turn)
        paths = drawn(PlacedArt(x=0, y=0, art=Art(width=9, height=9, marks=(words,)), slot=1), faces=faces)
        assert len(paths) == len(shown)
        for path, one in zip(paths, shown, strict=True):
            first = float(re.match(r"M(-?[\d.]+)", path.get("d"))[1])
            assert one.x * 1000 / one.size - 1 <= first <= (one.x + one.width) * 1000 / one.size
