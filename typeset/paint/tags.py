"""The structure tree as PDF objects (ISO 32000-1, 14.7 and 14.8).

One element stands for one thing, however many pages its content crosses: its K array
names the pieces page by page. Elements that ended up with nothing in them are left
out; an empty paragraph is noise to whoever listens.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from layout.geometry import Rect
from layout.pages.book import Page
from layout.pages.tree import Element, Slot
from layout.values import Struct
from typeset.paint.content import Reach
from typeset.paint.sequences import Found
from typeset.paint.store import Store, array, dictionary
from typeset.paint.syntax import flipped, literal, name, rectangle, text_string

ROLE_MAP = {"Aside": "Sect"}
"""Our roles that are no standard structure type, and the standard type that readers take them for."""

STANDARD_ROLES = frozenset(
    """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6
    L LI Lbl LBody Table THead TBody TFoot TR TH TD Span Quote Note Reference BibEntry Code Link Annot
    Ruby RB RT RP Warichu WT WP Figure Formula Form
    """.split()  # noqa: SIM905  # a word list reads better than fifty pairs of quotes
)
"""Structure types of ISO 32000-1, 14.8.4."""

FIGURES = frozenset({"Figure", "Formula"})
_CELLS = frozenset({"TH", "TD"})


class Annotation(Struct):
    """A link's annotation waiting for its element: its number, and its place in the parent tree."""

    page: int
    reference: bytes
    number: int


def roles_of(tree: Element) -> dict[Slot, str]:
    """The role of the element that each slot belongs to directly."""
    roles: dict[Slot, str] = {}
    for element in tree.walk():
        if element.role not in STANDARD_ROLES and element.role not in ROLE_MAP:
            raise ValueError(f"{element.role!r} is no structure type that PDF knows")
        for kid in element.kids:
            if not isinstance(kid, Element):
                if kid in roles:
                    raise ValueError(f"slot {kid} stands in the tree twice")
                roles[kid] = element.role
    return roles


def slots_of_figures(tree: Element) -> frozenset[Slot]:
    """Slots whose places make up the BBox of a figure."""
    return frozenset(slot for element in tree.walk() if element.role in FIGURES for slot in element.slots())


class Tags:
    """Adds one file's structure tree to its store."""

    def __init__(
        self,
        store: Store,
        pages: Sequence[Page],
        page_refs: Sequence[bytes],
        found: Found,
        reaches: Sequence[Reach],
        annotations: Mapping[Slot, Sequence[Annotation]],
    ) -> None:
        self._store = store
        self._pages = pages
        self._page_refs = page_refs
        self._found = found
        self._annotations = annotations
        self._parents: dict[Slot, bytes] = {}
        self._annotation_parents: dict[int, bytes] = {}
        self._ids: dict[bytes, bytes] = {}
        self._saying: set[int] = set()
        self._boxes: dict[Slot, dict[int, Rect]] = {}
        for reach in reaches:
            pages_of_slot = self._boxes.setdefault(reach.slot, {})
            known = pages_of_slot.get(reach.page)
            pages_of_slot[reach.page] = reach.box if known is None else known.around(reach.box)

    def add(self, tree: Element) -> bytes:
        """Add the whole tree; return the reference to its root."""
        root, root_ref = self._store.reserve()
        self._find_saying(tree)
        document = self._add_element(tree, root_ref) if id(tree) in self._saying else None
        entries = {
            "Type": b"/StructTreeRoot",
            "K": array([document] if document else []),
            "ParentTree": self._parent_tree(),
            "ParentTreeNextKey": b"%d" % (len(self._page_refs) + len(self._annotation_parents)),
            "RoleMap": dictionary({ours: name(theirs) for ours, theirs in ROLE_MAP.items()}),
        }
        if self._ids:
            entries["IDTree"] = self._store.put_dict({"Names": _names(self._ids)})
        root.body = dictionary(entries)
        return root_ref

    def _find_saying(self, element: Element) -> bool:
        """Note which elements say something: words of their own, or content on some page, themselves or below."""
        says = bool(element.actual)
        for kid in element.kids:
            # No short cut: every kid has to be looked at.
            says |= self._find_saying(kid) if isinstance(kid, Element) else kid in self._found.pieces
        if says:
            self._saying.add(id(element))
        return says

    def _kept(self, element: Element) -> Iterator[Element | Slot]:
        """The kids that have content; in a row that has some, its empty cells too."""
        for kid in element.kids:
            if not isinstance(kid, Element):
                if kid in self._found.pieces:
                    yield kid
            elif kid.role in _CELLS or id(kid) in self._saying:
                yield kid

    def _add_element(self, element: Element, parent: bytes, *, in_link: bool = False) -> bytes:
        raw, own = self._store.reserve()
        page = self._first_page(element)
        in_link = in_link or element.role == "Link"
        kids: list[bytes] = []
        for kid in self._kept(element):
            if isinstance(kid, Element):
                kids.append(self._add_element(kid, own, in_link=in_link))
            elif kid in self._annotations and not in_link:
                kids.append(self._add_link(kid, own))
            else:
                kids += self._leaves(kid, own, page)
        key = element.key
        if element.role == "Note" and not key:
            # Every note must be nameable (ISO 14289-1, 7.9); its number in the file is as good as any.
            key = f"note-{own.split()[0].decode()}"
        if element.role in FIGURES and not (element.alt or element.actual):
            # ISO 14289-1, 7.3; whoever made the element has to ask the author for it.
            raise ValueError(f"a {element.role} on page {page + 1} has no words in its place")
        raw.body = self._body(element, parent, page, kids, key)
        if key:
            self._register(key, own)
        return own

    def _register(self, key: str, own: bytes) -> None:
        written = literal(key.encode())
        if written in self._ids:
            raise ValueError(f"two elements have the key {key!r}")
        self._ids[written] = own

    def _first_page(self, element: Element) -> int:
        """The page where the element's own content begins; -1 if it has none of its own."""
        own = [piece[0] for kid in element.kids if not isinstance(kid, Element) for piece in self._pieces(kid)]
        return min(own, default=-1)

    def _pieces(self, slot: Slot) -> Sequence[tuple[int, int]]:
        return self._found.pieces.get(slot, ())

    def _leaves(self, slot: Slot, owner: bytes, page: int) -> list[bytes]:
        """A slot's pieces as kids of *owner*, then the annotations that lie on them."""
        self._parents[slot] = owner
        leaves = [
            b"%d" % number if on == page else b"<</Type/MCR /Pg %b /MCID %d>>" % (self._page_refs[on], number)
            for on, number in self._pieces(slot)
        ]
        for annotation in self._annotations.get(slot, ()):
            self._annotation_parents[annotation.number] = owner
            leaves.append(b"<</Type/OBJR /Pg %b /Obj %b>>" % (self._page_refs[annotation.page], annotation.reference))
        return leaves

    def _add_link(self, slot: Slot, parent: bytes) -> bytes:
        """A Link element about a linked slot that the tree did not put in one (ISO 14289-1, 7.18.5)."""
        raw, own = self._store.reserve()
        page = self._pieces(slot)[0][0]
        link = Element(role="Link", kids=(slot,))
        raw.body = self._body(link, parent, page, self._leaves(slot, own, page))
        return own

    def _body(self, element: Element, parent: bytes, page: int, kids: Sequence[bytes], key: str = "") -> bytes:
        entries = [b"<</Type/StructElem /S%b /P %b" % (name(element.role), parent)]
        if page >= 0:
            entries.append(b"/Pg %b" % self._page_refs[page])
        if len(kids) == 1:
            entries.append(b"/K %b" % kids[0])
        elif kids:
            entries.append(b"/K[%b]" % b" ".join(kids))
        for entry, words in (
            (b"T", element.title),
            (b"Alt", element.alt),
            (b"ActualText", element.actual),
            (b"E", element.expansion),
            (b"Lang", element.language),
        ):
            if words:
                entries.append(b"/%b %b" % (entry, text_string(words)))
        if key:
            entries.append(b"/ID %b" % literal(key.encode()))
        attributes = self._attributes(element)
        if attributes:
            entries.append(b"/A %b" % (attributes[0] if len(attributes) == 1 else array(attributes)))
        return b" ".join(entries) + b">>"

    def _attributes(self, element: Element) -> list[bytes]:
        """Attribute objects by owner (14.8.5)."""
        attributes = []
        if element.role in _CELLS:
            table = _table_attributes(element)
            if table:
                attributes.append(dictionary({"O": b"/Table", **table}))
        if element.numbering:
            attributes.append(dictionary({"O": b"/List", "ListNumbering": name(element.numbering)}))
        if element.role in FIGURES:
            box = self._box(element)
            if box is not None:
                attributes.append(dictionary({"O": b"/Layout", "Placement": b"/Block", "BBox": box}))
        return attributes

    def _box(self, element: Element) -> bytes | None:
        """What the figure covers on the first page where it stands, cut at the trim."""
        by_page: dict[int, Rect] = {}
        for slot in element.slots():
            for number, box in self._boxes.get(slot, {}).items():
                by_page[number] = box if number not in by_page else by_page[number].around(box)
        if not by_page:
            return None
        first = min(by_page)
        page = self._pages[first]
        left, bottom, right, top = flipped(by_page[first], page.height)
        return rectangle(max(left, 0), max(bottom, 0), min(right, page.width), min(top, page.height))

    def _parent_tree(self) -> bytes:
        """From each page's marked-content numbers, and each annotation, back to the element (14.7.4.4)."""
        rows = [
            b"%d [%b]" % (page, b" ".join(self._parents[slot] for slot in slots))
            for page, slots in enumerate(self._found.holders)
        ]
        rows += [b"%d %b" % (number, owner) for number, owner in sorted(self._annotation_parents.items())]
        return self._store.put_dict({"Nums": b"[" + b"\n".join(rows) + b"]"})


def _table_attributes(element: Element) -> dict[str, bytes]:
    entries = {}
    if element.scope:
        entries["Scope"] = name(element.scope)
    if element.headers:
        entries["Headers"] = array(literal(key.encode()) for key in element.headers)
    if element.row_span != 1:
        entries["RowSpan"] = b"%d" % element.row_span
    if element.col_span != 1:
        entries["ColSpan"] = b"%d" % element.col_span
    return entries


def _names(ids: Mapping[bytes, bytes]) -> bytes:
    return array(part for key in sorted(ids) for part in (key, ids[key]))
