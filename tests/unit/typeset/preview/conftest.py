"""Hand-made pages for the preview."""

from pathlib import Path

import pytest

from layout.ink import Tint
from layout.pages.book import Page, PlacedLine
from layout.type.faces import Fonts
from layout.type.style import TextStyle
from typeset.charts.wording import Wording

FACES = {"sans": (Path(__file__).parents[4] / "fonts" / "SourceSans3-Regular.ttf").read_bytes()}
WORDING = Wording(Fonts(FACES))
STYLE = TextStyle(font="sans", size=10, tint=Tint("ink"))


def line(words: str, *, x: float = 50, baseline: float = 100, origin: int = 0, slot: int | None = 1) -> PlacedLine:
    """A line of words at a place; one without slot and origin is furniture."""
    (run,) = WORDING.runs(words, STYLE)
    return PlacedLine(
        x=x, baseline=baseline, measure=200, runs=(run,), slots=(slot,), leading=13, origin=origin
    )  # fmt: skip


def folio(number: int) -> PlacedLine:
    """The page's number, which belongs to nothing."""
    return line(str(number), baseline=700, slot=None)


def page(number: int, *items) -> Page:
    """Page *number*, from 1, with its folio."""
    return Page(index=number - 1, label=str(number), width=400, height=720, items=(*items, folio(number)))


@pytest.fixture
def made():
    """The makers of lines and pages."""
    return line, page
