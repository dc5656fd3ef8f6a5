"""Seeded defects of the document: claims, metadata, intents, and what it carries along."""

from __future__ import annotations

import re

from defect import NOTE, WARNING, Defect, assert_found, each
from makers import INFO, INTENT, XMP, Sheet, Stream, icc, press_file, without, words, x1a_file


def with_wrong_offsets() -> bytes:
    """A press file whose cross-reference table has lost its place, as after a bad transfer."""
    return re.sub(rb"startxref\n\d+", b"startxref\n7", press_file())


@each(
    Defect(
        code="doc-repaired",
        says="a file that a reader has to mend first is damaged",
        pdf=with_wrong_offsets,
        found="startxref",
    ),
    Defect(
        code="page-none",
        says="a file without pages cannot be printed",
        pdf=lambda: press_file(pages=0),
    ),
    Defect(
        code="doc-standard",
        says="a file without a PDF/X claim is refused by a printer who asks for one",
        pdf=lambda: press_file(info=without(INFO, "GTS_PDFXVersion"), xmp=without(XMP, "pdfxid:GTS_PDFXVersion")),
        found="no PDF/X claim",
    ),
    Defect(
        code="doc-standard",
        says="a file that claims X-4 is refused by a house that asks for X-1a",
        pdf=lambda: press_file([Sheet() for _ in range(8)], version="1.4"),
        found="PDF/X-4",
        printer="x1a-house",
    ),
    Defect(code="doc-version", says="PDF 1.7 is too new for X-4", pdf=lambda: press_file(version="1.7"), found="1.7"),
    Defect(
        code="doc-version",
        says="the catalog's version counts when it is newer than the header's",
        pdf=lambda: press_file(catalog="/Version /1.7"),
        found="1.7",
    ),
    Defect(
        code="doc-version",
        says="PDF 1.5 is too new for X-1a:2003",
        pdf=lambda: x1a_file(version="1.5"),
        found="1.5",
        printer="x1a-house",
    ),
    Defect(code="doc-intent-missing", says="a press file needs an output intent", pdf=lambda: press_file(intents=())),
    Defect(
        code="doc-intent-missing",
        says="an intent for archives is none for print",
        pdf=lambda: press_file(intents=(INTENT.replace("GTS_PDFX", "GTS_PDFA1"),)),
        found="GTS_PDFA1",
    ),
    Defect(
        code="doc-intent-many",
        says="two print intents are one too many",
        pdf=lambda: press_file(intents=(INTENT, INTENT)),
    ),
    Defect(
        code="doc-intent-profile",
        says="X-4 wants the profile inside the file",
        pdf=lambda: press_file(intents=(INTENT.replace("/DestOutputProfile {profile}", ""),)),
        found="no embedded profile",
    ),
    Defect(
        code="doc-intent-profile",
        says="a monitor profile is no printing condition",
        pdf=lambda: press_file(profile=icc(b"mntr")),
        found="mntr",
    ),
    Defect(
        code="doc-intent-profile",
        says="bytes that are no ICC profile are noticed",
        pdf=lambda: press_file(profile=b"not a profile at all"),
        found="damaged",
    ),
    Defect(
        code="doc-intent-profile",
        says="the profile's components must be those of its stream",
        pdf=lambda: press_file(profile_components=3),
        found="/N 3",
    ),
    Defect(
        code="doc-intent-space",
        says="an RGB printer profile makes no CMYK plates",
        pdf=lambda: press_file(profile=icc(b"prtr", b"RGB "), profile_components=3),
        found="RGB",
    ),
    Defect(
        code="doc-intent-condition",
        says="a file made for another paper is pointed out",
        pdf=lambda: press_file(intents=(INTENT.replace("FOGRA39", "FOGRA47"),)),
        found="FOGRA47",
        severity=WARNING,
    ),
    Defect(
        code="doc-xmp",
        says="X-4 states its claim in XMP, so the packet must be there",
        pdf=lambda: press_file(xmp=None),
        found="absent",
    ),
    Defect(
        code="doc-xmp",
        says="a packet that is no XML is noticed",
        pdf=lambda: press_file(xmp=b"<x:xmpmeta><oops"),
        found="broken",
    ),
    Defect(
        code="doc-xmp",
        says="a packet with entities is not expanded but refused",
        pdf=lambda: press_file(xmp=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        found="broken",
    ),
    Defect(
        code="doc-info-xmp",
        says="the title in Info and in XMP must be the same",
        pdf=lambda: press_file(xmp={**XMP, "dc:title": "Another report"}),
        found="Another report",
    ),
    Defect(
        code="doc-info-xmp",
        says="dates are compared as moments, and these are an hour apart",
        pdf=lambda: press_file(info={**INFO, "ModDate": "(D:20161103120000+01'00')"}),
        found="ModDate",
    ),
    Defect(
        code="doc-title",
        says="a job without a title is anonymous at the printer's",
        pdf=lambda: press_file(info=without(INFO, "Title"), xmp=without(XMP, "dc:title")),
    ),
    Defect(
        code="doc-dates",
        says="a press file is dated",
        pdf=lambda: press_file(info=without(INFO, "CreationDate"), xmp=without(XMP, "xmp:CreateDate")),
        found="CreationDate",
    ),
    Defect(
        code="doc-dates",
        says="the thirteenth month is no date",
        pdf=lambda: press_file(info={**INFO, "ModDate": "(D:20161303120000Z)"}, xmp=without(XMP, "xmp:ModifyDate")),
        found="20161303",
    ),
    Defect(
        code="doc-trapped",
        says="Unknown is no answer to whether a file is trapped",
        pdf=lambda: press_file(info={**INFO, "Trapped": "/Unknown"}, xmp=without(XMP, "pdf:Trapped")),
        found="Unknown",
    ),
    Defect(code="doc-id", says="the trailer needs an identifier", pdf=lambda: press_file(trailer="")),
    Defect(
        code="doc-version-ids",
        says="X-4 tells versions of a document apart",
        pdf=lambda: press_file(xmp=without(XMP, "xmpMM:VersionID")),
        found="VersionID",
    ),
    Defect(
        code="doc-javascript",
        says="a script in the name tree is found",
        pdf=lambda: press_file(catalog="/Names <</JavaScript <</Names [(a) <</S /JavaScript /JS (1)>>]>>>>"),
    ),
    Defect(
        code="doc-javascript",
        says="a script on opening is found",
        pdf=lambda: press_file(catalog="/OpenAction <</S /JavaScript /JS (app.beep())>>"),
    ),
    Defect(
        code="doc-action",
        says="a file that opens another one by itself is refused",
        pdf=lambda: press_file(catalog="/OpenAction <</S /Launch /F (a.exe)>>"),
        found="Launch",
    ),
    Defect(
        code="doc-action",
        says="actions on a page are found",
        pdf=lambda: press_file([Sheet(), Sheet(entries="/AA <</O <</S /Named /N /Print>>>>")]),
        page=1,
    ),
    Defect(
        code="doc-form",
        says="form fields have no place in a press file",
        pdf=lambda: press_file(catalog="/AcroForm <</Fields [<</FT /Tx /T (name)>>]>>"),
    ),
    Defect(
        code="doc-attachment",
        says="attached files do not belong in a press file",
        pdf=lambda: press_file(
            catalog="/Names <</EmbeddedFiles <</Names [(data.csv) <</Type /Filespec /F (data.csv)>>]>>>>"
        ),
        found="data.csv",
    ),
    Defect(
        code="doc-layers",
        says="layers are worth a word to the printer",
        pdf=lambda: press_file(catalog="/OCProperties <</OCGs [{layer}] /D <<>>>>", objects=_LAYER),
        found="German",
        severity=WARNING,
    ),
    Defect(
        code="doc-layers",
        says="layers break X-1a",
        pdf=lambda: x1a_file(catalog="/OCProperties <</OCGs [{layer}] /D <<>>>>", objects=_LAYER),
        found="German",
        printer="x1a-house",
    ),
    Defect(
        code="doc-edition",
        says="a press file that also claims PDF/UA may be the wrong edition",
        pdf=lambda: press_file(
            xmp={**XMP, "pdfuaid:part": "1"},
            catalog="/StructTreeRoot <</K [<</S /P /K 0>>] /ParentTree <</Nums []>>>> /MarkInfo <</Marked true>> /Lang (en)"
            " /ViewerPreferences <</DisplayDocTitle true>>",
            pages=[Sheet("/Artifact BMC " + words(30, 40, f"Page {at}") + " EMC") for at in range(4)],
        ),
        severity=NOTE,
    ),
)
def test_document_defect(defect):
    """The fault is found, and nothing else is."""
    assert_found(defect)


def test_page_that_cannot_be_read_to_its_end_says_so(monkeypatch):
    """A page with more objects than are read is an error of its own, and the other pages are judged as ever."""
    monkeypatch.setattr("typeset.preflight.interpret._MOST_OBJECTS", 10)
    assert_found(
        Defect(
            code="doc-page-broken",
            says="a page that never ends is given up",
            pdf=lambda: press_file([Sheet(), Sheet(words(30, 40) * 12)]),
            page=1,
            found="no end",
        )
    )


_LAYER: dict[str, Stream | str] = {"layer": "<</Type /OCG /Name (German)>>"}
