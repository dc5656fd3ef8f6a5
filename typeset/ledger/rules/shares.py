"""NUM111–NUM116: shares of a whole, as charts show them and as the ledger gives them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from typeset.ledger.rule import Bench, Finding, rule
from typeset.ledger.values import Amount, Range, print_as
from typeset.manifest import model
from typeset.problem import Severity

_WHOLES = ("ring", "stacked")
"""Kinds of chart that promise a whole."""

_NO_SHARES = ("slope", "paired", "line", "area", "heat", "multiples", "grouped", "range", "columns")
"""Kinds whose data may come from several questions or points in time."""


def _shares(chart: model.Chart) -> tuple[Decimal, ...] | None:
    """The shares that *chart* shows, in per cent; None if it shows anything else, or not all of it."""
    found = []
    for datum in chart.data:
        worth = datum.worth
        if worth is None or not isinstance(worth.value, Amount):
            return None
        if (worth.unit or chart.unit or ("per cent" if "%" in chart.measures.plain else "")) not in ("per cent", "%"):
            return None
        found.append(worth.value.number)
    return tuple(found)


def _slack(shares: tuple[Decimal, ...]) -> Decimal:
    """How far the sum of rounded shares may be from the whole: half a unit of the last place for each."""
    return sum((Decimal(5).scaleb(int(share.as_tuple().exponent) - 1) for share in shares), Decimal(0))


def _groups(chart: model.Chart) -> int:
    return len({datum.group for datum in chart.data})


@rule("NUM111", Severity.ERROR)
def find_wholes_that_do_not_add_up(bench: Bench) -> Iterator[Finding]:
    """The shares of a whole do not add up to 100 per cent.

    Where each respondent gave one answer, the shares make 100, give or take the rounding of
    each. A ring or a stacked bar says so by its very form.

    Wrong:
        figures:
          A: {value: 74.6, unit: per cent, measures: officers with more work, question: single}
          B: {value: 11.0, unit: per cent, measures: officers with less work, question: single}
        text:
          - {chart: work, kind: ring, title: More work for most, measures: "Workload, % of officers", question: single,
             data: [{label: More, figure: A}, {label: Less, figure: B}], alt: "More {A}, less {B}."}

    Right:
        figures:
          A: {value: 74.6, unit: per cent, measures: officers with more work, question: single}
          B: {value: 25.4, unit: per cent, measures: officers with less work, question: single}
        text:
          - {chart: work, kind: ring, title: More work for most, measures: "Workload, % of officers", question: single,
             data: [{label: More, figure: A}, {label: Less, figure: B}], alt: "More {A}, less {B}."}
    """
    for chart, _ in bench.charts:
        shares = _shares(chart)
        if shares is None or len(shares) < 2 or _groups(chart) > 1:
            continue
        total, slack = sum(shares), _slack(shares)
        whole = chart.kind in _WHOLES
        over = total > 100 + slack and (whole or (chart.question == "single" and chart.kind not in _NO_SHARES))
        if over or (whole and total < 100 - slack):
            more = "more" if total > 100 else "less"
            yield Finding(
                message=f"the shares in this chart add up to {total} per cent, {abs(100 - total)} {more} than the whole",
                span=chart.title.span,
                scalar=chart.title.scalar,
                found=chart.title.plain,
                hint="correct a share, add what is missing as a datum, or say `question: multiple` and draw `bars`",
                why="a ring or a bar of 100 per cent cannot be drawn of them" if whole else "each gave one answer",
            )


@rule("NUM112")
def find_several_answers_undeclared(bench: Bench) -> Iterator[Finding]:
    """Shares add up to more than 100 per cent, and nothing says that several answers were possible.

    Readers add up bars. A base line that says “several answers possible” answers them before
    they ask; `question: multiple` puts it there.

    Wrong:
        text:
          - {chart: origin, kind: bars, title: Two regions lead, measures: "Regions named, % of officers",
             data: [{label: Europe, value: 66.5}, {label: America, value: 47.6}], alt: Two bars of unequal length.}

    Right:
        text:
          - {chart: origin, kind: bars, title: Two regions lead, measures: "Regions named, % of officers",
             question: multiple,
             data: [{label: Europe, value: 66.5}, {label: America, value: 47.6}], alt: Two bars of unequal length.}
    """
    for chart, _ in bench.charts:
        shares = _shares(chart)
        if shares is None or chart.question != "not stated" or chart.kind in (*_WHOLES, *_NO_SHARES):
            continue
        if sum(shares) > 100 + _slack(shares) and _groups(chart) == 1:
            yield Finding(
                message=f"these shares add up to {sum(shares)} per cent, and the chart does not say why",
                span=chart.title.span,
                scalar=chart.title.scalar,
                found=chart.title.plain,
                hint="say `question: multiple`, or `not applicable` where they are no answers to one question",
                why="readers add up bars, and will think that a mistake was made",
            )


_SEVERAL = ("multiple", "open")


@rule("NUM113")
def find_questions_that_disagree(bench: Bench) -> Iterator[Finding]:
    """A chart and its figures disagree on how the question was put.

    The base line of the chart tells readers whether several answers were possible. The ledger
    says it of each figure. One of them is wrong.

    Wrong:
        figures:
          A: {value: 40, unit: per cent, measures: officers naming Europe, question: multiple}
          B: {value: 30, unit: per cent, measures: officers naming Asia, question: multiple}
        text:
          - {chart: origin, kind: bars, title: Europe leads, measures: "Regions named, % of officers", question: single,
             data: [{label: Europe, figure: A}, {label: Asia, figure: B}], alt: "Europe {A}, Asia {B}."}

    Right:
        figures:
          A: {value: 40, unit: per cent, measures: officers naming Europe, question: multiple}
          B: {value: 30, unit: per cent, measures: officers naming Asia, question: multiple}
        text:
          - {chart: origin, kind: bars, title: Europe leads, measures: "Regions named, % of officers",
             question: multiple, data: [{label: Europe, figure: A}, {label: Asia, figure: B}],
             alt: "Europe {A}, Asia {B}."}
    """
    for chart, _ in bench.charts:
        for datum in chart.data:
            figure = datum.figure
            if figure is None or {chart.question, figure.question} - {"single", *_SEVERAL}:
                continue
            if (chart.question == "single") != (figure.question == "single"):
                yield Finding(
                    message=f"this chart says `question: {chart.question}`, its figure `{figure.id}` says "
                    f"`{figure.question}`",
                    span=datum.label.span,
                    scalar=datum.label.scalar,
                    found=datum.label.plain,
                    hint="give both the same `question:`",
                    why="the base line would tell readers the wrong thing about the sum of the shares",
                )
                break


@rule("NUM114", Severity.ERROR)
def find_shares_beyond_the_whole(bench: Bench) -> Iterator[Finding]:
    """A share of respondents is more than all of them.

    One answer cannot be given by more than 100 per cent of those who were asked. Growth can be
    more, and so can a sum of answers: give that a formula, or `question: not applicable`.

    Wrong:
        figures:
          A: {value: 746, unit: per cent, measures: officers with more work, question: single}

    Right:
        figures:
          A: {value: 74.6, unit: per cent, measures: officers with more work, question: single}
    """
    for figure in bench.report.figures.values():
        whole = {"per cent": 100, "per thousand": 1000}.get(figure.unit)
        if whole is None or figure.formula or figure.question not in ("single", *_SEVERAL):
            continue
        high = figure.value.number if isinstance(figure.value, Amount) else None
        high = figure.value.high if isinstance(figure.value, Range) else high
        if high is not None and (high > whole or high < 0):
            yield Finding(
                message=f"`{figure.id}` is {print_as(figure.value, figure.unit)}, more than all who were asked",
                span=figure.span,
                found=figure.id,
                hint="is a decimal point missing? Growth is `question: not applicable`, a sum of answers has a `formula:`",
            )


@rule("NUM115", Severity.ERROR)
def find_shares_impossible_for_their_base(bench: Bench) -> Iterator[Finding]:
    """A percentage cannot come from its base: no whole number of respondents makes it.

    Of 370 people, 226 are 61.1 per cent and 227 are 61.4; 61.2 is nobody. Either the share is
    wrong, or it was worked out from another base.

    Wrong:
        figures:
          A: {value: 61.2, unit: per cent, measures: respondents from the USA, base: 370}

    Right:
        figures:
          A: {value: 61.1, unit: per cent, measures: respondents from the USA, base: 370}
    """
    for figure in bench.report.figures.values():
        if figure.base is None or figure.unit != "per cent" or figure.bound != "exact":
            continue
        if not isinstance(figure.value, Amount) or not 0 <= figure.value.number <= 100:
            continue
        near = _possible(figure.value.number, figure.base)
        if near:
            yield Finding(
                message=f"`{figure.id}` cannot be {print_as(figure.value, figure.unit)}: that is no whole number out of {figure.base}",
                span=figure.span,
                found=figure.id,
                expected=near,
                why="respondents come in whole numbers, and somebody will work it out",
                hint="correct the share or `base:`, or leave the base out if the question had another",
            )


def _possible(share: Decimal, base: Decimal) -> str:
    """The nearest shares that *base* allows; empty if *share* is one of them."""
    unit = Decimal(1).scaleb(int(share.as_tuple().exponent))
    counts = {int(share * base / 100), int(share * base / 100) + 1}
    made = {count: 100 * Decimal(count) / base for count in counts if count <= base}
    for exact in made.values():
        if share in {exact.quantize(unit, how) for how in (ROUND_HALF_UP, ROUND_HALF_EVEN)}:
            return ""
    return " and ".join(f"{count} are {exact.quantize(unit)}" for count, exact in sorted(made.items()))


@rule("NUM116", Severity.NOTE)
def find_mixed_precision(bench: Bench) -> Iterator[Finding]:
    """Shares in one series are given with different numbers of decimals.

    90 beside 37.9 and 17.3: is it 90.0, or was it rounded before it came here? If it is known
    to a tenth, write it so in the ledger, and it will print so.

    Wrong:
        text:
          - {chart: ways, kind: bars, title: One way leads, measures: "Ways named, % of officers", question: multiple,
             data: [{label: P, value: 90}, {label: Q, value: 37.9}, {label: R, value: 17.3}], alt: Three bars.}

    Right:
        text:
          - {chart: ways, kind: bars, title: One way leads, measures: "Ways named, % of officers", question: multiple,
             data: [{label: P, value: 90.0}, {label: Q, value: 37.9}, {label: R, value: 17.3}], alt: Three bars.}
    """
    for chart, _ in bench.charts:
        shares = _shares(chart)
        sources = {datum.figure.source.id if datum.figure.source else "" for datum in chart.data if datum.figure}
        if shares is None or chart.kind in _NO_SHARES or len(sources - {""}) > 1:
            continue
        places = [-int(share.as_tuple().exponent) for share in shares]
        if len(set(places)) < 2 or _share_a_step(shares, max(places)):
            continue
        coarse = min(zip(places, range(len(places)), strict=True))[1]
        datum = chart.data[coarse]
        yield Finding(
            message=f"{shares[coarse]} stands in one series with shares of {max(places)} decimal"
            f"{'s' if max(places) > 1 else ''}",
            span=datum.label.span,
            scalar=datum.label.scalar,
            found=datum.label.plain,
            hint=f"write {shares[coarse]:.{max(places)}f} if it is known so exactly, or round the others",
            why="readers cannot tell whether it was measured as exactly as the rest",
        )


def _share_a_step(shares: tuple[Decimal, ...], places: int) -> bool:
    """Tell whether all are multiples of a step coarser than the last place: halves print as 50, 36.5, 24."""
    steps = (Decimal(step).scaleb(-places) for step in (5, 2))
    return any(all(share % step == 0 for share in shares) for step in steps)
