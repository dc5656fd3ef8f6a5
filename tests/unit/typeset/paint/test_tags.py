"""The structure tree in the file: one element for one thing, and the way back from every piece."""

import books
import pytest

from layout.pages.book import Link
from layout.pages.tree import Element
from layout.values import replace


def elements(node, role=None):
    """Every structure element of a file, in reading order."""
    for kid in kids_of(node):
        if isinstance(kid, dict) and kid.get("/S"):
            if role in (None, kid["/S"]):
                yield kid
            yield from elements(kid, role)


def found(reader, role):
    """The elements of one role in a file."""
    return list(elements(reader.trailer["/Root"]["/StructTreeRoot"], role))


def kids_of(element):
    """An element's kids, however few."""
    kids = element.get("/K", [])
    return [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]


def test_a_paragraph_over_two_pages_is_one_element(digital_pdf):
    """Its first piece is a number on its own page, the piece overleaf names the other page."""
    crossing = [
        p for p in found(digital_pdf, "/P") if any(isinstance(kid, dict) and "/MCID" in kid for kid in kids_of(p))
    ]
    assert crossing
    for paragraph in crossing:
        first, *rest = kids_of(paragraph)
        assert isinstance(first, int)
        assert all(kid["/Pg"] != paragraph["/Pg"] for kid in rest if isinstance(kid, dict))


def test_elements_stand_in_the_order_of_the_tree(digital_pdf):
    """Roles in the file follow the book's tree, the element that came out empty left out."""
    book_roles = [element.role for element in books.one_of_each().tree.walk()]
    file_roles = [element["/S"][1:] for element in elements(digital_pdf.trailer["/Root"]["/StructTreeRoot"])]
    # The link that the tree did not wrap gets its element from us; the empty paragraph at the end goes.
    assert file_roles.count("Link") == book_roles.count("Link") + 1
    without_links = [role for role in book_roles if role != "Link"]
    assert [role for role in file_roles if role != "Link"] == without_links[:-1]


def test_the_parent_tree_leads_back_from_every_piece(digital_pdf):
    """Each page's numbers, and each annotation's, lead to the element that names them."""
    numbers = digital_pdf.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    by_key = dict(zip(numbers[0::2], numbers[1::2], strict=True))
    for page in digital_pdf.pages:
        parents = by_key[page["/StructParents"]]
        for number, parent in enumerate(parents):
            holds = [
                kid if isinstance(kid, int) else kid.get("/MCID")
                for kid in kids_of(parent.get_object())
                if (parent.get_object() if isinstance(kid, int) else kid)["/Pg"] == page
            ]
            assert number in holds
        for annotation in page.get("/Annots", []):
            parent = by_key[annotation.get_object()["/StructParent"]].get_object()
            assert parent["/S"] == "/Link"


def test_tables_say_what_heads_what(digital_pdf):
    """Heads have a scope and a key, cells name the heads they stand under, and every key can be looked up."""
    keys = set()
    for head in found(digital_pdf, "/TH"):
        assert head["/A"]["/Scope"] in ("/Column", "/Row")
        keys.add(head["/ID"])
    named = {key for cell in found(digital_pdf, "/TD") for key in cell["/A"]["/Headers"]}
    assert named <= keys
    listed = digital_pdf.trailer["/Root"]["/StructTreeRoot"]["/IDTree"]["/Names"][0::2]
    assert keys <= set(listed)
    assert list(listed) == sorted(listed)


def test_figures_have_words_and_a_place(digital_pdf):
    """A figure carries its Alt, and a BBox inside the page that holds its drawing."""
    (figure,) = found(digital_pdf, "/Figure")
    assert figure["/Alt"].startswith("Two bars")
    left, bottom, right, top = figure["/A"]["/BBox"]
    page = digital_pdf.pages[0]
    assert figure["/Pg"] == page
    assert 0 <= left < right <= page.mediabox.right
    assert top - bottom == pytest.approx(52)
    assert figure["/A"]["/Placement"] == "/Block"


def test_words_in_a_chart_are_the_cells_of_its_table(digital_pdf):
    """The chart's labels are content of table cells, not of the picture."""
    tables = found(digital_pdf, "/Table")
    cells = list(elements(tables[1], "/TD")) + list(elements(tables[1], "/TH"))
    assert len(cells) == 4
    assert all(isinstance(cell["/K"], int) for cell in cells)


def test_lists_and_languages_are_told(digital_pdf):
    """A numbered list says so, and a passage in another language says which."""
    assert found(digital_pdf, "/L")[0]["/A"]["/ListNumbering"] == "/Decimal"
    assert found(digital_pdf, "/BlockQuote")[0]["/Lang"] == "sv"
    assert digital_pdf.trailer["/Root"]["/Lang"] == "en-GB"


def test_our_own_roles_are_mapped(digital_pdf):
    """Aside is no standard type; readers are told to take it for a section."""
    assert digital_pdf.trailer["/Root"]["/StructTreeRoot"]["/RoleMap"] == {"/Aside": "/Sect"}


def test_an_empty_cell_keeps_its_place(opened, screen):
    """A row that has words keeps its cell without any; a row without any goes."""
    draft = books.Draft()
    cell = draft.say("TD", "one")
    row = Element(role="TR", kids=(cell, Element(role="TD")))
    blank = Element(role="TR", kids=(Element(role="TD"), Element(role="TD")))
    tree = Element(role="Document", kids=(Element(role="Table", kids=(row, blank)),))
    reader = opened(draft.book(tree), screen)
    assert [element["/S"] for element in elements(reader.trailer["/Root"]["/StructTreeRoot"])] == [
        "/Document",
        "/Table",
        "/TR",
        "/TD",
        "/TD",
    ]


def test_spans_alternatives_and_expansions_are_written(opened, screen):
    """What an element says beside its content stands in the file."""
    draft = books.Draft()
    word = draft.say("Span", "NGO", expansion="non-governmental organisation", actual="N G O", title="Term")
    head = replace(draft.say("TH", "Both"), scope="Column", col_span=2, row_span=3, key="wide")
    table = Element(role="Table", kids=(Element(role="TR", kids=(head,)),))
    reader = opened(draft.book(Element(role="Document", kids=(Element(role="P", kids=(word,)), table))), screen)
    (span,), (cell,) = found(reader, "/Span"), found(reader, "/TH")
    assert (span["/E"], span["/ActualText"], span["/T"]) == ("non-governmental organisation", "N G O", "Term")
    assert (cell["/A"]["/ColSpan"], cell["/A"]["/RowSpan"], cell["/ID"]) == (2, 3, "wide")


def test_an_element_may_say_words_for_nothing_on_the_page(opened, screen):
    """A cell whose words nothing on the page stands for is not left out."""
    draft = books.Draft()
    row = Element(
        role="TR", kids=(draft.say("TD", "one"), Element(role="TD", kids=(Element(role="Span", actual="two"),)))
    )
    reader = opened(draft.book(Element(role="Document", kids=(Element(role="Table", kids=(row,)),))), screen)
    (span,) = found(reader, "/Span")
    assert span["/ActualText"] == "two"
    assert "/K" not in span


def test_a_note_without_a_key_gets_one(opened, screen):
    """Every note can be named, as PDF/UA asks."""
    draft = books.Draft()
    notes = tuple(draft.say("Note", f"Note {n}") for n in range(2))
    written = found(opened(draft.book(Element(role="Document", kids=notes)), screen), "/Note")
    assert len({note["/ID"] for note in written}) == 2


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda p: Element(role="Document", kids=(Element(role="Paragraph", kids=p.kids),)), "no structure type"),
        (lambda p: Element(role="Document", kids=(p, p)), "stands in the tree twice"),
        (
            lambda p: Element(
                role="Document",
                kids=(
                    Element(role="Sect", key="a", kids=(p,)),
                    Element(role="TR", kids=(Element(role="TD", key="a"), p.kids[0] + 1)),
                ),
            ),
            "two elements have the key",
        ),
    ],
)
def test_a_tree_that_cannot_be_written_is_a_bug_and_says_so(painted, screen, make, complaint):
    """Unknown roles, slots used twice and keys used twice stop painting."""
    draft = books.Draft()
    paragraph = draft.say("P", "one")
    draft.say("P", "two")
    with pytest.raises(ValueError, match=complaint):
        painted(draft.book(make(paragraph)), screen)


def test_a_figure_without_words_is_a_bug_and_says_so(painted, screen):
    """A figure that a blind reader would not learn of stops painting, and names its page."""
    draft = books.Draft()
    placed, figure, table = books.chart(draft)
    draft.put(placed)
    book = draft.book(Element(role="Document", kids=(replace(figure, alt=""), table)))
    with pytest.raises(ValueError, match="Figure on page 1 has no words"):
        painted(book, screen)


def test_a_link_within_a_link_element_gets_no_second_one(opened, screen):
    """A slot in a Span in a Link puts its annotation in that Link."""
    draft = books.Draft()
    paragraph = draft.say("P", "see ", "there", roles=("", "Span"))
    draft.links[draft.slots] = Link(uri="https://survey.example", contents="There")
    span = paragraph.kids[1]
    book = draft.book(
        Element(
            role="Document", kids=(Element(role="P", kids=(paragraph.kids[0], Element(role="Link", kids=(span,)))),)
        )
    )
    assert len(found(opened(book, screen), "/Link")) == 1
