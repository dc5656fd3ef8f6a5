"""Type on press: sizes, inks, overprint. Four plates never register exactly, and small type shows it first."""

# ruff: noqa: D103  # title, reason and remedy in the register say what a docstring would

from __future__ import annotations

from collections.abc import Iterator, Sequence

from typeset.preflight.facts import Colour, Kind, Page, Painted, Point, TextFacts
from typeset.preflight.findings import WARNING, Fault, Job, name_object, points, rule
from typeset.preflight.spaces import CMYK
from typeset.problem import Severity

_DISPLAY = 24.0
"""From here on type counts as display: misregister of 0.1 mm no longer shows in its strokes."""
_RICH = 0.85


def _shown(page: Page) -> Iterator[tuple[int, Painted, TextFacts]]:
    """Visible text inside the bleed that has ink or leaves paper: position in the page, object, text."""
    inside = page.inside
    for at, thing in enumerate(inside):
        text = thing.text
        if text is not None and text.visible and (text.text.strip() or not text.font.unicode):
            yield at, thing, text


@rule(
    "text-small",
    "Type is too small to print",
    why="Under this size counters fill in on this paper.",
    remedy="Set it larger.",
)
def small(job: Job) -> Iterator[Fault]:
    least = job.printer.min_text_pt
    for page in job.pages:
        for _, thing, text in _shown(page):
            if text.size < least - 0.01:
                yield _fault(page, thing, points(text.size), f"at least {points(least)}")


@rule(
    "text-reversed-small",
    "Reversed type is too small",
    why="Ink spreads into the letters from all sides; thin strokes close up.",
    remedy="Set it larger or bolder, or print it dark on light.",
)
def reversed_small(job: Job) -> Iterator[Fault]:
    least = job.printer.min_reversed_pt
    for page in job.pages:
        for at, thing, text in _shown(page):
            if text.size < least - 0.01 and thing.manner.colour.is_paper and ground_under(page, at).coverage > 0.2:
                yield _fault(page, thing, f"{points(text.size)} reversed", f"at least {points(least)}")


@rule(
    "text-reversed-inks",
    "Small reversed type stands in four inks",
    why="Every plate has to leave the same letters open; the least misregister tints them.",
    remedy="Take one ink out of the ground, or set the type larger.",
    severity=WARNING,
)
def reversed_inks(job: Job) -> Iterator[Fault]:
    below = job.printer.reversed_inks_below_pt
    for page in job.pages:
        for at, thing, text in _shown(page):
            if text.size >= below - 0.01 or not thing.manner.colour.is_paper:
                continue
            # Less than a tenth of a plate is too light to tint a letter.
            inks = [name for name, amount in ground_under(page, at).plates if amount >= 0.1]
            if len(inks) > 3:
                yield _fault(page, thing, f"{points(text.size)} out of {', '.join(inks)}", "three inks at most")


@rule(
    "text-rich-black",
    "Text is set in rich black",
    why="Black type over other inks gets coloured fringes as soon as a plate shifts.",
    remedy="Set text in K 100 alone.",
)
def rich_black(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        for _, thing, text in _shown(page):
            if job.printer.one_ink_below_pt and text.size < _DISPLAY and is_rich_black(thing.manner.colour):
                yield _fault(page, thing, recipe(thing.manner.colour), "Black 100 %")


@rule(
    "text-inks",
    "Small type is made of several inks",
    why="Its thin strokes fall apart when the plates do not register.",
    remedy="Set it in one ink, or larger.",
)
def inks(job: Job) -> Iterator[Fault]:
    below = job.printer.one_ink_below_pt
    for page in job.pages:
        for _, thing, text in _shown(page):
            colour = thing.manner.colour
            if text.size < below - 0.01 and len(colour.inks) > 1 and not is_rich_black(colour):
                severity = WARNING if len(colour.inks) == 2 else None
                yield _fault(page, thing, f"{points(text.size)} in {recipe(colour)}", "one ink", severity)


@rule(
    "text-screened",
    "Small type is printed as a light tint",
    why="Under half an ink the strokes of small letters fall apart into dots.",
    remedy="Print it in at least half of its ink, or set it larger.",
    severity=WARNING,
)
def screened(job: Job) -> Iterator[Fault]:
    below = job.printer.one_ink_below_pt
    for page in job.pages:
        for _, thing, text in _shown(page):
            colour = thing.manner.colour
            if text.size < below - 0.01 and len(colour.inks) == 1 and colour.coverage < _SCREENED:
                yield _fault(page, thing, f"{points(text.size)} in {recipe(colour)}", f"{_SCREENED:.0%} or more")


_SCREENED = 0.5


@rule(
    "text-black-knocks-out",
    "Black text knocks its ground out",
    why="Where plates shift, a white line opens between the letter and its ground.",
    remedy="Let K 100 text overprint.",
    severity=WARNING,
)
def black_knocks_out(job: Job) -> Iterator[Fault]:
    if not job.printer.is_press:
        return
    for page in job.pages:
        for at, thing, text in _shown(page):
            manner = thing.manner
            if text.size >= _DISPLAY or not manner.colour.is_black_plate_only or _overprints(thing):
                continue
            under = ground_under(page, at)
            if any(name != "Black" for name in under.inks):
                yield _fault(page, thing, f"knocks out {recipe(under)}", "overprint")


def _overprints(thing: Painted) -> bool:
    """K 100 leaves the other plates alone: asked for, and in a space where asking helps (8.6.7)."""
    manner = thing.manner
    if not manner.overprint:
        return False
    family = manner.colour.space.family
    return family in {"Separation", "DeviceN"} or (family == "DeviceCMYK" and manner.overprint_mode == 1)


@rule(
    "overprint-white",
    "White is set to overprint",
    why="White that overprints adds no ink and removes none: it vanishes on press.",
    remedy="Let white knock out.",
)
def overprint_white(job: Job) -> Iterator[Fault]:
    if not job.printer.is_press:
        return
    for page in job.pages:
        for thing in page.inside:
            manner = thing.manner
            shown = thing.text is None or thing.text.visible
            if manner.overprint and manner.colour.is_paper and shown and thing.kind is not Kind.IMAGE:
                yield _fault(page, thing, "overprinting white", "knocking out")


@rule(
    "text-missing-glyph",
    "A character is missing in its font",
    why="It prints as an empty box, or as nothing.",
    remedy="Use a font that has the character.",
)
def missing_glyph(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        for thing in page.inside:
            if thing.text is not None and thing.text.visible and thing.text.missing:
                yield _fault(
                    page, thing, f"{thing.text.missing} × glyph 0 of {thing.text.font.name}", "glyphs that exist"
                )


def ground_under(page: Page, at: int) -> Colour:
    """The colour that lies under the middle of the object at *at* among those inside the bleed."""
    return _under(page.inside[:at], page.inside[at])


def grounds_of(page: Page) -> tuple[tuple[int, Painted], ...]:
    """What may be a ground among the objects inside the bleed, with its position: dots and rules are too small."""
    return tuple(
        (at, thing)
        for at, thing in enumerate(page.inside)
        if thing.kind in _GROUNDS and min(thing.box.width, thing.box.height) > _DOT
    )


def ground_among(grounds: Sequence[tuple[int, Painted]], at: int, thing: Painted) -> Colour:
    """The same for *thing* at *at*, out of the page's own grounds."""
    return _under([ground for number, ground in grounds if number < at], thing)


_GROUNDS = {Kind.FILL, Kind.SHADING, Kind.IMAGE}
_DOT = 6.0
"""Points: no text stands on less."""


def _under(below: Sequence[Painted], thing: Painted) -> Colour:
    box = thing.box
    x, y = box.x + box.width / 2, box.y + box.height / 2
    for ground in reversed(below):
        holds = ground.box.x <= x <= ground.box.right and ground.box.y <= y <= ground.box.bottom
        if ground.kind in _GROUNDS and holds and is_inside(ground, x, y):
            return ground.manner.colour
    return _PAPER


_PAPER = CMYK.colour((0.0, 0.0, 0.0, 0.0))


def is_inside(thing: Painted, x: float, y: float) -> bool:
    """Tell whether the point lies in the outline of *thing*, by its own rule."""
    winding = 0
    for polygon in thing.outline:
        winding += _winding(polygon, x, y)
    return winding % 2 == 1 if thing.even_odd else winding != 0


def _winding(polygon: tuple[Point, ...], x: float, y: float) -> int:
    winding = 0
    for (x0, y0), (x1, y1) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        if (y0 <= y) != (y1 <= y) and x0 + (y - y0) / (y1 - y0) * (x1 - x0) > x:
            winding += 1 if y1 > y0 else -1
    return winding


def is_rich_black(colour: Colour) -> bool:
    """Black with something else under it."""
    black = dict(colour.plates).get("Black", 0.0)
    return black >= _RICH and len(colour.inks) > 1


def recipe(colour: Colour) -> str:
    """``Cyan 20 %, Black 100 %``."""
    return ", ".join(f"{name} {amount * 100:.0f} %" for name, amount in colour.plates if amount > 0.001) or "paper"


def _fault(page: Page, thing: Painted, found: str, allowed: str, severity: Severity | None = None) -> Fault:
    return Fault(
        page=page.facts.index,
        place=thing.box,
        object=name_object(thing),
        found=found,
        allowed=allowed,
        severity=severity,
    )
