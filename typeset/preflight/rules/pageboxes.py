"""Page boxes: where the sheet is cut, and how far ink must reach (ISO 32000-1, 14.11.2)."""

# ruff: noqa: D103  # title, reason and remedy in the register say what a docstring would

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from typeset.preflight.facts import Page, PageFacts
from typeset.preflight.findings import NOTE, WARNING, Fault, Job, millimetres, rule

_SLACK = 0.05
"""Points; boxes are often rounded to two or three places."""
Box = tuple[float, float, float, float]


@rule(
    "box-trim-missing",
    "The page does not say where it is cut",
    why="PDF/X requires a TrimBox or an ArtBox; without it the printer guesses (ISO 15930-7).",
    remedy="Export with a TrimBox.",
)
def trim_missing(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        if job.printer.is_press and page.facts.trim is None and page.facts.art is None:
            yield Fault(page=page.facts.index, found="no TrimBox", allowed="a TrimBox")


@rule(
    "box-two-trims",
    "The page has both a TrimBox and an ArtBox",
    why="PDF/X allows one of them only (ISO 15930-7).",
    remedy="Leave the ArtBox out.",
)
def two_trims(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        if job.printer.standard != "none" and page.facts.trim is not None and page.facts.art is not None:
            yield Fault(page=page.facts.index, found="TrimBox and ArtBox", allowed="TrimBox alone")


@rule(
    "box-bleed-missing",
    "The page does not say how far it bleeds",
    why="Without a BleedBox it equals the CropBox: marks and slug lines then count as bleed.",
    remedy="Export with a BleedBox.",
)
def bleed_missing(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        if job.printer.bleed_mm and page.facts.bleed is None:
            yield Fault(page=page.facts.index, found="no BleedBox", allowed=f"{job.printer.bleed_mm:g} mm on each side")


@rule(
    "box-bleed-size",
    "The BleedBox leaves too little bleed",
    why="Cutting wanders by up to a millimetre or two; too little bleed shows as a white edge.",
    remedy="Extend the BleedBox, and what touches the trim with it.",
)
def bleed_size(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        bleed, trim = page.facts.bleed, page.facts.trim
        if bleed is None or trim is None or not _holds(bleed, trim):
            continue
        least = min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
        if least * page.facts.user_unit < job.printer.bleed - 0.15:
            yield Fault(
                page=page.facts.index,
                found=millimetres(least * page.facts.user_unit),
                allowed=f"at least {job.printer.bleed_mm:g} mm",
            )


@rule(
    "box-nested",
    "The page boxes are not one inside the other",
    why="MediaBox holds BleedBox holds TrimBox, by definition (ISO 15930-7).",
    remedy="Correct the boxes.",
)
def nested(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        facts = page.facts
        for outer_name, outer, inner_name, inner in (
            ("MediaBox", facts.media, "BleedBox", facts.bleed),
            ("BleedBox" if facts.bleed else "MediaBox", facts.bleed or facts.media, "TrimBox", facts.trim),
        ):
            if inner is not None and not _holds(outer, inner):
                found = f"{inner_name} reaches out of {outer_name}"
                yield Fault(page=facts.index, found=found, allowed="nested boxes")


@rule(
    "box-cropped",
    "The CropBox cuts into the bleed",
    why="Viewers and some workflows show and place only the CropBox: the bleed is lost (ISO 15930-7).",
    remedy="Leave the CropBox out, or make it as large as the MediaBox.",
)
def cropped(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        crop, keep = page.facts.crop, page.facts.bleed or page.facts.trim
        if job.printer.is_press and crop is not None and keep is not None and not _holds(crop, keep):
            yield Fault(page=page.facts.index, found="a smaller CropBox", allowed="one that holds the BleedBox")


@rule(
    "box-sizes",
    "Pages are trimmed to different sizes",
    why="A book block is cut once; a page of another size is cut wrong or hides in the gutter.",
    remedy="Give all pages one size; send fold-outs and covers as files of their own.",
)
def sizes(job: Job) -> Iterator[Fault]:
    usual = usual_size(job.pages)
    for page in job.pages:
        size = _rounded(page.facts)
        if job.printer.is_press and (page.facts.trim or page.facts.art) and size != usual:
            yield Fault(page=page.facts.index, found=_size(size), allowed=_size(usual))


@rule(
    "box-rotated",
    "The page is turned by its dictionary",
    why="Imposition programs do not agree on what /Rotate means for trim and bleed.",
    remedy="Turn the content, not the page.",
    severity=WARNING,
)
def rotated(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        if job.printer.is_press and page.facts.rotate:
            yield Fault(page=page.facts.index, found=f"/Rotate {page.facts.rotate}", allowed="0")


@rule(
    "box-unit",
    "The page is scaled by a user unit",
    why="Many RIPs ignore UserUnit and print the page at another size.",
    remedy="Write the page at its real size.",
)
def unit(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        if job.printer.is_press and page.facts.user_unit != 1.0:
            yield Fault(page=page.facts.index, found=f"UserUnit {page.facts.user_unit:g}", allowed="1")


@rule(
    "box-no-marks-room",
    "There is no room for printer's marks",
    why="The MediaBox ends with the bleed, so nothing outside it can carry marks; many printers add their own.",
    remedy="Export with marks, or ask whether the printer wants none.",
    severity=NOTE,
)
def marks_room(job: Job) -> Iterator[Fault]:
    for page in job.pages[:1]:
        media, bleed = page.facts.media, page.facts.bleed
        if job.printer.marks and bleed is not None and _holds(bleed, media):
            yield Fault(page=page.facts.index, found="MediaBox equals BleedBox", allowed="room beyond the bleed")


def usual_size(pages: Iterable[Page]) -> tuple[float, float]:
    """The trim size most pages have, in whole tenths of a millimetre as points."""
    counted = Counter(_rounded(page.facts) for page in pages)
    return counted.most_common(1)[0][0] if counted else (0.0, 0.0)


def _rounded(facts: PageFacts) -> tuple[float, float]:
    tenth = 72 / 254
    return (round(facts.width / tenth) * tenth, round(facts.height / tenth) * tenth)


def _size(size: tuple[float, float]) -> str:
    return f"{size[0] * 25.4 / 72:.1f} × {size[1] * 25.4 / 72:.1f} mm"


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] <= inner[0] + _SLACK
        and outer[1] <= inner[1] + _SLACK
        and outer[2] >= inner[2] - _SLACK
        and outer[3] >= inner[3] - _SLACK
    )
