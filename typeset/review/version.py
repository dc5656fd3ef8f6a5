"""A version: one state of a report as its reader meets it, wherever it was read from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum

from layout.geometry import Rect
from layout.values import Struct


class Kind(Enum):
    """What a block is to its reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    NOTE = "note"
    ROW = "table row"
    CHART = "chart label"
    DATUM = "chart datum"
    ALT = "alternative text"
    CONTENTS = "line of contents"


class Stretch(Struct, frozen=True):
    """What stands of a block on one line of a page."""

    start: int
    """Offset in the block's text at which it begins."""
    page: int
    """From 0."""
    box: Rect
    """Points from the page's top-left corner, as the page is drawn."""


class Block(Struct, frozen=True, kw_only=True):
    """A paragraph, heading, table row …: its words in one piece, however many lines and pages it crosses."""

    kind: Kind
    text: str
    stretches: tuple[Stretch, ...] = ()
    pointers: tuple[tuple[int, int], ...] = ()
    """Where it refers to pages and notes: numbers there change when pages do, and are no figures."""

    @property
    def page(self) -> int | None:
        """The page on which it begins, from 0; None when nobody knows."""
        return self.stretches[0].page if self.stretches else None

    def lines(self, start: int, end: int) -> Iterator[tuple[Stretch, int]]:
        """The lines on which the characters from *start* to *end* stand, and where each line ends.

        An empty stretch is a point on its line.
        """
        for number, one in enumerate(self.stretches):
            last = number + 1 == len(self.stretches)
            stop = len(self.text) if last else self.stretches[number + 1].start
            if max(start, one.start) < min(end, stop) or (
                start == end and one.start <= start and (start < stop or last)
            ):
                yield one, stop

    def places(self, start: int, end: int) -> Iterator[Stretch]:
        """Where the characters from *start* to *end* stand, line by line.

        Within a line the place is worked out by share of its characters, not measured. An
        alternative text stands in no line: its place is always its figure's.
        """
        if self.kind is Kind.ALT:
            yield from self.stretches
            return
        for one, stop in self.lines(start, end):
            share = one.box.width / max(1, stop - one.start)
            low, high = max(start, one.start) - one.start, min(end, stop) - one.start
            left, width = one.box.x + share * low, share * max(0, high - low)
            yield Stretch(one.start + low, one.page, Rect(left, one.box.y, width, one.box.height))


class Figure(Struct, frozen=True, kw_only=True):
    """One number of the ledger."""

    value: str
    """With its unit."""
    measures: str
    pages: tuple[str, ...] = ()
    """Labels of the pages on which it stands."""


class ChartData(Struct, frozen=True, kw_only=True):
    """What a chart shows."""

    title: str
    kind: str
    rows: tuple[tuple[str, ...], ...]
    """Heads, then a row for each datum, values as written."""
    place: Stretch | None = None
    """Where it is drawn."""


class Version(Struct, frozen=True, kw_only=True):
    """A whole report as one stream of blocks, with what else is known of it."""

    name: str
    """As it was asked for."""
    blocks: tuple[Block, ...]
    labels: tuple[str, ...]
    """Folio of each page."""
    sizes: tuple[tuple[float, float], ...] = ()
    """Width and height of each page as drawn, points."""
    told: bool = True
    """Its paragraphs are known; else they are guessed."""
    by_lines: bool = False
    """It is in the order in which its lines stand in a file, which need not be that of its structure."""
    knows_hyphens: bool = True
    """It can tell a hyphen of its author's from one that a line end asked for."""
    tells_alts: bool = True
    """It holds the alternative texts of its figures."""
    figures: Mapping[str, Figure] | None = None
    """The ledger, by id; None where there is none to be read."""
    charts: Mapping[str, ChartData] | None = None
    pictures: Mapping[str, str] | None = None
    """A hash of each picture, by the id of its place."""
    draw: Callable[[], bytes] = bytes
    """Gives a PDF of its pages, or nothing where there are none to be seen."""

    def label(self, page: int | None) -> str:
        """How a reader cites a page."""
        if page is None or not 0 <= page < len(self.labels):
            return ""
        return self.labels[page] or str(page + 1)
