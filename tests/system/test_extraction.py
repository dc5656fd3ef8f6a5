"""Four readers give back every paragraph of the manifest, in order, as it was written."""

import re
import unicodedata
from dataclasses import replace

import pytest
from matching import finds
from reading import READERS
from saying import Saying, fold

from layout.pages.book import PlacedLine


def missing_from(pages: list[str], said: list[Saying], starts: dict[str, int]) -> list[str]:
    """What *said* holds that the *pages* do not, or not in its order; *starts* has each part's first page."""
    lost = []
    order = [*starts]
    for number, part in enumerate(order):
        end = starts[order[number + 1]] if number + 1 < len(order) else len(pages)
        text = " ".join(pages[starts[part] : end])
        at = 0
        for one in said:
            if one.part != part:
                continue
            if not one.flows:
                if finds(one.words, text, 0) < 0:
                    lost.append(f"{part}: {one.words[:90]}")
                continue
            after = finds(one.words, text, at)
            if after < 0:
                lost.append(f"{part}, in its order: {one.words[:90]}")
            else:
                at = after
    return lost


@pytest.fixture(scope="module")
def starts(whole) -> dict[str, int]:
    """The page index on which each part of the book begins."""
    return {part.id: whole.book.anchors[part.id].page for part in whole.report.book}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("edition", ["print", "digital"])
def test_every_paragraph_is_read_back_in_order(whole, folded_pages, said, starts, reader, edition):
    """All words of the manifest come back, whole, spaced and spelt as written; running text comes in its order."""
    wanted = [one for one in said if one.words not in NOT_DRAWN]
    if reader == "pdfium":
        wanted = [replace(one, words=fold(one.words).replace("-", "")) for one in wanted]
    assert missing_from(folded_pages(reader, whole.paths[edition]), wanted, starts) == []


NOT_DRAWN = {"Answers of different officers"}
"""Labels that several data of one chart share: the chart shows the data side by side without them."""


@pytest.mark.parametrize("reader", READERS)
def test_hyphens_of_line_ends_are_soft(whole, read_pages, reader):
    """Each hyphen that only a line end asked for is read as U+00AD, by pdfium as U+FFFE; the author's stay hyphens."""
    sign = "\ufffe" if reader == "pdfium" else "\xad"
    for page, text in zip(whole.book.pages, read_pages(reader, whole.paths["digital"]), strict=True):
        broken = [item for item in page.items if isinstance(item, PlacedLine) and item.hyphenated]
        if reader == "pdfium":  # it takes the line end away with the hyphen, and with the author's own as well
            authors = [item for item in page.items if isinstance(item, PlacedLine) and _text(item).endswith("-")]
            assert text.count(sign) == len(broken) + len(authors), page.label
        else:
            assert text.count(sign) == len(broken), page.label
            assert len(re.findall(f"{sign}\\s*(?:\\n|\\Z)", text)) == len(broken), page.label


def _text(line: PlacedLine) -> str:
    return "".join(run.text for run in line.runs).rstrip()


@pytest.mark.parametrize("reader", READERS)
def test_ligatures_are_read_as_letters(whole, read_pages, reader):
    """No ligature, private-use or unknown character is read from any page."""
    text = "".join(read_pages(reader, whole.paths["digital"]))
    strange = {
        hex(ord(letter))
        for letter in set(text) - {"\ufffe"}
        if unicodedata.category(letter) in {"Co", "Cn"} or 0xFB00 <= ord(letter) <= 0xFB06 or letter == "\ufffd"
    }
    assert strange == set()
    assert "office" in text  # has a ligature in it
