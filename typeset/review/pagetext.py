"""Page text: each page's words as a plain file, in reading order, stable under reflow within a paragraph.

A paragraph is one line, its hyphens at line ends taken back, so a changed line break is
no change; where it goes on over a page it is cut where the page turns. The last lines
of a file are the page's furniture, under a rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from layout.art import Label
from layout.pages.book import Book, Page, PlacedArt, PlacedLine
from layout.pages.tree import Element, Slot

SOFT_HYPHEN = "\u00ad"

BLOCKS = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "TR", "TOCI", "Figure", "Caption"})
"""Roles whose content begins a line of its own; everything inside them runs on."""

CELLS = frozenset({"TH", "TD"})
BETWEEN_CELLS = " | "

Block = list[Slot | str]
"""The slots of one line in reading order, with the words that part them."""


def page_texts(book: Book) -> tuple[str, ...]:
    """The text of every page, in page order."""
    blocks = list(_blocks(book.tree))
    return tuple(_text_of(page, blocks) for page in book.pages)


def text_of_slots(page: Page) -> dict[Slot, str]:
    """The words of every slot on *page*, line ends joined."""
    found: dict[Slot, str] = {}
    for slot, text in _said(page):
        found[slot] = _joined(found[slot], text) if slot in found else text
    return found


def _blocks(element: Element) -> Iterator[Block]:
    """The slots of each block, in reading order; a note comes after the paragraph that cites it."""
    line: Block = []
    notes: list[Element] = []
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
            yield [*line, " ", *kid.slots()]  # run on in one line, as it is printed
            line = []
        elif kid.role in BLOCKS or _holds_block(kid):
            # What stands before, such as a list's sign, leads the first block inside.
            for inner in _blocks(kid):
                yield [*line, " ", *inner]
                line = []
        else:
            line += kid.slots()
    if line:
        yield line
    for note in notes:
        yield from _blocks(note)


def _holds_block(element: Element) -> bool:
    return any(inner.role in BLOCKS for inner in element.walk())


def _text_of(page: Page, blocks: list[Block]) -> str:
    words = text_of_slots(page)
    lines = [line for block in blocks if (line := _line_of(block, words))]
    furniture = [
        _line_text(item).strip()
        for item in page.items
        if isinstance(item, PlacedLine) and all(item.slots[run.part] is None for run in item.runs)
    ]
    text = "\n\n".join(lines) + "\n" if lines else ""
    if furniture:
        text += ("\n" if text else "") + "---\n" + "\n".join(furniture) + "\n"
    return text


def _line_of(block: Block, words: Mapping[Slot, str]) -> str:
    """The words of a block that stand on the page, in one line; parted only where something stands on both sides."""
    text, between = "", ""
    for one in block:
        if isinstance(one, str):
            between = one
        elif one in words:
            text = (
                (_joined(text, words[one]) if not between else text.rstrip() + between + words[one])
                if text
                else words[one]
            )
            between = ""
    return re.sub(" {2,}", " ", text).strip()


def _said(page: Page) -> Iterator[tuple[Slot, str]]:
    for item in page.items:
        match item:
            case PlacedLine():
                for run in item.runs:
                    slot = item.slots[run.part]
                    if slot is not None:
                        yield slot, run.text
            case PlacedArt():
                cells = dict(item.cells)
                for mark in item.art.marks:
                    if isinstance(mark, Label):
                        slot = cells.get(mark.cell, item.slot) if mark.cell is not None else item.slot
                        # What belongs together in a cell has its own spaces.
                        yield slot, mark.run.text if slot != item.slot else f"{mark.run.text} "
            case _:
                pass


def _line_text(line: PlacedLine) -> str:
    return "".join(run.text for run in line.runs)


def _joined(before: str, after: str) -> str:
    """Two pieces of one paragraph; a hyphen that only the line end asked for is taken back, at its start as well."""
    return before.removesuffix(SOFT_HYPHEN) + after.removeprefix(SOFT_HYPHEN)
