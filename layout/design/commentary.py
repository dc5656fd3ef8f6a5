"""Commentaries: who speaks at left, what they say at right, on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from layout.art import Path, Stroke, circle_steps
from layout.complaint import Origin
from layout.design.blocks import as_wished, set_blocks, set_side_pull
from layout.design.boxes import set_box
from layout.design.copyfit import complain_over
from layout.design.desk import Desk
from layout.design.makeup import as_fillings, make_up
from layout.design.parts import Commentary, Pull, Speaker
from layout.design.stack import Stack, rule
from layout.design.styles import AIR, PAPER, STONE, WHITE, Style
from layout.design.words import Text, set_text
from layout.geometry import Rect
from layout.pages.book import Item, PlacedLine, PlacedMark, PlacedPicture
from layout.pages.columns import Column, pour_column
from layout.pages.piece import Piece, moved_all
from layout.pages.sheet import Sheet
from layout.pages.tree import Element
from layout.type.paragraph import set_line
from layout.type.style import Part
from layout.values import Struct, replace

SIDE = 2
"""Grid columns of the narrow column; the wide one takes the other four."""

ENDLESS = 10_000
"""Rows of a column that holds anything."""

MONOGRAM = 46.0
"""Diameter of a drawn monogram, points."""


class SetCommentary(Struct, frozen=True, kw_only=True):
    """A commentary ready to be put on a sheet: who speaks, what hangs under it, head and text."""

    speaker: Piece
    margin: tuple[Piece, ...]
    """Pull quotes and the fact box, in the narrow column."""
    head: Piece
    text: tuple[Piece, ...]
    element: Element
    anchor: str
    text_x: float
    origin: Origin

    rows: int
    """Rows it takes when all of it stands on one page."""
    depths: tuple[int, ...]
    """Rows in use on each of its pages when it has them to itself."""

    def put(self, sheet: Sheet, row: int) -> None:
        """Set all of it from *row* on."""
        column, _ = pour_column(self.text, ENDLESS)
        sheet.put(self.speaker, row=row)
        sheet.put(self.head, x=self.text_x, row=row)
        top = row + self.head.rows
        self._put_column(sheet, column, top, top + column.used)
        side = row + self.speaker.rows + 1
        for piece in self.margin:  # painted last: it is read after the text
            sheet.put(piece, row=side)
            side += piece.rows + 1
        sheet.anchors[self.anchor] = sheet.grid.top(row)

    def put_over(self, turn: Callable[[], Sheet], rows: int) -> None:
        """Set it on pages of its own, as many as *turn* must give."""
        columns = _own_columns(self.text, self.head.rows, rows)
        beside = _margin_columns(self.speaker, self.margin, rows)
        sheets = [turn() for _ in range(max(len(columns), len(beside)))]
        sheets[0].anchors[self.anchor] = 0.0
        sheets[0].put(self.speaker)
        sheets[0].put(self.head, x=self.text_x)
        for number, column in enumerate(columns):
            self._put_column(sheets[number], column, 0 if number else self.head.rows, rows)
        for number, column in enumerate(beside):
            # The margin hangs from the foot: white gathers between it and the speaker.
            top = 0 if number else rows - column.used
            for item in column.all_set(column.used):
                sheets[number].put(item.piece, row=top + item.row)

    def _put_column(self, sheet: Sheet, column: Column, top: int, foot: int) -> None:
        """Set poured text from row *top* on, its notes under a rule down to row *foot*."""
        for item in column.all_set(foot - top):
            sheet.put(item.piece, x=self.text_x, row=top + item.row)
        notes = column.all_notes(foot - top)
        if notes:
            short = rule(0, 0, sheet.grid.span(1), STONE)
            sheet.items += moved_all((short,), sheet.left + self.text_x, sheet.grid.top(top + notes[0].row) - 3)
        for item in notes:
            sheet.put(item.piece, x=self.text_x, row=top + item.row)


def set_commentary(desk: Desk, comment: Commentary, *, like: SetCommentary | None = None) -> SetCommentary:
    """Set a commentary in 2 + 4 columns on paper.

    With *like*, the same one more compactly, for a page that it shares: it takes over the
    text and tags of *like*, and only its head is smaller.
    """
    if like is not None:
        with desk.setting_again():
            head = replace(_set_head(desk, comment, desk.styles.shared_headline, like.head), notes=())
        text = _made_up(desk, like.text, head)
        rows, depths = _depths(like.speaker, like.margin, head, text, desk.grid.rows)
        return replace(like, head=head, text=text, rows=rows, depths=depths)
    grid = desk.grid
    with desk.noting(grid.span(_wide(desk))):
        speaker, (kicker, *who) = _set_speaker(desk, comment, grid.span(SIDE))
        head, head_elements = _set_head_with_tags(desk, comment)
        margin, margin_elements = _set_margin(desk, comment, grid.span(SIDE))
    blocks = [block for block in comment.text if not isinstance(block, Pull)]
    flowing = set_blocks(desk, blocks, body=on_paper(desk.styles.body), columns=_wide(desk), level=3)
    kids = (kicker, *head_elements[:1], *who, *head_elements[1:], *flowing.elements, *margin_elements)
    _check_margin(desk, comment, speaker, margin)
    text = _with_notes_of((head, *margin), flowing.pieces)
    head, margin = replace(head, notes=()), tuple(replace(piece, notes=()) for piece in margin)
    text = _made_up(desk, text, head)
    rows, depths = _depths(speaker, margin, head, text, grid.rows)
    return SetCommentary(
        rows=rows,
        depths=depths,
        speaker=speaker,
        margin=margin,
        head=head,
        text=text,
        element=Element(role="Art", kids=kids),
        anchor=comment.key,
        text_x=grid.column(SIDE),
        origin=comment.origin,
    )


def _depths(
    speaker: Piece, margin: Sequence[Piece], head: Piece, text: Sequence[Piece], page: int
) -> tuple[int, tuple[int, ...]]:
    """Rows on a shared page, and on each page of its own of *page* rows."""
    column, rest = pour_column(text, ENDLESS)
    side = speaker.rows + sum(piece.rows + 1 for piece in margin)
    if not rest and head.rows + column.used <= page:
        # Pull quotes, boxes, notes and what stands at the foot hang there: such a page is full.
        alone = [max(head.rows + column.used, page if margin or column.notes or column.feet else speaker.rows)]
    else:
        alone = [page if one.notes or one.feet else one.used for one in _own_columns(text, head.rows, page)]
        alone[0] += head.rows
    for number, beside in enumerate(_margin_columns(speaker, margin, page)):
        if number >= len(alone):
            alone.append(0)
        alone[number] = max(alone[number], beside.used if number else 0)
    # What must wait for the head of another column finds none on a shared page.
    return ENDLESS if rest else max(side, head.rows + column.used), tuple(alone)


def _margin_columns(speaker: Piece, margin: Sequence[Piece], page: int) -> list[Column]:
    """What hangs in the narrow column, page by page: under the speaker, and from the head of the pages after."""
    columns: list[Column] = []
    rest = tuple(replace(piece, before=1, floats=False) for piece in margin)
    while rest:
        column, rest = pour_column(rest, page - (0 if columns else speaker.rows + 1), page)
        columns.append(column)
    return columns


def complain_of_columns(desk: Desk, comment: SetCommentary) -> None:
    """Say what no column of the commentary's own pages could hold."""
    for column in _own_columns(comment.text, comment.head.rows, desk.grid.rows):
        if column.overset:
            piece = column.pieces[-1].piece
            complain_over(desk, f"this {piece.what}", piece.items, column.overset * desk.grid.row, piece.origin)


def _check_margin(desk: Desk, comment: Commentary, speaker: Piece, margin: Sequence[Piece]) -> None:
    """Complain of what hangs under the speaker if no page is long enough for it."""
    for column in _margin_columns(speaker, margin, desk.grid.rows):
        if column.overset:
            piece = column.pieces[-1].piece
            what = "this fact box" if comment.box is not None else "this pull quote"
            complain_over(desk, what, piece.items, column.overset * desk.grid.row, piece.origin)


def _made_up(desk: Desk, text: Sequence[Piece], head: Piece) -> tuple[Piece, ...]:
    """The text made up for pages of its own under *head*."""
    rows = desk.grid.rows
    if len(_own_columns(text, head.rows, rows)) == 1:
        return tuple(text)  # nothing turns
    return tuple(make_up(desk, text, lambda ones: as_fillings(_own_columns(ones, head.rows, rows))))


def _own_columns(text: Sequence[Piece], top: int, page: int) -> list[Column]:
    """*text* poured over pages of its own, from row *top* of the first one on."""
    columns: list[Column] = []
    rest = tuple(text)
    while rest or not columns:
        column, rest = pour_column(rest, page - (0 if columns else top), page)
        columns.append(column)
    return columns


def _with_notes_of(beside: Sequence[Piece], text: Sequence[Piece]) -> tuple[Piece, ...]:
    """*text* with the notes cited beside it: they stand at the foot of its first column."""
    notes = tuple(note for piece in beside for note in piece.notes)
    if not notes:
        return tuple(text)
    first, *rest = text or (Piece(rows=0),)
    return (replace(first, notes=(*notes, *first.notes)), *rest)


def _wide(desk: Desk) -> int:
    """Grid columns left for what is said."""
    return desk.brand.page.columns - SIDE


def _set_head_with_tags(desk: Desk, comment: Commentary) -> tuple[Piece, list[Element]]:
    texts = _head_texts(desk, comment, desk.styles.headline)
    return _stack_head(desk, texts, comment), [text.element for text in texts]


def _set_head(desk: Desk, comment: Commentary, style: Style, like: Piece) -> Piece:
    """The head again in another size, with the slots of the one that the tags know."""
    slots = [tuple(slot or 0 for slot in item.slots) for item in like.items if isinstance(item, PlacedLine)]
    headline, *rest = _head_texts(desk, comment, style)
    texts = [replace(headline, slots=slots[0]), *(replace(text, slots=slots[-1]) for text in rest)]
    return _stack_head(desk, texts, comment)


def _head_texts(desk: Desk, comment: Commentary, style: Style) -> list[Text]:
    measure = desk.grid.span(_wide(desk))
    texts = [set_text(desk, comment.headline, on_paper(style).as_role("H2"), measure, origin=comment.origin)]
    if comment.standfirst:
        texts.append(
            set_text(desk, comment.standfirst, on_paper(desk.styles.standfirst), measure, origin=comment.origin)
        )
    return texts


def _stack_head(desk: Desk, texts: Sequence[Text], comment: Commentary) -> Piece:
    stack = Stack(desk, desk.grid.span(_wide(desk)))
    for number, text in enumerate(texts):
        stack.text(text, gap=9.0 if number else 0.0)
    stack.space(8)
    return stack.piece(origin=comment.origin)


def _set_margin(desk: Desk, comment: Commentary, width: float) -> tuple[tuple[Piece, ...], list[Element]]:
    """Pull quotes out of the text and the fact box: both hang in the narrow column."""
    pieces: list[Piece] = []
    elements: list[Element] = []
    for block in comment.text:
        if isinstance(block, Pull):
            piece, element = set_side_pull(desk, block, width, PAPER)
            pieces.append(piece)
            elements.append(element)
    if comment.box is not None:
        # Among commentary a box stands on white, since the page itself is paper-coloured.
        piece, element = set_box(desk, comment.box, width=width, level=3, before=0, tint=WHITE)
        pieces += as_wished((piece,), comment.box)
        elements.append(element)
    return tuple(pieces), elements


def on_paper(style: Style) -> Style:
    """The same style on the paper ground."""
    return style.on(PAPER, style.tint)


def _set_speaker(desk: Desk, comment: Commentary, width: float) -> tuple[Piece, list[Element]]:
    """Kicker, monogram or portrait, name, role, one below the other."""
    stack = Stack(desk, width)
    kicker = set_text(desk, comment.kicker, on_paper(desk.styles.kicker), width, origin=comment.origin)
    stack.text(kicker)
    kids = [kicker.element]
    kids += put_speaker(desk, stack, comment.who, width, gap=10)
    return stack.piece(origin=comment.origin), kids


def put_speaker(desk: Desk, stack: Stack, who: Speaker, width: float, *, gap: float) -> list[Element]:
    """Monogram (or portrait), name and role on paper; gives their tags."""
    kids: list[Element] = []
    if who.portrait:
        slot = desk.slot()
        stack.put((PlacedPicture(box=Rect(0, 0, 86, 86), data=who.portrait, slot=slot, name=who.key),), 86, gap=gap)
        kids.append(Element(role="Figure", kids=(slot,), alt=f"Portrait of {who.name}"))
    else:
        stack.put(_monogram(desk, who), MONOGRAM, gap=gap)
    name = set_text(desk, who.named, on_paper(desk.styles.name), width)
    stack.anchors += [who.anchor] if who.anchor else []
    stack.text(name, gap=7)
    kids.append(name.element)
    if who.role:
        role = set_text(desk, who.role, on_paper(desk.styles.role), width)
        stack.text(role, gap=1)
        kids.append(role.element)
    return kids


def _monogram(desk: Desk, who: Speaker) -> tuple[Item, ...]:
    """Initials in a ring. Decoration: the name stands beneath, so it is no content."""
    radius = MONOGRAM / 2
    ring = PlacedMark(
        mark=Stroke(path=Path(circle_steps(radius, radius, radius - 0.5)), tint=AIR, width=1.0), name="monogram"
    )
    style = replace(desk.styles.headline.text(desk.language), size=17.0 if len(who.initials) < 3 else 13.0)
    line = set_line((Part(who.initials, style),), desk.fonts)
    letters = PlacedLine(
        x=radius - line.width / 2,
        baseline=radius + style.size * 0.33,
        measure=line.width,
        runs=line.runs,
        slots=(None,),
        leading=style.size,
        ground="paper",
    )
    return (ring, letters)
