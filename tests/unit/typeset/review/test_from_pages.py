"""Page texts read back as a version."""

from typeset.review.compare import compare
from typeset.review.from_book import version_of_book
from typeset.review.from_pages import is_page_folder, read_folder, version_of_pages
from typeset.review.originals import like_with_like


def test_page_texts_say_what_the_book_says(whole):
    """The folder of a build, read back, has no difference from the book that it was written from."""
    read = version_of_pages(read_folder(whole.out / "pages"), "pages")
    assert len(read.labels) == len(whole.book.pages)
    assert compare(*like_with_like(read, version_of_book(whole.laid, "book"))).is_same


def test_furniture_is_no_text_but_gives_the_folio():
    """What stands under the rule is not compared; a number in it is how readers cite the page."""
    read = version_of_pages(["One.\n\nTwo.\n\n---\nRunning head\n17\n", "Three.\n"], "pages")
    assert [block.text for block in read.blocks] == ["One.", "Two.", "Three."]
    assert read.labels == ("17", "2")


def test_a_paragraph_that_a_page_turn_cuts_is_joined():
    """It goes on if its next words begin small, or if the page ended within a word."""
    read = version_of_pages(
        ["The river rose and\n", "fell again in the sum\u00ad\n", "mer.\n", "Then came autumn.\n"], "pages"
    )
    assert [block.text for block in read.blocks] == [
        "The river rose and fell again in the summer.",
        "Then came autumn.",
    ]
    assert [stretch.page for stretch in read.blocks[0].stretches] == [0, 1, 2]


def test_pages_come_in_the_order_of_their_numbers(tmp_path):
    """Page 1000 comes after page 999; other files are none of ours; bytes that are no text are survived."""
    for name, data in (("999.txt", b"a"), ("1000.txt", b"b\xff"), ("002.txt", b"c"), ("notes.txt", b"d")):
        (tmp_path / name).write_bytes(data)
    assert read_folder(tmp_path) == ["c", "a", "b\ufffd"]
    assert is_page_folder(tmp_path)
    assert not is_page_folder(tmp_path.parent)
