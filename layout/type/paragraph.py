"""Paragraphs: styled parts in, set lines out. The last step of the type room.

Text is refined by the rules of its language, laid on a galley word by word, broken
into lines and spaced. Up to the breaking all is numbers; glyphs are only put together
for the lines that were chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from layout.type.bidi import visual_order
from layout.type.faces import Fonts
from layout.type.galley import TOKENS, Galley, Mark, Sort, fill_directed, fill_galley, list_chances
from layout.type.glyphs import Run, Shaped
from layout.type.linebreak import (
    RUNT_AT_LAST,
    SHRINK,
    Breaks,
    Wishes,
    break_balanced,
    break_justified,
    break_ragged,
    ends_in_runt,
    share_slack,
)
from layout.type.lines import Line
from layout.type.shaping import eased, is_at_limit, tracked
from layout.type.spacing import refine_parts
from layout.type.stretches import cut_stretches, is_directed, level_of
from layout.type.style import Align, ParagraphStyle, Part, TextStyle
from layout.type.words import Edges, fount_for
from layout.values import Struct, replace

Measure = float | tuple[float, ...]
"""Points; or those of the first lines one by one, the last holding for all that follow."""

ParagraphKey = tuple[tuple[Part, ...], ParagraphStyle, Measure, frozenset[int], int]

_REMEMBERED = 20_000
"""Paragraphs kept set; a report of a thousand pages has fewer."""

_STRICT, _TOLERANT = 0.33, 1.0
"""How much a word space may grow without hyphens, and with them, before we look further."""
_WIDE = 36.0
"""Measure in ems from which lines without any hyphen have a fair chance."""

_FREER = 2.0
"""How much more letters give where a paragraph would otherwise end in a runt, or is to run a line longer or shorter."""

_PERCEPTIBLE = 0.05
"""Points over its measure from which a line counts as too long."""


def set_paragraph(
    parts: Sequence[Part],
    style: ParagraphStyle,
    measure: Measure,
    fonts: Fonts,
    *,
    no_hyphen_after: frozenset[int] = frozenset(),
    count: int = 0,
) -> tuple[Line, ...]:
    """Set a paragraph to *measure*; no words, no lines.

    White space is folded; a line feed forces a line to end. *no_hyphen_after* bars hyphens
    from the ends of lines: 0 is the first line, -1 the last, so a page turn after the
    third line bars 2. Justified text comes in *count* lines, if it can be had in so many.
    Setting the same paragraph again is a look-up.
    """
    key = (tuple(parts), style, measure, no_hyphen_after, count)
    lines = fonts.paragraphs.get(key)
    if lines is None:
        lines = compose(parts, style, measure, fonts, no_hyphen_after=no_hyphen_after, count=count)
        fonts.paragraphs[key] = lines
        if len(fonts.paragraphs) > _REMEMBERED:
            del fonts.paragraphs[next(iter(fonts.paragraphs))]
    return lines


def compose(
    parts: Sequence[Part],
    style: ParagraphStyle,
    measure: Measure,
    fonts: Fonts,
    *,
    no_hyphen_after: frozenset[int] = frozenset(),
    count: int = 0,
) -> tuple[Line, ...]:
    """Do what `set_paragraph` does, without remembering it."""
    galley = _fill(parts, style, fonts, _edges(style))
    if not galley.pieces:
        return ()
    frame = _Frame(style, measure if isinstance(measure, tuple) else (measure,))
    chosen = _choose_breaks(galley, frame, no_hyphen_after, count)
    return tuple(_set_lines(galley, chosen.marks, chosen.frame))


def set_line(parts: Sequence[Part], fonts: Fonts) -> Line:
    """Set *parts* as one line at its natural width, however long, starting at x = 0."""
    galley = _fill(parts, None, fonts, _FLUSH)
    if not galley.pieces:
        return Line(runs=(), width=0.0, natural=0.0, spaces=0, space_ratio=1.0, hyphenated=False, last=True)
    strip = _cut_strip(galley, None, Mark(len(galley.pieces)))
    return _order(strip, galley, 0.0) if galley.levels else _space_out(strip, galley, 0.0)


def _fill(parts: Sequence[Part], style: ParagraphStyle | None, fonts: Fonts, edges: Edges) -> Galley:
    parts = refine_parts(parts)
    if is_directed(parts):
        return fill_directed(parts, level_of(parts, style), fonts, edges)
    return fill_galley(parts, fonts, edges)


def width_of(text: str, style: TextStyle, fonts: Fonts) -> float:
    """The width of *text* on one line, in points; its spaces count as typed."""
    parts = (Part(text, style),)
    if is_directed(parts):
        return sum(
            fount_for(one.style, _FLUSH, fonts, reverse=one.reverse).case.shape(one.text).width * one.style.size / 1000
            for one in cut_stretches(parts, level_of(parts), fonts)
        )
    fount = fount_for(style, _FLUSH, fonts)
    return sum(fount.case.shape(token).width for token in TOKENS.findall(text)) * fount.points


_MISJUDGED = 1.0
"""Points by which breaking may misjudge what tracking can take out of a line of mixed sizes."""

_ALL_BUT = 0.12
"""How much wider the word spaces of a last line may be made for it to end at the edge, as a share of their width."""

_FLUSH = Edges(left=False, right=False)


def _edges(style: ParagraphStyle) -> Edges:
    """Where a paragraph's margins are optical: on the edges that its lines share."""
    if not style.protrude:
        return _FLUSH
    justified = style.align is Align.JUSTIFY
    return Edges(
        left=justified or style.align is Align.LEFT,
        right=justified or style.align is Align.RIGHT,
        quotes=not justified,
    )


class _Frame(Struct, frozen=True):
    """The room a paragraph has, line by line."""

    style: ParagraphStyle
    measures: tuple[float, ...]

    def indent(self, line: int) -> float:
        """From the left edge of the measure to where line *line* starts."""
        style = self.style
        beside = style.indents[line] if line < len(style.indents) else 0.0
        return style.left_indent + beside + (style.first_indent if line == 0 else 0.0)

    def room(self, line: int) -> float:
        """Width that line *line* may fill."""
        return max(self.measures[min(line, len(self.measures) - 1)] - self.indent(line), 0.1)

    def rooms(self) -> tuple[float, ...]:
        """The widths of as many lines as differ, and then that of all others."""
        special = max(len(self.measures) - 1, len(self.style.indents), 1 if self.style.first_indent else 0)
        return tuple(self.room(line) for line in range(special + 1))


class _Chosen(Struct, frozen=True):
    """Where the lines end, and the frame whose give it takes to set them."""

    marks: list[Mark]
    frame: _Frame


def _choose_breaks(galley: Galley, frame: _Frame, no_hyphen_after: frozenset[int], count: int) -> _Chosen:
    """The marks at which the lines end, first to last."""
    barred = frozenset(line for line in no_hyphen_after if line >= 0)
    chosen = _break(galley, frame, barred, count)
    from_end = frozenset(line for line in no_hyphen_after if line < 0)
    # Lines counted from the end are only known once there are lines. Barring a hyphen
    # can change their number; three rounds settle it or leave it.
    for _ in range(3 if from_end else 0):
        marks = chosen.marks
        wanted = barred | {len(marks) + line for line in from_end if len(marks) + line >= 0}
        if all(marks[line].cut is None for line in wanted if line < len(marks)):
            break
        chosen = _break(galley, frame, wanted, count)
    return chosen


def _break(galley: Galley, frame: _Frame, barred: frozenset[int], count: int) -> _Chosen:
    style = frame.style
    fount = galley.founts[0]
    last = len(frame.measures)
    wishes = Wishes(
        measures=frame.rooms(),
        # A share of the whole measure, whatever the text is indented.
        last_line_least=style.last_line_least * frame.measures[-1] / frame.room(max(last, len(style.indents) + 1)),
        # Letters that join, and points that hang on letters, cannot be spaced out.
        give=0.0 if galley.levels else style.give * fount.points / fount.pitch,
        no_hyphen_after=barred,
        lines=count,
    )
    if style.align is Align.JUSTIFY and not style.balance:
        return _break_justified(galley, wishes, frame)
    chances, marks = list_chances(galley, hyphenate=style.hyphenate and not style.balance, heading=style.balance)
    chances.start = _first_hang(style, chances.start)
    breaks = break_balanced(chances, wishes) if style.balance else break_ragged(chances, wishes)
    return _Chosen([marks[row] for row in breaks], frame)


def _break_justified(galley: Galley, wishes: Wishes, frame: _Frame) -> _Chosen:
    """TeX's passes: without hyphens, with them, and then whatever can be had."""
    style = frame.style

    def chosen(breaks: Breaks, by: _Frame = frame) -> _Chosen:
        return _Chosen([marks[row] for row in breaks], by)

    if style.hyphenate and not wishes.lines and wishes.measures[-1] > _WIDE * galley.styles[0].size:
        chances, marks = list_chances(galley, hyphenate=False)
        chances.start = _first_hang(style, chances.start)
        breaks = break_justified(chances, wishes, _STRICT)
        if breaks and not ends_in_runt(chances, wishes, breaks):
            return chosen(breaks)
    chances, marks = list_chances(galley, hyphenate=style.hyphenate)
    chances.start = _first_hang(style, chances.start)
    breaks = break_justified(chances, wishes, _TOLERANT)
    if breaks and not ends_in_runt(chances, wishes, breaks):
        return chosen(breaks)
    freer = replace(wishes, give=_FREER * wishes.give)
    by = replace(frame, style=replace(style, give=_FREER * style.give))
    if wishes.lines:
        again = break_justified(chances, freer, _TOLERANT)
        if again and not ends_in_runt(chances, freer, again):
            return chosen(again, by)
        return _break_justified(galley, replace(wishes, lines=0), frame)
    if not breaks:
        breaks = break_justified(chances, wishes, _TOLERANT, rescue=True)
        if breaks and not ends_in_runt(chances, wishes, breaks):
            return chosen(breaks)
    # A runt: letters give more, then spaces too; it is left where nothing helps.
    again = break_justified(chances, freer, _TOLERANT)
    if not again or ends_in_runt(chances, wishes, again):
        again = break_justified(chances, replace(freer, runt=RUNT_AT_LAST), _TOLERANT, rescue=True)
    if again and not ends_in_runt(chances, wishes, again):
        return chosen(again, by)
    return chosen(breaks or [])


def _first_hang(style: ParagraphStyle, hang: float) -> float:
    """What of an overhang the first line keeps: none if it is indented anyway."""
    return 0.0 if style.first_indent > 0 else hang


class _Strip(Struct):
    """What stands on one line, cut off the galley; not yet spaced."""

    pieces: list[Shaped]
    parts: list[int]
    glues: list[float]
    natural: float
    """Points."""
    hang_left: float
    hang_right: float
    trailing: int | None
    """The part of the space that ends the line, unless it is cut inside a word or the last."""
    hyphenated: bool
    ends_free: bool
    """The author ends the line here, by a line break or the paragraph's end: it is not stretched."""
    last: bool
    levels: list[int]


def _set_lines(galley: Galley, marks: list[Mark], frame: _Frame) -> Iterator[Line]:
    before: Mark | None = None
    for number, mark in enumerate(marks):
        yield _set_strip(_cut_strip(galley, before, mark), galley, frame, number)
        before = mark


def _cut_strip(galley: Galley, before: Mark | None, mark: Mark) -> _Strip:
    """Take what stands between two marks off the galley, shaping words that were cut."""
    first, offset = _start_after(galley, before)
    end = mark.index + (mark.cut is not None)
    pieces, parts = galley.pieces[first:end], galley.parts[first:end]
    widths, glues = galley.widths[first:end], galley.glues[first:end]
    levels = galley.levels[first:end]
    head, tail = (galley.words[first], galley.words[end - 1]) if pieces else (None, None)
    hang_left = head.hang_left if head else 0.0
    hang_right = tail.hang_right if tail else 0.0
    inside = end - 1 == first and mark.cut is not None
    if head and offset and not inside:
        fount = galley.founts[parts[0]]
        rest = head.text[offset:]
        pieces[0] = fount.case.shape(rest)
        if first in galley.eased:
            pieces[0] = eased(pieces[0], galley.eased[first])
        widths[0] = pieces[0].width * fount.points
        hang_left = fount.hang_left(rest[0])
    if tail and mark.cut:
        fount = galley.founts[parts[-1]]
        pieces[-1] = fount.upto(mark.cut, tail, offset if inside else 0)
        widths[-1] = pieces[-1].width * fount.points
        hang_right = fount.hang_right("\u2010" if mark.cut.hyphen else tail.text[mark.cut.offset - 1])
        if inside and offset:
            hang_left = fount.hang_left(tail.text[offset])
    if before and before.cut and before.cut.again:
        fount = galley.founts[parts[0]]
        hyphen = fount.case.hyphen_again()
        pieces, parts, glues = [hyphen, *pieces], [parts[0], *parts], [0.0, *glues]
        widths = [hyphen.width * fount.points, *widths]
        levels = levels[:1] + levels
        hang_left = 0.0
    trails = mark.cut is None and mark.index < len(galley.pieces)
    return _Strip(
        pieces=pieces,
        parts=parts,
        glues=glues,
        natural=sum(widths),
        hang_left=hang_left,
        hang_right=hang_right,
        trailing=galley.parts[mark.index] if trails else None,
        hyphenated=mark.cut is not None and mark.cut.hyphen,
        ends_free=mark.cut is None and (not trails or galley.sorts[mark.index] == Sort.LINE_END),
        last=mark.index == len(galley.pieces),
        levels=levels,
    )


def _start_after(galley: Galley, mark: Mark | None) -> tuple[int, int]:
    """The piece that a line begins with, and how much of it the line before has taken."""
    if mark is None:
        return 0, 0
    word = galley.words[mark.index]
    if mark.cut is None or (word and mark.cut.offset == len(word.text)):
        return mark.index + 1, 0
    return mark.index, mark.cut.offset


def _set_strip(strip: _Strip, galley: Galley, frame: _Frame, number: int) -> Line:
    """Give a strip its place on line *number*, and its word spaces their width."""
    align, indent, room = frame.style.align, frame.indent(number), frame.room(number)
    hang = _first_hang(frame.style, strip.hang_left) if number == 0 else strip.hang_left
    slack = room + hang + strip.hang_right - strip.natural
    if galley.levels:
        return _set_directed(strip, galley, frame, number, slack, hang)
    if align is Align.JUSTIFY:
        line = _justify(strip, galley, indent - hang, slack, frame.style.give)
    else:
        aside = {Align.RIGHT: slack, Align.CENTRE: slack / 2}.get(align, 0.0)
        line = _space_out(strip, galley, indent - hang + aside)
    overrun = line.width - strip.hang_right - indent - room
    return replace(line, overrun=overrun) if slack < 0 and overrun > _PERCEPTIBLE else line


def _justify(strip: _Strip, galley: Galley, x: float, slack: float, give: float) -> Line:
    """Spread *slack* over the strip, unless its end is free and it fits as it is.

    A last line that all but fills its measure fills it: a hair's breadth less would look like a mistake.
    """
    if slack >= 0 and strip.ends_free and not (strip.last and slack <= _ALL_BUT * sum(strip.glues)):
        return _space_out(strip, galley, x)
    founts = galley.founts
    # Thousandths of the size times this are points: what tracking by one unit adds.
    gaps = sum(
        (len(piece.gids) - is_at_limit(piece)) * founts[part].points
        for piece, part, glue in zip(strip.pieces, strip.parts, strip.glues, strict=True)
        if not glue
    )
    if not strip.glues[-1]:
        gaps -= founts[strip.parts[-1]].points
    excess, between = share_slack(slack, sum(strip.glues), give * gaps)
    if between:
        amount = between / gaps
        *pieces, last = strip.pieces
        strip.pieces = [
            piece if glue else tracked(piece, amount) for piece, glue in zip(pieces, strip.glues, strict=False)
        ]
        strip.pieces.append(last if strip.glues[-1] else tracked(last, amount, ends_line=True))
    # Breaking reckons with an average letter, which in mixed sizes is a little out: the
    # spaces take up that difference rather than let the line stick out by it.
    over = (-SHRINK - excess) * sum(strip.glues)
    return _space_out(strip, galley, x, excess if over <= _MISJUDGED else max(excess, -SHRINK), between)


def _space_out(strip: _Strip, galley: Galley, x: float, excess: float = 0.0, between: float = 0.0) -> Line:
    """Make the runs, one for each part, every word space wider by *excess* of itself.

    *between* is what tracking has added already, in points.
    """
    runs: list[Run] = []
    at, row = x, 0
    for part, group in groupby(strip.parts):
        upto = row + len(list(group))
        style = galley.styles[part]
        scale = excess * 1000 / style.size
        pieces, extra = strip.pieces[row:upto], [scale * glue for glue in strip.glues[row:upto]]
        if upto == len(strip.parts) and strip.trailing == part:
            pieces.append(galley.founts[part].space)
            extra.append(0.0)
        run = _make_run(style, at, pieces, extra, part)
        runs.append(run)
        if upto < len(strip.parts):
            at += run.width
        row = upto
    width = strip.natural + between + excess * sum(strip.glues)
    if strip.trailing is not None and runs[-1].part != strip.trailing:
        fount = galley.founts[strip.trailing]
        runs.append(_make_run(galley.styles[strip.trailing], x + width, [fount.space], [0.0], strip.trailing))
    return Line(
        runs=tuple(runs),
        width=x + width,
        natural=x + strip.natural,
        spaces=len(strip.glues) - strip.glues.count(0.0),
        space_ratio=1 + excess,
        hyphenated=strip.hyphenated,
        last=strip.last,
    )


def _set_directed(strip: _Strip, galley: Galley, frame: _Frame, number: int, slack: float, hang: float) -> Line:
    """Do what `_set_strip` does, for lines with words that run right to left.

    A line of a paragraph that runs right to left hangs from the right end of its measure.
    """
    style, indent = frame.style, frame.indent(number)
    turned = galley.base == 1 and style.turns
    glue = sum(strip.glues)
    excess = 0.0
    if style.align is Align.JUSTIFY and glue > 0 and not (slack >= 0 and strip.ends_free):
        excess = max(slack / glue, -SHRINK)
    left = slack - excess * glue
    aside = {Align.RIGHT: left, Align.CENTRE: left / 2}.get(style.align, left if turned else 0.0)
    line = _order(strip, galley, aside + (0.0 if turned else indent) - hang, excess)
    return replace(line, overrun=-left) if -left > _PERCEPTIBLE else line


def _order(strip: _Strip, galley: Galley, x: float, excess: float = 0.0) -> Line:
    """Make the runs of a line from *x* on, in reading order, each at the place where it is seen."""
    founts, owners = galley.founts, galley.owners
    widths = [
        piece.width * founts[part].points + excess * glue
        for piece, part, glue in zip(strip.pieces, strip.parts, strip.glues, strict=True)
    ]
    places = [0.0] * len(widths)
    at = x
    for row in visual_order(strip.levels):
        places[row] = at
        at += widths[row]
    runs: list[Run] = []
    for _, group in groupby(
        range(len(widths)),
        # A word that runs right to left stands alone; what runs left to right goes on in one run.
        lambda row: (row if strip.levels[row] % 2 else -1, strip.parts[row], strip.levels[row]),
    ):
        rows = list(group)
        style = galley.styles[strip.parts[rows[0]]]
        extra = [excess * 1000 / style.size * strip.glues[row] for row in rows]
        pieces = [strip.pieces[row] for row in rows]
        runs += _make_runs(style, places[rows[0]], pieces, extra, owners[strip.parts[rows[0]]])
    if strip.trailing is not None:
        fount = founts[strip.trailing]
        beside = x - fount.space_width if galley.base else at
        runs.append(_make_run(galley.styles[strip.trailing], beside, [fount.space], [0.0], owners[strip.trailing]))
    return Line(
        runs=tuple(runs),
        width=at,
        natural=x + strip.natural,
        spaces=len(strip.glues) - strip.glues.count(0.0),
        space_ratio=1 + excess,
        hyphenated=strip.hyphenated,
        last=strip.last,
    )


def _make_runs(style: TextStyle, x: float, pieces: list[Shaped], extra: list[float], part: int) -> Iterator[Run]:
    """One run, or one for each tier of a word that has several."""
    if not pieces[0].tiers:
        yield _make_run(style, x, pieces, extra, part)
        return
    points = style.size / 1000
    for tier in pieces[0].tiers:
        run = _make_run(style, x + tier.start * points, [tier.glyphs], [0.0], part)
        yield replace(run, rise=run.rise + tier.rise * points)


def _make_run(style: TextStyle, x: float, pieces: list[Shaped], extra: list[float], part: int) -> Run:
    return Run(
        font=style.font,
        size=style.size,
        tint=style.tint,
        x=x,
        pieces=tuple(pieces),
        extra=tuple(extra),
        part=part,
        rise=style.rise,
    )
