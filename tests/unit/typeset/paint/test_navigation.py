"""Links, outline, named places and page labels."""

import books
import pytest

from layout.geometry import Rect
from layout.pages.book import Bookmark, Link, Page
from layout.pages.tree import Element
from layout.values import replace
from typeset.paint.content import Reach
from typeset.paint.navigation import link_pieces, page_labels


def test_a_link_over_two_lines_has_an_annotation_on_each(digital_pdf):
    """Each piece can be hit where its words stand, and says what it leads to."""
    annotations = [a.get_object() for a in digital_pdf.pages[0]["/Annots"]]
    web = [a for a in annotations if "/A" in a]
    assert len(web) == 2
    for annotation in web:
        assert annotation["/A"]["/URI"] == "https://survey.example/2016"
        assert annotation["/Contents"] == "The survey on the web"
        assert (annotation["/F"], annotation["/Border"]) == (4, [0, 0, 0])
        left, bottom, right, top = annotation["/Rect"]
        assert annotation["/QuadPoints"] == [left, top, right, top, left, bottom, right, bottom]
        assert right - left <= books.COLUMN + 1


def test_a_link_inside_the_book_leads_to_its_anchor(digital_pdf):
    """The note's way back ends at the height of the text it belongs to."""
    back = [a.get_object() for a in digital_pdf.pages[-1]["/Annots"] if a.get_object()["/Contents"].startswith("Back")]
    page, kind, _, top, _ = back[0]["/Dest"]
    assert page.get_object() == digital_pdf.pages[0]
    assert kind == "/XYZ"
    assert float(top) == pytest.approx(books.HEIGHT - books.one_of_each().anchors["start"].y, abs=0.01)


def test_a_link_to_nowhere_is_a_bug_and_says_so(painted, screen):
    """The error names the anchor that the book lacks."""
    draft = books.Draft()
    paragraph = draft.say("P", "there")
    draft.links[1] = Link(anchor="nowhere", contents="?")
    with pytest.raises(ValueError, match="'nowhere'"):
        painted(draft.book(Element(role="Document", kids=(paragraph,))), screen)


def test_print_has_nothing_to_click(print_pdf):
    """No annotation, outline or name in the print file."""
    root = print_pdf.trailer["/Root"]
    assert not {"/Outlines", "/Names", "/AcroForm", "/OpenAction", "/StructTreeRoot"} & set(root)
    assert all("/Annots" not in page for page in print_pdf.pages)


def test_neighbours_of_one_link_are_joined_and_strangers_are_not():
    """Runs that follow each other on a line make one piece; another line, link or page makes another."""
    link, other = Link(uri="https://a.example", contents="a"), Link(uri="https://b.example", contents="b")
    links = {1: link, 2: link, 3: other}
    reaches = [
        Reach(0, 1, Rect(0, 0, 10, 10)),
        Reach(0, 2, Rect(10, 0, 5, 10)),
        Reach(0, 3, Rect(15, 0, 5, 10)),
        Reach(0, 1, Rect(0, 13, 5, 10)),
        Reach(1, 1, Rect(5, 13, 5, 10)),
        Reach(1, 9, Rect(5, 13, 5, 10)),
    ]
    assert [(piece.page, piece.slot, piece.box.width) for piece in link_pieces(reaches, links)] == [
        (0, 1, 15),
        (0, 3, 5),
        (0, 1, 5),
        (1, 1, 5),
    ]


def test_words_of_a_link_that_run_from_the_right_are_joined_too():
    """A piece of one link that stands before the last one, on its line, is one with it."""
    links = {1: Link(uri="https://a.example", contents="a")}
    reaches = [Reach(0, 1, Rect(50, 0, 20, 10)), Reach(0, 1, Rect(30, 0, 17, 10)), Reach(0, 1, Rect(0, 0, 10, 10))]
    assert [(piece.box.x, piece.box.width) for piece in link_pieces(reaches, links)] == [(30, 40), (0, 10)]


def test_addresses_are_written_in_seven_bits(opened, screen):
    """Letters beyond ASCII in an address are escaped; what is escaped already stays."""
    draft = books.Draft()
    paragraph = draft.say("P", "there")
    draft.links[1] = Link(uri="https://exämple.se/a%20b?c=ö#d", contents="There")
    reader = opened(draft.book(Element(role="Document", kids=(paragraph,))), screen)
    annotation = reader.pages[0]["/Annots"][0].get_object()
    assert annotation["/A"]["/URI"] == "https://ex%C3%A4mple.se/a%20b?c=%C3%B6#d"


def test_the_outline_nests_and_opens_on_its_first_level(digital_pdf):
    """Second-level bookmarks hang under the first, folded away, and lead to their pages."""
    outline = digital_pdf.outline
    assert outline[0].title == "Where the report begins"
    assert outline[1][0].title == "And where it ends"
    assert digital_pdf.get_destination_page_number(outline[1][0]) == 2
    root = digital_pdf.trailer["/Root"]
    assert root["/PageMode"] == "/UseOutlines"
    assert root["/Outlines"]["/Count"] == 1
    assert root["/Outlines"]["/First"]["/Count"] == -1


def test_an_outline_may_skip_levels(opened, screen):
    """A third-level bookmark under a first-level one hangs there, and the next first-level one beside it."""
    book = books.one_of_each()
    marks = (Bookmark("a", 1, "start"), Bookmark("b", 3, "start"), Bookmark("c", 2, "later"), Bookmark("d", 1, "later"))
    outline = opened(replace(book, bookmarks=marks), screen).outline
    assert [entry.title if not isinstance(entry, list) else [sub.title for sub in entry] for entry in outline] == [
        "a",
        ["b", "c"],
        "d",
    ]


def test_named_places_can_be_reached_from_outside(digital_pdf):
    """Every anchor of the book is a named destination, in sorted order."""
    names = digital_pdf.trailer["/Root"]["/Names"]["/Dests"]["/Names"][0::2]
    assert list(names) == sorted(books.one_of_each().anchors)


def test_page_labels_are_the_folios(digital_pdf, print_pdf):
    """A reader shows i, ii, 1 where the pages say so, in both editions."""
    assert digital_pdf.page_labels == print_pdf.page_labels == ["i", "ii", "1"]


@pytest.mark.parametrize(
    ("labels", "written"),
    [
        ("1 2 3", b"<</Nums[0 <</S/D /St 1>>]>>"),
        ("i ii 1 2", b"<</Nums[0 <</S/r /St 1>> 2 <</S/D /St 1>>]>>"),
        ("XIV XV", b"<</Nums[0 <</S/R /St 14>>]>>"),
        ("Cover 3 4 7", b"<</Nums[0 <</P (Cover)>> 1 <</S/D /St 3>> 3 <</S/D /St 7>>]>>"),
        ("A-1 007", b"<</Nums[0 <</P (A-1)>> 1 <</P (007)>>]>>"),
    ],
)
def test_folios_that_count_on_make_one_range(labels, written):
    """A range is begun only where counting breaks; what is no number is written as it is."""
    pages = [Page(index=n, label=label, width=9, height=9, items=()) for n, label in enumerate(labels.split())]
    assert page_labels(pages) == written
