"""Prose piled up: paragraphs, sub-heads and lists where text stands still instead of flowing.

In boxes, on the thank-you page, over lists of names.
"""

from __future__ import annotations

from collections.abc import Sequence

from layout.design.desk import Desk
from layout.design.parts import Block, Listing, Paragraph, Subhead
from layout.design.rich import words
from layout.design.stack import Stack
from layout.design.styles import Style
from layout.design.words import set_text
from layout.pages.tree import Element, Slot

HANG = 11.0
"""Points that a list's text hangs clear of its sign, at least."""

SIGN_AIR = 3.0
"""Points between a numeral and the text beside it."""


def stack_prose(
    desk: Desk,
    stack: Stack,
    prose: Sequence[Block],
    style: Style,
    *,
    level: int,
    width: float = 0.0,
    x: float = 0.0,
    first_gap: float = 0.0,
    gap: float = 0.0,
) -> list[Element]:
    """Add *prose* to *stack*, *gap* points between its blocks; gives their tags.

    *width* is the stack's own if not given. *level* is that of a sub-head.
    """
    width = width or stack.width
    kids: list[Element] = []
    for number, block in enumerate(prose):
        above = gap if number else first_gap
        match block:
            case Paragraph():
                text = set_text(desk, block.text, style, width, origin=block.origin)
                stack.lines(text, x=x, gap=above)
                kids.append(text.element)
            case Subhead():
                head = desk.styles.box_title.on(style.ground, style.tint).as_role(f"H{level}")
                text = set_text(desk, block.text, head, width, origin=block.origin)
                stack.text(text, x=x, gap=above)
                stack.cut(keep=True, before=above)
                kids.append(text.element)
            case Listing():
                kids.append(stack_list(desk, stack, block, style, width, x=x, gap=above))
            case _:
                desk.complain(
                    "no-place",
                    "only paragraphs, sub-heads and lists can stand here",
                    block.origin,
                    hint="move it into a text that runs over columns",
                )
    return kids


def stack_list(
    desk: Desk, stack: Stack, listing: Listing, style: Style, width: float, *, x: float, gap: float
) -> Element:
    """A list inside a stack: hanging dashes or numerals, one LI each."""
    labels = [set_text(desk, words(sign), style, width) for sign in signs_of(listing)]
    widest = max((line.width for label in labels for line in label.lines), default=0.0)
    hang = max(HANG, widest + SIGN_AIR)
    items: list[Element] = []
    for number, (rich, label) in enumerate(zip(listing.items, labels, strict=True)):
        body = set_text(desk, rich, style, width - hang, origin=listing.origin)
        # Numerals end where dashes do: units stand under units.
        aside = hang - SIGN_AIR - label.lines[0].width if listing.numbered and widest > HANG - SIGN_AIR else 0.0
        if body.is_turned:
            aside = width - aside - label.lines[0].width
        start = x + (0.0 if body.is_turned else hang)
        stack.lines(body, x=start, gap=gap if number == 0 else 1.0, beside=(label, x + aside))
        items.append(list_item(label.element.kids, body.element))
    return Element(role="L", kids=tuple(items), numbering="Decimal" if listing.numbered else "Disc")


def signs_of(listing: Listing) -> list[str]:
    """What stands before each item."""
    return [f"{number + 1}." if listing.numbered else "–" for number in range(len(listing.items))]


def list_item(label: Sequence[Element | Slot], body: Element) -> Element:
    """One LI of Lbl and LBody (ISO 32000-1, 14.8.4.3.3)."""
    return Element(role="LI", kids=(Element(role="Lbl", kids=tuple(label)), Element(role="LBody", kids=(body,))))
