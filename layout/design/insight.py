"""An insight: opener, text pages, and the pages of those who comment on it.

The commentaries can share the last text page, follow one another closely or begin a
page each. All ways are tried, and the one that lets the next opener fall on its side
of the spread with the least empty paper is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from layout.design.blocks import set_blocks
from layout.design.commentary import SetCommentary, set_commentary, set_voices
from layout.design.desk import Desk
from layout.design.openers import deep_sheet, set_opener
from layout.design.parts import Block, Insight, Paragraph, Side
from layout.design.stack import ground, rule
from layout.design.styles import PAPER, STONE
from layout.design.words import block, set_text
from layout.pages.bands import Filling, fill_bands
from layout.pages.piece import Piece
from layout.pages.sheet import Sheet, blank
from layout.pages.tree import Element

COLUMNS = 3
"""Grid columns of a text column: two of them make the page (the art director's 3 + 3)."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way of laying out an insight after its opener, and what it costs."""

    sheets: tuple[Sheet, ...]
    cost: float


def set_insight(desk: Desk, insight: Insight, index: int) -> tuple[list[Sheet], Element]:
    """Set the whole insight from page *index* on."""
    before = [blank(desk.grid, index)] if not _on_its_side(insight.opens, index) else []
    start = index + len(before)
    opener, kids = set_opener(desk, insight, start)
    text, elements = _text_pieces(desk, insight.text)
    kids += elements
    comments = [set_commentary(desk, comment) for comment in insight.commentaries]
    kids += [comment.element for comment in comments]
    ways = [_lay(desk, insight, text, comments, start + 1, joined) for joined in _joinings(len(comments))]
    best = min(ways, key=lambda way: way.cost)
    sheets = [*before, opener, *best.sheets]
    if insight.voices is not None:
        made, element = set_voices(desk, insight.voices, start + 1 + len(best.sheets))
        sheets += made
        kids.append(element)
    _complain_of_overset(desk, insight, sheets)
    return sheets, Element(role="Sect", kids=tuple(kids), title=insight.short)


def _on_its_side(side: Side, index: int) -> bool:
    return side is Side.ANY or (side is Side.RECTO) == (index % 2 == 0)


def _text_pieces(desk: Desk, blocks: Sequence[Block]) -> tuple[list[Piece], list[Element]]:
    """Pieces of the running text. The first paragraph, larger, leads in over four columns."""
    rest = list(blocks)
    pieces: list[Piece] = []
    elements: list[Element] = []
    if rest and isinstance(rest[0], Paragraph):
        lead = set_text(desk, rest[0].text, desk.styles.lead, desk.grid.span(5), origin=rest[0].origin)
        pieces.append(replace(block(desk, lead), wide=True))
        elements.append(lead.element)
        rest = rest[1:]
    flowing = set_blocks(desk, rest, columns=COLUMNS, level=2)
    return [*pieces, *flowing.pieces], [*elements, *flowing.elements]


def _joinings(count: int) -> list[tuple[bool, ...]]:
    """For each commentary, whether it shares the page with what stands before: all combinations."""
    if count > 6:
        return [(True,) * count, (False,) * count]
    return [tuple(bool(number >> place & 1) for place in range(count)) for number in range(2**count)] or [()]


def _lay(
    desk: Desk,
    insight: Insight,
    text: Sequence[Piece],
    comments: Sequence[SetCommentary],
    index: int,
    joined: tuple[bool, ...],
) -> Way:
    grid = desk.grid
    sheets: list[Sheet] = []
    for filling in fill_bands(text, grid.rows, 2):
        sheet = Sheet(index=index + len(sheets), grid=grid, template="text")
        sheet.put_filling(filling, columns=COLUMNS, note_rule=rule(0, 0, grid.span(1), STONE))
        sheets.append(sheet)
    cost = 0.0
    for comment, join in zip(comments, joined, strict=True):
        row = sheets[-1].filled if sheets else 0
        on_paper = bool(sheets) and sheets[-1].template == "commentary"
        gap = 3 if on_paper else 2
        if join and sheets and row + gap + comment.rows <= grid.rows:
            _join(desk, sheets[-1], comment, row + gap, on_paper)
            cost += 1
        elif join:
            cost += 1000.0
        else:
            sheets += _own_pages(desk, comment, index + len(sheets))
    return Way(tuple(sheets), cost + _cost(desk, insight, sheets, index))


def _join(desk: Desk, sheet: Sheet, comment: SetCommentary, row: int, on_paper: bool) -> None:
    """Set a commentary below what stands on the sheet; on a text page it brings its own ground."""
    grid = desk.grid
    if on_paper:
        sheet.items.append(replace_rule(desk, sheet, row - 2))
    else:
        area = grid.bleeding()
        top = grid.top(row) - 0.9 * grid.row
        sheet.grounds.append(ground(area.x, top, area.width, area.bottom - top, PAPER))
        sheet.template = "text and commentary"
    comment.put(sheet, row)


def replace_rule(desk: Desk, sheet: Sheet, row: int):  # noqa: ANN201
    """A hairline across the live area in *row*."""
    return rule(sheet.left, desk.grid.top(row) + 6.5, desk.grid.width, STONE)


def _own_pages(desk: Desk, comment: SetCommentary, index: int) -> list[Sheet]:
    """A commentary on paper-coloured pages of its own, as many as it needs."""
    sheets: list[Sheet] = []

    def turn() -> Sheet:
        sheet = deep_sheet(desk, index + len(sheets), "commentary", PAPER)
        sheet.furnished = True
        sheets.append(sheet)
        return sheet

    comment.put_over(turn, desk.grid.rows)
    return sheets


def _cost(desk: Desk, insight: Insight, sheets: Sequence[Sheet], index: int) -> float:
    """Empty paper, and what a planned blank before the next opener would cost."""
    rows = desk.grid.rows
    empty = sum(((rows - min(sheet.filled, rows)) / rows) ** 2 for sheet in sheets)
    after = index + len(sheets) + (_voice_pages(insight) if insight.voices else 0)
    lost = 40.0 if not _on_its_side(insight.opens, after) else 0.0
    return 4 * empty + 3 * len(sheets) + lost


def _voice_pages(insight: Insight) -> int:
    return 1 if insight.voices else 0


def _complain_of_overset(desk: Desk, insight: Insight, sheets: Sequence[Sheet]) -> None:
    for sheet in sheets:
        over = sheet.filled - desk.grid.rows
        if over > 0:
            desk.complain(
                "overset",
                f"a page of this insight is over by {over} line{'s' if over > 1 else ''}: text would run into the foot margin",
                insight.origin,
                hint="shorten the block that is too tall for a page, or split it",
            )


_ = (Callable, Filling)
