"""Inks carried through matplotlib as colours that mean nothing but themselves.

matplotlib thinks in RGB; a chart must come out in tints of named inks. So each tint
travels as one RGB triple that no hand would choose, and is looked up exactly when it
comes back. A colour that is not in the book was never ours: that is an error, not a guess.
"""

from __future__ import annotations

from layout.ink import Tint

Colour = tuple[float, float, float]


class Tokens:
    """Tints and their stand-in colours, one to one, for the length of one drawing."""

    def __init__(self) -> None:
        self._colours: dict[Tint, Colour] = {}
        self._tints: dict[Colour, Tint] = {}

    def colour(self, tint: Tint) -> Colour:
        """The stand-in for *tint*; always the same one."""
        known = self._colours.get(tint)
        if known is None:
            # Odd fractions with a count in the red: no name, hex value or grey level of
            # matplotlib's can be equal to one of these.
            known = (0.40625 + (len(self._colours) + 1) / 65536, 0.703369140625, 0.296142578125)
            self._colours[tint] = known
            self._tints[known] = tint
        return known

    def tint(self, colour: Colour) -> Tint | None:
        """The tint that *colour* stands for, or None for a colour from elsewhere."""
        return self._tints.get(colour)
