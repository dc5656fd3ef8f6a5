"""Bleed and safe area: what the knife may meet."""

# ruff: noqa: D103  # title, reason and remedy in the register say what a docstring would

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from layout.geometry import Rect, mm
from typeset.preflight.facts import Kind, Page, Painted, touches
from typeset.preflight.findings import WARNING, Fault, Job, millimetres, name_object, rule

_AT_THE_EDGE = mm(0.4)
"""Nearer than this to the trim, an edge is meant to be the edge of the page."""
_SLACK = mm(0.1)


@rule(
    "bleed-short",
    "Something touches the trim but does not bleed",
    why="A cut that wanders by half a millimetre leaves a white line there.",
    remedy="Extend it to the edge of the bleed.",
)
def short(job: Job) -> Iterator[Fault]:
    if not job.printer.bleed_mm:
        return
    for page in job.pages:
        for thing in page.inside:
            if thing.kind is Kind.TEXT or not _shows(thing) or not touches(page.trim, thing.box):
                continue
            short_sides = [
                (side, reach)
                for side, reach in _short_sides(page, thing, job.printer.bleed)
                if side != _spine(job, page)
            ]
            if short_sides:
                sides = ", ".join(f"{side} {millimetres(max(0.0, reach))}" for side, reach in short_sides)
                yield Fault(
                    page=page.facts.index,
                    place=thing.box,
                    object=name_object(thing),
                    found=f"bleed {sides}",
                    allowed=f"{job.printer.bleed_mm:g} mm",
                )


@rule(
    "bleed-covered",
    "White covers the bleed of something",
    why="The ground ends at the trim after all: a cut that wanders leaves a white line there.",
    remedy="Remove the white shape over the bleed.",
)
def covered(job: Job) -> Iterator[Fault]:
    if not job.printer.bleed_mm:
        return
    for page in job.pages:
        trim, inside = page.trim, page.inside
        for at, thing in enumerate(inside):
            is_white = thing.kind is Kind.FILL and thing.manner.colour.is_paper and not thing.manner.overprint
            if not is_white or touches(trim, thing.box, _AT_THE_EDGE) or not touches(page.facts.bleed_rect, thing.box):
                continue
            if any(_shows(o) and touches(trim, o.box, _AT_THE_EDGE) and touches(o.box, thing.box) for o in inside[:at]):
                yield Fault(
                    page=page.facts.index,
                    place=thing.box,
                    object=name_object(thing),
                    found="white over the bleed",
                    allowed=f"{job.printer.bleed_mm:g} mm of bleed",
                )


def _spine(job: Job, page: Page) -> str:
    """The side of *page* that is folded and not cut, where the file says which and the printer wants no bleed there."""
    layout = job.document.facts.layout
    if job.printer.spine_bleed or layout not in _FACING:
        return ""
    return "left" if page.facts.index % 2 == _FACING[layout] else "right"


_FACING = {"TwoPageRight": 0, "TwoColumnRight": 0, "TwoPageLeft": 1, "TwoColumnLeft": 1}
"""Layouts of facing pages (ISO 32000-1, table 28), and whether rectos have even or odd indexes."""


def _shows(thing: Painted) -> bool:
    return not thing.manner.colour.is_paper and bool(thing.outline)


def _short_sides(page: Page, thing: Painted, bleed: float) -> Iterator[tuple[str, float]]:
    """Sides of the trim that *thing* reaches, with how far it goes beyond, where that is too little."""
    box, trim = thing.box, page.trim
    straight = thing.kind is not Kind.FILL or _is_upright(thing)
    for side, beyond in (
        ("left", -box.x),
        ("top", -box.y),
        ("right", box.right - trim.right),
        ("bottom", box.bottom - trim.bottom),
    ):
        # A round shape may well end between trim and bleed; a straight edge there is a bleed cut short.
        most = bleed - _SLACK if straight else _AT_THE_EDGE
        if -_AT_THE_EDGE <= beyond < most:
            yield side, beyond


def _is_upright(thing: Painted) -> bool:
    """All edges upright or level: boxes, and bars made of boxes."""
    return all(
        abs(x1 - x0) < 0.01 or abs(y1 - y0) < 0.01
        for polygon in thing.outline
        for (x0, y0), (x1, y1) in pairwise(polygon)
    )


@rule(
    "bleed-text",
    "Text stands too near the trim",
    why="Folding and cutting move by a millimetre or two: text this near may be cut, and looks it.",
    remedy="Move it inwards, or let it run off the page on purpose.",
    severity=WARNING,
)
def text(job: Job) -> Iterator[Fault]:
    safe = job.printer.safe
    if not safe:
        return
    for page in job.pages:
        live = _grown(page.trim, -safe)
        for thing in page.inside:
            if thing.text is None or not thing.text.visible or not thing.text.text.strip():
                continue
            distance = _distance(page.trim, thing.box)
            if distance >= 0 and not live.holds(thing.box, 0.2):
                yield Fault(
                    page=page.facts.index,
                    place=thing.box,
                    object=name_object(thing),
                    found=f"{millimetres(distance)} from the trim",
                    allowed=f"{job.printer.safe_mm:g} mm",
                )


def _distance(trim: Rect, box: Rect) -> float:
    """From the nearest edge of the trim; negative for what crosses it."""
    return min(box.x, box.y, trim.right - box.right, trim.bottom - box.bottom)


def _grown(rect: Rect, by: float) -> Rect:
    """Grown, or shrunk as far as it goes."""
    return rect.grown(max(by, -min(rect.width, rect.height) / 2))
