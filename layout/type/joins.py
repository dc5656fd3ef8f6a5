"""Where two styles meet inside a word: an italic f and the upright bracket behind it.

Each style is shaped by itself, and no font kerns with another one, so a slanted letter
can run into its upright neighbour. TeX has its italic correction, a number for each
letter that its author must ask for; here the white between the two is measured where
it is, band by band, and made up where it is too little, as far as readers of the file
bear it (docs/why/0014-white-within-words.md).
"""

from __future__ import annotations

from layout.type.faces import Face

LEAST = 45.0
"""White between two glyphs, thousandths of the em: as much as upright neighbours have where they come closest."""


def lacking(left: Face, left_gid: int, right: Face, right_gid: int) -> float:
    """What must be put between two glyphs, thousandths of the em, so that they keep clear; 0 if they do."""
    rights, lefts = left.edges(left_gid)[1], right.edges(right_gid)[0]
    # Glyphs meet at a slant as well: a band is held against its neighbours.
    gaps = [lefts[near] - edge for band, edge in rights.items() for near in (band - 1, band, band + 1) if near in lefts]
    return max(0.0, LEAST - min(gaps)) if gaps else 0.0
