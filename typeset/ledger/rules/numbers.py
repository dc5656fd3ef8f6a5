"""NUM101–NUM107: numbers in sentences. Each is a figure of the ledger, and its words fit it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache

from layout.values import Struct
from typeset.ledger.house import House
from typeset.ledger.numerals import in_english as spell
from typeset.ledger.passages import RUNNING, UNKNOWN, Passage, Role
from typeset.ledger.quantity import (
    Claim,
    fits,
    hedge_before,
    number_pattern,
    numbers_of,
    plain_number,
    range_of,
    read_claim,
)
from typeset.ledger.rule import Bench, Finding, at, rule
from typeset.ledger.tongues import KNOWN, SIGNS, Tongue
from typeset.ledger.values import Amount, Range, Several, print_as
from typeset.manifest import model
from typeset.manifest.inline import FigureRef
from typeset.problem import Severity

_PLACES = frozenset(Role) - {Role.LABEL, Role.NAME, Role.META, Role.CAPTION}
"""Where a number states a fact. Labels name categories, names have numbers of their own, captions count dots."""

_CURRENCIES = "AUD|CAD|CHF|DKK|EUR|GBP|JPY|NOK|NZD|PLN|SEK|USD"
_CODE_BEFORE = re.compile(rf"\b(?!(?:{_CURRENCIES})\b)[A-Z]{{2,}}\s$|\b[A-Z][a-z]*[A-Z]\w*\s$|\b[a-z][A-Z]\w*\s$")
_MODEL_BEFORE = re.compile(r"\b(?i:an?|the|this|that) [A-Z][\w’-]+\s$")
_CAPITAL_BEFORE = re.compile(r"[\w,;] [A-Z][\w’-]+\s$")
_STREET = re.compile(r"(?: [A-Z][\w’-]+){1,3} (?:Street|Road|Avenue|Square|Lane|Place|Gate|Court|Row|Hill)\b")
_INSIGHTS = re.compile(r"(?: [\w-]+){0,2} insights\b")
_NAME_AFTER = re.compile(r"\s[A-Z][a-z]")
# Telephone numbers, and postal codes before the name of their town.
_DIRECTORY = re.compile(
    r"(?:(?<!\w)\+|(?<![\w.,])0)[\d()][\d ()\u00a0–-]{5,}\d|(?<=[\w’], )\d{3} ?\d{2}(?= [A-ZÅÄÖØÆ])"
)
_CITATION = re.compile(r"\(\d+\)")


class _Numerals(Struct, frozen=True):
    """How numbers look in a language, and what tells that one is a date or a name."""

    number: re.Pattern[str]
    date_after: re.Pattern[str]
    date_before: re.Pattern[str]
    named: re.Pattern[str]
    spelt: re.Pattern[str] | None


@lru_cache(maxsize=16)
def _numerals(tongue: Tongue) -> _Numerals:
    """The patterns of *tongue*; made once, when the first report in it is audited."""
    number, point = number_pattern(tongue), re.escape(tongue.decimal)
    months = "|".join(tongue.months) or "(?!)"
    short = "|".join(dict.fromkeys(month[:3] for month in tongue.months)) or "(?!)"
    named = "|".join(map(re.escape, sorted({*tongue.named, *tongue.pages}, key=len, reverse=True))) or "(?!)"
    return _Numerals(
        number=re.compile(
            rf"(?<![\w./:+#’-])(?<!\w[-–'])(?:(?:[€£$]|(?:{_CURRENCIES})\b)\s?)?({number})(?:[–-]({number}))?"
            rf"(?:\s?%)?(?![\w/:]|[-–]\w|[.,{point}]\d)"
        ),
        date_after=re.compile(
            rf"\.?\s(?:de )?(?:{months})\b|\.?\s(?:{short})t?\b\.?|"
            r"\s?(?:a\.m\.|p\.m\.|(?:am|pm|o’clock|BC|AD|CE|Uhr|h\d\d|h|heures|uur)\b)"
        ),
        date_before=re.compile(
            rf"\d\s?h\s$|(?:{months})\s(?:(?:\d+\w*(?:,| and| to|–) ?)*)$|\b(?:kl\.?|kell|klokka|klockan)\s$"
        ),
        named=re.compile(rf"(?i:(?<!\w)(?:{named})s?)\s$"),
        spelt=_spelt_pattern(tongue),
    )


def _spelt_pattern(tongue: Tongue) -> re.Pattern[str] | None:
    """Numbers above ten in words, which are as much a fact as digits; smaller ones are ordinary words."""
    if tongue.code != "en":
        return None
    low = "|".join(spell(number) for number in range(1, 10))
    tens = "|".join(spell(number) for number in range(20, 100, 10))
    teens = "|".join(spell(number) for number in range(11, 20))
    small = rf"(?:{teens}|(?:{tens})(?:-(?:{low}))?)"
    great = rf"(?:(?:{low}|ten|{small})(?: and a half)? (?:hundred|thousand|million|billion)(?: and {small})?)"
    return re.compile(rf"(?i)(?<![\w-])(?:{great}|{small})(?![\w’-])")


@cache
def _spelt_words() -> tuple[str, ...]:
    """One of these is in every number above ten in words."""
    return (*(spell(number) for number in range(11, 100)), "hundred", "thousand", "million", "billion")


# “under eighteen” is an age, “one in twenty” a share, “at sixty” and “in their thirties” are times of life.
_NO_COUNT_BEFORE = re.compile(
    r"(?i)(?:\b(?:under|over|aged|age of|turned|turning|at|in|out of|every|of|or|hundred and|than)|-)\s?$"
)
_NO_COUNT_AFTER = re.compile(
    r"(?i)\s(?:per cent\s+certain|odd)\b|\s(?:months|minutes|hours)\b"
    r"|\s(?:days|weeks|years) (?:ago|later|earlier|before|after|on|apart|from now)\b"
)


@rule("NUM101")
def find_loose_numerals(bench: Bench) -> Iterator[Finding]:
    """A number is typed into the text instead of being taken from the ledger.

    A number that stands only in a sentence is a number that nobody can check: it has no
    source, and it stays as it is when the ledger changes. Years, dates, times, page numbers
    and names with digits are no such numbers, nor is anything within a verbatim quote.

    Wrong:
        text: |
          In the course of 11 years a respondent had met one such case.

    Right:
        figures:
          A: {value: 11, unit: years, measures: length of service of a respondent}
        text: |
          In the course of {A} years a respondent had met one such case.
    """
    numerals = _numerals(bench.tongue)
    if numerals.spelt is not None:
        for passage in bench.passages_with(_spelt_words()):
            if passage.role in RUNNING | {Role.HEADING, Role.CALLOUT, Role.PULL}:
                yield from _loose_words(passage, numerals.spelt)
    for passage in bench.passages:
        if passage.role not in _PLACES or passage.verbatim or not _has_digit(passage.typed):
            continue
        if _is_sourced_cell(passage):
            continue
        text = _DIRECTORY.sub(lambda match: UNKNOWN * len(match.group()), passage.typed)
        for match in numerals.number.finditer(text):
            if _is_named(text, match, numerals, bench.tongue) or _is_of_its_chart(passage, match, bench.tongue):
                continue
            written = match.group().strip()
            known = _with_value(bench, match[1], match[2])
            yield at(
                passage,
                match.start(),
                match.end(),
                f"`{written}` is typed here, and stands nowhere under `figures:`",
                hint=_offer(known),
                why="nobody can trace it, and it will stay as it is when the number is corrected elsewhere",
            )


def _is_sourced_cell(passage: Passage) -> bool:
    """Tell whether a number stands in a table that says where all its numbers come from, as a chart's data may."""
    return passage.role is Role.CELL and isinstance(passage.owner, model.Table) and passage.owner.source is not None


def _loose_words(passage: Passage, spelt: re.Pattern[str]) -> Iterator[Finding]:
    for match in spelt.finditer(passage.own):
        before, after = passage.plain[: match.start()], passage.plain[match.end() :]
        if _NO_COUNT_BEFORE.search(before[-16:]) or not re.match(r"[\s\u00a0][a-z(]", after) or _INSIGHTS.match(after):
            continue
        if _NO_COUNT_AFTER.match(after) or (match.group().istitle() and not _SENTENCE_START.search(before)):
            continue
        yield at(
            passage,
            match.start(),
            match.end(),
            f"`{match.group()}` is a number in words, and stands nowhere under `figures:`",
            hint=f"give it an entry under `figures:` and write {{its-id|{match.group()}}}",
            why="nobody can trace it, and it will stay as it is when the number is corrected elsewhere",
        )


_SENTENCE_START = re.compile(r"(?:^|[.!?:…]\s?[”’)]?\s|[“‘(])$")


def _has_digit(text: str) -> bool:
    return any(sign in text for sign in "0123456789")


def _is_named(text: str, match: re.Match[str], numerals: _Numerals, tongue: Tongue) -> bool:
    """Tell whether the number is a year, a date, a time, a page, part of a name, or the count of the insights."""
    before, after, number = (
        text[max(0, match.start() - 64) : match.start()],
        text[match.end() : match.end() + 24],
        match[1],
    )
    if re.fullmatch(r"1[89]\d\d|20\d\d", number) and "%" not in match.group():
        return True
    if (number.startswith("0") and number[1:2].isdigit()) or _STREET.match(after):
        return True
    if numerals.date_after.match(after) or numerals.date_before.search(before) or _INSIGHTS.match(after):
        return True
    if not tongue.months and not re.search(r"\d{3}|\d\D\d|%", match.group()):
        return True  # in a language that is not known, a short number may be a date or the name of a page
    if _CITATION.match(after) or (before.endswith(("The ", "the ")) and _NAME_AFTER.match(after)):
        return True
    if before.endswith("(") and after.startswith(")") and len(number) < 3:  # (1) counts what follows
        return True
    if numerals.named.search(before[-16:]) or _CODE_BEFORE.search(before[-24:]):
        return True
    if re.search(r"\d (?:[^\W\d]{1,3}|,) $|\d, $", before) and numerals.named.search(
        re.sub(r"[\d ,]+(?:[^\W\d]{1,3})? ?$", " ", before)
    ):
        return True  # the second of "pages 12 and 14"
    if (match[2] and _is_score(before)) or _MODEL_BEFORE.search(before[-32:]):
        return True
    return bool(
        _CAPITAL_BEFORE.search(before[-32:]) and (not re.match(r"\s[a-z]|\s?%", after) or _GOES_ON.match(after))
    )


# What follows a name with a number, and never a number of things: “the Boeing 737 and …”.
_GOES_ON = re.compile(r"\s(?:and|or|is|was|are|were|has|had|in|on|at|to|from|with|for|by|as|but|which|that|who)\b")
_SCORE = re.compile(
    r"(?i)\b(?:won|wins?|lost|lose|loses|beat|drew|draw|scored?|final|victory|defeat|match|voted?|ruled)\b[^.]{0,32}$"
)


def _is_score(before: str) -> bool:
    """Tell whether what follows *before* is the score of a game or a vote: they won 3–1."""
    return _SCORE.search(before) is not None


def _is_of_its_chart(passage: Passage, match: re.Match[str], tongue: Tongue) -> bool:
    """Tell whether the number is an end of the axis of its chart, or in its alternative text one of its own data."""
    chart = passage.owner
    if not isinstance(chart, model.Chart):
        return False
    wanted = {plain_number(number, tongue) for number in match.groups()[:2] if number}
    own = (number for datum in chart.data for number in _numbers(datum, tongue)) if passage.role is Role.ALT else ()
    return wanted <= {*chart.axis, *own}


def _numbers(datum: model.Datum, tongue: Tongue) -> Iterator[Decimal]:
    """The numbers in a datum's name, and those given on the spot; those of figures are written by their ids."""
    for words in (datum.label.plain, datum.group):
        yield from (plain_number(number, tongue) for number in re.findall(number_pattern(tongue), words))
    values = [datum.value, *(worth.value for worth in (datum.from_, datum.to) if worth and worth.figure is None)]
    for value in values:
        match value:
            case Amount(number=number):
                yield number
            case Range(low=low, high=high):
                yield from (low, high)
            case Several(numbers=numbers):
                yield from numbers
            case _:
                pass


def _with_value(bench: Bench, number: str, high: str | None) -> list[model.Figure]:
    """The figures that have this very value."""
    low = plain_number(number, bench.tongue)
    wanted = Range(low, plain_number(high, bench.tongue)) if high else Amount(low)
    return [figure for figure in bench.report.figures.values() if figure.value == wanted]


def _offer(known: list[model.Figure]) -> str:
    """What to do about a loose number, with the figures that it may be."""
    if len(known) == 1:
        return f"is it `{known[0].id}`, {known[0].measures.plain}? Write {{{known[0].id}}}"
    if 1 < len(known) <= 3:
        return f"is it one of {', '.join(f'`{figure.id}`' for figure in known)}? Write its id in braces"
    return "give it an entry under `figures:`, with its unit, what it measures and its source, and write {its-id} here"


class _Shares(Struct, frozen=True):
    """How a language tells a share in words."""

    phrase: re.Pattern[str]
    """“almost half”, “two thirds”, “three in four”, “a large majority”, with the hedge before it."""
    words: frozenset[str]
    """Every such phrase has one of these in it; only passages that have one are read closely."""
    of_what: re.Pattern[str]
    """What must follow a phrase that could mean something else: “of the officers”."""


_NEVER = re.compile("(?!)")


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True))) or "(?!)"


@lru_cache(maxsize=16)
def _shares_of(house: House) -> _Shares:
    """The patterns of a house; made once for each."""
    tongue = house.tongue
    if tongue.code not in KNOWN:
        return _Shares(_NEVER, frozenset(), _NEVER)
    numbers = numbers_of(tongue.code)
    few = [word for word, number in numbers.items() if 1 <= number < 10 and word != "couple"]
    many = [word for word, number in numbers.items() if 2 <= number <= 20 or number == 100]
    small, wholes = _any(few), _any(many)
    parts, among = _any(tongue.parts), _any(tongue.among)
    articles = _any(tongue.articles)
    vague = {name for name in house.shares if {*tongue.majorities} & {*name.split()}}
    phrase = (
        rf"(?:(?:{_any(house.hedges)}) )?(?:(?:{_any(tongue.halves)})|(?:{small})[ -](?:{parts})"
        rf"|(?P<ratio>(?:{small}) (?:{among}) (?:(?:{articles}) )?(?:{wholes}))"
        rf"|(?P<vague>{_any(vague)}))"
    )
    joined = (f"{count}-{part}" for count in few for part in tongue.parts)
    words = {*(half.split()[-1] for half in tongue.halves), *tongue.parts, *joined, *many, *tongue.majorities}
    words |= {name.split()[-1] for name in vague}
    # “half an hour”, “a quarter of the year”, “half of the battle” are no shares of anybody.
    of_what = rf" (?:{_any(tongue.of)})(?! (?:(?:an?|the|this|each|every|that|its) )?(?:{_SPANS})\b)"
    # A word with a capital in the middle of its sentence (Mehrheit) is found by its own form.
    words |= {word[:1].upper() + word[1:] for word in words}
    return _Shares(re.compile(rf"\b{phrase}(?![\w-])", re.IGNORECASE), frozenset(words), re.compile(of_what))


_SPANS = (
    "hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies)|minutes?|season|time|way|battle|story|truth|world|"
    "twentieth|nineteenth|[12]\\d{3}|Stunde|Jahres|år|året|année|año|jaar"
)


@rule("NUM102")
def find_loose_shares(bench: Bench) -> Iterator[Finding]:
    """A share is told in words that are bound to no figure.

    “Almost half of the officers” is a number in words, and goes wrong like any other. Bound to
    its figure it is checked each time the ledger changes. A figure beside it in the same
    breath will do as well.

    Wrong:
        text: |
          Almost half of the officers had met such a case.

    Right:
        figures:
          A: {value: 47.6, unit: per cent, measures: officers who had met such a case}
        text: |
          {A|Almost half} of the officers had met such a case.
    """
    shares = _shares_of(bench.house)
    for passage in bench.passages_with(shares.words):
        if passage.role not in _PLACES - {Role.CELL}:
            continue
        for match in shares.phrase.finditer(passage.own):
            if _is_share(passage, match, shares) and _beside(passage, match) is None:
                yield at(
                    passage,
                    match.start(),
                    match.end(),
                    f"`{match.group()}` is a share in words, and no number stands behind it",
                    hint=f"write {{its-id|{match.group()}}} with the id of its number under `figures:`",
                    why="only words that are bound to their number are held against it",
                )


_ORDINAL_BEFORE = re.compile(r"(?i)\b(?:first|second|other|latter|former|last|better|early|later)\s$")


def _is_share(passage: Passage, match: re.Match[str], shares: _Shares) -> bool:
    """Tell whether the phrase is a share of somebody or something."""
    before, after = passage.plain[: match.start()], passage.plain[match.end() :]
    if match["vague"] and (passage.voice or passage.role in (Role.VIEW, Role.PULL)):
        return False  # somebody's impression, which no figure could bear out
    if match["ratio"]:  # “one in five patients”; “one of two” things is no share, nor is “one to one”
        return bool(re.match(r"[\s\u00a0]\w", after)) and not re.search(
            r"(?i)(?<!out )\bof (?:the )?\S+$", match.group()
        )
    return bool(shares.of_what.match(after)) and not _ORDINAL_BEFORE.search(before[-12:])


_TO_FIGURE = re.compile(
    r"(?:(?: of| the| all| these| those| them)*(?: [\w’-]+){0,3})?,? ?(?:[,(–] ?)(?:or |that is,? )?$"
)
_FROM_FIGURE = re.compile(r" ?[,(–] ?(?:or |that is,? )?$")


def _beside(passage: Passage, match: re.Match[str]) -> FigureRef | None:
    """The figure that stands beside a share in words: “almost half of them, {I3-2},” or “{I3-2}, almost half”."""
    for place, node in passage.figures:
        if node.form == "words":
            continue
        if match.end() <= place <= match.end() + 60 and _TO_FIGURE.fullmatch(passage.plain, match.end(), place):
            return node
        end = place + len(node.text)
        if end <= match.start() <= end + 12 and _FROM_FIGURE.fullmatch(passage.plain, end, match.start()):
            return node
    return None


@rule("NUM103", Severity.ERROR)
def find_words_that_do_not_fit(bench: Bench) -> Iterator[Finding]:
    """Words do not fit the number they stand for.

    “Almost half” beside 4.7 per cent: one of the two is wrong, and readers will notice before
    anybody else does. What each phrase may stand for is said in the house style, `house.yaml`.

    Wrong:
        figures:
          A: {value: 4.7, unit: per cent, measures: officers who found such material}
        text: |
          {A|Almost half} of the officers had found such material.

    Right:
        figures:
          A: {value: 47.6, unit: per cent, measures: officers who found such material}
        text: |
          {A|Almost half} of the officers had found such material.
    """
    shares = _shares_of(bench.house)
    for passage in bench.passages:
        for place, node in passage.figures:
            figure = bench.report.figures.get(node.figure)
            if figure is not None and node.form == "words":
                yield from _misfit(bench, passage, place, place + len(node.text), figure, passage.plain[:place])
    for passage in bench.passages_with(shares.words):
        if not any(node.form != "words" for _, node in passage.figures):
            continue
        for match in shares.phrase.finditer(passage.own):
            beside = _beside(passage, match)
            figure = bench.report.figures.get(beside.figure) if beside else None
            if figure is not None:
                yield from _misfit(bench, passage, match.start(), match.end(), figure, "")


def _allowed(claim: Claim, house: House) -> str:
    """What the words of *claim* may stand for, where that is a share; empty otherwise."""
    if claim.kind != "share":
        return ""
    low, high = range_of(claim, house)
    return f"said of {low.normalize():f} to {high.normalize():f} per cent"


def _misfit(
    bench: Bench, passage: Passage, start: int, end: int, figure: model.Figure, before: str
) -> Iterator[Finding]:
    words = passage.plain[start:end]
    claim = read_claim(words, bench.house, before)
    if claim is None or fits(claim, figure.value, figure.unit, figure.bound, bench.house) is not False:
        return
    hedge = f"{claim.hedge} " if claim.hedge not in ("", "in words") and claim.hedge not in words.lower() else ""
    worth = print_as(figure.value, figure.unit, "default", bench.tongue)
    yield at(
        passage,
        start,
        end,
        f"`{hedge}{words}` does not fit {worth}, the value of `{figure.id}`",
        expected=_allowed(claim, bench.house) or f"`{figure.id}` is {worth}: {figure.measures.plain}",
        hint=f"correct the words, or the value of `{figure.id}` if that is wrong; what words may mean is said in the house style",
        why="a reader who sees both will believe neither",
    )


@rule("NUM104", Severity.ERROR)
def find_displays_that_disagree(bench: Bench) -> Iterator[Finding]:
    """A number shown large is not the figure it shows.

    The large figure of an opener and the number of a callout are typed as they are to look,
    so they can fall out of step with the ledger. Rounding to fewer decimals is allowed.

    Wrong:
        figures:
          A: {value: 74.6, unit: per cent, measures: officers whose workload grew}
        text:
          - number: A
            display: "76.4%"
            text: of officers have more to do

    Right:
        figures:
          A: {value: 74.6, unit: per cent, measures: officers whose workload grew}
        text:
          - number: A
            display: "74.6%"
            text: of officers have more to do
    """
    for passage in bench.passages:
        owner = passage.owner
        match owner:
            case model.KeyFigure() if passage.text is owner.display and owner.figure:
                figure = owner.figure
            case model.Callout() if passage.text is owner.display and owner.number:
                figure = owner.number
            case _:
                continue
        fault = _display_fault(passage.typed, figure, bench.tongue)
        if fault:
            worth = print_as(figure.value, figure.unit, "default", bench.tongue)
            yield at(
                passage,
                0,
                len(passage.plain),
                f"`{passage.plain}` is shown large for `{figure.id}`, which is {worth}",
                hint=fault,
                why="the largest number on the page is the one that is quoted",
            )


def _display_fault(shown: str, figure: model.Figure, tongue: Tongue) -> str:
    """What to do about a display that is not its figure; empty if it is."""
    scale = _scale_of(shown, tongue)
    found = re.findall(number_pattern(tongue), shown)
    numbers = {plain_number(number, tongue) * scale for number in found}
    match figure.value:
        case Amount(number):
            exact = {number}
        case Range(low, high):
            exact = {low, high}
        case Several(several):
            exact = set(several)
        case _:
            return ""
    if not numbers:
        return ""
    units = {plain_number(number, tongue) * scale: _last_place(number, tongue) * scale for number in found}
    if len(numbers) != len(exact) or not all(any(_rounds(e, n, units[n]) for e in exact) for n in numbers):
        return f"show {print_as(figure.value, figure.unit, 'symbol', tongue)}"
    if "%" in shown and figure.unit != "per cent":
        return f"its unit is {figure.unit}, not per cent"
    return ""


def _scale_of(shown: str, tongue: Tongue) -> Decimal:
    """What the word behind a number multiplies it by: “1.25 million”, “3 m”."""
    words = re.findall(r"[^\W\d_]+", shown.lower())
    short = {"m": 10**6, "mn": 10**6, "bn": 10**9, "k": 10**3} if tongue.code == "en" else {}
    return Decimal(next((scales[word] for word in words for scales in (tongue.scales, short) if word in scales), 1))


def _last_place(written: str, tongue: Tongue) -> Decimal:
    return Decimal(1).scaleb(min(0, int(plain_number(written, tongue).as_tuple().exponent)))


def _rounds(exact: Decimal, shown: Decimal, unit: Decimal) -> bool:
    """Tell whether *shown* is *exact*, or what it is rounded to when a whole number is not to the last digit."""
    return abs(exact - shown) <= unit / 2 if exact != exact.to_integral_value() or unit > 1 else exact == shown


_AGAINST = {"over": ("under", "nearly"), "under": ("over",), "nearly": ("over",), "about": ()}
"""Bounds that turn round what the source says."""

_TOLD_IN = frozenset(
    {Role.BODY, Role.VIEW, Role.STANDFIRST, Role.HEADING, Role.CALLOUT, Role.BIO, Role.ITEM, Role.PULL}
)


@rule("NUM105")
def find_bounds_untold(bench: Bench) -> Iterator[Finding]:
    """A figure is told as exact that its source gives as a bound, or the other way about.

    Where the ledger says `bound: over`, the source says “more than”. Left out, the sentence
    claims more than anybody knows. Told once in a part, the number may be repeated bare.

    Wrong:
        figures:
          A: {value: 1600, unit: children, measures: children saved, bound: over}
        text: |
          The officers saved {A} children.

    Right:
        figures:
          A: {value: 1600, unit: children, measures: children saved, bound: over}
        text: |
          The officers saved more than {A} children.
    """
    says = bench.tongue.bounds
    if not says:
        return
    bare: dict[tuple[str, str], tuple[Passage, int, FigureRef, model.Figure]] = {}
    told: set[tuple[str, str]] = set()
    for passage in bench.passages:
        for place, node in passage.figures:
            figure = bench.report.figures.get(node.figure)
            if figure is None:
                continue
            if figure.bound == "exact":
                yield from _floors_of_exact(bench, passage, place, node, figure)
                continue
            before = passage.plain[max(0, place - 48) : place].lower()
            after = passage.plain[place + len(node.text) : place + len(node.text) + 12].lower()
            near = f"{before[before.rfind('. ') + 1 :]} {node.text.lower() if node.form == 'words' else ''} {after}"
            key = passage.part.id if passage.part else passage.place, figure.id
            hedge = hedge_before(before, bench.house)
            if (
                hedge
                and any(hedge in says[bound] for bound in _AGAINST[figure.bound])
                and hedge not in says[figure.bound]
            ):
                yield at(
                    passage,
                    place,
                    place + len(node.text),
                    f"`{hedge} {node.text}` turns round what the source says: `{figure.id}` is given as {_said(figure, bench)}",
                    hint=f"write `{says[figure.bound][0]} …`, or correct `bound:`",
                )
                told.add(key)
            elif any(words in near for words in says[figure.bound]):
                told.add(key)
            elif passage.role in _TOLD_IN and not passage.verbatim:
                bare.setdefault(key, (passage, place, node, figure))
    for key, (passage, place, node, figure) in bare.items():
        if key not in told:
            yield at(
                passage,
                place,
                place + len(node.text),
                f"`{node.text}` is told as exact; the source gives `{figure.id}` as {_said(figure, bench)}",
                hint=f"write `{says[figure.bound][0]} {{{figure.id}}}`",
                why="a bound told as a number claims more than anybody knows",
            )


def _said(figure: model.Figure, bench: Bench) -> str:
    return f"{bench.tongue.bounds[figure.bound][0]} {print_as(figure.value, figure.unit, 'default', bench.tongue)}"


_FLOORS = frozenset(
    ("more than", "less than", "fewer than", "nearly", "almost", "well over", "just over", "just under")
)


def _floors_of_exact(
    bench: Bench, passage: Passage, place: int, node: FigureRef, figure: model.Figure
) -> Iterator[Finding]:
    """“more than 41 schools” of exactly 41. “By no more than 41”, “worth more than 41” compare, and are left alone."""
    if node.form not in ("default", "number", "symbol", "spelt") or passage.verbatim or bench.tongue.code != "en":
        return
    before = passage.plain[max(0, place - 48) : place].lower()
    hedge = hedge_before(before, bench.house)
    lead = before[: before.rfind(hedge)].split()[-1:] if hedge else []
    if hedge in _FLOORS and not {*lead} & _COMPARING and figure.question != "open":
        yield at(
            passage,
            place,
            place + len(node.text),
            f"`{hedge} {node.text}` says otherwise than the ledger: `{figure.id}` is exactly that",
            hint=f"take `{hedge}` out, or write `bound: {_BOUND_OF.get(hedge, 'over')}` in the ledger if the source says so",
        )


_COMPARING = frozenset("no not any by pay pays cost costs worth for of is are be than visit to".split())  # noqa: SIM905  # a row of words reads better
_BOUND_OF = {"less than": "under", "fewer than": "under", "just under": "under", "nearly": "nearly", "almost": "nearly"}


@lru_cache(maxsize=16)
def _units_of(tongue: Tongue) -> re.Pattern[str]:
    words = {*tongue.units.values(), *(name for name in tongue.aliases if name.isalpha()), tongue.point, "%", "‰"} - {
        ""
    }
    return re.compile(rf"[\s\u00a0]?({_any(words)})(?!\w)", re.IGNORECASE)


@rule("NUM106", Severity.ERROR)
def find_units_said_twice(bench: Bench) -> Iterator[Finding]:
    """The unit of a share is written after a figure that prints it already.

    `{A}` gives “74.6 per cent”, unit and all; with the unit typed behind it the page says
    “74.6 per cent per cent”.

    Wrong:
        figures:
          A: {value: 74.6, unit: per cent, measures: officers whose workload grew}
        text: |
          The work has grown for {A} per cent of the officers.

    Right:
        figures:
          A: {value: 74.6, unit: per cent, measures: officers whose workload grew}
        text: |
          The work has grown for {A} of the officers.
    """
    units = _units_of(bench.tongue)
    for passage in bench.passages:
        for place, node in passage.figures:
            figure, end = bench.report.figures.get(node.figure), place + len(node.text)
            match = units.match(passage.plain, end)
            printed = figure is not None and figure.unit in SIGNS and not node.text[-1:].isdigit()
            if match and printed:
                yield at(
                    passage,
                    place,
                    match.end(),
                    f"the unit stands here twice: `{passage.plain[place : match.end()]}`".replace("\u00a0", " "),
                    hint=f"take `{match[1]}` out, or write {{{node.figure}:number}} for the digits alone",
                    why="a figure prints its unit by itself",
                )


@lru_cache(maxsize=16)
def _ranges_of(tongue: Tongue) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Ranges in signs and in words."""
    number = number_pattern(tongue)
    first, joint = tongue.between or ("(?!)", "")
    signs = re.compile(rf"(?<![\w.,–-])({number})\s?[–-]\s?({number})(?![\w–-]|[.,]\d)")
    return signs, re.compile(rf"(?i)\b{first} ({number}) {joint} ({number})(?!\w)")


_YEARS = re.compile(r"(?i)(?<!\bfell )(?<!\bdown )(?<!\bback )\bfrom ((?:19|20)\d\d) to ((?:19|20)\d\d)(?!\w)")


@rule("NUM107", Severity.ERROR)
def find_ranges_backwards(bench: Bench) -> Iterator[Finding]:
    """A range runs backwards.

    “Pages 46–25” and “between 80 and 50 per cent” are slips of the hand that every reader
    stumbles over.

    Wrong:
        text: |
          The seventh insight stands on pages 46–25.

    Right:
        text: |
          The seventh insight stands on pages 24–25.
    """
    signs, between = _ranges_of(bench.tongue)
    for passage in bench.passages:
        if _has_digit(passage.typed):
            for match in signs.finditer(passage.typed):
                if _is_backwards(match[1], match[2], bench.tongue) and not _is_score(passage.plain[: match.start()]):
                    yield _backwards(passage, match.start(), match.end())
            for pattern in (between, _YEARS):
                for match in pattern.finditer(passage.typed):
                    if _is_backwards(match[1], match[2], bench.tongue):
                        yield _backwards(passage, match.start(1), match.end(2))
        yield from _figures_backwards(bench, passage)


def _is_backwards(low: str, high: str, tongue: Tongue) -> bool:
    if len(high) < len(low) or low.startswith("0"):  # 2015–16 is short for 2015–2016
        return False
    return plain_number(low, tongue) > plain_number(high, tongue)


def _backwards(passage: Passage, start: int, end: int) -> Finding:
    return at(
        passage,
        start,
        end,
        f"the range `{passage.plain[start:end]}` runs backwards",
        hint="put the lower end first, if both are right",
    )


def _figures_backwards(bench: Bench, passage: Passage) -> Iterator[Finding]:
    """“between {high} and {low}”, whichever way the two ends are given."""
    for (start, first), (second, last) in zip(passage.figures, passage.figures[1:], strict=False):
        end = start + len(first.text)
        joint = passage.plain[end:second].strip().lower()
        before, wanted = passage.plain[:start].lower().rstrip(), bench.tongue.between
        between = wanted is not None and before.endswith(wanted[0]) and joint == wanted[1]
        if not between and joint not in ("–", "-"):
            continue
        low, high = (_end_of(bench, node) for node in (first, last))
        if low is not None and high is not None and low > high:
            yield _backwards(passage, start, second + len(last.text))


def _end_of(bench: Bench, node: FigureRef) -> Decimal | None:
    figure = bench.report.figures.get(node.figure)
    match figure.value if figure else None:
        case Amount(number):
            return number
        case Range(low, high) if node.form in ("low", "high"):
            return low if node.form == "low" else high
    return None
