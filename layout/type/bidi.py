"""The Unicode Bidirectional Algorithm: which way each character of a paragraph runs.

Unicode Standard Annex #9, revision 44 and later; the names of its rules stand beside
the steps. Character classes come from Python's Unicode tables. Levels are worked out
for a whole paragraph, before it has lines; each line is then put in order by itself
(`visual_order`). Mirrored glyphs (L4) are the shaper's business.

The libraries at hand give back reordered text alone, or know nothing of isolates; a
compositor needs the levels themselves, for it breaks lines between the two.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple
from unicodedata import bidirectional, normalize

LRM, RLM = "\u200e", "\u200f"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"

CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that only tell directions: no glyph is ever drawn for them."""

_DEEPEST = 125
"""max_depth of BD2."""
_MOST_BRACKETS = 63
"""Open at once; beyond that none is paired (BD16)."""

_EMBEDDINGS = {"RLE": (1, ""), "LRE": (0, ""), "RLO": (1, "R"), "LRO": (0, "L")}
_INITIATORS = frozenset({"LRI", "RLI", "FSI"})
_REMOVED = frozenset({*_EMBEDDINGS, "PDF", "BN"})
"""Characters that X9 takes out of the reckoning."""
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "PDI", *_INITIATORS})
_STRONG = {"L": 0, "R": 1, "AL": 1}

# BidiBrackets.txt: opening and closing brackets in turn.
_PAIRS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋〈〉❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽"
    "⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
_OPENING = {
    normalize("NFC", one): normalize("NFC", other) for one, other in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)
}
_CLOSING = frozenset(_OPENING.values())


class _Status(NamedTuple):
    """An entry of the directional status stack (X1)."""

    level: int
    override: str
    isolate: bool


@cache
def bidi_class(char: str) -> str:
    """The class of *char*; L for what Unicode has not assigned."""
    return bidirectional(char) or "L"


def base_level(text: str) -> int:
    """The level of the first strong character outside of isolates (P2, P3): 0, or 1 for right to left."""
    return _first_strong([bidi_class(char) for char in text], 0) or 0


def embedding_levels(text: str, base: int) -> list[int]:
    """The level of every character of *text*, one paragraph whose own level is *base*, 0 or 1.

    Even levels run left to right, odd ones right to left. What stands at the end of a
    line is for `visual_order`'s caller to set back (L1): it depends on the lines.
    """
    classes = [bidi_class(char) for char in text]
    original = list(classes)
    levels = _explicit(classes, base)
    kept = [at for at, name in enumerate(original) if name not in _REMOVED]
    for sequence in _sequences(original, levels, kept, base):
        _resolve_weak(sequence, classes)
        _resolve_brackets(sequence, classes, original, text)
        _resolve_neutral(sequence, classes)
    for at in kept:
        levels[at] += _implicit(classes[at], levels[at])
    before = base
    for at, name in enumerate(original):
        if name in _REMOVED:
            levels[at] = before
        before = levels[at]
    return levels


def visual_order(levels: Sequence[int]) -> list[int]:
    """The indexes of a line's pieces from left to right, given the level of each (L2)."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    if not odd:
        return order
    for level in range(max(levels), min(odd) - 1, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            if end > at:
                order[at:end] = order[at:end][::-1]
            at = max(end, at + 1)
    return order


def _first_strong(classes: Sequence[str], start: int, end: int | None = None) -> int | None:
    """0 or 1 by the first strong character that no isolate holds; None if there is none (P2)."""
    depth = 0
    for name in classes[start:end]:
        if name in _INITIATORS:
            depth += 1
        elif name == "PDI":
            depth = max(0, depth - 1)
        elif not depth and name in _STRONG:
            return _STRONG[name]
    return None


def _matches(classes: Sequence[str]) -> dict[int, int]:
    """Each isolate initiator that has a PDI, with the PDI (BD9)."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for at, name in enumerate(classes):
        if name in _INITIATORS:
            waiting.append(at)
        elif name == "PDI" and waiting:
            found[waiting.pop()] = at
    return found


def _explicit(classes: list[str], base: int) -> list[int]:
    """Levels by embeddings, overrides and isolates alone (X1 to X8); overrides change *classes*."""
    levels: list[int] = []
    ends = _matches(classes)
    plain = list(classes)
    stack = [_Status(base, "", isolate=False)]
    lost_isolates = lost_embeddings = isolates = 0
    for at, name in enumerate(plain):
        level, override, _ = stack[-1]
        if name in _EMBEDDINGS:
            odd, forced = _EMBEDDINGS[name]
            inner = _next_level(level, odd)
            if inner <= _DEEPEST and not lost_isolates and not lost_embeddings:
                stack.append(_Status(inner, forced, isolate=False))
            elif not lost_isolates:
                lost_embeddings += 1
        elif name == "PDF":
            if lost_isolates:
                pass
            elif lost_embeddings:
                lost_embeddings -= 1
            elif len(stack) > 1 and not stack[-1].isolate:
                stack.pop()
        elif name == "PDI":
            if lost_isolates:
                lost_isolates -= 1
            elif isolates:
                lost_embeddings = 0
                while not stack.pop().isolate:
                    pass
                isolates -= 1
            level, override, _ = stack[-1]
            classes[at] = override or name
        elif name in _INITIATORS:
            classes[at] = override or name
            odd = {"LRI": 0, "RLI": 1}.get(name, -1)
            if odd < 0:
                odd = _first_strong(plain, at + 1, ends.get(at)) or 0
            inner = _next_level(level, odd)
            if inner <= _DEEPEST and not lost_isolates and not lost_embeddings:
                isolates += 1
                stack.append(_Status(inner, "", isolate=True))
            else:
                lost_isolates += 1
        elif name == "B":
            level = base
        elif name != "BN":
            classes[at] = override or name
        levels.append(level)
    return levels


def _next_level(level: int, odd: int) -> int:
    """The least level above *level* that is odd, or even."""
    return level + 1 + ((level + 1) % 2 != odd)


class _Sequence(NamedTuple):
    """An isolating run sequence (BD13): where its characters stand, and what stands on either side."""

    places: list[int]
    level: int
    before: str
    after: str


def _sequences(classes: Sequence[str], levels: Sequence[int], kept: Sequence[int], base: int) -> Iterator[_Sequence]:
    """The paragraph's characters, joined over the isolates that interrupt them (X10)."""
    runs: list[list[int]] = []
    for number, at in enumerate(kept):
        if number and levels[at] == levels[kept[number - 1]]:
            runs[-1].append(at)
        else:
            runs.append([at])
    ends = _matches(classes)
    starting = {run[0]: run for run in runs}
    closers = set(ends.values())
    for run in runs:
        if run[0] in closers:
            continue  # goes on from the run that its isolate interrupted
        places = list(run)
        while (closer := ends.get(places[-1])) is not None and classes[places[-1]] in _INITIATORS:
            places += starting[closer]
        first, last = bisect_left(kept, places[0]), bisect_left(kept, places[-1])
        level = levels[places[0]]
        below = levels[kept[first - 1]] if first else base
        open_end = classes[places[-1]] in _INITIATORS or last + 1 == len(kept)
        above = base if open_end else levels[kept[last + 1]]
        yield _Sequence(places, level, "LR"[max(level, below) % 2], "LR"[max(level, above) % 2])


def _resolve_weak(sequence: _Sequence, classes: list[str]) -> None:
    """Marks, numbers and what belongs to numbers (W1 to W7)."""
    places, before = sequence.places, sequence.before
    previous = before
    for at in places:  # W1
        if classes[at] == "NSM":
            classes[at] = "ON" if previous in _INITIATORS or previous == "PDI" else previous
        previous = classes[at]
    strong = before
    for at in places:  # W2, W3
        name = classes[at]
        if name in _STRONG:
            strong = name
            if name == "AL":
                classes[at] = "R"
        elif name == "EN" and strong == "AL":
            classes[at] = "AN"
    names = [classes[at] for at in places]
    for number in range(1, len(names) - 1):  # W4
        one, name, other = names[number - 1 : number + 2]
        if one == other and ((name == "CS" and one in ("EN", "AN")) or (name == "ES" and one == "EN")):
            names[number] = one
    number = 0
    while number < len(names):  # W5
        end = number
        while end < len(names) and names[end] == "ET":
            end += 1
        if end > number and ((number and names[number - 1] == "EN") or (end < len(names) and names[end] == "EN")):
            names[number:end] = ["EN"] * (end - number)
        number = max(end, number + 1)
    strong = before
    for at, name in zip(places, names, strict=True):  # W6, W7
        if name in ("L", "R"):
            strong = name
        elif name in ("ES", "ET", "CS"):
            name = "ON"
        elif name == "EN" and strong == "L":
            name = "L"
        classes[at] = name


def _resolve_brackets(sequence: _Sequence, classes: list[str], original: Sequence[str], text: str) -> None:
    """Give both brackets of a pair one direction (N0)."""
    places = sequence.places
    own = "LR"[sequence.level % 2]
    for one, other in _bracket_pairs(places, classes, text):
        inside = {_as_strong(classes[at]) for at in places[one + 1 : other]}
        if own in inside:
            side = own
        elif inside & {"L", "R"}:
            earlier = (name for at in reversed(places[:one]) if (name := _as_strong(classes[at])) in ("L", "R"))
            side = next(earlier, sequence.before)
        else:
            continue
        for bracket in (one, other):
            classes[places[bracket]] = side
            for at in places[bracket + 1 :]:  # marks on a bracket go with it
                if original[at] != "NSM":
                    break
                classes[at] = side


def _bracket_pairs(places: Sequence[int], classes: Sequence[str], text: str) -> list[tuple[int, int]]:
    """Pairs of brackets by their numbers in the sequence, in the order of their openings (BD16)."""
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for number, at in enumerate(places):
        if classes[at] != "ON":
            continue
        char = normalize("NFC", text[at])
        if char in _OPENING:
            if len(waiting) == _MOST_BRACKETS:
                return []
            waiting.append((_OPENING[char], number))
        elif char in _CLOSING:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == char:
                    pairs.append((waiting[depth][1], number))
                    del waiting[depth:]
                    break
    return sorted(pairs)


def _as_strong(name: str) -> str:
    """Numbers count as right to left among neutrals (N0, N1)."""
    return "R" if name in ("EN", "AN") else name


def _resolve_neutral(sequence: _Sequence, classes: list[str]) -> None:
    """Neutrals go with both their neighbours if these agree, otherwise with the embedding (N1, N2)."""
    places = sequence.places
    own = "LR"[sequence.level % 2]
    number, before = 0, sequence.before
    while number < len(places):
        end = number
        while end < len(places) and classes[places[end]] in _NEUTRAL:
            end += 1
        if end > number:
            after = _as_strong(classes[places[end]]) if end < len(places) else sequence.after
            for at in places[number:end]:
                classes[at] = before if before == after else own
        if end < len(places):
            before = _as_strong(classes[places[end]])
        number = end + 1


def _implicit(name: str, level: int) -> int:
    """What a resolved class adds to its level (I1, I2)."""
    if level % 2:
        return 0 if name == "R" else 1
    return {"R": 1, "AN": 2, "EN": 2}.get(name, 0)
