"""Outlines of glyphs, from HarfBuzz's draw functions, for pictures in which type is not text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import uharfbuzz as hb

Command = tuple[str, *tuple[float, ...]]
"""One step, as SVG names it: M, L, Q, C with absolute coordinates in thousandths of the em, y upwards; Z."""

Outline = tuple[Command, ...]


class Outlines:
    """The glyphs of a report's faces as paths; each is asked for once."""

    def __init__(self, faces: Mapping[str, bytes]) -> None:
        self._data = faces
        self._fonts: dict[str, tuple[hb.Font, float]] = {}
        self._known: dict[tuple[str, int], Outline] = {}
        self._functions = _functions()

    def outline(self, font: str, gid: int) -> Outline:
        """The outline of one glyph of the face called *font*."""
        known = self._known.get((font, gid))
        if known is None:
            face, scale = self._font(font)
            steps: list[Command] = []
            face.draw_glyph(gid, self._functions, (steps, scale))
            known = self._known[font, gid] = tuple(steps)
        return known

    def advance(self, font: str, gid: int) -> float:
        """A glyph's own advance, thousandths of the em."""
        face, scale = self._font(font)
        return float(face.get_glyph_h_advance(gid)) * scale

    def _font(self, key: str) -> tuple[hb.Font, float]:
        if key not in self._fonts:
            face = hb.Face(self._data[key])
            self._fonts[key] = hb.Font(face), 1000 / face.upem
        return self._fonts[key]


def _functions() -> hb.DrawFuncs:
    """Draw functions that put each step down in the list they are handed, with the scale beside it."""

    def taker(letter: str, count: int) -> Callable[..., None]:
        def take(*given: Any) -> None:
            steps, scale = given[count]
            steps.append((letter, *(number * scale for number in given[:count])))

        return take

    functions = hb.DrawFuncs()
    functions.set_move_to_func(taker("M", 2))
    functions.set_line_to_func(taker("L", 2))
    functions.set_quadratic_to_func(taker("Q", 4))
    functions.set_cubic_to_func(taker("C", 6))
    functions.set_close_path_func(taker("Z", 0))
    return functions
