"""Turn an image's samples into ink planes, small enough to look at.

Coverage is judged on a grid of about a millimetre, so an image is sampled down to
no more than `_ENOUGH` pixels a side by picking pixels, not by averaging them: the
heaviest places must not fade. Pillow lives behind this door.
"""

from __future__ import annotations

import io

from typeset.preflight.cos import Cos, as_name, as_numbers, elements, entry, stream_bytes
from typeset.preflight.facts import PROCESS, Planes
from typeset.preflight.spaces import Inking

_ENOUGH = 640
_TOO_MANY = 200_000_000
"""Pixels beyond which an image is not opened: it would take gigabytes to look at."""


def read_planes(image: Cos, inking: Inking, width: int, height: int, bits: int) -> Planes | None:
    """Sample *image* as ink; None for what cannot be decoded here (JPEG 2000, 16 bits, masks)."""
    if width < 1 or height < 1 or width * height > _TOO_MANY:
        return None
    filters = [as_name(f) for f in elements(entry(image, "Filter") or entry(image, "F"))]
    inverted = (as_numbers(entry(image, "Decode") or entry(image, "D")) or (0.0, 1.0))[0] > 0.5
    try:
        if filters[-1:] in (["DCTDecode"], ["DCT"]):
            return _from_jpeg(stream_bytes(image), inking, inverted)
        if filters[-1:] in (["JPXDecode"], ["CCITTFaxDecode"], ["JBIG2Decode"]) or bits != 8:
            return None
        return _from_samples(stream_bytes(image), inking, width, height, inverted)
    except (OSError, ValueError, SyntaxError, IndexError, MemoryError):
        return None


def _from_jpeg(data: bytes, inking: Inking, inverted: bool) -> Planes | None:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        if picture.width * picture.height > _TOO_MANY or picture.mode not in {"L", "RGB", "CMYK"}:
            return None
        picture.draft(picture.mode, (_ENOUGH, _ENOUGH))
        picture.load()
        small = picture.resize(_fitted(picture.width, picture.height), Image.Resampling.NEAREST)
    bands = [band.tobytes() for band in small.split()]
    if small.mode == "CMYK":
        bands = [_invert(b) for b in bands]  # Pillow takes every four-colour JPEG for Adobe's inverted kind
    return _planes(bands, inking, small.width, small.height, inverted)


def _from_samples(data: bytes, inking: Inking, width: int, height: int, inverted: bool) -> Planes | None:
    n = inking.space.components
    if n < 1 or len(data) < width * height * n:
        return None
    small_width, small_height = _fitted(width, height)
    columns = [x * width // small_width * n for x in range(small_width)]
    rows = [y * height // small_height * width * n for y in range(small_height)]
    every = width == small_width
    bands = []
    for band in range(n):
        if every:
            bands.append(b"".join(data[r + band : r + width * n : n] for r in rows))
        else:
            bands.append(bytes([data[r + c + band] for r in rows for c in columns]))
    return _planes(bands, inking, small_width, small_height, inverted)


def _fitted(width: int, height: int) -> tuple[int, int]:
    by = max(1.0, width / _ENOUGH, height / _ENOUGH)
    return max(1, int(width / by)), max(1, int(height / by))


def _planes(bands: list[bytes], inking: Inking, width: int, height: int, inverted: bool) -> Planes | None:
    space = inking.space
    if space.family == "Indexed":
        return _looked_up(bands[0], inking, width, height)
    if len(bands) != space.components:
        return None
    if inverted:
        bands = [_invert(b) for b in bands]
    if space.base == "cmyk":
        return Planes(width, height, tuple(zip(PROCESS, bands, strict=True)))
    if space.base == "gray":
        return Planes(width, height, (("Black", _invert(bands[0])),))
    if space.base == "rgb":
        return _separated(bands, width, height)
    if space.base == "spot":
        return Planes(width, height, tuple(zip(space.colorants, bands, strict=False)))
    return None


def _looked_up(band: bytes, inking: Inking, width: int, height: int) -> Planes | None:
    colours = [dict(inking.colour((float(i),)).plates) for i in range(256)]
    names = {name: None for colour in colours for name in colour}
    if not names:
        return None
    tables = ((name, bytes(round(255 * colour.get(name, 0.0)) for colour in colours)) for name in names)
    return Planes(width, height, tuple((name, band.translate(table)) for name, table in tables))


def _separated(bands: list[bytes], width: int, height: int) -> Planes:
    """RGB as a press would roughly see it: grey component replaced by black in full.

    Only an estimate, on the light side: the printer's own profile decides.
    """
    c, m, y = map(_invert, bands)
    black = bytes(map(min, c, m, y))
    inks = (bytes(a - k for a, k in zip(ink, black, strict=True)) for ink in (c, m, y))
    return Planes(width, height, (*zip(PROCESS, inks, strict=False), ("Black", black)))


_INVERSE = bytes(255 - i for i in range(256))


def _invert(band: bytes) -> bytes:
    return band.translate(_INVERSE)
