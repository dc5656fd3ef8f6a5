"""Lines: thick enough to print, and in one ink when they are fine."""

# ruff: noqa: D103  # title, reason and remedy in the register say what a docstring would

from __future__ import annotations

from collections.abc import Iterator

from typeset.preflight.facts import Kind, Painted
from typeset.preflight.findings import WARNING, Fault, Job, name_object, points, rule


@rule(
    "line-hairline",
    "A line is too thin to print",
    why="Below this width a plate may not hold it; a width of 0 means “as thin as the device can”, 0.01 mm on a platesetter.",
    remedy="Give it at least the width allowed.",
)
def hairline(job: Job) -> Iterator[Fault]:
    least = job.printer.hairline_pt
    for page in job.pages:
        for thing in page.inside:
            is_line = thing.kind is Kind.STROKE or (thing.kind is Kind.TEXT and thing.width > 0)
            if is_line and thing.width < least - 0.005 and not thing.manner.colour.is_paper and thing.outline:
                yield Fault(
                    page=page.facts.index,
                    place=thing.box,
                    object=name_object(thing),
                    found=points(thing.width),
                    allowed=f"at least {points(least)}",
                )


@rule(
    "line-sliver",
    "A filled shape is as thin as a hairline",
    why="It is a line in disguise, and breaks up like one.",
    remedy="Make it a stroke, or wider.",
    severity=WARNING,
)
def sliver(job: Job) -> Iterator[Fault]:
    least = job.printer.hairline_pt
    for page in job.pages:
        for thing in page.inside:
            thin = _thickness(thing) if thing.kind is Kind.FILL and not thing.manner.colour.is_paper else least
            if 0 < thin < least - 0.005:
                yield Fault(
                    page=page.facts.index,
                    place=thing.box,
                    object=name_object(thing),
                    found=points(thin),
                    allowed=f"at least {points(least)}",
                )


@rule(
    "line-inks",
    "A fine line is made of several inks",
    why="The least misregister splits it into coloured threads.",
    remedy="Print it in one ink, or make it thicker.",
    severity=WARNING,
)
def inks(job: Job) -> Iterator[Fault]:
    fine = job.printer.fine_rule_pt
    for page in job.pages:
        for thing in page.inside:
            used = thing.manner.colour.inks
            is_fine = fine > 0 and thing.kind is Kind.STROKE and thing.width <= fine + 0.005
            if is_fine and len(used) > 1 and "All" not in used:
                yield Fault(
                    page=page.facts.index,
                    place=thing.box,
                    object=name_object(thing),
                    found=f"{points(thing.width)} in {', '.join(used)}",
                    allowed="one ink",
                )


def _thickness(thing: Painted) -> float:
    """The short side of a lone upright box; 0 for any other shape, which a box would misjudge."""
    if len(thing.outline) != 1 or not 4 <= len(thing.outline[0]) <= 5:
        return 0.0
    xs, ys = zip(*thing.outline[0], strict=True)
    upright = len({round(x, 3) for x in xs}) == 2 and len({round(y, 3) for y in ys}) == 2
    return min(max(xs) - min(xs), max(ys) - min(ys)) if upright else 0.0
