"""A sheet: a page while it is being made. Its folio and running head are not known yet."""

from __future__ import annotations

from collections.abc import Sequence

from layout.pages.bands import Filling
from layout.pages.book import Item, PlacedMark
from layout.pages.grid import Grid
from layout.pages.piece import Piece, moved_all
from layout.values import Struct, field


class Sheet(Struct, kw_only=True):
    """One page in the making; items stand where they will be printed."""

    index: int
    grid: Grid
    template: str
    grounds: list[Item] = field(default_factory=list)
    """Painted first."""
    items: list[Item] = field(default_factory=list)
    anchors: dict[str, float] = field(default_factory=dict)
    furnished: bool = True
    """Carries a running head and a folio."""
    filled: int = 0
    """Rows of the live area in use, counted from its head."""

    @property
    def recto(self) -> bool:
        return self.index % 2 == 0

    @property
    def left(self) -> float:
        """x of the live area on this side of the spread."""
        return self.grid.left(recto=self.recto)

    def put(self, piece: Piece, *, column: int = 0, row: int = 0, x: float | None = None) -> None:
        """Set *piece* at a grid column and row; *x* overrides the column, from the live area's left."""
        dx = self.left + (self.grid.column(column) if x is None else x)
        self.put_at(piece, dx, self.grid.top(row))
        self.filled = max(self.filled, row + piece.rows)

    def put_at(self, piece: Piece, x: float, y: float) -> None:
        """Set *piece* with its top-left corner at a point of the trim."""
        for item in moved_all(piece.items, x, y):
            is_ground = isinstance(item, PlacedMark) and item.name == "ground"
            (self.grounds if is_ground else self.items).append(item)
        for anchor in piece.anchors:
            self.anchors[anchor] = y

    def put_filling(self, filling: Filling, *, columns: int, note_rule: PlacedMark | None = None) -> None:
        """Set what `fill_bands` composed; text columns are *columns* grid columns wide."""
        for put in filling.puts:
            self.put(put.piece, column=0 if put.piece.wide else put.column * columns, row=put.row)
        for put in filling.note_puts:
            self.put(put.piece, column=put.column * columns, row=put.row)
        if note_rule is not None:
            ends = {(put.column, put.row + put.piece.rows) for put in filling.note_puts}
            for put in filling.note_puts:
                if (put.column, put.row) not in ends:  # the first of those that stand together
                    x, y = self.left + self.grid.column(put.column * columns), self.grid.top(put.row) - 3
                    self.items += moved_all((note_rule,), x, y)
        self.filled = max(self.filled, filling.row)


def painted(sheet: Sheet) -> tuple[Item, ...]:
    """The sheet's items in painting order: grounds under everything."""
    return (*sheet.grounds, *sheet.items)


def blank(grid: Grid, index: int) -> Sheet:
    """A planned blank page: no folio, no head."""
    return Sheet(index=index, grid=grid, template="blank", furnished=False)


def overset(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Sheets whose text runs below the foot margin."""
    return [sheet for sheet in sheets if sheet.filled > sheet.grid.rows]
