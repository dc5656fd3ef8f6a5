"""Files that claim PDF/UA or PDF/A: the ground they stand on.

Not a conformance checker (veraPDF is one, and `docs/preflight.md` says how they divide
the work): these are the faults that readers meet first, several of which no validator
reports.
"""

# ruff: noqa: D103  # title, reason and remedy in the register say what a docstring would

from __future__ import annotations

import re
from collections.abc import Iterator

from typeset.preflight.facts import Colour, Tag, touches
from typeset.preflight.findings import NOTE, WARNING, Fault, Job, name_object, rule
from typeset.preflight.rules.text import ground_among, grounds_of
from typeset.preflight.tagging import STANDARD


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
    if not facts.has_tree or not facts.tree.tags:
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
        yield from (tag for tag in job.document.facts.tree.tags if tag.role in roles)


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
    "ua-alt-name",
    "The alternative text of a figure is the name of a file",
    why="It was filled in by a program; who listens learns nothing from it.",
    remedy="Describe what the figure says.",
    severity=WARNING,
)
def alternative_name(job: Job) -> Iterator[Fault]:
    for tag in _of(job, "Figure", "Formula"):
        if _FILE_NAME.fullmatch((tag.alt or "").strip()):
            yield Fault(page=tag.page, object=tag.role, found=(tag.alt or "").strip(), allowed="a description")


_FILE_NAME = re.compile(
    r"\S+\.(png|jpe?g|gif|tiff?|svg|pdf|eps|webp|bmp)|(image|figure|picture|grafik|bild)[ _-]?\d*", re.IGNORECASE
)


@rule(
    "ua-role",
    "A tag is of a kind that no reader knows",
    why="It is skipped or guessed at (ISO 14289-1, 7.1: map it to a standard type).",
    remedy="Use a standard structure type, or map to one in the RoleMap.",
)
def role(job: Job) -> Iterator[Fault]:
    for tag in job.document.facts.tree.tags if _claims_tags(job) else ():
        if tag.role not in STANDARD:
            ends = f", mapped to {tag.role}" if tag.role != tag.written else ""
            yield Fault(page=tag.page, object=tag.written, found=f"{tag.written}{ends}", allowed="a standard type")


_ONLY_IN = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
}
_HOLDS_ONLY = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI", "TOC", "Caption"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "TR": {"TH", "TD"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
}


@rule(
    "ua-nesting",
    "A tag stands where it has no meaning",
    why="Lists, tables and contents are counted and walked through by their parts (ISO 14289-1, 7.2; ISO 32000-1, 14.8.4.3).",
    remedy="Put items into lists, rows into tables, cells into rows, and nothing else there.",
)
def nesting(job: Job) -> Iterator[Fault]:
    for tag in job.document.facts.tree.tags if _claims_tags(job) else ():
        loose = tag.role in _ONLY_IN and tag.parent not in _ONLY_IN[tag.role]
        strange = tag.parent in _HOLDS_ONLY and tag.role not in _HOLDS_ONLY[tag.parent]
        if (loose or strange) and tag.role in STANDARD:
            wanted = _ONLY_IN[tag.role] if loose else _HOLDS_ONLY[tag.parent]
            yield Fault(
                page=tag.page,
                object=tag.role,
                found=f"{tag.role} in {tag.parent or 'no element'}",
                allowed=f"{'in' if loose else 'only'} {', '.join(sorted(wanted))}",
            )


@rule(
    "ua-content-twice",
    "The same content belongs to two tags",
    why="It is read out twice, and the way back from the page leads to one of them only (ISO 32000-1, 14.7.4.4).",
    remedy="Export the tags again.",
)
def content_twice(job: Job) -> Iterator[Fault]:
    for page, number in job.document.facts.tree.twice if _claims_tags(job) else ():
        yield Fault(page=page, object=f"marked content {number}", found="held by several elements", allowed="by one")


@rule(
    "ua-parent-tree",
    "The tags cannot be found from the page",
    why="Without a ParentTree a reader knows what comes next, and not where it is (ISO 32000-1, 14.7.4.4).",
    remedy="Export the tags again.",
)
def parent_tree(job: Job) -> Iterator[Fault]:
    tree = job.document.facts.tree
    if _claims_tags(job) and tree.tags and not tree.leads_back:
        yield Fault(found="no ParentTree", allowed="a ParentTree")


@rule(
    "ua-notes",
    "A note has no name of its own",
    why="Who leaves the text for a note must be able to come back (ISO 14289-1, 7.9).",
    remedy="Give each Note an /ID that no other element has.",
)
def notes(job: Job) -> Iterator[Fault]:
    seen: set[str] = set()
    for tag in _of(job, "Note"):
        if not tag.key or tag.key in seen:
            found = f"a second “{tag.key}”" if tag.key else "no ID"
            yield Fault(page=tag.page, object="Note", found=found, allowed="an ID of its own")
        seen.add(tag.key)


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
    "ua-table-scope",
    "A head cell does not say what it heads",
    why="With heads above and at the side, a reader cannot tell which to read out with a cell (ISO 14289-1, 7.5).",
    remedy="Give each TH a Scope, or name it in the Headers of its cells.",
)
def table_scope(job: Job) -> Iterator[Fault]:
    for tag in _of(job, "TH"):
        if not tag.scoped and not tag.empty:
            yield Fault(page=tag.page, object="TH", found="no Scope", allowed="Row, Column or Both")


@rule(
    "ua-table-rows",
    "The rows of a table are not of one length",
    why="Cells are read out under the wrong heads (ISO 32000-1, 14.8.4.3.4).",
    remedy="Tag every cell, empty ones too, and say how many columns or rows it spans.",
)
def table_rows(job: Job) -> Iterator[Fault]:
    for tag in _of(job, "Table"):
        if len(set(tag.widths)) > 1:
            found = f"rows of {min(tag.widths)} to {max(tag.widths)} cells"
            yield Fault(page=tag.page, object="Table", found=found, allowed="as many in each row")


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
    "ua-contrast",
    "Text is too faint for its ground",
    why="Readers with weak sight, or in sunlight, cannot make it out (WCAG 2.2, 1.4.3).",
    remedy="Make it darker or its ground lighter: 4.5 to 1, or 3 to 1 from 18 pt on.",
    severity=WARNING,
)
def contrast(job: Job) -> Iterator[Fault]:
    if not job.document.facts.claims_ua:
        return
    for page in job.pages:
        grounds = grounds_of(page)
        for at, thing in enumerate(page.inside):
            text = thing.text
            if text is None or not text.visible or not text.text.strip() or thing.manner.alpha < 1:
                continue
            own = _luminance(thing.manner.colour)
            least = 3.0 if text.size >= _LARGE or (text.size >= _LARGE_BOLD and _BOLD.search(text.font.name)) else 4.5
            under = _luminance(ground_among(grounds, at, thing)) if own is not None else None
            if own is None or under is None:
                continue
            ratio = (max(own, under) + 0.05) / (min(own, under) + 0.05)
            if ratio < least - 0.01:
                yield Fault(
                    page=page.facts.index,
                    place=thing.box,
                    object=name_object(thing),
                    found=f"{ratio:.1f} to 1",
                    allowed=f"{least:g} to 1",
                )


_LARGE, _LARGE_BOLD = 18.0, 14.0
"""Points from which text counts as large; bold text sooner (WCAG 2.2, 1.4.3)."""
_BOLD = re.compile("bold|black|heavy", re.IGNORECASE)


def _luminance(colour: Colour) -> float | None:
    """Relative luminance on a screen; None for colours that a screen has to convert first."""
    if colour.pattern or not colour.values:
        return None
    if colour.space.base == "rgb" and len(colour.values) == 3:
        channels = colour.values
    elif colour.space.base == "gray" or colour.is_paper:
        channels = (1.0 - colour.coverage,) * 3
    else:
        return None
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@rule(
    "a-attachment",
    "An attached file does not say what it is to the document",
    why="An archive must know whether it is source, data or supplement (ISO 19005-3, 6.8).",
    remedy="Give it an AFRelationship, and name it in the document's associated files (AF).",
)
def archive_attachment(job: Job) -> Iterator[Fault]:
    facts = job.document.facts
    for name in facts.loose_files if facts.claims_a.startswith("3") else ():
        yield Fault(object=name, found=f"{name} belongs to nothing", allowed="an AFRelationship, and a place in AF")


@rule(
    "a-action",
    "An archive file acts",
    why="PDF/A allows no more than following links: scripts, sounds and programs will not be there in thirty years (ISO 19005-3, 6.5.1).",
    remedy="Remove the action.",
)
def archive_action(job: Job) -> Iterator[Fault]:
    if not job.document.facts.claims_a:
        return
    for page in job.pages:
        for annotation in page.facts.annotations:
            if annotation.action in _ACTIVE:
                yield Fault(
                    page=page.facts.index,
                    place=annotation.box,
                    object=f"annotation {annotation.subtype}",
                    found=f"action {annotation.action}",
                    allowed="a link",
                )


_ACTIVE = frozenset(
    "Launch Sound Movie ResetForm ImportData Hide SetOCGState Rendition Trans GoTo3DView JavaScript".split()  # noqa: SIM905
)


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
