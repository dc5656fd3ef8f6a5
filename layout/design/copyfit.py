"""Copy-fit: what is too long or too short for its place, and by how many lines and words.

Said at the manifest's line, in the unit an author works in. What runs out of its place
stops the build; a page left nearly empty is a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from layout.complaint import Gravity, Origin
from layout.design.desk import Desk
from layout.pages.bands import Filling
from layout.pages.book import Item, PlacedLine
from layout.pages.level import rows_missing
from layout.pages.piece import Piece

NEARLY_EMPTY = 0.2
"""Share of a text page under which it looks like an accident: ten lines of forty-nine."""


def lines_and_words(lines: int, words: int) -> str:
    """Say an amount of copy: "2 lines (about 14 words)"."""
    return f"{lines} line{'s' if lines != 1 else ''} (about {words} word{'s' if words != 1 else ''})"


def words_of(items: Iterable[Item]) -> int:
    """Words of the lines among *items*, counted as readers do."""
    return sum(len("".join(run.text for run in item.runs).split()) for item in items if isinstance(item, PlacedLine))


def as_copy(items: Iterable[Item], points: float) -> tuple[int, int]:
    """The lines, and about how many words, that *points* of height take in text like *items*."""
    lines = [item for item in items if isinstance(item, PlacedLine) and item.runs]
    if not lines:
        return max(1, round(points / 13)), 0
    from statistics import median  # most reports fit

    leading = median(line.leading for line in lines)
    count = max(1, -int(-(points - 0.5) // leading))
    return count, max(1, round(count * words_of(lines) / len(lines)))


def complain_over(desk: Desk, what: str, items: Sequence[Item], points: float, origin: Origin, hint: str = "") -> None:
    """Say that *what* is *points* too tall for its place."""
    over = lines_and_words(*as_copy(items, points))
    hint = hint or "shorten it by as much, or make two of it: no column can hold it"
    desk.complain("overset", f"{what} is over by {over}", origin, hint=hint)


def complain_of_oversets(desk: Desk, fillings: Iterable[Filling], rows: int) -> None:
    """Say which pieces no page of *rows* rows could hold."""
    for filling in fillings:
        for piece in filling.overset:
            over = (piece.rows - rows) * desk.grid.row
            complain_over(desk, f"this {piece.what}", piece.items, over, piece.origin)


def complain_of_rest(desk: Desk, what: str, rest: Sequence[Piece], origin: Origin, hint: str = "") -> None:
    """Say that the pieces of *rest* found no room."""
    rows = sum(piece.rows + piece.before for piece in rest)
    if rows:
        complain_over(desk, what, [item for piece in rest for item in piece.items], rows * desk.grid.row, origin, hint)


def warn_of_white(
    desk: Desk, what: str, filled: int, items: Sequence[Item], origin: Origin, *, columns: int = 1
) -> None:
    """Warn of a last page, *filled* rows of it, with so little on it that it looks like an accident."""
    rows = desk.grid.rows
    lines = [item for item in items if isinstance(item, PlacedLine)]
    if not lines or not 0 < filled < NEARLY_EMPTY * rows:
        return
    count, words = len(lines), words_of(items)
    more = (NEARLY_EMPTY * rows - filled) * columns * words / count
    desk.complain(
        "nearly-empty",
        f"the last page of {what} is filled to {round(100 * filled / rows)} %"
        f" ({count} line{'s' if count != 1 else ''}): it looks like an accident",
        origin,
        hint=f"win {lines_and_words(count, words)} before it, or write {max(10, round(more, -1)):.0f} more words",
        gravity=Gravity.WARNING,
    )


def warn_of_short_last(desk: Desk, what: str, fillings: Sequence[Filling], origin: Origin) -> None:
    """Warn if the last of several pages of running text is nearly empty."""
    if len(fillings) > 1:
        last = fillings[-1]
        items = [item for put in last.puts for item in put.piece.items]
        warn_of_white(desk, what, last.filled, items, origin, columns=2)


def note_uneven(desk: Desk, fillings: Iterable[Filling]) -> None:
    """Say where columns of text do not end level, what stands in them, and how much copy would make them.

    A column without any text of its own, a chart beside a short paragraph, is as long as it is.
    """
    for filling in fillings:
        for row, ends in filling.level:
            here = [put for put in filling.puts if not put.piece.wide and row <= put.row < row + max(ends)]
            missing = rows_missing(ends)
            if missing and len({put.column for put in here if put.piece.paragraph}) == len(ends):
                _note_one_uneven(desk, [put.piece for put in here], missing)


def _note_one_uneven(desk: Desk, here: Sequence[Piece], missing: int) -> None:
    lines = [item for piece in here if piece.paragraph for item in piece.items]
    blocks = [piece for piece in here if not piece.paragraph and piece.rows > 1]
    tallest = max(blocks, key=lambda piece: piece.rows, default=None)
    where = f"the columns around this {tallest.what} end" if tallest is not None else "the columns of this text end"
    copy = lines_and_words(*as_copy(lines, missing * desk.grid.row))
    desk.complain(
        "uneven-columns",
        # A line of what is told is nobody's fault.
        f"{where} {missing + 1} lines apart",
        (tallest or here[-1]).origin,
        hint=f"write {copy} more in the shorter one, or fewer in the longer one",
        gravity=Gravity.NOTE,
    )
