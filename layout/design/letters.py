"""Pages that are letters: the foreword, the closing reflection, the thank-you page. No boxes, much room."""

from __future__ import annotations

from collections.abc import Sequence

from layout.design.blocks import set_blocks
from layout.design.copyfit import complain_over
from layout.design.desk import Desk
from layout.design.openers import deep_sheet, light, set_at
from layout.design.parts import Block, Letter, Paragraph, Reflection, Thanks
from layout.design.prose import stack_prose
from layout.design.rich import Rich
from layout.design.stack import Stack, rule
from layout.design.styles import AIR, STONE
from layout.design.words import set_text
from layout.ink import Tint
from layout.pages.book import PlacedLine
from layout.pages.columns import NOTE_GAP
from layout.pages.piece import Piece, moved_all
from layout.pages.sheet import Sheet
from layout.pages.tree import Element

LETTER_COLUMNS = 5
SHORT = 0.55
"""A letter that fills less than this share of its page may hang lower."""

SIGNATURE_ROOM = 27.0
"""Points left free for a signature above the name."""


def set_letter(desk: Desk, letter: Letter, index: int) -> tuple[list[Sheet], Element]:
    """The foreword: one wide column, large, with room for a signature."""
    sheet = Sheet(index=index, grid=desk.grid, template="letter")
    kids, notes = _page_of_text(desk, sheet, letter.kicker, letter.headline, letter.text, letter.origin)
    stack = Stack(desk, desk.grid.span(LETTER_COLUMNS))
    stack.space(SIGNATURE_ROOM)
    name = set_text(desk, letter.name, desk.styles.kicker, stack.width, origin=letter.origin)
    stack.text(name)
    role = set_text(desk, letter.role, desk.styles.role, stack.width, origin=letter.origin)
    stack.text(role, gap=1)
    _end(desk, sheet, stack, notes, "this letter", letter.origin)
    sheet.anchors[letter.key] = 0.0
    return [sheet], Element(role="Sect", kids=(*kids, name.element, role.element))


def set_reflection(desk: Desk, part: Reflection, index: int) -> tuple[list[Sheet], Element]:
    """The closing reflection: set like the foreword, with its byline at the end."""
    sheet = Sheet(index=index, grid=desk.grid, template="letter")
    kids, notes = _page_of_text(desk, sheet, part.kicker, part.headline, part.text, part.origin)
    stack = Stack(desk, desk.grid.span(LETTER_COLUMNS))
    stack.space(14)
    stack.rule(AIR, width=28, weight=1.5)
    name = set_text(desk, part.who.named, desk.styles.name, stack.width, origin=part.origin)
    stack.text(name, gap=9)
    role = set_text(desk, part.who.role, desk.styles.role, stack.width, origin=part.origin)
    stack.text(role, gap=1)
    _end(desk, sheet, stack, notes, "this reflection", part.origin)
    sheet.anchors[part.key] = 0.0
    return [sheet], Element(role="Sect", kids=(*kids, name.element, role.element))


def set_thanks(desk: Desk, part: Thanks, index: int) -> tuple[list[Sheet], Element]:
    """A quiet display page on paper."""
    styles, grid = desk.styles, desk.grid
    sheet = deep_sheet(desk, index, "thanks", Tint("deep"))
    headline = set_text(desk, part.headline, light(styles.headline).as_role("H1"), grid.span(5), origin=part.origin)
    y = set_at(desk, sheet, headline, sheet.left, grid.top(round(grid.rows / 3)))
    kids: list[Element] = [headline.element]
    y += 2 * grid.row
    stack = Stack(desk, grid.span(4))
    kids += stack_prose(desk, stack, part.text, light(styles.standfirst), gap=grid.row, level=2)
    piece = stack.piece(origin=part.origin)
    sheet.put_at(piece, sheet.left, y)
    sheet.anchors[part.key] = 0.0
    over = y + stack.y - grid.top(grid.rows)
    if over > 0:
        complain_over(desk, "the thank-you page", piece.items, over, part.origin)
    return [sheet], Element(role="Sect", kids=tuple(kids))


def _page_of_text(
    desk: Desk, sheet: Sheet, kicker: Rich, headline: Rich, blocks: tuple[Block, ...], origin: int
) -> tuple[list[Element], tuple[Piece, ...]]:
    """Kicker, headline and text in one wide column, every baseline on half a grid row; gives tags and notes."""
    styles, grid = desk.styles, desk.grid
    measure = grid.span(LETTER_COLUMNS)
    kids: list[Element] = []
    stack = Stack(desk, measure)
    if kicker:
        text = set_text(desk, kicker, styles.kicker, measure, origin=origin)
        stack.text(text)
        kids.append(text.element)
    head = set_text(desk, headline, styles.headline.as_role("H1"), measure, origin=origin)
    stack.text(head, gap=8)
    kids.append(head.element)
    piece = stack.piece(origin=origin)
    body = Stack(desk, measure)
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            text = set_text(desk, block.text, styles.letter, measure, origin=block.origin)
            body.text(text, gap=0.5 * grid.row if number else 0.0)
            kids.append(text.element)
        else:
            flowing = set_blocks(desk, (block,), columns=LETTER_COLUMNS, level=2)
            for one in flowing.pieces:
                body.put(one.items, one.rows * grid.row, gap=max(one.before, 0.5 if number else 0) * grid.row)
                body.notes += one.notes
                body.anchors += one.anchors
            kids += flowing.elements
    text_piece = body.piece(origin=origin)
    # A short letter hangs from the first third, a long one from the head.
    short = piece.rows + 1 + text_piece.rows < grid.rows * SHORT
    top = round(grid.rows / 3) if short else 0
    sheet.put(piece, row=top)
    sheet.put(text_piece, row=top + piece.rows + (2 if short else 1))
    return kids, (*piece.notes, *text_piece.notes)


def _end(desk: Desk, sheet: Sheet, stack: Stack, notes: Sequence[Piece], what: str, origin: int) -> None:
    """Set what closes the page, and the notes at its foot."""
    grid = desk.grid
    piece = stack.piece(origin=origin)
    text = [item for item in sheet.items if isinstance(item, PlacedLine) and item.leading == desk.styles.letter.leading]
    sheet.put(piece, row=sheet.filled)
    foot = grid.rows - sum(note.rows for note in notes)
    over = sheet.filled - (foot - NOTE_GAP if notes else foot)
    if over > 0:
        complain_over(desk, what, text, over * grid.row, origin, hint="shorten it by as much: it has one page")
    if notes:
        short = rule(0, 0, grid.span(1), STONE)
        sheet.items += moved_all((short,), sheet.left, grid.top(foot) - 3)
    for note in notes:
        sheet.put(note, row=foot)
        foot += note.rows
