"""Where links and bookmarks lead: whether that place is in the file (ISO 32000-1, 12.3.2)."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.preflight.cos import Cos, as_name, as_text, elements, entry, items, raw

_MOST_BOOKMARKS = 100_000


def names_in(tree: Cos) -> Iterator[tuple[str, Cos]]:
    """Keys and values of a name tree (7.9.6); a broken one may be a circle."""
    waiting, seen = [tree], set[int]()
    while waiting:
        node = waiting.pop(0)
        if not isinstance(node, dict) or id(node) in seen:
            continue
        seen.add(id(node))
        pairs = elements(entry(node, "Names"))
        yield from ((as_text(key), value) for key, value in zip(pairs[::2], pairs[1::2], strict=False))
        waiting += elements(entry(node, "Kids"))


class Targets:
    """The places of one file that can be led to."""

    def __init__(self, catalog: Cos, pages: dict[int, int]) -> None:
        self._pages = pages
        self._names = {key for key, _ in names_in(entry(catalog, "Names", "Dests"))}
        self._names |= {key for key, _ in items(entry(catalog, "Dests"))}

    def page_of(self, holder: Cos) -> int | None:
        """Index of the page that an annotation leads to, where its destination is written out; names are not looked up."""
        place = _place_in(holder)
        first = next(list.__iter__(place), None) if isinstance(place, list) else None
        return self._pages.get(getattr(first, "idnum", -1))

    def missed(self, holder: Cos) -> str:
        """What an annotation or a bookmark leads to and the file does not have; empty if all is well."""
        place = _place_in(holder)
        if isinstance(place, list):
            first = list.__getitem__(place, 0) if place else None
            number = getattr(first, "idnum", None)
            is_page = number in self._pages if number is not None else as_name(entry(first, "Type")) == "Page"
            # A bare page number belongs to another file (12.3.2.2), but every viewer follows it here as well.
            is_number = isinstance(first, int) and 0 <= int(first) < len(self._pages)
            return "" if is_page or is_number else "a page that is not in the file"
        name = as_name(place) or as_text(place)
        return f"“{name}”, which the file does not define" if name and name not in self._names else ""

    def lost_bookmarks(self, outlines: Cos) -> Iterator[str]:
        """The titles of bookmarks that lead nowhere."""
        waiting, seen = [entry(outlines, "First")], set[int]()
        while waiting and len(seen) < _MOST_BOOKMARKS:
            item = waiting.pop()
            if not isinstance(item, dict) or id(item) in seen:
                continue
            seen.add(id(item))
            if self.missed(item):
                yield as_text(entry(item, "Title"))
            waiting += [entry(item, "Next"), entry(item, "First")]


def _place_in(holder: Cos) -> Cos:
    """The destination of an annotation or a bookmark: its own, or that of its action."""
    place = entry(holder, "Dest")
    if place is None and as_name(entry(holder, "A", "S")) == "GoTo":
        place = entry(holder, "A", "D")
    return entry(place, "D") if isinstance(place, dict) else place


def loose_files(catalog: Cos) -> list[str]:
    """Attached files that do not say how they belong to the document (ISO 19005-3, 6.8)."""
    associated = {getattr(reference, "idnum", id(reference)) for reference in _references(catalog)}
    loose = []
    for name, file in names_in(entry(catalog, "Names", "EmbeddedFiles")):
        number = getattr(getattr(file, "indirect_reference", None), "idnum", None)
        if not as_name(entry(file, "AFRelationship")) or (number is not None and number not in associated):
            loose.append(as_text(entry(file, "UF")) or name)
    return loose


def _references(catalog: Cos) -> list[Cos]:
    """What the catalogue's AF holds, unresolved."""
    given = entry(catalog, "AF")
    return list(list.__iter__(given)) if isinstance(given, list) else [raw(catalog, "AF")]
