"""Page text: each page's words as a plain file, in reading order, stable under reflow within a paragraph.

A paragraph is one line, its hyphens at line ends taken back, so a changed line break is
no change; where it goes on over a page it is cut where the page turns. The last lines
of a file are the page's furniture, under a rule. A planned blank, which carries not even a
folio, is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from layout.art import Label
from layout.pages.book import Book, Page, PlacedArt, PlacedLine
from layout.pages.tree import Slot
from typeset.review.blocks import SOFT_HYPHEN, Row, rows_of
from typeset.review.version import Kind, Version

FURNITURE = "---"
"""The rule above a page's furniture."""

BLANK = "(blank page)"


def page_texts(book: Book) -> tuple[str, ...]:
    """The text of every page, in page order."""
    rows = [row for row in rows_of(book.tree) if not row.alt]
    holders = {slot: number for number, row in enumerate(rows) for slot in row.slots()}
    return tuple(_text_of(page, rows, holders) for page in book.pages)


def texts_of_version(version: Version) -> tuple[str, ...]:
    """The same for a report that was read from a file: the words of every page, without its furniture."""
    lines: list[list[str]] = [[] for _ in version.labels]
    for block in version.blocks:
        if block.kind is Kind.ALT:
            continue
        turns = list({one.page: one for one in reversed(block.stretches)}.values())[::-1]
        for number, turn in enumerate(turns):
            end = turns[number + 1].start if number + 1 < len(turns) else len(block.text)
            words = block.text[turn.start : end]
            divided = end < len(block.text) and block.text[end - 1].isalpha() and block.text[end].isalpha()
            lines[turn.page].append(words.strip() + (SOFT_HYPHEN if divided else ""))
    return tuple(("\n\n".join(page) or BLANK) + "\n" for page in lines)


def text_of_slots(page: Page) -> dict[Slot, str]:
    """The words of every slot on *page*, line ends joined."""
    found: dict[Slot, str] = {}
    for slot, text in _said(page):
        found[slot] = _joined(found[slot], text) if slot in found else text
    return found


def _text_of(page: Page, rows: Sequence[Row], holders: Mapping[Slot, int]) -> str:
    if page.template == "blank":
        return BLANK + "\n"
    words = text_of_slots(page)
    here = sorted({holders[slot] for slot in words if slot in holders})
    lines = [line for number in here if (line := _line_of(rows[number], words))]
    furniture = [
        _line_text(item).strip()
        for item in page.items
        if isinstance(item, PlacedLine) and all(item.slots[run.part] is None for run in item.runs)
    ]
    text = "\n\n".join(lines) + "\n" if lines else ""
    if furniture:
        text += ("\n" if text else "") + FURNITURE + "\n" + "\n".join(furniture) + "\n"
    return text


def _line_of(row: Row, words: Mapping[Slot, str]) -> str:
    """The words of a row that stand on the page, in one line; parted only where something stands on both sides."""
    text, between = "", ""
    for one in row.run:
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
                        yield slot, mark.text if slot != item.slot else f"{mark.text} "
            case _:
                pass


def _line_text(line: PlacedLine) -> str:
    return "".join(run.text for run in line.runs)


def _joined(before: str, after: str) -> str:
    """Two pieces of one paragraph; a hyphen that only the line end asked for is taken back, at its start as well."""
    return before.removesuffix(SOFT_HYPHEN) + after.removeprefix(SOFT_HYPHEN)
