"""Annotations in a press file: nothing to click on paper."""

# ruff: noqa: D103  # title, reason and remedy in the register say what a docstring would

from __future__ import annotations

from collections.abc import Iterator

from typeset.preflight.facts import touches
from typeset.preflight.findings import Fault, Job, rule

_ALLOWED = {"PrinterMark", "TrapNet"}


@rule(
    "annotation-inside",
    "There is an annotation on the printed area",
    why="PDF/X forbids annotations inside the bleed: comments, links and fields may print or not (ISO 15930-7).",
    remedy="Export the press edition without links and comments.",
)
def inside(job: Job) -> Iterator[Fault]:
    if job.printer.standard == "none":
        return
    for page in job.pages:
        for annotation in page.facts.annotations:
            if annotation.subtype not in _ALLOWED and touches(page.facts.bleed_rect, annotation.box):
                yield Fault(
                    page=page.facts.index,
                    place=annotation.box,
                    object=f"annotation {annotation.subtype}",
                    found=annotation.subtype,
                    allowed="none inside the bleed",
                )


@rule(
    "annotation-action",
    "An annotation carries an action",
    why="PDF/X forbids actions everywhere, outside the bleed too.",
    remedy="Remove it.",
)
def action(job: Job) -> Iterator[Fault]:
    if job.printer.standard == "none":
        return
    for page in job.pages:
        for annotation in page.facts.annotations:
            outside = not touches(page.facts.bleed_rect, annotation.box)
            if outside and annotation.action:
                yield Fault(
                    page=page.facts.index,
                    place=annotation.box,
                    object=f"annotation {annotation.subtype}",
                    found=f"action {annotation.action}",
                    allowed="none",
                )
