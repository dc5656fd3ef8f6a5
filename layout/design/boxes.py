"""Fact boxes: a paper ground without a frame, a short title, ragged text; groups share one height."""

from __future__ import annotations

from layout.design.desk import Desk
from layout.design.parts import Box, Boxes, Trends
from layout.design.prose import stack_prose
from layout.design.rich import words
from layout.design.stack import Stack, upright
from layout.design.styles import AIR, DEEP, PAPER
from layout.design.words import set_text
from layout.ink import Tint
from layout.pages.piece import Behind, Piece, Strip, abreast, never_alone
from layout.pages.tree import Element
from layout.values import replace

PADDING = 11.0
"""Points between the edge of a box and its text."""

LEAST_SPAN = 2
"""Grid columns that a box takes at least."""

LEAST_TREND = 80.0
"""Points under which a trend's column is too narrow to read."""

TOP = 3.6
"""Where the ground begins in its first row: level with the capitals beside it."""


def set_box(
    desk: Desk, box: Box, *, width: float, level: int, before: int = 1, tint: Tint = PAPER
) -> tuple[Piece, Element]:
    """One box of *width* points; where it must be divided, its title keeps to its first lines."""
    piece, element = _set_one(desk, box, width, level, tint)
    return replace(piece, before=before, after=1, floats=True), element


def set_boxes(desk: Desk, boxes: Boxes, *, columns: int, level: int) -> tuple[tuple[Piece, ...], Element]:
    """A group across *columns* grid columns: two or three abreast, four as two pairs; one height for all."""
    per_row = max(1, min(3 if len(boxes.boxes) == 3 else 2, columns // LEAST_SPAN))
    span = columns // per_row
    made = [_set_one(desk, box, desk.grid.span(span), level, PAPER) for box in boxes.boxes]
    tallest = max(piece.rows for piece, _ in made)
    rows = tallest if tallest <= desk.grid.rows else 0  # those that go over pages cannot be of one height
    pieces: list[Piece] = []
    for first in range(0, len(made), per_row):
        is_last = first + per_row >= len(made)
        like = Piece(
            rows=rows,
            before=1 if first else 0,
            keep=not is_last,
            wide=True,
            what="group of fact boxes",
            origin=boxes.origin,
        )
        beside = enumerate(piece for piece, _ in made[first : first + per_row])
        pieces.append(abreast([(desk.grid.column(number * span), piece) for number, piece in beside], like, rows))
    return tuple(pieces), Element(role="Div", kids=tuple(element for _, element in made))


def _set_one(desk: Desk, box: Box, width: float, level: int, tint: Tint) -> tuple[Piece, Element]:
    stack = Stack(desk, width, y=TOP + PADDING - 3, anchors=[box.key] if box.key else [])
    style = desk.styles.box_title.as_role(f"H{level}")
    title = set_text(desk, box.title, style, width - 2 * PADDING, origin=box.origin)
    stack.text(title, x=PADDING)
    stack.cut(keep=True)
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
    air = Strip(items=(), height=TOP + PADDING - 3, keep=True)
    strips = stack.strips(air, tail=PADDING - 2, behind=(_ground(width, tint),))
    strips = replace(strips, pile=never_alone(strips.pile))
    return stack.piece(what="fact box", origin=box.origin, strips=strips), Element(role="Aside", kids=tuple(kids))


def _ground(width: float, tint: Tint = PAPER) -> Behind:
    return Behind(x=0.0, top=TOP, width=width, tint=tint)


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
    stack.cut(keep=True)
    air = 10.0
    top = deepest = stack.y + air
    items: list[Element] = []
    numeral_style = styles.numeral.on(PAPER, DEEP)
    for number, trend in enumerate(trends.items):
        if number and number % abreast == 0:
            stack.y = deepest
            stack.cut(before=air)
            top = deepest + air
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
    stack.cut(before=air)
    kids.append(Element(role="L", kids=tuple(items), numbering="Decimal"))
    head = Strip(items=(), height=TOP + PADDING, keep=True)
    strips = stack.strips(head, tail=PADDING - 2, behind=(_ground(width),))
    piece = stack.piece(wide=True, what="list of trends", origin=trends.origin, strips=strips)
    return piece, Element(role="Aside", kids=tuple(kids))
