"""Glyphs as values: what shaping returns, what lines hold and what paint writes.

Numbers inside a `Shaped` are thousandths of the type size, as PDF's text operators
count them (ISO 32000-1, 9.4.3); everything else is points.
"""

from __future__ import annotations

from layout.ink import Tint
from layout.values import Struct


class Shaped(Struct, frozen=True):
    """One word, space or fragment, shaped: independent of size, colour and place.

    The three tuples have equal length. ``texts[i]`` is the text that glyph *i*
    stands for when copied out: "ffi" for a ligature, "" for the second glyph of one
    character. Capitals that are styled (small caps, all caps) keep the text as typed.
    The line-end hyphen carries U+00AD.
    """

    gids: tuple[int, ...]
    adjust: tuple[float, ...]
    """What kerning and tracking add to each glyph's own advance."""
    texts: tuple[str, ...]
    width: float
    """Sum of own advances and adjustments; of a word in tiers, from its beginning to its end."""
    reverse: bool = False
    """The glyphs show a text that runs right to left: the last one is read first."""
    tiers: tuple[Tier, ...] = ()
    """The same glyphs where some stand beside or above their place, such as vowel signs; in reading order."""

    @property
    def text(self) -> str:
        """What it says, in the order of reading."""
        return "".join(self.texts[::-1] if self.reverse else self.texts)


class Tier(Struct, frozen=True):
    """Neighbouring glyphs of a word at one height."""

    start: float
    """From the word's beginning, thousandths of the size."""
    rise: float
    """Above the baseline, thousandths of the size."""
    glyphs: Shaped


class Run(Struct, frozen=True, kw_only=True):
    """Words of one face, size and tint on one line, left to right.

    Spaces are pieces of their own (a real space glyph). ``extra[i]`` is what
    justification adds after piece *i*, in thousandths of *size*. A word that runs right
    to left is a run of its own, so that the runs of a line may stand in reading order.
    """

    font: str
    """Key of the face in the `Fonts` of the book."""
    size: float
    tint: Tint
    x: float
    """From the line's left end."""
    pieces: tuple[Shaped, ...]
    extra: tuple[float, ...]
    part: int = 0
    """Which of the paragraph's styled parts this comes from; pages map it to a tag."""
    rise: float = 0.0
    """Points above the baseline (superiors)."""

    @property
    def width(self) -> float:
        """Points from the first glyph's origin to the end of the last advance."""
        return (sum(p.width for p in self.pieces) + sum(self.extra)) * self.size / 1000

    @property
    def is_reverse(self) -> bool:
        """It is a word that runs right to left."""
        return self.pieces[0].reverse

    @property
    def text(self) -> str:
        """The words as a reader copies them."""
        return "".join(p.text for p in self.pieces)
