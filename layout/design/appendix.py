"""The appendix: a table across the page, for as many pages as it takes.

It goes on overleaf under its own heads, and is one table in the tags all the same.
"""

from __future__ import annotations

from layout.design.blocks import set_blocks
from layout.design.copyfit import complain_of_oversets
from layout.design.desk import Desk
from layout.design.figure import set_table
from layout.design.heads import begin_part
from layout.design.makeup import make_up
from layout.design.parts import Appendix
from layout.design.stack import rule
from layout.design.styles import STONE
from layout.pages.bands import fill_bands
from layout.pages.piece import Piece, Stands
from layout.pages.sheet import Sheet
from layout.pages.tree import Element
from layout.values import replace


def set_appendix(desk: Desk, part: Appendix, index: int) -> tuple[list[Sheet], Element]:
    """Kicker and headline, a few words in columns, then the table."""
    grid = desk.grid
    stack, kids = begin_part(desk, part)
    pieces: list[Piece] = [stack.piece(wide=True, stands=Stands.HERE, origin=part.origin)]
    introduction = set_blocks(desk, part.text, columns=3, level=2)
    pieces += introduction.pieces
    kids += introduction.elements
    if part.table is not None:
        piece, element = set_table(desk, replace(part.table, stands=Stands.HERE))
        pieces.append(piece)
        kids.append(element)
    settled = make_up(desk, pieces, lambda ones: fill_bands(ones, grid.rows, 2))
    fillings = fill_bands(settled, grid.rows, 2)
    complain_of_oversets(desk, fillings, grid.rows)
    sheets: list[Sheet] = []
    for filling in fillings:
        sheet = Sheet(index=index + len(sheets), grid=grid, template="appendix")
        sheet.put_filling(filling, columns=3, note_rule=rule(0, 0, grid.span(1), STONE))
        sheets.append(sheet)
    sheets[0].anchors[part.key] = 0.0
    return sheets, Element(role="Sect", kids=tuple(kids))
