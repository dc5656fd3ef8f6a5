"""Charts, tables and pictures with all that stands around them: finding, measure, base, source, note."""

from __future__ import annotations

from layout.design.data import set_data
from layout.design.desk import Desk
from layout.design.parts import Chart, Picture, Span, Table
from layout.design.rich import Rich, plain
from layout.design.stack import Stack, rule
from layout.design.styles import DEEP, STONE, Style
from layout.design.words import Text, set_text
from layout.geometry import Rect
from layout.pages.book import Item, PlacedArt, PlacedMark, PlacedPicture
from layout.pages.piece import Piece, Strip, as_artifact, moved_all
from layout.pages.tree import Element
from layout.type.paragraph import width_of
from layout.type.style import Align
from layout.values import replace

RULE_DROP = 3.6
"""From the top of the block down to its rule: level with the capitals of a line of text beside it."""


def set_chart(desk: Desk, chart: Chart, *, width: float | None = None, before: int = 1) -> tuple[Piece, Element]:
    """A chart under its finding, above its base line; one piece, one Div with Figure and Table."""
    width = desk.grid.span(chart.span.value) if width is None else width
    stack = Stack(desk, width)
    stack.anchors.append(chart.key)
    kids: list[Element] = []
    _head(desk, stack, kids, chart.title, (), width)
    measures = set_text(desk, chart.measures, desk.styles.measures, width) if chart.measures else None
    if measures is not None:
        stack.text(measures)
    if chart.art.width > width + 0.5:
        desk.complain(
            "chart-too-wide",
            f"the chart is {chart.art.width:.0f} pt wide, its place {width:.0f} pt: it would run {chart.art.width - width:.0f} pt over",
            chart.origin,
        )
    slot = desk.slot()
    table, cells = set_data(desk, chart, () if measures is None else measures.element.kids)
    art = PlacedArt(x=0, y=0, art=chart.art, slot=slot, cells=cells, name=chart.key, origin=chart.origin)
    stack.put((art,), chart.art.height, gap=4)
    if all(mark.cell in dict(cells) for mark in chart.art.marks):
        # A figure that owns nothing is left out of the tags, and the author's words with it. Where the
        # table owns the whole drawing, as that of large numerals, the rule over the block is the figure's.
        top = stack.items[0]
        assert isinstance(top, PlacedMark)
        stack.items[0] = replace(top, slot=slot)
    kids += (Element(role="Figure", kids=(slot,), alt=chart.alt), table)
    _foot(desk, stack, kids, chart.base, chart.note, width)
    return _piece(stack, "chart", chart.span is Span.FULL, before, chart.origin), Element(role="Div", kids=tuple(kids))


def _head(desk: Desk, stack: Stack, kids: list[Element], title: Rich, measures: Rich, width: float) -> None:
    stack.rule(DEEP, gap=RULE_DROP, weight=0.75)
    if title:
        text = set_text(desk, title, desk.styles.chart_title, width)
        stack.text(text, gap=3)
        kids.append(text.element)
    if measures:
        text = set_text(desk, measures, desk.styles.measures, width)
        stack.text(text)
        kids.append(text.element)


def _foot(desk: Desk, stack: Stack, kids: list[Element], base: Rich, note: Rich, width: float) -> None:
    for rich, gap in ((base, 5.0), (note, 1.0)):
        if rich:
            text = set_text(desk, rich, desk.styles.base, width)
            stack.text(text, gap=gap)
            kids.append(text.element)
    stack.space(2)


def _piece(stack: Stack, what: str, wide: bool, before: int, origin: int, head: Strip | None = None) -> Piece:
    if not wide:
        stack.space(0.8 * stack.desk.grid.row)  # so that text below does not read on from the base line
    strips = None
    if head is not None:
        stack.cut()
        strips = stack.strips(head)
    return stack.piece(
        before=0 if wide else before, floats=not wide, wide=wide, origin=origin, strips=strips, what=what
    )


def set_table(desk: Desk, table: Table, *, width: float | None = None, before: int = 1) -> tuple[Piece, Element]:
    """A table of hairlines and white space: words left, figures right-aligned on the decimal.

    One that is taller than any column goes on in the next one, under the same heads; two
    rows at least stand on either side.
    """
    width = desk.grid.span(table.span.value) if width is None else width
    stack = Stack(desk, width)
    stack.anchors.append(table.key)
    kids: list[Element] = []
    _head(desk, stack, kids, table.title, table.measures, width)
    named = (Element(role="Caption", kids=tuple(kids)),) if kids else ()
    columns = _column_widths(desk, table, width)
    figures = [_holds_figures(table, n) for n in range(len(columns))]
    head = [
        _cell(desk, rich, desk.styles.cell_head, columns[n], "TH", "Column", right=figures[n])
        for n, rich in enumerate(table.columns)
    ]
    body = [
        [
            _cell(
                desk,
                rich,
                desk.styles.cell_figure if figures[n] else desk.styles.cell,
                columns[n],
                "TH" if n == 0 else "TD",
                "Row" if n == 0 else "",
                right=figures[n],
            )
            for n, rich in enumerate(row)
        ]
        for row in table.rows
    ]
    stack.space(2)
    above, top = len(stack.items), stack.y
    head_row = _set_row(stack, head, columns)
    again = _heads_again(stack, above, top, width)
    stack.cut(keep=True)
    bodies: list[list[Element]] = [[]]
    groups = dict(table.groups)
    for number, row in enumerate(body):
        if number in groups:
            bodies += [[_group_row(desk, stack, groups[number], len(columns), width)]]
        stack.items.append(rule(0, stack.y + 1.5, width, STONE, 0.35))
        bodies[-1].append(_set_row(stack, row, columns))
        stack.cut(keep=number == 0 or number >= len(body) - 2)
    stack.items.append(rule(0, stack.y + 1.5, width, STONE, 0.35))
    stack.space(3)
    sections = (
        Element(role="THead", kids=(head_row,)),
        *(Element(role="TBody", kids=tuple(rows)) for rows in bodies if rows),
    )
    kids = [Element(role="Table", kids=(*named, *sections))]
    _foot(desk, stack, kids, table.base, table.note, width)
    wide = table.span is Span.FULL
    return _piece(stack, "table", wide, before, table.origin, again), Element(role="Div", kids=tuple(kids))


def _group_row(desk: Desk, stack: Stack, title: Rich, columns: int, width: float) -> Element:
    """A heading within a table: it stays with the row below it."""
    stack.items.append(rule(0, stack.y + 1.5, width, STONE, 0.35))
    text = set_text(desk, title, desk.styles.chart_title, width)
    stack.text(text, gap=9)
    stack.space(4)
    stack.cut(keep=True)
    return Element(role="TR", kids=(Element(role="TH", scope="Row", col_span=columns, kids=text.element.kids),))


def _heads_again(stack: Stack, first: int, top: float, width: float) -> Strip:
    """The column heads just set, once more for the columns and pages on which the table goes on."""
    drop = RULE_DROP + 2
    items = (rule(0, RULE_DROP, width, DEEP, 0.75), *moved_all(stack.items[first:], 0, drop - top))
    return as_artifact(Strip(items=items, height=stack.y - top + drop))


def _column_widths(desk: Desk, table: Table, width: float) -> list[float]:
    """Beside columns of figures the label column takes what they leave; columns of words share by what they hold.

    No column of words is narrower than its longest word. Where all go on one line each,
    they get the rest in proportion; where they do not, each gets as much of what it wants
    above that word as there is.
    """
    if table.shares:
        return [width * share / sum(table.shares) for share in table.shares]
    count = max(1, len(table.columns))
    if count == 1:
        return [width]
    figure = min(width * 0.62 / (count - 1), width * 0.34)
    if all(_holds_figures(table, n) for n in range(1, count)):
        return [width - figure * (count - 1), *[figure] * (count - 1)]
    rows = [table.columns, *table.rows]
    cells = [[plain(row[n]) for row in rows if n < len(row)] for n in range(count)]
    # The head is set in a heavier face: all are measured in it, to be safe.
    heavy = desk.styles.cell_head.text(desk.language)
    style = replace(heavy, size=max(desk.styles.cell.size, heavy.size))
    most = [max(width_of(cell, style, desk.fonts) for cell in column) + _CELL_AIR for column in cells]
    least = [
        max(width_of(word, style, desk.fonts) for cell in column for word in cell.split() or [""]) + _CELL_AIR
        for column in cells
    ]
    spare = width - sum(most)
    if spare >= 0:
        return [one + spare * one / sum(most) for one in most]
    wanted = [max(0.01, long - short) for long, short in zip(most, least, strict=True)]
    spare = max(0.0, width - sum(least))
    scale = min(1.0, width / sum(least))
    return [short * scale + spare * want / sum(wanted) for short, want in zip(least, wanted, strict=True)]


_CELL_AIR = 12.0
"""Points of white between columns."""


def _holds_figures(table: Table, column: int) -> bool:
    """Tell whether a column's cells are figures; the first column heads the rows, whatever it says."""
    cells = (plain(row[column]).lstrip(" (<>+−-–±~≈€£$") for row in table.rows if column < len(row))
    return column > 0 and any(cell[:1].isdigit() for cell in cells)


def _cell(
    desk: Desk, rich: Rich, style: Style, width: float, role: str, scope: str, *, right: bool
) -> tuple[Text, Element]:
    if right and style.lines.align is not Align.RIGHT:
        style = replace(style, lines=replace(style.lines, align=Align.RIGHT))
    text = set_text(desk, rich, style, width - 6)
    return text, Element(role=role, scope=scope, kids=text.element.kids)


def _set_row(stack: Stack, cells: list[tuple[Text, Element]], widths: list[float]) -> Element:
    x, deepest, top = 0.0, stack.y, stack.y
    for number, ((text, _), width) in enumerate(zip(cells, widths, strict=False)):
        stack.y = top
        stack.text(text, x=x + (6 if number else 0))
        deepest = max(deepest, stack.y)
        x += width
    stack.y = max(deepest, top + stack.desk.grid.row)
    stack.space(3)
    return Element(role="TR", kids=tuple(element for _, element in cells))


def set_picture(desk: Desk, picture: Picture, *, width: float | None = None, before: int = 1) -> tuple[Piece, Element]:
    """An image at the width of its span, its caption beneath."""
    width = desk.grid.span(picture.span.value) if width is None else width
    height = width * picture.pixels[1] / picture.pixels[0]
    stack = Stack(desk, width)
    stack.anchors.append(picture.key)
    slot = desk.slot()
    item: Item = PlacedPicture(
        box=Rect(0, 0, width, height), data=picture.data, slot=slot, name=picture.key, origin=picture.origin
    )
    stack.put((item,), height, gap=RULE_DROP)
    kids = [Element(role="Figure", kids=(slot,), alt=picture.alt)]
    _foot(desk, stack, kids, picture.caption, (), width)
    return _piece(stack, "picture", picture.span is Span.FULL, before, picture.origin), Element(
        role="Div", kids=tuple(kids)
    )
