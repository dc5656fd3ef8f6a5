"""The data of a chart as a table of the structure tree: what a listener gets in place of the picture.

Nothing is painted for it. Each cell owns what the drawing has of it: the words where the
drawing writes them; or else the very mark that shows the datum (a bar, a tile, the joint
of a line), with the words said in its place. See docs/why/0011-what-is-drawn-is-said.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from layout.art import Art, Cell, DataCell, Label
from layout.design.desk import Desk
from layout.design.parts import Chart
from layout.pages.tree import Element, Slot
from layout.type.shaping import SOFT_HYPHEN
from layout.values import replace

Owned = tuple[tuple[Cell, Slot], ...]
"""Which slot the marks of each cell belong to."""


def set_data(desk: Desk, chart: Chart, measures: Sequence[Element | Slot]) -> tuple[Element, Owned]:
    """The table of *chart*'s data, and what of the drawing belongs to its cells.

    *measures*, the line that says what is measured, stands in the corner where columns
    have heads: an empty first cell makes some screen readers count columns wrongly. A
    table without heads of columns has it for its caption.
    """
    return _Setting(desk, chart, tuple(measures)).table()


class _Setting:
    """One table in the making."""

    def __init__(self, desk: Desk, chart: Chart, measures: tuple[Element | Slot, ...]) -> None:
        self._desk = desk
        self._chart = chart
        self._measures = measures
        self._written = _words_of(chart.art)
        self._drawn = {mark.cell for mark in chart.art.marks if mark.cell is not None}
        self._owned: list[tuple[Cell, Slot]] = []
        self._columns: dict[int, str] = {}
        """Keys of the heads of columns."""

    def table(self) -> tuple[Element, Owned]:
        rows: list[Element] = []
        given = self._chart.table
        if self._measures and not (given and given[0][0].heads == "Column"):
            rows.append(Element(role="Caption", kids=self._measures))
        number = 0
        while number < len(given):
            # A head that stands over several rows is printed with the first of them only.
            last = number + 1
            while last < len(given) and self._goes_on(given[last - 1], given[last]):
                last += 1
            rows += self._rows(given[number:last])
            number = last
        title = f"Data of the chart: {self._chart.alt[:80]}"
        return Element(role="Table", kids=tuple(rows), title=title), tuple(self._owned)

    def _goes_on(self, above: Sequence[DataCell], row: Sequence[DataCell]) -> bool:
        """Tell whether *row* stands under the same head as the one *above*."""
        head = row[0]
        same = head.heads == "Row" and bool(head.words) and head.words == above[0].words
        return same and not any(mark in self._written for mark in head.marks)

    def _rows(self, rows: Sequence[Sequence[DataCell]]) -> Iterator[Element]:
        """Rows under one head, which the first of them holds."""
        (first, *cells), *more = rows
        marks = tuple(mark for row in rows for mark in row[0].marks)
        head = self._cell(replace(first, marks=marks), 0, (), span=len(rows))
        heads = (head.key,) if first.heads == "Row" else ()
        yield Element(role="TR", kids=(head, *self._cells(cells, heads)))
        for row in more:
            yield Element(role="TR", kids=tuple(self._cells(row[1:], heads)))

    def _cells(self, cells: Sequence[DataCell], heads: tuple[str, ...]) -> Iterator[Element]:
        """The cells of a row after its first."""
        for column, cell in enumerate(cells, start=1):
            element = self._cell(cell, column, heads)
            if cell.heads == "Row":
                heads = (*heads, element.key)
            yield element

    def _cell(self, cell: DataCell, column: int, heads: tuple[str, ...], *, span: int = 1) -> Element:
        is_corner = column == 0 and cell.heads == "Column"
        kids = self._measures if is_corner else self._content(cell)
        if not cell.heads:
            above = (self._columns[column],) if column in self._columns else ()
            return Element(role="TD", headers=(*heads, *above), kids=kids)
        key = f"head-{self._desk.slot()}"
        if cell.heads == "Column":
            self._columns[column] = key
        return Element(role="TH", scope=cell.heads, key=key, kids=kids, row_span=span)

    def _content(self, cell: DataCell) -> tuple[Element | Slot, ...]:
        """What the cell holds: its printed words, or a span that says what is drawn.

        Words that the drawing shortens (a region's code) are expanded (ISO 32000-1, 14.9.5).
        Words in place of a mark belong on a Span and nowhere else: on a cell they would take
        its meaning away (14.9.4), and a Figure would be announced as a picture each time.
        """
        there = [mark for mark in cell.marks if mark in self._drawn]
        if not there:
            return (Element(role="Span", actual=cell.words),) if cell.words else ()
        slot = self._desk.slot()
        self._owned += [(mark, slot) for mark in there]
        written = "".join(self._written.get(mark, "") for mark in there)
        if not written:
            return (Element(role="Span", actual=cell.words, kids=(slot,)),)
        if _bare(cell.words) not in _bare(written):
            return (Element(role="Span", expansion=cell.words, kids=(slot,)),)
        return (slot,)


def _words_of(art: Art) -> dict[Cell, str]:
    words: dict[Cell, str] = {}
    for mark in art.marks:
        if isinstance(mark, Label) and mark.cell is not None:
            words[mark.cell] = words.get(mark.cell, "") + mark.text
    return words


def _bare(words: str) -> str:
    """*words* without spaces, since lines may end at any of them, and without the hyphens of ours at their ends."""
    return "".join(words.replace(SOFT_HYPHEN, "").split())
