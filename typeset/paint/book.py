"""Painting a Book: pages, then what the pages turned out to need, then the file around them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from layout.ink import Palette
from layout.pages.book import Book, Page
from typeset.paint.about import Attachment, Document
from typeset.paint.attachments import attach
from typeset.paint.edition import Edition, OutputIntent
from typeset.paint.forme import lock_up
from typeset.paint.inking import KNOCKOUT, OVERPRINT, Needs, ink_page
from typeset.paint.inks import Inks
from typeset.paint.marks import draw_marks, draw_page_number, draw_slug
from typeset.paint.metadata import info_entries, xmp_packet
from typeset.paint.navigation import Annotations, add_outline, annotate, named_places, page_labels
from typeset.paint.pictures import embed_pictures
from typeset.paint.sequences import Found, Sequences, Unmarked
from typeset.paint.store import Store, array, dictionary
from typeset.paint.syntax import nums, rectangle, text_string
from typeset.paint.tags import Tags, roles_of

PROCESS_PLATES = ("C", "M", "Y", "K")


def paint(
    book: Book,
    edition: Edition,
    *,
    brand_inks: Palette,
    fonts: Mapping[str, bytes],
    about: Document,
    pictures: Mapping[str, bytes] | None = None,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """Paint *book* as one *edition*; return the finished PDF.

    *fonts* holds the font files by the keys that the book's runs name, *pictures* the
    image files by the names that its placed pictures bear. The same arguments give the
    same bytes, on any machine and any day.
    """
    return _Painting(book, edition, brand_inks, fonts, about, pictures or {}, attachments).paint()


class _Painting:
    """One file in the making; lives as long as one call of `paint`."""

    def __init__(
        self,
        book: Book,
        edition: Edition,
        palette: Palette,
        fonts: Mapping[str, bytes],
        about: Document,
        pictures: Mapping[str, bytes],
        attachments: Sequence[Attachment],
    ) -> None:
        self._book = book
        self._edition = edition
        self._about = about
        self._attachments = attachments if edition.attaches else ()
        self._store = Store(edition.standard.version)
        self._forme = lock_up(book, fonts)
        self._inks = Inks(palette, edition)
        self._pictures = pictures
        self._found = Found()
        self._bleed = book.bleed if edition.bleeds else 0.0
        self._identity = hashlib.sha256()
        # The pressroom's words want no more than some plain face.
        self._slug_font = fonts["sans"] if "sans" in fonts else fonts[min(fonts)] if fonts else b""
        self._margin = self._bleed + (edition.marks.room if edition.marks else 0.0)

    def paint(self) -> bytes:
        store = self._store
        written = self._ink_pages()
        resources = _Resources(
            faces=self._forme.faces.embed(store),
            pictures=embed_pictures(store, self._forme.pictures, self._pictures, self._edition),
            separations=self._inks.colour_spaces(store),
        )
        marks = self._add_marks()
        slots = [store.reserve() for _ in written]
        page_refs = [reference for _, reference in slots]
        links = Annotations()
        if self._edition.linked:
            links = annotate(store, self._book, page_refs, self._forme.reaches)
        for number, (contents, needs) in enumerate(written):
            page = self._book.pages[number]
            shared = marks.get((page.width, page.height, page.folds))
            entries = {
                **self._boxes(page),
                "Resources": resources.entries(needs),
                "Contents": array([contents, shared]) if shared else contents,
                **self._ties(number, links),
            }
            store.add_page(entries, slots[number][0])
        self._fill_root(page_refs, links)
        return store.finish(info_entries(self._about, self._edition))

    def _ink_pages(self) -> list[tuple[bytes, Needs]]:
        """Finish every page's content; return the reference to it and what it needs."""
        roles = roles_of(self._book.tree) if self._edition.tagged else {}
        kind = Sequences if self._edition.tagged else Unmarked
        written = []
        for number, page in enumerate(self._forme.pages):
            content, needs = ink_page(page, self._inks, kind(number, roles, self._found))
            content = self._frame(number, content, needs)
            self._identity.update(content)
            written.append((self._store.put_stream(content), needs))
        return written

    def _frame(self, number: int, content: bytes, needs: Needs) -> bytes:
        """Put *content* where its trim lies on the medium, cut it at the bleed, number it for the pressroom."""
        page = self._book.pages[number]
        bleed, marks = self._bleed, self._edition.marks
        left, right = self._side_bleeds(page)
        clip = nums(-left, -bleed, page.width + left + right, page.height + 2 * bleed) + b" re W n\n"
        move = b"1 0 0 1 %b cm\n" % nums(self._margin, self._margin) if self._margin else b""
        if marks is None:
            return b"q\n%b%b%bQ\n" % (move, clip, content)
        needs.separations.add(self._inks.registration())
        folio = draw_page_number(page, number + 1, len(self._book.pages), self._slug_font, bleed, marks)
        return b"q\n%bq\n%b%bQ\n%b%bQ\n" % (move, clip, content, self._on_every_plate(), folio)

    def _side_bleeds(self, page: Page) -> tuple[float, float]:
        """How far the page bleeds at left and at right: not at the spine, unless the printer asks for it."""
        if page.panels or self._edition.bleeds_at_spine:
            return self._bleed, self._bleed
        return (0.0, self._bleed) if page.recto else (self._bleed, 0.0)

    def _on_every_plate(self) -> bytes:
        resource = self._inks.registration().encode()
        return b"/%b CS 1 SCN /%b cs 1 scn\n" % (resource, resource)

    def _add_marks(self) -> dict[tuple[float, float, tuple[float, ...]], bytes]:
        """Add the printer's marks for each kind of page in the book, by size and folds; its pages share the stream."""
        marks = self._edition.marks
        if marks is None:
            return {}
        plates = (*PROCESS_PLATES, *self._inks.plates())
        slug = draw_slug(self._about, plates, self._slug_font, self._bleed, marks)
        return {
            (width, height, folds): self._store.put_stream(
                b"q\n1 0 0 1 %b cm\n%b%b%bQ\n"
                % (
                    nums(self._margin, self._margin),
                    self._on_every_plate(),
                    draw_marks(width, height, self._bleed, marks, folds),
                    slug,
                )
            )
            for width, height, folds in dict.fromkeys(
                (page.width, page.height, page.folds) for page in self._book.pages
            )
        }

    def _boxes(self, page: Page) -> dict[str, bytes]:
        margin, bleed = self._margin, self._bleed
        return {
            "MediaBox": rectangle(0, 0, page.width + 2 * margin, page.height + 2 * margin),
            "BleedBox": _about_trim(page, margin, bleed),
            "TrimBox": _about_trim(page, margin, 0),
        }

    def _ties(self, number: int, links: Annotations) -> dict[str, bytes]:
        """What ties a page to the structure tree and to its annotations."""
        entries = {}
        if self._edition.tagged:
            entries["StructParents"] = b"%d" % number
            # The tab key follows the structure (ISO 14289-1, 7.18.3).
            entries["Tabs"] = b"/S"
        if number in links.by_page:
            entries["Annots"] = array(links.by_page[number])
        return entries

    def _fill_root(self, page_refs: Sequence[bytes], links: Annotations) -> None:
        store, book, root = self._store, self._book, self._store.root
        root.Lang = text_string(self._about.language)
        root.PageLabels = page_labels(book.pages)
        root.ViewerPreferences = b"<</DisplayDocTitle true>>"
        root.OutputIntents = array([_add_intent(store, self._edition)])
        packet = xmp_packet(self._about, self._edition, self._identity.digest())
        root.Metadata = store.put_stream(packet, {"Type": b"/Metadata", "Subtype": b"/XML"}, packed=False)
        names: dict[str, bytes] = {}
        if self._edition.tagged:
            tags = Tags(store, book.pages, page_refs, self._found, self._forme.reaches, links.by_slot)
            root.StructTreeRoot = tags.add(book.tree)
            root.MarkInfo = b"<</Marked true>>"
        if self._edition.bleeds and not any(page.panels for page in book.pages):
            # Which edge is the spine, for whoever looks at single pages: at left of the first one.
            root.PageLayout = b"/TwoPageRight"
        if self._edition.linked:
            root.Outlines = add_outline(store, book, page_refs)
            root.PageMode = b"/UseOutlines" if root.Outlines else b"/UseNone"
            names["Dests"] = named_places(book, page_refs)
        if self._attachments:
            root.AF, names["EmbeddedFiles"] = attach(store, self._attachments, self._about.date)
        if names:
            root.Names = dictionary(names)


class _Resources:
    """References to all that pages may need."""

    def __init__(
        self,
        *,
        faces: Mapping[str, Mapping[str, bytes]],
        pictures: Mapping[str, bytes],
        separations: Mapping[str, bytes],
    ) -> None:
        self._faces = faces
        self._pictures = pictures
        self._separations = separations

    def entries(self, needs: Needs) -> bytes:
        """The resource dictionary of content with these *needs*, and nothing that it does not use."""
        parts: dict[str, bytes] = {}
        if needs.faces:
            layers = {name: ref for key in sorted(needs.faces) for name, ref in self._faces[key].items()}
            parts["Font"] = dictionary(layers)
        if needs.pictures:
            parts["XObject"] = dictionary({key: self._pictures[key] for key in sorted(needs.pictures)})
        if needs.separations:
            parts["ColorSpace"] = dictionary({key: self._separations[key] for key in sorted(needs.separations)})
        if needs.overprint:
            parts["ExtGState"] = dictionary({"Over": OVERPRINT, "Knock": KNOCKOUT})
        return dictionary(parts)


def _about_trim(page: Page, margin: float, by: float) -> bytes:
    low = margin - by
    return rectangle(low, low, margin + page.width + by, margin + page.height + by)


def _add_intent(store: Store, edition: Edition) -> bytes:
    intent: OutputIntent = edition.intent
    # A press profile loses a fifth at most when deflated, which takes as long as painting a dozen pages.
    profile = store.put_stream(intent.profile, {"N": b"%d" % edition.colour.channels}, packed=False)
    entries = {
        "Type": b"/OutputIntent",
        "S": b"/" + edition.standard.intent.encode(),
        "OutputConditionIdentifier": text_string(intent.identifier),
        **({"RegistryName": text_string(intent.registry)} if intent.registry else {}),
        "Info": text_string(intent.info),
        "DestOutputProfile": profile,
    }
    if intent.condition:
        entries["OutputCondition"] = text_string(intent.condition)
    return store.put_dict(entries)
