"""Places: what stands where on a page, and where on the pages a line of the manifest has come to stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from layout.art import Label
from layout.geometry import Rect
from layout.pages.book import Item, Page, PlacedArt, PlacedLine, PlacedPicture
from layout.values import Struct
from typeset.manifest.source import Source
from typeset.press.whence import Spans, box_of
from typeset.problem import Span

SOFT_HYPHEN = "\u00ad"


class Block(Struct, frozen=True, kw_only=True):
    """What one passage of the manifest has become in one place of a page."""

    page: int
    box: Rect
    span: Span
    text: str
    """Its words; of a picture nothing."""


def find_blocks(number: int, page: Page, spans: Spans) -> tuple[Block, ...]:
    """The blocks of a page in painting order; a text that runs on in the next column is two."""
    blocks: list[Block] = []
    placed = ((getattr(item, "origin", 0), item, box) for item in page.items if (box := box_of(item)))
    for origin, group in groupby(placed, key=lambda one: one[0]):
        span = spans(origin)
        if not span.line:
            continue
        for items, box in _together((item, box) for _, item, box in group):
            if box.width > 0 and box.height > 0:
                blocks.append(Block(page=number, box=box, span=span, text=_words(items)))
    blocks = list(_joined(blocks))
    return (*blocks, *_adopted(page, blocks))


NEAR = 40.0
"""Points from a drawing to its own title or source line, at most."""


def _adopted(page: Page, blocks: Sequence[Block]) -> Iterator[Block]:
    """Lines that are part of the report but come without a place, such as a chart's title: they go with the nearest block."""
    lines = [
        (item, box)
        for item in page.items
        if isinstance(item, PlacedLine) and not item.origin and any(slot is not None for slot in item.slots)
        if (box := box_of(item)) is not None and box.width > 0
    ]
    for item, box in lines:
        beside = [(_distance(box, block.box), at) for at, block in enumerate(blocks)]
        distance, at = min(beside, default=(NEAR, 0))
        if distance < NEAR:
            near = blocks[at]
            yield Block(page=near.page, box=box, span=near.span, text=_words([item]))


def _distance(one: Rect, other: Rect) -> float:
    """Points from one box down or up to another that stands in the same column; very many to any other."""
    if one.right <= other.x or other.right <= one.x:
        return float("1e9")
    return max(0.0, other.y - one.bottom, one.y - other.bottom)


def _together(items: Iterable[tuple[Item, Rect]]) -> Iterator[tuple[list[Item], Rect]]:
    """Items of one origin, parted where they jump back up the page: there a new column begins."""
    run: list[Item] = []
    around: Rect | None = None
    for item, box in items:
        if around is not None and box.bottom < around.bottom - box.height and box.x >= around.right:
            yield run, around
            run, around = [], None
        run.append(item)
        around = box if around is None else around.around(box)
    if around is not None:
        yield run, around


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, those of one passage that touch made one: a title in two sizes is one title."""
    held: Block | None = None
    for block in blocks:
        if held is not None and held.span == block.span and held.box.grown(2).meets(block.box):
            text = f"{held.text} {block.text}".strip()
            held = Block(page=held.page, box=held.box.around(block.box), span=held.span, text=text)
            continue
        if held is not None:
            yield held
        held = block
    if held is not None:
        yield held


def _words(items: Sequence[Item]) -> str:
    text = ""
    for item in items:
        match item:
            case PlacedLine():
                more = "".join(run.text for run in item.runs)
                text = text[:-1] + more if text.endswith(SOFT_HYPHEN) else f"{text} {more}"
            case PlacedArt():
                text += "".join(f" {mark.text}" for mark in item.art.marks if isinstance(mark, Label))
            case PlacedPicture() | _:
                pass
    return " ".join(text.split())


class Atlas:
    """Finds the block that a place of the manifest belongs to."""

    def __init__(self, pages: Sequence[Page], spans: Spans, sources: Mapping[str, Source]) -> None:
        self._pages = pages
        self._spans = spans
        self._sources = sources

    @cached_property
    def _by_file(self) -> dict[str, list[Block]]:
        """Blocks as they follow each other in each file; made when a first problem asks for its place."""
        files: dict[str, list[Block]] = {}
        for number, page in enumerate(self._pages):
            for block in find_blocks(number, page, self._spans):
                files.setdefault(block.span.file, []).append(block)
        for blocks in files.values():
            blocks.sort(key=_begin)  # a stable sort: of one passage's blocks the first in the book stays first
        return files

    @cached_property
    def _begins(self) -> dict[str, list[tuple[int, int]]]:
        return {file: [_begin(block) for block in blocks] for file, blocks in self._by_file.items()}

    def find(self, span: Span) -> Block | None:
        """The block that holds *span*, or the last one that begins before it in the same entry of the manifest."""
        blocks = self._by_file.get(span.file)
        if not blocks or not span.line:
            return None
        begins = self._begins[span.file]
        place = (span.line, span.column)
        at = bisect_right(begins, place)
        inside = [block for block in blocks[max(0, at - _BACK) : at] if _holds(block.span, place)]
        if inside:
            near = min(inside, key=lambda block: (block.span.end_line - block.span.line, -block.span.line))
            return next(block for block in inside if block.span == near.span)
        if at and not self._is_parted(span.file, begins[at - 1][0], span.line):
            first = begins[at - 1]
            return next(block for block in blocks if _begin(block) == first)
        # An entry's own line stands above its first words.
        following = blocks[at] if at < len(blocks) else None
        if following and following.span.line - span.line <= _AHEAD:
            return None if self._is_parted(span.file, span.line, following.span.line) else following
        return None

    def _is_parted(self, file: str, first: int, last: int) -> bool:
        """Tell whether an entry begins after line *first*, and up to *last*, that does not hold both of them."""
        source = self._sources.get(file)
        if source is None:
            return True
        depth = min(_depth(source.line(first)), _depth(source.line(last)))
        lines = (source.line(number) for number in range(first + 1, last + 1))
        return any(_indent(line) < depth for line in lines if line.strip() and line.lstrip()[0] != "#")


_BACK = 64
"""Blocks looked back on: texts lie beside each other in a manifest, and hold each other at most a few deep."""

_AHEAD = 12
"""Lines from an entry's first key to its words."""


def _begin(block: Block) -> tuple[int, int]:
    return block.span.line, block.span.column


def _holds(span: Span, place: tuple[int, int]) -> bool:
    return (span.line, span.column) <= place < (span.end_line, span.end_column)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _depth(line: str) -> int:
    """The column of a line's key: behind the dash of the list's item that it begins."""
    return len(line) - len(line.lstrip(" -"))
