"""The finished Book: pages of placed items, one structure tree, and what points where.

This is what every edition is painted from. Nothing in it depends on the edition.
"""

from __future__ import annotations

from layout.art import Art, Cell, Fill, Stroke
from layout.complaint import Complaint, Origin
from layout.geometry import Rect
from layout.pages.tree import Element, Slot
from layout.type.glyphs import Run
from layout.values import Struct, field


class PlacedLine(Struct, frozen=True, kw_only=True):
    """One line of type at its final place; *x* is the left edge of its measure.

    ``slots[i]`` is the slot of the run with part *i*; None is an artifact (folio, running head,
    monogram, head of a table repeated).
    """

    x: float
    baseline: float
    measure: float
    runs: tuple[Run, ...]
    slots: tuple[Slot | None, ...]
    leading: float
    hyphenated: bool = False
    justified: bool = False
    """Set to fill its measure: a line of justified text that is not the last."""
    space_ratio: float = 1.0
    overrun: float = 0.0
    """Points that the line sticks out of its measure because nothing in it can be broken."""
    on_grid: bool = False
    """Running text that promises to sit on the page's baseline grid."""
    origin: Origin = 0
    ground: str = "white"
    """Name of the ink under it (for contrast); with `ground_amount` the tint."""
    ground_amount: float = 1.0
    furniture: bool = False
    """A running head or a folio: what is an artifact on every page, not only in its place."""


class PlacedMark(Struct, frozen=True, kw_only=True):
    """A ground, rule or dot field at its final place; without a slot it is an artifact."""

    mark: Fill | Stroke
    slot: Slot | None = None
    name: str = ""
    """What it is, for errors and tests: ``ground``, ``rule``, ``dot field``."""


class PlacedArt(Struct, frozen=True, kw_only=True):
    """A chart at its final place.

    Marks belong to *slot* (the Figure); one with a cell belongs to that cell's slot.
    """

    x: float
    y: float
    art: Art
    slot: Slot
    cells: tuple[tuple[Cell, Slot], ...] = ()
    name: str = ""
    origin: Origin = 0


class PlacedPicture(Struct, frozen=True, kw_only=True):
    """An image file's pixels at their final place; *data* names it in the book's pictures."""

    box: Rect
    data: str
    slot: Slot | None
    name: str = ""
    origin: Origin = 0


Item = PlacedLine | PlacedMark | PlacedArt | PlacedPicture


class Panel(Struct, frozen=True):
    """A part of a page that is cut at its own edges, as if it were a page: half of a spread, a side of a cover."""

    area: Rect
    count: int
    """How many of the page's items it holds, from where the panel before it ends."""


class Page(Struct, frozen=True, kw_only=True):
    """One page. Items are in painting order: grounds first, then text in reading order.

    Coordinates are points from the trim's top-left corner; what bleeds reaches beyond
    the trim by the book's bleed.
    """

    index: int
    """From 0; even indexes are rectos."""
    label: str
    """The folio as readers cite it, printed or not."""
    width: float
    height: float
    items: tuple[Item, ...]
    template: str = ""
    """Kind of page: cover, opener, text, commentary, article, blank …"""
    live: Rect | None = None
    """Where text may stand; None for pages that use the whole trim."""
    grid_top: float = 0.0
    """First baseline of the page's grid."""
    grid_step: float = 13.0
    panels: tuple[Panel, ...] = ()
    """Where the page is made of several; together they hold all its items. Empty for a page in one piece."""
    folds: tuple[float, ...] = ()
    """Where the page is folded: x of each fold, points."""

    @property
    def recto(self) -> bool:
        """Right-hand page of its spread."""
        return self.index % 2 == 0


class Spot(Struct, frozen=True):
    """A place to link to: a page and a height on it."""

    page: int
    y: float


class Link(Struct, frozen=True, kw_only=True):
    """Where a linked slot leads: an anchor in the book or an address outside."""

    anchor: str = ""
    uri: str = ""
    contents: str
    """Spoken description of the link (/Contents, ISO 14289-1, 7.18.5)."""


class Bookmark(Struct, frozen=True):
    """One line of the outline; *level* counts from 1."""

    title: str
    level: int
    anchor: str


class Book(Struct, frozen=True, kw_only=True):
    """Everything an edition needs, laid out once."""

    pages: tuple[Page, ...]
    tree: Element
    links: dict[Slot, Link] = field(default_factory=dict)
    anchors: dict[str, Spot] = field(default_factory=dict)
    bookmarks: tuple[Bookmark, ...] = ()
    language: str = "en-GB"
    bleed: float = 0.0
    complaints: tuple[Complaint, ...] = ()
