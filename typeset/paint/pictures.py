"""Image files as XObjects, in the edition's colours; Pillow's only door.

Press: RGB goes through ICC to the output intent's CMYK, relative colorimetric with
black-point compensation; grey stays grey, which is the black plate. Screen: everything
becomes sRGB or grey. Whatever was transparent lies on white paper. A JPEG that needs no
change is taken over as it is; photographs stay JPEG, artwork stays lossless.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from layout.values import Struct
from typeset.paint.edition import Colour, Edition
from typeset.paint.store import Store

if TYPE_CHECKING:
    from PIL import Image

MAX_PIXELS = 80_000_000
"""An A3 spread at 600 ppi has 70 million; beyond this a small file would fill the memory."""

JPEG_QUALITY = 95
"""High enough that a second coding shows no blocks at 200 % on a proof."""


class UnfitPicture(ValueError):  # noqa: N818  # reads as what it is
    """The file cannot be shown: not an image, damaged, or too large."""


class Prepared(Struct, frozen=True):
    """A picture's samples as PDF takes them."""

    width: int
    height: int
    space: bytes
    data: bytes
    jpeg: bool
    inverted: bool = False
    """CMYK JPEGs store paper white as 255, after Adobe's custom."""


def embed_pictures(
    store: Store, names: Mapping[str, str], files: Mapping[str, bytes], edition: Edition
) -> dict[str, bytes]:
    """Add the pictures that *names* gives resource names to; return their references by those."""
    press = edition.intent.profile if edition.colour is Colour.CMYK else None
    references = {}
    for data, resource in names.items():
        if data not in files:
            raise UnfitPicture(f"the book shows the picture {data!r}, which was not given to paint")
        try:
            picture = prepare(files[data], press)
        except UnfitPicture as error:
            raise UnfitPicture(f"{data}: {error}") from error
        references[resource] = _add(store, picture)
    return references


def _add(store: Store, picture: Prepared) -> bytes:
    entries = {
        "Type": b"/XObject",
        "Subtype": b"/Image",
        "Width": b"%d" % picture.width,
        "Height": b"%d" % picture.height,
        "ColorSpace": picture.space,
        "BitsPerComponent": b"8",
    }
    if picture.inverted:
        entries["Decode"] = b"[1 0 1 0 1 0 1 0]"
    if picture.jpeg:
        entries["Filter"] = b"/DCTDecode"
    return store.put_stream(picture.data, entries, packed=not picture.jpeg)


def why_not_show(data: bytes) -> str:
    """Tell why an image file cannot be painted, or nothing. Reads its head only."""
    try:
        _open(data)
    except UnfitPicture as error:
        return str(error)
    return ""


@lru_cache(maxsize=64)
def prepare(data: bytes, press: bytes | None) -> Prepared:
    """Bring an image file into the colours of an edition: CMYK by the profile *press*, or sRGB."""
    from PIL import ImageOps

    opened = _open(data)
    photograph = opened.format != "PNG"
    if opened.format == "JPEG" and _fits_as_it_is(opened, press):
        space = b"/DeviceGray" if opened.mode == "L" else b"/DeviceRGB"
        return Prepared(opened.width, opened.height, space, data, jpeg=True)
    try:
        opened.load()
    except (OSError, SyntaxError, ValueError) as error:
        raise UnfitPicture(f"the image file is damaged: {error}") from error
    profile = opened.info.get("icc_profile")
    upright: Image.Image = ImageOps.exif_transpose(opened) or opened
    return _written(_converted(_on_white(upright), profile, press), jpeg=photograph)


def _open(data: bytes) -> Image.Image:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Pillow only warns of great sizes; we refuse them below, in our own words.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise UnfitPicture("this is no PNG or JPEG image") from error
    if opened.width * opened.height > MAX_PIXELS:
        raise UnfitPicture(f"{opened.width} × {opened.height} pixels are more than any page can use")
    return opened


def _fits_as_it_is(opened: Image.Image, press: bytes | None) -> bool:
    orientation_tag = 0x0112
    upright = opened.getexif().get(orientation_tag, 1) == 1
    modes = ("L",) if press else ("L", "RGB")
    return upright and opened.mode in modes and not opened.info.get("icc_profile")


def _on_white(image: Image.Image) -> Image.Image:
    """Flatten transparency, and bring palettes and deep greys to 8 bits a channel."""
    from PIL import Image

    if image.mode in ("P", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
    if image.mode in ("LA", "La", "RGBA", "RGBa"):
        solid = "L" if image.mode in ("LA", "La") else "RGB"
        image = image.convert("LA" if solid == "L" else "RGBA")
        ground = Image.new(solid, image.size, "white")
        ground.paste(image.convert(solid), mask=image.getchannel("A"))
        return ground
    if image.mode.startswith("I"):
        # 16 bits of grey; Pillow's own conversion would clip instead of scaling.
        return image.convert("I").point(lambda value: value / 257).convert("L")
    return image if image.mode in ("L", "RGB", "CMYK", "LAB") else image.convert("L" if image.mode == "1" else "RGB")


def _converted(image: Image.Image, profile: bytes | None, press: bytes | None) -> Image.Image:
    """Convert to CMYK by *press*, or to sRGB when that is None; grey stays grey."""
    from PIL import ImageCms

    if image.mode == "L":
        return image
    if image.mode == "CMYK" and press and (not profile or profile == press):
        # Separated already, for this press or by a hand that knew why.
        return image
    if image.mode == "CMYK" and not profile:
        return image.convert("RGB")
    target = ImageCms.getOpenProfile(io.BytesIO(press)) if press else ImageCms.createProfile("sRGB")
    try:
        source = ImageCms.getOpenProfile(io.BytesIO(profile)) if profile else ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(
            image,
            source,
            target,
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="CMYK" if press else "RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except ImageCms.PyCMSError as error:
        raise UnfitPicture(f"its colour profile cannot be used: {error}") from error
    assert converted is not None
    return converted


def _written(image: Image.Image, *, jpeg: bool) -> Prepared:
    space = {"L": b"/DeviceGray", "RGB": b"/DeviceRGB", "CMYK": b"/DeviceCMYK"}[image.mode]
    if not jpeg:
        return Prepared(image.width, image.height, space, image.tobytes(), jpeg=False)
    coded = io.BytesIO()
    # No chroma subsampling: it blurs the edges of red type in photographs, and CMYK has no chroma anyway.
    image.save(coded, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    return Prepared(image.width, image.height, space, coded.getvalue(), jpeg=True, inverted=image.mode == "CMYK")
