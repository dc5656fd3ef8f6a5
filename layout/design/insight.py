"""An insight: opener, text pages, and the pages of those who comment on it.

There is more than one good way to lay it out: the first paragraph large or not, the text
on as few pages as hold it or spread over one more, each commentary on a page of its own
or sharing one. All ways are tried. The one is taken that lets the next opener fall on its
side of the spread and leaves the least accidental white.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from layout.design.blocks import set_blocks, set_page_pull
from layout.design.commentary import SetCommentary, set_commentary, set_voices
from layout.design.desk import Desk
from layout.design.openers import deep_sheet, set_opener
from layout.design.parts import Block, Commentary, Insight, Paragraph, Pull, PullPlace, Side
from layout.design.stack import Stack, ground, rule
from layout.design.styles import PAPER, STONE
from layout.design.words import block, running_pieces, set_text
from layout.ink import Tint
from layout.pages.bands import Filling, fill_bands, level_bands
from layout.pages.piece import Piece
from layout.pages.sheet import Sheet, blank
from layout.pages.tree import Element

COLUMNS = 3
"""Grid columns of a text column: two of them make the page (the art director's 3 + 3)."""

WRONG_SIDE = 60.0
"""What it costs when the next opener cannot fall on its side: a planned blank page."""

SMALL_LEAD = 6.0
"""What it costs to set the first paragraph like the others: a page without an entry."""

QUOTE_GROUND = Tint("air", 0.5)

SHARED = 1.0
"""What it costs to set a commentary on a page with something else."""

NEARLY_EMPTY = 0.3
"""A page filled less than this looks like an accident."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way of laying out an insight after its opener, and what it costs."""

    sheets: tuple[Sheet, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Running:
    """The running text as one way sets it."""

    fillings: tuple[Filling, ...]
    cost: float


def set_insight(desk: Desk, insight: Insight, index: int) -> tuple[list[Sheet], Element]:
    """Set the whole insight from page *index* on."""
    before = [blank(desk.grid, index)] if not _on_its_side(insight.opens, index) else []
    start = index + len(before) + 1
    opener, kids = set_opener(desk, insight, start - 1)
    displayed = [one for one in insight.text if isinstance(one, Pull) and one.place is PullPlace.PAGE]
    large, small, elements = _text_pieces(desk, [one for one in insight.text if one not in displayed])
    quotes = [set_page_pull(desk, one, QUOTE_GROUND) for one in displayed]
    comments = [_Comment.of(desk, one) for one in insight.commentaries]
    ways = [
        way
        for running in _runnings(desk, large, small)
        for way in _ways(desk, insight, running, [stack for stack, _ in quotes], comments, start)
    ]
    best = min(ways, key=lambda way: way.cost)
    sheets = [*before, opener, *best.sheets]
    kids += [*elements, *(element for _, element in quotes), *(comment.element for comment in comments)]
    if insight.voices is not None:
        made, element = set_voices(desk, insight.voices, start + len(best.sheets))
        sheets += made
        kids.append(element)
    _complain_of_overset(desk, insight, sheets)
    return sheets, Element(role="Sect", kids=tuple(kids), title=insight.short)


def _on_its_side(side: Side, index: int) -> bool:
    return side is Side.ANY or (side is Side.RECTO) == (index % 2 == 0)


# ---------------------------------------------------------------- running text


def _text_pieces(desk: Desk, text: Sequence[Block]) -> tuple[list[Piece], list[Piece], list[Element]]:
    """Pieces of the running text twice, with the first paragraph large and not, and their tags.

    Both settings share the tags: only one of them will be printed.
    """
    rest = list(text)
    if not rest or not isinstance(rest[0], Paragraph):
        flowing = set_blocks(desk, rest, columns=COLUMNS, level=2)
        return list(flowing.pieces), list(flowing.pieces), list(flowing.elements)
    first = rest[0]
    lead = set_text(desk, first.text, desk.styles.lead, desk.grid.span(5), origin=first.origin)
    same = set_text(desk, first.text, desk.styles.body, desk.grid.span(COLUMNS), origin=first.origin)
    same = replace(same, slots=lead.slots, notes=lead.notes)
    flowing = set_blocks(desk, rest[1:], columns=COLUMNS, level=2)
    large = [replace(block(desk, lead), wide=True), *flowing.pieces]
    small = [*running_pieces(desk, same), *flowing.pieces]
    return large, small, [lead.element, *flowing.elements]


def _runnings(desk: Desk, large: Sequence[Piece], small: Sequence[Piece]) -> Iterator[Running]:
    """The text on as few pages as hold it, level over them, and over one page more."""
    rows = desk.grid.rows
    for pieces, cost in ((large, 0.0), (small, SMALL_LEAD)):
        if not pieces:
            yield Running((), 0.0)
            return
        full = fill_bands(pieces, rows, 2)
        yield Running(tuple(full), cost)
        for count in {len(full), len(full) + 1} - {1}:
            levelled = level_bands(pieces, rows, 2, count)
            if levelled is not None:
                yield Running(tuple(levelled), cost)


# ---------------------------------------------------------------- commentaries


@dataclass(frozen=True, slots=True)
class _Comment:
    """A commentary set for a page of its own, and more compactly for a shared one."""

    alone: SetCommentary
    compact: SetCommentary

    @property
    def element(self) -> Element:
        return self.alone.element

    @classmethod
    def of(cls, desk: Desk, comment: Commentary) -> _Comment:
        alone = set_commentary(desk, comment)
        return cls(alone, set_commentary(desk, comment, like=alone))


def _ways(
    desk: Desk, insight: Insight, running: Running, quotes: Sequence[Stack], comments: Sequence[_Comment], index: int
) -> Iterator[Way]:
    for joined in _joinings(len(comments)):
        sheets = _lay(desk, running, quotes, comments, index, joined)
        if sheets is not None:
            cost = running.cost + SHARED * sum(joined) + _cost(desk, insight, sheets, index)
            yield Way(tuple(sheets), cost)


def _joinings(count: int) -> list[tuple[bool, ...]]:
    """For each commentary, whether it shares the page with what stands before: all combinations."""
    if count > 4:
        return [(False,) * count, (False, *(True,) * (count - 1)), (True,) * count]
    return [tuple(bool(number >> place & 1) for place in range(count)) for number in range(2**count)]


def _lay(
    desk: Desk,
    running: Running,
    quotes: Sequence[Stack],
    comments: Sequence[_Comment],
    index: int,
    joined: tuple[bool, ...],
) -> list[Sheet] | None:
    """Lay the text and its commentaries out one way; None if a page cannot be shared like that."""
    grid = desk.grid
    sheets: list[Sheet] = []
    for filling in running.fillings:
        sheet = Sheet(index=index + len(sheets), grid=grid, template="text")
        sheet.put_filling(filling, columns=COLUMNS, note_rule=rule(0, 0, grid.span(1), STONE))
        sheets.append(sheet)
    sheets += [_quote_page(desk, quote, index + len(sheets) + number) for number, quote in enumerate(quotes)]
    for number, (comment, join) in enumerate(zip(comments, joined, strict=True)):
        shares = join or (number + 1 < len(joined) and joined[number + 1])
        made = comment.compact if shares else comment.alone
        if not join or not sheets:
            sheets += _own_pages(desk, made, index + len(sheets))
        elif not _join(desk, sheets[-1], made):
            return None
    return sheets


def _join(desk: Desk, sheet: Sheet, comment: SetCommentary) -> bool:
    """Set a commentary below what stands on the sheet, if it fits; on a text page it brings its own ground."""
    grid = desk.grid
    if sheet.template == "quote":
        return False
    on_paper = sheet.template == "commentary"
    row = sheet.filled + (3 if on_paper else 2)
    if row + comment.rows > grid.rows:
        return False
    if on_paper:
        sheet.items.append(rule(sheet.left, grid.top(row - 2) + 6.5, grid.width, STONE))
    else:
        # The panel hangs from the foot: what is left over is white between text and panel.
        row = grid.rows - comment.rows
        area = grid.bleeding()
        top = grid.top(row) - 1.1 * grid.row
        sheet.grounds.append(ground(area.x, top, area.width, area.bottom - top, PAPER))
        sheet.template = "text and commentary"
    comment.put(sheet, row)
    return True


def _quote_page(desk: Desk, quote: Stack, index: int) -> Sheet:
    """A pull quote alone on a light ground, hung from the first third."""
    sheet = deep_sheet(desk, index, "quote", QUOTE_GROUND)
    sheet.furnished = True
    sheet.put(quote.piece(), row=desk.grid.rows // 3)
    sheet.filled = desk.grid.rows  # its white is not accidental
    return sheet


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
    """Pages used, white that looks accidental, and a wrong side for what follows."""
    rows = desk.grid.rows
    fills = [min(1.0, sheet.filled / rows) for sheet in sheets]
    white = sum((1 - fill) ** 2 for fill in fills) + 6 * sum(fill < NEARLY_EMPTY for fill in fills)
    after = index + len(sheets) + (1 if insight.voices is not None else 0)
    lost = 0.0 if _on_its_side(insight.opens, after) else WRONG_SIDE
    return 3 * white + 2 * len(sheets) + lost


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
