"""Painting as a whole: the same bytes for the same book, and no more than it needs."""

import os
import re
import subprocess
import sys

import books
import pytest

from layout.values import replace
from typeset.paint import Edition


@pytest.mark.parametrize("name", ["press", "screen"])
def test_the_same_book_gives_the_same_bytes(name, request, painted):
    """Painting twice, from Books made twice, gives one file."""
    edition = request.getfixturevalue(name)
    assert painted(books.one_of_each(), edition) == painted(books.one_of_each(), edition)


@pytest.mark.slow
def test_neither_place_nor_day_nor_settings_change_a_byte(tmp_path):
    """Another hash seed, time zone, language, folder and ReportLab set-up give the same file."""
    code = f"""
import hashlib, sys
sys.path[:0] = [{str(books.ROOT)!r}, {str(books.ROOT / "tests")!r}]
import books
from typeset.paint import Document, fogra39, paint, press_edition, screen_edition, srgb
profile = (books.ROOT / "typeset/profiles/sRGB.icc").read_bytes()
for edition in (press_edition(fogra39(profile)), screen_edition(srgb(profile))):
    about = Document(title="Same", date="2016-11-23")
    data = paint(books.one_of_each(), edition, brand_inks=books.INKS, fonts=books.font_files(), about=about)
    print(hashlib.sha256(data).hexdigest())
"""
    worlds = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C"},
        {
            "PYTHONHASHSEED": "2",
            "TZ": "Asia/Kathmandu",
            "LANG": "de_DE.UTF-8",
            "SOURCE_DATE_EPOCH": "1",
            "RL_pdfComments": "1",
            "RL_pdfMultiLine": "1",
            "RL_pageCompression": "0",
        },
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=(books.ROOT, tmp_path)[number],
            env={**os.environ, **world},
        ).stdout
        for number, world in enumerate(worlds)
    }
    assert len(outputs) == 1


def test_file_identifiers_follow_from_the_contents(opened, screen):
    """Another word gives another /ID."""
    one, two, again = (opened(books.one_line(words), screen).trailer["/ID"][0] for words in ("one", "two", "one"))
    assert one == again != two


def test_every_stream_ends_on_a_line_of_its_own(painted, screen):
    """An end of line stands before each endstream, and lengths do not count it."""
    data = painted(books.one_of_each(), screen)
    streams = [found.start() for found in re.finditer(rb"endstream", data)]
    assert len(streams) > 10
    assert all(data[at - 1 : at] == b"\n" for at in streams)


def test_pages_ask_for_no_more_than_they_use(opened, press):
    """A page in one face and one process ink has one font and no colour space of its own."""
    resources = opened(books.one_line("one"), press).pages[0]["/Resources"]
    assert len(resources["/Font"]) == 1
    spaces = [space[1] for space in resources["/ColorSpace"].values()]
    assert spaces == ["/All"]


def test_an_edition_is_only_a_value(opened, screen):
    """An edition that nobody named, untagged but linked, paints all the same."""
    proof: Edition = replace(screen, name="proof", tagged=False)
    reader = opened(books.one_of_each(), proof)
    assert "/StructTreeRoot" not in reader.trailer["/Root"]
    assert len(reader.pages[0]["/Annots"]) == 2


def test_an_empty_book_of_blank_pages_paints(opened, screen, press):
    """Blank pages need no font, no tag and no ink."""
    book = books.one_line("one")
    blank = replace(book, pages=(replace(book.pages[0], items=()),), tree=replace(book.tree, kids=()))
    for edition in (screen, press):
        assert len(opened(blank, edition).pages) == 1


def test_painting_imports_nothing_slow():
    """The usual path leaves layout engines, PDF readers and number crunchers alone."""
    slow = ("reportlab.platypus", "reportlab.pdfgen", "pypdf", "fontTools", "numpy", "matplotlib", "PIL.ImageCms")
    code = f"import sys, typeset.paint; print([name for name in {slow!r} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=books.ROOT)
    assert found.stdout.strip() == "[]"
