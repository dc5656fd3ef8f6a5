"""Colour: what may reach the plates, and which plates there are."""

# ruff: noqa: D103  # title, reason and remedy in the register say what a docstring would

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from typeset.preflight.facts import PROCESS, Page, Painted, Space, touches
from typeset.preflight.findings import WARNING, Fault, Job, name_object, rule

_MODELS = {"rgb": "RGB", "lab": "Lab", "gray": "grey", "cmyk": "CMYK", "spot": "spot colour"}


def _painted_in(page: Page, base: str) -> Iterator[Painted]:
    return (o for o in page.inside if o.manner.colour.space.base == base)


def _not_accepted(job: Job, base: str) -> Iterator[Fault]:
    if base in job.printer.colours:
        return
    for page in job.pages:
        for thing in _painted_in(page, base):
            family = thing.manner.colour.space.family
            found = family if family.endswith(_MODELS[base]) else f"{family} ({_MODELS[base]})"
            allowed = ", ".join(_MODELS[c] for c in job.printer.colours)
            yield Fault(page=page.facts.index, place=thing.box, object=name_object(thing), found=found, allowed=allowed)


@rule(
    "colour-rgb",
    "Something is painted in RGB",
    why="The press has no red, green and blue; what a RIP makes of them is a surprise, black text in four colours first.",
    remedy="Convert to the printing condition before export; set black text as K 100.",
)
def rgb(job: Job) -> Iterator[Fault]:
    yield from _not_accepted(job, "rgb")


@rule(
    "colour-lab",
    "Something is painted in Lab",
    why="Lab is a measurement, not an ink recipe; the RIP's conversion decides what is printed.",
    remedy="Convert it, or make it a named spot.",
)
def lab(job: Job) -> Iterator[Fault]:
    yield from _not_accepted(job, "lab")


@rule(
    "colour-cmyk",
    "Something is painted in process colours on a job without them",
    why="The printer's profile leaves CMYK out.",
    remedy="Use the inks that are ordered.",
)
def cmyk(job: Job) -> Iterator[Fault]:
    yield from _not_accepted(job, "cmyk")


@rule(
    "colour-icc",
    "A colour is tied to a profile of its own",
    why="PDF/X-1a allows device colours and spots only (ISO 15930-4); a RIP may convert such CMYK again.",
    remedy="Write it as DeviceCMYK or DeviceGray.",
)
def icc(job: Job) -> Iterator[Fault]:
    if job.printer.standard == "none":
        return
    severity = None if job.printer.standard.startswith("PDF/X-1a") else WARNING
    for page in job.pages:
        for thing in page.inside:
            space = thing.manner.colour.space
            calibrated = space.family in {"ICCBased", "CalGray"} and space.base in {"gray", "cmyk"}
            if calibrated:
                yield Fault(
                    page=page.facts.index,
                    place=thing.box,
                    object=name_object(thing),
                    found=f"{space.family} ({_MODELS[space.base]})",
                    allowed="device colours",
                    severity=severity,
                )


def _spots(job: Job) -> dict[str, tuple[int, Painted]]:
    """Each spot plate with its first page and object. `All` and `None` are no inks of their own."""
    found: dict[str, tuple[int, Painted]] = {}
    for page in job.pages:
        for thing in page.inside:
            for name in thing.manner.colour.space.colorants:
                if name not in {*PROCESS, "All", "None"}:
                    found.setdefault(name, (page.facts.index, thing))
    return found


@rule(
    "colour-spot",
    "A spot colour is used that was not ordered",
    why="Each spot is one more plate and one more unit of the press, and has its price.",
    remedy="Turn it into process colours, or order it and name it in the printer's profile.",
)
def spot(job: Job) -> Iterator[Fault]:
    ordered = job.printer.spots
    if "any" in ordered:
        return
    for name, (page, thing) in _spots(job).items():
        if name not in ordered:
            yield Fault(
                page=page,
                place=thing.box,
                object=name_object(thing),
                found=name,
                allowed=", ".join(ordered) or "no spot colours",
            )


@rule(
    "colour-spot-count",
    "There are more spot colours than the press has units",
    why="The job would need a second pass through the press.",
    remedy="Turn the least used spots into process colours.",
)
def spot_count(job: Job) -> Iterator[Fault]:
    spots = _spots(job)
    if len(spots) > job.printer.max_spots and "any" in job.printer.spots:
        yield Fault(found=f"{len(spots)}: " + ", ".join(spots), allowed=f"at most {job.printer.max_spots}")


@rule(
    "colour-spot-names",
    "One spot colour goes by two names",
    why="Each spelling makes a plate of its own, and an invoice to match.",
    remedy="Use one spelling throughout.",
)
def spot_names(job: Job) -> Iterator[Fault]:
    by_meaning: dict[str, list[str]] = {}
    spots = _spots(job)
    for name in spots:
        by_meaning.setdefault(re.sub(r"[\W_]+", "", name).casefold(), []).append(name)
    for names in by_meaning.values():
        if len(names) > 1:
            page, thing = spots[names[1]]
            yield Fault(page=page, place=thing.box, object=name_object(thing), found=" and ".join(names), allowed="one")


@rule(
    "colour-spot-recipe",
    "One spot colour has two recipes",
    why="Proofs, and prints without the plate, show it in two colours.",
    remedy="Define the spot once.",
)
def spot_recipe(job: Job) -> Iterator[Fault]:
    recipes: dict[str, Space] = {}
    for page in job.pages:
        for space in page.spaces:
            if space.family != "Separation" or not space.recipe:
                continue
            first = recipes.setdefault(space.colorants[0], space)
            if first.recipe != space.recipe:
                yield Fault(
                    page=page.facts.index,
                    object=space.colorants[0],
                    found=f"{space.colorants[0]}: {first.recipe} and {space.recipe}",
                    allowed="one recipe for a name",
                )


@rule(
    "colour-spot-alternate",
    "A spot colour falls back on RGB or Lab",
    why="Where its plate is not made, in proofs and on presses without the ink, a RIP has to guess its CMYK.",
    remedy="Give the spot a CMYK alternate.",
)
def spot_alternate(job: Job) -> Iterator[Fault]:
    if not job.printer.is_press:
        return
    told: set[tuple[str, ...]] = set()
    for page in job.pages:
        for space in page.spaces:
            if space.alternate in {"rgb", "lab"} and space.alternate not in job.printer.colours:
                if space.colorants not in told:
                    severity = WARNING if space.alternate == "lab" else None
                    yield Fault(
                        page=page.facts.index,
                        object=", ".join(space.colorants),
                        found=f"{', '.join(space.colorants)} with {_MODELS[space.alternate]}",
                        allowed="a CMYK alternate",
                        severity=severity,
                    )
                told.add(space.colorants)


@rule(
    "colour-registration",
    "The registration colour is used on the page itself",
    why="`All` prints every plate solid: 400 % ink that will not dry.",
    remedy="Use black; registration colour is for marks outside the bleed.",
)
def registration(job: Job) -> Iterator[Fault]:
    if not job.printer.is_press:
        return
    for page in job.pages:
        bleed = page.facts.bleed_rect
        for thing in page.objects:
            colour = thing.manner.colour
            if "All" in colour.space.colorants and not colour.is_paper and touches(bleed, thing.box):
                yield Fault(
                    page=page.facts.index,
                    place=thing.box,
                    object=name_object(thing),
                    found="Separation All",
                    allowed="outside the bleed only",
                )


@rule(
    "colour-unknown",
    "A colour space cannot be understood",
    why="If a checker cannot tell what it means, a RIP may print it differently, or not at all.",
    remedy="Export the object in CMYK.",
    severity=WARNING,
)
def unknown(job: Job) -> Iterator[Fault]:
    if not job.printer.is_press:
        return
    for page in job.pages:
        for thing in _unknown(page.inside):
            yield Fault(
                page=page.facts.index,
                place=thing.box,
                object=name_object(thing),
                found=thing.manner.colour.space.family,
                allowed="a defined colour space",
            )


def _unknown(things: Iterable[Painted]) -> Iterator[Painted]:
    for thing in things:
        stencil = thing.image is not None and "JPXDecode" in thing.image.filters
        if thing.manner.colour.space.family == "unknown" and not stencil:
            yield thing
