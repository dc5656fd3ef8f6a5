"""Stories made to measure for tests of pages: blocks of so many words, each text with a number of its own.

Layout is tested without a manifest; only the brand and the typefaces are the report's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from layout.art import Art, DataCell, Label, Stroke, line
from layout.brand import Brand
from layout.design import parts
from layout.design.book import set_book
from layout.design.rich import Noted, PageOf, Rich, Words, words
from layout.ink import Tint
from layout.pages.book import Book, PlacedArt, PlacedLine
from layout.pages.grid import Grid
from layout.pages.tree import Element, Slot
from layout.type.faces import Fonts
from layout.type.paragraph import set_line
from layout.type.style import Part, TextStyle
from layout.values import Struct, fields, replace
from typeset.manifest.brand import load_brand

ROOT = Path(__file__).parents[1]

PROSE = tuple(
    """Most of the people who answered had looked for help before and most of those had stopped looking They
describe waiting rooms where nobody asked the question and telephone lines that rang out in an office closed for the
weekend A considerable proportion had never told anybody at all of those who had the greater part spoke to a well
known friend not to a professional The difficulties begin with the first sentence and a questionnaire is patient it
waits and does not interrupt Investigators in several countries reported extraordinary responsibilities notwithstanding
the comparatively insignificant organisational infrastructure available to international correspondents""".split()  # noqa: SIM905  # prose is read as prose
)


@cache
def brand() -> Brand:
    """The report's own brand."""
    found = load_brand(ROOT / "layout" / "brand.yaml").brand
    assert found is not None
    return found


@cache
def fonts() -> Fonts:
    """Its typefaces, opened once for all tests: they remember every word that was shaped."""
    return Fonts(
        {role: (ROOT / "fonts" / name).read_bytes() for role, name in brand().faces.items()}, brand().companions
    )


def lay_out(*sections: parts.Section) -> Book:
    """Set a story of these sections."""
    story = parts.Story(title="A story", language="en-GB", running_head="A story", sections=sections)
    return set_book(story, brand(), fonts())


def faults_of(book: Book) -> list[str]:
    """What is wrong with a book, copy-fit left out: how full its pages are and how level its columns end."""
    return [one.message for one in book.complaints if one.code not in {"nearly-empty", "uneven-columns"}]


@dataclass(slots=True)
class Writer:
    """Writes texts of so many words, each beginning with another number."""

    count: int = 1000
    texts: list[str] = field(default_factory=list)
    """All that was written, in order; a note after the text that cites it."""

    def rich(self, size: int, *notes: int) -> Rich:
        """*size* words, with as many notes spread over them as there are sizes in *notes*."""
        self.count += 1
        start = self.count * 7 % len(PROSE)
        said = [str(self.count), *((PROSE * (2 + size // len(PROSE)))[start : start + size])]
        self.texts.append(" ".join(said))
        if not notes:
            return (Words(text=" ".join(said)),)
        share = max(1, len(said) // (len(notes) + 1))
        nodes: list[Words | PageOf | Noted] = []
        for number, length in enumerate(notes):
            stretch = said[number * share : (number + 1) * share]
            nodes.append(Words(text=(" " if number else "") + " ".join(stretch)))
            nodes.append(Noted(note=tuple(one for one in self.rich(length) if not isinstance(one, Noted))))
        nodes.append(Words(text=" " + " ".join(said[len(notes) * share :])))
        return tuple(nodes)

    def paragraph(self, size: int, *notes: int) -> parts.Paragraph:
        return parts.Paragraph(text=self.rich(size, *notes))

    def subhead(self, size: int = 3) -> parts.Subhead:
        return parts.Subhead(text=self.rich(size))

    def listing(self, *sizes: int, numbered: bool = False) -> parts.Listing:
        return parts.Listing(items=tuple(self.rich(size) for size in sizes), numbered=numbered)

    def views(self, *sizes: int, head: int = 2) -> parts.Views:
        heading = self.rich(head) if head else ()
        return parts.Views(items=tuple(self.rich(size) for size in sizes), head=heading)

    def pull(self, size: int, place: parts.PullPlace = parts.PullPlace.COLUMN) -> parts.Pull:
        return parts.Pull(text=self.rich(size), by=self.rich(2), manner=parts.Manner.PARAPHRASE, place=place)

    def number(self, size: int, *items: int, wide: bool = True) -> parts.Number:
        text = self.rich(size)
        return parts.Number(display="500,000", text=text, items=tuple(self.rich(item) for item in items), wide=wide)

    def chart(self, height: float, span: parts.Span = parts.Span.HALF) -> parts.Chart:
        return parts.Chart(
            key=f"chart-{self.count}",
            art=drawing(Grid(brand().page).span(span.value), height),
            title=self.rich(6),
            measures=self.rich(4),
            base=self.rich(8),
            note=(),
            alt="Bars",
            table=((DataCell(words="Yes", heads="Row"), DataCell(words="60")),),
            span=span,
        )

    def table(self, rows: int, columns: int = 3, span: parts.Span = parts.Span.HALF) -> parts.Table:
        return parts.Table(
            key=f"table-{self.count}",
            title=self.rich(3),
            columns=tuple(self.rich(0) for _ in range(columns)),
            rows=tuple((self.rich(2), *(self.rich(0) for _ in range(columns - 1))) for _ in range(rows)),
            note=self.rich(5),
            span=span,
        )

    def box(self, *sizes: int) -> parts.Box:
        return parts.Box(
            key=f"box-{self.count}", title=self.rich(3), text=tuple(self.paragraph(size) for size in sizes)
        )

    def boxes(self, *sizes: int) -> parts.Boxes:
        return parts.Boxes(boxes=tuple(self.box(size) for size in sizes))

    def trends(self, *sizes: int) -> parts.Trends:
        title, intro = self.rich(3), self.rich(8)
        return parts.Trends(
            title=title,
            intro=intro,
            items=tuple(parts.Trend(text=self.rich(4), view=self.rich(size)) for size in sizes),
        )

    def aside(self, *sizes: int) -> parts.Aside:
        return parts.Aside(who=speaker(), text=tuple(self.paragraph(size) for size in sizes))

    def note(self, size: int) -> parts.Note:
        return parts.Note(text=self.rich(size))

    def picture(self, ratio: float, span: parts.Span = parts.Span.HALF) -> parts.Picture:
        pixels = (1000, int(1000 * ratio))
        return parts.Picture(
            key=f"picture-{self.count}", data="a", pixels=pixels, alt="A view", caption=self.rich(5), span=span
        )

    def commentary(self, *text: parts.Block, box: parts.Box | None = None) -> parts.Commentary:
        return parts.Commentary(
            key=f"comment-{self.count}",
            who=speaker(),
            kicker=self.rich(1),
            headline=self.rich(4),
            standfirst=self.rich(12),
            text=text,
            box=box,
        )

    def about(self, *text: parts.Block, respondents: tuple[parts.Block, ...] = ()) -> parts.About:
        return parts.About(
            key=f"about-{self.count}",
            kicker=self.rich(1),
            headline=self.rich(4),
            text=text,
            respondents_head=self.rich(2),
            respondents=respondents,
            countries_head=self.rich(1),
            countries=("Norway", "Sweden"),
            experts_head=self.rich(2),
            experts_text=(self.paragraph(12),),
            experts=(speaker(), speaker()),
        )

    def voices(self, *sizes: int) -> parts.Voices:
        return parts.Voices(
            key=f"voices-{self.count}",
            kicker=self.rich(1),
            headline=self.rich(3),
            voices=tuple(
                parts.Voice(who=speaker(), headline=self.rich(3), text=(self.paragraph(size),)) for size in sizes
            ),
        )

    def insight(
        self,
        *text: parts.Block,
        commentaries: tuple[parts.Commentary, ...] = (),
        voices: parts.Voices | None = None,
        opens: parts.Side = parts.Side.VERSO,
    ) -> parts.Insight:
        return parts.Insight(
            key=f"insight-{self.count}",
            number=1,
            headline=self.rich(4),
            short="",
            figure="75%",
            sentence=self.rich(8),
            field=None,
            text=text,
            commentaries=commentaries,
            voices=voices,
            opens=opens,
        )

    def article(self, *text: parts.Block) -> parts.Article:
        return parts.Article(
            key=f"article-{self.count}",
            kicker=self.rich(1),
            headline=self.rich(5),
            standfirst=self.rich(12),
            who=speaker(),
            text=text,
        )


def speaker() -> parts.Speaker:
    """Somebody."""
    return parts.Speaker(key="doe", name="Jane Doe", named=words("Jane Doe"), role=words("Analyst"), initials="JD")


def drawing(width: float, height: float) -> Art:
    """A chart of one rule and one label."""
    style = TextStyle(font="sans", size=8.5, tint=Tint("ink"))
    run = set_line((Part("Yes", style),), fonts()).runs[0]
    rule = Stroke(path=line(0, height / 2, width, height / 2), tint=Tint("deep"), width=1.0)
    return Art(width=width, height=height, marks=(rule, Label(x=2, baseline=12, run=run, cell=(1, 0))))


def rich_texts(value: object) -> Iterator[tuple[tuple[object, ...], Rich]]:
    """Every rich text inside *value*, with the way to it: names of fields and places in tuples."""
    if isinstance(value, tuple) and value and all(isinstance(one, Words | PageOf | Noted) for one in value):
        yield (), value
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from (((number, *way), rich) for way, rich in rich_texts(one))
    elif isinstance(value, Struct):
        for one in fields(value):
            yield from (((one.name, *way), rich) for way, rich in rich_texts(getattr(value, one.name)))


def with_rich(value: Any, way: tuple[Any, ...], rich: Rich) -> Any:
    """*value* with the text at the end of *way* exchanged."""
    if not way:
        return rich
    if isinstance(value, tuple):
        return (*value[: way[0]], with_rich(value[way[0]], way[1:], rich), *value[way[0] + 1 :])
    return replace(value, **{way[0]: with_rich(getattr(value, way[0]), way[1:], rich)})


def texts_of(story: object) -> Iterator[str]:
    """Every rich text in *story*, without its notes, and the notes by themselves."""
    if isinstance(story, Noted):
        yield from texts_of(story.note)
    elif isinstance(story, tuple) and story and all(isinstance(one, Words | PageOf | Noted) for one in story):
        yield "".join(one.text for one in story if isinstance(one, Words))
        for one in story:
            if isinstance(one, Noted):
                yield from texts_of(one.note)
    elif isinstance(story, tuple | list):
        for one in story:
            yield from texts_of(one)
    elif isinstance(story, Struct):
        for one in fields(story):
            yield from texts_of(getattr(story, one.name))


BLOCKS = frozenset({"P", "Caption", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "LBody", "TH", "TD", "Reference"})


def read(book: Book) -> list[str]:
    """What each block of the structure tree says on the pages, in reading order; notes' numbers left out."""
    said: dict[Slot, str] = {}
    for page in book.pages:
        for item in page.items:
            if isinstance(item, PlacedLine):
                for run in item.runs:
                    slot = item.slots[run.part]
                    if slot is not None:
                        before = said.get(slot, "")
                        said[slot] = before.removesuffix("\u00ad") + run.text
    return [
        " ".join("".join(said.get(slot, "") for slot in _own(element)).replace("\u00ad", "").split())
        for element in book.tree.walk()
        if element.role in BLOCKS and any(True for _ in _own(element))
    ]


def _own(element: Element) -> Iterator[Slot]:
    for kid in element.kids:
        if not isinstance(kid, Element):
            yield kid
        elif kid.role not in {*BLOCKS, "Note"}:
            yield from _own(kid)


def placed_slots(book: Book) -> set[Slot]:
    """Every slot that something on a page carries."""
    slots: set[Slot] = set()
    for page in book.pages:
        for item in page.items:
            match item:
                case PlacedLine():
                    slots |= {slot for run in item.runs if (slot := item.slots[run.part]) is not None}
                case PlacedArt():
                    slots |= {item.slot, *(slot for _, slot in item.cells)}
                case _:
                    slots |= {item.slot} - {None}
    return slots
