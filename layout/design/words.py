"""Rich text set: from words with emphasis, links and notes to lines, pieces and tags."""

from __future__ import annotations

from collections.abc import Sequence

from layout.complaint import Origin
from layout.design.desk import Desk
from layout.design.rich import Inline, Noted, PageOf, PagesOf, Rich, Words
from layout.design.styles import Style
from layout.pages.book import Item, Link, PlacedLine
from layout.pages.grid import BASELINE_IN_ROW
from layout.pages.piece import Piece, Strip, Strips, piled
from layout.pages.tree import Element, Slot
from layout.type.lines import Line
from layout.type.paragraph import set_paragraph
from layout.type.scripts import is_right_to_left
from layout.type.shaping import shape
from layout.type.stretches import is_directed, level_of
from layout.type.style import Align, Part, TextStyle
from layout.values import Struct, field, replace


class Cited(Struct, frozen=True):
    """A footnote cited in a text: by which part of it, the set note, and the anchor to come back to."""

    part: int
    note: Piece
    back: str


class Text(Struct, frozen=True, kw_only=True):
    """A paragraph set to its measure, with the tag that holds it and the notes it cites."""

    lines: tuple[Line, ...]
    slots: tuple[Slot, ...]
    element: Element
    style: Style
    measure: float
    cited: tuple[Cited, ...] = ()
    marks: tuple[tuple[int, str], ...] = ()
    """Names of places in it, each with the part that it begins with."""
    parts: tuple[Part, ...] = ()
    """What it was set from, for whoever must set it again."""
    origin: Origin = 0

    @property
    def notes(self) -> tuple[Piece, ...]:
        return tuple(one.note for one in self.cited)

    @property
    def is_turned(self) -> bool:
        """It runs from right to left, and begins at the right edge of its measure."""
        return self.style.lines.right_to_left is True and self.style.lines.turns

    @property
    def backs(self) -> tuple[str, ...]:
        """Every anchor in it: where its notes lead back to, and the places that have names."""
        return (*(one.back for one in self.cited), *(name for _, name in self.marks))

    def marks_on(self, line: Line) -> tuple[str, ...]:
        """The names of places on *line*; one that is broken over two lines is where it begins."""
        if not self.marks:
            return ()
        here = {run.part for run in line.runs}
        before = {run.part for other in self.lines[: self.lines.index(line)] for run in other.runs}
        return tuple(name for part, name in self.marks if part in here and part not in before)

    def cited_on(self, line: Line) -> tuple[Cited, ...]:
        """The notes whose numbers stand on *line*."""
        if not self.cited:
            return ()
        here = {run.part for run in line.runs}
        return tuple(one for one in self.cited if one.part in here)

    def anchors_on(self, line: Line) -> tuple[str, ...]:
        """Every anchor on *line*: where its notes lead back to, and the places that have names."""
        return (*(one.back for one in self.cited_on(line)), *self.marks_on(line))


class _Gathered(Struct):
    """What the inline nodes of a paragraph come to, while they are gone through."""

    parts: list[Part] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    kids: list[Element | Slot] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)


def set_text(
    desk: Desk,
    rich: Rich,
    style: Style,
    measure: float,
    *,
    origin: Origin = 0,
    before: Sequence[Element] = (),
) -> Text:
    """Set *rich* in *style* to *measure* points.

    *before* are elements that open the paragraph's tag (a list label, say).
    """
    found = _Gathered(kids=list(before))
    _gather(desk, rich, style, desk.note_measure or measure, origin, found)
    element = Element(role=style.role, kids=tuple(found.kids))
    return _broken(desk, rich, found, element, style, measure, origin)


def set_run_on(desk: Desk, items: Sequence[Rich], style: Style, measure: float, *, origin: Origin = 0) -> Text:
    """Set a list run on with middle dots; for whoever listens it is a list, each item its own."""
    found = _Gathered()
    entries: list[Element] = []
    for number, item in enumerate(items, start=1):
        found.kids = []
        dot = (Words(text=" · "),) if number < len(items) else ()
        _gather(desk, (*item, *dot), style, desk.note_measure or measure, origin, found)
        entries.append(Element(role="LI", kids=(Element(role="LBody", kids=tuple(found.kids)),)))
    element = Element(role="L", kids=tuple(entries), numbering="None")
    return _broken(desk, [node for item in items for node in item], found, element, style, measure, origin)


def _broken(
    desk: Desk,
    rich: Rich | Sequence[Inline],
    found: _Gathered,
    element: Element,
    style: Style,
    measure: float,
    origin: Origin,
) -> Text:
    """What was gathered for a text, broken into lines."""
    parts = tuple(found.parts)
    if is_directed(parts) and (is_right_to_left(_language_of(desk, rich)) or level_of(parts)):
        style = replace(style, lines=replace(style.lines, right_to_left=True))
    lines = set_paragraph(parts, style.lines, measure, desk.fonts) if parts else ()
    return Text(
        lines=_closed(lines, style, desk),
        slots=tuple(found.slots),
        element=element,
        style=style,
        measure=measure,
        cited=tuple(found.cited),
        marks=tuple(found.marks),
        parts=parts,
        origin=origin,
    )


def _gather(desk: Desk, rich: Rich, style: Style, measure: float, origin: Origin, into: _Gathered) -> None:
    """Go through *rich*; *measure* is that of the notes it cites."""
    for at, node in enumerate(rich):
        if isinstance(node, Noted):
            _add_note(desk, node, style, _language_around(rich, at), into, measure)
        else:
            _add(desk, node, style, into, origin)


def _language_of(desk: Desk, rich: Sequence[Inline]) -> str:
    """The language of a paragraph: the report's, unless all its words are marked as another; then that of the first."""
    spoken = [node.language for node in rich if isinstance(node, Words) and any(map(str.isalpha, node.text))]
    return spoken[0] if spoken and all(spoken) else desk.language


def _language_around(rich: Rich, at: int) -> str:
    """The language of the passage inside which a note is cited; empty where it stands in no such passage."""
    beside = [node.language for node in rich[max(at - 1, 0) : at + 2] if isinstance(node, Words)]
    return beside[0] if len(beside) == 2 and beside[0] == beside[1] else ""


def _add(desk: Desk, node: Words | PageOf | PagesOf, style: Style, into: _Gathered, origin: Origin) -> None:
    """Turn one inline node into parts with their slots and tags."""
    match node:
        case Words():
            if node.mark:
                into.marks.append((len(into.parts), node.mark))
            language = node.language or desk.language
            manner = style.text(language, emphasis=node.emphasis, strong=node.strong, setting=node.setting)
            if node.setting == "small-caps" and node.text.isupper():
                # Whoever puts NATO in small capitals means all of it.
                manner = replace(manner, features=(*manner.features, "c2sc"))
            desk.check_glyphs(node.text, manner.font, node.origin or origin)
            if node.setting:
                _check_setting(desk, node, manner, origin)
            slot = _slot_for(desk, node, into)
            into.parts.append(Part(node.text, manner))
            into.slots.append(slot)
        case PageOf():
            if desk.is_lost(node.anchor):
                desk.complain(
                    "lost-reference",
                    f"nothing on the pages is called `{node.anchor}`",
                    node.origin or origin,
                    found=node.anchor,
                )
            text = f"{node.lead}{desk.page_of(node.anchor)}"
            words = Words(text=text, anchor=node.anchor, emphasis=node.emphasis, strong=node.strong, origin=node.origin)
            _add(desk, words, style, into, origin)
        case PagesOf():
            for words in _pages(desk, node):
                _add(desk, words, style, into, origin)


_SET_BY = {"small-caps": "smcp", "superior": "sups", "inferior": "subs"}
"""The OpenType feature that must have a form of its own for every character so set."""


def _check_setting(desk: Desk, node: Words, manner: TextStyle, origin: Origin) -> None:
    """Complain of characters that the face has in no such form: they would stand there full size."""
    feature = _SET_BY.get(node.setting)
    if feature is None:
        return
    wanted = [char for char in dict.fromkeys(node.text) if (char.islower() if feature == "smcp" else char.isalnum())]
    plainly = replace(manner, features=tuple(one for one in manner.features if one != feature))
    lacking = [char for char in wanted if shape(char, manner, desk.fonts).gids == shape(char, plainly, desk.fonts).gids]
    if lacking:
        desk.complain(
            "missing-form",
            f"the typeface has no {_NAMED[node.setting]} “{''.join(lacking)}”: it would stand there full size",
            node.origin or origin,
            found=node.text,
            hint="write it another way",
        )


_NAMED = {"small-caps": "small capital for", "superior": "raised", "inferior": "lowered"}


def _pages(desk: Desk, node: PagesOf) -> list[Words]:
    """“12, 14, 31”: page numbers as linked words."""
    found: dict[str, str] = {}
    for anchors in node.places:
        anchor = next((one for one in anchors if not desk.is_lost(one)), "")
        if anchor:
            found.setdefault(desk.page_of(anchor), anchor)
    listed: list[Words] = []
    for page in sorted(found, key=int):
        listed += [*([Words(text=", ")] if listed else []), Words(text=page, anchor=found[page])]
    return listed


def _slot_for(desk: Desk, node: Words, into: _Gathered) -> Slot:
    """The slot of a stretch: shared with the one before where both are plain text of the paragraph."""
    special = node.uri or node.anchor or node.language or node.expansion
    if not special and into.slots and into.kids and into.kids[-1] == into.slots[-1]:
        return into.slots[-1]
    slot = desk.slot()
    if not special:
        into.kids.append(slot)
        return slot
    role = "Link" if node.uri or node.anchor else "Span"
    # A link's annotation must hang on the Link itself (ISO 14289-1, 7.18.5), so that is what has the language.
    into.kids.append(Element(role=role, kids=(slot,), language=node.language, expansion=node.expansion))
    if role == "Link":
        where = node.uri or f"page {desk.page_of(node.anchor)}"
        said = node.contents or node.text.strip()
        desk.links[slot] = Link(anchor=node.anchor, uri=node.uri, contents=f"{said} ({where})")
    return slot


def _add_note(desk: Desk, node: Noted, style: Style, language: str, into: _Gathered, measure: float) -> None:
    """Set a note's reference in the text and the note itself as a piece for the column's foot."""
    desk.note_count += 1
    number = str(desk.note_count)
    there, back = f"{desk.part}-note-{number}", f"{desk.part}-note-{number}-back"
    slot = desk.slot()
    manner = style.text(language or desk.language)
    into.parts.append(Part(number, replace(manner, features=(*manner.features, "sups"))))
    into.slots.append(slot)
    desk.links[slot] = Link(anchor=there, contents=f"Note {number}")
    into.kids.append(Element(role="Reference", kids=(Element(role="Link", kids=(slot,)),)))

    label_slot = desk.slot()
    desk.links[label_slot] = Link(anchor=back, contents=f"Back to the text of note {number}")
    label = Element(role="Lbl", kids=(Element(role="Link", kids=(label_slot,)),))
    text = set_text(desk, node.note, desk.styles.note, measure - NOTE_INDENT, origin=node.origin)
    number_style = desk.styles.note.text(desk.language)
    number_line = set_paragraph((Part(number, number_style),), desk.styles.note.lines, NOTE_INDENT, desk.fonts)[0]
    into.kids.append(Element(role="Note", kids=(label, text.element), key=there))
    desk.noted[there] = desk.noted[back] = node.origin
    into.cited.append(Cited(len(into.parts) - 1, _note_piece(desk, text, number_line, label_slot, there), back))


def _note_piece(desk: Desk, text: Text, number: Line, slot: Slot, anchor: str) -> Piece:
    """A footnote that may go on in the next column, two lines at least on either side."""
    strips = strips_of(desk, text, x=NOTE_INDENT)
    baseline = desk.first_baseline(text.style)
    turned = text.is_turned
    strips = strips_of(desk, text, x=0.0 if turned else NOTE_INDENT)
    edge = text.measure + NOTE_INDENT - number.width if turned else 0.0
    sign = replace(place_line(replace(text, slots=(slot,)), number, edge, baseline), measure=NOTE_INDENT)
    first, *others = strips.pile or (Strip(items=(), height=text.style.leading),)
    first = replace(first, items=(sign, *first.items), anchors=(anchor, *first.anchors))
    return piled(replace(strips, pile=(first, *others)), Piece(rows=0, origin=text.origin))


NOTE_INDENT = 11.0
"""Points that a footnote's text hangs clear of its number."""


DISPLAY_SIZE = 24.0
"""Points from which a text's last line ends in a space of its own: what follows is so much smaller that
some readers would otherwise take it for the same line."""


def _closed(lines: tuple[Line, ...], style: Style, desk: Desk) -> tuple[Line, ...]:
    """The lines of a text; the last one of display type ends in a real space."""
    if style.size < DISPLAY_SIZE or not lines or not lines[-1].runs:
        return lines
    *before, last = lines
    *runs, end = last.runs
    manner = style.text(desk.language)
    space = shape(" ", manner, desk.fonts)
    if end.is_reverse or style.lines.right_to_left:
        left = min(run.x for run in last.runs) - space.width * manner.size / 1000
        beside = replace(end, font=manner.font, size=manner.size, x=left, rise=0.0, pieces=(space,), extra=(0.0,))
        return (*before, replace(last, runs=(*last.runs, beside)))
    return (*before, replace(last, runs=(*runs, replace(end, pieces=(*end.pieces, space), extra=(*end.extra, 0.0)))))


def lay(desk: Desk, text: Text, *, x: float = 0.0, y: float = 0.0, first: float | None = None) -> tuple[Item, ...]:
    """Place the lines of *text* from (*x*, *y*), the top-left corner of its block.

    *first* is the distance down to the first baseline; the style's own if not given.
    """
    baseline = y + (desk.first_baseline(text.style) if first is None else first)
    return tuple(
        place_line(text, line, x, baseline + number * text.style.leading) for number, line in enumerate(text.lines)
    )


def place_line(text: Text, line: Line, x: float, baseline: float, *, on_grid: bool = False) -> PlacedLine:
    """One line of *text* at its place."""
    return PlacedLine(
        x=x,
        baseline=baseline,
        measure=text.measure,
        runs=line.runs,
        slots=text.slots,
        leading=text.style.leading,
        hyphenated=line.hyphenated,
        justified=text.style.lines.align is Align.JUSTIFY and not line.last,
        space_ratio=line.space_ratio,
        overrun=line.overrun,
        on_grid=on_grid,
        origin=text.origin,
        ground=text.style.ground.ink,
        ground_amount=text.style.ground.amount,
    )


def depth_of(desk: Desk, text: Text) -> float:
    """Points from the block's top to under its last line's descenders."""
    if not text.lines:
        return 0.0
    return desk.first_baseline(text.style) + (len(text.lines) - 1) * text.style.leading + 0.24 * text.style.size


def rows_of(desk: Desk, text: Text) -> int:
    """Whole rows that the block takes."""
    return desk.grid.rows_for(depth_of(desk, text))


def block(
    desk: Desk, text: Text, *, x: float = 0.0, before: int = 0, keep: bool = False, anchors: tuple[str, ...] = ()
) -> Piece:
    """The whole text as one piece."""
    return Piece(
        rows=rows_of(desk, text),
        items=lay(desk, text, x=x),
        before=before,
        keep=keep,
        notes=text.notes,
        anchors=(*anchors, *text.backs),
        origin=text.origin,
    )


def strips_of(desk: Desk, text: Text, *, x: float = 0.0) -> Strips:
    """The text as `block` sets it, line by line: two of them at least stand on either side of a division."""
    leading = text.style.leading
    first = desk.first_baseline(text.style)
    pile = []
    for number, line in enumerate(text.lines):
        pile.append(
            Strip(
                items=(place_line(text, line, x, first),),
                height=leading,
                keep=is_kept(number, len(text.lines)),
                notes=tuple(one.note for one in text.cited_on(line)),
                anchors=text.anchors_on(line),
            )
        )
    return Strips(pile=tuple(pile), row=desk.grid.row, tail=depth_of(desk, text) - len(pile) * leading)


def is_kept(line: int, count: int) -> bool:
    """Tell whether no division may follow *line* of *count*: it would leave one alone."""
    return count > 1 and line in {0, count - 2}


def lay_beside(desk: Desk, label: Text, x: float) -> tuple[Item, ...]:
    """A label's only line, to stand on the first baseline of running text."""
    return tuple(place_line(label, line, x, BASELINE_IN_ROW * desk.grid.row) for line in label.lines[:1])


class Running(Struct, frozen=True):
    """A paragraph that runs over columns, as it is set and may have to be set again."""

    text: Text
    before: int = 0
    """Rows left free above its first line."""
    beside: tuple[Item, ...] = ()
    """A list's sign or a drawn initial, with the first line."""
    initial: str = ""
    """What the initial says: read with the first letter behind it."""
    together: int = 0
    """Lines that stand beside it, and stay in one column."""


def running_pieces(desk: Desk, text: Text, *, before: int = 0, beside: tuple[Item, ...] = ()) -> tuple[Piece, ...]:
    """Running text, a piece a line; no break leaves fewer than two lines on either side."""
    return lines_of(desk, Running(text, before, beside))


def lines_of(desk: Desk, running: Running) -> tuple[Piece, ...]:
    """The lines of a running paragraph as pieces; it may be set again."""
    return _lines_of(desk, running, desk.run(running))


def set_again(desk: Desk, paragraph: int, barred: frozenset[int], more: int = 0) -> tuple[Piece, ...]:
    """A running paragraph once more, with no hyphen of ours at the end of the lines *barred*.

    It is to be *more* lines longer (fewer, if negative) than it is by itself; where it
    cannot be had so, it is as long as it likes.
    """
    running = desk.running[paragraph - 1]
    assert isinstance(running, Running)
    text = running.text
    count = len(text.lines) + more if more else 0
    style = text.style.lines
    lines = set_paragraph(text.parts, style, text.measure, desk.fonts, no_hyphen_after=barred, count=count)
    return _lines_of(desk, replace(running, text=replace(text, lines=lines)), paragraph)


def _lines_of(desk: Desk, running: Running, paragraph: int) -> tuple[Piece, ...]:
    text = running.text
    count = len(text.lines)
    baseline = BASELINE_IN_ROW * desk.grid.row
    pieces = []
    for number, line in enumerate(text.lines):
        if running.initial and number == 0:
            line = _said_first(line, running.initial)
        pieces.append(
            Piece(
                rows=1,
                items=(
                    *(running.beside if number == 0 else ()),
                    place_line(text, line, 0.0, baseline, on_grid=True),
                ),
                before=running.before if number == 0 else 0,
                keep=is_kept(number, count) or number < running.together - 1,
                notes=tuple(one.note for one in text.cited_on(text.lines[number])),
                anchors=text.anchors_on(text.lines[number]),
                paragraph=paragraph,
                line=number,
                origin=text.origin,
            )
        )
    return tuple(pieces)


def _said_first(line: Line, initial: str) -> Line:
    """*line* with *initial* in the text of its first glyph: who copies or hears it gets the whole word."""
    run, *runs = line.runs
    piece, *pieces = run.pieces
    first, *texts = piece.texts
    piece = replace(piece, texts=(initial + first, *texts))
    return replace(line, runs=(replace(run, pieces=(piece, *pieces)), *runs))
