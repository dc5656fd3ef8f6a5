"""Words: what changed within a paragraph, and which of it are numbers.

Spaces say nothing here: words are compared, and signs one by one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from layout.values import Struct
from typeset.ledger.quantity import NUMBERS

_TOKEN = re.compile(
    r"\d+(?:[.,\u00a0\u202f\u2009]\d{3})*(?:[.,]\d+)?"  # a number with its groups and its decimals
    r"|[^\W\d_](?:[\w]|[’'\u2010\u2011-](?=\w))*"  # a word with what joins its parts
    r"|[^\s|]"  # any other sign; the bar between cells is ours
)

_PARTS = ("half", "halves", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "tenths")
NUMBER_WORDS = frozenset(NUMBERS).difference(("a", "an", "no", "one", "couple")).union(_PARTS)
"""Words for numbers; those that mostly mean something else are left out."""

_JOINTS = re.compile("[\u00ad\u2010\u2011-]")

PHRASE = 4
"""Words of a phrase that marks a place in a long text."""

MOST_PAIRS = 1_000_000
"""Words of one side times words of the other that are compared outright; longer texts are divided first."""


class Token(Struct, frozen=True):
    """One word, number or sign, and where it stands in its text."""

    key: str
    start: int
    end: int


class Edit(Struct, frozen=True):
    """A stretch of the old text that became a stretch of the new one; either may be empty. Offsets of characters."""

    old: tuple[int, int]
    new: tuple[int, int]


def tokens_of(text: str, *, loosely: bool = False) -> list[Token]:
    """The words of *text*; *loosely* takes no notice of hyphens, where nobody knows whose they are."""
    found = []
    for match in _TOKEN.finditer(text):
        key = match.group()
        if loosely and not key.isalnum():
            key = _JOINTS.sub("", key)
            if not key:
                continue
        found.append(Token(key, match.start(), match.end()))
    return found


def keys_of(text: str, *, loosely: bool = False) -> tuple[str, ...]:
    """The keys of `tokens_of` alone: a fifth of the work, and all that most paragraphs need."""
    if not loosely:
        return tuple(_TOKEN.findall(text))
    return tuple(key for one in _TOKEN.findall(text) if (key := one if one.isalnum() else _JOINTS.sub("", one)))


def find_edits(old: Sequence[Token], new: Sequence[Token]) -> list[Edit]:
    """What changed from *old* to *new*, in order."""
    a, b = [token.key for token in old], [token.key for token in new]
    return [
        Edit(_reach(old, a_from, a_to), _reach(new, b_from, b_to)) for a_from, a_to, b_from, b_to in differences(a, b)
    ]


def _reach(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    if start < end:
        return tokens[start].start, tokens[end - 1].end
    at = tokens[start].start if start < len(tokens) else tokens[-1].end if tokens else 0
    return at, at


Difference = tuple[int, int, int, int]


def differences(a: Sequence[str], b: Sequence[str]) -> Iterator[Difference]:
    """The stretches in which two lists of words differ, as ``a[i:j]`` and ``b[k:l]``, in order.

    Long lists are divided at phrases that each holds once, so that the time grows with the length.
    """
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    a_end, b_end = len(a) - tail, len(b) - tail
    if head in (a_end, b_end):
        if head < a_end or head < b_end:
            yield head, a_end, head, b_end
        return
    yield from _differences_within(a, b, (head, a_end, head, b_end))


def _differences_within(a: Sequence[str], b: Sequence[str], area: Difference) -> Iterator[Difference]:
    i, j, k, l = area
    if (j - i) * (l - k) <= MOST_PAIRS:
        matcher = SequenceMatcher(None, a[i:j], b[k:l], autojunk=False)
        for tag, a_from, a_to, b_from, b_to in matcher.get_opcodes():
            if tag != "equal":
                yield i + a_from, i + a_to, k + b_from, k + b_to
        return
    landmarks = in_order(_uniques(a[i:j], b[k:l]))
    if not landmarks:
        yield area
        return
    low, high = 0, 0
    for a_at, b_at in (*landmarks, (j - i, l - k)):
        if (low, high) == (a_at, b_at):  # phrases overlap: nearly always so
            low, high = low + 1, high + 1
            continue
        for one in differences(a[i + low : i + a_at], b[k + high : k + b_at]):
            yield one[0] + i + low, one[1] + i + low, one[2] + k + high, one[3] + k + high
        low, high = a_at + 1, b_at + 1


def _uniques(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Where phrases begin that each side holds exactly once."""
    in_a, in_b = _phrases(a), _phrases(b)
    return [(at, in_b[phrase]) for phrase, at in in_a.items() if at >= 0 and in_b.get(phrase, -1) >= 0]


def _phrases(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Every phrase of `PHRASE` words, with its place; -1 for one that stands there again."""
    found: dict[tuple[str, ...], int] = {}
    for at in range(len(words) - PHRASE + 1):
        phrase = tuple(words[at : at + PHRASE])
        found[phrase] = -1 if phrase in found else at
    return found


def in_order(pairs: Sequence[tuple[int, int]], weights: Sequence[int] = ()) -> list[tuple[int, int]]:
    """The heaviest choice of *pairs*, sorted by their first numbers, whose second numbers rise as well.

    What is left out is what has moved. Every pair weighs 1 unless told otherwise.
    """
    # A Fenwick tree over second numbers holds the best weight of a choice that ends there.
    seconds = sorted({second for _, second in pairs})
    best: list[tuple[int, int]] = [(0, -1)] * (len(seconds) + 1)
    before: list[int] = []
    top = (0, -1)
    for number, (_, second) in enumerate(pairs):
        rank = bisect_left(seconds, second)
        found = (0, -1)
        at = rank
        while at > 0:
            found = max(found, best[at])
            at &= at - 1
        before.append(found[1])
        reached = (found[0] + (weights[number] if weights else 1), number)
        top = max(top, reached)
        at = rank + 1
        while at <= len(seconds):
            best[at] = max(best[at], reached)
            at += at & -at
    chosen: list[tuple[int, int]] = []
    number = top[1]
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]


# ---------------------------------------------------------------- numbers


def numbers_of(tokens: Iterable[Token], pointers: Sequence[tuple[int, int]] = ()) -> list[Token]:
    """The numbers among *tokens*, in digits or words; not those in *pointers*, which say where something stands.

    The key of each is its value as far as it can be told: ``1,000`` and ``1000`` are one number.
    """
    return [
        Token(_value(token.key), token.start, token.end)
        for token in tokens
        if _is_number(token.key) and not any(start <= token.start < end for start, end in pointers)
    ]


def _is_number(key: str) -> bool:
    return key[0].isdigit() or key.lower() in NUMBER_WORDS


def _value(key: str) -> str:
    if not key[0].isdigit():
        return key.lower()
    plain = re.sub(r"[\u00a0\u202f\u2009]", "", key)
    return re.sub(r",(?=\d{3}(?:\D|$))", "", plain)
