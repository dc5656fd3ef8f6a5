"""Looking for a paragraph in what a reader gives back: columns, pages and furniture may come between its lines."""

from __future__ import annotations

from saying import fold

PIECES = 4
"""A paragraph may run over so many columns and pages, with furniture and notes between them."""

SHORTEST = 8
"""Letters of the shortest piece; shorter ones stand everywhere by chance."""


def finds(words: str, text: str, start: int) -> int:
    """Where *words* end in *text* from *start* on, read in few pieces with other text between them; -1 if nowhere."""
    wanted = fold(words)
    for _ in range(PIECES):
        least, most = 0, len(wanted)  # the longest beginning that can be found
        while least < most:
            middle = (least + most + 1) // 2
            if text.find(wanted[:middle], start) >= 0:
                least = middle
            else:
                most = middle - 1
        if least < min(SHORTEST, len(wanted)):
            return -1
        start = text.find(wanted[:least], start) + least
        wanted = wanted[least:].lstrip()
        if not wanted:
            return start
    return -1
