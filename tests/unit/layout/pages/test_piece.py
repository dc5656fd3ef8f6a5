from __future__ import annotations

from layout.ink import Tint
from layout.pages.book import PlacedLine
from layout.pages.piece import Piece, Strip, Strips, as_artifact, divided, piled
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
