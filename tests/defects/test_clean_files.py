"""Files without faults, ours and other people's: preflight has nothing to say about them."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from defect import told
from makers import (
    ALL,
    OVERPRINT,
    SPOT,
    TEXT,
    Sheet,
    Stream,
    box,
    draw,
    image,
    line,
    press_file,
    readable_file,
    words,
    x1a_file,
)

from layout.values import replace
from typeset.preflight.printer import load_printer
from typeset.preflight.report import preflight

FONT = Path(__file__).parents[2] / "fonts" / "SourceSans3-Regular.ttf"


def rich_press_file() -> bytes:
    """A press file that uses everything a careful designer may use."""
    front = (
        box(-3, -3, 216, 303, "0.9 0.5 0 0.2 k")
        + words(30, 60, "Reversed, large", size=24, paint="0 0 0 0 k")
        + words(30, 80, "and small, out of three inks", size=9, paint="0 0 0 0 k")
        + box(30, 100, 60, 40, "/Sp cs 0.8 scn")
        + words(35, 110, "Black over spot")
        + line(30, 150, 90, 150, 0.5)
        + draw("Im", 100, 200, 113, 100)
        + "q /Al cs 1 scn /Al CS 1 SCN 0.25 w 10 15 m 20 15 l S Q\n"
    )
    sheet = Sheet(
        front,
        resources={"XObject": "/Im {im}", "ColorSpace": f"/Sp {SPOT} /Al {ALL}"},
    )
    form = Stream(
        f"/Type /XObject /Subtype /Form /BBox [0 0 900 1200] /Resources <</Font <</F1 {{font}}>> /ExtGState <<{OVERPRINT}>>>>",
        words(30, 100, "In a form").encode(),
    )
    second = Sheet(TEXT + "/Fm Do\n", resources={"XObject": "/Fm {form}"})
    return press_file([sheet, second], objects={"im": image(1400, 1240), "form": form})


def reportlab_file() -> bytes:
    """A proof sheet by ReportLab, with an embedded subset and CMYK throughout."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Sans", str(FONT)))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 858), initialFontName="Sans", enforceColorSpace="cmyk", invariant=1)
    for number in (1, 2):
        canvas.setTrimBox((8.5, 8.5, 603.5, 849.5))
        canvas.setBleedBox((0, 0, 612, 858))
        canvas.setFillColorCMYK(0.8, 0.2, 0, 0)
        canvas.rect(0, 0, 612, 200, stroke=0, fill=1)
        canvas.setFillColorCMYK(0, 0, 0, 1)
        canvas.setFont("Sans", 11)
        canvas.drawString(72, 700, f"Page {number}, set by another tool")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def matplotlib_file() -> bytes:
    """A chart by matplotlib's own PDF writer: RGB, Type 42 fonts."""
    import matplotlib as mpl
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure
    from matplotlib.font_manager import fontManager

    # A chart of ours, drawn earlier by this very process, leaves matplotlib without a list of fonts.
    fontManager.addfont(f"{mpl.get_data_path()}/fonts/ttf/DejaVuSans.ttf")
    out = io.BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42}):
        figure = Figure(figsize=(4, 3))
        FigureCanvasPdf(figure)
        axes = figure.add_subplot()
        axes.bar([1, 2, 3], [4.7, 30, 65.3])
        axes.set_title("Share")
        figure.savefig(out, format="pdf")
    return out.getvalue()


def pypdf_file() -> bytes:
    """The press file, read and written again by pypdf with compressed streams."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(press_file())))
    for page in writer.pages:
        page.compress_content_streams()
    out = io.BytesIO()
    writer.pdf_header = "%PDF-1.6"
    writer.write(out)
    return out.getvalue()


def pillow_file() -> bytes:
    """A four-colour picture saved as PDF by Pillow."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("CMYK", (900, 600), (10, 20, 30, 0)).save(out, "PDF", resolution=300, title="Picture")
    return out.getvalue()


def furnished_file() -> bytes:
    """A tagged file with heads and folios, whose elements have titles that are nobody's head."""
    carried = "".join(
        f"/Artifact <</Type /Pagination /Subtype /{where}>> BDC {words(30, y, text, paint='0 g')}EMC\n"
        for where, y, text in (("Header", 12, "Annual report"), ("Header", 18, "2016"), ("Footer", 285, "1"))
    )
    return readable_file(
        content="/P <</MCID 0>> BDC " + words(30, 40, paint="0 g") + "EMC\n" + carried,
        tree="<</S /Document /P {tree} /K <</S /Art /T (Article 1) /P {tree} /K <</S /P /Pg {page0} /K 0>>>>>>",
    )


CLEAN = {
    "the small press file that all defects start from": (press_file, "coated", {}),
    "a press file with spots, pictures, reversed type, forms and marks": (rich_press_file, "coated", {}),
    "a PDF/X-1a of eight pages": (x1a_file, "x1a-house", {}),
    "a tagged file that claims PDF/UA-1 and PDF/A-3a": (readable_file, "screen", {}),
    "a tagged file with running heads of another kind": (furnished_file, "screen", {}),
    "a proof by ReportLab for a digital press": (reportlab_file, "digital-press", {}),
    "a chart by matplotlib": (matplotlib_file, "screen", {}),
    "a press file written again by pypdf": (pypdf_file, "coated", {}),
    "a picture by Pillow": (pillow_file, "screen", {}),
    "the press file under a printer who takes less ink": (press_file, "coated", {"total_ink": 240.0}),
}


@pytest.mark.parametrize(("make", "printer", "change"), CLEAN.values(), ids=CLEAN.keys())
def test_clean_file_raises_nothing(make, printer, change):
    """A file without faults has no findings at all, not even notes."""
    report = preflight(make(), replace(load_printer(printer), **change))
    assert not report.unreadable
    assert not report.findings, told(report)


@pytest.mark.judge
@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("qpdf", ["--object-streams=generate", "--min-version=1.5", "in.pdf", "out.pdf"]),
        ("mutool", ["clean", "-gggg", "-z", "in.pdf", "out.pdf"]),
    ],
)
def test_press_file_rewritten_by_another_tool_stays_clean(tool, arguments, tmp_path):
    """Object streams, renumbering and compression by other tools change nothing about the verdict."""
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    (tmp_path / "in.pdf").write_bytes(rich_press_file())
    subprocess.run([tool, *arguments], cwd=tmp_path, check=True, capture_output=True)
    report = preflight(tmp_path / "out.pdf", load_printer("coated"))
    assert not report.findings, told(report)


@pytest.mark.judge
def test_file_distilled_by_ghostscript_is_clean_on_screen(tmp_path):
    """What Ghostscript writes from a PostScript page is read without complaint."""
    if shutil.which("gs") is None:
        pytest.skip("Ghostscript is not installed")
    page = tmp_path / "page.ps"
    page.write_text("%!PS\n/Helvetica 12 selectfont 72 700 moveto (By another tool) show showpage\n")
    out = tmp_path / "out.pdf"
    subprocess.run(["gs", "-q", "-sDEVICE=pdfwrite", "-o", str(out), str(page)], check=True)
    report = preflight(out, load_printer("screen"))
    assert not report.findings, told(report)
    assert report.document is not None
    assert report.document.pages[0].objects[0].text.text == "By another tool"
