"""Words ready for the line breaker: their widths in points and where they may be cut.

A `Fount` is a `Case` at one size with its margins decided, as founders used the word:
one face, one size. It keeps its words, so that a word met again costs a lookup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from layout.type.faces import Fonts
from layout.type.glyphs import Shaped
from layout.type.hyphens import break_points
from layout.type.margins import overhang_left, overhang_right
from layout.type.shaping import SOFT_HYPHEN, Case, CaseKey, case_for
from layout.type.style import TextStyle
from layout.values import Struct

ZERO_WIDTH_SPACE = "\u200b"
WORD_JOINER = "\u2060"

FountKey = tuple[CaseKey, float, "Edges"]


class Edges(NamedTuple):
    """Which margins are optical, and whether opening quotes hang free."""

    left: bool
    right: bool
    quotes: bool = False


class Cut(NamedTuple):
    """One place to end a line inside a word. Points, overhang already taken off."""

    offset: int
    end: float
    """From the word's start to the end of a line that is cut here, hyphen included."""
    rest: float
    """From the word's start to where the next line's measure begins."""
    hyphen: bool
    """A hyphen of ours is put here."""
    dash: bool
    """The text itself has a hyphen or dash here, which counts in a ladder all the same."""
    again: bool = False
    """The hyphen of the text is set once more at the start of the next line."""


class Word(Struct, frozen=True):
    """A word in one style, or the part of one that is in one style."""

    text: str
    """As shown: without soft hyphens and the like."""
    typed: str
    shaped: Shaped
    width: float
    """Points."""
    hang_left: float
    hang_right: float
    lone: bool
    """A single letter or figure: rather not the last on its line."""
    fixed_cuts: tuple[Cut, ...]
    """Where the text itself allows a cut: after a hyphen, in an address, at a soft hyphen."""
    whole: bool
    """Rather not divided by a hyphen of ours: a name, or a compound, which has a hyphen or stroke of its own."""


class Fount:
    """One style at one size."""

    def __init__(self, style: TextStyle, edges: Edges, fonts: Fonts, *, reverse: bool = False) -> None:
        self.case: Case = case_for(style, fonts, reverse=reverse)
        self.face = fonts.face(style.font)
        self.edges = edges
        self.language = style.language
        self.points = style.size / 1000
        self.space = self.case.shape(" ")
        self.space_width = self.space.width * self.points
        self.no_break_space = self.case.shape("\u00a0")
        self.pitch = self.case.shape("noteasirhuld").width / 12 * self.points
        """What a letter takes on average, points."""
        self._tongue = style.language.partition("-")[0]
        self._names = self._tongue not in ("de", "lb")  # where every noun has a capital
        self._trailing = style.tracking * self.points
        self._words: dict[str, Word] = {}
        self._cuts: dict[str, tuple[Cut, ...]] = {}
        self._hyphens: dict[str, float] = {}

    def word(self, text: str) -> Word:
        """The word *text*, which may hold soft hyphens and zero-width characters."""
        word = self._words.get(text)
        if word is None:
            word = self._words[text] = self._make(text)
        return word

    def joined(self, before: str, text: str, after: str) -> Word:
        """The piece *text* of a word that runs right to left; its letters join those *before* and *after* it."""
        shaped = self.case.shape_joined(before, text, after)
        return Word(
            text=text,
            typed=text,
            shaped=shaped,
            width=shaped.width * self.points,
            hang_left=0.0,
            hang_right=0.0,
            lone=False,
            fixed_cuts=(),
            whole=True,
        )

    def cuts(self, word: Word) -> tuple[Cut, ...]:
        """Every cut of *word*: the fixed ones and those found by hyphenation, in order."""
        cuts = self._cuts.get(word.typed)
        if cuts is None:
            points = break_points(word.text, self.language) if is_divisible(word.typed) else ()
            cuts = self._cuts[word.typed] = self.cuts_at(word, points)
        return cuts

    def cuts_at(self, word: Word, points: tuple[int, ...]) -> tuple[Cut, ...]:
        """The fixed cuts of *word* and hyphens at *points*, in order; none where a word joiner holds it together."""
        if not points:
            return word.fixed_cuts
        taken = {cut.offset for cut in word.fixed_cuts}
        if WORD_JOINER in word.typed:
            taken |= _take_out_marks(word.typed)[2]
        hyphened = [self._cut(word.text, word.width, point, hyphen=True) for point in points if point not in taken]
        return tuple(sorted((*word.fixed_cuts, *hyphened)))

    def upto(self, cut: Cut, word: Word, start: int = 0) -> Shaped:
        """What stands before a cut, from the offset *start* on, shaped by itself."""
        text = word.text[start : cut.offset]
        return self.case.break_off(text) if cut.hyphen else self.case.shape(text)

    def hang_left(self, text: str) -> float:
        """How far the first character hangs over the left edge, points."""
        if not (self.edges.left and text):
            return 0.0
        share = overhang_left(text[0], hang_quotes=self.edges.quotes)
        if not share:
            return 0.0
        # With its kern, so that a letter behind a mark that hangs free stands where it would without one.
        width = self.case.shape(text[:2]).width - self.case.shape(text[1:2]).width
        return share * width * self.points

    def hang_right(self, text: str) -> float:
        """How far the last character hangs over the right edge, points; the white that tracking puts behind it too."""
        if not (self.edges.right and text):
            return 0.0
        share = overhang_right(text[-1])
        return (share * self.case.shape(text[-1]).width if share else 0.0) * self.points + self._trailing

    def _make(self, text: str) -> Word:
        shown, soft, joined = _take_out_marks(text)
        shaped = self.case.shape(shown)
        width = shaped.width * self.points
        cuts = [
            self._cut(shown, width, offset, hyphen=hyphen)
            for offset, hyphen in sorted({**dict.fromkeys(natural_cuts(shown), False), **soft}.items())
            if 0 < offset < len(shown) and offset not in joined
        ]
        return Word(
            text=shown,
            typed=text,
            shaped=shaped,
            width=width,
            hang_left=self.hang_left(shown),
            hang_right=self.hang_right(shown),
            lone=len(shown) == 1 and shown.isalnum(),
            fixed_cuts=tuple(cuts),
            whole=not all(cut.hyphen for cut in cuts) or (self._names and _begins_with_capital(shown)),
        )

    def _cut(self, text: str, width: float, offset: int, *, hyphen: bool) -> Cut:
        before = text[offset - 1]
        end, rest = self._halves(text, width, offset)
        end += self._hyphen_after(before) if hyphen else -self.hang_right(before)
        start = width - rest
        again = not hyphen and _is_repeated(text, offset, self._tongue)
        if again:
            start -= self.case.hyphen_again().width * self.points
        else:
            start += self.hang_left(text[offset : offset + 1])
        return Cut(offset, end, start, hyphen, not hyphen and before in "-–—‐", again)

    def _halves(self, text: str, width: float, offset: int) -> tuple[float, float]:
        """The widths before and after a cut, as if either side were shaped by itself.

        Only what lies between the nearest free cuts on both sides can change.
        """
        case = self.case
        free = case.free_cuts(text)
        if offset in free:
            return free[offset] * self.points, width - free[offset] * self.points
        left = next((at for at in range(offset, 0, -1) if at in free), 0)
        right = next(at for at in range(offset, len(text) + 1) if at in free)
        head = free.get(left, 0.0) + case.shape(text[left:offset]).width
        tail = case.shape(text[offset:right]).width - free[right]
        return head * self.points, width + tail * self.points

    def _hyphen_after(self, char: str) -> float:
        """What a hyphen after *char* adds to the line, kerning included, overhang not."""
        added = self._hyphens.get(char)
        if added is None:
            added = (self.case.break_off(char).width - self.case.shape(char).width) * self.points
            added = self._hyphens[char] = added - self.hang_right("\u2010")
        return added


def fount_for(style: TextStyle, edges: Edges, fonts: Fonts, *, reverse: bool = False) -> Fount:
    """The fount for *style*, or for its words that run right to left; the same one for every tint and rise."""
    case = (style.font, style.features, style.tracking, style.language, style.capitals, reverse)
    key = (case, style.size, edges)
    fount = fonts.founts.get(key)
    if fount is None:
        fount = fonts.founts[key] = Fount(style, edges, fonts, reverse=reverse)
    return fount


_REPEATING = frozenset({"cs", "es", "hr", "pl", "pt", "sk"})
"""Languages that repeat the hyphen of a compound where it is divided, so that it is not taken for one of the line's.

Spanish does so before small letters alone (Ortografía de la lengua española, 2010).
"""


def _is_repeated(text: str, offset: int, tongue: str) -> bool:
    """Tell whether the hyphen before *offset* is set again after it."""
    return tongue in _REPEATING and text[offset - 1] in "-‐" and not (tongue == "es" and text[offset].isupper())


def _begins_with_capital(text: str) -> bool:
    return next((char.isupper() for char in text if char.isalpha()), False)


def is_divisible(text: str) -> bool:
    """Tell whether hyphens of ours may be put into *text*, as typed.

    Not into addresses, and not where the author has said where to put them: one soft
    hyphen speaks for the whole word, and one before the word keeps it whole.
    """
    return SOFT_HYPHEN not in text and not _ADDRESS.search(text)


def natural_cuts(text: str) -> Iterator[int]:
    """The offsets at which a line may end without a hyphen being added.

    After a hyphen or dash between letters and after a slash between words; in an address
    after its slashes and before its other signs, so that no reader takes one of them for
    the end of a sentence or for a hyphen of ours. Never inside a number.
    """
    pattern = _ADDRESS_CUT if _ADDRESS.search(text) else _COMPOUND_CUT
    for match in pattern.finditer(text):
        yield match.end()


_ADDRESS = re.compile(r"://|^www\.|@[^@]+\.|^[\w.-]+\.(?:org|com|net|eu|int|info|[a-z]{2})(?:/|$)")
# Two characters at least on either side.
_ADDRESS_CUT = re.compile(r"(?<=..)(?<=[/:])(?![/:])(?=..)|(?<=[^/:.\-_?&=@#%~+]{2})(?=[.\-_?&=@#%~+]+[^/:.]{2})")
# Two letters at least on either side: neither "e-" nor "-s" makes a good line end or start.
_COMPOUND_CUT = re.compile(r"(?<=[^\W\d_]{2})[-‐–—](?=[^\W\d_]{2})|(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})|—(?=\w)")


def _take_out_marks(text: str) -> tuple[str, dict[int, bool], frozenset[int]]:
    """*text* as shown, where its soft hyphens (True) and zero-width spaces stood, and where its word joiners."""
    if text.isascii():
        return text, {}, frozenset()
    marks: dict[int, bool] = {}
    joined: set[int] = set()
    shown: list[str] = []
    for char in text:
        if char in (SOFT_HYPHEN, ZERO_WIDTH_SPACE):
            marks[len(shown)] = char == SOFT_HYPHEN
        elif char in (WORD_JOINER, "\ufeff"):
            joined.add(len(shown))
        else:
            shown.append(char)
    return "".join(shown), marks, frozenset(joined)
