"""Copy-fit: what is too long or too short for its place, and by how many lines and words.

Said at the manifest's line, in the unit an author works in. What runs out of its place
stops the build; a page left nearly empty is a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from layout.complaint import Origin
from layout.design.desk import Desk
from layout.pages.bands import Filling
from layout.pages.book import Item, PlacedLine
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
    leading = median(line.leading for line in lines)
    count = max(1, -int(-(points - 0.5) // leading))
    return count, max(1, round(count * words_of(lines) / len(lines)))


def complain_over(desk: Desk, what: str, items: Sequence[Item], points: float, origin: Origin, hint: str = "") -> None:
    """Say that *what* is *points* too tall for its place."""
    over = lines_and_words(*as_copy(items, points))
    desk.complain("overset", f"{what} is over by {over}", origin, hint=hint or "shorten it by as much, or divide it")


def complain_of_oversets(desk: Desk, fillings: Iterable[Filling], rows: int) -> None:
    """Say which pieces no page of *rows* rows could hold."""
    for filling in fillings:
        for piece in filling.overset:
            over = (piece.rows - rows) * desk.grid.row
            complain_over(desk, "this block, which stays in one piece,", piece.items, over, piece.origin)


def complain_of_rest(desk: Desk, what: str, rest: Sequence[Piece], origin: Origin, hint: str = "") -> None:
    """Say that the pieces of *rest* found no room."""
    rows = sum(piece.rows + piece.before for piece in rest)
    if rows:
        complain_over(desk, what, [item for piece in rest for item in piece.items], rows * desk.grid.row, origin, hint)


def warn_of_white(desk: Desk, what: str, filled: int, items: Sequence[Item], origin: Origin) -> None:
    """Warn of a last page with so little on it that it looks like an accident."""
    rows = desk.grid.rows
    share = filled / rows
    if not 0 < share < NEARLY_EMPTY:
        return
    lines, words = as_copy(items, filled * desk.grid.row)
    missing = round(NEARLY_EMPTY * rows) - filled
    more = as_copy(items, 2 * missing * desk.grid.row)[1]
    desk.complain(
        "nearly-empty",
        f"the last page of {what} is filled to {round(100 * share)} % ({lines} line{'s' if lines != 1 else ''})",
        origin,
        hint=f"win {lines_and_words(lines, words)} before it, or write {max(10, round(more, -1))} more words",
        fatal=False,
    )
