"""A paragraph before it has lines: its words and spaces in a row, and where it may break.

As a galley in the composing room: a tray of type that has been set and not yet made up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from itertools import groupby

from layout.type.faces import Fonts
from layout.type.glyphs import Shaped
from layout.type.hyphens import break_points
from layout.type.joins import lacking
from layout.type.linebreak import DASH, DASH_COST, FORCED, HYPHEN, HYPHEN_COST, SPACE, Chances
from layout.type.shaping import eased
from layout.type.spacing import small_words
from layout.type.stretches import cut_stretches
from layout.type.style import Part, TextStyle
from layout.type.words import Cut, Edges, Fount, Word, fount_for, is_divisible
from layout.values import Struct, field, replace

TOKENS = re.compile("[^ \t\r\f\v\n\u00a0\u2028\u2029]+|[ \t\r\f\v]+|[\n\u2028\u2029]|\u00a0")
"""A word, white space, a forced line end, or one no-break space."""


class Sort(IntEnum):
    """What a piece on the galley is to the line breaker."""

    WORD = 0
    SPACE = 1
    NO_BREAK_SPACE = 2
    LINE_END = 3


class Mark(Struct, frozen=True):
    """A place to break: before piece *index* (a space, or the end), or inside it at *cut*."""

    index: int
    cut: Cut | None = None


class Galley(Struct):
    """Columns with one row for each piece; widths in points."""

    founts: list[Fount]
    """By part."""
    styles: list[TextStyle]
    """By part; a fount is shared by styles that differ in tint or rise alone."""
    sorts: list[Sort] = field(default_factory=list)
    pieces: list[Shaped] = field(default_factory=list)
    words: list[Word | None] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    glues: list[float] = field(default_factory=list)
    """The width again where it may stretch, else 0."""
    eased: dict[int, float] = field(default_factory=dict)
    """White put behind a piece, or taken away, to fit it to the next one in another style; thousandths of the size."""
    base: int = 0
    """The paragraph's own level: 1 where it runs from right to left."""
    levels: list[int] = field(default_factory=list)
    """Of each piece; empty where everything runs left to right."""
    owners: list[int] = field(default_factory=list)
    """For each of *styles* the part it comes from, where parts had to be cut finer."""

    def add(self, sort: Sort, piece: Shaped, part: int, width: float, word: Word | None = None) -> None:
        """Put one piece at the end."""
        self.sorts.append(sort)
        self.pieces.append(piece)
        self.words.append(word)
        self.parts.append(part)
        self.widths.append(width)
        self.glues.append(0.0 if word else width)

    def drop_last(self) -> None:
        """Take the last piece off again."""
        for column in (self.sorts, self.pieces, self.words, self.parts, self.widths, self.glues):
            column.pop()  # the columns differ in type, not in length
        if self.levels:
            self.levels.pop()


def fill_galley(parts: Sequence[Part], fonts: Fonts, edges: Edges) -> Galley:
    """Cut *parts* into words and spaces, white space folded and none at either end."""
    galley = Galley([fount_for(part.style, edges, fonts) for part in parts], [part.style for part in parts])
    sorts = galley.sorts
    for index, part in enumerate(parts):
        fount = galley.founts[index]
        for text in TOKENS.findall(part.text):
            if text[0] in " \t\r\f\v":
                if sorts and sorts[-1] not in (Sort.SPACE, Sort.LINE_END):
                    galley.add(Sort.SPACE, fount.space, index, fount.space_width)
            elif text == "\u00a0":
                galley.add(Sort.NO_BREAK_SPACE, fount.no_break_space, index, fount.space_width)
            elif text in "\n\u2028\u2029":
                if sorts and sorts[-1] == Sort.SPACE:
                    galley.drop_last()
                if sorts and sorts[-1] != Sort.LINE_END:
                    galley.add(Sort.LINE_END, fount.space, index, fount.space_width)
            else:
                word = fount.word(text)
                if word.shaped.gids:
                    if sorts and sorts[-1] == Sort.WORD:
                        _ease_joint(galley, word, index)
                    galley.add(Sort.WORD, word.shaped, index, word.width, word)
    while sorts and sorts[-1] in (Sort.SPACE, Sort.LINE_END):
        galley.drop_last()
    return galley


def _ease_joint(galley: Galley, word: Word, part: int) -> None:
    """Fit the last word to *word*, which another part begins without a space.

    In one face they are kerned as if they had been shaped together: only a link, a colour
    or a mark of quotation begins there. In two faces white is put where they would touch.
    """
    before, style = galley.styles[galley.parts[-1]], galley.styles[part]
    earlier, later = galley.pieces[-1], word.shaped
    if before.size != style.size or before.rise != style.rise:
        return
    one, two = galley.founts[galley.parts[-1]], galley.founts[part]
    if one.face is two.face and before.features == style.features and before.capitals == style.capitals:
        pair = one.case.shape(earlier.texts[-1][-1:] + word.text[:1])
        kerned = pair.gids == (earlier.gids[-1], later.gids[0])
        amount = pair.adjust[0] - earlier.adjust[-1] if kerned else 0.0
    else:
        amount = lacking(one.face, earlier.gids[-1], two.face, later.gids[0])
    if amount:
        galley.eased[len(galley.pieces) - 1] = amount
        galley.pieces[-1] = piece = eased(earlier, amount)
        moved = (piece.width - earlier.width) * style.size / 1000
        galley.widths[-1] += moved
        mark = galley.words[-1]
        if mark and len(mark.text) == 1 and mark.hang_left and one.edges.quotes:
            galley.words[-1] = replace(mark, hang_left=mark.hang_left + moved)


def fill_directed(parts: Sequence[Part], base: int, fonts: Fonts, edges: Edges) -> Galley:
    """Do what `fill_galley` does for a paragraph of the level *base* with words that run right to left.

    Margins are optical only for what stands at the edges it says: what runs the other way
    than its line ends somewhere within it.
    """
    galley = Galley([], [], base=base)
    numbers: dict[tuple[int, TextStyle, bool, Edges], int] = {}
    sorts = galley.sorts
    flush = Edges(left=False, right=False)
    for stretch in cut_stretches(parts, base, fonts):
        is_word = stretch.text[0] not in " \t\r\f\v\n\u00a0\u2028\u2029"
        reverse = stretch.reverse and is_word
        own_edges = edges if stretch.level == base == 0 else flush
        key = (stretch.part, stretch.style, reverse, own_edges)
        if key not in numbers:
            numbers[key] = len(galley.founts)
            galley.founts.append(fount_for(stretch.style, own_edges, fonts, reverse=reverse))
            galley.styles.append(stretch.style)
            galley.owners.append(stretch.part)
        index = numbers[key]
        fount = galley.founts[index]
        for text in TOKENS.findall(stretch.text):
            if is_word:
                joins = stretch.before or stretch.after
                word = fount.joined(stretch.before, text, stretch.after) if joins else fount.word(text)
                if word.shaped.gids:
                    if sorts and sorts[-1] == Sort.WORD and galley.levels[-1] == stretch.level and not reverse:
                        _ease_joint(galley, word, index)
                    galley.add(Sort.WORD, word.shaped, index, word.width, word)
            elif text == "\u00a0":
                galley.add(Sort.NO_BREAK_SPACE, fount.no_break_space, index, fount.space_width)
            elif text in "\n\u2028\u2029":
                if sorts and sorts[-1] == Sort.SPACE:
                    galley.drop_last()
                if sorts and sorts[-1] != Sort.LINE_END:
                    galley.add(Sort.LINE_END, fount.space, index, fount.space_width)
            elif sorts and sorts[-1] not in (Sort.SPACE, Sort.LINE_END):
                galley.add(Sort.SPACE, fount.space, index, fount.space_width)
            galley.levels += [stretch.level] * (len(sorts) - len(galley.levels))
    while sorts and sorts[-1] in (Sort.SPACE, Sort.LINE_END):
        galley.drop_last()
    return galley


_WHOLE = 3 * HYPHEN_COST
"""Demerits of dividing a name, or a compound elsewhere than at the hyphen it has."""
_LONE = 1_500.0
"""Demerits of a line that ends in a single letter."""
_BEFORE_DASH = 10_000.0
_SMALL = 6_000.0
"""Demerits of a heading's line that ends in an article or a short preposition."""


def list_chances(galley: Galley, *, hyphenate: bool, heading: bool = False) -> tuple[Chances, list[Mark]]:
    """Every place where the galley may be broken, as numbers and as marks, row by row.

    Breaks that the text itself offers (after the hyphen of a compound, in an address)
    are always among them; those that need a hyphen of ours only with *hyphenate*.
    In a *heading* a line rather does not end in a small word.
    """
    chances, marks = Chances(), []
    ends, starts = chances.ends, chances.starts
    glue_ends, glue_starts = chances.glue_ends, chances.glue_starts
    costs, kinds = chances.costs, chances.kinds
    mixed = _cuts_of_mixed_words(galley) if hyphenate and len(galley.founts) > 1 else {}
    x = glue = 0.0
    last: Word | None = None
    fresh = True
    alone = False
    for index, sort in enumerate(galley.sorts):
        word = galley.words[index]
        if word:
            # A note's number behind its word, or a figure behind "page", is not alone.
            alone = fresh and word.lone
            if fresh:
                fresh = False
                if ends:
                    starts.append(x + word.hang_left)
                    glue_starts.append(glue)
                    if word.text[0] in "–—":
                        costs[-1] += _BEFORE_DASH
                else:
                    chances.start = word.hang_left
            cuts = word.fixed_cuts
            if hyphenate:
                cuts = mixed[index] if index in mixed else galley.founts[galley.parts[index]].cuts(word)
            for cut in cuts:
                ends.append(x + cut.end)
                starts.append(x + cut.rest)
                glue_ends.append(glue)
                glue_starts.append(glue)
                costs.append(DASH_COST if not cut.hyphen else _WHOLE if word.whole else HYPHEN_COST)
                kinds.append(HYPHEN if cut.hyphen else DASH if cut.dash else SPACE)
                marks.append(Mark(index, cut))
            last = word
        elif sort == Sort.NO_BREAK_SPACE:
            if fresh and ends:
                starts.append(x)
                glue_starts.append(glue)
            fresh = False
            last = None
            glue += galley.glues[index]
        else:
            ends.append(x - last.hang_right if last else x)
            glue_ends.append(glue)
            kinds.append(FORCED if sort == Sort.LINE_END else SPACE)
            cost = 0.0
            if last and sort == Sort.SPACE:
                if alone:
                    cost = _LONE
                if heading and last.text in small_words(galley.styles[galley.parts[index]].language):
                    cost = _SMALL
            costs.append(cost)
            marks.append(Mark(index))
            fresh = True
            glue += galley.glues[index]
        x += galley.widths[index]
    ends.append(x - last.hang_right if last else x)
    starts.append(x)
    glue_ends.append(glue)
    glue_starts.append(glue)
    costs.append(0.0)
    kinds.append(FORCED)
    marks.append(Mark(len(galley.sorts)))
    return chances, marks


def _cuts_of_mixed_words(galley: Galley) -> dict[int, tuple[Cut, ...]]:
    """The cuts of words that change style on the way, by piece.

    Such a word is divided by its whole spelling: "dis" and "covery" apart would be
    divided as two words that they are not.
    """
    found: dict[int, tuple[Cut, ...]] = {}
    for is_word, rows in groupby(range(len(galley.sorts)), lambda row: galley.sorts[row] == Sort.WORD):
        # A note's number is no part of the word that it stands behind.
        pieces = [(row, word) for row in rows if (word := galley.words[row]) and not word.text.isdigit()]
        if not is_word or len(pieces) < 2:
            continue
        spelling = "".join(word.text for _, word in pieces)
        founts = [galley.founts[galley.parts[row]] for row, _ in pieces]
        typed = "".join(word.typed for _, word in pieces)
        points = break_points(spelling, founts[0].language) if is_divisible(typed) else ()
        at = 0
        for (row, word), fount in zip(pieces, founts, strict=True):
            upto = at + len(word.text)
            last = row == pieces[-1][0]
            here = tuple(point - at for point in points if at < point < upto or (point == upto and not last))
            found[row] = fount.cuts_at(word, here)
            at = upto
    return found
