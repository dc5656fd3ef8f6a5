"""About the report: how it was made, who answered, from where, and who comments."""

from __future__ import annotations

from collections.abc import Sequence

from layout.design.blocks import set_blocks
from layout.design.copyfit import complain_of_oversets, note_uneven
from layout.design.desk import Desk
from layout.design.heads import begin_part
from layout.design.makeup import make_up
from layout.design.parts import About, Speaker
from layout.design.prose import stack_prose
from layout.design.rich import Rich, words
from layout.design.stack import Stack, rule
from layout.design.styles import DEEP, STONE
from layout.design.words import set_run_on, set_text
from layout.pages.bands import AHEAD, GAP, LEAST, fill_bands
from layout.pages.book import PlacedLine
from layout.pages.columns import group_heights
from layout.pages.piece import WHOLE, Piece, Stands
from layout.pages.sheet import Sheet
from layout.pages.tree import Element, Slot
from layout.values import replace


def set_about(desk: Desk, part: About, index: int) -> tuple[list[Sheet], Element]:
    """Headline, method, respondents with chart and table, countries, experts: bands down the pages."""
    with desk.noting(desk.grid.span(3)):
        return _set_about(desk, part, index)


def _set_about(desk: Desk, part: About, index: int) -> tuple[list[Sheet], Element]:
    grid = desk.grid
    named: dict[Slot, str] = {}
    stack, kids = begin_part(desk, part)
    pieces: list[Piece] = [stack.piece(wide=True, origin=part.origin)]

    method = set_blocks(desk, part.text, columns=3, level=2)
    pieces += method.pieces
    kids += method.elements

    if part.respondents or part.respondents_head:
        head, head_tag = _band_head(desk, part.respondents_head, respondents_key(part), part.origin)
        kids.append(head_tag)
        flowing = set_blocks(desk, part.respondents, columns=3, level=3)
        pieces += _headed(head, flowing.pieces, grid.rows)
        kids += flowing.elements
    if part.countries:
        piece, elements = _countries(desk, part)
        pieces.append(piece)
        kids += elements
    if part.experts:
        piece, element, named = _experts(desk, part)
        pieces.append(piece)
        kids.append(element)

    sheets: list[Sheet] = []
    settled = make_up(desk, pieces, lambda ones: fill_bands(ones, grid.rows, 2))
    fillings = fill_bands(settled, grid.rows, 2)
    complain_of_oversets(desk, fillings, grid.rows)
    note_uneven(desk, fillings)
    for filling in fillings:
        sheet = Sheet(index=index + len(sheets), grid=grid, template="about")
        sheet.put_filling(filling, columns=3, note_rule=rule(0, 0, grid.span(1), STONE))
        for item in sheet.items if named else ():
            if isinstance(item, PlacedLine) and item.slots and item.slots[0] in named:
                sheet.anchors.setdefault(named[item.slots[0]], item.baseline - item.leading)
        sheets.append(sheet)
    sheets[0].anchors[part.key] = 0.0
    return sheets, Element(role="Sect", kids=tuple(kids))


def respondents_key(part: About) -> str:
    """The anchor of the head over the respondents."""
    return f"{part.key}:respondents"


def experts_key(part: About) -> str:
    """The anchor of the head over those who comment."""
    return f"{part.key}:experts"


def _headed(head: Piece, pieces: Sequence[Piece], page: int) -> list[Piece]:
    """A heading across the page over what must begin on the same one."""
    if not pieces:
        return [head]
    first, *others = pieces
    if first.wide:
        return [replace(head, keep=True, beneath=LEAST), *pieces]
    beneath = GAP + max(LEAST, group_heights(pieces[:AHEAD])[0])
    if head.rows + beneath > page and first.parts is not None:
        beneath, first = GAP + WHOLE, replace(first, floats=False)  # it is divided rather than parted from its head
    return [replace(head, beneath=beneath), first, *others]


def _band_head(desk: Desk, rich: Rich, key: str, origin: int) -> tuple[Piece, Element]:
    """A heading across the page that opens a band."""
    stack = Stack(desk, desk.grid.width)
    stack.items.append(rule(0, 3.6, desk.grid.width, DEEP, 0.75))
    stack.anchors.append(key)
    text = set_text(desk, rich, desk.styles.entry.as_role("H2"), desk.grid.span(5), origin=origin)
    stack.text(text, gap=8)
    return stack.piece(wide=True, stands=Stands.HERE, origin=origin), text.element


def _countries(desk: Desk, part: About) -> tuple[Piece, list[Element]]:
    """The countries run on, with middle dots between them."""
    grid = desk.grid
    stack = Stack(desk, grid.width)
    kids = []
    stack.items.append(rule(0, 3.6, grid.width, DEEP, 0.75))
    if part.countries_head:
        head = set_text(
            desk, part.countries_head, desk.styles.chart_title.as_role("H3"), grid.span(2), origin=part.origin
        )
        stack.text(head, gap=6)
        kids.append(head.element)
    stack.y = 0
    names = [words(name.replace(" ", "\u00a0")) for name in part.countries]
    text = set_run_on(desk, names, desk.styles.small, grid.span(4), origin=part.origin)
    stack.text(text, gap=6, x=grid.column(2))
    kids.append(text.element)
    return stack.piece(wide=True, stands=Stands.HERE, origin=part.origin), kids


def _experts(desk: Desk, part: About) -> tuple[Piece, Element, dict[Slot, str]]:
    """Name and role of everyone who comments, in three columns read downwards; gives the anchors of the names."""
    grid = desk.grid
    stack = Stack(desk, grid.width)
    stack.items.append(rule(0, 3.6, grid.width, DEEP, 0.75))
    stack.anchors.append(experts_key(part))
    kids: list[Element] = []
    head = set_text(desk, part.experts_head, desk.styles.entry.as_role("H2"), grid.span(5), origin=part.origin)
    stack.text(head, gap=8)
    kids.append(head.element)
    kids += stack_prose(
        desk, stack, part.experts_text, desk.styles.small, width=grid.span(4), level=3, first_gap=3, gap=3
    )
    top = stack.y + 10
    count = 3
    items: list[Element] = []
    named: dict[Slot, str] = {}
    deepest = top
    for column, group in enumerate(_split(part.experts, count)):
        stack.y = top
        x = grid.column(column * 2)
        for speaker in group:
            item = _expert(desk, stack, speaker, x, grid.span(2) - 6)
            items.append(item)
            if speaker.anchor:
                named[next(item.slots())] = speaker.anchor
        deepest = max(deepest, stack.y)
    stack.y = deepest
    kids.append(Element(role="L", kids=tuple(items), numbering="None"))
    piece = stack.piece(wide=True, stands=Stands.HERE, origin=part.origin)
    return piece, Element(role="Sect", kids=tuple(kids)), named


def _expert(desk: Desk, stack: Stack, speaker: Speaker, x: float, width: float) -> Element:
    name = set_text(desk, speaker.named, desk.styles.name, width)
    stack.text(name, x=x)
    kids = [name.element]
    if speaker.role:
        role = set_text(desk, speaker.role, desk.styles.role, width)
        stack.text(role, x=x)
        kids.append(role.element)
    if speaker.bio:
        bio = set_text(desk, speaker.bio, desk.styles.role, width)
        stack.text(bio, gap=2, x=x)
        kids.append(bio.element)
    if speaker.web:
        web = set_text(desk, speaker.web, desk.styles.role, width)
        stack.text(web, gap=2 if speaker.bio else 0, x=x)
        kids.append(web.element)
    stack.space(7)
    return Element(role="LI", kids=(Element(role="LBody", kids=tuple(kids)),))


def _split(speakers: Sequence[Speaker], count: int) -> list[Sequence[Speaker]]:
    """In as equal columns as order allows, the first ones longer."""
    size, more = divmod(len(speakers), count)
    groups = []
    start = 0
    for number in range(count):
        end = start + size + (1 if number < more else 0)
        groups.append(speakers[start:end])
        start = end
    return groups
