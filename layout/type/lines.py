"""A set line: what `set_paragraph` returns and pages place."""

from __future__ import annotations

from layout.type.glyphs import Run
from layout.values import Struct


class Line(Struct, frozen=True, kw_only=True):
    """One line of type; x counts from the left edge of the measure, indents included."""

    runs: tuple[Run, ...]
    width: float
    """From the left edge of the measure to the end of the last glyph, trailing space excluded."""
    natural: float
    """The same before justification."""
    spaces: int
    """Word spaces inside the line."""
    space_ratio: float
    """Word space as set over its normal width; 1 in ragged lines."""
    hyphenated: bool
    """Ends in a hyphen that is not in the text."""
    last: bool
    """Last of its paragraph."""
    overrun: float = 0.0
    """Points by which the line is longer than its measure: something in it cannot be broken."""
