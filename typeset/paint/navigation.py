"""Ways through a file: links, named places, outline, page labels (ISO 32000-1, 12.3 and 12.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from layout.geometry import Rect
from layout.pages.book import Book, Bookmark, Link, Page, Spot
from layout.pages.tree import Slot
from layout.values import Struct, field
from typeset.paint.content import Reach
from typeset.paint.store import Raw, Store, array, dictionary
from typeset.paint.syntax import flipped, literal, nums, rectangle, text_string
from typeset.paint.tags import Annotation

PRINTED = b"4"
"""Annotation flags: the Print bit, which PDF/A wants set and no other."""


class LinkPiece(Struct):
    """One line's worth of a link: what the pointer can hit."""

    page: int
    slot: Slot
    box: Rect


class Annotations(Struct):
    """The link annotations of a file: by page for the pages, by slot for the tree."""

    by_page: dict[int, list[bytes]] = field(default_factory=dict)
    by_slot: dict[Slot, list[Annotation]] = field(default_factory=dict)


def link_pieces(reaches: Sequence[Reach], links: Mapping[Slot, Link]) -> list[LinkPiece]:
    """Join what belongs to one link on one line; the runs of a line follow each other."""
    pieces: list[LinkPiece] = []
    for reach in reaches:
        link = links.get(reach.slot)
        if link is None or not reach.box.width:
            continue
        last = pieces[-1] if pieces else None
        if last and last.page == reach.page and links[last.slot] == link and _abut(last.box, reach.box):
            last.box = last.box.around(reach.box)
        else:
            pieces.append(LinkPiece(reach.page, reach.slot, reach.box))
    return pieces


def annotate(store: Store, book: Book, page_refs: Sequence[bytes], reaches: Sequence[Reach]) -> Annotations:
    """Add an annotation for each piece of each link.

    A page has them in the order of the structure, which the tab key follows: notes, say, are
    painted last and read where they are cited.
    """
    made = Annotations()
    rank = {slot: number for number, slot in enumerate(book.tree.slots())}
    ranked: dict[int, list[tuple[int, bytes]]] = {}
    for number, piece in enumerate(link_pieces(reaches, book.links), start=len(page_refs)):
        link = book.links[piece.slot]
        reference = store.put_dict(
            {
                "Type": b"/Annot",
                "Subtype": b"/Link",
                **_place(piece.box, book.pages[piece.page].height),
                "Border": b"[0 0 0]",
                "F": PRINTED,
                "P": page_refs[piece.page],
                "Contents": text_string(link.contents),
                "StructParent": b"%d" % number,
                **_target(link, book, page_refs),
            }
        )
        ranked.setdefault(piece.page, []).append((rank.get(piece.slot, 0), reference))
        made.by_slot.setdefault(piece.slot, []).append(Annotation(piece.page, reference, number))
    for page, references in ranked.items():
        made.by_page[page] = [reference for _, reference in sorted(references, key=lambda one: one[0])]
    return made


def named_places(book: Book, page_refs: Sequence[bytes]) -> bytes:
    """The name tree of destinations: every anchor of the book (7.9.6)."""
    rows = {literal(anchor.encode()): _destination(spot, book, page_refs) for anchor, spot in book.anchors.items()}
    return dictionary({"Names": array(part for key in sorted(rows) for part in (key, rows[key]))})


def add_outline(store: Store, book: Book, page_refs: Sequence[bytes]) -> bytes | None:
    """Add the outline, first level open; return the reference to it, or None without bookmarks."""
    if not book.bookmarks:
        return None
    root, root_ref = store.reserve()
    # A stack of open ancestors: (level, what is gathered below them).
    top = _Entry(root, root_ref, 0)
    stack = [top]
    for bookmark in book.bookmarks:
        while stack[-1].level >= bookmark.level:
            stack.pop()
        entry = _Entry(*store.reserve(), bookmark.level, bookmark)
        stack[-1].kids.append(entry)
        stack.append(entry)
    _write_outline(top, book, page_refs)
    return root_ref


def page_labels(pages: Sequence[Page]) -> bytes:
    """Page labels that agree with the folios: one range for each run that counts on (12.4.2)."""
    rows: list[bytes] = []
    expected: tuple[bytes, int] | None = None
    for at, page in enumerate(pages):
        style, number = _counted(page.label)
        if style and expected == (style, number):
            expected = (style, number + 1)
            continue
        expected = (style, number + 1) if style else None
        label = b"/S%b /St %d" % (style, number) if style else b"/P %b" % text_string(page.label)
        rows.append(b"%d <<%b>>" % (at, label))
    return b"<</Nums[%b]>>" % b" ".join(rows)


class _Entry(Struct):
    """An outline item being put together."""

    raw: Raw
    reference: bytes
    level: int
    bookmark: Bookmark | None = None
    kids: list[_Entry] = field(default_factory=list)


def _write_outline(entry: _Entry, book: Book, page_refs: Sequence[bytes]) -> None:
    """Fill *entry*'s kids, then itself when it is the root."""
    for before, kid, after in zip([None, *entry.kids], entry.kids, [*entry.kids[1:], None], strict=False):
        assert kid.bookmark is not None
        _write_outline(kid, book, page_refs)
        spot = _spot(kid.bookmark.anchor, book)
        body = {
            "Title": text_string(kid.bookmark.title),
            "Parent": entry.reference,
            "Dest": _destination(spot, book, page_refs),
            **({"Prev": before.reference} if before else {}),
            **({"Next": after.reference} if after else {}),
            **_ends(kid),
        }
        if kid.kids:
            # Negative: closed, so that the panel opens on the chapters alone (12.3.3).
            body["Count"] = b"-%d" % len(kid.kids)
        kid.raw.body = dictionary(body)
    if entry.bookmark is None:
        entry.raw.body = dictionary({"Type": b"/Outlines", "Count": b"%d" % len(entry.kids), **_ends(entry)})


def _ends(entry: _Entry) -> dict[str, bytes]:
    if not entry.kids:
        return {}
    return {"First": entry.kids[0].reference, "Last": entry.kids[-1].reference}


def _place(box: Rect, height: float) -> dict[str, bytes]:
    left, bottom, right, top = flipped(box, height)
    # Upper pair first: what Acrobat and all others read, whatever 12.5.6.5 draws.
    quad = nums(left, top, right, top, left, bottom, right, bottom)
    return {"Rect": rectangle(left, bottom, right, top), "QuadPoints": b"[%b]" % quad}


def _target(link: Link, book: Book, page_refs: Sequence[bytes]) -> dict[str, bytes]:
    if link.uri:
        return {"A": b"<</Type/Action /S/URI /URI %b>>" % literal(_ascii_uri(link.uri))}
    return {"Dest": _destination(_spot(link.anchor, book), book, page_refs)}


def _spot(anchor: str, book: Book) -> Spot:
    spot = book.anchors.get(anchor)
    if spot is None:
        raise ValueError(f"something leads to {anchor!r}, which is nowhere in the book")
    return spot


def _destination(spot: Spot, book: Book, page_refs: Sequence[bytes]) -> bytes:
    return b"[%b /XYZ null %b null]" % (page_refs[spot.page], nums(book.pages[spot.page].height - spot.y))


def _abut(one: Rect, other: Rect) -> bool:
    """Tell whether *other* goes on where *one* ends, on either side: words may run from the right."""
    gap = min(abs(other.x - one.right), abs(one.x - other.right))
    return abs(one.bottom - other.bottom) < one.height / 2 and gap < one.height


def _ascii_uri(uri: str) -> bytes:
    """An address in seven bits, as 12.6.4.7 asks; what is escaped already stays."""
    from urllib.parse import quote

    return quote(uri, safe="%/:=&?~#+!$,;'@()*[]").encode("ascii")


_ROMAN = tuple(
    zip(
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        strict=True,
    )
)


def _roman(number: int) -> str:
    text = ""
    for letters, value in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text


_ROMANS = {_roman(number): number for number in range(1, 400)}


def _counted(label: str) -> tuple[bytes, int]:
    """Read a folio as a numbering style and a number; no style when it is neither."""
    if label.isascii() and label.isdigit() and str(int(label)) == label and label != "0":
        return b"/D", int(label)
    if label in _ROMANS:
        return b"/r", _ROMANS[label]
    if label.lower() in _ROMANS and label.isupper():
        return b"/R", _ROMANS[label.lower()]
    return b"", 0
