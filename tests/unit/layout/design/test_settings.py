"""Letters of a kind in running text: small capitals, capitals, fractions, raised and lowered ones."""

from __future__ import annotations

import pytest

from layout.design import parts
from layout.design.rich import PageOf, Words
from layout.design.styles import CAPTION, DISPLAY, LETTER, SERIF, SUBHEAD, serif, styles_of
from layout.pages.book import Book, PlacedLine
from layout.type.glyphs import Run
from tests.stories import Writer, brand, lay_out
from typeset.review.pagetext import page_texts

FILL = " and so it goes on for a while, until the line is full and another one begins below it."


def set_in(*rich: Words | PageOf) -> Book:
    """An article of one paragraph."""
    return lay_out(Writer().article(parts.Paragraph(text=(Words(text="so it begins: "), *rich, Words(text=FILL)))))


def run_of(book: Book, text: str) -> Run:
    """The run that says *text* and no more."""
    return next(
        run
        for page in book.pages
        for item in page.items
        if isinstance(item, PlacedLine)
        for run in item.runs
        if run.text.strip() == text
    )


@pytest.mark.parametrize(("emphasis", "strong", "font"), [(True, False, "text"), (True, True, "text-semibold")])
def test_small_capitals_in_italics_stand_upright(emphasis, strong, font):
    """The italics have none; the roman's are taken, in the weight that was asked for."""
    book = set_in(Words(text="Noa", setting="small-caps", emphasis=emphasis, strong=strong))
    assert run_of(book, "Noa").font == font
    assert not book.complaints


def test_every_style_has_a_face_with_small_capitals():
    """In pull quotes as well, whose face is an italic to begin with."""
    styles = styles_of(brand())
    assert styles.pull.text("en", setting="small-caps").font == "display"
    assert styles.body.text("en", setting="small-caps").font == "text"


def test_capitals_take_lining_figures_and_air():
    """Old-style figures are made for small letters, and capitals for the company of those."""
    style = styles_of(brand()).body.text("en", setting="capitals")
    assert style.capitals
    assert {"lnum", "case"} <= set(style.features)
    assert "onum" not in style.features
    assert style.tracking > 0


@pytest.mark.parametrize(("text", "setting"), [("ñ", "superior"), ("q", "inferior")])
def test_a_form_that_the_face_lacks_is_told(text, setting):
    """Rather an error than a letter that stands there full size."""
    book = set_in(Words(text=text, setting=setting))
    assert [complaint.code for complaint in book.complaints] == ["missing-form"]


@pytest.mark.parametrize(
    ("text", "setting"), [("e", "superior"), ("2", "inferior"), ("3/8", "fraction"), ("Ab 1", "small-caps")]
)
def test_a_form_that_the_face_has_is_no_matter(text, setting):
    """Spaces, and capitals and figures among small capitals, need no form of their own."""
    assert not set_in(Words(text=text, setting=setting)).complaints


def test_a_cross_reference_keeps_its_emphasis():
    """“See page 3” in italics has its number in italics too."""
    book = set_in(PageOf(anchor="article", lead="page ", emphasis=True), Words(text=" it says"))
    assert any(
        run.font == "text-italic" and run.text.startswith("page")
        for page in book.pages
        for item in page.items
        if isinstance(item, PlacedLine)
        for run in item.runs
    )


def test_each_size_has_the_serif_that_was_drawn_for_it():
    """From notes to headlines, and a brand that enlarges its text changes the cut."""
    assert [serif(size) for size in (7.5, 9.5, 12, 13, 16, 29)] == [CAPTION, SERIF, LETTER, SUBHEAD, SUBHEAD, DISPLAY]
    styles = styles_of(brand())
    assert (styles.note.family, styles.body.family, styles.letter.family) == (CAPTION, SERIF, LETTER)
    assert styles.standfirst.family == SUBHEAD


@pytest.mark.parametrize("name", ["body", "letter", "note", "pull", "view"])
def test_emphasis_and_strength_always_show(name):
    """In no style do words in italics, in semibold or in both look like the words around them."""
    style = getattr(styles_of(brand()), name)
    looks = {
        style.text("en", emphasis=emphasis, strong=strong).font
        for emphasis in (False, True)
        for strong in (False, True)
    }
    assert len(looks) == 4


def test_a_hyphen_that_was_repeated_stands_once_in_the_text_of_the_page():
    """Polish sets the hyphen of a compound at both lines; reviewers read one word with one hyphen."""
    book = set_in(Words(text="biało-czerwonego " * 43, language="pl"))
    lines = [item for page in book.pages for item in page.items if isinstance(item, PlacedLine)]
    assert any(line.runs[0].text.startswith("\u00adczer") for line in lines)
    assert " ".join(page_texts(book)).count("biało-czerwonego") == 43
