"""What layout has to say about the content: overset boxes, missing glyphs, loose ends.

Layout knows no files. A complaint carries the *origin* that its block came with, an
opaque number; `typeset` turns it into file, line and column.
"""

from __future__ import annotations

from layout.values import Struct

Origin = int
"""Where a value came from, in whoever made it; 0 is nowhere."""


class Complaint(Struct, frozen=True, kw_only=True):
    """One thing wrong with the content, as layout sees it."""

    code: str
    """Stable and short, such as ``missing-glyph``."""
    message: str
    """One sentence in the author's terms, consequence included."""
    origin: Origin
    hint: str = ""
    found: str = ""
    """The very text at fault, if there is one: it is then underlined within the origin."""
    fatal: bool = True
    """False for a warning: the book can be printed all the same."""
