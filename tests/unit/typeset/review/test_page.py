"""The comparison as a page to read."""

import re
from html.parser import HTMLParser

import pytest
from versions import version

from typeset.review.compare import compare
from typeset.review.originals import original_of_manifest
from typeset.review.page import as_html, openings_of

VOID = {"meta", "input", "img", "br", "rect"}


class Strict(HTMLParser):
    """Finds tags that are not closed in their order, and ids that stand twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if "id" in named:
            self.ids.append(named["id"])
        if tag == "a":
            self.links.append(named["href"])
        if tag == "img":
            assert named["alt"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        assert tag in VOID

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def read(html: str) -> Strict:
    """The page, read strictly."""
    reader = Strict()
    reader.feed(html)
    assert reader.open == []
    return reader


@pytest.fixture(scope="module")
def edited_page(small, edited):
    """The small report, compared with what an editor made of it."""
    old = original_of_manifest(small.laid, "old.yaml").version
    new = original_of_manifest(edited, "new.yaml").version
    return as_html(compare(old, new))


def test_the_page_needs_nothing_else(edited_page):
    """It is well formed, loads nothing, runs nothing, and every link within it leads somewhere."""
    reader = read(edited_page)
    assert len(set(reader.ids)) == len(reader.ids)
    assert {link.removeprefix("#") for link in reader.links} <= set(reader.ids)
    assert "<script" not in edited_page
    assert not re.search(r"""(?:src|href)="(?!data:|#)""", edited_page)
    assert "http" not in edited_page


def test_figures_come_first_and_can_be_shown_alone(edited_page):
    """The first section is that of the figures, with old and new value, and a choice shows nothing else."""
    headings = re.findall(r"<h2[^>]*>([^<]+)", edited_page)
    assert headings[0] == "Figures"
    assert "<del>64.5%</del>" in edited_page
    assert "<ins>65.5%</ins>" in edited_page
    assert 'id="show-figures"' in edited_page
    assert "body:has(#show-figures:checked) :is(.topic, .opening):not(.figures)" in edited_page


def test_both_pages_are_shown_with_the_places_marked(edited_page):
    """Old and new stand beside each other as pictures; what changed is marked on both."""
    sheets = re.findall(r'<figure class="sheet (old|new)">.*?</figure>', edited_page)
    assert {"old", "new"} == set(sheets)
    assert edited_page.count("data:image/jpeg;base64,") == len(sheets)
    assert edited_page.count("<rect ") > 4


def test_the_same_comparison_gives_the_same_bytes(edited_page, small, edited):
    """Nothing of the day or the machine is in it."""
    old = original_of_manifest(small.laid, "old.yaml").version
    new = original_of_manifest(edited, "new.yaml").version
    assert as_html(compare(old, new)) == edited_page


def test_words_of_the_report_cannot_become_mark_up():
    """A report may speak of tags, and so may the name of a file."""
    old = version("It says <b>this</b> & nothing else of the kind", name="<i>.pdf")
    new = version("It says <b>that</b> & nothing else of the kind", name="<u>.pdf")
    html = as_html(compare(old, new))
    read(html)
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;b&gt;<del>this</del>&lt;/b&gt; &amp; nothing" in html


def test_versions_that_say_the_same_make_a_page_that_says_so():
    """No list and no pages, only the sentence."""
    reader = read(as_html(compare(version("One"), version("One"))))
    assert "Nothing changed." in reader.text
    assert "Page by page" not in reader.text


def test_a_page_without_pictures_shows_words_alone():
    """Page texts have no pages to be drawn; what changed stands side by side all the same."""
    html = as_html(compare(version("One two three four", "x"), version("One two three five", "x")))
    read(html)
    assert "<img" not in html
    assert "<del>four</del>" in html


def test_only_pages_on_which_something_changed_are_shown():
    """Of a hundred pages of which one changed, one is shown, with its neighbours left out."""
    texts = [f"This is page number {number}, and it says no more than that" for number in range(100)]
    changed = [*texts[:57], texts[57] + " at all", *texts[58:]]
    (opening,) = openings_of(compare(version(*texts), version(*changed)))
    assert (opening.page, opening.old_pages) == (57, (57,))


def test_what_was_deleted_is_shown_where_it_would_stand():
    """A paragraph that is gone has no new page: it is shown beside what went before it."""
    old = version("First of them all", "Second and gone\nThird that stays here")
    new = version("First of them all", "Third that stays here")
    (opening,) = openings_of(compare(old, new))
    assert (opening.page, opening.old_pages) == (0, (1,))
