"""Proofing: what paper makes of the inks, through the printer's profile. LittleCMS's door here.

Relative colorimetric, as a proof on white stock: the paper's own colour is left out.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from layout.ink import Cmyk, Palette, Tint
from typeset.presskit.svg import Colours

if TYPE_CHECKING:
    from PIL.ImageCms import ImageCmsTransform


def on_paper(inks: Palette, profile: bytes) -> Colours:
    """Tints as the press lays them down: the recipe lightened, then seen through *profile*."""
    known: dict[Tint, str] = {}
    turn = _to_screen(profile)

    def colour(tint: Tint) -> str:
        if tint not in known:
            known[tint] = _seen(inks[tint.ink].cmyk.tinted(tint.amount), turn)
        return known[tint]

    return colour


def _to_screen(profile: bytes) -> ImageCmsTransform:
    from PIL import ImageCms

    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    return ImageCms.buildTransform(
        BytesIO(profile), ImageCms.createProfile("sRGB"), "CMYK", "RGB", intent, ImageCms.Flags.BLACKPOINTCOMPENSATION
    )


def _seen(recipe: Cmyk, turn: ImageCmsTransform) -> str:
    from PIL import Image, ImageCms

    plates = (recipe.c, recipe.m, recipe.y, recipe.k)
    pixel = Image.frombytes("CMYK", (1, 1), bytes(round(255 * amount) for amount in plates))
    seen = ImageCms.applyTransform(pixel, turn)
    assert seen is not None
    return "#" + seen.tobytes().hex()
