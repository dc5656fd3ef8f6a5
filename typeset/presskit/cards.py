"""Cards: a chart, a quote or a key figure composed as a page of its own, with the publisher's name on it.

A card is a page like those of the book, only smaller, and shown larger: so many pixels to
the point. Sizes that social networks ask for are fixed in pixels, hence the type is made as
large as the matter allows: the page is the smallest on which all of it finds room, and the
chart is drawn anew at that page's width.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from layout.art import Art
from layout.brand import Brand
from layout.design.desk import Answers, Desk
from layout.design.dots import Raster, draw_field
from layout.design.openers import ON_DEEP
from layout.design.rich import words
from layout.design.stack import Stack, ground
from layout.design.styles import DEEP, DISPLAY, SIGNAL, STONE, WHITE, Style, styles_of
from layout.design.words import set_text
from layout.ink import Tint
from layout.pages.book import Book, Item, Page, PlacedArt
from layout.pages.grid import Grid
from layout.pages.piece import moved_all
from layout.pages.tree import Element
from layout.type.faces import Fonts
from layout.type.style import ParagraphStyle
from typeset.presskit.matter import ChartMatter, Credit, NumberMatter, QuoteMatter

Draw = Callable[[ChartMatter, float], Art | None]
"""Draws a chart to a width in points; None where its words would not find room."""


class NoRoom(ValueError):
    """Something cannot be put on a card, however small its type."""


@dataclass(frozen=True, slots=True)
class Size:
    """A size in which cards are made: what it adds to the file's name, and its pixels."""

    name: str
    width: int
    height: int


WIDE = Size("wide", 1200, 675)
SQUARE = Size("square", 1080, 1080)
SIZES = (WIDE, SQUARE)
"""What newsrooms and social networks ask for."""

COLUMN_DENSITY = 300 / 72
"""Pixels to the point of a card at column size: 300 to the inch, as it would be printed."""

MARGIN_SHARE = 0.046
"""Of a card's width: so margins are alike on all cards of a size, however large their type."""
COLUMN_MARGIN = 18.0
"""Points, on cards at column size."""
TAB = (1.6, 0.26)
"""The signal's tab at the head of a card, in margins."""
LARGEST_TYPE = 4.2
"""Pixels to the point at most: body type is then 40 pixels high, and a chart still 220 points wide."""
DENSITIES = tuple(LARGEST_TYPE * 0.94**step for step in range(40))
"""From the largest type to one that nobody should need: a tenth of it."""
SIDE = 0.36
"""Share of a wide card that its words take where they stand beside the chart."""
LEAST_SIDE = 105.0
"""Points under which a headline beside a chart would be a ladder of words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A finished card: a book of one page, and the pixels that it is to have."""

    page: Page
    tree: Element
    pixels: tuple[int, int]
    language: str

    @property
    def density(self) -> float:
        """Pixels to the point."""
        return self.pixels[0] / self.page.width

    @property
    def book(self) -> Book:
        """The page as a book, to be painted."""
        return Book(pages=(self.page,), tree=self.tree, language=self.language)


class CardTable:
    """Where cards are composed: one brand, one set of faces, one credit line."""

    def __init__(self, brand: Brand, fonts: Fonts, credit: Credit) -> None:
        self._desk = Desk(
            brand=brand,
            styles=styles_of(brand),
            fonts=fonts,
            grid=Grid(brand.page),
            language=credit.language,
            answers=Answers(),
        )
        self._credit = credit
        styles, row = self._desk.styles, brand.page.grid
        self._headline = Style(
            family=replace(DISPLAY, regular="display-regular"),
            size=15,
            tint=DEEP,
            features=styles.headline.features,
            lines=ParagraphStyle(leading=1.4 * row, hyphenate=False, balance=True),
            role="H1",
        )

    # -- charts -------------------------------------------------------------------------

    def set_chart(self, matter: ChartMatter, size: Size, draw: Draw) -> Card:
        """A chart under its finding, on a card of *size*, in the largest type that has room."""
        layouts = [self._stacked, self._beside] if size.width > size.height else [self._stacked]

        def lay(width: float, height: float) -> Laid | None:
            return next((laid for one in layouts if (laid := one(matter, width, height, draw)) is not None), None)

        return self._largest(lay, size, f"the chart `{matter.key}`")

    def set_column(self, matter: ChartMatter, art: Art) -> Card:
        """A chart as wide as in the report, the card as tall as it must be."""
        width = matter.width + 2 * MARGIN
        head, kids = self._head(matter, matter.width)
        foot, more = self._foot(matter, matter.width)
        height = MARGIN + head.y + 8 + art.height + 10 + foot.y + MARGIN
        placed, figure = self._place(matter, art, MARGIN, MARGIN + head.y + 8)
        items = (
            *_frame(width, height),
            *moved_all(head.items, MARGIN, MARGIN),
            placed,
            *moved_all(foot.items, MARGIN, height - MARGIN - foot.y),
        )
        pixels = (round(width * COLUMN_DENSITY), round(height * COLUMN_DENSITY))
        return self._card((items, (*kids, figure, *more)), width, height, pixels)

    def _stacked(self, matter: ChartMatter, width: float, height: float, draw: Draw) -> Laid | None:
        """Finding, chart and base line below each other."""
        measure = width - 2 * MARGIN
        head, kids = self._head(matter, measure)
        foot, more = self._foot(matter, measure)
        top, bottom = MARGIN + head.y + 8, height - MARGIN - foot.y - 8
        if bottom - top < self._desk.grid.row:
            return None
        art = draw(matter, measure)
        if art is None or art.height > bottom - top:
            return None
        # Some of what is left over goes above the chart, so that it does not hang from its headline.
        y = top + 0.4 * (bottom - top - art.height)
        placed, figure = self._place(matter, art, MARGIN, y)
        items = (
            *_frame(width, height),
            *moved_all(head.items, MARGIN, MARGIN),
            placed,
            *moved_all(foot.items, MARGIN, height - MARGIN - foot.y),
        )
        return items, (*kids, figure, *more)

    def _beside(self, matter: ChartMatter, width: float, height: float, draw: Draw) -> Laid | None:
        """Words at the left, chart at the right: for charts taller than they are wide."""
        side = SIDE * (width - 2 * MARGIN)
        if side < LEAST_SIDE:
            return None
        head, kids = self._head(matter, side)
        foot, more = self._foot(matter, side)
        left = MARGIN + side + 1.2 * MARGIN
        measure, room = width - MARGIN - left, height - 2 * MARGIN
        if head.y + foot.y + 8 > room or measure < side:
            return None
        art = draw(matter, measure)
        if art is None or art.height > room:
            return None
        placed, figure = self._place(matter, art, left, MARGIN + 0.5 * (room - art.height))
        items = (
            *_frame(width, height),
            *moved_all(head.items, MARGIN, MARGIN),
            placed,
            *moved_all(foot.items, MARGIN, height - MARGIN - foot.y),
        )
        return items, (*kids, figure, *more)

    def _head(self, matter: ChartMatter, measure: float) -> tuple[Stack, tuple[Element, ...]]:
        """The finding, and what is measured."""
        stack = Stack(self._desk, measure)
        kids = [self._add(stack, matter.finding, self._headline)]
        kids += [self._add(stack, matter.measures, self._desk.styles.measures, gap=2)] if matter.measures else []
        return stack, tuple(kids)

    def _foot(self, matter: ChartMatter, measure: float) -> tuple[Stack, tuple[Element, ...]]:
        """Base, source and note in small type, and the credit under a rule."""
        stack = Stack(self._desk, measure)
        kids = [self._add(stack, text, self._desk.styles.base) for text in (matter.base, matter.note) if text]
        stack.rule(STONE, gap=5 if kids else 0)
        kids.append(self._add(stack, self._credit.line, self._credit_style(DEEP), gap=3))
        return stack, tuple(kids)

    def _credit_style(self, tint: Tint) -> Style:
        base = self._desk.styles.base
        return replace(self._desk.styles.chart_title, size=base.size, tint=tint, lines=base.lines)

    def _place(self, matter: ChartMatter, art: Art, x: float, y: float) -> tuple[PlacedArt, Element]:
        slot = self._desk.slot()
        return PlacedArt(x=x, y=y, art=art, slot=slot, name=matter.key), Element(
            role="Figure", kids=(slot,), alt=matter.alt
        )

    # -- quotes and figures -------------------------------------------------------------

    def set_quote(self, matter: QuoteMatter, size: Size) -> Card:
        """A pull quote in the display italic on the deep ground, as large as it will go."""

        def lay(width: float, height: float) -> Laid | None:
            return self._lay_quote(matter, width, height)

        return self._largest(lay, size, f"the quote “{matter.text[:40]}…”")

    def set_number(self, matter: NumberMatter, size: Size) -> Card:
        """A key figure in the signal with its sentence; beside or below it each of its dots."""

        def lay(width: float, height: float) -> Laid | None:
            return self._lay_number(matter, width, height)

        return self._largest(lay, size, f"the key figure {matter.figure}")

    def _lay_quote(self, matter: QuoteMatter, width: float, height: float) -> Laid | None:
        stack = Stack(self._desk, width - 2 * MARGIN)
        quote = self._add(stack, matter.said, self._light(self._desk.styles.pull).as_role("P"))
        by = self._add(stack, matter.attribution, self._light(self._desk.styles.measures), gap=8)
        foot, credit = self._credit_foot(width - 2 * MARGIN)
        room = height - 3 * MARGIN - foot.y
        if stack.y > room:
            return None
        items = (
            *_dark_frame(width, height),
            *moved_all(stack.items, MARGIN, MARGIN + 0.5 * (room - stack.y)),
            *moved_all(foot.items, MARGIN, height - MARGIN - foot.y),
        )
        return items, (Element(role="BlockQuote", kids=(quote,)), by, credit)

    def _lay_number(self, matter: NumberMatter, width: float, height: float) -> Laid | None:
        styles = self._desk.styles
        foot, credit = self._credit_foot(width - 2 * MARGIN)
        beside = width > height and matter.field is not None
        gap = 1.5 * MARGIN
        measure = (width - 2 * MARGIN - gap) / 2 if beside else width - 2 * MARGIN
        stack = Stack(self._desk, measure)
        figure = set_text(self._desk, words(matter.figure), styles.number.on(DEEP, SIGNAL).as_role("P"), measure)
        if len(figure.lines) != 1 or figure.lines[0].width > measure:
            return None
        stack.text(figure)
        sentence = self._add(stack, matter.sentence, styles.number_text.on(DEEP, WHITE))
        room = height - 3 * MARGIN - foot.y
        left, top = (MARGIN + measure + gap, MARGIN) if beside else (MARGIN, MARGIN + stack.y + MARGIN)
        space = (measure, room if beside else room - stack.y - MARGIN)
        dots, figures = self._dots(matter, left, top, *space)
        if stack.y > room or dots is None:
            return None
        y = MARGIN + (0.5 * (room - stack.y) if beside or matter.field is None else 0.0)
        items = (
            *_dark_frame(width, height),
            *moved_all(stack.items, MARGIN, y),
            *dots,
            *moved_all(foot.items, MARGIN, height - MARGIN - foot.y),
        )
        return items, (figure.element, sentence, *figures, credit)

    def _dots(
        self, matter: NumberMatter, x: float, y: float, width: float, height: float
    ) -> tuple[tuple[Item, ...] | None, tuple[Element, ...]]:
        """The field of dots with its caption in *width* × *height* points; None where dots would be too small."""
        if matter.field is None:
            return (), ()
        field = matter.field
        stack = Stack(self._desk, width)
        caption = "".join(getattr(node, "text", "") for node in field.caption)
        kids = [self._add(stack, caption, self._light(self._desk.styles.measures))] if caption else []
        room = height - stack.y - 6
        raster = _raster(field.total, width, room)
        if raster is None:
            return None, ()
        deep = raster.height(field.total)
        top = y + 0.5 * (room - deep)
        slot = self._desk.slot()
        marks = draw_field(field, raster, x=x, y=top, shades=ON_DEEP, slot=slot)
        items = (*marks, *moved_all(stack.items, x, top + deep + 6))
        return items, (Element(role="Figure", kids=(slot,), alt=field.alt), *kids)

    def _credit_foot(self, measure: float) -> tuple[Stack, Element]:
        stack = Stack(self._desk, measure)
        return stack, self._add(stack, self._credit.line, self._light(self._credit_style(WHITE)))

    def _light(self, style: Style) -> Style:
        return style.on(DEEP, WHITE)

    # -- both ---------------------------------------------------------------------------

    def _add(self, stack: Stack, text: str, style: Style, *, gap: float = 0.0) -> Element:
        made = set_text(self._desk, words(text), style, stack.width)
        stack.text(made, gap=gap)
        return made.element

    def _largest(self, lay: Callable[[float, float], Laid | None], size: Size, what: str) -> Card:
        """The card in the largest type that *lay* finds room for.

        What has room on a page has room on every larger one, give or take a line; so halving
        finds the page in five trials, and each trial is a page that has been seen to do.
        """
        best: tuple[float, Laid] | None = None
        low, high = 0, len(DENSITIES) - 1
        while low <= high:
            middle = (low + high) // 2
            laid = lay(size.width / DENSITIES[middle], size.height / DENSITIES[middle])
            if laid is None:
                low = middle + 1
            else:
                best, high = (DENSITIES[middle], laid), middle - 1
        if best is None:
            raise NoRoom(f"{what} finds no room on a card of {size.width} × {size.height} pixels")
        density, laid = best
        return self._card(laid, size.width / density, size.height / density, (size.width, size.height))

    def _card(self, laid: Laid, width: float, height: float, pixels: tuple[int, int]) -> Card:
        items, kids = laid
        page = Page(index=0, label="1", width=width, height=height, items=items, template="card")
        return Card(
            page=page,
            tree=Element(role="Document", kids=kids),
            pixels=pixels,
            language=self._desk.language,
        )


Laid = tuple[tuple[Item, ...], tuple[Element, ...]]
"""What stands on a card, and its tags in reading order."""


def _frame(width: float, height: float) -> tuple[Item, ...]:
    """White paper with the signal's tab at its head."""
    return (ground(0, 0, width, height, WHITE), ground(MARGIN, 0, *TAB, SIGNAL))


def _dark_frame(width: float, height: float) -> tuple[Item, ...]:
    return (ground(0, 0, width, height, DEEP), ground(MARGIN, 0, *TAB, SIGNAL))


LEAST_PITCH = 2.2
"""Points from dot to dot under which a field turns into a grey."""
DOT = 0.64
"""Diameter of a dot as a share of the pitch, as on openers."""


def _raster(total: int, width: float, height: float) -> Raster | None:
    """The field of the largest dots that has room; its last row is full where that costs little."""
    fitting = [
        raster
        for across in range(1, total + 1)
        if (raster := Raster(width, across, DOT)).pitch >= LEAST_PITCH and raster.height(total) <= height
    ]
    if not fitting:
        return None
    largest = fitting[0]
    full = [raster for raster in fitting if total % raster.across == 0 and raster.across <= 1.4 * largest.across]
    return full[0] if full else largest
