"""A few pages by hand, for the press room's tests."""

import sys
from pathlib import Path

from layout.art import Fill, rectangle
from layout.geometry import mm
from layout.ink import Tint
from layout.pages.book import Book, Item, Page, PlacedLine, PlacedMark, Spot
from layout.pages.tree import Element
from layout.type.paragraph import set_line
from layout.type.style import Part, TextStyle

TESTS = Path(__file__).parents[3]
if str(TESTS) not in sys.path:
    sys.path.insert(0, str(TESTS))

import books  # noqa: E402  # found only now

WIDTH, HEIGHT, BLEED = mm(210), mm(297), mm(3)


def text(words: str, x: float = 80, baseline: float = 100, origin: int = 0) -> PlacedLine:
    """One line of type, 13 points from the next."""
    style = TextStyle(font="text", size=9.5, tint=Tint("ink"))
    runs = set_line([Part(words, style)], books.fonts()).runs
    return PlacedLine(
        x=x, baseline=baseline, measure=300, runs=runs, slots=(None,) * len(runs), leading=13, origin=origin
    )


def ground(tint: Tint) -> PlacedMark:
    """A ground over the whole page and its bleed."""
    path = rectangle(-BLEED, -BLEED, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED)
    return PlacedMark(mark=Fill(path=path, tint=tint), name="ground")


def page(index: int, *items: Item, template: str = "text") -> Page:
    """A page of A4 with its folio as label."""
    return Page(index=index, label=str(index + 1), width=WIDTH, height=HEIGHT, items=items, template=template)


def book(*templates: str) -> Book:
    """A book whose pages have these templates and one line each; blanks have a ground alone."""
    pages = []
    for index, template in enumerate(templates):
        line = () if template == "blank" else (text(f"Page {index + 1}", origin=index + 1),)
        pages.append(page(index, ground(Tint("paper")), *line, template=template))
    anchors = {f"p{index + 1}": Spot(index, 100) for index in range(len(pages))}
    return Book(pages=tuple(pages), tree=Element(role="Document"), anchors=anchors, bleed=BLEED)
