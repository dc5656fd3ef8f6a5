"""The brand that we ship, and a report of a few pages."""

import sys
from pathlib import Path

import pytest

from layout.brand import Brand
from layout.pages.book import Book
from typeset.fontfiles import FONTS_FOLDER
from typeset.laying import BRAND_FILE
from typeset.manifest.brand import load_brand

HERE = Path(__file__).parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from handmade import book  # noqa: E402  # found only now


@pytest.fixture(scope="session")
def brand() -> Brand:
    """The brand that we ship."""
    loaded = load_brand(BRAND_FILE)
    assert loaded.brand is not None
    return loaded.brand


@pytest.fixture(scope="session")
def faces(brand) -> dict[str, bytes]:
    """Its fonts by role."""
    return {role: (FONTS_FOLDER / name).read_bytes() for role, name in brand.faces.items()}


@pytest.fixture
def eight() -> Book:
    """A report of eight pages in its covers."""
    return book("cover", "half title", "text", "text", "text", "text", "blank", "back cover")
