"""Every page keeps its promises: margins, grid, bleed, and no ink over other ink."""

from itertools import combinations, groupby, pairwise

import pytest
from inked import Inked, grounds, is_furniture, words

from layout.geometry import Rect, mm
from layout.pages.book import Page, PlacedArt, PlacedLine, PlacedPicture
from layout.pages.grid import Grid
from layout.pages.tree import Element

GIANT = 200.0
"""Points: the numeral of an opener is cropped by the edges on purpose."""

SAFE = mm(5)
HANGING = 0.4
"""Ems that a sign of punctuation may hang over the edge of its column, side bearings included."""

FULL_PAGE = {"cover", "half title", "opener", "thanks", "back cover", "blank"}
"""Kinds of page that use the whole trim."""


@pytest.fixture(scope="module")
def inked(whole) -> Inked:
    """Measures the report's own faces."""
    return Inked(whole.laid.faces)


@pytest.fixture(scope="module")
def lines(whole, inked) -> dict[Page, list[tuple[PlacedLine, Rect]]]:
    """Every line with its ink, page by page."""
    return {page.index: [*inked.lines(page)] for page in whole.book.pages}


def told(page: Page, line: PlacedLine) -> str:
    """A line by its page and words, for whoever reads the failure."""
    return f"page {page.label}: {words(line)[:60]}"


def test_text_stands_in_the_live_area(whole, lines):
    """On every page with margins, text keeps inside them; a little punctuation may hang over the side."""
    outside = []
    for page in whole.book.pages:
        assert (page.live is None) == (page.template in FULL_PAGE), (page.label, page.template)
        for line, ink in lines[page.index] if page.live is not None else ():
            slack = HANGING * max(run.size for run in line.runs)
            room = Rect(page.live.x - slack, page.live.y, page.live.width + 2 * slack, page.live.height)
            if not is_furniture(line) and not room.holds(ink, slack=0.5):
                outside.append(told(page, line))
    assert outside == []


def test_no_text_is_near_the_trim(whole, lines):
    """No text but the cropped numerals comes within 5 mm of the trim, folios included."""
    near = []
    for page in whole.book.pages:
        room = Rect(0, 0, page.width, page.height).grown(-SAFE)
        for line, ink in lines[page.index]:
            if max(run.size for run in line.runs) < GIANT and not room.holds(ink):
                near.append(told(page, line))
    assert near == []


def test_no_text_runs_over_other_text(whole, lines):
    """The ink of no line touches that of another, the numerals behind an opener's text apart."""
    touching = []
    for page in whole.book.pages:
        small = [(line, ink) for line, ink in lines[page.index] if max(run.size for run in line.runs) < GIANT]
        for (one, its_ink), (other, other_ink) in combinations(small, 2):
            if its_ink.meets(other_ink, slack=0.3) and not _is_one_line(one, other):
                touching.append(f"{told(page, one)} / {words(other)[:40]}")
    assert touching == []


def _is_one_line(one: PlacedLine, other: PlacedLine) -> bool:
    """Two lines of one display paragraph are set tight: an ascender may reach into the descenders above."""
    same = {slot for slot in one.slots if slot} & {slot for slot in other.slots if slot}
    return bool(same) and abs(one.baseline - other.baseline) >= 0.9 * max(run.size for run in one.runs)


def test_no_text_runs_over_a_drawing_or_a_picture(whole, lines):
    """Charts and pictures have their place to themselves."""
    touching = []
    for page in whole.book.pages:
        for item in page.items:
            match item:
                case PlacedArt():
                    box = Rect(item.x, item.y, item.art.width, item.art.height)
                case PlacedPicture():
                    box = item.box
                case _:
                    continue
            for line, ink in lines[page.index]:
                if ink.meets(box, slack=0.5):
                    touching.append(f"{told(page, line)} / {item.name}")
    assert touching == []


def test_charts_stand_in_their_columns(whole):
    """Each chart begins at an edge of a grid column and ends at one, within the live area."""
    grid = Grid(whole.laid.brand.page)
    for page in whole.book.pages:
        for item in page.items:
            if isinstance(item, PlacedArt):
                assert page.live is not None
                left = item.x - page.live.x
                assert any(abs(left - grid.column(n)) < 0.01 for n in range(grid.shape.columns)), item.name
                right = left + item.art.width
                edges = [grid.column(n) + grid.span(1) for n in range(grid.shape.columns)]
                assert any(abs(right - edge) < 0.5 for edge in edges), item.name
                assert page.live.y <= item.y
                assert item.y + item.art.height <= page.live.bottom


def test_labels_stay_in_their_chart_and_off_each_other(whole, inked):
    """The words in a chart keep inside it, and none is written over another."""
    for page in whole.book.pages:
        for art in page.items:
            if isinstance(art, PlacedArt):
                room = Rect(art.x, art.y, art.art.width, art.art.height)
                labels = [*inked.labels(art)]
                for label, ink in labels:
                    assert room.holds(ink, slack=0.6), (art.name, label.run.text)
                for (one, ink), (other, other_ink) in combinations(labels, 2):
                    assert not ink.meets(other_ink, slack=0.3), (art.name, one.run.text, other.run.text)


def test_what_touches_the_trim_bleeds(whole):
    """A ground that reaches an edge of the trim goes on to the bleed there; one that does not keeps 3 mm away."""
    bleed = whole.book.bleed
    assert abs(bleed - mm(3)) < 0.01
    for page in whole.book.pages:
        for box in grounds(page):
            distances = (box.x, box.y, page.width - box.right, page.height - box.bottom)
            for distance in distances:
                assert abs(distance + bleed) < 0.01 or distance >= mm(3), (page.label, distances)


def test_body_text_sits_on_the_grid(whole):
    """Every line that promises to sit on the baseline grid does, within a hundredth of a point."""
    count = 0
    for page in whole.book.pages:
        for item in page.items:
            if isinstance(item, PlacedLine) and item.on_grid:
                count += 1
                rows = (item.baseline - page.grid_top) / page.grid_step
                assert abs(rows - round(rows)) * page.grid_step < 0.01, told(page, item)
    assert count > 30


def test_justified_lines_fill_their_measure(whole, lines):
    """A justified line ends at the edge of its measure, optical margins apart; no line is longer than its measure."""
    for page in whole.book.pages:
        for line, ink in lines[page.index]:
            size = max(run.size for run in line.runs)
            over = ink.right - (line.x + line.measure)
            if size < GIANT:
                assert over <= HANGING * size, told(page, line)
            if line.justified:
                assert over >= -HANGING * size, told(page, line)


# ---------------------------------------------------------------- paragraphs over columns


def paragraphs(whole) -> list[tuple[Element, list[tuple[Page, PlacedLine]]]]:
    """The lines of each block of text, in the order in which they are read."""
    owner = {}
    blocks = []
    for element in whole.book.tree.walk():
        if element.role in {"P", "H1", "H2", "H3", "H4"}:
            blocks.append((element, []))
            owner.update(dict.fromkeys(element.slots(), blocks[-1][1]))
    for page in whole.book.pages:
        for item in page.items:
            if isinstance(item, PlacedLine):
                first = next((owner[slot] for slot in item.slots if slot in owner), None)
                if first is not None:
                    first.append((page, item))
    return blocks


def test_no_widows_no_orphans(whole):
    """Where a paragraph goes on in another column or page, two lines of it at least stand on either side."""
    lonely = []
    for _, placed in paragraphs(whole):
        if not any(line.on_grid for _, line in placed):
            continue
        parts = [[*part] for _, part in groupby(placed, key=lambda one: (one[0].index, round(one[1].x)))]
        for part in parts if len(parts) > 1 else ():
            if len(part) < 2:
                lonely.append(told(*part[0]))
    assert lonely == []


def test_no_heading_is_left_at_the_foot(whole):
    """A sub-head has what it heads below it in its column, two lines at least, or beside it."""
    left = []
    placed_blocks = [(element, placed) for element, placed in paragraphs(whole) if placed]
    for (element, heading), (_, text) in pairwise(placed_blocks):
        page, last = heading[-1]
        if element.role not in {"H2", "H3", "H4"}:
            continue
        here = [line for there, line in text if there is page]
        below = [line for line in here if line.baseline > last.baseline and _share_a_column(line, last)]
        beside = [line for line in here if abs(line.baseline - last.baseline) < 2 * page.grid_step]
        if len(below) < min(2, len(text)) and not beside and not _is_followed(page, last):
            left.append(told(page, last))
    assert left == []


def _is_followed(page: Page, heading: PlacedLine) -> bool:
    """Tell whether two lines stand right below: a standfirst, where the tags name the speaker first."""
    near = [
        item
        for item in page.items
        if isinstance(item, PlacedLine)
        and _share_a_column(item, heading)
        and 0 < item.baseline - heading.baseline < 5 * page.grid_step
    ]
    return len(near) >= 2


def _share_a_column(one: PlacedLine, other: PlacedLine) -> bool:
    return one.x < other.x + other.measure and other.x < one.x + one.measure


def test_hyphens_make_no_ladders(whole):
    """No more than two lines in a row end in a hyphen that only the line end asked for."""
    for _, placed in paragraphs(whole):
        for hyphenated, run in groupby(placed, key=lambda one: one[1].hyphenated):
            row = [*run]
            assert not hyphenated or len(row) <= 2, told(*row[0])


def test_no_column_ends_in_a_hyphen(whole):
    """A word is never broken over the turn of a column or a page."""
    broken = []
    for _, placed in paragraphs(whole):
        for (page, line), (there, following) in pairwise(placed):
            turns = there is not page or following.baseline < line.baseline
            if turns and line.hyphenated:
                broken.append(told(page, line))
    assert broken == []


def test_headings_are_not_hyphenated(whole):
    """No heading breaks a word."""
    broken = [
        told(*one)
        for element, placed in paragraphs(whole)
        if element.role[0] == "H"
        for one in placed
        if one[1].hyphenated
    ]
    assert broken == []
