"""Fonts as a reader meets them: codes, widths, text, and what the embedded program allows."""

from __future__ import annotations

import re

from layout.values import Struct
from typeset.preflight.cos import Cos, as_name, as_number, as_numbers, as_text, elements, entry, is_stream, stream_bytes
from typeset.preflight.facts import FontFacts

_TAG = re.compile(r"^[A-Z]{6}\+")
_COMMON_ENCODINGS = {"WinAnsiEncoding", "MacRomanEncoding", "StandardEncoding", "MacExpertEncoding"}
_CODECS = {"MacRomanEncoding": "mac_roman"}
_SYMBOLIC = {"Symbol", "ZapfDingbats"}
_MOST_CODES = 400_000
"""In the ranges of one table: a font has 65,536 codes, and a hostile file may give each of them ten thousand times."""
_STANDARD_WIDTH = 0.52
"""Of an em: what a character of the standard fonts takes on average, where a file gives no widths."""


class Typeface(Struct, frozen=True):
    """A font ready to measure and read strings."""

    facts: FontFacts
    bytes_per_code: int
    widths: dict[int, float]
    """Of an em, by code."""
    default_width: float
    to_text: dict[int, str]
    codec: str
    """For fonts of one byte without ToUnicode; empty where nobody can know."""
    glyph_space: float
    """Size of a Type 3 glyph unit; 0.001 for all others."""
    no_glyph: bool
    """Code 0 is the empty box: true for Identity-H."""

    def codes(self, string: bytes) -> list[int]:
        """Character codes of a shown string."""
        if self.bytes_per_code == 1:
            return list(string)
        return [string[i] << 8 | string[i + 1] for i in range(0, len(string) - 1, 2)]

    def text(self, codes: list[int]) -> str:
        """What copying the string gives; characters nobody can know are left out."""
        if self.to_text:
            get = self.to_text.get
            return "".join([get(code, "") for code in codes])
        if self.codec:
            return bytes(c for c in codes if c < 256).decode(self.codec, "replace")
        return ""

    def width(self, codes: list[int]) -> float:
        """Advance of *codes* in ems, without character and word spacing."""
        get, default = self.widths.get, self.default_width
        return sum([get(code, default) for code in codes])


def read_typeface(font: Cos) -> Typeface:
    """Read a font dictionary of any type; whatever is missing has a default."""
    kind = as_name(entry(font, "Subtype")) or "unknown"
    composite = kind == "Type0"
    inner = (elements(entry(font, "DescendantFonts")) or [None])[0] if composite else font
    descriptor = entry(inner, "FontDescriptor")
    full_name = as_name(entry(font, "BaseFont")) or as_name(entry(font, "Name")) or "unnamed"
    program = next((p for p in (entry(descriptor, f"FontFile{n}") for n in ("", "2", "3")) if is_stream(p)), None)
    to_text = _read_to_unicode(entry(font, "ToUnicode"))
    codec, known = _simple_encoding(font, kind, full_name)
    encoding = entry(font, "Encoding")
    identity = composite and as_name(encoding).startswith("Identity")
    facts = FontFacts(
        name=_TAG.sub("", full_name),
        kind=as_name(entry(inner, "Subtype")) if composite else kind,
        embedded=program is not None or kind == "Type3",
        subset=bool(_TAG.match(full_name)),
        unicode=bool(to_text) or (_known_collection(inner, encoding) if composite else known),
        damaged=program is not None and not _is_program(stream_bytes(program)),
        embedding_rights=_embedding_rights(program),
    )
    matrix = as_numbers(entry(font, "FontMatrix"))
    return Typeface(
        facts=facts,
        bytes_per_code=2 if composite else 1,
        widths=_composite_widths(inner) if composite else _simple_widths(font, matrix if kind == "Type3" else ()),
        default_width=as_number(entry(inner, "DW"), 1000) / 1000 if composite else _missing_width(font, descriptor),
        to_text=to_text,
        codec="" if composite else codec,
        glyph_space=abs(matrix[0]) if kind == "Type3" and matrix else 0.001,
        no_glyph=identity,
    )


def _known_collection(inner: Cos, encoding: Cos) -> bool:
    """Tell whether a composite font's text is common knowledge: by a named CMap, or Adobe's own characters (9.10.2)."""
    named = as_name(encoding)
    return bool(named) and (not named.startswith("Identity") or _ordering(inner) in _ADOBE)


def _ordering(inner: Cos) -> str:
    return as_text(entry(inner, "CIDSystemInfo", "Ordering"))


_ADOBE = {"Japan1", "GB1", "CNS1", "Korea1", "KR"}


def _simple_encoding(font: Cos, kind: str, name: str) -> tuple[str, bool]:
    """Codec of a one-byte font, and whether its text is common knowledge (9.10.2)."""
    encoding = entry(font, "Encoding")
    base = as_name(encoding) or as_name(entry(encoding, "BaseEncoding"))
    codec = _CODECS.get(base, "cp1252")
    if kind == "Type3" or _TAG.sub("", name) in _SYMBOLIC:
        return "", False
    symbolic = bool(int(as_number(entry(font, "FontDescriptor", "Flags"))) & 4)
    if isinstance(encoding, dict):
        # Names such as /g37 or /a12 say nothing; names from the Adobe list do.
        names = [as_name(v) for v in elements(entry(encoding, "Differences")) if as_name(v)]
        return codec, not any(re.fullmatch(r"(g|a|c|cid|glyph|index)\d+", n, re.IGNORECASE) for n in names)
    if base in _COMMON_ENCODINGS or not symbolic:
        return codec, True
    # A Type 1 program names its glyphs itself: readers can find the text, we do not look.
    return "", kind in {"Type1", "MMType1"}


def _simple_widths(font: Cos, matrix: tuple[float, ...]) -> dict[int, float]:
    unit = abs(matrix[0]) if matrix else 0.001
    first = int(as_number(entry(font, "FirstChar")))
    return {first + i: width * unit for i, width in enumerate(as_numbers(entry(font, "Widths")))}


def _missing_width(font: Cos, descriptor: Cos) -> float:
    given = entry(descriptor, "MissingWidth")
    if given is not None:
        return as_number(given) / 1000
    return 0.6 if "Courier" in as_name(entry(font, "BaseFont")) else _STANDARD_WIDTH


def _composite_widths(inner: Cos) -> dict[int, float]:
    """The /W array of a CIDFont: ``c [w …]`` and ``first last w`` (9.7.4.3)."""
    widths: dict[int, float] = {}
    array = elements(entry(inner, "W"))
    at, left = 0, _MOST_CODES
    while at + 1 < len(array):
        first, second = int(as_number(array[at])), array[at + 1]
        if isinstance(second, list):
            for i, width in enumerate(as_numbers(second)):
                widths[first + i] = width / 1000
            at += 2
        elif at + 2 < len(array):
            width = as_number(array[at + 2]) / 1000
            codes = range(first, min(int(as_number(second)), first + 65535) + 1)
            left -= len(codes)
            if left < 0:
                break
            for code in codes:
                widths[code] = width
            at += 3
        else:
            break
    return widths


_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


def _read_to_unicode(stream: Cos) -> dict[int, str]:
    """The bfchar and bfrange sections of a ToUnicode CMap (9.10.3)."""
    if not is_stream(stream):
        return {}
    out: dict[int, str] = {}
    left = _MOST_CODES
    for section in _SECTION.finditer(stream_bytes(stream)):
        tokens = _HEX.findall(section[2])
        if section[1] == b"bfchar":
            for code, text in zip(tokens[::2], tokens[1::2], strict=False):
                out[_code(code[0])] = _utf16(text[0])
        else:
            left = _read_ranges(tokens, out, left)
    return out


def _read_ranges(tokens: list[tuple[bytes, bytes, bytes]], out: dict[int, str], left: int) -> int:
    """Add what ranges say to *out*, *left* codes at most; gives how many are left then."""
    at = 0
    while at + 2 < len(tokens):
        first, last = _code(tokens[at][0]), _code(tokens[at + 1][0])
        last = min(last, first + 65535)
        left -= max(0, last - first + 1)
        if left < 0:
            break
        if tokens[at + 2][1]:  # an array: one text for each code
            at += 3
            for code in range(first, last + 1):
                if at >= len(tokens) or tokens[at][2]:
                    break
                out[code] = _utf16(tokens[at][0])
                at += 1
            while at < len(tokens) and not tokens[at][2]:
                at += 1
            at += 1
            continue
        text = _utf16(tokens[at + 2][0])
        for step in range(last - first + 1 if text else 0):
            end = ord(text[-1]) + step
            out[first + step] = text[:-1] + (chr(end) if end < 0x110000 else "\ufffd")
        at += 3
    return left


def _code(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _utf16(text: bytes) -> str:
    digits = b"".join(text.split())
    return bytes.fromhex((digits + b"0" * (-len(digits) % 4)).decode()).decode("utf-16-be", "replace")


_PROGRAMS = (b"\0\1\0\0", b"true", b"OTTO", b"ttcf", b"%!", b"\x80\x01", b"\1\0")
"""How TrueType, OpenType, Type 1 (plain and wrapped) and bare CFF programs begin."""


def _is_program(data: bytes) -> bool:
    return data.startswith(_PROGRAMS)


def _embedding_rights(program: Cos) -> int | None:
    """OS/2 fsType of an embedded TrueType or OpenType program."""
    if program is None:
        return None
    data = stream_bytes(program)
    if data[:4] not in {b"\0\1\0\0", b"true", b"OTTO"}:
        return None
    for at in range(12, min(12 + 16 * int.from_bytes(data[4:6], "big"), len(data)), 16):
        if data[at : at + 4] == b"OS/2":
            start = int.from_bytes(data[at + 8 : at + 12], "big")
            return int.from_bytes(data[start + 8 : start + 10], "big") if len(data) >= start + 10 else None
    return None


def missing_glyphs(face: Typeface, codes: list[int]) -> int:
    """How many of *codes* show the empty box."""
    return codes.count(0) if face.no_glyph else 0
