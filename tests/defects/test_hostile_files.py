"""Broken and hostile files: a sentence about them, in bounded time, and never a traceback."""

from __future__ import annotations

import io
import random
import time

import pytest
from makers import TEXT, Sheet, Stream, draw, font, image, press_file, readable_file

from typeset.preflight.page import as_html
from typeset.preflight.printer import load_printer
from typeset.preflight.report import as_json, preflight

COATED = load_printer("coated")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no PDF"),
        (b"PK\x03\x04 a zip file", "no PDF"),
        (b"%PDF-1.6\n", "damaged"),
        (b"%PDF-1.6\n" + b"\0" * 5000, "damaged"),
        (b"%PDF-1.6\ntrailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF", "damaged"),
    ],
)
def test_what_is_no_pdf_is_said_to_be_none(data, words):
    """A file that cannot be read at all gives a report with the reason, and fails."""
    report = preflight(data, COATED)
    assert words in report.unreadable
    assert not report.passes
    assert '"verdict": "fail"' in as_json(report)
    assert "cannot be read" in as_html(report)


def test_missing_file_is_a_sentence(tmp_path):
    """A path that leads nowhere is reported like any other unreadable file."""
    assert "cannot be opened" in preflight(tmp_path / "nowhere.pdf", COATED).unreadable


def test_locked_file_is_a_sentence():
    """A file with a password is said to be locked."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(press_file())))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "password" in preflight(out.getvalue(), COATED).unreadable


def test_encrypted_file_without_password_is_read_and_refused():
    """Encryption that opens with an empty password is read through, and is an error on press."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(press_file())))
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    report = preflight(out.getvalue(), COATED)
    assert "doc-encrypted" in {f.code for f in report.findings}


def test_form_that_draws_itself_ends():
    """A form within itself is followed a few steps and no further."""
    form = Stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 900 1200] /Resources <</XObject <</Fm {form}>>>>", b"/Fm Do /Fm Do"
    )
    sheet = Sheet(TEXT + "/Fm Do\n", resources={"XObject": "/Fm {form}"})
    report = preflight(press_file([sheet], objects={"form": form}), COATED)
    assert not report.unreadable


def test_forms_that_multiply_end(monkeypatch):
    """Ten copies of ten copies of ten copies … are given up after a while, not after a lifetime."""
    monkeypatch.setattr("typeset.preflight.interpret._MOST_STEPS", 100_000)
    form = Stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 900 1200] /Resources <</XObject <</Fm {form}>>>>", b"/Fm Do " * 10
    )
    sheet = Sheet(TEXT + "/Fm Do\n", resources={"XObject": "/Fm {form}"})
    report = preflight(press_file([sheet], objects={"form": form}), COATED)
    assert "doc-page-broken" in {f.code for f in report.findings}


def test_content_that_will_not_decode_is_not_taken_for_a_blank_page():
    """A damaged content stream is an error of its page."""
    whole = press_file([Sheet(TEXT)])
    broken = whole.replace(
        b"/Length %d>>\nstream" % len(TEXT), b"/Length %d /Filter /ASCIIHexDecode>>\nstream" % len(TEXT), 1
    )
    assert broken != whole
    report = preflight(broken, COATED)
    assert [f.code for f in report.findings if f.page == 0 and f.severity.value == "error"] == ["doc-page-broken"]


def test_circular_trees_end():
    """Structure elements and name trees that hold themselves are walked once."""
    tree = "<</S /Document /K [{loop} {loop}]>>"
    pdf = readable_file(
        tree=tree,
        catalog="/Names <</EmbeddedFiles {names}>>",
        objects={"loop": "<</S /Table /K [{loop} {loop} {loop}]>>", "names": "<</Kids [{names} {names}]>>"},
    )
    report = preflight(pdf)
    assert not report.unreadable
    assert [f.code for f in report.findings] == ["ua-table-heads"]


@pytest.mark.parametrize(
    "content",
    [
        b"q " * 5000 + b"Q",
        b"[" * 5000,
        b"<<" * 5000,
        b"(" * 5000,
        b"1 0 0 1 1e400 cm 1e400 1e400 99999999999 9 re f",
        b"/Nothing gs /Nothing Do /Nothing sh /Nothing 12 Tf (abc) Tj BT /F1 0 Tf (abc) Tj ET",
        b"BI /W 10 /H 10 ID \x00\x01\x02",
        b"Tj TJ ' \" Td cm re c v y l m k rg scn cs gs Do",
        b"(a) k [1 2] re /x m <<>> l 5 Tj",
        bytes(range(256)) * 50,
    ],
    ids=lambda content: repr(content[:16]),
)
def test_senseless_content_is_passed_over(content):
    """Operators without sense are skipped as viewers skip them, and the other pages are judged as ever."""
    report = preflight(press_file([Sheet(content)]), COATED)
    assert not report.unreadable
    assert report.document is not None
    assert len(report.document.pages[1].objects) == 2


def test_tables_in_tables_end():
    """A hundred tables, each in the next, with thousands of cells in the last: each cell is counted in its own."""
    tables = {f"t{n}": f"<</S /Table /K [{{t{n + 1}}}]>>" for n in range(100)}
    cells = f"<</S /TR /K [{'<</S /TD>>' * 4000}]>>"
    began = time.process_time()
    report = preflight(readable_file(tree="<</S /Document /K [{t0}]>>", objects={**tables, "t100": cells}))
    assert {f.code for f in report.findings} == {"ua-nesting", "ua-table-heads"}
    assert time.process_time() - began < 8


@pytest.mark.parametrize(
    "table",
    [
        {"extra": "/ToUnicode {bomb}", "bomb": b"1 beginbfrange" + b" <0000> <ffff> <0041>" * 3000 + b" endbfrange"},
        {"extra": "/ToUnicode {bomb}", "bomb": b"1 beginbfrange <0000> <ffff> <0041> endbfrange " * 3000},
        {"kind": "/Type0", "bomb": b""},
    ],
    ids=["one section", "many sections", "widths"],
)
def test_tables_that_repeat_themselves_end(table):
    """A font's tables may name each of its codes ten thousand times: they are read as far as a font can be long."""
    face = font(extra=table.get("extra", ""))
    if table.get("kind"):
        widths = " 0 65535 500" * 3000
        face["inner"] = f"<</Subtype /CIDFontType2 /BaseFont /A /FontDescriptor {{descriptor}} /W [{widths}]>>"
        face["font"] = "<</Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [{inner}]>>"
    began = time.process_time()
    assert not preflight(press_file(face=face, objects={"bomb": Stream("", table["bomb"])}), COATED).unreadable
    assert time.process_time() - began < 5


def test_image_of_a_billion_pixels_is_not_opened():
    """An image that claims more pixels than memory holds is measured, not decoded."""
    sheet = Sheet(TEXT + draw("Im", 50, 50, 20, 20), resources={"XObject": "/Im {im}"})
    report = preflight(press_file([sheet], objects={"im": image(60000, 60000, data=b"")}), COATED)
    assert report.coverage[0].estimated


@pytest.mark.parametrize("make", [press_file, readable_file])
def test_damaged_bytes_never_make_a_traceback(make):
    """Whatever bytes are overwritten or cut off, preflight ends with a report."""
    chance = random.Random(2016)
    whole = make()
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 5, 40])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        report = preflight(bytes(data), COATED)
        assert as_json(report)
