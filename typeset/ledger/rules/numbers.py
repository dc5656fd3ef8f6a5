"""NUM101–NUM107: numbers in sentences. Each is a figure of the ledger, and its words fit it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from typeset.ledger.passages import Passage, Role
from typeset.ledger.quantity import fits, hedge_before, read_claim
from typeset.ledger.rule import Bench, Finding, at, rule
from typeset.ledger.values import Amount, Range, Several, print_as
from typeset.manifest import model
from typeset.manifest.inline import FigureRef
from typeset.problem import Severity

_PLACES = frozenset(Role) - {Role.LABEL, Role.NAME, Role.META, Role.CAPTION}
"""Where a number states a fact. Labels name categories, names have numbers of their own, captions count dots."""

_N = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMERAL = re.compile(
    rf"(?<![\w./:+#-])(?<!\w[-–'’])(?:[€£$]\s?)?({_N})(?:[–-]({_N}))?(?:\s?%)?(?![\w/:]|[-–]\w|[.,]\d)"
)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE_AFTER = re.compile(
    rf"\s(?:{_MONTH})\b|\s?(?:am|pm|a\.m\.|p\.m\.|o’clock|BC|AD|CE)\b|\s(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
_DATE_BEFORE = re.compile(rf"(?:{_MONTH})\s$")
_NAMED = re.compile(
    r"(?i:\b(?:articles?|sections?|chapters?|parts?|figures?|tables?|box|boxes|charts?|insights?|pages?|pp?\.|version|v|nos?\.?|"
    r"numbers?|volume|vol\.|steps?|levels?|act|categor(?:y|ies)|grade|type|phase|room|questions?|appendix|annex|"
    r"notes?|days?|weeks?|paragraphs?|clauses?|class|route|line|items?|form|issue|windows|android|ios|edition))\s$"
)
_CODE_BEFORE = re.compile(r"\b[A-Z]{2,}\s$|\b[A-Z][a-z]*[A-Z]\w*\s$")
_CAPITAL_BEFORE = re.compile(r"[\w,;] [A-Z][\w’-]+\s$")
_STREET = re.compile(r"(?: [A-Z][\w’-]+){1,3} (?:Street|Road|Avenue|Square|Lane|Place|Gate|Court|Row|Hill)\b")
_INSIGHTS = re.compile(r"(?: [\w-]+){0,2} insights\b")


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
    for passage in bench.passages:
        if passage.role not in _PLACES or passage.verbatim or not _has_digit(passage.typed):
            continue
        for match in _NUMERAL.finditer(passage.typed):
            if _is_named(passage.typed, match) or _is_of_its_chart(passage, match):
                continue
            written = match.group().strip()
            known = _with_value(bench, match[1], match[2])
            yield at(
                passage,
                match.start(),
                match.end(),
                f"`{written}` is typed here and is no figure of the ledger",
                hint=_offer(known),
                why="nobody can trace it, and it will not change when the ledger does",
            )


def _has_digit(text: str) -> bool:
    return any(sign in text for sign in "0123456789")


def _is_named(text: str, match: re.Match[str]) -> bool:
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
    if _DATE_AFTER.match(after) or _DATE_BEFORE.search(before) or _INSIGHTS.match(after):
        return True
    if before.endswith("(") and after.startswith(")") and len(number) < 3:  # (1) counts what follows
        return True
    if _NAMED.search(before[-16:]) or _CODE_BEFORE.search(before[-24:]):
        return True
    if re.search(r"\d (?:and|or|to|,) $|\d, $", before) and _NAMED.search(
        re.sub(r"[\d ,]+(?:and|or|to)? ?$", " ", before)
    ):
        return True  # the second of "pages 12 and 14"
    return bool(_CAPITAL_BEFORE.search(before[-32:]) and not re.match(r"\s[a-z]|\s?%", after))


def _is_of_its_chart(passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether the number is an end of the axis of its chart, or in its alternative text one of its own data."""
    chart = passage.owner
    if not isinstance(chart, model.Chart):
        return False
    wanted = {_plain(number) for number in match.groups()[:2] if number}
    own = (number for datum in chart.data for number in _numbers(datum)) if passage.role is Role.ALT else ()
    return wanted <= {*chart.axis, *own}


def _numbers(datum: model.Datum) -> Iterator[Decimal]:
    """The numbers in a datum's name, and those given on the spot; those of figures are written by their ids."""
    for words in (datum.label.plain, datum.group):
        yield from (_plain(number) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", words))
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
    low = _plain(number)
    wanted = Range(low, _plain(high)) if high else Amount(low)
    return [figure for figure in bench.report.figures.values() if figure.value == wanted]


def _plain(number: str) -> Decimal:
    return Decimal(re.sub("[,\u00a0\u202f]", "", number))


def _offer(known: list[model.Figure]) -> str:
    """What to do about a loose number, with the figures that it may be."""
    if len(known) == 1:
        return f"is it `{known[0].id}`, {known[0].measures.plain}? Write {{{known[0].id}}}"
    if 1 < len(known) <= 3:
        return f"is it one of {', '.join(f'`{figure.id}`' for figure in known)}? Write its id in braces"
    return "give it an entry under `figures:` and refer to it by its id"


_FRACTION = (
    r"(?:half|(?:a|one) third|two[ -]thirds|(?:a|one) quarter|three[ -]quarters|(?:a|one|two|three|four) fifths?|"
    r"(?:a|one) tenth|(?:one|two|three|four|five|six|seven|eight|nine) (?:in|out of) "
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred))"
)
_HEDGES = (
    r"(?:nearly|almost|about|around|roughly|approximately|just under|just over|more than|over|less than|fewer than|"
    r"under|some|well over|close to|at least) "
)
_PHRASE = re.compile(rf"\b(?:{_HEDGES})?{_FRACTION}\b", re.IGNORECASE)
_HINT_OF_A_SHARE = re.compile(
    r"half|third|quarter|fifth|tenth|(?:in|of) (?:two|three|four|five|six|seven|eight|nine|ten|twenty|a h)"
)
"""What every phrase for a share has in it; looking for this first is five times as fast."""

_SHARE_OF = re.compile(
    r"(?: of)?(?: (?:all|the|these|those|them|our|its|their))*"
    r" (?:officers|respondents|people|participants|investigators|women|men|children|users|employees|households|"
    r"companies|organisations|victims|offenders|cases|countries|answers|answered|all|them|those|these|"
    r"(?:police |survey )?(?:officers|respondents))\b",
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
    for passage in bench.passages:
        if passage.role not in _PLACES or passage.verbatim or not _HINT_OF_A_SHARE.search(passage.own):
            continue
        for match in _PHRASE.finditer(passage.own):
            if _SHARE_OF.match(passage.plain, match.end()) and _beside(passage, match) is None:
                yield at(
                    passage,
                    match.start(),
                    match.end(),
                    f"`{match.group()}` is a share in words, bound to no figure",
                    hint=f"write {{id|{match.group()}}} with the id of its figure",
                    why="words for a share are held against their figure only when they are bound to it",
                )


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
    for passage in bench.passages:
        for place, node in passage.figures:
            figure = bench.report.figures.get(node.figure)
            if figure is not None and node.form == "words":
                yield from _misfit(bench, passage, place, place + len(node.text), figure, passage.plain[:place])
        if not any(node.form != "words" for _, node in passage.figures) or not _HINT_OF_A_SHARE.search(passage.own):
            continue
        for match in _PHRASE.finditer(passage.own):
            beside = _beside(passage, match)
            figure = bench.report.figures.get(beside.figure) if beside else None
            if figure is not None:
                yield from _misfit(bench, passage, match.start(), match.end(), figure, "")


def _misfit(
    bench: Bench, passage: Passage, start: int, end: int, figure: model.Figure, before: str
) -> Iterator[Finding]:
    words = passage.plain[start:end]
    claim = read_claim(words, bench.house, before)
    if claim is None or fits(claim, figure.value, figure.unit, figure.bound, bench.house) is not False:
        return
    hedge = f"{claim.hedge} " if claim.hedge not in ("", "in words") and claim.hedge not in words.lower() else ""
    worth = print_as(figure.value, figure.unit)
    yield at(
        passage,
        start,
        end,
        f"`{hedge}{words}` does not fit {worth}, which is `{figure.id}`",
        expected=f"`{figure.id}` is {worth}: {figure.measures.plain}",
        hint="correct the words, or the figure in the ledger if that is wrong",
        why="a reader who sees both will believe neither",
    )


_NUMBER_SHOWN = re.compile(_N)


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
        fault = _display_fault(passage.typed, figure)
        if fault:
            worth = print_as(figure.value, figure.unit)
            yield at(
                passage,
                0,
                len(passage.plain),
                f"`{passage.plain}` is shown for `{figure.id}`, which is {worth}",
                hint=fault,
                why="the largest number on the page is the one that is quoted",
            )


def _display_fault(shown: str, figure: model.Figure) -> str:
    """What to do about a display that is not its figure; empty if it is."""
    numbers = {_plain(found) for found in _NUMBER_SHOWN.findall(shown)}
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
    if len(numbers) != len(exact) or not all(any(_rounds(e, n) for e in exact) for n in numbers):
        return f"show {print_as(figure.value, figure.unit, 'symbol')}"
    if "%" in shown and figure.unit != "per cent":
        return f"its unit is {figure.unit}, not per cent"
    return ""


def _rounds(exact: Decimal, shown: Decimal) -> bool:
    unit = Decimal(1).scaleb(min(0, int(shown.as_tuple().exponent)))
    return abs(exact - shown) <= unit / 2 if exact != exact.to_integral_value() else exact == shown


_OPPOSITE = {
    "over": frozenset(
        ("under", "less than", "fewer than", "below", "just under", "nearly", "almost", "up to", "at most")
    ),
    "under": frozenset(("over", "more than", "above", "just over", "at least")),
    "nearly": frozenset(("over", "more than", "above", "just over", "at least")),
    "about": frozenset(("exactly", "precisely")),
}
_SAYS = {
    "over": ("more than", "over", "above", "at least", "upwards", "beyond", "exceed", "or more", "in excess"),
    "under": ("less than", "fewer than", "under", "below", "short of", "at most", "not even"),
    "nearly": ("nearly", "almost", "close to", "just under", "approach", "some", "about"),
    "about": ("about", "around", "roughly", "approximately", "some", "close to", "near", "or so", "probably", "estimate",
              "on average"),
}  # fmt: skip
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
    bare: dict[tuple[str, str], tuple[Passage, int, FigureRef, model.Figure]] = {}
    told: set[tuple[str, str]] = set()
    for passage in bench.passages:
        for place, node in passage.figures:
            figure = bench.report.figures.get(node.figure)
            if figure is None or figure.bound == "exact":
                continue
            before = passage.plain[max(0, place - 48) : place].lower()
            after = passage.plain[place + len(node.text) : place + len(node.text) + 12].lower()
            near = f"{before[before.rfind('. ') + 1 :]} {node.text.lower() if node.form == 'words' else ''} {after}"
            key = passage.part.id if passage.part else passage.place, figure.id
            hedge = hedge_before(before, bench.house)
            if hedge in _OPPOSITE[figure.bound]:
                yield at(
                    passage,
                    place,
                    place + len(node.text),
                    f"`{hedge} {node.text}` turns round what the source says: `{figure.id}` is given as {_said(figure)}",
                    hint=f"write `{_SAYS[figure.bound][0]} …`, or correct `bound:`",
                )
                told.add(key)
            elif any(words in near for words in _SAYS[figure.bound]):
                told.add(key)
            elif passage.role in _TOLD_IN and not passage.verbatim:
                bare.setdefault(key, (passage, place, node, figure))
    for key, (passage, place, node, figure) in bare.items():
        if key not in told:
            yield at(
                passage,
                place,
                place + len(node.text),
                f"`{node.text}` is told as exact; the source gives `{figure.id}` as {_said(figure)}",
                hint=f"write `{_SAYS[figure.bound][0]} {{{figure.id}}}`",
                why="a bound told as a number claims more than anybody knows",
            )


def _said(figure: model.Figure) -> str:
    return f"{_SAYS[figure.bound][0]} {print_as(figure.value, figure.unit)}"


_UNIT = re.compile(r"[\s\u00a0]?(percentage points?|per cent|percent|%|per thousand|‰)")


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
    for passage in bench.passages:
        for place, node in passage.figures:
            end = place + len(node.text)
            match = _UNIT.match(passage.plain, end)
            if match and node.text.endswith(("per cent", "%", "per thousand", "‰", "point", "points")):
                yield at(
                    passage,
                    place,
                    match.end(),
                    f"the unit stands here twice: `{passage.plain[place : match.end()]}`".replace("\u00a0", " "),
                    hint=f"take `{match[1]}` out, or write {{{node.figure}:number}}",
                )


_DIGIT_RANGE = re.compile(rf"(?<![\w.,–-])({_N})\s?[–-]\s?({_N})(?![\w–-]|[.,]\d)")
_BETWEEN = re.compile(rf"(?i)\bbetween ({_N}) and ({_N})(?!\w)")


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
    for passage in bench.passages:
        for match in _DIGIT_RANGE.finditer(passage.typed):
            if _is_backwards(match[1], match[2]):
                yield _backwards(passage, match.start(), match.end())
        for match in _BETWEEN.finditer(passage.typed):
            if _is_backwards(match[1], match[2]):
                yield _backwards(passage, match.start(1), match.end(2))
        yield from _figures_backwards(bench, passage)


def _is_backwards(low: str, high: str) -> bool:
    if len(high) < len(low) or low.startswith("0"):  # 2015–16 is short for 2015–2016
        return False
    return _plain(low) > _plain(high)


def _backwards(passage: Passage, start: int, end: int) -> Finding:
    return at(
        passage, start, end, f"the range `{passage.plain[start:end]}` runs backwards", hint="put the lower end first"
    )


def _figures_backwards(bench: Bench, passage: Passage) -> Iterator[Finding]:
    """“between {high} and {low}”, whichever way the two ends are given."""
    for (start, first), (second, last) in zip(passage.figures, passage.figures[1:], strict=False):
        end = start + len(first.text)
        joint = passage.plain[end:second].strip().lower()
        between = passage.plain[:start].lower().rstrip().endswith("between") and joint == "and"
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
