"""The document around the pages: what it claims, what it carries, what it must not do."""

# ruff: noqa: D103  # title, reason and remedy in the register say what a docstring would

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from typeset.preflight.facts import DocumentFacts
from typeset.preflight.findings import ERROR, NOTE, WARNING, Fault, Job, rule

_NEWEST = {"PDF/X-4": "1.6", "PDF/X-1a:2003": "1.4"}


def _asks_standard(job: Job) -> bool:
    return job.printer.standard != "none"


@rule(
    "doc-repaired",
    "The file is damaged and had to be mended to be read",
    why="Viewers mend the same damage in different ways; a RIP may not mend it at all.",
    remedy="Make the PDF again; do not send a file that was cut off on its way.",
)
def repaired(job: Job) -> Iterator[Fault]:
    if job.document.facts.repaired:
        yield Fault(found=job.document.facts.repaired, allowed="a file whose cross-reference table fits it")


@rule(
    "doc-page-broken",
    "The content of a page cannot be read to its end",
    why="What comes after the damage may be missing in print.",
    remedy="Make the PDF again.",
)
def page_broken(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        if page.broken:
            yield Fault(page=page.facts.index, found=page.broken, allowed="content that can be read")


@rule(
    "doc-encrypted",
    "The file is encrypted",
    why="PDF/X and PDF/A forbid encryption (ISO 15930-7; ISO 19005-3, 6.1.3): the printer cannot plate it.",
    remedy="Save it without a password or restrictions.",
)
def encrypted(job: Job) -> Iterator[Fault]:
    if job.document.facts.encrypted:
        yield Fault(found="encrypted", allowed="no encryption")


@rule(
    "doc-standard",
    "The file does not claim the standard that the printer asks for",
    why="The claim is what a prepress system looks for first (GTS_PDFXVersion).",
    remedy="Export as the standard named, or choose another printer profile.",
)
def standard(job: Job) -> Iterator[Fault]:
    wanted, claimed = job.printer.standard, job.document.facts.claims_x
    if _asks_standard(job) and not claimed.startswith(wanted):
        yield Fault(found=claimed or "no PDF/X claim", allowed=wanted)


@rule(
    "doc-version",
    "The PDF version is newer than the standard allows",
    why="A RIP for that standard need not know later features.",
    remedy="Write the file as the version named.",
)
def version(job: Job) -> Iterator[Fault]:
    newest = _NEWEST.get(job.printer.standard)
    if newest and job.document.facts.version > newest:
        yield Fault(found=job.document.facts.version, allowed=f"{newest} or older ({job.printer.standard})")


@rule(
    "doc-intent-missing",
    "There is no output intent for print",
    why="Without it nobody knows for which press and paper the colours were made (ISO 15930-7).",
    remedy="Export with an output intent (GTS_PDFX).",
)
def intent_missing(job: Job) -> Iterator[Fault]:
    if _asks_standard(job) and not any(i.subtype == "GTS_PDFX" for i in job.document.facts.intents):
        found = ", ".join(i.subtype or "untyped" for i in job.document.facts.intents)
        yield Fault(found=found or "none", allowed="one output intent GTS_PDFX")


@rule(
    "doc-intent-many",
    "There are several output intents for print",
    why="Exactly one GTS_PDFX intent is allowed; two leave the choice to chance (ISO 15930-7).",
    remedy="Keep the one the job is printed with.",
)
def intent_many(job: Job) -> Iterator[Fault]:
    count = sum(i.subtype == "GTS_PDFX" for i in job.document.facts.intents)
    if _asks_standard(job) and count > 1:
        yield Fault(found=f"{count} intents", allowed="one")


@rule(
    "doc-intent-profile",
    "The output intent carries no usable profile",
    why="The profile must be in the file, a printer profile (class prtr) with the components its stream says.",
    remedy="Embed the ICC profile of the printing condition.",
)
def intent_profile(job: Job) -> Iterator[Fault]:
    for intent in job.document.facts.intents:
        if not _asks_standard(job) or intent.subtype != "GTS_PDFX":
            continue
        if not intent.profile_bytes:
            # X-1a may name a condition from the ICC registry instead of embedding its profile.
            if job.printer.standard == "PDF/X-4" or not intent.condition:
                yield Fault(found="no embedded profile", allowed="an embedded ICC profile of class prtr")
        elif not intent.profile_class:
            yield Fault(found="the embedded profile is damaged", allowed="an ICC profile of class prtr")
        elif intent.profile_class != "prtr":
            yield Fault(found=f"a profile of class {intent.profile_class}", allowed="class prtr (output device)")
        elif {"CMYK": 4, "GRAY": 1, "RGB": 3}.get(intent.profile_space) != intent.profile_components:
            found = f"{intent.profile_space} profile, /N {intent.profile_components}"
            yield Fault(found=found, allowed="/N that fits the profile's colour space")


@rule(
    "doc-intent-space",
    "The output intent is not for a CMYK press",
    why="Plates are cyan, magenta, yellow and black; an RGB or grey intent means something else.",
    remedy="Embed the CMYK profile of the printing condition.",
)
def intent_space(job: Job) -> Iterator[Fault]:
    for intent in job.document.facts.intents:
        is_for_press = intent.subtype == "GTS_PDFX" and intent.profile_class == "prtr"
        if _asks_standard(job) and is_for_press and intent.profile_space != "CMYK":
            yield Fault(found=intent.profile_space, allowed="CMYK")


@rule(
    "doc-intent-condition",
    "The output intent names another printing condition, or none",
    why="Colours made for another paper and press shift; the identifier is a required entry.",
    remedy="Make the file for the condition that the printer names.",
    severity=WARNING,
)
def intent_condition(job: Job) -> Iterator[Fault]:
    for intent in job.document.facts.intents:
        if not _asks_standard(job) or intent.subtype != "GTS_PDFX":
            continue
        if not intent.condition:
            yield Fault(found="no OutputConditionIdentifier", allowed=job.printer.condition or "an identifier")
        elif job.printer.condition and intent.condition != job.printer.condition:
            yield Fault(found=intent.condition, allowed=job.printer.condition)


@rule(
    "doc-xmp",
    "The metadata packet is missing or damaged",
    why="PDF/X-4, PDF/A and PDF/UA state their claims in XMP.",
    remedy="Write an XMP packet that agrees with the document information.",
)
def xmp(job: Job) -> Iterator[Fault]:
    facts = job.document.facts
    asked = job.printer.standard == "PDF/X-4" or bool(facts.claims_a or facts.claims_ua)
    if (asked and facts.xmp_state == "absent") or facts.xmp_state == "broken":
        yield Fault(found=f"XMP {facts.xmp_state}", allowed="a well-formed XMP packet")


_PAIRS = (
    ("Title", "dc:title"),
    ("Author", "dc:creator"),
    ("Subject", "dc:description"),
    ("Keywords", "pdf:Keywords"),
    ("Creator", "xmp:CreatorTool"),
    ("Producer", "pdf:Producer"),
    ("CreationDate", "xmp:CreateDate"),
    ("ModDate", "xmp:ModifyDate"),
    ("Trapped", "pdf:Trapped"),
)


@rule(
    "doc-info-xmp",
    "Document information and XMP disagree",
    why="Both are read by somebody; PDF/X and PDF/A want them alike (ISO 19005-1, 6.7.3).",
    remedy="Write both from the same values.",
)
def info_xmp(job: Job) -> Iterator[Fault]:
    facts = job.document.facts
    if not (_asks_standard(job) or facts.claims_a) or facts.xmp_state != "read":
        return
    for info_key, xmp_key in _PAIRS:
        info, packet = facts.info.get(info_key), facts.xmp.get(xmp_key)
        if info is not None and packet and not _agree(info_key, info, packet):
            yield Fault(object=info_key, found=f"{info_key} “{info}”, {xmp_key} “{packet}”", allowed="the same in both")


def _agree(key: str, info: str, packet: str) -> bool:
    if key.endswith("Date"):
        return _moment(info) == _moment(packet)
    return info.strip() == packet.strip()


_DATE = re.compile(
    r"(?:D:)?(\d{4})-?(\d\d)?-?(\d\d)?T?(\d\d)?:?(\d\d)?:?(\d\d)?(?:\.\d+)?(?:(Z)|([+-])(\d\d)[:']?(\d\d)?'?)?"
)


def _moment(text: str) -> datetime | None:
    """The moment that a PDF or XMP date names; None when it is no date."""
    match = _DATE.match(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second, _, sign, off_hours, off_minutes = match.groups()
    offset = timedelta(hours=int(off_hours or 0), minutes=int(off_minutes or 0)) * (-1 if sign == "-" else 1)
    try:
        return datetime(
            int(year),
            int(month or 1),
            int(day or 1),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            tzinfo=timezone(offset),
        )
    except ValueError:
        return None


@rule(
    "doc-title",
    "The document has no title",
    why="PDF/X wants a title, and a job without one is called “untitled” at the printer's.",
    remedy="Give the report a title.",
)
def title(job: Job) -> Iterator[Fault]:
    facts = job.document.facts
    if (_asks_standard(job) or facts.claims_ua) and not (facts.info.get("Title") or facts.xmp.get("dc:title")):
        yield Fault(found="no title", allowed="a title in Info and dc:title")


@rule(
    "doc-dates",
    "Creation or modification date is missing or malformed",
    why="PDF/X identifies a state of the file by its dates (ISO 15930-7).",
    remedy="Write CreationDate and ModDate as D:YYYYMMDDHHmmSSOHH'mm'.",
)
def dates(job: Job) -> Iterator[Fault]:
    if not _asks_standard(job):
        return
    facts = job.document.facts
    for info_key, xmp_key in (("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate")):
        value = facts.info.get(info_key) or facts.xmp.get(xmp_key) or ""
        if _moment(value) is None:
            yield Fault(object=info_key, found=f"{info_key} {value or 'missing'}", allowed="a date")


@rule(
    "doc-trapped",
    "It is not said whether the file has been trapped",
    why="PDF/X wants Trapped to be True or False, not Unknown: trapping twice ruins fine detail.",
    remedy="Write /Trapped /False unless the file carries traps.",
)
def trapped(job: Job) -> Iterator[Fault]:
    facts = job.document.facts
    value = facts.info.get("Trapped") or facts.xmp.get("pdf:Trapped") or "missing"
    if _asks_standard(job) and value not in {"True", "False"}:
        yield Fault(found=value, allowed="True or False")


@rule(
    "doc-id",
    "The file has no identifier",
    why="PDF/X, PDF/A require /ID in the trailer; workflows tell versions apart by it.",
    remedy="Write an /ID of two strings.",
)
def identifier(job: Job) -> Iterator[Fault]:
    facts = job.document.facts
    if (_asks_standard(job) or facts.claims_a) and (len(facts.ids) != 2 or not all(facts.ids)):
        yield Fault(found="no /ID" if not facts.ids else "an incomplete /ID", allowed="two identifiers")


@rule(
    "doc-version-ids",
    "Identifiers of the document are missing in its metadata",
    why="PDF/X-4 wants DocumentID, VersionID and RenditionClass in XMP (ISO 15930-7).",
    remedy="Write xmpMM:DocumentID, xmpMM:VersionID and xmpMM:RenditionClass.",
)
def version_ids(job: Job) -> Iterator[Fault]:
    facts = job.document.facts
    if job.printer.standard != "PDF/X-4" or facts.xmp_state != "read":
        return
    missing = [key for key in ("DocumentID", "VersionID", "RenditionClass") if not facts.xmp.get(f"xmpMM:{key}")]
    if missing:
        yield Fault(found="missing: " + ", ".join(missing), allowed="all three")


@rule(
    "doc-javascript",
    "The file contains JavaScript",
    why="PDF/X and PDF/A forbid it: what is printed or kept must not change itself.",
    remedy="Remove the scripts.",
)
def javascript(job: Job) -> Iterator[Fault]:
    facts = job.document.facts
    if _is_bound(job) and facts.javascript:
        yield Fault(found="JavaScript", allowed="none")


@rule(
    "doc-action",
    "The file acts by itself",
    why="Actions on opening or on pages are forbidden in PDF/X (ISO 15930-7).",
    remedy="Remove the actions; a destination to open at is fine on a screen.",
)
def action(job: Job) -> Iterator[Fault]:
    facts = job.document.facts
    if not _is_bound(job):
        return
    # Opening at a place is a destination in all but name: no standard for reading minds it.
    harmless = {"JavaScript"} if _asks_standard(job) else {"JavaScript", "GoTo"}
    if facts.open_action and facts.open_action not in harmless:
        yield Fault(found=f"action {facts.open_action} on opening", allowed="none")
    if facts.actions:
        yield Fault(found="additional actions", allowed="none")
    for page in job.pages:
        if page.facts.actions:
            yield Fault(page=page.facts.index, found="actions on the page", allowed="none")


@rule(
    "doc-form",
    "The file has a form to fill in",
    why="Fields print as whatever they happen to hold; PDF/X forbids them inside the bleed.",
    remedy="Flatten the form.",
)
def form(job: Job) -> Iterator[Fault]:
    if _asks_standard(job) and job.document.facts.form:
        yield Fault(found="form fields", allowed="none")


@rule(
    "doc-attachment",
    "The press file carries attached files",
    why="They cannot be printed, and may hold what should not leave the house.",
    remedy="Attach data to the digital edition, not to the press edition.",
)
def attachment(job: Job) -> Iterator[Fault]:
    facts: DocumentFacts = job.document.facts
    if facts.attachments and (_asks_standard(job) or facts.claims_a.startswith("1")):
        yield Fault(found=", ".join(facts.attachments), allowed="none")


@rule(
    "doc-layers",
    "The file has layers",
    why="What prints depends on which are switched on; PDF/X-1a forbids them.",
    remedy="Flatten the layers, or agree with the printer which are printed.",
    severity=WARNING,
)
def layers(job: Job) -> Iterator[Fault]:
    if _asks_standard(job) and job.document.facts.layers:
        severity = None if job.printer.standard == "PDF/X-4" else ERROR
        yield Fault(found=", ".join(job.document.facts.layers), allowed="none", severity=severity)


@rule(
    "doc-nowhere",
    "A link or bookmark leads nowhere",
    why="Whoever follows it stays where they are, and cannot tell why.",
    remedy="Make the file again with the place that it should lead to, or remove the link.",
    severity=WARNING,
)
def nowhere(job: Job) -> Iterator[Fault]:
    for page in job.pages:
        for annotation in page.facts.annotations:
            if annotation.missed:
                yield Fault(
                    page=page.facts.index,
                    place=annotation.box,
                    object=annotation.contents or f"annotation {annotation.subtype}",
                    found=f"leads to {annotation.missed}",
                    allowed="a place in the file",
                )
    for title in job.document.facts.lost_bookmarks:
        yield Fault(object=f"bookmark “{title}”", found=f"bookmark “{title}”", allowed="a place in the file")


@rule(
    "doc-edition",
    "The file also claims a standard for reading",
    why="A press file that claims PDF/UA or PDF/A is likely the wrong edition.",
    remedy="Send the press edition.",
    severity=NOTE,
)
def edition(job: Job) -> Iterator[Fault]:
    facts = job.document.facts
    if _asks_standard(job) and facts.claims_ua:
        yield Fault(found="PDF/UA-" + facts.claims_ua, allowed=job.printer.standard)


def _is_bound(job: Job) -> bool:
    """A standard forbids the file to act: PDF/X because the printer asks, PDF/A because the file says so."""
    return _asks_standard(job) or bool(job.document.facts.claims_a)
