"""Small hand-made Books for tests: set by `layout.type`, poured into two columns, tagged.

The pages are no beauty; they hold one of each thing that painting has to get right.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from layout.art import Art, Fill, Label, Stroke, circle_steps, line, rectangle
from layout.art import Path as Outline
from layout.geometry import Rect, mm
from layout.ink import PAPER_WHITE, Cmyk, Ink, Rgb, Tint
from layout.pages.book import Book, Bookmark, Item, Link, Page, PlacedArt, PlacedLine, PlacedMark, PlacedPicture, Spot
from layout.pages.tree import Element, Slot
from layout.type.faces import Fonts
from layout.type.lines import Line
from layout.type.paragraph import set_line, set_paragraph
from layout.type.style import Align, ParagraphStyle, Part, TextStyle
from layout.values import replace

ROOT = Path(__file__).parents[1]

INKS = {
    "white": Ink("white", Cmyk(0, 0, 0, 0), Rgb(1, 1, 1)),
    "ink": Ink("ink", Cmyk(0, 0, 0, 1), Rgb(0.12, 0.11, 0.12)),
    "deep": Ink("deep", Cmyk(1, 0.62, 0.38, 0.36), Rgb(0.06, 0.25, 0.34)),
    "house": Ink("house", Cmyk(0, 0.72, 0.7, 0), Rgb(0.91, 0.39, 0.25), spot="PANTONE 7416 C"),
}

SERIF, ITALIC, BOLD, SANS = "text", "text-italic", "sans-semibold", "sans"
WIDTH, HEIGHT, BLEED = mm(148), mm(210), mm(3)
BODY = TextStyle(font=SERIF, size=9.5, tint=Tint("ink"))
SMALL = TextStyle(font=SANS, size=7.5, tint=Tint("ink"))
HEAD = TextStyle(font=BOLD, size=15, tint=Tint("deep"))
JUSTIFIED = ParagraphStyle(leading=13, align=Align.JUSTIFY)
RAGGED = ParagraphStyle(leading=13, hyphenate=False)

PROSE = (
    "Most of the people who answered had looked for help before, and most of those had stopped looking. "
    "They describe waiting rooms where nobody asked the question, and telephone lines that rang out in an office "
    "closed for the weekend. A considerable proportion had never told anybody at all; of those who had, the greater "
    "part spoke to a well-known friend, not to a professional. The difficulties begin with the first sentence. "
)


@cache
def font_files() -> dict[str, bytes]:
    """Four faces of the report, by the keys that these books use."""
    files = {
        SERIF: "SourceSerif4SmText-Regular.ttf",
        ITALIC: "SourceSerif4SmText-It.ttf",
        BOLD: "SourceSans3-Semibold.ttf",
        SANS: "SourceSans3-Regular.ttf",
    }
    return {key: (ROOT / "fonts" / name).read_bytes() for key, name in files.items()}


@cache
def fonts() -> Fonts:
    """The same faces, ready to shape."""
    return Fonts(font_files())


@cache
def dot() -> bytes:
    """A small PNG with a transparent corner."""
    from PIL import Image

    image = Image.new("RGBA", (60, 40), (200, 30, 60, 255))
    image.paste((0, 0, 0, 0), (0, 0, 20, 20))
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


@dataclass
class Draft:
    """A book being put together: pages get items, the tree gets elements."""

    pages: list[list[Item]] = field(default_factory=lambda: [[]])
    links: dict[Slot, Link] = field(default_factory=dict)
    anchors: dict[str, Spot] = field(default_factory=dict)
    bookmarks: list[Bookmark] = field(default_factory=list)
    column: int = 0
    y: float = mm(18)
    slots: int = 0

    def slot(self) -> Slot:
        """The next leaf of the tree."""
        self.slots += 1
        return self.slots

    def put(self, *items: Item) -> None:
        """Place items on the page under way."""
        self.pages[-1].extend(items)

    def say(
        self,
        role: str,
        *parts: str | Part,
        style: TextStyle = BODY,
        paragraph: ParagraphStyle = JUSTIFIED,
        roles: Sequence[str] = (),
        indent: float = 0,
        **more: str,
    ) -> Element:
        """Set a paragraph and pour it down the columns; *roles* wrap its parts one by one."""
        set_parts = [part if isinstance(part, Part) else Part(part, style) for part in parts]
        slots = [self.slot() for _ in set_parts]
        for set_line_ in set_paragraph(set_parts, paragraph, COLUMN - indent, fonts()):
            self.place(set_line_, slots, paragraph.leading, indent)
        kids = [
            Element(role=inner, kids=(slot,)) if inner else slot
            for inner, slot in zip([*roles, *[""] * len(slots)], slots, strict=False)
        ]
        return Element(role=role, kids=tuple(kids), **more)

    def place(self, line_: Line, slots: Sequence[Slot | None], leading: float = 13, indent: float = 0) -> None:
        """Put one line at the pen, going on to the next column or page when this one is full."""
        if self.y + leading > HEIGHT - mm(18):
            self.column, self.y = 1 - self.column, mm(18)
            if self.column == 0:
                self.pages.append([])
        self.y += leading
        self.put(
            PlacedLine(
                x=mm(14) + self.column * (COLUMN + GUTTER) + indent,
                baseline=self.y,
                measure=COLUMN - indent,
                runs=line_.runs,
                slots=tuple(slots),
                leading=leading,
                hyphenated=line_.hyphenated,
            )
        )

    def anchor(self, name: str, title: str = "", level: int = 1) -> None:
        """Name the pen's place, and bookmark it when it has a title."""
        self.anchors[name] = Spot(len(self.pages) - 1, self.y)
        if title:
            self.bookmarks.append(Bookmark(title, level, name))

    def book(self, tree: Element, labels: Sequence[str] = ()) -> Book:
        """Finish: a ground that bleeds, a running head and a folio on every page."""
        pages = []
        for index, items in enumerate(self.pages):
            label = labels[index] if index < len(labels) else str(index + 1)
            pages.append(
                Page(
                    index=index,
                    label=label,
                    width=WIDTH,
                    height=HEIGHT,
                    items=(band(), *items, *furniture(label)),
                )
            )
        return Book(
            pages=tuple(pages),
            tree=tree,
            links=self.links,
            anchors=self.anchors,
            bookmarks=tuple(self.bookmarks),
            bleed=BLEED,
        )


GUTTER = mm(6)
COLUMN = (WIDTH - mm(28) - GUTTER) / 2


def band() -> PlacedMark:
    """A strip of colour at the head that bleeds on three sides."""
    return PlacedMark(
        mark=Fill(path=rectangle(-BLEED, -BLEED, WIDTH + 2 * BLEED, BLEED + mm(8)), tint=Tint("house", 0.4)),
        name="ground",
    )


def furniture(label: str) -> Iterator[PlacedLine]:
    """Running head and folio: artifacts both."""
    for words, baseline in (("A small report", mm(13)), (label, HEIGHT - mm(9))):
        line_ = set_line([Part(words, SMALL)], fonts())
        yield PlacedLine(x=mm(14), baseline=baseline, measure=COLUMN, runs=line_.runs, slots=(None,), leading=10)


def chart(draft: Draft) -> tuple[PlacedArt, Element, Element]:
    """Two bars and a ring with words in them: the figure, and the table of its cells."""
    figure = draft.slot()
    marks: list[Fill | Stroke | Label] = [
        Stroke(path=line(60, 0, 60, 50), tint=Tint("ink", 0.6), width=0.5, dash=(2, 1)),
        Fill(path=Outline((*circle_steps(150, 25, 20), *circle_steps(150, 25, 12))), tint=Tint("deep"), even_odd=True),
        Label(x=150, baseline=48, run=set_line([Part("Aside", SMALL)], fonts()).runs[0], turn=90),
    ]
    cells: list[tuple[tuple[int, int], Slot]] = []
    rows = []
    for row, (words, value) in enumerate((("Efficient", 60), ("Affordable", 35)), start=1):
        foot = row * 22
        marks.append(Fill(path=rectangle(60, foot - 12, value, 14), tint=Tint("house", row / 2)))
        row_cells = []
        for column, text, x in ((0, words, 0), (1, f"{value} %", 64)):
            tint = Tint("ink")
            run = set_line([Part(text, replace(SMALL, tint=tint))], fonts()).runs[0]
            marks.append(Label(x=x, baseline=foot, run=run, cell=(row, column)))
            slot = draft.slot()
            cells.append(((row, column), slot))
            scope = "Row" if column == 0 else ""
            key = f"chart-row-{row}" if column == 0 else ""
            headers = (f"chart-row-{row}",) if column else ()
            role = "TD" if column else "TH"
            row_cells.append(Element(role=role, kids=(slot,), scope=scope, key=key, headers=headers))
        rows.append(Element(role="TR", kids=tuple(row_cells)))
    art = Art(width=COLUMN, height=52, marks=tuple(marks))
    placed = PlacedArt(
        x=mm(14) + draft.column * (COLUMN + GUTTER), y=draft.y + 6, art=art, slot=figure, cells=tuple(cells)
    )
    draft.y += 65
    return (
        placed,
        Element(role="Figure", kids=(figure,), alt="Two bars: efficient 60 per cent, affordable 35 per cent."),
        Element(role="Table", kids=(Element(role="TBody", kids=tuple(rows)),)),
    )


def one_of_each(*, picture: bool = False) -> Book:
    """Paragraphs over columns and pages, a list, tables, a chart, links, a note and a quote in Swedish."""
    draft = Draft()
    kids: list[Element] = []
    draft.anchor("start", "Where the report begins")
    kids.append(draft.say("H1", "Where the report begins", style=HEAD, paragraph=RAGGED))
    kids.append(draft.say("P", PROSE, Part("It is an office affair, ", replace(BODY, font=ITALIC)), PROSE))
    web = draft.say(
        "P", "The whole survey is at ", "survey.example/2016 and nowhere else at all", ", says the publisher. "
    )
    draft.links[draft.slots - 1] = Link(uri="https://survey.example/2016", contents="The survey on the web")
    kids.append(web)
    kids.append(_list(draft))
    kids.append(_table(draft))
    placed, figure, table = chart(draft)
    draft.put(placed)
    kids += [figure, table]
    kids.append(draft.say("BlockQuote", "Man vågar inte fråga.", language="sv"))
    kids += [draft.say("P", PROSE * 3) for _ in range(4)]
    draft.anchor("later", "And where it ends", 2)
    kids.append(draft.say("H2", "And where it ends", style=HEAD, paragraph=RAGGED))
    kids.append(_noted(draft))
    if picture:
        slot = draft.slot()
        draft.put(
            PlacedPicture(
                box=Rect(mm(14) + draft.column * (COLUMN + GUTTER), draft.y + 8, 60, 40), data="dot", slot=slot
            )
        )
        draft.y += 52
        kids.append(Element(role="Figure", kids=(slot,), alt="A dot"))
    aside = Element(
        role="Aside", kids=(draft.say("P", "Empty kids below.", style=SMALL), Element(role="P", kids=(draft.slot(),)))
    )
    tree = Element(role="Document", kids=(Element(role="Sect", kids=tuple(kids), title="All"), aside))
    return draft.book(tree, labels=("i", "ii", "1", "2", "3"))


def plain_text(pages: int) -> Book:
    """Nothing but justified paragraphs, about 300 words to a page."""
    draft = Draft()
    kids: list[Element] = []
    while len(draft.pages) <= pages:
        kids.append(draft.say("P", PROSE * 2))
    del draft.pages[pages:]
    kept = {slot for items in draft.pages for item in items if isinstance(item, PlacedLine) for slot in item.slots}
    return draft.book(Element(role="Document", kids=tuple(kid for kid in kids if kept & set(kid.slots()))))


def one_line(words: str, *, style: TextStyle = BODY, role: str = "P", ground: Tint = PAPER_WHITE) -> Book:
    """A single line on a single page, on a ground of one tint."""
    draft = Draft()
    element = draft.say(role, words, style=style, paragraph=RAGGED)
    under = PlacedMark(mark=Fill(path=rectangle(0, 0, WIDTH, HEIGHT), tint=ground))
    book = draft.book(Element(role="Document", kids=(element,)))
    page = replace(book.pages[0], items=(under, *draft.pages[0]))
    return replace(book, pages=(page,))


def words_of(book: Book) -> list[str]:
    """The text of every element that holds words itself, in reading order, hyphenation undone."""
    said: dict[Slot, str] = {}
    for page in book.pages:
        for item in page.items:
            for slot, words in _said(item):
                said[slot] = said.get(slot, "") + words
    texts = []
    for element in book.tree.walk():
        own = "".join(said.get(slot, "") for slot in _own_slots(element))
        if own.strip():
            texts.append(" ".join(own.replace("\xad", "").split()))
    return texts


_INLINE = frozenset({"Span", "Link", "Reference", "Quote", "Code"})


def _own_slots(element: Element) -> Iterator[Slot]:
    if element.role in _INLINE:
        return
    for kid in element.kids:
        if not isinstance(kid, Element):
            yield kid
        elif kid.role in _INLINE:
            yield from kid.slots()


def _said(item: Item) -> Iterator[tuple[Slot, str]]:
    if isinstance(item, PlacedLine):
        for run in item.runs:
            slot = item.slots[run.part]
            if slot is not None:
                yield slot, run.text
    elif isinstance(item, PlacedArt):
        cells = dict(item.cells)
        for mark in item.art.marks:
            if isinstance(mark, Label):
                yield cells.get(mark.cell, item.slot) if mark.cell else item.slot, mark.run.text + " "


def _list(draft: Draft) -> Element:
    items = []
    for number, words in enumerate(("Asked at the office", "Asked by a friend"), start=1):
        bullet, body = draft.slot(), draft.slot()
        line_ = set_line([Part(f"{number}. ", BODY), Part(words, BODY)], fonts())
        draft.place(line_, (bullet, body))
        items.append(
            Element(role="LI", kids=(Element(role="Lbl", kids=(bullet,)), Element(role="LBody", kids=(body,))))
        )
    return Element(role="L", kids=tuple(items), numbering="Decimal")


def _table(draft: Draft) -> Element:
    heads, cells = ("Country", "Share"), ("Sweden", "4.7")
    rows = []
    for row, texts in enumerate((heads, cells)):
        slots = [draft.slot(), draft.slot()]
        left = set_line([Part(texts[0], SMALL)], fonts())
        right = set_line([Part(texts[1], SMALL)], fonts())
        shifted = tuple(replace(run, x=run.x + 80, part=1) for run in right.runs)
        draft.place(replace(left, runs=(*left.runs, *shifted)), slots)
        rows.append(
            Element(
                role="TR",
                kids=tuple(
                    Element(role="TH", kids=(slot,), scope="Column", key=f"head-{column}")
                    if row == 0
                    else Element(role="TD", kids=(slot,), headers=(f"head-{column}",))
                    for column, slot in enumerate(slots)
                ),
            )
        )
    return Element(
        role="Table", kids=(Element(role="THead", kids=tuple(rows[:1])), Element(role="TBody", kids=tuple(rows[1:])))
    )


def _noted(draft: Draft) -> Element:
    """A paragraph with a note sign that leads to the note, and a note that leads back."""
    sign = Part("1", replace(BODY, size=6, rise=3))
    paragraph = draft.say("P", "Nobody knows why", sign, ", but see the start. ", roles=("", "Link", ""))
    draft.links[draft.slots - 1] = Link(anchor="note-1", contents="Note 1")
    draft.anchor("note-1")
    label, body = draft.slot(), draft.slot()
    line_ = set_line([Part("1 ", SMALL), Part("They were not asked.", SMALL)], fonts())
    draft.place(line_, (label, body))
    draft.links[label] = Link(anchor="start", contents="Back to the text")
    lbl = Element(role="Lbl", kids=(Element(role="Link", kids=(label,)),))
    note = Element(role="Note", kids=(lbl, Element(role="P", kids=(body,))), key="note-1")
    return Element(role="Div", kids=(paragraph, note))
