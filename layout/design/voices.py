"""Voices: several people on one question, side by side, of equal measure and weight, on paper.

Two or three share a page where they fit. Longer ones, and four, take two facing pages in
the columns of the text: two voices a page each, three beside the question in the first
column, four under it.
"""

from __future__ import annotations

from collections.abc import Sequence

from layout.design.blocks import Flowing, set_blocks
from layout.design.commentary import on_paper, put_speaker
from layout.design.copyfit import complain_of_rest
from layout.design.desk import Desk
from layout.design.makeup import as_fillings, make_up
from layout.design.openers import deep_sheet
from layout.design.parts import Voice, Voices
from layout.design.stack import Stack, rule
from layout.design.styles import DEEP, PAPER, STONE, Style
from layout.design.words import Text, set_text
from layout.pages.columns import Column, pour
from layout.pages.level import balance
from layout.pages.piece import Piece, moved_all
from layout.pages.sheet import Sheet
from layout.pages.tree import Element
from layout.type.style import Align
from layout.values import Struct, replace

AIR_ABOVE = 3
"""Rows between the question and the voices under it."""


class Plan(Struct, frozen=True):
    """Where the voices stand: each has *columns* columns of *span* grid columns, *abreast* voices a page."""

    span: int
    columns: int
    abreast: int
    first: int
    """Columns that the question takes from the voices, at the head of the first page; 0 if it stands over them."""
    head_span: int


def _plans(count: int, columns: int) -> list[Plan]:
    """The ways of setting so many voices, the tightest first."""
    half = columns // 2
    one_page = Plan(span=columns // count, columns=1, abreast=count, first=0, head_span=columns - 1)
    spread = {
        2: Plan(span=half, columns=2, abreast=1, first=0, head_span=columns - 1),
        3: Plan(span=half, columns=1, abreast=2, first=1, head_span=half),
    }.get(count, Plan(span=half, columns=1, abreast=2, first=0, head_span=columns - 1))
    return [one_page, spread] if columns // count > 1 else [spread]


class SetVoice(Struct, frozen=True, kw_only=True):
    """One voice: its head, and its text poured."""

    voice: Voice
    head: Piece
    text: Sequence[Column]
    rest: Sequence[Piece]
    """What found no room."""
    element: Element


class SetVoices(Struct, frozen=True, kw_only=True):
    """All voices, ready to be put on their pages."""

    plan: Plan
    head: Piece
    top: int
    """Row on which the voices begin, on every page."""
    voices: tuple[SetVoice, ...]
    element: Element
    anchor: str

    @property
    def pages(self) -> int:
        """Pages that they take."""
        return -(-(len(self.voices) + self.plan.first) // self.plan.abreast)

    @property
    def fits(self) -> bool:
        """Tell whether every voice found room."""
        return not any(one.rest for one in self.voices)

    def put(self, desk: Desk, index: int) -> list[Sheet]:
        """Set them on pages from *index* on."""
        sheets = []
        for number in range(self.pages):
            sheet = deep_sheet(desk, index + number, "voices", PAPER)
            sheet.furnished = True
            sheets.append(sheet)
        sheets[0].anchors[self.anchor] = 0.0
        sheets[0].put(self.head)
        deepest = max((one.head.rows for one in self.voices), default=0)
        for number, one in enumerate(self.voices):
            page, place = divmod(number + self.plan.first, self.plan.abreast)
            for more, column in enumerate(one.text):
                at = (place * self.plan.columns + more) * self.plan.span
                if more == 0:
                    sheets[page].put(one.head, column=at, row=self.top)
                _put_column(sheets[page], column, at, self.top + deepest + 1)
        return sheets


def set_voices(desk: Desk, voices: Voices) -> SetVoices:
    """Set the voices on one page if they fit, else on two."""
    *tries, last = _plans(len(voices.voices), desk.brand.page.columns)
    for plan in tries:
        with desk.setting_again():
            fits = _set(desk, voices, plan).fits
        if fits:
            return _set(desk, voices, plan)
    made = _set(desk, voices, last)
    for one in made.voices:
        hint = "shorten it by as much: voices have a spread at most, and one measure"
        complain_of_rest(desk, "this voice", one.rest, one.voice.origin, hint)
    return made


def _set(desk: Desk, voices: Voices, plan: Plan) -> SetVoices:
    with desk.noting(desk.grid.span(plan.span)):
        return _set_as_planned(desk, voices, plan)


def _set_as_planned(desk: Desk, voices: Voices, plan: Plan) -> SetVoices:
    grid = desk.grid
    stack = Stack(desk, grid.span(plan.head_span))
    kicker = set_text(desk, voices.kicker, on_paper(desk.styles.kicker), stack.width, origin=voices.origin)
    headline = set_text(
        desk, voices.headline, on_paper(desk.styles.headline).as_role("H2"), stack.width, origin=voices.origin
    )
    stack.text(kicker)
    stack.text(headline, gap=6)
    head = stack.piece(origin=voices.origin)
    top = 0 if plan.first else head.rows + AIR_ABOVE
    width = grid.span(plan.span)
    with desk.setting_again():
        lines = max((len(_headline(desk, voice, width).lines) for voice in voices.voices), default=0)
    heads = [_set_head(desk, voice, width, lines) for voice in voices.voices]
    room = max(1, grid.rows - top - max((piece.rows for piece, _ in heads), default=0) - 1)
    made: list[SetVoice] = []
    for voice, (piece, tags) in zip(voices.voices, heads, strict=True):
        flowing = _set_text(desk, voice, plan.span)
        # Notes to heads stand at the foot of the text, as its own do.
        aside = (*(head.notes if not made else ()), *piece.notes)
        text: Sequence[Piece] = (Piece(rows=0, notes=aside), *flowing.pieces) if aside else flowing.pieces
        if plan.columns > 1:
            text = make_up(desk, text, lambda ones: as_fillings(*_pour(ones, room, plan.columns)))
        columns, rest = _pour(text, room, plan.columns)
        element = Element(role="Art", kids=(*tags, *flowing.elements))
        made.append(SetVoice(voice=voice, head=piece, text=columns, rest=rest, element=element))
    kids = (kicker.element, headline.element, *(one.element for one in made))
    return SetVoices(
        plan=plan,
        head=head,
        top=top,
        voices=tuple(made),
        element=Element(role="Sect", kids=kids),
        anchor=voices.key,
    )


def _pour(text: Sequence[Piece], room: int, count: int) -> tuple[Sequence[Column], Sequence[Piece]]:
    level = balance(text, room, count)
    return (level, ()) if level is not None else pour(text, room, count)


def _set_text(desk: Desk, voice: Voice, span: int) -> Flowing:
    """Ragged right under 60 mm of measure, as the art direction asks."""
    body = on_paper(desk.styles.body)
    if 2 * span < desk.brand.page.columns:
        body = replace(body, lines=replace(body.lines, align=Align.LEFT, hyphenate=True))
    return set_blocks(desk, voice.text, body=body, columns=span, level=3)


def _headline(desk: Desk, voice: Voice, width: float) -> Text:
    style: Style = on_paper(desk.styles.entry).as_role("H3")
    return set_text(desk, voice.headline, style, width, origin=voice.origin)


def _set_head(desk: Desk, voice: Voice, width: float, lines: int) -> tuple[Piece, list[Element]]:
    """Headline, monogram, name: headlines take *lines* lines in every column, so that the rest lines up."""
    stack = Stack(desk, width)
    stack.items.append(rule(0, 3.6, width, DEEP, 0.75))
    kids: list[Element] = []
    headline = _headline(desk, voice, width)
    stack.text(headline, gap=9)
    stack.space((lines - len(headline.lines)) * headline.style.leading + (0 if headline.lines else 9))
    if headline.lines:
        kids.append(headline.element)
    kids += put_speaker(desk, stack, voice.who, width, gap=11)
    return stack.piece(origin=voice.origin), kids


def _put_column(sheet: Sheet, column: Column, at: int, top: int) -> None:
    """Set poured text in grid column *at* from row *top* on, its notes at its foot."""
    for item in column.all_set(column.used):
        sheet.put(item.piece, column=at, row=top + item.row)
    notes = column.all_notes(column.used)
    if notes:
        short = rule(0, 0, sheet.grid.span(1), STONE)
        sheet.items += moved_all((short,), sheet.left + sheet.grid.column(at), sheet.grid.top(top + notes[0].row) - 3)
    for item in notes:
        sheet.put(item.piece, column=at, row=top + item.row)
