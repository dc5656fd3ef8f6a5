"""Total area coverage: more ink than the paper can take does not dry."""

# ruff: noqa: D103  # title, reason and remedy in the register say what a docstring would

from __future__ import annotations

from collections.abc import Iterator

from typeset.preflight.findings import Fault, Job, per_cent, rule


@rule(
    "ink-total",
    "There is too much ink",
    why="Over the limit sheets stick, set off on each other and smear in binding.",
    remedy="Use less of the colours or replace grey components with black; images: convert with the right profile.",
)
def total(job: Job) -> Iterator[Fault]:
    limit = job.printer.total_ink
    if not job.printer.is_press:
        return
    for page, coverage in zip(job.pages, job.coverage, strict=True):
        for place in coverage.over:
            yield Fault(
                page=page.facts.index,
                place=place,
                object="ground",
                found=f"up to {per_cent(coverage.heaviest)}",
                allowed=f"{limit:g} %",
            )
