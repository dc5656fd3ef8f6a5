"""Rich text with words that run right to left: tags, notes, lists, labels and titles."""

from __future__ import annotations

import pytest

from layout.design.blocks import set_blocks
from layout.design.desk import Answers, Desk
from layout.design.parts import Listing, Paragraph
from layout.design.prose import stack_list
from layout.design.rich import Noted, PageOf, Words, plain, plain_title
from layout.design.stack import Stack
from layout.design.styles import styles_of
from layout.design.words import set_again, set_text
from layout.pages.book import PlacedLine
from layout.pages.grid import Grid
from layout.pages.tree import Element
from tests.stories import brand, fonts

MEASURE = 234.0


@pytest.fixture
def desk() -> Desk:
    """A desk for one pass."""
    shape = brand()
    return Desk(
        brand=shape,
        styles=styles_of(shape),
        fonts=fonts(),
        grid=Grid(shape.page),
        language="en-GB",
        answers=Answers(),
    )


def hebrew(text: str, **more) -> Words:
    """A stretch marked as Hebrew."""
    return Words(text=text, language="he", **more)


def left_of(line) -> float:
    """Where the first ink of a line stands."""
    return min(run.x for run in line.runs if run.text.strip())


def lines_of(pieces) -> list[PlacedLine]:
    """The placed lines of *pieces*, in their order."""
    return [item for piece in pieces for item in piece.items if isinstance(item, PlacedLine)]


def said(line) -> str:
    """What a line says."""
    return "".join(run.text for run in line.runs).strip()


@pytest.mark.parametrize(
    ("rich", "turned"),
    [
        ((hebrew("שלום לכולם"),), True),
        ((hebrew("שלום "), Words(text="IBM", language="en"), hebrew(" עולם")), True),
        ((hebrew("ראו "), PageOf(anchor="x", lead="insight 4, page ")), True),
        ((Words(text="שלום לכולם"),), True),
        ((Words(text="Say "), hebrew("שלום")), False),
        ((Words(text="IBM", language="en"), hebrew(" שלום")), False),
        ((Words(text="2016"),), False),
    ],
)
def test_a_paragraph_turns_with_its_language(desk, rich, turned):
    """It hangs from the right where all its words are marked and the first runs so, whatever is quoted in it."""
    text = set_text(desk, rich, desk.styles.body, MEASURE)
    assert text.is_turned is turned
    assert (left_of(text.lines[0]) > 1) is turned


def test_a_report_in_hebrew_runs_right_to_left(desk):
    """Unmarked words are in the report's language; a quoted English name changes nothing."""
    desk.language = "he"
    rich = (Words(text="הסקר של "), Words(text="IBM", language="en"))
    text = set_text(desk, rich, desk.styles.body, MEASURE)
    assert text.is_turned
    assert text.lines[0].width == pytest.approx(MEASURE)


@pytest.mark.parametrize("style", ["cell", "name", "role", "running", "entry", "chart_title", "base", "pull_by"])
def test_labels_keep_to_their_edge(desk, style):
    """Cells, names, entries of the contents and captions begin at the left, whatever they say."""
    text = set_text(desk, (hebrew("שלום"),), getattr(desk.styles, style), MEASURE)
    assert left_of(text.lines[0]) == pytest.approx(0, abs=0.5)


def test_links_have_their_language_themselves(desk):
    """A linked passage is a Link with a language, so that its annotation hangs on the Link (ISO 14289-1, 7.18.5)."""
    text = set_text(desk, (hebrew("שלום", uri="https://example.org"), hebrew(" עולם")), desk.styles.body, MEASURE)
    link, span = text.element.kids
    assert isinstance(link, Element)
    assert isinstance(span, Element)
    assert (link.role, link.language, span.role, span.language) == ("Link", "he", "Span", "he")
    assert not any(isinstance(kid, Element) for kid in link.kids)


def test_a_note_cited_inside_a_passage_does_not_cut_it(desk):
    """The words on both sides of the number stay one passage, read from the right."""
    rich = (Words(text="Say "), hebrew("אחת "), Noted(note=(hebrew("הערה"),)), hebrew(" שתיים"), Words(text=", all."))
    (line,) = set_text(desk, rich, desk.styles.body, MEASURE).lines
    seen = [run.text.strip() for run in sorted(line.runs, key=lambda run: run.x) if run.text.strip()]
    assert seen == ["Say", "שתיים", "1", "אחת", ", all."]


def test_a_note_in_hebrew_has_its_number_at_the_right(desk):
    """The number of a note that runs right to left stands where its first line begins."""
    text = set_text(desk, (Words(text="Say it."), Noted(note=(hebrew("הערה בעברית"),))), desk.styles.body, MEASURE)
    (note,) = text.notes
    number, words = lines_of([note])
    assert said(number) == "1"
    edge = number.x + number.runs[0].x + number.runs[0].width
    assert edge == pytest.approx(MEASURE, abs=0.5)
    assert max(run.x + run.width for run in words.runs) + words.x < number.x


def test_list_signs_stand_where_their_text_begins(desk):
    """At the left of an English item, at the right of a Hebrew one, in columns and in boxes."""
    listing = Listing(items=((Words(text="one"),), (hebrew("שתיים"),)))
    stack = Stack(desk, MEASURE)
    stack_list(desk, stack, listing, desk.styles.box, MEASURE, x=0.0, gap=0.0)
    for lines in (
        lines_of(set_blocks(desk, (listing,)).pieces),
        [item for item in stack.items if isinstance(item, PlacedLine)],
    ):
        places = {}
        for line in lines:
            places.setdefault(said(line), []).append(line.x + left_of(line))
        (one,), (two,), (first, second) = places["one"], places["שתיים"], places["–"]
        assert first < one
        assert second > two
        assert second > MEASURE / 2


def test_display_type_ends_in_a_space_at_its_far_end(desk):
    """A headline that runs right to left ends in a real space at its left, and reads in its order."""
    text = set_text(desk, (hebrew("כותרת גדולה"),), desk.styles.headline, MEASURE)
    *words, space = text.lines[-1].runs
    assert space.text == " "
    assert space.x + space.width == pytest.approx(min(run.x for run in words))


def test_titles_keep_passages_apart():
    """Contents, outline and running heads know no languages: passages are isolated in them, and only there."""
    rich = (Words(text="Say "), hebrew("שלום"), Words(text=" (2016)"), Words(text=" ordet", language="sv"))
    assert plain_title(rich) == "Say \u2067שלום\u2069 (2016) ordet"
    assert plain(rich) == "Say שלום (2016) ordet"


def test_a_missing_letter_of_another_script_is_told(desk):
    """Letters in no face of the brand are named at their place; those of its companions are not."""
    set_text(desk, (Words(text="שלום سلام ܫ", origin=7),), desk.styles.body, MEASURE)
    assert [(one.code, one.found, one.origin) for one in desk.complaints] == [("missing-glyph", "ܫ", 7)]


def test_a_paragraph_set_again_runs_the_same_way(desk):
    """Set once more for the turn of a column, it keeps its direction and, without hyphens, its lines."""
    pieces = set_blocks(desk, (Paragraph(text=(hebrew("מילה " * 40),)),)).pieces
    again = set_again(desk, pieces[0].paragraph, frozenset({0}))
    assert [line.runs for line in lines_of(again)] == [line.runs for line in lines_of(pieces)]
    assert len(pieces) > 3
