"""Pieces: what flows. A block of the report becomes pieces that no break may divide.

A piece is as tall as a whole number of grid rows, so whatever is stacked in a column
keeps the baseline grid by construction. Its items stand relative to its top-left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from layout.art import Path, Step
from layout.complaint import Origin
from layout.geometry import Rect
from layout.pages.book import Item, PlacedArt, PlacedLine, PlacedMark, PlacedPicture


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
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
    origin: Origin = 0


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
