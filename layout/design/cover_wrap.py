"""The cover as one sheet: back cover, spine, front cover, side by side as they leave the press.

The spine carries title and publisher where it is wide enough to hold them between two
folds that never fall quite where they should. They run from head to foot, so that they
can be read when the report lies on its back (ISO 6357).
"""

from __future__ import annotations

from collections.abc import Mapping

from layout.art import Art, Fill, Label, rectangle
from layout.brand import Brand
from layout.design.styles import DEEP, WHITE, Style, styles_of
from layout.geometry import Rect, mm
from layout.ink import Tint
from layout.pages.book import Item, Page, Panel, PlacedArt, PlacedMark
from layout.pages.piece import moved_all
from layout.type.faces import Fonts
from layout.type.lines import Line
from layout.type.paragraph import set_line
from layout.type.style import Part
from layout.values import Struct, replace

LEAST_SPINE = mm(5)
"""Points: on a narrower spine a fold that is half a millimetre off would cut into the words."""

CLEAR = mm(1.5)
"""Points between the capitals and either fold."""

UNDER = 0.5
"""Points that either side goes on under the spine, so that no light shows at the folds."""

MOST_SIZE = 16.0
LEAST_SIZE = 8.0
"""Points: smaller type does not stay open when it is reversed out of a ground."""


class Spine(Struct, frozen=True, kw_only=True):
    """What the spine says, and how wide it is."""

    width: float
    """Points; 0 for a report that is stapled."""
    title: str
    publisher: str
    language: str


def set_cover_wrap(back: Page, front: Page, spine: Spine, brand: Brand, faces: Mapping[str, bytes]) -> Page:
    """The outside of the cover as one wide page with a fold on either side of the spine.

    Every side keeps its bleed at the sheet's edges and is cut at the folds.
    """
    bleed, height = brand.page.bleed, front.height
    left = back.width
    right = left + spine.width
    under = min(UNDER, spine.width / 2)
    spine_items = moved_all(_set_spine(spine, height, brand, faces), left, 0) if spine.width else ()
    panels = (
        Panel(Rect(-bleed, -bleed, left + bleed + under, height + 2 * bleed), len(back.items)),
        Panel(Rect(right - under, -bleed, front.width + bleed + under, height + 2 * bleed), len(front.items)),
        Panel(Rect(left, -bleed, spine.width, height + 2 * bleed), len(spine_items)),
    )
    return Page(
        index=0,
        label="cover",
        width=right + front.width,
        height=height,
        items=(*back.items, *moved_all(front.items, right, 0), *spine_items),
        template="cover wrap",
        panels=panels if spine.width else panels[:2],
        folds=(left, right) if spine.width else (left,),
    )


def set_cover_inside(front: Page, back: Page, spine_width: float, bleed: float) -> Page:
    """The inside of the cover: what stands behind the front is at the left, the spine stays bare."""
    left, right = front.width, front.width + spine_width
    height = front.height + 2 * bleed
    return Page(
        index=1,
        label="inside of the cover",
        width=right + back.width,
        height=front.height,
        items=(*front.items, *moved_all(back.items, right, 0)),
        template="cover inside",
        panels=(
            Panel(Rect(-bleed, -bleed, left + bleed, height), len(front.items)),
            Panel(Rect(right, -bleed, back.width + bleed, height), len(back.items)),
        ),
        folds=(left, right) if spine_width else (left,),
    )


def _set_spine(spine: Spine, height: float, brand: Brand, faces: Mapping[str, bytes]) -> tuple[Item, ...]:
    """The spine's ground, and its words where there is room, from its own top-left corner."""
    bleed = brand.page.bleed
    ground = PlacedMark(mark=Fill(path=rectangle(0, -bleed, spine.width, height + 2 * bleed), tint=DEEP), name="ground")
    if spine.width < LEAST_SPINE:
        return (ground,)
    labels = _words_on_spine(spine, height, brand, Fonts(faces, brand.companions))
    art = Art(width=spine.width, height=height, marks=labels)
    return (ground, PlacedArt(x=0, y=0, art=art, slot=0, name="spine")) if labels else (ground,)


def _words_on_spine(spine: Spine, height: float, brand: Brand, fonts: Fonts) -> tuple[Label, ...]:
    """Title at the head, publisher at the foot: as large as the spine and its height allow."""
    styles = styles_of(brand)
    head, foot = brand.page.head, brand.page.foot
    room = height - head - foot
    for publisher in (spine.publisher, ""):
        size = min(MOST_SIZE, (spine.width - 2 * CLEAR) * 1000 / _cap_height(styles.name, fonts))
        while size >= LEAST_SIZE:
            title = _line(spine.title, styles.name, size, WHITE, spine.language, fonts)
            name = _line(publisher, styles.running, size * 0.85, WHITE, spine.language, fonts)
            gap = 2 * size if publisher else 0.0
            if title.width + gap + name.width <= room:
                baseline = _baseline(spine.width, size, styles.name, fonts)
                return (
                    *_turned(title, baseline, head),
                    *_turned(name, baseline, height - foot - name.width),
                )
            size -= 0.5
    return ()


def _cap_height(style: Style, fonts: Fonts) -> float:
    return fonts.face(style.family.regular).cap_height


def _baseline(width: float, size: float, style: Style, fonts: Fonts) -> float:
    """x of the baseline: capitals stand in the middle of the spine, their heads to the right."""
    return (width - _cap_height(style, fonts) / 1000 * size) / 2


def _line(words: str, style: Style, size: float, tint: Tint, language: str, fonts: Fonts) -> Line:
    manner = replace(style.text(language), size=size, tint=tint)
    return set_line((Part(words, manner),) if words else (), fonts)


def _turned(line: Line, baseline: float, start: float) -> tuple[Label, ...]:
    """The line's runs a quarter turn to the right, beginning *start* points below the head."""
    return tuple(Label(x=baseline, baseline=start, run=run, turn=-90.0) for run in line.runs)
