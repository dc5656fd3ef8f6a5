"""From a place on a page to the manifest's line."""

import os

import pytest
from handmade import book, ground, page, text

from layout.art import Art
from layout.geometry import Rect
from layout.ink import Tint
from layout.pages.book import Book, PlacedArt, PlacedPicture
from layout.pages.tree import Element
from layout.values import replace
from typeset.press.whence import Whence, find_source
from typeset.problem import NOWHERE, Span


def spans(origin: int) -> Span:
    """Each origin stands on the line of its number."""
    return Span("content.yaml", origin, 5, origin, 9) if origin else NOWHERE


def book_of(*items) -> Book:
    """A book of one page."""
    return Book(pages=(page(0, *items),), tree=Element(role="Document"))


PICTURE = PlacedPicture(box=Rect(50, 300, 100, 80), data="dot", slot=None, origin=7)
CHART = PlacedArt(x=50, y=500, art=Art(width=200, height=100, marks=()), slot=1, origin=8)
PAGE = book_of(
    ground(Tint("paper")),
    text("First", origin=3),
    text("Second", baseline=113, origin=4),
    PICTURE,
    CHART,
    text("7", baseline=800),
)


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (Rect(80, 92, 20, 10), 3),
        (Rect(80, 105, 20, 10), 4),
        (Rect(60, 310, 30, 30), 7),
        (Rect(60, 520, 300, 20), 8),
        (Rect(80, 98, 0, 0), 3),
    ],
    ids=["line", "line below", "picture", "chart", "point"],
)
def test_a_place_leads_to_what_stands_there(place, line):
    """Text, pictures and charts are found by any part of them, a single point included."""
    assert find_source(PAGE, 0, place, spans).line == line


def test_what_shares_most_of_a_place_is_meant():
    """A place over several lines means the one it covers most."""
    assert find_source(PAGE, 0, Rect(80, 100, 20, 14), spans).line == 4


def test_a_ground_means_what_stands_on_it():
    """Grounds come from nowhere themselves: a place on one leads to the words in it."""
    assert find_source(PAGE, 0, Rect(0, 0, 595, 200), spans).line in {3, 4}


@pytest.mark.parametrize("place", [Rect(400, 700, 10, 10), Rect(80, 792, 5, 8)], ids=["bare paper", "folio"])
def test_nothing_of_the_reports_is_nowhere(place):
    """Bare paper has no source, nor has a folio: the manifest does not write it."""
    assert find_source(PAGE, 0, place, spans) == NOWHERE


def test_a_page_that_is_not_there_is_nowhere():
    """A file may have more pages than the book."""
    assert find_source(book("text"), 3, Rect(0, 0, 10, 10), spans) == NOWHERE


def test_what_is_painted_last_wins_a_tie():
    """Of two that cover a place alike, the upper one is seen."""
    under, over = text("Under", origin=3), replace(text("Under", origin=3), origin=9)
    assert find_source(book_of(under, over), 0, Rect(80, 95, 10, 5), spans).line == 9


def test_a_source_is_named_as_editors_open_it():
    """File, line and column; nothing for nowhere."""
    whence = Whence(book=PAGE, spans=spans)
    assert whence.name(0, Rect(80, 92, 20, 10)) == "content.yaml:3:5"
    assert whence.name(0, Rect(400, 700, 10, 10)) == ""


def test_a_source_has_the_same_name_wherever_the_report_lies():
    """Files are named from the manifest's folder, not from where the command was given."""
    moved = Whence(
        book=PAGE, spans=lambda n: replace(spans(n), file="reports/2016/parts/one.yaml"), folder="reports/2016"
    )
    assert moved.name(0, Rect(80, 92, 20, 10)) == f"parts{os.sep}one.yaml:3:5"
