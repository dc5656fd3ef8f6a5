"""Open any PDF and tell what is in it. The one door to pypdf.

A file that cannot be opened at all is `Unreadable`, a sentence and no traceback. A page
that cannot be read to its end keeps what was understood and says where it stopped.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree as ET

from layout.geometry import Rect
from layout.values import replace
from typeset.preflight.cos import (
    Cos,
    as_flag,
    as_name,
    as_number,
    as_text,
    box_of,
    elements,
    entry,
    is_stream,
    items,
    stream_bytes,
)
from typeset.preflight.facts import Annotation, Document, DocumentFacts, Intent, Page, PageFacts, State
from typeset.preflight.interpret import EndlessPageError, Interpreter, Library
from typeset.preflight.spaces import icc_header
from typeset.preflight.tagging import read_tree
from typeset.preflight.targets import Targets, loose_files, names_in

_MOST_PAGES = 5000


class Unreadable(Exception):  # noqa: N818  # it reads as what the file is
    """The file is no PDF, or too damaged or locked to be read."""


def read_pdf(source: Path | bytes) -> Document:
    """Read a PDF whole: facts, pages and every painted object."""
    data = source if isinstance(source, bytes) else _load(source)
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("this is no PDF: it does not begin with %PDF-")
    with _pypdf_talk() as talk:
        try:
            return _read(data, talk)
        except Unreadable:
            raise
        except _dependency_error() as error:
            why = "it is encrypted with AES, and whoever checks it must be able to open it: save it without protection"
            raise Unreadable(why) from error
        except RecursionError as error:
            raise Unreadable("its objects are nested without end") from error
        except Exception as error:  # a damaged file fails in as many ways as it can be damaged
            raise Unreadable(f"it is damaged: {str(error) or type(error).__name__}") from error


def _dependency_error() -> type[Exception]:
    """What pypdf raises where it lacks a cipher."""
    from pypdf.errors import DependencyError

    return DependencyError


def _load(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"it cannot be opened: {error.strerror or error}") from error


@contextmanager
def _pypdf_talk() -> Iterator[list[str]]:
    """Collect what pypdf logs about repairs instead of letting it reach the user's terminal."""
    said: list[str] = []
    logger = logging.getLogger("pypdf")
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    before = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield said
    finally:
        logger.removeHandler(handler)
        logger.propagate = before


def _read(data: bytes, talk: list[str]) -> Document:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    encrypted = reader.is_encrypted
    if encrypted and not reader.decrypt(""):
        raise Unreadable("it is locked with a password")
    repaired = talk[0] if talk else ""
    count = len(reader.pages)
    if count > _MOST_PAGES:
        raise Unreadable(f"it has {count} pages, more than the {_MOST_PAGES} that are read")
    cos_pages = list(reader.pages)
    labels = list(reader.page_labels) if count else []
    by_reference = {getattr(page.indirect_reference, "idnum", -1): i for i, page in enumerate(cos_pages)}
    targets = Targets(entry(reader.trailer, "Root"), by_reference)
    facts = _document_facts(data, reader, targets, encrypted=encrypted, repaired=repaired, pages=by_reference)
    library, furniture = Library(), _Furniture()
    pages = tuple(
        _read_page(page, index, labels[index] if index < len(labels) else str(index + 1), library, furniture, targets)
        for index, page in enumerate(cos_pages)
    )
    return Document(facts, pages)


# ---- the document


def _document_facts(
    data: bytes, reader: Cos, targets: Targets, *, encrypted: bool, repaired: str, pages: dict[int, int]
) -> DocumentFacts:
    trailer = reader.trailer
    catalog = entry(trailer, "Root")
    names = entry(catalog, "Names")
    xmp, xmp_state = _read_xmp(entry(catalog, "Metadata"))
    tree = entry(catalog, "StructTreeRoot")
    opening = entry(catalog, "OpenAction")
    header = data[data.index(b"%PDF-") + 5 :][:3].decode("latin-1")
    override = as_name(entry(catalog, "Version"))
    return DocumentFacts(
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        version=max(header, override),
        info={key: as_text(value) or as_name(value) for key, value in items(entry(trailer, "Info"))},
        xmp=xmp,
        xmp_state=xmp_state,
        intents=tuple(map(_read_intent, elements(entry(catalog, "OutputIntents")))),
        ids=tuple(_hex(part) for part in elements(entry(trailer, "ID"))),
        encrypted=encrypted,
        javascript=entry(names, "JavaScript") is not None or as_name(entry(opening, "S")) == "JavaScript",
        open_action=as_name(entry(opening, "S")) if isinstance(opening, dict) else "",
        actions=entry(catalog, "AA") is not None,
        form=bool(elements(entry(catalog, "AcroForm", "Fields"))) or entry(catalog, "AcroForm", "XFA") is not None,
        attachments=tuple(_attachment_names(entry(names, "EmbeddedFiles"))),
        layers=tuple(as_text(entry(group, "Name")) for group in elements(entry(catalog, "OCProperties", "OCGs"))),
        language=as_text(entry(catalog, "Lang")),
        marked=as_flag(entry(catalog, "MarkInfo", "Marked")),
        title_shown=as_flag(entry(catalog, "ViewerPreferences", "DisplayDocTitle")),
        layout=as_name(entry(catalog, "PageLayout")),
        outline=_count_outline(entry(catalog, "Outlines")),
        has_tree=tree is not None,
        tree=read_tree(tree, pages),
        loose_files=tuple(loose_files(catalog)),
        lost_bookmarks=tuple(targets.lost_bookmarks(entry(catalog, "Outlines"))),
        repaired=repaired,
    )


def _hex(part: Cos) -> str:
    original = getattr(part, "original_bytes", part)
    return original.hex() if isinstance(original, bytes) else str(original).encode("latin-1", "replace").hex()


def _read_intent(intent: Cos) -> Intent:
    stream = entry(intent, "DestOutputProfile")
    profile = stream_bytes(stream) if stream is not None else b""
    kind, space, name = icc_header(profile)
    return Intent(
        subtype=as_name(entry(intent, "S")),
        condition=as_text(entry(intent, "OutputConditionIdentifier")),
        profile_bytes=len(profile),
        profile_class=kind,
        profile_space=space,
        profile_components=int(as_number(entry(stream, "N"))),
        profile_name=name,
    )


def _attachment_names(tree: Cos) -> list[str]:
    """File names in a name tree; an empty tree holds none."""
    return [as_text(entry(file, "UF")) or as_text(entry(file, "F")) or "unnamed" for _, file in names_in(tree)]


def _count_outline(outline: Cos) -> int:
    count, item, seen = 0, entry(outline, "First"), set()
    while isinstance(item, dict) and id(item) not in seen and count < 100_000:
        seen.add(id(item))
        count += 1
        item = entry(item, "Next")
    return count


_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
}
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def _read_xmp(stream: Cos) -> tuple[dict[str, str], str]:
    """The packet's simple properties; alternatives and lists are joined by semicolons."""
    if stream is None:
        return {}, "absent"
    packet = stream_bytes(stream)
    # No XMP packet needs a document type; one that has it may be an entity bomb.
    if b"<!DOCTYPE" in packet or b"<!ENTITY" in packet:
        return {}, "broken"
    try:
        root = ET.fromstring(packet.strip(b"\0 \r\n\t").decode("utf-8-sig"))  # noqa: S314  # no entities
    except (ET.ParseError, UnicodeDecodeError, ValueError):
        return {}, "broken"
    found: dict[str, str] = {}
    for description in root.iter(_RDF + "Description"):
        for key, value in description.attrib.items():
            if name := _prefixed(key):
                found.setdefault(name, value)
        for child in description:
            if name := _prefixed(child.tag):
                parts = [li.text or "" for li in child.iter(_RDF + "li")]
                found.setdefault(name, "; ".join(parts) if parts else (child.text or "").strip())
    return found, "read"


def _prefixed(tag: str) -> str:
    uri, _, name = tag.lstrip("{").partition("}")
    return f"{_PREFIXES[uri]}:{name}" if uri in _PREFIXES else ""


# ---- pages


def _read_page(page: Cos, index: int, label: str, library: Library, furniture: _Furniture, targets: Targets) -> Page:
    facts = _page_facts(page, index, label, targets)
    left, _, _, top = facts.finished
    unit = facts.user_unit
    interpreter = Interpreter(library, (unit, 0.0, 0.0, -unit, -left * unit, top * unit))
    broken = ""
    try:
        body, last = _content(page, furniture)
        interpreter.run(body, entry(page, "Resources"))
        if last is not None:
            furniture.run(last, entry(page, "Resources"), interpreter)
        _run_appearances(page, facts, interpreter)
    except Exception as error:  # noqa: BLE001  # said in the report, with what was read so far
        broken = str(error) if isinstance(error, EndlessPageError) else f"{type(error).__name__}: {error}"
    states = list(interpreter.states)
    if interpreter.left_open and not broken:
        states.append(State("unbalanced", f"{interpreter.left_open} × q without Q"))
    if facts.group:
        states.append(State("transparency group", facts.group))
    return Page(
        facts,
        tuple(interpreter.objects),
        tuple({face.facts: None for face in interpreter.faces.values()}),
        tuple(states),
        tuple(interpreter.spaces),
        broken,
    )


def _content(page: Cos, furniture: _Furniture) -> tuple[bytes, Cos | None]:
    """All content streams as one: a token may not, but operands may, run from one to the next.

    A last stream of several that stands by itself, as marks and slug lines do, is given apart.
    A stream that will not decode raises here, unlike elsewhere: the page would only look blank.
    """
    parts = [part for part in elements(entry(page, "Contents")) if is_stream(part)]
    last = parts.pop() if len(parts) > 1 and furniture.stands_by_itself(parts[-1]) else None
    return b"\n".join(bytes(part.get_data()) for part in parts), last


_LEANS = re.compile(rb"(?<![^\s\]>)])(?:Tf|Do|gs|sh|BI|BMC|BDC)(?![^\s])")
"""Operators whose effect depends on resources that pages do not share, or reaches beyond the stream."""


def _stands_by_itself(content: bytes) -> bool:
    """Tell whether a stream keeps its state to itself and draws with nothing but paths and colours."""
    words = content.split(None, 1)
    return bool(words) and words[0] == b"q" and content.rstrip()[-2:] in {b"\nQ", b" Q"} and not _LEANS.search(content)


class _Furniture:
    """What closes many pages alike is run once, and its objects are given to each of them.

    In a press file half of all operators are the slug line's.
    """

    def __init__(self) -> None:
        self._done: dict[object, Interpreter] = {}
        self._alone: dict[int, bool] = {}

    def stands_by_itself(self, stream: Cos) -> bool:
        """Tell whether *stream* may be run apart from the page; read once, however many pages end in it."""
        number = getattr(getattr(stream, "indirect_reference", None), "idnum", 0)
        alone = self._alone.get(number) if number else None
        if alone is None:
            alone = self._alone[number] = _stands_by_itself(bytes(stream.get_data()))
        return alone

    def run(self, stream: Cos, resources: Cos, interpreter: Interpreter) -> None:
        """Run *stream* at the end of a page, or remember what it painted at the end of another."""
        number = getattr(getattr(stream, "indirect_reference", None), "idnum", None)
        if number is None or not interpreter.is_fresh:
            interpreter.run(bytes(stream.get_data()), resources)
            return
        spaces = items(entry(resources, "ColorSpace"))
        names = tuple(sorted((key, getattr(value, "idnum", id(value))) for key, value in spaces))
        key = (number, interpreter.start, names)
        if key not in self._done:
            self._done[key] = interpreter.anew()
            self._done[key].run(bytes(stream.get_data()), resources)
        interpreter.take(self._done[key])


def _page_facts(page: Cos, index: int, label: str, targets: Targets) -> PageFacts:
    media = box_of(entry(page, "MediaBox")) or (0.0, 0.0, 612.0, 792.0)
    group = entry(page, "Group")
    facts = PageFacts(
        index=index,
        label=label,
        media=media,
        crop=box_of(entry(page, "CropBox")),
        bleed=box_of(entry(page, "BleedBox")),
        trim=box_of(entry(page, "TrimBox")),
        art=box_of(entry(page, "ArtBox")),
        rotate=int(as_number(entry(page, "Rotate"))) % 360,
        user_unit=as_number(entry(page, "UserUnit"), 1.0) or 1.0,
        group=(as_name(entry(group, "CS")) or "-") if as_name(entry(group, "S")) == "Transparency" else "",
        actions=entry(page, "AA") is not None,
        tab_order=as_name(entry(page, "Tabs")),
    )
    annotations = tuple(_read_annotation(a, facts, targets) for a in elements(entry(page, "Annots")))
    return replace(facts, annotations=annotations)


def _read_annotation(annotation: Cos, page: PageFacts, targets: Targets) -> Annotation:
    box = box_of(entry(annotation, "Rect"))
    flags = int(as_number(entry(annotation, "F")))
    return Annotation(
        as_name(entry(annotation, "Subtype")),
        page.seen_from_trim(box) if box else Rect(0, 0, 0, 0),
        as_text(entry(annotation, "Contents")),
        bool(flags & 2),
        as_name(entry(annotation, "A", "S")) or ("GoTo" if entry(annotation, "Dest") is not None else ""),
        entry(annotation, "StructParent") is not None,
        targets.missed(annotation),
        targets.page_of(annotation),
    )


def _run_appearances(page: Cos, facts: PageFacts, interpreter: Interpreter) -> None:
    """Paint what annotations show of themselves when printed (12.5.5)."""
    for annotation in elements(entry(page, "Annots")):
        flags = int(as_number(entry(annotation, "F")))
        form = entry(annotation, "AP", "N")
        state = as_name(entry(annotation, "AS"))
        if state and entry(form, state) is not None:
            form = entry(form, state)
        box, inner = box_of(entry(annotation, "Rect")), box_of(entry(form, "BBox"))
        if flags & 2 or not flags & 4 or box is None or inner is None:
            continue
        sx, sy = (box[2] - box[0]) / (inner[2] - inner[0]), (box[3] - box[1]) / (inner[3] - inner[1])
        left, _, _, top = facts.finished
        unit = facts.user_unit
        x, y = (box[0] - sx * inner[0] - left) * unit, (top - box[1] + sy * inner[1]) * unit
        interpreter.run(b"", entry(page, "Resources"))
        interpreter.run_form(form, (sx * unit, 0, 0, -sy * unit, x, y), "annotation")
