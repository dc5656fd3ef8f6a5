"""A version read from a Book: nothing has to be painted for it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from layout.art import Label, extent
from layout.geometry import Rect
from layout.pages.book import Book, PlacedArt, PlacedLine, PlacedMark, PlacedPicture
from layout.pages.tree import Slot
from typeset.charts.tables import table
from typeset.laying import Laid
from typeset.ledger.ledger import figures_table
from typeset.ledger.passages import find_passages
from typeset.review.blocks import Piece, read_blocks
from typeset.review.figures import find_figures
from typeset.review.version import Block, ChartData, Figure, Stretch, Version

ABOVE = 0.76
"""How much of a line's leading lies above its baseline, so that lines of one paragraph touch."""


def version_of_book(laid: Laid, name: str, draw: Callable[[], bytes] = bytes) -> Version:
    """What *laid* says; it must have a book. *draw* paints it, should somebody wish to see it."""
    book, report = laid.book, laid.report
    assert book is not None
    assert report is not None
    blocks = blocks_of_book(book)
    places = find_figures(report, book, find_passages(report), blocks)
    figures = {
        row.id: Figure(
            value=row.value,
            measures=row.measures,
            pages=tuple(book.pages[page].label for page in sorted({place.page for place, _ in places.get(row.id, ())})),
        )
        for row in figures_table(report)
    }
    drawn = {
        item.name: Stretch(0, page.index, _art_box(item))
        for page in book.pages
        for item in page.items
        if isinstance(item, PlacedArt)
    }
    charts = {
        plot.chart.id: ChartData(
            title=plot.asked.title.plain or plot.chart.measures,
            kind=plot.chart.kind,
            rows=table(plot.chart),
            place=drawn.get(plot.chart.id),
        )
        for plot in laid.plots
    }
    return Version(
        name=name,
        blocks=blocks,
        labels=tuple(page.label for page in book.pages),
        sizes=tuple((page.width, page.height) for page in book.pages),
        figures=figures,
        charts=charts,
        pictures=_pictures(laid),
        draw=draw,
    )


def blocks_of_book(book: Book) -> tuple[Block, ...]:
    """What *book* says, paragraph by paragraph."""
    return tuple(read_blocks(book.tree, pieces_of_book(book)))


def pieces_of_book(book: Book) -> dict[Slot, list[Piece]]:
    """What stands on the pages of each leaf of the tree."""
    pieces: dict[Slot, list[Piece]] = {}
    for page in book.pages:
        for item in page.items:
            match item:
                case PlacedLine():
                    _add_line(pieces, page.index, item)
                case PlacedArt():
                    _add_art(pieces, page.index, item)
                case PlacedPicture() if item.slot is not None:
                    pieces.setdefault(item.slot, []).append(Piece(page.index, item.box, ""))
                case PlacedMark() if item.slot is not None:
                    pieces.setdefault(item.slot, []).append(Piece(page.index, extent(item.mark.path), ""))
                case _:
                    pass
    return pieces


def line_box(line: PlacedLine) -> Rect:
    """The strip of a page that a line takes up: as high as its leading, as wide as its words."""
    left = min((run.x for run in line.runs), default=0.0)
    right = max((run.x + run.width for run in line.runs), default=0.0)
    return Rect(line.x + left, line.baseline - ABOVE * line.leading, max(0.0, right - left), line.leading)


def _add_line(pieces: dict[Slot, list[Piece]], page: int, line: PlacedLine) -> None:
    box = line_box(line)
    for run in line.runs:
        slot = line.slots[run.part]
        if slot is not None:
            own = Rect(line.x + run.x, box.y, max(0.0, run.width), box.height)
            pieces.setdefault(slot, []).append(Piece(page, own, run.text))


def _art_box(art: PlacedArt) -> Rect:
    return Rect(art.x, art.y, art.art.width, art.art.height)


def _add_art(pieces: dict[Slot, list[Piece]], page: int, art: PlacedArt) -> None:
    cells = dict(art.cells)
    # The figure's own place, for its alternative text.
    pieces.setdefault(art.slot, []).append(Piece(page, _art_box(art), ""))
    for mark in art.art.marks:
        if isinstance(mark, Label):
            slot = cells.get(mark.cell, art.slot) if mark.cell is not None else art.slot
            size = mark.run.size
            left = min(run.x for run in mark.runs)
            width = max(run.x + run.width for run in mark.runs) - left
            box = Rect(art.x + mark.x + left, art.y + mark.baseline - size, max(0.0, width), 1.25 * size)
            pieces.setdefault(slot, []).append(Piece(page, box, f"{mark.text} "))


def _pictures(laid: Laid) -> dict[str, str]:
    """A hash of every picture's bytes, by its name in the report's folder."""
    assert laid.report is not None
    folder = os.path.realpath(Path(laid.report.report.span.file).parent)
    return {
        Path(os.path.relpath(name, folder)).as_posix(): hashlib.sha256(data).hexdigest()
        for name, data in sorted(laid.pictures.items())
    }
