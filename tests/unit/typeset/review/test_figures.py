"""Where figures stand: on the very page, found again by the words around them."""

from layout.values import replace
from typeset.ledger.ledger import index_uses
from typeset.ledger.passages import find_passages
from typeset.review.figures import find_figures
from typeset.review.from_book import blocks_of_book, version_of_book
from typeset.review.pagetext import page_texts


def test_a_figure_is_said_on_each_of_its_pages(whole):
    """The pages told of a figure in words are pages that hold those words; every such figure has one."""
    texts = dict(zip((page.label for page in whole.book.pages), page_texts(whole.book), strict=True))
    figures = version_of_book(whole.laid, "book").figures
    checked = 0
    for key, uses in index_uses(whole.report).items():
        if any(use.form == "data" for use in uses):
            continue
        assert figures[key].pages
        said = [use.text.split()[0].split("\u00a0")[0] for use in uses]
        for label in figures[key].pages:
            assert any(word in texts[label] for word in said), (key, label, said)
            checked += 1
    assert checked > 2


def test_a_drawn_figure_stands_where_its_chart_does(small):
    """A figure that a chart draws has the chart's page and name."""
    places = find_figures(small.report, small.book, find_passages(small.report), blocks_of_book(small.book))
    drawn = {(place.page, drawing) for place, drawing in places["before"] if drawing}
    assert drawn == {(small.book.anchors["then-and-now"].page, "then-and-now")}


def test_a_figure_that_stands_nowhere_has_no_page(small):
    """One that is defined and not used is told without pages."""
    spare = replace(small.report.figures["beans"], id="spare")
    report = replace(small.report, figures={**small.report.figures, "spare": spare})
    figures = version_of_book(replace(small.laid, report=report), "book").figures
    assert figures["spare"].pages == ()
    assert figures["beans"].pages
