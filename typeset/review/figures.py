"""Where the ledger's figures stand: on which line of which page as words, beside which chart as a drawing.

The Book keeps no figures, only words. They are found again by what stands around them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from layout.pages.book import Book, PlacedArt
from layout.values import Struct
from typeset.ledger.ledger import index_uses
from typeset.ledger.passages import UNKNOWN, Passage, Role
from typeset.manifest import model
from typeset.review.version import Block, Kind


class Place(Struct, frozen=True, order=True):
    """A place on a page: page from 0, points from the trim's top-left corner; on a line it is where that ends below."""

    page: int
    y: float
    x: float = 0.0


Drawing = str
"""Id of the chart in which a figure is drawn; empty where it stands in words."""

Figures = Mapping[str, Sequence[tuple[Place, Drawing]]]
"""Each figure's places, by its id."""


def find_figures(report: model.Report, book: Book, passages: Sequence[Passage], blocks: Sequence[Block]) -> Figures:
    """Where each figure stands: on which line as words, beside which chart as a drawing."""
    found: dict[str, list[tuple[Place, Drawing]]] = defaultdict(list)
    finder = _Finder([block for block in blocks if block.stretches and block.kind is not Kind.ALT])
    for passage in passages:
        if passage.role is Role.ALT:
            continue  # it stands on no line
        for at, node in passage.figures:
            place = finder.find(passage.plain, at, at + len(node.text))
            if place is not None and (place, "") not in found[node.figure]:
                found[node.figure].append((place, ""))
    drawings = {
        item.name: Place(page.index, item.y + 6)
        for page in book.pages
        for item in page.items
        if isinstance(item, PlacedArt)
    }
    for figure, uses in index_uses(report).items():
        for use in uses:
            if use.form == "data":
                place = drawings.get(use.place) or anchor_of(book, use.place, use.part)
                drawing = use.place if use.place in drawings else ""
                if place is not None and (place, drawing) not in found[figure]:
                    found[figure].append((place, drawing))
    return found


class _Finder:
    """Finds words in blocks by what stands around them; the reader goes forward, and so does the search."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._text = "\n".join(_plain(block.text) for block in blocks)
        self._starts: list[int] = []
        at = 0
        for block in blocks:
            self._starts.append(at)
            at += len(block.text) + 1
        self._from = 0

    def find(self, text: str, start: int, end: int) -> Place | None:
        """The line on which the stretch of *text* from *start* to *end* stands."""
        before = _plain(text[max(0, start - 32) : start]).rpartition(UNKNOWN)[2]
        after = _plain(text[end : end + 16]).partition(UNKNOWN)[0]
        words = _plain(text[start:end])
        for lead, tail in ((before, after), (before, ""), (before[-12:], ""), ("", after)):
            needle = lead + words + tail
            at = self._text.find(needle, self._from)
            at = at if at >= 0 else self._text.find(needle)
            if at >= 0 and (lead or tail or needle == text):
                self._from = at
                at += len(lead)
                number = bisect_right(self._starts, at) - 1
                offset = at - self._starts[number]
                for line, _ in self._blocks[number].lines(offset, offset + 1):
                    return Place(line.page, line.box.bottom, line.box.x)
        return None


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\n", " ")


def anchor_of(book: Book, *keys: str) -> Place | None:
    """Where the first of *keys* that the book knows begins."""
    spot = next((book.anchors[key] for key in keys if key in book.anchors), None)
    return Place(spot.page, max(0.0, spot.y)) if spot is not None else None
