"""Pagination: what pages say of themselves and of each other, in running heads, folios, contents and references.

Read back from the file alone. A file that says which of its texts are headers and footers
(ISO 32000-1, 14.8.2.2) and gives its parts titles in the structure tree, by which most of
its heads go, can be held to both; of any other nothing is said.
"""

# ruff: noqa: D103  # title, reason and remedy in the register say what a docstring would

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from layout.geometry import Rect
from layout.values import Struct
from typeset.preflight.facts import Annotation, Page, Tag, Tree
from typeset.preflight.findings import WARNING, Fault, Job, rule

_SILENT = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\u2066-\u2069\ufeff]+")
# Four digits are a year, unless some page is called so.
_NUMBER = re.compile(r"\d{1,3}|[ivxlc]{1,7}|[IVXLC]{1,7}")
_RANGE = re.compile(r"(\d{1,4})–(\d{1,4})")
# “8–11”, “insight 4, page 16”: what a link is printed as, where it names a page. A bare number may be a note's.
_NAMES_A_PAGE = re.compile(r"(?:.*\bpage (\d{1,4})|(\d{1,4})–\d{1,4})", re.DOTALL)
_SAYS_A_PAGE = re.compile(r"\(page (\d{1,4})\)$")


class _Part(Struct, frozen=True):
    """A part of a document, by its element right under the root."""

    title: str
    first: int
    last: int
    """Indices of the pages on which it begins and ends."""


def _parts(tree: Tree) -> tuple[_Part, ...]:
    """The parts that say where they stand, in the order of the tags."""
    depth = 1 if tree.tags and tree.tags[0].role == "Document" else 0
    groups: list[list[Tag]] = []
    for tag in tree.tags:
        groups += [[]] if tag.depth == depth else []
        if groups and tag.depth >= depth:
            groups[-1].append(tag)
    parts: list[_Part] = []
    for group in groups:
        pages = [page for tag in group for page in (tag.page, tag.last) if page is not None]
        if pages:
            parts.append(_Part(group[0].title, min(pages), max(pages)))
    return tuple(parts)


def _heard(text: str) -> str:
    """A text by its letters alone; in their order of storage where it runs one way.

    Letters from right to left may stand in the file as they are painted.
    """
    said = _SILENT.sub("", unicodedata.normalize("NFC", text))
    turned = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in said)
    return "".join(sorted(said)) if turned else said


def _furniture(page: Page, where: str) -> Iterator[tuple[str, Rect]]:
    """Each text that a page carries as *where* says, its strings joined by the line they stand on."""
    lines: dict[int, list[tuple[str, Rect]]] = {}
    for thing in page.objects:
        if thing.furniture == where and thing.text and thing.text.visible:
            lines.setdefault(round(thing.box.bottom), []).append((thing.text.text, thing.box))
    for strings in lines.values():
        box = strings[0][1]
        for _, other in strings[1:]:
            box = box.around(other)
        yield "".join(text for text, _ in strings), box


@rule(
    "running-head",
    "A running head names another part",
    why="Whoever leafs through the report believes the head, and looks for things where they are not.",
    remedy="Lay the report out again, so that each head is that of its own pages.",
)
def running_heads(job: Job) -> Iterator[Fault]:
    tree = job.document.facts.tree
    parts = _parts(tree)
    whole = tree.tags[0].title if parts and tree.tags[0].role == "Document" else ""
    known = {_heard(title) for title in (whole, *(part.title for part in parts)) if title}
    heads = [(page.facts.index, text, box) for page in job.pages for text, box in _furniture(page, "Header")]
    # Titles of elements may be meant for something else, and heads say chapters within a part.
    if not known or 2 * sum(_heard(text) in known for _, text, _ in heads) < len(heads):
        return
    for at, text, box in heads:
        begun = [part for part in parts if part.first <= at]
        here = [part for part in parts if part.first <= at <= part.last] or begun[-1:]
        names = [name for name in dict.fromkeys([*(part.title for part in here), whole]) if name]
        if names and _heard(text) not in {_heard(name) for name in names}:
            yield Fault(
                page=at,
                place=box,
                object="running head",
                found=f"“{' '.join(text.split())}”",
                allowed=" or ".join(f"“{name}”" for name in names),
            )


@rule(
    "folio",
    "A printed page number is not the one that viewers show",
    why="Who is told to turn to page 12 lands on another one, on paper or on screen.",
    remedy="Make the page labels those that are printed.",
    severity=WARNING,
)
def folios(job: Job) -> Iterator[Fault]:
    labels = {page.facts.label for page in job.pages}
    for page in job.pages:
        for text, box in (*_furniture(page, "Footer"), *_furniture(page, "Header")):
            number = text.strip()
            if (number in labels or _NUMBER.fullmatch(number)) and number != page.facts.label:
                yield Fault(
                    page=page.facts.index,
                    place=box,
                    object="page number",
                    found=number,
                    allowed=page.facts.label,
                )


@rule(
    "link-page",
    "A page number leads to another page",
    why="The contents or a reference say one page and mean another; in print nobody can click to find out.",
    remedy="Lay the report out again, so that its page numbers are those of its pages.",
)
def page_numbers(job: Job) -> Iterator[Fault]:
    labels = [page.facts.label for page in job.pages]
    for page, annotation, shown in _links(job):
        printed = _NAMES_A_PAGE.fullmatch(shown)
        spoken = _SAYS_A_PAGE.search(annotation.contents)
        named = {one for match in (printed, spoken) if match for one in match.groups() if one}
        there = labels[annotation.leads_to or 0]
        for number in sorted(named - {there}):
            yield Fault(
                page=page.facts.index,
                place=annotation.box,
                object="link",
                found=f"“{number}” leads to page {there}",
                allowed=f"page {there}",
            )


@rule(
    "contents-range",
    "The contents give a part other pages than it has",
    why="A range that runs on, or stops short, is wrong on the one page where everybody looks.",
    remedy="Lay the report out again, so that the ranges are those of the parts.",
)
def ranges(job: Job) -> Iterator[Fault]:
    parts = {part.first: part for part in reversed(_parts(job.document.facts.tree)) if part.title}
    labels = [page.facts.label for page in job.pages]
    for page, annotation, shown in _links(job) if parts else ():
        part, printed = parts.get(annotation.leads_to or 0), _RANGE.fullmatch(shown)
        if part is not None and printed and printed[2] != labels[part.last]:
            yield Fault(
                page=page.facts.index,
                place=annotation.box,
                object="link",
                found=f"“{shown}”, while “{part.title}” ends on page {labels[part.last]}",
                allowed=f"{printed[1]}–{labels[part.last]}",
            )


def _links(job: Job) -> Iterator[tuple[Page, Annotation, str]]:
    """Each link into the document, and the words printed under it."""
    for page in job.pages:
        leading = [one for one in page.facts.annotations if one.leads_to is not None and one.subtype == "Link"]
        texts = [o for o in page.objects if o.text and o.text.visible] if leading else []
        for annotation in leading:
            shown = "".join(o.text.text for o in texts if o.text and _lies_in(o.box, annotation.box))
            yield page, annotation, " ".join(shown.replace("\u00a0", " ").split())


def _lies_in(box: Rect, area: Rect) -> bool:
    """Tell whether the middle of *box* lies in *area*."""
    x, y = box.x + box.width / 2, box.y + box.height / 2
    return area.x - 1 <= x <= area.right + 1 and area.y - 1 <= y <= area.bottom + 1
