"""Whether paper can keep what the screen promises: each ink's screen partner against its press recipe.

Both are turned to Lab, the recipe through the printer's profile (relative colorimetric, as a
proof is), and compared by CIEDE2000 (Sharma, Wu and Dalal 2005).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from layout.ink import Cmyk, Ink, Rgb
from typeset.manifest.source import Source
from typeset.problem import NOWHERE, Problem, Severity, Span

if TYPE_CHECKING:
    from PIL.ImageCms import ImageCmsTransform

Lab = tuple[float, float, float]

MOST = 10.0
"""CIEDE2000 from which a reader who has both editions side by side sees two colours, not two prints of one."""


def judge_gamut(inks: Mapping[str, Ink], profile: bytes, sources: Mapping[str, Source]) -> tuple[Problem, ...]:
    """Warn of every ink whose screen partner lies too far from what the press can print."""
    recipes = [ink for ink in inks.values() if ink.cmyk.coverage > 0]
    printed, shown = _printed([ink.cmyk for ink in recipes], profile), _shown([ink.srgb for ink in recipes])
    problems = []
    for ink, paper, screen in zip(recipes, printed, shown, strict=True):
        distance = difference(paper, screen)
        if distance > MOST:
            problems.append(
                Problem(
                    code="press-gamut",
                    message=f"the ink `{ink.name}` looks different in print and on screen: CIEDE2000 is {distance:.0f}",
                    span=_place(ink.name, sources),
                    severity=Severity.WARNING,
                    why=f"more than {MOST:.0f} is two colours to anybody who holds both editions",
                    hint="choose its `srgb:` from what its `cmyk:` prints, or give it a spot plate",
                )
            )
    return tuple(problems)


def _printed(recipes: list[Cmyk], profile: bytes) -> list[Lab]:
    """The recipes as the profile says they print."""
    from PIL import ImageCms

    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    turn = ImageCms.buildTransform(BytesIO(profile), ImageCms.createProfile("LAB"), "CMYK", "LAB", intent)
    return _through(turn, "CMYK", [(one.c, one.m, one.y, one.k) for one in recipes])


def _shown(colours: list[Rgb]) -> list[Lab]:
    from PIL import ImageCms

    turn = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
    return _through(turn, "RGB", [(one.r, one.g, one.b) for one in colours])


def _through(turn: ImageCmsTransform, mode: str, colours: Sequence[tuple[float, ...]]) -> list[Lab]:
    """Send one pixel a colour through a transform; Lab bytes become L 0..100, a and b −128..127."""
    from PIL import Image, ImageCms

    pixels = bytes(round(value * 255) for colour in colours for value in colour)
    image = Image.frombytes(mode, (len(colours), 1), pixels)
    turned = ImageCms.applyTransform(image, turn)
    assert turned is not None
    light, a, b = (list(band.tobytes()) for band in turned.split())
    return [(one / 2.55, two - 128.0, three - 128.0) for one, two, three in zip(light, a, b, strict=True)]


def difference(one: Lab, other: Lab) -> float:
    """CIEDE2000 of two colours; about 1 is just noticeable side by side."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_chroma = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 if a or b else 0.0 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if not c1 * c2 else (h2 - h1 + 180) % 360 - 180
    dl, dc = l2 - l1, c2 - c1
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = h1 + h2 if not c1 * c2 else (h1 + turn / 2) % 360
    t = (
        1
        - 0.17 * math.cos(math.radians(hue - 30))
        + 0.24 * math.cos(math.radians(2 * hue))
        + 0.32 * math.cos(math.radians(3 * hue + 6))
        - 0.20 * math.cos(math.radians(4 * hue - 63))
    )
    sl = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    rotation = -2 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    rotation *= math.sin(math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2))))
    parts = dl / sl, dc / sc, dh / sh
    return math.sqrt(sum(part * part for part in parts) + rotation * parts[1] * parts[2])


def _place(name: str, sources: Mapping[str, Source]) -> Span:
    """Where the ink stands in the brand file."""
    for file, source in sources.items():
        for number, line in enumerate(source.text.splitlines(), 1):
            if line.strip().startswith(f"{name}:") and "cmyk" in line:
                column = line.index(name) + 1
                return Span(file, number, column, number, column + len(name))
    return NOWHERE
