"""Optical margins: how far a character may hang over the edge of its measure.

An edge of type looks straight when its ink weighs evenly, not when its boxes line up:
a full stop or a hyphen set flush leaves a hole. The amounts are shares of a
character's own width, mild enough that nobody sees them, only the straight edge.
"""

from __future__ import annotations

_RIGHT = {
    **dict.fromkeys("-\u2010\u2011", 0.5),
    **dict.fromkeys(".,…", 0.6),
    **dict.fromkeys(":;", 0.4),
    **dict.fromkeys("'’\"”“‘»›«‹", 0.5),
    **dict.fromkeys("–", 0.3),
    **dict.fromkeys("—", 0.2),
    **dict.fromkeys("!?)]", 0.1),
    **dict.fromkeys("AKTVWYrvwy", 0.04),
}
_LEFT = {
    **dict.fromkeys("'‘\"“„‚«‹”’»›", 0.5),
    **dict.fromkeys("–", 0.3),
    **dict.fromkeys("—", 0.2),
    **dict.fromkeys("([", 0.1),
    **dict.fromkeys("ATVWYvwy", 0.04),
}
# Swedish and Finnish open with ”, German also with »; neither ever begins a line where it closes.
_OPENING_QUOTES = frozenset("'‘\"“„‚«‹”»›")
QUOTE_HANGS = 1.0
"""Share of an opening quotation mark that hangs outside a ragged paragraph: the words begin at the edge."""


def overhang_right(char: str) -> float:
    """Share of the last character's width that may stand right of the measure."""
    return _RIGHT.get(char, 0.0)


def overhang_left(char: str, *, hang_quotes: bool) -> float:
    """Share of the first character's width that may stand left of the measure.

    *hang_quotes* is for ragged setting (pull quotes, heads), where an opening
    quotation mark that hangs free keeps the words themselves aligned.
    """
    if hang_quotes and char in _OPENING_QUOTES:
        return QUOTE_HANGS
    return _LEFT.get(char, 0.0)
