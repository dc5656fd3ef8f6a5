"""Whence: from a place on a page back to the line of the manifest that put something there."""

from __future__ import annotations

from collections.abc import Callable
from os.path import relpath

from layout.complaint import Origin
from layout.geometry import Rect
from layout.pages.book import Book, Item, PlacedArt, PlacedLine, PlacedPicture
from layout.values import Struct
from typeset.problem import NOWHERE, Span

Spans = Callable[[Origin], Span]
"""Gives an origin's place in the manifest."""


def find_source(book: Book, page: int, place: Rect, spans: Spans) -> Span:
    """Where what stands at *place* of a page comes from: what shares most of it, and the last painted of those that do.

    *page* counts from 0, *place* is in points from the trim's top-left corner. `NOWHERE`
    for furniture, and for places where nothing of the report stands.
    """
    best, span = 0.0, NOWHERE
    for item in book.pages[page].items if page < len(book.pages) else ():
        box = box_of(item)
        if box is None:
            continue
        shared = _shared(box, place)
        if shared >= best > 0 or shared > best:
            found = spans(_origin(item))
            best, span = (shared, found) if found.line else (best, span)
    return span


class Whence(Struct, frozen=True, kw_only=True):
    """Places on a book's pages, traced to the manifest."""

    book: Book
    spans: Spans
    folder: str = ""
    """Of the manifest: names are told from there, so that they are the same wherever the report lies."""

    def span(self, page: int, place: Rect) -> Span:
        """Where what stands at *place* of a page comes from."""
        return find_source(self.book, page, place, self.spans)

    def name(self, page: int, place: Rect) -> str:
        """The same as an editor opens it: ``content.yaml:41:5``; empty for nowhere."""
        span = self.span(page, place)
        return f"{relpath(span.file, self.folder or '.')}:{span.line}:{span.column}" if span.line else ""


def _origin(item: Item) -> Origin:
    return getattr(item, "origin", 0)


def box_of(item: Item) -> Rect | None:
    """About how far an item's own matter reaches; None for grounds and rules, which come from nowhere."""
    match item:
        case PlacedLine():
            width = max((run.x + run.width for run in item.runs), default=0.0)
            return Rect(item.x, item.baseline - 0.75 * item.leading, max(width, 0.0), item.leading)
        case PlacedArt():
            return Rect(item.x, item.y, item.art.width, item.art.height)
        case PlacedPicture():
            return item.box
        case _:
            return None


def _shared(one: Rect, other: Rect) -> float:
    """The area that two boxes share; a place without any area counts as a point's."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(across, 0.01) * max(down, 0.01) if across >= 0 and down >= 0 else 0.0
