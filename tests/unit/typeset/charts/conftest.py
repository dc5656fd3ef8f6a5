"""The report's faces and theme, and a short way to draw."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from layout.art import Art
from layout.brand import Brand, PageShape
from layout.geometry import mm
from layout.ink import Cmyk, Ink, Palette, Rgb
from layout.type.faces import Fonts
from typeset.charts.drawing import draw
from typeset.charts.spec import Chart
from typeset.charts.theme import Theme, theme_of
from typeset.charts.wording import Wording

FOLDER = Path(__file__).parents[4] / "fonts"
FACES = {
    "sans": "SourceSans3-Regular.ttf",
    "sans-semibold": "SourceSans3-Semibold.ttf",
    "display": "SourceSerif4Display-Light.ttf",
    "display-regular": "SourceSerif4Display-Regular.ttf",
}
SCREEN = {
    "ink": (0.12, 0.11, 0.12),
    "deep": (0.04, 0.25, 0.35),
    "signal": (0.91, 0.39, 0.25),
    "air": (0.36, 0.70, 0.71),
    "white": (1, 1, 1),
}


@pytest.fixture(scope="session")
def faces() -> dict[str, bytes]:
    """Bytes of the faces that charts use."""
    return {key: (FOLDER / name).read_bytes() for key, name in FACES.items()}


@pytest.fixture(scope="session")
def fonts(faces: dict[str, bytes]) -> Fonts:
    """The faces, opened."""
    return Fonts(faces)


@pytest.fixture(scope="session")
def wording(fonts: Fonts) -> Wording:
    """Words set in them."""
    return Wording(fonts)


@pytest.fixture(scope="session")
def inks() -> Palette:
    """Screen colours about as in the brand."""
    return {name: Ink(name, Cmyk(0, 0, 0, 0), Rgb(*rgb)) for name, rgb in SCREEN.items()}


@pytest.fixture(scope="session")
def theme(inks: Palette) -> Theme:
    """The theme of such a brand."""
    page = PageShape(
        width=mm(210), height=mm(297), bleed=mm(3), inner=mm(22), outer=mm(18), head=mm(22), foot=mm(26),
        columns=6, gutter=mm(5), grid=13,
    )  # fmt: skip
    return theme_of(Brand(inks=inks, faces=FACES, scale=(7.5, 9.5, 13, 19.5, 29, 44, 66), giant=330, page=page))


@pytest.fixture(scope="session")
def drawn(theme: Theme, fonts: Fonts) -> Callable[..., Art]:
    """Draw a chart, 234 pt wide unless told otherwise."""

    def draw_it(chart: Chart, width: float = 234.0) -> Art:
        return draw(chart, width, theme, fonts)

    return draw_it
