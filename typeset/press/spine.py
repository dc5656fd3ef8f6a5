"""The cover with its spine, and the inside without the covers: two jobs for a printer that binds them together.

The cover is a sheet of its own, of other paper, folded round the block. Its four pages
are the report's first two and last two; the block is everything between them, so it
begins on a right-hand page as the report's page 3 does.
"""

from __future__ import annotations

from collections.abc import Mapping

from layout.brand import Brand
from layout.design.cover_wrap import Spine, set_cover_inside, set_cover_wrap
from layout.geometry import mm
from layout.pages.book import Book, Item, Page, PlacedArt, PlacedLine, PlacedPicture
from layout.pages.tree import Element
from layout.values import Struct, replace
from typeset.preflight.printer import Printer

COVER_PAGES = 4
"""Outside and inside, front and back."""

STAPLED = ("saddle", "stitch", "stapled", "folded")
"""Words in a printer's binding that tell of no spine."""


class CannotWrap(Exception):
    """There is no cover to make; the message says why."""


class Wrapped(Struct, frozen=True, kw_only=True):
    """A report as cover and block."""

    cover: Book
    """The outside as one wide page; the inside as a second one if anything is printed there."""
    inside: Book
    spine_mm: float


def wrap_cover(
    book: Book, brand: Brand, faces: Mapping[str, bytes], *, title: str, publisher: str, printer: Printer
) -> Wrapped:
    """Divide *book* into its cover, with a spine as thick as the block will be, and the block.

    Blank pages that only filled the last sheet are taken out of the block, and as many put
    in as its own sheets need. Raises `CannotWrap` where the report has no covers.
    """
    pages = book.pages
    if len(pages) <= COVER_PAGES or pages[0].template != "cover" or pages[-1].template != "back cover":
        raise CannotWrap("a cover with a spine needs a `cover` first, a `back cover` last, and pages between them")
    block = _block(pages, printer.page_multiple)
    spine_mm = 0.0 if _is_stapled(printer) else round(printer.spine_mm(len(block)), 2)
    spine = Spine(width=mm(spine_mm), title=title, publisher=publisher, language=book.language)
    sheet = [set_cover_wrap(pages[-1], pages[0], spine, brand, faces)]
    if _is_printed(pages[1]) or _is_printed(pages[-2]):
        sheet.append(set_cover_inside(pages[1], pages[-2], spine.width, book.bleed))
    return Wrapped(cover=_untied(book, tuple(sheet)), inside=_untied(book, block), spine_mm=spine_mm)


def _block(pages: tuple[Page, ...], multiple: int) -> tuple[Page, ...]:
    """The pages inside the cover, a whole number of sheets."""
    inside = list(pages[2:-2])
    while inside and inside[-1].template == "blank":
        inside.pop()
    blank = replace(pages[2], items=(), template="blank", label="", live=None)
    inside += [blank] * (-len(inside) % max(1, multiple))
    return tuple(replace(page, index=at) for at, page in enumerate(inside))


def _is_stapled(printer: Printer) -> bool:
    return any(word in printer.binding.lower() for word in STAPLED)


def _is_printed(page: Page) -> bool:
    """Tell whether anything is to be read or seen on a page; a ground of bare paper is not."""
    return page.template != "blank" and any(_shows(item) for item in page.items)


def _shows(item: Item) -> bool:
    return isinstance(item, PlacedLine | PlacedArt | PlacedPicture) or item.slot is not None


def _untied(book: Book, pages: tuple[Page, ...]) -> Book:
    """Pages as a book for the press alone: nothing in it is tagged or linked."""
    return Book(pages=pages, tree=Element(role="Document"), language=book.language, bleed=book.bleed)
