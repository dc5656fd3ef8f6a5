"""Fonts: in the file or guessed at, readable or not, allowed to travel or not."""

# ruff: noqa: D103  # title, reason and remedy in the register say what a docstring would

from __future__ import annotations

import re
from collections.abc import Iterator

from layout.values import Struct, replace
from typeset.preflight.facts import FontFacts, Page, Painted
from typeset.preflight.findings import NOTE, WARNING, Fault, Job, name_object, rule


class _Use(Struct, frozen=True):
    """Where a font shows something first, and on how many pages."""

    page: Page
    thing: Painted
    pages: int


def _used(job: Job) -> dict[FontFacts, _Use]:
    """Fonts that show something. A fault of a font is told once, not once for each of its pages."""
    used: dict[FontFacts, _Use] = {}
    for page in job.pages:
        for font, thing in _on_page(page).items():
            first = used.get(font)
            used[font] = _Use(page, thing, 1) if first is None else replace(first, pages=first.pages + 1)
    return used


def _on_page(page: Page) -> dict[FontFacts, Painted]:
    shown: dict[FontFacts, Painted] = {}
    for thing in page.objects:
        if thing.text is not None and thing.text.visible:
            shown.setdefault(thing.text.font, thing)
    return shown


def _fault(use: _Use, font: FontFacts, found: str, allowed: str) -> Fault:
    more = f", from this page on {use.pages} pages" if use.pages > 1 else ""
    return Fault(
        page=use.page.facts.index,
        place=use.thing.box,
        object=name_object(use.thing),
        found=f"{font.name} {found}{more}",
        allowed=allowed,
    )


def _is_bound(job: Job) -> bool:
    facts = job.document.facts
    return job.printer.is_press or bool(facts.claims_a or facts.claims_ua)


@rule(
    "font-embedded",
    "A font is not in the file",
    why="The RIP puts another in its place: other shapes, other widths, other line ends.",
    remedy="Embed all fonts.",
)
def embedded(job: Job) -> Iterator[Fault]:
    if not _is_bound(job):
        return
    for font, use in _used(job).items():
        if not font.embedded:
            yield _fault(use, font, f"({font.kind}) is not embedded", "embedded")


@rule(
    "font-damaged",
    "An embedded font is damaged",
    why="The RIP puts another in its place, or stops.",
    remedy="Make the PDF again; if it stays, install the font anew.",
)
def damaged(job: Job) -> Iterator[Fault]:
    for font, use in _used(job).items():
        if font.damaged:
            yield _fault(use, font, "is of no known format", "a font program")


@rule(
    "font-private",
    "Text reads back as private signs",
    why="Letters were mapped to code points that mean nothing outside this font: nobody can search, copy or hear them.",
    remedy="Export with a ToUnicode that gives the letters.",
    severity=WARNING,
)
def private(job: Job) -> Iterator[Fault]:
    worst: dict[FontFacts, _Use] = {}
    for page in job.pages:
        for thing in page.objects:
            if thing.text is None or not thing.text.visible or not _is_private(thing.text.text):
                continue
            first = worst.get(thing.text.font)
            if first is None:
                worst[thing.text.font] = _Use(page, thing, 1)
    for font, use in worst.items():
        yield _fault(use, font, "reads as private-use characters", "letters")


def _is_private(text: str) -> bool:
    """Tell whether most of *text* is in the Private Use Area: a logo or an icon now and then is fine."""
    private = len(_PRIVATE.findall(text))
    return private > 2 and 2 * private > len("".join(text.split()))


_PRIVATE = re.compile("[\ue000-\uf8ff]")


@rule(
    "font-type3",
    "Text is set in a Type 3 font",
    why="Type 3 letters are small drawings: they print without hinting, in whatever colours they bring.",
    remedy="Use an outline font.",
    severity=WARNING,
)
def type3(job: Job) -> Iterator[Fault]:
    if not job.printer.is_press:
        return
    for font, use in _used(job).items():
        if font.kind == "Type3":
            yield _fault(use, font, "is Type 3", "TrueType, OpenType or Type 1")


@rule(
    "font-unicode",
    "Text cannot be read back",
    why="Without ToUnicode nobody can search, copy or check the words of the file, the printer's own correction included.",
    remedy="Export with ToUnicode.",
    severity=WARNING,
)
def unicode(job: Job) -> Iterator[Fault]:
    for font, use in _used(job).items():
        if not font.unicode and font.kind != "Type3":
            yield _fault(use, font, "has no ToUnicode", "text that can be read back")


@rule(
    "font-whole",
    "A font is embedded whole",
    why="It makes the file larger, and gives the font away.",
    remedy="Embed the subset that is used.",
    severity=NOTE,
)
def whole(job: Job) -> Iterator[Fault]:
    if not job.printer.is_press:
        return
    for font, use in _used(job).items():
        if font.embedded and not font.subset and font.kind != "Type3":
            yield _fault(use, font, "is embedded whole", "a subset")


@rule(
    "font-rights",
    "A font may not be embedded",
    why="Its own licence bits (OS/2 fsType) say restricted.",
    remedy="Use another font, or obtain a licence and a file that says so.",
    severity=WARNING,
)
def rights(job: Job) -> Iterator[Fault]:
    for font, use in _used(job).items():
        # Bit 1 alone forbids embedding; with preview (4) or editable (8) set the laxer one holds.
        if font.embedding_rights is not None and font.embedding_rights & 0x0E == 2:
            yield _fault(use, font, f"has fsType {font.embedding_rights}", "embedding allowed")
