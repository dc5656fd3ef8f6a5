"""Editions: which there are, and what each is painted with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from layout.brand import Brand
from layout.ink import Palette
from layout.pages.book import Book
from layout.values import replace
from typeset import DIGITAL, LOOK, PROOF, SPREADS, VERSION
from typeset.enclosures import enclose
from typeset.manifest.model import Report
from typeset.manifest.source import Source
from typeset.paint import (
    PDF_X_1A,
    PDF_X_4,
    Document,
    Edition,
    Marks,
    fogra39,
    look_edition,
    own_condition,
    paint,
    press_edition,
    proof_edition,
    screen_edition,
    srgb,
)
from typeset.preflight.printer import Printer
from typeset.press.spreads import impose_spreads

PROFILES = Path(__file__).resolve().parent / "profiles"


def paint_edition(
    name: str,
    book: Book,
    report: Report,
    *,
    brand: Brand,
    faces: Mapping[str, bytes],
    pictures: Mapping[str, bytes],
    printer: Printer,
    sources: Mapping[str, Source],
) -> bytes:
    """Paint one edition of *book*; the print edition is the one that *printer* asks for."""
    return paint(
        impose_spreads(book) if name == SPREADS else book,
        _edition(name, printer),
        brand_inks=brand.inks if name == DIGITAL else _ordered(brand.inks, printer),
        fonts=faces,
        about=_about(report, printer),
        pictures=pictures,
        attachments=enclose(report, sources, pictures) if name == DIGITAL else (),
    )


def _ordered(inks: Palette, printer: Printer) -> Palette:
    """The inks as *printer* has them: a spot colour that is not ordered prints in process."""
    if "any" in printer.spots:
        return inks
    return {name: ink if ink.spot in printer.spots else replace(ink, spot=None) for name, ink in inks.items()}


def _edition(name: str, printer: Printer) -> Edition:
    if name in {DIGITAL, LOOK, PROOF, SPREADS}:
        intent = srgb((PROFILES / "sRGB.icc").read_bytes())
        if name == PROOF:
            return proof_edition(intent)
        return screen_edition(intent) if name == DIGITAL else look_edition(intent, name)
    profile = printer.profile_path or PROFILES / "FOGRA39L_coated.icc"
    standard = PDF_X_1A if printer.standard.startswith("PDF/X-1a") else PDF_X_4
    data = profile.read_bytes()
    return press_edition(
        fogra39(data) if printer.condition in {"", "FOGRA39"} else own_condition(data, printer.condition),
        standard=standard,
        marks=Marks() if printer.marks else None,
        spots=bool(printer.spots),
        bleeds_at_spine=printer.spine_bleed,
    )


def _about(report: Report, printer: Printer) -> Document:
    """What both editions say of themselves; the date is the report's own."""
    meta = report.report
    return Document(
        title=meta.title.plain,
        language=meta.language,
        date=meta.published.isoformat(),
        author=meta.publisher.plain,
        publisher=meta.publisher.plain,
        subject=meta.subject.plain or meta.subtitle.plain,
        keywords=tuple(meta.keywords),
        job=f"{meta.title.plain} · {printer.title or printer.name}",
        creator=f"typeset {VERSION}",
    )
