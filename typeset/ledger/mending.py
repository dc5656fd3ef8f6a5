"""Mending: purely typographic corrections made in the manifest itself, comments and layout kept.

Only signs are touched: quotation marks, apostrophes, dashes, spaces, a doubled word. What
changes a meaning is for the author.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from layout.values import Struct
from typeset.ledger.rule import Mend
from typeset.manifest.align import align
from typeset.manifest.nodes import Scalar
from typeset.manifest.source import Source


class Mended(Struct, frozen=True):
    """One file with its corrections made."""

    name: str
    before: str
    after: str
    count: int

    @property
    def diff(self) -> str:
        """What changed, as a unified diff."""
        from difflib import unified_diff

        before, after = self.before.splitlines(keepends=True), self.after.splitlines(keepends=True)
        return "".join(unified_diff(before, after, self.name, self.name, n=1))


def mend(mends: Iterable[Mend], sources: Mapping[str, Source]) -> tuple[Mended, ...]:
    """Make *mends* in the files they belong to; give those that changed. Nothing is written to disk."""
    edits: dict[str, list[tuple[int, int, str]]] = {}
    places: dict[int, list[int]] = {}
    for one in mends:
        scalar = one.scalar
        if id(scalar) not in places:
            places[id(scalar)] = align(scalar.source.text[scalar.start : scalar.end], scalar.value, scalar.style)
        start, end = (scalar.start + places[id(scalar)][offset] for offset in (one.start, one.end))
        if one.end > one.start and "\n" in scalar.source.text[start:end]:
            end = scalar.start + places[id(scalar)][one.end - 1] + 1
        edits.setdefault(scalar.source.name, []).append((start, end, _escaped(one.words, scalar)))
    return tuple(_mended(sources[name], wanted) for name, wanted in edits.items() if name in sources)


def _escaped(words: str, scalar: Scalar) -> str:
    """The words as they must be written in a scalar of this style."""
    if scalar.style == '"':
        return words.replace("\\", "\\\\").replace('"', '\\"')
    return words.replace("'", "''") if scalar.style == "'" else words


def _mended(source: Source, edits: list[tuple[int, int, str]]) -> Mended:
    """One pass from the beginning; of two edits that overlap the first is made."""
    pieces: list[str] = []
    at, count = 0, 0
    for start, end, words in sorted(edits):
        if start < at:
            continue
        pieces += [source.text[at:start], words]
        at, count = end, count + 1
    pieces.append(source.text[at:])
    return Mended(source.name, source.text, "".join(pieces), count)
