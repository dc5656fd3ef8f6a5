"""The door to HarfBuzz: faces made from font bytes, and the book's set of them.

Static TrueType and CFF faces both work. Measures are thousandths of the em, the unit
of `Shaped`, whatever the font's own grid is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import combining, normalize

import uharfbuzz as hb

from layout.type.scripts import Companion

if TYPE_CHECKING:
    from layout.type.lines import Line
    from layout.type.paragraph import ParagraphKey
    from layout.type.shaping import Case, CaseKey
    from layout.type.words import Fount, FountKey

SYNTHESISED = frozenset(
    "\u00a0\u00ad\u2009\u202f\u200b\u2060\u2010\u2011\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u200a"
)
"""Characters that `shaping` makes of the space or the hyphen glyph, or of nothing at all."""

_FEATURE_DEFAULTS = {"kern": True, "liga": True, "dlig": False}


BAND = 50.0
"""Height of the bands in which a glyph's edges are measured, thousandths of the em."""


class Glyph(NamedTuple):
    """One glyph of a shaped text; lengths in thousandths of the em."""

    gid: int
    cluster: int
    """Index into the text of the first character it stands for."""
    advance: float
    shift: float
    """Moves the glyph right of where it would stand."""
    tied: bool
    """Cutting the text before it would change the shapes or distances around."""
    rise: float = 0.0
    """Moves it above the baseline; told only of text that runs right to left."""


Step = tuple[str, *tuple[float, ...]]
"""One step of a contour, as SVG names it: M, L, Q, C with absolute coordinates; Z."""


class BrokenFontError(ValueError):
    """The bytes are no font, or one without an outline or a character map."""


class Face:
    """One font file, opened. Immutable once made, apart from what it remembers."""

    def __init__(self, data: bytes) -> None:
        self._face = hb.Face(data)
        if not self._face.glyph_count or not self._face.unicodes:
            raise BrokenFontError("these bytes hold no glyphs that characters could be set in")
        self._font = hb.Font(self._face)
        self.units_per_em: int = self._face.upem
        self._scale: float = 1000 / self.units_per_em
        self._advances: dict[int, float] = {}
        self._edges: dict[int, tuple[dict[int, float], dict[int, float]]] = {}
        self._contours: dict[int, tuple[Step, ...]] = {}

    def advance(self, gid: int) -> float:
        """A glyph's own advance, before kerning and tracking."""
        known = self._advances.get(gid)
        if known is None:
            known = self._advances[gid] = float(self._font.get_glyph_h_advance(gid)) * self._scale
        return known

    def glyph(self, char: str) -> int | None:
        """The glyph that the font's character map gives for *char*, if any."""
        gid: int | None = self._font.get_nominal_glyph(ord(char))
        return gid or None

    @cached_property
    def ascender(self) -> float:
        """Above the baseline, positive."""
        return float(self._font.get_font_extents("ltr").ascender) * self._scale

    @cached_property
    def descender(self) -> float:
        """Below the baseline, negative."""
        return float(self._font.get_font_extents("ltr").descender) * self._scale

    @cached_property
    def cap_height(self) -> float:
        """Height of a flat capital."""
        return self._metric(hb.OTMetricsTag.CAP_HEIGHT)

    @cached_property
    def x_height(self) -> float:
        """Height of a flat small letter."""
        return self._metric(hb.OTMetricsTag.X_HEIGHT)

    def _metric(self, tag: hb.OTMetricsTag) -> float:
        # HarfBuzz measures an H or an x where the font's OS/2 table is silent.
        return float(self._font.get_metric_position_with_fallback(tag)) * self._scale

    def outline(self, gid: int, size: float) -> tuple[tuple[str, tuple[float, ...]], ...]:
        """A glyph's outline at *size* points: M, L, C and Z with their points, y downwards from the baseline."""
        scale = size / 1000
        return tuple(
            (op, tuple(value * scale * (-1 if number % 2 else 1) for number, value in enumerate(points)))
            for op, *points in cubic(self.contours(gid))
        )

    def contours(self, gid: int) -> tuple[Step, ...]:
        """A glyph's contours as the font has them, in thousandths of the em, y upwards from the baseline."""
        known = self._contours.get(gid)
        if known is None:
            steps: list[Step] = []
            self._font.draw_glyph(gid, _draw_functions(), (steps, self._scale))
            known = self._contours[gid] = tuple(steps)
        return known

    def edges(self, gid: int) -> tuple[dict[int, float], dict[int, float]]:
        """A glyph's ink band by band: its left edges from the origin, its right ones from the advance's end.

        Bands are `BAND` high and counted upwards from the baseline; only those with ink are there.
        """
        known = self._edges.get(gid)
        if known is None:
            left: dict[int, float] = {}
            right: dict[int, float] = {}
            for x, y in _points_along(self.outline(gid, 1000)):
                band = int(y // BAND)
                left[band] = min(left.get(band, x), x)
                right[band] = max(right.get(band, x), x)
            advance = self.advance(gid)
            known = self._edges[gid] = (left, {band: x - advance for band, x in right.items()})
        return known

    def glyphs_of(
        self,
        text: str,
        features: Iterable[str],
        language: str,
        *,
        ligatures: bool,
        reverse: bool = False,
        context: tuple[str, str] = ("", ""),
    ) -> list[Glyph]:
        """Shape *text* with *features* beyond kerning and ligatures; the glyphs come from left to right.

        With *reverse* the text runs from right to left, so that its last letter's glyph
        comes first. *context* is what stands before and after it in the same word.
        """
        buffer = hb.Buffer()
        before, after = context
        buffer.add_str(f"{before}{text}{after}", len(before), len(text)) if before or after else buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if reverse else "ltr"
        if reverse:
            # Points and vowel signs stay characters of their own, and what only steers the shaping leaves no glyph.
            buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
            buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        buffer.language = language
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        wanted = dict(_FEATURE_DEFAULTS)
        if not ligatures:
            wanted |= {"liga": False, "clig": False, "dlig": False}
        for feature in features:
            wanted[feature.lstrip("+-")] = not feature.startswith("-")
        hb.shape(self._font, buffer, wanted)
        # As plain numbers: the flag classes of the binding cost as much as the shaping.
        scale, tied = self._scale, int(hb.GlyphFlags.UNSAFE_TO_BREAK)
        glyphs = [
            Glyph(
                info.codepoint,
                info.cluster,
                place.x_advance * scale,
                place.x_offset * scale,
                tied=bool(int(info.flags) & tied),
            )
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]
        if not reverse:
            return glyphs
        rises = [place.y_offset * scale for place in buffer.glyph_positions]
        return [
            glyph._replace(cluster=glyph.cluster - len(before), rise=rise)
            for glyph, rise in zip(glyphs, rises, strict=True)
        ]


@cache
def script_of(char: str) -> str:
    """The script of *char* (ISO 15924); empty for what many scripts share, such as digits and stops."""
    buffer = hb.Buffer()
    buffer.add_str(char)
    buffer.guess_segment_properties()
    return buffer.script or ""


def _points_along(outline: Iterable[tuple[str, tuple[float, ...]]]) -> Iterator[tuple[float, float]]:
    """Points so close on a glyph's outline that no band between two of them is missed; y upwards."""
    x0 = y0 = first_x = first_y = 0.0
    for op, points in outline:
        if op == "M":
            x0, y0 = first_x, first_y = points[0], -points[1]
            continue
        x, y = (first_x, first_y) if op == "Z" else (points[-2], -points[-1])
        ax, ay, bx, by = (points[0], -points[1], points[2], -points[3]) if op == "C" else (x0, y0, x, y)
        steps = max(1, int((abs(ay - y0) + abs(by - ay) + abs(y - by)) / BAND * 2), 6 if op == "C" else 1)
        for step in range(steps + 1):
            t = step / steps
            u = 1 - t
            yield (
                u * u * u * x0 + 3 * u * u * t * ax + 3 * u * t * t * bx + t * t * t * x,
                u * u * u * y0 + 3 * u * u * t * ay + 3 * u * t * t * by + t * t * t * y,
            )
        x0, y0 = x, y


def cubic(contours: Iterable[Step]) -> Iterator[Step]:
    """The same contours without quadratic curves: their handles go two thirds of the way to the one that they had."""
    at: tuple[float, ...] = (0.0, 0.0)
    for step in contours:
        op, *points = step
        if op == "Q":
            (x0, y0), (cx, cy, x, y) = at, points
            yield "C", x0 + 2 / 3 * (cx - x0), y0 + 2 / 3 * (cy - y0), x + 2 / 3 * (cx - x), y + 2 / 3 * (cy - y), x, y
        else:
            yield step
        at = tuple(points[-2:]) or at


@cache
def _draw_functions() -> hb.DrawFuncs:
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


class Fonts:
    """The faces of one book, by key; opened when first asked for.

    It also remembers every word that was shaped in them, so it should live as long as
    the texts do: a preview keeps one `Fonts` over many builds.
    """

    def __init__(self, faces: Mapping[str, bytes], companions: Mapping[str, Companion] | None = None) -> None:
        self._data = faces
        self._faces: dict[str, Face] = {}
        self._beside: dict[str, dict[str, tuple[str, float]]] = {}
        for key, companion in (companions or {}).items():
            for role in companion.beside:
                self._beside.setdefault(role, {})[companion.script] = (key, companion.scale)
        self.cases: dict[CaseKey, Case] = {}
        """What `shaping` made of each style; nobody else writes here."""
        self.founts: dict[FountKey, Fount] = {}
        """The same at a size, from `words`."""
        self.paragraphs: dict[ParagraphKey, tuple[Line, ...]] = {}
        """Paragraphs already set, from `paragraph`."""

    def __contains__(self, key: object) -> bool:
        return key in self._data

    def face(self, key: str) -> Face:
        """The face called *key*; `BrokenFontError` if its bytes are no font."""
        face = self._faces.get(key)
        if face is None:
            try:
                face = self._faces[key] = Face(self._data[key])
            except BrokenFontError as error:
                raise BrokenFontError(f"{key}: {error}") from error
        return face

    def companion(self, char: str, key: str, script: str) -> tuple[str, float] | None:
        """The face that shows *char* in place of *key*, and its size over that of *key*; None for *key* itself.

        *script* is that of the letters around: a stop or a bracket between Hebrew letters
        is taken from the Hebrew face if it has one.
        """
        beside = self._beside.get(key)
        if not beside:
            return None
        own = script_of(char)
        if own in beside:
            return beside[own]
        if not own and script in beside and self.face(beside[script][0]).glyph(char) is not None:
            return beside[script]
        if self.face(key).glyph(char) is not None:
            return None
        return next((one for one in beside.values() if self.face(one[0]).glyph(char) is not None), None)

    def missing(self, text: str, key: str) -> str:
        """The characters of *text* that neither the face nor a companion of it can show, each once, in order."""
        face = self.face(key)
        lacking = [
            char
            for char in dict.fromkeys(text)
            if char not in SYNTHESISED and char.isprintable() and face.glyph(char) is None
        ]
        if any(map(combining, lacking)):
            # An accent that the shaper melts into its letter needs no glyph of its own.
            composed = normalize("NFC", text)
            lacking = [char for char in lacking if not combining(char) or char in composed]
        return "".join([char for char in lacking if not self._has_companion(char, key)])

    def _has_companion(self, char: str, key: str) -> bool:
        beside, own = self._beside.get(key, {}), script_of(char)
        faces = (beside.get(own),) if own else beside.values()
        return any(one is not None and self.face(one[0]).glyph(char) is not None for one in faces)
