"""The head of a part: kicker and headline across the page."""

from __future__ import annotations

from layout.design.desk import Desk
from layout.design.parts import About, Appendix, Article, Contents
from layout.design.stack import Stack
from layout.design.words import set_text
from layout.pages.tree import Element


def begin_part(desk: Desk, part: About | Appendix | Article | Contents) -> tuple[Stack, list[Element]]:
    """A stack as wide as the page with the part's head on it, and the head's tags."""
    styles, grid = desk.styles, desk.grid
    stack = Stack(desk, grid.width)
    kids: list[Element] = []
    if part.kicker:
        kicker = set_text(desk, part.kicker, styles.kicker, grid.width, origin=part.origin)
        stack.text(kicker)
        kids.append(kicker.element)
    headline = set_text(desk, part.headline, styles.headline.as_role("H1"), grid.span(5), origin=part.origin)
    stack.text(headline, gap=4 if part.kicker else 0)
    kids.append(headline.element)
    return stack, kids
