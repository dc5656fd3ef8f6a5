"""Content streams: a page's items as PDF operators, in the order the page gives them.

We write the operators ourselves. One text object holds all lines of one tag; words are
encoded once per face; faces and line settings are written when they change.
Coordinates turn here, and nowhere else, from "down from the trim's top" to "up from
its foot".

What comes out is still inkless: which colour operator a tint becomes, and whether a
change of tag leaves a mark, is the edition's business. Such places are kept as tokens
between the bytes (`Holding`, `Inking`) and filled in by `inking`, so the costly part is
done once for all editions.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from layout.art import Art, Fill, Label, Mark, Path, Stroke, extent
from layout.geometry import Rect
from layout.ink import Tint
from layout.pages.book import Item, Page, PlacedArt, PlacedLine, PlacedMark, PlacedPicture
from layout.pages.tree import Slot
from layout.type.glyphs import Run
from layout.values import Struct
from typeset.paint.fonts import Face, Faces
from typeset.paint.sequences import Artifact
from typeset.paint.syntax import num, nums

# Where a line's words reach, as shares of the type size: for links and for figures' boxes.
_ABOVE, _BELOW = 0.78, 0.24

_FRESH_LINE: tuple[float, tuple[float, ...], bool] = (1.0, (), False)
"""Width, dashes and round ends of lines as every page begins with them."""


class Holding(NamedTuple):
    """From here on content belongs to *holder*."""

    holder: Slot | Artifact


class Inking(NamedTuple):
    """From here on the colour is *tint*: of strokes, or of fills and text."""

    tint: Tint
    stroking: bool = False
    is_text: bool = False


class Afresh(NamedTuple):
    """Operators after which nothing of what was set before is in force: a panel begins or ends."""

    operators: bytes


Token = bytes | Holding | Inking | Afresh


class Reach(Struct, frozen=True):
    """How far one piece of a slot's content reaches on one page."""

    page: int
    slot: Slot
    box: Rect


class InklessPage(Struct, frozen=True, kw_only=True):
    """A page written but for its colours and tags."""

    tokens: tuple[Token, ...]
    faces: frozenset[str]
    """Keys of the faces it uses."""
    pictures: frozenset[str]
    """Resource names of the pictures it shows."""
    reaches: tuple[Reach, ...]
    """Of the slots that were watched, in painting order."""


class PageWriter:
    """Writes one page's items; used once.

    *pictures* gathers a resource name for each picture file met; *watched* are the
    slots whose places somebody will ask for.
    """

    def __init__(
        self, number: int, page: Page, faces: Faces, pictures: dict[str, str], watched: frozenset[Slot]
    ) -> None:
        self._number = number
        self._page = page
        self._height = page.height
        self._faces = faces
        self._pictures = pictures
        self._watched = watched
        self._out: list[Token] = []
        self._reaches: list[Reach] = []
        self._faces_used: set[str] = set()
        self._pictures_used: set[str] = set()
        self._holder: Slot | Artifact | None = None
        self._in_text = False
        # Where the current text line began, rounded as written: moves are relative to it.
        self._x = self._y = 0.0
        self._face: Face | None = None
        self._size = 0.0
        self._fill: Inking | None = None
        self._stroke: Tint | None = None
        self._line = _FRESH_LINE

    def write(self) -> InklessPage:
        """Write all items."""
        page = self._page
        if not page.panels:
            self._write_items(page.items)
        first = 0
        for panel in page.panels:
            area, last = panel.area, first + panel.count
            cut = nums(area.x, self._height - area.bottom, area.width, area.height)
            self._begin_afresh(b"q %b re W n\n" % cut)
            self._write_items(page.items[first:last])
            self._begin_afresh(b"Q\n")
            first = last
        self._close_text()
        return InklessPage(
            tokens=_joined(self._out),
            faces=frozenset(self._faces_used),
            pictures=frozenset(self._pictures_used),
            reaches=tuple(self._reaches),
        )

    def _begin_afresh(self, operators: bytes) -> None:
        """Write *operators* that open or close a graphics state; what was set is no longer known."""
        self._close_text()
        self._out.append(Afresh(operators))
        self._holder = self._face = self._fill = self._stroke = None
        self._size = 0.0
        self._line = _FRESH_LINE

    def _write_items(self, items: Sequence[Item]) -> None:
        for item in items:
            match item:
                case PlacedLine():
                    self._place_line(item)
                case PlacedMark():
                    self._place_mark(item)
                case PlacedArt():
                    self._place_art(item)
                case PlacedPicture():
                    self._place_picture(item)

    def _place_mark(self, placed: PlacedMark) -> None:
        self._hold(placed.slot if placed.slot is not None else Artifact.LAYOUT)
        self._draw(placed.mark, 0.0, 0.0)
        if placed.slot in self._watched:
            self._reach(placed.slot, extent(placed.mark.path))

    def _reach(self, slot: Slot | None, box: Rect) -> None:
        if slot is not None and slot in self._watched:
            self._reaches.append(Reach(self._number, slot, box))

    def _place_line(self, line: PlacedLine) -> None:
        artifact = Artifact.LAYOUT
        if line.furniture:
            artifact = Artifact.HEADER if line.baseline < self._height / 2 else Artifact.FOOTER
        for run in line.runs:
            slot = line.slots[run.part]
            self._hold(slot if slot is not None else artifact)
            left, foot = line.x + run.x, self._height - line.baseline + run.rise
            if run.pieces[0].reverse:
                self._place_reverse(run, left, foot)
            else:
                self._move_to(left, foot)
                self._show(run)
            if slot in self._watched:
                self._reach(slot, _words_box(run, left, line.baseline))

    def _place_art(self, placed: PlacedArt) -> None:
        art: Art = placed.art
        cells = dict(placed.cells)
        for mark in art.marks:
            self._hold(placed.slot if mark.cell is None else cells.get(mark.cell, placed.slot))
            self._draw(mark, placed.x, placed.y)
        self._reach(placed.slot, Rect(placed.x, placed.y, art.width, art.height))

    def _place_picture(self, placed: PlacedPicture) -> None:
        self._hold(placed.slot if placed.slot is not None else Artifact.LAYOUT)
        self._close_text()
        resource = self._pictures.setdefault(placed.data, f"P{len(self._pictures) + 1}")
        self._pictures_used.add(resource)
        box = placed.box
        matrix = nums(box.width, 0, 0, box.height, box.x, self._height - box.bottom)
        self._out.append(b"q %b cm /%b Do Q\n" % (matrix, resource.encode()))
        self._reach(placed.slot, box)

    def _draw(self, mark: Mark, x: float, y: float) -> None:
        match mark:
            case Label():
                self._label(mark, x, y)
            case Fill() | Stroke() if not mark.path.steps:
                return
            case Fill():
                self._close_text()
                self._set_fill(mark.tint, is_text=False)
                self._trace(mark.path, x, y)
                self._out.append(b"f*\n" if mark.even_odd else b"f\n")
            case Stroke():
                self._close_text()
                self._set_stroke(mark)
                self._trace(mark.path, x, y)
                self._out.append(b"S\n")

    def _label(self, label: Label, x: float, y: float) -> None:
        left, foot = x + label.x, self._height - y - label.baseline
        for run in label.runs:
            if label.turn:
                self._place_turned(run, left, foot, label.turn)
            elif run.is_reverse:
                self._place_reverse(run, left + run.x, foot + run.rise)
            else:
                self._move_to(left + run.x, foot + run.rise)
                self._show(run)

    def _place_reverse(self, run: Run, x: float, y: float) -> None:
        """Show a word that runs right to left, and say so."""
        self._open_reverse()
        self._move_to(x, y)
        self._show(run)
        self._close_reverse()

    def _place_turned(self, run: Run, x: float, y: float, turn: float) -> None:
        """A run of words turned about (*x*, *y*): a text object of its own, for moves count from an upright one."""
        self._close_text()
        sin, cos = math.sin(math.radians(turn)), math.cos(math.radians(turn))
        left, foot = x + run.x * cos - run.rise * sin, y + run.x * sin + run.rise * cos
        if run.is_reverse:
            self._open_reverse()
        self._in_text = True
        self._out.append(b"BT\n%.5f %.5f %.5f %.5f %b Tm\n" % (cos, sin, -sin, cos, nums(left, foot)))
        self._show(run)
        self._close_text()
        if run.is_reverse:
            self._close_reverse()

    def _open_reverse(self) -> None:
        """Say that the letters of what is shown next stand in reverse order (ISO 32000-1, 14.8.2.3.3).

        Each word is a sequence and a text object of its own: words come in the order of
        reading, and readers that turn letters round by themselves stop at its end.
        """
        self._close_text()
        self._out.append(b"/ReversedChars BMC\n")

    def _close_reverse(self) -> None:
        self._close_text()
        self._out.append(b"EMC\n")

    def _show(self, run: Run) -> None:
        face = self._face
        if face is None or face.key != run.font or run.size != self._size:
            face = self._face = self._faces[run.font]
            self._size = run.size
            self._faces_used.add(face.key)
            self._out.append(b"/%b %b Tf\n" % (face.resource.encode(), num(run.size)))
        self._set_fill(run.tint, is_text=True)
        self._out.append(face.show(run.pieces, run.extra, run.size))

    def _move_to(self, x: float, y: float) -> None:
        """Begin a line of text at (*x*, *y*), PDF's way up."""
        x, y = round(x, 3), round(y, 3)
        if not self._in_text:
            self._in_text = True
            self._x = self._y = 0.0
            self._out.append(b"BT\n")
        self._out.append(b"%b %b Td\n" % (num(x - self._x), num(y - self._y)))
        self._x, self._y = x, y

    def _hold(self, holder: Slot | Artifact) -> None:
        """Let what follows belong to *holder*; neighbours of one holder share a sequence."""
        if holder == self._holder:
            return
        self._close_text()
        self._out.append(Holding(holder))
        self._holder = holder

    def _close_text(self) -> None:
        if self._in_text:
            self._out.append(b"ET\n")
            self._in_text = False

    def _set_fill(self, tint: Tint, *, is_text: bool) -> None:
        inking = Inking(tint, is_text=is_text)
        if inking != self._fill:
            self._fill = inking
            # Overprint is one switch for fills and strokes: each must ask for its own again.
            self._stroke = None
            self._out.append(inking)

    def _set_stroke(self, mark: Stroke) -> None:
        if mark.tint != self._stroke:
            self._stroke = mark.tint
            self._fill = None
            self._out.append(Inking(mark.tint, stroking=True))
        width, dash, round_ends = self._line
        if mark.width != width:
            self._out.append(b"%b w\n" % num(mark.width))
        if mark.dash != dash:
            self._out.append(b"[%b] 0 d\n" % nums(*mark.dash))
        if mark.round_ends is not round_ends:
            self._out.append(b"1 J 1 j\n" if mark.round_ends else b"0 J 0 j\n")
        self._line = (mark.width, mark.dash, mark.round_ends)

    def _trace(self, path: Path, dx: float, dy: float) -> None:
        out = self._out
        foot = self._height - dy
        for step in path.steps:
            operator, values = step[0], step[1:]
            if operator == "C":
                x1, y1, x2, y2, x, y = values
                curve = (x1 + dx, foot - y1, x2 + dx, foot - y2, x + dx, foot - y)
                out.append(b"%.3f %.3f %.3f %.3f %.3f %.3f c\n" % curve)
            elif operator == "L":
                out.append(b"%.3f %.3f l\n" % (values[0] + dx, foot - values[1]))
            elif operator == "M":
                out.append(b"%.3f %.3f m\n" % (values[0] + dx, foot - values[1]))
            elif operator == "Z":
                out.append(b"h\n")
            else:
                raise ValueError(f"no such path step: {step!r}")


def _joined(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The same tokens with neighbouring bytes in one piece."""
    joined: list[Token] = []
    run: list[bytes] = []
    for token in tokens:
        if isinstance(token, bytes):
            run.append(token)
            continue
        if run:
            joined.append(b"".join(run))
            run = []
        joined.append(token)
    if run:
        joined.append(b"".join(run))
    return tuple(joined)


def _words_box(run: Run, left: float, baseline: float) -> Rect:
    """The box about a run's words, trailing spaces left out."""
    width = run.width
    for piece, extra in zip(reversed(run.pieces), reversed(run.extra), strict=True):
        if "".join(piece.texts).strip():
            break
        width -= (piece.width + extra) * run.size / 1000
    top = baseline - run.rise - _ABOVE * run.size
    return Rect(left, top, max(width, 0.0), (_ABOVE + _BELOW) * run.size)
