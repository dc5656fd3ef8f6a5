"""The proof: a Book's pages, unchanged, on larger sheets with what editors need beside them.

Every line of running text has a number. To the right of the page stand the states of its
sections, the ids of the figures on its lines, and notes; bars mark lines that changed since
an earlier version. Nothing is laid out again: a proof breaks where the Book breaks. All that
is added is furniture, so the proof says the same as the digital edition to whoever reads
its tags.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from layout.art import Fill, Path, Stroke, line, rectangle
from layout.design.styles import AIR, DEEP, QUIET, SANS, SIGNAL, STONE, WHITE
from layout.geometry import Rect, mm
from layout.ink import Tint
from layout.pages.book import Book, Item, Page, Panel, PlacedLine, PlacedMark, Spot
from layout.pages.piece import moved_all
from layout.pages.tree import Slot
from layout.type.faces import Fonts
from layout.type.glyphs import Run
from layout.type.lines import Line
from layout.type.paragraph import set_line, set_paragraph
from layout.type.style import ParagraphStyle, Part, TextStyle
from layout.values import Struct, replace
from typeset.laying import Laid
from typeset.ledger.approvals import Approvals
from typeset.review.blocks import rows_of
from typeset.review.compare import compare
from typeset.review.figures import Place
from typeset.review.from_book import line_box, version_of_book
from typeset.review.looking import paint_look
from typeset.review.matter import Bar, MarginNote, Matter, NoteKind, gather_matter
from typeset.review.originals import like_with_like
from typeset.review.version import Version

LEFT, HEAD, FOOT = mm(8), mm(13), mm(8)
"""Room on the sheet around the page."""

STRIP = mm(58)
"""Room for notes to the right of the page."""

INSET = mm(4)
"""Between the page and the notes."""

NUMBER_SIZE, NOTE_SIZE, NOTE_LEADING, STAMP_SIZE = 5.0, 6.6, 8.2, 8.0

NUMBER_GAP = 5.4
"""Between a line's number and the left edge of its measure; the bar stands in it."""

BAR_GAP, BAR_WIDTH = 3.4, 1.2

BETWEEN_NOTES = 2.6
"""Points left free between notes that would touch."""

DARK = frozenset({"deep", "ink", "signal", "air"})
"""Inks on whose solids a number must be white."""


def proof_of(laid: Laid, approvals: Approvals, against: Version | None = None) -> Book:
    """The book of *laid* as a proof, with bars where it differs from the version *against*."""
    assert laid.book is not None
    assert laid.report is not None
    version = version_of_book(laid, laid.report.report.file_name, lambda: paint_look(laid))
    comparison = compare(*like_with_like(against, version)) if against is not None else None
    matter = gather_matter(laid, approvals, version.blocks, comparison)
    return impose_proof(laid.book, matter, Fonts(laid.faces), laid.report.report.title.plain)


def impose_proof(book: Book, matter: Matter, fonts: Fonts, title: str) -> Book:
    """Put every page of *book* on a sheet of its own with its share of *matter*."""
    desk = _Desk(book, matter, fonts, title)
    pages = tuple(desk.sheet(page) for page in book.pages)
    anchors = {key: Spot(spot.page, spot.y + HEAD) for key, spot in book.anchors.items()}
    return replace(book, pages=pages, anchors=anchors, bleed=0.0)


class NumberedLine(Struct, frozen=True):
    """A line of text with its number on the page."""

    number: int
    item: PlacedLine


def number_lines(page: Page, rows: Mapping[Slot, int]) -> tuple[NumberedLine, ...]:
    """Number the lines of *page* from 1, in reading order; cells of one row of a table share a line.

    *rows* tells for each slot to which paragraph or row it belongs. Labels inside charts
    have no numbers, nor has furniture.
    """
    found: list[NumberedLine] = []
    known: set[tuple[int, int]] = set()
    for item in page.items:
        if not isinstance(item, PlacedLine):
            continue
        slots = (item.slots[run.part] for run in item.runs)
        row = next((rows[slot] for slot in slots if slot is not None and slot in rows), None)
        if row is None or not any(run.text.strip() for run in item.runs):
            continue
        key = row, round(item.baseline)
        if key not in known:
            known.add(key)
            found.append(NumberedLine(len(found) + 1, item))
    return tuple(found)


class _Desk:
    """What all sheets of one proof are made with; notes that find no room wait here for the next sheet."""

    def __init__(self, book: Book, matter: Matter, fonts: Fonts, title: str) -> None:
        self._book = book
        self._matter = matter
        self._fonts = fonts
        self._title = title
        self._rows = {
            slot: number for number, row in enumerate(rows_of(book.tree)) if not row.alt for slot in row.slots()
        }
        self._notes: dict[int, list[MarginNote]] = defaultdict(list)
        for note in matter.notes:
            self._notes[note.place.page].append(note)
        self._bars: dict[int, list[Bar]] = defaultdict(list)
        for bar in matter.bars:
            self._bars[bar.page].append(bar)
        self._waiting: list[MarginNote] = []
        self._numbers: dict[tuple[int, bool], Line] = {}

    def sheet(self, page: Page) -> Page:
        """One page with its margins."""
        width, height = LEFT + page.width + STRIP, HEAD + page.height + FOOT
        numbered = number_lines(page, self._rows)
        ground: list[Item] = [
            _fill(Rect(0, 0, width, height), Tint("paper", 0.75)),
            _fill(Rect(LEFT, HEAD, page.width, page.height), WHITE),
        ]
        within = moved_all(page.items, LEFT, HEAD)
        beside = moved_all((*self._line_numbers(numbered), *self._change_bars(page, numbered)), LEFT, HEAD)
        margin = [*self._stamp(page, width), *self._strip(page, numbered)]
        whole = Rect(0, 0, width, height)
        panels = (
            Panel(whole, len(ground)),
            Panel(Rect(LEFT, HEAD, page.width, page.height), len(within)),
            Panel(whole, len(beside) + len(margin)),
        )
        return replace(
            page,
            width=width,
            height=height,
            items=(*ground, *within, *beside, *margin),
            live=None,
            panels=panels,
            grid_top=page.grid_top + HEAD,
        )

    # ---- on the page

    def _line_numbers(self, numbered: Sequence[NumberedLine]) -> Iterator[Item]:
        for one in numbered:
            item = one.item
            set_one = self._number(one.number, dark=item.ground in DARK and item.ground_amount > 0.5)
            yield _placed(set_one.runs, item.x - NUMBER_GAP - set_one.width, item.baseline, NUMBER_SIZE)

    def _number(self, number: int, *, dark: bool) -> Line:
        """The same few numbers stand on every page: each is set once."""
        if (number, dark) not in self._numbers:
            style = self._style(NUMBER_SIZE, WHITE if dark else Tint("ink", 0.5))
            self._numbers[number, dark] = self._line(str(number), style)
        return self._numbers[number, dark]

    def _change_bars(self, page: Page, numbered: Sequence[NumberedLine]) -> Iterator[Item]:
        bars = self._bars.get(page.index, ())
        marked: set[tuple[float, float]] = set()
        for bar in bars:
            tint = AIR if bar.moved else SIGNAL
            if not bar.box.height:
                yield _notch(bar.box)
                continue
            lines = [one.item for one in numbered if _is_same_line(line_box(one.item), bar.box)]
            boxes = [Rect(item.x, line_box(item).y, 0, item.leading) for item in lines] or [bar.box]
            for box in boxes:
                if (box.x, box.y) not in marked:
                    marked.add((box.x, box.y))
                    yield _fill(Rect(max(0.0, box.x - BAR_GAP), box.y, BAR_WIDTH, box.height), tint)

    # ---- around it

    def _stamp(self, page: Page, width: float) -> Iterator[Item]:
        strong = self._style(STAMP_SIZE, DEEP, "semibold")
        plain = self._style(STAMP_SIZE, QUIET)
        baseline = HEAD - mm(4.2)
        told = self._line(f"Proof · {self._matter.stamp}", strong)
        yield _placed(told.runs, LEFT, baseline, STAMP_SIZE)
        number = f"Page {page.index + 1} of {len(self._book.pages)}"
        folio = f", folio {page.label}" if page.label and page.label != str(page.index + 1) else ""
        bars = f"bars: changed since {self._matter.against}" if self._matter.against else ""
        words = " · ".join(filter(None, (self._title, bars, number + folio)))
        about = self._line(words, plain)
        room = width - LEFT - INSET - told.width - 12
        if about.width > room:  # a long title gives way
            about = self._line(number + folio, plain)
        yield _placed(about.runs, width - INSET - about.width, baseline, STAMP_SIZE)

    def _strip(self, page: Page, numbered: Sequence[NumberedLine]) -> Iterator[Item]:
        """States first, then the notes, each as near to its line as there is room."""
        x = LEFT + page.width + INSET
        y = HEAD
        for section, state in self._matter.states.get(page.index, ()):
            parts = (
                Part(f"{section} ", self._style(NOTE_SIZE, DEEP, "semibold")),
                Part(state, self._style(NOTE_SIZE, QUIET)),
            )
            for item in self._paragraph(parts, x, y):
                yield item
                y = item.baseline + NOTE_LEADING - NOTE_SIZE
        if y > HEAD:
            y += 2
            yield PlacedMark(mark=Stroke(path=line(x, y, x + STRIP - 2 * INSET, y), tint=STONE, width=0.5))
            y += 3
        waiting, self._waiting = self._waiting, []
        notes = [*waiting, *self._notes.get(page.index, ())]
        last = page.index + 1 == len(self._book.pages)
        yield from self._place_notes(notes, x, y, HEAD + page.height, page, numbered, last=last)

    def _place_notes(
        self,
        notes: Sequence[MarginNote],
        x: float,
        top: float,
        foot: float,
        page: Page,
        numbered: Sequence[NumberedLine],
        *,
        last: bool,
    ) -> Iterator[Item]:
        blocks: list[tuple[float, tuple[PlacedLine, ...], float]] = []
        used = 0.0
        room = foot - top
        for number, note in enumerate(notes):
            parts = self._note_parts(note, page, numbered)
            lines = self._paragraph(parts, x, 0)
            height = len(lines) * NOTE_LEADING + BETWEEN_NOTES
            if used + height > room:
                self._waiting = list(notes[number:])
                break
            used += height
            wanted = HEAD + note.place.y - NOTE_LEADING if note.place.page == page.index else top
            blocks.append((wanted, lines, height))
        tops = _spread([wanted for wanted, _, _ in blocks], [height for _, _, height in blocks], top, foot)
        for y, (_, lines, _) in zip(tops, blocks, strict=True):
            yield from moved_all(lines, 0, y)
        if last and self._waiting:
            style = self._style(NOTE_SIZE, SIGNAL, "semibold")
            told = self._line(f"{len(self._waiting)} more in the manifest", style)
            yield _placed(told.runs, x, foot + NOTE_LEADING, NOTE_SIZE)

    def _note_parts(self, note: MarginNote, page: Page, numbered: Sequence[NumberedLine]) -> tuple[Part, ...]:
        if note.place.page != page.index:
            lead = f"page {note.place.page + 1} "
        else:
            number = next((one.number for one in numbered if _holds(line_box(one.item), note.place)), 0)
            lead = f"{number} " if number else ""
        quiet = self._style(NOTE_SIZE, Tint("ink", 0.5))
        strong = self._style(NOTE_SIZE, DEEP, "semibold")
        body = self._style(NOTE_SIZE, QUIET)
        subject = f"{note.subject} " if note.subject else ""
        match note.kind:
            case NoteKind.FIGURES:
                return (Part(lead + subject, quiet), Part(note.text, strong))
            case NoteKind.EDITOR:
                return (Part(lead, quiet), Part(subject, strong), Part(note.text, body))
            case NoteKind.SILENCED:
                return (Part(lead, quiet), Part(subject, strong), Part(note.text, replace(body, font=SANS.italic)))

    def _paragraph(self, parts: Sequence[Part], x: float, y: float) -> tuple[PlacedLine, ...]:
        style = ParagraphStyle(leading=NOTE_LEADING, hyphenate=False, protrude=False)
        kept = tuple(Part(self._showable(part.text, part.style), part.style) for part in parts if part.text)
        lines = set_paragraph(kept, style, STRIP - 2 * INSET, self._fonts)
        return tuple(
            _placed(one.runs, x, y + NOTE_SIZE + number * NOTE_LEADING, NOTE_SIZE) for number, one in enumerate(lines)
        )

    def _line(self, text: str, style: TextStyle) -> Line:
        return set_line((Part(self._showable(text, style), style),), self._fonts)

    def _showable(self, text: str, style: TextStyle) -> str:
        """*text* with a question mark for what the face cannot show: notes may be in any script."""
        missing = set(self._fonts.missing(text, style.font))
        return "".join("?" if character in missing else character for character in text)

    def _style(self, size: float, tint: Tint, weight: str = "regular") -> TextStyle:
        font = SANS.semibold if weight == "semibold" else SANS.regular
        return TextStyle(font=font, size=size, tint=tint, features=("tnum", "lnum"), language=self._book.language)


def _placed(runs: Sequence[Run], x: float, baseline: float, size: float) -> PlacedLine:
    """A line of furniture."""
    parts = max((run.part for run in runs), default=0) + 1
    return PlacedLine(x=x, baseline=baseline, measure=0.0, runs=tuple(runs), slots=(None,) * parts, leading=1.2 * size)


def _fill(box: Rect, tint: Tint) -> PlacedMark:
    return PlacedMark(mark=Fill(path=rectangle(box.x, box.y, box.width, box.height), tint=tint))


def _notch(box: Rect) -> PlacedMark:
    """A wedge in the margin that points between two lines: something stood here."""
    x, y = max(0.0, box.x - BAR_GAP - 2.4), box.y
    return PlacedMark(
        mark=Fill(path=Path((("M", x, y - 2.2), ("L", x + 4.2, y), ("L", x, y + 2.2), ("Z",))), tint=SIGNAL)
    )


def _holds(line_: Rect, place: Place) -> bool:
    """Tell whether *place* is on this line, and not on one of another column beside it."""
    return abs(line_.bottom - place.y) < 1.0 and line_.x - 1 <= place.x <= line_.right + 1


def _is_same_line(one: Rect, other: Rect) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.y, other.y)
    return shared > 0.5 * min(one.height, other.height) and one.x < other.right + 1 and other.x < one.right + 1


def _spread(wanted: Sequence[float], heights: Sequence[float], top: float, foot: float) -> list[float]:
    """Tops for notes in order that keep clear of one another, each as near to where it is wanted as that allows."""
    tops: list[float] = []
    at = top
    for y, height in zip(wanted, heights, strict=True):
        at = max(at, y)
        tops.append(at)
        at += height
    limit = foot
    for number in range(len(tops) - 1, -1, -1):
        tops[number] = min(tops[number], limit - heights[number])
        limit = tops[number]
    assert all(a <= b + 1e-6 for a, b in pairwise(tops))
    return tops
