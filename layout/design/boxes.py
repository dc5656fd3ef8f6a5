"""Fact boxes: a paper ground without a frame, a short title, ragged text; groups share one height."""

from __future__ import annotations

from layout.design.desk import Desk
from layout.design.parts import Box, Boxes, Trends
from layout.design.prose import stack_prose
from layout.design.rich import words
from layout.design.stack import Stack, ground, upright
from layout.design.styles import AIR, DEEP, PAPER
from layout.design.words import set_text
from layout.pages.book import Item
from layout.pages.piece import Piece, moved_all
from layout.pages.tree import Element

PADDING = 11.0
"""Points between the edge of a box and its text."""

LEAST_SPAN = 2
"""Grid columns that a box takes at least."""

LEAST_TREND = 80.0
"""Points under which a trend's column is too narrow to read."""

TOP = 3.6
"""Where the ground begins in its first row: level with the capitals beside it."""


def set_box(
    desk: Desk, box: Box, *, width: float, level: int, before: int = 1, floats: bool = True
) -> tuple[Piece, Element]:
    """One box of *width* points."""
    stack, element = _inside(desk, box, width, level)
    rows = desk.grid.rows_for(stack.y + PADDING - 2)
    piece = Piece(
        rows=rows,
        items=_on_ground(desk, stack, width, rows),
        before=before,
        floats=floats,
        notes=tuple(stack.notes),
        what="fact box",
        anchors=(*((box.key,) if box.key else ()), *stack.anchors),
        origin=box.origin,
    )
    return piece, element


def set_boxes(desk: Desk, boxes: Boxes, *, columns: int, level: int) -> tuple[Piece, Element]:
    """A group across *columns* grid columns: two or three abreast, four as two pairs; one height for all."""
    per_row = max(1, min(3 if len(boxes.boxes) == 3 else 2, columns // LEAST_SPAN))
    span = columns // per_row
    width = desk.grid.span(span)
    set_ones = [_inside(desk, box, width, level) for box in boxes.boxes]
    rows = max(desk.grid.rows_for(stack.y + PADDING - 2) for stack, _ in set_ones)
    items: list[Item] = []
    line_count = -(-len(set_ones) // per_row)
    for number, (stack, _) in enumerate(set_ones):
        across, down = number % per_row, number // per_row
        items += moved_all(
            _on_ground(desk, stack, width, rows),
            desk.grid.column(across * span),
            down * (rows + 1) * desk.grid.row,
        )
    piece = Piece(
        rows=line_count * rows + line_count - 1,
        items=tuple(items),
        wide=True,
        notes=tuple(note for stack, _ in set_ones for note in stack.notes),
        what="group of fact boxes",
        anchors=(
            *(box.key for box in boxes.boxes if box.key),
            *(anchor for stack, _ in set_ones for anchor in stack.anchors),
        ),
        origin=boxes.origin,
    )
    return piece, Element(role="Div", kids=tuple(element for _, element in set_ones))


def _inside(desk: Desk, box: Box, width: float, level: int) -> tuple[Stack, Element]:
    stack = Stack(desk, width, y=TOP + PADDING - 3)
    title = set_text(
        desk, box.title, desk.styles.box_title.as_role(f"H{level}"), width - 2 * PADDING, origin=box.origin
    )
    stack.text(title, x=PADDING)
    kids: list[Element] = [title.element]
    kids += stack_prose(
        desk,
        stack,
        box.text,
        desk.styles.box,
        level=level + 1,
        width=width - 2 * PADDING,
        x=PADDING,
        first_gap=1.0,
        gap=4.0,
    )
    return stack, Element(role="Aside", kids=tuple(kids))


def _on_ground(desk: Desk, stack: Stack, width: float, rows: int) -> tuple[Item, ...]:
    return (ground(0, TOP, width, rows * desk.grid.row - TOP, PAPER), *stack.items)


def set_trends(desk: Desk, trends: Trends, *, width: float, level: int) -> tuple[Piece, Element]:
    """The numbered list of trends across the page: a large numeral, the trend, the view beneath it."""
    styles = desk.styles
    stack = Stack(desk, width, y=TOP + PADDING)
    inner = width - 2 * PADDING
    title = set_text(desk, trends.title, styles.box_title.as_role(f"H{level}"), inner, origin=trends.origin)
    stack.text(title, x=PADDING)
    kids: list[Element] = [title.element]
    if trends.intro:
        intro = set_text(desk, trends.intro, styles.box, min(inner, desk.grid.span(4)), origin=trends.origin)
        stack.text(intro, x=PADDING, gap=1)
        kids.append(intro.element)
    gutter = desk.brand.page.gutter
    abreast = max(1, min(len(trends.items), int((inner + gutter) // (LEAST_TREND + gutter))))
    each = (inner - (abreast - 1) * gutter) / abreast
    top = stack.y + 10
    deepest = top
    items: list[Element] = []
    numeral_style = styles.numeral.on(PAPER, DEEP)
    for number, trend in enumerate(trends.items):
        if number and number % abreast == 0:
            top = deepest + 10
        x = PADDING + number % abreast * (each + gutter)
        stack.y = top
        numeral = set_text(desk, words(str(number + 1)), numeral_style, each)
        stack.text(numeral, x=x)
        said = set_text(
            desk, trend.text, styles.name.on(PAPER, styles.box.tint).as_role("P"), each, origin=trends.origin
        )
        stack.text(said, x=x, gap=4)
        view_top = stack.y + 4
        view = set_text(desk, trend.view, styles.view.on(PAPER, styles.view.tint), each - 9, origin=trends.origin)
        stack.y = view_top
        stack.text(view, x=x + 9)
        stack.items.append(upright(x + 1, view_top + 2, stack.y - view_top - 2, AIR, 0.75))
        deepest = max(deepest, stack.y)
        items.append(
            Element(
                role="LI",
                kids=(
                    Element(role="Lbl", kids=numeral.element.kids),
                    Element(role="LBody", kids=(said.element, view.element)),
                ),
            )
        )
    stack.y = deepest
    kids.append(Element(role="L", kids=tuple(items), numbering="Decimal"))
    rows = desk.grid.rows_for(stack.y + PADDING - 2)
    piece = Piece(
        rows=rows,
        items=_on_ground(desk, stack, width, rows),
        wide=True,
        notes=tuple(stack.notes),
        anchors=tuple(stack.anchors),
        what="list of trends",
        origin=trends.origin,
    )
    return piece, Element(role="Aside", kids=tuple(kids))
