"""Words in charts: shaped, measured and broken with the report's own type.

What is measured here is what is printed: labels never grow or shrink between the
moment when their places are chosen and the page.
"""

from __future__ import annotations

import re

from layout.ink import Tint
from layout.type.faces import Fonts
from layout.type.glyphs import Run, Shaped
from layout.type.hyphens import break_points
from layout.type.lines import Line
from layout.type.paragraph import set_line
from layout.type.shaping import SOFT_HYPHEN, case_for, shape
from layout.type.stretches import has_turns
from layout.type.style import Part, TextStyle
from layout.values import replace

ANY_TINT = Tint("ink")
"""For measuring, where colour is of no account."""

_RISE = 1.09
"""Ascenders over capitals: Source Sans draws l and b a little taller than H."""
_DROP = 0.21
"""Descenders below the baseline, in ems."""

_OVERSHOOT = 0.02
"""Round characters below the baseline, where nothing descends."""
_DESCENDING = frozenset("gjpqyQ,;()[]{}|/§¶@$çşţųįąęþßµ„‚")

_BREAK_AFTER = re.compile(r"(?<=[-–/])(?=\w)")
"""Within a word, a line may end after a hyphen, a dash or a slash."""
_NO_SPACE = "\u200b"
"""Ends a line that was broken within a word, after its own hyphen: no space follows when it is read on."""


def read_on(line: str) -> str:
    """*line* as it is read when another follows: with a space after it, unless it was broken within a word."""
    return line if line.endswith((SOFT_HYPHEN, _NO_SPACE)) else line + " "


class Wording:
    """Sets single lines in the faces of *fonts*."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts

    def has(self, font: str) -> bool:
        """Tell whether *font* is a face of the report."""
        return font in self._fonts

    def runs(self, text: str, style: TextStyle) -> tuple[Run, ...]:
        """Set *text* on one line from x = 0: a run of words and spaces, or several where words run right to left."""
        if has_turns(text):
            return self._directed(text, style).runs
        pieces = tuple(self._pieces(text, style))
        run = Run(font=style.font, size=style.size, tint=style.tint, x=0.0, pieces=pieces, extra=(0.0,) * len(pieces))
        return (run,)

    def width(self, text: str, style: TextStyle) -> float:
        """Points from the start of *text* to the end of its last advance."""
        if has_turns(text):
            return self._directed(text, style).width
        return sum(piece.width for piece in self._pieces(text, style)) * style.size / 1000

    def cap_height(self, style: TextStyle) -> float:
        """Height of capitals and lining figures in points."""
        return self._fonts.face(style.font).cap_height * style.size / 1000

    def extent(self, style: TextStyle, text: str = "p") -> tuple[float, float]:
        """How far *text* in *style* reaches above and below its baseline, in points.

        Without *text*, as far as any word might.
        """
        drop = _DROP if _DESCENDING.intersection(text) or has_turns(text) else _OVERSHOOT
        return _RISE * self.cap_height(style), drop * style.size

    def wrap(self, text: str, style: TextStyle, measure: float, *, hyphenate: bool = False) -> tuple[str, ...]:
        """Break *text* into as few lines of at most *measure* points as will do, as even as they will go.

        A single word that is wider is divided with *hyphenate*, for where there is no other
        room to be had; otherwise it stands alone and sticks out, and the caller sees it by its width.
        """
        words = _words(text)
        if hyphenate:
            words = [part for word in words for part in self._divided(word, style, measure)]
        lines = self._fill(words, style, measure)
        if len(lines) < 2:
            return lines
        # The narrowest measure that needs no more lines makes them even. Six halvings
        # find it to within 2 per cent.
        low, high = measure / 2, measure
        for _ in range(6):
            middle = (low + high) / 2
            if len(self._fill(words, style, middle)) > len(lines):
                low = middle
            else:
                high = middle
        return self._fill(words, style, high)

    def widest(self, lines: tuple[str, ...], style: TextStyle) -> float:
        """Width of the widest of *lines*."""
        return max((self.width(line, style) for line in lines), default=0.0)

    def _divided(self, word: str, style: TextStyle, measure: float) -> list[str]:
        """*word* in parts of at most *measure* points, as far as its language allows: each as long as will do."""
        parts: list[str] = []
        while self.width(word.rstrip(" " + _NO_SPACE), style) > measure + 0.01:
            points = break_points(word.rstrip(" " + _NO_SPACE), style.language)
            fitting = [at for at in points if self.width(word[:at] + SOFT_HYPHEN, style) <= measure + 0.01]
            if not fitting:
                break
            parts.append(word[: fitting[-1]] + SOFT_HYPHEN)
            word = word[fitting[-1] :]
        return [*parts, word]

    def _fill(self, words: list[str], style: TextStyle, measure: float) -> tuple[str, ...]:
        lines: list[str] = []
        line = ""
        for word in words:
            if line and self.width((line + word).rstrip(" " + _NO_SPACE), style) > measure + 0.01:
                lines.append(line.rstrip(" "))
                line = ""
            line = line.removesuffix(_NO_SPACE) + word
        if line:
            lines.append(line.rstrip(" "))
        return tuple(lines)

    def _directed(self, text: str, style: TextStyle) -> Line:
        """A line with words that run right to left; a space at its end is kept."""
        line = set_line((Part(text, style),), self._fonts)
        if not text.endswith(" "):
            return line
        space = shape(" ", style, self._fonts)
        end = Run(font=style.font, size=style.size, tint=style.tint, x=line.width, pieces=(space,), extra=(0.0,))
        return replace(line, runs=(*line.runs, end), width=line.width + end.width)

    def _pieces(self, text: str, style: TextStyle) -> list[Shaped]:
        return [
            case_for(style, self._fonts).break_off(piece[:-1])
            if piece.endswith(SOFT_HYPHEN)
            else shape(piece, style, self._fonts)
            for piece in re.split("( )", text)
            if piece
        ]


def _words(text: str) -> list[str]:
    """The stretches of *text* that must stay together, each with the space after it, or the mark that there is none."""
    words: list[str] = []
    for word in re.findall(r"[^ ]+ *", text):
        *parts, last = [part for part in _BREAK_AFTER.split(word) if part]
        words += [*(part + _NO_SPACE for part in parts), last]
    return words
