"""English words for a quantity, read back into what they claim.

“almost half”, “three in four”, “fewer than one country in four”, “five to eight”, “half a
million”, “tenfold”: each becomes a `Claim` that can be held against a figure. What cannot
be read is no claim, and nobody is accused for it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from layout.values import Struct
from typeset.ledger.house import Hedge, House
from typeset.ledger.values import Amount, Range, Several, Value, spell

NUMBERS: dict[str, int] = {spell(number): number for number in range(100)} | {
    "a": 1, "an": 1, "no": 0, "zero": 0, "hundred": 100, "thousand": 1000, "million": 10**6, "dozen": 12, "couple": 2,
}  # fmt: skip  # one word a line would hide how few they are
_SMALL = {word: number for word, number in NUMBERS.items() if number < 100 and word not in ("no", "couple")}
_SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "dozen": 12, "decades": 10,
           "decade": 10}  # fmt: skip
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
          "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000}  # fmt: skip
_TIMES = {"double": 2, "doubled": 2, "doubling": 2, "twice": 2, "twofold": 2, "triple": 3, "tripled": 3, "trebled": 3,
          "threefold": 3, "fourfold": 4, "quadrupled": 4, "fivefold": 5, "sixfold": 6, "sevenfold": 7, "eightfold": 8,
          "ninefold": 9, "tenfold": 10, "twentyfold": 20, "hundredfold": 100}  # fmt: skip

_IN = re.compile(r"(?P<some>[\w-]+)(?: [\w’-]+)? (?:in|out of|of|of every|in every) (?P<whole>(?:a )?[\w-]+)")
_DIGITS = re.compile(r"[-\u2212]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-\u2212]?\d+(?:\.\d+)?")


class Claim(Struct, frozen=True):
    """What words say: one or more quantities, of a kind, with a hedge."""

    kind: str
    """``share`` (per cent), ``number``, ``times`` or ``digits``."""
    low: Decimal
    high: Decimal
    hedge: str = ""
    numbers: tuple[Decimal, ...] = ()
    """Of ``digits``: all that were written, in order."""


def read_claim(words: str, house: House, before: str = "") -> Claim | None:
    """Read *words*; *before* is what stands in front of them, where a hedge may be found as well."""
    said = " ".join(words.lower().replace("\u00a0", " ").split()).strip(" .,;:()")
    known = house.range_of(said) or house.range_of(said.removeprefix("the ").removeprefix("a "))
    if known:
        return Claim("share", known.low, known.high, "in words")
    hedge, core = _hedged(said, house)
    if not hedge:
        hedge = hedge_before(before, house)
    if digits := _DIGITS.findall(core):
        numbers = tuple(Decimal(found.replace(",", "").replace("\u2212", "-")) for found in digits)
        return Claim("digits", min(numbers), max(numbers), hedge, numbers)
    for kind, read in (("share", _share), ("times", _times), ("number", _number)):
        found = read(core)
        if found is not None:
            return Claim(kind, *found, hedge)
    return None


def hedge_before(text: str, house: House) -> str:
    """The hedge in which *text* ends, if it ends in one: ``reported more than`` gives ``more than``."""
    words = text.lower().replace("\u00a0", " ").split()[-2:]
    for count in (2, 1):
        tail = " ".join(words[-count:]).strip("(–,")
        if len(words) >= count and tail in house.hedges:
            return tail
    return ""


def _hedged(said: str, house: House) -> tuple[str, str]:
    words = said.removeprefix("a little ").removeprefix("only ").split() if said.startswith("only ") else said.split()
    if words[:1] == ["a"] and " ".join(words[1:3]) in house.hedges:
        words = words[1:]
    for count in (2, 1):
        head = " ".join(words[:count])
        if len(words) > count and head in house.hedges:
            return head, " ".join(words[count:])
    return "", " ".join(words)


Pair = tuple[Decimal, Decimal]


def _share(core: str) -> Pair | None:
    """“half”, “two thirds”, “a quarter”, “three in four”, “one employee in a thousand”: in per cent."""
    match = _IN.fullmatch(core)
    if match and "of" not in match["whole"].split():
        some, whole = NUMBERS.get(match["some"]), NUMBERS.get(match["whole"].removeprefix("a "))
        if some is not None and whole and some <= whole:
            return _same(Decimal(100 * some) / whole)
        return None
    words = core.replace("-", " ").split()
    words = words[: words.index("of")] if "of" in words[1:] else words
    if words in (["half"], ["a", "half"], ["one", "half"], ["the", "half"]):
        return _same(Decimal(50))
    if len(words) == 2 and (name := words[1].removesuffix("s")) in _PARTS and name != "half":
        count = NUMBERS.get(words[0])
        if count and count < _PARTS[name]:
            return _same(Decimal(100 * count) / _PARTS[name])
    return None


def _times(core: str) -> Pair | None:
    word = core.removeprefix("a ").removesuffix(" increase").removesuffix(" rise")
    if word in _TIMES:
        return _same(Decimal(_TIMES[word]))
    match = re.fullmatch(r"([\w-]+) times(?: as \w+| more| larger| higher)?", core)
    count = NUMBERS.get(match[1]) if match else None
    return _same(Decimal(count)) if count else None


def _number(core: str) -> Pair | None:
    """“eleven”, “five to eight”, “half a million”, “two and a half million”, “two decades”."""
    if (one := _single(core)) is not None:
        return _same(one)
    for joint in (" to ", " and ", " or "):
        low, found, high = core.partition(joint)
        if found and (first := _single(low)) is not None and (second := _single(high)) is not None:
            return (first, second) if joint == " to " or first < second else None
    return None


def _single(core: str) -> Decimal | None:
    if core in ("thousands", "hundreds", "millions", "a", "an", "no", "couple"):
        return None
    words = core.split()
    scale = Decimal(1)
    while words and words[-1] in _SCALES:
        scale *= _SCALES[words.pop()]
    if words in (["half", "a"], ["half"]):
        return scale / 2 if scale > 1 else None
    half = words[-3:] == ["and", "a", "half"]
    words = words[:-3] if half else words
    if words == ["a"] and scale > 1:
        return scale
    if len(words) == 1 and words[0] in _SMALL and words[0] not in ("a", "an"):
        return (Decimal(_SMALL[words[0]]) + (Decimal("0.5") if half else 0)) * scale
    return _long_numbers().get(core)


@cache
def _long_numbers() -> dict[str, Decimal]:
    """Numbers of several words, spelt as `spell` does; a table made when it is first asked for."""
    return {spell(number): Decimal(number) for number in range(100, 2100)}


def _same(number: Decimal) -> Pair:
    return number, number


# --- does it fit?


def fits(claim: Claim, value: Value, unit: str, bound: str, house: House) -> bool | None:
    """Tell whether *claim* may stand for *value*; None where the two cannot be compared."""
    ends = _ends(value)
    if ends is None:
        return None
    if claim.kind == "digits":
        return _digits_fit(claim, value, ends, house)
    scale = _scale(claim.kind, unit)
    if scale is None:
        return None
    low, high = ends[0] * scale, ends[1] * scale
    if claim.kind == "times" and unit == "per cent":
        low, high = low / 100 + 1, high / 100 + 1
    if claim.hedge == "in words":
        return claim.low <= low and high <= claim.high
    if low != high and claim.low == claim.high and not claim.hedge:
        return low <= claim.low <= high
    return _near(low, claim.low, claim, bound, house) and _near(high, claim.high, claim, bound, house)


def _ends(value: Value) -> Pair | None:
    match value:
        case Amount(number):
            return number, number
        case Range(low, high):
            return low, high
        case Several(numbers):
            return min(numbers), max(numbers)
    return None


def _scale(kind: str, unit: str) -> Decimal | None:
    """What a value in *unit* is multiplied by to be compared with a claim of *kind*."""
    if kind == "share":
        return {"per cent": Decimal(1), "per thousand": Decimal("0.1")}.get(unit)
    if kind == "times":
        return Decimal(1) if unit in ("per cent", "times") else None
    return None if unit in ("per cent", "per thousand") else Decimal(1)


def _near(worth: Decimal, said: Decimal, claim: Claim, bound: str, house: House) -> bool:
    """Tell whether *worth* is what *said* and its hedge allow."""
    hedge = house.hedges.get(claim.hedge)
    if hedge is None:
        return abs(worth - said) <= _slack(said, claim.kind, house)
    below, above = _room(hedge, said, claim.kind)
    # The source itself hedges: "nearly 20 years" is the figure 20 with the bound `nearly`.
    told = {"over": above, "under": below, "nearly": below, "about": min(below, above)}.get(bound, Decimal(0))
    if worth == said:
        return bool(told) or not (below or above) or below == above or claim.hedge in ("up to", "at least", "at most")
    return (said - below <= worth < said) or (said < worth <= said + above)


def _slack(said: Decimal, kind: str, house: House) -> Decimal:
    if kind == "share":
        return min(house.plain_share, said / 4)  # of one in a hundred, a quarter of a point is much
    if kind == "times":
        return said / 10
    return Decimal(0) if said <= 20 else said / 40


def _room(hedge: Hedge, said: Decimal, kind: str) -> Pair:
    if kind == "share":
        return min(hedge.below, said / 2), min(hedge.above, said / 2)
    part = said * hedge.part / 100
    return (part if hedge.below else Decimal(0)), (part if hedge.above else Decimal(0))


def _digits_fit(claim: Claim, value: Value, ends: Pair, house: House) -> bool:
    """Digits in bound words must be the figure's own, or its rounding where a hedge says so."""
    if isinstance(value, Several):
        return set(claim.numbers) == set(value.numbers)
    if isinstance(value, Range):
        return set(claim.numbers) == set(ends)
    if claim.hedge in house.hedges:
        below, above = _room(house.hedges[claim.hedge], claim.low, "number")
        return claim.low - below <= ends[0] <= claim.high + above
    return all(_is_rounding(number, ends[0]) for number in claim.numbers)


def _is_rounding(written: Decimal, exact: Decimal) -> bool:
    unit = Decimal(1).scaleb(int(written.normalize().as_tuple().exponent))
    return abs(written - exact) <= unit / 2 and (written == exact or len(written.normalize().as_tuple().digits) > 1)
