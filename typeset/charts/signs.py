"""Units as they are set after a figure, where a value stands large or an axis ends."""

from __future__ import annotations

from typeset.ledger.tongues import SIGNS

SHORT = 4
"""Letters of a unit that is its own sign: TB, km, kWh."""

SPACE = "\u202f"
"""Between figure and letters: narrow, and no place to break a line."""


def sign_of(unit: str, *, before_sign: str = "", asked: bool = False) -> str:
    """What follows a figure counted in *unit*, its space included; empty where the unit is said elsewhere.

    Letters only where the author *asked* for the unit, and it is short: a figure's own
    unit is a word of the ledger, and stands in the line that says what is measured.
    *before_sign* is the space that a language puts before % and ‰.
    """
    if SIGNS.get(unit):
        return before_sign + SIGNS[unit]
    if asked and unit not in SIGNS and 0 < len(unit) <= SHORT:
        return SPACE + unit if unit[0].isalpha() else unit
    return ""
