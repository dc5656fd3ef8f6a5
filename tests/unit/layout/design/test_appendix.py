"""The appendix: one table over several pages, its page numbers found like those of the contents."""

from __future__ import annotations

from layout.design import parts
from layout.design.rich import PagesOf, Rich, Words, words
from layout.pages.book import Book, PlacedLine
from layout.pages.looks import text_of
from tests.stories import Writer, lay_out

HEADS = ("What it measures", "Value", "Pages")


def article(writer: Writer, mark: str) -> parts.Article:
    """Four pages of text in which a place far from its beginning has a name."""
    marked = parts.Paragraph(text=(Words(text="Here stands "), Words(text="the figure", mark=mark), Words(text=".")))
    before = [writer.paragraph(120) for _ in range(12)]
    return writer.article(*before, marked, *(writer.paragraph(60) for _ in range(3)))


def appendix(rows: int, *places: tuple[str, ...], groups: tuple[tuple[int, Rich], ...] = ()) -> parts.Appendix:
    """An appendix of so many rows, each with these places."""
    pages: Rich = (PagesOf(places=places),) if places else ()
    return parts.Appendix(
        key="appendix",
        kicker=words("Appendix"),
        headline=words("The figures"),
        text=(),
        table=parts.Table(
            key="appendix-table",
            title=(),
            columns=tuple(words(head) for head in HEADS),
            rows=tuple((words(f"row {number}"), words(f"{number}"), pages) for number in range(rows)),
            span=parts.Span.FULL,
            shares=(0.6, 0.2, 0.2),
            groups=groups,
        ),
    )


def lines_on(book: Book, index: int) -> list[str]:
    """Every line of a page."""
    return [text_of(item).strip() for item in book.pages[index].items if isinstance(item, PlacedLine)]


def pages_of(book: Book) -> list[int]:
    """The pages of the appendix."""
    return [page.index for page in book.pages if page.template == "appendix"]


def test_a_long_appendix_goes_on_under_the_same_heads():
    """Every page of it has the heads, and in the tags there is one table with one row of them."""
    book = lay_out(appendix(150))
    assert len(pages_of(book)) > 2
    assert all(set(HEADS) <= set(lines_on(book, index)) for index in pages_of(book))
    (table,) = [element for element in book.tree.walk() if element.role == "Table"]
    assert sum(element.scope == "Column" for element in table.walk()) == len(HEADS)
    assert sum(element.role == "TR" for element in table.walk()) == 151


def test_no_row_is_lost_or_repeated():
    """All rows stand on the pages, in order."""
    book = lay_out(appendix(120))
    rows = [line for index in pages_of(book) for line in lines_on(book, index) if line.startswith("row ")]
    assert rows == [f"row {number}" for number in range(120)]


def test_page_numbers_are_those_of_the_very_place():
    """A place in the middle of a long part is told by its own page, not by the part's first; the number links there."""
    text = article(Writer(), "deep")
    book = lay_out(text, appendix(1, ("deep", text.key)))
    spot = book.anchors["deep"]
    assert spot.page > book.anchors[text.key].page
    assert "the figure" in " ".join(lines_on(book, spot.page))
    assert book.pages[spot.page].label in lines_on(book, pages_of(book)[0])
    assert "deep" in {link.anchor for link in book.links.values()}
    assert not book.complaints


def test_a_place_that_is_on_no_page_is_told_by_what_is_near():
    """A name that never reached a page gives way to the next; pages are told once each, in order."""
    text = article(Writer(), "deep")
    book = lay_out(text, appendix(1, ("nowhere", text.key), ("deep",), ("nowhere", "deep")))
    told = f"{book.anchors[text.key].page + 1}, {book.anchors['deep'].page + 1}"
    assert told in lines_on(book, pages_of(book)[0])
    assert not book.complaints


def test_groups_have_headings_of_their_own():
    """A heading spans all columns, begins a body of the table, and never stands at the foot of a page."""
    headings = tuple((row, words(f"Group {row}")) for row in range(0, 120, 10))
    book = lay_out(appendix(120, groups=headings))
    (table,) = [element for element in book.tree.walk() if element.role == "Table"]
    assert sum(element.role == "TBody" for element in table.kids if not isinstance(element, int)) == len(headings)
    assert [element.col_span for element in table.walk() if element.col_span > 1] == [len(HEADS)] * len(headings)
    for index in pages_of(book):
        own = [line for line in lines_on(book, index) if line.startswith(("row ", "Group "))]
        assert not own[-1].startswith("Group ")


def test_the_contents_list_it():
    """Its label and title stand there with its pages."""
    contents = parts.Contents(key="contents", kicker=(), headline=words("Contents"))
    book = lay_out(contents, appendix(3))
    assert "Appendix: The figures" in lines_on(book, book.anchors["contents"].page)
