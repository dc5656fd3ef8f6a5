"""The structure tree: what the book says, in order, whatever page it stands on.

One `Element` stands for one thing (a paragraph, a table, a figure), however many
lines, columns and pages it crosses (ISO 32000-1, 14.7). Its leaves are *slots*:
plain numbers that placed items carry. Paint gathers, for each slot, the pieces of
content it met on the pages, in page order. So logical order is the tree's, and
drawing order is the page's own affair.
"""

from __future__ import annotations

from collections.abc import Iterator

from layout.values import Struct

Slot = int
"""A leaf of the tree; unique in a book, from 1 up."""


class Element(Struct, frozen=True, kw_only=True):
    """One structure element; *role* is a standard structure type (ISO 32000-1, 14.8.4).

    Roles in use: Document Part Art Sect Div Aside(→ Sect) BlockQuote Caption TOC TOCI
    Index P H1..H6 L LI Lbl LBody Table THead TBody TR TH TD Span Quote Note Reference
    Code Link Figure Formula.
    """

    role: str
    kids: tuple[Element | Slot, ...] = ()
    title: str = ""
    alt: str = ""
    """Text in place of a figure; required for Figure."""
    actual: str = ""
    expansion: str = ""
    """What an abbreviation is short for (/E)."""
    language: str = ""
    key: str = ""
    """Unique name for /ID, where another element refers to this one (Note, TH)."""
    scope: str = ""
    """TH only: Row, Column or Both."""
    headers: tuple[str, ...] = ()
    """TD only: keys of its TH."""
    numbering: str = ""
    """L only: None, Disc, Decimal …"""
    row_span: int = 1
    col_span: int = 1

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def slots(self) -> Iterator[Slot]:
        """Every slot below, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.slots()
            else:
                yield kid
