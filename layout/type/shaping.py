"""Text to glyphs, one word at a time, remembered for the life of the `Fonts`.

A `Case` (as in upper and lower: the drawers a compositor takes sorts from) holds what
one face, one set of features, one tracking and one language have shaped so far. Words
are shaped alone: the faces in use do not kern across a space.

A PDF reader hears only the text that each glyph carries, so clusters are kept exactly:
a ligature carries all its characters, the second glyph of one character carries none.
"""

from __future__ import annotations

import re
from unicodedata import bidirectional

from layout.type.faces import Fonts, Glyph
from layout.type.glyphs import Shaped
from layout.type.ligatures import NON_JOINER, parted
from layout.type.style import TextStyle

CaseKey = tuple[str, tuple[str, ...], float, str, bool]

SOFT_HYPHEN = "\u00ad"
NO_BREAK_SPACE = "\u00a0"
NO_BREAK_HYPHEN = "\u2011"

# Nothing is drawn for these. They only say where a line may or may not end.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))

# Where one quotation begins or ends with another, three even strokes would say neither.
_NESTED = re.compile("[“”„](?=[‘’‚])|[‘’‚](?=[“”„])|[«»](?=[‹›])|[‹›](?=[«»])")
_BETWEEN_MARKS = 75.0
"""A hair of white, thousandths of the em."""

WIDEST = 80.0
"""White that kerning and tracking together put behind a glyph at most, thousandths of the em.

Readers of the file take a tenth of an em for a space between words, and justification
may add its part.
"""
EASED_WIDEST = 95.0
"""The same where two styles meet: there justification adds nothing."""

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
    "\u2009": 165.0,
    "\u200a": 80.0,
    "\u202f": 165.0,
}
THIN_SPACES = "\u2009\u202f"
THINNEST = 165.0
"""Thousandths of the em: a sixth, as thin spaces used to be. In a narrower one some readers of the file see no
space at all: 10 000 would be copied as 10000.
"""


class Case:
    """Everything shaped so far in one style, whatever its size and colour."""

    def __init__(self, key: CaseKey, fonts: Fonts) -> None:
        self._font, self._features, self._tracking, self._language, self._capitals = key
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

    def hyphen_again(self) -> Shaped:
        """The hyphen of a compound set a second time, at the start of a line; it carries U+00AD as well."""
        hyphen = self.shape("-")
        return Shaped(hyphen.gids, hyphen.adjust, (SOFT_HYPHEN,), hyphen.width)

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
        glyphs = self._glyphs_of(self._showable(shown))
        if not glyphs:  # marks that nobody can see and that fonts know no better than we do
            self._free_cuts[text] = {0: 0.0, len(shown): 0.0}
            return Shaped((), (), (), 0.0)
        starts = sorted({glyph.cluster for glyph in glyphs})
        ends = dict(zip(starts, [*starts[1:], len(shown)], strict=True))
        begins = dict(zip(starts, [0, *starts[1:]], strict=False))
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
            added = min(advance - own + tracking, WIDEST)
            if char in _FIXED_SPACES:
                gid, own, advance = self._fixed_space(char)
                added = advance - own + tracking
            gids.append(gid)
            adjust.append(added)
            texts.append(shown[begins[cluster] : ends.pop(cluster)] if cluster in ends else "")
            width += own + added
        free[len(shown)] = width
        self._free_cuts[text] = free
        return Shaped(tuple(gids), tuple(adjust), tuple(_legible(t) for t in texts), width)

    def _glyphs_of(self, text: str) -> list[Glyph]:
        """The glyphs of *text*, their clusters counted in *text* whatever had to be put in for the shaper."""
        # Letters that are spaced out but for two that touch look like a mistake.
        ligatures = not self._tracking
        origins: list[int] | None = None
        if self._capitals:
            text, origins = _in_capitals(text, self._language)
        elif ligatures:
            text, origins = parted(text, self._language)
        glyphs = self._face.glyphs_of(text, self._features, self._language, ligatures=ligatures)
        if _NESTED.search(text):
            ends = {match.end() - 1 for match in _NESTED.finditer(text)}
            glyphs = [
                glyph._replace(advance=glyph.advance + _BETWEEN_MARKS) if glyph.cluster in ends else glyph
                for glyph in glyphs
            ]
        return [glyph._replace(cluster=origins[glyph.cluster]) for glyph in glyphs] if origins else glyphs

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
        if char in THIN_SPACES:
            width = max(width, THINNEST)
        return space, face.advance(space), width


def _legible(text: str) -> str:
    """*text* as a glyph says it: spaces of every width are one space; a non-joiner tells the setter what to part."""
    if text in _FIXED_SPACES:
        return " "
    if NON_JOINER in text and bidirectional(text[0]) != "AL":  # in Persian it is a part of the spelling
        return text.replace(NON_JOINER, "")
    return text


def _in_capitals(text: str, language: str) -> tuple[str, list[int]]:
    """*text* in capitals, and which character of it each of them stands for: ß gives two."""
    changed = {"i": "İ"} if language.partition("-")[0] in ("tr", "az") else {}
    capitals = [changed.get(char) or char.upper() for char in text]
    return "".join(capitals), [at for at, some in enumerate(capitals) for _ in some]


def tracked(shaped: Shaped, amount: float, *, ends_line: bool = False) -> Shaped:
    """*shaped* with *amount* thousandths of its size more after every glyph, but for the last of a line.

    One that is eased as far as it may be keeps its distance too.
    """
    kept = ends_line or is_at_limit(shaped)
    adjust = [own + amount for own in shaped.adjust]
    if kept:
        adjust[-1] -= amount
    return Shaped(shaped.gids, tuple(adjust), shaped.texts, shaped.width + amount * (len(adjust) - kept))


def eased(shaped: Shaped, amount: float) -> Shaped:
    """*shaped* with *amount* thousandths of its size more (or less) after its last glyph, as far as readers bear it."""
    *adjust, last = shaped.adjust
    amount = min(amount, max(0.0, EASED_WIDEST - last))
    return Shaped(shaped.gids, (*adjust, last + amount), shaped.texts, shaped.width + amount)


def is_at_limit(shaped: Shaped) -> bool:
    """Tell whether the white behind the last glyph is as wide as it may be, so that tracking must add none."""
    return bool(shaped.adjust) and shaped.adjust[-1] > WIDEST


def case_for(style: TextStyle, fonts: Fonts) -> Case:
    """The case that serves *style*; the same one for every size and tint."""
    key = (style.font, style.features, style.tracking, style.language, style.capitals)
    case = fonts.cases.get(key)
    if case is None:
        case = fonts.cases[key] = Case(key, fonts)
    return case


def shape(text: str, style: TextStyle, fonts: Fonts) -> Shaped:
    """Shape *text* as one piece, spaces and all."""
    return case_for(style, fonts).shape(text)
