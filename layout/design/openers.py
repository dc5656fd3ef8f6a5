"""Cover, half title, openers, back cover: the pages where the deep ground carries light."""

from __future__ import annotations

from collections.abc import Callable

from layout.design.copyfit import as_copy, lines_and_words
from layout.design.desk import Desk
from layout.design.dots import Raster, Shades, draw_field
from layout.design.parts import BackCover, Cover, Field, HalfTitle, Insight
from layout.design.prose import stack_prose
from layout.design.rich import words
from layout.design.stack import Stack, ground
from layout.design.styles import AIR, DEEP, NUMERAL, PAPER, SIGNAL, WHITE, Style
from layout.design.words import Text, lay, set_text
from layout.ink import Tint
from layout.pages.sheet import Sheet
from layout.pages.tree import Element

UNLIT = Tint("deep", 0.74)
"""A dot that is not lit, on the deep ground."""

HALF_LIT = Tint("air", 0.9)

ON_DEEP = Shades(lit=SIGNAL, half=HALF_LIT, dark=UNLIT)

FIELD_ACROSS = 40
"""Dots a row in a field of 1,000: 25 rows."""

HEADLINE_AIR = 26.0
"""Points between an opener's headline and its key figure."""


def deep_sheet(desk: Desk, index: int, template: str, tint: Tint = DEEP) -> Sheet:
    """A page whose ground runs to the bleed on all sides."""
    sheet = Sheet(index=index, grid=desk.grid, template=template, furnished=False)
    area = desk.grid.bleeding()
    sheet.grounds.append(ground(area.x, area.y, area.width, area.height, tint))
    return sheet


def light(style: Style, tint: Tint = WHITE) -> Style:
    """A style turned light for the deep ground."""
    return style.on(DEEP, tint)


def set_at(desk: Desk, sheet: Sheet, text: Text, x: float, y: float) -> float:
    """Set a text with its top at *y* and give back the free edge below it."""
    stack = Stack(desk, text.measure)
    stack.text(text)
    sheet.put_at(stack.piece(origin=text.origin), x, y)
    return y + stack.y


def set_cover(desk: Desk, cover: Cover, index: int) -> tuple[list[Sheet], Element]:
    """Title left and low, the counted dots above it, year and publisher small at the head."""
    styles, shape = desk.styles, desk.brand.page
    sheet = deep_sheet(desk, index, "cover")
    x = sheet.left
    width = desk.grid.width
    head = light(styles.name, WHITE).as_role("P")
    publisher = set_text(desk, words(cover.publisher), head, desk.grid.span(3), origin=cover.origin)
    year = set_text(desk, words(cover.year), head, desk.grid.span(1), origin=cover.origin)
    set_at(desk, sheet, publisher, x, shape.head - 20)
    set_at(desk, sheet, year, x + desk.grid.column(5), shape.head - 20)

    kids = [publisher.element, year.element]
    kids += _counted(desk, sheet, cover.field, Shades(lit=PAPER, half=AIR, dark=UNLIT))
    title = set_text(desk, words(cover.title), light(styles.poster).as_role("H1"), width, origin=cover.origin)
    subtitle = set_text(desk, cover.subtitle, light(styles.cover_line), desk.grid.span(6), origin=cover.origin)
    depth = len(title.lines) * title.style.leading + 14 + len(subtitle.lines) * subtitle.style.leading
    y = set_at(desk, sheet, title, x - 2, shape.height - shape.foot - depth)
    set_at(desk, sheet, subtitle, x, y + 14)
    sheet.anchors[cover.key] = 0.0
    return [sheet], Element(role="Sect", kids=(*kids, title.element, subtitle.element))


COVER_ACROSS = 20
"""Dots a row on the covers."""


def _counted(desk: Desk, sheet: Sheet, field: Field | None, shades: Shades) -> list[Element]:
    """The covers' field of dots over the width of the page, under the head."""
    if field is None:
        return []
    slot = desk.slot()
    raster = Raster(desk.grid.width, COVER_ACROSS, 0.58)
    top = desk.brand.page.head + 18
    sheet.items += draw_field(field, raster, x=sheet.left, y=top, shades=shades, slot=slot)
    return [Element(role="Figure", kids=(slot,), alt=field.alt)]


def set_half_title(desk: Desk, part: HalfTitle, index: int) -> tuple[list[Sheet], Element]:
    """Title and subtitle again, quietly, on paper."""
    styles, shape = desk.styles, desk.brand.page
    sheet = deep_sheet(desk, index, "half title", PAPER)
    x = sheet.left
    title = set_text(
        desk, words(part.title), styles.headline.on(PAPER, DEEP).as_role("P"), desk.grid.span(5), origin=part.origin
    )
    subtitle = set_text(desk, part.subtitle, styles.standfirst.on(PAPER, DEEP), desk.grid.span(4), origin=part.origin)
    publisher = set_text(
        desk, words(part.publisher), styles.name.on(PAPER, DEEP), desk.grid.span(3), origin=part.origin
    )
    y = set_at(desk, sheet, title, x, desk.grid.top(desk.grid.rows // 3))
    set_at(desk, sheet, subtitle, x, y + 10)
    set_at(desk, sheet, publisher, x, shape.height - shape.foot - 13)
    sheet.anchors[part.key] = 0.0
    return [sheet], Element(role="Sect", kids=(title.element, subtitle.element, publisher.element))


def set_opener(desk: Desk, insight: Insight, index: int) -> tuple[Sheet, list[Element]]:
    """An opener: giant numeral cropped by the edges, headline, key figure, counted dots.

    It is composed from the foot upwards (dots, key figure, headline) and painted as it is read.
    """
    styles, grid = desk.styles, desk.grid
    sheet = deep_sheet(desk, index, "opener")
    x, width = sheet.left, grid.width
    numeral, numeral_foot = _put_numeral(desk, sheet, insight)
    headline = set_text(desk, insight.headline, light(styles.opener), grid.span(5), origin=insight.origin)
    key = set_text(desk, words(insight.figure), light(styles.number, SIGNAL).as_role("P"), width, origin=insight.origin)
    beside = _beside(desk, key)
    sentence_width = min(grid.span(3), width - beside)
    sentence = set_text(desk, insight.sentence, light(styles.standfirst), sentence_width, origin=insight.origin)
    field_top, put_dots = _plan_dots(desk, sheet, insight)

    key_top = field_top - 5 * grid.row - 14
    # The sentence's last line shares the numeral's baseline; the headline hangs above both.
    key_baseline = key_top + 10 / 13 * key.style.leading
    sentence_top = key_baseline - (len(sentence.lines) - 1 + 10 / 13) * sentence.style.leading
    headline_top = min(sentence_top, key_top) - HEADLINE_AIR - len(headline.lines) * headline.style.leading
    over = numeral_foot - 2 * grid.row - headline_top
    if over > 0:
        lines = as_copy(lay(desk, headline), over)
        desk.complain(
            "overset-opener",
            f"the opener's headline is over by {lines_and_words(*lines)}: it runs into its numeral",
            insight.origin,
            hint="shorten the headline or the key sentence by as much",
        )
    set_at(desk, sheet, headline, x, headline_top)
    set_at(desk, sheet, key, x - 2, key_top)
    set_at(desk, sheet, sentence, x + beside, sentence_top)
    sheet.anchors[insight.key] = 0.0
    return sheet, [numeral, headline.element, key.element, sentence.element, *put_dots()]


def _put_numeral(desk: Desk, sheet: Sheet, insight: Insight) -> tuple[Element, float]:
    """The giant numeral, hung from above the trim and over the fore-edge, which crop it; gives its baseline."""
    shape = desk.brand.page
    giant = light(desk.styles.giant, NUMERAL)
    numeral = set_text(desk, words(str(insight.number)), giant.as_role("P"), shape.width)
    cap = desk.fonts.face(giant.family.regular).cap_height / 1000 * giant.size
    stack = Stack(desk, shape.width)
    stack.text(numeral)
    baseline = 0.8 * cap
    width = numeral.lines[0].width
    left = shape.width - 0.94 * width if sheet.recto else -0.06 * width
    sheet.put_at(stack.piece(), left, baseline - 10 / 13 * giant.leading)
    return Element(role="P", kids=numeral.element.kids), baseline


def _beside(desk: Desk, key: Text) -> float:
    """Where the key figure's sentence begins: at the next grid column behind the figure, the third at least."""
    column = desk.grid.span(1) + desk.brand.page.gutter
    figure = max((line.width for line in key.lines), default=0.0)
    return max(desk.grid.column(2), -(-(figure + 16) // column) * column)


def _plan_dots(desk: Desk, sheet: Sheet, insight: Insight) -> tuple[float, Callable[[], list[Element]]]:
    """Find the top of the field of dots at the page's foot; the function given back puts it there."""
    shape, width = desk.brand.page, desk.grid.width
    foot = shape.height - shape.foot
    field = insight.field
    if field is None:
        return foot, list
    raster = Raster(width, FIELD_ACROSS, 0.64)
    caption = set_text(desk, field.caption, light(desk.styles.small), width, origin=insight.origin)
    caption_top = foot - desk.grid.row * (len(caption.lines) - 1)
    top = caption_top - 8 - raster.height(field.total)
    slot = desk.slot()

    def put() -> list[Element]:
        sheet.items += draw_field(field, raster, x=sheet.left, y=top, shades=ON_DEEP, slot=slot)
        set_at(desk, sheet, caption, sheet.left, caption_top)
        return [Element(role="Figure", kids=(slot,), alt=field.alt), caption.element]

    return top, put


def set_back_cover(desk: Desk, part: BackCover, index: int) -> tuple[list[Sheet], Element]:
    """The cover's dots once more, all lit; the publisher's name and line low at left."""
    styles, shape = desk.styles, desk.brand.page
    sheet = deep_sheet(desk, index, "back cover")
    x, width = sheet.left, desk.grid.width
    kids = _counted(desk, sheet, part.field, Shades(lit=SIGNAL, half=AIR, dark=UNLIT))
    name = set_text(desk, words(part.publisher), light(styles.headline).as_role("P"), width, origin=part.origin)
    line = set_text(desk, words(part.line), light(styles.small), width, origin=part.origin)
    stack = Stack(desk, width)
    stack.text(name)
    stack.text(line)
    kids += [text.element for text in (name, line) if text.lines]
    kids += stack_prose(desk, stack, part.text, light(styles.small), level=2)
    sheet.put_at(stack.piece(origin=part.origin), x, shape.height - shape.foot - stack.y)
    sheet.anchors[part.key] = 0.0
    return [sheet], Element(role="Sect", kids=tuple(kids))
