"""Paragraphs with words that run right to left, cut into stretches of one direction and one face.

Everything else of a paragraph stays as it is: a stretch is a part cut finer, laid on the
galley word by word, broken into lines in the order of reading, and only then put in
the order of seeing. `is_directed` is asked of every paragraph and has to be quick; what
stands below it is met only where there is something that runs right to left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from unicodedata import combining

from layout.type.bidi import CONTROLS, LRI, PDI, RLI, bidi_class, embedding_levels
from layout.type.faces import Fonts, script_of
from layout.type.scripts import is_right_to_left
from layout.type.style import ParagraphStyle, Part, TextStyle
from layout.values import Struct, replace

_TURNING = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters that run right to left, and characters that order directions."""

_PLAIN = re.compile("[\x00-\u058f\u1e00-\u200d\u2010-\u2029\u202f-\u2065\u2070-\u2bff]*+")
"""Text that cannot hold any of them: seen through in a fifth of the time."""

_WHITE = frozenset(" \t\r\f\v\n\u00a0\u2028\u2029")


def has_turns(text: str) -> bool:
    """Tell whether *text* has letters that run right to left, or anything that orders directions."""
    return not text.isascii() and not _PLAIN.fullmatch(text) and _TURNING.search(text) is not None


def is_directed(parts: Sequence[Part]) -> bool:
    """Tell whether a paragraph holds anything that does not simply run left to right."""
    for part in parts:  # noqa: SIM110  # asked of every paragraph: a generator would cost more than the answer
        if has_turns(part.text) or is_right_to_left(part.style.language):
            return True
    return False


def level_of(parts: Sequence[Part], style: ParagraphStyle | None = None) -> int:
    """The level of a paragraph: 1 if it runs from right to left, else 0.

    It does where every part with letters is in a language that does, or where there is
    no letter that runs the other way.
    """
    if style is not None and style.right_to_left is not None:
        return int(style.right_to_left)
    lettered = [part for part in parts if any(map(str.isalpha, part.text))]
    if lettered and all(is_right_to_left(part.style.language) for part in lettered):
        return 1
    classes = {bidi_class(char) for part in parts for char in part.text}
    return int("L" not in classes and bool(classes & {"R", "AL"}))


class Stretch(Struct, frozen=True):
    """Neighbouring characters of one part that have one level and one face; white space or none of it."""

    text: str
    style: TextStyle
    part: int
    level: int
    before: str = ""
    """What stands before it in the same word, if that runs right to left too."""
    after: str = ""

    @property
    def reverse(self) -> bool:
        """It is shaped from right to left."""
        return self.level % 2 == 1


def cut_stretches(parts: Sequence[Part], base: int, fonts: Fonts) -> list[Stretch]:
    """Cut a paragraph of the level *base* into stretches, in reading order.

    Characters that only order directions have done so, and are left out.
    """
    chars = list(_characters(parts, base))
    levels = embedding_levels("".join(char for char, _ in chars), base)
    kept = [
        _Character(char, part, level)
        for (char, part), level in zip(chars, levels, strict=True)
        if part is not None and char not in CONTROLS
    ]
    styles = _styles_of(kept, parts, fonts)
    stretches = [
        Stretch("".join(kept[at].char for at in places), style, part, level)
        for (part, level, style, _), group in groupby(
            range(len(kept)), lambda at: (kept[at].part, kept[at].level, styles[at], kept[at].char in _WHITE)
        )
        if (places := list(group))
    ]
    return list(_with_neighbours(stretches))


class _Character(Struct, frozen=True):
    char: str
    part: int
    level: int


def _characters(parts: Sequence[Part], base: int) -> Iterator[tuple[str, int | None]]:
    """Every character with its part; what is in a language of the other direction stands isolated.

    So a passage disturbs neither the stops nor the numbers on either side of it. A forced
    line end does not end the paragraph.
    """
    opening = LRI if base else RLI
    for other, group in groupby(range(len(parts)), lambda at: _turns_off(parts[at], base)):
        if other:
            yield opening, None
        for number in group:
            for char in parts[number].text:
                yield ("\u2028" if char in "\n\u2029" else char), number
        if other:
            yield PDI, None


def _turns_off(part: Part, base: int) -> bool:
    """Tell whether a part is in a language that runs the other way than its paragraph; numbers alone are in none."""
    if is_right_to_left(part.style.language):
        return not base
    return bool(base) and any(bidi_class(char) == "L" for char in part.text)


def _styles_of(kept: Sequence[_Character], parts: Sequence[Part], fonts: Fonts) -> list[TextStyle]:
    """The style of every character: its part's, in a companion's face where the letters ask for one."""
    known: dict[tuple[int, str, str, bool], TextStyle] = {}
    styles: list[TextStyle] = []
    for at, (one, script) in enumerate(zip(kept, _scripts_around(kept), strict=True)):
        clings = combining(one.char) or bidi_class(one.char) == "BN"
        if clings and at and kept[at - 1].part == one.part and kept[at - 1].char not in _WHITE:
            styles.append(styles[-1])
            continue
        odd = one.level % 2 == 1
        key = (one.part, one.char, script, odd)
        if key not in known:
            known[key] = _style_of(one, parts[one.part].style, script, fonts)
        styles.append(known[key])
    return styles


def _scripts_around(kept: Sequence[_Character]) -> list[str]:
    """For each character that runs right to left, the script of the last such letter up to it, or of the first after it."""
    found: list[str] = []
    script = ""
    for one in kept:
        if one.level % 2:
            script = script_of(one.char) or script
        found.append(script if one.level % 2 else "")
    first = next(filter(None, found), "")
    return [script or (first if one.level % 2 else "") for one, script in zip(kept, found, strict=True)]


def _style_of(one: _Character, style: TextStyle, script: str, fonts: Fonts) -> TextStyle:
    if one.char in _WHITE:
        return style  # all word spaces of a paragraph are alike
    companion = fonts.companion(one.char, style.font, script)
    if is_right_to_left(style.language):
        # Their letters have one height, and figures among them do not descend.
        style = replace(style, features=tuple(feature for feature in style.features if feature != "onum"))
    if companion is not None:
        font, scale = companion
        style = replace(style, font=font, size=style.size * scale)
    # Letters that join would be torn apart, and points moved from their letters.
    return replace(style, tracking=0.0) if one.level % 2 or companion else style


_REACH = 5
"""Characters on either side that may decide how a letter joins."""


def _with_neighbours(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Tell each stretch what its letters join where a word changes its style on the way."""
    for at, stretch in enumerate(stretches):
        if not stretch.reverse or stretch.text[0] in _WHITE:
            yield stretch
            continue
        before = _joining(stretches[at - 1], stretch) if at else ""
        after = _joining(stretches[at + 1], stretch) if at + 1 < len(stretches) else ""
        yield replace(stretch, before=before[-_REACH:], after=after[:_REACH]) if before or after else stretch


def _joining(neighbour: Stretch, stretch: Stretch) -> str:
    joins = neighbour.level == stretch.level and neighbour.text[0] not in _WHITE
    return neighbour.text if joins else ""
