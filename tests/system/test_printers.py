"""One Book for every printer: each profile that we ship gets the standard, the plates and the page count it asks for."""

from __future__ import annotations

import pytest

from layout.values import replace
from typeset import PRINT
from typeset.finishing import paint_all
from typeset.laying import Clock
from typeset.preflight.printer import list_printers, load_printer
from typeset.preflight.report import preflight

PRESSES = tuple(name for name in list_printers() if name != "screen")

OF_THE_BRAND = {
    "text-inks",
    "text-small",
    "text-reversed-small",
    "text-reversed-inks",
    "line-inks",
    "line-hairline",
    "image-resolution",
    "image-resolution-fair",
    "bleed-text",
}
"""What a brand made for coated paper may lack on rougher ones: its author is told."""


@pytest.fixture(scope="module", params=PRESSES)
def checked(request, small):
    """The small report painted for each printer, as that printer's profile judges it."""
    printer = replace(load_printer(request.param), page_multiple=1)  # it is laid out for fours
    files = paint_all(small.laid, (PRINT,), printer, Clock(), proven=False).files
    return printer, files["allotment-survey-print.pdf"], preflight(files["allotment-survey-print.pdf"], printer)


def test_each_printer_gets_the_standard_it_asks_for(checked):
    """Header, claim and output intent are those of the profile; a press without a standard gets PDF/X-4."""
    printer, pdf, report = checked
    wanted = printer.standard if printer.standard != "none" else "PDF/X-4"
    facts = report.document.facts
    assert facts.claims == (wanted,)
    assert pdf.startswith(b"%PDF-1.4" if wanted.startswith("PDF/X-1a") else b"%PDF-1.6")
    [intent] = facts.intents
    assert (intent.subtype, intent.profile_class, intent.profile_space) == ("GTS_PDFX", "prtr", "CMYK")


def test_nothing_is_wrong_with_the_file_itself(checked):
    """What a profile finds is the brand's affair: sizes and inks made for coated paper. On that, nothing is found."""
    printer, _, report = checked
    codes = {finding.code for finding in report.findings}
    assert codes <= OF_THE_BRAND
    if printer.name in ("coated", "x1a-house", "digital-press"):
        assert report.passes
        assert codes <= {"image-resolution-fair"}


def test_every_page_says_the_same_for_every_printer(checked, small):
    """The layout is done once: no printer changes a word."""
    _, _, report = checked
    assert len(report.document.pages) == len(small.book.pages)
