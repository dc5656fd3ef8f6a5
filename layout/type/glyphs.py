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
    """Sum of own advances and adjustments."""


class Run(Struct, frozen=True, kw_only=True):
    """Words of one face, size and tint on one line, left to right.

    Spaces are pieces of their own (a real space glyph). ``extra[i]`` is what
    justification adds after piece *i*, in thousandths of *size*.
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
    def text(self) -> str:
        """The words as a reader copies them."""
        return "".join("".join(p.texts) for p in self.pieces)
