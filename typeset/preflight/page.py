"""The report for people: one HTML file that needs nothing else, to read, print and send.

The verdict stands on top, for both editions where there are two; then what is wrong with the file, page by page with the
places marked; then ink, fonts, images, the job ticket, and the sheet of checks that only
a person can do. Nothing is loaded from anywhere; the same report gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from math import ceil
from pathlib import Path
from typing import Any

from typeset.preflight.coverage import Coverage
from typeset.preflight.facts import Document, Page
from typeset.preflight.findings import ERROR, NOTE, RANK, RULES, WARNING, Finding, per_cent
from typeset.preflight.report import Report, fonts_of, images_of, plates_of
from typeset.preflight.sheet import questions_for
from typeset.preflight.text import counted, tied, verdict_of, where
from typeset.preflight.thumbnails import Drawn, Pictures, open_pictures, pages_worth_a_picture
from typeset.preflight.ticket import job_ticket

_LARGE, _SMALL = 460, 170
"""Pixels: pages with findings, and the contact sheet."""
_MOST_LARGE = 24
_MOST_SMALL = 400
_PLATES = {"Cyan": "#009fe3", "Magenta": "#e5007d", "Yellow": "#ffe000", "Black": "#1f1d1e"}
_SPOTS = ("#b4552d", "#4a6b3f", "#6a4c93", "#a0762b")
"""A spot's looks cannot be known from its name; these only tell them apart."""
_WORDS = {ERROR: "error", WARNING: "warning", NOTE: "note"}


def as_html(
    report: Report,
    *,
    ticket: dict[str, Any] | None = None,
    certificate: dict[str, Any] | None = None,
    sister: Report | None = None,
    drawn: Drawn | None = None,
) -> str:
    """The whole report as one page. *ticket* replaces the one worked out from the file alone.

    *sister* is the other edition of the same pages: what only a person can check in it is asked here, too.
    *drawn* are pictures that `draw_sheet` has made before.
    """
    style = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")
    with open_pictures(report.pdf, drawn) as pictures:
        body = "".join(_body(report, pictures, ticket, certificate, sister))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Preflight: {escape(report.name)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )


def draw_sheet(pdf: bytes) -> Drawn:
    """The small pictures of all pages that the report will show."""
    with open_pictures(pdf) as pictures:
        return {(index, _SMALL): pictures.page(index, _SMALL) for index in range(min(_MOST_SMALL, pictures.count()))}


def _body(
    report: Report,
    pictures: Pictures,
    ticket: dict[str, Any] | None,
    certificate: dict[str, Any] | None,
    sister: Report | None,
) -> Iterator[str]:
    document = report.document
    yield from _head(report, certificate)
    if document is None:
        return
    sections = "".join(_sections(report, document, pictures, ticket, certificate, sister))
    yield _ways(sections)
    yield f"<main>\n{sections}</main>\n"
    yield (
        f"<footer>Checked by typeset preflight against “{escape(report.printer.title or report.printer.name)}”. "
        "Places are millimetres from the top left corner of the trimmed page. "
        "Ink is measured on a grid of one millimetre; letters count as a fifth of their line.</footer>\n"
    )


def _sections(
    report: Report,
    document: Document,
    pictures: Pictures,
    ticket: dict[str, Any] | None,
    certificate: dict[str, Any] | None,
    sister: Report | None,
) -> Iterator[str]:
    ticketed = _ticket(report, ticket or job_ticket(report))
    # Faults come before all else; a file without any is read for its ticket.
    if not report.findings:
        yield from ticketed
    yield from _document_findings(report, document)
    yield from _page_findings(report, document, pictures)
    if sister is not None:
        yield from _sister_findings(sister)
    yield from ticketed
    yield from _contact_sheet(report, document, pictures)
    yield from _ink(report, document)
    yield from _fonts(document)
    yield from _images(document)
    if certificate is not None:
        yield from _certificate(certificate)
    yield from _person(report, sister)


def _open(key: str, heading: str) -> str:
    """The beginning of a section that is found by its heading."""
    return f'<section id="{key}" aria-labelledby="{key}-head"><h2 id="{key}-head">{heading}</h2>\n'


_HEADED = re.compile('<section id="([a-z-]+)"[^>]*><h2[^>]*>(.*?)</h2>')


def _ways(sections: str) -> str:
    """Links to the sections there are."""
    links = "".join(f'<li><a href="#{key}">{heading}</a></li>' for key, heading in _HEADED.findall(sections))
    return f'<nav aria-label="On this page"><ul>{links}</ul></nav>\n'


# ---- verdict


def _head(report: Report, certificate: dict[str, Any] | None) -> Iterator[str]:
    facts = report.document.facts if report.document else None
    title = (facts.info.get("Title") or facts.xmp.get("dc:title")) if facts else ""
    yield f'<header><p class="kicker">Preflight for {escape(_title(report))}</p>\n'
    yield f"<h1>{escape(title or report.name)}</h1>\n"
    yield f'<p class="soft">{escape(report.name)}</p>\n'
    tone, words, more = verdict_of(report)
    yield (
        f'<div class="verdict {tone}">{_SIGNS[tone]}<div><strong>{escape(words)}</strong>'
        f"<span>{escape(more)}</span></div></div>\n"
    )
    if certificate is not None:
        yield from _glance(certificate)
    yield "</header>\n"


def _glance(certificate: dict[str, Any]) -> Iterator[str]:
    """Both editions and what ties them, in three cells."""
    judges = certificate["judges"]
    said = "veraPDF passes it" if judges and all(judge["passed"] for judge in judges) else "veraPDF does not pass it"
    beside = {"print": "", "digital": said if judges else "not judged by veraPDF"}
    yield '<ul class="glance">\n'
    for name, edition in certificate["editions"].items():
        passes = edition.get("verdict") == "pass" and not (
            name == "digital" and judges and said.endswith("not pass it")
        )
        standards = ", ".join(edition.get("standards", ())) or "no standard claimed"
        faults = edition.get("errors", 0) + edition.get("warnings", 0)
        found = "nothing found" if not faults else f"{counted(faults, 'finding')}"
        yield _cell(f"{name} edition".capitalize(), standards, "; ".join(filter(None, (found, beside[name]))), passes)
    pages = certificate["pages"]
    same = sum(page["same"] for page in pages)
    words = "the same in both editions" if same == len(pages) else f"differ on {counted(len(pages) - same, 'page')}"
    yield _cell("Words", f"{same} of {counted(len(pages), 'page')} alike", words, certificate["same_words"])
    yield "</ul>\n"


def _cell(head: str, what: str, more: str, good: bool) -> str:
    tone, sign = ("pass", "✓") if good else ("error", "✕")
    return (
        f'<li class="{tone}"><span class="soft">{head}</span><strong><span aria-hidden="true">{sign}</span> '
        f"{escape(what)}</strong><span class='soft'>{escape(more)}</span></li>\n"
    )


_SIGNS = {
    "pass": '<svg width="40" height="40" viewBox="0 0 40 40" aria-hidden="true"><circle cx="20" cy="20" r="19" fill="var(--tone)"/>'
    '<path d="M11 20.5l6.5 6.5L29.500 14" fill="none" stroke="#fff" stroke-width="3.500"/></svg>',
    "error": '<svg width="40" height="40" viewBox="0 0 40 40" aria-hidden="true"><circle cx="20" cy="20" r="19" fill="var(--tone)"/>'
    '<path d="M13 13l14 14M27 13l-14 14" stroke="#fff" stroke-width="3.500"/></svg>',
    "warning": '<svg width="40" height="40" viewBox="0 0 40 40" aria-hidden="true"><circle cx="20" cy="20" r="19" fill="var(--tone)"/>'
    '<path d="M20 10v13M20 27v4" stroke="#fff" stroke-width="4"/></svg>',
}


def _title(report: Report) -> str:
    title = report.printer.title or report.printer.name
    return title if title[:2].isupper() else title[0].lower() + title[1:]


# ---- job ticket


def _ticket(report: Report, ticket: dict[str, Any]) -> Iterator[str]:
    trim = " × ".join(f"{v:g}" for v in ticket["trim_mm"])
    plates = ", ".join(plate["name"] for plate in ticket["plates"]) or "none"
    stock = f"{ticket['stock']}, {ticket['stock_gsm']:g} g/m²" if ticket["stock"] else ""
    images = f"{ticket['images']}, lowest {ticket['lowest_ppi']} ppi" if ticket["images"] else "none"
    rows = [
        ("Trim", f"{trim} mm"),
        ("Pages", f"{ticket['pages']}"),
        ("Dated", ticket["dated"]),
        ("Standard", ticket["standard"]),
    ]
    if report.printer.is_press:
        rows += [
            ("Bleed", f"{ticket['bleed_mm']:g} mm"),
            ("Printing condition", " · ".join(filter(None, (ticket["condition"], ticket["profile"])))),
            ("Plates", f"{len(ticket['plates'])}: {plates}"),
            ("Heaviest ink", f"{ticket['heaviest_ink_per_cent']} % of {report.printer.total_ink:g} % allowed"),
            ("Stock", stock),
            ("Spine", f"{ticket['spine_mm']:g} mm" if ticket["spine_mm"] else ""),
            ("Binding", ticket["binding"]),
        ]
    rows += [("Fonts", str(len(ticket["fonts"]))), ("Images", images), ("Size", f"{ticket['bytes'] / 1e6:.2f} MB")]
    heading = "Job ticket" if report.printer.is_press else "The file"
    yield _open("ticket", heading) + '<dl class="facts">\n'
    for name, value in rows:
        if value:
            yield f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>\n"
    yield f'<div class="wide"><dt>SHA-256</dt><dd><code>{ticket["sha256"]}</code></dd></div>\n</dl></section>\n'


# ---- findings


def _document_findings(report: Report, document: Document) -> Iterator[str]:
    found = [f for f in report.findings if f.page is None]
    if not report.findings:
        yield _open("findings", "Findings")
        yield f"<p>None: {len(RULES)} rules were applied to {counted(len(document.pages), 'page')}.</p></section>\n"
    if found:
        yield _open("findings", "The file as a whole")
        yield from _list(found)
        yield "</section>\n"


def _sister_findings(sister: Report) -> Iterator[str]:
    """What was found in the other edition: one report for both."""
    if sister.unreadable:
        yield (
            _open("digital", "The digital edition")
            + f"<p>It cannot be read: {escape(sister.unreadable)}.</p></section>\n"
        )
    elif sister.findings:
        yield _open("digital", "The digital edition")
        yield f"<p class='soft'>{escape(sister.name)}</p>\n"
        yield from _list(sister.findings, paged=True)
        yield "</section>\n"


def _list(findings: Iterable[Finding], *, paged: bool = False) -> Iterator[str]:
    """Findings in a numbered list; *paged* ones say on which page they are."""
    yield '<ol class="findings">\n'
    for number, finding in enumerate(findings, 1):
        yield from _finding(finding, number, paged=paged)
    yield "</ol>\n"


def _finding(finding: Finding, number: int, *, paged: bool) -> Iterator[str]:
    tone = _WORDS[finding.severity]
    yield f'<li class="{tone}"><h3><span class="mark">{number}</span> <span>{escape(finding.title)}</span> '
    yield f'<span class="tag">{tone} · {finding.code}</span></h3>\n'
    times = f" ({finding.count} times)" if finding.count > 1 else ""
    place = f", {where(finding.places[0])}" if finding.places else ""
    thing = f"{escape(finding.object[0].upper() + finding.object[1:])}{place}{times}. " if finding.object else ""
    found, allowed = tied(escape(finding.found)), tied(escape(finding.allowed))
    thing = f"Page {finding.page + 1}. {thing}" if paged and finding.page is not None else thing
    yield f'<p class="is">{thing}Found <b>{found}</b>, wanted {allowed}.</p>\n'
    if finding.source:
        yield f'<p class="is"><code>{escape(finding.source)}</code></p>\n'
    yield f'<p class="why">{escape(finding.rule.why)} {escape(finding.rule.remedy)}</p></li>\n'


def _page_findings(report: Report, document: Document, pictures: Pictures) -> Iterator[str]:
    marked = sorted({f.page for f in report.findings if f.page is not None})
    if not marked:
        return
    large = pages_worth_a_picture([i for i in marked if any(f.places for f in report.on_page(i))], _MOST_LARGE)
    yield _open("pages", "Page by page")
    for index in marked:
        page, found = document.pages[index], report.on_page(index)
        picture = pictures.page(index, _LARGE) if index in large else ""
        kind = "page" if picture else "page plain"
        yield f'<article class="{kind}" id="p{index + 1}"><h3>{_page_name(page)}</h3>\n'
        if picture:
            yield f'<div class="sheet"><img src="{picture}" alt="Page {index + 1} with the places marked">'
            yield _overlay(page, found, numbered=True) + "</div>\n"
        yield "<div>"
        yield from _list(found)
        yield "</div></article>\n"
    yield "</section>\n"


def _page_name(page: Page) -> str:
    number = page.facts.index + 1
    return f"Page {number}" + (
        f" <span class='tag'>folio {escape(page.facts.label)}</span>" if page.facts.label != str(number) else ""
    )


def _overlay(page: Page, findings: Iterable[Finding], *, numbered: bool) -> str:
    """Trim and marked places over a picture, in points of the page."""
    seen = page.facts.seen_from_trim(page.facts.crop or page.facts.media)
    trim = page.trim
    view = f"{seen.x:.1f} {seen.y:.1f} {seen.width:.1f} {seen.height:.1f}"
    cut = f'width="{trim.width:.1f}" height="{trim.height:.1f}" fill="none" stroke="#2f5673" stroke-dasharray="5 4"'
    parts = [
        f'<svg viewBox="{view}" preserveAspectRatio="none" aria-hidden="true">',
        f'<rect x="0" y="0" {cut} stroke-width="1" opacity=".55"/>',
    ]
    size = seen.width / 26
    for number, finding in reversed(list(enumerate(findings, 1))):
        tone = f"var(--{_WORDS[finding.severity]})"
        for at, place in enumerate(finding.places):
            box = place.grown(3) if min(place.width, place.height) < 6 else place
            parts.append(
                f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" fill="{tone}" '
                f'fill-opacity=".16" stroke="{tone}" stroke-width="1.500"/>'
            )
            if numbered and at == 0:
                x = min(max(box.x, seen.x + size / 2), seen.right - size / 2)
                y = min(max(box.y, seen.y + size / 2), seen.bottom - size / 2)
                parts.append(
                    f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size / 2:.1f}" fill="{tone}"/><text x="{x:.1f}" y="{y + size * 0.2:.1f}" '
                    f'font-size="{size * 0.6:.1f}" font-family="sans-serif" font-weight="600" text-anchor="middle" fill="#fff">{number}</text>'
                )
    return "".join([*parts, "</svg>"])


# ---- all pages


def _contact_sheet(report: Report, document: Document, pictures: Pictures) -> Iterator[str]:
    yield _open("contact", "All pages") + '<div class="contact">\n'
    for page in document.pages[:_MOST_SMALL]:
        found = report.on_page(page.facts.index)
        picture = pictures.page(page.facts.index, _SMALL)
        image = f'<img src="{picture}" alt="" loading="lazy">' if picture else ""
        mark = ""
        if found:
            worst = _WORDS[min((f.severity for f in found), key=lambda s: RANK[s])]
            mark = f'<a class="mark {worst}" href="#p{page.facts.index + 1}" title="{counted(len(found), "finding")}">{len(found)}</a>'
        yield f'<figure><div class="sheet">{image}{_overlay(page, found, numbered=False)}</div>'
        yield f"<figcaption>{_page_name(page)}{mark}</figcaption></figure>\n"
    yield "</div></section>\n"


# ---- ink, fonts, images


def _ink(report: Report, document: Document) -> Iterator[str]:
    plates = plates_of(document, report.coverage)
    if not report.printer.is_press or not plates:
        return
    # Bars are drawn to the fullest plate of any page, in steps of ten: most pages are mostly paper.
    full = max(0.1, *(ceil(share * 10) / 10 for ink in report.coverage for _, share in ink.plates))
    yield _open("ink", "Ink") + _scroll("Ink on each page")
    yield "<table><caption>Per cent of the trimmed page that each plate covers "
    yield f"(a full bar is {per_cent(full)}), and the heaviest place ({report.printer.total_ink:g} % allowed)</caption>\n"
    yield "<thead><tr><th scope='col'>Page</th>"
    yield "".join(f"<th scope='col'>{_swatch(name, plates)}{escape(name)}</th>" for name in plates)
    yield "<th scope='col' class='n'>Heaviest</th></tr></thead>\n<tbody>\n"
    for page, ink in zip(document.pages, report.coverage, strict=True):
        yield _ink_row(page, ink, plates, full)
    yield "</tbody></table></div></section>\n"


def _ink_row(page: Page, ink: Coverage, plates: tuple[str, ...], full: float) -> str:
    shares = dict(ink.plates)
    cells = "".join(
        f'<td class="ink"><i><b style="--plate:{_plate_colour(name, plates)};--w:{shares.get(name, 0) / full * 100:.0f}%"></b></i>'
        f"{shares.get(name, 0) * 100:.1f}</td>"
        for name in plates
    )
    about = " (estimated)" if ink.estimated else ""
    over = ' class="over"' if ink.over else ""
    heaviest = f'<td class="n">{per_cent(ink.heaviest)}{about}</td>'
    return f"<tr{over}><th scope='row'>{page.facts.index + 1}</th>{cells}{heaviest}</tr>\n"


def _swatch(name: str, plates: tuple[str, ...]) -> str:
    return f'<span class="swatch" style="--plate:{_plate_colour(name, plates)}"></span>'


def _plate_colour(name: str, plates: tuple[str, ...]) -> str:
    if name in _PLATES:
        return _PLATES[name]
    spots = [plate for plate in plates if plate not in _PLATES]
    return _SPOTS[spots.index(name) % len(_SPOTS)]


def _scroll(label: str) -> str:
    """A frame that a wide table scrolls in; who has no mouse reaches it with the tab key."""
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">'


def _fonts(document: Document) -> Iterator[str]:
    fonts = fonts_of(document)
    if not fonts:
        return
    yield _open("fonts", "Fonts") + _scroll("Fonts") + "<table><thead><tr>"
    yield "".join(f"<th scope='col'>{head}</th>" for head in ("Name", "Kind", "In the file", "Text can be read"))
    yield "</tr></thead>\n<tbody>\n"
    for font in fonts:
        inside = "no" if not font.embedded else "subset" if font.subset else "whole"
        readable = "yes" if font.unicode else "no"
        yield f"<tr><td>{escape(font.name)}</td><td>{escape(font.kind)}</td><td>{inside}</td><td>{readable}</td></tr>\n"
    yield "</tbody></table></div></section>\n"


def _images(document: Document) -> Iterator[str]:
    images = images_of(document)
    if not images:
        return
    yield _open("images", "Images") + _scroll("Images") + "<table><thead><tr>"
    yield "".join(f"<th scope='col'>{head}</th>" for head in ("Page", "Name", "Pixels", "Colour", "Compression"))
    yield "<th scope='col' class='n'>On the page</th><th scope='col' class='n'>Resolution</th></tr></thead>\n<tbody>\n"
    for page, thing, image in images[:500]:
        space = image.space.family if image.space else "stencil" if image.stencil else "its own"
        size = f"{thing.box.width * 25.4 / 72:.0f} × {thing.box.height * 25.4 / 72:.0f} mm"
        yield (
            f"<tr><td>{page + 1}</td><td>{escape(image.name)}</td><td>{image.width} × {image.height}, {image.bits} bit</td>"
            f"<td>{escape(space)}</td><td>{escape(', '.join(image.filters) or 'none')}</td><td class='n'>{size}</td>"
            f"<td class='n'>{image.ppi:.0f} ppi</td></tr>\n"
        )
    yield "</tbody></table></div></section>\n"


# ---- certificate and person


def _certificate(certificate: dict[str, Any]) -> Iterator[str]:
    yield _open("certificate", "Certificate of both editions")
    pages = certificate["pages"]
    if certificate["same_words"]:
        yield f"<p class='same'>Both editions say the same words on all of their {counted(len(pages), 'page')}.</p>\n"
    else:
        differing = [str(page["page"]) for page in pages if not page["same"]]
        yield f"<p class='differs'>The editions differ on page {escape(', '.join(differing)) or 'none: there are no pages'}.</p>\n"
    yield "<div class='editions'>\n"
    for name, edition in certificate["editions"].items():
        yield from _certified(name, edition, certificate["judges"] if name == "digital" else [])
    yield "</div>\n"
    yield from _hashes(pages)
    yield "<h3>Not checked</h3>\n<ul class='soft'>"
    yield "".join(f"<li>{escape(point)}</li>" for point in certificate["not_checked"])
    yield "</ul></section>\n"


def _certified(name: str, edition: dict[str, Any], judges: list[dict[str, Any]]) -> Iterator[str]:
    """What is certified of one edition."""
    yield f"<div><h3>{escape(name.capitalize())} edition</h3>\n<dl class='lines'>\n"
    rows = [("File", edition["file"])]
    if "unreadable" in edition:
        rows.append(("Unreadable", edition["unreadable"]))
    else:
        found = [counted(edition[f"{kind}s"], kind) for kind in ("error", "warning") if edition[f"{kind}s"]]
        rows += [
            ("Standard", ", ".join(edition["standards"]) or "none claimed"),
            ("Checker", f"{edition['checker']}, “{edition['profile']}”: {', '.join(found) or 'nothing found'}"),
            *((f"{j['name']} {j['version']}".strip(), _said(j)) for j in judges),
            ("Pages", str(edition["pages"])),
            ("Inks", ", ".join(edition["inks"])),
            ("Fonts", ", ".join(edition["fonts"])),
            ("Size", f"{edition['bytes']:,} bytes"),
        ]
    for head, value in rows:
        if value:
            yield f"<div><dt>{escape(head)}</dt><dd>{escape(value)}</dd></div>\n"
    yield f"<div><dt>SHA-256</dt><dd><code>{edition.get('sha256', '')}</code></dd></div>\n</dl></div>\n"


def _said(judge: dict[str, Any]) -> str:
    """What an outside checker was asked and said; some installations tell no version."""
    what = {"ua1": "PDF/UA-1", "3a": "PDF/A-3a"}.get(judge["profile"], judge["profile"])
    return (
        f"{what}: {'passed' if judge['passed'] else 'failed'}{'' if judge['version'] else ' (its version is not told)'}"
    )


_SHOWN_OF_A_HASH = 16
"""Digits: enough to compare by eye; the certificate's JSON has all 64."""


def _hashes(pages: list[dict[str, Any]]) -> Iterator[str]:
    yield "<details><summary>Hash of the words on each page, print and digital</summary>\n"
    yield _scroll("Hashes") + "<table><thead><tr><th scope='col'>Page</th><th scope='col'>Print</th>"
    yield "<th scope='col'>Digital</th><th scope='col'>Alike</th></tr></thead>\n<tbody>\n"
    for page in pages:
        one, other = (f"<code>{page[name][:_SHOWN_OF_A_HASH]}</code>" for name in ("print", "digital"))
        alike = "yes" if page["same"] else "<b class='differs'>no</b>"
        yield f"<tr><th scope='row'>{page['page']}</th><td>{one}</td><td>{other}</td><td>{alike}</td></tr>\n"
    yield "</tbody></table></div></details>\n"


def _person(report: Report, sister: Report | None) -> Iterator[str]:
    questions = (*questions_for(report), *(questions_for(sister) if sister is not None else ()))
    if not questions:
        return
    yield _open("person", "For a person to check")
    yield "<p>A program cannot answer these. Print this page, tick, sign, keep.</p>\n<ul class='checks'>\n"
    for number, question in enumerate(questions, 1):
        places = "".join(f"<li>{escape(place)}</li>" for place in question.places)
        yield (
            f"<li><input type='checkbox' id='q{number}'><div><h3><label for='q{number}'>{escape(question.question)}</label></h3>"
            f"<p class='soft'>{escape(question.how)}</p>{f'<ul>{places}</ul>' if places else ''}</div></li>\n"
        )
    yield "</ul>\n<div class='sign'><div>Name</div><div>Date</div></div></section>\n"
