"""Text to glyphs, one word at a time, remembered for the life of the `Fonts`.

A `Case` (as in upper and lower: the drawers a compositor takes sorts from) holds what
one face, one set of features, one tracking and one language have shaped so far. Words
are shaped alone: the faces in use do not kern across a space.

A PDF reader hears only the text that each glyph carries, so clusters are kept exactly:
a ligature carries all its characters, the second glyph of one character carries none.
"""

from __future__ import annotations

from layout.type.faces import Fonts
from layout.type.glyphs import Shaped
from layout.type.style import TextStyle

CaseKey = tuple[str, tuple[str, ...], float, str]

SOFT_HYPHEN = "\u00ad"
NO_BREAK_SPACE = "\u00a0"
NO_BREAK_HYPHEN = "\u2011"

# Nothing is drawn for these. They only say where a line may or may not end.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))

# Fixed spaces, in thousandths of the em, used when the font has no glyph of its own to
# take the width from. They are always set as the space glyph: viewers search and copy
# an ordinary space best.
_FIXED_SPACES = {
    "\u2002": 500.0,
    "\u2003": 1000.0,
    "\u2004": 333.0,
    "\u2005": 250.0,
    "\u2006": 167.0,
    "\u2007": 500.0,
    "\u2008": 250.0,
    "\u2009": 140.0,
    "\u200a": 80.0,
    "\u202f": 140.0,
}


class Case:
    """Everything shaped so far in one style, whatever its size and colour."""

    def __init__(self, key: CaseKey, fonts: Fonts) -> None:
        self._font, self._features, self._tracking, self._language = key
        self._face = fonts.face(self._font)
        self._known: dict[str, Shaped] = {}
        self._broken: dict[str, Shaped] = {}
        self._free_cuts: dict[str, dict[int, float]] = {}

    def shape(self, text: str) -> Shaped:
        """Shape *text* as one piece. Soft hyphens and zero-width characters leave no trace."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._shape(text)
        return known

    def break_off(self, text: str) -> Shaped:
        """Shape *text* with a hyphen after it, kerned to it; the hyphen carries U+00AD.

        U+00AD rather than "-", so that whoever copies the text out can tell a hyphen
        of ours from one of the author's.
        """
        known = self._broken.get(text)
        if known is None:
            hyphened = self._shape(f"{text}\u2010")
            known = self._broken[text] = Shaped(
                hyphened.gids, hyphened.adjust, (*hyphened.texts[:-1], SOFT_HYPHEN), hyphened.width
            )
        return known

    def free_cuts(self, text: str) -> dict[int, float]:
        """The offsets at which cutting *text* changes no glyph and no distance.

        Each comes with the width of what stands before it; both ends are among them.
        The other offsets are inside a ligature or beside a kern.
        """
        if text not in self._free_cuts:
            self._known[text] = self._shape(text)
        return self._free_cuts[text]

    def _shape(self, text: str) -> Shaped:
        shown = text.translate(_INVISIBLE)
        if not shown:
            self._free_cuts[text] = {0: 0.0}
            return Shaped((), (), (), 0.0)
        face, tracking = self._face, self._tracking
        # Letters that are spaced out but for two that touch look like a mistake.
        glyphs = face.glyphs_of(self._showable(shown), self._features, self._language, ligatures=not tracking)
        starts = sorted({glyph.cluster for glyph in glyphs})
        ends = dict(zip(starts, [*starts[1:], len(shown)], strict=True))
        gids: list[int] = []
        adjust: list[float] = []
        texts: list[str] = []
        width = 0.0
        free: dict[int, float] = {}
        for gid, cluster, advance, shift, tied in glyphs:
            own = face.advance(gid)
            if cluster in ends and not tied:
                free[cluster] = width
            if shift and adjust:
                # `Shaped` has no offsets; a shift is more space before and less after.
                adjust[-1] += shift
                advance -= shift
                width += shift
            char = shown[cluster]
            if char in _FIXED_SPACES:
                gid, own, advance = self._fixed_space(char)
            gids.append(gid)
            adjust.append(advance - own + tracking)
            texts.append(shown[cluster : ends.pop(cluster)] if cluster in ends else "")
            width += advance + tracking
        free[len(shown)] = width
        self._free_cuts[text] = free
        return Shaped(tuple(gids), tuple(adjust), tuple(_legible(t) for t in texts), width)

    def _showable(self, text: str) -> str:
        """*text* with stand-ins for characters that the face has under another name."""
        for char, stand_in in (("\u2011", "\u2010"), ("\u2010", "-"), (NO_BREAK_SPACE, " ")):
            if char in text and not self._face.glyph(char):
                text = text.replace(char, stand_in)
        for char in _FIXED_SPACES:
            if char in text:
                text = text.replace(char, " ")
        return text

    def _fixed_space(self, char: str) -> tuple[int, float, float]:
        face = self._face
        space = face.glyph(" ") or 0
        model = face.glyph(char) or (face.glyph("0") if char == "\u2007" else None)
        width = face.advance(model) if model else _FIXED_SPACES[char]
        return space, face.advance(space), width


def _legible(text: str) -> str:
    return " " if text in _FIXED_SPACES else text


def tracked(shaped: Shaped, amount: float, *, ends_line: bool = False) -> Shaped:
    """*shaped* with *amount* thousandths of its size more after every glyph, but for the last of a line."""
    adjust = [own + amount for own in shaped.adjust]
    if ends_line:
        adjust[-1] -= amount
    return Shaped(shaped.gids, tuple(adjust), shaped.texts, shaped.width + amount * (len(adjust) - ends_line))


def case_for(style: TextStyle, fonts: Fonts) -> Case:
    """The case that serves *style*; the same one for every size and tint."""
    key = (style.font, style.features, style.tracking, style.language)
    case = fonts.cases.get(key)
    if case is None:
        case = fonts.cases[key] = Case(key, fonts)
    return case


def shape(text: str, style: TextStyle, fonts: Fonts) -> Shaped:
    """Shape *text* as one piece, spaces and all."""
    return case_for(style, fonts).shape(text)
