"""No hyphen at the turn of a column or page.

Which line ends there is known only once the text has been poured. So it is poured, the
paragraphs that turn on a hyphen are set again with the bar, and it is poured once more.
The rounds are counted, so it ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from layout.design.desk import Desk
from layout.design.words import set_again
from layout.pages.bands import Filling, Put
from layout.pages.book import PlacedLine
from layout.pages.columns import Column
from layout.pages.piece import Piece
from layout.values import replace

MOST_ROUNDS = 4

Place = tuple[int, int, int]
"""Page, column and row."""

Pour = Callable[[Sequence[Piece]], Sequence[Filling]]


def without_hyphens_at_turns(desk: Desk, pieces: Sequence[Piece], pour: Pour) -> Sequence[Piece]:
    """*pieces* again, with as few hyphens before a turn as can be had on no more pages."""
    barred: dict[int, frozenset[int]] = {}
    poured = pour(pieces)
    for number in range(MOST_ROUNDS):
        turns = hyphens_at_turns(poured)
        if not turns:
            break
        for paragraph, line in turns:
            # A bar can move the turn by a line; then its neighbours are barred with it.
            near = range(max(0, line - 1), line + 2) if number else (line,)
            barred[paragraph] = barred.get(paragraph, frozenset()).union(near)
        again = _set_again(desk, pieces, barred)
        repoured = pour(again)
        if len(repoured) > len(poured):
            break
        pieces, poured = again, repoured
    return pieces


def as_fillings(columns: Iterable[Column]) -> list[Filling]:
    """Columns on their way over pages, as pages of one column each."""
    fillings = []
    for column in columns:
        filling = Filling(0, column.used)
        filling.puts += [Put(item.piece, 0, item.row) for item in column.pieces]
        fillings.append(filling)
    return fillings


def hyphens_at_turns(poured: Sequence[Filling]) -> list[tuple[int, int]]:
    """Paragraph and line of each hyphen that stands last in its column, with the word's end in another."""
    places: dict[tuple[int, int], Place] = {}
    hyphened: list[tuple[int, int]] = []
    for page, filling in enumerate(poured):
        for put in filling.puts:
            if put.piece.paragraph:
                key = (put.piece.paragraph, put.piece.line)
                places[key] = (page, put.column, put.row)
                if any(isinstance(item, PlacedLine) and item.hyphenated for item in put.piece.items):
                    hyphened.append(key)
    return [key for key in hyphened if _turns(places[key], places.get((key[0], key[1] + 1)))]


def _turns(here: Place, following: Place | None) -> bool:
    return following is not None and here[:2] != following[:2]


def _set_again(desk: Desk, pieces: Sequence[Piece], barred: Mapping[int, frozenset[int]]) -> list[Piece]:
    made: list[Piece] = []
    for paragraph, run in groupby(pieces, key=lambda piece: piece.paragraph):
        old = list(run)
        if paragraph not in barred:
            made += old
            continue
        *new, last = set_again(desk, paragraph, barred[paragraph])
        made += (*new, replace(last, keep=old[-1].keep))
    return made
