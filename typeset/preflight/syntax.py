"""Take a content stream apart: operators with their operands (ISO 32000-1, 7.8.2).

Broken streams are common in files that printers receive, so nothing here raises: an
operand that makes no sense is left out, an unfinished string ends with the stream.
Numbers come as floats, names as `str`, strings as `bytes`, arrays as lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Operand = float | str | bytes | list["Operand"] | dict[str, "Operand"] | bool | None

# One match per token; group number tells its kind. White space and comments lead.
_TOKEN = re.compile(
    rb"(?:[\x00\t\n\f\r ]+|%[^\r\n]*)*"
    rb"(?:([+\-.\d]+)"  # 1 number
    rb"|\(([^()\\\r]*)\)"  # 2 plain string
    rb"|<([0-9A-Fa-f\x00\t\n\f\r ]*)>"  # 3 hexadecimal string
    rb"|/([^\x00\t\n\f\r ()<>\[\]{}/%]*)"  # 4 name
    rb"|([A-Za-z'\"*][A-Za-z0-9'\"*]*)"  # 5 operator or keyword
    rb"|(\[)|(\])|(<<)|(>>)"  # 6 7 8 9
    rb"|(\()"  # 10 string with escapes or nesting
    rb"|([^\x00\t\n\f\r %]))"  # 11 stray byte
)
# Most of a page is operators that take plain numbers, and lines of text: each of those in one
# match is several times as fast. What does not fit exactly is taken token by token. The
# quantifiers are possessive, so a match that fails has not tried anything twice.
_END = rb"(?![^\x00\t\n\f\r %/\[(<])"
_NUMBERS = re.compile(
    rb"[\t\n\f\r ]*+((?:[+-]?(?:\d++\.?\d*+|\.\d++)[\t\n\f\r ]++){0,6}+)"
    rb"(m|l|c|h|re|W\*?|n|S|s|f\*?|q|Q|cm|w|J|j|g|G|rg|RG|k|K|scn|SCN|BT|ET|Td|Tm|T\*|EMC)" + _END
)
_SHOWN = re.compile(
    rb"[\t\n\f\r ]*+\[((?:\((?:[^()\\\r]++|\\[^\r])*+\)|[\t\n\f\r ]++|[+-]?(?:\d++\.?\d*+|\.\d++))*+)\][\t\n\f\r ]*+TJ"
    + _END,
    re.DOTALL,
)
_PIECE = re.compile(rb"\(((?:[^()\\\r]|\\.)*)\)|([+-]?(?:\d+\.?\d*|\.\d+))", re.DOTALL)
# Fields of hundreds of dots are hundreds of short lines: "x y m x y l", again and again.
_LINES = re.compile(
    rb"(?:(?:[+-]?(?:\d++\.?\d*+|\.\d++)[\t\n\f\r ]++){2}+m[\t\n\f\r ]++"
    rb"(?:[+-]?(?:\d++\.?\d*+|\.\d++)[\t\n\f\r ]++){2}+l[\t\n\f\r ]++){4,}+"
)
LINES = b"m l"
"""Stands for many lines in a row, each begun with ``m`` and ended with ``l``: four numbers for each."""
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_IMAGE_END = re.compile(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r ]|$)")
_OCTAL = re.compile(rb"[0-7]{1,3}")
_OPEN = object()


def read_operators(data: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """Yield each operator with the operands before it.

    An inline image comes as one operator ``BI`` with its dictionary and its bytes, and many
    separate lines in a row as one `LINES` with all their numbers.
    """
    stack: list[object] = []
    match, numbers, shown, lines = _TOKEN.match, _NUMBERS.match, _SHOWN.match, _LINES.match
    at, end = 0, len(data)
    while at < end:
        if not stack:
            while whole := numbers(data, at):
                if whole[2] == b"m" and (many := lines(data, whole.start(1))):
                    at = many.end()
                    yield LINES, _line_numbers(many[0])
                    continue
                at = whole.end()
                yield whole[2], list(map(float, whole[1].split()))
            if whole := shown(data, at):
                at = whole.end()
                yield b"TJ", [_pieces(whole[1])]
                continue
        token = match(data, at)
        if token is None:
            return
        at = token.end()
        kind = token.lastindex
        if kind == 1:
            stack.append(_number(token[1]))
        elif kind == 5:
            word = token[5]
            if word in _KEYWORDS:
                stack.append(_KEYWORDS[word])
            elif word == b"ID":
                pixels, at = _inline_pixels(data, at)
                yield b"BI", [_pairs(stack), pixels]
                stack = []
            elif word == b"BI":
                stack = []
            else:
                yield word, stack  # type: ignore[misc]  # markers never outlive their bracket
                stack = []
        elif kind == 2:
            stack.append(token[2])
        elif kind == 3:
            stack.append(_from_hex(token[3]))
        elif kind == 4:
            stack.append(_name(token[4]))
        elif kind in {6, 8}:
            stack.append(_OPEN)
        elif kind == 7:
            stack.append(_since_open(stack))
        elif kind == 9:
            stack.append(_pairs(_since_open(stack)))
        elif kind == 10:
            text, at = _nested_string(data, at)
            stack.append(text)


def _line_numbers(run: bytes) -> list[Operand]:
    """The numbers of lines in a row, their operators left out."""
    words = run.split()
    del words[2::3]
    return list(map(float, words))


def _pieces(inner: bytes) -> list[Operand]:
    """The strings and numbers of an array that holds nothing else."""
    found = _PIECE.findall(inner)
    return [
        float(number) if number else _nested_string(text + b")", 0)[0] if b"\\" in text else text
        for text, number in found
    ]


_KEYWORDS: dict[bytes, bool | None] = {b"true": True, b"false": False, b"null": None}


def _number(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        # "--5" and "1.2.3" are seen in the wild; readers take what makes sense first.
        found = re.match(rb"[+-]*(\d*\.?\d*)", text)
        digits = found[1] if found else b""
        value = float(digits) if digits.strip(b".") else 0.0
        return -value if text.startswith(b"-") else value


def _name(text: bytes) -> str:
    if b"#" in text:
        text = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes((int(m[1], 16),)), text)
    return text.decode("utf-8", "replace") if not text.isascii() else text.decode("ascii")


def _from_hex(text: bytes) -> bytes:
    digits = bytes(text.translate(None, b"\x00\t\n\f\r "))
    return bytes.fromhex((digits + b"0" if len(digits) % 2 else digits).decode("ascii"))


def _since_open(stack: list[object]) -> list[object]:
    """Take everything after the last open bracket off *stack*."""
    for at in range(len(stack) - 1, -1, -1):
        if stack[at] is _OPEN:
            inner = stack[at + 1 :]
            del stack[at:]
            return inner
    inner = stack[:]
    stack.clear()
    return inner


def _pairs(items: list[object]) -> dict[str, Operand]:
    return {
        key: value  # type: ignore[misc]
        for key, value in zip(items[::2], items[1::2], strict=False)
        if isinstance(key, str)
    }


def _nested_string(data: bytes, at: int) -> tuple[bytes, int]:
    """Read a string whose opening parenthesis ends at *at* (7.3.4.2)."""
    out = bytearray()
    depth, end = 1, len(data)
    while at < end:
        char = data[at : at + 1]
        at += 1
        if char == b"\\":
            char = data[at : at + 1]
            at += 1
            octal = _OCTAL.match(data, at - 1)
            if octal:
                out.append(int(octal[0], 8) & 255)
                at = octal.end()
            elif char == b"\r":
                at += data[at : at + 1] == b"\n"
            elif char != b"\n":
                out += _ESCAPES.get(char, char)
            continue
        if char == b"(":
            depth += 1
        elif char == b")":
            depth -= 1
            if not depth:
                break
        out += char
    return bytes(out), at


def _inline_pixels(data: bytes, at: int) -> tuple[bytes, int]:
    """The bytes of an inline image and where the stream goes on after EI."""
    start = at + 1
    found = _IMAGE_END.search(data, at)
    # "EI" may turn up among the pixels; real content after it is printable.
    while found and any(b > 126 or b in b"\x01\x02\x03\x04\x05\x06\x07" for b in data[found.end() : found.end() + 12]):
        found = _IMAGE_END.search(data, found.end())
    return (data[start : found.start()], found.end()) if found else (data[start:], len(data))
