"""Where a ligature would join what belongs to two parts of a word.

A ligature says that its letters belong together. German compounds and derivations
meet at seams where they do not: Auf|lage, Kauf|leute, Schiff|fahrt. Fonts cannot know
where a seam is; the patterns that divide words know most of them (Duden, "Textverarbeitung
und E-Mails", under Ligaturen). Authors have the last word with a zero-width non-joiner.
"""

from __future__ import annotations

import re

from layout.type.hyphens import break_points

NON_JOINER = "\u200c"

_CANDIDATE = re.compile("f[bfhijklt]")
_VOWELS = frozenset("aeiouyäöü")
_DIPHTHONGS = frozenset({"au", "äu", "ei", "ai", "eu", "ie", "ee", "oo", "aa"})


def parted(text: str, language: str) -> tuple[str, list[int] | None]:
    """*text* with a non-joiner at each seam, and which character of *text* each one stands for.

    None where there is no seam: the characters are where they were. A non-joiner stands
    for the letter before it.
    """
    if "f" not in text or language.partition("-")[0] != "de" or not _CANDIDATE.search(text):
        return text, None
    seams = [at for at in break_points(text, language) if _is_seam(text, at)]
    if not seams:
        return text, None
    pieces = [text[a:b] for a, b in zip([0, *seams], [*seams, len(text)], strict=True)]
    origins = list(range(len(text)))
    for seam in reversed(seams):
        origins.insert(seam, seam - 1)
    return NON_JOINER.join(pieces), origins


def _is_seam(text: str, at: int) -> bool:
    """Tell whether the parts of a word meet at *at*, which a hyphen may divide: before f only if no short vowel
    can have doubled it (treffen, öffnen).
    """
    if text[at - 1] != "f" or not _CANDIDATE.match(text, at - 1):
        return False
    if text[at] != "f":
        return True
    before = text[: at - 1].lower()
    return before[-1:] not in _VOWELS or before[-2:] in _DIPHTHONGS
