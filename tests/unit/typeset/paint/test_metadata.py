"""Info and XMP: what a file claims, twice and alike."""

import re
import uuid
import xml.etree.ElementTree as ET

import books
import pytest

from layout.values import replace
from typeset.paint import PDF_X_1A, press_edition


def packet(reader) -> str:
    """The XMP packet as text."""
    return reader.trailer["/Root"]["/Metadata"].get_data().decode()


def says(reader, key) -> str:
    """The simple property *key* of the packet, or the first item of its list."""
    value = re.search(rf"<{key}>(.*?)</{key}>", packet(reader), re.DOTALL)
    return re.sub(r"<[^>]*>", "", value[1]).replace("&amp;", "&") if value else ""


@pytest.mark.parametrize("edition", ["print_pdf", "digital_pdf"])
def test_info_and_xmp_agree(edition, request):
    """Title, author, subject, keywords, tools and dates are the same in both places."""
    reader = request.getfixturevalue(edition)
    info = reader.metadata
    assert says(reader, "dc:title") == info["/Title"] == "A small report – “one of each”"
    assert says(reader, "dc:creator") == info["/Author"] == "Nobody & Sons"
    assert says(reader, "dc:description") == info["/Subject"]
    assert says(reader, "pdf:Keywords") == info["/Keywords"] == "tests, paint"
    assert says(reader, "pdf:Producer") == info["/Producer"]
    assert says(reader, "xmp:CreatorTool") == info["/Creator"]
    assert (info["/CreationDate"], says(reader, "xmp:CreateDate")) == ("D:20161123000000Z", "2016-11-23T00:00:00Z")
    assert (info["/ModDate"], says(reader, "xmp:ModifyDate")) == ("D:20161123000000Z", "2016-11-23T00:00:00Z")


def test_the_packet_is_well_formed_and_readable_without_unpacking(painted, screen):
    """XMP is XML, stored plainly so that simple tools find it."""
    data = painted(books.one_line("one"), screen)
    found = re.search(rb"<x:xmpmeta.*?</x:xmpmeta>", data, re.DOTALL)
    ET.fromstring(found[0])


def test_print_claims_pdf_x_4(print_pdf):
    """The press edition says PDF/X-4, untrapped, with the identifiers that the standard wants."""
    assert print_pdf.pdf_header == "%PDF-1.6"
    assert says(print_pdf, "pdfxid:GTS_PDFXVersion") == print_pdf.metadata["/GTS_PDFXVersion"] == "PDF/X-4"
    assert says(print_pdf, "pdf:Trapped") == "False"
    assert print_pdf.metadata["/Trapped"] == "/False"
    for key in ("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass", "xmp:MetadataDate"):
        assert says(print_pdf, key)
    uuid.UUID(says(print_pdf, "xmpMM:DocumentID").removeprefix("uuid:"))


def test_pdf_x_1a_is_one_value_away(opened, press):
    """The same book claims PDF/X-1a:2003 with header 1.4 when the edition asks for it."""
    reader = opened(books.one_of_each(), press_edition(press.intent, standard=PDF_X_1A))
    assert reader.pdf_header == "%PDF-1.4"
    assert reader.metadata["/GTS_PDFXVersion"] == "PDF/X-1a:2003"


def test_digital_claims_accessibility_and_archive(digital_pdf):
    """The screen edition says PDF/UA-1 and PDF/A-3a and explains the claim that PDF/A does not know."""
    claims = [says(digital_pdf, key) for key in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")]
    assert claims == ["3", "A", "1"]
    assert "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in packet(digital_pdf)
    assert digital_pdf.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"].value is True


def test_the_press_condition_goes_with_the_file(print_pdf, press):
    """The output intent names FOGRA39 and carries the very profile."""
    (intent,) = print_pdf.trailer["/Root"]["/OutputIntents"]
    intent = intent.get_object()
    assert (intent["/S"], intent["/OutputConditionIdentifier"]) == ("/GTS_PDFX", "FOGRA39")
    assert intent["/DestOutputProfile"]["/N"] == 4
    assert intent["/DestOutputProfile"].get_data() == press.intent.profile


def test_a_changed_book_is_another_instance_of_the_same_document(opened, screen, about):
    """Another word gives another instance; the document stays itself while its title does."""
    one, two = (opened(books.one_line(words), screen) for words in ("one", "two"))
    assert says(one, "xmpMM:InstanceID") != says(two, "xmpMM:InstanceID")
    assert says(one, "xmpMM:DocumentID") == says(two, "xmpMM:DocumentID")
    renamed = opened(books.one_line("one"), screen, about=replace(about, title="Another"))
    assert says(renamed, "xmpMM:DocumentID") != says(one, "xmpMM:DocumentID")


def test_signs_that_xml_cannot_hold_are_left_out_of_both(opened, screen, about):
    """A stray control character in the title spoils neither the packet nor the agreement."""
    reader = opened(books.one_line("one"), screen, about=replace(about, title="A\x07 bell <&>"))
    found = re.search(r"<x:xmpmeta.*?</x:xmpmeta>", packet(reader), re.DOTALL)
    title = ET.fromstring(found[0]).find(".//{http://purl.org/dc/elements/1.1/}title")
    assert "".join(title.itertext()) == reader.metadata["/Title"] == "A bell <&>"
