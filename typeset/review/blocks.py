"""Blocks: a structure tree as one stream of paragraphs, in reading order.

It does not matter whose tree it is: a Book's, or one read back from a tagged PDF. A
block is whatever begins a line of its own; a paragraph that crosses pages is one block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from layout.geometry import Rect
from layout.pages.tree import Element, Slot
from layout.values import Struct
from typeset.review.version import Block, Kind, Stretch

SOFT_HYPHEN = "\u00ad"

BLOCKS = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "TR", "TOCI", "Figure", "Caption"})
"""Roles whose content begins a line of its own; everything inside them runs on."""

CELLS = frozenset({"TH", "TD"})
BETWEEN_CELLS = " | "

POINTERS = frozenset({"Reference", "Lbl"})
"""Roles whose numbers say where something stands, not how much of it there is."""


class Row(Struct, frozen=True):
    """One block of a tree: its slots in reading order, with the words that part them."""

    kind: Kind
    run: tuple[Slot | str, ...]
    alt: str = ""
    """The text in place of a figure, where this row is that text."""

    def slots(self) -> Iterator[Slot]:
        return (one for one in self.run if not isinstance(one, str))


class Piece(Struct, frozen=True):
    """What stands of a slot on one line of a page."""

    page: int
    """From 0."""
    box: Rect
    text: str


def rows_of(tree: Element) -> tuple[Row, ...]:
    """Every block of *tree*; a note comes after the paragraph that cites it, a figure's text after the figure."""
    return tuple(_rows(tree, Kind.PARAGRAPH))


def _rows(element: Element, kind: Kind) -> Iterator[Row]:
    kind = _kind_of(element, kind)
    line: list[Slot | str] = []
    notes: list[Element] = []
    beside_figure = False
    for kid in element.kids:
        if not isinstance(kid, Element):
            line.append(kid)
        elif kid.role == "Note":
            notes.append(kid)
        elif kid.role == "Lbl":
            line += [*kid.slots(), " "]
        elif kid.role in CELLS:
            line += [*kid.slots(), BETWEEN_CELLS]
        elif kid.role == "L" and not any(inner.role == "P" for inner in kid.walk()):
            yield Row(kind, (*line, " ", *kid.slots()))  # run on in one line, as it is printed
            line = []
        elif kid.role in BLOCKS or _holds_block(kid):
            # A table right after a figure holds the figure's own data.
            inside = Kind.DATUM if kid.role == "Table" and beside_figure else kind
            # What stands before, such as a list's sign, leads the first block inside.
            for inner in _rows(kid, inside):
                yield Row(inner.kind, (*line, " ", *inner.run), inner.alt) if line else inner
                line = []
            beside_figure = kid.role == "Figure"
        else:
            line += kid.slots()
    if line or element.alt:
        yield Row(kind, tuple(line))
    if element.alt:
        yield Row(Kind.ALT, tuple(element.slots()), element.alt)
    for note in notes:
        yield from _rows(note, Kind.NOTE)


def _kind_of(element: Element, around: Kind) -> Kind:
    """What a block of *element* is; paragraphs inside lists, notes and lines of contents are what those are."""
    match element.role:
        case "H1" | "H2" | "H3" | "H4" | "H5" | "H6" | "H" | "Title":
            return Kind.HEADING
        case "LI":
            return Kind.ITEM
        case "TR":
            return Kind.DATUM if around is Kind.DATUM else Kind.ROW
        case "TOCI":
            return Kind.CONTENTS
        case "Figure":
            return Kind.CHART
        case "Note":
            return Kind.NOTE
    return around


def _holds_block(element: Element) -> bool:
    return any(inner.role in BLOCKS for inner in element.walk())


def read_blocks(tree: Element, pieces: Mapping[Slot, Sequence[Piece]]) -> Iterator[Block]:
    """The blocks of *tree* with their words, and where those stand; what has no words is left out."""
    pointers = frozenset(slot for element in tree.walk() if element.role in POINTERS for slot in element.slots())
    for row in rows_of(tree):
        block = _alt_block(row, pieces) if row.alt else _block(row, pieces, pointers)
        if block is not None:
            yield block


def _alt_block(row: Row, pieces: Mapping[Slot, Sequence[Piece]]) -> Block:
    """The text of a figure, at the place of all that it stands for."""
    found = [piece for slot in row.slots() for piece in pieces.get(slot, ())]
    stretches: tuple[Stretch, ...] = ()
    if found:
        box, page = found[0].box, found[0].page
        for piece in found[1:]:
            box = box.around(piece.box) if piece.page == page else box
        stretches = (Stretch(0, page, box),)
    return Block(kind=Kind.ALT, text=" ".join(row.alt.split()), stretches=stretches)


def _block(row: Row, pieces: Mapping[Slot, Sequence[Piece]], pointers: frozenset[Slot]) -> Block | None:
    text, between = "", ""
    stretches: list[Stretch] = []
    asides: list[tuple[int, int]] = []
    for one in row.run:
        if isinstance(one, str):
            between = one
            continue
        for piece in pieces.get(one, ()):
            words = re.sub(r"\s{2,}", " ", piece.text)
            if not words:
                continue
            if text and between:
                text = text.rstrip() + between
            between = ""
            if text.endswith(SOFT_HYPHEN):
                text = text[:-1]
            if not text or text[-1].isspace():
                words = words.lstrip()
            _stretch(stretches, len(text), piece)
            if one in pointers:
                asides.append((len(text), len(text) + len(words)))
            text += words
    text = text.rstrip().removesuffix(SOFT_HYPHEN)
    if not text:
        return None
    return Block(kind=row.kind, text=text, stretches=tuple(stretches), pointers=tuple(asides))


def _stretch(stretches: list[Stretch], start: int, piece: Piece) -> None:
    """Add a piece's place; what goes on along the same line is one stretch."""
    last = stretches[-1] if stretches else None
    if last is not None and last.page == piece.page and abs(last.box.bottom - piece.box.bottom) < 1.0:
        stretches[-1] = Stretch(last.start, last.page, last.box.around(piece.box))
    else:
        stretches.append(Stretch(start, piece.page, piece.box))
