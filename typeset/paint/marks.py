"""Printer's marks: crop marks, registration targets and the slug line.

All of it lies outside the bleed, in the separation /All, so that every plate carries
it. Coordinates are points from the trim's bottom-left corner, y upwards.
"""

from __future__ import annotations

from layout.art import CIRCLE
from layout.pages.book import Page
from typeset.paint.about import Document
from typeset.paint.edition import Marks
from typeset.paint.fonts import Face
from typeset.paint.syntax import num, nums

SLUG_SIZE = 6.0
"""Points: small enough for any trim, large enough to read on a proof."""


def draw_marks(page: Page, bleed: float, marks: Marks) -> bytes:
    """Crop marks at the corners, a target at the middle of each side."""
    width, height = page.width, page.height
    near, far = bleed + marks.gap, bleed + marks.gap + marks.length
    lines = []
    for x in (0.0, width):
        lines += [(x, -near, x, -far), (x, height + near, x, height + far)]
    for y in (0.0, height):
        lines += [(-near, y, -far, y), (width + near, y, width + far, y)]
    out = [b"%b w 0 J [] 0 d\n" % num(marks.weight)]
    out += [_line(*line) for line in lines]
    centre = bleed + marks.gap + marks.length / 2
    for x, y in (
        (width / 2, -centre),
        (width / 2, height + centre),
        (-centre, height / 2),
        (width + centre, height / 2),
    ):
        out.append(_target(x, y, marks.length / 2))
    return b"".join(out)


def slug_line(page: Page, about: Document, plates: tuple[str, ...], count: int) -> str:
    """What stands under the page for the pressroom: job, page, plates, date."""
    place = f"page {page.label} ({page.index + 1} of {count})" if page.label else f"{page.index + 1} of {count}"
    parts = (about.job or about.title, place, about.plates or " ".join(plates), about.date)
    return "  ·  ".join(part for part in parts if part)


def write_slug(words: str, face: Face, bleed: float, marks: Marks) -> bytes:
    """Set the slug line at the foot, right of the left crop mark."""
    left, foot = marks.gap + SLUG_SIZE, -(bleed + marks.gap + SLUG_SIZE)
    piece = face.words(words)
    resource = face.resource.encode()
    return b"BT\n/%b %b Tf\n%b Td\n%bET\n" % (
        resource,
        num(SLUG_SIZE),
        nums(left, foot),
        face.show((piece,), (0.0,)),
    )


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
