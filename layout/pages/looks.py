"""What a typographer counts on finished pages: loose lines, ladders, widows, what runs over what.

Reads a Book and changes nothing. The report's figures, the bench and the property tests
all count with these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from layout.geometry import Rect, mm
from layout.pages.book import Book, Page, PlacedArt, PlacedLine, PlacedPicture
from layout.pages.tree import Element, Slot
from layout.values import Struct

LOOSE = 1.5
"""Word space over its normal width from which a justified line counts as loose."""

RUNT = 1 / 6
"""Share of its measure that a paragraph's last line should reach."""

SAFE = mm(5)
"""From the trim inwards: a guillotine may wander so far."""

TWO_COLUMNS = frozenset({"text", "text and commentary", "article", "about"})
"""Templates whose running text stands in two columns that are to end level."""

HANG = 0.75
"""Ems by which punctuation may hang over the edge of its measure."""

AT_HEAD = 0.15
"""Share of the live area at whose head a heading may stand alone."""

ABOVE, BELOW = 0.66, 0.2
"""Ems of a line's ink above and below its baseline, about."""

BLOCKS = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "LBody", "TH", "TD"})
HEADS = frozenset({"H2", "H3", "H4", "H5", "H6"})


class Fault(Struct, frozen=True):
    """One thing that a typographer would mark."""

    kind: str
    page: str
    """Folio."""
    text: str
    """Of the line."""


class Looks(Struct, frozen=True, kw_only=True):
    """The figures of a book."""

    lines: int
    justified: int
    """Lines set to fill their measure."""
    loose: int
    ladder: int
    """Most hyphens one under the other."""
    running: int
    """Lines that promise to sit on the baseline grid."""
    faults: tuple[Fault, ...]

    def of(self, kind: str) -> tuple[Fault, ...]:
        """The faults of one kind."""
        return tuple(fault for fault in self.faults if fault.kind == kind)


class _Seen(Struct, frozen=True):
    """A line on its page."""

    page: Page
    line: PlacedLine

    @property
    def column(self) -> tuple[int, int]:
        """Page and left edge."""
        return self.page.index, round(self.line.x)

    def fault(self, kind: str) -> Fault:
        return Fault(kind, self.page.label, text_of(self.line))


def look_at(book: Book) -> Looks:
    """Count everything."""
    seen = [_Seen(page, item) for page in book.pages for item in page.items if isinstance(item, PlacedLine)]
    paragraphs = _paragraphs(book.tree, seen)
    justified = [one for one in seen if one.line.justified]
    faults: list[Fault] = []
    for paragraph in paragraphs.values():
        faults += _breaks(paragraph)
    faults += _lonely_heads(book, seen)
    for page in book.pages:
        faults += _misplaced(page)
        faults += _overlaps(page)
        faults += _uneven(page)
    return Looks(
        lines=len(seen),
        justified=len(justified),
        loose=sum(one.line.space_ratio > LOOSE for one in justified),
        ladder=max((_ladder(paragraph) for paragraph in paragraphs.values()), default=0),
        running=sum(one.line.on_grid for one in seen),
        faults=tuple(faults),
    )


def text_of(line: PlacedLine) -> str:
    """What a line says."""
    return "".join(run.text for run in line.runs)


def box_of(line: PlacedLine) -> Rect:
    """Where a line's ink stands, about: without what ascends or descends further than most."""
    ends = [(line.x + run.x, line.x + run.x + run.width) for run in line.runs]
    left, right = min(start for start, _ in ends), max(end for _, end in ends)
    last = line.runs[-1]
    if last.pieces and last.pieces[-1].texts == (" ",):
        right -= last.pieces[-1].width * last.size / 1000
    size = max(run.size for run in line.runs)
    return Rect(left, line.baseline - ABOVE * size, max(0.0, right - left), (ABOVE + BELOW) * size)


def _paragraphs(tree: Element, seen: Sequence[_Seen]) -> dict[int, list[_Seen]]:
    """The lines of each block of text, in reading order."""
    owner: dict[Slot, int] = {}
    for number, element in enumerate(tree.walk()):
        if element.role in BLOCKS:
            owner |= dict.fromkeys(_own_slots(element), number)
    paragraphs: dict[int, list[_Seen]] = {}
    for one in seen:
        slots = [one.line.slots[run.part] for run in one.line.runs]
        block = next((owner[slot] for slot in slots if slot in owner), None)
        if block is not None:
            paragraphs.setdefault(block, []).append(one)
    return {block: sorted(lines, key=_reading_order) for block, lines in paragraphs.items()}


def _own_slots(element: Element) -> Iterator[Slot]:
    """Slots of a block that no block inside it owns; those of its notes are not its own."""
    for kid in element.kids:
        if not isinstance(kid, Element):
            yield kid
        elif kid.role not in BLOCKS:
            yield from _own_slots(kid)


def _reading_order(one: _Seen) -> tuple[int, int, float]:
    return (*one.column, one.line.baseline)


def _ladder(paragraph: Sequence[_Seen]) -> int:
    return max(
        (len(list(run)) for hyphen, run in groupby(paragraph, lambda one: one.line.hyphenated) if hyphen), default=0
    )


def _breaks(paragraph: Sequence[_Seen]) -> Iterator[Fault]:
    """Lines left alone by a turn, words cut by one, last lines too short, lines off the grid."""
    parts = [list(part) for _, part in groupby(paragraph, lambda one: one.column)]
    if len(parts) > 1:
        if len(parts[0]) == 1:
            yield parts[0][0].fault("orphan")
        if len(parts[-1]) == 1:
            yield parts[-1][0].fault("widow")
    for part, _ in pairwise(parts):
        if part[-1].line.hyphenated:
            yield part[-1].fault("hyphen at a turn")
    last = paragraph[-1]
    if len(paragraph) > 1 and last.line.on_grid and box_of(last.line).width < RUNT * last.line.measure:
        yield last.fault("runt")
    for one in paragraph:
        rows = (one.line.baseline - one.page.grid_top) / one.page.grid_step
        if one.line.on_grid and abs(rows - round(rows)) > 1e-6:
            yield one.fault("off the grid")


def _lonely_heads(book: Book, seen: Sequence[_Seen]) -> Iterator[Fault]:
    """Headings with nothing under them on their page."""
    heads = {slot for element in book.tree.walk() if element.role in HEADS for slot in _own_slots(element)}
    for page, lines in groupby(seen, lambda one: one.page):
        boxes = [box for _, box in _boxes(page)]
        # A heading may also stand at left of small text, on one line with it.
        beside = [box for item, box in _boxes(page) if isinstance(item, PlacedLine) and not item.on_grid]
        for one in lines:
            if any(slot in heads for slot in one.line.slots):
                own = box_of(one.line)
                if page.live is not None and own.y < page.live.y + AT_HEAD * page.live.height:
                    continue  # a headline in a column of its own
                strip = Rect(own.x, own.bottom, own.width, 4 * page.height)
                line = Rect(own.right, own.y, page.width, own.height)
                if not any(strip.meets(box) for box in boxes) and not any(line.meets(box) for box in beside):
                    yield one.fault("lonely head")


def _boxes(page: Page) -> Iterator[tuple[PlacedLine | PlacedArt | PlacedPicture, Rect]]:
    """What stands on a page as content, furniture left out."""
    for item in page.items:
        match item:
            case PlacedLine() if item.runs and set(item.slots) != {None}:
                yield item, box_of(item)
            case PlacedArt():
                yield item, Rect(item.x, item.y, item.art.width, item.art.height)
            case PlacedPicture():
                yield item, item.box
            case _:
                pass


def _misplaced(page: Page) -> Iterator[Fault]:
    """Text outside its measure or the live area, or where the guillotine may reach it."""
    trim = Rect(0, 0, page.width, page.height)
    for item, box in _boxes(page):
        if not isinstance(item, PlacedLine) or not trim.holds(box):
            continue  # what crosses the trim bleeds on purpose
        size = max(run.size for run in item.runs)
        frame = Rect(item.x, box.y, item.measure, box.height).grown(HANG * size)
        if not frame.holds(box) or (page.live is not None and not page.live.grown(HANG * size).holds(box)):
            yield Fault("out of its frame", page.label, text_of(item))
        if not trim.grown(-SAFE).holds(box):
            yield Fault("near the trim", page.label, text_of(item))


def _overlaps(page: Page) -> Iterator[Fault]:
    """Text over other text, over a chart or a picture."""
    trim = Rect(0, 0, page.width, page.height)
    boxes = sorted(((box, item) for item, box in _boxes(page) if trim.holds(box)), key=lambda one: one[0].y)
    for number, (box, item) in enumerate(boxes):
        for other, below in takewhile(lambda one, foot=box.bottom: one[0].y < foot, boxes[number + 1 :]):  # type: ignore[misc]
            if box.meets(other, slack=0.5):
                words = " / ".join(text_of(one) for one in (item, below) if isinstance(one, PlacedLine))
                yield Fault("overlap", page.label, words)


def _uneven(page: Page) -> Iterator[Fault]:
    """Columns of running text that end more than a line apart, above something wide or at the foot.

    Where one ends with a block, its foot lies between two rows: only lines are compared.
    """
    if page.live is None or page.template not in TWO_COLUMNS:
        return
    middle = page.live.x + page.live.width / 2
    boxes = sorted(_boxes(page), key=lambda one: one[1].bottom)
    wide = [box.y for item, box in boxes if _is_across(item, middle)]
    for foot in (*sorted(wide), page.height):
        last = {
            _left_of(item) >= middle: item for item, box in boxes if box.bottom <= foot and not _is_across(item, middle)
        }
        boxes = [(item, box) for item, box in boxes if box.bottom > foot]
        left, right = last.get(False), last.get(True)
        if isinstance(left, PlacedLine) and isinstance(right, PlacedLine) and left.on_grid and right.on_grid:
            rows = abs(left.baseline - right.baseline) / page.grid_step
            if rows > 1 + 1e-6:
                yield Fault("uneven columns", page.label, text_of(min(left, right, key=lambda one: one.baseline)))


def _left_of(item: PlacedLine | PlacedArt | PlacedPicture) -> float:
    return item.box.x if isinstance(item, PlacedPicture) else item.x


def _is_across(item: PlacedLine | PlacedArt | PlacedPicture, middle: float) -> bool:
    """Tell whether it stands in both columns."""
    match item:
        case PlacedLine():
            width = item.measure
        case PlacedArt():
            width = item.art.width
        case PlacedPicture():
            width = item.box.width
    return _left_of(item) < middle < _left_of(item) + width - 1
