"""Pieces: what flows. A block of the report becomes pieces that breaks fall between.

A piece is as tall as a whole number of grid rows, so whatever is stacked in a column
keeps the baseline grid by construction. Its items stand relative to its top-left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from layout.art import Fill, Path, Step, Stroke, line, rectangle
from layout.complaint import Origin
from layout.geometry import Rect
from layout.ink import Tint
from layout.pages.book import Item, PlacedArt, PlacedLine, PlacedMark, PlacedPicture
from layout.values import Struct, replace


class Stands(Enum):
    """Where in its column, or a wide piece on its page, something stands."""

    FREE = "free"
    """Where it is met; if there is no room and it floats, where there is next."""
    HERE = "here"
    """Where it is met, whatever white that leaves."""
    TOP = "top"
    BOTTOM = "bottom"


class Piece(Struct, frozen=True, kw_only=True):
    """So many rows that stay together."""

    rows: int
    items: tuple[Item, ...] = ()
    before: int = 0
    """Rows left free above, unless the piece stands at the head of its column."""
    after: int = 0
    """Rows left free below, unless it stands at the foot; of two pieces that meet the larger wish holds."""
    keep: bool = False
    """No break between this piece and the next."""
    floats: bool = False
    """May wait for the next column while the text behind it moves up."""
    stands: Stands = Stands.FREE
    wide: bool = False
    """Spans all columns."""
    beneath: int = 0
    """Rows that must be free on its page under a wide piece that heads what follows."""
    notes: tuple[Piece, ...] = ()
    """Footnotes cited here; they go to the foot of the same column."""
    anchors: tuple[str, ...] = ()
    """Places to link to, at this piece's top."""
    parts: Strips | Abreast | None = None
    """Where it may be divided, if it may be."""
    paragraph: int = 0
    """The running paragraph that this is a line of, if it is one."""
    line: int = 0
    """Which of its lines, from 0."""
    what: str = "block"
    """What its author calls it, for complaints."""
    origin: Origin = 0
    goes_on: bool = False
    """What is left of a piece that was divided."""


class Strip(Struct, frozen=True, kw_only=True):
    """What stands between two places where a piece may be divided: a line of text, a row of a table."""

    items: tuple[Item, ...]
    """From the strip's own top-left corner."""
    height: float
    """Points, with what is left free above."""
    before: float = 0.0
    """Points left free above; dropped where the strip comes first after a division."""
    keep: bool = False
    """No division between this strip and the next."""
    notes: tuple[Piece, ...] = ()
    anchors: tuple[str, ...] = ()


class Behind(Struct, frozen=True, kw_only=True):
    """What stands behind a piece as tall as it is, and is drawn anew for each part of it: a ground, an upright rule."""

    x: float
    top: float
    """Points from the top of the piece down to where it begins."""
    foot: float = 0.0
    """Points from where it ends down to the foot of the piece."""
    tint: Tint
    width: float
    """Of a ground; the weight of a rule."""
    is_rule: bool = False

    def drawn(self, height: float) -> PlacedMark:
        """For a piece of *height* points."""
        depth = height - self.top - self.foot
        if self.is_rule:
            path = line(self.x, self.top, self.x, self.top + depth)
            return PlacedMark(mark=Stroke(path=path, tint=self.tint, width=self.width), name="rule")
        path = rectangle(self.x, self.top, self.width, depth)
        return PlacedMark(mark=Fill(path=path, tint=self.tint), name="ground")


def air_between(above: Piece, below: Piece) -> int:
    """Rows left free between two pieces of one column."""
    return max(above.after, below.before)


WHOLE = 12
"""Rows up to which a block goes to the next column rather than be divided: a quarter of a page."""


class Strips(Struct, frozen=True, kw_only=True):
    """A piece as a pile of strips."""

    pile: tuple[Strip, ...]
    row: float
    """Height of a grid row, points."""
    head: Strip | None = None
    """Set again above what follows a division, as an artifact: it has been read already."""
    tail: float = 0.0
    """Points left free under the last strip."""
    behind: tuple[Behind, ...] = ()
    whole: int = WHOLE
    """Rows up to which it is divided only where no column could hold it."""


class Abreast(Struct, frozen=True, kw_only=True):
    """A piece as several side by side, of one height and divided at one height."""

    pieces: tuple[tuple[float, Piece], ...]
    """Each with its x, and as tall as it would be by itself."""
    whole: int = WHOLE


def piled(strips: Strips, like: Piece, least: int = 0) -> Piece:
    """The piece that a pile of strips makes, *least* rows tall at least; what is not its content is that of *like*."""
    items: list[Item] = []
    y = 0.0
    for strip in strips.pile:
        items += moved_all(strip.items, 0, y)
        y += strip.height
    rows = max(least, -int(-(y + strips.tail - 0.01) // strips.row))
    return replace(
        like,
        rows=rows,
        items=(*(one.drawn(rows * strips.row) for one in strips.behind), *items),
        notes=tuple(note for strip in strips.pile for note in strip.notes),
        anchors=tuple(anchor for strip in strips.pile for anchor in strip.anchors),
        parts=strips,
    )


def abreast(pieces: Sequence[tuple[float, Piece]], like: Piece, least: int = 0) -> Piece:
    """One piece of several side by side, each at its x, all as tall as the tallest or as *least* rows."""
    rows = max(least, *(piece.rows for _, piece in pieces))
    level = tuple(
        (x, piled(piece.parts, piece, rows) if isinstance(piece.parts, Strips) else piece) for x, piece in pieces
    )
    return replace(
        like,
        rows=rows,
        items=tuple(item for x, piece in level for item in moved_all(piece.items, x, 0)),
        notes=tuple(note for _, piece in level for note in piece.notes),
        anchors=tuple(anchor for _, piece in level for anchor in piece.anchors),
        parts=Abreast(pieces=tuple(pieces)),
    )


def divided(piece: Piece, rows: int) -> tuple[Piece, Piece] | None:
    """Divide *piece* so that as much of it as may stand in *rows* rows comes first; None if nothing may.

    The second part begins a column: what stands free above its first strip is dropped, and
    text behind it no longer moves up before it.
    """
    first, second = replace(piece, keep=False), replace(piece, before=0, floats=False, goes_on=True)
    match piece.parts:
        case Strips() as strips:
            count = _strips_in(strips, rows)
            if not count:
                return None
            head = (strips.head,) if strips.head is not None else ()
            rest = (*head, _first(strips.pile[count]), *strips.pile[count + 1 :])
            return (
                piled(replace(strips, pile=strips.pile[:count]), first),
                piled(replace(strips, pile=rest), second),
            )
        case Abreast() as beside:
            above: list[tuple[float, Piece]] = []
            below: list[tuple[float, Piece]] = []
            for x, one in beside.pieces:
                parts = (one, None) if one.rows <= rows else divided(one, rows)
                if parts is None:
                    return None
                above.append((x, parts[0]))
                below += [(x, parts[1])] if parts[1] is not None else []
            if not below:
                return None
            return abreast(above, first), abreast(below, second)
        case None:
            return None


def _strips_in(strips: Strips, rows: int) -> int:
    """How many strips may stand in *rows* rows when the pile is divided after them."""
    depth, count = strips.tail, 0
    for number, strip in enumerate(strips.pile[:-1], 1):
        depth += strip.height
        if depth > rows * strips.row + 0.01:
            break
        if not strip.keep:
            count = number
    return count


def _first(strip: Strip) -> Strip:
    """The strip without what it leaves free above."""
    if not strip.before:
        return strip
    items = moved_all(strip.items, 0, -strip.before)
    return replace(strip, items=items, height=strip.height - strip.before, before=0.0)


def never_alone(pile: Sequence[Strip]) -> tuple[Strip, ...]:
    """The same strips, the first and the last of them never parted from their neighbours."""
    last = len(pile) - 2
    return tuple(
        replace(strip, keep=True) if number in {0, last} and not strip.keep else strip
        for number, strip in enumerate(pile)
    )


def places_to_divide(piece: Piece) -> tuple[object, ...]:
    """A value that is the same for two pieces that may be divided alike."""
    match piece.parts:
        case Strips(pile=pile):
            return tuple((strip.height, strip.keep) for strip in pile)
        case Abreast(pieces=pieces):
            return tuple(places_to_divide(one) for _, one in pieces)
        case None:
            return ()


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
