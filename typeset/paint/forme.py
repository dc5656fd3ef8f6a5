"""The forme: a Book's pages locked up, ready to be printed in any edition's inks.

Two editions of one Book are painted one after the other more often than not. What
they share, the written pages and the character codes given out on the way, is made
once and kept until another Book comes.
"""

from __future__ import annotations

from collections.abc import Mapping

from layout.pages.book import Book
from layout.values import Struct
from typeset.paint.content import InklessPage, PageWriter, Reach
from typeset.paint.fonts import Faces
from typeset.paint.tags import slots_of_figures


class Forme(Struct, frozen=True, kw_only=True):
    """A Book written, but for what editions decide."""

    book: Book
    fonts: Mapping[str, bytes]
    pages: tuple[InklessPage, ...]
    faces: Faces
    """With a code for every pair of glyph and text on the pages; it changes no more."""
    pictures: Mapping[str, str]
    """From the names of picture files to their resource names."""

    @property
    def reaches(self) -> list[Reach]:
        """Where links and figures have their content, in painting order."""
        return [reach for page in self.pages for reach in page.reaches]


_latest: Forme | None = None


def lock_up(book: Book, fonts: Mapping[str, bytes]) -> Forme:
    """Write *book*'s pages, unless they are the ones that were written last.

    A Book is frozen, so the very same one has the very same pages.
    """
    global _latest
    latest = _latest
    if latest is None or latest.book is not book or latest.fonts != fonts:
        latest = _latest = _write(book, dict(fonts))
    return latest


def _write(book: Book, fonts: Mapping[str, bytes]) -> Forme:
    faces = Faces(fonts)
    pictures: dict[str, str] = {}
    watched = slots_of_figures(book.tree) | book.links.keys()
    pages = tuple(PageWriter(number, page, faces, pictures, watched).write() for number, page in enumerate(book.pages))
    return Forme(book=book, fonts=fonts, pages=pages, faces=faces, pictures=pictures)
