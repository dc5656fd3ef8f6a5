"""The differ: which pages look different now, and on which of them something was written.

Two questions, for a page may have to be drawn again only because its folio has moved on.
Pages are compared by what is on them, not by where it came from: a line added to the
manifest moves every later place in the file and not one letter on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from layout.pages.book import Item, Page, PlacedArt, PlacedLine, PlacedMark, PlacedPicture
from layout.values import Struct

Pictures = Mapping[str, bytes]


class Difference(Struct, frozen=True, kw_only=True):
    """Indexes of pages of the later book."""

    redrawn: frozenset[int]
    """They do not look as the page at their place did."""
    written: tuple[int, ...]
    """Something is on them that was not on the page before, wherever that stood; furniture apart."""


class Sheets(Struct, frozen=True, kw_only=True):
    """A book's pages with the pictures on them."""

    pages: Sequence[Page] = ()
    pictures: Pictures | None = None


def compare(old: Sheets, new: Sheets) -> Difference:
    """Compare two states of a book; whether their inks are the same is somebody else's question."""
    is_same = _same_picture(old.pictures or {}, new.pictures or {})
    before = _Before(old.pages)
    redrawn: set[int] = set()
    written: list[int] = []
    for number, page in enumerate(new.pages):
        place = old.pages[number].items if number < len(old.pages) else None
        if place is not None and _look_alike(place, page.items, is_same):
            continue
        redrawn.add(number)
        if page.template == "blank":  # put in to fill a sheet; nobody wrote it
            continue
        body = _body(page.items)
        if place is not None and _look_alike(_body(place), body, is_same):
            continue
        if not any(_say_alike(one, body, is_same) for one in before.pages_like(number, body)):
            written.append(number)
    return Difference(redrawn=frozenset(redrawn), written=tuple(written))


class _Before:
    """The pages of before, by how they begin: where pages came in or went, others are found elsewhere."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages
        self._known: dict[tuple[object, ...], list[tuple[int, Body]]] | None = None

    def pages_like(self, number: int, body: Body) -> Iterator[Body]:
        """What stood on pages other than *number* that began as *body* does."""
        if self._known is None:
            self._known = {}
            for at, page in enumerate(self._pages):
                one = _body(page.items)
                self._known.setdefault(_beginning(one), []).append((at, one))
        return (one for at, one in self._known.get(_beginning(body), ()) if at != number)


Body = tuple[Item, ...]


def _beginning(body: Body) -> tuple[object, ...]:
    lines = [item for item in body if isinstance(item, PlacedLine)]
    return (len(lines), *("".join(run.text for run in line.runs) for line in lines[:1]))


def _body(items: Sequence[Item]) -> Body:
    """A page without its furniture: running head and folio come from nowhere and belong to nothing."""
    return tuple(
        item
        for item in items
        if not (isinstance(item, PlacedLine) and not item.origin and all(slot is None for slot in item.slots))
    )


SamePicture = Callable[[str], bool]


def _same_picture(old: Pictures, new: Pictures) -> SamePicture:
    known: dict[str, bool] = {}

    def is_same(name: str) -> bool:
        if name not in known:
            known[name] = old.get(name) == new.get(name)
        return known[name]

    return is_same


def _look_alike(one: Sequence[Item], other: Sequence[Item], is_same: SamePicture) -> bool:
    return len(one) == len(other) and all(_alike(a, b, is_same) for a, b in zip(one, other, strict=True))


def _alike(one: Item, other: Item, is_same: SamePicture) -> bool:
    if isinstance(other, PlacedPicture):  # the file may have changed under its name
        return isinstance(one, PlacedPicture) and one.box == other.box and one.data == other.data and is_same(one.data)
    if one is other:
        return True
    match one, other:
        case PlacedLine(), PlacedLine():
            return one.x == other.x and one.baseline == other.baseline and one.runs == other.runs
        case PlacedMark(), PlacedMark():
            return one.mark == other.mark
        case PlacedArt(), PlacedArt():
            return one.x == other.x and one.y == other.y and one.art == other.art
        case _:
            return False


def _say_alike(one: Body, other: Body, is_same: SamePicture) -> bool:
    """Tell whether two pages hold the same, wherever it stands: a page that moves to the other side is mirrored."""
    return all(
        len(old) == len(new) and all(a == b for a, b in zip(old, new, strict=True))
        for old, new in zip(_said(one), _said(other), strict=True)
    ) and all(is_same(item.data) for item in other if isinstance(item, PlacedPicture))


def _said(body: Body) -> tuple[list[object], ...]:
    return (
        [item.runs for item in body if isinstance(item, PlacedLine)],
        [item.art for item in body if isinstance(item, PlacedArt)],
        [item.data for item in body if isinstance(item, PlacedPicture)],
    )
