"""Marked-content sequences: which operators of a page belong to which leaf of the tree.

While a page is inked, a `Sequences` hands out the operators around each piece of
content and notes which marked-content number went to which slot (ISO 32000-1, 14.6
and 14.7.4). An edition without tags uses `Unmarked`, which says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from layout.pages.tree import Slot
from layout.values import Struct, field
from typeset.paint.syntax import name


class Artifact(Enum):
    """Content that is not the report's words, by what it is (14.8.2.2)."""

    LAYOUT = b"/Artifact <</Type/Layout>> BDC\n"
    HEADER = b"/Artifact <</Type/Pagination /Subtype/Header>> BDC\n"
    FOOTER = b"/Artifact <</Type/Pagination /Subtype/Footer>> BDC\n"


class Found(Struct):
    """All that painting the pages told about slots."""

    pieces: dict[Slot, list[tuple[int, int]]] = field(default_factory=dict)
    """For each slot its (page, marked-content number), in page order."""
    holders: list[list[Slot]] = field(default_factory=list)
    """For each page the slot of each marked-content number."""


class Sequences:
    """Marks one page's content, adding to what is *found*."""

    def __init__(self, page: int, roles: Mapping[Slot, str], found: Found) -> None:
        self._page = page
        self._roles = roles
        self._found = found
        self._open = False
        found.holders.append([])

    def begin(self, holder: Slot | Artifact) -> bytes:
        """End the sequence under way, if any, and begin *holder*'s."""
        before = self.end()
        self._open = True
        if isinstance(holder, Artifact):
            return before + holder.value
        role = self._roles.get(holder)
        if role is None:
            raise ValueError(f"page {self._page + 1} holds slot {holder}, which is nowhere in the tree")
        here = self._found.holders[self._page]
        number = len(here)
        here.append(holder)
        self._found.pieces.setdefault(holder, []).append((self._page, number))
        return b"%b%b <</MCID %d>> BDC\n" % (before, name(role), number)

    def end(self) -> bytes:
        """End the sequence under way, if any."""
        if not self._open:
            return b""
        self._open = False
        return b"EMC\n"


class Unmarked(Sequences):
    """For editions without tags: nothing is marked."""

    def begin(self, holder: Slot | Artifact) -> bytes:  # noqa: ARG002  # whoever holds it
        return b""
