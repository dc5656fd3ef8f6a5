"""Editions and readers that the tests of painting share."""

import io
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

TESTS = Path(__file__).parents[3]
if str(TESTS) not in sys.path:
    sys.path.insert(0, str(TESTS))

import books  # noqa: E402  # found only now

from typeset.paint import Document, Edition, fogra39, paint, press_edition, screen_edition, srgb  # noqa: E402

PROFILES = TESTS.parent / "typeset" / "profiles"


@pytest.fixture(scope="session")
def press() -> Edition:
    """The press edition that we ship."""
    return press_edition(fogra39((PROFILES / "FOGRA39L_coated.icc").read_bytes()))


@pytest.fixture(scope="session")
def screen() -> Edition:
    """The screen edition that we ship."""
    return screen_edition(srgb((PROFILES / "sRGB.icc").read_bytes()))


@pytest.fixture(scope="session")
def about() -> Document:
    """What the test files say of themselves."""
    return Document(
        title="A small report – “one of each”",
        author="Nobody & Sons",
        subject="What painting must get right",
        keywords=("tests", "paint"),
        date="2016-11-23",
        job="small-report",
    )


@pytest.fixture(scope="session")
def painted(about):
    """Paint a book with the books' own fonts and inks; give back the bytes."""

    def run(book, edition, **more):
        settings = {"brand_inks": books.INKS, "fonts": books.font_files(), "about": about, **more}
        return paint(book, edition, **settings)

    return run


@pytest.fixture(scope="session")
def opened(painted):
    """Paint a book and open it with pypdf."""

    def run(book, edition, **more):
        return PdfReader(io.BytesIO(painted(book, edition, **more)))

    return run


@pytest.fixture(scope="session")
def print_pdf(opened, press):
    """One of each thing, for the press."""
    return opened(books.one_of_each(), press)


@pytest.fixture(scope="session")
def digital_pdf(opened, screen):
    """One of each thing, for the screen."""
    return opened(books.one_of_each(), screen)


@pytest.fixture
def operators():
    """The content of one page as text, for looking into."""

    def run(page) -> str:
        return page.get_contents().get_data().decode("latin-1")

    return run
