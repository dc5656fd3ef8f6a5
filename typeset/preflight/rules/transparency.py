"""Transparency and device tricks: what a press file must have settled before it leaves."""

# ruff: noqa: D103  # title, reason and remedy in the register say what a docstring would

from __future__ import annotations

from collections.abc import Callable, Iterator

from typeset.preflight.facts import Manner, Painted
from typeset.preflight.findings import NOTE, Fault, Job, name_object, rule


def _objects(
    job: Job, is_fault: Callable[[Painted], bool], found: Callable[[Manner], str], allowed: str
) -> Iterator[Fault]:
    if job.printer.transparency:
        return
    for page in job.pages:
        for thing in page.inside:
            if is_fault(thing):
                yield Fault(
                    page=page.facts.index,
                    place=thing.box,
                    object=name_object(thing),
                    found=found(thing.manner),
                    allowed=allowed,
                )


@rule(
    "transparency-opacity",
    "Something is partly transparent",
    why="PDF/X-1a forbids it; elsewhere the RIP's flattener decides what text near it looks like.",
    remedy="Use a tint of the ink instead of opacity.",
)
def opacity(job: Job) -> Iterator[Fault]:
    yield from _objects(
        job, lambda o: o.manner.alpha < 0.9995, lambda m: f"opacity {m.alpha * 100:.0f} %", "opaque colour"
    )


@rule(
    "transparency-blend",
    "Something is blended with what lies under it",
    why="Blend modes are transparency: the result depends on the RIP.",
    remedy="Use overprint for multiply, plain colours otherwise.",
)
def blend(job: Job) -> Iterator[Fault]:
    usual = {"Normal", "Compatible"}
    yield from _objects(job, lambda o: o.manner.blend not in usual, lambda m: f"blend mode {m.blend}", "Normal")


@rule(
    "transparency-mask",
    "Something fades through a soft mask",
    why="Soft masks, in a graphics state or on an image, are transparency.",
    remedy="Flatten the object against its ground.",
)
def mask(job: Job) -> Iterator[Fault]:
    def masked(thing: Painted) -> bool:
        return thing.manner.soft_mask or (thing.image is not None and thing.image.masked)

    yield from _objects(job, masked, lambda _: "soft mask", "no soft mask")


@rule(
    "transparency-group",
    "There is a transparency group",
    why="A group changes how its content is mixed even when all of it is opaque; PDF/X-1a forbids it.",
    remedy="Export without transparency groups.",
)
def group(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        for state in page.states:
            if state.what == "transparency group" and not job.printer.transparency:
                space = "" if state.value == "-" else f" in {state.value}"
                yield Fault(page=page.facts.index, found=f"transparency group{space}", allowed="none")


@rule(
    "state-transfer",
    "A transfer function bends the tones",
    why="It overrides the press's own curves (ISO 15930-7).",
    remedy="Correct the tones in the image, and remove TR and TR2.",
)
def transfer(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        for state in page.states:
            if job.printer.is_press and state.what == "transfer function":
                yield Fault(page=page.facts.index, found=f"/{state.value}", allowed="none")


@rule(
    "state-halftone",
    "The file brings its own screen",
    why="A named halftone may not exist on the printer's RIP (ISO 15930-7).",
    remedy="Leave screening to the printer.",
)
def halftone(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        for state in page.states:
            if job.printer.is_press and state.what == "halftone":
                yield Fault(page=page.facts.index, found=f"/{state.value}", allowed="none")


@rule(
    "state-postscript",
    "PostScript code is embedded",
    why="PDF/X and PDF/A forbid PostScript XObjects: a PDF interpreter need not run them.",
    remedy="Convert the object to PDF.",
)
def postscript(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        for state in page.states:
            if job.printer.is_press and state.what == "PostScript":
                yield Fault(page=page.facts.index, found="a PostScript object", allowed="none")


def _told(job: Job, what: str) -> Iterator[tuple[int, str]]:
    """Page and value of every state of that sort."""
    for page in job.pages:
        yield from ((page.facts.index, state.value) for state in page.states if state.what == what)


@rule(
    "state-missing",
    "The page asks for something that is not in the file",
    why="A font, a picture or a setting that is named and not there leaves a gap, or an error on the RIP.",
    remedy="Make the PDF again: something was lost when it was assembled.",
)
def missing(job: Job) -> Iterator[Fault]:
    for page, value in _told(job, "missing resource"):
        yield Fault(page=page, found=f"no {value}", allowed="all that the page names")


@rule(
    "state-outside",
    "Part of the page lies in another file",
    why="The printer has one file: what it refers to elsewhere will be missing (PDF/X and PDF/A forbid it).",
    remedy="Save the file with everything in it.",
)
def outside(job: Job) -> Iterator[Fault]:
    for page, value in _told(job, "outside"):
        yield Fault(page=page, found=value, allowed="all in one file")


@rule(
    "state-operator",
    "The page holds commands that PDF does not know",
    why="Viewers pass them over; a RIP may stop (ISO 32000-1, 7.8.2).",
    remedy="Make the PDF again with another program.",
)
def operator(job: Job) -> Iterator[Fault]:
    for page, value in _told(job, "unknown operator"):
        yield Fault(page=page, found=f"“{value}”", allowed="operators of ISO 32000-1")


@rule(
    "state-unbalanced",
    "A graphics state is saved and never restored",
    why="What is added to the page later, such as an imposition's marks, inherits a wrong place or colour.",
    remedy="Make the PDF again; every q wants its Q.",
    severity=NOTE,
)
def unbalanced(job: Job) -> Iterator[Fault]:
    for page, value in _told(job, "unbalanced"):
        yield Fault(page=page, found=value, allowed="as many Q as q")
