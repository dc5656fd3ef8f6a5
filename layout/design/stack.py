"""A stack: things set one below the other inside a block, off the grid, then snapped to it as a whole."""

from __future__ import annotations

from layout.art import Fill, Path, Stroke, line, rectangle
from layout.complaint import Origin
from layout.design.desk import Desk
from layout.design.styles import HAIRLINE
from layout.design.words import Text, is_kept, lay
from layout.ink import Tint
from layout.pages.book import Item, PlacedMark
from layout.pages.piece import Behind, Piece, Stands, Strip, Strips, moved_all, piled
from layout.pages.tree import Slot
from layout.values import Struct, field

BASELINE_SHARE = 10 / 13
"""Where in its own leading a line's baseline lies, as on the grid."""


class Cut(Struct, frozen=True):
    """A height at which a stack may be divided, and how much of it stands above."""

    y: float
    items: int
    notes: int
    anchors: int
    keep: bool
    before: float
    """Points left free at the head of what ends here."""


class Stack(Struct):
    """Items piled up from the top; *y* is the free edge below the last, in points."""

    desk: Desk
    width: float
    y: float = 0.0
    items: list[Item] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    origin: Origin = 0

    def text(self, text: Text, *, gap: float = 0.0, x: float = 0.0) -> None:
        """Add a set paragraph, *gap* points below what stands above."""
        if not text.lines:
            return
        leading = text.style.leading
        self.items += lay(self.desk, text, x=x, y=self.y + gap, first=BASELINE_SHARE * leading)
        self.notes += text.notes
        self.anchors += text.backs
        self.y += gap + leading * len(text.lines)

    def lines(self, text: Text, *, gap: float = 0.0, x: float = 0.0, beside: tuple[Text, float] | None = None) -> None:
        """Add a paragraph that may be divided between its lines, and a label *beside* its first one at its own x."""
        if not text.lines:
            return
        first = BASELINE_SHARE * text.style.leading
        items = lay(self.desk, text, x=x, y=self.y + gap, first=first)
        if beside is not None:
            self.items += lay(self.desk, beside[0], x=beside[1], y=self.y + gap, first=first)[:1]
        for number, (set_line, item) in enumerate(zip(text.lines, items, strict=True)):
            before = 0.0 if number else gap
            self.items.append(item)
            self.notes += [one.note for one in text.cited_on(set_line)]
            self.anchors += text.anchors_on(set_line)
            self.y += before + text.style.leading
            self.cut(keep=is_kept(number, len(text.lines)), before=before)

    def rule(
        self, tint: Tint, *, gap: float = 0.0, width: float = 0.0, x: float = 0.0, weight: float = HAIRLINE
    ) -> None:
        """Add a horizontal rule; it takes no height of its own."""
        self.y += gap
        self.items.append(rule(x, self.y, width or self.width - x, tint, weight))

    def put(self, items: tuple[Item, ...], height: float, *, gap: float = 0.0, x: float = 0.0) -> None:
        """Add ready items that stand relative to their own top-left corner."""
        self.items += moved_all(items, x, self.y + gap)
        self.y += gap + height

    def space(self, points: float) -> None:
        """Leave room."""
        self.y += points

    def cut(self, *, keep: bool = False, before: float = 0.0) -> None:
        """End a strip here: the piece may be divided at this height, unless the strips *keep* together.

        *before* are the points left free at its head.
        """
        self.cuts.append(Cut(self.y, len(self.items), len(self.notes), len(self.anchors), keep, before))

    def strips(
        self,
        head: Strip | None = None,
        *,
        tail: float = 0.0,
        behind: tuple[Behind, ...] = (),
    ) -> Strips:
        """The stack as a pile of strips between its cuts; *head* is set again above what follows a division."""
        pile: list[Strip] = []
        above = Cut(0.0, 0, 0, 0, keep=False, before=0.0)
        for cut in self.cuts:
            pile.append(
                Strip(
                    items=moved_all(self.items[above.items : cut.items], 0, -above.y),
                    height=cut.y - above.y,
                    before=cut.before,
                    keep=cut.keep,
                    notes=tuple(self.notes[above.notes : cut.notes]),
                    anchors=tuple(self.anchors[above.anchors : cut.anchors]),
                )
            )
            above = cut
        return Strips(pile=tuple(pile), row=self.desk.grid.row, head=head, tail=tail, behind=behind)

    def piece(
        self,
        *,
        before: int = 0,
        floats: bool = False,
        wide: bool = False,
        origin: int = 0,
        keep: bool = False,
        stands: Stands = Stands.FREE,
        strips: Strips | None = None,
        what: str = "block",
    ) -> Piece:
        """All of it as one piece, as many rows as it needs; with *strips*, the piece that they make."""
        piece = Piece(
            rows=self.desk.grid.rows_for(self.y),
            items=tuple(self.items),
            before=before,
            floats=floats,
            wide=wide,
            stands=stands,
            keep=keep,
            notes=tuple(self.notes),
            anchors=tuple(self.anchors),
            what=what,
            origin=origin,
        )
        return piece if strips is None else piled(strips, piece)


def rule(x: float, y: float, width: float, tint: Tint, weight: float = HAIRLINE) -> PlacedMark:
    """A horizontal rule of *width* points."""
    return PlacedMark(mark=Stroke(path=line(x, y, x + width, y), tint=tint, width=weight), name="rule")


def upright(x: float, y: float, height: float, tint: Tint, weight: float = HAIRLINE) -> PlacedMark:
    """A vertical rule of *height* points."""
    return PlacedMark(mark=Stroke(path=line(x, y, x, y + height), tint=tint, width=weight), name="rule")


def ground(x: float, y: float, width: float, height: float, tint: Tint) -> PlacedMark:
    """A flat ground."""
    return PlacedMark(mark=Fill(path=rectangle(x, y, width, height), tint=tint), name="ground")


def drawing(path: Path, tint: Tint, *, slot: Slot | None = None, name: str = "drawing") -> PlacedMark:
    """A filled outline."""
    return PlacedMark(mark=Fill(path=path, tint=tint), slot=slot, name=name)
