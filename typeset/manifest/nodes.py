"""The manifest as a tree of nodes: what YAML says, before anybody asks what it means.

A scalar is its text, whatever YAML 1.1 would have made of it: `no`, `12:30` and `1.10`
stay as written, and the field that reads them decides.
"""

from __future__ import annotations

from functools import lru_cache

from layout.values import Struct
from typeset.manifest.align import align
from typeset.manifest.source import Source
from typeset.problem import Span


class Scalar(Struct, frozen=True, eq=False):
    """A piece of text; *start* and *end* are offsets in its source, quotes and block header included."""

    source: Source
    start: int
    end: int
    value: str
    style: str
    """``"``, ``'``, ``|``, ``>`` or nothing for plain text."""

    @property
    def span(self) -> Span:
        """The text in the file; of a block, its words and not its header."""
        return self.spot(0, len(self.value)) if self.style in ("|", ">") else self.source.span(self.start, self.end)

    def spot(self, offset: int, length: int = 1) -> Span:
        """Point at *length* characters of the value from *offset* on, where they stand in the file."""
        places = _places(self)
        if places is None:
            return self.source.span(self.start + offset, self.start + offset + max(1, length))
        last = min(offset + max(1, length), len(self.value))
        begin = places[min(offset, len(self.value))]
        # The last character's own place, plus one: its follower may stand a line further on.
        end = places[last - 1] + 1 if last > offset else begin + 1
        return self.source.span(self.start + begin, self.start + max(end, begin + 1))

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was written (``key:``), or YAML's signs for it (``~``, ``null``)."""
        return not self.style and self.value in ("", "~", "null")


class Sequence(Struct, frozen=True, eq=False):
    """A list."""

    source: Source
    start: int
    end: int
    items: tuple[Node, ...]

    @property
    def span(self) -> Span:
        """From the first dash or bracket on."""
        return self.source.span(self.start, self.end)


class Mapping(Struct, frozen=True, eq=False):
    """Keys with their values, in the order of the file."""

    source: Source
    start: int
    end: int
    entries: tuple[tuple[Scalar, Node], ...]

    @property
    def span(self) -> Span:
        """The first key: the whole entry would underline half a page."""
        return self.entries[0][0].span if self.entries else self.source.span(self.start, self.end)

    def get(self, key: str) -> Node | None:
        """The value of *key*, or None."""
        return next((value for name, value in self.entries if name.value == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key as it stands in the file, or None."""
        return next((name for name, _ in self.entries if name.value == key), None)


Node = Scalar | Sequence | Mapping


@lru_cache(maxsize=4)
def _places(scalar: Scalar) -> list[int] | None:
    """Where each character of *scalar* stands, None if as in the file; kept, for a text with one fault often has more."""
    raw = scalar.source.text[scalar.start : scalar.end]
    return None if raw == scalar.value else align(raw, scalar.value, scalar.style)


def name_of(node: Node) -> str:
    """What an author would call it."""
    match node:
        case Mapping():
            return "a group of keys"
        case Sequence():
            return "a list"
        case Scalar() if node.is_empty:
            return "nothing"
        case Scalar():
            return "text"
