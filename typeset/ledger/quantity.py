"""Words for a quantity, read back into what they claim.

“almost half”, “three in four”, “fewer than one country in four”, “five to eight”, “half a
million”, “tenfold”: each becomes a `Claim` that can be held against a figure. The words are
those of the report's language (`tongues`). What cannot be read is no claim, and nobody is
accused for it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from layout.values import Struct
from typeset.ledger.house import Hedge, House
from typeset.ledger.tongues import KNOWN, Tongue
from typeset.ledger.values import Amount, Range, Several, Value


class Claim(Struct, frozen=True):
    """What words say: one or more quantities, of a kind, with a hedge."""

    kind: str
    """``share`` (per cent), ``number``, ``times`` or ``digits``."""
    low: Decimal
    high: Decimal
    hedge: str = ""
    numbers: tuple[Decimal, ...] = ()
    """Of ``digits``: all that were written, in order."""


@cache
def numbers_of(code: str) -> dict[str, int]:
    """Words for the numbers below a hundred in a language, articles and a few more included."""
    tongue = KNOWN[code]
    found = {tongue.spell(number): number for number in range(100)} if tongue.spell else {}
    # Many languages decline the word for one; all of them have it as an article as well.
    found |= dict.fromkeys(tongue.articles, 1)
    return found | (_ENGLISH_MORE if code == "en" else {})


_ENGLISH_MORE = {"no": 0, "zero": 0, "hundred": 100, "thousand": 1000, "million": 10**6, "dozen": 12, "couple": 2}
_UNCOUNTED = frozenset(("no", "couple", "hundred", "thousand", "million", "dozen"))

NUMBERS = numbers_of("en")
"""Those of English."""


@cache
def _long_numbers(code: str) -> dict[str, Decimal]:
    """Longer numbers, spelt as the language does; a table made when it is first asked for."""
    spell = KNOWN[code].spell
    return {spell(number): Decimal(number) for number in range(100, 2100)} if spell else {}


def number_pattern(tongue: Tongue) -> str:
    """A pattern of a number in digits as *tongue* writes it; its thousands may be set off by any space as well."""
    # Where a space sets thousands off, authors type a plain one.
    sets = re.escape(tongue.thousands) if tongue.thousands.strip() else " "
    return rf"\d{{1,3}}(?:[{sets}\u00a0\u202f]\d{{3}})+(?:{re.escape(tongue.decimal)}\d+)?|\d+(?:{re.escape(tongue.decimal)}\d+)?"


def plain_number(written: str, tongue: Tongue) -> Decimal:
    """The number that digits in the manner of *tongue* give."""
    bare = re.sub("[\u00a0\u202f ]", "", written).replace("\u2212", "-")
    if tongue.thousands.strip():
        bare = bare.replace(tongue.thousands, "")
    return Decimal(bare.replace(tongue.decimal, "."))


@lru_cache(maxsize=16)
def _reading(tongue: Tongue) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of “three in four” and of digits."""
    among = "|".join(map(re.escape, sorted(tongue.among, key=len, reverse=True)))
    articles = "|".join(map(re.escape, sorted(tongue.articles)))
    within = re.compile(
        rf"(?P<some>[\w-]+)(?: [\w’-]+)? (?:{among or '(?!)'}) (?P<whole>(?:(?:{articles or '(?!)'}) )?[\w-]+)"
    )
    return within, re.compile(rf"[-\u2212]?(?:{number_pattern(tongue)})")


def read_claim(words: str, house: House, before: str = "") -> Claim | None:
    """Read *words*; *before* is what stands in front of them, where a hedge may be found as well."""
    tongue = house.tongue
    said = " ".join(words.lower().replace("\u00a0", " ").split()).strip(" .,;:()")
    known = house.range_of(said) or house.range_of(_without_article(said, tongue))
    if known:
        return Claim("share", known.low, known.high, "in words")
    hedge, core = _hedged(said, house)
    if not hedge:
        hedge = hedge_before(before, house)
    if digits := _reading(tongue)[1].findall(core):
        scales = [scale for word in re.findall(r"[^\W\d_]+", core) if (scale := tongue.scales.get(word))]
        numbers = tuple(plain_number(found, tongue) * (scales[0] if scales else 1) for found in digits)
        return Claim("digits", min(numbers), max(numbers), hedge, numbers)
    for kind, read in (("share", _share), ("times", _times), ("number", _number)):
        found = read(core, tongue)
        if found is not None:
            return Claim(kind, *found, hedge)
    return None


def _without_article(said: str, tongue: Tongue) -> str:
    first, _, rest = said.partition(" ")
    return rest if rest and first in (tongue.articles | {"the"}) else said


def hedge_before(text: str, house: House) -> str:
    """The hedge in which *text* ends, if it ends in one: ``reported more than`` gives ``more than``."""
    words = text.lower().replace("\u00a0", " ").split()[-3:]
    for count in (3, 2, 1):
        tail = " ".join(words[-count:]).strip("(–,")
        if len(words) >= count and tail in house.hedges:
            return tail
    return ""


def _hedged(said: str, house: House) -> tuple[str, str]:
    words = said.removeprefix("only ").split()
    if words[:1] == ["a"] and " ".join(words[1:3]) in house.hedges:
        words = words[1:]
    for count in (3, 2, 1):
        head = " ".join(words[:count])
        if len(words) > count and head in house.hedges:
            return head, " ".join(words[count:])
    return "", " ".join(words)


Pair = tuple[Decimal, Decimal]


def _share(core: str, tongue: Tongue) -> Pair | None:
    """“half”, “two thirds”, “a quarter”, “three in four”, “one employee in a thousand”: in per cent."""
    numbers = numbers_of(tongue.code) if tongue.code in KNOWN else {}
    match = _reading(tongue)[0].fullmatch(core)
    if match and not {*tongue.of} & {*match["whole"].split()}:
        some, whole = numbers.get(match["some"]), numbers.get(match["whole"].rpartition(" ")[2])
        if some is not None and whole and some <= whole:
            return _same(Decimal(100 * some) / whole)
        if match["some"] in numbers or not any(part in core for part in tongue.parts):
            return None
    words = core.replace("-", " ").split()
    cut = next((at for at, word in enumerate(words) if at and word in tongue.of), len(words))
    words = words[:cut]
    if " ".join(words) in tongue.halves:
        return _same(Decimal(50))
    if len(words) == 2 and words[1] in tongue.parts:
        count = numbers.get(words[0])
        if count and count < tongue.parts[words[1]]:
            return _same(Decimal(100 * count) / tongue.parts[words[1]])
    return None


def _times(core: str, tongue: Tongue) -> Pair | None:
    word = core.removeprefix("a ").removesuffix(" increase").removesuffix(" rise")
    if word in tongue.times:
        return _same(Decimal(tongue.times[word]))
    match = re.fullmatch(r"([\w-]+) times(?: as \w+| more| larger| higher)?", core)
    count = NUMBERS.get(match[1]) if match and tongue.code == "en" else None
    return _same(Decimal(count)) if count else None


def _number(core: str, tongue: Tongue) -> Pair | None:
    """“eleven”, “five to eight”, “half a million”, “two and a half million”, “two decades”."""
    if (one := _single(core, tongue)) is not None:
        return _same(one)
    for joint in (tongue.upto, tongue.joint, " or "):
        low, found, high = core.partition(joint)
        if found and (first := _single(low, tongue)) is not None and (second := _single(high, tongue)) is not None:
            return (first, second) if joint == tongue.upto or first < second else None
    return None


def _single(core: str, tongue: Tongue) -> Decimal | None:
    numbers = numbers_of(tongue.code) if tongue.code in KNOWN else {}
    if core in tongue.inexact or core in tongue.articles or core in ("no", "couple"):
        return None
    words = core.split()
    scale = Decimal(1)
    while words and words[-1] in tongue.scales:
        scale *= tongue.scales[words.pop()]
    if words in (["half", "a"], ["half"]):
        return scale / 2 if scale > 1 else None
    half = words[-3:] == ["and", "a", "half"]
    words = words[:-3] if half else words
    if scale > 1 and (not words or (len(words) == 1 and words[0] in tongue.articles)):
        return scale if words or tongue.code != "en" else None
    small = numbers.get(words[0]) if len(words) == 1 and words[0] not in tongue.articles | _UNCOUNTED else None
    if small is not None:
        return (Decimal(small) + (Decimal("0.5") if half else 0)) * scale
    if found := _long_numbers(tongue.code).get(core) if tongue.code in KNOWN else None:
        return found
    # “quarante-deux”, “treinta y dos”: a number of several words before a scale.
    joined = numbers.get(" ".join(words))
    return Decimal(joined) * scale if joined is not None and words and not half else None


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


def range_of(claim: Claim, house: House) -> Pair:
    """From where to where a quantity may lie for *claim* to fit it."""
    hedge = house.hedges.get(claim.hedge)
    if claim.hedge == "in words":
        return claim.low, claim.high
    if hedge is None:
        return claim.low - _slack(claim.low, claim.kind, house), claim.high + _slack(claim.high, claim.kind, house)
    return claim.low - _room(hedge, claim.low, claim.kind)[0], claim.high + _room(hedge, claim.high, claim.kind)[1]


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
