"""What the finished sample report says, read back once for all tests of this folder."""

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from reading import READERS, Tagged, pages_by, read_tags  # noqa: E402  # found only now
from saying import Saying, fold, sayings  # noqa: E402


@pytest.fixture(scope="session")
def said(sample) -> list[Saying]:
    """Everything that the manifest says, in its order."""
    return sayings(sample.report, {key: str(spot.page + 1) for key, spot in sample.book.anchors.items()})


@pytest.fixture(scope="session")
def tagged(sample) -> Tagged:
    """The digital edition by its structure tree."""
    return read_tags(sample.paths["digital"])


@pytest.fixture(scope="session")
def read_pages(sample, ask) -> Callable[[str, str], list[str]]:
    """The text of each page of an edition as a reader gives it back, line ends and all."""

    @cache
    def read(reader: str, edition: str) -> list[str]:
        assert reader in READERS
        return pages_by(reader, sample.paths[edition], ask)

    return read


@pytest.fixture(scope="session")
def folded_pages(read_pages) -> Callable[[str, str], list[str]]:
    """The same with white space folded and hyphens of line ends taken back.

    From pdfium without any hyphens: at a line end it cannot tell an author's from ours.
    """

    @cache
    def read(reader: str, edition: str) -> list[str]:
        texts = [fold(text) for text in read_pages(reader, edition)]
        return [text.replace("-", "") for text in texts] if reader == "pdfium" else texts

    return read
