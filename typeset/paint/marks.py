"""Printer's marks: crop marks, registration targets and the slug line.

All of it lies outside the bleed, in the separation /All, so that every plate carries
it. The slug's words are drawn as outlines: they belong to the pressroom, and whoever
extracts the page's text must not find them in it.

Coordinates are points from the trim's bottom-left corner, y upwards.
"""

from __future__ import annotations

from collections.abc import Sequence

from layout.art import CIRCLE
from layout.pages.book import Page
from typeset.paint.about import Document
from typeset.paint.edition import Marks
from typeset.paint.fonts import outlines
from typeset.paint.syntax import num, nums

FOLD_DASH = (2.0, 1.0)
"""Points: a broken line is a fold, a whole one a cut."""

SLUG_SIZE = 6.0
"""Points: small enough for any trim, large enough to read on a proof."""


def draw_marks(width: float, height: float, bleed: float, marks: Marks, folds: Sequence[float] = ()) -> bytes:
    """Crop marks at the corners, a target at the middle of each side; dashed marks where the sheet is folded."""
    near, far = bleed + marks.gap, bleed + marks.gap + marks.length
    out = [b"%b w 0 J [] 0 d\n" % num(marks.weight)]
    for x in (0.0, width):
        out += [_line(x, -near, x, -far), _line(x, height + near, x, height + far)]
    for y in (0.0, height):
        out += [_line(-near, y, -far, y), _line(width + near, y, width + far, y)]
    centre, reach = (near + far) / 2, marks.length / 2
    # Between two folds there is no room for a target: it goes to the middle of the first side.
    middle = folds[0] / 2 if folds else width / 2
    for x, y in ((middle, -centre), (middle, height + centre)):
        out.append(_target(x, y, reach))
    for x, y in ((-centre, height / 2), (width + centre, height / 2)):
        out.append(_target(x, y, reach))
    if folds:
        out.append(b"[%b] 0 d\n" % nums(*FOLD_DASH))
        out += [
            _line(x, y, x, y + way) for x in folds for y, way in ((-near, -marks.length), (height + near, marks.length))
        ]
    return b"".join(out)


def draw_slug(about: Document, plates: tuple[str, ...], font: bytes, bleed: float, marks: Marks) -> bytes:
    """What stands under every page for the pressroom: job, date, plates."""
    parts = (about.job or about.title, about.date, about.plates or " ".join(plates))
    words = "   ".join(part for part in parts if part)
    return _set(words, font, _slug_left(marks), bleed, marks)


def draw_page_number(page: Page, number: int, count: int, font: bytes, bleed: float, marks: Marks) -> bytes:
    """Which page this is, its folio and its *number* in the file, at the right end of the slug line."""
    words = f"{page.label}   {number}/{count}" if page.label else f"{number}/{count}"
    width = outlines(font, words)[1] * SLUG_SIZE / 1000
    return _set(words, font, page.width - _slug_left(marks) - width, bleed, marks)


def _slug_left(marks: Marks) -> float:
    """Clear of the crop mark at the corner."""
    return marks.gap + SLUG_SIZE


def _set(words: str, font: bytes, left: float, bleed: float, marks: Marks) -> bytes:
    foot = -(bleed + marks.gap + SLUG_SIZE)
    scale = num(SLUG_SIZE / 1000)
    return b"q %b 0 0 %b %b cm\n%bQ\n" % (scale, scale, nums(left, foot), outlines(font, words)[0])


def _line(x1: float, y1: float, x2: float, y2: float) -> bytes:
    return b"%b m %b l S\n" % (nums(x1, y1), nums(x2, y2))


def _target(x: float, y: float, reach: float) -> bytes:
    """A cross with a circle, *reach* points from its centre to its ends."""
    r = reach * 0.6
    k = r * CIRCLE
    circle = (
        b"%b m\n" % nums(x + r, y)
        + b"%b c\n" % nums(x + r, y + k, x + k, y + r, x, y + r)
        + b"%b c\n" % nums(x - k, y + r, x - r, y + k, x - r, y)
        + b"%b c\n" % nums(x - r, y - k, x - k, y - r, x, y - r)
        + b"%b c h S\n" % nums(x + k, y - r, x + r, y - k, x + r, y)
    )
    return _line(x - reach, y, x + reach, y) + _line(x, y - reach, x, y + reach) + circle
