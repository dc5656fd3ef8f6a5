"""Page numbers that the report prints are true: read back from the finished file, each names the page it means."""

import re
from itertools import pairwise
from pathlib import Path
from shutil import copy

import pytest
from pypdf import PdfReader
from reading import Node, Tagged, blocks_of
from saying import fold

from layout.pages.book import Book, PlacedLine
from layout.values import replace
from typeset.clock import Clock
from typeset.finishing import paint_all
from typeset.laying import lay_out
from typeset.manifest import model
from typeset.manifest.loading import load
from typeset.preflight.printer import load_printer

LISTED = (model.Insight, model.Letter, model.About, model.Reflection, model.Article)
"""Parts that stand in the contents."""


@pytest.fixture(scope="module")
def reader(sample) -> PdfReader:
    """The digital edition of the sample report."""
    return PdfReader(sample.paths["digital"])


@pytest.fixture(scope="module")
def tagged(sample, tags_of) -> Tagged:
    """Its tags."""
    return tags_of(sample.paths["digital"])


@pytest.fixture(scope="module")
def page_numbers(reader) -> dict[int, int]:
    """The number of each page (from 1) by its object in the file."""
    return {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages, start=1)}


@pytest.fixture(scope="module")
def opens_on(sample, tagged, page_numbers) -> dict[str, int]:
    """The page on which the headline of each part stands as a heading of the first level."""
    headings = {
        fold(text): page_numbers[node.attributes.raw_get("/Pg").idnum]
        for node, text in blocks_of(tagged.root)
        if node.role == "H1"
    }
    return {part.id: headings[fold(part.headline.plain)] for part in sample.report.book if isinstance(part, LISTED)}


@pytest.fixture(scope="module")
def entries(tagged) -> list[tuple[str, int, int]]:
    """The contents as printed: what each entry is called, its first and its last page."""
    found = []
    for node in tagged.root.walk():
        if node.role == "TOCI":
            *_, title, pages = [kid for kid in node.kids if isinstance(kid, Node)]
            first, _, last = fold(pages.text).partition("–")
            found.append((fold(title.text), int(first), int(last or first)))
    return found


def test_contents_name_the_first_and_last_page_of_each_part(sample, entries, opens_on):
    """Each range begins where the part's headline stands, and nothing but planned blanks follows before the next part."""
    listed = [part for part in sample.report.book if isinstance(part, LISTED)]
    assert len(entries) == len(listed)
    starts = sorted(sample.book.anchors[part.id].page + 1 for part in sample.report.book)
    for part in listed:
        headline = fold(part.headline.plain)
        [(first, last)] = [(first, last) for title, first, last in entries if title.endswith(headline)]
        assert first == opens_on[part.id]
        end = min((page for page in starts if page > first), default=len(sample.book.pages) + 1) - 1
        assert first <= last <= end
        assert all(sample.book.pages[page - 1].template == "blank" for page in range(last + 1, end + 1))


def test_contents_run_forwards(entries):
    """The ranges of the insights follow each other without overlap, and none runs backwards."""
    insights = sorted(entries, key=lambda entry: entry[1])
    for (_, first, last), (_, after, _) in pairwise(insights):
        assert first <= last < after


def test_cross_references_name_the_page_of_their_insight(sample, folded_pages, opens_on):
    """Where the text says “insight 4, page 16” the headline of insight 4 stands on page 16."""
    opens = {part.number: opens_on[part.id] for part in sample.report.book if isinstance(part, model.Insight)}
    text = " ".join(folded_pages("pypdf", sample.paths["digital"]))
    found = [(int(number), int(page)) for number, page in re.findall(r"insight (\d+), page (\d+)", text)]
    assert len(found) >= text.count("see insight")
    assert [(number, page) for number, page in found if opens[number] != page] == []


def test_every_page_number_in_the_text_is_a_link_to_that_page(reader, tagged, page_numbers):
    """A link whose words end in a page number, or in a range, leads to that very page."""
    counted, wrong = 0, []
    for node in tagged.root.walk():
        words = fold(node.text)
        number = re.search(r"page (\d+)$|^(\d+)–\d+$", words)
        for link in node.links if node.role == "Link" and number else ():
            counted += 1
            page = _page_of(reader, link, page_numbers)
            if page != int(number[1] or number[2]):
                wrong.append((words, page))
    assert counted > 20
    assert wrong == []


def _page_of(reader: PdfReader, link, page_numbers: dict[int, int]) -> int | None:
    """The page that a link annotation leads to; None if it leads out of the file."""
    action = link.get("/A")
    target = link.get("/Dest") or (action.get_object().get("/D") if action else None)
    if target is None:
        return None
    place = reader.named_destinations[target].dest_array if isinstance(target, str) else target
    return page_numbers[place.raw_get(0).idnum if hasattr(place, "raw_get") else place[0].idnum]


def test_folios_agree_with_the_pages_that_carry_them(tagged, reader):
    """A page's printed folio, its label in the viewer and its place in the file are one number."""
    folios = [[text.strip() for text in words if text.strip().isdigit()] for words in tagged.artifacts]
    for number, printed in enumerate(folios, start=1):
        assert printed in ([], [str(number)])
        assert reader.page_labels[number - 1] == str(number)
    assert sum(map(bool, folios)) > len(folios) / 2


def test_running_heads_name_the_part_they_stand_in(sample, tagged):
    """A left-hand head names the report, a right-hand head the part whose page it is."""
    meta = sample.report.report
    starts = [(sample.book.anchors[part.id].page, part) for part in sample.report.book]
    for index, words in enumerate(tagged.artifacts):
        heads = [fold(text) for text in words if len(text.strip()) > 3]
        if not heads:
            continue
        [head] = heads
        if index % 2:
            assert head == fold((meta.running_head or meta.title).plain)
            continue
        [*_, part] = [part for start, part in starts if start <= index]
        asked = ("short", "headline") if isinstance(part, model.Insight | model.Article) else ("kicker", "headline")
        names = [getattr(getattr(part, name, None), "plain", "") for name in asked]
        assert head == fold(next(filter(None, names), meta.subtitle.plain)), index + 1


def test_the_outline_leads_to_the_parts(sample, reader, opens_on):
    """Every line of the outline leads to the page on which its headline stands."""
    lines = [entry for entry in reader.outline if not isinstance(entry, list)]
    for part in sample.report.book:
        if part.id in opens_on:
            headline = fold(part.headline.plain)
            [line] = [line for line in lines if fold(str(line.title)).endswith(headline)]
            assert reader.get_destination_page_number(line) + 1 == opens_on[part.id]


# ---------------------------------------------------------------- every user's own file


def altered(book: Book, label: str, old: str, new: str) -> Book:
    """The book with another line of furniture on one page: that of a page where it says *new*."""
    donor = next(line for page in book.pages for line in page.items if is_furniture(line, new))
    pages = [
        replace(page, items=tuple(donor if is_furniture(item, old) else item for item in page.items))
        if page.label == label
        else page
        for page in book.pages
    ]
    return replace(book, pages=tuple(pages))


def is_furniture(item: object, words: str) -> bool:
    """Tell whether this is the running head or the folio that says *words*."""
    return isinstance(item, PlacedLine) and item.furniture and "".join(run.text for run in item.runs) == words


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Beans first", "The hedge", "page 7: A running head names another part (running head): found “The hedge”"),
        ("7", "9", "page 7: A printed page number is not the one that viewers show (page number): found 9, wanted 7"),
    ],
)
def test_a_build_reads_its_own_furniture_back(small, old, new, told):
    """A head or a folio that stands on the wrong page is told when the file is examined, with what belongs there."""
    book = altered(small.book, "7", old, new)
    built = paint_all(
        small.laid, ("digital",), load_printer("coated"), Clock(), proven=True, jobs=1, views={"digital": book}
    )
    assert [problem.message for problem in built.problems if told in problem.message]
    assert len(built.problems) == 1


def test_heads_from_right_to_left_are_read_back_too(tmp_path, chart_cache):
    """Their letters stand in the file as they are painted; they are no other part's name for that."""
    pages = Path(__file__).parents[1] / "pages"
    copy(pages / "gate.png", tmp_path)
    manifest = tmp_path / "content.yaml"
    text = (pages / "small.yaml").read_text(encoding="utf-8")
    manifest.write_text(text.replace("short: The hedge", 'short: "הגדר של Mill Lane 2016"'), encoding="utf-8")
    laid = lay_out(load(manifest), Clock(), cache=chart_cache)
    built = paint_all(laid, ("digital",), load_printer("coated"), Clock(), proven=True, jobs=1)
    assert "הגדר" in built.folders["pages"]["015.txt"].decode()
    assert [problem.message for problem in built.problems] == []
