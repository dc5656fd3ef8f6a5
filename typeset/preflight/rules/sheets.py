"""Pages as sheets: how many there are, and whether any is empty."""

# ruff: noqa: D103  # title, reason and remedy in the register say what a docstring would

from __future__ import annotations

from collections.abc import Iterator

from typeset.preflight.findings import NOTE, Fault, Job, rule


@rule(
    "page-none",
    "The file has no pages",
    why="There is nothing to print.",
    remedy="Export it again.",
)
def none(job: Job) -> Iterator[Fault]:
    if not job.pages:
        yield Fault(found="0 pages", allowed="at least one")


@rule(
    "page-multiple",
    "The page count does not fill its sheets",
    why="A folded or stitched sheet has four pages, a signature eight or sixteen: the printer would add blanks at the end.",
    remedy="Add or remove pages, or decide where the blanks go.",
)
def multiple(job: Job) -> Iterator[Fault]:
    count, unit = len(job.pages), job.printer.page_multiple
    if count and count % unit:
        fewer, more = count - count % unit, count - count % unit + unit
        allowed = f"a multiple of {unit}: {fewer} or {more}" if fewer else f"a multiple of {unit}: {more}"
        yield Fault(found=f"{count} pages", allowed=allowed)


@rule(
    "page-blank",
    "A page is blank",
    why="It may be meant; a page that lost its content looks the same.",
    remedy="Tell the printer which pages are blank on purpose.",
    severity=NOTE,
)
def blank(job: Job) -> Iterator[Fault]:
    if not job.printer.is_press:
        return
    for page in job.pages:
        if not page.broken and not any(
            not o.manner.colour.is_paper and (o.text is None or o.text.visible) for o in page.inside
        ):
            yield Fault(page=page.facts.index, found="nothing printed", allowed="content, or a word to the printer")
