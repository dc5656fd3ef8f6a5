"""A file's text with its lines: from bytes to characters, and from offsets to lines and columns.

Everything that can be wrong with a file before a single word of YAML is read is found
here: size, encoding, characters that nobody can see.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from unicodedata import normalize

from layout.values import Struct
from typeset.problem import Problem, Span

LARGEST_FILE = 10_000_000
"""Bytes. A manifest of a thousand pages has about two million; more is a file given by mistake."""

MOST_HIDDEN = 20
"""Hidden characters reported one by one in a file; a binary file would give thousands."""

# YAML 1.2 allows tab and line ends of the control characters. NEL and the two Unicode separators are
# line ends to YAML 1.1 scanners but not to editors: lines would be counted differently from then on.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LINE_END = re.compile(r"\r\n|\n|\r")

_NAMES = {
    "\x00": "a NUL character",
    "\x0b": "a forced line break (vertical tab)",
    "\x0c": "a page break (form feed)",
    "\x7f": "a delete character",
    "\x85": "a next-line character",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    "\ufeff": "a byte order mark",
}


class Source(Struct, frozen=True, eq=False):
    """One file's text; *starts* holds the offset at which each line begins."""

    name: str
    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, name: str, text: str) -> Source:
        """Find the line starts of *text*; a carriage return ends a line as well, alone or before a line feed."""
        return cls(name, text, (0, *(m.end() for m in _LINE_END.finditer(text))))

    def span(self, start: int, end: int) -> Span:
        """Turn the stretch from offset *start* to *end* (exclusive) into lines and columns."""
        first = bisect_right(self.starts, start) - 1
        last = first if end <= start else bisect_right(self.starts, end - 1) - 1
        return Span(
            self.name, first + 1, start - self.starts[first] + 1, last + 1, max(end, start) - self.starts[last] + 1
        )

    def line(self, number: int) -> str:
        """The text of line *number* (from 1), without its end; empty beyond the last line."""
        if not 1 <= number <= len(self.starts):
            return ""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    @property
    def top(self) -> Span:
        """The file's first line."""
        return self.span(0, max(1, len(self.line(1))))


def decode(name: str, data: bytes) -> tuple[Source, list[Problem]]:
    """Turn a file's bytes into text; what cannot be read is reported and replaced, so that reading goes on."""
    if len(data) > LARGEST_FILE:
        source = Source.of(name, "")
        message = f"this file has {len(data) / 1e6:.0f} MB; a manifest may have {LARGEST_FILE / 1e6:.0f} MB"
        hint = "is this the manifest? Pictures and data stand in files of their own"
        return source, [Problem(code="too-large", message=message, span=source.top, hint=hint)]
    text, problems = _as_text(name, data.removeprefix(b"\xef\xbb\xbf"))
    # A letter and its accent may come as two characters, from a Mac's file names or a copied PDF. As one they
    # are found by whoever searches, known to the patterns of hyphenation, and equal to the same word elsewhere.
    text = normalize("NFC", text)
    source = Source.of(name, text)
    if not _HIDDEN.search(text):
        return source, problems
    problems.extend(_name_hidden(source, m.start()) for m in islice(_HIDDEN.finditer(text), MOST_HIDDEN))
    # A space for each keeps every offset, so later problems still point at the right column.
    return Source(name, _HIDDEN.sub(" ", text), source.starts), problems


def _as_text(name: str, data: bytes) -> tuple[str, list[Problem]]:
    wide = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}.get(data[:2])
    if wide:
        text = data.decode(wide, errors="replace")
        return text, [_wrong_encoding(name, text, 0, "this file is in UTF-16; a manifest is UTF-8")]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        # Windows-1252 is what editors of Western Europe write when they do not write UTF-8.
        at = len(data[: error.start].decode("utf-8"))
        text = data[: error.start].decode("utf-8") + data[error.start :].decode("cp1252", errors="replace")
        byte = f"0x{data[error.start]:02X}"
        return text, [_wrong_encoding(name, text, at, f"this file is not in UTF-8: byte {byte} cannot be read")]


def _wrong_encoding(name: str, text: str, at: int, message: str) -> Problem:
    return Problem(
        code="encoding",
        message=message,
        span=Source.of(name, text).span(at, at + 1),
        found=text[at : at + 1],
        hint="save the file with the encoding “UTF-8” (most editors offer it under Save As)",
    )


def _name_hidden(source: Source, at: int) -> Problem:
    character = source.text[at]
    name = _NAMES.get(character, "a control character")
    return Problem(
        code="hidden-character",
        message=f"{name} (U+{ord(character):04X}) stands in the text, where nobody can see it",
        span=source.span(at, at + 1),
        hint="delete it; it often comes along when text is copied from a PDF or a layout program",
    )
