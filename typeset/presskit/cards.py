"""Cards: a chart, a quote or a key figure composed as a page of its own, with the publisher's name on it.

A card is a page like those of the book, only smaller, and shown larger: so many pixels to
the point. Sizes that social networks ask for are fixed in pixels, hence the type is made as
large as the matter allows: the page is the smallest on which all of it finds room, and the
chart is drawn anew at that page's width.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from layout.art import Art
from layout.brand import Brand
from layout.design.desk import Answers, Desk
from layout.design.dots import Raster, draw_field
from layout.design.openers import ON_DEEP
from layout.design.parts import Field
from layout.design.rich import words
from layout.design.stack import Stack, ground
from layout.design.styles import DEEP, DISPLAY, SIGNAL, STONE, WHITE, Style, styles_of
from layout.design.words import set_text
from layout.geometry import Rect
from layout.ink import Tint
from layout.pages.book import Book, Item, Page, PlacedArt
from layout.pages.grid import Grid
from layout.pages.piece import moved_all
from layout.pages.tree import Element
from layout.type.faces import Fonts
from layout.type.style import ParagraphStyle
from layout.values import Struct, field, replace
from typeset.presskit.matter import ChartMatter, Credit, NumberMatter, QuoteMatter, said

Draw = Callable[[ChartMatter, float], Art | None]
"""Draws a chart to a width in points; None where its words would not find room."""


class NoRoom(ValueError):
    """Something cannot be put on a card, however small its type."""


class Size(Struct, frozen=True):
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
DENSITIES = tuple(4.2 * 0.94**step for step in range(40))
"""Pixels to the point of the others, from the largest type (labels 36 pixels high) to one that nobody should need."""

MARGIN_SHARE = 0.046
"""Of a card's width: so margins are alike on all cards of a size, however large their type."""
COLUMN_MARGIN = 18.0
"""Points, on cards at column size."""
TAB = (1.6, 0.26)
"""The signal's tab at the head of a card, in margins."""
AIR = 8.0
"""Points between a chart and the words above and below it."""
SIDE = 0.36
"""Share of a wide card that its words take where they stand beside the chart."""
WORTH_TURNING = 1.15
"""By so much must words beside the chart be larger than above it: a chart is at its best in its full width."""
LEAST_SIDE = 105.0
"""Points under which a headline beside a chart would be a ladder of words."""

Laid = tuple[tuple[Item, ...], tuple[Element, ...]]
"""What stands on a card, and its tags in reading order."""


class Paper(Struct, frozen=True, kw_only=True):
    """The page of a card, points."""

    width: float
    height: float
    margin: float

    @classmethod
    def at(cls, size: Size, density: float) -> Paper:
        """The page of a card of *size* at so many pixels to the point."""
        width = size.width / density
        return cls(width=width, height=size.height / density, margin=MARGIN_SHARE * width)

    @property
    def live(self) -> Rect:
        """What the margins leave."""
        return Rect(self.margin, self.margin, self.width - 2 * self.margin, self.height - 2 * self.margin)

    def ground(self, tint: Tint) -> tuple[Item, ...]:
        """The card's ground, with the signal's tab at its head."""
        across, down = TAB
        tab = ground(self.margin, 0, across * self.margin, down * self.margin, SIGNAL)
        return ground(0, 0, self.width, self.height, tint), tab


class Card(Struct, frozen=True, kw_only=True):
    """A finished card: a page, its tags, and the pixels that it is to have."""

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
        styles = styles_of(brand)
        self._desk = Desk(
            brand=brand, styles=styles, fonts=fonts, grid=Grid(brand.page), language=credit.language, answers=Answers()
        )
        self._credit = credit
        self._headline = Style(
            # The heavier of the display cuts: on screens the light one breaks up at this size.
            family=replace(DISPLAY, regular="display-regular"),
            size=1.15 * styles.standfirst.size,
            tint=DEEP,
            features=styles.headline.features,
            lines=ParagraphStyle(leading=1.4 * styles.row, hyphenate=False, balance=True),
            role="H1",
        )

    def set_chart(self, matter: ChartMatter, size: Size, draw: Draw) -> Card:
        """A chart under its finding, on a card of *size*, in the largest type that has room."""
        what = f"the chart `{matter.key}`"
        stacked = self._largest(lambda paper: self._stacked(matter, paper, draw), size, what)
        if size.width <= size.height:
            return stacked
        try:
            beside = self._largest(lambda paper: self._beside(matter, paper, draw), size, what)
        except NoRoom:
            return stacked
        return beside if beside.density > WORTH_TURNING * stacked.density else stacked

    def set_column(self, matter: ChartMatter, art: Art) -> Card:
        """A chart as wide as in the report, the card as tall as it must be."""
        head, foot = self._head(matter, matter.width), self._foot(matter, matter.width)
        margin = COLUMN_MARGIN
        height = head.stack.y + AIR + art.height + AIR + foot.stack.y + 2 * margin
        paper = Paper(width=matter.width + 2 * margin, height=height, margin=margin)
        laid = self._join(matter, paper, head, foot, art, margin, margin + head.stack.y + AIR)
        pixels = (round(paper.width * COLUMN_DENSITY), round(paper.height * COLUMN_DENSITY))
        return self._card(laid, paper, pixels)

    def set_quote(self, matter: QuoteMatter, size: Size) -> Card:
        """A pull quote in the display italic on the deep ground, as large as it will go."""
        return self._largest(lambda paper: self._quote(matter, paper), size, f"the quote “{matter.text[:40]}…”")

    def set_number(self, matter: NumberMatter, size: Size) -> Card:
        """A key figure in the signal with its sentence; beside or below it each of its dots."""
        return self._largest(lambda paper: self._number(matter, paper), size, f"the key figure {matter.figure}")

    def _largest(self, lay: Callable[[Paper], Laid | None], size: Size, what: str) -> Card:
        """The card in the largest type that *lay* finds room for.

        What has room on a page has room on every larger one, give or take a line; so halving
        finds the page in a handful of trials, and what is taken has been seen to do.
        """
        best: tuple[Paper, Laid] | None = None
        low, high = 0, len(DENSITIES) - 1
        while low <= high:
            middle = (low + high) // 2
            paper = Paper.at(size, DENSITIES[middle])
            laid = lay(paper)
            if laid is None:
                low = middle + 1
            else:
                best, high = (paper, laid), middle - 1
        if best is None:
            raise NoRoom(f"{what} finds no room on a card of {size.width} × {size.height} pixels")
        return self._card(best[1], best[0], (size.width, size.height))

    # -- charts -------------------------------------------------------------------------

    def _stacked(self, matter: ChartMatter, paper: Paper, draw: Draw) -> Laid | None:
        """Finding, chart and base line below each other."""
        live = paper.live
        head, foot = self._head(matter, live.width), self._foot(matter, live.width)
        top = live.y + head.stack.y + AIR
        room = live.bottom - foot.stack.y - AIR - top
        art = draw(matter, live.width) if room > 0 else None
        if art is None or art.height > room:
            return None
        # Less than half of what is left over goes above, so that the chart keeps to its headline.
        return self._join(matter, paper, head, foot, art, live.x, top + 0.4 * (room - art.height))

    def _beside(self, matter: ChartMatter, paper: Paper, draw: Draw) -> Laid | None:
        """Words at the left, chart at the right: for charts taller than they are wide."""
        live = paper.live
        side = SIDE * live.width
        if side < LEAST_SIDE:
            return None
        head, foot = self._head(matter, side), self._foot(matter, side)
        left = live.x + side + 1.2 * paper.margin
        if head.stack.y + foot.stack.y + AIR > live.height:
            return None
        art = draw(matter, live.right - left)
        if art is None or art.height > live.height:
            return None
        return self._join(matter, paper, head, foot, art, left, live.y + 0.5 * (live.height - art.height))

    def _head(self, matter: ChartMatter, measure: float) -> Pile:
        """The finding, and what is measured."""
        pile = Pile(Stack(self._desk, measure))
        pile.add(matter.finding, self._headline)
        pile.add(matter.measures, self._desk.styles.measures, gap=2)
        return pile

    def _foot(self, matter: ChartMatter, measure: float) -> Pile:
        """Base, source and note in small type, and the credit under a rule."""
        pile = Pile(Stack(self._desk, measure))
        for text in (matter.base, matter.note):
            pile.add(text, self._desk.styles.base)
        pile.stack.rule(STONE, gap=5 if pile.stack.y else 0)
        pile.add(self._credit.bound, self._credit_style(), gap=3)
        return pile

    def _join(self, matter: ChartMatter, paper: Paper, head: Pile, foot: Pile, art: Art, x: float, y: float) -> Laid:
        """The parts of a chart's card at their places: the words at head and foot, the chart at (*x*, *y*)."""
        live, slot = paper.live, self._desk.slot()
        items = (
            *paper.ground(WHITE),
            *head.at(live.x, live.y),
            PlacedArt(x=x, y=y, art=art, slot=slot, name=matter.key),
            *foot.at(live.x, live.bottom - foot.stack.y),
        )
        figure = Element(role="Figure", kids=(slot,), alt=matter.alt)
        return items, (*head.kids, figure, *foot.kids)

    # -- quotes and figures -------------------------------------------------------------

    def _quote(self, matter: QuoteMatter, paper: Paper) -> Laid | None:
        live, styles = paper.live, self._desk.styles
        pile = Pile(Stack(self._desk, live.width))
        pile.add(matter.said, _light(styles.pull).as_role("P"))
        pile.add(matter.attribution, _light(styles.measures), gap=AIR)
        foot = self._credit_foot(live.width)
        room = live.height - foot.stack.y - paper.margin
        if pile.stack.y > room:
            return None
        items = (
            *paper.ground(DEEP),
            *pile.at(live.x, live.y + 0.5 * (room - pile.stack.y)),
            *foot.at(live.x, live.bottom - foot.stack.y),
        )
        quote, *by = pile.kids
        return items, (Element(role="BlockQuote", kids=(quote,)), *by, *foot.kids)

    def _number(self, matter: NumberMatter, paper: Paper) -> Laid | None:
        live, styles, field = paper.live, self._desk.styles, matter.field
        foot = self._credit_foot(live.width)
        room = live.height - foot.stack.y - paper.margin
        beside = paper.width > paper.height and field is not None
        gap = 1.5 * paper.margin
        measure = (live.width - gap) / 2 if beside else live.width
        pile = Pile(Stack(self._desk, measure))
        figure = self._fitting(matter.figure, styles.number.on(DEEP, SIGNAL).as_role("P"), measure)
        if figure is None:
            return None
        pile.add(matter.figure, figure)
        balanced = replace(styles.number_text.lines, balance=True)
        pile.add(matter.sentence, _light(replace(styles.number_text, lines=balanced)))
        below = pile.stack.y + gap
        dots = None
        if field is not None:
            space = Rect(live.x + measure + gap, live.y, measure, room)
            space = space if beside else Rect(live.x, live.y + below, measure, max(room - below, 0.0))
            dots = self._dots(field, space)
        if pile.stack.y > room or (field is not None and dots is None):
            return None
        top = 0.0 if dots is not None and not beside else 0.5 * (room - pile.stack.y)
        shown, kids = dots or ((), ())
        items = (
            *paper.ground(DEEP),
            *pile.at(live.x, live.y + top),
            *shown,
            *foot.at(live.x, live.bottom - foot.stack.y),
        )
        return items, (*pile.kids, *kids, *foot.kids)

    def _fitting(self, text: str, style: Style, measure: float) -> Style | None:
        """*style*, or a size smaller in which *text* stands on one line; None if that would be small beside a sentence."""
        natural = sum(line.width for line in set_text(self._desk, words(text), style, 100 * measure).lines)
        size = style.size * min(1.0, 0.999 * measure / natural) if natural else style.size
        return None if size < SMALLEST_FIGURE * style.size else replace(style, size=size)

    def _dots(self, field: Field, space: Rect) -> Laid | None:
        """The field of dots over its caption within *space*; None where it would be no more than a strip."""
        pile = Pile(Stack(self._desk, space.width))
        caption = said(field.caption)
        pile.add(caption, _light(self._desk.styles.measures), gap=AIR if caption else 0.0)
        room = space.height - pile.stack.y
        raster = _raster(field.total, space.width, room)
        if raster is None:
            return None
        deep, slot = raster.height(field.total), self._desk.slot()
        top = space.y + 0.5 * (room - deep)
        marks = draw_field(field, raster, x=space.x, y=top, shades=ON_DEEP, slot=slot)
        figure = Element(role="Figure", kids=(slot,), alt=field.alt)
        return (*marks, *pile.at(space.x, top + deep)), (figure, *pile.kids)

    def _credit_foot(self, measure: float) -> Pile:
        pile = Pile(Stack(self._desk, measure))
        pile.add(self._credit.bound, _light(self._credit_style()))
        return pile

    # -- all ----------------------------------------------------------------------------

    def _credit_style(self) -> Style:
        base = self._desk.styles.base
        return replace(self._desk.styles.chart_title, size=base.size, tint=DEEP, lines=base.lines)

    def _card(self, laid: Laid, paper: Paper, pixels: tuple[int, int]) -> Card:
        items, kids = laid
        page = Page(index=0, label="1", width=paper.width, height=paper.height, items=items, template="card")
        tree = Element(role="Document", kids=kids)
        return Card(page=page, tree=tree, pixels=pixels, language=self._desk.language)


class Pile(Struct):
    """Texts below each other, with their tags."""

    stack: Stack
    kids: list[Element] = field(default_factory=list)

    def add(self, text: str, style: Style, *, gap: float = 0.0) -> None:
        """Set *text* below the rest; nothing is added for no words."""
        if text:
            made = set_text(self.stack.desk, words(text), style, self.stack.width)
            self.stack.text(made, gap=gap)
            self.kids.append(made.element)

    def at(self, x: float, y: float) -> tuple[Item, ...]:
        """The texts with their top left corner at (*x*, *y*)."""
        return tuple(moved_all(self.stack.items, x, y))


def _light(style: Style) -> Style:
    return style.on(DEEP, WHITE)


SMALLEST_FIGURE = 0.6
"""How small a key figure may be made for its width, as a share of its size on cards."""
DOT = 0.64
"""Diameter of a dot as a share of the distance to the next, as on openers."""
FLATTEST = 2.5
"""A field is at most so many times as wide as it is deep: a strip of dots shows no share."""
LARGEST_PITCH = 26.0
"""Points from dot to dot at most: a few dots stay dots and do not become balls."""


def _raster(total: int, width: float, height: float) -> Raster | None:
    """The field of the largest dots in *width* × *height* points; its last row is full where that costs little.

    None where the room itself is too flat: then the words around it must be made smaller.
    """
    if FLATTEST * height < width:
        return None
    pitches = {across: _pitch(total, across, width, height) for across in range(1, math.isqrt(3 * total) + 2)}
    best = max(pitches.values())
    full = [across for across, pitch in pitches.items() if total % across == 0 and pitch >= 0.7 * best]
    # Of equal dots the wider field: rows are read, columns are not.
    across = max(full or pitches, key=lambda one: (pitches[one], one))
    return Raster(pitches[across] * (across - 1 + DOT), across, DOT)


def _pitch(total: int, across: int, width: float, height: float) -> float:
    """How far apart dots may stand, *across* in a row."""
    rows = -(-total // across)
    return min(width / (across - 1 + DOT), height / (rows - 1 + DOT), LARGEST_PITCH)
