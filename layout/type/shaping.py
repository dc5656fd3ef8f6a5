"""Text to glyphs, one word at a time, remembered for the life of the `Fonts`.

A `Case` (as in upper and lower: the drawers a compositor takes sorts from) holds what
one face, one set of features, one tracking and one language have shaped so far. Words
are shaped alone: the faces in use do not kern across a space.

A PDF reader hears only the text that each glyph carries, so clusters are kept exactly:
a ligature carries all its characters, the second glyph of one character carries none.
"""

from __future__ import annotations

import re
from itertools import accumulate, groupby
from unicodedata import bidirectional

from layout.type.faces import Fonts, Glyph
from layout.type.glyphs import Shaped, Tier
from layout.type.ligatures import NON_JOINER, parted
from layout.type.style import TextStyle

CaseKey = tuple[str, tuple[str, ...], float, str, bool, bool]
"""Face, features, tracking, language, whether in capitals, and whether it sets words that run right to left."""

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
        self._font, self._features, self._tracking, self._language, self._capitals, self._reverse = key
        self._face = fonts.face(self._font)
        self._known: dict[str, Shaped] = {}
        self._broken: dict[str, Shaped] = {}
        self._joined: dict[tuple[str, str, str], Shaped] = {}
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

    def shape_joined(self, before: str, text: str, after: str) -> Shaped:
        """Shape *text*, which runs right to left and joins the letters *before* and *after* it as it would in one word."""
        known = self._joined.get((before, text, after))
        if known is None:
            known = self._joined[before, text, after] = self._shape_reverse(text.translate(_INVISIBLE), before, after)
        return known

    def _shape(self, text: str) -> Shaped:
        shown = text.translate(_INVISIBLE)
        if not shown:
            self._free_cuts[text] = {0: 0.0}
            return Shaped((), (), (), 0.0)
        if self._reverse:
            shaped = self._shape_reverse(shown)
            self._free_cuts[text] = {0: 0.0, len(shown): shaped.width}
            return shaped
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
        for gid, cluster, advance, shift, tied, _ in glyphs:
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

    def _shape_reverse(self, shown: str, before: str = "", after: str = "") -> Shaped:
        """Shape a text that runs right to left; letters and their signs keep their exact places, untracked."""
        face = self._face
        glyphs = face.glyphs_of(
            self._showable(shown),
            self._features,
            self._language,
            ligatures=True,
            reverse=True,
            context=(before, after),
        )
        texts = [" " if text in _FIXED_SPACES else text for text in _texts_of(glyphs, shown)]
        for at, glyph in enumerate(glyphs):
            if shown[glyph.cluster] in _FIXED_SPACES:
                gid, _, advance = self._fixed_space(shown[glyph.cluster])
                glyphs[at] = glyph._replace(gid=gid, advance=advance)
        pens = [0.0, *accumulate(glyph.advance for glyph in glyphs)]
        origins = [pen + glyph.shift for pen, glyph in zip(pens, glyphs, strict=False)]
        tiers: list[Tier] = []
        for rise, group in groupby(range(len(glyphs)), lambda at: glyphs[at].rise):
            row = list(group)
            ends = [*(origins[at] for at in row[1:]), pens[row[-1] + 1]]
            owns = [face.advance(glyphs[at].gid) for at in row]
            adjust = [end - origins[at] - own for at, end, own in zip(row, ends, owns, strict=True)]
            tier = Shaped(
                gids=tuple(glyphs[at].gid for at in row),
                adjust=tuple(adjust),
                texts=tuple(texts[row[0] : row[-1] + 1]),
                width=pens[row[-1] + 1] - origins[row[0]],
                reverse=True,
            )
            tiers.append(Tier(origins[row[0]], rise, tier))
        if len(tiers) == 1 and not tiers[0].rise and not tiers[0].start:
            return tiers[0].glyphs
        whole = [tier.glyphs for tier in tiers]
        return Shaped(
            gids=tuple(gid for tier in whole for gid in tier.gids),
            adjust=tuple(more for tier in whole for more in tier.adjust),
            texts=tuple(texts),
            width=pens[-1],
            reverse=True,
            tiers=tuple(tiers[::-1]),
        )

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


def _texts_of(glyphs: list[Glyph], shown: str) -> list[str]:
    """What each glyph of a reversed text stands for: its characters, or nothing beside another of the same ones."""
    starts = sorted({glyph.cluster for glyph in glyphs})
    ends = dict(zip(starts, [*starts[1:], len(shown)], strict=True))
    texts: list[str] = []
    for cluster, group in groupby(glyphs, lambda glyph: glyph.cluster):
        *others, _ = group
        # The last one in the row is the first to be read.
        texts += [*("" for _ in others), shown[cluster : ends[cluster]]]
    return texts


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


def case_for(style: TextStyle, fonts: Fonts, *, reverse: bool = False) -> Case:
    """The case that serves *style*, or its words that run right to left; the same one for every size and tint."""
    key = (style.font, style.features, style.tracking, style.language, style.capitals, reverse)
    case = fonts.cases.get(key)
    if case is None:
        case = fonts.cases[key] = Case(key, fonts)
    return case


def shape(text: str, style: TextStyle, fonts: Fonts) -> Shaped:
    """Shape *text* as one piece, spaces and all."""
    return case_for(style, fonts).shape(text)
