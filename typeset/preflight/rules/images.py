"""Images: enough pixels, in a kind of file that a RIP reads alike everywhere."""

# ruff: noqa: D103  # title, reason and remedy in the register say what a docstring would

from __future__ import annotations

from collections.abc import Iterator

from layout.values import replace
from typeset.preflight.facts import ImageFacts, Page, Painted
from typeset.preflight.findings import WARNING, Fault, Job, name_object, rule


def _placed(page: Page) -> Iterator[tuple[Painted, ImageFacts]]:
    for thing in page.inside:
        if thing.image is not None:
            yield thing, thing.image


def _fault(page: Page, thing: Painted, found: str, allowed: str) -> Fault:
    return Fault(page=page.facts.index, place=thing.box, object=name_object(thing), found=found, allowed=allowed)


def _is_line_art(image: ImageFacts) -> bool:
    return image.bits == 1


@rule(
    "image-resolution",
    "An image has too few pixels",
    why="Below this its pixels show as steps or blur on paper.",
    remedy="Place it smaller, or get a larger original; enlarging it in software adds nothing.",
)
def resolution(job: Job) -> Iterator[Fault]:
    printer = job.printer
    for page in job.pages:
        for thing, image in _placed(page):
            least = printer.line_art_ppi_min if _is_line_art(image) else printer.image_ppi_min
            if image.ppi < least - 0.5:
                yield _fault(page, thing, f"{image.ppi:.0f} ppi", f"at least {least:g} ppi")


@rule(
    "image-resolution-fair",
    "An image has fewer pixels than it should",
    why="It will print, but softer than its neighbours.",
    remedy="Place it smaller, or get a larger original.",
    severity=WARNING,
)
def resolution_fair(job: Job) -> Iterator[Fault]:
    printer = job.printer
    for page in job.pages:
        for thing, image in _placed(page):
            line_art = _is_line_art(image)
            least = printer.line_art_ppi_min if line_art else printer.image_ppi_min
            good = printer.line_art_ppi if line_art else printer.image_ppi
            if least - 0.5 <= image.ppi < good - 0.5:
                yield _fault(page, thing, f"{image.ppi:.0f} ppi", f"{good:g} ppi")


@rule(
    "image-jpeg2000",
    "An image is compressed as JPEG 2000",
    why="PDF/X-1a forbids it; PDF/X-4 allows some of it, but its own colour spaces are read differently by RIPs.",
    remedy="Use Flate or JPEG.",
)
def jpeg2000(job: Job) -> Iterator[Fault]:
    if job.printer.standard == "none":
        return
    for page in job.pages:
        for thing, image in _placed(page):
            if "JPXDecode" in image.filters:
                severity = WARNING if job.printer.standard == "PDF/X-4" else None
                yield replace(_fault(page, thing, "JPEG 2000", "Flate or JPEG"), severity=severity)


@rule(
    "image-lzw",
    "Image data is compressed as LZW",
    why="PDF/X-1a and PDF/A forbid it (ISO 19005-1, 6.1.10).",
    remedy="Use Flate.",
)
def lzw(job: Job) -> Iterator[Fault]:
    if not job.printer.standard.startswith("PDF/X-1a") and not job.document.facts.claims_a:
        return
    for page in job.pages:
        for thing, image in _placed(page):
            if {"LZWDecode", "LZW"} & set(image.filters):
                yield _fault(page, thing, "LZW", "Flate or JPEG")


@rule(
    "image-alternates",
    "An image has alternates",
    why="Which of them is printed is the RIP's choice; PDF/X forbids them (ISO 15930-7).",
    remedy="Keep the one image that is meant.",
)
def alternates(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        for thing, image in _placed(page):
            if job.printer.standard != "none" and image.alternates:
                yield _fault(page, thing, "Alternates", "one image")


@rule(
    "image-opi",
    "An image stands in for another file",
    why="OPI swaps it for a file that the printer does not have.",
    remedy="Embed the real image.",
)
def opi(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        for thing, image in _placed(page):
            if job.printer.is_press and image.opi:
                yield _fault(page, thing, "OPI", "the image itself")


@rule(
    "image-deep",
    "An image has 16 bits to the channel",
    why="PDF/X-1a ends at 8 bits, and a press cannot show more.",
    remedy="Convert it to 8 bits.",
    severity=WARNING,
)
def deep(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        for thing, image in _placed(page):
            if job.printer.is_press and image.bits == 16:
                yield _fault(page, thing, "16 bits", "8 bits")
