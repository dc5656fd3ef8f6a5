"""The long article: a signed piece in two columns under a large headline."""

from __future__ import annotations

from collections.abc import Sequence

from layout.design.blocks import set_blocks
from layout.design.copyfit import complain_of_oversets, note_uneven, warn_of_short_last
from layout.design.desk import Desk
from layout.design.heads import begin_part
from layout.design.makeup import make_up
from layout.design.parts import Article, signed
from layout.design.stack import Stack, rule
from layout.design.styles import STONE
from layout.design.words import set_text
from layout.pages.bands import Filling, fill_bands, fill_pages, level_depth
from layout.pages.piece import Piece
from layout.pages.sheet import Sheet
from layout.pages.tree import Element

INITIAL = 3
"""Lines that the first letter takes."""


def set_article(desk: Desk, part: Article, index: int) -> tuple[list[Sheet], Element]:
    """Kicker, headline, standfirst and byline over the columns; as many pages as it takes."""
    grid = desk.grid
    with desk.noting(grid.span(3)):
        stack, kids = _set_head(desk, part)
    flowing = set_blocks(desk, part.text, columns=3, level=2, initial=INITIAL)
    kids += flowing.elements
    sheets: list[Sheet] = []
    head = stack.piece(wide=True, origin=part.origin)
    pieces = [head, *flowing.pieces]
    pages = len(fill_bands(pieces, grid.rows, 2, rough=True))
    depth = level_depth(pieces, grid.rows, 2, pages) or grid.rows

    def pour(ones: Sequence[Piece]) -> list[Filling]:
        return fill_pages(ones, depth, grid.rows, 2, pages)

    fillings = pour(make_up(desk, pieces, pour))
    complain_of_oversets(desk, fillings, grid.rows)
    note_uneven(desk, fillings)
    warn_of_short_last(desk, "this article", fillings, part.origin)
    for filling in fillings:
        sheet = Sheet(index=index + len(sheets), grid=grid, template="article")
        sheet.put_filling(filling, columns=3, note_rule=rule(0, 0, grid.span(1), STONE))
        sheets.append(sheet)
    sheets[0].anchors[part.key] = 0.0
    return sheets, Element(role="Art", kids=tuple(kids))


def _set_head(desk: Desk, part: Article) -> tuple[Stack, list[Element]]:
    """Kicker, headline, standfirst and byline, one below the other."""
    styles, grid = desk.styles, desk.grid
    stack, kids = begin_part(desk, part)
    if part.standfirst:
        standfirst = set_text(desk, part.standfirst, styles.standfirst, grid.span(4), origin=part.origin)
        stack.text(standfirst, gap=8)
        kids.append(standfirst.element)
    byline = set_text(desk, signed(part.who), styles.role, grid.span(4), origin=part.origin)
    stack.text(byline, gap=12)
    kids.append(byline.element)
    return stack, kids
