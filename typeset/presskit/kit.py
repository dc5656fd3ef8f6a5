"""The kit as a whole: a folder for each part, and the page that leads to everything in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from layout.art import Art
from layout.brand import Brand
from layout.design.parts import Story
from layout.pages.grid import Grid
from layout.type.faces import Fonts
from layout.values import Struct
from typeset.charts.cache import Cache
from typeset.charts.drawing import Job, draw_all
from typeset.charts.judging import find_crowding
from typeset.charts.theme import Theme, theme_of
from typeset.charts.wording import Wording
from typeset.plots import Plot
from typeset.presskit.cards import SIZES, Card, CardTable, NoRoom
from typeset.presskit.index import Entry, Picture, Shelf, write_index
from typeset.presskit.matter import Chapter, ChartMatter, Credit, NumberMatter, QuoteMatter, find_matter
from typeset.presskit.numbers import write_csv
from typeset.presskit.raster import Darkroom
from typeset.presskit.svg import Words, write_svg

if TYPE_CHECKING:
    from typeset.laying import Laid

FOLDER = "press-kit"
LOOSE = "report"
"""Where things go from a part without an id."""


def kit_of(laid: Laid, cache: Path | None) -> dict[str, bytes]:
    """The press kit of a report that is laid out; it must be sound."""
    assert laid.report is not None
    assert laid.story is not None
    assert laid.brand is not None
    meta = laid.report.report
    credit = Credit(publisher=meta.publisher.plain, title=meta.title.plain, year=meta.year, language=meta.language)
    return make_kit(laid.story, laid.plots, credit, brand=laid.brand, faces=laid.faces, cache=cache)


def make_kit(
    story: Story,
    plots: Iterable[Plot],
    credit: Credit,
    *,
    brand: Brand,
    faces: Mapping[str, bytes],
    cache: Path | None = None,
) -> dict[str, bytes]:
    """Every file of the press kit by its name, folders with slashes; the index last."""
    plots = tuple(plots)
    widths = {plot.chart.id: Grid(brand.page).span(plot.width.value) for plot in plots}
    bench = _Bench(brand, faces, credit, cache)
    shelves = [bench.fill(chapter) for chapter in find_matter(story, plots, widths)]
    files = dict(sorted(bench.files.items()))
    files["index.html"] = write_index(shelves, credit, brand.inks, {name: len(data) for name, data in files.items()})
    return files


class _Bench:
    """Where one kit is made; *files* fills up."""

    def __init__(self, brand: Brand, faces: Mapping[str, bytes], credit: Credit, cache: Path | None) -> None:
        self.files: dict[str, bytes] = {}
        self._brand, self._credit = brand, credit
        self._taken: set[str] = set()
        self._fonts = Fonts(faces, brand.companions)
        self._table = CardTable(brand, self._fonts, credit)
        self._darkroom = Darkroom(brand, faces, credit, cache)
        charts = Cache(cache, faces, brand.companions) if cache is not None else None
        self._artist = _Artist(theme_of(brand, credit.language), self._fonts, charts)

    def fill(self, chapter: Chapter) -> Shelf:
        """Make everything of one part."""
        folder = chapter.key or LOOSE
        # Charts first: their names are the author's, and others make way for them.
        charts = [self._chart(folder, matter) for matter in chapter.charts]
        number = [self._number(folder, chapter.number)] if chapter.number is not None else []
        quotes = [self._quote(folder, at, matter) for at, matter in enumerate(chapter.quotes, 1)]
        return Shelf(key=folder, name=chapter.name or self._credit.title, entries=(*number, *charts, *quotes))

    def _chart(self, folder: str, matter: ChartMatter) -> Entry:
        stem = self._stem(folder, matter.key)
        words = Words(title=matter.finding, description=matter.alt)
        art = self._artist.draw(matter, matter.width)
        cards = [("", self._table.set_column(matter, art))]
        for size in SIZES:
            try:
                card = self._table.set_chart(matter, size, self._artist.draw_clean)
            except NoRoom:
                card = self._table.set_chart(matter, size, self._artist.draw)
            cards.append((size.name, card))
        pictures = [self._develop(stem, name, card, words) for name, card in cards]
        data = f"{stem}.csv"
        self.files[data] = write_csv(matter.plot)
        base = " ".join(part for part in (matter.base, matter.note) if part)
        return Entry(
            kind="Chart",
            key=stem,
            heading=matter.finding,
            alt=matter.alt,
            about=" ".join(part for part in (f"{matter.measures}." if matter.measures else "", base) if part),
            pictures=tuple(pictures),
            text=self._tell(stem, matter.alt),
            data=data,
        )

    def _quote(self, folder: str, at: int, matter: QuoteMatter) -> Entry:
        stem = self._stem(folder, f"quote-{at}")
        told = f"{matter.said} {matter.attribution}." if matter.attribution else matter.said
        words = Words(title=matter.attribution or "Quote", description=told)
        cards = [(size.name, self._table.set_quote(matter, size)) for size in SIZES]
        return Entry(
            kind="Quote" if matter.said != matter.text else "Paraphrase",
            key=stem,
            heading=matter.said,
            alt=told,
            about=matter.attribution,
            pictures=tuple(self._develop(stem, name, card, words) for name, card in cards),
            text=self._tell(stem, told),
        )

    def _number(self, folder: str, matter: NumberMatter) -> Entry:
        stem = self._stem(folder, "key-figure")
        told = f"{matter.figure} {matter.sentence}"
        alt = f"{told}. {matter.field.alt}" if matter.field is not None and matter.field.alt else f"{told}."
        words = Words(title=told, description=alt)
        cards = [(size.name, self._table.set_number(matter, size)) for size in SIZES]
        return Entry(
            kind="Key figure",
            key=stem,
            heading=told,
            alt=alt,
            about="",
            pictures=tuple(self._develop(stem, name, card, words) for name, card in cards),
            text=self._tell(stem, alt),
        )

    def _stem(self, folder: str, name: str) -> str:
        """A name for files that no other has, with all that is put behind it."""
        tried, count = f"{folder}/{name}", 1
        while any(self._spelt(tried, size) in self._taken for size in ("", *(size.name for size in SIZES))):
            count += 1
            tried = f"{folder}/{name}-{count}"
        self._taken.update(self._spelt(tried, size) for size in ("", *(size.name for size in SIZES)))
        return tried

    @staticmethod
    def _spelt(stem: str, size: str) -> str:
        # Some file systems take capitals and small letters for one.
        return (f"{stem}-{size}" if size else stem).casefold()

    def _develop(self, stem: str, size: str, card: Card, words: Words) -> Picture:
        name = f"{stem}-{size}" if size else stem
        svg = write_svg(card.page, card.pixels, words, self._brand.inks, self._fonts)
        self.files[f"{name}.svg"] = svg
        self.files[f"{name}.png"] = self._darkroom.picture(card, svg, words)
        return Picture(size=size, png=f"{name}.png", svg=f"{name}.svg", pixels=card.pixels)

    def _tell(self, stem: str, alt: str) -> str:
        name = f"{stem}.txt"
        self.files[name] = f"{alt}\n".encode()
        return name


class _Artist(Struct):
    """Draws charts anew at the widths that cards ask for."""

    theme: Theme
    fonts: Fonts
    cache: Cache | None

    def draw(self, matter: ChartMatter, width: float) -> Art:
        """The chart at *width* points, rounded so that the same widths come again."""
        wide = round(width, 2)
        return draw_all([(matter.key, Job(matter.plot, wide))], self.theme, self.fonts, self.cache)[matter.key]

    def draw_clean(self, matter: ChartMatter, width: float) -> Art | None:
        """The same, or None where its words would meet each other or an edge."""
        art = self.draw(matter, width)
        return None if find_crowding(matter.plot, art, Wording(self.fonts)) else art
