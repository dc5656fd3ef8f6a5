"""Both PDFs of the sample report come from one layout and say the same on every page."""

import re
from collections import Counter

import pytest
from matching import finds
from pypdf import PdfReader
from saying import fold


@pytest.fixture(scope="module")
def page_files(sample) -> list[str]:
    """The page texts as files, in their order."""
    return [path.read_text(encoding="utf-8") for path in sorted((sample.out / "pages").glob("*.txt"))]


def test_the_sample_report_is_sound(sample):
    """The project's own report has nothing wrong with it."""
    assert [f"{problem.span.line}: {problem.message}" for problem in sample.laid.problems if problem.is_error] == []


def test_the_sample_report_fills_whole_sheets(sample, page_files):
    """Both editions and the page texts have the same number of pages, 40 or 48, a multiple of four."""
    counts = {len(PdfReader(path).pages) for path in sample.paths.values()} | {len(page_files), len(sample.book.pages)}
    assert len(counts) == 1
    assert counts <= {40, 44, 48}


def test_both_editions_say_the_same_on_every_page(sample, read_pages):
    """What a reader gets from a page of the print edition it gets from the digital one."""
    digital = read_pages("pypdf", sample.paths["digital"])
    for number, text in enumerate(read_pages("pypdf", sample.paths["print"])):
        # The slug below the trim names job and plates; it is the print edition's own.
        lines = [line for line in text.splitlines() if "C M Y K" not in line]
        assert lines == digital[number].splitlines(), number + 1


def test_page_texts_hold_the_words_of_their_pages(sample, folded_pages, page_files):
    """Each paragraph of a page's file is read from that page, and the page says nothing besides."""
    for number, painted in enumerate(folded_pages("pypdf", sample.paths["digital"])):
        filed = page_files[number].replace("\n---\n", "\n").replace(" | ", "\n")
        for paragraph in filter(str.strip, filed.splitlines()):
            # Signs of lists and pages of the contents are placed by themselves.
            words = re.sub(r"^(\d+\.?|–) | \d+(–\d+)?$", "", paragraph)
            # A value and its sign are two labels of a chart; a reader may see one word in them.
            is_read = finds(words, painted, 0) >= 0 or fold(words).replace(" ", "") in painted
            assert is_read, (number + 1, paragraph)
        assert Counter(painted.replace(" ", "")) == Counter(fold(filed).replace(" ", "")), number + 1


def test_page_texts_have_no_traces_of_setting(page_files):
    """Page texts hold whole words and no double spaces, whatever the lines did."""
    for text in page_files:
        assert "\xad" not in text
        assert "  " not in text.replace("\n", "")


def test_boxes_nest_and_are_the_same_on_every_page(sample):
    """Trim lies in bleed lies in media, and every page has the same; the two editions share one trim."""
    sizes = set()
    for path in sample.paths.values():
        boxes = set()
        for page in PdfReader(path).pages:
            trim, bleed, media = page.trimbox, page.bleedbox, page.mediabox
            assert media.left <= bleed.left <= trim.left < trim.right <= bleed.right <= media.right
            assert media.bottom <= bleed.bottom <= trim.bottom < trim.top <= bleed.top <= media.top
            boxes.add((*map(float, trim), *map(float, bleed), *map(float, media)))
        assert len(boxes) == 1
        [box] = boxes
        sizes.add((round(box[2] - box[0], 2), round(box[3] - box[1], 2)))
    assert sizes == {(595.28, 841.89)}
