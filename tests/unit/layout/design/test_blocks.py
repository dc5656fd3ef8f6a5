"""Blocks that flow: what stays together, what is narrowed, how tables stand."""

from __future__ import annotations

import pytest

from layout.design import parts
from layout.design.blocks import SHORT, kept_whole, set_blocks
from layout.design.desk import Answers, Desk
from layout.design.makeup import make_up, poured
from layout.design.rich import Words
from layout.design.styles import styles_of
from layout.pages.bands import fill_bands
from layout.pages.grid import Grid
from layout.pages.piece import Piece
from layout.values import replace
from tests.stories import Writer, brand, fonts


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


def test_a_short_list_stays_in_one_column():
    """A block of up to five rows is kept together, and may part from what follows."""
    pieces = kept_whole([Piece(rows=1) for _ in range(SHORT)])
    assert [piece.keep for piece in pieces] == [True] * (SHORT - 1) + [False]


def test_a_long_list_may_be_divided():
    """Beyond the limit the block keeps only what its own lines ask for."""
    assert not any(piece.keep for piece in kept_whole([Piece(rows=1) for _ in range(SHORT + 1)]))


def test_the_line_that_announces_a_list_stays_with_it(desk):
    """A paragraph that ends in a colon is not parted from the list behind it."""
    w = Writer()
    intro = parts.Paragraph(text=(Words(text="These are the things that matter:"),))
    announced = set_blocks(desk, (intro, w.listing(3, 3))).pieces
    plain = set_blocks(desk, (w.paragraph(4), w.listing(3, 3))).pieces
    assert announced[0].keep
    assert not plain[0].keep


def test_views_never_leave_one_alone(desk):
    """The heading keeps to the first view, the first to the second and the last to the one before it."""
    pieces = set_blocks(desk, (Writer().views(*[20] * 5),)).pieces
    assert [piece.keep for piece in pieces] == [True, True, False, False, True, False]


@pytest.mark.parametrize("columns", [2, 4])
def test_nothing_is_wider_than_the_only_column(desk, columns):
    """Beside a margin or another voice, wide pieces take the column they stand in."""
    w = Writer()
    blocks = (
        w.table(4, 2, parts.Span.FULL),
        w.pull(9, parts.PullPlace.WIDE),
        w.number(9),
        w.boxes(5, 5, 5),
        w.trends(4, 4, 4),
        w.picture(0.5, parts.Span.FULL),
    )
    width = desk.grid.span(columns)
    for piece in set_blocks(desk, blocks, columns=columns).pieces:
        for item in piece.items:
            measure, x = getattr(item, "measure", 0.0), getattr(item, "x", 0.0)
            assert x + measure <= width + 0.1


def test_columns_of_words_stand_left_and_figures_right(desk):
    """A cell of words begins at the left of its column; one of figures ends at the right."""
    w = Writer()
    rows = tuple(
        (w.rich(1), (Words(text=word),), (Words(text=figure),)) for word, figure in (("ab", "5"), ("abc", "10"))
    )
    table = replace(w.table(1, 3), rows=rows)
    (piece,) = set_blocks(desk, (table,)).pieces
    found = {"".join(run.text for run in item.runs): item for item in piece.items if hasattr(item, "runs")}
    assert found["ab"].runs[0].x == found["abc"].runs[0].x == 0
    ends = [round(found[text].runs[-1].x + found[text].runs[-1].width, 2) for text in ("5", "10")]
    assert ends[0] == ends[1]


def test_bars_are_set_where_text_turns(desk):
    """Some text turns on a hyphen when it is first poured; set again it does not, on as many pages."""
    turned = 0
    for size in range(100, 190, 3):
        w = Writer()
        pieces = set_blocks(desk, [w.paragraph(size) for _ in range(6)]).pieces

        def pour(ones):
            return fill_bands(ones, 24, 2)

        before = poured(pieces, pour)
        after = poured(make_up(desk, pieces, pour), pour)
        turned += bool(before.turns)
        assert not after.turns
        assert len(after.fillings) <= len(before.fillings)
    assert turned > 3
