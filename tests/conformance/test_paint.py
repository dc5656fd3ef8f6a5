"""Painted files before outside judges: validators, renderers and readers.

A judge that is not on the machine is skipped; CI has them all. veraPDF is whatever
command the environment variable VERAPDF names.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from layout.values import replace

TESTS = Path(__file__).parents[1]
if str(TESTS) not in sys.path:
    sys.path.insert(0, str(TESTS))

import books  # noqa: E402  # found only now

from layout.ink import Tint  # noqa: E402
from typeset.paint import (  # noqa: E402
    PDF_X_1A,
    Attachment,
    Document,
    fogra39,
    paint,
    press_edition,
    screen_edition,
    srgb,
)

PROFILES = TESTS.parent / "typeset" / "profiles"
PRESS = press_edition(fogra39((PROFILES / "FOGRA39L_coated.icc").read_bytes()))
SCREEN = screen_edition(srgb((PROFILES / "sRGB.icc").read_bytes()))
ABOUT = Document(title="A small report – “one of each”", author="Nobody & Sons", date="2016-11-23T09:30:00+01:00")
ATTACHED = (
    Attachment(name="content.yaml", data=b"title: Small\n", mime="application/yaml"),
    Attachment(name="länder.csv", data=b"a,b\n", mime="text/csv", relationship="Data", description="Shares"),
)

READERS = ("pypdf", "pdfium", "pdftotext", "mutool")
"""Ghostscript is no reader here: version 10.0 swaps the bytes of every ligature's text, in anybody's file."""


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, Path]:
    """The books in the editions that judges are to see, painted once."""
    folder = tmp_path_factory.mktemp("painted")
    made = {
        "print": (books.one_of_each(picture=True), PRESS),
        "digital": (books.one_of_each(picture=True), SCREEN),
        "prose-print": (books.plain_text(3), PRESS),
        "prose-digital": (books.plain_text(3), SCREEN),
        "x1a": (books.one_of_each(picture=True), replace(PRESS, standard=PDF_X_1A)),
        "process": (books.one_of_each(picture=True), press_edition(PRESS.intent, marks=None, spots=False)),
    }
    paths = {}
    for name, (book, edition) in made.items():
        data = paint(
            book,
            edition,
            brand_inks=books.INKS,
            fonts=books.font_files(),
            about=ABOUT,
            pictures={"dot": books.dot()},
            attachments=ATTACHED,
        )
        paths[name] = folder / f"{name}.pdf"
        paths[name].write_bytes(data)
    return paths


def ask(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a judge, or skip the test where there is none."""
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not on this machine")
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)


@pytest.mark.judge
@pytest.mark.slow
@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_the_digital_edition_passes_verapdf(files, flavour):
    """veraPDF finds nothing to fail, for accessibility and for the archive."""
    command = os.environ.get("VERAPDF", "verapdf")
    verdict = ask(command, flavour, files["digital"], files["prose-digital"])
    assert verdict.returncode == 0, verdict.stdout
    assert verdict.stdout.count("PASS") == 2


@pytest.mark.judge
@pytest.mark.parametrize("name", ["print", "digital", "x1a", "process"])
def test_qpdf_finds_no_fault(files, name):
    """The file's syntax, cross-references and streams are sound."""
    verdict = ask("qpdf", "--check", files[name])
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    assert "WARNING" not in verdict.stdout + verdict.stderr


@pytest.mark.judge
@pytest.mark.parametrize("name", ["print", "digital"])
@pytest.mark.parametrize(
    "command",
    [
        ("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-dPDFSTOPONWARNING", "-sDEVICE=nullpage"),
        ("pdftoppm", "-r", "20", "-singlefile"),
    ],
    ids=lambda command: command[0],
)
def test_renderers_draw_without_a_warning(files, name, command, tmp_path):
    """Ghostscript and poppler have nothing to say."""
    after = (tmp_path / "page",) if command[0] == "pdftoppm" else ()
    verdict = ask(*command, files[name], *after)
    assert (verdict.returncode, verdict.stdout, verdict.stderr) == (0, "", "")


@pytest.mark.judge
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", ["prose-print", "prose-digital"])
def test_every_paragraph_is_read_back_in_order(files, reader, name):
    """Four readers give back every paragraph over columns and pages, its line-end hyphens as soft ones."""
    book = books.plain_text(3)
    text = text_by(reader, files[name])
    ends = [line for page in book.pages for line in page.items if getattr(line, "hyphenated", False)]
    assert len(ends) > 20
    if reader != "pdfium":
        assert len(re.findall(r"\xad\s*\n", text)) == len(ends)
    # Running heads and folios come between, so words are looked for one after the other.
    read = iter(flowing(text, reader).split())
    for paragraph in books.words_of(book):
        for word in flowing(paragraph, reader).split():
            assert word in read, paragraph


@pytest.mark.judge
@pytest.mark.parametrize("reader", READERS)
def test_words_of_every_kind_are_read_back(files, reader):
    """Heads, lists, tables, chart labels, notes and links come back whole from four readers."""
    # Readers set a superior sign off from its word, some on a line of its own: spaces do not count here.
    plain = flowing(text_by(reader, files["digital"]), reader).replace(" ", "")
    said = [flowing(words, reader).replace(" ", "") for words in books.words_of(books.one_of_each())]
    on_one_page = [words for words in said if len(words) < 300]
    assert len(on_one_page) > 12
    assert [words for words in on_one_page if words not in plain] == []


@pytest.mark.judge
def test_the_structure_speaks_the_books_words(files):
    """What a screen reader is told through the tags is the book's text, whole and in order."""
    assert spoken(files["prose-digital"]) == " ".join(books.words_of(books.plain_text(3)))
    # Here links and notes stand inside paragraphs, and what is said of them sets them off by spaces.
    written = " ".join(books.words_of(books.one_of_each(picture=True)))
    assert spoken(files["digital"]).replace(" ", "") == written.replace(" ", "")


@pytest.mark.judge
@pytest.mark.parametrize("reader", ["pypdf", "pdfium", "mutool"])
def test_both_editions_give_the_same_page_texts(files, reader):
    """Page by page, what can be extracted from print is what can be extracted from digital."""
    assert text_by(reader, files["print"]) == text_by(reader, files["digital"])


@pytest.mark.parametrize("name", ["print", "x1a"])
def test_print_has_no_colour_but_cmyk_grey_and_named_spots(files, name):
    """No operator, colour space or image of any page speaks RGB, and separations have their names."""
    reader = PdfReader(files[name])
    operators = {operator for page in reader.pages for operator in colour_operators(page, reader)}
    assert operators <= {b"k", b"K", b"cs", b"CS", b"scn", b"SCN"}
    spaces = {}
    for page in reader.pages:
        resources = page["/Resources"]
        spaces |= {space[1]: space[2] for space in resources.get("/ColorSpace", {}).values()}
        for image in resources.get("/XObject", {}).values():
            assert image["/ColorSpace"] in ("/DeviceCMYK", "/DeviceGray")
            assert "/SMask" not in image
        assert "/Group" not in page
        assert not {"/CA", "/ca", "/SMask", "/BM"} & {
            key for state in resources.get("/ExtGState", {}).values() for key in state
        }
    assert spaces == {"/All": "/DeviceCMYK", "/PANTONE 7416 C": "/DeviceCMYK"}


def test_digital_has_no_colour_but_srgb_and_grey(files):
    """Under an sRGB output intent, nothing speaks CMYK."""
    reader = PdfReader(files["digital"])
    assert {operator for page in reader.pages for operator in colour_operators(page, reader)} == {b"rg", b"RG"}


@pytest.mark.judge
def test_plates_carry_what_they_should(files, tmp_path):
    """On the presses' plates, black words leave the colour under them whole, and marks stand on every plate."""
    from PIL import Image

    data = paint(
        books.one_line("MMMM", style=replace(books.BODY, size=40), ground=Tint("deep")),
        PRESS,
        brand_inks=books.INKS,
        fonts=books.font_files(),
        about=ABOUT,
    )
    (tmp_path / "one.pdf").write_bytes(data)
    out = tmp_path / "plate.tif"
    ask("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r72", "-o", out, tmp_path / "one.pdf")
    plates = {name: Image.open(tmp_path / f"plate({name}).tif") for name in ("Cyan", "Magenta", "Yellow", "Black")}
    inset = round(books.BLEED + PRESS.marks.room) + 4
    trim = (inset, inset, plates["Cyan"].width - inset, plates["Cyan"].height - inset)
    # In these files 0 is full ink. The cyan ground is solid everywhere: the black letters cut nothing out of it.
    assert plates["Cyan"].crop(trim).getextrema() == (0, 0)
    darkest, ground = plates["Black"].crop(trim).getextrema()
    assert darkest == 0 < ground
    for plate in plates.values():
        assert plate.crop((0, 0, plate.width, 20)).getextrema()[0] < 128


def text_by(reader: str, path: Path) -> str:
    """A file's text as one of the readers gives it."""
    match reader:
        case "pypdf":
            return "\f".join(page.extract_text() for page in PdfReader(path).pages)
        case "pdfium":
            document = pypdfium2.PdfDocument(path)
            try:
                return "\f".join(page.get_textpage().get_text_range() for page in document)
            finally:
                document.close()
        case "pdftotext":
            return ask("pdftotext", "-raw", path, "-").stdout
        case "mutool":
            return ask("mutool", "draw", "-q", "-F", "txt", path).stdout
        case _:
            raise AssertionError(reader)


def spoken(path: Path) -> str:
    """The text of all structure elements in logical order, hyphenation undone."""
    told = ask("pdfinfo", "-struct-text", path).stdout
    pieces = re.findall(r'^ +"(.*)"$', told, re.MULTILINE)
    return " ".join(re.sub("\xad ?", "", " ".join(pieces)).split())


def flowing(text: str, reader: str) -> str:
    """Page text as one line: hyphens at line ends undone, white space folded."""
    joined = " ".join(re.sub("[\xad\ufffe]\\s*", "", text).split())
    # pdfium puts one sign, U+FFFE, for a soft hyphen and for a typed one that ends a line.
    return joined.replace("-", "") if reader == "pdfium" else joined


def colour_operators(page, reader) -> Iterator[bytes]:
    """Every operator of a page that sets a colour."""
    setting = {b"g", b"G", b"rg", b"RG", b"k", b"K", b"cs", b"CS", b"sc", b"SC", b"scn", b"SCN", b"sh", b"BI"}
    for _, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in setting:
            yield operator
