"""An insight: opener, text pages, and the pages of those who comment on it.

There is more than one good way to lay it out: the first paragraph large or not, the text
on as few pages as hold it or spread over one more, each commentary on a page of its own
or sharing one. All ways are tried. The one is taken that lets the next opener fall on its
side of the spread and leaves the least accidental white.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from layout.complaint import Origin
from layout.design.blocks import set_blocks, set_page_pull
from layout.design.commentary import SetCommentary, complain_of_columns, set_commentary
from layout.design.copyfit import complain_of_oversets, complain_over, note_uneven, warn_of_short_last, warn_of_white
from layout.design.desk import Desk
from layout.design.makeup import make_up
from layout.design.openers import deep_sheet, set_opener
from layout.design.parts import Block, Commentary, Insight, Paragraph, Pull, PullPlace, Side
from layout.design.stack import Stack, ground, rule
from layout.design.styles import PAPER, QUOTE_GROUND, STONE
from layout.design.voices import set_voices
from layout.design.words import block, running_pieces, set_text
from layout.pages.bands import Filling, fill_bands, fill_pages, level_depth
from layout.pages.book import PlacedLine
from layout.pages.piece import Piece, places_to_divide
from layout.pages.sheet import Sheet, blank
from layout.pages.tree import Element
from layout.values import Struct, replace

COLUMNS = 3
"""Grid columns of a text column: two of them make the page (the art director's 3 + 3)."""

WRONG_SIDE = 60.0
"""What it costs when the next opener cannot fall on its side: a planned blank page."""

NOT_FACING = 40.0
"""What it costs when voices on two pages do not face each other."""

SMALL_LEAD = 6.0
"""What it costs to set the first paragraph like the others: a page without an entry."""


SHARED = 1.0
"""What it costs to set a commentary on a page with something else."""

NEARLY_EMPTY = 0.3
"""A page filled less than this looks like an accident."""


class Plan(Struct, frozen=True):
    """One way of laying out an insight after its opener."""

    large: bool
    """The first paragraph leads in, larger and over five columns."""
    depth: int
    """Rows to which the text pages are filled."""
    joined: tuple[bool, ...]
    """For each commentary, whether it shares the page with what stands before it."""


class Matter(Struct, frozen=True, kw_only=True):
    """All that follows the opener, set but not yet placed."""

    large: Sequence[Piece]
    small: Sequence[Piece]
    quotes: Sequence[Stack]
    comments: Sequence[_Comment]
    voices: int
    """Pages of voices at the end."""
    origin: Origin = 0

    def text(self, plan: Plan) -> Sequence[Piece]:
        return self.large if plan.large else self.small

    def shape(self) -> tuple[object, ...]:
        """What the choice of a plan depends on: how tall things are and what holds together."""
        text = tuple(
            (
                piece.rows,
                piece.before,
                piece.keep,
                piece.floats,
                piece.wide,
                piece.stands,
                places_to_divide(piece),
                tuple(note.rows for note in piece.notes),
            )
            for piece in (*self.large, *self.small)
        )
        comments = tuple((one.alone.depths, one.compact.rows) for one in self.comments)
        return (text, len(self.large), comments, len(self.quotes), self.voices)


def set_insight(desk: Desk, insight: Insight, index: int, follows: Side) -> tuple[list[Sheet], Element]:
    """Set the whole insight from page *index* on; what *follows* it asks to open on that side."""
    before = [blank(desk.grid, index)] if not _on_its_side(insight.opens, index) else []
    start = index + len(before) + 1
    opener, kids = set_opener(desk, insight, start - 1)
    displayed = [one for one in insight.text if isinstance(one, Pull) and one.place is PullPlace.PAGE]
    large, small, elements = _text_pieces(desk, [one for one in insight.text if one not in displayed])
    quotes = [set_page_pull(desk, one, QUOTE_GROUND) for one in displayed]
    comments = [_Comment.of(desk, one) for one in insight.commentaries]
    voices = set_voices(desk, insight.voices) if insight.voices is not None else None
    matter = Matter(
        large=large,
        small=small,
        quotes=[stack for stack, _ in quotes],
        comments=comments,
        voices=voices.pages if voices is not None else 0,
        origin=insight.origin,
    )
    sheets = [*before, opener, *_lay(desk, matter, _choose(desk, matter, follows, start), start)]
    kids += [*elements, *(element for _, element in quotes), *(comment.element for comment in comments)]
    if voices is not None:
        sheets += voices.put(desk, index + len(sheets))
        kids.append(voices.element)
    return sheets, Element(role="Sect", kids=tuple(kids))


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
    column = desk.grid.span(COLUMNS)
    with desk.noting(column):
        lead = set_text(desk, first.text, desk.styles.lead, desk.grid.span(5), origin=first.origin)
    with desk.setting_again():
        same = set_text(desk, first.text, desk.styles.body, column, origin=first.origin)
    same = replace(same, slots=lead.slots, cited=lead.cited)
    flowing = set_blocks(desk, rest[1:], columns=COLUMNS, level=2)
    whole = block(desk, lead)
    small = [*running_pieces(desk, same), *flowing.pieces]
    # Set large it cannot be divided: one that no page holds runs on as the rest does.
    large = [replace(whole, wide=True), *flowing.pieces] if whole.rows <= desk.grid.rows else small
    return large, small, [lead.element, *flowing.elements]


# ---------------------------------------------------------------- commentaries


class _Comment(Struct, frozen=True):
    """A commentary set for a page of its own, and more compactly for a shared one."""

    alone: SetCommentary
    compact: SetCommentary

    @property
    def element(self) -> Element:
        return self.alone.element

    def fitting(self, joined: Sequence[bool], number: int) -> SetCommentary:
        """The setting for place *number* when commentaries share pages as *joined* says."""
        shares = joined[number] or (number + 1 < len(joined) and joined[number + 1])
        return self.compact if shares else self.alone

    @classmethod
    def of(cls, desk: Desk, comment: Commentary) -> _Comment:
        alone = set_commentary(desk, comment)
        return cls(alone, set_commentary(desk, comment, like=alone))


# ---------------------------------------------------------------- choosing


def _choose(desk: Desk, matter: Matter, follows: Side, index: int) -> Plan:
    """The plan that costs least. Later passes, and later builds in one process, remember it."""
    key = (index % 2, follows, desk.grid.rows, matter.shape())
    plan = desk.memory.get(key)
    if plan is None:
        costs = dict(_price(desk, matter, follows, index))
        plan = desk.memory[key] = min(costs, key=lambda plan: costs[plan])
    assert isinstance(plan, Plan)
    return plan


def _price(desk: Desk, matter: Matter, follows: Side, index: int) -> Iterator[tuple[Plan, float]]:
    """Every plan that can be carried out, with its cost."""
    rows = desk.grid.rows
    for large, cost in ((True, 0.0), (False, SMALL_LEAD)):
        text = matter.large if large else matter.small
        full = fill_bands(text, rows, 2, rough=True) if text else []
        depths = {rows} | {level_depth(text, rows, 2, count) for count in (len(full), len(full) + 1) if count > 1}
        for depth in sorted(depth for depth in depths if depth is not None):
            fills = [page.filled for page in fill_bands(text, depth, 2)] if text else []
            for joined in _joinings(len(matter.comments)):
                pages = _fills(matter, fills, joined, rows)
                if pages is not None:
                    price = cost + SHARED * sum(joined) + _cost(pages, matter, rows, follows, index)
                    yield Plan(large, depth, joined), price


def _joinings(count: int) -> list[tuple[bool, ...]]:
    """For each commentary, whether it shares the page with what stands before: all combinations."""
    if count > 4:
        return [(False,) * count, (False, *(True,) * (count - 1)), (True,) * count]
    return [tuple(bool(number >> place & 1) for place in range(count)) for number in range(2**count)]


def _fills(matter: Matter, text: Sequence[int], joined: tuple[bool, ...], rows: int) -> list[int] | None:
    """Rows in use on every page; None if a page cannot be shared as *joined* asks."""
    fills = [*text, *(rows for _ in matter.quotes)]
    on_paper = False
    can_share = bool(text) and not matter.quotes
    for number, join in enumerate(joined):
        made = matter.comments[number].fitting(joined, number)
        if not join:
            fills += made.depths
            can_share = on_paper = True
        elif not can_share or fills[-1] + _gap(on_paper=on_paper) + made.rows > rows:
            return None
        else:
            fills[-1] = fills[-1] + _gap(on_paper=on_paper) + made.rows if on_paper else rows
    return fills


def _gap(*, on_paper: bool) -> int:
    """Rows between a commentary and what stands above it on the same page."""
    return 3 if on_paper else 2


def _cost(fills: Sequence[int], matter: Matter, rows: int, follows: Side, index: int) -> float:
    """Pages used, white that looks accidental, and a wrong side for what follows."""
    shares = [min(1.0, fill / rows) for fill in fills]
    white = sum((1 - share) ** 2 for share in shares) + 6 * sum(share < NEARLY_EMPTY for share in shares)
    lost = 0.0 if _on_its_side(follows, index + len(fills) + matter.voices) else WRONG_SIDE
    if matter.voices > 1 and not _on_its_side(Side.VERSO, index + len(fills)):
        lost += NOT_FACING
    return 3 * white + 2 * len(fills) + lost


# ---------------------------------------------------------------- placing


def _lay(desk: Desk, matter: Matter, plan: Plan, index: int) -> list[Sheet]:
    """Carry a plan out, from page *index* on."""
    grid = desk.grid
    sheets: list[Sheet] = []
    text = matter.text(plan)
    fillings: list[Filling] = []
    if text:
        pages = len(fill_bands(text, plan.depth, 2, rough=True))

        below = _rows_joined(matter.comments, plan.joined)

        def pour(pieces: Sequence[Piece]) -> list[Filling]:
            filled = fill_pages(pieces, plan.depth, grid.rows, 2, pages)
            # Text that runs into the commentary below it is as good as on another page.
            return filled if filled[-1].filled + below <= grid.rows else [*filled, Filling(0, grid.rows)]

        fillings = pour(make_up(desk, text, pour))
    complain_of_oversets(desk, fillings, grid.rows)
    note_uneven(desk, fillings)
    if not any(plan.joined[:1]):
        warn_of_short_last(desk, "this insight", fillings, matter.origin)
    for filling in fillings:
        sheet = Sheet(index=index + len(sheets), grid=grid, template="text")
        sheet.put_filling(filling, columns=COLUMNS, note_rule=rule(0, 0, grid.span(1), STONE))
        sheets.append(sheet)
    for quote in matter.quotes:
        sheets.append(_quote_page(desk, quote, index + len(sheets)))
    for number, comment in enumerate(matter.comments):
        made = comment.fitting(plan.joined, number)
        if plan.joined[number]:
            _join(desk, sheets[-1], made)
        else:
            sheets += _own_pages(desk, made, index + len(sheets))
            alone = not any(plan.joined[number + 1 : number + 2])
            if alone and len(made.depths) > 1:
                items = [item for item in sheets[-1].items if isinstance(item, PlacedLine)]
                warn_of_white(desk, "this commentary", made.depths[-1], items, made.origin)
    return sheets


def _rows_joined(comments: Sequence[_Comment], joined: Sequence[bool]) -> int:
    """Rows that commentaries take at the foot of the last page of text."""
    rows = 0
    for number, join in enumerate(joined):
        if not join:
            break
        rows += _gap(on_paper=number > 0) + comments[number].fitting(joined, number).rows
    return rows


def _join(desk: Desk, sheet: Sheet, comment: SetCommentary) -> None:
    """Set a commentary below what stands on the sheet; on a text page it brings its own ground."""
    grid = desk.grid
    if sheet.template == "commentary":
        row = sheet.filled + _gap(on_paper=True)
        sheet.items.append(rule(sheet.left, grid.top(row - 2) + 6.5, grid.width, STONE))
    else:
        # The panel hangs from the foot: what is left over is white between text and panel.
        row = grid.rows - comment.rows
        area = grid.bleeding()
        top = grid.top(row) - 1.1 * grid.row
        sheet.grounds.append(ground(area.x, top, area.width, area.bottom - top, PAPER))
        sheet.template = "text and commentary"
    comment.put(sheet, row)


def _quote_page(desk: Desk, quote: Stack, index: int) -> Sheet:
    """A pull quote alone on a light ground, hung from the first third."""
    sheet = deep_sheet(desk, index, "quote", QUOTE_GROUND)
    sheet.furnished = True
    piece = quote.piece()
    over = piece.rows - desk.grid.rows
    if over > 0:
        complain_over(desk, "this quote", piece.items, over * desk.grid.row, quote.origin)
    sheet.put(piece, row=max(0, min(desk.grid.rows // 3, -over)))
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
    complain_of_columns(desk, comment)
    return sheets
