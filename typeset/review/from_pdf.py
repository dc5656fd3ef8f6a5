"""A version read from a PDF: by its structure tree where it is tagged, by its lines where it is not.

pdfium gives the words of a page, and pypdf the tree. From a tagged file we know each
paragraph, as from a Book. From any other, lines are joined into paragraphs as well as can
be: by their distance, their size, and how they end. What stands again and again at the
head or foot of pages is furniture, and not read.
"""

from __future__ import annotations

import ctypes
import io
import logging
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from statistics import median
from typing import Any

from layout.geometry import Rect
from layout.pages.tree import Element, Slot
from layout.values import Struct
from typeset.preflight.cos import as_name, as_text, box_of, elements, entry, raw
from typeset.review.blocks import SOFT_HYPHEN, Piece, read_blocks
from typeset.review.version import Block, Kind, Stretch, Version

TAGGED = 0.9
"""Share of a file's words that its tree must hold, for us to trust it. Artifacts count on neither side."""

LEAST_LETTERS = 3
"""Letters of an object on average. Where each letter is an object of its own, only its line tells where words end."""

FURNITURE_ZONE = 0.12
"""Share of a page's height, at head and foot, in which furniture is looked for."""

LEAST_REPEATED = 3
"""Pages on which a line must stand to be furniture."""


MOST_FURNITURE = 12
"""Artifacts on an ordinary page; one with more is a proof, whose line numbers would be read as words."""


class Unreadable(Exception):  # noqa: N818  # it reads as what the file is
    """A file that is no PDF, or not one that can be opened; the message says why."""


def version_of_pdf(data: bytes, name: str, *, by_lines: bool = False) -> Version:
    """What the PDF *data* says; *by_lines* reads it so even if it is tagged. Raises `Unreadable` if it cannot be opened."""
    with _opened(data, name) as document:
        count = range(len(document))
        sizes = tuple(_size_of(document, number) for number in count)
        labels = tuple(document.get_page_label(number) for number in count)
        # Without tags there is nothing to be learnt from objects that lines do not tell.
        pages = [_read_page(document, number) for number in count] if _is_tagged(document) else []
        blocks = _tagged_blocks(data, pages) if pages and not by_lines else None
        told = blocks is not None
        if blocks is None:
            are_proofs = [sum(words.artifact for words in page.words) > MOST_FURNITURE for page in pages]
            blocks = _guessed_blocks(
                [
                    _lines_of_objects(pages[number]) if pages and are_proofs[number] else _lines_of(document, number)
                    for number in count
                ]
            )
    return Version(
        name=name,
        blocks=blocks,
        labels=labels,
        sizes=sizes,
        told=told,
        by_lines=not told,
        knows_hyphens=False,
        tells_alts=told,
        draw=lambda: data,
    )


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "it asks for a password" if "password" in str(error).lower() else "it is no PDF, or a damaged one"
        raise Unreadable(f"{name} cannot be read: {reason}") from error
    try:
        yield document
    finally:
        document.close()


def _is_tagged(document: Any) -> bool:
    import pypdfium2.raw as pdfium

    return bool(pdfium.FPDFCatalog_IsTagged(document))


def _size_of(document: Any, number: int) -> tuple[float, float]:
    """Width and height as drawn when nothing is turned: places are told in an unturned page's coordinates."""
    page = document[number]
    left, foot, right, top = page.get_bbox()
    page.close()
    return right - left, top - foot


# ---------------------------------------------------------------- what stands on a page


class _Words(Struct, frozen=True):
    """One text object."""

    mcid: int
    """Number of its marked-content sequence; -1 for none."""
    artifact: bool
    text: str
    box: Rect


class _Page(Struct, frozen=True):
    top: float
    """Of the page as drawn, in the file's own coordinates."""
    words: tuple[_Words, ...]


def _read_page(document: Any, number: int) -> _Page:
    """Every text object of a page, in painting order; objects inside forms are left to the reading by lines."""
    import pypdfium2.raw as pdfium

    page = document[number]
    page.set_rotation(0)  # as pictures of pages are drawn
    text_page = page.get_textpage()
    left, _, _, top = page.get_bbox()
    words = []
    for place in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, place)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        text = _text_of(pdfium, item, text_page)
        mcid = pdfium.FPDFPageObj_GetMarkedContentID(item)
        artifact = mcid < 0 and _is_artifact(pdfium, item)
        words.append(_Words(mcid, artifact, text, _box_of(pdfium, item, left, top)))
    text_page.close()
    page.close()
    return _Page(top, tuple(words))


def _text_of(pdfium: Any, item: Any, text_page: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(item, text_page, None, 0)
    if size <= 2:
        return " "  # an object of spaces alone
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(item, text_page, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return _cleaned(buffer.raw[: size - 2].decode("utf-16-le", "replace")) or " "


def _cleaned(text: str) -> str:
    """A hyphen at a line end comes as a sign of pdfium's own, whoever set it."""
    return re.sub("[\x02\ufffe\xad]", SOFT_HYPHEN, text).replace("\0", "")


def _box_of(pdfium: Any, item: Any, left: float, top: float) -> Rect:
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *edges):
        return Rect(0, 0, 0, 0)
    x1, y1, x2, y2 = (edge.value for edge in edges)
    return Rect(x1 - left, top - y2, max(0.0, x2 - x1), max(0.0, y2 - y1))


def _is_artifact(pdfium: Any, item: Any) -> bool:
    for number in range(max(0, pdfium.FPDFPageObj_CountMarks(item))):
        mark = pdfium.FPDFPageObj_GetMark(item, number)
        buffer = ctypes.create_string_buffer(64)
        size = ctypes.c_ulong()
        pointer = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
        if pdfium.FPDFPageObjMark_GetName(mark, pointer, 64, size) and buffer.raw.startswith(
            "Artifact".encode("utf-16-le")
        ):
            return True
    return False


# ---------------------------------------------------------------- tagged


class Tagged(Struct, frozen=True):
    """A structure tree, and what stands on the pages of each of its leaves."""

    tree: Element
    pieces: Mapping[Slot, Sequence[Piece]]


def tags_of_pdf(data: bytes, name: str) -> Tagged | None:
    """The structure tree of a PDF and what it holds; None if it has none. Raises `Unreadable` if it cannot be opened."""
    with _opened(data, name) as document:
        if not _is_tagged(document):
            return None
        return _read_tagged(data, [_read_page(document, number) for number in range(len(document))])


def _tagged_blocks(data: bytes, pages: Sequence[_Page]) -> tuple[Block, ...] | None:
    """The blocks that the file's own tree holds; None if it has none, or leaves too much out."""
    tagged = _read_tagged(data, pages)
    return tuple(read_blocks(tagged.tree, tagged.pieces)) if tagged is not None else None


def _read_tagged(data: bytes, pages: Sequence[_Page]) -> Tagged | None:
    slots: dict[tuple[int, int], Slot] = {}
    boxes: dict[Slot, tuple[int, Rect]] = {}
    tree = _read_tree(data, pages, slots, boxes)
    if tree is None:
        return None
    pieces: dict[Slot, list[Piece]] = defaultdict(list)
    held = every = objects = 0
    for number, page in enumerate(pages):
        last: _Words | None = None
        for words in page.words:
            if words.artifact:
                continue
            every += len(words.text)
            objects += 1
            slot = slots.get((number, words.mcid))
            if slot is None:
                continue
            held += len(words.text)
            apart = last is not None and last.mcid == words.mcid and _wants_space(last, words)
            pieces[slot].append(Piece(number, words.box, f" {words.text}" if apart else words.text))
            last = words
    if held < TAGGED * every or every < LEAST_LETTERS * objects:
        return None
    for slot, (number, box) in boxes.items():
        pieces[slot].insert(0, Piece(number, box, ""))
    return Tagged(tree, pieces)


def _wants_space(before: _Words, after: _Words) -> bool:
    """Tell whether a line ended between the two, and nobody wrote the space down."""
    if before.text[-1].isspace() or before.text.endswith(SOFT_HYPHEN) or after.text[0].isspace():
        return False
    return after.box.y > before.box.y + 0.5 * before.box.height and after.box.x < before.box.right


def _read_tree(
    data: bytes,
    pages: Sequence[_Page],
    slots: dict[tuple[int, int], Slot],
    boxes: dict[Slot, tuple[int, Rect]],
) -> Element | None:
    from pypdf import PdfReader

    with _quietly():
        try:
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted:
                reader.decrypt("")
            top = entry(reader.trailer, "Root", "StructTreeRoot")
            if not isinstance(top, dict):
                return None
            numbers = {
                page.indirect_reference.idnum: number
                for number, page in enumerate(reader.pages)
                if page.indirect_reference is not None
            }
            walk = _Walk(numbers, entry(top, "RoleMap"), pages, slots, boxes)
            return Element(role="Document", kids=tuple(walk.kids_of(top, None, 0)))
        except Exception:  # noqa: BLE001  # a damaged tree fails in as many ways as it can; its lines are there still
            return None


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep what pypdf says of repairs from the user's terminal."""
    logger = logging.getLogger("pypdf")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


DEEPEST = 200
"""Elements in one another; deeper trees are broken, or bombs."""


class _Walk(Struct, frozen=True):
    """From the objects of a tree to elements of ours; slots are given out on the way."""

    numbers: dict[int, int]
    roles: Any
    pages: Sequence[_Page]
    slots: dict[tuple[int, int], Slot]
    boxes: dict[Slot, tuple[int, Rect]]

    def kids_of(self, holder: Any, page: int | None, depth: int) -> Iterator[Element | Slot]:
        for kid in elements(entry(holder, "K")):
            match kid:
                case int() if page is not None:
                    yield self.slot(page, int(kid))
                case dict() if as_name(entry(kid, "Type")) == "MCR":
                    there, number = self.page_of(kid, page), entry(kid, "MCID")
                    if there is not None and isinstance(number, int):
                        yield self.slot(there, int(number))
                case dict() if as_name(entry(kid, "Type")) != "OBJR" and depth < DEEPEST:
                    yield self.element(kid, page, depth + 1)
                case _:
                    pass

    def element(self, holder: Any, page: int | None, depth: int) -> Element:
        page = self.page_of(holder, page)
        role = as_name(entry(holder, "S")) or "Span"
        role = as_name(entry(self.roles, role)) or role
        alt = as_text(entry(holder, "Alt")) if role == "Figure" else ""
        kids = list(self.kids_of(holder, page, depth))
        if alt:
            kids.insert(0, self.place_of(holder, page))
        return Element(role=role, kids=tuple(kids), alt=alt)

    def page_of(self, holder: Any, page: int | None) -> int | None:
        return self.numbers.get(getattr(raw(holder, "Pg"), "idnum", -1), page)

    def slot(self, page: int, mcid: int) -> Slot:
        return self.slots.setdefault((page, mcid), len(self.slots) + 1)

    def place_of(self, holder: Any, page: int | None) -> Slot:
        """A slot of no words, for the place that the figure says it has (14.8.5.4.3, /BBox)."""
        slot = self.slot(-1, len(self.slots))
        for one in elements(entry(holder, "A")):
            box = box_of(entry(one, "BBox"))
            if box is not None and page is not None and page < len(self.pages):
                x1, y1, x2, y2 = box
                self.boxes[slot] = page, Rect(x1, self.pages[page].top - y2, x2 - x1, y2 - y1)
        return slot


# ---------------------------------------------------------------- by lines


class _Line(Struct, frozen=True):
    text: str
    box: Rect
    edge: str = ""
    """``head`` or ``foot`` where nothing stands further out: it may be furniture."""


def _lines_of(document: Any, number: int) -> list[_Line]:
    """The lines of a page as pdfium reads them, each with its place."""
    import pypdfium2.raw as pdfium

    page = document[number]
    page.set_rotation(0)  # as pictures of pages are drawn
    text_page = page.get_textpage()
    left, _, _, top = page.get_bbox()
    x1, y1, x2, y2 = page.get_trimbox()
    trim = Rect(x1 - left, top - y2, max(0.0, x2 - x1), max(0.0, y2 - y1))
    at, lines = 0, []
    for line in _LINE.findall(text_page.get_text_range()):
        length = len(line.encode("utf-16-le")) // 2
        text = _cleaned(line).strip()
        if text:
            boxes = []
            for place in range(max(0, pdfium.FPDFText_CountRects(text_page, at, length))):
                edges = [ctypes.c_double() for _ in range(4)]
                pdfium.FPDFText_GetRect(text_page, place, *edges)
                x1, y2, x2, y1 = (edge.value for edge in edges)
                boxes.append(Rect(x1 - left, top - y2, max(0.0, x2 - x1), max(0.0, y2 - y1)))
            box = _around(boxes)
            # Marks and slug lines beyond the trim are the pressroom's.
            if not boxes or trim.grown(2).meets(box):
                lines.append(_Line(text, box))
        at += length
    text_page.close()
    page.close()
    return _edged(lines, trim)


_LINE = re.compile("[^\n\x02\ufffe]*(?:[\x02\ufffe]\r?\n?|\n|$)")
"""A line as pdfium gives it: one that ends in a hyphen goes on without a break."""


def _lines_of_objects(page: _Page) -> list[_Line]:
    """The same made of text objects in painting order, without artifacts."""
    lines: list[_Line] = []
    for words in page.words:
        if words.artifact:
            continue
        last = lines[-1] if lines else None
        if last is not None and _is_beside(last.box, words.box) and not last.text.endswith(SOFT_HYPHEN):
            lines[-1] = _Line(last.text + words.text, last.box.around(words.box))
        else:
            lines.append(_Line(words.text, words.box))
    return [_Line(line.text.strip(), line.box) for line in lines if line.text.strip()]


def _is_beside(one: Rect, other: Rect) -> bool:
    """Tell whether *other* goes on along the line of *one*."""
    shared = min(one.bottom, other.bottom) - max(one.y, other.y)
    return shared >= 0.4 * min(one.height, other.height) and one.right - 2 <= other.x <= one.right + 2 * one.height


def _around(boxes: Sequence[Rect]) -> Rect:
    if not boxes:
        return Rect(0, 0, 0, 0)
    found = boxes[0]
    for box in boxes[1:]:
        found = found.around(box)
    return found


def _guessed_blocks(pages: Sequence[Sequence[_Line]]) -> tuple[Block, ...]:
    furniture = _furniture(pages)
    return tuple(
        join_lines([[line for line in lines if (line.edge, _folded(line.text)) not in furniture] for lines in pages])
    )


def _furniture(pages: Sequence[Sequence[_Line]]) -> set[tuple[str, str]]:
    """Outermost lines that stand on several pages, whatever numbers they carry."""
    counts: Counter[tuple[str, str]] = Counter()
    for lines in pages:
        counts.update({(line.edge, _folded(line.text)) for line in lines if line.edge})
    return {line for line, count in counts.items() if count >= LEAST_REPEATED}


def _edged(lines: Sequence[_Line], trim: Rect) -> list[_Line]:
    """The lines, with those named that are the first or last of their page and stand near its edge."""
    top = min((line.box.y for line in lines), default=0.0) + 3
    foot = max((line.box.bottom for line in lines), default=0.0) - 3
    zone = FURNITURE_ZONE * trim.height

    def edge(box: Rect) -> str:
        if box.y <= top and box.bottom < trim.y + zone:
            return "head"
        return "foot" if box.bottom >= foot and box.y > trim.bottom - zone else ""

    return [_Line(line.text, line.box, edge(line.box)) for line in lines]


def _folded(text: str) -> str:
    return re.sub(r"\d+", "0", text)


ENDS = frozenset('.!?:”"')
"""What a sentence ends in, or what stands before a list."""


def join_lines(pages: Sequence[Sequence[_Line]]) -> Iterator[Block]:
    """Join lines into paragraphs; one that is cut by a page turn goes on if its next words say so."""
    text = ""
    stretches: list[Stretch] = []
    last: _Line | None = None
    for number, lines in enumerate(pages):
        common = median([line.box.height for line in lines]) if lines else 0.0
        wide = max((line.box.width for line in lines), default=0.0)
        for place, line in enumerate(lines):
            turned = place == 0
            if last is None or not (_goes_on_over(text, line) if turned else _goes_on(text, last, line, common, wide)):
                if text:
                    yield _guessed(text, stretches)
                text, stretches = "", []
            if text.endswith(SOFT_HYPHEN):
                text = text[:-1]
            elif text:
                text += " "
            stretches.append(Stretch(len(text), number, line.box))
            text += line.text
            last = line
    if text:
        yield _guessed(text, stretches)


def _guessed(text: str, stretches: Sequence[Stretch]) -> Block:
    return Block(kind=Kind.PARAGRAPH, text=text.rstrip(SOFT_HYPHEN), stretches=tuple(stretches))


def _goes_on(text: str, last: _Line, line: _Line, common: float, wide: float) -> bool:
    """Tell whether *line* belongs to the paragraph that *last* is a line of."""
    if text.endswith(SOFT_HYPHEN):
        return True
    height = max(last.box.height, line.box.height, 1.0)
    if max(last.box.height, line.box.height) > 1.6 * max(1.0, min(last.box.height, line.box.height)):
        return False
    step = line.box.bottom - last.box.bottom
    if step < -height:  # up again: the next column
        return _goes_on_over(text, line)
    if step > 2.1 * max(height, common):
        return False
    ended = text[-1:] in ENDS or text[-1:] in "’)"
    short = (
        last.box.width < 0.8 * min(wide, max(line.box.width, last.box.width, 1.0))
        or last.box.right < line.box.right - 0.2 * line.box.width
    )
    indented = line.box.x > last.box.x + 0.6 * height
    return not (ended and (short or indented))


def _goes_on_over(text: str, line: _Line) -> bool:
    """Tell whether a paragraph goes on where a column or a page begins."""
    first = next((c for c in line.text if c.isalpha()), "")
    return text.endswith(SOFT_HYPHEN) or (text[-1:] not in ENDS and first.islower())
