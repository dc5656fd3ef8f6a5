"""Make-up: what is put right once text has been poured into columns.

Which line ends a column is known only then. So text is poured, and the first fault is
cured by the mildest means that does. A word cut by the turn of a column or page: the
paragraph is set again with that hyphen barred, or a paragraph above the turn runs a line
shorter or longer, or the line goes to the next column with its word and leaves a line of
white. Columns that end more than a line apart: a paragraph near their ends runs a line
shorter or longer. Then the text is poured once more and the next fault is looked at.

No cure may cost a page. A fault that nothing cures is left and passed by, so it ends.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from layout.design.desk import Desk
from layout.design.words import set_again
from layout.pages.bands import Filling, Put
from layout.pages.book import PlacedLine
from layout.pages.columns import Column
from layout.pages.level import rows_missing
from layout.pages.piece import Piece
from layout.values import Struct, field, replace

NEIGHBOURS = 6
"""Paragraphs above a turn that may run longer or shorter for its sake."""

NEAR = 8
"""Paragraphs of a column that may do so to level it with its neighbour."""

TOO_UNEVEN = 6
"""Rows that columns may miss for paragraphs to make good; if it is more, something else is in the way."""

LOOSE = 1.8
"""Word space over its normal width that a cure may bring about while there are others."""

LEVEL_LOOSE = 1.5
"""The same where columns are only to be levelled."""

RUNT = 1 / 6
"""Share of its measure that the last line of a paragraph set again is to reach, while there are other cures."""

Place = tuple[int, int, int]
"""Page, column and row."""

Line = tuple[int, int]
"""A running paragraph's number, and that of its line."""

Band = tuple[int, int, int]
"""Page, and the rows between which columns end that were to be level."""

Pour = Callable[[Sequence[Piece]], Sequence[Filling]]


class Cure(Struct, frozen=True, kw_only=True):
    """How running paragraphs are to be set otherwise than by themselves."""

    barred: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """Lines that may not end in a hyphen, by paragraph."""
    more: Mapping[int, int] = field(default_factory=dict)
    """Lines that a paragraph is to be longer."""
    kept: frozenset[Line] = frozenset()
    """Lines that stand in one column with the line behind them."""

    def barring(self, paragraph: int, lines: Iterable[int]) -> Cure:
        """The same with *lines* of *paragraph* barred as well."""
        known = self.barred.get(paragraph, frozenset())
        return replace(self, barred={**self.barred, paragraph: known.union(lines)})

    def running(self, paragraph: int, more: int) -> Cure:
        """The same with *paragraph* so many lines longer."""
        return replace(self, more={**self.more, paragraph: more})

    def keeping(self, line: Line) -> Cure:
        """The same with one line moved on."""
        return replace(self, kept=self.kept | {line})


class Poured(Struct, frozen=True):
    """Pieces as they were poured."""

    pieces: Sequence[Piece]
    fillings: Sequence[Filling]
    places: Mapping[Line, Place]
    turns: Sequence[Line]
    """Lines that end in a hyphen before a turn, in the order of the pages."""
    uneven: Mapping[Band, int]
    """Bands of columns that do not end level, and how many rows they miss."""

    @property
    def missing(self) -> int:
        """Rows that all uneven bands miss."""
        return sum(self.uneven.values())


def make_up(desk: Desk, pieces: Sequence[Piece], pour: Pour) -> Sequence[Piece]:
    """*pieces* again, so that no turn cuts a word and columns end level, as far as it can be had on no more pages."""
    cure, made = Cure(), poured(pieces, pour)
    cure, made = _without_hyphens(desk, cure, made, pour)
    return _levelled(desk, cure, made, pour).pieces


def _without_hyphens(desk: Desk, cure: Cure, made: Poured, pour: Pour) -> tuple[Cure, Poured]:
    passed: set[Line] = set()
    while turn := next((line for line in made.turns if line not in passed), None):
        best: tuple[Cure, Poured] | None = None
        for tried in _cures(cure, turn, made):
            again = poured(_set_again(desk, made.pieces, tried), pour)
            if not _is_better(again, made, turn):
                continue
            if best is None or again.missing < best[1].missing:
                best = tried, again
            if again.missing <= made.missing and _looks_good(again, made, tried, LOOSE):
                best = tried, again
                break
        if best is None:
            passed.add(turn)
        else:
            cure, made = best
    return cure, made


def _levelled(desk: Desk, cure: Cure, made: Poured, pour: Pour) -> Poured:
    passed: set[Band] = set()
    while band := next((one for one in made.uneven if one not in passed and made.uneven[one] <= TOO_UNEVEN), None):
        for tried in _levellings(cure, band, made):
            again = poured(_set_again(desk, made.pieces, tried), pour)
            better = len(again.fillings) <= len(made.fillings) and len(again.turns) <= len(made.turns)
            if better and again.missing < made.missing and _looks_good(again, made, tried, LEVEL_LOOSE):
                cure, made = tried, again
                break
        else:
            passed.add(band)
    return made


def _levellings(cure: Cure, band: Band, made: Poured) -> Iterator[Cure]:
    """What may make the columns of a band end level: paragraphs near their feet a line shorter or longer."""
    page, first, past = band
    lowest: dict[tuple[int, int], int] = {}
    for (paragraph, _), place in made.places.items():
        if place[0] == page and first <= place[2] < past:
            key = (place[1], paragraph)
            lowest[key] = max(place[2], lowest.get(key, 0))
    near: dict[int, None] = {}
    for column in sorted({column for column, _ in lowest}):
        own = sorted((key for key in lowest if key[0] == column), key=lambda key: -lowest[key])
        near |= dict.fromkeys(paragraph for _, paragraph in own[:NEAR])
    for paragraph in near:
        for more in (-1, 1):
            if paragraph not in cure.more:
                yield cure.running(paragraph, more)


def _cures(cure: Cure, turn: Line, made: Poured) -> Iterator[Cure]:
    """What may help a turn, the mildest first."""
    paragraph, line = turn
    yield cure.barring(paragraph, {line})
    near = cure.barring(paragraph, range(max(0, line - 1), line + 2))
    yield near
    for other in _above(turn, made):
        for more in (-1, 1):
            yield cure.running(other, more)
            yield near.running(other, more)
    yield cure.keeping(turn)
    yield near.keeping(turn)
    # The line above may end in a hyphen as well, but no three in a row do.
    yield cure.keeping(turn).keeping((paragraph, line - 1))
    # Where the last page is full, the line that a cure takes must be won elsewhere.
    for other in dict.fromkeys(one for one, _ in made.places):
        yield cure.barring(paragraph, {line}).running(other, -1)
        yield cure.keeping(turn).running(other, -1)


def _above(turn: Line, made: Poured) -> list[int]:
    """Paragraphs that a turn cuts or that stand above it in the same column, nearest first."""
    column, row = made.places[turn][:2], made.places[turn][2]
    lowest: dict[int, int] = {}
    for (paragraph, _), place in made.places.items():
        if place[:2] == column and place[2] <= row:
            lowest[paragraph] = max(place[2], lowest.get(paragraph, 0))
    return sorted(lowest, key=lambda one: -lowest[one])[:NEIGHBOURS]


def _is_better(again: Poured, made: Poured, turn: Line) -> bool:
    """Tell whether a cure costs no page, and no turn up to the one it is for cuts a word that did not before."""
    if len(again.fillings) > len(made.fillings):
        return False
    here = made.places[turn]
    left = {line for line in made.turns if made.places[line] < here}
    return all(again.places[line] > here or line in left for line in again.turns)


def _looks_good(again: Poured, made: Poured, cure: Cure, loose: float) -> bool:
    """Tell whether no paragraph set again has a loose line or a runt that it had not before."""
    changed = {*cure.barred, *cure.more}
    before = _looks_of(made, changed)
    return all(
        space <= max(loose, before[paragraph][0]) and last >= min(RUNT, before[paragraph][1])
        for paragraph, (space, last) in _looks_of(again, changed).items()
    )


def _looks_of(made: Poured, paragraphs: Container[int]) -> dict[int, tuple[float, float]]:
    """The widest word space of each of *paragraphs*, over its normal width, and how much of its measure its last line fills."""
    looks: dict[int, tuple[float, float]] = {}
    for piece in made.pieces:
        if piece.paragraph in paragraphs:
            for item in piece.items:
                if isinstance(item, PlacedLine) and item.on_grid:
                    space, last = looks.get(piece.paragraph, (0.0, 1.0))
                    filled = _width(item) / item.measure if piece.line and not item.justified else last
                    looks[piece.paragraph] = max(space, item.space_ratio), min(last, filled)
    return looks


def _width(line: PlacedLine) -> float:
    last = line.runs[-1]
    return last.x + last.width - line.runs[0].x


def as_fillings(columns: Iterable[Column], rest: Sequence[Piece] = ()) -> list[Filling]:
    """Columns on their way over pages, as pages of one column each; what found no room is a page more."""
    fillings = []
    for column in columns:
        filling = Filling(0, column.used)
        filling.puts += [Put(item.piece, 0, item.row) for item in column.pieces]
        fillings.append(filling)
    if rest:
        fillings.append(Filling(0, 0, [Put(piece, 0, row) for row, piece in enumerate(rest)]))
    return fillings


def poured(pieces: Sequence[Piece], pour: Pour) -> Poured:
    """Pour *pieces* and look at their turns."""
    fillings = pour(pieces)
    places: dict[Line, Place] = {}
    hyphened: list[Line] = []
    for page, filling in enumerate(fillings):
        for put in filling.puts:
            if put.piece.paragraph:
                key = (put.piece.paragraph, put.piece.line)
                places[key] = (page, put.column, put.row)
                if any(isinstance(item, PlacedLine) and item.hyphenated for item in put.piece.items):
                    hyphened.append(key)
    turns = [key for key in hyphened if _turns(places[key], places.get((key[0], key[1] + 1)))]
    uneven = {
        (page, row, row + max(depths)): missing
        for page, filling in enumerate(fillings)
        for row, depths in filling.level
        if (missing := rows_missing(depths))
    }
    return Poured(pieces, fillings, places, sorted(turns, key=places.__getitem__), uneven)


def _turns(here: Place, following: Place | None) -> bool:
    return following is not None and here[:2] != following[:2]


def _set_again(desk: Desk, pieces: Sequence[Piece], cure: Cure) -> list[Piece]:
    made: list[Piece] = []
    for paragraph, run in groupby(pieces, key=lambda piece: piece.paragraph):
        old = list(run)
        if paragraph in cure.barred or paragraph in cure.more:
            barred = cure.barred.get(paragraph, frozenset())
            *new, last = set_again(desk, paragraph, barred, cure.more.get(paragraph, 0))
            old = [*new, replace(last, keep=old[-1].keep)]
        made += [replace(one, keep=True) if (paragraph, one.line) in cure.kept and paragraph else one for one in old]
    return made
