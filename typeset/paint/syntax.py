"""How PDF writes its simplest things (ISO 32000-1, 7.3): numbers, names, strings, dates.

Every number of every edition passes `num` or a fixed-point format of the same three
decimals (a thousandth of a point is a third of a micrometre), so that the same page
gives the same bytes on any machine, and never an exponent, which PDF does not know.
"""

from __future__ import annotations

import re

from layout.geometry import Rect

_PLAIN_NAME = re.compile(rb"[^!-~]|[#%()<>\[\]{}/]")
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(Z|[+-]\d\d:\d\d)?)?")


def num(value: float) -> bytes:
    """Write *value* in fixed point, three decimals at most."""
    text = b"%.3f" % value
    text = text.rstrip(b"0").rstrip(b".")
    return b"0" if text == b"-0" else text


def nums(*values: float) -> bytes:
    """Write *values* in a row, one space between them."""
    return b" ".join(map(num, values))


def name(text: str) -> bytes:
    """Write a name object, ``#xx`` for what may not stand in it (7.3.5)."""
    return b"/" + _PLAIN_NAME.sub(lambda found: b"#%02X" % found[0][0], text.encode())


def literal(data: bytes) -> bytes:
    """Write bytes as a string object; the end-of-line sequences in it survive (7.3.4.2)."""
    escaped = data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(" + escaped.replace(b"\r", b"\\r").replace(b"\n", b"\\n") + b")"


def text_string(text: str) -> bytes:
    """Write words for people: ASCII as it is, anything else as UTF-16 (7.9.2.2)."""
    if text.isascii():
        return literal(text.encode())
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def rectangle(left: float, bottom: float, right: float, top: float) -> bytes:
    """Write a rectangle array (7.9.5)."""
    return b"[" + nums(left, bottom, right, top) + b"]"


def flipped(box: Rect, height: float) -> tuple[float, float, float, float]:
    """Turn a box measured from the trim's top to left, bottom, right, top from its foot."""
    return box.x, height - box.bottom, box.right, height - box.y


def pdf_date(iso: str) -> str:
    """Turn an ISO 8601 date, time optional, to a PDF date (7.9.4); without a zone it is UTC."""
    found = _ISO_DATE.fullmatch(iso)
    if found is None:
        raise ValueError(f"not an ISO date: {iso!r}; write 2016-11-23 or 2016-11-23T09:30:00Z")
    year, month, day, hour, minute, second, zone = found.groups()
    return f"D:{year}{month}{day}{hour or '00'}{minute or '00'}{second or '00'}{_zone(zone)}"


def xmp_date(iso: str) -> str:
    """The same instant as `pdf_date` gives, in the form that XMP wants."""
    if _ISO_DATE.fullmatch(iso) is None:
        raise ValueError(f"not an ISO date: {iso!r}; write 2016-11-23 or 2016-11-23T09:30:00Z")
    day, _, clock = iso.partition("T")
    if not clock:
        return f"{day}T00:00:00Z"
    return f"{day}T{clock}" if len(clock) > len("00:00:00") else f"{day}T{clock}Z"


def _zone(zone: str | None) -> str:
    if zone in (None, "Z"):
        return "Z"
    assert zone is not None
    return f"{zone[:3]}'{zone[4:]}'"
