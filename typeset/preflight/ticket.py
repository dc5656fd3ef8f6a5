"""The job ticket: what the printer types into the estimate, taken from the file itself."""

from __future__ import annotations

import re
from typing import Any

from typeset.preflight.facts import Document
from typeset.preflight.report import Report, fonts_of, images_of, plates_of
from typeset.preflight.rules.pageboxes import usual_size

_MM = 25.4 / 72


def job_ticket(
    report: Report,
    *,
    job: str = "",
    stock: str = "",
    stock_gsm: float = 0.0,
    stock_bulk: float = 0.0,
    binding: str = "",
) -> dict[str, Any]:
    """The ticket as plain values, ready for JSON. What is not given comes from the printer's profile.

    Lengths are millimetres, ink in per cent of the trimmed page. `spine_mm` is 0 where
    the stock's weight or bulk is unknown.
    """
    printer, document = report.printer, report.document
    if document is None:
        return {"file": report.name, "unreadable": report.unreadable}
    facts = document.facts
    width, height = usual_size(document.pages)
    gsm, bulk = stock_gsm or printer.stock_gsm, stock_bulk or printer.stock_bulk
    images = images_of(document)
    return {
        "job": job or facts.info.get("Title") or facts.xmp.get("dc:title") or report.name,
        "file": report.name,
        "dated": _date(facts.info.get("ModDate") or facts.xmp.get("xmp:ModifyDate") or ""),
        "bytes": facts.size,
        "sha256": facts.sha256,
        "standard": ", ".join(facts.claims) or "none claimed",
        "condition": next((i.condition for i in facts.intents if i.condition), "none named"),
        "profile": next((i.profile_name for i in facts.intents if i.profile_name), ""),
        "printer": printer.name,
        "verdict": "pass" if report.passes else "fail",
        "pages": len(document.pages),
        "trim_mm": [round(width * _MM, 1), round(height * _MM, 1)],
        "bleed_mm": round(_least_bleed(document) * _MM, 1),
        "plates": [
            {"name": name, "average_per_cent": round(100 * _average(report, name), 1)}
            for name in plates_of(document, report.coverage)
        ],
        "heaviest_ink_per_cent": round(100 * max((c.heaviest for c in report.coverage), default=0)),
        "fonts": [f.name for f in fonts_of(document)],
        "images": len(images),
        "lowest_ppi": round(min((image.ppi for _, _, image in images), default=0)),
        "stock": stock or printer.stock,
        "stock_gsm": gsm,
        "spine_mm": round(len(document.pages) / 2 * gsm * bulk / 1000, 1),
        "binding": binding or printer.binding,
    }


def _date(text: str) -> str:
    """The day of a PDF or XMP date as YYYY-MM-DD; empty where there is none."""
    day = re.match(r"(?:D:)?(\d{4})-?(\d\d)-?(\d\d)", text)
    return "-".join(day.groups()) if day else ""


def _least_bleed(document: Document) -> float:
    """The smallest bleed of any page and side, in points; 0 where a page gives no BleedBox."""
    least = []
    for page in document.pages:
        bleed, trim = page.facts.bleed, page.facts.finished
        sides = (trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3]) if bleed else (0.0,)
        least.append(min(sides) * page.facts.user_unit)
    return max(0.0, min(least, default=0.0))


def _average(report: Report, plate: str) -> float:
    shares = [dict(c.plates).get(plate, 0.0) for c in report.coverage]
    return sum(shares) / len(shares) if shares else 0.0
