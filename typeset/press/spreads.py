"""Reader spreads: facing pages side by side, as an open copy shows them. For looking at, not for print."""

from __future__ import annotations

from collections.abc import Iterator

from layout.geometry import Rect
from layout.pages.book import Book, Item, Page, Panel, Spot
from layout.pages.piece import moved_all
from layout.values import replace


def impose_spreads(book: Book) -> Book:
    """Put pages 2 and 3 side by side, 4 and 5, and so on; the first stands alone, as does the last where it is left over.

    Each page is cut at its own trim, so that nothing which bleeds runs into its neighbour.
    """
    pages: list[Page] = []
    places: dict[int, int] = {}
    for facing in _facing(book.pages):
        places |= {page.index: len(pages) for page in facing}
        pages.append(side_by_side(facing, len(pages)))
    anchors = {key: Spot(places[spot.page], spot.y) for key, spot in book.anchors.items() if spot.page in places}
    return replace(book, pages=tuple(pages), anchors=anchors, bleed=0.0)


def side_by_side(pages: tuple[Page, ...], index: int) -> Page:
    """One wide page of *pages*, from left to right, each a panel of its own."""
    items: list[Item] = []
    panels: list[Panel] = []
    x = 0.0
    for page in pages:
        items += moved_all(page.items, x, 0)
        panels.append(Panel(Rect(x, 0, page.width, page.height), len(page.items)))
        x += page.width
    labels = dict.fromkeys(page.label for page in pages if page.label)
    return Page(
        index=index,
        label="–".join(labels),
        width=x,
        height=max(page.height for page in pages),
        items=tuple(items),
        template="spread" if len(pages) > 1 else pages[0].template,
        panels=tuple(panels),
    )


def _facing(pages: tuple[Page, ...]) -> Iterator[tuple[Page, ...]]:
    """A recto faces the verso before it."""
    verso: Page | None = None
    for page in pages:
        if not page.recto:
            verso = page
        else:
            yield (page,) if verso is None else (verso, page)
            verso = None
    if verso is not None:
        yield (verso,)
