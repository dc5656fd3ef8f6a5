"""How text is to look, as values: the style of a stretch of text and that of a paragraph."""

from __future__ import annotations

from enum import Enum

from layout.ink import Tint
from layout.values import Struct


class Align(Enum):
    """How a line meets its measure."""

    JUSTIFY = "justify"
    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


class TextStyle(Struct, frozen=True, kw_only=True):
    """One stretch's face, size and colour. *font* is a key of the book's `Fonts`."""

    font: str
    size: float
    """Points."""
    tint: Tint
    features: tuple[str, ...] = ()
    """OpenType features switched on beyond kern and liga, such as ``onum`` or ``smcp``; ``-liga`` switches off."""
    tracking: float = 0.0
    """Added after every glyph, thousandths of the size; ligatures are then off."""
    language: str = "en-GB"
    """BCP 47; decides hyphenation and the shaper's language."""
    rise: float = 0.0
    """Points above the baseline."""
    capitals: bool = False
    """Set in capitals whatever is typed. The text that is copied out stays as typed."""


class ParagraphStyle(Struct, frozen=True, kw_only=True):
    """How lines are broken and aligned. Lengths in points."""

    leading: float
    align: Align = Align.LEFT
    first_indent: float = 0.0
    """Of the first line; negative hangs it."""
    left_indent: float = 0.0
    indents: tuple[float, ...] = ()
    """More indent for the first lines one by one, beside a drop cap."""
    hyphenate: bool = True
    protrude: bool = True
    """Optical margins: hyphens, stops and quotes hang a little over the edge."""
    give: float = 15.0
    """Most that justifying may add between letters, thousandths of the size; two thirds of it may be taken away."""
    balance: bool = False
    """Lines of as equal a length as they will go (headings)."""
    last_line_least: float = 1 / 6
    """Share of the measure that a last line should reach."""
    right_to_left: bool | None = None
    """Whether lines run from right to left; None to let the languages of the parts decide."""
    turns: bool = True
    """Lines that run from right to left begin at the right edge; otherwise they keep to the edge that *align* says."""


class Part(Struct, frozen=True):
    """A stretch of a paragraph in one style. Parts abut: spaces stand in their texts."""

    text: str
    style: TextStyle
