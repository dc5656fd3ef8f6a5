from __future__ import annotations

from layout.ink import Tint
from layout.pages.book import PlacedLine, PlacedMark
from layout.pages.piece import Abreast, Behind, Piece, Strip, Strips, abreast, as_artifact, divided, never_alone, piled
from layout.type.glyphs import Run


def strip(slot: int, height: float = 10.0) -> Strip:
    """A strip of one line."""
    run = Run(font="text", size=9.0, tint=Tint("ink"), x=0.0, pieces=(), extra=())
    line = PlacedLine(x=0, baseline=8, measure=100, runs=(run,), slots=(slot,), leading=10)
    return Strip(items=(line,), height=height)


def test_a_pile_takes_whole_rows():
    """Three strips of ten points and a tail of one fill three rows of thirteen."""
    piece = piled(Strips(pile=(strip(1), strip(2), strip(3)), row=13.0, tail=1.0), Piece(rows=0))
    assert piece.rows == 3
    assert [item.baseline for item in piece.items] == [8, 18, 28]


def test_a_division_moves_the_rest_to_its_own_head():
    """What comes after a division begins at the top again, under the head set once more."""
    strips = Strips(pile=tuple(strip(slot) for slot in range(1, 7)), row=13.0, head=as_artifact(strip(9)))
    first, second = divided(piled(strips, Piece(rows=0, before=1)), 3)
    assert [item.slots for item in first.items] == [(1,), (2,), (3,)]
    assert [item.slots for item in second.items] == [(None,), (4,), (5,), (6,)]
    assert [item.baseline for item in second.items] == [8, 18, 28, 38]
    assert (first.before, second.before) == (1, 0)


GROUND = Behind(x=0.0, top=3.0, width=100.0, tint=Tint("paper"))


def ground_of(piece: Piece) -> tuple[float, float]:
    """From where to where the ground of a piece goes, points from its top."""
    (mark,) = (item.mark for item in piece.items if isinstance(item, PlacedMark))
    heights = [step[2] for step in mark.path.steps if len(step) > 2]
    return min(heights), max(heights)


def box(count: int, *, first: int = 1) -> Piece:
    """A piece of *count* strips on a ground."""
    pile = never_alone([strip(slot, 13.0) for slot in range(first, first + count)])
    return piled(Strips(pile=pile, row=13.0, behind=(GROUND,)), Piece(rows=0))


def test_a_ground_is_drawn_behind_every_part():
    """Each part of a divided box has a ground as tall as itself."""
    whole = box(6)
    first, second = divided(whole, 4)
    assert (ground_of(whole), ground_of(first), ground_of(second)) == ((3, 78), (3, 52), (3, 26))


def test_air_above_a_strip_is_dropped_where_it_comes_first():
    """The gap between paragraphs does not open a column."""
    spaced = Strip(items=strip(3).items, height=14.0, before=4.0)
    pile = (strip(1), strip(2), spaced, strip(4))
    _, second = divided(piled(Strips(pile=pile, row=13.0), Piece(rows=0)), 2)
    assert [item.baseline for item in second.items] == [4, 18]


def test_no_strip_is_left_alone():
    """The first two strips stay together, and the last two."""
    assert [one.keep for one in never_alone([strip(slot) for slot in range(1, 6)])] == [True, False, False, True, False]


def test_pieces_side_by_side_have_one_height():
    """The ground of a short box is as tall as that of its neighbour, before a division and after."""
    group = abreast([(0.0, box(8)), (110.0, box(6, first=20))], Piece(rows=0, wide=True))
    assert group.rows == 8
    first, second = divided(group, 4)
    assert (first.rows, second.rows) == (4, 4)
    assert isinstance(second.parts, Abreast)
    assert [slots for item in second.items if isinstance(item, PlacedLine) for slots in item.slots] == [
        5,
        6,
        7,
        8,
        24,
        25,
    ]


def test_a_box_that_has_ended_is_not_drawn_again():
    """Beside the rest of a long box there is white where a short one stood."""
    group = abreast([(0.0, box(8)), (110.0, box(3, first=20))], Piece(rows=0, wide=True))
    _, second = divided(group, 4)
    assert [type(item) for item in second.items].count(PlacedMark) == 1
