"""Page numbers that the report prints are true: read back from the finished file, each names the page it means."""

import re

import pytest
from pypdf import PdfReader
from saying import fold

from typeset.manifest import model


@pytest.fixture(scope="module")
def pages(folded_pages) -> list[str]:
    return folded_pages("pypdf", "digital")


@pytest.fixture(scope="module")
def opens_on(sample, tagged) -> dict[str, int]:
    """The page (from 1) on which the headline of each insight stands as a heading of the first level."""
    from reading import blocks_of

    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(_reader(sample).pages, start=1)}
    headings = {
        fold(text): numbers[node.attributes.raw_get("/Pg").idnum]
        for node, text in blocks_of(tagged.root)
        if node.role == "H1"
    }
    return {
        part.id: headings[fold(part.headline.plain)]
        for part in sample.report.book
        if hasattr(part, "text") and hasattr(part, "headline")
    }


def _reader(sample) -> PdfReader:
    return PdfReader(sample.paths["digital"])


def test_contents_name_the_first_and_last_page_of_each_part(sample, tagged, opens_on):
    """Each range in the contents begins where the part's headline stands and ends before the next part begins."""
    entries = [node for node in tagged.root.walk() if node.role == "TOCI"]
    ranges = {fold(entry.kids[-2].text).rpartition(": ")[2]: fold(entry.kids[-1].text) for entry in entries}
    starts = sorted(
        {*opens_on.values(), *(spot.page + 1 for key, spot in sample.book.anchors.items() if key in _ids(sample))}
    )
    listed = [
        part
        for part in sample.report.book
        if isinstance(part, model.Insight | model.Letter | model.About | model.Reflection | model.Article)
    ]
    assert len(entries) == len(listed)
    for part in listed:
        first, _, last = ranges[fold(part.headline.plain).rpartition(": ")[2]].partition("–")
        assert int(first) == opens_on[part.id], part.id
        following = [page for page in starts if page > int(first)]
        end = (following[0] if following else len(sample.book.pages) + 1) - 1
        printed = int(last or first)
        assert int(first) <= printed <= end, part.id
        # Only planned blanks may lie between the last page named and the next part.
        assert all(not sample.book.pages[page - 1].items[1:] for page in range(printed + 1, end + 1)), part.id


def _ids(sample) -> set[str]:
    return {part.id for part in sample.report.book}


def test_contents_come_in_the_order_of_the_book_and_do_not_overlap(tagged):
    """The insights' ranges run forwards, one after the other, and none runs backwards."""
    entries = [
        node
        for node in tagged.root.walk()
        if node.role == "TOCI" and any(getattr(k, "role", "") == "Lbl" for k in node.kids)
    ]
    reached = 0
    for entry in entries:
        first, _, last = fold(entry.kids[-1].text).partition("–")
        assert reached < int(first) <= int(last or first)
        reached = int(last or first)


def test_cross_references_name_the_page_of_their_insight(sample, pages, opens_on):
    """Where the text says “insight 4, page 16” the headline of insight 4 stands on page 16."""
    opens = {part.number: opens_on[part.id] for part in sample.report.book if isinstance(part, model.Insight)}
    found = [(int(n), int(p)) for text in pages for n, p in re.findall(r"insight (\d+), page (\d+)", text)]
    assert found
    assert [(n, p) for n, p in found if opens[n] != p] == []


def test_every_page_number_in_the_text_is_a_link_to_that_page(sample):
    """A link whose words end in a page number leads to that very page."""
    reader = _reader(sample)
    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages, start=1)}
    from reading import read_tags

    wrong = []
    count = 0
    for node in read_tags(sample.paths["digital"]).root.walk():
        number = re.search(r"(?:^|page\s)(\d+)(?:–\d+)?$", fold(node.text)) if node.role == "Link" else None
        for link in node.links if number else ():
            at = _destination(reader, link, numbers)
            if at is None:
                continue
            count += 1
            # In the contents the large numeral of an insight is a link as well.
            is_numeral = "(page" in str(link.get("/Contents", "")) and int(number[1]) != at
            if int(number[1]) != at and not (
                is_numeral and number[0].isdigit() and f"(page {at})" in link["/Contents"]
            ):
                wrong.append((node.text, at))
    assert count > 20
    assert wrong == []


def _destination(reader: PdfReader, link, numbers: dict[int, int]) -> int | None:
    """The page (from 1) that a link annotation leads to; None if it leads out of the file."""
    action = link.get("/A")
    target = link.get("/Dest") or (action.get_object().get("/D") if action else None)
    if target is None:
        return None
    if isinstance(target, str):
        target = reader.named_destinations[target].dest_array
    return numbers[target[0].idnum if hasattr(target[0], "idnum") else target.raw_get(0).idnum]


def test_folios_agree_with_the_pages_that_carry_them(sample, tagged):
    """A page's printed folio, its label in the viewer and its place in the file are one number."""
    labels = _reader(sample).page_labels
    for index, words in enumerate(tagged.artifacts):
        printed = [text.strip() for text in words if text.strip().isdigit()]
        assert printed in ([], [str(index + 1)])
        assert labels[index] == str(index + 1)
    carried = sum(bool([text for text in words if text.strip().isdigit()]) for words in tagged.artifacts)
    assert carried > len(tagged.artifacts) / 2


def test_running_heads_name_the_part_they_stand_in(sample, tagged):
    """A right-hand head names the part whose page it is, a left-hand head the report."""
    meta = sample.report.report
    starts = (
        sorted(
            (sample.book.anchors[part.id].page, part) for part in sample.report.book if part.id in sample.book.anchors
        )
        if False
        else [(sample.book.anchors[part.id].page, part) for part in sample.report.book]
    )
    for index, words in enumerate(tagged.artifacts):
        heads = [fold(text) for text in words if len(text.strip()) > 3]
        if not heads:
            continue
        [head] = heads
        [*_, part] = [part for start, part in starts if start <= index]
        names = [getattr(getattr(part, name, ""), "plain", "") for name in ("short", "kicker", "headline")]
        if index % 2:
            assert head == fold((meta.running_head or meta.title).plain), index + 1
        else:
            named = [name for name in names if name] or [meta.subtitle.plain]
            assert head in map(fold, [*named, meta.subtitle.plain]), index + 1


def test_the_outline_leads_to_the_parts(sample, opens_on):
    """Every line of the outline leads to the page on which its headline stands."""
    reader = _reader(sample)
    lines = [entry for entry in reader.outline if not isinstance(entry, list)]
    for part in sample.report.book:
        if part.id not in opens_on:
            continue
        [line] = [line for line in lines if fold(str(line.title)).endswith(fold(part.headline.plain))]
        assert reader.get_destination_page_number(line) + 1 == opens_on[part.id]
