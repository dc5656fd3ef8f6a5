"""Pictures of pages: SVG made when somebody looks, from the Book itself, sharp at any size."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape
from threading import Lock
from typing import Literal

from layout.brand import Brand
from layout.pages.book import Page, PlacedPicture
from layout.type.faces import Fonts
from typeset.paint.pictures import Prepared, UnfitPicture, prepare
from typeset.presskit.svg import Colours, Writer, number, on_screen

Look = Literal["screen", "paper"]
LOOKS: tuple[Look, ...] = ("screen", "paper")
"""The screen's colours, or the press's through its profile."""

FINEST = 220
"""Pixels to the inch at which a photograph is shown: twice as fine as most screens."""


class Painter:
    """Paints the pages of one brand; keeps the outlines of its letters and words."""

    def __init__(self, brand: Brand, faces: Mapping[str, bytes], profile: bytes) -> None:
        self.brand = brand
        self.faces = faces
        self.profile = profile
        self._fonts = Fonts(faces)
        self._writers: dict[Look, Writer] = {}
        self._pictures: Mapping[str, bytes] = {}
        self._lock = Lock()

    def paint(self, page: Page, bleed: float, pictures: Mapping[str, bytes], look: Look) -> bytes:
        """*page* with its bleed as one SVG file that asks for nothing outside itself."""
        with self._lock:  # several tabs may look at the same time
            self._pictures = pictures
            body = "\n".join(self._writer(look).items(page))
        width, height = page.width + 2 * bleed, page.height + 2 * bleed
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}" height="{number(height)}" '
            f'viewBox="{number(-bleed)} {number(-bleed)} {number(width)} {number(height)}">\n'
            f'<rect x="{number(-bleed)}" y="{number(-bleed)}" width="{number(width)}" height="{number(height)}" fill="#fff"/>\n'
            f"{body}\n</svg>\n"
        ).encode()

    def _writer(self, look: Look) -> Writer:
        if look not in self._writers:
            self._writers[look] = Writer(self._colours(look), self._fonts, self._shower(look))
        return self._writers[look]

    def _colours(self, look: Look) -> Colours:
        if look == "screen":
            return on_screen(self.brand.inks)
        from typeset.preview.proofing import on_paper  # loads Pillow, for those who ask for a proof

        return on_paper(self.brand.inks, self.profile)

    def _shower(self, look: Look) -> Callable[[PlacedPicture], str]:
        press = self.profile if look == "paper" else None

        def show(item: PlacedPicture) -> str:
            box = item.box
            place = f'x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" height="{number(box.height)}"'
            try:
                address = _as_address(self._pictures.get(item.data, b""), round(box.width * FINEST / 72), press)
            except UnfitPicture as error:
                return f'<rect {place} fill="#ddd" stroke="#b00"><title>{escape(str(error))}</title></rect>'
            return f'<image {place} preserveAspectRatio="none" href="{address}"/>'

        return show


@lru_cache(maxsize=32)
def _as_address(data: bytes, width: int, press: bytes | None) -> str:
    """A picture as a data address, no wider than *width* pixels; with *press* as that profile prints it."""
    kind, coded = _coded(prepare(data, press), width, press)
    return f"data:image/{kind};base64,{base64.b64encode(coded).decode()}"


def _coded(picture: Prepared, width: int, press: bytes | None) -> tuple[str, bytes]:
    from PIL import Image, ImageCms

    if picture.jpeg and not press and picture.width <= width:
        return "jpeg", picture.data
    mode = {b"/DeviceGray": "L", b"/DeviceRGB": "RGB", b"/DeviceCMYK": "CMYK"}[picture.space]
    size = picture.width, picture.height
    image: Image.Image = (
        Image.open(io.BytesIO(picture.data)) if picture.jpeg else Image.frombytes(mode, size, picture.data)
    )
    if picture.width > width:
        image = image.resize((max(1, width), max(1, round(width * picture.height / picture.width))))
    if image.mode == "CMYK":
        if press is None:
            image = image.convert("RGB")
        else:
            seen = ImageCms.profileToProfile(
                image,
                ImageCms.getOpenProfile(io.BytesIO(press)),
                ImageCms.createProfile("sRGB"),
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                outputMode="RGB",
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
            assert seen is not None
            image = seen
    out = io.BytesIO()
    kind = "jpeg" if picture.jpeg else "png"
    image.save(out, kind.upper(), **({"quality": 88} if picture.jpeg else {"compress_level": 1}))
    return kind, out.getvalue()
