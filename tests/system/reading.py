"""Finished PDFs read back: by four programs as they come, and by their structure tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject

READERS = (
    "pypdf",
    "pdfium",
    pytest.param("pdftotext", marks=pytest.mark.judge),
    pytest.param("mutool", marks=pytest.mark.judge),
)
"""Two come with us, two are programs that must be on the machine."""


def pages_by(reader: str, path: Path, ask: Callable[..., str]) -> list[str]:
    """The text of every page, as *reader* gives it back."""
    match reader:
        case "pypdf":
            return [page.extract_text() for page in PdfReader(path).pages]
        case "pdfium":
            document = pypdfium2.PdfDocument(path)
            texts = [page.get_textpage().get_text_range() for page in document]
            document.close()
            return texts
        case "pdftotext":
            return ask("pdftotext", "-raw", path, "-").split("\f")[:-1]
        case _:
            return ask("mutool", "draw", "-q", "-F", "txt", path).split("\f")[:-1]


# ---------------------------------------------------------------- the structure tree


@dataclass
class Node:
    """A structure element: its own attributes, and below it elements and words in order."""

    role: str
    attributes: DictionaryObject
    kids: list[Node | str] = field(default_factory=list)
    links: list[DictionaryObject] = field(default_factory=list)
    """Annotations that belong to it."""

    def walk(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    @property
    def text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    @property
    def said(self) -> str:
        """What a screen reader says of it: words given in place of others come first (ISO 32000-1, 14.9.4 and 14.9.5)."""
        for entry in ("/ActualText", "/E"):
            if entry in self.attributes:
                return str(self.attributes[entry])
        return "".join(kid if isinstance(kid, str) else kid.said for kid in self.kids)

    @property
    def title(self) -> str:
        return str(self.attributes.get("/T", ""))


BLOCKS = frozenset(["P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "TH", "TD", "Figure", "Caption"])


@dataclass
class Tagged:
    """A tagged file: its tree, and what stands on its pages outside of it."""

    root: Node
    loose: list[tuple[int, str]]
    """Page and operator of content that is neither tagged nor an artifact."""
    artifacts: list[list[str]]
    """Words marked as artifacts, page by page."""
    unclaimed: list[tuple[int, int]]
    """Page and MCID of tagged content that no element holds."""


def read_tags(path: Path) -> Tagged:
    """Read the structure tree of *path* with the words that each element holds."""
    reader = PdfReader(path)
    pages = [_read_page(page, reader) for page in reader.pages]
    numbers = {
        page.indirect_reference.idnum: number
        for number, page in enumerate(reader.pages)
        if page.indirect_reference is not None
    }
    claimed: set[tuple[int, int]] = set()
    top: Any = reader.trailer["/Root"]["/StructTreeRoot"]["/K"].get_object()  # type: ignore[index]
    first = (top[0] if isinstance(top, ArrayObject) else top).get_object()

    def element(entry: DictionaryObject, page: int) -> Node:
        page = numbers[entry.raw_get("/Pg").idnum] if "/Pg" in entry else page
        node = Node(str(entry["/S"])[1:], entry)
        kids: Any = entry.get("/K", [])
        for raw in kids if isinstance(kids, ArrayObject) else [kids]:
            kid: Any = raw.get_object() if isinstance(raw, IndirectObject) else raw
            match kid:
                case int():
                    claimed.add((page, int(kid)))
                    node.kids.append(pages[page].words.get(int(kid), ""))
                case DictionaryObject() if kid.get("/Type") == "/MCR":
                    there = numbers[kid.raw_get("/Pg").idnum] if "/Pg" in kid else page
                    claimed.add((there, int(kid["/MCID"])))
                    node.kids.append(pages[there].words.get(int(kid["/MCID"]), ""))
                case DictionaryObject() if kid.get("/Type") == "/OBJR":
                    node.links.append(kid["/Obj"].get_object())
                case DictionaryObject():
                    node.kids.append(element(kid, page))
        return node

    root = element(first, 0)
    return Tagged(
        root,
        loose=[(number, operator) for number, page in enumerate(pages) for operator in page.loose],
        artifacts=[page.artifacts for page in pages],
        unclaimed=[
            (number, mcid) for number, page in enumerate(pages) for mcid in page.words if (number, mcid) not in claimed
        ],
    )


def blocks_of(node: Node) -> Iterator[tuple[Node, str]]:
    """Every element that begins a line of its own, with its words; elements like that inside it come by themselves.

    A note comes after the paragraph that cites it.
    """
    run = ""
    notes: list[Node] = []
    for kid in node.kids:
        if isinstance(kid, str):
            run += kid
        elif kid.role == "Note":
            notes.append(kid)
        elif kid.role in BLOCKS or any(one.role in BLOCKS for one in kid.walk()):
            if run.strip():
                yield node, run
            run = ""
            yield from blocks_of(kid)
        else:
            run += kid.text
    if run.strip() or not node.kids:
        yield node, run
    for note in notes:
        yield from blocks_of(note)


@dataclass
class _Page:
    words: dict[int, str] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)


SHOWN = {b"Tj", b"TJ", b"f", b"f*", b"S", b"B", b"B*", b"b", b"s", b"Do", b"sh", b"'", b'"'}
"""Operators that leave a mark on the page."""


def _read_page(page: PageObject, reader: PdfReader) -> _Page:
    found = _Page()
    resources: Any = page["/Resources"]
    fonts = {name: _unicodes(font.get_object()) for name, font in resources.get("/Font", {}).items()}
    open_: list[tuple[bytes, int | None]] = []
    codes: dict[int, str] = {}
    contents = page.get_contents()
    assert contents is not None
    for operands, operator in ContentStream(contents, reader).operations:
        if operator in (b"BDC", b"BMC"):
            properties = operands[1] if len(operands) > 1 else {}
            open_.append((operands[0].encode(), properties.get("/MCID")))
        elif operator == b"EMC":
            open_.pop()
        elif operator == b"Tf":
            codes = fonts[operands[0]]
        elif operator in SHOWN:
            tags = [tag for tag, _ in open_]
            mcid = next((number for _, number in reversed(open_) if number is not None), None)
            if mcid is None and b"/Artifact" not in tags:
                found.loose.append(operator.decode())
            if operator in (b"Tj", b"TJ"):
                text = _decoded(operands[0], codes, reverse=b"/ReversedChars" in tags)
                if mcid is None:
                    found.artifacts.append(text)
                else:
                    found.words[int(mcid)] = found.words.get(int(mcid), "") + text
    return found


def _decoded(shown: Any, codes: dict[int, str], *, reverse: bool = False) -> str:
    """What an operator shows; in *reverse* its last character is the first to be read (ISO 32000-1, 14.8.2.3.3)."""
    strings = [one for one in (shown if isinstance(shown, list) else [shown]) if not isinstance(one, int | float)]
    texts: list[str] = []
    for one in strings:
        data = one if isinstance(one, bytes) else one.original_bytes
        texts += [codes[data[at] << 8 | data[at + 1]] for at in range(0, len(data), 2)]
    return "".join(texts[::-1] if reverse else texts)


def _unicodes(font: DictionaryObject) -> dict[int, str]:
    """What the codes of a font stand for, from its own /ToUnicode (ISO 32000-1, 9.10.3)."""
    cmap = font["/ToUnicode"].get_object().get_data().decode("latin-1")  # type: ignore[attr-defined]
    codes: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            codes[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for number, code in enumerate(range(int(low, 16), int(high, 16) + 1)):
                codes[code] = chr(int(text, 16) + number)
    return codes
