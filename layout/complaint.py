"""What layout has to say about the content: overset boxes, missing glyphs, loose ends.

Layout knows no files. A complaint carries the *origin* that its block came with, an
opaque number; `typeset` turns it into file, line and column.
"""

from __future__ import annotations

from enum import Enum

from layout.values import Struct

Origin = int
"""Where a value came from, in whoever made it; 0 is nowhere."""

TASTE = frozenset({"nearly-empty", "uneven-columns"})
"""Codes of complaints that an author may have reasons to live with."""


class Gravity(Enum):
    """What follows from a complaint."""

    FATAL = "fatal"
    """The book cannot be printed like this."""
    WARNING = "warning"
    """It can, but somebody should look."""
    NOTE = "note"
    """Worth knowing for whoever would have the page perfect."""


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
    gravity: Gravity = Gravity.FATAL

    @property
    def fatal(self) -> bool:
        """Tell whether the book cannot be printed like this."""
        return self.gravity is Gravity.FATAL
