"""Where the ink of a page falls: rectangles of lines, labels, drawings and grounds, measured glyph by glyph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import uharfbuzz as hb

from layout.art import Fill, Label, Path
from layout.geometry import Rect
from layout.pages.book import Page, PlacedArt, PlacedLine, PlacedMark
from layout.type.glyphs import Run


class Inked:
    """Measures what is set in these faces."""

    def __init__(self, faces: Mapping[str, bytes]) -> None:
        self._fonts = {key: hb.Font(hb.Face(data)) for key, data in faces.items()}
        self._glyph = cache(self._measure)

    def _measure(self, font: str, gid: int) -> tuple[float, float, float, float, float]:
        """Advance and ink (left, right, top, bottom from the origin, y upwards) of a glyph in ems; no ink is all 0."""
        face = self._fonts[font]
        size = face.face.upem
        box = face.get_glyph_extents(gid)
        left, top = box.x_bearing, box.y_bearing
        edges = (left, left + box.width, top, top + box.height)
        return (face.get_glyph_h_advance(gid) / size, *(edge / size for edge in edges))

    def run(self, run: Run, x: float, baseline: float) -> Rect | None:
        """The ink of a run whose line begins at *x*; None for spaces alone."""
        pen = x + run.x
        ink: Rect | None = None
        for piece, extra in zip(run.pieces, run.extra, strict=True):
            for gid, adjust in zip(piece.gids, piece.adjust, strict=True):
                advance, left, right, top, bottom = self._glyph(run.font, gid)
                if right > left and top > bottom:
                    height = (top - bottom) * run.size
                    box = Rect(
                        pen + left * run.size,
                        baseline - run.rise - top * run.size,
                        (right - left) * run.size,
                        height,
                    )
                    ink = box if ink is None else ink.around(box)
                pen += (advance + adjust / 1000) * run.size
            pen += extra / 1000 * run.size
        return ink

    def line(self, line: PlacedLine) -> Rect | None:
        """The ink of a line."""
        return around(self.run(run, line.x, line.baseline) for run in line.runs)

    def lines(self, page: Page) -> Iterator[tuple[PlacedLine, Rect]]:
        """Every line of a page that has ink, with its rectangle."""
        for item in page.items:
            if isinstance(item, PlacedLine) and (ink := self.line(item)) is not None:
                yield item, ink

    def labels(self, art: PlacedArt) -> Iterator[tuple[Label, Rect]]:
        """The upright labels of a drawing, at their places on the page."""
        for mark in art.art.marks:
            if isinstance(mark, Label) and not mark.turn:
                ink = self.run(mark.run, art.x + mark.x, art.y + mark.baseline)
                if ink is not None:
                    yield mark, ink


def around(boxes: Iterable[Rect | None]) -> Rect | None:
    """The smallest rectangle that holds all of them."""
    found: Rect | None = None
    for box in boxes:
        if box is not None:
            found = box if found is None else found.around(box)
    return found


def bounds(path: Path) -> Rect:
    """The rectangle that an outline's points lie in."""
    points = [step[at : at + 2] for step in path.steps for at in range(1, len(step) - 1, 2)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def grounds(page: Page) -> Iterator[Rect]:
    """The filled areas that carry text."""
    for item in page.items:
        if isinstance(item, PlacedMark) and item.name == "ground" and isinstance(item.mark, Fill):
            yield bounds(item.mark.path)


def is_furniture(line: PlacedLine) -> bool:
    """Running heads, folios, monograms: what is no content."""
    return all(line.slots[run.part] is None for run in line.runs)


def words(line: PlacedLine) -> str:
    """What a line says."""
    return "".join(run.text for run in line.runs).strip()
