"""Where words may be divided: the door to pyphen and its Liang patterns.

Pyphen is imported when the first word is asked about; reading a dictionary costs some
40 ms, so a build that finds all its words in `remember` never pays for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    import pyphen

SHORTEST, LONGEST = 5, 100
"""Words of fewer letters stay whole: what a division wins is less than what it disturbs. Longer ones are no words."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


# Language → pyphen's dictionary and the least letters before and after the hyphen: those
# that the makers of the patterns state, or more where two would leave a stump that
# misleads the reader.
_DICTIONARIES = {
    "en-GB": ("en_GB", 2, 3),
    "en-US": ("en_US", 2, 3),
    "en": ("en_GB", 2, 3),
    "sv": ("sv", 2, 2),
    "de": ("de", 2, 2),
    "fr": ("fr", 2, 3),
    "es": ("es", 2, 2),
    "nb": ("nb", 2, 2),
    "no": ("nb", 2, 2),
    "nl": ("nl", 2, 2),
    "pl": ("pl", 2, 2),
    # Guests in a text rather than languages of a report: their patterns alone, no manners of spacing.
    **{
        name: (name, 2, 2)
        for name in [
            "bg",
            "ca",
            "cs",
            "da",
            "el",
            "et",
            "hr",
            "hu",
            "is",
            "it",
            "lt",
            "lv",
            "nn",
            "pt",
            "ro",
            "ru",
            "sk",
            "sl",
            "uk",
        ]
    },
}


def break_points(word: str, language: str) -> tuple[int, ...]:
    """The offsets in *word* at which a hyphen may be put, ascending.

    *word* may carry punctuation and be a compound: each of its runs of letters is
    divided by itself. Words with digits, short ones and those with capitals inside
    (INTERPOL, YouTube) stay whole, as does everything in a language without patterns.
    """
    known = _points.get((word, language))
    if known is None:
        known = _points[word, language] = tuple(_find(word, language))
    return known


_points: dict[tuple[str, str], tuple[int, ...]] = {}


def remember(points: Mapping[tuple[str, str], tuple[int, ...]]) -> None:
    """Take over what an earlier run found out: (word, language) → its break points."""
    _points.update(points)


def known() -> dict[tuple[str, str], tuple[int, ...]]:
    """All that is known by now, for a later run to `remember`."""
    return dict(_points)


def _find(word: str, language: str) -> list[int]:
    if any(char.isdigit() for char in word):
        return []
    found: list[int] = []
    for run in _WORD.finditer(word):
        letters = run.group()
        if SHORTEST <= len(letters) <= LONGEST and letters[1:] == letters[1:].lower():
            found += (run.start() + point for point in _divide(letters, language))
    return found


def _divide(letters: str, language: str) -> list[int]:
    name = language if language in _DICTIONARIES else language.partition("-")[0]
    if name == "fi":
        return _divide_finnish(letters)
    if name not in _DICTIONARIES:
        return []
    dictionary, left, right = _DICTIONARIES[name]
    # A point with data stands for a change of spelling, which one hyphen cannot show.
    points = [
        int(point)
        for point in _dictionary(dictionary).positions(letters)
        if left <= point <= len(letters) - right and not point.data
    ]
    if name == "nl":  # zeeën is divided as zee-en
        points = [point for point in points if letters[point] not in "äëïöü"]
    return points if name in _SYLLABIC else _syllables_only(letters, points)


_SYLLABIC = frozenset({"cs", "hr", "sk", "sl"})
"""Languages in which r and l can carry a syllable: čtvrt-let-ní."""
_VOWELS = frozenset("aeiouyæøœıаеёиоуыэюяіїєъαεηιουω")


def _syllables_only(letters: str, points: list[int]) -> list[int]:
    """Leave out the points that would part consonants from every vowel: over-g-reps, st-rategia.

    Patterns are made from lists of words, and slip where two of their rules meet.
    """
    kept: list[int] = []
    start = 0
    for point in points:
        if _has_vowel(letters[start:point]):
            kept.append(point)
            start = point
    while kept and not _has_vowel(letters[kept[-1] :]):
        kept.pop()
    return kept


def _has_vowel(letters: str) -> bool:
    return any(char in _VOWELS for char in normalize("NFD", letters.lower()))


@cache
def _dictionary(name: str) -> pyphen.Pyphen:
    import pyphen  # noqa: PLC0415  # see the module's docstring

    return pyphen.Pyphen(lang=name, left=2, right=2)


_FINNISH_SYLLABLE = re.compile(r"(?<=[^\W\d_])(?=[bcdfghjklmnpqrstvwxzšž][aeiouyåäö])", re.IGNORECASE)


def _divide_finnish(letters: str) -> list[int]:
    """Divide before each consonant that a vowel follows.

    Finnish spelling marks its syllables so plainly that this one rule is the greater
    part of any pattern file; pyphen ships none.
    """
    points = [m.start() for m in _FINNISH_SYLLABLE.finditer(letters) if 2 <= m.start() <= len(letters) - 2]
    return _syllables_only(letters, points)
