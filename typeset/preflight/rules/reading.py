"""Files that claim PDF/UA or PDF/A: the ground they stand on.

Not a conformance checker (veraPDF is one, and `docs/preflight.md` says how they divide
the work): these are the faults that readers meet first, several of which no validator
reports.
"""

# ruff: noqa: D103  # title, reason and remedy in the register say what a docstring would

from __future__ import annotations

from collections.abc import Iterator

from typeset.preflight.facts import Tag, touches
from typeset.preflight.findings import NOTE, WARNING, Fault, Job, name_object, rule


def _claims_tags(job: Job) -> bool:
    facts = job.document.facts
    return bool(facts.claims_ua) or facts.claims_a.endswith("a")


@rule(
    "ua-tags",
    "The file is not tagged",
    why="A screen reader has nothing to go by (ISO 14289-1, 7.1).",
    remedy="Export with tags, and Marked true.",
)
def tagged(job: Job) -> Iterator[Fault]:
    facts = job.document.facts
    if not _claims_tags(job):
        return
    if not facts.has_tree or not facts.tags:
        yield Fault(found="no structure tree", allowed="a structure tree")
    if not facts.marked:
        yield Fault(found="MarkInfo does not say Marked", allowed="Marked true")


@rule(
    "ua-language",
    "The language of the document is not given",
    why="A screen reader would read it in the voice of another language (ISO 14289-1, 7.2).",
    remedy="Write /Lang in the catalog.",
)
def language(job: Job) -> Iterator[Fault]:
    if _claims_tags(job) and not job.document.facts.language:
        yield Fault(found="no /Lang", allowed="a language tag such as en-GB")


@rule(
    "ua-title",
    "The window shows a file name instead of the title",
    why="The title is the first thing that is read out (ISO 14289-1, 7.1).",
    remedy="Set dc:title and DisplayDocTitle.",
)
def title(job: Job) -> Iterator[Fault]:
    facts = job.document.facts
    if not facts.claims_ua:
        return
    if not facts.xmp.get("dc:title"):
        yield Fault(found="no dc:title", allowed="a title in XMP")
    if not facts.title_shown:
        yield Fault(found="DisplayDocTitle is not set", allowed="DisplayDocTitle true")


@rule(
    "ua-untagged",
    "Content is neither tagged nor an artifact",
    why="Assistive technology cannot tell whether to read it (ISO 14289-1, 7.1).",
    remedy="Tag it, or mark it as an artifact.",
)
def untagged(job: Job) -> Iterator[Fault]:
    if not _claims_tags(job):
        return
    for page in job.pages:
        for thing in page.objects:
            if not thing.tagged and thing.within != "annotation" and touches(page.trim, thing.box):
                yield Fault(
                    page=page.facts.index,
                    place=thing.box,
                    object=name_object(thing),
                    found="outside the tags",
                    allowed="a tag or an artifact",
                )


def _of(job: Job, *roles: str) -> Iterator[Tag]:
    if _claims_tags(job):
        yield from (tag for tag in job.document.facts.tags if tag.role in roles)


@rule(
    "ua-alt",
    "A figure has no alternative text",
    why="Who cannot see it learns nothing of it (ISO 14289-1, 7.3).",
    remedy="Describe what the figure says, not that it is one.",
)
def alternative(job: Job) -> Iterator[Fault]:
    for tag in _of(job, "Figure", "Formula"):
        if not (tag.alt or "").strip() and not (tag.actual or "").strip():
            found = "an empty alternative text" if tag.alt is not None else "none"
            yield Fault(page=tag.page, object=tag.role, found=found, allowed="Alt or ActualText")


@rule(
    "ua-figure-box",
    "A figure does not say where it stands",
    why="Magnifiers and reflow need its box (ISO 32000-1, 14.8.5.4.3).",
    remedy="Give the figure a BBox attribute.",
    severity=WARNING,
)
def figure_box(job: Job) -> Iterator[Fault]:
    for tag in _of(job, "Figure"):
        if not tag.has_box:
            yield Fault(page=tag.page, object=tag.role, found="no BBox", allowed="a BBox")


@rule(
    "ua-headings",
    "Headings skip a level",
    why="Readers who move by headings lose the thread (ISO 14289-1, 7.4.2).",
    remedy="Let each heading be at most one level below the one before.",
)
def headings(job: Job) -> Iterator[Fault]:
    before = 0
    for tag in _of(job, "H1", "H2", "H3", "H4", "H5", "H6"):
        level = int(tag.role[1])
        if level > before + 1:
            found = f"H{level} after H{before}" if before else f"H{level} first"
            yield Fault(page=tag.page, object=tag.role, found=found, allowed=f"H{before + 1} at most")
        before = level


@rule(
    "ua-table-heads",
    "A table has no head cells",
    why="Cells read out without their heads are bare numbers (ISO 14289-1, 7.5).",
    remedy="Tag head cells as TH with their scope.",
)
def table_heads(job: Job) -> Iterator[Fault]:
    for tag in _of(job, "Table"):
        if tag.headless:
            yield Fault(page=tag.page, object=tag.role, found="a Table without TH", allowed="head cells")


@rule(
    "ua-empty",
    "A tag is empty",
    why="A screen reader stops at it and says nothing.",
    remedy="Leave elements without content out; empty table cells may stay.",
    severity=WARNING,
)
def empty(job: Job) -> Iterator[Fault]:
    for tag in _of(job, "P", "H1", "H2", "H3", "H4", "H5", "H6", "Figure", "L", "LI", "LBody", "Table", "Link", "Note"):
        if tag.empty:
            yield Fault(page=tag.page, object=tag.role, found=f"an empty {tag.role}", allowed="content")


@rule(
    "ua-links",
    "A link does not say where it leads",
    why="Without Contents only its address is read out; outside the tags it is not reached at all (ISO 14289-1, 7.18).",
    remedy="Give the annotation Contents, and tag it as Link.",
)
def links(job: Job) -> Iterator[Fault]:
    if not job.document.facts.claims_ua:
        return
    for page in job.pages:
        for annotation in page.facts.annotations:
            if annotation.hidden or annotation.subtype in {"Popup", "PrinterMark"}:
                continue
            if not annotation.contents:
                found = "no Contents"
            elif not annotation.tagged:
                found = "not in the tags"
            else:
                continue
            yield Fault(
                page=page.facts.index,
                place=annotation.box,
                object=f"annotation {annotation.subtype}",
                found=found,
                allowed="Contents and a tag",
            )


@rule(
    "ua-tab-order",
    "The tab key does not follow the tags",
    why="Pages with annotations need /Tabs /S (ISO 14289-1, 7.18.3).",
    remedy="Set the tab order to structure.",
)
def tab_order(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        if job.document.facts.claims_ua and page.facts.annotations and page.facts.tab_order != "S":
            yield Fault(page=page.facts.index, found=page.facts.tab_order or "none", allowed="S")


@rule(
    "ua-outline",
    "A long document has no outline",
    why="Twenty pages without bookmarks can only be walked through page by page.",
    remedy="Make an outline from the headings.",
    severity=NOTE,
)
def outline(job: Job) -> Iterator[Fault]:
    facts = job.document.facts
    if facts.claims_ua and len(job.pages) > 20 and not facts.outline:
        yield Fault(found="no outline", allowed="bookmarks")


@rule(
    "a-intent",
    "An archive file does not say what its colours mean",
    why="PDF/A wants an output intent GTS_PDFA1 where device colours are used, and one that fits them (ISO 19005-3, 6.2.4.3).",
    remedy="Embed the profile of the colours that are used.",
)
def archive_intent(job: Job) -> Iterator[Fault]:
    facts = job.document.facts
    if not facts.claims_a:
        return
    intents = [i for i in facts.intents if i.subtype.startswith("GTS_PDF")]
    models = {i.profile_space for i in intents}
    used = {space.family for page in job.pages for space in page.spaces}
    for family, model in (("DeviceRGB", "RGB"), ("DeviceCMYK", "CMYK")):
        if family in used and model not in models:
            found = f"{family} without an {model} output intent"
            yield Fault(found=found, allowed=f"an output intent with an {model} profile")
