"""Pieces: what flows. A block of the report becomes pieces that no break may divide.

A piece is as tall as a whole number of grid rows, so whatever is stacked in a column
keeps the baseline grid by construction. Its items stand relative to its top-left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from layout.art import Path, Step
from layout.complaint import Origin
from layout.geometry import Rect
from layout.pages.book import Item, PlacedArt, PlacedLine, PlacedMark, PlacedPicture
from layout.values import Struct, replace


class Piece(Struct, frozen=True, kw_only=True):
    """So many rows that stay together."""

    rows: int
    items: tuple[Item, ...] = ()
    before: int = 0
    """Rows left free above, unless the piece stands at the head of its column."""
    keep: bool = False
    """No break between this piece and the next."""
    floats: bool = False
    """May wait for the next column while the text behind it moves up."""
    wide: bool = False
    """Spans all columns."""
    notes: tuple[Piece, ...] = ()
    """Footnotes cited here; they go to the foot of the same column."""
    anchors: tuple[str, ...] = ()
    """Places to link to, at this piece's top."""
    foot: bool = False
    """Wide pieces only: goes to the foot of the page rather than where it is met."""
    strips: Strips | None = None
    """How it may be divided, where it is taller than any column or is a footnote."""
    paragraph: int = 0
    """The running paragraph that this is a line of, if it is one."""
    line: int = 0
    """Which of its lines, from 0."""
    what: str = "block"
    """What its author calls it, for complaints."""
    origin: Origin = 0


class Strip(Struct, frozen=True, kw_only=True):
    """What stands between two places where a piece may be divided: a line of a note, a row of a table."""

    items: tuple[Item, ...]
    """From the strip's own top-left corner."""
    height: float
    """Points."""
    keep: bool = False
    """No division between this strip and the next."""
    notes: tuple[Piece, ...] = ()
    anchors: tuple[str, ...] = ()


class Strips(Struct, frozen=True, kw_only=True):
    """A piece as a pile of strips."""

    pile: tuple[Strip, ...]
    row: float
    """Height of a grid row, points."""
    head: Strip | None = None
    """Set again above what follows a division, as an artifact: it has been read already."""
    tail: float = 0.0
    """Points left free under the last strip."""


def piled(strips: Strips, like: Piece) -> Piece:
    """The piece that a pile of strips makes; all that is not its content it takes from *like*."""
    items: list[Item] = []
    y = 0.0
    for strip in strips.pile:
        items += moved_all(strip.items, 0, y)
        y += strip.height
    return replace(
        like,
        rows=-int(-(y + strips.tail - 0.01) // strips.row),
        items=tuple(items),
        notes=tuple(note for strip in strips.pile for note in strip.notes),
        anchors=tuple(anchor for strip in strips.pile for anchor in strip.anchors),
        strips=strips,
    )


def divided(piece: Piece, rows: int) -> tuple[Piece, Piece] | None:
    """Divide *piece* so that as much of it as may stand in *rows* rows comes first; None if nothing may."""
    strips = piece.strips
    if strips is None:
        return None
    depth, count = strips.tail, 0
    for number, strip in enumerate(strips.pile[:-1]):
        depth += strip.height
        if depth > rows * strips.row + 0.01:
            break
        if not strip.keep:
            count = number + 1
    if not count:
        return None
    head = (strips.head,) if strips.head is not None else ()
    first = piled(replace(strips, pile=strips.pile[:count]), replace(piece, keep=False))
    return first, piled(replace(strips, pile=(*head, *strips.pile[count:])), replace(piece, before=0))


def as_artifact(strip: Strip) -> Strip:
    """The same strip once more: it looks alike, keeps to what follows, and is not read again."""
    items = tuple(
        replace(item, slots=(None,) * len(item.slots)) if isinstance(item, PlacedLine) else item for item in strip.items
    )
    return Strip(items=items, height=strip.height, keep=True)


def moved(item: Item, dx: float, dy: float) -> Item:
    """The same item, *dx* points to the right and *dy* down."""
    match item:
        case PlacedLine():
            return replace(item, x=item.x + dx, baseline=item.baseline + dy)
        case PlacedArt():
            return replace(item, x=item.x + dx, y=item.y + dy)
        case PlacedMark():
            return replace(item, mark=replace(item.mark, path=moved_path(item.mark.path, dx, dy)))
        case PlacedPicture():
            box = item.box
            return replace(item, box=Rect(box.x + dx, box.y + dy, box.width, box.height))


def moved_path(path: Path, dx: float, dy: float) -> Path:
    """The same outline elsewhere."""
    return Path(tuple(_moved_step(step, dx, dy) for step in path.steps))


def _moved_step(step: Step, dx: float, dy: float) -> Step:
    match step:
        case (op, x, y):
            return (op, x + dx, y + dy)
        case (op, x1, y1, x2, y2, x, y):
            return (op, x1 + dx, y1 + dy, x2 + dx, y2 + dy, x + dx, y + dy)
        case _:
            return step


def moved_all(items: Iterable[Item], dx: float, dy: float) -> tuple[Item, ...]:
    """All of them, moved alike."""
    return tuple(moved(item, dx, dy) for item in items)


def stacked(pieces: Sequence[Piece], row: float, *, keep: bool = False) -> Piece:
    """One piece made of several, one below the other with the rows each asks for above.

    *row* is the height of a grid row in points.
    """
    items: list[Item] = []
    notes: list[Piece] = []
    anchors: list[str] = []
    rows = 0
    for number, piece in enumerate(pieces):
        rows += piece.before if number else 0
        items += moved_all(piece.items, 0, rows * row)
        notes += piece.notes
        anchors += piece.anchors
        rows += piece.rows
    return Piece(rows=rows, items=tuple(items), notes=tuple(notes), anchors=tuple(anchors), keep=keep)
