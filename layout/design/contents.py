"""The contents: large numerals, headlines, page ranges and a tiny field of dots beside each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from layout.complaint import Origin
from layout.design.desk import Desk
from layout.design.dots import Raster, Shades, draw_field
from layout.design.heads import begin_part
from layout.design.parts import About, Appendix, Article, Contents, Field, Insight, Letter, Reflection, Section
from layout.design.rich import Rich, Words, plain_title
from layout.design.stack import Stack, rule
from layout.design.styles import DEEP, SIGNAL, STONE
from layout.design.words import set_text
from layout.ink import Tint
from layout.pages.piece import Piece
from layout.pages.sheet import Sheet
from layout.pages.tree import Element
from layout.values import Struct

TINY = Shades(lit=SIGNAL, half=Tint("air"), dark=Tint("ink", 0.2))


class Listed(Struct, frozen=True, kw_only=True):
    """What the contents say of a part."""

    key: str
    number: int = 0
    """Of an insight; 0 for any other part."""
    title: str
    field: Field | None = None
    origin: Origin


def listed(sections: Iterable[Section]) -> tuple[Listed, ...]:
    """The parts that the contents list, in book order."""
    found = []
    for section in sections:
        match section:
            case Insight():
                found.append(
                    Listed(
                        key=section.key,
                        number=section.number,
                        title=plain_title(section.headline),
                        field=section.field,
                        origin=section.origin,
                    )
                )
            case Letter() | About() | Reflection() | Article() | Appendix():
                label, title = plain_title(getattr(section, "kicker", ())), plain_title(section.headline)
                shown = f"{label}: {title}" if label and label != title else title
                found.append(Listed(key=section.key, title=shown, origin=section.origin))
            case _:
                pass
    return tuple(found)


def set_contents(desk: Desk, part: Contents, parts: Sequence[Listed], index: int) -> tuple[list[Sheet], Element]:
    """One page, or a spread when it falls on a verso and the insights are many; more where they must."""
    grid = desk.grid
    stack, kids = begin_part(desk, part)
    head = stack.piece(origin=part.origin)
    entries = [_entry(desk, one) for one in parts if one.number]
    others = [one for one in parts if not one.number]
    quiet, quiet_items = _others(desk, others)
    spread = len(entries) > 5 and index % 2 == 1
    sheets = [Sheet(index=index, grid=grid, template="contents")]
    sheets[0].put(head)
    per_page = -(-len(entries) // 2) if spread else len(entries)
    row = top = head.rows + 2
    step = max((piece.rows for piece, _ in entries), default=0)
    room = max(1, (grid.rows - top) // max(1, step))
    if per_page > room:
        per_page = room
    elif spread and per_page:
        # Both pages keep the steps of the one that must also hold the quiet list at its foot.
        step = max(step, (grid.rows - top - quiet.rows - 2) // per_page)
    for number, (piece, _) in enumerate(entries):
        if number and number % per_page == 0:
            sheets.append(Sheet(index=index + len(sheets), grid=grid, template="contents"))
            row = top
        sheets[-1].put(piece, row=row)
        row += step
    if others:
        free = grid.rows - quiet.rows
        if row > free:
            sheets.append(Sheet(index=index + len(sheets), grid=grid, template="contents"))
            row = 0
        sheets[-1].put(quiet, row=max(row, free))
    sheets[0].anchors[part.key] = 0.0
    toc = Element(role="TOC", kids=(*(item for _, item in entries), *quiet_items))
    return sheets, Element(role="Sect", kids=(*kids, toc))


def _entry(desk: Desk, insight: Listed) -> tuple[Piece, Element]:
    """Numeral, tiny field, headline and pages of one insight."""
    styles, grid = desk.styles, desk.grid
    stack = Stack(desk, grid.width)
    stack.items.append(rule(0, 3.6, grid.width, STONE, 0.5))
    top = 3.6 + 8
    stack.y = top
    numeral = set_text(
        desk, _linked(str(insight.number), insight.key, insight.title), styles.numeral.as_role("Lbl"), grid.span(1)
    )
    stack.text(numeral, gap=-3)
    deepest = stack.y
    right = grid.column(2)
    if insight.field is not None:
        raster = Raster(grid.span(1) - 2, 40, 0.74)
        stack.items += draw_field(insight.field, raster, x=grid.column(1), y=top + 1.5, shades=TINY, slot=None)
        deepest = max(deepest, top + raster.height(insight.field.total))
    stack.y = top
    title = set_text(desk, _linked(insight.title, insight.key), styles.entry, grid.span(4), origin=insight.origin)
    stack.text(title, x=right, gap=-2.5)
    pages = set_text(desk, _linked(desk.range_of(insight.key), insight.key, insight.title), styles.pages, grid.span(2))
    stack.text(pages, x=right, gap=3)
    stack.y = max(stack.y, deepest)
    item = Element(
        role="TOCI",
        kids=(
            numeral.element,
            Element(role="Reference", kids=title.element.kids),
            Element(role="P", kids=pages.element.kids),
        ),
    )
    return stack.piece(origin=insight.origin), item


def _linked(text: str, anchor: str, title: str = "") -> Rich:
    """A link to a part; a number by itself is called by the part's *title*."""
    contents = f"{text}: {title}" if title else ""
    return (Words(text=text, anchor=anchor, contents=contents),)


def _others(desk: Desk, parts: Sequence[Listed]) -> tuple[Piece, list[Element]]:
    """The other parts, quietly, one a line: pages at left, title beside them."""
    styles, grid = desk.styles, desk.grid
    stack = Stack(desk, grid.width)
    stack.items.append(rule(0, 3.6, grid.width, DEEP, 0.75))
    stack.y = 13
    items: list[Element] = []
    right = grid.column(2)
    for part in parts:
        top = stack.y
        pages = set_text(desk, _linked(desk.range_of(part.key), part.key, part.title), styles.pages, grid.span(1))
        stack.text(pages)
        stack.y = top
        text = set_text(desk, _linked(part.title, part.key), styles.small.as_label(), grid.span(4), origin=part.origin)
        stack.text(text, x=right)
        items.append(
            Element(
                role="TOCI",
                kids=(Element(role="Reference", kids=text.element.kids), Element(role="P", kids=pages.element.kids)),
            )
        )
    return stack.piece(), items
