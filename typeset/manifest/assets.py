"""Pictures named in the manifest: found, and looked at without decoding a pixel."""

from __future__ import annotations

import struct
from pathlib import Path

from layout.values import Struct
from typeset.manifest.desk import Desk
from typeset.manifest.nodes import Node, Scalar, name_of
from typeset.manifest.reading import find_inside

MOST_PIXELS = 100_000_000
"""A4 with bleed at 600 ppi has 37 million. Beyond this a picture is a bomb or a mistake."""

MOST_BYTES = 200_000_000

_HEAD = 64


class PictureFile(Struct, frozen=True):
    """A picture beside the manifest; size in pixels as its header says."""

    path: Path
    kind: str
    """``jpeg`` or ``png``."""
    width: int
    height: int


class Picture(Struct, frozen=True):
    """The name of a JPEG or PNG file in the report's folder."""

    blank: None = None

    def read(self, node: Node, desk: Desk) -> PictureFile | None:
        if not isinstance(node, Scalar):
            desk.complain("type", f"{name_of(node)} stands where the name of a picture should", node.span)
            return None
        path = find_inside(node, desk.reading)
        return None if path is None else _measure(path, node, desk)

    def schema(self) -> dict[str, object]:
        return {"type": "string"}

    def describe(self) -> str:
        return "the name of a JPEG or PNG file in the report's folder"


def _measure(path: Path, name: Scalar, desk: Desk) -> PictureFile | None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
            found = _png(head) or (_jpeg(path) if head[:2] == b"\xff\xd8" else None)
    except OSError as error:
        desk.complain("picture", f"`{name.value}` cannot be read: {error.strerror}", name.span)
        return None
    if found is None:
        hint = (
            f"this looks like {guess}; save it as PNG or JPEG" if (guess := _guess(head)) else "save it as PNG or JPEG"
        )
        desk.complain("picture", f"`{name.value}` is not a picture that can be read", name.span, hint=hint)
        return None
    kind, width, height = found
    if size > MOST_BYTES or width * height > MOST_PIXELS:
        message = f"`{name.value}` has {width:,} × {height:,} pixels; {MOST_PIXELS // 10**6} million are allowed"
        desk.complain("picture", message, name.span, hint="scale it down: A4 at 600 ppi has 37 million")
        return None
    if not width or not height:
        desk.complain("picture", f"`{name.value}` has no pixels", name.span, hint="save it again as PNG or JPEG")
        return None
    return PictureFile(path, kind, width, height)


def _png(head: bytes) -> tuple[str, int, int] | None:
    """Size from the header chunk (PNG, 11.2.1)."""
    if head[:8] != b"\x89PNG\r\n\x1a\n" or head[12:16] != b"IHDR" or len(head) < 24:
        return None
    return "png", *struct.unpack(">II", head[16:24])


def _jpeg(path: Path) -> tuple[str, int, int] | None:
    """Size from the frame header (ITU-T T.81, B.2.2), skipping over the segments before it."""
    with path.open("rb") as file:
        file.seek(2)
        for _ in range(1000):  # segments; a photograph has a dozen
            marker = file.read(2)
            while len(marker) == 2 and marker == b"\xff\xff":  # fill bytes
                marker = b"\xff" + file.read(1)
            length = file.read(2)
            if len(marker) < 2 or marker[0] != 0xFF or len(length) < 2:
                return None
            if 0xC0 <= marker[1] <= 0xCF and marker[1] not in (0xC4, 0xC8, 0xCC):
                frame = file.read(5)
                if len(frame) < 5:
                    return None
                height, width = struct.unpack(">HH", frame[1:])
                return "jpeg", width, height
            file.seek(struct.unpack(">H", length)[0] - 2, 1)
    return None


def _guess(head: bytes) -> str:
    signs = {
        b"GIF8": "a GIF",
        b"%PDF": "a PDF",
        b"RIFF": "a WebP",
        b"II*\0": "a TIFF",
        b"MM\0*": "a TIFF",
        b"<svg": "an SVG",
    }
    return next((name for sign, name in signs.items() if head.startswith(sign)), "")
