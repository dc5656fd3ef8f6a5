"""From a page to the manifest's lines, and from a line to its page."""

import pytest

from layout.art import Art, Label
from layout.pages.book import PlacedArt
from layout.values import replace
from typeset.manifest.source import Source
from typeset.preview.places import Atlas, find_blocks
from typeset.problem import NOWHERE, Span

MANIFEST = """\
report:
  title: A report
figures:
  one: 1
book:
  - part: letter
    headline: To all
    text: |
      First paragraph,
      in two lines.

      Second paragraph.
  - part: contents
  - part: insight
    field: {count: 10}
    headline: More
    text: Third
"""
SOURCES = {"content.yaml": Source.of("content.yaml", MANIFEST)}
SPANS = {1: (7, 15, 7, 21), 2: (9, 7, 10, 20), 3: (12, 7, 12, 24), 4: (16, 15, 16, 19), 5: (17, 11, 17, 16)}


def spans(origin):
    """Where the passages stand in the manifest above."""
    return Span("content.yaml", *SPANS[origin]) if origin in SPANS else NOWHERE


def words(page):
    """The blocks of a page in words."""
    return [(block.text, block.span.line) for block in find_blocks(0, page, spans)]


def hyphenated(line):
    """The line with its last sign for a hyphen that is not in the text."""
    (run,) = line.runs
    last = run.pieces[-1]
    piece = replace(last, texts=(*last.texts[:-1], "\u00ad"))
    return replace(line, runs=(replace(run, pieces=(*run.pieces[:-1], piece)),))


def test_lines_of_one_passage_are_one_block(made):
    """Lines below each other belong together; a hyphen that the line end asked for is taken back."""
    line, page = made
    first = hyphenated(line("First para-", origin=2))
    one = page(1, first, line("graph", baseline=113, origin=2), line("More", baseline=140, origin=4))
    assert words(one) == [("First paragraph", 9), ("More", 16)]


def test_a_passage_in_two_columns_is_two_blocks(made):
    """Where text goes on at the head of the next column, a box about all of it would cover both."""
    line, page = made
    one = page(
        1,
        line("left", baseline=600, origin=2),
        line("low", baseline=613, origin=2),
        line("right", x=250, baseline=60, origin=2),
    )
    assert words(one) == [("left low", 9), ("right", 9)]


def test_furniture_comes_from_nowhere(made):
    """A folio is no passage."""
    _, page = made
    assert words(page(1)) == []


def test_a_drawing_is_a_block_with_its_labels_and_takes_its_title_along(made):
    """Titles of charts carry no place of their own: they lead to the chart's."""
    line, page = made
    label = Label(x=5, baseline=10, run=line("label").runs[0])
    art = PlacedArt(x=50, y=200, art=Art(width=100, height=50, marks=(label,)), slot=1, origin=4)
    one = page(1, line("Title of it", baseline=190), art, line("far away", baseline=500))
    assert words(one) == [("label", 16), ("Title of it", 16)]


@pytest.fixture
def atlas(made):
    """The manifest above, on three pages."""
    line, page = made
    pages = [
        page(1, line("To all", origin=1), line("First", baseline=120, origin=2)),
        page(2, line("paragraph", origin=2), line("Second", baseline=120, origin=3)),
        page(3, line("More", origin=4), line("Third", baseline=120, origin=5)),
    ]
    return Atlas(pages, spans, SOURCES)


@pytest.mark.parametrize(
    ("line", "column", "found"),
    [
        (7, 17, (0, "To all")),
        (10, 9, (0, "First")),  # a passage over two pages: where it begins
        (12, 7, (1, "Second")),
        (17, 12, (2, "Third")),
        (16, 5, (2, "More")),  # a key, whose words follow
        (15, 13, (2, "More")),  # something that is not printed itself, in an entry that is
        (6, 5, (0, "To all")),
        (13, 5, None),  # an entry without words
        (4, 3, None),  # figures stand on no page
        (2, 3, None),
    ],
)
def test_a_place_in_the_manifest_leads_to_its_page(atlas, line, column, found):
    """The block that holds the place, or the nearest of the same entry; none where another entry is."""
    block = atlas.find(Span("content.yaml", line, column, line, column + 2))
    assert (block and (block.page, block.text)) == found


def test_other_files_and_nowhere_lead_nowhere(atlas):
    """What stands in the house style, or in no file, has no page."""
    assert atlas.find(Span("house.yaml", 1, 1, 1, 2)) is None
    assert atlas.find(NOWHERE) is None
