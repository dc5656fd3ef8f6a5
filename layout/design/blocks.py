"""Blocks of body text turned into pieces that flow, each with its tag."""

from __future__ import annotations

from collections.abc import Sequence

from layout.design.boxes import set_box, set_boxes, set_trends
from layout.design.desk import Desk
from layout.design.figure import set_chart, set_picture, set_table
from layout.design.initials import set_initial
from layout.design.parts import (
    Aside,
    Block,
    Box,
    Boxes,
    Chart,
    Listing,
    Manner,
    Note,
    Number,
    Paragraph,
    Picture,
    Pull,
    PullPlace,
    Span,
    Subhead,
    Table,
    Trends,
    Views,
    signed,
)
from layout.design.prose import SIGN_AIR, list_item, signs_of, stack_prose
from layout.design.rich import plain, words
from layout.design.stack import Stack, rule
from layout.design.styles import AIR, DEEP, WHITE, Style
from layout.design.words import block, lay_beside, running_pieces, set_run_on, set_text, strips_of
from layout.ink import Tint
from layout.pages.piece import Behind, Piece, Stands, Strip, never_alone, piled
from layout.pages.tree import Element
from layout.type.style import Align
from layout.values import Struct, replace

VIEW_INDENT = 12.0
"""Points that a respondent's view stands in from the column, clear of its rule."""

LIST_INDENT = 12.0
SHORT = 5
"""Rows up to which a list or a group of views is not divided."""

BAR = Behind(x=1.0, top=2.6, foot=0.8, tint=AIR, width=0.75, is_rule=True)
"""The rule beside a view."""

PARAGRAPH_INDENT = 13.0
"""First line of a paragraph that follows another: one em of the grid."""


class Flowing(Struct, frozen=True):
    """Pieces in reading order, and the tags of the blocks they came from."""

    pieces: tuple[Piece, ...]
    elements: tuple[Element, ...]


def set_blocks(
    desk: Desk,
    blocks: Sequence[Block],
    *,
    body: Style | None = None,
    columns: int = 3,
    level: int = 2,
    after: Block | None = None,
    initial: int = 0,
) -> Flowing:
    """Set *blocks* for columns of *columns* grid columns each; wide ones span the page.

    Where there is one column only, nothing is wider than it.

    *level* is that of sub-heads and box titles in the tree of headings (1 is a part's own);
    *after* is the block that stands before the first. A first paragraph begins with an
    *initial* of so many lines.
    """
    pieces: list[Piece] = []
    elements: list[Element] = []
    style = body or desk.styles.body
    width = desk.grid.span(columns)
    flowing = after
    with desk.noting(width):
        for number, asked in enumerate(blocks):
            one = asked if 2 * columns == desk.brand.page.columns else _narrowed(asked)
            begins = initial if number == 0 else 0
            made, element = _set(desk, one, replace(style, initial=begins), width, columns, level, flowing)
            made = as_wished(made, one)
            follows = blocks[number + 1] if number + 1 < len(blocks) else None
            if made and (isinstance(follows, Note) or _leads_on(one, follows)):
                made = (*made[:-1], replace(made[-1], keep=True))
            pieces += made
            elements.append(element)
            # Floats stand aside: a paragraph behind one still follows the text before it.
            flowing = flowing if isinstance(one, Chart | Table | Picture | Box | Pull) and flowing is not None else one
    return Flowing(tuple(pieces), tuple(elements))


def as_wished(made: Sequence[Piece], block: Block) -> tuple[Piece, ...]:
    """The pieces of *block* with what its author asks of them: where to stand, and to stay whole."""
    if isinstance(block, Chart | Table | Picture | Box | Boxes | Trends | Pull) and block.stands is not Stands.FREE:
        here = block.stands is Stands.HERE
        made = [replace(piece, stands=block.stands, floats=piece.floats and not here) for piece in made]
    if isinstance(block, Table | Box | Boxes | Trends | Aside | Views) and block.whole:
        made = [replace(piece, parts=None) for piece in made]
    return tuple(made)


def _leads_on(one: Block, follows: Block | None) -> bool:
    """Tell whether a paragraph ends by announcing the list behind it."""
    return (
        isinstance(one, Paragraph)
        and isinstance(follows, Listing | Views)
        and plain(one.text).rstrip().endswith((":", "…"))
    )


def kept_whole(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces of one short block: it stays together if it is no taller than `SHORT` rows."""
    if sum(piece.rows + piece.before for piece in pieces) > SHORT:
        return tuple(pieces)
    return (*(replace(piece, keep=True) for piece in pieces[:-1]), *pieces[-1:])


def _set(
    desk: Desk, one: Block, style: Style, width: float, columns: int, level: int, previous: Block | None
) -> tuple[tuple[Piece, ...], Element]:
    match one:
        case Paragraph():
            indent = PARAGRAPH_INDENT if isinstance(previous, Paragraph) else 0.0
            air = 1 if isinstance(previous, Views | Pull | Listing | Aside | Number | Note) else 0
            own = replace(style, lines=replace(style.lines, first_indent=indent))
            if own.initial and (begun := set_initial(desk, one, own, width)):
                return begun
            text = set_text(desk, one.text, own, width, origin=one.origin)
            return running_pieces(desk, text, before=air), text.element
        case Subhead():
            text = set_text(desk, one.text, desk.styles.subhead.as_role(f"H{level}"), width, origin=one.origin)
            anchors = (one.key,) if one.key else ()
            return (block(desk, text, before=1, keep=True, anchors=anchors),), text.element
        case Listing():
            return _set_list(desk, one, style, width)
        case Views():
            return _set_views(desk, one, width)
        case Aside():
            return _set_aside(desk, one, width, level)
        case Pull():
            return _set_pull(desk, one, width)
        case Number():
            return _set_number(desk, one, width)
        case Note():
            text = set_text(desk, one.text, desk.styles.base, width, origin=one.origin)
            return (block(desk, text),), text.element
        case Chart():
            return _alone(set_chart(desk, one, width=_width(desk, one.span, width)))
        case Table():
            return _alone(set_table(desk, one, width=_width(desk, one.span, width)))
        case Picture():
            return _alone(set_picture(desk, one, width=_width(desk, one.span, width)))
        case Box():
            return _alone(set_box(desk, one, width=width, level=level))
        case Boxes():
            spread = desk.brand.page.columns if 2 * columns == desk.brand.page.columns else columns
            return set_boxes(desk, one, columns=spread, level=level)
        case Trends():
            spread = desk.brand.page.columns if 2 * columns == desk.brand.page.columns else columns
            return _alone(set_trends(desk, one, width=desk.grid.span(spread), level=level))


def _alone(made: tuple[Piece, Element]) -> tuple[tuple[Piece, ...], Element]:
    return (made[0],), made[1]


def _width(desk: Desk, span: Span, column: float) -> float:
    return desk.grid.width if span is Span.FULL else column


def _narrowed(one: Block) -> Block:
    """The same block for a text of a single column, which it does not leave."""
    match one:
        case Chart() | Table() | Picture() if one.span is Span.FULL:
            return replace(one, span=Span.MOST)
        case Pull(place=PullPlace.WIDE):
            return replace(one, place=PullPlace.COLUMN)
        case Number(wide=True):
            return replace(one, wide=False)
        case _:
            return one


def _set_list(desk: Desk, listing: Listing, style: Style, width: float) -> tuple[tuple[Piece, ...], Element]:
    """A list in running text: hanging dashes or numerals, on the grid line by line."""
    signs = replace(style, lines=replace(style.lines, align=Align.LEFT, first_indent=0))
    labels = [set_text(desk, words(sign), signs, width, origin=listing.origin) for sign in signs_of(listing)]
    widest = max((label.lines[0].width for label in labels), default=0.0)
    hang = max(LIST_INDENT, widest + SIGN_AIR)
    own = replace(style, lines=replace(style.lines, left_indent=hang, first_indent=0))
    runs: list[tuple[Piece, ...]] = []
    items: list[Element] = []
    for rich, label in zip(listing.items, labels, strict=True):
        body = set_text(desk, rich, own, width, origin=listing.origin)
        # Numerals of several figures stand with their units under each other.
        aside = hang - SIGN_AIR - label.lines[0].width if hang > LIST_INDENT else 0.0
        if body.is_turned:
            aside = width - aside - label.lines[0].width
        runs.append(running_pieces(desk, body, beside=lay_beside(desk, label, aside)))
        items.append(list_item(label.element.kids, body.element))
    pieces = kept_whole([piece for run in runs for piece in run])
    return pieces, Element(role="L", kids=tuple(items), numbering="Decimal" if listing.numbered else "Disc")


def _set_views(desk: Desk, views: Views, width: float) -> tuple[tuple[Piece, ...], Element]:
    """Respondents' views: short reported lines beside a thin rule, clearly no quotations.

    Each view is a list item; the rule runs down its own lines only, so that views may part
    over columns, and a long one between its lines.
    """
    style = desk.styles.view
    pieces: list[Piece] = []
    items: list[Element] = []
    kids: list[Element] = []
    if views.head:
        head = set_text(desk, views.head, desk.styles.views_head, width, origin=views.origin)
        pieces.append(block(desk, head, before=1, keep=True))
        kids.append(Element(role="Caption", kids=(head.element,)))
    for number, rich in enumerate(views.items):
        text = set_text(desk, rich, style, width - VIEW_INDENT, origin=views.origin)
        like = Piece(
            rows=0,
            before=1 if number == 0 and not views.head else 0,
            keep=len(views.items) > 1 and number in {0, len(views.items) - 2},
            what="view",
            origin=views.origin,
        )
        strips = replace(strips_of(desk, text, x=VIEW_INDENT), behind=(BAR,), whole=SHORT)
        pieces.append(piled(strips, like))
        items.append(Element(role="LI", kids=(Element(role="LBody", kids=(text.element,)),)))
    return kept_whole(pieces), Element(role="L", kids=(*kids, *items), numbering="None")


def _set_aside(desk: Desk, aside: Aside, width: float, level: int) -> tuple[tuple[Piece, ...], Element]:
    """An expert's short comment, with the name above it."""
    stack = Stack(desk, width)
    stack.items.append(rule(0, 3.6, width, AIR, 0.75))
    name = set_text(desk, signed(aside.who), desk.styles.role, width, origin=aside.origin)
    stack.anchors += [aside.who.anchor] if aside.who.anchor else []
    stack.text(name, gap=6)
    stack.cut(keep=True)
    said = stack_prose(desk, stack, aside.text, desk.styles.small, level=level + 1, first_gap=2, gap=4)
    strips = stack.strips(Strip(items=(rule(0, 3.6, width, AIR, 0.75),), height=6.0, keep=True))
    strips = replace(strips, pile=never_alone(strips.pile))
    piece = stack.piece(before=1, origin=aside.origin, what="aside", strips=strips)
    return (piece,), Element(role="Aside", kids=(name.element, *said))


def _set_pull(desk: Desk, pull: Pull, width: float) -> tuple[tuple[Piece, ...], Element]:
    """A pull quote in the column, or across the page where it is to change its rhythm."""
    wide = pull.place is PullPlace.WIDE
    stack, element = _stack_pull(desk, pull, desk.styles.pull, desk.grid.span(5) if wide else width, WHITE)
    stack.space(0 if wide else 0.8 * desk.grid.row)
    return (
        stack.piece(before=0 if wide else 1, floats=not wide, wide=wide, origin=pull.origin, what="pull quote"),
    ), element


def set_side_pull(desk: Desk, pull: Pull, width: float, ground: Tint) -> tuple[Piece, Element]:
    """A pull quote for the narrow column, smaller."""
    stack, element = _stack_pull(desk, pull, desk.styles.side_pull, width, ground)
    return stack.piece(origin=pull.origin), element


def set_page_pull(desk: Desk, pull: Pull, ground: Tint) -> tuple[Stack, Element]:
    """A pull quote so large that it has a page to itself."""
    return _stack_pull(desk, pull, desk.styles.display_quote, desk.grid.span(6), ground)


def _stack_pull(desk: Desk, pull: Pull, style: Style, width: float, ground: Tint) -> tuple[Stack, Element]:
    """Display italic under a short rule; a paraphrase has no quotation marks and says what it is."""
    verbatim = pull.manner is Manner.VERBATIM
    said = (*words("“"), *pull.text, *words("”")) if verbatim else pull.text
    stack = Stack(desk, width, origin=pull.origin)
    stack.anchors += [pull.anchor] if pull.anchor else []
    stack.items.append(rule(0, 3.6, 28, DEEP, 1.5))
    text = set_text(desk, said, style.on(ground, style.tint), width, origin=pull.origin)
    stack.text(text, gap=9)
    by = pull.by if verbatim else (*pull.by, *words(", in paraphrase" if pull.by else "In paraphrase"))
    source = set_text(desk, by, desk.styles.pull_by.on(ground, desk.styles.pull_by.tint), width, origin=pull.origin)
    stack.text(source, gap=4)
    return stack, Element(role="BlockQuote" if verbatim else "Div", kids=(text.element, source.element))


def _set_number(desk: Desk, number: Number, width: float) -> tuple[tuple[Piece, ...], Element]:
    """A big number: numeral at left, what it counts at right, a run-on list beneath."""
    full = desk.grid.width if number.wide else width
    stack = Stack(desk, full)
    stack.rule(DEEP, gap=3.6, weight=0.75)
    numeral = set_text(desk, words(number.display), desk.styles.number, full, origin=number.origin)
    kids = [numeral.element]
    if number.wide:
        stack.text(numeral, gap=5)
        right = desk.grid.column(3)
        bottom, stack.y = stack.y, 3.6 + 8
        text = set_text(desk, number.text, desk.styles.number_text, full - right, origin=number.origin)
        stack.text(text, x=right)
        kids.append(text.element)
        kids += _number_list(desk, stack, number, right, full - right)
        stack.y = max(stack.y, bottom)
    else:
        stack.text(numeral)
        text = set_text(desk, number.text, desk.styles.number_text, full, origin=number.origin)
        stack.text(text, gap=2)
        kids.append(text.element)
        kids += _number_list(desk, stack, number, 0, full)
    piece = stack.piece(before=0 if number.wide else 1, wide=number.wide, origin=number.origin, what="big number")
    return (piece,), Element(role="Div", kids=tuple(kids))


def _number_list(desk: Desk, stack: Stack, number: Number, x: float, width: float) -> list[Element]:
    """The list under a big number."""
    if not number.items:
        return []
    text = set_run_on(desk, number.items, desk.styles.measures, width, origin=number.origin)
    stack.text(text, gap=6, x=x)
    return [text.element]
