"""NUM121–NUM129: figures that must agree with each other: totals, formulas, conversions, earlier editions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations

from typeset.ledger.formula import BadFormula, Token, tokens
from typeset.ledger.passages import Passage
from typeset.ledger.rule import Bench, Finding, at, rule
from typeset.ledger.tongues import SIGNS
from typeset.ledger.values import Amount, Range, grouped, print_as
from typeset.manifest import model
from typeset.manifest.inline import FigureRef, Text
from typeset.problem import Severity

Pair = tuple[Decimal, Decimal]


def ends_of(figure: model.Figure) -> Pair | None:
    """The lowest and the highest value of *figure*; None for words and separate answers."""
    match figure.value:
        case Amount(number):
            return number, number
        case Range(low, high):
            return low, high
    return None


def is_share(figure: model.Figure) -> bool:
    """Tell whether *figure* is a part of a whole, or a difference of two."""
    return figure.unit in SIGNS


_TOTAL = re.compile(r"(?i)\s*(?:grand )?(?:total|sum|all together|altogether|in all)\b")


@rule("NUM121", Severity.ERROR)
def find_totals_that_are_no_sums(bench: Bench) -> Iterator[Finding]:
    """The last row of a table says total and is not the sum of the rows above it.

    Whole numbers must add up exactly; shares may be off by the rounding of each row. A table
    whose last row is a total under another name says so with `total: true`.

    Wrong:
        text:
          - table:
              title: Series by region
              columns: [Region, Series]
              rows: [[Europe, "40"], [Asia, "13"], [Total, "52"]]

    Right:
        text:
          - table:
              title: Series by region
              columns: [Region, Series]
              rows: [[Europe, "40"], [Asia, "13"], [Total, "53"]]
    """
    for table in bench.tables:
        if len(table.rows) < 3 or not (table.total or (table.rows[-1] and _TOTAL.match(table.rows[-1][0].plain))):
            continue
        for column in range(1, len(table.columns)):
            cells = [row[column] if column < len(row) else Text() for row in table.rows]
            numbers = [_number_in(cell) for cell in cells]
            total, rows = numbers[-1], [number for number in numbers[:-1] if number is not None]
            if total is None or len(rows) != len(numbers) - 1:
                continue
            made = sum(rows, Decimal(0))
            slack = sum((Decimal(5).scaleb(int(n.as_tuple().exponent) - 1) for n in rows if _is_rounded(n)), Decimal(0))
            if abs(made - total) > slack:
                yield Finding(
                    message=f"the rows add up to {grouped(made)}, the total says {grouped(total)}",
                    span=cells[-1].span,
                    scalar=cells[-1].scalar,
                    found=cells[-1].plain,
                    hint=f"{grouped(abs(made - total))} too {'little' if total < made else 'much'}: "
                    "correct a row or the total, or say in a note why they differ",
                    why="a table that does not add up is the first thing a critical reader looks for",
                )


def _is_rounded(number: Decimal) -> bool:
    return int(number.as_tuple().exponent) < 0


def _number_in(cell: Text) -> Decimal | None:
    written = cell.plain.replace(",", "").replace("\u00a0", " ").replace("\u2212", "-")
    match = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)(?:\s?%| per cent)?\s*", written)
    return Decimal(match[1]) if match else None


_TOTAL_OF = re.compile(r"(?i)\b(?:total|sum) (?:of |is |comes to |was |stands at )$|\baltogether $|\bin all,? $")
_IN_ALL = re.compile(r"(?i)^(?:[\s\u00a0][\w’-]+){0,3} (?:in all|altogether|all told|in total)\b")


@rule("NUM122")
def find_charts_that_miss_their_total(bench: Bench) -> Iterator[Finding]:
    """A chart's data do not add up to the total that is named beside it.

    Text under or in a chart speaks of “a total of” a figure; the bars make another sum. It may
    have a reason. Then say it, and suppress this with that reason.

    Wrong:
        figures:
          A: {value: 4796, unit: series, measures: series from Europe}
          B: {value: 4495, unit: series, measures: series from North America}
          T: {value: 9000, unit: series, measures: all series}
        text:
          - {chart: series, kind: bars, title: Two regions, measures: Number of series,
             data: [{label: Europe, figure: A}, {label: North America, figure: B}],
             note: "A total of {T} series.", alt: "Europe {A}, North America {B}."}

    Right:
        figures:
          A: {value: 4796, unit: series, measures: series from Europe}
          B: {value: 4495, unit: series, measures: series from North America}
          T: {value: 9291, unit: series, measures: all series}
        text:
          - {chart: series, kind: bars, title: Two regions, measures: Number of series,
             data: [{label: Europe, figure: A}, {label: North America, figure: B}],
             note: "A total of {T} series.", alt: "Europe {A}, North America {B}."}
    """
    for passage in bench.passages:
        chart = passage.owner
        if not isinstance(chart, model.Chart) or not passage.figures:
            continue
        worths = [datum.worth for datum in chart.data]
        numbers = [worth.value.number for worth in worths if worth and isinstance(worth.value, Amount)]
        if len(numbers) != len(chart.data) or len(numbers) < 2:
            continue
        made, slack = (
            sum(numbers),
            sum(Decimal(5).scaleb(int(n.as_tuple().exponent) - 1) for n in numbers if _is_rounded(n)),
        )
        for place, node in passage.figures:
            figure = bench.report.figures.get(node.figure)
            if figure is None or not isinstance(figure.value, Amount):
                continue
            end = place + len(node.text)
            total = _TOTAL_OF.search(passage.plain[:place]) or _IN_ALL.search(passage.plain[end : end + 60])
            if total and abs(made - figure.value.number) > slack:
                yield at(
                    passage,
                    place,
                    place + len(node.text),
                    f"the data of this chart add up to {grouped(Decimal(made))}, not to {node.text}",
                    hint="correct one of them, or say why they differ and suppress this with the reason",
                    why="readers add up bars, and will ask where the rest is",
                )


_PLAIN_WORD = re.compile(r"[^\W\d_]{3,}")
_ANY_WORD = re.compile(r"[^\W_]+")
_SAME_AS = re.compile(r"\bsame (?:figure|value|share|number) as (?:figure )?([A-Za-z](?:[\w.-]*\w)?)")


@rule("NUM123", Severity.ERROR)
def find_quantities_with_two_values(bench: Bench) -> Iterator[Finding]:
    """One quantity has two values in the ledger.

    Two entries measure the same thing in the same unit and differ; or one says in its note
    that it is the same figure as another and is not. (Three and more entries of one
    description are a series of answers, and may differ.)

    Wrong:
        figures:
          A: {value: 100, unit: terabytes, measures: largest case}
          B: {value: 1000, unit: terabytes, measures: Largest case}

    Right:
        figures:
          A: {value: 100, unit: terabytes, measures: largest case}
          B: {value: 40, unit: terabytes, measures: largest case at INTERPOL}
    """
    series: dict[tuple[str, ...], list[model.Figure]] = {}
    figures = bench.report.figures
    for figure in figures.values():
        words = tuple(_ANY_WORD.findall(figure.measures.plain.lower()))
        series.setdefault((figure.unit, figure.edition, *words), []).append(figure)
        match = _SAME_AS.search(figure.note.plain)
        other = figures.get(match[1]) if match else None
        if match and other is not None and other.value != figure.value:
            yield _two_values(other, figure, f"`{figure.id}` is said to be the same figure as `{other.id}`, and is not")
    for same in series.values():
        if len(same) == 2 and same[0].value != same[1].value and not (same[0].formula and same[1].formula):
            yield _two_values(same[0], same[1], f"`{same[1].id}` measures what `{same[0].id}` does, with another value")


def _two_values(first: model.Figure, second: model.Figure, message: str) -> Finding:
    return Finding(
        message=message,
        span=second.span,
        found=second.id,
        expected=f"`{first.id}` is {print_as(first.value, first.unit)}, "
        f"`{second.id}` is {print_as(second.value, second.unit)}",
        hint="keep one of them, or say under `measures:` in what they differ",
        why="the report would contradict itself as soon as both are printed",
    )


@rule("NUM124")
def find_slipped_digits(bench: Bench) -> Iterator[Finding]:
    """Two figures that measure nearly the same differ by a factor of ten, a hundred or a thousand.

    A nought too many is the commonest slip with large numbers, and both values look right. Two
    figures measure nearly the same if most of their words are the same, or the first two.

    Wrong:
        figures:
          A: {value: 100, unit: terabytes, measures: largest case according to a few officers}
          B: {value: 1000, unit: terabytes, measures: largest case according to officers in the commentary}

    Right:
        figures:
          A: {value: 100, unit: terabytes, measures: largest case according to a few officers}
          B: {value: 100, unit: terabytes, measures: largest case according to officers in the commentary}
    """
    alike: dict[tuple[str, str, tuple[int, ...]], list[tuple[model.Figure, frozenset[str]]]] = {}
    for figure in bench.report.figures.values():
        # Shares of ten and of one per cent are common neighbours, and are held against their sums elsewhere.
        if isinstance(figure.value, Amount) and figure.value.number > 0 and not figure.formula and not is_share(figure):
            words = frozenset(word for word in _PLAIN_WORD.findall(figure.measures.plain) if len(word) > 3)
            # Only numbers of the same digits can differ by noughts alone.
            digits = figure.value.number.normalize().as_tuple().digits
            alike.setdefault((figure.unit, figure.edition, digits), []).append((figure, words))
    for group in alike.values():
        for (first, words), (second, others) in combinations(group, 2):
            assert isinstance(first.value, Amount)
            assert isinstance(second.value, Amount)
            small, large = sorted((first.value.number, second.value.number))
            if large / small not in (10, 100, 1000) or words == others:
                continue
            most = len(words & others) >= 3 and len(words & others) * 2 >= len(words | others)
            named = any(word[:1].isupper() for word in words ^ others)  # Asia and Africa are two things
            if (most and not named) or _opening(first) == _opening(second):
                yield Finding(
                    message=f"`{first.id}` and `{second.id}` measure nearly the same, "
                    f"and differ by a factor of {large / small:f}",
                    span=second.span,
                    found=second.id,
                    expected=f"{grouped(first.value.number)} and {grouped(second.value.number)} {first.unit}",
                    hint="is there a nought too many, or too few? If both are right, say under `measures:` how they differ",
                )


_SINGULAR = re.compile(r"(?:\w{2,}est|most|total|average|mean|median|maximum|minimum|sum)\b")


def _opening(figure: model.Figure) -> tuple[str, ...]:
    """The first two words, if they name what there is one of (“largest case”); never equal otherwise."""
    words = tuple(_ANY_WORD.findall(figure.measures.plain.lower()))[:2]
    return words if len(words) == 2 and _SINGULAR.fullmatch(words[0]) else (figure.id,)


@rule("NUM125", Severity.ERROR)
def find_units_that_do_not_mix(bench: Bench) -> Iterator[Finding]:
    """A formula adds or subtracts figures of different units.

    Terabytes and hours cannot be added up; a share minus a share is percentage points, and a
    plain number (`100 - A`) takes the unit of what it stands beside.

    Wrong:
        figures:
          A: {value: 4, unit: terabytes, measures: size}
          B: {value: 6, unit: hours, measures: length}
          C: {unit: terabytes, measures: both, formula: "A + B"}

    Right:
        figures:
          A: {value: 4, unit: terabytes, measures: size}
          B: {value: 6, unit: terabytes, measures: size a year later}
          C: {unit: terabytes, measures: both, formula: "A + B"}
    """
    figures = bench.report.figures
    for figure in figures.values():
        if not figure.formula:
            continue
        try:
            unit, clash = _unit_of(tokens(figure.formula), figures)
        except (BadFormula, IndexError, RecursionError):
            continue  # told by the loader
        if clash:
            yield Finding(
                message=f"`{figure.formula}` adds up {clash[0]} and {clash[1]}",
                span=figure.span,
                found=figure.id,
                hint="only figures of one unit can be added or subtracted",
                why="the result would be a number of nothing",
            )
        elif unit and not _agree(unit, figure.unit):
            yield Finding(
                message=f"`{figure.formula}` gives {unit}, but `{figure.id}` is declared in {figure.unit}",
                span=figure.span,
                found=figure.id,
                hint=f"write `unit: {unit}`, or correct the formula",
            )


_SHARES = frozenset(("per cent", "percentage points"))


def _agree(one: str, two: str) -> bool:
    return one == two or {one, two} == _SHARES


def _unit_of(found: tuple[Token, ...], figures: Mapping[str, model.Figure]) -> tuple[str, tuple[str, str] | None]:
    """The unit that a formula gives, empty where it cannot be told, and the first two that clash in it."""
    clash: list[tuple[str, str]] = []
    rest = [*found, Token("end", "", 0)]

    def factor() -> str:
        token = rest.pop(0)
        if token.text == "-":
            return factor()
        if token.text == "(":
            unit = total()
            rest.pop(0)
            return unit
        if token.kind == "id" and token.text in figures:
            return figures[token.text].unit
        return ""

    def product() -> str:
        unit, factors = factor(), 1
        while rest[0].text in ("*", "/"):
            divides = rest.pop(0).text == "/"
            other = factor()
            factors += bool(other)
            # What is multiplied by a bare number keeps its unit; what two units make is not ours to say.
            unit = unit if not other and not divides else (unit if not other else "?")
        return "" if unit == "?" or (factors > 1) else _bare(unit, found)

    def total() -> str:
        unit = product()
        while rest[0].text in ("+", "-"):
            rest.pop(0)
            other = product()
            if unit and other and not _agree(unit, other):
                clash.append((unit, other))
            unit = unit or other
        return unit

    result = total()
    return result, clash[0] if clash else None


def _bare(unit: str, found: tuple[Token, ...]) -> str:
    """A rate that is multiplied or divided changes its period (`NUM126` looks at that), so its unit is left open."""
    scaled = any(token.text in ("*", "/") for token in found)
    return "" if scaled and " per " in f" {unit}" and unit != "per cent" else unit


_PERIODS = {"hour": Decimal(1), "day": Decimal(24), "week": Decimal(168), "month": Decimal(730), "quarter": Decimal(2190),
            "year": Decimal(8760)}  # fmt: skip
_RATE = re.compile(r"(.+) (?:per|a|an|each|every) (hour|day|week|month|quarter|year)")


@rule("NUM126", Severity.ERROR)
def find_conversions_that_cannot_hold(bench: Bench) -> Iterator[Finding]:
    """Two rates of one quantity, such as a month's and a year's, cannot both be right.

    Five to eight cases a month are 60 to 96 a year; 800 a year is another story. Rates are
    compared where one is worked out from the other, where both stand in one paragraph, and
    where two entries of the ledger measure the same but for the period.

    Wrong:
        figures:
          A: {value: 5-8, unit: cases per month, measures: cases reported by companies}
          B: {value: 800, unit: cases per year, measures: cases in a year}
        text: |
          Companies report {A} cases a month, which makes {B} cases a year.

    Right:
        figures:
          A: {value: 5-8, unit: cases per month, measures: cases reported by companies}
          B: {value: 80, unit: cases per year, measures: cases in a year}
        text: |
          Companies report {A} cases a month, which makes {B} cases a year.
    """
    told: set[frozenset[str]] = set()
    for figure in bench.report.figures.values():
        match = re.fullmatch(r"\s*([A-Za-z][\w.-]*) [*/×÷] [\d.]+\s*", figure.formula)
        other = bench.report.figures.get(match[1]) if match else None
        if other is not None and _cannot_both_hold(other, figure):
            told.add(frozenset((other.id, figure.id)))
            yield Finding(span=figure.span, found=figure.id, **_conversion(other, figure))  # type: ignore[arg-type]  # all text
    alike: dict[tuple[str, str, str], list[model.Figure]] = {}
    for figure in bench.report.figures.values():
        unit, period, measured = _rate_of(figure)
        if period:
            alike.setdefault((unit, measured, figure.edition), []).append(figure)
    for group in alike.values():
        for one, two in combinations(group[:20], 2):
            if frozenset((one.id, two.id)) not in told and _cannot_both_hold(one, two):
                told.add(frozenset((one.id, two.id)))
                yield Finding(span=two.span, found=two.id, **_conversion(one, two))  # type: ignore[arg-type]  # all text
    for passage in bench.passages:
        cited = [
            bench.report.figures[node.figure] for _, node in passage.figures if node.figure in bench.report.figures
        ]
        places = {node.figure: (place, node) for place, node in passage.figures}
        for first, second in combinations(dict.fromkeys(figure.id for figure in cited), 2):
            one, two = bench.report.figures[first], bench.report.figures[second]
            if frozenset((first, second)) not in told and _cannot_both_hold(one, two):
                told.add(frozenset((first, second)))
                place, node = places[second]
                yield at(passage, place, place + len(node.text), **_conversion(one, two))


_PERIOD = re.compile(r"(?i)(.*\S) (?:per|a|an|each|every|in an?) (hour|day|week|month|quarter|year)\b(.*)")


def _rate_of(figure: model.Figure) -> tuple[str, str, str]:
    """Unit, period and what is measured, if the figure is a rate: by its unit, or by its `measures:`."""
    if match := _RATE.fullmatch(figure.unit):
        measured = _PERIOD.fullmatch(figure.measures.plain)
        return match[1], match[2], (measured[1] + measured[3] if measured else figure.measures.plain).lower()
    if (match := _PERIOD.fullmatch(figure.measures.plain)) and not is_share(figure):
        return figure.unit, match[2].lower(), (match[1] + match[3]).lower()
    return figure.unit, "", ""


def _cannot_both_hold(first: model.Figure, second: model.Figure) -> bool:
    (unit, one, measured), (other, two, measures) = _rate_of(first), _rate_of(second)
    by_unit = bool(_RATE.fullmatch(first.unit) and _RATE.fullmatch(second.unit))
    if not one or not two or one == two or unit != other or not (by_unit or measured == measures):
        return False
    ends, others = ends_of(first), ends_of(second)
    if ends is None or others is None:
        return False
    factor = _PERIODS[two] / _PERIODS[one]
    # Months are not of one length, and a hedged figure is not exact: 5 per cent either way.
    room = Decimal("0.05") if "about" not in (first.bound, second.bound) else Decimal("0.12")
    low, high = ends[0] * factor * (1 - room), ends[1] * factor * (1 + room)
    below = others[1] < low and not (second.bound == "over" or first.bound == "under")
    above = others[0] > high and not (second.bound in ("under", "nearly") or first.bound == "over")
    return below or above


def _conversion(first: model.Figure, second: model.Figure) -> dict[str, str]:
    one, two = _rate_of(first)[1], _rate_of(second)[1]
    made = _made_of(first, _PERIODS[two] / _PERIODS[one])
    return {
        "message": f"{print_as(first.value, first.unit)} {_a(one)} (`{first.id}`) cannot be "
        f"{print_as(second.value, second.unit)} {_a(two)} (`{second.id}`)",
        "hint": f"{print_as(first.value, first.unit)} {_a(one)} makes about {made} {_a(two)}: correct one of the figures",
        "why": "whoever does the sum will doubt every other number",
    }


def _a(period: str) -> str:
    return f"an {period}" if period == "hour" else f"a {period}"


def _made_of(figure: model.Figure, factor: Decimal) -> str:
    """What a rate makes in another period, to three digits."""
    low, high = ends_of(figure) or (Decimal(0), Decimal(0))
    written = [f"{Decimal(f'{end * factor:.3g}'):,f}" for end in (low, high)]
    return written[0] if low == high else "–".join(written)


_FROM_TO = re.compile(r"\b(?:from|between) ([A-Za-z][\w-]*-\w+|[A-Z]\w*) (?:to|and) ([A-Za-z][\w-]*-\w+|[A-Z]\w*)")
_REACH = re.compile(
    r"(?i)\b(?:range|ranges|ranging|reach|reaches|reaching|run|runs|vary|varies|lie|lies|extend|extends)\b"
)


@rule("NUM127", Severity.ERROR)
def find_ranges_off_their_values(bench: Bench) -> Iterator[Finding]:
    """A range does not begin or end where its values do.

    “Answers reach from 150,000 to 10 million” over a chart whose smallest datum is 100,000; a
    figure said to run “from A to B” that has other ends.

    Wrong:
        figures:
          A: {value: 20, unit: terabytes, measures: an answer}
          B: {value: 65, unit: terabytes, measures: another answer}
          C: {value: 10, unit: terabytes, measures: a third answer}
        text:
          - {chart: size, kind: strip, title: "Answers reach from {A} to {B} terabytes", measures: "Size, terabytes",
             data: [{label: One, figure: A}, {label: Two, figure: B}, {label: Three, figure: C}], alt: Three dots.}

    Right:
        figures:
          A: {value: 20, unit: terabytes, measures: an answer}
          B: {value: 65, unit: terabytes, measures: another answer}
          C: {value: 10, unit: terabytes, measures: a third answer}
        text:
          - {chart: size, kind: strip, title: "Answers reach from {C} to {B} terabytes", measures: "Size, terabytes",
             data: [{label: One, figure: A}, {label: Two, figure: B}, {label: Three, figure: C}], alt: Three dots.}
    """
    figures = bench.report.figures
    for figure in figures.values():
        match = _FROM_TO.search(f"{figure.measures.plain} {figure.note.plain}")
        first, last = (figures.get(match[1]), figures.get(match[2])) if match else (None, None)
        if first is None or last is None or not isinstance(figure.value, Range):
            continue
        low, high = ends_of(first), ends_of(last)
        if low and high and (figure.value.low, figure.value.high) != (low[0], high[1]):
            yield Finding(
                message=f"`{figure.id}` is {print_as(figure.value, figure.unit)}, but `{first.id}` to `{last.id}` "
                f"makes {grouped(low[0])}–{grouped(high[1])}",
                span=figure.span,
                found=figure.id,
                hint="correct the range or what it is drawn from",
                why="a range promises that its ends were found",
            )
    for passage in bench.passages:
        chart = passage.owner
        if isinstance(chart, model.Chart) and _REACH.search(passage.plain):
            yield from _off_chart(bench, passage, chart)


def _off_chart(bench: Bench, passage: Passage, chart: model.Chart) -> Iterator[Finding]:
    worths = [datum.worth.value for datum in chart.data if datum.worth]
    numbers = [v.number for v in worths if isinstance(v, Amount)]
    if len(numbers) != len(chart.data) or len(numbers) < 3:
        return
    for (start, first), (second, last) in zip(passage.figures, passage.figures[1:], strict=False):
        words = passage.plain[:start].lower().rstrip()
        between = passage.plain[start + len(first.text) : second].split()
        if (
            not words.endswith(("from", "between"))
            or not between
            or between[-1] not in ("to", "and")
            or len(between) > 3
        ):
            continue
        ends = [_worth(bench, node) for node in (first, last)]
        if None not in ends and (min(numbers), max(numbers)) != (ends[0], ends[1]):
            yield at(
                passage,
                start,
                second + len(last.text),
                f"the data run from {grouped(min(numbers))} to {grouped(max(numbers))}, "
                f"not from {first.text} to {last.text}",
                hint="name the ends that the chart has",
                why="the chart right beside it shows otherwise",
            )


def _worth(bench: Bench, node: FigureRef) -> Decimal | None:
    figure = bench.report.figures.get(node.figure)
    return figure.value.number if figure and isinstance(figure.value, Amount) else None


@rule("NUM128", Severity.ERROR)
def find_earlier_editions_misquoted(bench: Bench) -> Iterator[Finding]:
    """A figure of an earlier edition is not what that edition's ledger says.

    A comparison with last year's report stands on last year's number. Where the ledger of that
    edition is at hand, each figure with `edition:` is looked up in it, by id or by what it
    measures.

    Wrong:
        earlier:
          "2015":
            W: {value: 97, unit: per cent, measures: officers with more work}
        figures:
          W: {value: 79, unit: per cent, measures: officers with more work, edition: "2015"}

    Right:
        earlier:
          "2015":
            W: {value: 97, unit: per cent, measures: officers with more work}
        figures:
          W: {value: 97, unit: per cent, measures: officers with more work, edition: "2015"}
    """
    for figure in bench.report.figures.values():
        ledger = bench.earlier.get(figure.edition) if figure.edition else None
        if ledger is None:
            continue
        measures = figure.measures.plain.lower()
        other = next((one for one in ledger.values() if one.measures.plain.lower() == measures), ledger.get(figure.id))
        if other is None:
            message, hint = (
                f"the ledger of {figure.edition} has no figure that measures this",
                "use its words and its id",
            )
        elif other.value != figure.value or other.unit != figure.unit:
            worth = print_as(other.value, other.unit)
            message = f"the ledger of {figure.edition} gives {worth} (`{other.id}`), and this one says {print_as(figure.value, figure.unit)}"
            hint = "correct it, or say what has been recalculated and why"
        else:
            continue
        why = "a comparison with an earlier report stands on what that report said"
        yield Finding(message=message, span=figure.span, found=figure.id, hint=hint, why=why)


@rule("NUM129")
def find_figures_of_unknown_origin(bench: Bench) -> Iterator[Finding]:
    """A figure names no source, while most of the others do.

    Each number can be traced: to a source, to the formula by which it was worked out, or to a
    note that says how it is known. Once most figures of a report name their source, one that
    names none was forgotten.

    Wrong:
        sources:
          survey: {title: Survey of officers}
        figures:
          A: {value: 370, unit: officers, measures: officers who answered, source: survey}
          B: {value: 26, unit: countries, measures: countries they work in, source: survey}
          C: {value: 97, unit: days, measures: length of fieldwork}

    Right:
        sources:
          survey: {title: Survey of officers}
        figures:
          A: {value: 370, unit: officers, measures: officers who answered, source: survey}
          B: {value: 26, unit: countries, measures: countries they work in, source: survey}
          C: {value: 97, unit: days, measures: length of fieldwork, note: counted from the dates of the survey}
    """
    figures = bench.report.figures.values()
    astray = [one for one in figures if one.source is None and not one.formula and not one.note]
    if sum(one.source is not None for one in figures) * 2 <= len(figures):
        return
    for figure in astray:
        yield Finding(
            message=f"`{figure.id}` says not where it comes from",
            span=figure.span,
            found=figure.id,
            hint="add `source:` with a key of `sources:`, or a `note:` that says how it is known",
            why="a number that nobody can trace is the first to be doubted",
        )
