"""Scripts and languages that run from right to left, and the faces that have their letters."""

from __future__ import annotations

from functools import cache

from layout.values import Struct

SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
"""Scripts in use that run right to left (ISO 15924)."""

_LANGUAGES = frozenset(["ar", "arc", "ckb", "dv", "fa", "he", "iw", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"])
"""Languages that are written in one of them unless another script is named with them."""


class Companion(Struct, frozen=True, kw_only=True):
    """A face for the letters of one script that the report's own faces lack."""

    script: str
    """ISO 15924, such as ``Hebr``."""
    beside: tuple[str, ...]
    """Keys of the faces that it stands in for."""
    scale: float = 1.0
    """Its size over theirs, so that both look equally large."""


@cache
def is_right_to_left(language: str) -> bool:
    """Tell whether a BCP 47 language runs right to left; a script named in it decides."""
    primary, *others = language.split("-")
    script = next((other.title() for other in others if len(other) == 4 and other.isalpha()), "")
    return script in SCRIPTS if script else primary.lower() in _LANGUAGES
