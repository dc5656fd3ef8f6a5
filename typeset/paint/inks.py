"""Tints as colour operators.

The same named tint is CMYK or a separation on the press and sRGB on screen; the
palette and the edition decide, the page does not know (ISO 32000-1, 8.6).
"""

from __future__ import annotations

from layout.ink import Cmyk, Ink, Palette, Tint
from typeset.paint.edition import Colour, Edition
from typeset.paint.store import Store
from typeset.paint.syntax import name, nums

ALL = "All"
"""The separation that marks every plate (8.6.6.4)."""


class Inks:
    """Writes tints for one edition, and remembers which separations they took."""

    def __init__(self, palette: Palette, edition: Edition) -> None:
        self._palette = palette
        self._edition = edition
        self._written: dict[tuple[Tint, bool], bytes] = {}
        self._separations: dict[str, tuple[str, Cmyk]] = {}

    def fill(self, tint: Tint) -> bytes:
        """The operator that makes *tint* the colour of fills and text."""
        return self._operator(tint, stroking=False)

    def stroke(self, tint: Tint) -> bytes:
        """The operator that makes *tint* the colour of strokes."""
        return self._operator(tint, stroking=True)

    def overprints(self, tint: Tint) -> bool:
        """Tell whether text in *tint* prints over its ground instead of cutting it out.

        Only the solid black plate does: a hole under 9 pt type shows as a white
        fringe at the least misfit of the plates, and black covers all the same.
        """
        ink = self._ink(tint)
        solid_black = ink.cmyk == Cmyk(0, 0, 0, 1) and tint.amount == 1
        return self._edition.overprints and solid_black and not self._spot(ink)

    def separation(self, tint: Tint) -> str:
        """Resource name of the separation that *tint* prints in; empty for process and screen colours."""
        if self._edition.colour is Colour.SRGB:
            return ""
        ink = self._ink(tint)
        plate = self._spot(ink)
        return self._separation(plate, ink.cmyk) if plate else ""

    def registration(self) -> str:
        """Resource name of the separation that marks every plate."""
        return self._separation(ALL, Cmyk(1, 1, 1, 1))

    def colour_spaces(self, store: Store) -> dict[str, bytes]:
        """Add the separations used; return each one's reference by resource name."""
        return {
            resource: store.put(
                b"[/Separation %b /DeviceCMYK <</FunctionType 2 /Domain[0 1] /C0[0 0 0 0] /C1[%b] /N 1>>]"
                % (name(plate), nums(cmyk.c, cmyk.m, cmyk.y, cmyk.k))
            )
            for plate, (resource, cmyk) in self._separations.items()
        }

    def plates(self) -> tuple[str, ...]:
        """Names of the separations used so far, registration apart."""
        return tuple(plate for plate in self._separations if plate != ALL)

    def _operator(self, tint: Tint, *, stroking: bool) -> bytes:
        written = self._written.get((tint, stroking))
        if written is None:
            written = self._written[tint, stroking] = self._write(tint, stroking=stroking)
        return written

    def _write(self, tint: Tint, *, stroking: bool) -> bytes:
        ink = self._ink(tint)
        if self._edition.colour is Colour.SRGB:
            rgb = ink.srgb.tinted(tint.amount)
            return nums(rgb.r, rgb.g, rgb.b) + (b" RG\n" if stroking else b" rg\n")
        plate = self._spot(ink)
        if plate:
            resource = self._separation(plate, ink.cmyk).encode()
            space, colour = (b"CS", b"SCN") if stroking else (b"cs", b"scn")
            return b"/%b %b %b %b\n" % (resource, space, nums(tint.amount), colour)
        cmyk = ink.cmyk.tinted(tint.amount)
        return nums(cmyk.c, cmyk.m, cmyk.y, cmyk.k) + (b" K\n" if stroking else b" k\n")

    def _ink(self, tint: Tint) -> Ink:
        ink = self._palette.get(tint.ink)
        if ink is None:
            raise ValueError(f"the book uses the ink {tint.ink!r}, which the palette does not have")
        return ink

    def _spot(self, ink: Ink) -> str:
        return ink.spot or "" if self._edition.spots else ""

    def _separation(self, plate: str, cmyk: Cmyk) -> str:
        if plate not in self._separations:
            self._separations[plate] = (f"S{len(self._separations)}", cmyk)
        return self._separations[plate][0]
